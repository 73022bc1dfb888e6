//! XML of parts, one step after another; what a document type declares is refused, so that nothing unfolds.

use super::Refusal;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// One step through a part; names are without their prefixes.
pub enum Step<'s> {
    /// An element begins.
    Open(&'s str, &'s Element<'s>),
    /// It ends.
    Close(&'s str),
    /// Text, in pieces.
    Text(&'s str),
}

/// The beginning of an element.
pub struct Element<'s>(&'s BytesStart<'s>);

impl Element<'_> {
    /// An attribute by its name without prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|one| one.key.local_name().into_inner() == name);
        found?.normalized_value(XmlVersion::Implicit1_0).ok().map(String::from)
    }

    /// A number in an attribute.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether an attribute says yes.
    pub fn is(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|text| matches!(text.trim(), "1" | "true" | "on"))
    }
}

/// Walks through a part.
///
/// # Errors
/// It is not well formed, or `on` refuses a step.
pub fn walk(text: &str, mut on: impl FnMut(Step<'_>) -> Result<(), Refusal>) -> Result<(), Refusal> {
    let mut reader = Reader::from_str(text);
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| Refusal::Damaged)? {
            Event::Start(element) => {
                depth += 1;
                on(Step::Open(element.local_name().into_inner(), &Element(&element)))?;
            }
            Event::Empty(element) => {
                let name = element.local_name().into_inner();
                on(Step::Open(name, &Element(&element)))?;
                on(Step::Close(name))?;
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                on(Step::Close(element.local_name().into_inner()))?;
            }
            Event::Text(piece) => on(Step::Text(&piece.xml10_content()))?,
            Event::CData(piece) => on(Step::Text(&piece.xml10_content()))?,
            Event::GeneralRef(reference) => {
                let known = match &*reference {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "apos" => '\'',
                    _ => reference.resolve_char_ref().ok().flatten().ok_or(Refusal::Damaged)?,
                };
                on(Step::Text(known.encode_utf8(&mut [0; 4])))?;
            }
            Event::DocType(_) => return Err(Refusal::Damaged),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(Refusal::Damaged),
        }
    }
}
