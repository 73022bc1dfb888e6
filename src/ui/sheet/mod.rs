//! A sheet of cells that is worked in as in a spreadsheet: arrows, Enter, Tab, F2, Esc, filling down, copying, pasting.
//!
//! Only the cell that is worked in is a control; the others are text. So a sheet of thousands of cells is quick, and an
//! input method finds one ordinary control that nobody changes under its hands.

mod acts;
mod cells;
mod keys;
mod model;
mod msg;
mod offer;

pub use cells::{heads, total_row};
pub use model::{Entry, Head, Model, Wrong};
use msg::Msg;

use crate::browser::{Later, after, copied, height_of, reveal, scrolled};
use crate::locale::words;
use crate::report::TableStep;
use crate::state::{Cursor, TabRun};
use crate::ui::el::{button, el};
use offer::Offer;
use std::rc::Rc;
use yew::html::onscroll;
use yew::html::{oncopy, oncut, ondblclick, onfocusout, onkeydown, onmousedown, onmouseover, onpaste, onpointerdown};
use yew::prelude::*;

/// Up to so many rows all are in the document.
const FEW: usize = 80;
/// So many are where there are more.
const WINDOW: usize = 60;
/// How many milliseconds after a letter it reaches the draft.
const SOON: u32 = 400;
/// Pixels of a row before one was seen.
const ROW: f64 = 36.0;
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

/// A sheet.
pub struct Sheet {
    cursor: Cursor,
    /// What was typed into the cell that is worked in and has not reached the draft.
    typed: Option<String>,
    /// What stood there before something was typed; none: nothing was since it is worked in.
    before: Option<String>,
    /// Where the Tabs began.
    tabs: TabRun,
    /// Whether it was pressed last by something else than a mouse.
    is_touch: bool,
    /// Whether arrows move the caret.
    in_text: bool,
    /// Whether the cell that is worked in takes the focus once it is there.
    takes_focus: bool,
    /// The first of the rows that are in the document.
    first: usize,
    /// Pixels of a row: of the first that were shown, on average. Rows may differ; what is out of the document may not
    /// become higher or lower while one scrolls.
    row_height: Option<f64>,
    undos: Vec<TableStep>,
    /// What was taken back since something was done last.
    redos: Vec<TableStep>,
    offer: Option<Offer>,
    /// What was done last, in words.
    told: String,
    later: Option<Later>,
    editor: NodeRef,
    scroller: NodeRef,
    asks: NodeRef,
    out: NodeRef,
    /// The first of the ways to read the cell that is worked in.
    ways: NodeRef,
}

impl Component for Sheet {
    type Message = Msg;
    type Properties = SheetProps;

