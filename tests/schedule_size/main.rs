//! A plan as large as a ministry's: what it asks of one unit in five years. How long that takes is measured by
//! `cargo xtask bench`.
#![cfg(not(target_arch = "wasm32"))]

mod plan;

use baocao::plan::{Date, UnitId};
use baocao::schedule::{Duty, FixedZone, obligations};
use plan::{KINDS, TASKS, UNITS, YEARS, day, large};

fn last_day(duty: &Duty) -> Date {
    duty.due.as_ref().expect("it is dated").last_day
}

#[test]
fn five_years_of_one_unit_are_complete_and_in_order() {
    let plan = large();
    assert_eq!((plan.units.len(), plan.tasks.len(), plan.reports.len()), (UNITS, TASKS, KINDS.len()));
    let of = |unit: &str| {
        let id = UnitId::new(unit).expect("an id");
        let member = plan.member(plan.unit(&id).expect("it is there").clone());
        obligations(&plan, &member, day(YEARS.0), day(YEARS.1), &FixedZone::VIETNAM)
    };
    let found = of("don-vi-7");
    for (i, (every, due, count)) in KINDS.iter().enumerate() {
        let kind = format!("k{i:02}");
        let of_kind: Vec<_> = found.iter().filter(|duty| duty.kind.id.as_str() == kind).collect();
        assert_eq!(of_kind.len(), *count, "{every} {due}");
        // Each period once, and in order but for the one with more time.
        let is_usual = |duty: &&&Duty| duty.arranged.is_none();
        let usual: Vec<_> = of_kind.iter().filter(is_usual).map(|duty| &duty.period.id).collect();
        assert!(usual.windows(2).all(|pair| pair[0] < pair[1]), "{every} {due}");
    }
    // The earliest first; of one day as the plan lists the kinds.
    let key = |duty: &Duty| (last_day(duty), duty.kind.id.clone());
    for pair in found.windows(2) {
        assert!(key(&pair[0]) <= key(&pair[1]), "{:?} {:?}", key(&pair[0]), key(&pair[1]));
    }
    let extended: Vec<_> = found.iter().filter(|duty| duty.arranged.is_some()).collect();
    assert_eq!(extended.len(), 1);
    assert_eq!((extended[0].period.id.as_str(), last_day(extended[0])), ("2025-02", day("2028-12-31")));

    assert_eq!(of("don-vi-8").len(), found.len(), "another unit of the same kinds, with nothing arranged");
    assert!(of("don-vi-9").is_empty());
}
