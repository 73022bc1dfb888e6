use super::check_page::answers;
use super::due_banner::due_banner;
use super::el::{act, button, el};
use super::fill_top::way_back;
use crate::browser::{DeviceClock, focus_once_it_goes};
use crate::delivery::Clock;
use crate::locale::{Lang, words};
use crate::state::{Action, Hand, PlanState, Rest, State, View, Work};
use yew::prelude::*;

/// That another page has the unit's reports in hand, and the way to go on here.
#[inline(never)]
pub fn elsewhere(_: Rest, state: &State, dispatch: &Callback<Action>) -> Html {
    let is_asked = matches!(state.hand, Hand::Theirs(Some(_)) | Hand::Taken);
    // Where one goes on once this page has them.
    let heir = match state.view {
        View::Overview => "reports",
        View::Fill => "report",
        View::Grid => "grid",
        View::Check => "check",
        View::Receipt => "receipt",
        View::Year(_) => "year",
        View::Device => "device",
    };
    let (lang, dispatch) = (state.lang(), dispatch.clone());
    html! { <Elsewhere {is_asked} {heir} {lang} {dispatch} /> }
}

#[derive(Properties, PartialEq)]
struct ElsewhereProps {
    is_asked: bool,
    heir: &'static str,
    lang: Lang,
    dispatch: Callback<Action>,
}

/// It goes with what it asks for, at some later moment: a component, which hands the focus on then.
struct Elsewhere {
    node: NodeRef,
}

impl Component for Elsewhere {
    type Message = ();
    type Properties = ElsewhereProps;

    fn create(_: &Context<Self>) -> Self {
        Self { node: NodeRef::default() }
    }

    fn view(&self, cx: &Context<Self>) -> Html {
        let ElsewhereProps { is_asked, lang, dispatch, .. } = cx.props();
        let w = words(*lang);
        let (text, asked) = if *is_asked { (w.taking_over(), "true") } else { (w.elsewhere(), "false") };
        let take = match is_asked {
            // Not disabled: the focus would be nowhere.
            true => Callback::noop(),
            false => dispatch.reform(|_: MouseEvent| Action::TakeOver(DeviceClock.now())),
        };
        let take = button("button secondary small", w.take_over(), take).set("aria-disabled", asked);
        let shown = el("div", "preview").node(self.node.clone()).set("role", "status");
        shown.say(text).say(" ").put(take).into()
    }

    fn destroy(&mut self, cx: &Context<Self>) {
        focus_once_it_goes(&self.node, cx.props().heir);
    }
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
