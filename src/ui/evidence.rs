use super::control::TextControl;
use super::el::{El, act, button, el};
use crate::locale::{Lang, words};
use crate::report::RawEvidence;
use crate::state::Action;
use std::rc::Rc;
use yew::{AttrValue, Callback};

/// The action of changed rows.
type Edit = Rc<dyn Fn(Vec<RawEvidence>) -> Action>;

/// The columns: key, and the cell of a row.
const COLUMNS: [(&str, fn(&mut RawEvidence) -> &mut String); 4] = [
    ("number", |row| &mut row.number),
    ("date", |row| &mut row.date),
    ("title", |row| &mut row.title),
    ("url", |row| &mut row.url),
];

/// Documents by number and day, and links.
pub fn evidence(
    id: &AttrValue,
    rows: &[RawEvidence],
    lang: Lang,
    dispatch: &Callback<Action>,
    edit: Edit,
    leave: &Action,
) -> El {
    let w = words(lang);
    let labels = [w.document_number, w.document_date, w.document_title, w.link];
    let mut list = el("div", "evidence");
    for i in 0..rows.len() {
        let mut shown = el("div", "evidence-row").set("role", "group").set("aria-label", (i + 1).to_string());
        for ((key, cell), label) in COLUMNS.into_iter().zip(labels) {
            let control = TextControl {
                id: if i == 0 && key == "number" { id.clone() } else { format!("{id}-{i}-{key}").into() },
                value: cell(&mut rows[i].clone()).clone().into(),
                inputmode: (key == "url").then_some("url"),
                ..TextControl::default()
            };
            let label = el("label", "").set("for", control.id.clone()).say(label);
            let (rows, edit) = (rows.to_vec(), Rc::clone(&edit));
            let typed = move |typed: String| {
                let mut rows = rows.clone();
                *cell(&mut rows[i]) = typed;
                edit(rows)
            };
            shown = shown.put(el("div", "cell").put(label).put(control.show(dispatch, typed, leave.clone())));
        }
        let mut without = rows.to_vec();
        without.remove(i);
        let remove = button("link", w.remove, act(dispatch, edit(without)));
        list = list.put(shown.put(remove.set("aria-label", format!("{} {}", w.remove, i + 1))));
    }
    let mut with = rows.to_vec();
    with.push(RawEvidence::default());
    let add = button("btn q small", format!("+ {}", w.add_evidence), act(dispatch, edit(with)));
    list.put(if rows.is_empty() { add.set("id", id.clone()) } else { add })
}
