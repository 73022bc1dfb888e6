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
    let text = rows.iter().map(|(label, value)| format!("{label}: {value}")).collect::<Vec<_>>().join(
        "
",
    );
    let done = w.copied;
    html! {
        <section class="page receipt" part="receipt">
            <h2 id="receipt" tabindex="-1">{ "✓ " }{ w.receipt_title }</h2>
            <dl class="facts">{ for rows.into_iter().map(|(label, value)| html! { <><dt>{ label }</dt><dd class="hash">{ value }</dd></> }) }</dl>
            <div class="acts">
                <button type="button" class="btn" onclick={dispatch.reform(|_| Action::Overview)}>{ w.back }</button>
                <button type="button" class="btn q" onclick={move |event: MouseEvent| crate::browser::copy(&event, text.clone(), "copied", done)}>{ w.copy }</button>
                <button type="button" class="btn q" onclick={|_| crate::browser::print()}>{ w.print }</button>
                <button type="button" class="link" onclick={dispatch.reform(|_| Action::Correct)}>{ w.correct }</button>
                <span id="copied" role="status" class="muted"></span>
            </div>
        </section>
    }
}

fn lines(lang: Lang, state: &State, receipt: &Receipt) -> Vec<(&'static str, String)> {
    let w = words(lang);
    let mut rows = Vec::new();
    rows.push((w.receipt_number, receipt.number.clone().unwrap_or_else(|| w.no_number.to_owned())));
    if let Some(work) = &state.work {
        rows.push((w.reports, kind_title(lang, &work.duty)));
        if work.duty.period.span.is_some() {
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
