//! "Không phát sinh": nothing to report of a task, of a question about the whole, of all.

use super::control::control_id;
use super::el::{El, el};
use super::field::{Asked, field_view};
use super::figures::{asks_note, computed};
use super::panel::question;
use crate::finding::Pointer;
use crate::locale::{field_label, question_label, words};
use crate::plan::{FieldId, Nil};
use crate::report::{Edit, Field, Label, Part, Raw};
use crate::state::{Action, Rest, State, Work};
use yew::prelude::*;

/// What stands in the place of a question that is not asked as others are: a number that follows from others, whether
/// there is nothing to report, why, and how an answer is explained.
#[inline(never)]
pub fn in_place(_: Rest, work: &Work, (i, nth): (usize, usize), asked: &Asked<'_>) -> El {
    let field = &work.form.parts[i].fields[nth];
    match field.label {
        Label::NilOf => tick(asked, field),
        Label::Note if !asks_note(work, i, nth) => el("div", "").key(field.id.as_str()).set("hidden", ""),
        Label::NilReason | Label::Note => {
            let label = Label::Given(question_label(asked.lang, asked.form, field));
            field_view(asked, &Field { label, ..field.clone() })
        }
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
    let label = question_label(asked.lang, asked.form, field);
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

/// Whether there is nothing to report at all, and why where the plan asks that.
pub fn of_all(state: &State, work: &Work, dispatch: &Callback<Action>) -> Vec<Html> {
    if !work.duty.may_be_nil() {
        return Vec::new();
    }
    let id = FieldId::own("nil");
    let checked = work.draft.get(&Part::Whole, &id).map(Raw::text) == Some("yes");
    let edit = move |on: bool| {
        let raw = Raw::Text(if on { "yes" } else { "" }.to_owned());
        Action::Edit(Edit { part: Part::Whole, field: id.clone(), raw })
    };
    let input = el("input", "")
        .set("part", "option")
        .set("type", "checkbox")
        .set("id", control_id(&Pointer::root().key("nil")));
    let input = input.prop("checked", checked).ticked(dispatch, edit);
    let label = el("label", "check nil").put(input).say(field_label(state.lang(), &Label::Nil));
    let label = match work.duty.kind.nil {
        Nil::Required => label.put(el("span", "hint").say(words(state.lang()).nil_required())),
        _ => label,
    };
    let place = work.form.parts.iter().enumerate().find_map(|(i, part)| {
        let nth = part.fields.iter().position(|field| field.label == Label::NilReasonOfAll)?;
        (!work.parts[i].hidden.contains(&nth)).then_some((i, nth))
    });
    let reason = place.map(|place| question(state, work, place, dispatch).into());
    [Some(label.into()), reason].into_iter().flatten().collect()
}
