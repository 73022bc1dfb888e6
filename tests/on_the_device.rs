//! What the device keeps of reports: earlier versions, what goes out of it, and what becomes of a draft whose plan has
//! changed.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::delivery::{Cause, Record, StorageError};
use baocao::finding::Severity;
use baocao::json::to_canonical;
use baocao::plan::{self, FieldId};
use baocao::report::{Part, Raw};
use baocao::state::{Action, Kept, Outcome, PlanState, Setup, View};
use std::rc::Rc;
use std::sync::Arc;
use support::officer::*;

const RESULT: &str = "Đã tập huấn 3 lớp";

#[test]
fn a_cleared_draft_is_brought_back_also_after_a_reload() {
    let mut officer = office();
    officer.types(first_task(&officer), "result", RESULT);
    officer.is_kept();
    officer.does(Action::Clear);
    assert_eq!((result(&officer).as_str(), officer.work().draft.is_blank()), ("", true));
    let kept = record(&officer);
    assert_eq!(kept.versions()[0].cause, Cause::Cleared);
    // The page is opened again.
    let mut officer = office();
    officer.does(Action::Records(Ok(vec![Record::from_text(&kept.to_text()).expect("a record")])));
    officer.opens("hang-thang", "2026-06");
    officer.does(Action::Restore(0));
    assert_eq!(result(&officer), RESULT);
    // What stood there then is a version in its turn.
    assert_eq!(record(&officer).versions()[0].cause, Cause::Restored);
    officer.does(Action::Restore(7));
    assert_eq!(result(&officer), RESULT, "there is no such version");
}

#[test]
fn of_many_versions_the_last_five_are_kept() {
    let mut officer = office();
    for n in 0..7 {
        officer.types(first_task(&officer), "result", &format!("lần {n}"));
        officer.is_kept();
        officer.does(Action::Clear);
    }
    assert_eq!(record(&officer).versions().len(), 5);
    officer.does(Action::Restore(0));
    assert_eq!(result(&officer), "lần 2");
}

#[test]
fn what_waits_to_be_sent_is_taken_back_when_it_is_cleared() {
    let mut officer = office();
    officer.fills_all();
    officer.sends("k1", "2026-06-13T08:00");
    officer.is_answered(lost(), "2026-06-13T08:01");
    officer.does(Action::Clear);
    assert!(officer.outgoing().is_none(), "nothing goes out that the officer has cleared");
    officer.does(Action::Restore(0));
    officer.sends("k2", "2026-06-13T08:05");
    assert_eq!(officer.attempt().expect("on the wire").frozen.key, "k1", "it may have arrived");
}

#[test]
fn an_open_report_goes_on_under_a_changed_plan() {
    let mut officer = office();
    let task = first_task(&officer);
    officer.types(task.clone(), "result", RESULT);
    officer.types(Part::Reporter, "name", "Trần Thị B");
    let Part::Entry(id) = task else { panic!("a task") };
    let mut plan = (*officer.0.plan().expect("a plan")).clone();
    plan.tasks.retain(|task| task.id != id);
    let plan = plan::read(&to_canonical(&plan), Severity::Error).value.expect("a plan");
    officer.does(Action::Loading);
    officer.does(Action::Plan(PlanState::Ready(Arc::new(plan))));
    assert_eq!(officer.0.view, View::Fill, "nobody is torn from the report");
    let orphans: Vec<_> = officer.work().orphans().map(|(_, _, raw)| raw.text().to_owned()).collect();
    assert_eq!(orphans, [RESULT]);
    let report = officer.report("2026-06-13T08:10");
    assert!(report.entries.iter().all(|entry| entry.task != id), "what has no place is not sent");
    let name = officer.work().draft.get(&Part::Reporter, &FieldId::new("name").expect("an id")).cloned();
    assert_eq!(name.as_ref().map(Raw::text), Some("Trần Thị B"));
    officer.is_kept();
    assert!(record(&officer).to_text().contains(RESULT), "it is still on the device");
}

#[test]
fn where_the_device_keeps_nothing_the_page_has_it_all() {
    let mut officer = office();
    officer.does(Action::Records(Err(StorageError::Unavailable)));
    officer.opens("hang-thang", "2026-06");
    officer.types(first_task(&officer), "result", RESULT);
    let (record, draft) = (officer.0.to_keep(officer.0.now).expect("a record"), officer.work().draft.clone());
    let now = officer.0.now;
    officer.does(Action::Saved(Rc::new(Kept { draft, record, kept: Err(StorageError::Full), at: now })));
    assert_eq!(officer.0.unkept, Some(StorageError::Full));
    assert!(officer.0.has_unsent());
    officer.does(Action::Overview);
    officer.opens("hang-thang", "2026-06");
    assert_eq!(result(&officer), RESULT);
    // There is room again: what the device has is read first, and it lacks all of it.
    let (records, changed) = officer.0.joined(Vec::new(), &[], &[]);
    officer.does(Action::Overtaken(records));
    assert!(changed.is_empty());
    assert_eq!(result(&officer), RESULT);
    officer.types(first_task(&officer), "result", "Đã làm thêm");
    let (records, _) = officer.0.joined(Vec::new(), &[], &[]);
    officer.does(Action::Overtaken(records));
    assert_eq!(result(&officer), "Đã làm thêm", "what is being typed is not taken away either");
    officer.is_kept();
    assert_eq!(officer.0.unkept, None);
}

#[test]
fn what_is_forgotten_is_gone_and_a_late_answer_finds_nothing() {
    let mut officer = office();
    officer.fills_all();
    officer.sends("k1", "2026-06-13T08:00");
    let (of, attempt) = (record(&officer).key, officer.attempt().expect("on the wire"));
    officer.does(Action::Forget);
    assert_eq!(officer.0.records.as_deref().map(<[Record]>::len), Some(0));
    assert!(officer.0.work.is_none() && !officer.0.has_unsent());
    let now = officer.0.now;
    officer.does(Action::Answered(Rc::new(Outcome { of, attempt, answer: accepted(), now, chance: 0.5 })));
    assert_eq!(officer.0.records.as_deref().map(<[Record]>::len), Some(0));
    officer.opens("hang-thang", "2026-06");
    assert_eq!(result(&officer), "");
}

#[test]
fn what_was_kept_for_one_user_does_not_come_to_the_next() {
    let mut officer = office();
    officer.types(first_task(&officer), "result", RESULT);
    let (record, draft) = (officer.0.to_keep(officer.0.now).expect("a record"), officer.work().draft.clone());
    let setup = Setup { user: "ltb".into(), ..(*officer.0.setup).clone() };
    officer.does(Action::Setup(setup.into()));
    officer.does(Action::Records(Ok(Vec::new())));
    // The device was slow.
    let at = officer.0.now;
    officer.does(Action::Saved(Rc::new(Kept { draft, record, kept: Ok(()), at })));
    assert_eq!(officer.0.records.as_deref().map(<[Record]>::len), Some(0));
}
