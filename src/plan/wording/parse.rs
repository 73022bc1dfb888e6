//! A wording as the things it says, in their order, before missing years are found.

use super::calendar::{Cal, Hint, Unit, cal, counted};
use super::phrase::{clock, phrase};
use super::plain;
use super::rest::{Rest, rest};
use super::token::{Token, Tokens};
use super::{Clock, SpanKind, UnreadPart, When, Why};
use crate::plan::DayCounts;

/// A wording taken apart.
#[derive(Default)]
pub(super) struct Parsed {
    /// What it says of when.
    pub raws: Vec<Raw>,
    /// What speaks of a time and cannot be read.
    pub unread: Vec<UnreadPart>,
    /// What could change the meaning of a time, where there is one.
    pub foreign: Vec<UnreadPart>,
    /// What says nothing of when.
    pub passed_over: Vec<String>,
    /// "Khoảng", "dự kiến": what follows is no promise.
    pub roughly: Vec<String>,
}

/// One thing it says.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    /// Its words.
    pub words: String,
    /// What they say.
    pub what: What,
    /// Whether only a comma, "và" or the like parts it from the one before.
    pub joined: bool,
}

/// What words say, with years still missing.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// Nothing that needs a year.
    Plain(When),
    /// "Tháng 6/2025", "17 giờ 00 ngày 30/01/2026".
    Cal(Cal, Option<Clock>),
    /// "Từ tháng 3 đến tháng 6/2025".
    Range(Cal, Cal),
    /// "Trước ngày 30/5", "đến năm 2030".
    Until(Bound, Cal, Option<Clock>),
    /// "Từ năm 2025", "sau ngày 15/6/2025".
    Since(Cal, bool),
    /// "Tháng Thanh niên", "Tháng Thanh niên năm 2026".
    YouthMonth(Option<i32>),
    /// "Tuần 2 tháng 3/2025", "năm học 2025 - 2026".
    Unreadable(Why),
}

/// An end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bound {
    /// Whether what it names is in.
    pub counts: DayCounts,
    /// What such a span is called.
    pub kind: SpanKind,
}

/// What parses at a place, and the place after it.
type Found = Option<(Vec<What>, usize)>;

const LATEST: [&str; 17] = [
    "chậm nhất là vào",
    "chậm nhất là",
    "chậm nhất vào",
    "chậm nhất đến",
    "chậm nhất",
    "muộn nhất là",
    "muộn nhất vào",
    "muộn nhất",
    "không muộn hơn",
    "không quá",
    "hạn cuối là",
    "hạn cuối",
    "hạn chót là",
    "hạn chót",
    "thời hạn hoàn thành",
    "hạn hoàn thành",
    "thời hạn",
];
const UNTIL: [&str; 8] = ["cho đến hết", "đến hết", "tới hết", "cho đến", "đến cuối ngày", "hết", "đến", "tới"];
const SINCE: [&str; 5] = ["kể từ", "bắt đầu từ", "tính từ", "ngay từ", "từ"];
const AND_ON: [&str; 9] = [
    "và các năm tiếp theo",
    "và những năm tiếp theo",
    "và các năm sau",
    "và những năm sau",
    "và hằng năm tiếp theo",
    "và năm tiếp theo trở đi",
    "và các năm kế tiếp",
    "trở đi",
    "trở về sau",
];
/// Takes a wording apart.
pub(super) fn parse(t: &Tokens) -> Parsed {
    let mut parsed = Parsed::default();
    let (mut at, mut free, mut last) = (0, 0, 0);
    while at < t.len() {
        let Some((whats, next)) = item(t, at) else {
            at += 1;
            continue;
        };
        let joined = parsed.leave(rest(t, free, at));
        let is_dash = (free..at).any(|at| t.sign(at, '-').is_some());
        let pair = parsed.raws.last().map(|raw| &raw.what).zip(whats.first()).filter(|_| joined);
        if pair.is_some_and(|(one, other)| is_unclear(one, other, is_dash)) {
            parsed.unread.push(UnreadPart { words: t.words(last, next).to_owned(), why: Why::Unknown });
        }
        last = at;
        let count = whats.len();
        for (nth, what) in whats.into_iter().enumerate() {
            let words = t.words(at, next).to_owned();
            parsed.raws.push(Raw { words, what, joined: if nth == 0 { joined } else { count > 1 } });
        }
        if count == 0 {
            parsed.passed_over.push(t.words(at, next).to_owned());
        }
        // Nothing parses without taking a token; this only makes sure of it.
        at = next.max(at + 1);
        free = at;
    }
    parsed.leave(rest(t, free, t.len()));
    // "tháng 6/2025 -" was to go on.
    if free > 0 && free < t.len() && t.sign(t.len() - 1, '-').is_some() {
        parsed.unread.push(UnreadPart { words: t.words(last, t.len()).to_owned(), why: Why::Unknown });
    }
    parsed
}

