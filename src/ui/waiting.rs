use super::el::{El, act, button, el};
use super::failure::for_support;
use super::fill_top::way_back;
use crate::locale::words;
use crate::state::{Action, Extra, State, View};
use yew::prelude::*;

/// In place of a page that the rest of the program makes, while that is loaded or could not be.
pub fn waiting_page(state: &State, dispatch: &Callback<Action>) -> Html {
    let w = words(state.lang());
    let (back, does) = match state.view {
        View::Receipt | View::Year(_) | View::Device => way_back(state),
        _ => (w.keep_editing().to_owned(), Action::KeepEditing),
    };
    let back = button("link", format!("← {back}"), act(dispatch, does));
    el("section", "page check-page").key("waiting").put(back).put(waiting(state, dispatch)).into()
}

/// That the rest of the program is awaited; or why it is not there, and what to do.
pub fn waiting(state: &State, dispatch: &Callback<Action>) -> El {
    let w = words(state.lang());
    let says = |text: &'static str| el("h2", "").set("id", "waiting").set("tabindex", "-1").say(text);
    let Extra::Failed(detail) = &state.rest else {
        return el("div", "notice").set("role", "status").put(says(w.rest_coming()));
    };
    let shown = el("div", "notice").set("role", "alert").put(says(w.rest_failed()));
    let shown = shown.put(el("p", "").say(w.rest_failed_help()));
    let shown = shown.put(button("button", w.retry(), act(dispatch, Action::NeedRest)));
    shown.put(for_support(state.lang(), detail.clone()))
}
