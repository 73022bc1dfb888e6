//! A report whose deadline is counted from an event: the officer says when it was.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::delivery::Record;
use baocao::report::{Part, Report};
use baocao::schedule::Standing;
use baocao::state::{Action, Bucket};
use support::{at, officer::*};

/// Half an hour after the accident, at 9:00 on 18 June.
fn after_an_accident() -> Officer {
    let mut officer = Officer::of("vi-du-che-do-bao-cao", "xa-b", "2026-06-18T09:00");
    officer.opens("su-co", "open");
    officer
}

fn says_when(officer: &mut Officer, typed: &str) -> Option<String> {
    officer.types(Part::Whole, "event", typed);
    let due = officer.work().duty.due.as_ref().map(|due| due.until);
    due.map(|until| until.in_zone(&*officer.0.zone).to_string())
}

#[test]
fn no_deadline_is_known_before_the_officer_says_when_it_happened() {
    let mut officer = after_an_accident();
    assert_eq!(officer.work().duty.due, None);
    officer.does(Action::Check);
    assert!(officer.errors().contains(&"/period/event required".to_owned()), "{:?}", officer.errors());
    officer.follows("/period/event");
    assert_eq!(officer.focus(), (None, "/period/event".to_owned()), "it is asked above the list");

    assert_eq!(says_when(&mut officer, "8:30 18/6/2026").as_deref(), Some("2026-06-19T08:30:00+07:00"));
    assert_eq!(says_when(&mut officer, "17/6/2026 7h").as_deref(), Some("2026-06-18T07:00:00+07:00"));
    assert_eq!(officer.work().duty.standing(officer.0.now), Standing::Overdue);
    assert!(officer.errors().iter().any(|error| error == "/late/reason late-needs-reason"), "{:?}", officer.errors());
    assert_eq!(says_when(&mut officer, ""), None);
}

#[test]
fn a_moment_that_cannot_be_is_told_where_it_was_typed() {
    let mut officer = after_an_accident();
    for (typed, error) in [
        ("hôm qua", "/period/event not-a-moment"),
        ("18/6/2026", "/period/event not-a-moment"),
        ("8:30 31/6/2026", "/period/event not-a-moment"),
        ("9:01 18/6/2026", "/period/event not-yet"),
        ("8:30 18/6/2036", "/period/event not-yet"),
    ] {
        says_when(&mut officer, typed);
        let errors = officer.errors();
        assert!(errors.iter().any(|one| one == error), "{typed}: {errors:?}");
        assert_eq!(errors.iter().filter(|one| one.starts_with("/period/event")).count(), 1, "{typed}: {errors:?}");
    }
}

#[test]
fn the_report_says_when_it_happened_and_a_draft_remembers() {
    let mut officer = after_an_accident();
    officer.fills_all();
    says_when(&mut officer, "8:30 ngày 18/6/2026");
    let report = officer.report("2026-06-18T09:10");
    assert_eq!(report.period.event.as_deref(), Some("2026-06-18T08:30"));
    assert_eq!(report.due.as_ref().map(|due| &*due.until), Some("2026-06-19T08:30:00+07:00"));
    let again: Report = serde_json::from_str(&serde_json::to_string(&report).expect("JSON")).expect("a report");
    assert_eq!(again, report);

    let record = Record::new(
        officer.0.draft_key(&officer.work().duty).expect("a key"),
        &officer.work().draft,
        "2026-06-18T09:10:00+07:00".into(),
    );
    officer.does(Action::Overview);
    officer.does(Action::Records(Ok(vec![record])));
    officer.does(Action::Tick(at("2026-06-19T08:31")));
    let rows = officer.0.duty_rows();
    let row = rows.iter().find(|row| row.duty.period.id.as_str() == "2026-06-18-0900").expect("it is listed");
    assert_eq!(row.bucket, Bucket::Overdue);
    officer.does(Action::Open(row.duty.clone()));
    assert!(officer.work().duty.is_late(officer.0.now));
    officer.does(Action::Tick(at("2026-06-19T08:32")));
    assert!(officer.work().duty.is_late(officer.0.now), "also after the clock went on");
}

#[test]
fn what_is_told_because_something_happened_is_never_nothing() {
    let mut officer = after_an_accident();
    assert!(!officer.work().duty.may_be_nil());
    officer.types(Part::Whole, "nil", "yes");
    assert!(officer.errors().contains(&"/nil not-asked".to_owned()), "{:?}", officer.errors());
}

#[test]
fn other_reports_of_a_kind_without_periods_are_those_begun_here() {
    let mut officer = after_an_accident();
    assert_eq!(officer.work().other_periods.len(), 1, "none was begun before");
    officer.fills_all();
    says_when(&mut officer, "8:30 18/6/2026");
    officer.is_kept();
    officer.does(Action::Tick(at("2026-06-20T10:00")));
    officer.opens("su-co", "open");
    let ids = |officer: &Officer| {
        let others = officer.work().other_periods.iter().map(|duty| duty.period.id.to_string());
        others.collect::<Vec<_>>()
    };
    assert_eq!(ids(&officer), ["2026-06-18-0900", "2026-06-20-1000"]);
    assert_eq!(officer.work().other_periods[0].standing(officer.0.now), Standing::Overdue, "its deadline is known");
    // In the year it stands at its deadline, among what the plan dates; what may come at any time comes last.
    let year = officer.0.year(2026);
    let at = year.iter().position(|duty| duty.period.id.as_str() == "2026-06-18-0900").expect("it is of this year");
    let day = |i: usize| year[i].due.as_ref().map(|due| due.last_day);
    assert!(day(at - 1) <= day(at) && day(at) <= day(at + 1) && day(at + 1).is_some());
    let undated: Vec<_> = year.iter().skip_while(|duty| duty.due.is_some()).map(|duty| duty.kind.id.as_str()).collect();
    assert_eq!(undated, ["su-co", "dot-xuat"]);
    let before = officer.0.year(2025);
    assert!(before.iter().all(|duty| duty.due.is_some()), "nothing can be begun in a year that is over");
}
