use super::due_banner::due_banner;
use super::el::{El, act, add, button, el};
use super::receipt::stands;
use crate::locale::{self, date_long, left, report_name, standing, terms, unit_validity, words};
use crate::schedule::Standing;
use crate::state::{Action, Bucket, DutyRow, Rest, State};
use std::sync::Arc;
use yew::prelude::*;

/// How many missed reports are shown in full before the rest is folded away.
const MISSED_SHOWN: usize = 2;

/// The unit's reports: returned, overdue, due, undated, coming, sent.
pub fn overview(state: &State, dispatch: &Callback<Action>) -> Html {
    let w = words(state.lang());
    let rows = state.duty_rows();
    let over = || state.rest().and_then(|rest| plan_over(rest, state));
    let ended = validity(state).or_else(over);
    if rows.is_empty() {
        let help = ended.unwrap_or_else(|| w.no_duties_help().to_owned());
        let box_ = el("div", "notice").put(el("h2", "").say(w.no_duties())).put(el("p", "").say(help));
        return box_.into();
    }
    let mut page =
        el("section", "page overview").set("id", "reports").set("tabindex", "-1").set("aria-label", w.reports());
    if let Some(ended) = ended {
        page = page.put(el("p", "preview").set("role", "note").say(ended));
    }
    let dated = rows.iter().any(|row| row.duty.due.is_some());
    if dated {
        page = page.put(button("link", w.year_view(), act(dispatch, Action::Year(None))));
    }
    for (bucket, title, most) in [
        (Bucket::Returned, w.returned(), usize::MAX),
        (Bucket::Overdue, w.overdue(), MISSED_SHOWN),
        (Bucket::Due, w.due_now(), usize::MAX),
        (Bucket::AnyTime, w.any_time(), usize::MAX),
        (Bucket::Coming, w.coming(), 1),
        (Bucket::Sent, w.sent(), usize::MAX),
        (Bucket::Settled, w.not_owed(), MISSED_SHOWN),
        (Bucket::Closed, w.standing_closed(), 0),
    ] {
        let mut section = el("section", "bucket").put(el("h2", "").say(title));
        let (mut count, mut folded) = (0, el("ul", ""));
        for row in rows.iter().filter(|row| row.bucket == bucket) {
            count += 1;
            if count <= most {
                section = section.put(duty_row(state, row, dispatch));
            } else {
                folded = folded.put(duty_line(state, row, dispatch));
            }
        }
        if count > most {
            let label = match bucket {
                Bucket::Coming => w.later(),
                Bucket::Overdue => w.earlier(),
                _ => w.others(),
            };
            let summary = el("summary", "").set("part", "summary").say(format!("{label} ({})", count - most));
            section = section.put(el("details", "").put(summary).put(folded));
        }
        if count > 0 {
            page = page.put(section);
        }
    }
    page.put(button("link", w.on_this_device(), act(dispatch, Action::Device))).into()
}

/// That the unit is not there yet, or no more.
fn validity(state: &State) -> Option<String> {
    let (unit, plan) = (&state.member.as_ref()?.unit, state.plan()?);
    let successor = unit.successor.as_ref().and_then(|id| plan.unit(id));
    let today = state.now.in_zone(&*state.zone).date;
    unit_validity(state.lang(), unit, successor.map(|unit| &*unit.name), today)
}

/// That the plan has ended, where its last day is known.
#[inline(never)]
fn plan_over(_: Rest, state: &State) -> Option<String> {
    let last = state.plan()?.horizon.as_ref()?.to?;
    let is_over = state.now.in_zone(&*state.zone).date > last;
    is_over.then(|| locale::plan_over(state.lang(), last))
}

/// The button that opens a report.
fn opens(state: &State, row: &DutyRow, class: &'static str, text: String, dispatch: &Callback<Action>) -> El {
    let onclick = act(dispatch, Action::Open(Arc::clone(&row.duty)));
    button(class, text, onclick).prop("disabled", state.records.is_none())
}

fn duty_row(state: &State, row: &DutyRow, dispatch: &Callback<Action>) -> Html {
    let w = words(state.lang());
    let is_returned = row.bucket == Bucket::Returned;
    let is_sent = row.bucket == Bucket::Sent || is_returned;
    let (text, kept) = match (is_sent, row.has_draft) {
        (true, false) if is_returned => (w.see_remarks(), ""),
        (true, false) => (w.view_receipt(), ""),
        (true, true) => (w.resume(), w.correction_kept()),
        (false, true) => (w.resume(), w.draft_kept()),
        (false, false) => (w.begin(), ""),
    };
    let is_main = row.bucket <= Bucket::AnyTime || is_sent && row.has_draft;
    let class = if is_main { "button" } else { "button secondary" };
    // Many read the same: their names say of which report.
    let name = report_name(state.lang(), &row.duty);
    let named = |button: El, text: &str| button.set("aria-label", format!("{text}: {name}"));
    let mut acts = el("div", "acts").put(named(opens(state, row, class, text.to_owned(), dispatch), text));
    let record = state.record(&row.duty);
    let outgoing = record.and_then(|record| record.outgoing());
    let kept = record.zip(state.rest()).and_then(|(record, rest)| stands(rest, state.lang(), record)).unwrap_or(kept);
    // What is on its way comes first.
    if is_sent && row.has_draft && outgoing.is_none() {
        let receipt = button("link", w.view_receipt(), act(dispatch, Action::Receipt(Arc::clone(&row.duty))));
        acts = acts.put(named(receipt, w.view_receipt()));
    }
    acts = acts.put(el("span", "muted small").say(kept));
    due_banner(state, &row.duty, is_sent, Some(acts))
}

/// A report in a line: its period, its due day, how it stands and why.
fn duty_line(state: &State, row: &DutyRow, dispatch: &Callback<Action>) -> El {
    let (lang, duty) = (state.lang(), &row.duty);
    let mut line = el("li", "due-head").put(opens(state, row, "link", report_name(lang, duty), dispatch));
    if row.has_draft {
        line = line.put(el("span", "small").say(words(lang).draft_kept()));
    }
    if let Some(d) = &duty.due {
        let mut said = date_long(lang, d.last_day);
        match duty.standing(state.now) {
            Standing::Open | Standing::Overdue | Standing::NotOpen => {
                add(&mut said, " · ", &left(lang, state.now, d.until));
            }
            stands => {
                add(&mut said, " · ", standing(lang, stands));
                for term in terms(lang, duty, state.now, &*state.zone) {
                    add(&mut said, " · ", &term);
                }
            }
        }
        line = line.put(el("span", "muted small").say(said));
    }
    line
}
