//! The table that a sheet is.

use super::{Entry, FEW, Head, Msg, ROW, Sheet, WINDOW, size};
use crate::locale::{Words, words};
use crate::ui::el::{El, button, el};
use std::ops::Range;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::html::oninput;
use yew::prelude::*;

/// The cell that a pointer is on; within, none on the control of the one that is worked in: there it sets the caret.
pub fn cell_of(event: &MouseEvent) -> Option<Option<(usize, usize)>> {
    let target: web_sys::Element = event.composed_path().get(0).dyn_into().ok()?;
    let (row, column) = cell_at(event)?;
    // What follows is the browser's: on another cell it would put the focus nowhere. Where the control of the cell has no
    // focus yet, it is a cell like any other.
    if target.closest("[data-editor]:focus").ok()?.is_some() {
        return Some(event.shift_key().then_some((row, column)));
    }
    event.prevent_default();
    Some(Some((row, column)))
}

/// The cell that a pointer is on, also on its control.
pub fn cell_at(event: &MouseEvent) -> Option<(usize, usize)> {
    let target: web_sys::Element = event.composed_path().get(0).dyn_into().ok()?;
    let at = target.closest("td[data-at]").ok()??.get_attribute("data-at")?;
    let (row, column) = at.split_once(' ')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}

impl Sheet {
    /// Pixels of a row.
    pub(super) fn height(&self) -> f64 {
        self.row_height.unwrap_or(ROW)
    }

    /// Heads, the rows that are in view, totals.
    pub(super) fn table(&self, cx: &Context<Self>) -> El {
        let (props, model) = (cx.props(), &*cx.props().model);
        let (w, (rows, columns)) = (words(model.lang()), size(props));
        let depth = if model.heads().iter().any(|head| head.group.is_some()) { 2 } else { 1 };
        let totals = model.totals();
        let count = rows + depth + usize::from(totals.is_some());
        let mut body = el("tbody", "");
        let mut next = 0;
        for row in self.shown(rows) {
            body = gap(body, next..row, columns, self.height());
            body = body.put(self.row(cx, row, depth));
            next = row + 1;
        }
        body = gap(body, next..rows, columns, self.height());
        let table = el("table", "")
            .set("role", "grid")
            .set("aria-label", props.label.clone())
            .maybe("aria-describedby", Some(props.describedby.clone()).filter(|ids| !ids.is_empty()))
            .set("aria-rowcount", count.to_string())
            .set("aria-colcount", (columns + 1).to_string())
            .set("aria-multiselectable", "true")
            .put(heads(w, model.heads(), depth))
            .put(body);
        match totals {
            Some(totals) => table.put(el("tfoot", "").put(total_row(w, model.heads(), totals))),
            None => table,
        }
    }

    /// The rows that are in the document: those in view and the one that is worked in.
    fn shown(&self, rows: usize) -> Vec<usize> {
        if rows <= FEW {
            return (0..rows).collect();
        }
        let first = self.first.min(rows.saturating_sub(WINDOW));
        let mut shown: Vec<usize> = (first..(first + WINDOW).min(rows)).collect();
        let active = self.cursor.at.0;
        if active < rows && !shown.contains(&active) {
            shown.push(active);
            shown.sort_unstable();
        }
        shown
    }

    fn row(&self, cx: &Context<Self>, row: usize, depth: usize) -> El {
        let (props, model) = (cx.props(), &*cx.props().model);
        let (number, title) = model.row_head(row);
        let head = el("th", "").set("scope", "row").set("id", format!("{}-r{row}", props.id));
        let head = if title.is_empty() {
            head.say(number)
        } else {
            head.put(el("span", "no").say(number)).say(" ").say(title)
        };
        let mut line = el("tr", "").key(row).set("aria-rowindex", (row + depth + 1).to_string()).put(head);
        for (column, head) in model.heads().iter().enumerate() {
            line = line.put(self.cell(cx, (row, column), head));
        }
        line
    }

