//! When reports are due: every composition of a due rule, worked out once more by other means.

use super::small::{Chance, VN, YEARS, months_later, owed, plan, theirs, unit};
use super::working_days::{CALENDARS, Worked};
use baocao::plan::Date;
use baocao::schedule::{Duty, Step, explain};
use chrono::{Datelike, NaiveDate};

/// From where.
const FROM: [&str; 2] = ["period-end", "period-start"];

/// How far: years, months, weeks; then days, working days. Together less than the two years that
/// `obligations` looks around itself.
const AFTER: [[u32; 5]; 14] = [
    [0, 0, 0, 0, 0],
    [0, 1, 0, 0, 0],
    [0, 2, 0, 0, 0],
    [0, 11, 0, 0, 0],
    [1, 0, 0, 0, 0],
    [1, 3, 2, 5, 0],
    [0, 0, 1, 0, 0],
    [0, 0, 6, 0, 3],
    [0, 0, 0, 1, 0],
    [0, 0, 0, 30, 0],
    [0, 0, 0, 0, 1],
    [0, 0, 0, 0, 5],
    [0, 0, 0, 0, 22],
    [0, 1, 0, 3, 2],
];

/// Onto which day.
const ON: [&str; 28] = [
    "",
    "day 1",
    "day 2",
    "day 5",
    "day 14",
    "day 15",
    "day 20",
    "day 25",
    "day 28",
    "day 29",
    "day 30",
    "day 31",
    "weekday 1",
    "weekday 3",
    "weekday 5",
    "weekday 7",
    "dates 12-15",
    "dates 06-20 12-20",
    "dates 02-29 05-31 11-30",
    "edge start-of-month",
    "edge middle-of-month",
    "edge end-of-month",
    "edge start-of-quarter",
    "edge end-of-quarter",
    "edge start-of-year",
    "edge middle-of-year",
    "edge end-of-year",
    "day 10",
];

const READINGS: [&str; 3] = ["", "before", "through"];
const SHIFTS: [&str; 4] = ["", "none", "next-working-day", "previous-working-day"];
const TIMES: [&str; 4] = ["", "00:00", "10:00", "24:00"];

/// Rules for periods: the common ones more often, and those with years of their own.
const EVERY: [&str; 13] = [
    r#""unit":"month""#,
    r#""unit":"month","starts":"12-15""#,
    r#""unit":"month","starts":"01-31""#,
    r#""unit":"quarter""#,
    r#""unit":"quarter","starts":"12-26","full_year":true"#,
    r#""unit":"half-month""#,
    r#""unit":"half-year""#,
    r#""unit":"nine-months""#,
    r#""unit":"year""#,
    r#""unit":"year","starts":"09-01""#,
    r#""unit":"year","starts":"02-29""#,
    r#""unit":"week","count":2"#,
    r#""unit":"week","from":"1999-12-30""#,
];

/// One rule.
#[derive(Debug)]
struct Rule {
    from: &'static str,
    after: [u32; 5],
    on: &'static str,
    reading: &'static str,
    shift: &'static str,
    at: &'static str,
}

impl Rule {
    fn any(chance: &mut Chance) -> Self {
        Self {
            from: *chance.pick(&FROM),
            after: *chance.pick(&AFTER),
            on: *chance.pick(&ON),
            reading: *chance.pick(&READINGS),
            shift: *chance.pick(&SHIFTS),
            at: *chance.pick(&TIMES),
        }
    }

    /// Whether it says so little that a plan may not say it, or that it names no day.
    fn is_empty(&self) -> bool {
        let goes_nowhere = self.after == [0; 5] && self.on.is_empty() && self.at.is_empty();
        goes_nowhere && (self.from == "period-end" || !self.shift.is_empty())
    }