    fn create(cx: &Context<Self>) -> Self {
        let mut sheet = Self {
            cursor: Cursor::default(),
            typed: None,
            before: None,
            tabs: TabRun::default(),
            is_touch: false,
            in_text: false,
            takes_focus: false,
            first: 0,
            row_height: None,
            undos: Vec::new(),
            redos: Vec::new(),
            offer: None,
            told: String::new(),
            later: None,
            editor: NodeRef::default(),
            scroller: NodeRef::default(),
            asks: NodeRef::default(),
            out: NodeRef::default(),
            ways: NodeRef::default(),
        };
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
                self.tabs = TabRun::default();
                let from = if draws { self.cursor.from } else { at };
                self.takes_focus |= !self.has_focus();
                return self.go(cx, Cursor { at, from }) || self.takes_focus;
            }
            Msg::PressAgain(event) => {
                self.pressed_again(&*model, &event);
                return false;
            }
            Msg::Touch(is_touch) => {
                self.is_touch = is_touch;
                return false;
            }
            Msg::Take(text, by_key) => {
                let (row, column) = self.cursor.at;
                (self.typed, self.before) = (None, None);
                self.write(&*model, &[(row, column, text)]);
                // A finger is not shown the keyboard for it.
                self.takes_focus = by_key || !self.is_touch;
            }
            Msg::Draw(at) => {
                let cursor = Cursor { at, from: self.cursor.from };
                return cursor != self.cursor && self.go(cx, cursor);
            }
            Msg::Type(text) => {
                self.remember(&*model);
                self.typed = Some(text);
                let soon = cx.link().callback(|()| Msg::Soon);
                self.later = Some(after(SOON, move || soon.emit(())));
                return false;
            }
            Msg::Choose(value) => {
                self.remember(&*model);
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
                let first = ((top / self.height()) as usize).saturating_sub(WINDOW / 4);
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
                self.tabs = TabRun::default();
                model.leave();
            }
            Msg::Write(writing) => {
                if let Some(offer) = &mut self.offer {
                    offer.paste = model.paste(&offer.block, offer.at, Some(writing));
                }
            }
            Msg::Replace(replaces) => {
                if let Some(offer) = &mut self.offer {
                    offer.replaces = replaces;
                }
            }
            Msg::Accept => {
                let Some(offer) = self.offer.take() else { return false };
                let rest = offer.paste.rest;
                let end = (offer.replaces && !rest.is_empty()).then_some(rest.start);
                let mut cells: Vec<_> =
                    offer.paste.cells.into_iter().map(|cell| (cell.row, cell.column, cell.text)).collect();
                self.told = format!("{}: {}", words(model.lang()).sheet_pasted(), cells.len());
                if end.is_some() {
                    cells.extend(acts::beside(&*model, &cells));
                    cells.sort_by_key(|(row, column, _)| (*row, *column));
                }
                if let Some(first) = cells.first() {
                    self.cursor = Cursor::at(first.0, first.1);
                }
                self.done(model.write(&cells, end));
                self.before = None;
                self.takes_focus = true;
            }
            Msg::Decline => {
                self.offer = None;
                self.takes_focus = true;
            }
            Msg::Undo => {
                self.undo(&*model);
                self.takes_focus = true;
            }
            Msg::Redo => {
                self.redo(&*model);
                self.takes_focus = true;
            }
            Msg::Confirm => self.confirm(&*model),
            Msg::Open(at) => {
                let (row, column) = at.unwrap_or(self.cursor.at);
                if row < model.rows() && matches!(model.entry(row, column), Entry::Elsewhere) {
                    model.open(row);
                }
                return false;
            }
            Msg::Rows(insert) => {
                self.keep(&*model);
                let rows = self.cursor.rows();
                self.before = None;
                if let Some(step) = model.rows_change(insert, (*rows.start(), *rows.end())) {
                    self.done(step);
                }
                self.takes_focus = true;
            }
            Msg::Offer(Ok(block)) => {
                self.keep(&*model);
                self.offer(&*model, block, true);
            }
            Msg::Offer(Err(why)) => self.told = why,
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
                Some(match at {
                    Some(at) => Msg::Press(at, event.shift_key()),
                    None => Msg::PressAgain(event),
                })
            }))))
            .listen(Rc::new(onpointerdown::Wrapper::new(
                link.callback(|event: PointerEvent| Msg::Touch(event.pointer_type() != "mouse")),
            )))
            .listen(Rc::new(onmouseover::Wrapper::new(link.batch_callback(|event: MouseEvent| {
                (event.buttons() == 1).then(|| cells::cell_of(&event).flatten().map(Msg::Draw)).flatten()
            }))))
            .listen(Rc::new(ondblclick::Wrapper::new(
                link.batch_callback(|event: MouseEvent| Some(Msg::Open(Some(cells::cell_at(&event)?)))),
            )))
            .put(self.table(cx));
        let act = |says, is_off: bool, msg: fn() -> Msg| {
            button("link", says, link.callback(move |_| msg())).maybe("disabled", is_off.then_some("".into()))
        };
        let undo = act(w.sheet_undo(), self.undos.is_empty(), || Msg::Undo);
        let redo = act(w.sheet_redo(), self.redos.is_empty(), || Msg::Redo);
        let told = el("span", "muted").set("role", "status").say(self.told.clone());
        let hint_id = format!("{}-keys", props.id);
        let keys = el("details", "small")
            .put(el("summary", "").set("part", "summary").say(w.sheet_keys()).node(self.out.clone()))
            .put(el("p", "hint").set("id", hint_id).say(w.sheet_keys_list()));
        let block = el("div", "sheet-block").put(scroller).all(self.message(cx));
        let mut acts = el("div", "acts small").put(undo).put(redo);
        acts = acts.all(self.acts_of_cells(cx));
        if props.model.has_own_rows() {
            let act = |insert| link.callback(move |_| Msg::Rows(insert));
            acts =
                acts.put(button("link", w.sheet_insert(), act(true))).put(button("link", w.sheet_remove(), act(false)));
        }
        let acts = acts.put(props.model.tools(&props.id, link.callback(Msg::Offer)));
        let block = block.put(acts.put(told)).put(keys);
        match &self.offer {
            Some(offer) => block.put(offer.view(&*props.model, &props.id, link, self.asks.clone())).into(),
            None => block.into(),
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if self.row_height.is_none() {
            self.row_height = height_of(&self.scroller, "tbody tr[aria-rowindex]");
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
