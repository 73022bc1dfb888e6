use super::check_page::still_to_mend;
use super::device::remark;
use super::el::{El, act, add, button, el};
use super::fill_top::FillTop;
use super::panel::{panel_view, question};
use super::receipt::whether_sent;
use super::spoken::spoken;
use super::task_list::TaskList;
use super::versions::versions;
use crate::locale::{clock, words};
use crate::report::Label;
use crate::state::{Action, PlanState, Saved, State, Work};
use std::rc::Rc;
use std::sync::Arc;
use yew::prelude::*;

/// Tasks at the left, the open one at the right; on a phone one after the other.
pub fn fill_page(state: &State, work: &Rc<Work>, dispatch: &Callback<Action>) -> Html {
    let PlanState::Ready(plan) = &state.plan else { return Html::default() };
    let lang = state.lang();
    let w = words(lang);
    let panel = work.open.and_then(|open| Some((open, work.panels.get(open)?)));
    let (duty, others) = (Arc::clone(&work.duty), Rc::clone(&work.other_periods));
    let top = html! { <FillTop state={state.clone()} {duty} {others} dispatch={dispatch.clone()} /> };
    let list = html! {
        <TaskList work={Rc::clone(work)} plan={Arc::clone(plan)} {lang} dispatch={dispatch.clone()} />
    };
    let nav = el("nav", "").set("part", "list").set("id", "tasks").set("tabindex", "-1").set("aria-label", w.tasks());
    // Always there: what comes and goes beside a control takes the focus from it.
    let [remarks, above, below] = match state.rest() {
        Some(rest) => versions(rest, state, work, dispatch),
        None => [el("div", ""), el("div", ""), el("div", "")],
    };
    let nav = nav.put(event_box(state, work, dispatch)).put(above).put(list).put(below);
    let (class, shown) = match panel {
        Some((open, panel)) => ("page fill has-panel", panel_view(state, work, plan, (open, panel), dispatch)),
        None => ("page fill", el("p", "muted choose").say(w.choose_task())),
    };
    let section = el("section", "open").set("aria-label", w.tasks());
    // Nothing is wrong before somebody has checked it.
    let to_mend = state.rest().map_or_else(Html::default, |rest| still_to_mend(rest, lang, work, dispatch));
    let section = section.put(to_mend).put(shown);
    let columns = el("div", "columns").put(nav).put(section);
    el("section", class).put(top).put(remarks).put(columns).put(status_line(state, work, dispatch)).into()
}

/// When the event was, where the deadline is counted from it.
fn event_box(state: &State, work: &Work, dispatch: &Callback<Action>) -> Html {
    let asked = work.form.parts.iter().enumerate().find_map(|(i, part)| {
        let nth = part.fields.iter().position(|field| matches!(field.label, Label::Event(_)))?;
        Some((i, nth))
    });
    asked.map(|place| question(state, work, place, dispatch).into()).unwrap_or_default()
}

/// Where the answers are, whether they were sent, and the way to send them: always in view.
pub fn status_line(state: &State, work: &Work, dispatch: &Callback<Action>) -> El {
    let w = words(state.lang());
    let is_lost = state.unkept.is_some() && !work.draft.is_blank();
    let mut text = match &work.saved {
        _ if is_lost => w.not_saved().to_owned(),
        Saved::Nothing => w.nothing_yet().to_owned(),
        Saved::Pending => w.saving().to_owned(),
        Saved::At(at) => {
            let sent = whether_sent(state, state.record(&work.duty));
            format!("✓ {} {} · {sent}", w.saved_at(), clock(at.in_zone(&*state.zone)))
        }
    };
    add(&mut text, " ", remark(state));
    let text = el("span", "").maybe("role", is_lost.then_some("alert".into())).say(text);
    let check = button("button", w.check_and_send(), act(dispatch, Action::Check)).set("part", "button check");
    let line = el("div", if is_lost { "saved bad" } else { "saved" }).set("part", "status").put(text).put(check);
    match state.rest() {
        Some(rest) => line.put(spoken(rest, state, work)),
        None => line,
    }
}
