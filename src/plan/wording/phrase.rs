//! What is said without a date: how often, on what occasion, in which other report.

use super::calendar::counted;
use super::plain;
use super::token::{Token, Tokens};
use super::{Clock, Cycle, Season, When};

/// Reads one such thing; the place after it.
pub(super) fn phrase(t: &Tokens, at: usize) -> Option<(Vec<When>, usize)> {
    let one = |when, next| Some((vec![when], next));
    if let Some(next) = t.any(at, &["thường xuyên", "liên tục"]) {
        return one(When::Continuous, next);
    }
    if let Some(next) = t.any(at, &REQUEST) {
        return one(When::OnRequest, next);
    }
    if let Some(next) = event(t, at) {
        return one(When::OnEvent, next);
    }
    if let Some((season, next)) = SEASONS.iter().find_map(|(words, season)| Some((*season, t.phrase(at, words)?))) {
        return one(When::Season { season }, next);
    }
    if let Some((report, next)) = embedded(t, at) {
        return one(When::Embedded { report }, next);
    }
    if let Some(cycles) = cycles(t, at) {
        return Some(cycles);
    }
    t.phrase(at, "định kỳ").and_then(|next| one(When::Periodic, next))
}

const REQUEST: [&str; 6] = [
    "đột xuất khi có yêu cầu",
    "đột xuất theo yêu cầu",
    "khi có yêu cầu",
    "khi được yêu cầu",
    "theo yêu cầu",
    "nếu có yêu cầu",
];
const EVENT: [&str; 4] = ["khi có phát sinh", "khi phát sinh", "đột xuất", "kịp thời"];
const CONDITION: [&str; 5] =
    ["nếu có khó khăn", "nếu có vướng mắc", "nếu có phát sinh", "nếu phát sinh", "nếu thấy cần"];
/// What ends a condition: who then does what, or a time.
const AFTER_CONDITION: [&str; 10] =
    ["kịp thời", "đề nghị", "chủ động", "trước", "chậm nhất", "ngày", "tháng", "quý", "năm", "hằng"];
const SEASONS: [(&str, Season); 8] = [
    ("chiến dịch thanh niên tình nguyện hè", Season::Summer),
    ("thanh niên tình nguyện hè", Season::Summer),
    ("chiến dịch tình nguyện hè", Season::Summer),
    ("tình nguyện hè", Season::Summer),
    ("chiến dịch tình nguyện mùa đông", Season::Winter),
    ("tình nguyện mùa đông", Season::Winter),
    ("chiến dịch xuân tình nguyện", Season::Spring),
    ("xuân tình nguyện", Season::Spring),
];

/// "kịp thời", "nếu có khó khăn, vướng mắc hoặc phát sinh vấn đề".
fn event(t: &Tokens, at: usize) -> Option<usize> {
    t.any(at, &EVENT).or_else(|| {
        let mut next = t.any(at, &CONDITION)?;
        // A word that is not known may be one that speaks of the time: "trừ tháng 7".
        let inside = |next| {
            let known = || t.any(next, &["và", "hoặc"]).or_else(|| plain::plain(t, next));
            t.sign(next, ',').or_else(known).filter(|_| t.any(next, &AFTER_CONDITION).is_none())
        };
        while let Some(after) = inside(next) {
            next = after;
        }
        Some(next)
    })
}

/// "hằng năm", "định kỳ hằng tháng, quý, 6 tháng", "báo cáo năm", "6 tháng một lần".
fn cycles(t: &Tokens, at: usize) -> Option<(Vec<When>, usize)> {
    let every = |cycle| When::Every { cycle };
    if let Some((cycle, next)) = unit(t, at)
        && let Some(next) = t.phrase(next, "một lần").or_else(|| once(t, next))
    {
        return Some((vec![every(cycle)], next));
    }
    if let Some(found) = times(t, at) {
        return Some(found);
    }
    let start = t.skip(at, &["định kỳ", "báo cáo"]);
    let (cycle, mut next) = t.any(start, &EACH).map_or_else(
        || if start > at { unit(t, start).filter(|found| is_any(t, found.1)) } else { None },
        |each| unit(t, each),
    )?;
    next = t.phrase(next, "một lần").or_else(|| once(t, next)).unwrap_or(next);
    let mut found = vec![every(cycle)];
    let more = |at| {
        let joint = t.sign(at, ',').or_else(|| t.sign(at, '/')).or_else(|| t.any(at, &["và", "hoặc"]))?;
        t.any(joint, &EACH).and_then(|each| unit(t, each)).or_else(|| unit(t, joint).filter(|found| is_any(t, found.1)))
    };
    while let Some((cycle, after)) = more(next) {
        found.push(every(cycle));
        next = after;
    }
    Some((found, next))
}

const EACH: [&str; 4] = ["hằng", "hàng", "từng", "mỗi"];

