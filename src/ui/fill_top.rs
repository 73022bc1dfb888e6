use super::due_banner::due_banner;
use super::el::{act, button, el};
use crate::delivery::Record;
use crate::locale::{Lang, lower, period, standing, words, year_title};
use crate::schedule::{Duty, Standing};
use crate::state::{Action, Origin, State};
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

/// Whether it shows the same: nothing of it follows from what is typed, and what is sent is sent from another page.
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
        let (back, does) = way_back(state);
        el("div", "fill-top")
            .put(button("link", format!("← {back}"), act(dispatch, does)))
            .put(other_periods(lang, props))
            .put(due_banner(state, duty, false, None))
            .into()
    }
}

/// What the way back from a report is called, and where it leads: to where the report was opened from.
pub fn way_back(state: &State) -> (String, Action) {
    let lang = state.lang();
    match state.work.as_ref().map(|work| work.origin) {
        Some(Origin::Year(year)) => (year_title(lang, year), Action::Year(Some(year))),
        Some(Origin::Overview) | None => (words(lang).back().to_owned(), Action::Overview),
    }
}

/// How a report stands, in a word or two.
fn in_short(state: &State, duty: &Duty) -> &'static str {
    let w = words(state.lang());
    match duty.standing(state.now) {
        _ if state.record(duty).is_some_and(Record::is_sent) => w.sent(),
        Standing::Undated => w.not_sent(),
        stands => standing(state.lang(), stands),
    }
}

/// The way to the same report for another period, with how each stands: a missing one is seen.
fn other_periods(lang: Lang, props: &TopProps) -> Html {
    let TopProps { state, duty, others, dispatch } = props;
    if others.len() < 2 {
        return Html::default();
    }
    let mut select = el("select", "").set("part", "input").set("id", "period");
    for (i, other) in others.iter().enumerate() {
        let mut name = period(lang, &other.period.name);
        if let Some(round) = &other.round {
            super::el::add(&mut name, " · ", &round.title);
        }
        // Of the open one the deadline may follow from an answer.
        let is_open = other.is_same(duty);
        super::el::add(&mut name, " · ", &lower(in_short(state, if is_open { duty } else { other })));
        let option = el("option", "").set("value", i.to_string()).say(name);
        select = select.put(option.prop("selected", is_open));
    }
    // One that is not there cannot be chosen; the report that is open stays.
    let (others, open) = (Rc::clone(others), Arc::clone(duty));
    let select = select.chosen(dispatch, move |i| {
        let chosen = i.parse().ok().and_then(|i: usize| others.get(i)).unwrap_or(&open);
        Action::Open(Arc::clone(chosen))
    });
    el("label", "other").put(el("span", "small").say(words(lang).period())).put(select).into()
}
