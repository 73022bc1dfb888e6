//! JSON of others. Whatever it is, reading it takes time in proportion to its length.

use baocao::finding::{Code, Finding, Pointer, Severity};
use baocao::json::{self, Limits, Node, Read, Reading, Value};

/// Most members of one object: each key is held against those before it. A report has some dozens.
const MOST_MEMBERS: usize = 1_000;

/// Most mistakes and remarks that one reading may come to: as many as there are values.
const MOST_VALUES: usize = 200_000;

/// Parses a text within bounds.
///
/// # Errors
/// What is wrong with it.
pub fn parse(text: &str, limits: Limits) -> Result<Node, Vec<Finding>> {
    let root = json::parse(text, limits).map_err(|finding| vec![*finding])?;
    let mut values = 0;
    match too_many(&root, &mut values) {
        Some((found, max)) => {
            let code = Code::TooMany { found: found as u64, max: max as u64 };
            Err(vec![Finding::error(Pointer::root(), code)])
        }
        None => Ok(root),
    }
}

/// Reads what was parsed. Findings say where by their pointer alone: line and column of each would be counted from the
/// beginning of the text.
pub fn read<T: Read>(root: &Node, unknown: Severity) -> Reading<T> {
    json::read(root, "", unknown)
}

/// Parses a text and reads it.
pub fn read_text<T: Read>(text: &str, limits: Limits, unknown: Severity) -> Reading<T> {
    match parse(text, limits) {
        Ok(root) => read(&root, unknown),
        Err(findings) => Reading { value: None, findings },
    }
}

/// What there is too much of, and how much there may be; `values` counts all of them.
fn too_many(node: &Node, values: &mut usize) -> Option<(usize, usize)> {
    *values += 1;
    if *values > MOST_VALUES {
        return Some((*values, MOST_VALUES));
    }
    match &node.value {
        Value::Object(members) if members.len() > MOST_MEMBERS => Some((members.len(), MOST_MEMBERS)),
        Value::Object(members) => members.iter().find_map(|(.., value)| too_many(value, values)),
        Value::Array(items) => items.iter().find_map(|item| too_many(item, values)),
        _ => None,
    }
}
