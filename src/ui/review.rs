//! What the office made of a report: its state, its remarks, and what was sent.

use super::abbreviations::abbreviations_of;
use super::check_page::answers;
use super::el::{El, act, button, el};
use super::receipt::shown;
use crate::browser::hand_on;
use crate::delivery::{Record, Remark, ReviewState};
use crate::finding::Pointer;
use crate::locale::{Lang, Places, lower, words};
use crate::plan::Plan;
use crate::report::Part;
use crate::state::{Action, PlanState, Rest, State, Work};
use yew::prelude::*;

/// How a report stands with the office.
pub fn review_state(lang: Lang, state: ReviewState) -> &'static str {
    let w = words(lang);
    match state {
        ReviewState::Submitted => w.review_submitted(),
        ReviewState::Returned => w.returned(),
        ReviewState::Approved => w.review_approved(),
        ReviewState::Locked => w.review_locked(),
    }
}

/// The remarks of the office on the open report, each with the way to its place; of a returned one also what the officer
/// has dealt with.
pub fn remarks(state: &State, work: &Work, dispatch: &Callback<Action>) -> Html {
    let Some(reviewed) = state.reviewed().filter(|reviewed| !reviewed.report.remarks.is_empty()) else {
        return Html::default();
    };
    let lang = state.lang();
    let w = words(lang);
    let is_returned = reviewed.report.state == ReviewState::Returned;
    let mut list = el("ul", "remarks");
    for (nth, remark) in reviewed.report.remarks.iter().enumerate() {
        let mut item = el("li", "");
        item = match at(state, work, remark).filter(|_| is_returned) {
            Some((text, part, at)) => item.put(button("link", text, act(dispatch, Action::Focus(part, at)))).say(": "),
            None => item,
        };
        item = item.put(el("q", "").say(remark.detail.clone()));
        if is_returned {
            let tick = el("input", "")
                .set("part", "option")
                .set("type", "checkbox")
                .prop("checked", reviewed.done.contains(remark));
            // Many read the same: their names say which remark.
            let tick = tick.set("aria-label", format!("{}: {}", w.remark_done(), remark.detail));
            let tick = tick.ticked(dispatch, move |is_done| Action::Heed(nth, is_done));
            item = item.put(el("label", "check small").put(tick).say(w.remark_done()));
        }
        list = list.put(item);
    }
    let class = if is_returned { "sum warn" } else { "sum calm" };
    let title = format!("{} ({})", w.remarks_title(), reviewed.report.remarks.len());
    el("section", class).put(el("h3", "").say(title)).put(list).into()
}

/// The question that a remark is about, in words and as a place.
fn at(state: &State, work: &Work, remark: &Remark) -> Option<(String, Part, Pointer)> {
    let PlanState::Ready(plan) = &state.plan else { return None };
    let at = Pointer::parse(remark.pointer.as_deref()?)?;
    let (i, field) = work.place(&at)?;
    let form = &work.form.parts[i];
    let mut places = Places::new(state.lang(), &work.form, &work.draft);
    let text = places.name(plan, (&form.part, &form.fields[field].id), &at);
    Some((text, form.part.clone(), at))
}

/// For the facts of a receipt: the state and its moment.
pub fn facts(state: &State) -> Vec<(&'static str, String)> {
    let lang = state.lang();
    let w = words(lang);
    let Some(reviewed) = state.reviewed() else { return Vec::new() };
    let mut facts = vec![(w.review(), review_state(lang, reviewed.report.state).to_owned())];
    let at = reviewed.report.reviewed_at.as_deref();
    facts.extend(at.map(|at| (w.reviewed_at(), shown(lang, at, &*state.zone))));
    facts
}

/// Why no revision is taken; empty where one is.
pub fn why_closed(state: &State) -> &'static str {
    let w = words(state.lang());
    match state.reviewed().map(|reviewed| reviewed.report.state) {
        Some(ReviewState::Approved) => w.closed_approved(),
        Some(ReviewState::Locked) => w.closed_locked(),
        _ => "",
    }
}

