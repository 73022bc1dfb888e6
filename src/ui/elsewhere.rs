use super::check_page::answers;
use super::due_banner::due_banner;
use super::el::{El, act, button, el};
use super::fill_top::way_back;
use crate::browser::DeviceClock;
use crate::delivery::Clock;
use crate::locale::words;
use crate::state::{Action, Hand, PlanState, Rest, State, Work};
use yew::prelude::*;

/// That another page has the unit's reports in hand, and the way to go on here.
#[inline(never)]
pub fn elsewhere(_: Rest, state: &State, dispatch: &Callback<Action>) -> El {
    let w = words(state.lang());
    let take = dispatch.reform(|_: MouseEvent| Action::TakeOver(DeviceClock.now()));
    let is_asked = matches!(state.hand, Hand::Theirs(Some(_)) | Hand::Taken);
    let text = if is_asked { w.taking_over() } else { w.elsewhere() };
    let take = button("button secondary small", w.take_over(), take).prop("disabled", is_asked);
    el("div", "preview").set("role", "status").say(text).say(" ").put(take)
}

/// A report that another page has in hand, to look at.
#[inline(never)]
pub fn elsewhere_page(_: Rest, state: &State, work: &Work, dispatch: &Callback<Action>) -> Html {
    let PlanState::Ready(plan) = &state.plan else { return Html::default() };
    let (back, does) = way_back(state);
    let back = button("link", format!("← {back}"), act(dispatch, does));
    let page =
        el("section", "page check-page").key("elsewhere").put(back).put(due_banner(state, &work.duty, false, None));
    page.put(answers(state.lang(), plan, work, None)).into()
}
