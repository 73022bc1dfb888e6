//! What an accepting answer says of the report.

use super::client::Answer;
use baocao::schedule::{FixedZone, Instant};
use serde_json::Value;

/// The three keys that the form reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// The backend's number.
    pub number: Option<String>,
    /// The first key that has a type the form cannot read.
    pub wrong: Option<&'static str>,
}

impl Receipt {
    /// Reads an answer; one that is no JSON object has nothing.
    pub fn of(answer: &Answer) -> Self {
        let Ok(Value::Object(body)) = serde_json::from_slice(&answer.body) else { return Self::default() };
        let is_right = |key: &str, value: &Value| match (key, value) {
            (_, Value::Null) => true,
            ("late", value) => value.is_boolean(),
            ("received_at", Value::String(at)) => Instant::parse(at, &FixedZone::VIETNAM).is_some(),
            (_, value) => value.is_string(),
        };
        let wrong = ["number", "received_at", "late"]
            .into_iter()
            .find(|key| body.get(*key).is_some_and(|value| !is_right(key, value)));
        // Also a number that is no text tells two reports apart.
        let number = body.get("number").and_then(|number| match number {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        });
        Self { number, wrong }
    }
}