/// "01 lần/năm", "2 lần một năm".
fn times(t: &Tokens, at: usize) -> Option<(Vec<When>, usize)> {
    let (number, next) = counted(t, at)?;
    let next = t.phrase(next, "lần")?;
    let next = t.sign(next, '/').or_else(|| t.any(next, &["một", "mỗi"]))?;
    let (cycle, next) = UNITS.iter().find_map(|(word, cycle)| Some((*cycle, t.phrase(next, word)?)))?;
    let cycle = match (number, cycle) {
        (1, cycle) => cycle,
        (2, Cycle::Year) => Cycle::HalfYear,
        (4, Cycle::Year) => Cycle::Quarter,
        (12, Cycle::Year) => Cycle::Month,
        _ => return None,
    };
    Some((vec![When::Every { cycle }], next))
}

/// "/lần", "1 lần".
fn once(t: &Tokens, at: usize) -> Option<usize> {
    let (number, _, next) = match t.sign(at, '/') {
        Some(next) => (1, 1, next),
        None => t.number(at)?,
    };
    if number == 1 { t.phrase(next, "lần") } else { None }
}

/// A unit that may come again.
fn unit(t: &Tokens, at: usize) -> Option<(Cycle, usize)> {
    let Some((number, next)) = counted(t, at) else { return bare_unit(t, at) };
    let cycle = match number {
        1 => return bare_unit(t, next),
        3 => Cycle::Quarter,
        6 => Cycle::HalfYear,
        12 => Cycle::Year,
        _ => return None,
    };
    t.phrase(next, "tháng").map(|next| (cycle, next))
}

fn bare_unit(t: &Tokens, at: usize) -> Option<(Cycle, usize)> {
    let (cycle, next) = UNITS.iter().find_map(|(word, cycle)| Some((*cycle, t.phrase(at, word)?)))?;
    // "bao cao quy dinh" is no report of a quarter.
    let goes_on = t.is_bare && cycle == Cycle::Quarter && matches!(t.get(next), Some(Token::Word(_)));
    (!goes_on || t.any(next, &["một lần", "và", "hoặc"]).is_some()).then_some((cycle, next))
}

const UNITS: [(&str, Cycle); 5] = [
    ("ngày", Cycle::Day),
    ("tuần", Cycle::Week),
    ("tháng", Cycle::Month),
    ("quý", Cycle::Quarter),
    ("năm", Cycle::Year),
];

/// Whether what follows a unit leaves open which one: not so in "năm 2025", "quý II", "6 tháng đầu năm".
fn is_any(t: &Tokens, next: usize) -> bool {
    let one = ["đầu", "cuối", "học", "tiếp theo", "sau", "của", "năm", "này", "i", "ii", "iii", "iv"];
    t.number(next).is_none() && t.any(next, &one).is_none()
}

/// "(lồng ghép) trong báo cáo tổng kết …": to the end of the clause or what is said of time next.
fn embedded(t: &Tokens, at: usize) -> Option<(String, usize)> {
    let start = t.any(at, &["lồng ghép trong", "lồng ghép vào", "lồng ghép", "cùng với", "trong", "vào"])?;
    let mut next = t.phrase(start, "báo cáo")?;
    // "trong báo cáo 6 tháng" says which of the reports, "báo cáo năm" too.
    while let Some(token) = t.get(next) {
        let is_end = matches!(token, Token::Sign(',' | ';' | '.' | '(' | ')' | '…'))
            || t.any(
                next,
                &[
                    "hằng",
                    "hàng",
                    "từng",
                    "định kỳ",
                    "trước",
                    "chậm nhất",
                    "muộn nhất",
                    "không",
                    "trừ",
                    "ngoài",
                    "hạn",
                    "đột xuất",
                    "về",
                ],
            )
            .is_some();
        if is_end {
            break;
        }
        next += 1;
    }
    Some((t.words(start, next).to_owned(), next))
}

/// "14h00", "10h00'", "17 giờ 00", "17 giờ 00 phút", "8:30".
pub(super) fn clock(t: &Tokens, at: usize) -> Option<(Clock, usize)> {
    let (hour, _, next) = t.number(at)?;
    let colon = t.sign(next, ':');
    let next = colon.or_else(|| t.any(next, &["h", "g", "giờ"]))?;
    let (minute, next) = match t.number(next).filter(|(_, digits, _)| *digits == 2) {
        Some((minute, _, next)) => (minute, t.sign(next, '\'').unwrap_or_else(|| t.skip(next, &["phút", "ph"]))),
        None if colon.is_some() => return None,
        None => (0, next),
    };
    let fits = hour < 24 && minute < 60 || (hour, minute) == (24, 0);
    fits.then_some((Clock { hour: hour as u8, minute: minute as u8 }, next))
}
