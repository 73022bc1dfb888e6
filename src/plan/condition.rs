//! Questions that depend on other answers: when they are asked, when an answer is required or allowed, and what is worked
//! out instead of asked. All of it is data: it ends, changes nothing, and can be checked before anybody uses it.

use super::{Date, Decimal, FieldId, FigureRule, Level};
use crate::json::{Deferred, choice, object};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

choice!(Condition:
    "answered" => Answered(field),
    "is" => Is(answer),
    "above" => Above(comparison),
    "at-least" => AtLeast(comparison),
    "below" => Below(comparison),
    "at-most" => AtMost(comparison),
    "equals" => Equals(comparison),
    "all" => All(of),
    "any" => Any(of),
    "not" => Not(condition),
);
object!(AnswerIs: field, value);
object!(Comparison: field, than);
choice!(Operand: "number" => Number(number), "date" => Date(date), "field" => Field(field), "total" => Total(of));
object!(TotalOf: table, column);
object!(When: asked, required, allowed);
object!(Allowed: when, otherwise, r#as);
choice!(Computed: "sum" => Sum(fields), "difference" => Difference(of), "ratio" => Ratio(of));
object!(Difference: from, less);
object!(RatioOf: part, whole);

/// Something that holds of the answers of one task, or of the whole report, or does not. Of a blank answer nothing holds
/// but what says `not`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// The question is answered.
    Answered(FieldId),
    /// The answer is this one: an option, a state, `yes` or `no`, a text; of several choices one of them.
    Is(AnswerIs),
    /// The number or day is above (after) another.
    Above(Comparison),
    /// It is at least (not before) another.
    AtLeast(Comparison),
    /// It is below (before) another.
    Below(Comparison),
    /// It is at most (not after) another.
    AtMost(Comparison),
    /// It is the same as another, however it is written.
    Equals(Comparison),
    /// All of these hold.
    All(Vec<Condition>),
    /// One of these holds.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Arc<Condition>),
}

/// An answer that is looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnswerIs {
    /// The question.
    pub field: FieldId,
    /// The answer as a report has it.
    pub value: String,
}

/// A number or a day beside another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Comparison {
    /// The question.
    pub field: FieldId,
    /// What its answer is held against.
    pub than: Operand,
}

/// What an answer is held against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Operand {
    /// A number.
    Number(Decimal),
    /// A day.
    Date(Date),
    /// The answer to another question.
    Field(FieldId),
    /// The sum below a column of a table.
    Total(TotalOf),
}

/// The sum below a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TotalOf {
    /// The question that is the table.
    pub table: FieldId,
    /// One of its columns that have a sum.
    pub column: FieldId,
}

/// When a question is asked, and when an answer is required or allowed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct When {
    /// Asked only when this holds; what was answered before is kept on the device and not sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Condition>,
    /// Required when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<Condition>,
    /// An answer is right only while each of these holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<Allowed>,
}

/// What has to hold of an answer, and what is said where it does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Allowed {
    /// What has to hold.
    pub when: Condition,
    /// What the officer reads where it does not.
    pub otherwise: String,
    /// What follows.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub r#as: Level,
}

/// Whether an answer that does not fit may be explained: by a rule of its question, or by what is said of what is allowed.
pub fn asks_to_explain(rules: &Deferred<Vec<FigureRule>>, when: &Deferred<When>) -> bool {
    let rules = rules.get().map_or(&[][..], Vec::as_slice);
    let allowed = when.get().map_or(&[][..], |when| &when.allowed);
    rules.iter().any(|rule| rule.r#as == Level::Explain) || allowed.iter().any(|rule| rule.r#as == Level::Explain)
}

/// A number that follows from others, exactly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Computed {
    /// Their sum; blank ones add nothing, and all blank make a blank.
    Sum(Vec<FieldId>),
    /// One less another; blank where one of them is.
    Difference(Difference),
    /// One in percent of another, to two decimals; blank where one of them is, and of nothing.
    Ratio(RatioOf),
}

/// The two numbers of a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Difference {
    /// What is taken from.
    pub from: FieldId,
    /// What is taken away.
    pub less: FieldId,
}

/// The two numbers of a ratio.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RatioOf {
    /// The part.
    pub part: FieldId,
    /// The whole.
    pub whole: FieldId,
}

impl Condition {
    /// Every question that it is about.
    pub fn fields(&self) -> Vec<&FieldId> {
        match self {
            Self::Answered(field) | Self::Is(AnswerIs { field, .. }) => vec![field],
            Self::Above(one) | Self::AtLeast(one) | Self::Below(one) | Self::AtMost(one) | Self::Equals(one) => {
                match &one.than {
                    Operand::Field(other) | Operand::Total(TotalOf { table: other, .. }) => vec![&one.field, other],
                    Operand::Number(_) | Operand::Date(_) => vec![&one.field],
                }
            }
            Self::All(of) | Self::Any(of) => of.iter().flat_map(Self::fields).collect(),
            Self::Not(condition) => condition.fields(),
        }
    }
}

impl Computed {
    /// The numbers it is made of.
    pub fn fields(&self) -> Vec<&FieldId> {
        match self {
            Self::Sum(fields) => fields.iter().collect(),
            Self::Difference(of) => vec![&of.from, &of.less],
            Self::Ratio(of) => vec![&of.part, &of.whole],
        }
    }

    /// These, and what they are made of in turn, each once; `of` tells what a number follows from. It ends also where numbers
    /// wait for each other.
    pub fn sources<'a>(&'a self, of: impl Fn(&FieldId) -> Option<&'a Self>) -> Vec<&'a FieldId> {
        let mut sources = self.fields();
        let mut next = 0;
        while let Some(id) = sources.get(next) {
            let further = of(id).into_iter().flat_map(Self::fields);
            let further: Vec<_> = further.filter(|id| !sources.contains(id)).collect();
            sources.extend(further);
            next += 1;
        }
        sources
    }
}
