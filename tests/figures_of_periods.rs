//! Figures over time, by how the periods of a report kind lie in the year.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::delivery::{Answer, Receipt};
use baocao::json::{hash, to_canonical};
use baocao::plan::{Decimal, IndicatorId};
use baocao::report::{Figures, Part, ahead, trajectory};
use support::officer::Officer;

fn indicator(id: &str) -> Part {
    Part::Indicator(IndicatorId::new(id).expect("an id"))
}

fn codes(officer: &Officer, at: &str) -> Vec<(bool, &'static str)> {
    let found = officer.work().findings().filter(|finding| finding.at.to_string().ends_with(at));
    found.map(|finding| (finding.is_error(), finding.code.key())).collect()
}

/// Last period, same period a year ago, and what they come to.
fn figures(officer: &Officer) -> [String; 3] {
    let report = officer.report("2026-12-20T08:01");
    let figures = report.indicators[0].figures.expect("figures");
    let told = [figures.past.last, figures.past.last_year, figures.cumulative];
    told.map(|one| one.map(|number| number.to_string()).unwrap_or_default())
}

/// What the only indicator has to come to.
const TARGETS: &str = r#"{"wording":"W","by":"2026","goal":{"at-least":"10"}}"#;

/// A plan with one summed indicator and these periods, opened in one of them by its only unit.
fn of_periods(periods: &str, more: &str, now: &str, period: &str) -> Officer {
    with_targets(TARGETS, periods, more, now, period)
}

fn with_targets(targets: &str, periods: &str, more: &str, now: &str, period: &str) -> Officer {
    let plan = format!(
        r#"{{"format":"baocao-plan/1","id":"p","version":"1","title":"Kế hoạch","units":[{{"id":"u","name":"U"}}],{more}
        "tasks":[{{"id":"t","title":"T","assigned":[{{"role":"lead","units":["u"]}}],"indicators":["n"]}}],
        "indicators":[{{"id":"n","title":"N","measure":"number","accumulates":"sum",
          "targets":[{targets}]}}],
        "reports":[{{"id":"k","title":"K","by":{{"units":["u"]}},"periods":{periods}}}]}}"#
    );
    let plan = baocao::plan::read(&plan, baocao::finding::Severity::Error).value.expect("a plan");
    let mut officer = Officer::of_plan(plan, "u", now);
    officer.opens("k", period);
    officer
}

#[test]
fn the_year_of_a_target_ends_as_the_periods_do() {
    let december = r#"{"every":{"unit":"month","starts":"12-15","from":"2026-01-01"}}"#;
    let of = |period: &str, now: &str| {
        let mut officer = of_periods(december, "", now, period);
        officer.types(indicator("n"), "before", "5");
        officer.types(indicator("n"), "value", "1");
        codes(&officer, "/values/value")
    };
    assert_eq!(of("2026-11", "2026-11-20T08:00"), [], "15/10 to 14/11: a month is left");
    assert_eq!(of("2026-12", "2026-12-14T08:00"), [(false, "target-missed")], "15/11 to 14/12");
    let weeks = r#"{"every":{"unit":"week","from":"2026-11-02"}}"#;
    let mut officer = of_periods(weeks, "", "2027-01-03T08:00", "2026-W53");
    officer.types(indicator("n"), "before", "5");
    officer.types(indicator("n"), "value", "1");
    assert_eq!(codes(&officer, "/values/value"), [(false, "target-missed")], "28/12/2026 to 3/1/2027");
}

#[test]
fn what_begins_within_a_year_asks_for_what_was_before_unless_the_plan_begins_then() {
    let from_june = r#"{"every":{"unit":"month","from":"2026-06-01"}}"#;
    let cumulative = |more: &str| {
        let mut officer = of_periods(from_june, more, "2026-06-20T08:00", "2026-06");
        officer.types(indicator("n"), "value", "3");
        figures(&officer)[2].clone()
    };
    assert_eq!(cumulative(""), "", "nobody has said what came before June");
    assert_eq!(cumulative(r#""issued":"2026-06-01","#), "3");
    assert_eq!(cumulative(r#""issued":"2025-01-01","#), "", "the plan is older");
}

#[test]
fn a_yearly_report_goes_on_from_that_of_the_year_before() {
    let horizon = r#""horizon":{"wording":"từ tháng 3/2025","from":"2025-03-01"},"#;
    let yearly = r#"{"every":{"unit":"year"}},"due":[{"wording":"trước ngày 30/11","on":{"dates":["11-30"]}}]"#;
    let mut officer = of_periods(yearly, horizon, "2026-11-20T08:00", "2025");
    officer.fills_all();
    officer.types(Part::Whole, "late-reason", "Gửi bù năm trước");
    officer.types(indicator("n"), "value", "7");
    let now = "2026-11-20T08:01";
    let hash = hash(&to_canonical(&officer.report(now)));
    officer.sends("key of 2025", now);
    let receipt = Receipt { hash, sent_at: "2026-11-20T08:01:00+07:00".into(), ..Receipt::default() };
    officer.is_answered(Answer::Accepted(receipt), now);
    officer.opens("k", "2026");
    officer.types(indicator("n"), "value", "9");
    assert_eq!(figures(&officer), ["7", "7", "9"]);
}

#[test]
fn the_targets_of_all_years_are_a_trajectory() {
    let half_years = r#"{"every":{"unit":"half-year","from":"2026-01-01"}}"#;
    let of = |year: &str, goal: &str| format!(r#"{{"wording":"W","by":"{year}","goal":{goal}}}"#);
    let targets = [
        of("2030", r#"{"at-least":"70"}"#),
        of("2026", r#"{"at-least":"10"}"#),
        of("2028", r#""done""#),
        of("2027", r#"{"at-least":"30"}"#),
    ];
    let mut officer = with_targets(&targets.join(","), half_years, "", "2027-06-20T08:00", "2027-H1");
    officer.types(indicator("n"), "value", "5");
    let (plan, work) = (officer.0.plan().expect("a plan"), officer.work());
    let (indicator, place) = (&plan.indicators[0], work.form.parts.iter().position(|part| part.part == indicator("n")));
    let place = place.expect("a place");
    let now = Figures::new(indicator, &work.duty, &work.parts[place].answers, None);
    let told = |goal: Option<Decimal>| goal.map(|goal| goal.to_string()).unwrap_or_default();
    let points = trajectory(&plan, indicator, &work.duty, &work.past, place, &now);
    let goals: Vec<String> = points.iter().map(|point| told(point.goal)).collect();
    assert_eq!(goals, ["10", "10", "30"], "of each half-year that of its year");
    let later: Vec<String> = ahead(indicator, &work.duty).into_iter().map(|(_, goal)| goal.to_string()).collect();
    assert_eq!(later, ["70"], "what is no amount is not drawn");
}
