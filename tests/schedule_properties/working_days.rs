//! Counting working days, held against going from day to day.

use super::small::{Chance, day};
use baocao::finding::Severity;
use baocao::plan::{self, Date, Plan};
use baocao::schedule::Calendar;

const TABLE: &str = include_str!("../../src/schedule/vn.txt");

/// How weekends, the table and days of the plan's own go together.
pub const CALENDARS: [&str; 8] = [
    "null",
    "\"none\"",
    r#"{"base":"none","weekend":[5,6]}"#,
    r#"{"base":"none","weekend":[7]}"#,
    r#"{"base":"none","weekend":[]}"#,
    r#"{"weekend":[7]}"#,
    r#"{"weekend":[]}"#,
    r#"{"weekend":[5,6],"days":[{"date":"2026-04-30","name":"Trực","work":true},{"date":"2026-05-08","name":"Làm bù","work":true},
        {"date":"2026-06-01","name":"Nghỉ"},{"date":"2026-06-02","name":"Nghỉ","expected":true},{"date":"2040-06-30","name":"Nghỉ"}]}"#,
];

/// Whether each day from 1990 to 2110 is worked, written down one by one.
pub struct Worked {
    first: Date,
    days: Vec<bool>,
}

impl Worked {
    /// What a calendar says.
    pub fn of(calendar: &str) -> Self {
        let calendar: serde_json::Value = serde_json::from_str(calendar).expect("JSON");
        let weekend: Vec<u64> = match calendar["weekend"].as_array() {
            Some(days) => days.iter().filter_map(serde_json::Value::as_u64).collect(),
            None => vec![6, 7],
        };
        let (first, last) = (day("1990-01-01"), day("2110-12-31"));
        let all = (0..=last.days_since(first)).map(|n| first.plus_days(n));
        let days = all.map(|date| !weekend.contains(&u64::from(date.weekday()))).collect();
        let mut worked = Self { first, days };
        if calendar != "none" && calendar["base"] != "none" {
            worked.table();
        }
        for special in calendar["days"].as_array().into_iter().flatten() {
            worked.set(day(special["date"].as_str().expect("a date")), special["work"] == true);
        }
        worked
    }

    /// First the days of all years, then those of one, which hold against them.
    fn table(&mut self) {
        let lines =
            || TABLE.lines().filter(|line| line.starts_with("20")).map(|line| line.split_once(' ').expect("a day"));
        for (first, _) in lines().filter(|(_, rest)| rest.starts_with("yearly")) {
            for year in day(first).year()..=2110 {
                self.set(day(&format!("{year}{}", &first[4..])), false);
            }
        }
        for (days, rest) in lines().filter(|(_, rest)| !rest.starts_with("yearly")) {
            let (first, last) = days.split_once("..").unwrap_or((days, days));
            for n in 0..=day(last).days_since(day(first)) {
                self.set(day(first).plus_days(n), rest.starts_with("work"));
            }
        }
    }

    fn set(&mut self, date: Date, is_worked: bool) {
        let at = date.days_since(self.first) as usize;
        self.days[at] = is_worked;
    }

    /// Whether a day is worked.
    pub fn on(&self, date: Date) -> bool {
        self.days[date.days_since(self.first) as usize]
    }

    /// The day itself, or the next in one direction, that is worked.
    pub fn nearest(&self, date: Date, by: i64) -> Date {
        let mut at = date;
        while !self.on(at) {
            at = at.plus_days(by);
        }
        at
    }

    /// So many working days later, the first not counted.
    pub fn later(&self, date: Date, n: u32) -> Date {
        let mut at = date;
        for _ in 0..n {
            at = self.nearest(at.plus_days(1), 1);
        }
        at
    }
}

fn plan(calendar: &str) -> Plan {
    let text = format!(r#"{{"format":"baocao-plan/1","id":"p","version":"1","title":"K","calendar":{calendar}}}"#);
    plan::read(&text, Severity::Error).value.unwrap_or_else(|| panic!("{calendar}"))
}

#[test]
fn every_day_is_worked_or_not_as_the_plan_and_the_table_say() {
    for text in CALENDARS {
        let (plan, worked) = (plan(text), Worked::of(text));
        let calendar = Calendar::of(&plan);
        let (first, last) = (day("2000-01-01"), day("2100-12-31"));
        for date in (0..=last.days_since(first)).map(|n| first.plus_days(n)) {
            assert_eq!(calendar.is_working(date), worked.on(date), "{text} {date}");
            if !worked.on(date) {
                assert_eq!(calendar.next_working(date), worked.nearest(date, 1), "{text} {date}");
                assert_eq!(calendar.previous_working(date), worked.nearest(date, -1), "{text} {date}");
            }
        }
    }
}

#[test]
fn so_many_working_days_later_is_where_counting_ends() {
    let mut chance = Chance::new();
    for text in CALENDARS {
        let (plan, worked) = (plan(text), Worked::of(text));
        let calendar = Calendar::of(&plan);
        // Every day of the table's years and some around them; far from them every eleventh.
        let near = (0..=4_000).map(|n| day("2022-06-01").plus_days(n));
        let far = (0..3_300).map(|n| day("2000-01-01").plus_days(n * 11));
        for date in near.chain(far) {
            let n = *chance.pick(&[0, 1, 2, 3, 4, 5, 6, 7, 10, 15, 20, 23, 30]);
            assert_eq!(calendar.plus_working_days(date, n), worked.later(date, n), "{text} {date} {n}");
        }
        for n in [45, 60, 90, 250, 1_000] {
            let date = day("2025-12-31");
            assert_eq!(calendar.plus_working_days(date, n), worked.later(date, n), "{text} {n}");
        }
    }
}
