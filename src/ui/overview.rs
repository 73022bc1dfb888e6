use super::due_banner::due_banner;
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
        return html! { <div class="notice"><h2>{ w.no_duties }</h2><p>{ w.no_duties_help }</p></div> };
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
        html! {
            <section class="bucket">
                <h2>{ title }</h2>
                { for shown.iter().map(|row| duty_row(state, row, dispatch)) }
                if !folded.is_empty() {
                    <details>
                        <summary>{ format!("{} ({})", w.earlier, folded.len()) }</summary>
                        { for folded.iter().map(|row| duty_row(state, row, dispatch)) }
                    </details>
                }
            </section>
        }
    };
    html! {
        <section class="page overview" aria-label={w.reports}>
            { bucket(Bucket::Overdue, w.overdue) }
            { bucket(Bucket::Due, w.due_now) }
            { bucket(Bucket::AnyTime, w.any_time) }
            { bucket(Bucket::Coming, w.coming) }
            { bucket(Bucket::Sent, w.sent) }
        </section>
    }
}

fn duty_row(state: &State, row: &DutyRow, dispatch: &Callback<Action>) -> Html {
    let w = words(state.lang());
    let duty = Arc::clone(&row.duty);
    let onclick = dispatch.reform(move |_: MouseEvent| Action::Open(Arc::clone(&duty)));
    let is_sent = row.bucket == Bucket::Sent;
    let is_main = matches!(row.bucket, Bucket::Overdue | Bucket::Due | Bucket::AnyTime);
    let text = match (is_sent, row.has_draft) {
        (true, _) => w.view_receipt,
        (false, true) => w.resume,
        (false, false) => w.begin,
    };
    let ready = state.records.is_some();
    let acts = html! {
        <div class="acts">
            <button type="button" class={classes!("btn", (!is_main).then_some("q"))} disabled={!ready} {onclick}>{ text }</button>
            if row.has_draft && !is_sent { <span class="muted small">{ w.draft_kept }</span> }
        </div>
    };
    due_banner(state, &row.duty, is_sent, acts)
}
