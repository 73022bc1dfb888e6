//! Plans of a zone whose clocks change: what "the end of a day" and "2:30" are on the days they do.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::finding::Severity;
use baocao::locale::{Lang, left};
use baocao::plan::{self, Date, PeriodId, Plan};
use baocao::schedule::{Duty, EventTime, Instant, Period, Standing, Zone, duties, duty, obligations};
use support::{at, member};

/// A zone by hand: from each moment on so many minutes ahead of UTC, before the first as many as at last.
struct ByHand(&'static [(&'static str, i32)]);

impl Zone for ByHand {
    fn offset_minutes(&self, now: Instant) -> i32 {
        let latest = self.0.iter().rfind(|(from, _)| at(from) <= now).or(self.0.last());
        latest.expect("a zone has an offset").1
    }
}

/// Forward at 2:00 on the last Sunday of March, back at 3:00 on the last of October.
const BERLIN: ByHand = ByHand(&[
    ("2025-10-26T01:00Z", 60),
    ("2026-03-29T01:00Z", 120),
    ("2026-10-25T01:00Z", 60),
    ("2027-03-28T01:00Z", 120),
    ("2027-10-31T01:00Z", 60),
]);
/// Where the officer sits.
const NEW_YORK: ByHand =
    ByHand(&[("2025-11-02T06:00Z", -300), ("2026-03-08T07:00Z", -240), ("2026-11-01T06:00Z", -300)]);
/// Forward and back at midnight.
const BEIRUT: ByHand = ByHand(&[("2025-10-25T21:00Z", 120), ("2026-03-28T22:00Z", 180), ("2026-10-24T21:00Z", 120)]);
const CAIRO: ByHand = ByHand(&[("2025-10-30T21:00Z", 120), ("2026-04-23T22:00Z", 180), ("2026-10-29T21:00Z", 120)]);
const ASUNCION: ByHand =
    ByHand(&[("2023-10-01T04:00Z", -180), ("2024-03-24T03:00Z", -240), ("2024-10-06T04:00Z", -180)]);
/// A zone that has left out a whole day, 30/12/2011.
const APIA: ByHand = ByHand(&[("2011-09-24T14:00Z", -600), ("2011-12-30T10:00Z", 840), ("2012-04-01T00:00Z", 780)]);

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("{text} is no day"))
}

/// A moment as UTC has it.
fn utc(moment: Instant) -> String {
    moment.in_zone(&baocao::schedule::FixedZone(0)).to_string().replace(":00+00:00", "Z")
}

/// A plan with one report each day, due as the rule says.
fn daily(due: &str) -> Plan {
    let text = format!(
        r#"{{"format":"baocao-plan/1","id":"p","version":"1","title":"K","time_zone":"Europe/Berlin","calendar":"none",
        "issued":"2024-01-01","units":[{{"id":"u","name":"U"}}],"reports":[
        {{"id":"ngay","title":"N","by":{{"units":["u"]}},"periods":{{"every":{{"unit":"day"}}}},"due":[{{"wording":"w",{due}}}]}},
        {{"id":"vu-viec","title":"V","by":{{"units":["u"]}},"periods":"on-event",
          "due":[{{"wording":"trong 24 giờ","from":"event","after":{{"hours":24}}}}]}}]}}"#
    );
    let reading = plan::read(&text, Severity::Error);
    reading.value.unwrap_or_else(|| panic!("{due}: {:?}", reading.findings))
}

/// The report that is due on a day.
fn due_on(plan: &Plan, last_day: &str, zone: &dyn Zone) -> Duty {
    let found = obligations(plan, &member(plan, "u"), day(last_day), day(last_day), zone);
    assert_eq!(found.len(), 1, "{last_day}");
    found.into_iter().next().expect("one")
}

fn until(duty: &Duty) -> String {
    utc(duty.due.as_ref().expect("it is dated").until)
}

