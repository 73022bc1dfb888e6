//! What an officer does at a form, without a browser: open, fill, be told what is missing, mend.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::delivery::Record;
use baocao::finding::Severity;
use baocao::locale::{Lang, finding};
use baocao::plan::FieldId;
use baocao::report::{Edit, Part, Raw, RawEvidence};
use baocao::state::{Action, Kept, PanelState, Saved, Setup};
use std::rc::Rc;
use support::{at, officer::*};

#[test]
fn an_incomplete_report_is_not_sent_and_says_what_is_missing() {
    let mut officer = office();
    officer.sends("k1", "2026-06-13T08:01");
    assert_eq!(officer.outgoing(), None);
    let errors = officer.errors();
    assert!(errors.contains(&" nothing-reported".to_owned()), "{errors:#?}");
    assert!(errors.contains(&"/entries/0/values/status required".to_owned()), "{errors:#?}");
    assert!(errors.contains(&"/reporter/name required".to_owned()), "{errors:#?}");
    officer.fills_all();
    assert_eq!(officer.errors(), Vec::<String>::new());
    officer.sends("k2", "2026-06-13T08:02");
    assert_eq!(officer.attempt().expect("on the wire").frozen.key, "k2");
}

#[test]
fn no_error_is_shown_before_a_field_was_left_or_sending_tried() {
    let mut officer = office();
    let part = first_task(&officer);
    let percent = FieldId::new("percent").expect("an id");
    let shown = |officer: &Officer| {
        let work = officer.work();
        work.visible(0).count()
    };
    assert_eq!(shown(&officer), 0);
    officer
        .does(Action::Edit(Edit { part: part.clone(), field: percent.clone(), raw: Raw::Text("khoảng 50".into()) }));
    assert_eq!(shown(&officer), 0, "still typing");
    officer.does(Action::Leave(part.clone(), percent));
    assert_eq!(shown(&officer), 1);
    officer.does(Action::Check);
    assert_eq!(shown(&officer), 2, "the status is missing too");
    let kept = officer.0.work.as_ref().and_then(|w| w.draft.part(&part).cloned()).expect("answers");
    assert_eq!(kept.get("percent"), Some(&Raw::Text("khoảng 50".into())), "what cannot be read is kept");
}

#[test]
fn text_becomes_nfc_when_left_and_not_before() {
    let mut officer = office();
    let (part, field) = (first_task(&officer), FieldId::new("result").expect("an id"));
    let raw = |officer: &Officer| officer.0.work.as_ref().and_then(|w| w.draft.get(&part, &field).cloned());
    let typed = Raw::Text("Phong tra\u{300}o he\u{300}".into());
    officer.does(Action::Edit(Edit { part: part.clone(), field: field.clone(), raw: typed.clone() }));
    assert_eq!(raw(&officer), Some(typed));
    officer.does(Action::Leave(part.clone(), field.clone()));
    assert_eq!(raw(&officer), Some(Raw::Text("Phong trào hè".into())));
    let row = RawEvidence { title: "Ke\u{302}\u{301} hoa\u{323}ch".into(), ..RawEvidence::default() };
    officer.enters(part.clone(), "evidence", Raw::Evidence(vec![row]));
    let rows = officer.0.work.as_ref().and_then(|w| w.draft.get(&part, &FieldId::new("evidence")?).cloned());
    let row = RawEvidence { title: "Kế hoạch".into(), ..RawEvidence::default() };
    assert_eq!(rows, Some(Raw::Evidence(vec![row])));
}

#[test]
fn what_the_status_asks_for() {
    let mut officer = office();
    officer.fills_all();
    let part = first_task(&officer);
    officer.types(part.clone(), "status", "not-done");
    assert_eq!(officer.errors(), ["/entries/0/values/reason required-when"]);
    officer.types(part.clone(), "reason", "Chưa bố trí được kinh phí");
    assert!(officer.errors().is_empty());
    officer.types(part.clone(), "status", "done");
    assert_eq!(officer.errors(), ["/entries/0/values/result required-when"]);
}

#[test]
fn nothing_to_report_asks_for_nothing_but_the_reporter() {
    let mut officer = office();
    officer.types(Part::Whole, "nil", "yes");
    assert_eq!(officer.errors(), ["/reporter/name required", "/reporter/position required"]);
    officer.types(first_task(&officer), "result", "Có việc này");
    assert!(officer.errors().contains(&"/nil nil-with-content".to_owned()), "{:#?}", officer.errors());
}

