use super::el::{act, button, el};
use crate::delivery::{Delivery, Receipt};
use crate::locale::{Lang, kind_title, local, period, words};
use crate::schedule::{Instant, Zone};
use crate::state::{Action, State, Work};
use yew::prelude::*;

/// Proof of arrival, to copy and to print.
pub fn receipt_page(state: &State, work: &Work, dispatch: &Callback<Action>) -> Html {
    let Delivery::Accepted(receipt) = &work.delivery else { return Html::default() };
    let lang = state.lang();
    let w = words(lang);
    let rows = lines(lang, state, receipt);
    let text = rows.iter().map(|(label, value)| format!("{label}: {value}")).collect::<Vec<_>>().join("\n");
    let done = w.copied;
    let copy = Callback::from(move |event: MouseEvent| crate::browser::copy(&event, text.clone(), "copied", done));
    let mut list = el("dl", "facts");
    for (label, value) in rows {
        list = list.put(el("dt", "").say(label)).put(el("dd", "hash").say(value));
    }
    let acts = el("div", "acts")
        .put(button("btn", w.back, act(dispatch, Action::Overview)))
        .put(button("btn q", w.copy, copy))
        .put(button("btn q", w.print, Callback::from(|_| crate::browser::print())))
        .put(button("link", w.correct, act(dispatch, Action::Correct)))
        .put(el("span", "muted").set("id", "copied").set("role", "status"));
    let heading = el("h2", "").set("id", "receipt").set("tabindex", "-1").say(format!("✓ {}", w.receipt_title));
    el("section", "page receipt").set("part", "receipt").put(heading).put(list).put(acts).into()
}

fn lines(lang: Lang, state: &State, receipt: &Receipt) -> Vec<(&'static str, String)> {
    let w = words(lang);
    let mut rows = Vec::new();
    rows.push((w.receipt_number, receipt.number.clone().unwrap_or_else(|| w.no_number.to_owned())));
    if let Some(work) = &state.work {
        rows.push((w.reports, kind_title(lang, &work.duty)));
        if !work.duty.is_open() {
            rows.push((w.period, period(lang, &work.duty.period.name)));
        }
    }
    if let Some(member) = &state.member {
        rows.push((w.unit, member.unit.name.clone()));
    }
    let moment = |text: &str| shown(lang, text, &*state.zone);
    rows.push((w.sent_at, moment(&receipt.sent_at)));
    rows.extend(receipt.received_at.as_deref().map(|at| (w.received_at, moment(at))));
    rows.extend(receipt.late.map(|late| (w.timeliness, if late { w.late } else { w.on_time }.to_owned())));
    rows.push((w.content_hash, receipt.hash.clone()));
    rows
}

/// A timestamp in the plan's zone; as it is when it is none.
fn shown(lang: Lang, timestamp: &str, zone: &dyn Zone) -> String {
    Instant::parse(timestamp, zone).map_or_else(|| timestamp.to_owned(), |at| local(lang, at.in_zone(zone)))
}