    /// As a plan has it.
    fn json(&self) -> String {
        let mut parts = vec![format!(r#""from":"{}""#, self.from)];
        let names = ["years", "months", "weeks", "days", "working_days"];
        let after = names.iter().zip(self.after).filter(|(_, n)| *n > 0).map(|(name, n)| format!(r#""{name}":{n}"#));
        parts.push(format!(r#""after":{{{}}}"#, after.collect::<Vec<_>>().join(",")));
        if let Some((what, which)) = self.on.split_once(' ') {
            let which = match what {
                "day" | "weekday" => which.to_owned(),
                "dates" => format!("{:?}", which.split(' ').collect::<Vec<_>>()),
                _ => format!("{which:?}"),
            };
            parts.push(format!(r#""on":{{"{what}":{which}}}"#));
        }
        let texts = [("reading", self.reading), ("shift", self.shift), ("at", self.at)];
        parts.extend(
            texts.iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| format!(r#""{key}":"{text}""#)),
        );
        parts.join(",")
    }

    /// The last day on time.
    fn last_day(&self, (first, last): (Date, Date), worked: &Worked) -> Date {
        let [years, months, weeks, days, working_days] = self.after;
        let anchor = if self.from == "period-end" { last } else { first };
        // Years and months one after the other, each clamped: 29 February, a year and a month later, is 28 March.
        let moved = months_later(months_later(anchor, 12 * years), months).plus_days(7 * i64::from(weeks));
        let named = onto(self.on, moved, years > 0);
        let mut day = worked.later(named.plus_days(days.into()), working_days);
        let is_named = !self.on.is_empty() && days + working_days == 0;
        let is_before = is_named && !self.on.starts_with("edge");
        // Every day of a month is before one that it does not have.
        let is_there = match self.on.split_once(' ') {
            Some(("day", n)) if is_named => n.parse() == Ok(named.day()),
            Some(("dates", names)) if is_named => names.split(' ').any(|name| theirs(named).format_month_day() == name),
            _ => true,
        };
        if is_there && self.at.is_empty() && (self.reading == "before" || self.reading.is_empty() && is_before) {
            day = day.plus_days(-1);
        }
        match self.shift {
            "next-working-day" => worked.nearest(day, 1),
            "previous-working-day" => worked.nearest(day, -1),
            "" if !is_named && self.after != [0; 5] => worked.nearest(day, 1),
            _ => day,
        }
    }
}

/// The day near another that is meant; found by looking at the days around, not by arithmetic.
fn onto(on: &str, near: Date, is_in_its_year: bool) -> Date {
    let Some((what, which)) = on.split_once(' ') else { return near };
    let far = match what {
        "day" | "weekday" => 31,
        "edge" if which.ends_with("month") => 31,
        "edge" if which.ends_with("quarter") => 92,
        _ => 366,
    };
    let around = |fits: &dyn Fn(NaiveDate) -> bool| {
        let days = (-far..=far).map(|n| near.plus_days(n)).filter(|date| fits(theirs(*date)));
        days.collect::<Vec<_>>()
    };
    let at = theirs(near);
    let same_month = |day: NaiveDate| (day.year(), day.month()) == (at.year(), at.month());
    let same_quarter = |day: NaiveDate| (day.year(), day.month0() / 3) == (at.year(), at.month0() / 3);
    let same_year = |day: NaiveDate| day.year() == at.year();
    let found = match (what, which) {
        ("day", n) => {
            let n: u32 = n.parse().expect("a number");
            around(&|day| same_month(day) && day.day() <= n).pop()
        }
        ("weekday", n) => {
            let n: u32 = n.parse().expect("a number");
            let is_it = |day: NaiveDate| day.iso_week() == at.iso_week() && day.weekday().number_from_monday() == n;
            around(&is_it).pop()
        }
        ("dates", days) => {
            let is_one = |date: NaiveDate, name: &str| {
                let name = if name == "02-29" && !date.leap_year() { "02-28" } else { name };
                date.format_month_day() == name
            };
            let all = around(&|date| days.split(' ').any(|name| is_one(date, name)));
            match is_in_its_year {
                true => all.into_iter().find(|date| date.year() == near.year()),
                // By months of equal length, so that leap years decide nothing; of two that are equally near, the later.
                false => {
                    let place = |date: Date| date.year() * 372 + (date.month() * 31 + date.day()) as i32;
                    all.into_iter().rev().min_by_key(|date| (place(*date) - place(near)).abs())
                }
            }
        }
        (_, "start-of-month") => around(&same_month).first().copied(),
        (_, "middle-of-month") => around(&|day| same_month(day) && day.day() == 15).pop(),
        (_, "end-of-month") => around(&same_month).pop(),
        (_, "start-of-quarter") => around(&same_quarter).first().copied(),
        (_, "end-of-quarter") => around(&same_quarter).pop(),
        (_, "start-of-year") => around(&same_year).first().copied(),
        (_, "middle-of-year") => around(&|day| same_year(day) && day.month() <= 6).pop(),
        (_, "end-of-year") => around(&same_year).pop(),
        other => panic!("{other:?}"),
    };
    found.unwrap_or_else(|| panic!("{on} near {near}"))
}

trait MonthDay {
    fn format_month_day(&self) -> String;
}

impl MonthDay for NaiveDate {
    fn format_month_day(&self) -> String {
        format!("{:02}-{:02}", self.month(), self.day())
    }
}

/// The day that a step leads to.
fn reached(step: &Step<'_>) -> Option<Date> {
    match *step {
        Step::From(_, day)
        | Step::After(.., day)
        | Step::On(day)
        | Step::Before(_, day, _)
        | Step::Arranged(day, _) => Some(day),
        Step::Off(day, _, to) => Some(to.unwrap_or(day)),
        Step::At(_) | Step::Weekends(_) | Step::MadeUp(_) | Step::Skipped(..) | Step::SkippedMore(_) => None,
    }
}

fn last_day(duty: &Duty) -> Date {
    duty.due.as_ref().expect("it is dated").last_day
}

/// Later periods are never due earlier. That is so for every composition: going so far, picking a day, and moving off
/// days that are not worked each keep the order of days. There are two exceptions, and neither is a composition:
/// `each` names any day for any period, and `hours` is counted from events, which have no order. What a plan arranges
/// for one period, as more time, has no order either.
fn in_order(rule: &Rule, duties: &[Duty]) {
    for pair in duties.windows(2) {
        let (earlier, later) = (&pair[0], &pair[1]);
        let until = |duty: &Duty| duty.due.as_ref().expect("dated").until;
        // `obligations` puts them in the order of due days and keeps equals as they were: by their periods.
        assert!(earlier.period.span < later.period.span, "{rule:?} {} {}", earlier.period.id, later.period.id);
        assert!(until(earlier) <= until(later), "{rule:?} {} {}", earlier.period.id, later.period.id);
    }
}

#[test]
fn every_composition_is_due_where_counting_by_hand_ends_and_in_order() {
    let calendars = CALENDARS.map(|text| (text, Worked::of(text)));
    let mut chance = Chance::new();
    let mut seen = 0;
    for n in 0..2_000 {
        let rule = Rule::any(&mut chance);
        if rule.is_empty() {
            continue;
        }
        let every = *chance.pick(&EVERY);
        let (text, worked) = chance.pick(&calendars);
        let plan = plan(&format!(r#"{{"every":{{{every}}}}}"#), &rule.json(), text, "");
        // All years for some, a few for each.
        let first = 2000 + n % 97;
        let years = (format!("{first}-03-01"), format!("{}-02-28", first + 3));
        let found = owed(&plan, if n % 100 == 0 { YEARS } else { (&years.0, &years.1) });
        in_order(&rule, &found);
        for duty in &found {
            let span = duty.period.span.expect("a span");
            assert_eq!(last_day(duty), rule.last_day(span, worked), "{every} {rule:?} {text} {}", duty.period.id);
        }
        // What is told of the way ends where the report is due.
        let unit = unit(&plan);
        for duty in found.iter().step_by(20) {
            let told = explain(&plan, &unit, duty, &VN);
            assert_eq!(told.iter().rev().find_map(reached), Some(last_day(duty)), "{rule:?} {told:?}");
        }
        seen += found.len();
    }
    assert!(seen > 30_000, "{seen}");
}

#[test]
fn every_day_of_the_month_clamps() {
    for n in 1..=31 {
        let due = format!(r#""on":{{"day":{n}}},"reading":"through""#);
        let found = owed(&plan(r#"{"every":{"unit":"month"}}"#, &due, "\"none\"", ""), YEARS);
        assert_eq!(found.len(), 101 * 12);
        for duty in &found {
            let (first, last) = duty.period.span.expect("a month");
            assert_eq!(last_day(duty), first.plus_days(n - 1).min(last), "{n}");
        }
    }
}

#[test]
fn before_a_day_that_a_month_does_not_have_is_to_its_end() {
    for n in 1..=31 {
        let due = format!(r#""on":{{"day":{n}}}"#);
        for duty in owed(&plan(r#"{"every":{"unit":"month"}}"#, &due, "\"none\"", ""), ("2019-12-01", "2028-03-31")) {
            let (first, last) = duty.period.span.expect("a month");
            assert_eq!(last_day(&duty), first.plus_days(n - 2).min(last), "{n}");
        }
    }
    for duty in owed(&plan(r#"{"every":{"unit":"year"}}"#, r#""on":{"dates":["02-29"]}"#, "\"none\"", ""), YEARS) {
        assert_eq!((last_day(&duty).month(), last_day(&duty).day()), (2, 28));
    }
}

#[test]
fn months_and_years_from_the_29th_to_the_31st_are_clamped_as_chrono_does() {
    for (after, months) in [(r#""months":1"#, 1), (r#""months":6"#, 6), (r#""years":1"#, 12), (r#""months":14"#, 14)] {
        let due = format!(r#""after":{{{after}}},"shift":"none""#);
        // A day a period, so that a term begins on each day there is.
        let plan = plan(r#"{"every":{"unit":"day"}}"#, &due, "\"none\"", "");
        for duty in owed(&plan, ("2018-06-01", "2030-06-01")) {
            let (_, last) = duty.period.span.expect("a day");
            assert_eq!(last_day(&duty), months_later(last, months), "{after} {last}");
        }
    }
}

#[test]
fn a_day_for_each_period_has_no_order_of_its_own() {
    let periods = r#"{"list":[{"id":"1","wording":"A","to":"2026-03-31"},{"id":"1.1","wording":"B","to":"2026-06-30"},
        {"id":"1.1.x","wording":"C","to":"2026-09-30"}]}"#;
    let due = r#""on":{"each":{"1":"2026-08-01","1.1":"2026-07-01"}},"reading":"through""#;
    let days = |plan| -> Vec<String> {
        owed(&plan, YEARS).iter().map(|duty| format!("{} {}", duty.period.id, last_day(duty))).collect()
    };
    // What is not named has no day, although its id begins as one that is.
    assert_eq!(days(plan(periods, due, "\"none\"", "")), ["1.1 2026-07-01", "1 2026-08-01"]);
    let rounds = r#","rounds":[{"id":"so-bo","title":"S"},{"id":"x","title":"X"}]"#;
    assert_eq!(
        days(plan(periods, due, "\"none\"", rounds)),
        ["1.1.so-bo 2026-07-01", "1.1.x 2026-07-01", "1.so-bo 2026-08-01", "1.x 2026-08-01"]
    );
}
