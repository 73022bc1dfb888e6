//! "Không phát sinh": nothing to report of a task, of a question about the whole, of all.

use super::el::{El, el};
use super::field::Asked;
use super::figures::computed;
use super::panel::question;
use crate::locale::{field_label, words};
use crate::report::{Field, Label, Raw};
use crate::state::{Action, Rest, State, Work};
use yew::prelude::*;

/// What stands in the place of a question that is not asked as others are: a number that follows from others, or whether
/// there is nothing to report.
#[inline(never)]
pub fn in_place(_: Rest, work: &Work, (i, nth): (usize, usize), asked: &Asked<'_>) -> El {
    let field = &work.form.parts[i].fields[nth];
    match field.label {
        Label::NilOf(_) => tick(asked, field),
        _ => computed(asked.lang, work, (i, nth)),
    }
}

fn tick(asked: &Asked<'_>, field: &Field) -> El {
    let is_ticked = asked.raw.map(Raw::text) == Some("yes");
    let edit = asked.edit(field, |on: bool| Raw::Text(if on { "yes" } else { "" }.to_owned()));
    let mut input = el("input", "")
        .set("part", "option")
        .set("type", "checkbox")
        .set("id", asked.id.clone())
        .prop("checked", is_ticked)
        .ticked(asked.dispatch, edit);
    let mut block = el("div", "f nil-of").key(field.id.as_str()).set("data-field", "").set("part", "field");
    let label = field_label(asked.lang, &field.label);
    let mut describedby = String::new();
    let messages = asked.messages(field, &asked.at);
    if let Some((id, _)) = &messages {
        describedby.clone_from(id);
    }
    let mut hint = None;
    if is_ticked {
        let id = format!("{}-h", asked.id);
        super::el::add(&mut describedby, " ", &id);
        hint = Some(el("div", "hint").set("id", id).say(words(asked.lang).nil_keeps()));
    }
    if !describedby.is_empty() {
        input = input.set("aria-describedby", describedby);
    }
    block = block.put(el("label", "check nil").put(input).say(label));
    block = block.put(hint.map_or_else(Html::default, Html::from));
    match messages {
        Some((_, messages)) => block.put(messages),
        None => block,
    }
}

/// Why there is nothing to report at all, where that is said and the plan asks it.
pub fn reason_of_all(state: &State, work: &Work, dispatch: &Callback<Action>) -> Html {
    let place = work.form.parts.iter().enumerate().find_map(|(i, part)| {
        let nth = part.fields.iter().position(|field| field.label == Label::NilReasonOfAll)?;
        (!work.parts[i].hidden.contains(&nth)).then_some((i, nth))
    });
    place.map(|place| question(state, work, place, dispatch).into()).unwrap_or_default()
}
