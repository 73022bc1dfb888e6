//! The report on paper: what the file for Word says, read as a program reads it.

use crate::form::Form;
use crate::paper;
use crate::portal::Portal;
use crate::zipped::unpacked;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The document of the report whose receipt is shown, paragraph by paragraph.
pub async fn downloaded(portal: &Portal, form: Form<'_>, number: &str, day: &str) -> Vec<String> {
    portal.browser.run(paper::FILES, &[]).await;
    form.press("In, tải văn bản").await;
    let signed = ("Quyền hạn, chức vụ người ký", "THỦ TRƯỞNG ĐƠN VỊ");
    for (label, text) in [("Số", number), ("Ngày ký", day), signed, ("Họ và tên người ký", "Nguyễn Văn Mẫu")]
    {
        paper::fill(&form, label, text).await;
    }
    form.press("Tải tệp Word (.docx)").await;
    form.shows("Đã tải tệp về máy.").await;
    let bytes = paper::file(portal, 1).await;
    if let Some(shots) = crate::place::shots() {
        std::fs::write(shots.join(format!("story-{number}.docx")), &bytes).expect("a file");
    }
    form.press("Đóng").await;
    let files = unpacked(&bytes);
    let document = roxmltree::Document::parse(&files["word/document.xml"]).expect("well formed");
    let paragraphs = document.descendants().filter(|node| node.has_tag_name((WORD, "p")));
    let text = |paragraph: roxmltree::Node<'_, '_>| -> String {
        paragraph.descendants().filter(|node| node.has_tag_name((WORD, "t"))).filter_map(|node| node.text()).collect()
    };
    paragraphs.map(text).filter(|text| !text.is_empty()).collect()
}

/// All of these are paragraphs of a document, in this order.
pub fn assert_says(document: &[String], expected: &[&str]) {
    let mut rest = document.iter();
    for wanted in expected {
        let is_there = rest.any(|paragraph| paragraph.contains(wanted));
        assert!(is_there, "“{wanted}” is not there, or not in its place:\n{}", document.join("\n"));
    }
}
