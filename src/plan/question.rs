use super::{Computed, Decimal, FieldId, FigureRule, Files, OptionId, Table, When};
use crate::json::{Deferred, choice, object};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::sync::Arc;

object!(Outline: entry, sections, reporter, no_indicators);
object!(Choice: id, label);
choice!(AnswerKind:
    "line" => Line,
    "text" => Text,
    "integer" => Integer,
    "decimal" => Decimal,
    "percent" => Percent,
    "money" => Money,
    "date" => Date,
    "choice" => Choice,
    "choices" => Choices,
    "yes-no" => YesNo,
    "url" => Url,
    "email" => Email,
    "phone" => Phone,
    "evidence" => Evidence,
    "table" => Table,
);
choice!(optional AskReporter: "required" => Required, "optional" => Optional, "never" => Never);
object!(Question or built_in:
    field, label, kind, required, min_length, max_length, min, max, options, files, rules, when, computed,
    table, help, example
);

/// Which questions a report asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Outline {
    /// About each task, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<NameOrQuestion>"))]
    pub entry: Vec<Question>,
    /// About the whole, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<NameOrQuestion>"))]
    pub sections: Vec<Question>,
    /// Whether name, position, phone and e-mail of the reporter are asked.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub reporter: AskReporter,
    /// Leave the indicators out.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub no_indicators: bool,
}

/// Whether the reporter's name and means of contact are asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum AskReporter {
    /// Name and position required, phone or e-mail welcome.
    #[default]
    Required,
    /// All of it welcome.
    Optional,
    /// Not asked.
    Never,
}

/// How the schema generator sees a [`Question`].
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its schema is wanted")]
enum NameOrQuestion {
    /// A built-in question as it is.
    Name(FieldId),
    /// A built-in one changed, or a new one.
    Question(Box<Question>),
}

/// One question of an outline. A plain text, `"result"`, is a built-in question as it is; an object
/// changes a built-in one or makes a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(remote = "Self")]
pub struct Question {
    /// A built-in question, or the key of a new one.
    pub field: FieldId,
    /// What is asked; needed for new ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What kind of answer; needed for new ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<AnswerKind>,
    /// Whether an answer is required; absent: as the built-in one is, or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// Least length in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u32>,
    /// Greatest length in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// Least number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Decimal>,
    /// Greatest number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Decimal>,
    /// The choices of `choice` and `choices`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// The files that `evidence` takes; absent: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub files: Option<Arc<Files>>,
    /// What a number or a day is held against.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<FigureRule>"))]
    pub rules: Deferred<Vec<FigureRule>>,
    /// When it is asked, and when an answer is required or allowed.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<When>"))]
    pub when: Deferred<When>,
    /// What a number follows from, which is then not asked.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Computed>"))]
    pub computed: Deferred<Computed>,
    /// The columns and rows of `table`.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Table>"))]
    pub table: Deferred<Table>,
    /// Help under the label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// An answer as it may be, shown below the help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
}

impl Question {
    /// A built-in question as it is.
    pub fn built_in(field: FieldId) -> Self {
        Self {
            field,
            label: None,
            kind: None,
            required: None,
            min_length: None,
            max_length: None,
            min: None,
            max: None,
            options: Vec::new(),
            files: None,
            rules: Deferred::default(),
            when: Deferred::default(),
            computed: Deferred::default(),
            table: Deferred::default(),
            help: None,
            example: None,
        }
    }
}

impl Serialize for Question {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Question::serialize(self, to) // the derived inherent function
    }
}

impl<'de> Deserialize<'de> for Question {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct NameOrObject;
        impl<'de> de::Visitor<'de> for NameOrObject {
            type Value = Question;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("question")
            }
            fn visit_str<E: de::Error>(self, name: &str) -> Result<Question, E> {
                FieldId::new(name).map(Question::built_in).ok_or_else(|| E::custom("id"))
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Question, A::Error> {
                Question::deserialize(de::value::MapAccessDeserializer::new(map)) // the derived inherent function
            }
        }
        from.deserialize_any(NameOrObject)
    }
}

/// What kind of answer a question takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum AnswerKind {
    /// One line.
    Line,
    /// Several lines, with a counter.
    Text,
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal,
    /// 0 to 100.
    Percent,
    /// An amount in đồng.
    Money,
    /// A day.
    Date,
    /// One of the options.
    Choice,
    /// Any of the options.
    Choices,
    /// Yes or no.
    YesNo,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Documents and links that prove it.
    Evidence,
    /// A table of numbers, lines, days and choices.
    Table,
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Choice {
    /// Stable key.
    pub id: OptionId,
    /// What the officer reads.
    pub label: String,
}
