//! Who signs, and for whom: each of the forms that offices know, as it stands below the text and in Word's file.

mod support;

use baocao::plan::{Date, Paper, PaperStyle};
use baocao_paper::{Document, Options, compose, docx};
use roxmltree::Node;
use support::Case;
use support::zipped::unpacked;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const SIGNER: &str = "Nguyễn Văn Mẫu";

/// As the plan or the officer says it, and as it is printed.
const FORMS: [(PaperStyle, &[&str], &[&str]); 8] = [
    // On behalf of a collective body.
    (PaperStyle::Doan, &["TM. BAN THƯỜNG VỤ", "BÍ THƯ"], &["TM. BAN THƯỜNG VỤ", "BÍ THƯ"]),
    (PaperStyle::Party, &["T/M ĐẢNG ỦY", "PHÓ BÍ THƯ"], &["T/M ĐẢNG ỦY", "PHÓ BÍ THƯ"]),
    // In the place of the head.
    (PaperStyle::State, &["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], &["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
    (
        PaperStyle::State,
        &["tm. ủy ban nhân dân ", "kt. chủ tịch", "phó chủ tịch"],
        &["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
    ),
    // Acting as the head.
    (PaperStyle::State, &["Q. GIÁM ĐỐC"], &["Q. GIÁM ĐỐC"]),
    // By order, and by authority.
    (PaperStyle::State, &["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"], &["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]),
    (PaperStyle::State, &["TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔNG HỢP"], &["TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔNG HỢP"]),
    // The head.
    (PaperStyle::State, &["Trưởng phòng"], &["TRƯỞNG PHÒNG"]),
];

fn signed(paper: Paper, is_blank: bool) -> Document {
    let case = Case::commune();
    let paper = Paper { signer: Some(SIGNER.to_owned()), ..paper };
    let options = Options { paper, number: Some("5".to_owned()), day: Date::parse("2026-06-05"), blank: is_blank };
    compose(&case.plan, &case.unit, &case.report, &options)
}

/// What stands in a cell of Word's file: each paragraph with its style, and whether all of it is bold.
fn paragraphs(cell: Node<'_, '_>) -> Vec<(String, String, bool)> {
    let of = |paragraph: Node<'_, '_>| {
        let all = |tag: &'static str| paragraph.descendants().filter(move |node| node.has_tag_name((WORD, tag)));
        let style = all("pStyle").next().and_then(|node| node.attribute((WORD, "val"))).unwrap_or_default();
        let text: String = all("t").filter_map(|node| node.text()).collect();
        (style.to_owned(), text, all("r").all(|run| run.descendants().any(|node| node.has_tag_name((WORD, "b")))))
    };
    cell.children().filter(|node| node.has_tag_name((WORD, "p"))).map(of).collect()
}

/// The signature in Word's file: what stands beside the recipients.
fn beside_recipients(document: &Document) -> Vec<(String, String, bool)> {
    let files = unpacked(&docx::write(document));
    let read = roxmltree::Document::parse(&files["word/document.xml"]).expect("a document");
    let rows = read.descendants().filter(|node| node.has_tag_name((WORD, "tr")));
    let cells = rows.map(|row| row.children().filter(|node| node.has_tag_name((WORD, "tc"))).collect::<Vec<_>>());
    let foot = cells.filter(|cells| cells.len() == 2).find(|cells| paragraphs(cells[0])[0].1 == "Nơi nhận:");
    paragraphs(foot.expect("recipients")[1])
}

#[test]
fn every_authority_is_printed_line_by_line_above_the_name() {
    for (style, said, printed) in FORMS {
        let signature: Vec<String> = said.iter().map(|line| (*line).to_owned()).collect();
        for is_blank in [false, true] {
            let paper = Paper { style: Some(style), signature: signature.clone(), ..Paper::default() };
            let document = signed(paper, is_blank);
            assert_eq!(document.signature, printed, "{said:?}");
            let beside = beside_recipients(&document);
            assert!(beside.iter().all(|(style, ..)| style == "Signature"), "{beside:?}");
            let written: Vec<(&str, bool)> =
                beside.iter().filter(|(_, text, _)| !text.is_empty()).map(|(_, text, bold)| (&**text, *bold)).collect();
            let expected: Vec<(&str, bool)> =
                printed.iter().copied().chain([SIGNER]).map(|line| (line, true)).collect();
            assert_eq!(written, expected);
            // Room for hand and seal between the authority and the name.
            let name = beside.iter().position(|(_, text, _)| text == SIGNER).expect("a name");
            assert_eq!(name - printed.len(), 4, "{beside:?}");
        }
    }
}

#[test]
fn where_nobody_says_who_signs_the_style_does() {
    let union = || Paper { style: Some(PaperStyle::Doan), ..Paper::default() };
    let party = |banner: &[&str]| Paper {
        style: Some(PaperStyle::Party),
        banner: banner.iter().map(|line| (*line).to_owned()).collect(),
        ..Paper::default()
    };
    let all: [(Paper, &[&str]); 4] = [
        (Paper::default(), &["THỦ TRƯỞNG ĐƠN VỊ"]),
        (union(), &["TM. BAN CHẤP HÀNH", "BÍ THƯ"]),
        (party(&[]), &["T/M BAN THƯỜNG VỤ", "BÍ THƯ"]),
        (party(&["HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM"]), &["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"]),
    ];
    for (paper, usual) in all {
        let says = format!("{:?} {:?}", paper.style, paper.banner);
        let document = signed(paper, false);
        assert_eq!(document.signature, usual, "{says}");
        let beside = beside_recipients(&document);
        assert_eq!(beside[..usual.len()].iter().map(|(_, text, _)| &**text).collect::<Vec<_>>(), usual, "{says}");
    }
}

#[test]
fn what_an_officer_leaves_blank_is_left_for_the_hand() {
    // The dialog sends one blank line where nothing stands in it.
    let paper = Paper { style: Some(PaperStyle::Doan), signature: vec![String::new()], ..Paper::default() };
    assert_eq!(signed(paper, false).signature, [""]);
}

#[test]
fn the_front_s_committee_is_spoken_for_by_who_presides_over_its_standing_members() {
    let plan = support::plan("xa-nam-cuong-2026");
    let unit = plan.unit(&baocao::plan::UnitId::new("uy-ban-mttq-xa").expect("an id")).expect("the committee").clone();
    for kind in &plan.reports {
        let paper = plan.paper(kind, &unit);
        assert_eq!(paper.signature, ["TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH"], "{}", kind.id);
        let document = signed(paper, false);
        // By its own guidance (91/HD-MTTW-BTT) its documents bear the name of the country, as those of the State.
        assert_eq!(
            (&*document.right[0].text, &*document.number),
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 05/BC-MTTQ-BTT")
        );
    }
}
