use super::control::TextControl;
use super::el::{button, el};
use crate::locale::{Lang, words};
use crate::report::RawEvidence;
use yew::prelude::*;

/// Documents by number and day, and links.
pub fn evidence(
    id: &AttrValue,
    rows: &[RawEvidence],
    lang: Lang,
    onchange: &Callback<Vec<RawEvidence>>,
    onleave: &Callback<()>,
) -> Html {
    let w = words(lang);
    let add = {
        let (rows, onchange) = (rows.to_vec(), onchange.clone());
        Callback::from(move |_: MouseEvent| {
            let mut rows = rows.clone();
            rows.push(RawEvidence::default());
            onchange.emit(rows);
        })
    };
    let cell = |i: usize, key: &'static str, label: &'static str, get: fn(&mut RawEvidence) -> &mut String| {
        let value = rows.get(i).map(|row| get(&mut row.clone()).clone()).unwrap_or_default();
        let oninput = {
            let (rows, onchange) = (rows.to_vec(), onchange.clone());
            Callback::from(move |typed: String| {
                let mut rows = rows.clone();
                if let Some(row) = rows.get_mut(i) {
                    *get(row) = typed;
                }
                onchange.emit(rows);
            })
        };
        let cell_id: AttrValue = if i == 0 && key == "number" { id.clone() } else { format!("{id}-{i}-{key}").into() };
        let inputmode = (key == "url").then_some("url");
        let label = el("label", "").set("for", cell_id.clone()).say(label);
        let input = html! { <TextControl id={cell_id} {value} {oninput} onleave={onleave.clone()} {inputmode} /> };
        el("div", "cell").put(label).put(input)
    };
    let row = |i: usize| {
        let remove = {
            let (rows, onchange) = (rows.to_vec(), onchange.clone());
            Callback::from(move |_: MouseEvent| {
                let mut rows = rows.clone();
                rows.remove(i);
                onchange.emit(rows);
            })
        };
        let remove = button("link", w.remove, remove).set("aria-label", format!("{} {}", w.remove, i + 1));
        el("div", "evidence-row")
            .set("role", "group")
            .set("aria-label", (i + 1).to_string())
            .put(cell(i, "number", w.document_number, |row| &mut row.number))
            .put(cell(i, "date", w.document_date, |row| &mut row.date))
            .put(cell(i, "title", w.document_title, |row| &mut row.title))
            .put(cell(i, "url", w.link, |row| &mut row.url))
            .put(remove)
            .into()
    };
    let add = button("btn q small", format!("+ {}", w.add_evidence), add);
    let add = add.maybe("id", rows.is_empty().then(|| id.clone()));
    el("div", "evidence").all((0..rows.len()).map(row).collect()).put(add).into()
}
