//! Days, months, quarters, parts of years and years as they are written.

use super::SpanKind;
use super::token::{Token, Tokens};
use crate::plan::{Date, MonthDay};

/// A stretch of the calendar; its year may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cal {
    /// What of a year.
    pub unit: Unit,
    /// Which year.
    pub year: Option<i32>,
}

/// What of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// All of it.
    Year,
    /// From the first of a month to the last of another.
    Months(u32, u32, SpanKind),
    /// The first so many months of a year, without "đầu".
    First(u32),
    /// A day; its month may be missing.
    Day(u32, Option<u32>),
    /// Beginning, middle or end of a month, or of the year.
    Edge(Edge, Option<u32>),
    /// One of several, and the words do not say which.
    Unclear,
}

/// Which day of a month or year (Civil Code 2015, article 146).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    Middle,
    End,
}

impl Cal {
    /// What a span of it is called.
    pub fn kind(self) -> SpanKind {
        match self.unit {
            Unit::Year | Unit::Unclear => SpanKind::Year,
            Unit::Months(_, _, kind) => kind,
            Unit::First(6) => SpanKind::HalfYear,
            Unit::First(_) => SpanKind::Months,
            Unit::Day(..) => SpanKind::Day,
            Unit::Edge(..) => SpanKind::Point,
        }
    }

    /// Its first and last day in a year, if they exist.
    pub fn days(self, year: i32) -> Option<(Date, Date)> {
        let day = |month, day| Date::new(year, month, day).map(|day| (day, day));
        match self.unit {
            Unit::Unclear => None,
            Unit::Year => Some((Date::new(year, 1, 1)?, Date::new(year, 12, 31)?)),
            Unit::Months(first, last, _) => months(year, first, last),
            Unit::First(last) => months(year, 1, last),
            Unit::Day(of_month, month) => day(month?, of_month),
            Unit::Edge(Edge::Start, month) => day(month.unwrap_or(1), 1),
            Unit::Edge(Edge::Middle, Some(month)) => day(month, 15),
            Unit::Edge(Edge::Middle, None) => day(6, 30),
            Unit::Edge(Edge::End, month) => {
                Date::new(year, month.unwrap_or(12), 1).map(Date::last_of_month).map(|day| (day, day))
            }
        }
    }

    /// Its first and last day in every year.
    pub fn yearly(self) -> Option<(MonthDay, MonthDay)> {
        // A leap year: every day of a year exists in it.
        let (from, to) = self.days(2024)?;
        let day = |date: Date| MonthDay::parse(date.to_string().get(5..)?);
        Some((day(from)?, day(to)?))
    }
}

fn months(year: i32, first: u32, last: u32) -> Option<(Date, Date)> {
    Some((Date::new(year, first, 1)?, Date::new(year, last, 1)?.last_of_month()))
}

/// What a bare number stands for: what was counted before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    Day,
    Month,
    Quarter,
    /// A quarter, and what follows in Arabic figures could be a month: "quý II, 3/2025".
    Roman,
    Year,
}

/// Numbers in words, longer ones first; "năm" is left to the year.
const NUMBERS: [(&str, u32); 13] = [
    ("mười một", 11),
    ("mười hai", 12),
    ("một", 1),
    ("hai", 2),
    ("ba", 3),
    ("bốn", 4),
    ("tư", 4),
    ("sáu", 6),
    ("bảy", 7),
    ("bẩy", 7),
    ("tám", 8),
    ("chín", 9),
    ("mười", 10),
];
const ROMAN: [(&str, u32); 4] = [("iii", 3), ("ii", 2), ("iv", 4), ("i", 1)];

/// Reads one stretch; what a following bare number would count, and the place after it.
pub(super) fn cal(t: &Tokens, at: usize, hint: Option<Hint>) -> Option<(Cal, Hint, usize)> {
    edge(t, at)
        .or_else(|| part_of_year(t, at))
        .or_else(|| quarter(t, at, false))
        .or_else(|| month(t, at, false))
        .or_else(|| quarter_or_month(t, at, hint?))
        .or_else(|| day(t, at, hint))
        .or_else(|| year(t, at, hint))
        .or_else(|| match hint? {
            Hint::Month => month(t, at, true),
            Hint::Quarter | Hint::Roman => quarter(t, at, true),
            Hint::Day | Hint::Year => None,
        })
}

/// "/2025", "-2025", "năm 2025", ", năm 2025" after a month or quarter.
fn of_year(t: &Tokens, at: usize) -> (Option<i32>, usize) {
    let after = t.sign(at, '/').or_else(|| t.sign(at, '-')).or_else(|| t.sign(at, '.'));
    let after = after.map(|next| t.skip(next, &["năm"]));
    let named = || {
        let next = t.skip(t.sign(at, ',').unwrap_or(at), &["của", "trong"]);
        t.phrase(next, "năm")
    };
    // "tháng 6 2025"
    let beside = || t.year(at).filter(|(_, next)| !counts_something(t, *next));
    let found = after.and_then(|next| t.year(next)).or_else(|| t.year(named()?)).or_else(beside);
    found.map_or((None, at), |(year, next)| (Some(year), next))
}

