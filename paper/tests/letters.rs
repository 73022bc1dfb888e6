//! Letters as the decree has them (annex I of Decree 30/2020/NĐ-CP): which, how large, how heavy, in Word's file.

mod support;

use baocao_paper::docx;
use roxmltree::{Document, Node};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use support::Case;
use support::seeds::SEEDS;
use support::zipped::unpacked;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const FONT: &str = "Times New Roman";

/// How a run of letters looks, after all styles.
#[derive(Clone, Debug, Default)]
struct Look {
    points: f64,
    bold: bool,
    italic: bool,
    /// How its paragraph is aligned, and how far its first line stands in, in millimetres.
    aligned: String,
    indent: f64,
}

fn child<'a, 'd>(node: Node<'a, 'd>, tag: &str) -> Option<Node<'a, 'd>> {
    node.children().find(|child| child.has_tag_name((WORD, tag)))
}

fn value<'a>(node: Node<'a, '_>, tag: &str, key: &str) -> Option<&'a str> {
    child(node, tag)?.attribute((WORD, key))
}

impl Look {
    /// With what a style, a paragraph or a run says besides.
    fn with(mut self, node: Node<'_, '_>) -> Self {
        if let Some(run) = child(node, "rPr") {
            if let Some(half_points) = value(run, "sz", "val") {
                self.points = half_points.parse::<f64>().expect("a size") / 2.0;
            }
            self.bold |= child(run, "b").is_some();
            self.italic |= child(run, "i").is_some();
        }
        if let Some(paragraph) = child(node, "pPr") {
            if let Some(aligned) = value(paragraph, "jc", "val") {
                self.aligned = aligned.to_owned();
            }
            if let Some(twips) = value(paragraph, "ind", "firstLine") {
                self.indent = twips.parse::<f64>().expect("an indent") / 1440.0 * 25.4;
            }
        }
        self
    }
}

/// Every run with letters in it: its paragraph's style, what it says, how it looks.
fn runs(files: &BTreeMap<String, String>, part: &str) -> Vec<(String, String, Look)> {
    let styles = Document::parse(&files["word/styles.xml"]).expect("styles");
    let style = |id: &str| {
        let mut all = styles.descendants().filter(|node| node.has_tag_name((WORD, "style")));
        all.find(|node| node.attribute((WORD, "styleId")) == Some(id)).unwrap_or_else(|| panic!("no style {id}"))
    };
    let usual = styles.descendants().find(|node| node.has_tag_name((WORD, "rPrDefault"))).expect("defaults");
    let of_style = |id: &str| {
        let mut line = vec![style(id)];
        while let Some(above) = value(line[line.len() - 1], "basedOn", "val") {
            line.push(style(above));
        }
        line.into_iter().rev().fold(Look::default().with(usual), Look::with)
    };
    let document = Document::parse(&files[part]).expect("a part");
    let paragraphs = document.descendants().filter(|node| node.has_tag_name((WORD, "p")));
    let of = |paragraph: Node<'_, '_>| {
        let named =
            child(paragraph, "pPr").and_then(|node| value(node, "pStyle", "val")).unwrap_or("Normal").to_owned();
        let look = of_style(&named).with(paragraph);
        let runs = paragraph.children().filter(|node| node.has_tag_name((WORD, "r")));
        let said = runs.map(move |run| {
            let text = run.descendants().filter(|node| node.has_tag_name((WORD, "t"))).filter_map(|node| node.text());
            (named.clone(), text.collect::<String>(), look.clone().with(run))
        });
        said.filter(|(_, text, _)| !text.is_empty()).collect::<Vec<_>>()
    };
    paragraphs.flat_map(of).collect()
}

#[test]
fn all_letters_are_black_and_of_one_font() {
    for seed in &SEEDS {
        let files = unpacked(&docx::write(&seed.filled().document("5", seed.day)));
        let mut fonts = 0;
        for part in ["word/styles.xml", "word/document.xml", "word/header1.xml"] {
            let read = Document::parse(&files[part]).expect("a part");
            for node in read.descendants().filter(|node| node.has_tag_name((WORD, "rFonts"))) {
                let named: Vec<_> = node.attributes().map(|attribute| attribute.value()).collect();
                assert_eq!(named, [FONT; 4], "{part}");
                fonts += 1;
            }
            for node in read.descendants().filter(|node| node.has_tag_name((WORD, "color"))) {
                assert_eq!(node.attribute((WORD, "val")), Some("000000"), "{part}");
            }
        }
        // Said once, for all scripts, where everything begins from.
        assert_eq!(fonts, 1, "{}", seed.name);
    }
}

#[test]
fn heads_titles_and_foot_have_the_sizes_of_the_decree() {
    let document = Case::commune().document("5", "2026-06-05");
    let files = unpacked(&docx::write(&document));
    let runs = runs(&files, "word/document.xml");
    let about = document.summary[0].clone();
    let rules: [(&str, RangeInclusive<f64>, bool, bool); 13] = [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12.0..=13.0, true, false),
        ("Độc lập - Tự do - Hạnh phúc", 13.0..=14.0, true, false),
        ("UBND XÃ NAM CƯỜNG", 12.0..=13.0, false, false),
        ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", 12.0..=13.0, true, false),
        ("Số: 05/BC-HCC", 13.0..=13.0, false, false),
        ("Nam Cường, ngày 05 tháng 6 năm 2026", 13.0..=14.0, false, true),
        ("BÁO CÁO", 13.0..=14.0, true, false),
        (&about, 13.0..=14.0, true, false),
        ("II. KẾT QUẢ THỰC HIỆN", 13.0..=14.0, true, false),
        ("Nơi nhận:", 12.0..=12.0, true, true),
        ("- UBND tỉnh;", 11.0..=11.0, false, false),
        ("THỦ TRƯỞNG ĐƠN VỊ", 13.0..=14.0, true, false),
        ("Phụ lục", 13.0..=14.0, true, false),
    ];
    for (text, points, bold, italic) in rules {
        let (_, _, look) = runs.iter().find(|(_, said, _)| said == text).unwrap_or_else(|| panic!("{text}"));
        assert!(points.contains(&look.points), "{text}: {look:?}");
        assert_eq!((look.bold, look.italic), (bold, italic), "{text}");
    }
    let number = unpacked(&docx::write(&document));
    let header = self::runs(&number, "word/header1.xml");
    let (_, _, look) = header.first().expect("the page's number");
    assert!((13.0..=14.0).contains(&look.points) && look.aligned == "center", "{look:?}");
}

#[test]
fn the_text_is_justified_its_first_lines_indented() {
    for seed in &SEEDS {
        let case = seed.filled();
        for document in [case.document("5", seed.day), case.form()] {
            let files = unpacked(&docx::write(&document));
            let runs = runs(&files, "word/document.xml");
            let mut count = 0;
            for (style, text, look) in &runs {
                let is_text = ["BodyText", "Closing", "Heading1", "Heading2", "Heading3"].contains(&&**style);
                if is_text {
                    count += 1;
                    assert!((13.0..=14.0).contains(&look.points), "{text}: {look:?}");
                    // Boxes to tick keep together.
                    let aligned = if text.contains(": ☐") { "left" } else { "both" };
                    assert!(look.aligned == aligned && (10.0..=12.7).contains(&look.indent), "{text}: {look:?}");
                }
                // Nothing on the paper is smaller than the recipients but wide tables, which are made to fit.
                assert!(look.points >= 11.0 || style.starts_with("Cell"), "{style} {text}: {look:?}");
            }
            assert!(count > 20, "{}: {count}", seed.name);
        }
    }
}
