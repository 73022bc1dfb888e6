//! A DOCX file (ECMA-376, transitional), written by hand: what an official document needs is little, and fixed.
//!
//! A4, margins of 20 mm above and below, 30 left and 15 right, Times New Roman, page numbers centred in the top margin
//! from the second page on (Decree 30/2020/NĐ-CP, annex I). Annexes follow in sections of their own, on their side where
//! a table is wide.

mod ends;
mod parts;
mod table;
mod text;

use crate::document::{Annex, Document};
use crate::ooxml::core;
use crate::zip::archive;
use text::Xml;

/// Millimetres in twentieths of a point.
const fn mm(of: u32) -> u32 {
    of * 14_400 / 254
}

/// The page.
const SHORT: u32 = 11_906;
const LONG: u32 = 16_838;
const TOP: u32 = mm(20);
const LEFT: u32 = mm(30);
const RIGHT: u32 = mm(15);
/// How wide the text is, on an upright page and on one on its side.
const WIDTH: u32 = SHORT - LEFT - RIGHT;
const WIDE: u32 = LONG - 2 * TOP;

/// The bytes of the file: the same document has the same.
pub fn write(document: &Document) -> Vec<u8> {
    archive(&[
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::RELATIONS.to_owned()),
        ("docProps/core.xml", core(document.summary.first().map_or("", String::as_str))),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS.to_owned()),
        ("word/document.xml", body(document)),
        ("word/header1.xml", parts::HEADER.to_owned()),
        ("word/settings.xml", parts::SETTINGS.to_owned()),
        ("word/styles.xml", parts::STYLES.to_owned()),
    ])
}

fn body(document: &Document) -> String {
    let mut xml = Xml::document();
    ends::head(&mut xml, document);
    // The last sentence opens the report.
    let opening = document.bases.len().saturating_sub(1);
    for (nth, basis) in document.bases.iter().enumerate() {
        xml.styled("BodyText", |xml| if nth < opening { xml.italic(basis) } else { xml.run("", basis) });
    }
    for block in &document.body {
        text::block(&mut xml, block, WIDTH);
    }
    ends::foot(&mut xml, document);
    if document.annexes.is_empty() {
        xml.put(&section(false, true));
        return xml.close();
    }
    end_section(&mut xml, false, true);
    // Annexes that lie alike follow each other in one section.
    for (nth, annex) in document.annexes.iter().enumerate() {
        let before = nth.checked_sub(1).map(|before| document.annexes[before].is_wide);
        if let Some(before) = before.filter(|before| *before != annex.is_wide) {
            end_section(&mut xml, before, false);
        }
        let is_on_new_page = before == Some(annex.is_wide);
        annexed(&mut xml, annex, is_on_new_page, if annex.is_wide { WIDE } else { WIDTH });
    }
    xml.put(&section(document.annexes.last().is_some_and(|annex| annex.is_wide), false));
    xml.close()
}

/// Ends a section: the properties of its last paragraph hold it.
fn end_section(xml: &mut Xml, is_wide: bool, is_first: bool) {
    xml.put("<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>");
    xml.put(&section(is_wide, is_first));
    xml.put("</w:pPr></w:p>");
}

fn annexed(xml: &mut Xml, annex: &Annex, is_on_new_page: bool, width: u32) {
    let style = if is_on_new_page { "AnnexNext" } else { "Annex" };
    xml.styled(style, |xml| xml.bold(&annex.title));
    xml.styled("Annex", |xml| xml.bold(&annex.about.to_uppercase()));
    xml.styled("Annex", |xml| xml.italic("(Kèm theo báo cáo)"));
    table::table(xml, &annex.table, width);
    xml.put("<w:p/>");
}

/// The page that what stands before it is laid out on. The first page of the first one has no number.
fn section(is_wide: bool, is_first: bool) -> String {
    let size = match is_wide {
        true => format!("<w:pgSz w:w=\"{LONG}\" w:h=\"{SHORT}\" w:orient=\"landscape\"/>"),
        false => format!("<w:pgSz w:w=\"{SHORT}\" w:h=\"{LONG}\"/>"),
    };
    // On its side, the page keeps the wide margin where it is bound.
    let [top, right, bottom, left] = if is_wide { [mm(30), TOP, RIGHT, TOP] } else { [TOP, RIGHT, TOP, LEFT] };
    let first = if is_first { "<w:titlePg/>" } else { "" };
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header\"/>{size}<w:pgMar w:top=\"{top}\" w:right=\"{right}\" \
         w:bottom=\"{bottom}\" w:left=\"{left}\" w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/>{first}</w:sectPr>",
        mm(10),
        mm(10),
    )
}