    fn cell(&self, cx: &Context<Self>, (row, column): (usize, usize), head: &Head) -> El {
        let (props, model) = (cx.props(), &*cx.props().model);
        let (is_active, is_chosen) =
            (self.cursor.at == (row, column), self.cursor.is_block() && self.cursor.has(row, column));
        let entry = model.entry(row, column);
        let is_locked = matches!(entry, Entry::Locked | Entry::Elsewhere);
        let wrong = model.wrong(row, column);
        // Nobody is told what is missing in a row that is still being filled in.
        let wrong = wrong.filter(|wrong| props.tells_all || !wrong.is_missing || row != self.cursor.at.0);
        let class = match (head.is_number, is_locked) {
            (true, true) => "number locked",
            (true, false) => "number",
            (false, true) => "locked",
            (false, false) => "",
        };
        let cell = el("td", class)
            .set("data-at", format!("{row} {column}"))
            .maybe("aria-selected", is_chosen.then_some("true".into()))
            .maybe("aria-readonly", is_locked.then_some("true".into()))
            .maybe("aria-invalid", wrong.as_ref().map(|wrong| if wrong.is_error { "true" } else { "false" }.into()));
        let text = model.text(row, column);
        let cell = if is_active {
            // What has the focus tells it, too: by what describes it.
            let control = self.editor(cx, text, entry).key(format!("{row} {column}"));
            cell.put(control.maybe("aria-invalid", wrong.filter(|wrong| wrong.is_error).map(|_| "true".into())))
        } else {
            cell.say(text)
        };
        if !model.is_carried(row, column) {
            return cell;
        }
        // A sign besides the colour, and words for those who see neither.
        let says = words(model.lang()).sheet_carried();
        let mark = el("span", "carried").put(el("span", "").set("aria-hidden", "true").say("↺"));
        cell.put(mark.set("title", says).put(el("span", "unseen").say(says)))
    }

    /// The control of the cell that is worked in.
    fn editor(&self, cx: &Context<Self>, text: String, entry: Entry) -> El {
        let (props, link) = (cx.props(), cx.link());
        let text = self.typed.clone().unwrap_or(text);
        let control = match entry {
            Entry::Choice(options) => {
                let mut select = el("select", "").selected(link.callback(Msg::Choose));
                let is_known = text.is_empty() || options.iter().any(|(value, label)| *label == text || *value == text);
                let blank = [(String::new(), String::new())].into_iter();
                // What is no option stays until another one is chosen.
                let foreign = (!is_known).then(|| (text.clone(), text.clone()));
                for (value, label) in blank.chain(foreign).chain(options) {
                    let is_it = label == text || value == text;
                    select = select.put(el("option", "").set("value", value).prop("selected", is_it).say(label));
                }
                select
            }
            entry => {
                let (is_multiline, keyboard, is_locked) = match entry {
                    Entry::Text { is_multiline, keyboard } => (is_multiline, keyboard, false),
                    _ => (false, None, true),
                };
                let input = if is_multiline { el("textarea", "").set("rows", "1") } else { el("input", "") };
                let typed = link.callback(|event: InputEvent| {
                    // A text area has the `value` of an input, and the bindings read it by its name.
                    Msg::Type(event.target_unchecked_into::<web_sys::HtmlInputElement>().value())
                });
                input
                    .value(text)
                    .set("autocomplete", "off")
                    .maybe("inputmode", keyboard.map(AttrValue::Static))
                    .maybe("readonly", is_locked.then_some("".into()))
                    .listen(Rc::new(oninput::Wrapper::new(typed)))
            }
        };
        control
            .node(self.editor.clone())
            .set("part", "input")
            .set("data-editor", "")
            .set("id", format!("{}-cell", props.id))
            .set("aria-label", self.named(cx))
            .set("aria-describedby", format!("{0}-said {0}-keys", props.id))
    }

