//! A table as one reads it, and as it goes out.

use super::fields::column_fields;
use super::form::{Field, FieldKind};
use super::headings::{Title, headings, plain_title};
use super::number::{read_number, write_number, write_ungrouped};
use super::on_paper::as_typed;
use super::raw_table::RawTable;
use super::table::{TableAnswer, TableValue, chosen};
use crate::json::Deferred;
use crate::plan::{Column, Decimal, FieldId, Table};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What goes out where an answer is copied: a number so that it is the same wherever it is pasted.
pub fn copied_text(kind: &FieldKind, text: String) -> String {
    match (kind, read_number(&text)) {
        (FieldKind::Number(_), Ok(number)) => write_ungrouped(number),
        _ => text,
    }
}

/// Whether all can be read that a cell follows from, or without a row the total of a column: a sum of the rest would be
/// taken for the whole. `unread`: the rows and columns of cells that cannot be.
pub fn is_known(plan: &Table, unread: &BTreeSet<(usize, usize)>, row: Option<usize>, column: usize) -> bool {
    if unread.is_empty() {
        return true;
    }
    let place = |id: &FieldId| plan.column(id.as_str());
    let computed = |id: &FieldId| plan.columns[place(id)?].computed.as_ref();
    let sources = plan.columns.get(column).and_then(|column| column.computed.as_ref());
    let sources = sources.into_iter().flat_map(|of| of.sources(computed)).filter_map(place);
    let columns: Vec<usize> = std::iter::once(column).chain(sources).collect();
    let rows = row.map(|row| plan.terms(row));
    let is_of_it = |(row, column): &(usize, usize)| {
        columns.contains(column) && rows.as_ref().is_none_or(|rows| rows.contains(row))
    };
    !unread.iter().any(is_of_it)
}

/// What was typed into a table, and what follows from it, in words.
#[derive(Debug)]
pub struct TableText {
    plan: Deferred<Table>,
    /// The columns as questions.
    pub fields: Vec<Field>,
    /// What stands above them.
    pub titles: Vec<Title>,
    /// As typed.
    pub raw: RawTable,
    answer: Option<TableValue>,
    /// Cells that cannot be read: what follows from them is not known.
    unread: BTreeSet<(usize, usize)>,
    /// The place in the answer of each row that is in it.
    answered: BTreeMap<usize, usize>,
}

impl TableText {
    /// Reads what a draft keeps; `answer` is what was made of it.
    pub fn new(plan: &Deferred<Table>, typed: &str, answer: Option<TableValue>) -> Option<Self> {
        let table = plan.get()?;
        let raw = RawTable::read(table, typed);
        let mut text = Self {
            fields: column_fields(table),
            titles: Title::all(&table.columns),
            answered: raw.filled().enumerate().map(|(row, (place, _))| (place, row)).collect(),
            plan: plan.clone(),
            raw,
            answer,
            unread: BTreeSet::new(),
        };
        text.unread = text.find_unread();
        Some(text)
    }

    /// What is typed and is no part of the answer.
    fn find_unread(&self) -> BTreeSet<(usize, usize)> {
        let plan = self.plan();
        let cells = self.raw.filled().flat_map(|(row, cells)| {
            cells.cells().take(plan.columns.len()).enumerate().map(move |(column, cell)| ((row, column), cell))
        });
        let is_unread = |&((row, column), ref cell): &((usize, usize), Cow<'_, str>)| {
            !cell.trim().is_empty() && !plan.is_computed(row, column) && self.canonical(row, column).is_none()
        };
        cells.filter(is_unread).map(|(at, _)| at).collect()
    }

    /// What the plan says of it.
    pub fn plan(&self) -> &Table {
        const NONE: &Table = &Table { columns: Vec::new(), rows: Vec::new(), min_rows: None, max_rows: None };
        self.plan.get().unwrap_or(NONE)
    }

    /// The rows that an answer has, by their places in it.
    pub fn places(&self) -> Vec<usize> {
        self.answered.keys().copied().collect()
    }

    /// What stands in a cell, as one reads it.
    pub fn text(&self, row: usize, column: usize) -> String {
        self.text_of(&self.raw, row, column)
    }

    /// The same, with what was typed since.
    pub fn text_of(&self, raw: &RawTable, row: usize, column: usize) -> String {
        if self.plan().is_computed(row, column) {
            let known = self.canonical(row, column).filter(|_| self.is_known(Some(row), column));
            return known.map_or_else(String::new, |cell| self.said(column, cell));
        }
        let typed = raw.get(row, column);
        match &self.fields[column].kind {
            FieldKind::Choice(_) => self.said(column, &typed),
            _ => typed.into_owned(),
        }
    }

