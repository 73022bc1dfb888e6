//! Small plans, and days as `chrono` has them.

use baocao::finding::Severity;
use baocao::plan::{self, Date, Member, Plan, UnitId};
use baocao::schedule::{Duty, FixedZone, obligations};
use chrono::{Datelike, Months, NaiveDate};

/// Where nothing is said of zones.
pub const VN: FixedZone = FixedZone::VIETNAM;

/// The days that are looked through.
pub const YEARS: (&str, &str) = ("2000-01-01", "2100-12-31");

/// A day by its text.
pub fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("{text} is no day"))
}

/// A plan whose one unit reports by one rule for periods and one for due days, with this calendar and more members.
pub fn plan(periods: &str, due: &str, calendar: &str, more: &str) -> Plan {
    let text = format!(
        r#"{{"format":"baocao-plan/1","id":"p","version":"1","title":"K","calendar":{calendar},
        "units":[{{"id":"u","name":"U"}}],
        "reports":[{{"id":"k","title":"K","by":{{"units":["u"]}},"periods":{periods},
        "due":[{{"wording":"w",{due}}}]{more}}}]}}"#
    );
    let reading = plan::read(&text, Severity::Error);
    assert!(reading.findings.is_empty(), "{text}: {:?}", reading.findings);
    reading.value.unwrap_or_else(|| panic!("{text}"))
}

/// A plan of one rule for periods whose reports are due as they end.
pub fn ending(every: &str) -> Plan {
    plan(&format!(r#"{{"every":{every}}}"#), r#""at":"24:00""#, "\"none\"", "")
}

/// Its unit.
pub fn unit(plan: &Plan) -> Member {
    let id = UnitId::new("u").expect("an id");
    plan.member(plan.unit(&id).expect("it is there").clone())
}

/// What is due in these years.
pub fn owed(plan: &Plan, (first, last): (&str, &str)) -> Vec<Duty> {
    obligations(plan, &unit(plan), day(first), day(last), &VN)
}

/// First and last day of each report's period.
pub fn spans(duties: &[Duty]) -> Vec<(Date, Date)> {
    duties.iter().map(|duty| duty.period.span.expect("it has one")).collect()
}

/// A day as `chrono` has it.
pub fn theirs(date: Date) -> NaiveDate {
    NaiveDate::from_ymd_opt(date.year(), date.month(), date.day()).expect("both know it")
}

/// A day of `chrono`'s as the plan has it.
pub fn ours(date: NaiveDate) -> Date {
    Date::new(date.year(), date.month(), date.day()).expect("both know it")
}

/// The same day so many months later, or the last of that month.
pub fn months_later(date: Date, months: u32) -> Date {
    ours(theirs(date).checked_add_months(Months::new(months)).expect("in range"))
}

/// Numbers that are always the same and look like chance.
pub struct Chance(u64);

impl Chance {
    /// Begins anew.
    pub fn new() -> Self {
        Self(57)
    }

    /// One of some things.
    pub fn pick<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        &of[(self.0 >> 33) as usize % of.len()]
    }
}
