//! The periods of one rule.

use super::small::{YEARS, day, ending, months_later, ours, owed, spans, theirs};
use baocao::plan::Date;
use baocao::schedule::{Duty, Figures};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

/// Names of units of time, and months in one.
const UNITS: [(&str, u32); 5] = [("month", 1), ("quarter", 3), ("half-year", 6), ("nine-months", 9), ("year", 12)];

/// First days of years: the usual one, decrees', a school's, and days that months lack.
const STARTS: [&str; 16] = [
    "01-01", "12-15", "12-26", "09-01", "07-01", "01-31", "01-30", "01-29", "02-28", "02-29", "12-31", "08-31",
    "06-30", "03-01", "01-02", "11-30",
];

/// The days at which a year is cut into months, from December 1998 on: independently of the engine, by adding months
/// to one day of a leap year. A year that begins in December is called by the next.
fn cuts(starts: &str) -> Vec<Date> {
    let first = day(&format!("{}-{starts}", if starts.starts_with("12") { 1995 } else { 1996 }));
    (0..=12 * 107).map(|months| months_later(first, months)).collect()
}

/// A period that a rule must give.
struct Expected {
    /// Which of its year it is, from 1.
    nth: u32,
    year_begins: Date,
    span: (Date, Date),
}

/// All of a rule that end between 2000 and 2100.
fn expected(starts: &str, length: u32, is_full_year: bool) -> Vec<Expected> {
    let (from, to) = (day(YEARS.0), day(YEARS.1));
    // A full year begins on 1 January whatever the month of its cuts: its months end in the month they are called by.
    let cuts = match (is_full_year, &starts[3..]) {
        (false, _) => cuts(starts),
        (true, "01") => cuts("01-01"),
        (true, day) => cuts(&format!("12-{day}")),
    };
    let mut found = Vec::new();
    for year in 0..106 {
        // The calendar year that the year of the rule is called by, or begins in.
        let new_year = |n: usize| Date::new(1996 + n as i32, 1, 1).expect("a day");
        let cut = |month: u32| match month {
            0 if is_full_year => new_year(year),
            12 if is_full_year => new_year(year + 1),
            _ => cuts[12 * year + month as usize],
        };
        for nth in 1..=12 / length {
            let span = (cut((nth - 1) * length), cut(nth * length).plus_days(-1));
            if from <= span.1 && span.1 <= to {
                found.push(Expected { nth, year_begins: cut(0), span });
            }
        }
    }
    found
}

/// Ids are unique, and order as their days.
fn ids_order(rule: &str, duties: &[Duty]) {
    for pair in duties.windows(2) {
        let [earlier, later] = pair else { unreachable!() };
        assert!(earlier.period.id < later.period.id, "{rule}: {} and {}", earlier.period.id, later.period.id);
    }
}

/// One day after another lies in exactly one span, from the first span's first day to the last one's last.
fn tile(rule: &str, spans: &[(Date, Date)]) {
    for (first, last) in spans {
        assert!(first <= last, "{rule}: {first}..{last}");
    }
    for pair in spans.windows(2) {
        assert_eq!(pair[0].1.plus_days(1), pair[1].0, "{rule}");
    }
    // What is said above, once more by counting: each day of these years is current in one period.
    let (from, to) = (day(YEARS.0), day(YEARS.1));
    let mut current = vec![0_u8; to.days_since(from) as usize + 1];
    for (first, last) in spans {
        for n in first.days_since(from).max(0)..=last.days_since(from) {
            current[n as usize] += 1;
        }
    }
    let ends = [spans[0].0, spans[spans.len() - 1].1].map(|day| day.days_since(from).max(0) as usize);
    assert!(current[ends[0]..=ends[1]].iter().all(|n| *n == 1), "{rule}");
}

