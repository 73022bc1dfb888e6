//! What is listed around a day, and how much.

use super::small::{VN, day, owed, plan, unit};
use baocao::plan::{Arrangement, Date, PeriodId, Plan, Special};
use baocao::schedule::{Duty, Instant, duties};

const EVERY: [&str; 5] =
    [r#"{"unit":"month"}"#, r#"{"unit":"quarter"}"#, r#"{"unit":"year"}"#, r#"{"unit":"week"}"#, r#"{"unit":"day"}"#];

/// Reports that are due long after their periods, up to years, and before.
const DUE: [&str; 9] = [
    r#""after":{"days":5}"#,
    r#""after":{"months":2}"#,
    r#""after":{"months":18}"#,
    r#""after":{"years":3}"#,
    r#""after":{"years":2,"months":7,"weeks":9,"days":80,"working_days":50}"#,
    r#""after":{"working_days":400}"#,
    r#""after":{"years":1},"on":{"dates":["12-15"]}"#,
    r#""on":{"edge":"end-of-year"}"#,
    r#""from":"period-start","on":{"day":5}"#,
];

fn last_day(duty: &Duty) -> Date {
    duty.due.as_ref().expect("it is dated").last_day
}

fn ids(duties: &[Duty]) -> Vec<PeriodId> {
    duties.iter().map(|duty| duty.period.id.clone()).collect()
}

#[test]
fn a_year_lists_what_a_century_lists_of_it() {
    for every in EVERY {
        for due in DUE {
            let plan = plan(&format!(r#"{{"every":{every}}}"#), due, "\"none\"", "");
            let mut all = owed(&plan, ("2024-06-01", "2028-06-01"));
            all.retain(|duty| last_day(duty).year() == 2026);
            assert_eq!(ids(&owed(&plan, ("2026-01-01", "2026-12-31"))), ids(&all), "{every} {due}");
            assert!(!all.is_empty() || every.contains("year"), "{every} {due}");
        }
    }
}

#[test]
fn around_a_day_what_was_missed_of_late_and_what_comes_next_is_listed() {
    let today = day("2026-06-18");
    let now = Instant::start_of(today, &VN);
    for (every, days_back) in EVERY.into_iter().zip([372, 372, 372, 92, 31]) {
        for due in DUE {
            let rule = format!(r#"{{"every":{}}}"#, every.replace('}', r#","from":"2019-01-01"}"#));
            let plan = plan(&rule, due, "\"none\"", "");
            let (mut expected, mut coming) = (Vec::new(), 0);
            for duty in owed(&plan, ("2025-01-01", "2029-12-31")) {
                coming += usize::from(last_day(&duty) >= today);
                // What ends more than two years from now does not come next, however early it is due.
                let ends = duty.period.span.expect("a span").1;
                if last_day(&duty) >= today.plus_days(-days_back) && coming <= 2 && ends < day("2028-06-18") {
                    expected.push(duty);
                }
            }
            assert_eq!(ids(&duties(&plan, &unit(&plan), now, &VN)), ids(&expected), "{every} {due}");
        }
    }
}

fn arrange(plan: &mut Plan, is: Special, periods: &[&str], until: Option<&str>) {
    plan.arrangements.push(Arrangement {
        r#for: None,
        is,
        reports: Vec::new(),
        periods: periods.iter().filter_map(|id| PeriodId::new(id)).collect(),
        title: None,
        from: None,
        to: None,
        until: until.map(day),
        at: None,
        reason: "Bão".to_owned(),
    });
}

#[test]
fn what_is_arranged_for_all_reports_is_listed_no_longer_than_the_reports() {
    let now = Instant::start_of(day("2026-06-18"), &VN);
    for every in EVERY {
        let plain = plan(&format!(r#"{{"every":{every}}}"#), r#""after":{"days":5}"#, "\"none\"", "");
        for until in [None, Some("2026-05-01"), Some("2026-06-20")] {
            let mut plan = plain.clone();
            plan.issued = Some(day("2024-01-01"));
            let expected = ids(&duties(&plan, &unit(&plan), now, &VN));
            arrange(&mut plan, Special::Exempt, &[], until);
            assert_eq!(ids(&duties(&plan, &unit(&plan), now, &VN)), expected, "{every} {until:?}");
        }
    }
}

#[test]
fn what_is_arranged_for_one_report_stays_in_sight() {
    let now = Instant::start_of(day("2026-06-18"), &VN);
    let mut plan = plan(r#"{"every":{"unit":"month"}}"#, r#""after":{"days":5}"#, "\"none\"", "");
    plan.issued = Some(day("2024-01-01"));
    arrange(&mut plan, Special::Extended, &["2026-12"], Some("2027-03-01"));
    // A year late, and on time.
    arrange(&mut plan, Special::Extended, &["2025-01"], Some("2026-06-20"));
    arrange(&mut plan, Special::SentOutside, &["2025-08"], None);
    let found = ids(&duties(&plan, &unit(&plan), now, &VN));
    for id in ["2026-12", "2025-01", "2025-08", "2026-06", "2026-07"] {
        assert!(found.iter().any(|found| found.as_str() == id), "{id} is not in {found:?}");
    }
    assert!(found.len() <= 20, "{found:?}");
}
