//! Answers of the last report in this one: taken over by hand, marked until somebody has looked at them.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::finding::Severity;
use baocao::plan::{FieldId, TaskId};
use baocao::report::{Edit, Part, Raw};
use baocao::state::{Action, View};
use std::sync::Arc;
use support::at;
use support::officer::{Officer, accepted};

fn task(id: &str) -> Part {
    Part::Entry(TaskId::new(id).expect("an id"))
}

fn field(key: &str) -> FieldId {
    FieldId::new(key).expect("an id")
}

/// An officer who has sent May and opens June.
fn june() -> Officer {
    june_after(&[])
}

/// The same, where May said this of the first task, too.
fn june_after(more: &[(&str, &str)]) -> Officer {
    let mut officer = Officer::of("vi-du-so-lieu", "doan-xa-b", "2026-06-02T08:00");
    officer.opens("thang", "2026-05");
    officer.fills_all();
    officer.types(task("tap-huan"), "result", "Đã mở 2 lớp");
    officer.types(task("tap-huan"), "nam", "20");
    for (question, said) in more {
        officer.types(task("tap-huan"), question, said);
    }
    officer.types(task("ho-tro-ho-so"), "result", "Trực 5 buổi");
    officer.sends("k1", "2026-06-02T08:01");
    officer.is_answered(accepted(), "2026-06-02T08:02");
    officer.opens("thang", "2026-06");
    officer
}

fn said(officer: &Officer, part: &Part, key: &str) -> String {
    officer.work().draft.get(part, &field(key)).map(|raw| raw.text().to_owned()).unwrap_or_default()
}

/// The places that are marked as taken over.
fn marked(officer: &Officer) -> Vec<String> {
    let found = officer.work().findings().filter(|finding| finding.code.key() == "carried");
    found.map(|finding| finding.at.to_string()).collect()
}

fn panel_of(officer: &Officer, part: &Part) -> usize {
    let work = officer.work();
    let place = work.form.parts.iter().position(|form| form.part == *part).expect("a part");
    work.panels.iter().position(|panel| panel.parts.contains(&place)).expect("a panel")
}

#[test]
fn one_task_is_as_it_was_and_each_answer_waits_to_be_confirmed() {
    let mut officer = june();
    let panel = panel_of(&officer, &task("tap-huan"));
    officer.does(Action::Panel(Some(panel)));
    officer.does(Action::CarryOver(Some(panel)));
    assert_eq!((officer.0.view, officer.work().open), (View::Fill, Some(panel)), "the officer stays at the task");
    assert_eq!(said(&officer, &task("tap-huan"), "result"), "Đã mở 2 lớp");
    assert_eq!(said(&officer, &task("ho-tro-ho-so"), "result"), "", "the others are left alone");
    let place = |key: &str| format!("/entries/0/values/{key}");
    assert_eq!(marked(&officer), [place("status"), place("result"), place("nam")]);
    assert!(
        officer.work().findings().all(|f| f.code.key() != "carried" || !f.is_error()),
        "nothing keeps it from going"
    );

    officer.does(Action::Confirm(Some([(task("tap-huan"), field("result"))].into())));
    assert_eq!(marked(&officer), [place("status"), place("nam")]);
    officer.types(task("tap-huan"), "nam", "25");
    assert_eq!(marked(&officer), [place("status")], "who types has looked");
    officer.does(Action::Confirm(None));
    assert_eq!(marked(&officer), [] as [String; 0]);
    assert_eq!(said(&officer, &task("tap-huan"), "nam"), "25");
}

#[test]
fn what_is_wrong_with_an_answer_is_told_once_it_is_confirmed() {
    // A day in May is none in June.
    let mut officer = june_after(&[("ngay-thuc-hien", "15/5/2026")]);
    let told = |officer: &Officer| {
        let work = officer.work();
        let place = work.form.parts.iter().position(|form| form.part == task("tap-huan")).expect("a part");
        work.visible(place).map(|placed| placed.finding.code.key()).collect::<Vec<_>>()
    };
    officer.does(Action::Panel(Some(panel_of(&officer, &task("tap-huan")))));
    officer.does(Action::CarryOver(Some(panel_of(&officer, &task("tap-huan")))));
    assert!(!told(&officer).contains(&"outside-period"), "nobody has looked at it");
    officer.does(Action::Confirm(None));
    assert!(told(&officer).contains(&"outside-period"));
}

#[test]
fn several_are_confirmed_at_once_also_of_several_tasks() {
    let mut officer = june();
    officer.does(Action::CarryOver(None));
    let before = marked(&officer);
    let some = [(task("tap-huan"), field("result")), (task("ho-tro-ho-so"), field("status"))];
    officer.does(Action::Confirm(Some(some.into())));
    let gone: Vec<&String> = before.iter().filter(|at| !marked(&officer).contains(at)).collect();
    assert_eq!(gone, ["/entries/0/values/result", "/entries/1/values/status"]);
    officer.does(Action::Confirm(Some([].into())));
    assert_eq!(marked(&officer).len() + 2, before.len());
}

