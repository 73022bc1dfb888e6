//! What stands between the things that were read: whether it may be passed over.

use super::plain;
use super::token::{Token, Tokens};
use super::{UnreadPart, Why};

/// What some words are that nothing was read from.
pub(super) enum Rest {
    /// Nothing, or signs; `joined` unless they part what stands on both sides.
    Signs { joined: bool },
    /// Words that say nothing of when.
    PassedOver(String),
    /// "Khoảng", "dự kiến".
    Roughly(String),
    /// They speak of a time, or could.
    Unread(UnreadPart),
    /// Words that are not known to say nothing of when: beside a time they could change what it means.
    Foreign(UnreadPart),
}

/// Words that join and say nothing themselves.
const JOINTS: [&str; 7] = ["và", "hoặc", "trong", "vào", "là", "của", "cả"];

/// Signs that say nothing; "?", "<", "~" could.
const SIGNS: &str = ",;.:()[]&…-'\"“”+*•/";

/// "Khoảng", "dự kiến".
const ROUGH: [&str; 3] = ["khoảng", "chừng", "dự kiến"];

/// Words that speak of a time: what holds one cannot be passed over.
const TELLING: [&str; 28] = [
    "ngày",
    "tháng",
    "năm",
    "quý",
    "tuần",
    "giờ",
    "khi",
    "kỳ",
    "đợt",
    "mùa",
    "dịp",
    "tết",
    "hè",
    "trước",
    "sau",
    "chậm nhất",
    "muộn nhất",
    "thời hạn",
    "kể từ",
    "hằng",
    "đến hết",
    "ngay",
    "thứ hai",
    "thứ ba",
    "thứ tư",
    "thứ sáu",
    "thứ bảy",
    "chủ nhật",
];

/// Words that count from something.
const RELATIVE: [&str; 8] = ["kể từ", "làm việc", "khi", "kỳ báo cáo", "sau", "tiếp theo", "đầu quý", "đầu kỳ"];

/// Sorts the tokens from one place to before another.
pub(super) fn rest(t: &Tokens, from: usize, to: usize) -> Rest {
    let is_number = |at: Option<usize>| at.and_then(|at| t.number(at)).is_some();
    // "1/1/1": what stands at a stroke belongs to what was read before or after.
    let is_torn = |at: usize| t.sign(at, '/').is_some() && (is_number(at.checked_sub(1)) || is_number(Some(at + 1)));
    if (from..to).any(is_torn) {
        return Rest::Unread(UnreadPart { words: t.words(from, to).to_owned(), why: Why::Unknown });
    }
    let is_joint = |at: usize| match t.get(at) {
        Some(Token::Sign(sign)) => SIGNS.contains(*sign) && !matches!(sign, '.' | ';' | '(' | ')'),
        _ => t.any(at, &JOINTS).is_some(),
    };
    let says_nothing =
        |at: usize| is_joint(at) || matches!(t.get(at), Some(Token::Sign(sign)) if SIGNS.contains(*sign));
    let joined = (from..to).all(is_joint);
    let (mut from, mut to) = (from, to);
    while from < to && says_nothing(from) {
        from += 1;
    }
    while from < to && says_nothing(to - 1) {
        to -= 1;
    }
    if from == to {
        return Rest::Signs { joined };
    }
    let words = t.words(from, to).to_owned();
    let has =
        |words: &[&str]| (from..to).any(|at| words.iter().any(|word| t.phrase(at, word).is_some_and(|end| end <= to)));
    // "đầu quý II/2025": the Civil Code knows no such day.
    let is_edge = t.any(to - 1, &["đầu", "giữa", "cuối", "nửa"]).is_some();
    if is_edge || has(&TELLING) || (from..to).any(|at| t.number(at).is_some() && !counts(t, at, to)) {
        let why = if has(&RELATIVE) || (from..to).any(|at| is_length(t, at, to)) {
            Why::Relative
        } else if has(&["tuần"]) {
            Why::Week
        } else {
            Why::Unknown
        };
        return Rest::Unread(UnreadPart { words, why });
    }
    if let Some((first, last)) = foreign(t, from, to) {
        return Rest::Foreign(UnreadPart { words: t.words(first, last).to_owned(), why: Why::CouldChange });
    }
    if has(&ROUGH) { Rest::Roughly(words) } else { Rest::PassedOver(words) }
}

/// From the first to after the last of what is not known to say nothing of when.
fn foreign(t: &Tokens, from: usize, to: usize) -> Option<(usize, usize)> {
    let (mut found, mut at) = (None, from);
    while at < to {
        let known = match t.get(at) {
            Some(Token::Word(_)) => plain::plain(t, at).or_else(|| t.any(at, &JOINTS)).or_else(|| t.any(at, &ROUGH)),
            Some(Token::Sign('%')) => (at > 0 && t.number(at - 1).is_some()).then_some(at + 1),
            Some(Token::Sign(sign)) => SIGNS.contains(*sign).then_some(at + 1),
            // What a number counts was looked at before.
            Some(Token::Number(..) | Token::Symbol) | None => Some(at + 1),
        };
        if known.is_none() {
            found = Some((found.map_or(at, |(first, _)| first), at + 1));
        }
        at = known.unwrap_or(at + 1);
    }
    found
}

/// Whether a number counts something that is no time: "02 hội nghị", "50%", "1.000 người".
fn counts(t: &Tokens, at: usize, to: usize) -> bool {
    let mut next = at + 1;
    while let Some(more) = t.sign(next, '.').or_else(|| t.sign(next, ',')).filter(|more| t.number(*more).is_some()) {
        next = more + 1;
    }
    let is_time = t.any(next, &["h", "g", "giờ", "phút", "lần"]).is_some();
    let is_counted = next < to && !is_time && matches!(t.get(next), Some(Token::Word(_)));
    is_counted || t.sign(next, '%').is_some()
}

/// "30 ngày", "6 tháng": not in "ngày 15 tháng".
fn is_length(t: &Tokens, at: usize, to: usize) -> bool {
    let units = ["ngày", "tuần", "tháng", "quý", "năm", "giờ"];
    let counts = t.number(at).is_some() && at + 1 < to && t.any(at + 1, &units).is_some();
    counts && (at == 0 || t.any(at - 1, &["ngày", "tháng", "quý", "năm"]).is_none())
}
