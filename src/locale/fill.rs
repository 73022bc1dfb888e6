use std::fmt::{Display, Write};

/// A template with its places filled: `{name}` stands for the value of that name. The names stand in one text
/// with a space between them, in the order of the values.
pub(super) fn fill(template: &str, names: &str, values: &[&dyn Display]) -> String {
    let mut filled = String::new();
    for (i, part) in template.split(['{', '}']).enumerate() {
        // Every second part stands between braces.
        match names.split(' ').zip(values).find(|(name, _)| i % 2 == 1 && *name == part) {
            Some((_, value)) => drop(write!(filled, "{value}")),
            None => filled.push_str(part),
        }
    }
    filled
}

/// One or many, as the language has it: `{n}` in either template.
pub(super) fn count(n: u32, one: &str, many: &str) -> String {
    fill(if n == 1 { one } else { many }, "n", &[&n])
}

/// One of a list of words with commas between them, counted from 1.
pub fn nth(list: &'static str, n: u32) -> &'static str {
    list.split(',').nth((n as usize).wrapping_sub(1)).unwrap_or_default().trim()
}