#[test]
fn evidence_is_kept_row_by_row_and_checked_in_place() {
    let mut officer = office();
    officer.fills_all();
    let part = first_task(&officer);
    officer.enters(part.clone(), "evidence", Raw::Evidence(vec![RawEvidence::default()]));
    let rows = officer.0.work.as_ref().and_then(|w| w.draft.get(&part, &FieldId::new("evidence")?).cloned());
    assert_eq!(rows, Some(Raw::Evidence(vec![RawEvidence::default()])), "a new row is there to be filled");
    assert!(officer.errors().is_empty(), "an empty row says nothing");
    let bad = RawEvidence { date: "31/2/2026".into(), url: "javascript:alert(1)".into(), ..RawEvidence::default() };
    officer.enters(part.clone(), "evidence", Raw::Evidence(vec![bad]));
    assert_eq!(
        officer.errors(),
        ["/entries/0/values/evidence/0/date not-a-date", "/entries/0/values/evidence/0/url not-a-url"]
    );
}

#[test]
fn a_draft_comes_back_as_it_was_and_another_users_does_not() {
    let mut officer = office();
    officer.types(first_task(&officer), "result", "Đã họp");
    let work = officer.0.work.clone().expect("an open report");
    assert_eq!(work.saved, Saved::Pending);
    let key = officer.0.draft_key(&work.duty).expect("a key");
    let record = Record::new(key, &work.draft, "2026-06-13T08:00:00+07:00".into());
    officer.does(Action::Saved(Rc::new(Kept {
        draft: Rc::clone(&work.draft),
        record: record.clone(),
        kept: Ok(()),
        at: at("2026-06-13T08:00"),
    })));
    officer.does(Action::Overview);
    let row = officer.0.duty_rows().into_iter().find(|row| row.has_draft).expect("a row with a draft");
    assert_eq!(row.duty.period.id.as_str(), "2026-06");
    officer.opens("hang-thang", "2026-06");
    assert_eq!(officer.0.work.as_ref().map(|w| Rc::clone(&w.draft)), Some(work.draft.clone()));
    let mut other = Officer::of("vp-ubnd-tinh-2025", "phong-hanh-chinh-quan-tri", "2026-06-13T08:00");
    let setup = Setup { user: "khac".into(), ..(*other.0.setup).clone() };
    other.does(Action::Setup(setup.into()));
    other.does(Action::Records(Ok(vec![record])));
    assert!(other.0.duty_rows().iter().all(|row| !row.has_draft));
}

#[test]
fn what_is_to_be_mended_is_said_in_the_order_of_the_list() {
    let mut officer = Officer::of("xa-nam-cuong-2026", "trung-tam-phuc-vu-hanh-chinh-cong", "2026-06-10");
    officer.opens("sau-thang", "2026-H1");
    officer.does(Action::Check);
    let work = officer.0.work.clone().expect("an open report");
    let listed = work.panels.iter().flat_map(|panel| panel.parts.iter().map(|&i| work.form.parts[i].part.clone()));
    let listed: Vec<Part> = listed.collect();
    let printed: Vec<Part> = work.form.parts.iter().map(|form| form.part.clone()).collect();
    let items = work.summary(Severity::Error);
    let places = |order: &[Part]| -> Vec<usize> {
        let parts = items.iter().filter_map(|item| item.field.as_ref());
        parts.filter_map(|(part, _)| order.iter().position(|one| one == *part)).collect()
    };
    assert!(places(&listed).is_sorted(), "{items:#?}");
    assert!(!places(&printed).is_sorted(), "here the roles make another order than the plan has");
}

#[test]
fn search_ignores_diacritics_and_states_tell_how_far_a_task_is() {
    let mut officer = office();
    officer.does(Action::Query("cong chuc tap huan".into()));
    let listed = |officer: &Officer| {
        let work = officer.work();
        let states = work.panel_states();
        let listed = work.panels.iter().zip(&*states).filter(|(p, state)| work.filter.lists(&work.query, p, **state));
        listed.map(|(p, _)| p.title.clone()).collect::<Vec<_>>()
    };
    let found = listed(&officer);
    assert!(found.iter().any(|title| title.starts_with("Cử công chức")), "{found:#?}");
    assert!(found.len() < 4, "{found:#?}");
    officer.does(Action::Query(String::new()));
    let state = |officer: &Officer| officer.0.work.as_ref().map(|w| w.panel_states()[0]).expect("a panel");
    let part = {
        let work = officer.work();
        work.form.parts[work.panels[0].parts[0]].part.clone()
    };
    assert_eq!(state(&officer), PanelState::Empty);
    officer.types(part.clone(), "result", "Đã họp");
    assert_eq!(state(&officer), PanelState::Started);
    officer.types(part.clone(), "status", "in-progress");
    assert_eq!(state(&officer), PanelState::Complete);
    officer.types(part, "percent", "101");
    assert_eq!(state(&officer), PanelState::Errors(1));
}

