use super::check_page::answers;
use super::el::{El, act, button, el};
use super::fill_top::way_back;
use super::paper::{draws, paper, receipt_code};
use super::review::{facts, remarks, review_state, sent_elsewhere, why_closed};
use crate::browser::Wish;
use crate::delivery::{Phase, Receipt, Record};
use crate::locale::{Lang, correctable_until, kind_title, local, lower, period, words};
use crate::schedule::{Instant, Zone};
use crate::state::{Action, PlanState, Rest, State, Work};
use yew::prelude::*;

/// Proof of arrival, to copy and to print.
#[inline(never)]
pub fn receipt_page(rest: Rest, state: &State, work: &Work, dispatch: &Callback<Action>) -> Html {
    let Some(receipt) = state.receipt() else { return Html::default() };
    let lang = state.lang();
    let w = words(lang);
    let (mut list, mut text) = (el("dl", "facts"), String::new());
    for (label, value) in lines(lang, state, work, receipt) {
        text.push_str(&format!("{label}: {value}\n"));
        list = list.put(el("dt", "").say(label)).put(el("dd", "hash").say(value));
    }
    // Shown only where the browser leaves the copying to the officer's hand.
    let text = el("textarea", "")
        .value(text)
        .set("id", "text")
        .set("part", "input")
        .set("aria-label", w.copy())
        .set("readonly", "")
        .set("hidden", "");
    let says = [w.copied(), w.copy_by_hand()];
    let copy = Callback::from(move |event: MouseEvent| crate::browser::copy(&event, "text", "copied", says));
    let (back, does) = way_back(state);
    let is_returned = state.is_returned(&work.duty);
    let acts = el("div", "acts")
        .put(button(if is_returned { "button secondary" } else { "button" }, back, act(dispatch, does)))
        .put(button("button secondary", w.copy(), copy))
        .put(button("button secondary", w.print(), draws(lang, receipt, Wish::Printed)))
        .put(if sent_elsewhere(state, work).is_none() && !state.is_open_unsent() {
            paper(rest, state, work)
        } else {
            Html::default()
        })
        .put(correct(state, work, dispatch))
        .put(el("span", "muted").set("id", "copied").set("role", "status"));
    let title = if is_returned { w.returned().to_owned() } else { format!("✓ {}", w.receipt_title()) };
    let heading = el("h2", if is_returned { "bad" } else { "" }).set("id", "receipt").set("tabindex", "-1").say(title);
    let kept = kept_theirs(lang, work);
    let heading = heading.maybe("aria-describedby", kept.as_ref().map(|_| "kept-theirs".into()));
    let what = match (sent_elsewhere(state, work), &state.plan) {
        (None, PlanState::Ready(plan)) => {
            let summary = el("summary", "").set("part", "summary").say(w.sent_answers());
            el("details", "").put(summary).put(answers(lang, plan, work, None))
        }
        (lacking, _) => lacking.unwrap_or_else(|| el("div", "")),
    };
    // With a key of its own: what copying by hand leaves in sight goes with it.
    el("section", "page receipt")
        .key("receipt")
        .set("part", "receipt")
        .put(heading)
        .put(kept.map_or_else(Html::default, Html::from))
        .put(remarks(state, work, dispatch))
        .put(list)
        .put(receipt_code(lang, receipt))
        .put(acts)
        .put(text)
        .put(what)
        .into()
}

/// That what the backend had was kept, to who has just chosen that: read out with the heading, where the focus is.
fn kept_theirs(lang: Lang, work: &Work) -> Option<El> {
    let has_kept = work.beside().is_some_and(|beside| beside.has_kept_theirs);
    has_kept.then(|| el("p", "").set("id", "kept-theirs").say(words(lang).kept_theirs()))
}

/// The way to send a correction, with until when; where that time is over, that it is.
fn correct(state: &State, work: &Work, dispatch: &Callback<Action>) -> Html {
    let w = words(state.lang());
    if state.is_closed() {
        return el("p", "muted").say(why_closed(state)).into();
    }
    let until = work.duty.correctable_until;
    let button = match state.is_returned(&work.duty) {
        true => return button("button", w.revise(), act(dispatch, Action::Correct)).into(),
        false => button("link", w.correct(), act(dispatch, Action::Correct)),
    };
    let said = until.map(|end| correctable_until(state.lang(), end, state.now, &*state.zone));
    let mut shown = el("span", "");
    if until.is_none_or(|end| state.now < end) {
        shown = shown.put(button);
    }
    shown.say(" ").put(el("span", "muted").say(said.unwrap_or_default())).into()
}

