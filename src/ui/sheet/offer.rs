//! What pasting would do, before it is done.

use super::{Model, Msg, Sheet};
use crate::finding::{Finding, Pointer};
use crate::locale::{finding, words};
use crate::state::{Paste, Writing};
use crate::ui::el::{El, button, el};
use std::collections::BTreeMap;
use yew::html::Scope;
use yew::{Html, NodeRef};

/// Most rows that are shown beforehand.
const SHOWN: usize = 8;

/// A block that is to be pasted.
pub struct Offer {
    /// As it came.
    pub block: Vec<Vec<String>>,
    /// The cell that is worked in.
    pub at: (usize, usize),
    /// What becomes of it.
    pub paste: Paste,
    /// Whether rows behind it go.
    pub replaces: bool,
}

impl Offer {
    /// What goes where, what does not fit, and whether it is to be done.
    pub fn view(&self, model: &dyn Model, id: &str, link: &Scope<Sheet>, asks: NodeRef) -> Html {
        let (lang, paste) = (model.lang(), &self.paste);
        let w = words(lang);
        let mut rows: BTreeMap<usize, BTreeMap<usize, (&str, bool)>> = BTreeMap::new();
        for cell in &paste.cells {
            rows.entry(cell.row).or_default().insert(cell.column, (&cell.text, cell.wrong.is_some()));
        }
        let mut list = el("ul", "");
        let mut tell = |is_so: bool, text: String| {
            if is_so {
                list = std::mem::replace(&mut list, el("ul", "")).put(el("li", "").say(text));
            }
        };
        tell(true, format!("{}: {} × {}", w.paste_goes(), rows.len(), columns(paste).len()));
        tell(paste.by_heading, w.paste_by_heading().to_owned());
        tell(!paste.no_columns.is_empty(), format!("{}: {}", w.paste_no_columns(), paste.no_columns.join("; ")));
        tell(paste.no_rows > 0, format!("{}: {}", w.paste_no_rows(), paste.no_rows));
        tell(paste.left_out > 0, format!("{}: {}", w.paste_left_out(), paste.left_out));
        tell(paste.locked > 0, format!("{}: {}", w.paste_locked(), paste.locked));
        let wrong = paste.cells.iter().filter(|cell| cell.wrong.is_some()).count();
        tell(wrong > 0, format!("{}: {wrong}", w.paste_wrong()));
        for cell in paste.cells.iter().filter(|cell| cell.wrong.is_some()).take(SHOWN) {
            let (number, title) = model.row_head(cell.row);
            let head = model.heads().get(cell.column).map_or("", |head| &head.name);
            let why = cell.wrong.clone().map(|code| finding(lang, &Finding::error(Pointer::root(), code)));
            let row = if title.is_empty() { number } else { title };
            tell(true, format!("{row}, {head}: “{}” – {}", cell.text, why.unwrap_or_default()));
        }
        let mut acts = el("div", "acts");
        let accept = button("button small", w.paste_accept(), link.callback(|_| Msg::Accept)).node(asks);
        if paste.cells.is_empty() {
            list = list.put(el("li", "").say(w.paste_nothing()));
        }
        let accept = accept.maybe("disabled", paste.cells.is_empty().then_some("".into()));
        acts =
            acts.put(accept).put(button("button secondary small", w.paste_decline(), link.callback(|_| Msg::Decline)));
        let group = el("div", "paste")
            .set("role", "group")
            .set("aria-labelledby", format!("{id}-paste"))
            .put(el("h4", "").set("id", format!("{id}-paste")).say(w.paste_title()))
            .put(list);
        let group = match paste.writing {
            Some(writing) => {
                let ways = [(Writing::Vietnamese, w.paste_vietnamese()), (Writing::English, w.paste_english())];
                let name = format!("{id}-numbers");
                group.put(choice(&name, w.paste_numbers().to_owned(), &ways, writing, link, Msg::Write))
            }
            None => group,
        };
        let group = if paste.rest.is_empty() {
            group
        } else {
            let legend = format!("{}: {}", w.paste_rest(), paste.rest.len());
            let ways = [(true, w.paste_replace()), (false, w.paste_keep())];
            group.put(choice(&format!("{id}-rest"), legend, &ways, self.replaces, link, Msg::Replace))
        };
        group.put(self.beforehand(model, id, &rows)).put(acts).into()
    }

    /// The first rows as they will be.
    fn beforehand(&self, model: &dyn Model, id: &str, rows: &BTreeMap<usize, BTreeMap<usize, (&str, bool)>>) -> El {
        let columns = columns(&self.paste);
        let mut head = el("tr", "").put(el("th", "").set("scope", "col").say(words(model.lang()).sheet_row()));
        for &column in &columns {
            head = head.put(
                el("th", "")
                    .set("scope", "col")
                    .say(model.heads().get(column).map(|head| head.name.clone()).unwrap_or_default()),
            );
        }
        let mut body = el("tbody", "");
        for (row, cells) in rows.iter().take(SHOWN) {
            let (number, title) = model.row_head(*row);
            let mut line = el("tr", "");
            line = line.put(el("th", "").set("scope", "row").say(if title.is_empty() { number } else { title }));
            for column in &columns {
                let (text, is_wrong) = cells.get(column).copied().unwrap_or_default();
                let class = if model.heads().get(*column).is_some_and(|head| head.is_number) { "number" } else { "" };
                let cell = el("td", class).maybe("aria-invalid", is_wrong.then_some("true".into()));
                line = line.put(cell.say(text.to_owned()));
            }
            body = body.put(line);
        }
        if rows.len() > SHOWN {
            body =
                body.put(el("tr", "").put(el("td", "muted").set("colspan", (columns.len() + 1).to_string()).say("…")));
        }
        let table = el("table", "").put(el("thead", "").put(head)).put(body);
        el("div", "sheet before")
            .set("tabindex", "0")
            .set("role", "group")
            .set("aria-labelledby", format!("{id}-paste"))
            .put(table)
    }
}

fn columns(paste: &Paste) -> Vec<usize> {
    let mut columns: Vec<usize> = paste.cells.iter().map(|cell| cell.column).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

/// What is asked before it is pasted.
fn choice<T: Copy + PartialEq + 'static>(
    name: &str,
    legend: String,
    ways: &[(T, &str)],
    chosen: T,
    link: &Scope<Sheet>,
    tells: fn(T) -> Msg,
) -> El {
    let mut choices = el("fieldset", "checks").put(el("legend", "").say(legend));
    for &(one, label) in ways {
        let input = el("input", "")
            .set("part", "option")
            .set("type", "radio")
            .set("name", name.to_owned())
            .prop("checked", one == chosen)
            .changed(link.callback(move |_| tells(one)));
        choices = choices.put(el("label", "check").put(input).say(label.to_owned()));
    }
    choices
}
