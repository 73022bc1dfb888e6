//! Answers that have to be explained: beside each there is a note, shown and required only where the answer does not fit.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::check::{self, Context};
use baocao::finding::{Finding, Severity};
use baocao::json::{Limits, read_text, to_canonical};
use baocao::plan::{self, FieldId, Plan, TaskId};
use baocao::report::{Earlier, Form, Part, Report};
use baocao::schedule::{FixedZone, duties};
use support::officer::Officer;
use support::{PlainText, at, member};

const UNIT: &str = "doan-xa-b";
const NOW: &str = "2026-06-02T08:00";

/// The plan whose figures are shown, with a question about the whole more, and texts in the place of others.
fn plan_with(changes: &[(&str, &str)]) -> String {
    let path = format!("{}/examples/plans/vi-du-so-lieu.json", env!("CARGO_MANIFEST_DIR"));
    let mut text = std::fs::read_to_string(path).expect("the plan");
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    text
}

/// What a day out of the period, too many members and an odd budget are taken for.
const EXPLAINED: [(&str, &str); 3] = [
    (r#""rule": "in-period", "as": "error""#, r#""rule": "in-period", "as": "explain""#),
    (
        "\"otherwise\": \"Số đoàn viên không thể lớn hơn tổng số người dự.\",\n                  \"as\": \"error\"",
        "\"otherwise\": \"Số đoàn viên không thể lớn hơn tổng số người dự.\", \"as\": \"explain\"",
    ),
    (
        r#""sections": ["#,
        r#""sections": [{ "field": "da-chi", "label": "Tỷ lệ đã chi", "kind": "decimal", "min": "0",
            "rules": [{ "rule": "at-most-hundred", "as": "explain" }] },"#,
    ),
];

fn read(text: &str) -> Plan {
    let reading = plan::read(text, Severity::Error);
    reading.value.unwrap_or_else(|| panic!("{:?}", reading.findings))
}

fn wrong(changes: &[(&str, &str)]) -> Vec<String> {
    let found = plan::read(&plan_with(changes), Severity::Error).findings;
    found.iter().map(|finding| format!("{} {}", finding.at, finding.code.key())).collect()
}

fn explained() -> Plan {
    // The last list of `sections` is that of the outline.
    let text = plan_with(&EXPLAINED[..2]);
    let place = text.rfind(EXPLAINED[2].0).expect("an outline");
    read(&format!("{}{}{}", &text[..place], EXPLAINED[2].1, &text[place + EXPLAINED[2].0.len()..]))
}

fn task() -> Part {
    Part::Entry(TaskId::new("tap-huan").expect("an id"))
}

fn may(plan: Plan) -> Officer {
    let mut officer = Officer::of_plan(plan, UNIT, NOW);
    officer.opens("thang", "2026-05");
    officer.fills_all();
    officer
}

/// What a receiver finds wrong with a report.
fn received(plan: &Plan, report: &Report) -> Vec<String> {
    let member = member(plan, UNIT);
    let all = duties(plan, &member, at(NOW), &FixedZone::VIETNAM);
    let duty = all.iter().find(|duty| duty.period.id == report.period.id).expect("the duty");
    let (form, earlier) = (Form::new(plan, &member, duty), Earlier::default());
    let cx = Context { plan, duty, form: &form, earlier: &earlier, now: at(NOW), text: &PlainText };
    let found = check::report(cx, report).into_iter().filter(Finding::is_error);
    found.map(|finding| format!("{} {}", finding.at, finding.code.key())).collect()
}

