//! JSON with positions: text → tree → typed value with **all** mistakes at once, and typed value → canonical text.
//!
//! Why not `serde_json`: it stops at the first mistake, forgets where things stood, and passes decimals
//! through a double. Why not serde's derives for reading: instantiated for all contract types they take
//! 60 KB of the 150 KB budget (measured), a tenth of it this way.

mod canonical;
mod hash;
mod parse;
mod read;

pub use crate::{__read_choice as read_choice, __read_object as read_object};
pub use canonical::{Unrepresentable, canonical_tree, to_canonical};
pub use hash::hash;
pub use parse::{Limits, Node, Value, locate, parse};
pub use read::{Key, Members, Read, Reader, Reading, read, read_text};
