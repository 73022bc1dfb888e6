//! What is done in a sheet.

use super::keys::{Does, does};
use super::offer::Offer;
use super::{Entry, Model, Msg, Sheet, SheetProps, UNDOS, WINDOW, size};
use crate::browser::{insert, pasted, put_caret, reveal};
use crate::locale::words;
use crate::report::{TableStep, read_tsv, write_tsv};
use crate::state::{Cursor, TabRun};
use crate::ui::el::button;
use std::collections::BTreeSet;
use yew::prelude::*;

impl Sheet {
    pub(super) fn go_where_asked(&mut self, props: &SheetProps, old: Option<&SheetProps>) {
        let Some(((row, column), _)) = props.goes_to.filter(|to| old.is_none_or(|old| old.goes_to != Some(*to))) else {
            return;
        };
        self.cursor = Cursor::at(row, column).within(size(props));
        self.first = row.saturating_sub(WINDOW / 4);
        self.takes_focus = true;
        self.before = None;
    }

    /// Whether the focus goes to something in the sheet.
    pub(super) fn holds(&self, to: &web_sys::EventTarget) -> bool {
        use wasm_bindgen::JsCast;
        let scroller = self.scroller.cast::<web_sys::Node>();
        scroller.is_some_and(|scroller| scroller.contains(to.dyn_ref::<web_sys::Node>()))
    }

    /// Whether something in the sheet has the focus.
    pub(super) fn has_focus(&self) -> bool {
        let scroller = self.scroller.cast::<web_sys::Element>();
        scroller.is_some_and(|scroller| scroller.matches(":focus-within").unwrap_or_default())
    }

    /// To another cell, or another choice.
    pub(super) fn go(&mut self, cx: &Context<Self>, cursor: Cursor) -> bool {
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
        self.before = None;
        true
    }

    /// On from a cell: what was typed into it is done with.
    fn leave_text(&mut self, cx: &Context<Self>, to: Option<Cursor>) {
        self.keep(&*cx.props().model);
        self.in_text = false;
        self.before = None;
        self.takes_focus = true;
        if let Some(to) = to {
            self.go(cx, to);
        }
    }

    /// The cell that is worked in is pressed. One press leaves all of it chosen, so that what is typed takes its place, as in
    /// any spreadsheet; a second one, or one where something is being typed, puts the caret into the text. A finger has no
    /// F2, and two taps are much to ask of it: its press puts the caret there at once.
    pub(super) fn pressed_again(&mut self, model: &dyn Model, event: &MouseEvent) {
        self.tabs = TabRun::default();
        let (row, column) = self.cursor.at;
        let is_text = matches!(model.entry(row, column), Entry::Text { .. });
        let is_typing = self.in_text || self.before.is_some();
        if is_text && !is_typing && !self.is_touch {
            event.prevent_default();
            if event.detail() < 2 {
                return;
            }
            put_caret(&self.editor);
        }
        self.in_text = true;
    }

    /// What stands in the cell before anything is typed is what Esc brings back.
    pub(super) fn remember(&mut self, model: &dyn Model) {
        let (row, column) = self.cursor.at;
        self.before.get_or_insert_with(|| model.text(row, column));
    }

