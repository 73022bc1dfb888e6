use crate::json::object;
use serde::{Deserialize, Serialize};
use validator::Validate;

object!(RemarkDone: pointer, detail);

/// A remark that was dealt with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RemarkDone {
    /// JSON Pointer into the report that was returned; none: of the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(max = 2_000))]
    pub pointer: Option<String>,
    /// The words, as far as they go: at most [`RemarkDone::MOST`] characters.
    #[validate(length(max = 10_000))]
    pub detail: String,
}

impl RemarkDone {
    /// Most characters of the words.
    pub const MOST: usize = 10_000;
    /// Most remarks of a report.
    pub const MOST_OF_ALL: usize = 1_000;

    /// A remark as a report says it was dealt with; a place that is no place in any report is left out.
    pub fn new(pointer: Option<&str>, detail: &str) -> Self {
        let pointer = pointer.filter(|pointer| pointer.chars().count() <= 2_000).map(str::to_owned);
        Self { pointer, detail: detail.chars().take(Self::MOST).collect() }
    }
}
