//! A plan as large as a ministry's: 1,000 tasks, 12 report kinds, 5,000 units, and one unit's reports of five years.
//! How long they take is measured by `cargo xtask bench`.
#![cfg(not(target_arch = "wasm32"))]

use baocao::finding::Severity;
use baocao::plan::{self, Date, Plan, UnitId};
use baocao::schedule::{Duty, FixedZone, obligations};
use std::fmt::Write;

const UNITS: usize = 5_000;
const TASKS: usize = 1_000;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("{text} is no day"))
}

/// Periods, due rule, and how many reports fall due from 2024 to 2028.
const KINDS: [(&str, &str, usize); 12] = [
    // 2024 and 2028 have a leap day.
    (r#""unit":"day""#, r#""at":"17:00""#, 1827),
    // From the Friday before New Year 2024 to the one before New Year 2029.
    (r#""unit":"day""#, r#""after":{"working_days":1}"#, 1827),
    // Mondays to Fridays; 2024 begins with a Monday, 2028 ends with a Sunday.
    (r#""unit":"day","only":[1,2,3,4,5]"#, r#""at":"24:00""#, 1305),
    (r#""unit":"week""#, r#""on":{"weekday":5},"reading":"through""#, 261),
    (r#""unit":"week""#, r#""after":{"working_days":2}"#, 261),
    (r#""unit":"week","count":2,"from":"2023-01-02""#, r#""after":{"days":3}"#, 131),
    (r#""unit":"month""#, r#""on":{"day":15}"#, 60),
    (r#""unit":"month","starts":"12-15""#, r#""after":{"working_days":5}"#, 60),
    (r#""unit":"month","cumulative":"year""#, r#""after":{"days":5},"shift":"previous-working-day""#, 60),
    (r#""unit":"quarter""#, r#""after":{"working_days":10}"#, 20),
    (r#""unit":"half-year""#, r#""on":{"dates":["06-20","12-20"]}"#, 10),
    (r#""unit":"year""#, r#""after":{"months":1},"on":{"edge":"end-of-month"},"reading":"through""#, 5),
];

fn large() -> Plan {
    let mut text =
        r#"{"format":"baocao-plan/1","id":"p","version":"1","title":"K","issued":"2020-01-01","groups":["#.to_owned();
    let mut list = |open: &str, n: usize, one: &dyn Fn(usize) -> String| {
        text.push_str(open);
        for i in 0..n {
            let comma = if i > 0 { "," } else { "" };
            write!(text, "{comma}{}", one(i)).expect("a text grows");
        }
    };
    list("", 20, &|i| format!(r#"{{"id":"nhom-{i}","name":"Nhóm {i}"}}"#));
    list(r#"],"units":["#, UNITS, &|i| {
        format!(r#"{{"id":"don-vi-{i}","name":"Đơn vị {i}","groups":["nhom-{}"]}}"#, i % 20)
    });
    list(r#"],"tasks":["#, TASKS, &|i| {
        format!(r#"{{"id":"nv-{i}","title":"Việc {i}","assigned":[{{"role":"lead","groups":["nhom-{}"]}}]}}"#, i % 20)
    });
    list(r#"],"reports":["#, KINDS.len(), &|i| {
        let (every, due, _) = KINDS[i];
        format!(
            r#"{{"id":"k{i:02}","title":"Báo cáo {i}","by":{{"groups":["nhom-7","nhom-8"]}},
            "periods":{{"every":{{{every}}}}},"due":[{{"wording":"w",{due}}}]}}"#
        )
    });
    // A unit in seven has more time once.
    list(r#"],"arrangements":["#, 700, &|i| {
        let id = format!("{}-{:02}", 2024 + i % 5, 1 + i % 12);
        format!(
            r#"{{"for":{{"units":["don-vi-{}"]}},"is":"extended","reports":["k06"],"periods":["{id}"],"until":"2028-12-31",
            "reason":"Bão"}}"#,
            7 * i
        )
    });
    text.push_str("]}");
    let reading = plan::read(&text, Severity::Error);
    reading.value.unwrap_or_else(|| panic!("{:?}", reading.findings.first()))
}

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
        obligations(&plan, &member, day("2024-01-01"), day("2028-12-31"), &FixedZone::VIETNAM)
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
