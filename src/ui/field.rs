use super::control::TextControl;
use super::evidence::evidence;
use crate::finding::{Code, Finding};
use crate::locale::{Lang, field_label, finding, status, words};
use crate::plan::{Decimal, Status};
use crate::report::{Edit, Field, FieldKind, FormPart, Label, Need, Raw, ReporterField, write_number};
use crate::state::Action;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// What one question shows.
pub struct Asked<'a> {
    /// The id of its control.
    pub id: AttrValue,
    /// The part it belongs to.
    pub form: &'a FormPart,
    /// What was typed.
    pub raw: Option<&'a Raw>,
    /// What is wrong with it.
    pub findings: Vec<&'a Finding>,
    /// Language of the interface.
    pub lang: Lang,
    /// Where actions go.
    pub dispatch: &'a Callback<Action>,
}

/// One question: label, help, what is wrong, and the control.
pub fn field_view(props: &Asked<'_>, field: &Field) -> Html {
    let Asked { id, findings, lang, .. } = props;
    let lang = *lang;
    let w = words(lang);
    let is_bad = findings.iter().any(|f| f.is_error());
    let label = html! {
        <>
            { field_label(lang, &field.label) }
            if field.need == Need::Optional { <span class="optional">{ " " }{ w.optional }</span> }
        </>
    };
    let hint = hint(lang, field, props.raw);
    let hint_id = hint.is_some().then(|| format!("{id}-h"));
    let message_id = (!findings.is_empty()).then(|| format!("{id}-e"));
    let describedby = [&message_id, &hint_id].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
    let messages = html! {
        if let Some(message_id) = message_id {
            <div id={message_id} class="messages">
                { for findings.iter().map(|f| html! { <p class={if f.is_error() { "msg" } else { "warnmsg" }}>{ finding(lang, f) }</p> }) }
                { for findings.iter().map(|f| readings(props, field, f)) }
            </div>
        }
    };
    let hint = html! { if let (Some(hint), Some(hint_id)) = (hint, hint_id) { <div id={hint_id} class="hint">{ hint }</div> } };
    let class = classes!("f", is_bad.then_some("err"));
    let is_group = matches!(field.kind, FieldKind::YesNo | FieldKind::Choices(_) | FieldKind::Evidence);
    if is_group {
        return html! {
            <fieldset key={field.id.as_str()} {class} data-field="" aria-describedby={describedby}>
                <legend>{ label }</legend>
                { hint }{ messages }
                { control(props, field, String::new()) }
            </fieldset>
        };
    }
    html! {
        <div key={field.id.as_str()} {class} data-field="" part="field">
            <label for={id.clone()} part="label">{ label }</label>
            { hint }{ messages }
            { control(props, field, describedby) }
        </div>
    }
}

/// Sends a changed answer to where it belongs.
fn edit(props: &Asked<'_>, field: &Field) -> Callback<Raw> {
    let (part, field) = (props.form.part.clone(), field.id.clone());
    props.dispatch.reform(move |raw| Action::Edit(Edit { part: part.clone(), field: field.clone(), raw }))
}

fn leave(props: &Asked<'_>, field: &Field) -> Callback<()> {
    let (part, field) = (props.form.part.clone(), field.id.clone());
    props.dispatch.reform(move |()| Action::Leave(part.clone(), field.clone()))
}