    /// What is wrong with the cell that is worked in, or what helps to fill it in.
    pub(super) fn message(&self, cx: &Context<Self>) -> Vec<Html> {
        let (props, model) = (cx.props(), &*cx.props().model);
        let (row, column) = self.cursor.at;
        let said = el("div", "messages").set("id", format!("{}-said", props.id)).set("role", "status");
        let wrong = (row < model.rows()).then(|| model.wrong(row, column)).flatten();
        let Some(wrong) = wrong.filter(|wrong| props.tells_all || !wrong.is_missing) else {
            let [help, example] = model.help(row, column);
            let example = example.map(|text| format!("{}: {text}", words(model.lang()).example()));
            let hints = [help, example].into_iter().flatten();
            return vec![hints.fold(said, |said, text| said.put(el("p", "hint").say(text))).into()];
        };
        let said = said.put(el("p", if wrong.is_error { "msg" } else { "warnmsg" }).say(wrong.says));
        // Beside what is told, so that they are not read out with it.
        let mut ways = el("div", "acts readings");
        for (nth, (shown, text)) in wrong.readings.iter().enumerate() {
            let text = text.clone();
            let take = cx.link().callback(move |event: MouseEvent| Msg::Take(text.clone(), event.detail() == 0));
            let way = button("button secondary small", shown.clone(), take);
            let way = way.set("aria-label", format!("{shown}: {}", self.named(cx)));
            ways = ways.put(if nth == 0 { way.node(self.ways.clone()) } else { way });
        }
        let ways = (!wrong.readings.is_empty()).then(|| ways.into());
        std::iter::once(said.into()).chain(ways).collect()
    }

    /// What the cell that is worked in is called.
    fn named(&self, cx: &Context<Self>) -> String {
        let (model, (row, column)) = (&*cx.props().model, self.cursor.at);
        let (number, title) = model.row_head(row);
        let head = model.heads().get(column).map_or("", |head| &head.name);
        format!("{}, {head}", if title.is_empty() { number } else { title })
    }
}

/// Room for rows that are not in the document. It has a key as the rows have: without one none of them would be known again
/// when others come in, and the focus would be gone with the cell that has it.
fn gap(body: El, rows: Range<usize>, columns: usize, height: f64) -> El {
    if rows.is_empty() {
        return body;
    }
    let room = el("td", "gap")
        .set("colspan", (columns + 1).to_string())
        .set("height", format!("{:.0}", rows.len() as f64 * height));
    body.put(el("tr", "gap").key(format!("-{}", rows.end)).set("aria-hidden", "true").put(room))
}

/// The headings, of one level or two.
pub fn heads(w: &Words, heads: &[Head], depth: usize) -> El {
    let title = |head: &Head, scope: &'static str| {
        let said = match &head.unit {
            Some(unit) => format!("{} ({unit})", head.title),
            None => head.title.clone(),
        };
        let cell = el("th", "").set("scope", scope).say(said);
        if head.is_required { cell.put(el("span", "required").say(" *")) } else { cell }
    };
    let corner = el("th", "corner").set("scope", "col").say(w.sheet_row());
    let corner = if depth == 2 { corner.set("rowspan", "2") } else { corner };
    let (mut first, mut second) =
        (el("tr", "").set("aria-rowindex", "1").put(corner), el("tr", "").set("aria-rowindex", "2"));
    let mut nth = 0;
    while let Some(head) = heads.get(nth) {
        let Some(group) = &head.group else {
            let cell = title(head, "col");
            first = first.put(if depth == 2 { cell.set("rowspan", "2") } else { cell });
            nth += 1;
            continue;
        };
        let run = heads[nth..].iter().take_while(|other| other.group.as_ref() == Some(group)).count();
        let over = el("th", "").set("scope", "colgroup").set("colspan", run.to_string());
        first = first.put(over.say(group.clone()));
        for head in &heads[nth..nth + run] {
            second = second.put(title(head, "col"));
        }
        nth += run;
    }
    let head = el("thead", "").put(first);
    if depth == 2 { head.put(second) } else { head }
}

/// What stands below the columns.
pub fn total_row(w: &Words, heads: &[Head], totals: Vec<String>) -> El {
    let mut line = el("tr", "").put(el("th", "").set("scope", "row").say(w.sheet_total()));
    for (head, total) in heads.iter().zip(totals) {
        line = line.put(el("td", if head.is_number { "number locked" } else { "locked" }).say(total));
    }
    line
}