    pub(super) fn key(&mut self, cx: &Context<Self>, event: &KeyboardEvent) -> bool {
        let props = cx.props();
        let (model, size) = (&*props.model, size(props));
        let (row, column) = self.cursor.at;
        let Some(does) = does(event, self.in_text, WINDOW / 4) else { return false };
        let is_multiline = matches!(model.entry(row, column), Entry::Text { is_multiline: true, .. });
        if !matches!(does, Does::Tab(_) | Does::Enter | Does::Caret | Does::Break) {
            self.tabs = TabRun::default();
        }
        match does {
            // What is written elsewhere is opened there.
            Does::Enter if matches!(model.entry(row, column), Entry::Elsewhere) => model.open(row),
            Does::Enter => {
                event.prevent_default();
                let to = self.tabs.enter(self.cursor, size);
                self.leave_text(cx, Some(to));
            }
            Does::Go { step, draws } => {
                event.prevent_default();
                self.leave_text(cx, self.cursor.go(step, size, draws));
            }
            Does::Tab(step) => {
                let Some(to) = self.cursor.go(step, size, false) else { return false };
                event.prevent_default();
                self.tabs.tab(column);
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
                    self.typed = insert(&self.editor, "\n").or(self.typed.take());
                }
                return false;
            }
            Does::Escape => {
                event.prevent_default();
                (self.later, self.typed) = (None, None);
                match self.before.take() {
                    Some(before) if model.text(row, column) != before => {
                        self.write(model, &[(row, column, before)]);
                    }
                    Some(_) => {}
                    None if self.in_text => {}
                    // What can be chosen for the cell comes first.
                    None => {
                        let has_ways = self.ways.cast::<web_sys::Element>().is_some();
                        reveal(if has_ways { &self.ways } else { &self.out }, false);
                        return false;
                    }
                }
                self.in_text = false;
                self.takes_focus = true;
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
            // What is being typed is the browser's to take back.
            Does::Undo | Does::Redo if self.typed.is_some() => return false,
            Does::Undo => {
                event.prevent_default();
                self.undo(model);
                self.takes_focus = true;
            }
            Does::Redo => {
                event.prevent_default();
                self.redo(model);
                self.takes_focus = true;
            }
            Does::Confirm => {
                event.prevent_default();
                self.confirm(model);
            }
            Does::All => {
                event.prevent_default();
                self.keep(model);
                self.before = None;
                let last = (size.0.saturating_sub(1), size.1.saturating_sub(1));
                self.cursor = Cursor { at: last, from: (0, 0) };
                self.takes_focus = true;
            }
        }
        true
    }

    /// What was typed reaches the draft.
    pub(super) fn keep(&mut self, model: &dyn Model) {
        self.later = None;
        let Some(typed) = self.typed.take() else { return };
        let (row, column) = self.cursor.at;
        if typed != model.text(row, column) {
            self.write(model, &[(row, column, typed)]);
        }
    }

    /// Those of the chosen cells that were taken over from the last report.
    pub(super) fn carried(&self, model: &dyn Model) -> Vec<(usize, usize)> {
        let (rows, columns) = (self.cursor.rows(), self.cursor.columns());
        let cells = rows.flat_map(|row| columns.clone().map(move |column| (row, column)));
        cells.filter(|(row, column)| *row < model.rows() && model.is_carried(*row, *column)).collect()
    }

    /// These are still right.
    pub(super) fn confirm(&mut self, model: &dyn Model) {
        self.keep(model);
        let cells = self.carried(model);
        if !cells.is_empty() {
            self.told = format!("{}: {}", words(model.lang()).sheet_confirmed(), cells.len());
            model.confirm(&cells);
        }
        self.takes_focus = true;
    }

    pub(super) fn write(&mut self, model: &dyn Model, cells: &[(usize, usize, String)]) {
        if !cells.is_empty() {
            self.done(model.write(cells, None));
        }
    }

    /// What was done can be taken back; what was taken back before it can no longer be done again.
    pub(super) fn done(&mut self, step: TableStep) {
        self.redos.clear();
        self.can_undo(step);
    }

    fn can_undo(&mut self, step: TableStep) {
        if self.undos.len() >= UNDOS {
            self.undos.remove(0);
        }
        self.undos.push(step);
    }

    pub(super) fn undo(&mut self, model: &dyn Model) {
        if let Some(step) = self.undos.pop() {
            (self.typed, self.before) = (None, None);
            let taken = model.take_back(step);
            if !taken.is_nothing() {
                self.redos.push(taken);
            }
            self.told = words(model.lang()).sheet_undone().to_owned();
        }
    }

    pub(super) fn redo(&mut self, model: &dyn Model) {
        if let Some(step) = self.redos.pop() {
            (self.typed, self.before) = (None, None);
            self.can_undo(model.do_again(step));
            self.told = words(model.lang()).sheet_redone().to_owned();
        }
    }

