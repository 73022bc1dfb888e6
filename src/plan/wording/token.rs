//! Words, numbers and signs, each with its place. Words are compared by letters and tone, so that neither
//! case nor the place of the tone mark ("hoá", "hóa") nor composition (NFC, NFD) matters.

use std::ops::Range;

/// One word, number or sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A word, folded.
    Word(String),
    /// A number and how many digits it is written with.
    Number(u32, usize),
    /// The symbol of a document ("57-NQ/TW"): its number is no time.
    Symbol,
    /// Anything else; all dashes are `-`, all apostrophes `'`.
    Sign(char),
}

/// A text as tokens.
pub(super) struct Tokens<'t> {
    /// The text.
    pub text: &'t str,
    /// Whether it is written without diacritics: its words are then compared without theirs.
    pub is_bare: bool,
    list: Vec<(Token, Range<usize>)>,
}

/// Letters with their tones: none, huyền, hỏi, ngã, sắc, nặng.
const TONES: [&str; 12] = [
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "iìỉĩíị",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "uùủũúụ",
    "ưừửữứự",
    "yỳỷỹýỵ",
];
const MARKS: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];
const SHAPES: [(char, char, char); 6] = [
    ('a', '\u{302}', 'â'),
    ('a', '\u{306}', 'ă'),
    ('e', '\u{302}', 'ê'),
    ('o', '\u{302}', 'ô'),
    ('o', '\u{31b}', 'ơ'),
    ('u', '\u{31b}', 'ư'),
];

/// A word as it is compared: lower case, the tone as a digit at its end, y after a consonant as i ("kỳ", "kì").
pub(super) fn fold(word: &str) -> String {
    let (mut letters, mut tone) = (String::with_capacity(word.len() + 1), 0);
    for c in word.chars().flat_map(char::to_lowercase) {
        if let Some(mark) = MARKS.iter().position(|mark| *mark == c) {
            tone = mark + 1;
        } else if ('\u{300}'..='\u{36f}').contains(&c) {
            let last = letters.pop();
            let shaped = SHAPES.iter().find(|(plain, mark, _)| Some(*plain) == last && *mark == c);
            letters.extend(shaped.map(|(_, _, shaped)| *shaped).or(last));
        } else {
            let row = TONES.iter().find_map(|row| Some((row.chars().next()?, row.chars().position(|of| of == c)?)));
            let (letter, own) = row.unwrap_or((if c == 'ð' { 'đ' } else { c }, 0));
            tone = if own > 0 { own } else { tone };
            letters.push(letter);
        }
    }
    if let Some(before) = letters.strip_suffix('y') {
        let is_after_vowel =
            before.ends_with(['a', 'â', 'o', 'ô', 'ơ', 'ư']) || (before.ends_with('u') && before != "qu");
        if !is_after_vowel && !before.is_empty() {
            letters.pop();
            letters.push('i');
        }
    }
    if tone > 0 {
        letters.extend(char::from_digit(tone as u32, 10));
    }
    letters
}

/// A folded word without its marks.
fn bare(folded: &str) -> String {
    let plain = |c| match c {
        'ă' | 'â' => 'a',
        'ê' => 'e',
        'ô' | 'ơ' => 'o',
        'ư' => 'u',
        'đ' => 'd',
        other => other,
    };
    folded.trim_end_matches(|c: char| c.is_ascii_digit()).chars().map(plain).collect()
}

/// What is another word without its marks: "tới" or "tối". Where it stands without them it is not read.
const TOO_LIKE: [&str; 1] = ["tới"];

/// Whether a folded word is this one.
fn is(folded: &str, word: &str, is_bare: bool) -> bool {
    // Folding takes time, and most words differ in their first letter.
    let first = word.chars().next();
    let differs = first.is_some_and(|first| first.is_ascii() && !folded.starts_with(first));
    if differs {
        return false;
    }
    if is_bare { folded == bare(&fold(word)) && !TOO_LIKE.contains(&word) } else { folded == fold(word) }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c)
}

