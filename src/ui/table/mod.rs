//! A question that is a table: its sheet, and what is done with it as a whole.

mod shown;

use self::shown::Shown;
use crate::browser::{Wish, download, put_on_paper, read_workbook};
use crate::finding::{Finding, Pointer};
use crate::json::Deferred;
use crate::locale::{Lang, field_label, finding, words};
use crate::plan::Table;
use crate::report::{Edit, Field, FieldKind, Part, Raw, RawTable, TableStep, Text, Value, cell_at};
use crate::state::{Action, Paste, Work, Writing, paste_table};
use crate::ui::control::control_id;
use crate::ui::el::{El, button, el};
use crate::ui::field::Asked;
use crate::ui::files::file_button;
use crate::ui::paper::says;
use crate::ui::sheet::{Entry, Head, Model, Sheet, Wrong};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;
use yew::prelude::*;

/// So many rows are shown at least where the officer adds them.
const AT_LEAST: usize = 4;

/// The sheet of a question that is a table.
pub fn table(asked: &Asked<'_>, field: &Field, plan: &Deferred<Table>) -> El {
    let (Some(work), Some(plan)) = (&asked.state.work, plan.get()) else { return el("div", "") };
    let (part, at) = (&asked.form.part, &asked.at);
    let place = work.place(at);
    let is_told = place.is_some_and(|place| work.touched.contains(&place));
    let goes_to = work.focus.as_ref().filter(|(to, _)| at.holds(to)).and_then(|(to, count)| {
        let Place { row, column } = Place::of(plan, asked.raw, at, to)?;
        Some(((row, column), *count))
    });
    let props = TableProps {
        field: Rc::new(field.clone()),
        work: Rc::clone(work),
        part: part.clone(),
        at: at.clone(),
        is_told,
        goes_to,
        lang: asked.lang,
        text: Rc::clone(&asked.state.platform.text),
        dispatch: asked.dispatch.clone(),
    };
    // What is wrong with no single cell.
    let mut messages = el("div", "messages");
    for f in asked.findings.iter().filter(|f| f.at != *at && cell_at(at, &f.at).is_none()) {
        messages = messages.put(el("p", if f.is_error() { "msg" } else { "warnmsg" }).say(finding(asked.lang, f)));
    }
    el("div", "").put(messages).put(html! { <TableSheet ..props /> })
}

/// A cell of a table as it is shown.
struct Place {
    row: usize,
    column: usize,
}

impl Place {
    /// The cell that a place in the report is about; of a whole row its first.
    fn of(plan: &Table, raw: Option<&Raw>, table: &Pointer, at: &Pointer) -> Option<Self> {
        let rows: Vec<usize> =
            RawTable::read(plan, raw.map_or("", Raw::text)).filled().map(|(place, _)| place).collect();
        // Behind what was filled in is what is missing.
        let shown = |row: usize| rows.get(row).copied().unwrap_or_else(|| rows.last().map_or(0, |last| last + 1));
        if let Some((row, column)) = cell_at(table, at) {
            return Some(Self { row: shown(row), column: plan.column(&column)? });
        }
        // What is said of a whole row is at its first cell, of the whole table at the first of all.
        let row = at.segments().nth(table.segments().count() + 1).and_then(|row| row.parse().ok());
        Some(Self { row: row.map_or(0, shown), column: 0 })
    }
}

#[derive(Properties, Clone)]
struct TableProps {
    field: Rc<Field>,
    work: Rc<Work>,
    part: Part,
    at: Pointer,
    is_told: bool,
    goes_to: Option<((usize, usize), u32)>,
    lang: Lang,
    text: Rc<dyn Text>,
    dispatch: Callback<Action>,
}

impl PartialEq for TableProps {
    fn eq(&self, other: &Self) -> bool {
        let of = |props: &Self| {
            let answered = props.work.part(&props.part).map(Rc::as_ptr);
            let typed = props.work.draft.part(&props.part).map(Arc::as_ptr);
            (answered, typed, props.work.tried)
        };
        of(self) == of(other)
            && (self.is_told, self.goes_to, self.lang) == (other.is_told, other.goes_to, other.lang)
            && self.at == other.at
    }
}