/// Whether what the device keeps of a report was sent, for the line that says where the answers are. What is written
/// before the rest is there was not.
pub fn whether_sent(state: &State, record: Option<&Record>) -> String {
    match state.rest().zip(record) {
        Some((rest, record)) => how_sent(rest, state, record),
        None => words(state.lang()).not_sent().to_owned(),
    }
}

#[inline(never)]
fn how_sent(rest: Rest, state: &State, record: &Record) -> String {
    let lang = state.lang();
    let w = words(lang);
    match (stands(rest, lang, record), record.is_unsent(), record.receipts.last()) {
        (Some(stands), ..) => lower(stands),
        (_, false, Some(receipt)) => format!("{} {}", w.sent_on(), shown(lang, &receipt.sent_at, &*state.zone)),
        (_, true, Some(_)) => lower(w.correction_kept()),
        _ if record.is_in_doubt() => w.maybe_there().to_owned(),
        _ => w.not_sent().to_owned(),
    }
}

/// What a report on its way waits for, or what the office made of what was sent, in a few words.
#[inline(never)]
pub fn stands(_: Rest, lang: Lang, record: &Record) -> Option<&'static str> {
    let w = words(lang);
    let Some(outgoing) = record.outgoing() else {
        let reviewed = record.reviewed().filter(|_| !record.is_unsent() && !record.is_returned());
        return reviewed.map(|reviewed| review_state(lang, reviewed.report.state));
    };
    Some(match outgoing.phase {
        Phase::Queued | Phase::Sending | Phase::Waiting { .. } | Phase::AskedToWait { .. } => w.queued(),
        Phase::SignIn(_) => w.needs_sign_in(),
        Phase::Conflict(_) => w.in_conflict(),
        Phase::Refused(_) | Phase::Held { .. } => w.sent_back(),
    })
}

fn lines(lang: Lang, state: &State, work: &Work, receipt: &Receipt) -> Vec<(&'static str, String)> {
    let w = words(lang);
    let mut rows = Vec::new();
    rows.push((w.receipt_number(), receipt.number.clone().unwrap_or_else(|| w.no_number().to_owned())));
    if let PlanState::Ready(plan) = &state.plan {
        rows.push((w.plan(), plan.title.clone()));
    }
    rows.push((w.report_kind(), kind_title(lang, &work.duty)));
    if !work.duty.is_open() {
        rows.push((w.period(), period(lang, &work.duty.period.name)));
    }
    if let Some(member) = &state.member {
        rows.push((w.unit(), member.unit.name.clone()));
    }
    // The newest may not be on the device yet, nor ever.
    let kept = state.record(&work.duty).map(|record| &record.receipts[..]).unwrap_or_default();
    let before = kept.iter().position(|one| one == receipt).unwrap_or(kept.len());
    rows.push((w.revision(), (before + 1).to_string()));
    let moment = |text: &str| shown(lang, text, &*state.zone);
    // Of what another device sent only the arrival is known.
    if receipt.received_at.as_ref() != Some(&receipt.sent_at) {
        rows.push((w.sent_at(), moment(&receipt.sent_at)));
    }
    rows.extend(receipt.received_at.as_deref().map(|at| (w.received_at(), moment(at))));
    rows.extend(receipt.late.map(|late| (w.timeliness(), if late { w.late() } else { w.on_time() }.to_owned())));
    rows.extend(facts(state));
    rows.push((w.content_hash(), receipt.hash.clone()));
    rows
}

/// A timestamp in the plan's zone; as it is when it is none.
pub fn shown(lang: Lang, timestamp: &str, zone: &dyn Zone) -> String {
    Instant::parse(timestamp, zone).map_or_else(|| timestamp.to_owned(), |at| local(lang, at.in_zone(zone)))
}