impl<'t> Tokens<'t> {
    /// Takes a text apart.
    pub fn of(text: &'t str) -> Self {
        let mut list = Vec::new();
        let mut at = 0;
        while let Some(rest) = text.get(at..) {
            let Some(first) = rest.chars().next() else { break };
            let run = |fits: fn(char) -> bool| rest.find(|c| !fits(c)).unwrap_or(rest.len());
            let (token, length) = if first.is_ascii_digit() {
                let digits = run(|c| c.is_ascii_digit());
                match symbol(rest, digits) {
                    Some(length) => (Some(Token::Symbol), length),
                    None => (Some(Token::Number(rest[..digits].parse().unwrap_or(u32::MAX), digits)), digits),
                }
            } else if is_letter(first) {
                let length = run(is_letter);
                (Some(Token::Word(fold(&rest[..length]))), length)
            } else {
                let sign = match first {
                    '–' | '—' | '−' | '‐' | '‑' => '-',
                    '’' | '′' | '‘' => '\'',
                    other => other,
                };
                // Also white space that Unicode does not call so (U+200B, U+FEFF).
                let is_space = sign.is_whitespace() || matches!(sign, '\u{200b}' | '\u{feff}' | '\u{ad}');
                ((!is_space).then_some(Token::Sign(sign)), first.len_utf8())
            };
            list.extend(token.map(|token| (token, at..at + length)));
            at += length;
        }
        let is_bare = !text.chars().any(|c| is_letter(c) && !c.is_ascii());
        Self { text, is_bare, list }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The token at a place.
    pub fn get(&self, at: usize) -> Option<&Token> {
        self.list.get(at).map(|(token, _)| token)
    }

    /// The text of the tokens from one place to before another, verbatim.
    pub fn words(&self, from: usize, to: usize) -> &'t str {
        let start = self.list.get(from).map(|(_, at)| at.start);
        let end = to.checked_sub(1).and_then(|last| self.list.get(last)).map(|(_, at)| at.end);
        start.zip(end).and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }

    /// The place after this phrase, if it stands here.
    pub fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut next = at;
        for word in phrase.split(' ') {
            match self.get(next)? {
                Token::Word(found) if is(found, word, self.is_bare) => next += 1,
                _ => return None,
            }
        }
        Some(next)
    }

    /// The place after the first of these phrases that stands here.
    pub fn any(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|phrase| self.phrase(at, phrase))
    }

    /// The place after any of these phrases, or the place itself.
    pub fn skip(&self, at: usize, phrases: &[&str]) -> usize {
        self.any(at, phrases).unwrap_or(at)
    }

    /// The place after this sign, if it stands here.
    pub fn sign(&self, at: usize, sign: char) -> Option<usize> {
        (self.get(at) == Some(&Token::Sign(sign))).then_some(at + 1)
    }

    /// A number here, how many digits it has, and the place after it.
    pub fn number(&self, at: usize) -> Option<(u32, usize, usize)> {
        match self.get(at)? {
            Token::Number(number, digits) => Some((*number, *digits, at + 1)),
            _ => None,
        }
    }

    /// A year of four digits here.
    pub fn year(&self, at: usize) -> Option<(i32, usize)> {
        let (number, digits, next) = self.number(at)?;
        (digits == 4 && (1900..2200).contains(&number)).then_some((number as i32, next))
    }
}

/// How long the symbol of a document is, if the digits begin one: "57-NQ/TW", "2653/KH-UBND", "71//NQ-CP".
fn symbol(rest: &str, digits: usize) -> Option<usize> {
    let after = rest.get(digits..)?;
    let letters = after.trim_start_matches(['-', '/']);
    let dashes = after.len() - letters.len();
    let capitals = letters.chars().take_while(|c| c.is_uppercase()).count();
    let fits = |c: char| is_letter(c) || c.is_ascii_digit() || c == '-' || c == '/';
    (matches!(dashes, 1 | 2) && capitals >= 2)
        .then(|| digits + dashes + letters.find(|c| !fits(c)).unwrap_or(letters.len()))
}
