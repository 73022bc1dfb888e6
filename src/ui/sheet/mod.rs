//! A sheet of cells that is worked in as in a spreadsheet: arrows, Enter, Tab, F2, Esc, filling down, copying, pasting.
//!
//! Only the cell that is worked in is a control; the others are text. So a sheet of thousands of cells is quick, and an
//! input method finds one ordinary control that nobody changes under its hands.

mod cells;
mod keys;
mod model;
mod offer;

pub use cells::{heads, total_row};
pub use model::{Entry, Head, Model, Wrong};

use self::keys::{Does, does};
use super::el::{button, el};
use crate::browser::{Later, after, copied, height_of, insert, pasted, put_caret, reveal, scrolled};
use crate::locale::words;
use crate::report::{read_tsv, write_tsv};
use crate::state::{Cursor, Step, Writing};
use offer::Offer;
use std::rc::Rc;
use yew::html::{oncopy, oncut, onfocusout, onkeydown, onmousedown, onmouseover, onpaste, onscroll};
use yew::prelude::*;

/// Up to so many rows all are in the document.
const FEW: usize = 80;
/// So many are where there are more.
const WINDOW: usize = 60;
/// How many milliseconds after a letter it reaches the draft.
const SOON: u32 = 400;
/// How many changes can be taken back.
const UNDOS: usize = 100;

/// What is shown.
#[derive(Properties, Clone)]
pub struct SheetProps {
    /// The cells.
    pub model: Rc<dyn Model>,
    /// The beginning of the ids of its controls.
    pub id: AttrValue,
    /// What it is called.
    pub label: String,
    /// What describes it.
    #[prop_or_default]
    pub describedby: AttrValue,
    /// Whether all that is missing is told.
    pub tells_all: bool,
    /// A cell to go to, with a counter so that asking twice goes twice.
    #[prop_or_default]
    pub goes_to: Option<((usize, usize), u32)>,
}

impl PartialEq for SheetProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.model, &other.model)
            && self.id == other.id
            && (self.tells_all, self.goes_to) == (other.tells_all, other.goes_to)
    }
}

/// What happens to it.
pub enum Msg {
    /// A cell is pressed.
    Press((usize, usize), bool),
    /// The pointer is drawn over a cell.
    Draw((usize, usize)),
    /// Its text is typed.
    Type(String),
    /// An option is chosen.
    Choose(String),
    /// A key.
    Key(KeyboardEvent),
    /// What is chosen is copied, or cut.
    Copy(Event, bool),
    /// Something is pasted.
    Paste(Event),
    /// What was typed reaches the draft.
    Soon,
    /// It is scrolled.
    Scroll(Event),
    /// It is left.
    Leave(FocusEvent),
    /// How pasted numbers are written.
    Write(Writing),
    /// What is offered is pasted.
    Accept,
    /// What is offered is not pasted.
    Decline,
    /// The last change is taken back.
    Undo,
    /// A blank row before what is chosen, or what is chosen goes.
    Rows(bool),
    /// A block that did not come from the clipboard is to be pasted.
    Offer(Vec<Vec<String>>),
}

/// A sheet.
pub struct Sheet {
    cursor: Cursor,
    /// What was typed into the cell that is worked in and has not reached the draft.
    typed: Option<String>,
    /// What stood there before.
    before: String,
    /// Whether arrows move the caret.
    in_text: bool,
    /// Whether the cell that is worked in takes the focus once it is there.
    takes_focus: bool,
    /// The first of the rows that are in the document.
    first: usize,
    /// Pixels of a row.
    row_height: f64,
    undos: Vec<Callback<()>>,
    offer: Option<Offer>,
    /// What was done last, in words.
    told: String,
    later: Option<Later>,
    editor: NodeRef,
    scroller: NodeRef,
    asks: NodeRef,
    out: NodeRef,
}

impl Component for Sheet {
    type Message = Msg;
    type Properties = SheetProps;

    fn create(cx: &Context<Self>) -> Self {
        let mut sheet = Self {
            cursor: Cursor::default(),
            typed: None,
            before: String::new(),
            in_text: false,
            takes_focus: false,
            first: 0,
            row_height: 36.0,
            undos: Vec::new(),
            offer: None,
            told: String::new(),
            later: None,
            editor: NodeRef::default(),
            scroller: NodeRef::default(),
            asks: NodeRef::default(),
            out: NodeRef::default(),
        };
        sheet.remember(&*cx.props().model);
        sheet.go_where_asked(cx.props(), None);
        sheet
    }

    fn changed(&mut self, cx: &Context<Self>, old: &SheetProps) -> bool {
        self.cursor = self.cursor.within(size(cx.props()));
        self.go_where_asked(cx.props(), Some(old));
        true
    }

