//! Names of things: stable keys, never printed numbers.

use crate::finding::Expected;
use crate::json::{Key, Node, Read, Reader, Write};
use serde::{Deserialize, Deserializer, Serialize, de::Error};
use std::fmt;
use std::sync::Arc;

/// Longest id, in characters.
pub const MAX_ID: usize = 200;

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && text.chars().count() <= MAX_ID && !text.chars().any(char::is_control)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        ///
        /// Not empty, at most 200 characters, no control characters, no white space at either end.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transparent))]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes a text as an id; `None` when it cannot be one.
            pub fn new(text: &str) -> Option<Self> {
                is_id(text).then(|| Self(text.into()))
            }

            /// An id that this program made itself and knows to be one.
            #[allow(dead_code, reason = "it makes some kinds of ids only")]
            pub(crate) fn own(text: &str) -> Self {
                debug_assert!(is_id(text), "{text:?}");
                Self(text.into())
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// Maps keyed by ids are looked up by text.
        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Read for $name {
            fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Self {
                Self(reader.text(node, Expected::Id, is_id).into())
            }
        }

        impl Write for $name {
            fn write(&self, out: &mut String) {
                (&*self.0).write(out);
            }
        }

        impl Key for $name {
            fn key(text: &str) -> Option<Self> {
                Self::new(text)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                Self::new(&text).ok_or_else(|| D::Error::custom("id"))
            }
        }
    )*};
}

ids! {
    /// A plan.
    PlanId
    /// An organisational unit.
    UnitId
    /// A named class of units.
    GroupId
    /// A heading of the plan.
    ChapterId
    /// A task.
    TaskId
    /// A measured quantity.
    IndicatorId
    /// One reporting duty of the plan.
    KindId
    /// A period of a report kind: sortable, readable (`2026-06`, `2026-H1`, `2026`).
    PeriodId
    /// A round of a report kind.
    RoundId
    /// A question in an outline.
    FieldId
    /// A choice of a question.
    OptionId
}
