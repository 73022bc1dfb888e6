use super::answer::answer;
use super::due_banner::due_banner;
use crate::browser::random_key;
use crate::delivery::{Clock, Delivery, Failure, Problem};
use crate::finding::Severity;
use crate::locale::{Lang, field_label, finding, words};
use crate::plan::Plan;
use crate::report::{Form, Part};
use crate::state::{Action, PanelKind, PlanState, State, SummaryItem, Work};
use yew::prelude::*;

/// Everything once more before it goes: what stands in the way, what is odd, every answer.
pub fn check_page(state: &State, work: &Work, dispatch: &Callback<Action>) -> Html {
    let PlanState::Ready(plan) = &state.plan else { return Html::default() };
    let lang = state.lang();
    let w = words(lang);
    let (errors, warnings) = (work.summary(Severity::Error), work.summary(Severity::Warning));
    let is_sending = matches!(work.delivery, Delivery::Sending(_));
    let send =
        dispatch.reform(|_: MouseEvent| Action::Send { key: random_key(), now: crate::browser::DeviceClock.now() });
    let can_send = errors.is_empty() && state.may_send() && !is_sending;
    html! {
        <section class="page check-page">
            <button type="button" class="link" onclick={dispatch.reform(|_| Action::KeepEditing)}>{ "← " }{ w.keep_editing }</button>
            <h2 id="check" tabindex="-1">{ w.check_title }</h2>
            { due_banner(state, &work.duty, false, Html::default()) }
            if let Delivery::Failed(_, failure) = &work.delivery { { failed(lang, failure) } }
            if !errors.is_empty() { { summary(lang, plan, work, "sum", w.errors_title, &errors, dispatch) } }
            if !warnings.is_empty() { { summary(lang, plan, work, "sum warn", w.warnings_title, &warnings, dispatch) } }
            if errors.is_empty() { <p class="ready">{ "✓ " }{ w.ready }</p> }
            { answers(lang, state, work, dispatch) }
            if !state.setup.has_endpoint { <p class="msg">{ w.no_endpoint }</p> }
            else if !state.may_send() { <p class="msg">{ w.preview_no_send }</p> }
            <div class="acts sticky">
                <button type="button" class="btn" part="send" disabled={!can_send} onclick={send}>
                    { if is_sending { w.sending } else if matches!(work.delivery, Delivery::Failed(..)) { w.send_again } else { w.send } }
                </button>
                <button type="button" class="btn q" onclick={dispatch.reform(|_| Action::KeepEditing)}>{ w.keep_editing }</button>
                <span class="muted" role="status">{ if is_sending { w.sending } else { "" } }</span>
            </div>
        </section>
    }
}

/// What a question is called from outside its panel: the task, then the question.
fn place(lang: Lang, plan: &Plan, form: &Form, item: &SummaryItem) -> String {
    let Some((part, field)) = &item.field else { return String::new() };
    let question = form.field(part, field).map(|field| field_label(lang, &field.label)).unwrap_or_default();
    match part {
        Part::Entry(id) => {
            let task = plan.task(id);
            let name = task.map(|task| task.number.clone().unwrap_or_else(|| short(&task.title)));
            format!("{} {} · {question}: ", words(lang).tasks, name.unwrap_or_default())
        }
        Part::Indicator(id) => {
            let title = plan.indicator(id).map(|indicator| short(&indicator.title)).unwrap_or_default();
            format!("{title} · {question}: ")
        }
        Part::Sections | Part::Reporter | Part::Whole => format!("{question}: "),
    }
}

fn short(text: &str) -> String {
    let mut words = text.split_whitespace();
    let start: Vec<_> = words.by_ref().take(8).collect();
    if words.next().is_some() { format!("{}…", start.join(" ")) } else { start.join(" ") }
}

fn summary(
    lang: Lang,
    plan: &Plan,
    work: &Work,
    class: &'static str,
    title: &'static str,
    items: &[SummaryItem],
    dispatch: &Callback<Action>,
) -> Html {
    let rows = items.iter().map(|item| {
        let text = format!("{}{}", place(lang, plan, &work.form, item), finding(lang, &item.finding));
        match item.field.clone() {
            Some((part, field)) => {
                let onclick = dispatch.reform(move |_| Action::Focus(part.clone(), field.clone()));
                html! { <li><button type="button" class="link" {onclick}>{ text }</button></li> }
            }
            None => html! { <li>{ text }</li> },
        }
    });
    html! {
        <div {class} role={(class == "sum").then_some("alert")}>
            <h3>{ title }{ format!(" ({})", items.len()) }</h3>
            <ul>{ for rows }</ul>
        </div>
    }
}

