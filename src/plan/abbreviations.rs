//! What the abbreviations of a plan stand for.

use crate::finding::Expected;
use crate::json::{Key, Node, Read, Reader, Write};
use litemap::LiteMap;
use serde::{Deserialize, Deserializer, Serialize, de::Error};
use std::borrow::Borrow;

/// A short form as the plan's texts have it ("UBND").
///
/// Two to thirty characters, a letter or a digit at either end, no control characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Abbreviation(String);

impl Abbreviation {
    /// Most characters of one.
    pub const MAX_LENGTH: usize = 30;

    /// Takes a text as one; `None` when it cannot be found in a text as a word.
    pub fn new(text: &str) -> Option<Self> {
        let is_long = (2..=Self::MAX_LENGTH).contains(&text.chars().count());
        let is_word = text.starts_with(char::is_alphanumeric) && text.ends_with(char::is_alphanumeric);
        (is_long && is_word && !text.chars().any(char::is_control)).then(|| Self(text.to_owned()))
    }
}

impl Borrow<str> for Abbreviation {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Key for Abbreviation {
    fn key(text: &str) -> Option<Self> {
        Self::new(text)
    }

    fn expected() -> Expected {
        Expected::Abbreviation
    }
}

impl<'de> Deserialize<'de> for Abbreviation {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::new(&text).ok_or_else(|| D::Error::custom("abbreviation"))
    }
}

/// Short forms that stand in the plan's texts, each with what it stands for.
///
/// ```
/// use baocao::{finding::Severity, json::{Limits, read_text}, plan::Abbreviations};
/// let text = r#"{"UBND": "Ủy ban nhân dân", "KT-XH": "kinh tế - xã hội", "XH": "xã hội"}"#;
/// let known = read_text::<Abbreviations>(text, Limits::default(), Severity::Error).value.unwrap();
/// let used = known.used(["Báo cáo KT-XH của UBND xã", "UBNDT"]);
/// assert_eq!(used, [("KT-XH", "kinh tế - xã hội"), ("UBND", "Ủy ban nhân dân")]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Abbreviations(LiteMap<Abbreviation, String>);

impl Abbreviations {
    /// Most of one plan.
    pub const MOST: usize = 200;
    /// Most characters of what one stands for.
    pub const MAX_MEANING: usize = 300;

    /// Each with what it stands for, in the order of their letters.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(short, long)| (short.borrow(), &**long))
    }

    /// Those that stand in these texts as words, in the order of their first mention. Of two that could be meant at one
    /// place it is the longer one.
    pub fn used<'a, 't>(&'a self, texts: impl IntoIterator<Item = &'t str>) -> Vec<(&'a str, &'a str)> {
        let all: Vec<(&str, &str)> = self.iter().collect();
        let mut used: Vec<usize> = Vec::new();
        for text in texts {
            // Where the word ends that was found last.
            let (mut end, mut before) = (0, ' ');
            for (at, sign) in text.char_indices() {
                if at >= end && sign.is_alphanumeric() && !before.is_alphanumeric() {
                    let rest = &text[at..];
                    // Shorter ones stand before the longer that begin with them.
                    let from = all.partition_point(|(short, _)| short.chars().next() < Some(sign));
                    let near = all[from..].iter().enumerate().take_while(|(_, (short, _))| short.starts_with(sign));
                    let is_word = |short: &str| {
                        rest.strip_prefix(short).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
                    };
                    if let Some((nth, (short, _))) = near.filter(|(_, (short, _))| is_word(short)).last() {
                        end = at + short.len();
                        if !used.contains(&(from + nth)) {
                            used.push(from + nth);
                        }
                    }
                }
                before = sign;
            }
        }
        used.into_iter().map(|nth| all[nth]).collect()
    }
}

impl Read for Abbreviations {
    const IS_OPTIONAL: bool = true;

    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Self {
        Self(LiteMap::read(node, reader))
    }
}

impl Write for Abbreviations {
    fn write(&self, out: &mut String) {
        self.0.write(out);
    }

    fn is_absent(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Abbreviations {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Abbreviations".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Short forms that stand in the plan's texts, each with what it stands for.",
            "type": "object",
            "propertyNames": { "type": "string", "minLength": 2, "maxLength": Abbreviation::MAX_LENGTH },
            "additionalProperties": { "type": "string", "minLength": 1, "maxLength": Self::MAX_MEANING },
            "maxProperties": Self::MOST,
        })
    }
}
