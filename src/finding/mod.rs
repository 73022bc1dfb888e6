//! What can be wrong or worth a remark.
//!
//! A user's mistake is a value, never an error: a [`Finding`] says how grave it is, where it is (a
//! [`Pointer`] into the plan or the report, and the line where the text is known) and what it is (a
//! [`Code`] with its parameters). Words for it live in [`crate::locale`].

mod code;
mod pointer;

pub use code::{Code, Condition, Expected, NumberReading};
pub use pointer::Pointer;

use serde::Serialize;

/// Puts things in order by a key, keeping equals as they are. Insertion: what is sorted here is short or
/// nearly in order, and the library's sorts take 4 KB of code for every type (measured).
pub(crate) fn sort<T, K: PartialOrd>(items: &mut [T], key: impl Fn(&T) -> K) {
    for end in 1..items.len() {
        let mut at = end;
        while at > 0 && key(&items[at]) < key(&items[at - 1]) {
            items.swap(at, at - 1);
            at -= 1;
        }
    }
}

/// How grave a finding is. Errors stop sending (never saving); warnings do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Must be mended before the document can be used or sent.
    Error,
    /// Odd, possibly right: shown, never in the way.
    Warning,
}

/// A place in a text: both count from 1; columns count Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
}

/// One thing that is wrong or odd, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Error or warning.
    pub severity: Severity,
    /// Where in the document (RFC 6901).
    pub at: Pointer,
    /// Where in the text, when the document was read from a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// What it is, with its parameters.
    #[serde(flatten)]
    pub code: Code,
}

impl Finding {
    /// An error at a place.
    pub fn error(at: Pointer, code: Code) -> Self {
        Self { severity: Severity::Error, at, position: None, code }
    }

    /// A warning at a place.
    pub fn warning(at: Pointer, code: Code) -> Self {
        Self { severity: Severity::Warning, at, position: None, code }
    }

    /// Whether it stops sending.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
