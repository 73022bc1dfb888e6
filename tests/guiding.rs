//! Where the form leads an officer: from a mistake to its place, through what is still to do, and back.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::finding::Pointer;
use baocao::plan::{AskReporter, Outline};
use baocao::report::{FieldKind, Part, Raw, RawEvidence, Value};
use baocao::state::{Action, Came, PanelKind, PanelState, Progress, Setup, View};
use std::rc::Rc;
use std::sync::Arc;
use support::officer::{Officer, first_task, office};
use support::{at, plan};

#[test]
fn nothing_to_report_with_content_leads_to_the_box_above_the_list() {
    let mut officer = office();
    officer.types(Part::Whole, "nil", "yes");
    officer.types(first_task(&officer), "result", "Có việc này");
    // Beside a task a phone does not show the list.
    officer.does(Action::Panel(Some(0)));
    officer.follows("/nil");
    assert_eq!(officer.focus(), (None, "/nil".to_owned()));
}

#[test]
fn an_error_in_evidence_leads_to_its_cell_as_the_report_counts_rows() {
    let mut officer = office();
    officer.fills_all();
    let part = first_task(&officer);
    let (good, blank) = (RawEvidence { number: "12/BC".into(), ..RawEvidence::default() }, RawEvidence::default());
    let bad = RawEvidence { number: "9".repeat(101), date: "31/2/2026".into(), ..RawEvidence::default() };
    officer.enters(part.clone(), "evidence", Raw::Evidence(vec![good.clone(), blank.clone(), bad.clone()]));
    let place = "/entries/0/values/evidence/1/date";
    assert_eq!(officer.errors(), [format!("{place} not-a-date")], "blank rows are not sent");
    officer.follows(place);
    let panel = officer.work().panels.iter().position(|panel| panel.parts.contains(&0));
    assert_eq!(officer.focus(), (panel, place.to_owned()));
    officer.does(Action::Query("tìm".into()));
    officer.does(Action::Focus(part.clone(), Pointer::parse(place).expect("a pointer")));
    assert_eq!(officer.work().query, "tìm", "who stays at the task keeps the list as it was");
    // What the rules find counts rows as what could not be read does.
    let long = RawEvidence { date: String::new(), ..bad };
    officer.enters(part, "evidence", Raw::Evidence(vec![good, blank, long]));
    assert_eq!(officer.errors(), ["/entries/0/values/evidence/1/number too-long"]);
}

#[test]
fn progress_counts_what_somebody_has_to_fill_in() {
    let progress = |officer: &Officer| {
        let states = officer.work().panel_states();
        let Progress { complete, rest } = Progress::of(&states);
        (complete, rest, states.iter().filter(|state| **state == PanelState::Optional).count())
    };
    let mut officer = office();
    let all = officer.work().panels.len() as u32;
    let (complete, required, optional) = progress(&officer);
    assert_eq!((complete, required + optional as u32), (0, all));
    assert!(optional > 0, "there are questions that nobody has to answer");
    officer.fills_all();
    assert_eq!(progress(&officer), (all, 0, 0), "what was filled in freely is done too");
    officer.types(first_task(&officer), "percent", "101");
    assert_eq!(progress(&officer), (all - 1, 1, 0));
    let mut officer = office();
    officer.types(Part::Whole, "nil", "yes");
    assert_eq!(progress(&officer), (0, 1, all as usize - 1), "only the reporter is needed");
}

#[test]
fn yes_or_no_can_be_taken_back() {
    let mut officer = Officer::of("xa-nam-cuong-2026", "trung-tam-phuc-vu-hanh-chinh-cong", "2026-06-13T08:00");
    officer.opens("sau-thang", "2026-H1");
    let form = Rc::clone(&officer.work().form);
    let asked = form.indicators().find(|part| part.fields[0].kind == FieldKind::YesNo).expect("a question");
    let answer = |officer: &Officer| officer.work().part(&asked.part).expect("a part").answers.get("value").cloned();
    officer.types(asked.part.clone(), "value", "no");
    assert_eq!(answer(&officer), Some(Value::Bool(false)));
    officer.types(asked.part.clone(), "value", "");
    assert_eq!(answer(&officer), None);
}

#[test]
fn where_nobody_is_asked_who_reports_there_is_no_empty_panel() {
    let mut plan = plan("vp-ubnd-tinh-2025");
    for kind in &mut plan.reports {
        let kind = Arc::make_mut(kind);
        kind.outline = Some(Outline { reporter: AskReporter::Never, ..kind.outline.take().unwrap_or_default() });
    }
    let mut officer = Officer::of_plan(plan, "phong-hanh-chinh-quan-tri", "2026-06-13T08:00");
    officer.opens("hang-thang", "2026-06");
    let found =
        |officer: &Officer| officer.work().panels.iter().filter(|panel| panel.kind == PanelKind::Reporter).count();
    assert_eq!(found(&officer), 0);
    for hour in ["2026-06-20T08:00", "2026-06-20T09:00"] {
        officer.does(Action::Tick(at(hour)));
        assert_eq!(found(&officer), 1, "the reason for being late has its place");
    }
}

#[test]
fn the_focus_goes_to_the_overview_only_on_the_way_back() {
    let mut officer = office();
    assert_eq!(officer.0.came, Came::Report);
    officer.does(Action::Overview);
    assert_eq!(officer.0.came, Came::List);
    officer.opens("hang-thang", "2026-06");
    let setup = Setup { user: "khac".into(), ..(*officer.0.setup).clone() };
    officer.does(Action::Setup(setup.into()));
    assert_eq!((officer.0.view, officer.0.came), (View::Overview, Came::Nowhere), "the page did this, not the officer");
}
