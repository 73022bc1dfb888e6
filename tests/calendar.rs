//! Working days: the shipped table against a lunar computation, the announced breaks and a day-by-day oracle.
#![cfg(not(target_arch = "wasm32"))]

#[path = "calendar/lunar.rs"]
mod lunar;

use baocao::finding::Severity;
use baocao::json::to_canonical;
use baocao::plan::{self, Date, Plan};
use baocao::schedule::{Calendar, DayOff};
use std::collections::BTreeMap;

const TABLE: &str = include_str!("../src/schedule/vn.txt");

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("{text} is no day"))
}

/// A plan with this calendar.
fn plan(calendar: &str) -> Plan {
    let text = format!(r#"{{"format":"baocao-plan/1","id":"p","version":"1","title":"K","calendar":{calendar}}}"#);
    let reading = plan::read(&text, Severity::Error);
    reading.value.unwrap_or_else(|| panic!("{calendar}: {:?}", reading.findings))
}

/// The same, also where it makes no sense.
fn senseless(calendar: &str) -> Plan {
    let text = format!(r#"{{"format":"baocao-plan/1","id":"p","version":"1","title":"K","calendar":{calendar}}}"#);
    assert!(plan::read(&text, Severity::Error).value.is_none(), "{calendar}");
    plan::shape(&text).expect("its form is right")
}

fn days(first: &str, last: &str) -> impl Iterator<Item = Date> + use<> {
    let (first, last) = (day(first), day(last));
    (0..=last.days_since(first)).map(move |n| first.plus_days(n))
}

fn name<'c>(calendar: &Calendar<'c>, date: Date) -> Option<&'c str> {
    match calendar.day_off(date) {
        Some(DayOff::Named { name, .. }) => Some(name),
        _ => None,
    }
}

/// Mùng 1 Tết and Giỗ Tổ, worked out elsewhere with another program.
const LUNAR: [(&str, &str); 8] = [
    ("2024-02-10", "2024-04-18"),
    ("2025-01-29", "2025-04-07"),
    ("2026-02-17", "2026-04-26"),
    ("2027-02-06", "2027-04-16"),
    ("2028-01-26", "2028-04-04"),
    ("2029-02-13", "2029-04-23"),
    ("2030-02-02", "2030-04-12"),
    ("2031-01-23", "2031-04-01"),
];

#[test]
fn the_lunar_days_of_the_table_are_right() {
    let plan = plan("null");
    let calendar = Calendar::of(&plan);
    for (year, (tet, gio_to)) in (2024..).zip(LUNAR) {
        assert_eq!(lunar::day_of(year, 1, 1, lunar::VIET_NAM).to_string(), tet);
        assert_eq!(lunar::day_of(year, 3, 10, lunar::VIET_NAM).to_string(), gio_to);

        let named = |wanted| {
            let all = days(&format!("{year}-01-01"), &format!("{year}-12-31"));
            all.filter(|date| name(&calendar, *date) == Some(wanted)).collect::<Vec<_>>()
        };
        assert_eq!(named("Giỗ Tổ Hùng Vương"), [day(gio_to)]);
        // Five days, one or two of them before mùng 1 (art. 112; what was decided so far).
        let found = named("Tết Nguyên đán");
        let before = day(tet).days_since(found[0]);
        assert!(found.len() == 5 && (1..=2).contains(&before), "{found:?}");
        assert_eq!(found[4].days_since(found[0]), 4);
    }
    // In Beijing the new moon of that day falls behind midnight.
    assert_eq!(lunar::day_of(2030, 1, 1, lunar::CHINA).to_string(), "2030-02-03");
    // Years with a leap month before and behind the days asked for.
    assert_eq!(lunar::day_of(2023, 3, 10, lunar::VIET_NAM).to_string(), "2023-04-29");
    assert_eq!(lunar::day_of(2034, 1, 1, lunar::VIET_NAM).to_string(), "2034-02-19");
}

