use super::Lang;
use crate::plan::Decimal;
use crate::report::write_number;
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

/// A number of the interface's own, which counts signs or bytes, as its language writes numbers. Those of reports are written
/// in one way alone ([`write_number`]): who reads them in English types them in Vietnamese all the same.
///
/// ```
/// use baocao::locale::{Lang, counted};
/// assert_eq!([Lang::Vi, Lang::En].map(|lang| counted(lang, 1_234_567)), ["1.234.567", "1,234,567"]);
/// ```
pub fn counted(lang: Lang, n: u64) -> String {
    let text = n.to_string();
    in_language(lang, &Decimal::parse(&text).map_or(text, write_number))
}

/// A number in Vietnamese writing as a language writes it.
pub(super) fn in_language(lang: Lang, number: &str) -> String {
    let sign = |sign| match sign {
        '.' => ',',
        ',' => '.',
        other => other,
    };
    if lang == Lang::Vi { number.to_owned() } else { number.chars().map(sign).collect() }
}