#[test]
fn the_marks_are_kept_with_the_draft_and_are_no_answers() {
    let mut officer = june();
    officer.does(Action::CarryOver(None));
    let before = marked(&officer);
    assert!(before.len() > 5 && before.iter().all(|at| !at.starts_with("/reporter")), "{before:?}");
    assert_eq!(said(&officer, &Part::Reporter, "name"), "Trần Thị B");
    officer.is_kept();
    let duty = Arc::clone(&officer.work().duty);
    officer.does(Action::Overview);
    officer.does(Action::Open(duty));
    assert_eq!(marked(&officer), before);
    assert_eq!(officer.work().orphans().count(), 0, "they are not shown as answers without a place");
    let report = baocao::json::to_canonical(&officer.report("2026-06-20T08:00"));
    assert!(!report.contains("carried"), "{report}");
}

#[test]
fn who_sends_has_confirmed_and_a_correction_begins_without_marks() {
    let mut officer = june();
    officer.does(Action::CarryOver(None));
    officer.does(Action::Check);
    let warned = officer.work().summary(Severity::Warning).len();
    assert!(warned >= marked(&officer).len() && warned > 5, "the page before sending tells of them");
    officer.does(Action::Tick(at("2026-07-01T08:00")));
    officer.sends("k2", "2026-07-01T08:00");
    officer.is_answered(accepted(), "2026-07-01T08:01");
    assert_eq!(officer.0.view, View::Receipt, "{:?}", officer.errors());
    officer.does(Action::Correct);
    assert_eq!(marked(&officer), [] as [String; 0]);
    let marks = officer.work().draft.get(&Part::Whole, &field("carried")).cloned();
    assert_eq!(marks.unwrap_or(Raw::Picks(Vec::new())), Raw::Picks(Vec::new()));
    officer.is_kept();
    assert!(!officer.0.has_unsent(), "nothing was changed since");
}

#[test]
fn nothing_comes_over_what_was_typed_or_from_a_report_that_was_not_sent() {
    let mut officer = june();
    officer.types(task("tap-huan"), "result", "Mới");
    officer.does(Action::CarryOver(None));
    assert_eq!(said(&officer, &task("tap-huan"), "result"), "Mới");
    assert!(!marked(&officer).contains(&"/entries/0/values/result".to_owned()));
    let mut new = Officer::of("vi-du-so-lieu", "doan-xa-b", "2026-06-02T08:00");
    new.opens("thang", "2026-06");
    assert!(!new.work().can_carry_over(None));
}

/// One state for these parts.
fn state_of(parts: &[Part], state: &str) -> Action {
    let edit = |part: &Part| Edit { part: part.clone(), field: field("status"), raw: Raw::Text(state.to_owned()) };
    Action::EditAll(parts.iter().map(edit).collect())
}

#[test]
fn several_tasks_get_one_state_at_once() {
    let mut officer = june();
    officer.types(task("doan-vien"), "status", "done");
    officer.does(state_of(&[task("tap-huan"), task("doan-vien")], "in-progress"));
    let states = ["tap-huan", "ho-tro-ho-so", "doan-vien"].map(|id| said(&officer, &task(id), "status"));
    assert_eq!(states, ["in-progress", "", "in-progress"]);
    // A part that has no such question, and one that is not there.
    officer.does(state_of(&[Part::Reporter, task("xyz")], "done"));
    assert_eq!(said(&officer, &Part::Reporter, "status"), "");
}

#[test]
fn the_next_that_lacks_something_is_found_from_where_one_is() {
    let mut officer = june();
    let place = |officer: &Officer, id: &str| panel_of(officer, &task(id));
    officer.does(Action::Panel(Some(place(&officer, "tap-huan"))));
    assert_eq!(officer.work().next_unfilled(), Some(place(&officer, "ho-tro-ho-so")));
    officer.types(task("ho-tro-ho-so"), "status", "in-progress");
    assert_eq!(officer.work().next_unfilled(), Some(place(&officer, "doan-vien")));
    officer.fills_all();
    officer.types(task("tap-huan"), "status", "");
    officer.does(Action::Panel(Some(officer.work().panels.len() - 1)));
    assert_eq!(officer.work().next_unfilled(), Some(place(&officer, "tap-huan")), "from the first again");
    officer.types(task("tap-huan"), "status", "in-progress");
    assert_eq!(officer.work().next_unfilled(), None);
}

#[test]
fn one_state_for_several_takes_back_what_waits_to_be_sent() {
    use support::officer::lost;
    let mut officer = june();
    officer.fills_all();
    officer.does(Action::Tick(at("2026-07-01T08:00")));
    officer.sends("k2", "2026-07-01T08:00");
    officer.is_answered(lost(), "2026-07-01T08:01");
    assert!(officer.outgoing().is_some());
    officer.does(Action::KeepEditing);
    officer.does(state_of(&[task("tap-huan")], "not-started"));
    assert!(officer.outgoing().is_none(), "what was sent is not what is shown any more");
}

#[test]
fn taking_over_task_by_task_keeps_what_could_be_brought_back() {
    let mut officer = june();
    officer.types(task("doan-vien"), "result", "Sẽ bị xóa");
    officer.does(Action::Clear);
    let panels: Vec<usize> = (0..officer.work().panels.len()).collect();
    for panel in panels {
        officer.does(Action::CarryOver(Some(panel)));
    }
    let versions = officer.0.record(&officer.work().duty).expect("a record").versions();
    let kept = versions.iter().any(|version| version.cause == baocao::delivery::Cause::Cleared);
    assert!(kept, "{versions:?}");
}
