//! What a report says of each task and each indicator.

use super::answer::Answers;
use super::figures::Figures;
use crate::json::object;
use crate::plan::{Decimal, FieldId, IndicatorId, Role, TaskId};
use litemap::LiteMap;
use serde::{Deserialize, Serialize};

/// How the schema generators see [`Answers`].
#[cfg(feature = "schema")]
pub(super) type AnswerMap = std::collections::BTreeMap<FieldId, super::answer::Value>;

object!(Entry: task, number, title, roles, values, last);
object!(IndicatorResult: indicator, title, values, figures);

/// The answer to one task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entry {
    /// Which task.
    pub task: TaskId,
    /// Its printed number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// What the unit does in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// The answers, by question; `nil` (`true`) in place of all where there is nothing to report, with `nil_reason` where the
    /// plan asks why.
    #[serde(default, serialize_with = "as_object")]
    #[cfg_attr(feature = "schema", schemars(with = "AnswerMap"))]
    pub values: Answers,
    /// What the last report answered where this one is held against it, by question.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "numbers_as_object")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<std::collections::BTreeMap<FieldId, Decimal>>"))]
    pub last: Option<LiteMap<FieldId, Decimal>>,
}

/// The result for one indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IndicatorResult {
    /// Which indicator.
    pub indicator: IndicatorId,
    /// Its title.
    pub title: String,
    /// `value`, `part` and `whole` of a ratio, what was typed of earlier reports (`before`, `before-of`, `last`, `last-year`), and
    /// `note`, why it is what it is.
    #[serde(default, serialize_with = "as_object")]
    #[cfg_attr(feature = "schema", schemars(with = "AnswerMap"))]
    pub values: Answers,
    /// What it comes to with those of earlier reports; absent where the plan asks for no figures over time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<Figures>,
}

/// Without this an empty map would be written as `[]`: `LiteMap` looks at its first key to tell objects from lists.
pub(super) fn as_object<V: Serialize, S: serde::Serializer>(
    map: &LiteMap<FieldId, V>,
    to: S,
) -> Result<S::Ok, S::Error> {
    to.collect_map(map.iter())
}

fn numbers_as_object<S: serde::Serializer>(
    numbers: &Option<LiteMap<FieldId, Decimal>>,
    to: S,
) -> Result<S::Ok, S::Error> {
    to.collect_map(numbers.iter().flat_map(LiteMap::iter))
}
