use super::control::TextControl;
use super::el::{El, button, el};
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
    let optional = (field.need == Need::Optional).then(|| el("span", "optional").say(format!(" {}", w.optional)));
    let label = |tag| {
        let label = el(tag, "").say(field_label(lang, &field.label));
        match optional {
            Some(optional) => label.put(optional),
            None => label,
        }
    };
    let hint = hint(lang, field, props.raw);
    let hint_id = hint.is_some().then(|| format!("{id}-h"));
    let message_id = (!findings.is_empty()).then(|| format!("{id}-e"));
    let describedby = [&message_id, &hint_id].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
    let mut notes = Vec::new();
    if let (Some(hint), Some(id)) = (hint, hint_id) {
        notes.push(el("div", "hint").set("id", id).say(hint).into());
    }
    if let Some(id) = message_id {
        let mut messages = el("div", "messages").set("id", id);
        for f in findings {
            messages = messages.put(el("p", if f.is_error() { "msg" } else { "warnmsg" }).say(finding(lang, f)));
            if let Some(readings) = readings(props, field, f) {
                messages = messages.put(readings);
            }
        }
        notes.push(messages.into());
    }
    let class = if is_bad { "f err" } else { "f" };
    let key = field.id.as_str().to_owned();
    if matches!(field.kind, FieldKind::YesNo | FieldKind::Choices(_) | FieldKind::Evidence) {
        let group = el("fieldset", class).key(key).set("data-field", "").set("aria-describedby", describedby);
        return group.put(label("legend")).all(notes).put(control(props, field, String::new())).into();
    }
    let label = label("label").set("for", id.clone()).set("part", "label");
    let block = el("div", class).key(key).set("data-field", "").set("part", "field");
    block.put(label).all(notes).put(control(props, field, describedby)).into()
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
    let option = |value: &str, label: &str| -> Html {
        let option = el("option", "").set("value", value.to_owned()).prop("selected", value == typed);
        option.say(label.to_owned()).into()
    };
    let select = |options: Vec<Html>| -> Html {
        let onchange = edit(props, field).reform(|event: Event| {
            Raw::Text(event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default())
        });
        let yes = |on: bool| on.then_some(AttrValue::Static("true"));
        el("select", "")
            .set("id", props.id.clone())
            .set("part", "input")
            .maybe("aria-describedby", Some(describedby.clone()).filter(|ids| !ids.is_empty()).map(AttrValue::from))
            .maybe("aria-invalid", yes(props.findings.iter().any(|f| f.is_error())))
            .maybe("aria-required", yes(field.need == Need::Required))
            .change(onchange)
            .blur(leave(props, field).reform(|_: FocusEvent| ()))
            .put(option("", w.choose))
            .all(options)
            .into()
    };
    match &field.kind {
        FieldKind::Status => select(Status::ALL.iter().map(|s| option(s.name(), status(props.lang, *s))).collect()),
        FieldKind::Choice(choices) => select(choices.iter().map(|c| option(c.id.as_str(), &c.label)).collect()),
        FieldKind::Rank(ranks) => select(ranks.iter().map(|rank| option(rank, rank)).collect()),
        FieldKind::YesNo => {
            let radio = |value: &'static str, label: &'static str| {
                let onchange = edit(props, field).reform(move |_: Event| Raw::Text(value.to_owned()));
                let id: AttrValue = if value == "yes" { props.id.clone() } else { format!("{}-no", props.id).into() };
                let input = el("input", "").set("type", "radio").set("id", id).set("name", props.id.clone());
                el("label", "check").put(input.prop("checked", typed == value).change(onchange)).say(label)
            };
            el("div", "checks").put(radio("yes", w.yes)).put(radio("no", w.no)).into()
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
                let id: AttrValue = if i == 0 { props.id.clone() } else { format!("{}-{i}", props.id).into() };
                let input = el("input", "").set("type", "checkbox").set("id", id).prop("checked", checked);
                el("label", "check").put(input.change(onchange)).say(choice.label.clone()).into()
            });
            el("div", "checks").all(boxes.collect()).into()
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
                Some(unit) => el("div", "unit").put(input).put(el("span", "").say(unit)).into(),
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
fn readings(props: &Asked<'_>, field: &Field, finding: &Finding) -> Option<El> {
    let Code::AmbiguousNumber { readings } = &finding.code else { return None };
    let buttons = readings.iter().filter_map(|reading| Decimal::parse(&reading.value)).map(|number| {
        let text = write_number(number);
        let onclick = {
            let (text, edit) = (unambiguous(&text), edit(props, field));
            Callback::from(move |_: MouseEvent| edit.emit(Raw::Text(text.clone())))
        };
        button("btn q small", text, onclick).into()
    });
    Some(el("div", "acts readings").all(buttons.collect()))
}

/// A written number that is not ambiguous again: `1,234` with exactly three decimals gets a fourth.
fn unambiguous(text: &str) -> String {
    match crate::report::read_number(text) {
        Ok(_) => text.to_owned(),
        Err(_) => format!("{text}0"),
    }
}