    fn update(&mut self, cx: &Context<Self>, msg: Msg) -> bool {
        let model = Rc::clone(&cx.props().model);
        match msg {
            Msg::Press(at, draws) => {
                let from = if draws { self.cursor.from } else { at };
                return self.go(cx, Cursor { at, from });
            }
            Msg::Draw(at) => {
                let cursor = Cursor { at, from: self.cursor.from };
                return cursor != self.cursor && self.go(cx, cursor);
            }
            Msg::Type(text) => {
                self.typed = Some(text);
                let soon = cx.link().callback(|()| Msg::Soon);
                self.later = Some(after(SOON, move || soon.emit(())));
                return false;
            }
            Msg::Choose(value) => {
                self.typed = Some(value);
                self.keep(&*model);
            }
            Msg::Soon => self.keep(&*model),
            Msg::Key(event) => return self.key(cx, &event),
            Msg::Copy(event, is_cut) => {
                if self.in_text && !self.cursor.is_block() {
                    return false;
                }
                self.keep(&*model);
                copied(&event, &self.copy(&*model));
                if is_cut {
                    self.clear(&*model);
                }
            }
            Msg::Paste(event) => return self.pasted(&*model, &event),
            Msg::Scroll(event) => {
                let (top, _) = scrolled(&event);
                let first = ((top / self.row_height) as usize).saturating_sub(WINDOW / 4);
                if first.abs_diff(self.first) < WINDOW / 8 && first != 0 || first == self.first {
                    return false;
                }
                self.first = first;
                return model.rows() > FEW;
            }
            Msg::Leave(event) => {
                if self.takes_focus || event.related_target().is_some_and(|to| self.holds(&to)) {
                    return false;
                }
                self.keep(&*model);
                self.in_text = false;
                model.leave();
            }
            Msg::Write(writing) => {
                if let Some(offer) = &mut self.offer {
                    offer.paste = model.paste(&offer.block, offer.at, Some(writing));
                }
            }
            Msg::Accept => {
                let Some(offer) = self.offer.take() else { return false };
                let cells: Vec<_> =
                    offer.paste.cells.into_iter().map(|cell| (cell.row, cell.column, cell.text)).collect();
                self.told = format!("{}: {}", words(model.lang()).sheet_pasted(), cells.len());
                if let Some(first) = cells.first() {
                    self.cursor = Cursor::at(first.0, first.1);
                }
                self.write(&*model, &cells);
                self.takes_focus = true;
            }
            Msg::Decline => {
                self.offer = None;
                self.takes_focus = true;
            }
            Msg::Undo => self.undo(&*model),
            Msg::Rows(insert) => {
                self.keep(&*model);
                let rows = self.cursor.rows();
                self.undos.extend(model.rows_change(insert, (*rows.start(), *rows.end())));
                self.takes_focus = true;
            }
            Msg::Offer(block) => {
                self.keep(&*model);
                self.offer(&*model, block);
            }
        }
        true
    }

