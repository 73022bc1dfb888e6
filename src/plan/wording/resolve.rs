//! Finds the years that words leave out, and makes days of everything.

use super::calendar::{Cal, Unit};
use super::parse::{Bound, Parsed, Raw, What};
use super::{Assumption, Clock, Part, Reading, Span, SpanKind, Unread, UnreadPart, When, Why};
use crate::plan::{Date, DayCounts};

/// What a whole wording says.
pub(super) fn resolve(text: &str, parsed: Parsed, plan_year: Option<i32>) -> Result<Reading, Unread> {
    let Parsed { raws, mut unread, foreign, passed_over, roughly } = parsed;
    let is_plain = |when: fn(&When) -> bool| raws.iter().any(|raw| matches!(&raw.what, What::Plain(it) if when(it)));
    let cycle = is_plain(|when| matches!(when, When::Every { .. }));
    let mut resolver = Resolver { raws: &raws, cycle, plan_year, assumptions: Vec::new(), words: String::new() };
    let mut parts = Vec::new();
    for (nth, raw) in raws.iter().enumerate() {
        resolver.words.clone_from(&raw.words);
        match resolver.when(nth, raw) {
            // "Thường xuyên, liên tục" says one thing.
            Ok(when) if parts.iter().any(|part: &Part| part.when == when) => {}
            Ok(when) => parts.push(Part { words: raw.words.clone(), when }),
            Err(why) => unread.push(UnreadPart { words: raw.words.clone(), why }),
        }
    }
    if !parts.is_empty() && unread.is_empty() {
        unread.extend(foreign);
    }
    if parts.is_empty() && unread.is_empty() && text.chars().any(char::is_alphanumeric) {
        unread.push(UnreadPart { words: text.trim().to_owned(), why: Why::NotATime });
    }
    if !unread.is_empty() {
        unread.dedup();
        return Err(Unread { parts: unread });
    }
    let mut assumptions = resolver.assumptions;
    assumptions.extend(roughly.into_iter().map(|words| Assumption::Roughly { words }));
    // "Định kỳ trước ngày 20 tháng 6 hằng năm": how often is said.
    let is_said = parts.iter().any(|part| matches!(part.when, When::Every { .. } | When::Yearly { .. }));
    parts.retain(|part| !(is_said && part.when == When::Periodic));
    for part in &parts {
        let words = part.words.clone();
        match part.when {
            When::Periodic => assumptions.push(Assumption::HowOftenIsOpen { words }),
            When::Season { .. } => assumptions.push(Assumption::DaysOfTheCampaign { words }),
            _ => {}
        }
    }
    let mut reading = Reading { parts, assumptions, passed_over };
    let outlooks: Vec<usize> = (0..reading.parts.len()).filter(|nth| is_outlook(&reading.parts[*nth].when)).collect();
    if outlooks.len() == reading.parts.len() {
        // Alone it is what the plan aims at.
        for part in &mut reading.parts {
            if let When::Span { of, .. } = &mut part.when {
                *of = SpanKind::Horizon;
            }
        }
    } else {
        let left_out =
            outlooks.iter().map(|nth| Assumption::OutlookLeftOut { words: reading.parts[*nth].words.clone() });
        reading.assumptions.extend(left_out);
    }
    if has_gaps(reading.spans().collect()) {
        reading.assumptions.push(Assumption::FirstToLast);
    }
    let mut seen: Vec<Assumption> = Vec::new();
    for assumption in std::mem::take(&mut reading.assumptions) {
        if !seen.contains(&assumption) {
            seen.push(assumption);
        }
    }
    reading.assumptions = seen;
    Ok(reading)
}

fn is_outlook(when: &When) -> bool {
    matches!(when, When::Span { of: SpanKind::Outlook, .. })
}

/// Whether spans are more or less than the days from the first to the last of them.
fn has_gaps(mut spans: Vec<Span>) -> bool {
    spans.sort_by_key(|span| (span.from, span.to));
    spans.windows(2).any(|pair| match (pair[0].to, pair[1].from) {
        (Some(to), Some(from)) => to.plus_days(1) != from,
        _ => true,
    })
}

struct Resolver<'r> {
    raws: &'r [Raw],
    /// Whether the wording says that something comes again: days without a year are then of every year.
    cycle: bool,
    plan_year: Option<i32>,
    assumptions: Vec<Assumption>,
    words: String,
}

