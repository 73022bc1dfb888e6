//! A receiver finds every report that a list names.

use super::any_plan::{Make, plans};
use super::small::{VN, YEARS, day, owed, plan, unit};
use baocao::plan::{Arrangement, PeriodId, Plan, Special};
use baocao::schedule::{Duty, Instant, Period, duties, duty, obligations};
use proptest::prelude::*;

/// One listed report, asked for by its kind and period.
fn is_found(plan: &Plan, known: &Duty, now: Instant) {
    let unit = unit(plan);
    // What has no period is named by the minute it is begun.
    let expected = match known.is_open() {
        true => known.begun(Period::begun(now.in_zone(&VN)), plan, &unit, &VN),
        false => known.clone(),
    };
    let id = &expected.period.id;
    let found = duty(plan, &unit, &known.kind.id, id, now, &VN);
    assert_eq!(found.as_ref(), Some(&expected), "{} {id}", known.kind.id);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn what_is_listed_is_found(plan in plans(Make::Sense), n in 0_i64..2_000) {
        let now = Instant(Instant::start_of(day("2024-01-01").plus_days(n), &VN).0 + 30_000_000);
        let today = now.in_zone(&VN).date;
        let unit = unit(&plan);
        let mut all = duties(&plan, &unit, now, &VN);
        all.extend(obligations(&plan, &unit, today.plus_days(-200), today.plus_days(200), &VN));
        // Long lists are alike.
        for known in all.iter().step_by(1 + all.len() / 60) {
            is_found(&plan, known, now);
        }
    }
}

#[test]
fn every_report_of_a_century_is_found_on_its_last_day() {
    for every in [r#"{"unit":"month","starts":"12-15"}"#, r#"{"unit":"week","count":2}"#, r#"{"unit":"nine-months"}"#] {
        let rounds = r#","rounds":[{"id":"so-bo","title":"S"},{"id":"chinh-thuc","title":"C"}]"#;
        let plan = plan(&format!(r#"{{"every":{every}}}"#), r#""after":{"working_days":5}"#, "null", rounds);
        for known in owed(&plan, YEARS).iter().step_by(37) {
            is_found(&plan, known, known.due.as_ref().expect("dated").until);
        }
    }
}

#[test]
fn what_is_arranged_for_a_period_holds_for_its_rounds_and_not_for_one_with_a_longer_name() {
    let periods =
        r#"{"list":[{"id":"1","wording":"A","to":"2026-03-31"},{"id":"1.1","wording":"B","to":"2026-06-30"}]}"#;
    let arranged = |more: &str| -> Vec<String> {
        let mut plan = plan(periods, r#""after":{"days":1}"#, "\"none\"", more);
        plan.arrangements.push(Arrangement {
            r#for: None,
            is: Special::Exempt,
            reports: Vec::new(),
            periods: PeriodId::new("1").into_iter().collect(),
            title: None,
            from: None,
            to: None,
            until: None,
            at: None,
            reason: "Bão".to_owned(),
        });
        let all = owed(&plan, YEARS);
        all.iter().filter(|duty| duty.arranged.is_some()).map(|duty| duty.period.id.to_string()).collect()
    };
    assert_eq!(arranged(""), ["1"]);
    assert_eq!(arranged(r#","rounds":[{"id":"x","title":"X"},{"id":"y","title":"Y"}]"#), ["1.x", "1.y"]);
}