fn written(t: &Tokens, at: usize, names: &[(&str, u32)]) -> Option<(u32, usize)> {
    // "sau", "tu", "bay", "tam": too many other words are written so without diacritics.
    if t.is_bare && names.len() == NUMBERS.len() {
        return None;
    }
    names.iter().find_map(|(name, number)| t.phrase(at, name).map(|next| (*number, next)))
}

pub(super) fn counted(t: &Tokens, at: usize) -> Option<(u32, usize)> {
    let plain = t.number(at).filter(|(_, digits, _)| *digits <= 2).map(|(number, _, next)| (number, next));
    plain.or_else(|| written(t, at, &NUMBERS))
}

fn edge(t: &Tokens, at: usize) -> Option<(Cal, Hint, usize)> {
    let edges = [("đầu", Edge::Start), ("giữa", Edge::Middle), ("cuối", Edge::End)];
    let (edge, next) = edges.iter().find_map(|(word, edge)| t.phrase(at, word).map(|next| (*edge, next)))?;
    if let Some((Cal { unit: Unit::Months(month, _, _), year }, hint, next)) = month(t, next, false) {
        // "giữa tháng 5 và tháng 6/2025" lies between them.
        let between = edge == Edge::Middle && t.phrase(next, "và").is_some_and(|at| t.phrase(at, "tháng").is_some());
        return (!between).then_some((Cal { unit: Unit::Edge(edge, Some(month)), year }, hint, next));
    }
    let next = t.phrase(next, "năm")?;
    let (year, next) = t.year(next).map_or((None, next), |(year, next)| (Some(year), next));
    // "giữa năm 2025 và năm 2026" lies between them.
    if edge == Edge::Middle && t.phrase(next, "và").is_some_and(|at| t.phrase(at, "năm").is_some()) {
        return None;
    }
    // "đầu năm học" is no day of a calendar year.
    (t.phrase(next, "học").is_none()).then_some((Cal { unit: Unit::Edge(edge, None), year }, Hint::Year, next))
}

/// "6 tháng đầu năm 2025", "nửa cuối năm", "9 tháng năm 2025".
fn part_of_year(t: &Tokens, at: usize) -> Option<(Cal, Hint, usize)> {
    let (months, next) = match t.phrase(at, "nửa") {
        Some(next) => (6, next),
        None => counted(t, at).and_then(|(months, next)| Some((months, t.phrase(next, "tháng")?)))?,
    };
    if !(1..=12).contains(&months) {
        return None;
    }
    let (is_end, next) = match (t.phrase(next, "đầu"), t.phrase(next, "cuối")) {
        (Some(next), _) => (Some(false), next),
        (_, Some(next)) => (Some(true), next),
        _ => (None, next),
    };
    let named = t.phrase(t.skip(next, &["của"]), "năm");
    let (year, next) = match (named, is_end) {
        (Some(after), _) => match t.year(after) {
            Some((year, next)) => (Some(year), next),
            None if is_end.is_some() => (None, after),
            None => return None,
        },
        // "nửa cuối tháng 6", "2 tháng đầu quý III" are no part of a year.
        (None, Some(_)) if matches!(t.get(next), Some(Token::Word(_))) || t.phrase(at, "nửa").is_some() => {
            return None;
        }
        // "6 tháng đầu, cuối năm 2025"
        (None, Some(_)) if t.sign(next, ',').is_some_and(|at| t.any(at, &["đầu", "cuối"]).is_some()) => {
            return None;
        }
        (None, Some(_)) => of_year(t, next),
        (None, None) => match t.sign(next, '/').and_then(|next| t.year(next)) {
            Some((year, next)) => (Some(year), next),
            // Alone "9 tháng" is those that reports are made of; any other, and after other words, is a length.
            None => {
                let goes_on = matches!(t.get(next), Some(Token::Word(_) | Token::Number(..) | Token::Sign('/')));
                let report = at == 0 || t.any(at - 1, &["cáo", "và"]).is_some() || t.sign(at - 1, ',').is_some();
                if goes_on || !report || months != 9 {
                    return None;
                }
                (None, next)
            }
        },
    };
    let kind = if months == 6 { SpanKind::HalfYear } else { SpanKind::Months };
    let unit = match is_end {
        Some(true) => Unit::Months(13 - months, 12, kind),
        Some(false) => Unit::Months(1, months, kind),
        None => Unit::First(months),
    };
    Some((Cal { unit, year }, Hint::Year, next))
}

fn quarter(t: &Tokens, at: usize, bare: bool) -> Option<(Cal, Hint, usize)> {
    let next = if bare { at } else { t.phrase(t.skip(at, &["các", "trong"]), "quý")? };
    let roman = written(t, next, &ROMAN);
    let (quarter, next) = roman.or_else(|| counted(t, next)).filter(|(quarter, _)| (1..=4).contains(quarter))?;
    let (year, next) = of_year(t, next);
    let unit = Unit::Months(quarter * 3 - 2, quarter * 3, SpanKind::Quarter);
    let hint = if roman.is_some() || year.is_some() { Hint::Roman } else { Hint::Quarter };
    Some((Cal { unit, year }, hint, next))
}

