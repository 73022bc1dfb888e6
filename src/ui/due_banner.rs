use crate::locale::{due, due_reason, kind_title, left, period, span, standing, words};
use crate::plan::{Periods, Recurrence};
use crate::schedule::{Duty, Instant, Standing};
use crate::state::State;
use yew::prelude::*;

/// A report with its period and until when: the plan's words beside the computed day, the deadline first.
pub fn due_banner(state: &State, duty: &Duty, is_sent: bool, children: Html) -> Html {
    let (lang, now, w) = (state.lang(), state.now, words(state.lang()));
    let stands = duty.standing(now);
    let chip = match (&duty.due, stands) {
        _ if is_sent => ("ok", w.sent.to_owned()),
        (Some(due), Standing::Open) => (tone(now, due.until), left(lang, now, due.until)),
        (Some(due), Standing::Overdue) => ("bad", left(lang, now, due.until)),
        (_, Standing::Closed) => ("bad", standing(lang, stands).to_owned()),
        _ => ("none", standing(lang, stands).to_owned()),
    };
    let title = match duty.period.span {
        Some(_) => format!("{} · {}", kind_title(lang, duty), period(lang, &duty.period.name)),
        None => kind_title(lang, duty),
    };
    let is_calendar = matches!(&duty.kind.periods, Periods::Every(Recurrence { starts: None, .. }));
    let people: Vec<(&str, String)> = [
        (w.recipient, duty.kind.to.join("; ")),
        (w.through, duty.kind.through.clone().unwrap_or_default()),
        (w.final_recipient, duty.kind.r#final.clone().unwrap_or_default()),
        (w.embedded_in, duty.kind.embedded_in.clone().unwrap_or_default()),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .collect();
    html! {
        <article class={classes!("due", chip.0)} part="due">
            <div class="due-head">
                <div class="due-title">
                    <div class="small muted">{ title }</div>
                    <b>{ duty.due.as_ref().map_or_else(|| w.undated_hint.to_owned(), |d| due(lang, d)) }</b>
                </div>
                <span class={classes!("chip", chip.0)}>{ chip.1 }</span>
            </div>
            <div class="small due-words">
                if let Some(wording) = &duty.wording { <span>{ w.plan_says }{": "}<q>{ wording }</q></span> }
                if let Some((from, to)) = duty.period.span { <span>{ format!("{} {}", w.covers, span(lang, from, to)) }</span> }
                { for people.into_iter().map(|(label, text)| html! { <span><span class="muted">{ label }{": "}</span>{ text }</span> }) }
            </div>
            if let Some(d) = &duty.due {
                <details class="small">
                    <summary>{ w.why_this_day }</summary>
                    <p>{ due_reason(lang, d, d.until.in_zone(&*state.zone)) }</p>
                    if is_calendar { <p>{ w.calendar_period }</p> }
                </details>
            }
            { children }
        </article>
    }
}

/// Three days before the due instant the colour says so; the words say it always.
fn tone(now: Instant, until: Instant) -> &'static str {
    const THREE_DAYS: i64 = 3 * 24 * 3_600_000;
    if until.0 - now.0 <= THREE_DAYS { "warn" } else { "calm" }
}