/// The list of tasks is drawn anew exactly when one of them is further, or less far, than it was.
#[test]
fn that_a_task_got_further_is_noticed_at_every_key() {
    let mut officer = office();
    let part = first_task(&officer);
    let steps = [
        ("result", "Đã họ"),
        ("result", "Đã họp"),
        ("status", "in-progress"),
        ("percent", "10"),
        ("percent", "101"),
        ("percent", "50"),
        ("status", ""),
        ("result", ""),
    ];
    let mut turns = Vec::new();
    for (field, text) in steps {
        let before = Rc::clone(officer.0.work.as_ref().expect("it is open"));
        officer.types(part.clone(), field, text);
        let is_other = before.panel_states() != officer.work().panel_states();
        assert_eq!(officer.work().is_as_far(&before), !is_other, "{field}: {text}");
        turns.push(is_other);
    }
    assert_eq!(turns[..3], [true, false, true], "begun, no further by more of the same, complete");
    let before = Rc::clone(officer.0.work.as_ref().expect("it is open"));
    officer.does(Action::Check);
    assert!(!officer.work().is_as_far(&before), "what is missing is told once sending was tried");
}

#[test]
fn a_unit_is_found_by_any_of_its_spellings() {
    for name in ["phong-hanh-chinh-quan-tri", "Phòng Hành chính – Quản trị", "phong hanh chinh-quan tri"] {
        let officer = Officer::of("vp-ubnd-tinh-2025", name, "2026-06-13");
        assert!(officer.0.member.is_some(), "{name}");
    }
    assert!(Officer::of("vp-ubnd-tinh-2025", "phòng lạ", "2026-06-13").0.member.is_none());
}

#[test]
fn every_finding_is_said_in_both_languages() {
    let mut officer = office();
    officer.types(first_task(&officer), "percent", "1,234.5");
    officer.types(Part::Reporter, "phone", "12");
    officer.types(Part::Reporter, "email", "a@");
    let work = officer.work();
    for item in work.findings() {
        let (vi, en) = (finding(Lang::Vi, item), finding(Lang::En, item));
        assert!(vi != en && !vi.is_empty() && vi.ends_with(['.', '?']), "{vi} / {en}");
    }
}

#[test]
fn a_ratio_is_held_against_its_numbers_and_evidence_against_the_calendar() {
    let mut officer = Officer::of("xa-nam-cuong-2026", "trung-tam-phuc-vu-hanh-chinh-cong", "2026-06-10");
    officer.opens("sau-thang", "2026-H1");
    let form = Rc::clone(&officer.work().form);
    let ratio = form.indicators().find(|part| part.field("whole").is_some()).expect("a ratio").part.clone();
    let warnings = |officer: &Officer| {
        let items = officer.work().summary(Severity::Warning);
        items.iter().map(|item| item.finding.code.key().to_owned()).collect::<Vec<_>>()
    };
    officer.types(ratio.clone(), "part", "1");
    officer.types(ratio.clone(), "whole", "3");
    for (typed, differs) in [("33", false), ("33,3", false), ("33,33", false), ("34", true), ("95%", true)] {
        officer.types(ratio.clone(), "value", typed);
        assert_eq!(warnings(&officer).contains(&"share-differs".to_owned()), differs, "{typed}");
    }
    let evidence = |date: &str| {
        Raw::Evidence(vec![RawEvidence { number: "12/BC".into(), date: date.into(), ..RawEvidence::default() }])
    };
    let task = first_task(&officer);
    officer.enters(task.clone(), "evidence", evidence("12/6/2026"));
    assert!(warnings(&officer).contains(&"in-the-future".to_owned()));
    officer.enters(task, "evidence", evidence("10/6/2026"));
    assert!(!warnings(&officer).contains(&"in-the-future".to_owned()));
}
