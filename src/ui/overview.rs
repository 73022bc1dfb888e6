use super::due_banner::due_banner;
use super::el::{act, button, el};
use crate::locale::words;
use crate::state::{Action, Bucket, DutyRow, State};
use std::sync::Arc;
use yew::prelude::*;

/// How many missed reports are shown before the rest is folded away.
const MISSED_SHOWN: usize = 2;

/// The unit's reports: overdue, due, undated, coming, sent.
pub fn overview(state: &State, dispatch: &Callback<Action>) -> Html {
    let w = words(state.lang());
    let rows = state.duty_rows();
    if rows.is_empty() {
        let box_ = el("div", "notice").put(el("h2", "").say(w.no_duties)).put(el("p", "").say(w.no_duties_help));
        return box_.into();
    }
    let bucket = |bucket: Bucket, title: &'static str| {
        let listed: Vec<&DutyRow> = rows.iter().filter(|row| row.bucket == bucket).collect();
        if listed.is_empty() {
            return Html::default();
        }
        let (shown, folded) = match bucket {
            Bucket::Overdue => listed.split_at(listed.len().min(MISSED_SHOWN)),
            _ => (&listed[..], &[][..]),
        };
        let row = |row: &&DutyRow| duty_row(state, row, dispatch);
        let mut section = el("section", "bucket").put(el("h2", "").say(title)).all(shown.iter().map(row).collect());
        if !folded.is_empty() {
            let summary = el("summary", "").say(format!("{} ({})", w.earlier, folded.len()));
            section = section.put(el("details", "").put(summary).all(folded.iter().map(row).collect()));
        }
        section.into()
    };
    let buckets = [
        (Bucket::Overdue, w.overdue),
        (Bucket::Due, w.due_now),
        (Bucket::AnyTime, w.any_time),
        (Bucket::Coming, w.coming),
        (Bucket::Sent, w.sent),
    ];
    let buckets = buckets.into_iter().map(|(kind, title)| bucket(kind, title)).collect();
    el("section", "page overview")
        .set("id", "reports")
        .set("tabindex", "-1")
        .set("aria-label", w.reports)
        .all(buckets)
        .into()
}

fn duty_row(state: &State, row: &DutyRow, dispatch: &Callback<Action>) -> Html {
    let w = words(state.lang());
    let onclick = act(dispatch, Action::Open(Arc::clone(&row.duty)));
    let is_sent = row.bucket == Bucket::Sent;
    let is_main = matches!(row.bucket, Bucket::Overdue | Bucket::Due | Bucket::AnyTime);
    let text = match (is_sent, row.has_draft) {
        (true, _) => w.view_receipt,
        (false, true) => w.resume,
        (false, false) => w.begin,
    };
    let ready = state.records.is_some();
    let class = if is_main { "btn" } else { "btn q" };
    let mut acts = el("div", "acts").put(button(class, text, onclick).prop("disabled", !ready));
    if row.has_draft && !is_sent {
        acts = acts.put(el("span", "muted small").say(w.draft_kept));
    }
    due_banner(state, &row.duty, is_sent, Some(acts))
}