/// Stretches of days off with a day from Monday to Friday in them, and weekends that are worked: how breaks are
/// announced.
fn breaks(calendar: &Calendar<'_>, year: i32) -> Vec<String> {
    let (mut found, mut open) = (Vec::new(), Vec::<Date>::new());
    for date in days(&format!("{year}-01-01"), &format!("{}-01-05", year + 1)) {
        if calendar.is_working(date) {
            if open.iter().any(|date| date.weekday() < 6) {
                let (first, last) = (open[0].to_string(), open[open.len() - 1].to_string());
                let mark = if open.iter().any(|date| calendar.is_expected(*date)) { "?" } else { "" };
                found.push(format!("{}..{}{mark}", &first[5..], &last[5..]));
            }
            open.clear();
            if date.year() == year && date.weekday() > 5 {
                found.push(format!("+{}", &date.to_string()[5..]));
            }
        } else if date.year() == year || !open.is_empty() {
            open.push(date);
        }
    }
    found
}

#[test]
fn breaks_are_those_that_were_announced_and_what_is_not_announced_is_expected() {
    let plan = plan("\"vn\"");
    let calendar = Calendar::of(&plan);
    let announced = [
        (2024, "01-01..01-01 02-08..02-14 04-18..04-18 04-27..05-01 +05-04 08-31..09-03"),
        (2025, "01-01..01-01 01-25..02-02 04-05..04-07 +04-26 04-30..05-04 08-30..09-02"),
        (2026, "01-01..01-04 +01-10 02-14..02-22 04-25..04-27 04-30..05-03 +08-22 08-29..09-02 11-24..11-24?"),
        (2027, "01-01..01-03 02-04..02-10? 04-16..04-18? 04-30..05-03? 09-02..09-05? 11-24..11-24?"),
        (2028, "01-01..01-03? 01-22..01-30? 04-04..04-04? 04-29..05-02? 09-01..09-04? 11-24..11-26? 12-30..01-01"),
        (2029, "01-01..01-01 02-10..02-18? 04-21..04-23? 04-28..05-01 09-01..09-04? 11-24..11-26?"),
        (2030, "01-01..01-01 01-31..02-06? 04-12..04-14? 04-30..05-01 08-31..09-03? 11-23..11-25?"),
        (2031, "01-01..01-01 01-21..01-27? 04-01..04-01? 04-30..05-01 08-30..09-02? 11-22..11-24?"),
    ];
    for (year, expected) in announced {
        assert_eq!(breaks(&calendar, year).join(" "), expected, "{year}");
    }
}

#[test]
fn every_holiday_takes_a_day_from_the_working_week() {
    let plan = plan("{}");
    let calendar = Calendar::of(&plan);
    for year in 2024..=2031 {
        let (mut taken, mut given) = (0, 0);
        for date in days(&format!("{year}-01-01"), &format!("{year}-12-31")) {
            let is_week = date.weekday() < 6;
            taken += usize::from(is_week && !calendar.is_working(date));
            given += usize::from(!is_week && calendar.is_working(date));
        }
        // Eleven days (art. 112), 24 November as the twelfth; what falls on a weekend is made up for (art. 111).
        assert_eq!(taken - given, if year < 2026 { 11 } else { 12 }, "{year}");
    }
}

#[test]
fn the_table_is_in_order_and_readable() {
    let (mut dated, mut before) = (0, Date::EPOCH);
    for line in TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let parts: Vec<&str> = line.splitn(3, ' ').collect();
        let [span, what, name] = parts[..] else { panic!("{line}") };
        let (first, last) = span.split_once("..").unwrap_or((span, span));
        let (first, last) = (day(first), day(last));
        assert!(["off", "off?", "work", "work?", "yearly", "yearly?"].contains(&what), "{line}");
        assert!(!name.is_empty() && name.trim() == name && first <= last, "{line}");
        if what.starts_with("work") {
            assert!(first.weekday() > 5, "{line}: worked anyway");
        }
        if !what.starts_with("yearly") {
            assert!(before < first && (2024..=2031).contains(&first.year()), "{line}");
            (dated, before) = (dated + 1, last);
        }
    }
    assert!(dated > 40);
}