    /// What can be done with the chosen cells besides writing them, where some of the sheet are so.
    pub(super) fn acts_of_cells(&self, cx: &Context<Self>) -> Vec<Html> {
        let (model, link) = (&*cx.props().model, cx.link());
        let w = words(model.lang());
        let mut acts = Vec::new();
        let mut act = |text, keys: Option<&'static str>, msg: fn() -> Msg, can: bool| {
            let act = button("link", text, link.callback(move |_| msg()));
            let act = act.maybe("aria-keyshortcuts", keys.map(Into::into));
            acts.push(act.maybe("disabled", (!can).then_some("".into())).into());
        };
        let is_elsewhere = |(row, column): (usize, usize)| matches!(model.entry(row, column), Entry::Elsewhere);
        if model.has_elsewhere() {
            act(w.sheet_open(), None, || Msg::Open(None), model.rows() > 0 && is_elsewhere(self.cursor.at));
        }
        if model.has_carried() {
            act(w.confirm(), Some("Control+Enter"), || Msg::Confirm, !self.carried(model).is_empty());
        }
        acts
    }

    fn writable(model: &dyn Model, row: usize, column: usize) -> bool {
        !matches!(model.entry(row, column), Entry::Locked | Entry::Elsewhere)
    }

    pub(super) fn clear(&mut self, model: &dyn Model) {
        let mut cells = Vec::new();
        self.before = None;
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
    pub(super) fn fill_down(&mut self, model: &dyn Model) {
        let rows = self.cursor.rows();
        let from = if rows.start() == rows.end() { rows.start().saturating_sub(1) } else { *rows.start() };
        let mut cells = Vec::new();
        for row in rows.filter(|row| *row != from) {
            let is_writable =
                |&column: &usize| Self::writable(model, from, column) && Self::writable(model, row, column);
            for column in self.cursor.columns().filter(is_writable) {
                cells.push((row, column, model.text(from, column)));
            }
        }
        self.write(model, &cells);
        self.before = None;
        self.takes_focus = true;
    }

    pub(super) fn copy(&self, model: &dyn Model) -> String {
        if !self.cursor.is_block() {
            return model.copied(self.cursor.at.0, self.cursor.at.1);
        }
        let row = |row| self.cursor.columns().map(|column| model.copied(row, column)).collect();
        write_tsv(&self.cursor.rows().map(row).collect::<Vec<Vec<String>>>())
    }

    pub(super) fn pasted(&mut self, model: &dyn Model, event: &Event) -> bool {
        let Some(text) = pasted(event) else { return false };
        let block = read_tsv(&text);
        let is_text = block.len() <= 1 && block.first().is_none_or(|row| row.len() <= 1);
        let (row, column) = self.cursor.at;
        let has_caret = matches!(model.entry(row, column), Entry::Text { .. });
        // One cell goes where the caret is, as in any text.
        if is_text && has_caret && (self.in_text || self.typed.is_some()) {
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
            self.before = None;
            self.takes_focus = true;
            return true;
        }
        self.offer(model, block, false);
        true
    }

    /// Shows what pasting a block would do; from a file it takes the place of the whole table.
    pub(super) fn offer(&mut self, model: &dyn Model, block: Vec<Vec<String>>, replaces: bool) {
        let at = (*self.cursor.rows().start(), *self.cursor.columns().start());
        let paste = model.paste(&block, at, None);
        // What was said of another file is over.
        self.told.clear();
        self.offer = Some(Offer { block, at, paste, replaces });
        self.takes_focus = true;
    }
}

/// What comes in the place of a whole table leaves nothing of it beside it: the other cells of its rows, blank.
pub(super) fn beside(model: &dyn Model, cells: &[(usize, usize, String)]) -> Vec<(usize, usize, String)> {
    let comes: BTreeSet<(usize, usize)> = cells.iter().map(|(row, column, _)| (*row, *column)).collect();
    let rows: BTreeSet<usize> = comes.iter().map(|(row, _)| *row).collect();
    let all = rows.into_iter().flat_map(|row| (0..model.heads().len()).map(move |column| (row, column)));
    let others = all.filter(|at| !comes.contains(at) && model.entry(at.0, at.1) != Entry::Locked);
    others.map(|(row, column)| (row, column, String::new())).collect()
}
