//! All tasks beside each other, and all indicators: the same answers as in the form of one task, with the same rules.

mod model;

use crate::locale::words;
use crate::plan::Plan;
use crate::report::Part;
use crate::state::{Action, PlanState, Rest, State, Work};
use crate::ui::abbreviations::abbreviations_of;
use crate::ui::el::{act, button, el};
use crate::ui::fill::status_line;
use crate::ui::fill_top::FillTop;
use crate::ui::sheet::{Model, Sheet};
use model::GridModel;
use std::rc::Rc;
use std::sync::Arc;
use yew::prelude::*;

/// The page with the sheets.
#[inline(never)]
pub fn grid_page(_: Rest, state: &State, work: &Rc<Work>, dispatch: &Callback<Action>) -> Html {
    let PlanState::Ready(plan) = &state.plan else { return Html::default() };
    let w = words(state.lang());
    let (duty, others) = (Arc::clone(&work.duty), Rc::clone(&work.other_periods));
    let top = html! { <FillTop state={state.clone()} {duty} {others} dispatch={dispatch.clone()} /> };
    let back = button("link", format!("← {}", w.grid_back()), act(dispatch, Action::Panel(work.open)));
    let title = el("h2", "").set("id", "grid").set("tabindex", "-1").say(w.grid_title());
    let mut page = el("div", "grid").put(back).put(title).put(el("p", "hint").say(w.grid_help()));
    page = page.put(abbreviations_of(state, work, None));
    for of in [Of::Tasks, Of::Indicators] {
        let rows = of.rows(work);
        if rows.is_empty() {
            continue;
        }
        let (id, label) = match of {
            Of::Tasks => ("grid-tasks", w.tasks()),
            Of::Indicators => ("grid-indicators", w.indicators()),
        };
        let props = GridProps {
            of,
            id,
            label,
            state: state.clone(),
            work: Rc::clone(work),
            plan: Arc::clone(plan),
            dispatch: dispatch.clone(),
        };
        page = page.put(el("h3", "").say(label)).put(html! { <Grid ..props /> });
    }
    el("section", "page fill").put(top).put(page).put(status_line(state, work, dispatch)).into()
}

/// The way to it, where there are several tasks.
pub fn to_grid(state: &State, work: &Work, dispatch: &Callback<Action>) -> Html {
    if work.form.entries().nth(1).is_none() {
        return Html::default();
    }
    button("link", words(state.lang()).grid_open(), act(dispatch, Action::Grid)).into()
}

/// What the rows of a sheet are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Tasks,
    Indicators,
}

impl Of {
    /// The places of the parts that are rows.
    fn rows(self, work: &Work) -> Vec<usize> {
        let is_row = |part: &Part| match self {
            Self::Tasks => matches!(part, Part::Entry(_)),
            Self::Indicators => matches!(part, Part::Indicator(_)),
        };
        let parts = work.form.parts.iter().enumerate();
        parts.filter(|(_, form)| is_row(&form.part)).map(|(i, _)| i).collect()
    }
}

#[derive(Properties, Clone)]
struct GridProps {
    of: Of,
    id: &'static str,
    label: &'static str,
    state: State,
    work: Rc<Work>,
    plan: Arc<Plan>,
    dispatch: Callback<Action>,
}

impl PartialEq for GridProps {
    fn eq(&self, other: &Self) -> bool {
        let same_parts = || self.work.parts.iter().zip(&other.work.parts).all(|(one, two)| Rc::ptr_eq(one, two));
        Rc::ptr_eq(&self.work.form, &other.work.form)
            && same_parts()
            && Rc::ptr_eq(&self.work.draft, &other.work.draft)
            && self.work.touched.len() == other.work.touched.len()
            && (self.work.tried, self.state.lang(), self.of) == (other.work.tried, other.state.lang(), other.of)
    }
}

/// Puts the sheet together once for each change of the answers.
struct Grid {
    model: Rc<dyn Model>,
}

impl Component for Grid {
    type Message = ();
    type Properties = GridProps;

    fn create(cx: &Context<Self>) -> Self {
        Self { model: Rc::new(GridModel::new(cx.props())) }
    }

    fn changed(&mut self, cx: &Context<Self>, _: &GridProps) -> bool {
        *self = <Self as Component>::create(cx);
        true
    }

    fn view(&self, cx: &Context<Self>) -> Html {
        let GridProps { id, label, work, .. } = cx.props();
        html! { <Sheet model={Rc::clone(&self.model)} id={*id} label={(*label).to_owned()} tells_all={work.tried} /> }
    }
}