impl Parsed {
    /// Takes in what stands between two things that were read; whether it only joins them.
    fn leave(&mut self, rest: Rest) -> bool {
        match rest {
            Rest::Signs { joined } => return joined,
            Rest::PassedOver(words) => self.passed_over.push(words),
            Rest::Roughly(words) => self.roughly.push(words),
            Rest::Unread(part) => self.unread.push(part),
            Rest::Foreign(part) => self.foreign.push(part),
        }
        false
    }
}

/// Whether two things that are only joined leave open what they say together.
fn is_unclear(one: &What, other: &What, is_dash: bool) -> bool {
    let is_time = |what: &What| !matches!(what, What::Plain(_) | What::YouthMonth(_));
    match (one, other) {
        // "đến năm 2025 - 2030": not read as one range.
        _ if is_dash => is_time(one) && is_time(other),
        // "trước tháng 6 và tháng 7/2025": whether the word holds for both.
        (What::Since(..) | What::Until(..), What::Cal(..)) => true,
        // "ngày 1 tháng 6 hoặc tháng 7/2025"
        (What::Cal(day, _), What::Cal(month, _)) => {
            matches!((day.unit, day.year, month.unit), (Unit::Day(..), None, Unit::Months(..)))
        }
        _ => false,
    }
}

fn item(t: &Tokens, at: usize) -> Found {
    aside(t, at)
        .or_else(|| unreadable(t, at))
        .or_else(|| youth_month(t, at))
        .or_else(|| phrase(t, at).map(|(whens, next)| (whens.into_iter().map(What::Plain).collect(), next)))
        .or_else(|| outlook(t, at))
        .or_else(|| since(t, at))
        .or_else(|| until(t, at))
        .or_else(|| moment(t, at))
        .or_else(|| day_with_a_name(t, at))
        .or_else(|| phase(t, at))
        .or_else(|| list(t, at, None))
}

/// Dates that say something else: of another document, or what a deadline holds for.
fn aside(t: &Tokens, at: usize) -> Found {
    if t.get(at) == Some(&Token::Symbol) {
        let dated = t.phrase(at + 1, "ngày").and_then(|_| cal(t, at + 1, None));
        return Some((Vec::new(), dated.map_or(at + 1, |(_, _, next)| next)));
    }
    let mut next = t.any(t.sign(at, '(')?, &["đối với", "áp dụng đối với", "áp dụng với", "cho các hoạt động"])?;
    while t.sign(next, ')').is_none() {
        t.get(next)?;
        next += 1;
    }
    Some((Vec::new(), next + 1))
}

fn youth_month(t: &Tokens, at: usize) -> Found {
    let next = t.phrase(at, "tháng thanh niên")?;
    let year = t.year(t.skip(next, &["năm"]));
    Some((vec![What::YouthMonth(year.map(|(year, _)| year))], year.map_or(next, |(_, next)| next)))
}

/// Weeks of a month, school years, terms: read as one, to be named as one.
fn unreadable(t: &Tokens, at: usize) -> Found {
    let (why, start) = match t.any(at, &["tuần lễ", "tuần"]) {
        Some(next) => (Why::Week, t.skip(next, &["thứ"])),
        None => (Why::SetElsewhere, t.any(at, &["năm học", "nhiệm kỳ", "dịp tết", "tết"])?),
    };
    let nth = t.number(start).filter(|(_, digits, _)| *digits <= 2).map(|(_, _, next)| next);
    let word = ["nguyên đán", "một", "hai", "ba", "tư", "đầu", "cuối"];
    let next = nth.unwrap_or_else(|| t.skip(start, &word));
    let next = list(t, next, Some(Hint::Year)).map_or(next, |(_, next)| next);
    Some((vec![What::Unreadable(why)], next))
}

fn outlook(t: &Tokens, at: usize) -> Found {
    let next = t.any(at, &["tầm nhìn", "định hướng"])?;
    let until = t.any(next, &["đến", "tới"]);
    let (cal, _, next) = cal(t, until.unwrap_or(next), Some(Hint::Year))?;
    // "tầm nhìn 2045"
    (until.is_some() || cal.unit == Unit::Year).then_some(())?;
    let bound = Bound { counts: DayCounts::Through, kind: SpanKind::Outlook };
    Some((vec![What::Until(bound, cal, None)], next))
}