/// Reads what was typed once for each change of it.
struct TableSheet {
    model: Option<Rc<dyn Model>>,
}

impl Component for TableSheet {
    type Message = ();
    type Properties = TableProps;

    fn create(cx: &Context<Self>) -> Self {
        Self { model: TableModel::new(cx.props()).map(|model| Rc::new(model) as Rc<dyn Model>) }
    }

    fn changed(&mut self, cx: &Context<Self>, _: &TableProps) -> bool {
        *self = <Self as Component>::create(cx);
        true
    }

    fn view(&self, cx: &Context<Self>) -> Html {
        let TableProps { field, work, at, goes_to, lang, .. } = cx.props();
        let Some(model) = self.model.clone() else { return Html::default() };
        let id = control_id(at);
        let label = field_label(*lang, &field.label);
        html! {
            <Sheet {model} id={id.clone()} {label} describedby={format!("{id}-h {id}-x {id}-e")} tells_all={work.tried}
                goes_to={*goes_to} />
        }
    }
}

/// A table as a sheet.
struct TableModel {
    props: TableProps,
    shown: Rc<Shown>,
    /// With what was changed since: several changes may come before the sheet is shown anew.
    raw: RefCell<RawTable>,
    wrong: BTreeMap<(usize, usize), Wrong>,
}

impl TableModel {
    fn new(props: &TableProps) -> Option<Self> {
        let TableProps { field, work, part, at, .. } = props;
        let FieldKind::Table(plan) = &field.kind else { return None };
        let settled = work.part(part);
        let answer = settled.and_then(|part| match part.answers.get(&field.id) {
            Some(Value::Table(table)) => Some(table.clone()),
            _ => None,
        });
        let shown = Shown::new(plan, work.draft.get(part, &field.id).map_or("", Raw::text), answer)?;
        let told = work.place(at).map(|(part, _)| work.visible(part).map(|placed| &placed.finding));
        let wrong = shown.wrong(props.lang, at, told.into_iter().flatten());
        let raw = RefCell::new(shown.raw.clone());
        Some(Self { props: props.clone(), shown: Rc::new(shown), raw, wrong })
    }

    /// Changes the draft.
    fn change<T>(&self, change: impl FnOnce(&mut RawTable) -> T) -> T {
        let TableProps { field, part, dispatch, .. } = &self.props;
        let changed = change(&mut self.raw.borrow_mut());
        let raw = Raw::Text(self.raw.borrow().write());
        dispatch.emit(Action::Edit(Edit { part: part.clone(), field: field.id.clone(), raw }));
        if !self.props.is_told {
            self.leave();
        }
        changed
    }

    fn is_same(&self, one: &str, other: &str) -> bool {
        one == other || self.props.text.nfc(one) == self.props.text.nfc(other)
    }
}

impl Model for TableModel {
    fn heads(&self) -> &[Head] {
        &self.shown.heads
    }

    fn rows(&self) -> usize {
        let (plan, count) = (self.shown.plan(), self.shown.raw.rows.len());
        if plan.is_fixed() {
            return plan.rows.len();
        }
        let least = plan.min_rows.map_or(AT_LEAST, |least| (least as usize).max(AT_LEAST));
        // What is over the bound has to be seen to be taken out.
        least.max(count + 1).min(plan.most_rows()).max(count)
    }

    fn row_head(&self, row: usize) -> (String, String) {
        self.shown.row_head(row)
    }

    fn text(&self, row: usize, column: usize) -> String {
        self.shown.text_of(&self.raw.borrow(), row, column)
    }

    fn copied(&self, row: usize, column: usize) -> String {
        self.shown.copied(&self.raw.borrow(), row, column)
    }

    fn entry(&self, row: usize, column: usize) -> Entry {
        if self.shown.plan().is_computed(row, column) {
            Entry::Locked
        } else {
            Entry::of(&self.shown.fields[column].kind)
        }
    }

    fn wrong(&self, row: usize, column: usize) -> Option<Wrong> {
        self.wrong.get(&(row, column)).cloned()
    }

    fn totals(&self) -> Option<Vec<String>> {
        self.shown.totals()
    }

