//! Writes the sheet as SpreadsheetML.

use super::Workbook;
use super::cells::{marked, serial};
use super::formula::{UNKNOWN, cell};
use super::sheet::{Content, Look, Sheet};
use super::validation::{self, LISTS};
use crate::ooxml::{core, escaped};
use crate::zip::archive;

/// What the sheet is called.
const NAME: &str = "Biểu số liệu";
/// What one cell of Excel's holds, in units of UTF-16.
const LONGEST: usize = 32_767;
/// More columns than these lie on their side.
const UPRIGHT: usize = 7;
const UPRIGHT_WIDTH: usize = 110;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The bytes of a workbook: the same table has the same.
pub fn write(workbook: &Workbook) -> Vec<u8> {
    let sheet = Sheet::new(workbook);
    let lists = validation::lists(&workbook.table);
    let mut parts = vec![
        ("[Content_Types].xml", content_types(lists.is_some())),
        ("_rels/.rels", relations(&[("officeDocument", "xl/workbook.xml"), ("core", "docProps/core.xml")])),
        ("docProps/core.xml", core(&workbook.title)),
        ("xl/workbook.xml", book(&sheet, lists.is_some())),
        ("xl/_rels/workbook.xml.rels", related(lists.is_some())),
        ("xl/styles.xml", include_str!("styles.xml").to_owned()),
        ("xl/worksheets/sheet1.xml", sheet_part(&sheet, &validation::all(&workbook.table, &sheet))),
    ];
    if let Some(lists) = lists {
        parts.push(("xl/worksheets/sheet2.xml", lists_part(&lists)));
    }
    archive(&parts)
}

fn content_types(has_lists: bool) -> String {
    let sheet = |nth: u8| {
        format!(
            "<Override PartName=\"/xl/worksheets/sheet{nth}.xml\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
        )
    };
    format!(
        "{XML}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>{}{}\
         <Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>",
        sheet(1),
        if has_lists { sheet(2) } else { String::new() }
    )
}

