//! True texts, changed at random.

use crate::chance::Chance;

/// What readers stumble over.
const STUMBLES: [&str; 30] = [
    "",
    "null",
    "true",
    "0",
    "-0",
    "1e999",
    "-1",
    "0.1",
    "65536",
    "18446744073709551616",
    "9007199254740993",
    "\"\"",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "\"\\",
    "{}",
    "[]",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "/",
    "~1",
    "$",
    ".",
    "\u{feff}",
    "\u{303}",
    "\u{1f9d1}",
];
/// Most bytes of a text.
const MOST: usize = 100_000;
const MOST_CHANGES: u64 = 6;

/// One of the texts with some changes.
pub fn changed(texts: &[String], chance: &mut Chance) -> String {
    let mut text = one_of(texts, chance).clone();
    // Mostly one: what is changed in many places is seldom more than a sign that is not JSON.
    let most = chance.next(MOST_CHANGES) + 1;
    for _ in 0..=chance.next(most) {
        let range = range(&text, chance);
        match chance.next(8) {
            0 => text.replace_range(range, ""),
            1 => text.truncate(range.start),
            // Twice, or very often.
            2 => {
                let times = if chance.next(8) == 0 { 100 } else { 1 };
                let again = text[range.clone()].repeat(times);
                text.insert_str(range.end, &again);
            }
            3 => text.insert_str(range.start, &["[", "{\"a\":"][chance.next(2) as usize].repeat(200)),
            4 | 5 => text.replace_range(range, STUMBLES[chance.next(STUMBLES.len() as u64) as usize]),
            // What stands elsewhere, there or in another text.
            6 => {
                let from = text[self::range(&text, chance)].to_owned();
                text.replace_range(range, &from);
            }
            _ => {
                let other = one_of(texts, chance);
                text.replace_range(range, &other[self::range(other, chance)]);
            }
        }
        if text.len() > MOST {
            text.truncate(text.floor_char_boundary(MOST));
        }
    }
    text
}

fn one_of<'t>(texts: &'t [String], chance: &mut Chance) -> &'t String {
    &texts[chance.next(texts.len() as u64) as usize]
}

/// A part of a text, mostly from one sign of JSON to another: a key, a value, or a few of them.
fn range(text: &str, chance: &mut Chance) -> std::ops::Range<usize> {
    let near = |at: usize, chance: &mut Chance| {
        let at = text.floor_char_boundary(at);
        match chance.next(4) {
            0 => at,
            _ => text[at..].find(['"', '{', '}', '[', ']', ',', ':', '.']).map_or(at, |further| at + further),
        }
    };
    let start = near(chance.next(text.len() as u64 + 1) as usize, chance);
    let reach = [4, 40, 400][chance.next(3) as usize];
    let end = near((start + chance.next(reach) as usize).min(text.len()), chance);
    start..end.max(start)
}