/// Which days are worked, by the table alone.
struct Oracle(BTreeMap<Date, bool>);

impl Oracle {
    fn new() -> Self {
        let mut worked: BTreeMap<Date, bool> =
            days("2023-10-01", "2032-06-30").map(|date| (date, date.weekday() < 6)).collect();
        let lines = || TABLE.lines().filter(|line| line.starts_with("20")).map(|line| line.split_at(10));
        for (first, rest) in lines().filter(|(_, rest)| rest.contains("yearly")) {
            assert!(rest.starts_with(" yearly"));
            for year in day(first).year()..=2032 {
                worked.insert(day(&format!("{year}{}", &first[4..])), false);
            }
        }
        for (first, rest) in lines().filter(|(_, rest)| !rest.contains("yearly")) {
            let last = if rest.starts_with("..") { &rest[2..12] } else { first };
            for date in days(first, last) {
                worked.insert(date, rest.contains(" work "));
            }
        }
        Self(worked)
    }

    fn is_working(&self, date: Date) -> bool {
        self.0[&date]
    }
}

#[test]
fn working_day_arithmetic_agrees_with_counting_day_by_day() {
    let (plan, oracle) = (plan("null"), Oracle::new());
    let calendar = Calendar::of(&plan);
    for date in days("2024-01-01", "2031-12-31") {
        assert_eq!(calendar.is_working(date), oracle.is_working(date), "{date}");
        assert_eq!(calendar.day_off(date).is_none(), oracle.is_working(date), "{date}");
        let later = (0..).map(|n| date.plus_days(n)).find(|date| oracle.is_working(*date));
        assert_eq!(Some(calendar.next_working(date)), later, "{date}");
        let earlier = (0..).map(|n| date.plus_days(-n)).find(|date| oracle.is_working(*date));
        assert_eq!(Some(calendar.previous_working(date)), earlier, "{date}");

        let mut at = date;
        for n in 1..=30 {
            at = at.plus_days(1);
            while !oracle.is_working(at) {
                at = at.plus_days(1);
            }
            assert_eq!(calendar.plus_working_days(date, n), at, "{date} and {n}");
        }
        assert_eq!(calendar.plus_working_days(date, 0), date);
    }
}

#[test]
fn an_example_by_hand() {
    let plan = plan("null");
    let calendar = Calendar::of(&plan);
    // 15/02/2026 is a Sunday before the days of Tết.
    assert_eq!(calendar.day_off(day("2026-02-15")), Some(DayOff::Weekend));
    assert_eq!(calendar.next_working(day("2026-02-15")).to_string(), "2026-02-23");
    assert_eq!(calendar.previous_working(day("2026-02-15")).to_string(), "2026-02-13");
    // A holiday on a Sunday has a name; it is off for certain, as the day that makes up for it.
    let gio_to = DayOff::Named { name: "Giỗ Tổ Hùng Vương", expected: false };
    assert_eq!(calendar.day_off(day("2026-04-26")), Some(gio_to));
    // Two working days after a Thursday whose Saturday is worked (22/8 for 31/8).
    assert_eq!(calendar.plus_working_days(day("2026-08-20"), 2).to_string(), "2026-08-22");
    // Five working days after 14/12, the end of a year's period under Decree 09/2019/NĐ-CP.
    assert_eq!(calendar.plus_working_days(day("2026-12-14"), 5).to_string(), "2026-12-21");
}

