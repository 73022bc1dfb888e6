use super::control::TextControl;
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
        let cell_id = if i == 0 && key == "number" { id.clone() } else { format!("{id}-{i}-{key}").into() };
        let inputmode = (key == "url").then_some("url");
        html! {
            <div class={classes!("cell", key)}>
                <label for={cell_id.clone()}>{ label }</label>
                <TextControl id={cell_id} {value} {oninput} onleave={onleave.clone()} {inputmode} />
            </div>
        }
    };
    html! {
        <div class="evidence">
            { for (0..rows.len()).map(|i| {
                let remove = {
                    let (rows, onchange) = (rows.to_vec(), onchange.clone());
                    Callback::from(move |_: MouseEvent| {
                        let mut rows = rows.clone();
                        rows.remove(i);
                        onchange.emit(rows);
                    })
                };
                html! {
                    <div class="evidence-row" role="group" aria-label={format!("{}", i + 1)}>
                        { cell(i, "number", w.document_number, |row| &mut row.number) }
                        { cell(i, "date", w.document_date, |row| &mut row.date) }
                        { cell(i, "title", w.document_title, |row| &mut row.title) }
                        { cell(i, "url", w.link, |row| &mut row.url) }
                        <button type="button" class="link" aria-label={format!("{} {}", w.remove, i + 1)} onclick={remove}>{ w.remove }</button>
                    </div>
                }
            }) }
            <button type="button" class="btn q small" id={rows.is_empty().then(|| id.clone())} onclick={add}>{ "+ " }{ w.add_evidence }</button>
        </div>
    }
}
