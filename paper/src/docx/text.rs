//! WordprocessingML of text and tables.

use super::table::table;
use crate::document::{Block, Paragraph};
use crate::ooxml::escaped;

/// XML in the making.
pub struct Xml(String);

impl Xml {
    /// The beginning of a document's main part.
    pub fn document() -> Self {
        Self(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>"
                .to_owned(),
        )
    }

    /// Its end.
    pub fn close(mut self) -> String {
        self.0.push_str("</w:body></w:document>");
        self.0
    }

    /// Markup of ours.
    pub fn put(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// A text of anybody's, as a run with these properties; lines stay lines.
    pub fn run(&mut self, properties: &str, text: &str) {
        self.put("<w:r>");
        if !properties.is_empty() {
            self.put(&format!("<w:rPr>{properties}</w:rPr>"));
        }
        for (nth, line) in text.lines().enumerate() {
            if nth > 0 {
                self.put("<w:br/>");
            }
            self.put("<w:t xml:space=\"preserve\">");
            self.0.push_str(&escaped(line));
            self.put("</w:t>");
        }
        self.put("</w:r>");
    }

    /// In bold.
    pub fn bold(&mut self, text: &str) {
        self.run("<w:b/>", text);
    }

    /// In italics.
    pub fn italic(&mut self, text: &str) {
        self.run("<w:i/>", text);
    }

    /// A paragraph of a style.
    pub fn styled(&mut self, style: &str, inside: impl FnOnce(&mut Self)) {
        self.put(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>"));
        inside(self);
        self.put("</w:p>");
    }

    /// A paragraph with these properties.
    pub fn paragraph(&mut self, properties: &str, inside: impl FnOnce(&mut Self)) {
        self.put(&format!("<w:p><w:pPr>{properties}</w:pPr>"));
        inside(self);
        self.put("</w:p>");
    }
}

/// A piece of the text, on pages whose text is so wide.
pub fn block(xml: &mut Xml, block: &Block, width: u32) {
    match block {
        Block::Heading(heading) => {
            let style = format!("Heading{}", heading.level.clamp(1, 3));
            xml.styled(&style, |xml| xml.run("", &heading.text));
        }
        Block::Paragraph(said) => xml.styled("BodyText", |xml| paragraph(xml, "", said)),
        Block::Closing(said) => xml.styled("Closing", |xml| paragraph(xml, "", said)),
        // Between boxes to tick there is no more room on one line than on another.
        Block::Item(said) if said.is_to_tick() => {
            xml.paragraph(r#"<w:pStyle w:val="BodyText"/><w:jc w:val="left"/>"#, |xml| paragraph(xml, "- ", said));
        }
        Block::Item(said) => xml.styled("BodyText", |xml| paragraph(xml, "- ", said)),
        Block::Detail(said) => xml.styled("BodyText", |xml| paragraph(xml, "+ ", said)),
        Block::Dots(lines) => {
            for _ in 0..*lines {
                xml.styled("Dots", |xml| xml.put("<w:r><w:tab/></w:r>"));
            }
        }
        Block::Table(rows) => {
            table(xml, rows, width);
            xml.put("<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\"/></w:pPr></w:p>");
        }
    }
}

fn paragraph(xml: &mut Xml, point: &str, said: &Paragraph) {
    let label = said.label.as_ref().map(|label| format!("{label}: ")).unwrap_or_default();
    match &said.text {
        Some(text) => xml.run("", &format!("{point}{label}{text}")),
        None => {
            xml.run("", &format!("{point}{label}"));
            xml.put("<w:r><w:tab/></w:r>");
        }
    }
}
