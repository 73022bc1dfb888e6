//! A long report on the print page, as the printer gets it: each page of the PDF with its words and where they stand.

use crate::form::Form;
use crate::paper;
use crate::place;
use crate::portal::Portal;
use crate::tables::{goes_to, pastes};
use serde_json::json;
use std::process::{Command, Stdio};

const VISIT: &str = "plan=vi-du-bieu-so-lieu&unit=huyen-doan-b&as-of=2026-03-10";
const TEAMS: &str = "Biểu 02. Danh sách tổ công nghệ số cộng đồng";
const MM: f64 = 72.0 / 25.4;

/// A word on a page, in millimetres from the left and from the top.
struct Word {
    text: String,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

struct Page {
    width: f64,
    height: f64,
    words: Vec<Word>,
}

/// The pages of a PDF.
fn pages(pdf: &[u8]) -> Vec<Page> {
    let folder = place::temporary("printed");
    let file = folder.join("printed.pdf");
    std::fs::write(&file, pdf).expect("a file");
    let mut reader = Command::new(place::pdftotext());
    let read = reader.arg("-bbox").arg(&file).arg("-").stderr(Stdio::inherit()).output().expect("pdftotext");
    assert!(read.status.success());
    std::fs::remove_dir_all(&folder).expect("our folder");
    let text = String::from_utf8(read.stdout).expect("UTF-8");
    let how = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    let read = roxmltree::Document::parse_with_options(&text, how).expect("well formed");
    let length = |node: roxmltree::Node<'_, '_>, key: &str| {
        node.attribute(key).and_then(|text| text.parse::<f64>().ok()).expect("a length") / MM
    };
    let word = |node: roxmltree::Node<'_, '_>| Word {
        text: node.text().unwrap_or_default().to_owned(),
        left: length(node, "xMin"),
        right: length(node, "xMax"),
        top: length(node, "yMin"),
        bottom: length(node, "yMax"),
    };
    let page = |node: roxmltree::Node<'_, '_>| Page {
        width: length(node, "width"),
        height: length(node, "height"),
        words: node.descendants().filter(|node| node.tag_name().name() == "word").map(word).collect(),
    };
    read.descendants().filter(|node| node.tag_name().name() == "page").map(page).collect()
}

impl Page {
    /// Where these words begin, one after another. A word counts as several where some of its letters are of another font.
    fn find(&self, said: &str) -> Option<&Word> {
        let said: String = said.split(' ').collect();
        (0..self.words.len()).find_map(|first| {
            let mut rest = &*said;
            for word in &self.words[first..] {
                match rest.strip_prefix(&*word.text) {
                    Some("") => return Some(&self.words[first]),
                    Some(further) => rest = further,
                    None => return None,
                }
            }
            None
        })
    }

    fn is_wide(&self) -> bool {
        self.width > self.height
    }

    fn text(&self) -> String {
        self.words.iter().map(|word| &*word.text).collect::<Vec<_>>().join(" ")
    }
}

/// The report with a long text and a table of 120 rows, as the browser prints it.
async fn printed(portal: &Portal, form: Form<'_>) -> Vec<Page> {
    form.open("Báo cáo quý · Quý I/2026").await;
    form.line_named("Đánh giá chung, kiến nghị").await;
    let said = "- Các cơ sở đoàn đã tổ chức ra quân, hướng dẫn người dân cài đặt, sử dụng dịch vụ công trực tuyến.\n";
    form.fill("Đánh giá chung", &said.repeat(45)).await;
    let rows: String = (1..=120).map(|n| format!("Tổ số {n}\tThôn, bản\t9/2/2026\t10\t4\t1.000.000\n")).collect();
    goes_to(&form, TEAMS, 0, 0).await;
    pastes(&form, &rows).await;
    form.press("Dán").await;
    let sum = "said(question(given[0]).querySelector('tfoot td:nth-child(5)')) === '1.200'";
    form.when(sum, &[json!(TEAMS)]).await;
    form.check().await;
    form.press("In, tải văn bản").await;
    paper::fill(&form, "Số", "5").await;
    paper::opens(&form, "In").await;
    let pdf = portal.browser.print().await;
    if let Some(shots) = place::shots() {
        std::fs::write(shots.join("paper-printed-long.pdf"), &pdf).expect("a file");
    }
    pages(&pdf)
}

#[tokio::test]
async fn pages_are_numbered_from_the_second_on_and_annexes_repeat_their_headings() {
    let portal = Portal::start().await;
    let form = portal.visit(VISIT).await;
    let pages = printed(&portal, form).await;
    let annex = pages.iter().position(Page::is_wide).expect("an annex");
    assert!(pages[annex].find("Biểu 02").is_some(), "{}", pages[annex].text());
    assert!(annex >= 3 && pages.len() >= annex + 3, "{} pages, the annex from {annex} on", pages.len());
    assert!(pages[0].find("ĐOÀN TNCS HỒ CHÍ MINH").is_some() && pages[0].find("Số: 05-BC").is_some());

    for (nth, page) in pages.iter().enumerate() {
        let says = format!("page {}: {}", nth + 1, page.text());
        // A4, on its side where the table is.
        let sides = (page.width.round(), page.height.round());
        assert_eq!(sides, if nth < annex { (210.0, 297.0) } else { (297.0, 210.0) }, "{says}");
        // Above the text stands the number and nothing else, in the middle; on the first page nothing.
        let margin = if page.is_wide() { 30.0 } else { 20.0 };
        let above: Vec<&Word> = page.words.iter().filter(|word| word.bottom < margin).collect();
        let number: Vec<&str> = above.iter().map(|word| &*word.text).collect();
        if nth == 0 {
            assert!(number.is_empty(), "{says}");
        } else {
            assert_eq!(number, [(nth + 1).to_string()], "{says}");
            let middle = (above[0].left + above[0].right) / 2.0;
            assert!((middle - page.width / 2.0).abs() < 10.0, "{middle} mm: {says}");
        }
        // Nothing stands in the other margins.
        let (left, right) = if page.is_wide() { (20.0, 20.0) } else { (30.0, 15.0) };
        let is_inside = |word: &Word| {
            word.left > left - 0.5 && word.right < page.width - right + 0.5 && word.bottom < page.height - 14.5
        };
        let outside: Vec<&str> = page.words.iter().filter(|word| !is_inside(word)).map(|word| &*word.text).collect();
        assert!(outside.is_empty(), "{outside:?} on {says}");
    }
    // The headings of both levels stand above the first row on each page of the annex.
    for page in &pages[annex..] {
        let head = |said: &str| page.find(said).unwrap_or_else(|| panic!("{said}: {}", page.text())).top;
        let first = page.find("Tổ số").unwrap_or_else(|| panic!("a row: {}", page.text())).top;
        assert!(head("Thành viên") < first && head("Tên tổ") < first, "{}", page.text());
    }
    let last = pages.last().expect("a page");
    for said in ["120 Tổ số 120", "Tổng cộng", "1.200 480 120.000.000 40"] {
        assert!(last.find(said).is_some(), "{said}: {}", last.text());
    }
    // Signed below the last words, on one page with them.
    let signed = pages.iter().find(|page| page.find("Nơi nhận:").is_some()).expect("recipients");
    assert!(
        signed.words.iter().any(|word| word.text.ends_with("./.")) && signed.find("TM. BAN CHẤP HÀNH").is_some(),
        "{}",
        signed.text()
    );
}
