//! Plans that the checker refuses, put together around it: the engine stays calm.

use super::any_plan::{Make, plans};
use super::small::{VN, day, unit};
use baocao::plan::{Date, Periods, Plan};
use baocao::schedule::{Duty, Instant, duties, duty, explain, obligations};
use proptest::prelude::*;
use proptest::sample::select;

/// Today, mostly, and the ends of what is a day.
fn moments() -> BoxedStrategy<Date> {
    let any = select(vec!["1900-01-01", "1970-01-01", "2024-02-29", "2100-02-28", "2199-06-30", "2199-12-31"]);
    prop_oneof![2 => Just("2026-06-15"), 1 => any].prop_map(day).boxed()
}

/// Everything that is asked of a report.
fn ask_all(plan: &Plan, found: &[Duty], now: Instant) {
    let unit = unit(plan);
    // Long lists are alike.
    for known in found.iter().step_by(1 + found.len() / 40) {
        let steps = explain(plan, &unit, known, &VN);
        assert!(steps.len() <= 24, "{steps:?}");
        let _ = (known.standing(now), known.is_late(now), known.is_estimate());
        let _ = known.corrected(now, plan, &unit, &VN);
        if let Some(due) = &known.due {
            let _ = (known.standing(due.until), baocao::locale::left(baocao::locale::Lang::Vi, now, due.until));
        }
    }
}

/// Most reports of a kind that can be due around a day: one for each round of each day of a month or a quarter, or
/// all that are listed.
fn most(plan: &Plan) -> usize {
    let one = |periods: &Periods| match periods {
        Periods::List(list) => list.len(),
        Periods::Every(_) => 2 * 366 + 400,
        _ => 1,
    };
    let kinds = plan.reports.iter().map(|kind| one(&kind.periods) * kind.rounds.len().max(1) + plan.arrangements.len());
    kinds.sum::<usize>() + 1
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn nothing_panics_and_lists_end(plan in plans(Make::Anything), today in moments()) {
        let (unit, now) = (unit(&plan), Instant::start_of(today, &VN));
        let around = duties(&plan, &unit, now, &VN);
        prop_assert!(around.len() <= most(&plan), "{}", around.len());
        ask_all(&plan, &around, now);

        let (from, to) = (today.plus_days(-30), today.plus_days(60));
        let all = obligations(&plan, &unit, from, to, &VN);
        // All may be moved to one day, but no more than there are around it.
        prop_assert!(all.len() <= 3 * most(&plan), "{}", all.len());
        let is_due = |duty: &Duty| duty.due.as_ref().is_some_and(|due| from <= due.last_day && due.last_day <= to);
        prop_assert!(all.iter().all(is_due));
        ask_all(&plan, &all, now);

        for kind in &plan.reports {
            for id in ["2026-06", "2026-06-15", "2026-06-15-0830", "2026-W25", "1.1", "open", "x", "2199-12-31"] {
                let id = baocao::plan::PeriodId::new(id).expect("an id");
                let found = duty(&plan, &unit, &kind.id, &id, now, &VN);
                prop_assert!(found.is_none_or(|duty| duty.period.id == id));
            }
        }
    }
}

/// The same at the very ends of time, one rule after another.
#[test]
fn the_first_and_the_last_days_there_are() {
    for every in [
        r#"{"unit":"month","starts":"02-29"}"#,
        r#"{"unit":"month","starts":"12-31"}"#,
        r#"{"unit":"quarter","starts":"12-26","full_year":true}"#,
        r#"{"unit":"year","starts":"09-01"}"#,
        r#"{"unit":"week"}"#,
        r#"{"unit":"week","count":3}"#,
        r#"{"unit":"week","count":255}"#,
        r#"{"unit":"day"}"#,
        r#"{"unit":"day","count":255}"#,
    ] {
        for due in [r#""at":"24:00""#, r#""after":{"years":3,"months":7,"working_days":9}"#, r#""on":{"day":31}"#] {
            let plan = super::small::plan(&format!(r#"{{"every":{every}}}"#), due, "null", "");
            for years in [("1900-01-01", "1901-06-30"), ("2197-01-01", "2199-12-31")] {
                let found = super::small::owed(&plan, years);
                ask_all(&plan, &found, Instant::start_of(day(years.1), &VN));
                let mut ids: Vec<_> = found.iter().map(|duty| duty.period.id.clone()).collect();
                ids.sort();
                ids.dedup();
                assert_eq!(ids.len(), found.len(), "{every} {due} {years:?}: each report once");
                for (first, last) in super::small::spans(&found) {
                    assert!(first <= last, "{every} {first}..{last}");
                }
            }
            let now = Instant::start_of(day("2199-12-31"), &VN);
            ask_all(&plan, &duties(&plan, &unit(&plan), now, &VN), now);
        }
    }
}
