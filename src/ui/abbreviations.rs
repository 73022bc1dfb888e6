//! What the abbreviations stand for that the plan's texts have: a list that opens where they are met. The texts stay the
//! plan's, and who knows them reads on.

use super::el::el;
use crate::locale::{Lang, words};
use crate::plan::Plan;
use crate::report::Form;
use crate::state::{PlanState, State, Work, abbreviations};
use std::rc::Rc;
use std::sync::Arc;
use yew::prelude::*;

#[derive(Properties, Clone)]
pub struct AbbreviationsProps {
    plan: Arc<Plan>,
    form: Rc<Form>,
    parts: Rc<[usize]>,
    lang: Lang,
}

/// Nothing of it follows from what is typed.
impl PartialEq for AbbreviationsProps {
    fn eq(&self, other: &Self) -> bool {
        let is_same = Arc::ptr_eq(&self.plan, &other.plan) && Rc::ptr_eq(&self.form, &other.form);
        is_same && self.parts == other.parts && self.lang == other.lang
    }
}

/// The list. A component, so that the texts are not searched with each key.
pub struct Abbreviations;

impl Component for Abbreviations {
    type Message = ();
    type Properties = AbbreviationsProps;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, cx: &Context<Self>) -> Html {
        let AbbreviationsProps { plan, form, parts, lang } = cx.props();
        let used = abbreviations(plan, form, parts);
        if used.is_empty() {
            return Html::default();
        }
        let title = format!("{} ({})", words(*lang).abbreviations(), used.len());
        let mut list = el("dl", "facts");
        for (short, long) in used {
            list = list.put(el("dt", "").say(short.to_owned())).put(el("dd", "").say(long.to_owned()));
        }
        let summary = el("summary", "").set("part", "summary").say(title);
        el("details", "small abbreviations").put(summary).put(list).into()
    }
}

/// Those around the questions of some parts; none: of the whole report.
pub fn abbreviations_of(state: &State, work: &Work, parts: Option<&[usize]>) -> Html {
    let PlanState::Ready(plan) = &state.plan else { return Html::default() };
    if !plan.abbreviations.is_there() {
        return Html::default();
    }
    let all = || (0..work.form.parts.len()).collect();
    let parts = parts.map_or_else(all, Rc::from);
    let (plan, form, lang) = (Arc::clone(plan), Rc::clone(&work.form), state.lang());
    html! { <Abbreviations {plan} {form} {parts} {lang} /> }
}