impl Resolver<'_> {
    fn when(&mut self, nth: usize, raw: &Raw) -> Result<When, Why> {
        match &raw.what {
            What::Plain(when) => Ok(when.clone()),
            What::Unreadable(why) => Err(*why),
            What::YouthMonth(year) => {
                let march = Cal { unit: Unit::Months(3, 3, SpanKind::Month), year: *year };
                let words = self.words.clone();
                self.assumptions.push(Assumption::YouthMonth { words });
                if year.is_some() {
                    return self.cal(nth, march, None);
                }
                let (from, to) = march.yearly().ok_or(Why::NoSuchDay)?;
                Ok(When::Yearly { from, to, by: None, clock: None })
            }
            What::Cal(cal, clock) => self.cal(nth, *cal, *clock),
            What::Until(bound, cal, clock) => self.until(nth, *bound, *cal, *clock),
            What::Range(first, last) => self.range(nth, *first, *last),
            What::Since(cal, after) => {
                let year = self.year(nth, *cal)?;
                let (from, to) = self.days(*cal, year)?;
                let from = if *after { to.plus_days(1) } else { from };
                if *after && cal.kind() == SpanKind::Day {
                    let words = self.words.clone();
                    self.assumptions.push(Assumption::AfterByTheLetter { words, named: to });
                }
                Ok(span(SpanKind::Since, Some(from), None, None))
            }
        }
    }

    fn cal(&mut self, nth: usize, cal: Cal, clock: Option<Clock>) -> Result<When, Why> {
        if let (Unit::Day(day, None), true) = (cal.unit, self.cycle) {
            return monthly(day, None, None);
        }
        let is_day = matches!(cal.unit, Unit::Day(_, Some(_)));
        if cal.year.is_none() && cal.unit != Unit::Year {
            let found = self.found_year(nth);
            if found.is_none() && (self.cycle || (is_day && self.plan_year.is_none() && clock.is_none())) {
                let (from, to) = self.civil(cal).yearly().ok_or(Why::NoSuchDay)?;
                if !self.cycle {
                    let words = self.words.clone();
                    self.assumptions.push(Assumption::EveryYear { words });
                }
                return Ok(When::Yearly { from, to, by: None, clock: None });
            }
        }
        let year = self.year(nth, cal)?;
        let (from, to) = self.days(cal, year)?;
        self.hour(clock);
        Ok(span(cal.kind(), Some(from), Some(to), clock))
    }

    fn until(&mut self, nth: usize, bound: Bound, cal: Cal, clock: Option<Clock>) -> Result<When, Why> {
        // A day can be taken by the letter or as people use it; "trước tháng 6" and an hour leave no doubt.
        let is_in_doubt = bound.counts == DayCounts::Before && cal.kind() == SpanKind::Day && clock.is_none();
        let words = self.words.clone();
        if self.cycle && cal.year.is_none() && self.found_year(nth).is_none() && cal.unit != Unit::Year {
            if is_in_doubt {
                self.assumptions.push(Assumption::BeforeByTheLetter { words, named: None });
            }
            if let Unit::Day(day, None) = cal.unit {
                return monthly(day, Some(bound.counts), clock);
            }
            let (from, to) = self.civil(cal).yearly().ok_or(Why::NoSuchDay)?;
            let named = if bound.counts == DayCounts::Before { from } else { to };
            return Ok(When::Yearly { from: named, to: named, by: Some(bound.counts), clock });
        }
        let year = self.year(nth, cal)?;
        let (from, to) = self.days(cal, year)?;
        self.hour(clock);
        if is_in_doubt {
            self.assumptions.push(Assumption::BeforeByTheLetter { words, named: Some(from) });
        }
        let last = match (bound.counts, clock) {
            (DayCounts::Before, None) => from.plus_days(-1),
            _ => to,
        };
        Ok(span(bound.kind, None, Some(last), clock))
    }

    fn range(&mut self, nth: usize, mut first: Cal, mut last: Cal) -> Result<When, Why> {
        if let (Unit::Day(day, None), Unit::Day(_, Some(month))) = (first.unit, last.unit) {
            first.unit = Unit::Day(day, Some(month));
            first.year = first.year.or(last.year);
        }
        let words = self.words.clone();
        let backwards = |first: Cal, last: Cal, year| Some(first.days(year)?.0 > last.days(year)?.1);
        match (first.year, last.year) {
            (Some(_), Some(_)) => {}
            (None, Some(year)) if backwards(first, last, year) == Some(true) && first.unit != Unit::Year => {
                first.year = Some(year - 1);
                self.assumptions.push(Assumption::YearBefore { words, year: year - 1 });
            }
            (None, Some(year)) => {
                first.year = Some(year);
                // "từ ngày 1 đến ngày 15/6/2025" leaves nothing open.
                if !matches!((first.unit, last.unit), (Unit::Day(_, one), Unit::Day(_, other)) if one == other) {
                    self.assumptions.push(Assumption::YearOfTheNext { words, year });
                }
            }
            (start, None) => {
                if start.is_none() && self.cycle && self.found_year(nth).is_none() {
                    if matches!((first.unit, last.unit), (Unit::Day(_, None), _) | (_, Unit::Day(_, None))) {
                        return Err(Why::NoMonth);
                    }
                    let of = |cal: Cal| cal.yearly().ok_or(Why::NoSuchDay);
                    return Ok(When::Yearly { from: of(first)?.0, to: of(last)?.1, by: None, clock: None });
                }
                let year = start.map_or_else(|| self.year(nth, last), Ok)?;
                (first.year, last.year) = (Some(year), Some(year));
                if backwards(first, last, year) == Some(true) && first.unit != Unit::Year {
                    last.year = Some(year + 1);
                    self.assumptions.push(Assumption::YearAfter { words, year: year + 1 });
                } else if start.is_some() {
                    self.assumptions.push(Assumption::YearOfThePrevious { words, year });
                }
            }
        }
        let (Some(start), Some(end)) = (first.year, last.year) else { return Err(Why::NoYear) };
        let ((from, _), (_, to)) = (self.days(first, start)?, self.days(last, end)?);
        if to < from {
            return Err(Why::EndsBeforeStart);
        }
        Ok(span(SpanKind::Range, Some(from), Some(to), None))
    }

    /// The year of a stretch: its own, that of what it is joined to, or the plan's.
    fn year(&mut self, nth: usize, cal: Cal) -> Result<i32, Why> {
        if let Some(year) = cal.year {
            return Ok(year);
        }
        if let Unit::Day(_, None) = cal.unit {
            return Err(Why::NoMonth);
        }
        let words = self.words.clone();
        if let Some((year, is_next)) = self.found_year(nth).filter(|_| cal.unit != Unit::Year) {
            self.assumptions.push(if is_next {
                Assumption::YearOfTheNext { words, year }
            } else {
                Assumption::YearOfThePrevious { words, year }
            });
            return Ok(year);
        }
        let year = self.plan_year.filter(|year| self.names_no_other(*year)).ok_or(Why::NoYear)?;
        self.assumptions.push(Assumption::YearOfThePlan { words, year });
        Ok(year)
    }

    /// Whether the wording names no other year than the plan's: "tháng 6; năm 2026" may mean June of either.
    fn names_no_other(&self, year: i32) -> bool {
        self.raws.iter().all(|raw| match raw.what {
            What::Cal(cal, _) | What::Until(_, cal, _) | What::Since(cal, _) | What::Range(cal, _) => {
                cal.year.is_none_or(|named| named == year)
            }
            What::Plain(_) | What::YouthMonth(_) | What::Unreadable(_) => true,
        })
    }

    /// The year of the next thing that this one is joined to and that names one, or else of the one before;
    /// and whether it is the next.
    fn found_year(&self, nth: usize) -> Option<(i32, bool)> {
        let named = |raw: &Raw| match raw.what {
            What::Cal(cal, _) | What::Until(_, cal, _) | What::Since(cal, _) | What::Range(cal, _) => {
                cal.year.filter(|_| cal.unit != Unit::Year)
            }
            What::Plain(_) | What::YouthMonth(_) | What::Unreadable(_) => None,
        };
        let after = self.raws.get(nth + 1..)?;
        let next = after.iter().take_while(|raw| raw.joined).find_map(named);
        let mut before = None;
        for back in (1..=nth).rev() {
            if !self.raws[back].joined {
                break;
            }
            before = before.or_else(|| named(&self.raws[back - 1]));
        }
        next.map(|year| (year, true)).or(before.map(|year| (year, false)))
    }

    fn days(&mut self, cal: Cal, year: i32) -> Result<(Date, Date), Why> {
        if let Unit::Day(_, None) = cal.unit {
            return Err(Why::NoMonth);
        }
        if cal.unit == Unit::Unclear {
            return Err(Why::Unknown);
        }
        self.civil(cal).days(year).ok_or(Why::NoSuchDay)
    }

    /// States what the Civil Code is needed for, and the first months of a year.
    fn civil(&mut self, cal: Cal) -> Cal {
        let words = self.words.clone();
        match cal.unit {
            Unit::Edge(..) => self.assumptions.push(Assumption::CivilCode { words }),
            Unit::First(_) => self.assumptions.push(Assumption::FirstMonths { words }),
            _ => {}
        }
        cal
    }

    fn hour(&mut self, clock: Option<Clock>) {
        if clock.is_some() {
            let words = self.words.clone();
            self.assumptions.push(Assumption::HourIsNotHeld { words });
        }
    }
}

fn span(of: SpanKind, from: Option<Date>, to: Option<Date>, clock: Option<Clock>) -> When {
    When::Span { of, span: Span { from, to }, clock }
}

fn monthly(day: u32, by: Option<DayCounts>, clock: Option<Clock>) -> Result<When, Why> {
    let day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day)).ok_or(Why::NoSuchDay)?;
    Ok(When::Monthly { day, by, clock })
}
