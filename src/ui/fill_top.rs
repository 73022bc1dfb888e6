use super::due_banner::due_banner;
use super::el::{act, button, el};
use crate::locale::{Lang, period, words};
use crate::schedule::Duty;
use crate::state::{Action, State};
use std::rc::Rc;
use std::sync::Arc;
use yew::prelude::*;

#[derive(Properties, Clone)]
pub struct TopProps {
    pub state: State,
    pub duty: Arc<Duty>,
    /// The same report for other periods.
    pub others: Rc<[Arc<Duty>]>,
    pub dispatch: Callback<Action>,
}

/// Whether it shows the same: nothing of it follows from what is typed.
impl PartialEq for TopProps {
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (&self.state, &other.state);
        Arc::ptr_eq(&self.duty, &other.duty)
            && Rc::ptr_eq(&self.others, &other.others)
            && (one.now, one.lang(), &one.rest) == (two.now, two.lang(), &two.rest)
    }
}

/// Above the tasks: the way back, other periods, until when. A component, so that typing an answer does not work out
/// once more how the day came about.
pub struct FillTop;

impl Component for FillTop {
    type Message = ();
    type Properties = TopProps;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, cx: &Context<Self>) -> Html {
        let props = cx.props();
        let TopProps { state, duty, dispatch, .. } = props;
        let lang = state.lang();
        let back = format!("← {}", words(lang).back());
        el("div", "fill-top")
            .put(button("link", back, act(dispatch, Action::Overview)))
            .put(other_periods(lang, props))
            .put(due_banner(state, duty, false, None))
            .into()
    }
}

/// The way to the same report for another period.
fn other_periods(lang: Lang, props: &TopProps) -> Html {
    let TopProps { duty, others, dispatch, .. } = props;
    if others.len() < 2 {
        return Html::default();
    }
    let mut select = el("select", "");
    for (i, other) in others.iter().enumerate() {
        let mut name = period(lang, &other.period.name);
        if let Some(round) = &other.round {
            super::el::add(&mut name, " · ", &round.title);
        }
        let option = el("option", "").set("value", i.to_string()).say(name);
        select = select.put(option.prop("selected", other.is_same(duty)));
    }
    // One that is not there cannot be chosen; the report that is open stays.
    let (others, open) = (Rc::clone(others), Arc::clone(duty));
    let select = select.chosen(dispatch, move |i| {
        let chosen = i.parse().ok().and_then(|i: usize| others.get(i)).unwrap_or(&open);
        Action::Open(Arc::clone(chosen))
    });
    el("label", "other").put(el("span", "small").say(words(lang).period())).put(select).into()
}
