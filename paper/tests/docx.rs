//! The DOCX file as a program reads it: an archive of well-formed parts that refer to each other.

mod support;

use baocao_paper::docx;
use support::Case;
use support::zipped::unpacked;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

#[test]
fn every_part_is_well_formed_and_found() {
    let files = unpacked(&docx::write(&Case::commune().document("5", "2026-06-05")));
    for (name, text) in &files {
        let read = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        for relation in read.descendants().filter(|node| {
            node.has_tag_name(("http://schemas.openxmlformats.org/package/2006/relationships", "Relationship"))
        }) {
            let folder = name.split_once("_rels/").expect("relations").0;
            let target = format!("{folder}{}", relation.attribute("Target").expect("a target"));
            assert!(files.contains_key(&target), "{name} names {target}");
        }
    }
    let styles = roxmltree::Document::parse(&files["word/styles.xml"]).expect("styles");
    let known: Vec<_> = styles.descendants().filter_map(|node| node.attribute((WORD, "styleId"))).collect();
    let document = roxmltree::Document::parse(&files["word/document.xml"]).expect("a document");
    for node in document.descendants().filter(|node| node.has_tag_name((WORD, "pStyle"))) {
        let style = node.attribute((WORD, "val")).expect("a style");
        assert!(known.contains(&style), "no style {style}");
    }
}

#[test]
fn the_same_document_has_the_same_bytes() {
    let document = Case::commune().document("5", "2026-06-05");
    assert!(docx::write(&document) == docx::write(&document));
}

#[test]
fn what_an_officer_types_is_text() {
    let mut case = Case::commune();
    case.report.unit.name = "Phòng <b>A & \"B\"</b>\u{1}\u{b}".to_owned();
    let files = unpacked(&docx::write(&case.document("<w:p/>", "2026-06-05")));
    let document = roxmltree::Document::parse(&files["word/document.xml"]).expect("well formed");
    let text: String = document.descendants().filter_map(|node| node.text()).collect();
    assert!(text.contains("PHÒNG <B>A & \"B\"</B>") && text.contains("Số: <w:p/>/"), "{text}");
}

#[test]
fn the_page_is_the_decree_s() {
    let files = unpacked(&docx::write(&Case::commune().document("5", "2026-06-05")));
    let document = roxmltree::Document::parse(&files["word/document.xml"]).expect("a document");
    let sections: Vec<_> = document.descendants().filter(|node| node.has_tag_name((WORD, "sectPr"))).collect();
    let of = |section: usize, tag: &str, key: &str| {
        let node = sections[section].children().find(|node| node.has_tag_name((WORD, tag))).expect("a property");
        node.attribute((WORD, key)).expect("a value").parse::<f64>().expect("a number") / 1440.0 * 25.4
    };
    let is_between =
        |found: f64, least: f64, most: f64| assert!((least - 0.1..=most + 0.1).contains(&found), "{found}");
    is_between(of(0, "pgSz", "w"), 210.0, 210.0);
    is_between(of(0, "pgSz", "h"), 297.0, 297.0);
    is_between(of(0, "pgMar", "top"), 20.0, 25.0);
    is_between(of(0, "pgMar", "bottom"), 20.0, 25.0);
    is_between(of(0, "pgMar", "left"), 30.0, 35.0);
    is_between(of(0, "pgMar", "right"), 15.0, 20.0);
    // The annex lies on its side; only the first section has a first page without a number.
    is_between(of(1, "pgSz", "w"), 297.0, 297.0);
    let titled: Vec<bool> =
        sections.iter().map(|section| section.children().any(|node| node.has_tag_name((WORD, "titlePg")))).collect();
    assert_eq!(titled, [true, false]);
}
