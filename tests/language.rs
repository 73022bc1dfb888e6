//! The language of the interface, natively: what is asked for, what is shown, and what never changes with it.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::locale::Lang;
use baocao::plan::FieldId;
use baocao::report::{Edit, Part, Raw};
use baocao::schedule::{FixedZone, Zone};
use baocao::state::{Action, Extra, Identity, PlanState, Platform, Setup, State, reduce};
use std::rc::Rc;
use std::sync::Arc;
use support::{PlainText, at, plan};

fn setup(lang: Lang) -> Setup {
    let unit = Some(Identity::Named("phong-hanh-chinh-quan-tri".to_owned()));
    Setup { lang, unit, ..Setup::default() }
}

fn begun(lang: Lang) -> State {
    let zone = |_: &str| Some(Rc::new(FixedZone::VIETNAM) as Rc<dyn Zone>);
    State::new(setup(lang), Platform { text: Rc::new(PlainText), whole_text: |_, _| {}, zone }, at("2026-06-13"))
}

fn after(state: State, action: Action) -> State {
    reduce(&state, action).unwrap_or(state)
}

#[test]
fn only_who_wants_english_asks_for_it() {
    let state = begun(Lang::Vi);
    assert_eq!((state.lang(), &state.english), (Lang::Vi, &Extra::Unasked));
    assert_eq!(begun(Lang::En).english, Extra::Coming);
    let state = after(state, Action::Setup(setup(Lang::En).into()));
    assert_eq!((state.lang(), &state.english), (Lang::Vi, &Extra::Coming));
    // Back before it came: it comes, and is not shown.
    let state = after(state, Action::Language(Lang::Vi));
    let state = after(state, Action::English(Extra::Here));
    assert_eq!(state.lang(), Lang::Vi);
    assert_eq!(after(state, Action::Language(Lang::En)).lang(), Lang::En);
}

#[test]
fn english_that_comes_late_changes_nothing_else() {
    let mut state = begun(Lang::En);
    state = after(state, Action::Plan(PlanState::Ready(Arc::new(plan("vp-ubnd-tinh-2025")))));
    state = after(state, Action::Records(Ok(Vec::new())));
    let duty = Arc::clone(&state.duties[0]);
    state = after(state, Action::Open(duty));
    let (part, field) = (Part::Reporter, FieldId::new("name").expect("an id"));
    let raw = Raw::Text("Nguyễn Văn A".to_owned());
    state = after(state, Action::Edit(Edit { part, field, raw }));
    let work = state.work.clone().expect("an open report");
    for action in [
        Action::English(Extra::Here),
        Action::Language(Lang::Vi),
        Action::Language(Lang::En),
        Action::Setup(setup(Lang::Vi).into()),
    ] {
        state = after(state, action);
        let now = state.work.as_ref().expect("an open report");
        assert!(Rc::ptr_eq(&now.draft, &work.draft) && state.view == baocao::state::View::Fill);
        assert_eq!((now.open, &now.saved), (work.open, &work.saved));
    }
}

#[test]
fn english_that_cannot_be_had_is_asked_for_again_when_the_officer_says_so() {
    let failed = || Action::English(Extra::Failed("no line".to_owned()));
    let state = after(begun(Lang::En), failed());
    assert!(state.misses_english() && state.lang() == Lang::Vi);
    // A portal that renews its tokens is no reason to try again.
    let state = after(state, Action::Setup(Setup { user: "nva".to_owned(), ..setup(Lang::En) }.into()));
    assert!(state.misses_english());
    let content = after(state.clone(), Action::Language(Lang::Vi));
    assert!(!content.misses_english(), "who reads Vietnamese misses nothing");
    let again = after(state, Action::Language(Lang::En));
    assert_eq!(again.english, Extra::Coming);
    assert_eq!(after(again, Action::English(Extra::Here)).lang(), Lang::En);
}