    fn view(&self, cx: &Context<Self>) -> Html {
        let props = cx.props();
        let w = words(props.model.lang());
        let link = cx.link();
        let is_named = !props.model.row_head(0).1.is_empty();
        let class = match (props.model.rows() > FEW, is_named) {
            (true, true) => "sheet many named",
            (true, false) => "sheet many",
            (false, true) => "sheet named",
            (false, false) => "sheet",
        };
        let scroller = el("div", class)
            .node(self.scroller.clone())
            .set("part", "sheet")
            .listen(Rc::new(onkeydown::Wrapper::new(link.callback(Msg::Key))))
            .listen(Rc::new(oncopy::Wrapper::new(link.callback(|event| Msg::Copy(event, false)))))
            .listen(Rc::new(oncut::Wrapper::new(link.callback(|event| Msg::Copy(event, true)))))
            .listen(Rc::new(onpaste::Wrapper::new(link.callback(Msg::Paste))))
            .listen(Rc::new(onscroll::Wrapper::new(link.callback(Msg::Scroll))))
            .listen(Rc::new(onfocusout::Wrapper::new(link.callback(Msg::Leave))))
            .listen(Rc::new(onmousedown::Wrapper::new(link.batch_callback(|event: MouseEvent| {
                let at = cells::cell_of(&event)?;
                // The editor itself is pressed to put the caret into its text.
                Some(Msg::Press(at, event.shift_key()))
            }))))
            .listen(Rc::new(onmouseover::Wrapper::new(link.batch_callback(|event: MouseEvent| {
                (event.buttons() == 1).then(|| cells::cell_of(&event).map(Msg::Draw)).flatten()
            }))))
            .put(self.table(cx));
        let undo = button("link", w.sheet_undo(), link.callback(|_| Msg::Undo)).node(self.out.clone());
        let undo = undo.maybe("disabled", self.undos.is_empty().then_some("".into()));
        let told = el("span", "muted").set("role", "status").say(self.told.clone());
        let hint_id = format!("{}-keys", props.id);
        let keys = el("details", "small")
            .put(el("summary", "").set("part", "summary").say(w.sheet_keys()))
            .put(el("p", "hint").set("id", hint_id).say(w.sheet_keys_list()));
        let block = el("div", "sheet-block").put(scroller).put(self.message(cx));
        let mut acts = el("div", "acts small").put(undo);
        if props.model.has_own_rows() {
            let act = |insert| link.callback(move |_| Msg::Rows(insert));
            acts =
                acts.put(button("link", w.sheet_insert(), act(true))).put(button("link", w.sheet_remove(), act(false)));
        }
        let acts = acts.put(props.model.tools(link.callback(Msg::Offer)));
        let block = block.put(acts.put(told)).put(keys);
        match &self.offer {
            Some(offer) => block.put(offer.view(&*props.model, &props.id, link, self.asks.clone())).into(),
            None => block.into(),
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if let Some(height) = height_of(&self.scroller, "tbody tr[aria-rowindex]") {
            self.row_height = height;
        }
        if !std::mem::take(&mut self.takes_focus) {
            return;
        }
        if self.offer.is_some() {
            reveal(&self.asks, false);
        } else {
            reveal(&self.editor, !self.in_text);
        }
    }

    fn destroy(&mut self, cx: &Context<Self>) {
        self.keep(&*cx.props().model);
    }
}

fn size(props: &SheetProps) -> (usize, usize) {
    (props.model.rows(), props.model.heads().len())
}

impl Sheet {
    fn go_where_asked(&mut self, props: &SheetProps, old: Option<&SheetProps>) {
        let Some(((row, column), _)) = props.goes_to.filter(|to| old.is_none_or(|old| old.goes_to != Some(*to))) else {
            return;
        };
        self.cursor = Cursor::at(row, column).within(size(props));
        self.first = row.saturating_sub(WINDOW / 4);
        self.takes_focus = true;
        self.remember(&*props.model);
    }

    /// Whether the focus goes to something in the sheet.
    fn holds(&self, to: &web_sys::EventTarget) -> bool {
        use wasm_bindgen::JsCast;
        let scroller = self.scroller.cast::<web_sys::Node>();
        scroller.is_some_and(|scroller| scroller.contains(to.dyn_ref::<web_sys::Node>()))
    }

    /// To another cell, or another choice.
    fn go(&mut self, cx: &Context<Self>, cursor: Cursor) -> bool {
        let is_same = cursor.at == self.cursor.at;
        if is_same && cursor == self.cursor {
            return false;
        }
        self.keep(&*cx.props().model);
        if !is_same {
            self.in_text = false;
            self.takes_focus = true;
            let row = cursor.at.0;
            if !(self.first..self.first + WINDOW).contains(&row) {
                self.first = row.saturating_sub(WINDOW / 4);
            }
        }
        self.cursor = cursor;
        self.remember(&*cx.props().model);
        true
    }

    /// What stands in the cell that is worked in is what Esc brings back.
    fn remember(&mut self, model: &dyn Model) {
        let (row, column) = self.cursor.at;
        self.before = if row < model.rows() { model.text(row, column) } else { String::new() };
    }

    fn key(&mut self, cx: &Context<Self>, event: &KeyboardEvent) -> bool {
        let props = cx.props();
        let (model, size) = (&*props.model, size(props));
        let (row, column) = self.cursor.at;
        let Some(does) = does(event, self.in_text, WINDOW / 4) else { return false };
        let is_multiline = matches!(model.entry(row, column), Entry::Text { is_multiline: true, .. });
        match does {
            // A step up or down with the caret in a text of several lines is in that text.
            Does::Go { step: Step::Down, draws: false }
                if event.key() == "Enter" && matches!(model.entry(row, column), Entry::Elsewhere) =>
            {
                model.open(row);
            }
            Does::Go { step, draws } => {
                event.prevent_default();
                self.keep(model);
                self.in_text = false;
                self.takes_focus = true;
                if let Some(to) = self.cursor.go(step, size, draws) {
                    self.go(cx, to);
                }
            }
            Does::Tab(step) => {
                let Some(to) = self.cursor.go(step, size, false) else { return false };
                event.prevent_default();
                return self.go(cx, to);
            }
            Does::Caret => {
                event.prevent_default();
                self.in_text = true;
                put_caret(&self.editor);
                return false;
            }
            Does::Break => {
                if is_multiline {
                    event.prevent_default();
                    insert(&self.editor, "\n");
                }
                return false;
            }
            Does::Escape => {
                event.prevent_default();
                self.later = None;
                if self.typed.take().is_some() || self.in_text {
                    let before = self.before.clone();
                    if model.text(row, column) != before {
                        self.write(model, &[(row, column, before)]);
                    }
                    self.in_text = false;
                    self.takes_focus = true;
                } else {
                    reveal(&self.out, false);
                    return false;
                }
            }
            Does::Clear => {
                event.prevent_default();
                self.typed = None;
                self.clear(model);
                self.takes_focus = true;
            }
            Does::FillDown => {
                event.prevent_default();
                self.keep(model);
                self.fill_down(model);
            }
            Does::Undo => {
                if self.typed.is_some() {
                    return false;
                }
                event.prevent_default();
                self.undo(model);
                self.takes_focus = true;
            }
            Does::All => {
                event.prevent_default();
                let last = (size.0.saturating_sub(1), size.1.saturating_sub(1));
                self.cursor = Cursor { at: self.cursor.at, from: (0, 0) };
                if self.cursor.at != last {
                    self.cursor = Cursor { at: last, from: (0, 0) };
                    self.takes_focus = true;
                }
            }
        }
        true
    }

