//! The head and the foot: two blocks beside each other, in tables without lines.

use super::WIDTH;
use super::text::Xml;
use crate::document::{Document, Line};

/// How wide the left block is, and the foot's.
const LEFT_HEAD: u32 = WIDTH * 2 / 5;
const LEFT_FOOT: u32 = WIDTH / 2;

/// Everything above the text.
pub fn head(xml: &mut Xml, document: &Document) {
    xml.put(&frame(LEFT_HEAD));
    row(xml, [LEFT_HEAD, WIDTH - LEFT_HEAD], |xml, nth| {
        let lines = if nth == 0 { &document.left } else { &document.right };
        let width = if nth == 0 { LEFT_HEAD } else { WIDTH - LEFT_HEAD };
        lines.iter().for_each(|one| line(xml, one, width));
    });
    row(xml, [LEFT_HEAD, WIDTH - LEFT_HEAD], |xml, nth| match nth {
        0 => line(xml, &Line::plain(document.number.clone(), 13), 0),
        _ => line(xml, &Line { italic: true, ..Line::plain(document.place_and_day.clone(), 13) }, 0),
    });
    xml.put("</w:tbl>");
    xml.styled("Title", |xml| xml.run("", &document.title));
    for text in &document.summary {
        xml.styled("Subtitle", |xml| xml.run("", text));
    }
    rule(xml, WIDTH, 3, 240);
}

/// Everything below it, kept on one page with its last words.
pub fn foot(xml: &mut Xml, document: &Document) {
    xml.put("<w:p><w:pPr><w:keepNext/><w:spacing w:before=\"0\" w:after=\"0\"/></w:pPr></w:p>");
    xml.put(&frame(LEFT_FOOT));
    row(xml, [LEFT_FOOT, WIDTH - LEFT_FOOT], |xml, nth| {
        if nth == 0 {
            let size = |half_points: u32| format!("<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>");
            xml.styled("Foot", |xml| xml.run(&format!("<w:b/><w:i/>{}", size(24)), "Nơi nhận:"));
            for name in &document.recipients {
                xml.styled("Foot", |xml| xml.run(&size(22), name));
            }
            if let Some(who) = &document.drawn_up {
                xml.styled("Foot", |xml| xml.run(&size(22), ""));
                xml.styled("Foot", |xml| xml.run(&format!("<w:i/>{}", size(22)), who));
            }
        } else {
            document.signature.iter().for_each(|text| xml.styled("Signature", |xml| xml.bold(text)));
            // Room for hand and seal.
            (0..4).for_each(|_| xml.styled("Signature", |xml| xml.run("", "")));
            xml.styled("Signature", |xml| xml.bold(&document.signer));
        }
    });
    xml.put("</w:tbl>");
}

/// The beginning of a table without lines, the left column so wide.
fn frame(left: u32) -> String {
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>\
         <w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>\
         <w:gridCol w:w=\"{left}\"/><w:gridCol w:w=\"{}\"/></w:tblGrid>",
        WIDTH - left
    )
}

fn row(xml: &mut Xml, widths: [u32; 2], inside: impl Fn(&mut Xml, usize)) {
    xml.put("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for (nth, width) in widths.into_iter().enumerate() {
        xml.put(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"));
        inside(xml, nth);
        xml.put("</w:tc>");
    }
    xml.put("</w:tr>");
}

fn line(xml: &mut Xml, line: &Line, width: u32) {
    let mut look = String::new();
    for (is_so, mark) in [(line.bold, "<w:b/>"), (line.italic, "<w:i/>")] {
        look.push_str(if is_so { mark } else { "" });
    }
    let half_points = line.size * 2;
    look.push_str(&format!("<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>"));
    xml.styled("Head", |xml| xml.run(&look, &line.text));
    if line.ruled {
        rule(xml, width, 2, 60);
    }
}

/// A line in the middle, of one part of the width in so many, with room below it.
fn rule(xml: &mut Xml, width: u32, part: u32, after: u32) {
    let indent = width * (part - 1) / part / 2;
    let properties = format!(
        "<w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"000000\"/></w:pBdr>\
         <w:spacing w:before=\"60\" w:after=\"{after}\" w:line=\"60\" w:lineRule=\"exact\"/>\
         <w:ind w:left=\"{indent}\" w:right=\"{indent}\"/>"
    );
    xml.paragraph(&properties, |_| {});
}
