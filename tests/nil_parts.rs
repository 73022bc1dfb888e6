//! "Không phát sinh": nothing to report of a task, of a question about the whole, of all.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::check::{self, Context};
use baocao::finding::{Finding, Severity};
use baocao::json::{Limits, read_text, to_canonical};
use baocao::plan::{self, FieldId, Plan, TaskId};
use baocao::report::{Earlier, Form, Part, Report};
use baocao::schedule::duties;
use baocao::state::{Action, Extra, PanelState, Progress};
use std::sync::Arc;
use support::officer::{Officer, accepted};
use support::{PlainText, at, first_line_down, member};

const PLAN: &str = "vi-du-so-lieu";
const UNIT: &str = "doan-xa-b";

fn task(id: &str) -> Part {
    Part::Entry(TaskId::new(id).expect("an id"))
}

fn field(key: &str) -> FieldId {
    FieldId::new(key).expect("an id")
}

/// An officer who fills in May.
fn may() -> Officer {
    let mut officer = Officer::of(PLAN, UNIT, "2026-06-02T08:00");
    officer.opens("thang", "2026-05");
    officer
}

/// The plan with other words in the place of what it says of "nothing to report".
fn plan_with(nil_parts: &str) -> String {
    let path = format!("{}/examples/plans/{PLAN}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the plan");
    let from = text.find("\"nil_parts\"").expect("what it says");
    let to = from + text[from..].find('\n').expect("a line");
    format!("{}{nil_parts}{}", &text[..from], &text[to..])
}

fn read(nil_parts: &str) -> Plan {
    let reading = plan::read(&plan_with(nil_parts), Severity::Error);
    reading.value.unwrap_or_else(|| panic!("{:?}", reading.findings))
}

/// What is wrong with the plan if it says this.
fn wrong(nil_parts: &str) -> Vec<String> {
    let found = plan::read(&plan_with(nil_parts), Severity::Error).findings;
    found.iter().map(|finding| format!("{} {}", finding.at, finding.code.key())).collect()
}

/// What a receiver finds wrong with a report.
fn received(plan: &Plan, report: &Report) -> Vec<String> {
    let member = member(plan, UNIT);
    let (now, zone) = (at("2026-06-02T08:00"), baocao::schedule::FixedZone::VIETNAM);
    let all = duties(plan, &member, now, &zone);
    let duty = all.iter().find(|duty| duty.period.id == report.period.id).expect("the duty");
    let form = Form::new(plan, &member, duty);
    let cx = Context { plan, duty, form: &form, earlier: &Earlier::default(), now, text: &PlainText };
    let errors = check::report(cx, report).into_iter().filter(Finding::is_error);
    errors.map(|finding| format!("{} {}", finding.at, finding.code.key())).collect()
}

fn panel_state(officer: &Officer, id: &str) -> PanelState {
    let work = officer.work();
    let place = work.form.parts.iter().position(|form| form.part == task(id)).expect("a part");
    let panel = work.panels.iter().position(|panel| panel.parts.contains(&place)).expect("a panel");
    work.panel_states()[panel]
}

/// The report as a receiver reads it.
fn sent(report: &Report) -> Report {
    read_text(&to_canonical(report), Limits::default(), Severity::Error).value.expect("a report")
}