fn control(props: &Asked<'_>, field: &Field, describedby: String) -> Html {
    let w = words(props.lang);
    let typed = props.raw.map(Raw::text).unwrap_or_default();
    let option = |value: &str, label: &str| html! { <option value={value.to_owned()} selected={value == typed}>{ label.to_owned() }</option> };
    let select = |options: Html| {
        let onchange = edit(props, field).reform(|event: Event| {
            Raw::Text(event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default())
        });
        let invalid = props.findings.iter().any(|f| f.is_error()).then_some("true");
        html! {
            <select id={props.id.clone()} part="input" aria-describedby={Some(describedby.clone()).filter(|d| !d.is_empty())} aria-invalid={invalid}
                aria-required={(field.need == Need::Required).then_some("true")} {onchange} onblur={leave(props, field).reform(|_: FocusEvent| ())}>
                <option value="" selected={typed.is_empty()}>{ w.choose }</option>
                { options }
            </select>
        }
    };
    match &field.kind {
        FieldKind::Status => select(Status::ALL.iter().map(|s| option(s.name(), status(props.lang, *s))).collect()),
        FieldKind::Choice(choices) => select(choices.iter().map(|c| option(c.id.as_str(), &c.label)).collect()),
        FieldKind::Rank(ranks) => select(ranks.iter().map(|rank| option(rank, rank)).collect()),
        FieldKind::YesNo => {
            let radio = |value: &'static str, label: &'static str| {
                let onchange = edit(props, field).reform(move |_: Event| Raw::Text(value.to_owned()));
                let id = if value == "yes" { props.id.clone() } else { format!("{}-no", props.id).into() };
                html! {
                    <label class="check"><input type="radio" {id} name={props.id.clone()} checked={typed == value} {onchange} />{ label }</label>
                }
            };
            html! { <div class="checks">{ radio("yes", w.yes) }{ radio("no", w.no) }</div> }
        }
        FieldKind::Choices(choices) => {
            let picks = match props.raw {
                Some(Raw::Picks(picks)) => picks.clone(),
                _ => Vec::new(),
            };
            let boxes = choices.iter().enumerate().map(|(i, choice)| {
                let (key, now) = (choice.id.to_string(), picks.clone());
                let checked = picks.contains(&key);
                let onchange = edit(props, field).reform(move |event: Event| {
                    let on = event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked());
                    let mut picks = now.clone();
                    picks.retain(|pick| *pick != key);
                    if on {
                        picks.push(key.clone());
                    }
                    Raw::Picks(picks)
                });
                let id = if i == 0 { props.id.clone() } else { format!("{}-{i}", props.id).into() };
                html! { <label class="check"><input type="checkbox" {id} {checked} {onchange} />{ choice.label.clone() }</label> }
            });
            html! { <div class="checks">{ for boxes }</div> }
        }
        FieldKind::Evidence => {
            let rows = match props.raw {
                Some(Raw::Evidence(rows)) => rows.clone(),
                _ => Vec::new(),
            };
            evidence(&props.id, &rows, props.lang, &edit(props, field).reform(Raw::Evidence), &leave(props, field))
        }
        kind => {
            let (inputmode, autocomplete) = typing(kind, &field.label);
            let unit = match kind {
                FieldKind::Number(number) => number.unit.clone(),
                _ => None,
            };
            let input = html! {
                <TextControl id={props.id.clone()} value={typed.to_owned()} oninput={edit(props, field).reform(Raw::Text)} onleave={leave(props, field)}
                    {describedby} invalid={props.findings.iter().any(|f| f.is_error())} required={field.need == Need::Required}
                    {inputmode} {autocomplete} multiline={matches!(kind, FieldKind::Text(..))} />
            };
            match unit {
                Some(unit) => html! { <div class="unit">{ input }<span>{ unit }</span></div> },
                None => input,
            }
        }
    }
}

/// Which keyboard a phone shows, and what the browser may fill in.
fn typing(kind: &FieldKind, label: &Label) -> (Option<&'static str>, Option<&'static str>) {
    let keyboard = match kind {
        FieldKind::Number(number) if number.places == 0 => Some("numeric"),
        FieldKind::Number(_) => Some("decimal"),
        FieldKind::Url => Some("url"),
        FieldKind::Email => Some("email"),
        FieldKind::Phone => Some("tel"),
        _ => None,
    };
    let fill = match label {
        Label::Reporter(ReporterField::Name) => Some("name"),
        Label::Reporter(ReporterField::Position) => Some("organization-title"),
        Label::Reporter(ReporterField::Phone) => Some("tel"),
        Label::Reporter(ReporterField::Email) => Some("email"),
        _ => None,
    };
    (keyboard, fill)
}

/// Help under the label: the plan's, the form of a date, or how many characters are left.
fn hint(lang: Lang, field: &Field, raw: Option<&Raw>) -> Option<String> {
    let w = words(lang);
    let counter = match &field.kind {
        // Code points are close enough for a counter; the check counts what people see as characters.
        FieldKind::Text(_, max) | FieldKind::Line(_, max) => {
            let used = raw.map_or(0, |raw| raw.text().chars().count());
            let left = i64::from(*max) - i64::try_from(used).unwrap_or(i64::MAX);
            let is_near = matches!(field.kind, FieldKind::Text(..)) && used > 0 || left < 50;
            is_near.then(|| format!("{} {} {}", w.left_characters, write_number(left.into()), w.characters))
        }
        FieldKind::Date => Some(w.date_hint.to_owned()),
        _ => None,
    };
    let parts: Vec<String> = field.help.clone().into_iter().chain(counter).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The ways to read an ambiguous number, as buttons.
fn readings(props: &Asked<'_>, field: &Field, finding: &Finding) -> Html {
    let Code::AmbiguousNumber { readings } = &finding.code else { return Html::default() };
    let buttons = readings.iter().filter_map(|reading| Decimal::parse(&reading.value)).map(|number| {
        let text = write_number(number);
        let onclick = {
            let (text, edit) = (unambiguous(&text), edit(props, field));
            Callback::from(move |_: MouseEvent| edit.emit(Raw::Text(text.clone())))
        };
        html! { <button type="button" class="btn q small" {onclick}>{ text }</button> }
    });
    html! { <div class="acts readings">{ for buttons }</div> }
}

/// A written number that is not ambiguous again: `1,234` with exactly three decimals gets a fourth.
fn unambiguous(text: &str) -> String {
    match crate::report::read_number(text) {
        Ok(_) => text.to_owned(),
        Err(_) => format!("{text}0"),
    }
}