#[test]
fn what_does_not_fit_is_sent_once_it_is_explained() {
    let plan = explained();
    let mut officer = may(plan.clone());
    assert_eq!(officer.errors(), [""; 0], "nothing to explain, no note");
    for (part, field, odd, note, right) in [
        (task(), "ngay-thuc-hien", "1/6/2026", "ngay-thuc-hien.note", "31/5/2026"),
        (task(), "doan-vien", "70", "doan-vien.note", "20"),
        (Part::Sections, "da-chi", "120", "da-chi.note", "100"),
    ] {
        officer.types(task(), "status", "in-progress");
        officer.types(task(), "nam", "30");
        officer.types(task(), "nu", "30");
        officer.types(task(), "doan-vien", "20");
        officer.types(part.clone(), field, odd);
        let place = if part == Part::Sections { "/sections" } else { "/entries/0/values" };
        assert_eq!(officer.errors(), [format!("{place}/{note} required-when")]);
        officer.types(part.clone(), note, "ok");
        assert_eq!(officer.errors(), [format!("{place}/{note} too-short")], "two letters explain nothing");
        officer.types(part.clone(), note, "Theo văn bản chỉ đạo của cấp trên");
        assert_eq!(officer.errors(), [""; 0]);
        let report = officer.report(NOW);
        let sent = to_canonical(&report);
        assert!(sent.contains(&format!(r#""{note}":"Theo văn bản chỉ đạo của cấp trên""#)), "{sent}");
        let again: Report = read_text(&sent, Limits::default(), Severity::Error).value.expect("a report");
        assert_eq!(received(&plan, &again), [""; 0]);
        // Whoever sends it without one hears of it from the receiver, too.
        let without = sent.replace(&format!(r#""{note}":"Theo văn bản chỉ đạo của cấp trên""#), "").replace(",,", ",");
        let without = without.replace("{,", "{").replace(",}", "}");
        let without: Report = read_text(&without, Limits::default(), Severity::Error).value.expect("a report");
        assert_eq!(received(&plan, &without), [format!("{place}/{note} required-when")]);
        officer.types(part.clone(), note, "");
        officer.types(part, field, right);
        assert_eq!(officer.errors(), [""; 0]);
    }
}

#[test]
fn what_is_not_asked_is_not_explained() {
    let mut officer = may(explained());
    officer.types(task(), "status", "in-progress");
    officer.types(task(), "ngay-thuc-hien", "1/6/2026");
    officer.types(task(), "ngay-thuc-hien.note", "Dời theo lịch của tỉnh");
    assert_eq!(officer.errors(), [""; 0]);
    let sent = |officer: &Officer| to_canonical(&officer.report(NOW)).contains("ngay-thuc-hien");
    assert!(sent(&officer));
    // The day is asked of what has begun only; its note goes with it, and is kept.
    officer.types(task(), "status", "not-started");
    assert_eq!(officer.errors(), [""; 0]);
    assert!(!sent(&officer));
    officer.types(task(), "status", "in-progress");
    assert!(sent(&officer));
    // Where there is nothing to report, nothing is explained.
    officer.types(task(), "nil", "yes");
    officer.types(task(), "nil_reason", "Chưa đến thời gian thực hiện");
    assert_eq!(officer.errors(), [""; 0]);
    assert!(!sent(&officer));
}

#[test]
fn a_percentage_ends_at_a_hundred_unless_the_plan_lets_it_go_on() {
    let percent = r#"{ "field": "percent", "rules": [{ "rule": "never-falls", "as": "explain" }] }"#;
    let with = |max: &str| {
        let rule = r#""rules": [{ "rule": "at-most-hundred", "as": "explain" }]"#;
        format!(r#"{{ "field": "percent", {max}{rule} }}"#)
    };
    assert_eq!(wrong(&[(percent, &with(""))]), ["/reports/0/outline/entry/1/rules/0/rule useless"]);
    assert_eq!(wrong(&[(percent, &with(r#""max": "200", "#))]), [""; 0]);
}

#[test]
fn a_plan_that_leaves_no_room_for_a_note_is_told_so() {
    assert_eq!(wrong(&[]), [""; 0]);
    let in_period = (r#""rule": "in-period", "as": "error""#, r#""rule": "in-period", "as": "explain""#);
    assert_eq!(wrong(&[in_period]), [""; 0]);
    let taken = (
        r#"{ "field": "nam","#,
        r#"{ "field": "ngay-thuc-hien.note", "label": "Ghi chú", "kind": "line" }, { "field": "nam","#,
    );
    assert_eq!(wrong(&[taken]), [""; 0], "nobody explains that day");
    assert_eq!(wrong(&[in_period, taken]), ["/reports/0/outline/entry/4/field duplicate-id"]);
    let long = "n".repeat(197);
    let long = [("\"field\": \"ngay-thuc-hien\"", &*format!("\"field\": \"{long}\"")), in_period];
    assert_eq!(wrong(&long), ["/reports/0/outline/entry/3/field too-long"]);
    assert_eq!(wrong(&long[..1]), [""; 0]);
    let key = FieldId::new("ngay-thuc-hien").expect("an id");
    let member = member(&explained(), UNIT);
    let duty = duties(&explained(), &member, at(NOW), &FixedZone::VIETNAM).remove(0);
    let keys =
        |form: &Form| form.part(&task()).expect("the task").fields.iter().map(|f| f.id.clone()).collect::<Vec<_>>();
    let asked = keys(&Form::new(&explained(), &member, &duty));
    let place = asked.iter().position(|id| *id == key).expect("the day");
    assert_eq!(asked[place + 1].as_str(), "ngay-thuc-hien.note", "right behind what it explains");
}