#[test]
fn a_day_ends_at_its_midnight_on_days_of_23_and_25_hours() {
    let plan = daily(r#""at":"24:00""#);
    for (last_day, expected) in [
        ("2026-03-28", "2026-03-28T23:00Z"),
        ("2026-03-29", "2026-03-29T22:00Z"),
        ("2026-03-30", "2026-03-30T22:00Z"),
        ("2026-10-24", "2026-10-24T22:00Z"),
        ("2026-10-25", "2026-10-25T23:00Z"),
        ("2026-10-26", "2026-10-26T23:00Z"),
    ] {
        let duty = due_on(&plan, last_day, &BERLIN);
        assert_eq!(until(&duty), expected, "{last_day}");
        let until = duty.due.as_ref().expect("dated").until;
        assert_eq!(duty.standing(Instant(until.0 - 1)), Standing::Open, "{last_day}");
        assert_eq!(duty.standing(until), Standing::Overdue, "{last_day}");
    }
    let hours = |date: &str| {
        let next = day(date).plus_days(1);
        (Instant::start_of(next, &BERLIN).0 - Instant::start_of(day(date), &BERLIN).0) / 3_600_000
    };
    assert_eq!(["2026-03-28", "2026-03-29", "2026-10-25", "2026-10-26"].map(hours), [24, 23, 25, 24]);
}

#[test]
fn a_report_opens_at_the_midnight_its_period_begins() {
    let plan = daily(r#""at":"24:00""#);
    for (of, opens) in [
        ("2026-03-29", "2026-03-28T23:00Z"),
        ("2026-03-30", "2026-03-29T22:00Z"),
        ("2026-10-25", "2026-10-24T22:00Z"),
        ("2026-10-26", "2026-10-25T23:00Z"),
    ] {
        let duty = due_on(&plan, of, &BERLIN);
        let opened = duty.opens.expect("with its period");
        assert_eq!(utc(opened), opens, "{of}");
        assert_eq!(duty.standing(Instant(opened.0 - 1)), Standing::NotOpen, "{of}");
        assert_eq!(duty.standing(opened), Standing::Open, "{of}");
    }
}

#[test]
fn an_hour_that_is_left_out_is_the_moment_clocks_change_and_one_that_comes_twice_the_first() {
    let plan = daily(r#""at":"02:30""#);
    for (last_day, expected) in [
        ("2026-03-28", "2026-03-28T01:30Z"),
        ("2026-03-29", "2026-03-29T01:00Z"),
        ("2026-03-30", "2026-03-30T00:30Z"),
        ("2026-10-24", "2026-10-24T00:30Z"),
        ("2026-10-25", "2026-10-25T00:30Z"),
        ("2026-10-26", "2026-10-26T01:30Z"),
    ] {
        assert_eq!(until(&due_on(&plan, last_day, &BERLIN)), expected, "{last_day}");
    }
    // West of Greenwich, where the clocks change after the midnight of UTC.
    for (last_day, expected) in [("2026-03-08", "2026-03-08T07:00Z"), ("2026-03-09", "2026-03-09T06:30Z")] {
        assert_eq!(until(&due_on(&plan, last_day, &NEW_YORK)), expected, "{last_day}");
    }
    let plan = daily(r#""at":"01:30""#);
    assert_eq!(until(&due_on(&plan, "2026-11-01", &NEW_YORK)), "2026-11-01T05:30Z");
    // Right at the edges of both hours.
    for (last_day, time, expected) in [
        ("2026-03-29", "01:59", "2026-03-29T00:59Z"),
        ("2026-03-29", "02:00", "2026-03-29T01:00Z"),
        ("2026-03-29", "02:59", "2026-03-29T01:00Z"),
        ("2026-03-29", "03:00", "2026-03-29T01:00Z"),
        ("2026-03-29", "03:01", "2026-03-29T01:01Z"),
        ("2026-10-25", "01:59", "2026-10-24T23:59Z"),
        ("2026-10-25", "02:00", "2026-10-25T00:00Z"),
        ("2026-10-25", "02:59", "2026-10-25T00:59Z"),
        ("2026-10-25", "03:00", "2026-10-25T02:00Z"),
    ] {
        let plan = daily(&format!(r#""at":"{time}""#));
        assert_eq!(until(&due_on(&plan, last_day, &BERLIN)), expected, "{last_day} {time}");
    }
}

#[test]
fn a_midnight_that_is_left_out_is_the_moment_clocks_change() {
    for (zone, date, begins) in [
        (&BEIRUT, "2026-03-29", "2026-03-28T22:00Z"),
        (&BEIRUT, "2026-03-30", "2026-03-29T21:00Z"),
        (&BEIRUT, "2026-10-25", "2026-10-24T22:00Z"),
        (&CAIRO, "2026-04-24", "2026-04-23T22:00Z"),
        (&CAIRO, "2026-04-25", "2026-04-24T21:00Z"),
        (&CAIRO, "2026-10-30", "2026-10-29T22:00Z"),
        (&ASUNCION, "2024-10-05", "2024-10-05T04:00Z"),
        (&ASUNCION, "2024-10-06", "2024-10-06T04:00Z"),
        (&ASUNCION, "2024-10-07", "2024-10-07T03:00Z"),
        (&ASUNCION, "2024-03-24", "2024-03-24T04:00Z"),
        (&APIA, "2011-12-29", "2011-12-29T10:00Z"),
        (&APIA, "2011-12-30", "2011-12-30T10:00Z"),
        (&APIA, "2011-12-31", "2011-12-30T10:00Z"),
        (&APIA, "2012-01-01", "2011-12-31T10:00Z"),
    ] {
        assert_eq!(utc(Instant::start_of(day(date), zone)), begins, "{date}");
        // The day before is over then, and not earlier.
        let moment = Instant::start_of(day(date), zone);
        assert!(Instant(moment.0 - 1).in_zone(zone).date < day(date), "{date}");
        assert!(moment.in_zone(zone).date >= day(date), "{date}");
    }
    let plan = daily(r#""at":"24:00""#);
    assert_eq!(until(&due_on(&plan, "2024-10-05", &ASUNCION)), "2024-10-06T04:00Z");
    assert_eq!(until(&due_on(&plan, "2026-03-28", &BEIRUT)), "2026-03-28T22:00Z");
}

/// Every minute of two days around each change, held against a search through all moments.
#[test]
fn what_clocks_show_is_found_again_at_the_first_moment_they_show_it() {
    let around = [
        (&BERLIN, "2026-03-28"),
        (&BERLIN, "2026-10-24"),
        (&NEW_YORK, "2026-03-07"),
        (&NEW_YORK, "2026-10-31"),
        (&BEIRUT, "2026-03-28"),
        (&BEIRUT, "2026-10-24"),
        (&CAIRO, "2026-04-23"),
        (&ASUNCION, "2024-03-23"),
        (&ASUNCION, "2024-10-05"),
    ];
    for (zone, first) in around {
        let minutes: Vec<Instant> = (-900..3 * 1440 + 900)
            .map(|minute| Instant(day(first).days_since(Date::EPOCH) * 86_400_000 + minute * 60_000))
            .collect();
        let shown: Vec<_> = minutes.iter().map(|moment| moment.in_zone(zone)).collect();
        for n in 0..2 * 1440 {
            let (date, seconds) = (day(first).plus_days(n / 1440), (n % 1440 * 60) as u32);
            // The first moment that shows it; where none does, the first that shows a later time.
            let exact = shown.iter().position(|shown| (shown.date, shown.seconds) == (date, seconds));
            let later = || shown.iter().position(|shown| (shown.date, shown.seconds) > (date, seconds));
            let expected = minutes[exact.or_else(later).expect("the days around are there")];
            assert_eq!(utc(Instant::at(date, seconds, zone)), utc(expected), "{date} {seconds}");
        }
    }
}

#[test]
fn the_countdown_counts_hours_that_pass() {
    let plan = daily(r#""at":"24:00""#);
    for (last_day, now, said) in [
        ("2026-03-29", "2026-03-28T12:00+01:00", "Còn 1 ngày 11 giờ"),
        ("2026-10-25", "2026-10-24T12:00+02:00", "Còn 1 ngày 13 giờ"),
        // New York, six hours behind Berlin, five between the changes of both.
        ("2026-03-28", "2026-03-28T18:30-04:00", "Còn 30 phút"),
        ("2026-10-25", "2026-10-25T18:30-04:00", "Còn 30 phút"),
        ("2026-03-29", "2026-03-29T18:30-04:00", "Quá hạn 30 phút"),
    ] {
        let due = due_on(&plan, last_day, &BERLIN).due.expect("dated");
        assert_eq!(left(Lang::Vi, at(now), due.until), said, "{last_day} {now}");
    }
}

#[test]
fn the_plans_day_is_current_not_the_one_where_the_officer_sits() {
    let plan = daily(r#""at":"24:00""#);
    let now = at("2026-03-28T19:30-04:00");
    assert_eq!(now.in_zone(&NEW_YORK).to_string(), "2026-03-28T19:30:00-04:00");
    let found = duties(&plan, &member(&plan, "u"), now, &BERLIN);
    let open: Vec<_> = found.iter().filter(|duty| duty.standing(now) == Standing::Open).collect();
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].period.id.as_str(), "2026-03-29");
}

#[test]
fn hours_from_an_event_are_hours_that_pass() {
    let plan = daily(r#""at":"24:00""#);
    let unit = member(&plan, "u");
    for (begun, expected) in [
        ("2026-03-28T12:00+01:00", "2026-03-29T11:00Z"),
        // On the day of the change, after it.
        ("2026-03-29T12:00+02:00", "2026-03-30T10:00Z"),
        ("2026-10-25T12:00+01:00", "2026-10-26T11:00Z"),
    ] {
        let period = Period::begun(at(begun).in_zone(&BERLIN));
        let kind = &plan.reports[1].id;
        let duty = duty(&plan, &unit, kind, &period.id, at(begun), &BERLIN).expect("it is known");
        let shown = at(begun).in_zone(&BERLIN).to_string();
        let duty = duty.happened(EventTime::parse(&shown[..16]), &plan, &unit, &BERLIN);
        assert_eq!(until(&duty), expected, "{begun}");
    }
}

#[test]
fn moments_without_an_offset_are_what_clocks_of_the_plan_show() {
    for (text, zone, expected) in [
        ("2026-03-29", &BERLIN, "2026-03-29T10:00Z"),
        ("2026-10-25", &BERLIN, "2026-10-25T11:00Z"),
        ("2026-03-29T01:30", &BERLIN, "2026-03-29T00:30Z"),
        ("2026-03-29T12:00", &BERLIN, "2026-03-29T10:00Z"),
        ("2026-10-25T18:00", &BERLIN, "2026-10-25T17:00Z"),
        ("2024-10-06", &ASUNCION, "2024-10-06T15:00Z"),
    ] {
        assert_eq!(Instant::parse(text, zone).map(utc).as_deref(), Some(expected), "{text}");
    }
    assert!(PeriodId::new("2026-03-29-0230").and_then(|id| Period::begun_as(&id)).is_some());
}