/// What an attempt came to, with the server's own words.
fn failed(lang: Lang, failure: &Failure) -> Html {
    let w = words(lang);
    let reason = match failure {
        Failure::Unreachable => lang_pick(
            lang,
            "Không liên lạc được với máy chủ, hoặc đường truyền bị ngắt.",
            "The server could not be reached, or the connection broke off.",
        ),
        Failure::TimedOut => lang_pick(lang, "Máy chủ không trả lời kịp.", "The server did not answer in time."),
        Failure::Stopped { .. } => lang_pick(lang, "Trang này đã ngăn việc gửi.", "The page stopped the sending."),
        Failure::Refused(_) => lang_pick(lang, "Máy chủ không nhận báo cáo.", "The server did not accept the report."),
    };
    let (said, errors) = match failure {
        Failure::Refused(Problem { status, title, detail, errors, .. }) => {
            let words: Vec<String> = title.iter().chain(detail).cloned().collect();
            (Some(format!("HTTP {status}. {}", words.join(" "))), &errors[..])
        }
        Failure::Stopped { detail } if !detail.is_empty() => (Some(detail.clone()), &[][..]),
        _ => (None, &[][..]),
    };
    html! {
        <div class="sum" role="alert">
            <h3>{ w.send_failed }</h3>
            <p>{ reason }</p>
            if let Some(said) = said { <p>{ w.server_says }{ ": " }<q>{ said }</q></p> }
            if !errors.is_empty() {
                <ul>{ for errors.iter().map(|e| html! { <li><code>{ e.pointer.clone() }</code>{ " " }{ e.detail.clone() }</li> }) }</ul>
            }
            <p>{ w.send_failed_help }</p>
        </div>
    }
}

fn lang_pick(lang: Lang, vi: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// Every answer, panel by panel, each with the way back to it.
fn answers(lang: Lang, state: &State, work: &Work, dispatch: &Callback<Action>) -> Html {
    let w = words(lang);
    let panels = work.panels.iter().enumerate().map(|(index, panel)| {
        let title = match panel.kind {
            PanelKind::Task(_) => {
                let number = panel.number.as_deref().map_or(String::new(), |n| format!("{}. ", n.trim_end_matches('.')));
                format!("{number}{}", panel.title)
            }
            PanelKind::Indicators => w.indicators.to_owned(),
            PanelKind::Sections => w.sections.to_owned(),
            PanelKind::Reporter => w.reporter.to_owned(),
        };
        let rows = panel.parts.iter().flat_map(|&i| {
            let form = &work.form.parts[i];
            let indicator = match (&form.part, &state.plan) {
                (Part::Indicator(id), PlanState::Ready(plan)) => plan.indicator(id).map(|indicator| short(&indicator.title)),
                _ => None,
            };
            form.fields.iter().filter_map(move |field| {
                let raw = work.draft.get(&form.part, &field.id).filter(|raw| !raw.is_blank())?;
                let label = field_label(lang, &field.label);
                let label = indicator.as_ref().map_or(label.clone(), |title| format!("{title} · {label}"));
                Some(html! { <><dt>{ label }</dt><dd class="text">{ answer(lang, field, raw) }</dd></> })
            })
        });
        let rows: Vec<Html> = rows.collect();
        let onclick = dispatch.reform(move |_: MouseEvent| Action::Panel(Some(index)));
        html! {
            <section class="answers" key={index}>
                <div class="answers-head">
                    <h3>{ &title }</h3>
                    <button type="button" class="link" aria-label={format!("{}: {title}", w.change)} {onclick}>{ w.change }</button>
                </div>
                if rows.is_empty() { <p class="muted">{ w.not_answered }</p> } else { <dl class="facts">{ for rows }</dl> }
            </section>
        }
    });
    html! { <div class="all-answers">{ for panels }</div> }
}