    /// What goes out where a cell is copied.
    pub fn copied(&self, raw: &RawTable, row: usize, column: usize) -> String {
        copied_text(&self.fields[column].kind, self.text_of(raw, row, column))
    }

    /// What a draft keeps of a text in a cell: of the words of an option its key.
    pub fn kept(&self, column: usize, text: &str) -> String {
        let key = match self.fields.get(column).map(|field| &field.kind) {
            Some(FieldKind::Choice(options)) => chosen(options, text).map(|option| option.id.to_string()),
            _ => None,
        };
        key.unwrap_or_else(|| text.to_owned())
    }

    /// What stands below the columns.
    pub fn totals(&self) -> Option<Vec<String>> {
        let columns = &self.plan().columns;
        columns.iter().any(|column| column.total).then(|| {
            let total = |(nth, column): (usize, &Column)| {
                let total = self.answer.as_ref().and_then(|answer| answer.total.get(&column.id));
                let total = total.filter(|_| self.is_known(None, nth));
                total.map_or_else(String::new, |total| self.said(nth, total))
            };
            columns.iter().enumerate().map(total).collect()
        })
    }

    fn is_known(&self, row: Option<usize>, column: usize) -> bool {
        is_known(self.plan(), &self.unread, row, column)
    }

    /// The answer with the cells that cannot be read as they were typed, and without what follows from them; none where all
    /// can be read.
    pub fn as_typed(&self) -> Option<TableAnswer> {
        let mut answer: TableAnswer = (**self.answer.as_ref().filter(|_| !self.unread.is_empty())?).clone();
        let columns = &self.plan().columns;
        for (&place, &row) in &self.answered {
            let Some(row) = answer.rows.get_mut(row) else { continue };
            let cells = &mut Arc::make_mut(row).cells;
            for (nth, column) in columns.iter().enumerate() {
                if self.unread.contains(&(place, nth)) {
                    cells.insert(column.id.clone(), as_typed(&self.raw.get(place, nth)));
                } else if self.plan().is_computed(place, nth) && !self.is_known(Some(place), nth) {
                    cells.remove(&column.id);
                }
            }
        }
        for (_, column) in columns.iter().enumerate().filter(|(nth, _)| !self.is_known(None, *nth)) {
            answer.total.remove(&column.id);
        }
        Some(answer)
    }

    fn canonical(&self, row: usize, column: usize) -> Option<&String> {
        let answered = self.answer.as_ref()?.rows.get(*self.answered.get(&row)?)?;
        answered.cells.get(&self.plan().columns.get(column)?.id)
    }

    /// The words of a canonical cell.
    fn said(&self, column: usize, cell: &str) -> String {
        match &self.fields[column].kind {
            FieldKind::Number(_) => Decimal::parse(cell).map_or_else(|| cell.to_owned(), write_number),
            FieldKind::Choice(options) => {
                chosen(options, cell).map_or_else(|| cell.to_owned(), |option| option.label.clone())
            }
            _ => cell.to_owned(),
        }
    }

    /// What goes into a file of a canonical cell.
    fn written(&self, column: usize, cell: &str) -> String {
        match (&self.fields[column].kind, Decimal::parse(cell)) {
            (FieldKind::Number(_), Some(number)) => write_ungrouped(number),
            _ => self.said(column, cell),
        }
    }

    /// What a file of it begins with: headings by which its columns are placed; `rows` stands above the names of rows.
    pub fn heading(&self, rows: &str) -> Vec<String> {
        let mut heading = headings(&self.titles);
        if self.plan().is_fixed() {
            // Not like a column.
            let is_one = self.titles.iter().any(|one| plain_title(&one.title) == plain_title(rows));
            heading.insert(0, if is_one { String::new() } else { rows.to_owned() });
        }
        heading
    }

    /// All of it for spreadsheets: headings, then cells as the form has them; numbers without a sign between thousands, days
    /// as `YYYY-MM-DD`.
    pub fn exported(&self, rows: &str) -> Vec<Vec<String>> {
        let plan = self.plan();
        let mut lines = vec![self.heading(rows)];
        for (place, _) in self.raw.filled() {
            let mut line: Vec<String> = plan.rows.get(place).map(|row| row.title.clone()).into_iter().collect();
            line.extend((0..plan.columns.len()).map(|column| {
                let is_known = !plan.is_computed(place, column) || self.is_known(Some(place), column);
                match self.canonical(place, column).filter(|_| is_known) {
                    Some(read) => self.written(column, read),
                    // What cannot be read goes as it was typed.
                    None => self.raw.get(place, column).into_owned(),
                }
            }));
            lines.push(line);
        }
        lines
    }
}