/// Whether what was sent was sent from another device and is not here.
pub fn sent_elsewhere(state: &State, work: &Work) -> Option<El> {
    let lacks = state.record(&work.duty).is_some_and(Record::lacks_answers);
    lacks.then(|| el("p", "muted").set("role", "status").say(words(state.lang()).sent_elsewhere()))
}

/// The way to take figures over from the report before this one, where there are any.
pub fn carry_over(state: &State, work: &Work, dispatch: &Callback<Action>) -> Html {
    let w = words(state.lang());
    if !work.can_carry_over(None) {
        return Html::default();
    }
    let take = hands_on(dispatch, "tasks", Action::CarryOver(None));
    let take = button("button secondary small", w.carry_over(), take);
    el("div", "").put(take).put(el("div", "hint").say(w.carry_over_help())).into()
}

/// At one task: what its abbreviations stand for, the way to take its answers over from the report before this one, and to
/// confirm those that were.
#[inline(never)]
pub fn as_before(_: Rest, state: &State, work: &Work, panel: usize, dispatch: &Callback<Action>) -> El {
    let w = words(state.lang());
    let mut acts = el("div", "acts as-before");
    let parts = work.panels.get(panel).map_or(&[][..], |panel| &panel.parts);
    let does = |action: Action| hands_on(dispatch, format!("panel-{panel}"), action);
    // Each with a key of its own: a second press on the one must not meet the other in its place.
    if work.can_carry_over(Some(parts)) {
        let take = button("button secondary small", w.as_before(), does(Action::CarryOver(Some(panel))));
        acts = acts.put(take.key("take"));
    }
    if work.has_carried(parts) {
        let confirm = button("button secondary small", w.confirm_panel(), does(Action::Confirm(None)));
        acts = acts.put(confirm.key("confirm"));
    }
    el("div", "").put(abbreviations_of(state, work, Some(parts))).put(acts)
}

/// The callback of a button that goes with what it does: the focus is handed on to the element with this id.
pub fn hands_on(dispatch: &Callback<Action>, heir: impl Into<AttrValue>, action: Action) -> Callback<MouseEvent> {
    let heir = heir.into();
    dispatch.reform(move |event: MouseEvent| {
        hand_on(&event, &heir);
        action.clone()
    })
}

/// Below one task: the way to the next in which something is missing, also by keys.
#[inline(never)]
pub fn ways_on(_: Rest, state: &State, work: &Work, view: El, acts: El, dispatch: &Callback<Action>) -> El {
    let Some(next) = work.next_unfilled() else { return view.put(acts) };
    let go = Action::Panel(Some(next));
    let next = button("button secondary", words(state.lang()).next_unfilled(), act(dispatch, go.clone()));
    let dispatch = dispatch.clone();
    let keys = Callback::from(move |event: KeyboardEvent| {
        if event.alt_key() && event.key() == "PageDown" {
            event.prevent_default();
            dispatch.emit(go.clone());
        }
    });
    view.put(acts.put(next.set("aria-keyshortcuts", "Alt+PageDown").set("title", "Alt + PageDown"))).pressed(keys)
}

/// Of a conflict the version that the backend has, as far as it is known here; that of this device stands below.
pub fn theirs(state: &State, plan: &Plan, work: &Work) -> Html {
    let w = words(state.lang());
    let record = state.record(&work.duty);
    let Some((record, theirs)) = record.and_then(|record| Some((record, record.theirs()?))) else {
        return Html::default();
    };
    let at = shown(state.lang(), &theirs.received_at, &*state.zone);
    let title = format!("{} {} · {} {at}", w.version_there(), theirs.number, lower(w.received_at()));
    let mut shown = el("details", "theirs").set("open", "").put(el("summary", "").set("part", "summary").say(title));
    let there = record.their_answers().and_then(|draft| {
        let record = Record::new(record.key.clone(), &draft, theirs.received_at);
        state.looked_at(&record)
    });
    shown = match there {
        Some(there) => shown.put(answers(state.lang(), plan, &there, None)),
        None => shown.put(el("p", "muted").say(w.sent_elsewhere())),
    };
    el("div", "").put(shown).put(el("h3", "").say(w.version_yours())).into()
}