fn since(t: &Tokens, at: usize) -> Found {
    if let Some(next) = t.phrase(at, "trong và sau") {
        let (cal, _, next) = cal(t, next, None)?;
        return Some((vec![What::Since(cal, false)], next));
    }
    if let Some(next) = t.phrase(at, "sau") {
        let (cal, _, next) = cal(t, next, None)?;
        return Some((vec![What::Since(cal, true)], next));
    }
    let start = t.any(at, &SINCE)?;
    let (first, hint, next) = cal(t, start, Some(Hint::Year)).or_else(|| cal(t, start, Some(Hint::Day)))?;
    if let Some((last, next)) = range_end(t, next, hint) {
        return Some((vec![What::Range(first, last)], next));
    }
    // "từ tháng 6, 7/2025": whether to July or from both is not said.
    let goes_on = joint(t, next).is_some_and(|after| is_bare(t, after));
    (!goes_on).then(|| (vec![What::Since(first, false)], t.skip(next, &AND_ON)))
}

/// "đến tháng 6/2025", "- 2023" after the start of a range.
fn range_end(t: &Tokens, at: usize, hint: Hint) -> Option<(Cal, usize)> {
    let word = |at| t.any(at, &["cho đến hết", "đến hết", "tới hết", "cho đến", "đến", "tới"]);
    let next = word(t.sign(at, ',').unwrap_or(at)).or_else(|| t.sign(at, '-'))?;
    cal(t, next, Some(hint)).map(|(last, _, next)| (last, next))
}

fn until(t: &Tokens, at: usize) -> Found {
    let latest = t.any(at, &LATEST);
    let start = latest.map_or_else(|| t.skip(at, &["từ nay"]), |next| t.sign(next, ':').unwrap_or(next));
    let (bound, start) = if let Some(next) = t.any(start, &["trước ngày hết", "trước"]) {
        (Bound { counts: DayCounts::Before, kind: SpanKind::Deadline }, next)
    } else if latest.is_some() {
        (Bound { counts: DayCounts::Through, kind: SpanKind::Deadline }, start)
    } else {
        (Bound { counts: DayCounts::Through, kind: SpanKind::Horizon }, t.any(start, &UNTIL)?)
    };
    let (hour, next) = clock(t, start).map_or((None, start), |(hour, next)| (Some(hour), next));
    let hint = if bound.kind == SpanKind::Horizon { Hint::Year } else { Hint::Day };
    let (first, hint, mut next) = cal(t, t.sign(next, ',').unwrap_or(next), Some(hint))?;
    if matches!(hint, Hint::Month | Hint::Quarter | Hint::Roman) && joint(t, next).is_some_and(|at| is_bare(t, at)) {
        return None;
    }
    let mut found = vec![What::Until(bound, first, hour)];
    // "trước ngày 15/6 và ngày 15/12", "đến năm 2025, năm 2030": the word holds for both.
    while hour.is_none() && matches!(hint, Hint::Day | Hint::Year) {
        let more = joint(t, next).and_then(|after| cal(t, after, Some(hint)));
        let Some((cal, _, after)) = more.filter(|(_, counted, _)| *counted == hint) else { break };
        found.push(What::Until(bound, cal, None));
        next = after;
    }
    Some((found, next))
}

/// "17 giờ 00 ngày 30/01/2026"; "từ 8h00 ngày 15/6/2025 đến …".
fn moment(t: &Tokens, at: usize) -> Found {
    let since = t.phrase(at, "từ");
    let (hour, next) = clock(t, since.unwrap_or(at))?;
    let next = t.sign(next, ',').unwrap_or(next);
    let (cal, _, next) = cal(t, next, None).filter(|(cal, ..)| matches!(cal.unit, Unit::Day(..)))?;
    // Without an end its day is only the first.
    (since.is_none() || until(t, next).is_some()).then(|| (vec![What::Cal(cal, Some(hour))], next))
}