#[test]
fn of_a_task_nothing_else_is_asked_then_and_what_was_typed_stays() {
    let mut officer = may();
    officer.fills_all();
    officer.types(task("ho-tro-ho-so"), "result", "Trực 5 buổi");
    officer.types(task("ho-tro-ho-so"), "nam", "năm");
    officer.types(task("ho-tro-ho-so"), "nil", "yes");
    assert_eq!(officer.errors(), ["/entries/1/values/nil_reason required"], "nor is what cannot be read");
    assert!(matches!(panel_state(&officer, "ho-tro-ho-so"), PanelState::Started | PanelState::Errors(_)));
    officer.types(task("ho-tro-ho-so"), "nil_reason", "Không có hồ sơ nào trong tháng");
    assert_eq!(officer.errors(), [""; 0]);
    assert_eq!(panel_state(&officer, "ho-tro-ho-so"), PanelState::Nil);

    let report = sent(&officer.report("2026-06-02T08:00"));
    let values = to_canonical(&report.entries[1]);
    assert!(values.contains(r#""values":{"nil":true,"nil_reason":"Không có hồ sơ nào trong tháng"}"#), "{values}");
    assert_eq!(received(&support::plan(PLAN), &report), [""; 0]);

    // Not after all: all is there again.
    officer.types(task("ho-tro-ho-so"), "nil", "");
    let typed = officer.work().draft.get(&task("ho-tro-ho-so"), &field("result")).expect("what was typed");
    assert_eq!(typed.text(), "Trực 5 buổi");
    assert_eq!(officer.errors(), ["/entries/1/values/nam not-a-number"]);
    let report = officer.report("2026-06-02T08:00");
    assert!(!to_canonical(&report.entries[1]).contains("nil"), "the reason is not sent either");
}

#[test]
fn indicators_of_tasks_without_anything_are_not_asked_for() {
    let mut officer = may();
    let indicator = |id: &str| Part::Indicator(baocao::plan::IndicatorId::new(id).expect("an id"));
    let place = |officer: &Officer, part: &Part| officer.work().form.parts.iter().position(|form| form.part == *part);
    let idle = |officer: &Officer| officer.work().idle.clone();
    assert_eq!(idle(&officer), [0; 0]);
    officer.types(task("ho-tro-ho-so"), "nil", "yes");
    assert_eq!(idle(&officer), Vec::from_iter(place(&officer, &indicator("ho-so-truc-tuyen"))));
    // What has a result is sent, and so it is shown.
    officer.types(indicator("ho-so-truc-tuyen"), "value", "80");
    assert_eq!(idle(&officer), [0; 0]);
    officer.types(indicator("ho-so-truc-tuyen"), "value", "");
    assert_eq!(idle(&officer).len(), 1);
    officer.types(task("ho-tro-ho-so"), "nil", "");
    assert_eq!(idle(&officer), [0; 0]);
}

#[test]
fn it_counts_as_done_and_the_next_to_fill_in_is_another() {
    let mut officer = may();
    officer.does(Action::Panel(Some(0)));
    officer.types(task("ho-tro-ho-so"), "nil", "yes");
    officer.types(task("ho-tro-ho-so"), "nil_reason", "Không có hồ sơ");
    let work = officer.work();
    assert_eq!(Progress::of(&work.panel_states()).complete, 1);
    let next = work.next_unfilled().expect("another");
    assert!(work.panels[next].title != work.panels[1].title, "{next}");
    let listed = |filter: baocao::state::Filter| {
        let states = work.panel_states();
        (0..states.len()).filter(|&i| filter.lists("", &work.panels[i], states[i])).count()
    };
    assert_eq!(listed(baocao::state::Filter::Complete), 1);
}

#[test]
fn of_a_question_about_the_whole_that_question_is_not_asked() {
    let mut officer = may();
    officer.fills_all();
    officer.types(Part::Sections, "difficulties", "Thiếu kinh phí");
    officer.types(Part::Sections, "difficulties.nil", "yes");
    assert_eq!(officer.errors(), [""; 0], "the plan asks no reason here");
    let report = sent(&officer.report("2026-06-02T08:00"));
    let sections = to_canonical(&officer.report("2026-06-02T08:00"));
    assert!(sections.contains(r#""difficulties.nil":true"#) && !sections.contains("Thiếu kinh phí"), "{sections}");
    assert_eq!(received(&support::plan(PLAN), &report), [""; 0]);
    assert!(
        officer.work().form.field(&Part::Sections, &field("overall.nil")).is_none(),
        "the plan does not allow that"
    );
}

#[test]
fn the_receiver_refuses_what_the_plan_does_not_allow() {
    let mut officer = may();
    officer.fills_all();
    let report = officer.report("2026-06-02T08:00");
    let changed = |from: &str, to: &str| {
        let text = to_canonical(&report);
        assert!(text.contains(from), "{text}");
        read_text(&text.replacen(from, to, 1), Limits::default(), Severity::Error).value.expect("a report")
    };
    let plan = support::plan(PLAN);
    let status = r#""status":"in-progress""#;
    let beside = changed(status, r#""nil":true,"nil_reason":"Không có","status":"in-progress""#);
    assert_eq!(received(&plan, &beside), ["/entries/0/values/status not-asked"]);
    let bare = changed(status, r#""nil":true"#);
    assert_eq!(received(&plan, &bare), ["/entries/0/values/nil_reason required"]);
    let why_not = changed(status, r#""nil_reason":"Không có","status":"in-progress""#);
    assert_eq!(received(&plan, &why_not), ["/entries/0/values/nil_reason not-asked"]);
    let odd = changed(status, r#""nil":"yes","status":"in-progress""#);
    assert_eq!(received(&plan, &odd), ["/entries/0/values/nil not-an-option"]);
    // Where nothing is said of it, only a whole report may be without content.
    let strict = read(r#""nil_parts": { "tasks": { "except": ["tap-huan"] } },"#);
    let nil = changed(status, r#""nil":true"#);
    let found = received(&strict, &nil);
    assert!(found.contains(&"/entries/0/values/nil not-asked".to_owned()), "{found:?}");
    assert!(found.contains(&"/entries/0/values/status required".to_owned()), "{found:?}");
}

#[test]
fn a_whole_report_needs_its_reason_where_the_plan_says_so() {
    let plan = read(r#""nil_parts": { "tasks": "all", "reason_for": ["report"] },"#);
    let mut officer = Officer::of_plan(plan.clone(), UNIT, "2026-06-02T08:00");
    officer.opens("thang", "2026-05");
    officer.types(Part::Reporter, "name", "Trần Thị B");
    officer.types(Part::Reporter, "position", "Chuyên viên");
    officer.types(task("tap-huan"), "nil", "yes");
    officer.types(Part::Whole, "nil", "yes");
    assert_eq!(officer.errors(), ["/nil_reason required"], "that a task is without content too is no contradiction");
    officer.does(Action::Check);
    officer.follows("/nil_reason");
    assert_eq!(officer.focus(), (None, "/nil_reason".to_owned()), "it is asked above the list");
    officer.types(Part::Whole, "nil_reason", "Nghỉ hè");
    assert_eq!(officer.errors(), [""; 0]);
    let report = sent(&officer.report("2026-06-02T08:00"));
    assert_eq!((report.nil, report.nil_reason.as_deref()), (true, Some("Nghỉ hè")));
    assert_eq!(received(&plan, &report), [""; 0]);
    assert_eq!(received(&plan, &Report { nil_reason: None, ..report.clone() }), ["/nil_reason required"]);
    let found = received(&plan, &Report { nil: false, ..report.clone() });
    assert!(found.contains(&"/nil_reason not-asked".to_owned()), "{found:?}");
    assert!(received(&support::plan(PLAN), &report).contains(&"/nil_reason not-asked".to_owned()));
    officer.types(task("tap-huan"), "result", "Có nội dung");
    assert_eq!(officer.errors(), [""; 0], "what is not asked is no content");
    officer.types(task("tap-huan"), "nil", "");
    assert_eq!(officer.errors(), ["/nil nil-with-content"]);
}

#[test]
fn it_goes_with_the_draft_and_comes_back_with_a_sent_report() {
    let mut officer = may();
    officer.fills_all();
    officer.types(task("ho-tro-ho-so"), "nil", "yes");
    officer.types(task("ho-tro-ho-so"), "nil_reason", "Không có hồ sơ");
    let draft = officer.report("2026-06-02T08:00").draft(&officer.work().form);
    assert_eq!(
        draft.get(&task("ho-tro-ho-so"), &field("nil")).map(|raw| raw.text().to_owned()),
        Some("yes".to_owned())
    );
    officer.sends("k1", "2026-06-02T08:01");
    officer.is_answered(accepted(), "2026-06-02T08:02");
    officer.opens("thang", "2026-06");
    officer.does(Action::CarryOver(None));
    let carried = officer.work().draft.get(&task("ho-tro-ho-so"), &field("nil"));
    assert_eq!(carried, None, "that there was nothing last month does not say there is nothing now");
    officer.does(Action::Clear);
    officer.types(task("tap-huan"), "nil", "yes");
    officer.does(Action::CarryOver(None));
    assert_eq!(officer.work().draft.get(&task("tap-huan"), &field("status")), None, "it is not asked now");
}

#[test]
fn what_was_left_before_the_rest_came_is_still_the_same_question() {
    let mut officer = first_line_down(PLAN, UNIT, "2026-06-02T08:00");
    officer.opens("thang", "2026-05");
    assert!(officer.work().form.field(&task("tap-huan"), &field("nil")).is_none(), "the first view has no use for it");
    officer.types(task("tap-huan"), "result", "x");
    officer.does(Action::Rest(Extra::Here));
    let work = officer.work();
    let told: Vec<String> = work.visible(0).map(|placed| placed.finding.at.to_string()).collect();
    assert_eq!(told, ["/entries/0/values/result"]);
    assert!(work.form.field(&task("tap-huan"), &field("nil")).is_some());
    let (one, other) = (&work.form.parts[0].fields, &work.form.parts[1].fields);
    assert!(Arc::ptr_eq(one, other), "tasks share their questions still");
}

#[test]
fn nonsense_in_a_plan_is_found() {
    let at = |place: &str| format!("/reports/0/nil_parts{place}");
    let finds = |says: &str, expected: &str| {
        let found = wrong(&format!("\"nil_parts\": {says},"));
        assert!(found.contains(&at(expected)), "{says}: {found:?}");
    };
    finds("{}", " required");
    finds(r#"{ "tasks": { "only": ["khong-co"] } }"#, "/tasks/only/0 dangling");
    finds(r#"{ "tasks": { "only": [] } }"#, "/tasks/only required");
    finds(r#"{ "tasks": { "except": ["tap-huan", "tap-huan"] } }"#, "/tasks/except/1 duplicate-id");
    finds(r#"{ "sections": ["khong-co"] }"#, "/sections/0 dangling");
    finds(r#"{ "sections": ["overall", "overall"] }"#, "/sections/1 duplicate-id");
    finds(r#"{ "sections": ["overall"], "reason_for": ["tasks"] }"#, "/reason_for/0 useless");
    finds(r#"{ "tasks": "all", "reason_for": ["tasks", "tasks"] }"#, "/reason_for/1 useless");
    finds(r#"{ "tasks": "some" }"#, "/tasks unexpected");
    finds(r#"{ "tasks": "all", "why": true }"#, "/why unknown-key");
    let covers = wrong(r#""covers": "none", "nil_parts": { "tasks": "all" },"#);
    assert!(covers.contains(&at("/tasks useless")), "{covers:?}");
    let forbidden = wrong(r#""nil": "forbidden", "nil_parts": { "tasks": "all", "reason_for": ["report"] },"#);
    assert!(forbidden.contains(&at("/reason_for/0 useless")), "{forbidden:?}");
    assert_eq!(wrong(r#""nil_parts": { "tasks": "all", "reason_for": ["report", "tasks"] },"#), [""; 0]);
}
