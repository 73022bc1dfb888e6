//! What checks and sends is loaded after the form is shown, late or not at all.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::finding::Severity;
use baocao::plan::{self, Plan};
use baocao::report::Part;
use baocao::state::{Action, Extra, PanelState, PlanState, State, View, reduce};
use std::sync::Arc;
use support::{at, first_line_down, officer::*};

#[test]
fn without_it_one_writes_and_nothing_is_called_right_wrong_or_sendable() {
    let mut officer = first_line_down("vp-ubnd-tinh-2025", "phong-hanh-chinh-quan-tri", "2026-06-13T08:00");
    officer.opens("hang-thang", "2026-06");
    assert!(officer.work().panel_states().iter().all(|state| *state == PanelState::Empty));
    officer.fills_all();
    assert_eq!(officer.work().panel_states()[0], PanelState::Started, "nobody knows whether it is complete");
    assert_eq!(officer.errors(), Vec::<String>::new());
    assert!(!officer.work().is_sendable());
    officer.does(Action::Send { key: "k1".to_owned(), now: at("2026-06-13T08:01") });
    assert_eq!(officer.outgoing(), None, "what sends is not there");

    // Whoever goes to the page that checks asks for it again.
    officer.does(Action::Check);
    assert_eq!((officer.0.view, &officer.0.rest), (View::Check, &Extra::Coming));
    officer.does(Action::Rest(Extra::Failed("no line".to_owned())));
    officer.does(Action::KeepEditing);
    officer.does(Action::Check);
    assert_eq!(officer.0.rest, Extra::Coming);

    // It comes, and what was written meanwhile is checked.
    officer.does(Action::Rest(Extra::Here));
    officer.does(Action::Holds(baocao::delivery::Holding::Mine));
    assert_eq!(officer.work().panel_states()[0], PanelState::Complete);
    officer.sends("k2", "2026-06-13T08:02");
    assert_eq!(officer.attempt().expect("on the wire").frozen.key, "k2");
}

#[test]
fn it_is_asked_for_once_while_it_is_under_way() {
    let officer = first_line_down("vp-ubnd-tinh-2025", "phong-hanh-chinh-quan-tri", "2026-06-13T08:00");
    let asked = |state: &State| reduce(state, Action::NeedRest).expect("a state");
    let coming = asked(&officer.0);
    assert_eq!(coming.rest, Extra::Coming);
    assert_eq!(asked(&coming).rest, Extra::Coming);
    let here = reduce(&coming, Action::Rest(Extra::Here)).expect("a state");
    assert_eq!(asked(&here).rest, Extra::Here);
}

/// A plan is shown by its form alone: nothing that only the whole can tell may be relied on before.
#[test]
fn a_plan_that_makes_no_sense_is_shown_without_harm() {
    let task = |id: &str, chapter: &str| {
        format!(
            r#"{{"id":"{id}","title":"Việc","chapter":"{chapter}","indicators":["khong-co","i"],
            "assigned":[{{"role":"lead","units":["a","khong-co"],"groups":["g"]}}]}}"#
        )
    };
    let periods = [
        r#"{"every":{"unit":"month","starts":"12-31","count":0,"only":[0,13,200]}}"#,
        r#"{"every":{"unit":"quarter","starts":"02-29","only":[4,9]}}"#,
        r#"{"list":[{"id":"x","wording":"X","from":"2026-06-30","to":"2026-01-01"},
            {"id":"x","wording":"X","from":"2026-01-01","to":"2026-06-30"}]}"#,
        r#""continuous""#,
    ];
    let days = [r#"{"day":0}"#, r#"{"weekday":255}"#, r#"{"dates":[]}"#, r#"{"each":{"khong-co":"2026-07-01"}}"#];
    for (periods, day) in periods.iter().flat_map(|periods| days.map(|day| (periods, day))) {
        let text = format!(
            r#"{{"format":"baocao-plan/1","id":"p","version":"1","title":"  ","issuer":"khong-co",
            "horizon":{{"wording":"W","from":"2030-01-01","to":"2020-01-01"}},
            "groups":[{{"id":"g","name":"G","groups":["h"]}},{{"id":"h","name":"H","groups":["g","khong-co"]}}],
            "units":[{{"id":"a","name":"A","groups":["g","khong-co"]}},{{"id":"a","name":"A"}}],
            "chapters":[{{"id":"c","title":"C","in":"d"}},{{"id":"d","title":"D","in":"c"}}],
            "tasks":[{},{}],
            "indicators":[{{"id":"i","title":"I","measure":"number","by":{{"units":["khong-co"]}}}}],
            "reports":[{{"id":"k","title":"K","by":{{"units":["a"]}},"periods":{periods},
            "due":[{{"wording":"W","reading":"before","on":{day},"after":{{"days":0,"working_days":0}},"for":{{"groups":["khong-co"]}}}},
            {{"wording":"W","reading":"before","on":{day},"after":{{"days":0,"working_days":0}}}}],
            "covers":{{"tasks":["t","khong-co"]}},
            "outline":{{"entry":[{{"field":"q"}},{{"field":"q","kind":"choice"}},
            {{"field":"n","kind":"text","min_length":9,"max_length":1}}],
            "sections":[{{"field":"m","kind":"decimal","min":"5","max":"1"}}]}}}}]}}"#,
            task("t", "c"),
            task("t", "khong-co")
        );
        assert!(plan::read(&text, Severity::Warning).value.is_none());
        let found = || plan::read(&text, Severity::Warning).findings.into_iter();
        let plan: Plan = plan::shape(&text).unwrap_or_else(|| {
            let all: Vec<_> = found().map(|finding| format!("{} {}", finding.at, finding.code.key())).collect();
            panic!("its form is right: {all:#?}")
        });
        assert!(!plan::is_sound(&plan));
        let mut officer = Officer::of_plan(plan.clone(), "a", "2026-06-13T08:00");
        officer.does(Action::Rest(Extra::Failed("no line".to_owned())));
        officer.0.role_counts();
        for row in officer.0.duty_rows() {
            officer.does(Action::Open(Arc::clone(&row.duty)));
            let parts: Vec<Part> = officer.work().form.parts.iter().map(|part| part.part.clone()).collect();
            for part in parts {
                officer.types(part.clone(), "q", "Có");
                officer.types(part, "m", "3");
            }
            officer.does(Action::Panel(Some(0)));
            officer.does(Action::Check);
            officer.does(Action::Tick(at("2026-06-13T08:01")));
            officer.work().panel_states();
        }
        // When what checks is there, the state still holds the plan for a moment.
        officer.does(Action::Rest(Extra::Here));
        officer.does(Action::Plan(PlanState::Ready(Arc::new(plan))));
    }
}