#[test]
fn outside_the_table_fixed_holidays_and_weekends_count_as_expected() {
    let plan = plan("null");
    let calendar = Calendar::of(&plan);
    assert_eq!(calendar.known_until(), Some(day("2031-12-31")));
    for date in ["2032-04-30", "2023-09-02"] {
        assert!(matches!(calendar.day_off(day(date)), Some(DayOff::Named { expected: true, .. })), "{date}");
    }
    assert_eq!(calendar.day_off(day("2012-04-30")), None);
    assert_eq!(calendar.day_off(day("2025-11-24")), None);
    for date in ["2032-01-02", "2032-01-03", "2032-02-11", "2023-12-29"] {
        assert!(calendar.is_expected(day(date)), "{date}");
    }
    // Within it: a holiday with a date of its own needs no decision; neither does one on a weekend.
    for date in ["2027-04-30", "2029-11-24", "2027-02-06", "2027-06-01"] {
        assert!(!calendar.is_expected(day(date)), "{date}");
    }
    assert!(calendar.is_expected(day("2027-02-05")));
}

#[test]
fn a_plan_changes_the_table() {
    let plan = plan(
        r#"{ "weekend": [7], "days": [
            { "date": "2026-08-31", "name": "Ngày làm việc", "work": true },
            { "date": "2026-05-02", "name": "Nghỉ bù", "expected": true },
            { "date": "2026-05-17", "name": "Làm bù ngày 2/5", "work": true, "expected": true },
            { "date": "2026-04-30", "name": "Trực", "work": true, "expected": true },
            { "date": "2027-02-05", "name": "Nghỉ Tết" },
            { "date": "2032-02-11", "name": "Tết Nguyên đán" } ] }"#,
    );
    let calendar = Calendar::of(&plan);
    let said = |date: &str| (calendar.is_working(day(date)), calendar.is_expected(day(date)));
    assert_eq!(said("2026-08-29"), (true, false), "a Saturday");
    assert_eq!(said("2026-08-31"), (true, false), "replaced");
    assert_eq!(calendar.day_off(day("2026-05-02")), Some(DayOff::Named { name: "Nghỉ bù", expected: true }));
    assert_eq!(said("2026-05-17"), (true, true), "a Sunday that is worked, perhaps");
    assert_eq!(said("2026-05-24"), (false, false), "another Sunday");
    assert_eq!(said("2026-04-30"), (true, true), "without the plan's entry it is a holiday");
    assert_eq!(calendar.day_off(day("2027-02-05")), Some(DayOff::Named { name: "Nghỉ Tết", expected: false }));
    assert_eq!(said("2032-02-11"), (false, false), "the plan knows more than the table");
    assert_eq!(said("2026-09-01"), (false, false), "what is not replaced stays");
    assert_eq!(calendar.plus_working_days(day("2026-04-29"), 2).to_string(), "2026-05-04");
}

#[test]
fn without_a_table_there_are_only_weekends() {
    let plan = plan("\"none\"");
    let calendar = Calendar::of(&plan);
    assert_eq!(calendar.known_until(), None);
    for date in days("2019-01-01", "2040-12-31") {
        assert_eq!(calendar.is_working(date), date.weekday() < 6);
        assert!(!calendar.is_expected(date));
    }
}