    /// What was typed reaches the draft.
    fn keep(&mut self, model: &dyn Model) {
        self.later = None;
        let Some(typed) = self.typed.take() else { return };
        let (row, column) = self.cursor.at;
        if typed != model.text(row, column) {
            self.write(model, &[(row, column, typed)]);
        }
    }

    fn write(&mut self, model: &dyn Model, cells: &[(usize, usize, String)]) {
        if cells.is_empty() {
            return;
        }
        if self.undos.len() == UNDOS {
            self.undos.remove(0);
        }
        self.undos.push(model.write(cells));
    }

    fn undo(&mut self, model: &dyn Model) {
        if let Some(undo) = self.undos.pop() {
            self.typed = None;
            undo.emit(());
            self.told = words(model.lang()).sheet_undone().to_owned();
        }
    }

    fn writable(model: &dyn Model, row: usize, column: usize) -> bool {
        !matches!(model.entry(row, column), Entry::Locked | Entry::Elsewhere)
    }

    fn clear(&mut self, model: &dyn Model) {
        let mut cells = Vec::new();
        for row in self.cursor.rows() {
            for column in self.cursor.columns() {
                if Self::writable(model, row, column) && !model.text(row, column).is_empty() {
                    cells.push((row, column, String::new()));
                }
            }
        }
        self.write(model, &cells);
    }

    /// The first row of what is chosen goes into the others; of one row the row above goes into it.
    fn fill_down(&mut self, model: &dyn Model) {
        let rows = self.cursor.rows();
        let from = if rows.start() == rows.end() { rows.start().saturating_sub(1) } else { *rows.start() };
        let mut cells = Vec::new();
        for row in rows.filter(|row| *row != from) {
            for column in self.cursor.columns().filter(|&column| Self::writable(model, row, column)) {
                cells.push((row, column, model.text(from, column)));
            }
        }
        self.write(model, &cells);
        self.takes_focus = true;
    }

    fn copy(&self, model: &dyn Model) -> String {
        let row = |row| self.cursor.columns().map(|column| model.text(row, column)).collect();
        write_tsv(&self.cursor.rows().map(row).collect::<Vec<Vec<String>>>())
    }

    fn pasted(&mut self, model: &dyn Model, event: &Event) -> bool {
        let Some(text) = pasted(event) else { return false };
        let block = read_tsv(&text);
        let is_text = block.len() <= 1 && block.first().is_none_or(|row| row.len() <= 1);
        let (row, column) = self.cursor.at;
        let has_caret = matches!(model.entry(row, column), Entry::Text { .. });
        // One cell goes where the caret is, as in any text.
        if is_text && has_caret && (self.in_text || self.typed.is_some() || !self.cursor.is_block()) {
            return false;
        }
        event.prevent_default();
        self.keep(model);
        if is_text {
            // One cell into many.
            let one = block.into_iter().flatten().next().unwrap_or_default();
            let mut cells = Vec::new();
            for row in self.cursor.rows() {
                let columns = self.cursor.columns().filter(|&column| Self::writable(model, row, column));
                cells.extend(columns.map(|column| (row, column, one.clone())));
            }
            self.write(model, &cells);
            return true;
        }
        self.offer(model, block);
        true
    }

    /// Shows what pasting a block would do.
    fn offer(&mut self, model: &dyn Model, block: Vec<Vec<String>>) {
        let at = (*self.cursor.rows().start(), *self.cursor.columns().start());
        let paste = model.paste(&block, at, None);
        self.offer = Some(Offer { block, at, paste });
        self.takes_focus = true;
    }
}