/// "Ngày Chuyển đổi số quốc gia (10/10)": the name belongs to the day.
fn day_with_a_name(t: &Tokens, at: usize) -> Found {
    let mut next = t.phrase(at, "ngày")?;
    let first = next;
    while matches!(t.get(next), Some(Token::Word(_) | Token::Sign('&' | '-' | '“' | '”' | '"'))) {
        let known = t.any(next, &["và"]).or_else(|| plain::plain(t, next));
        next = if matches!(t.get(next), Some(Token::Sign(_))) { next + 1 } else { known? };
    }
    let bracket = t.sign(next, '(');
    let (cal, _, after) = cal(t, bracket.unwrap_or(next), None)?;
    let closed = if bracket.is_some() { t.sign(after, ')')? } else { after };
    let is_named = next > first && matches!(cal.unit, Unit::Day(_, Some(_)));
    is_named.then(|| (vec![What::Cal(cal, None)], closed))
}

/// "giai đoạn 2025 – 2030".
fn phase(t: &Tokens, at: usize) -> Found {
    let start = t.any(at, &["giai đoạn", "thời kỳ"])?;
    // "giai đoạn I (2021-2025)"
    let named = t.any(start, &["i", "ii", "iii", "iv"]).and_then(|next| t.sign(next, '('));
    let (found, next) = list(t, named.unwrap_or(start), Some(Hint::Year))?;
    Some((found, if named.is_some() { t.sign(next, ')')? } else { next }))
}

fn joint(t: &Tokens, at: usize) -> Option<usize> {
    let sign = [',', ';', '&', '+'].iter().find_map(|sign| t.sign(at, *sign));
    let and = |at| t.any(at, &["và", "hoặc"]);
    sign.map(|next| and(next).unwrap_or(next)).or_else(|| and(at))
}

/// "tháng 6/2025", "năm 2022, 2023", "quý II - IV/2025", "năm 2025 và các năm tiếp theo".
fn list(t: &Tokens, at: usize, hint: Option<Hint>) -> Found {
    if let Some(found) = counted_years(t, at) {
        return Some(found);
    }
    let (first, mut hint, mut next) = cal(t, at, hint).or_else(|| days_of_one_month(t, at))?;
    let mut found = Vec::new();
    let mut one = first;
    loop {
        if let Some((mut last, after)) = range_end(t, next, hint) {
            if t.sign(next, '-').is_some_and(|after| is_bare(t, after)) && is_torn(one, last) {
                last.unit = Unit::Unclear;
            }
            found.push(What::Range(one, last));
            next = after;
        } else {
            found.push(What::Cal(one, None));
        }
        // Only bare numbers go on; what is named starts anew.
        let Some(after) = joint(t, next).filter(|after| is_bare(t, *after)) else { break };
        let Some((mut more, counted, after)) = cal(t, after, Some(hint)) else { break };
        if is_torn(one, more) {
            more.unit = Unit::Unclear;
        }
        (one, hint, next) = (more, counted, after);
    }
    if let Some(after) = t.any(t.sign(next, ',').unwrap_or(next), &AND_ON)
        && let Some(What::Cal(last, _)) = found.pop_if(|last| matches!(last, What::Cal(..)))
    {
        found.push(What::Since(last, false));
        next = after;
    }
    Some((found, next))
}

/// Whether a bare number leaves open what it counts: "đầu tháng 6, 7/2025" may be the beginning of July or all
/// of it, "6 tháng đầu năm 2025 và 2026" its first half or all of it.
fn is_torn(one: Cal, more: Cal) -> bool {
    let is_edge = matches!(one.unit, Unit::Edge(..)) && !matches!(more.unit, Unit::Day(..));
    is_edge || (more.unit == Unit::Year && one.unit != Unit::Year)
}

/// "hai năm 2025, 2026": as many as are said.
fn counted_years(t: &Tokens, at: usize) -> Found {
    let (count, next) = counted(t, at)?;
    t.phrase(next, "năm")?;
    let (found, next) = list(t, next, None)?;
    let years = found.iter().all(|what| matches!(what, What::Cal(Cal { unit: Unit::Year, .. }, _)));
    (count > 1 && years && found.len() == count as usize).then_some((found, next))
}

/// The first day in "1 - 15/6/2025".
fn days_of_one_month(t: &Tokens, at: usize) -> Option<(Cal, Hint, usize)> {
    let (first, next) = t.number(at).filter(|(day, ..)| *day <= 31).map(|(day, _, next)| (day, next))?;
    let (last, ..) = cal(t, t.sign(next, '-')?, None)?;
    matches!(last.unit, Unit::Day(_, Some(_))).then_some((
        Cal { unit: Unit::Day(first, None), year: None },
        Hint::Day,
        next,
    ))
}

fn is_bare(t: &Tokens, at: usize) -> bool {
    // Roman numbers are words.
    t.number(at).is_some() || t.any(at, &["i", "ii", "iii", "iv"]).is_some()
}