#[test]
fn nothing_is_looked_for_without_end() {
    let always_off = senseless(r#"{ "base": "none", "weekend": [1, 2, 3, 4, 5, 6, 7] }"#);
    let calendar = Calendar::of(&always_off);
    let date = day("2026-06-15");
    assert_eq!(calendar.day_off(date), Some(DayOff::Weekend));
    assert_eq!((calendar.next_working(date), calendar.previous_working(date)), (date, date));
    assert_eq!(calendar.plus_working_days(date, u32::MAX), date);

    // One day that is worked is found within a year, and no second one.
    let once = senseless(
        r#"{ "base": "none", "weekend": [1, 2, 3, 4, 5, 6, 7],
             "days": [{ "date": "2026-12-01", "name": "Làm", "work": true }] }"#,
    );
    let calendar = Calendar::of(&once);
    assert_eq!(calendar.next_working(date).to_string(), "2026-12-01");
    assert_eq!(calendar.previous_working(day("2027-06-01")).to_string(), "2026-12-01");
    assert_eq!(calendar.plus_working_days(date, 2), date);
    assert_eq!(calendar.next_working(day("2025-06-01")), day("2025-06-01"));

    let never_off = plan(r#"{ "base": "none", "weekend": [] }"#);
    let calendar = Calendar::of(&never_off);
    assert_eq!(calendar.plus_working_days(date, 30), date.plus_days(30));
    // The range of dates ends before that.
    assert_eq!(calendar.plus_working_days(date, u32::MAX), date);
    assert_eq!(calendar.next_working(day("2199-12-31")), day("2199-12-31"));
}

#[test]
fn mistakes_are_findings_at_their_places() {
    let found = |calendar: &str| {
        let text = format!(r#"{{"format":"baocao-plan/1","id":"p","version":"1","title":"K","calendar":{calendar}}}"#);
        let reading = plan::read(&text, Severity::Error);
        assert!(reading.value.is_none() && reading.findings.iter().all(|finding| finding.position.is_some()));
        reading.findings.iter().map(|finding| format!("{} {}", finding.at, finding.code.key())).collect::<Vec<_>>()
    };
    assert_eq!(found("\"de\""), ["/calendar unexpected"]);
    assert_eq!(found("7"), ["/calendar unexpected"]);
    assert_eq!(
        found(r#"{ "base": "de", "weekday": [6] }"#),
        ["/calendar/base unexpected", "/calendar/weekday unknown-key"]
    );
    assert_eq!(
        found(r#"{ "weekend": [0, 7, 8, "6"] }"#),
        ["/calendar/weekend/0 unexpected", "/calendar/weekend/2 unexpected", "/calendar/weekend/3 unexpected"]
    );
    assert_eq!(
        found(
            r#"{ "days": [{ "date": "2026-08-31", "name": "A" }, { "date": "2026-08-31", "name": " " },
                 { "date": "2026-02-30", "name": "" }, { "name": "B" }, { "date": "2026-09-01" },
                 { "date": "2026-02-29", "name": "C", "work": 1 }] }"#
        ),
        [
            "/calendar/days/1/date duplicate-id",
            "/calendar/days/1/name required",
            "/calendar/days/2/date unexpected",
            "/calendar/days/2/name required",
            "/calendar/days/3 missing-key",
            "/calendar/days/4 missing-key",
            "/calendar/days/5/date unexpected",
            "/calendar/days/5/work unexpected",
        ]
    );
    let many = vec![r#"{ "date": "2026-08-31", "name": "A" }"#; 1_001].join(",");
    assert_eq!(found(&format!(r#"{{ "days": [{many}] }}"#)), ["/calendar/days too-many"]);
}

#[test]
fn a_calendar_is_written_as_serde_writes_it_and_read_again_the_same() {
    let day = r#"{ "date": "2026-08-31", "name": "N", "work": true, "expected": true }"#;
    for calendar in ["\"none\"".to_owned(), "\"vn\"".to_owned(), format!(r#"{{ "weekend": [], "days": [{day}] }}"#)] {
        let plan = plan(&calendar);
        let written = to_canonical(&plan);
        let value: serde_json::Value = serde_json::from_str(&written).expect("JSON");
        assert_eq!(value, serde_json::to_value(&plan).expect("plain data"));
        let again = plan::read(&written, Severity::Error).value.expect("a plan");
        assert_eq!(again.calendar, plan.calendar);
        let by_serde: plan::WorkCalendar = serde_json::from_str(&calendar).expect("a calendar");
        assert_eq!(Some(by_serde), plan.calendar);
    }
    assert!(!to_canonical(&plan("null")).contains("calendar"));
}
