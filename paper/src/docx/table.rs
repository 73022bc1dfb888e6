//! WordprocessingML of tables.

use super::text::Xml;
use crate::columns::spans;
use crate::document::{Column, Table, Total};

/// A table with lines around its cells; its headings come again on each page, and no row is torn apart.
pub fn table(xml: &mut Xml, table: &Table, width: u32) {
    let sum = table.columns.iter().map(|column| column.share).sum::<u32>().max(1);
    let widths: Vec<u32> = table.columns.iter().map(|column| width * column.share / sum).collect();
    xml.put(&format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"{width}\" w:type=\"dxa\"/>\
         <w:tblLayout w:type=\"fixed\"/>{}</w:tblPr><w:tblGrid>",
        // Small letters have small margins.
        match table.size {
            Some(..10) =>
                "<w:tblCellMar><w:left w:w=\"40\" w:type=\"dxa\"/><w:right w:w=\"40\" w:type=\"dxa\"/></w:tblCellMar>",
            _ => "",
        }
    ));
    for width in &widths {
        xml.put(&format!("<w:gridCol w:w=\"{width}\"/>"));
    }
    xml.put("</w:tblGrid>");
    let size = table.size.map(|points| format!("<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/>", points * 2));
    let writer = Writer { columns: &table.columns, widths, size: size.unwrap_or_default() };
    writer.heads(xml);
    for (nth, cells) in table.rows.iter().enumerate() {
        let is_sum = table.sums.contains(&(nth as u32));
        // A total alone below repeated headings says nothing.
        let is_before_total = table.total.is_some() && nth + 1 == table.rows.len();
        let paragraph = if is_before_total { "<w:keepNext/>" } else { "" };
        writer.row(xml, false, |xml| {
            for (place, cell) in cells.iter().enumerate().take(writer.columns.len()) {
                writer.cell(xml, place, paragraph, is_sum, cell);
            }
        });
    }
    if let Some(total) = &table.total {
        writer.total(xml, total);
    }
    xml.put("</w:tbl>");
}

struct Writer<'t> {
    columns: &'t [Column],
    widths: Vec<u32>,
    /// How large letters are, where they are not as usual.
    size: String,
}

impl Writer<'_> {
    fn row(&self, xml: &mut Xml, is_head: bool, inside: impl FnOnce(&mut Xml)) {
        xml.put("<w:tr><w:trPr><w:cantSplit/>");
        xml.put(if is_head { "<w:tblHeader/></w:trPr>" } else { "</w:trPr>" });
        inside(xml);
        xml.put("</w:tr>");
    }

    /// A cell of the table's text; `paragraph`: what holds of it besides its style.
    fn cell(&self, xml: &mut Xml, place: usize, paragraph: &str, is_bold: bool, text: &str) {
        let column = &self.columns[place];
        let style = match (column.is_centred, column.is_number) {
            (true, _) => "CellCentred",
            (_, true) => "CellRight",
            _ => "Cell",
        };
        self.any(xml, self.widths[place], "", (style, paragraph), is_bold, text);
    }

    fn any(
        &self,
        xml: &mut Xml,
        width: u32,
        properties: &str,
        (style, paragraph): (&str, &str),
        is_bold: bool,
        text: &str,
    ) {
        xml.put(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{properties}</w:tcPr>"));
        let bold = if is_bold { "<w:b/>" } else { "" };
        let paragraph = format!("<w:pStyle w:val=\"{style}\"/>{paragraph}");
        xml.paragraph(&paragraph, |xml| xml.run(&format!("{bold}{}", self.size), text));
        xml.put("</w:tc>");
    }

    /// The headings, on one level or on two.
    fn heads(&self, xml: &mut Xml) {
        const CENTRE: &str = "<w:vAlign w:val=\"center\"/>";
        let groups = spans(self.columns.iter().map(|column| column.group.as_deref()));
        let head = |xml: &mut Xml, width: u32, properties: &str, text: &str| {
            self.any(xml, width, &format!("{properties}{CENTRE}"), ("CellCentred", ""), true, text);
        };
        if groups.is_empty() {
            return self.row(xml, true, |xml| {
                for (column, width) in self.columns.iter().zip(&self.widths) {
                    head(xml, *width, "", &column.title);
                }
            });
        }
        let over = |place: usize| groups.iter().find(|(first, count, _)| (*first..first + count).contains(&place));
        self.row(xml, true, |xml| {
            for (place, column) in self.columns.iter().enumerate() {
                match over(place) {
                    None => head(xml, self.widths[place], "<w:vMerge w:val=\"restart\"/>", &column.title),
                    Some((first, count, title)) if *first == place => {
                        let width = self.widths[place..place + count].iter().sum();
                        head(xml, width, &format!("<w:gridSpan w:val=\"{count}\"/>"), title);
                    }
                    Some(_) => {}
                }
            }
        });
        self.row(xml, true, |xml| {
            for (place, column) in self.columns.iter().enumerate() {
                let (properties, title) =
                    if over(place).is_some() { ("", &*column.title) } else { ("<w:vMerge/>", "") };
                head(xml, self.widths[place], properties, title);
            }
        });
    }

    /// The row of sums.
    fn total(&self, xml: &mut Xml, total: &Total) {
        let span = (total.span as usize).clamp(1, self.columns.len());
        self.row(xml, false, |xml| {
            let width = self.widths[..span].iter().sum();
            let properties = format!("<w:gridSpan w:val=\"{span}\"/>");
            self.any(xml, width, &properties, ("CellCentred", ""), true, &total.label);
            for (place, cell) in (span..self.columns.len()).zip(&total.cells) {
                self.cell(xml, place, "", true, cell);
            }
        });
    }
}
