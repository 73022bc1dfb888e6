//! JSON with positions: text → tree → typed value with **all** mistakes at once, and typed value → canonical text.
//!
//! Why not `serde_json`: it stops at the first mistake, forgets where things stood, and passes decimals
//! through a double. Why not serde's derives: instantiated for all contract types, reading takes 60 KB
//! (brotli) and writing 17 of the budget of 150 (measured); a fraction of it this way.

mod deferred;
mod hash;
mod parse;
mod read;
mod types;
mod write;

pub use crate::{__json_choice as choice, __json_object as object};
pub use deferred::Deferred;
pub use hash::hash;
pub use parse::{Limits, Node, Value, locate, parse};
pub use read::{Content, Key, Members, Read, Reader, Reading, plain, read, read_anyway, read_text};
pub use write::{Object, Write, choice as write_choice, to_canonical};