fn relations(of: &[(&str, &str)]) -> String {
    let one = |(nth, (kind, target)): (usize, &(&str, &str))| {
        let space = if *kind == "core" {
            format!("{PACKAGE}/relationships/metadata/core-properties")
        } else {
            format!("{OFFICE}/{kind}")
        };
        format!("<Relationship Id=\"r{}\" Type=\"{space}\" Target=\"{target}\"/>", nth + 1)
    };
    let all: String = of.iter().enumerate().map(one).collect();
    format!("{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">{all}</Relationships>")
}

fn related(has_lists: bool) -> String {
    let all =
        [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("worksheet", "worksheets/sheet2.xml")];
    relations(&all[..2 + usize::from(has_lists)])
}

/// The workbook: its sheets, and the headings that come again on each printed page.
fn book(sheet: &Sheet, has_lists: bool) -> String {
    let lists = format!("<sheet name=\"{LISTS}\" sheetId=\"2\" state=\"hidden\" r:id=\"r3\"/>");
    format!(
        "{XML}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><bookViews><workbookView/></bookViews><sheets>\
         <sheet name=\"{NAME}\" sheetId=\"1\" r:id=\"r1\"/>{}</sheets><definedNames>\
         <definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'{NAME}'!${}:${}</definedName></definedNames>\
         </workbook>",
        if has_lists { &*lists } else { "" },
        sheet.heads.0 + 1,
        sheet.heads.1 + 1,
    )
}

fn sheet_part(sheet: &Sheet, validations: &str) -> String {
    let count = sheet.widths.len();
    // As far as it helps: the number of a row says little, a wide column leaves no room on a small screen.
    let is_narrow = sheet.widths.get(sheet.first).is_some_and(|width| *width <= 30);
    let frozen = sheet.first + usize::from(sheet.first == 2 && is_narrow && count > 4);
    let (top, last) = (sheet.data.0, sheet.rows.len().max(1) - 1);
    let mut xml = format!(
        "{XML}<worksheet xmlns=\"{MAIN}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>\
         <dimension ref=\"A1:{}\"/><sheetViews><sheetView showGridLines=\"0\" tabSelected=\"1\" topLeftCell=\"B2\" workbookViewId=\"0\">\
         <pane xSplit=\"{}\" ySplit=\"{}\" topLeftCell=\"{}\" activePane=\"bottomRight\" state=\"frozen\"/>\
         <selection pane=\"bottomRight\" activeCell=\"{4}\" sqref=\"{4}\"/></sheetView></sheetViews>\
         <sheetFormatPr defaultRowHeight=\"16\"/><cols>",
        cell(count - 1, last),
        // What is hidden does not count here.
        frozen - 1,
        top - 1,
        cell(frozen, top),
        cell(sheet.first, top),
    );
    for (nth, width) in sheet.widths.iter().enumerate() {
        let hidden = if nth == 0 { " hidden=\"1\"" } else { "" };
        xml.push_str(&format!("<col min=\"{0}\" max=\"{0}\" width=\"{width}\" customWidth=\"1\"{hidden}/>", nth + 1));
    }
    xml.push_str("</cols><sheetData>");
    for (nth, row) in sheet.rows.iter().enumerate() {
        // Headings stay as high as they are; rows grow with what is written into them.
        let custom = if nth < top { " customHeight=\"1\"" } else { "" };
        let height = row.height.map(|points| format!(" ht=\"{points}\"{custom}")).unwrap_or_default();
        let hidden = if nth == 0 { " hidden=\"1\"" } else { "" };
        xml.push_str(&format!("<row r=\"{}\"{height}{hidden}>", nth + 1));
        for (column, (look, content)) in row.cells.iter().enumerate() {
            put(&mut xml, &cell(column, nth), *look as u8, content);
        }
        xml.push_str("</row>");
    }
    xml.push_str("</sheetData>");
    // Without a password: it keeps from slips, and who has a reason may lift it.
    xml.push_str(
        "<sheetProtection sheet=\"1\" formatCells=\"0\" formatColumns=\"0\" formatRows=\"0\" insertRows=\"0\" \
         deleteRows=\"0\" sort=\"0\"/>",
    );
    if !sheet.merged.is_empty() {
        xml.push_str("<mergeCells>");
        for [first, last] in &sheet.merged {
            xml.push_str(&format!("<mergeCell ref=\"{}:{}\"/>", cell(first.1, first.0), cell(last.1, last.0)));
        }
        xml.push_str("</mergeCells>");
    }
    xml.push_str(validations);
    let is_wide = count - 1 > UPRIGHT || sheet.widths[1..].iter().sum::<usize>() > UPRIGHT_WIDTH;
    xml.push_str(&format!(
        "<printOptions horizontalCentered=\"1\"/>\
         <pageMargins left=\"0.59\" right=\"0.59\" top=\"0.79\" bottom=\"0.79\" header=\"0.39\" footer=\"0.39\"/>\
         <pageSetup paperSize=\"9\" orientation=\"{}\" fitToWidth=\"1\" fitToHeight=\"0\"/>\
         <headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter></worksheet>",
        if is_wide { "landscape" } else { "portrait" }
    ));
    xml
}

/// A cell.
fn put(xml: &mut String, at: &str, style: u8, content: &Content) {
    let of_kind = |kind: &str, inside: String| format!("<c r=\"{at}\" s=\"{style}\"{kind}>{inside}</c>");
    xml.push_str(&match content {
        Content::Blank => format!("<c r=\"{at}\" s=\"{style}\"/>"),
        Content::Text(said) => {
            of_kind(" t=\"inlineStr\"", format!("<is><t xml:space=\"preserve\">{}</t></is>", text(said)))
        }
        Content::Number(number) => of_kind("", format!("<v>{number}</v>")),
        Content::Day(day) => of_kind("", format!("<v>{}</v>", serial(*day))),
        Content::Formula(formula, Some(number)) => of_kind("", format!("<f>{}</f><v>{number}</v>", escaped(formula))),
        Content::Unknown(formula) => of_kind(" t=\"str\"", format!("<f>{}</f><v>{UNKNOWN}</v>", escaped(formula))),
        Content::Formula(formula, None) => of_kind(" t=\"str\"", format!("<f>{}</f><v></v>", escaped(formula))),
    });
}

/// A text of anybody's in a cell: all its signs, as far as a cell has room.
fn text(said: &str) -> String {
    let mut units = 0;
    let mut end = said.len();
    for (at, sign) in said.char_indices() {
        units += sign.len_utf16();
        if units > LONGEST {
            end = at;
            break;
        }
    }
    let lines = marked(&said[..end]);
    // Of tabs and line breaks XML keeps what it is.
    let kept = |sign: char| match sign {
        '\n' | '\t' => sign.to_string(),
        _ => escaped(sign.encode_utf8(&mut [0; 4])),
    };
    lines.chars().map(kept).collect()
}

/// The sheet of what can be chosen, which is hidden: a column for each list.
fn lists_part(lists: &[Vec<String>]) -> String {
    let most = lists.iter().map(Vec::len).max().unwrap_or(0);
    let mut xml = format!("{XML}<worksheet xmlns=\"{MAIN}\"><sheetData>");
    for row in 0..most {
        xml.push_str(&format!("<row r=\"{}\">", row + 1));
        for (column, list) in lists.iter().enumerate() {
            if let Some(label) = list.get(row) {
                put(&mut xml, &cell(column, row), Look::Plain as u8, &Content::Text(label.clone()));
            }
        }
        xml.push_str("</row>");
    }
    xml + "</sheetData></worksheet>"
}
