//! JSON with positions: text → tree → typed value with **all** mistakes at once, and typed value → canonical text.
//!
//! Why not `serde_json`: it stops at the first mistake, forgets where things stood, passes decimals
//! through a double, and costs 21 KB of the 150 KB budget. Here the types' own serde derives drive a
//! reader that goes on after a mistake, so the types, the JSON Schema and the messages cannot drift apart.

mod canonical;
mod parse;
mod read;

pub use canonical::{Unrepresentable, to_canonical};
pub use parse::{Limits, Node, Value, locate, parse};
pub use read::{Reading, read, read_text};