/// "3/2025" after a quarter: the third quarter in "quý 2-3/2025", and it may be March in "quý II, 3/2025".
fn quarter_or_month(t: &Tokens, at: usize, hint: Hint) -> Option<(Cal, Hint, usize)> {
    let (_, digits, next) = t.number(at).filter(|(number, ..)| (1..=4).contains(number))?;
    let (year, next) = t.year(t.sign(next, '/')?)?;
    match hint {
        Hint::Quarter if digits == 1 => quarter(t, at, true),
        Hint::Quarter | Hint::Roman => Some((Cal { unit: Unit::Unclear, year: Some(year) }, hint, next)),
        _ => None,
    }
}

fn month(t: &Tokens, at: usize, bare: bool) -> Option<(Cal, Hint, usize)> {
    let next = if bare { at } else { t.phrase(t.skip(at, &["các", "trong"]), "tháng")? };
    let (month, next) = counted(t, next).filter(|(month, _)| (1..=12).contains(month))?;
    let (year, next) = of_year(t, next);
    let unit = Unit::Months(month, month, SpanKind::Month);
    Some((Cal { unit, year }, Hint::Month, next))
}

/// "ngày 30/5/2022", "30/5", "15 tháng 12 năm 2025", "ngày 15"; without "ngày" also "5/2022" for a month.
fn day(t: &Tokens, at: usize, hint: Option<Hint>) -> Option<(Cal, Hint, usize)> {
    let named = t.phrase(at, "ngày");
    let start = t.skip(named.unwrap_or(at), &["mồng", "mùng"]);
    let (day, digits, next) = t.number(start)?;
    if digits > 2 {
        return None;
    }
    let of = |unit, year, next| Some((Cal { unit, year }, Hint::Day, next));
    for separator in ['/', '-', '.'] {
        let Some(second) = t.sign(next, separator) else { continue };
        if let (Some((year, after)), '/', None) = (t.year(second), separator, named) {
            let unit = Unit::Months(day, day, SpanKind::Month);
            return (1..=12).contains(&day).then_some((Cal { unit, year: Some(year) }, Hint::Month, after));
        }
        let Some((month, _, after)) = t.number(second).filter(|(_, digits, _)| *digits <= 2) else { continue };
        if let Some((year, after)) = t.sign(after, separator).and_then(|third| t.year(third)) {
            return of(Unit::Day(day, Some(month)), Some(year), after);
        }
        if separator == '/' {
            let named = t.phrase(after, "năm").and_then(|next| t.year(next));
            let (year, after) = named.map_or((None, after), |(year, next)| (Some(year), next));
            // "hoàn thành 2/3 chỉ tiêu" is a share.
            let is_share = start == at && hint.is_none() && year.is_none() && counts_something(t, after);
            return if is_share { None } else { of(Unit::Day(day, Some(month)), year, after) };
        }
    }
    if let Some((Cal { unit: Unit::Months(month, ..), year }, _, after)) = month(t, next, false) {
        return of(Unit::Day(day, Some(month)), year, after);
    }
    let is_length = t.any(next, &["h", "g", "giờ", "ngày", "tuần", "tháng", "quý", "năm"]).is_some();
    (named.is_some() || (hint == Some(Hint::Day) && !is_length)).then_some((
        Cal { unit: Unit::Day(day, None), year: None },
        Hint::Day,
        next,
    ))
}

/// "năm 2025"; "trong năm", "cả năm" without its number; bare "2025" where nothing follows that it could count.
fn year(t: &Tokens, at: usize, hint: Option<Hint>) -> Option<(Cal, Hint, usize)> {
    let start = t.skip(at, &["trong", "cả", "các", "suốt"]);
    let of = |year, next| Some((Cal { unit: Unit::Year, year }, Hint::Year, next));
    if let Some(after) = t.phrase(start, "năm") {
        if let Some((year, next)) = t.year(after) {
            return of(Some(year), next);
        }
        let goes_on = matches!(t.get(after), Some(Token::Word(_) | Token::Number(..)));
        return if start > at && !goes_on { of(None, after) } else { None };
    }
    let (year, next) = t.year(at)?;
    // "tháng 13/2025" is no year.
    let is_rest = at > 0 && t.sign(at - 1, '/').is_some();
    (!is_rest && (hint == Some(Hint::Year) || !counts_something(t, next))).then_some(())?;
    of(Some(year), next)
}

/// Whether a number is followed by what it counts ("2025 hộ").
fn counts_something(t: &Tokens, next: usize) -> bool {
    let goes_on = ["và", "hoặc", "hằng", "hàng", "đến", "tới", "trở đi"];
    match t.get(next) {
        Some(Token::Word(_)) => t.any(next, &goes_on).is_none(),
        Some(Token::Number(..) | Token::Sign('%')) => true,
        _ => false,
    }
}
