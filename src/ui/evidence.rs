use super::control::{TextControl, control_id};
use super::el::{El, button, el};
use super::field::Asked;
use super::files::files;
use crate::finding::Pointer;
use crate::locale::{field_label, words};
use crate::report::{Field, FieldKind, Raw, RawEvidence};
use crate::state::{Action, Rest};
use std::rc::Rc;
use yew::Callback;
use yew::prelude::MouseEvent;

/// The cell of a row.
type Cell = fn(&mut RawEvidence) -> &mut String;

/// The columns by their keys.
const COLUMNS: [(&str, Cell); 4] = [
    ("number", |row| &mut row.number),
    ("date", |row| &mut row.date),
    ("title", |row| &mut row.title),
    ("url", |row| &mut row.url),
];

/// Documents by number and day, and links.
pub fn evidence(rest: Rest, asked: &Asked<'_>, field: &Field, rows: &[RawEvidence]) -> El {
    let w = words(asked.lang);
    let labels = [w.document_number(), w.document_date(), w.document_title(), w.link()];
    let edit = Rc::new(asked.edit(field, Raw::Evidence));
    let mut list = el("div", "evidence");
    for i in 0..rows.len() {
        if rows[i].file.is_some() {
            continue;
        }
        let mut shown = el("div", "evidence-row").set("role", "group");
        shown = shown.set("aria-label", format!("{} {}", field_label(asked.lang, &field.label), i + 1));
        let at = row_at(asked, rows, i);
        for ((key, cell), label) in COLUMNS.into_iter().zip(labels) {
            let at = at.key(key);
            let id = control_id(&at);
            let mut cell_view = el("div", "cell").put(el("label", "").set("for", id.clone()).say(label));
            let mut describedby = String::new();
            if let Some((message_id, messages)) = asked.messages(field, &at) {
                cell_view = cell_view.put(messages);
                describedby = message_id;
            }
            let control = TextControl {
                id: id.into(),
                value: cell(&mut rows[i].clone()).clone().into(),
                describedby,
                is_invalid: asked.is_invalid(&at),
                inputmode: (key == "url").then_some("url"),
                ..TextControl::default()
            };
            let (rows, edit) = (rows.to_vec(), Rc::clone(&edit));
            let typed = move |typed: String| {
                let mut rows = rows.clone();
                *cell(&mut rows[i]) = typed;
                edit(rows)
            };
            shown = shown.put(cell_view.put(control.show(asked.dispatch, typed, asked.leave(field))));
        }
        let mut without = rows.to_vec();
        without.remove(i);
        // The row that follows, or what adds one.
        let next = if i < without.len() { row_at(asked, &without, i).key("number") } else { asked.at.clone() };
        let remove = button("link", w.remove(), and_focus(asked, edit(without), next));
        list = list.put(shown.put(remove.set("aria-label", format!("{} {}", w.remove(), i + 1))));
    }
    let mut with = rows.to_vec();
    with.push(RawEvidence::default());
    let new = row_at(asked, &with, rows.len()).key("number");
    let add = button("button secondary small", format!("+ {}", w.add_evidence()), and_focus(asked, edit(with), new));
    list = list.put(add.set("id", asked.id.clone()));
    match &field.kind {
        FieldKind::Evidence(Some(taken)) => list.put(files(rest, asked, field, taken, rows)),
        _ => list,
    }
}

/// Where a row stands in the report, which leaves blank ones out; those have a place of their own.
pub(super) fn row_at(asked: &Asked<'_>, rows: &[RawEvidence], i: usize) -> Pointer {
    let is_filled = |row: &&RawEvidence| !row.is_blank();
    match rows.get(i).filter(is_filled) {
        Some(_) => asked.at.index(rows[..i].iter().filter(is_filled).count()),
        None => asked.at.key("new").index(i),
    }
}

/// Changes the rows, and goes to where the work goes on.
pub(super) fn and_focus(asked: &Asked<'_>, edit: Action, to: Pointer) -> Callback<MouseEvent> {
    let (dispatch, focus) = (asked.dispatch.clone(), Action::Focus(asked.form.part.clone(), to));
    Callback::from(move |_| {
        dispatch.emit(edit.clone());
        dispatch.emit(focus.clone());
    })
}