#[test]
fn months_quarters_and_years_are_cut_where_chrono_cuts_them() {
    for (unit, length) in UNITS {
        for starts in STARTS {
            for is_full_year in [false, true] {
                let full = if is_full_year { r#","full_year":true"# } else { "" };
                let rule = format!(r#"{{"unit":"{unit}","starts":"{starts}"{full}}}"#);
                let found = owed(&ending(&rule), YEARS);
                let expected: Vec<_> = expected(starts, length, is_full_year).iter().map(|one| one.span).collect();
                assert_eq!(spans(&found), expected, "{rule}");
                ids_order(&rule, &found);
                if unit != "nine-months" {
                    tile(&rule, &expected);
                }
            }
        }
    }
}

#[test]
fn the_calendar_year_has_the_ids_that_people_write() {
    for (unit, per_year, id) in [
        ("month", 12, |year: i32, n: usize| format!("{year}-{n:02}")),
        ("quarter", 4, |year, n| format!("{year}-Q{n}")),
        ("half-year", 2, |year, n| format!("{year}-H{n}")),
        ("nine-months", 1, |year, _| format!("{year}-9M")),
        ("year", 1, |year, _| year.to_string()),
    ] as [(&str, usize, fn(i32, usize) -> String); 5]
    {
        let found = owed(&ending(&format!(r#"{{"unit":"{unit}"}}"#)), YEARS);
        let ids: Vec<_> = found.iter().map(|duty| duty.period.id.to_string()).collect();
        let years = (2000..=2100).flat_map(|year| (1..=per_year).map(move |n| id(year, n)));
        assert_eq!(ids, years.collect::<Vec<_>>(), "{unit}");
    }
}

#[test]
fn weeks_and_days_tile_from_any_anchor() {
    let anchors = ["", "2000-01-03", "1999-12-29", "1996-02-29", "2000-01-01"];
    for (unit, length) in [("week", 7), ("day", 1)] {
        for count in [1, 2, 3, 4, 13, 52, 255] {
            for anchor in anchors {
                // Every day by itself is the same from all anchors.
                if unit == "day" && count == 1 && !anchor.is_empty() {
                    continue;
                }
                let from = if anchor.is_empty() { String::new() } else { format!(r#","from":"{anchor}""#) };
                let rule = format!(r#"{{"unit":"{unit}","count":{count}{from}}}"#);
                let found = owed(&ending(&rule), YEARS);
                let spans = spans(&found);
                ids_order(&rule, &found);
                tile(&rule, &spans);
                let length = length * count;
                let anchor = day(if anchor.is_empty() { "1970-01-05" } else { anchor });
                for (first, last) in spans {
                    assert_eq!(last.days_since(first), length - 1, "{rule}");
                    assert_eq!(first.days_since(anchor) % length, 0, "{rule}");
                }
            }
        }
    }
}

#[test]
fn weeks_are_called_as_chrono_calls_them() {
    for duty in owed(&ending(r#"{"unit":"week"}"#), YEARS) {
        let (first, last) = duty.period.span.expect("a week");
        let week = theirs(first).iso_week();
        assert_eq!(duty.period.id.as_str(), format!("{}-W{:02}", week.year(), week.week()));
        assert_eq!((first.weekday(), theirs(last).iso_week()), (1, week));
    }
}

#[test]
fn days_are_those_of_the_weekdays_and_of_work_that_the_rule_wants() {
    let saturdays_too = r#"{"base":"none","weekend":[7]}"#;
    for only in [&[1_u32][..], &[2, 4], &[5, 6, 7], &[]] {
        for is_working in [false, true] {
            let working = if is_working { r#","working_days":true"# } else { "" };
            let rule = format!(r#"{{"every":{{"unit":"day","only":{only:?}{working}}}}}"#);
            let plan = super::small::plan(&rule, r#""at":"24:00""#, saturdays_too, "");
            let years = ("2023-01-01", "2028-12-31");
            let found = owed(&plan, years);
            let wanted =
                NaiveDate::from_ymd_opt(2023, 1, 1).expect("a day").iter_days().take_while(|day| day.year() < 2029);
            let wanted = wanted.filter(|day| {
                let weekday = day.weekday().number_from_monday();
                (only.is_empty() || only.contains(&weekday)) && !(is_working && weekday == 7)
            });
            assert_eq!(spans(&found), wanted.map(|day| (ours(day), ours(day))).collect::<Vec<_>>(), "{rule}");
            ids_order(&rule, &found);
        }
    }
}

#[test]
fn what_is_wanted_only_is_a_part_of_all_with_the_same_ids() {
    for (unit, length) in UNITS {
        for starts in STARTS {
            let rule = |only: &[u32]| format!(r#"{{"unit":"{unit}","starts":"{starts}","only":{only:?}}}"#);
            let all: BTreeSet<_> = by_id(&owed(&ending(&rule(&[])), YEARS));
            let expected = expected(starts, length, false);
            let odd: Vec<u32> = (1..=12 / length).filter(|n| n % 2 == 1).collect();
            for only in [vec![1], vec![12 / length], odd] {
                let found = owed(&ending(&rule(&only)), YEARS);
                let wanted = expected.iter().filter(|one| only.contains(&one.nth)).map(|one| one.span);
                assert_eq!(spans(&found), wanted.collect::<Vec<_>>(), "{unit} {starts} {only:?}");
                assert!(by_id(&found).is_subset(&all), "{unit} {starts} {only:?}");
            }
        }
    }
}

type Span = Option<(Date, Date)>;

fn by_id(duties: &[Duty]) -> BTreeSet<(String, Span)> {
    duties.iter().map(|duty| (duty.period.id.to_string(), duty.period.span)).collect()
}

fn ids(duties: &[Duty]) -> Vec<String> {
    duties.iter().map(|duty| duty.period.id.to_string()).collect()
}

#[test]
fn nine_months_are_the_first_three_quarters() {
    for starts in STARTS {
        let nine = owed(&ending(&format!(r#"{{"unit":"nine-months","starts":"{starts}"}}"#)), YEARS);
        let quarters = owed(&ending(&format!(r#"{{"unit":"quarter","starts":"{starts}"}}"#)), ("1998-01-01", YEARS.1));
        let quarters = spans(&quarters);
        for (first, last) in spans(&nine) {
            let begin = quarters.iter().position(|quarter| quarter.0 == first).expect("a quarter begins there");
            assert_eq!(quarters[begin + 2].1, last, "{starts}");
        }
    }
}

#[test]
fn figures_that_add_up_begin_on_one_day_and_grow() {
    for (unit, length) in UNITS {
        for starts in STARTS {
            let rule = |more: &str| format!(r#"{{"unit":"{unit}","starts":"{starts}"{more}}}"#);
            let plain = owed(&ending(&rule("")), YEARS);
            let summed = owed(&ending(&rule(r#","cumulative":"year""#)), YEARS);
            // The same periods under the same ids, whatever they are called.
            assert_eq!((ids(&plain), spans(&plain)), (ids(&summed), spans(&summed)));
            let expected = expected(starts, length, false);
            assert_eq!(summed.len(), expected.len());
            for (duty, Expected { year_begins, .. }) in summed.iter().zip(expected) {
                let (first, last) = duty.period.span.expect("a span");
                assert_eq!(duty.period.figures, Figures::Since(year_begins), "{unit} {starts} {last}");
                assert!(year_begins <= first, "{unit} {starts} {last}: a period is a part of its figures");
            }
            let dated = owed(&ending(&rule(r#","cumulative":{"date":"2025-07-01"}"#)), YEARS);
            assert!(dated.iter().all(|duty| duty.period.figures == Figures::Since(day("2025-07-01"))));
            let as_of = owed(&ending(&rule(r#","as_of":true"#)), YEARS);
            assert!(as_of.iter().all(|duty| duty.period.figures == Figures::AsOf));
        }
    }
}

#[test]
fn rounds_of_a_period_stay_together_in_the_order_of_ids() {
    let rounds = r#","rounds":[{"id":"so-bo","title":"S","due":[{"wording":"w","on":{"day":20}}]},
        {"id":"chinh-thuc","title":"C"},{"id":"bo-sung","title":"B","due":[{"wording":"w","after":{"days":9}}]}]"#;
    for every in [
        r#"{"unit":"month"}"#,
        r#"{"unit":"month","starts":"01-31"}"#,
        r#"{"unit":"quarter","starts":"12-15"}"#,
        r#"{"unit":"year","starts":"09-01"}"#,
        r#"{"unit":"week"}"#,
        r#"{"unit":"day","count":10}"#,
    ] {
        let plan = super::small::plan(&format!(r#"{{"every":{every}}}"#), r#""at":"24:00""#, "\"none\"", rounds);
        let mut found = owed(&plan, YEARS);
        found.sort_by(|a, b| a.period.id.cmp(&b.period.id));
        for pair in found.windows(2) {
            assert!(pair[0].period.id < pair[1].period.id, "{every}: {}", pair[0].period.id);
            assert!(pair[0].period.span <= pair[1].period.span, "{every}: {}", pair[0].period.id);
        }
        let rounds: BTreeSet<_> = found.iter().filter_map(|duty| Some(duty.round.as_ref()?.id.to_string())).collect();
        assert_eq!(rounds.len(), 3);
    }
}