    fn write(&self, cells: &[(usize, usize, String)], end: Option<usize>) -> TableStep {
        // A choice is kept by its key. Letters are put together when the table is left: an input method may still have some
        // of them in hand.
        let kept = |(row, column, text): &(usize, usize, String)| (*row, *column, self.shown.kept(*column, text));
        self.change(|raw| {
            let written = raw.put(cells.iter().map(kept));
            let end = end.map_or(raw.rows.len(), |end| end.min(raw.rows.len()));
            TableStep { written, ..raw.take_out(end..raw.rows.len()) }
        })
    }

    fn take_back(&self, step: TableStep) -> TableStep {
        self.change(|raw| raw.take_back(step, |one, other| self.is_same(one, other)))
    }

    fn do_again(&self, step: TableStep) -> TableStep {
        self.change(|raw| raw.do_again(step, |one, other| self.is_same(one, other)))
    }

    fn paste(&self, block: &[Vec<String>], at: (usize, usize), writing: Option<Writing>) -> Paste {
        let used_rows = self.raw.borrow().rows.len();
        paste_table(block, at, (&**self.shown, used_rows), writing, &*self.props.text)
    }

    fn rows_change(&self, insert: bool, (from, to): (usize, usize)) -> Option<TableStep> {
        let (plan, count) = (self.shown.plan(), self.raw.borrow().rows.len());
        if plan.is_fixed() || from >= count || insert && count >= plan.most_rows() {
            return None;
        }
        Some(self.change(|raw| {
            if insert {
                raw.insert(from);
                TableStep { inserted: Some(from), ..TableStep::default() }
            } else {
                raw.take_out(from..to.min(count - 1) + 1)
            }
        }))
    }

    fn has_own_rows(&self) -> bool {
        !self.shown.plan().is_fixed()
    }

    fn tools(&self, id: &str, offer: Callback<Result<Vec<Vec<String>>, String>>) -> Html {
        let TableProps { field, lang, .. } = &self.props;
        let w = words(*lang);
        let (made, lang) = (format!("{id}-made"), *lang);
        // Made when they are wanted: all of the table is in them.
        let (name, shown) = (format!("{}.csv", field.id), Rc::clone(&self.shown));
        let csv = Callback::from(move |_: MouseEvent| download(&name, "text/csv;charset=utf-8", &shown.csv(lang)));
        let (status, name, shown) = (made.clone(), format!("{}.xlsx", field.id), Rc::clone(&self.shown));
        let title = field_label(lang, &field.label);
        let workbook = Callback::from(move |event: MouseEvent| {
            let says = says(w, w.paper_saved());
            put_on_paper(&event, &status, shown.workbook(&title), Wish::File(name.clone()), says);
        });
        let shown = Rc::clone(&self.shown);
        let chosen = Callback::from(move |event: Event| {
            let (offer, shown) = (offer.clone(), Rc::clone(&shown));
            read_workbook(&event, move |read| offer.emit(shown::block(lang, &shown, read)));
        });
        let input = el("input", "").set("accept", ".xlsx,.csv,.tsv,.txt").picked(chosen);
        el("span", "ways")
            .put(button("link", w.sheet_xlsx(), workbook))
            .put(button("link", w.sheet_csv(), csv))
            .put(file_button("link pick", w.sheet_import(), input))
            .put(el("span", "muted").set("id", made).set("role", "status"))
            .into()
    }

    fn leave(&self) {
        let TableProps { field, part, dispatch, .. } = &self.props;
        dispatch.emit(Action::Leave(part.clone(), field.id.clone()));
    }

    fn lang(&self) -> Lang {
        self.props.lang
    }
}

/// A table as it was typed, to be read, with what is wrong with its cells.
pub fn table_read<'f>(
    lang: Lang,
    (field, at): (&Field, &Pointer),
    raw: &Raw,
    answer: Option<&Value>,
    wrong: impl Iterator<Item = &'f Finding>,
) -> Option<El> {
    let FieldKind::Table(plan) = &field.kind else { return None };
    let answer = match answer {
        Some(Value::Table(table)) => Some(table.clone()),
        _ => None,
    };
    let shown = Shown::new(plan, raw.text(), answer)?;
    Some(shown.view(lang, &shown.wrong(lang, at, wrong)))
}
