//! A table as one reads it.

use crate::browser::Sheet;
use crate::json::{Deferred, to_canonical};
use crate::locale::{Lang, no_workbook, words};
use crate::plan::{Column, Computed, Decimal, Table};
use crate::report::{
    Field, FieldKind, RawRow, RawTable, TableValue, chosen, column_fields, read_csv, read_tsv, write_csv, write_number,
    write_unambiguous,
};
use crate::ui::el::{El, el};
use crate::ui::sheet::{Head, heads, total_row};
use std::collections::{BTreeMap, BTreeSet};

/// Most rows that are shown where nothing is typed.
const MOST_ROWS: usize = 20;

/// What was typed into a table, and what follows from it.
pub struct Shown {
    plan: Deferred<Table>,
    /// The columns as questions.
    pub fields: Vec<Field>,
    /// What stands above them.
    pub heads: Vec<Head>,
    /// Their titles.
    pub titles: Vec<String>,
    /// As typed.
    pub raw: RawTable,
    answer: Option<TableValue>,
    /// Cells that cannot be read: what follows from them is not known.
    unread: BTreeSet<(usize, usize)>,
    /// The place in the answer of each row that is in it.
    answered: BTreeMap<usize, usize>,
}

impl Shown {
    /// Reads what a draft keeps; `answer` is what was made of it.
    pub fn new(plan: &Deferred<Table>, typed: &str, answer: Option<TableValue>) -> Option<Self> {
        let table = plan.get()?;
        let fields = column_fields(table);
        let raw = RawTable::read(table, typed);
        let head = |(column, field): (&Column, &Field)| Head {
            title: column.title.clone(),
            group: column.group.clone(),
            unit: match &field.kind {
                FieldKind::Number(number) => number.unit.clone(),
                _ => None,
            },
            help: column.help.clone(),
            example: column.example.clone(),
            is_number: column.kind.is_number(),
            is_required: column.required,
        };
        Some(Self {
            heads: table.columns.iter().zip(&fields).map(head).collect(),
            titles: table.columns.iter().map(|column| column.title.clone()).collect(),
            answered: raw.filled().enumerate().map(|(row, (place, _))| (place, row)).collect(),
            plan: plan.clone(),
            fields,
            raw,
            answer,
            unread: BTreeSet::new(),
        })
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

    /// Takes note of a cell with something wrong, where it cannot be read.
    pub fn note_unread(&mut self, row: usize, column: usize) {
        if self.canonical(row, column).is_none() && !self.raw.get(row, column).trim().is_empty() {
            self.unread.insert((row, column));
        }
    }

    /// What stands before a row: its number and its title.
    pub fn row_head(&self, row: usize) -> (String, String) {
        match self.plan().rows.get(row) {
            Some(named) => (named.number.clone().unwrap_or_default(), named.title.clone()),
            None => ((row + 1).to_string(), String::new()),
        }
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

    /// Whether all can be read that a cell follows from, or the total of a column: a sum of the rest would be taken for the
    /// whole.
    fn is_known(&self, row: Option<usize>, column: usize) -> bool {
        if self.unread.is_empty() {
            return true;
        }
        let plan = self.plan();
        let mut from = vec![column];
        let mut next = 0;
        while let Some(column) = from.get(next).and_then(|nth| plan.columns.get(*nth)) {
            let fields = column.computed.iter().flat_map(Computed::fields);
            let further: Vec<_> = fields.filter_map(|id| plan.column(id.as_str())).collect();
            from.extend(further.into_iter().filter(|nth| !from.contains(nth)).collect::<Vec<_>>());
            next += 1;
        }
        let is_sum = row.is_none_or(|row| plan.rows.get(row).is_some_and(|row| !row.sum.is_empty()));
        !self.unread.iter().any(|(of, nth)| from.contains(nth) && (is_sum || Some(*of) == row))
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

    /// The same, so that it can be read in one way only.
    fn written(&self, column: usize, cell: &str) -> String {
        match (&self.fields[column].kind, Decimal::parse(cell)) {
            (FieldKind::Number(_), Some(number)) => write_unambiguous(number),
            _ => self.said(column, cell),
        }
    }

    /// For spreadsheets: headings, and cells as the form has them; days as `YYYY-MM-DD`.
    pub fn csv(&self, lang: Lang) -> String {
        let plan = self.plan();
        let mut head = if plan.is_fixed() { vec![words(lang).sheet_row().to_owned()] } else { Vec::new() };
        head.extend(self.titles.iter().cloned());
        let mut rows = vec![head];
        for (place, _) in self.raw.filled() {
            let mut row: Vec<String> = plan.rows.get(place).map(|row| row.title.clone()).into_iter().collect();
            row.extend((0..plan.columns.len()).map(|column| match self.canonical(place, column) {
                Some(read) => self.written(column, read),
                // What cannot be read goes as it was typed.
                None => self.raw.get(place, column).into_owned(),
            }));
            rows.push(row);
        }
        write_csv(&rows)
    }

    /// The request for a workbook of it, as `paper/src/request.rs` reads it.
    pub fn workbook(&self, title: &str) -> String {
        let (title, table) = (to_canonical(&title), to_canonical(self.plan()));
        format!(r#"{{"workbook":{{"title":{title},"table":{table},"typed":{}}}}}"#, to_canonical(&self.raw.write()))
    }

    /// To be read: on the page that checks.
    pub fn view(&self, lang: Lang) -> El {
        let (w, depth) = (words(lang), if self.heads.iter().any(|head| head.group.is_some()) { 2 } else { 1 });
        let mut body = el("tbody", "");
        let places = self.places();
        for &row in places.iter().take(MOST_ROWS) {
            let (number, title) = self.row_head(row);
            let mut line =
                el("tr", "").put(el("th", "").set("scope", "row").say(format!("{number} {title}").trim().to_owned()));
            for (column, head) in self.heads.iter().enumerate() {
                line = line.put(el("td", if head.is_number { "number" } else { "" }).say(self.text(row, column)));
            }
            body = body.put(line);
        }
        let mut table = el("table", "").put(heads(w, &self.heads, depth)).put(body);
        if let Some(totals) = self.totals() {
            table = table.put(el("tfoot", "").put(total_row(w, &self.heads, totals)));
        }
        let sheet = el("div", "sheet before")
            .set("tabindex", "0")
            .set("role", "group")
            .set("aria-label", w.sheet_read())
            .put(table);
        let left = places.len().saturating_sub(MOST_ROWS);
        let block = el("div", "").put(sheet);
        if left == 0 { block } else { block.put(el("p", "muted").say(format!("{}: {left}", w.sheet_more()))) }
    }
}

/// The cells that a file has, with headings by which they are placed; or why it cannot be read.
pub fn block(lang: Lang, plan: &Table, read: Result<Sheet, String>) -> Result<Vec<Vec<String>>, String> {
    let text = match read {
        Ok(Sheet::Cells(text)) => return Ok(read_tsv(&text)),
        Ok(Sheet::Text(text)) => return Ok(read_csv(&text)),
        Ok(Sheet::Draft(text)) => text,
        Err(why) => return Err(no_workbook(lang, &why)),
    };
    let raw = RawTable::read(plan, &text);
    let mut head = if plan.is_fixed() { vec![words(lang).sheet_row().to_owned()] } else { Vec::new() };
    head.extend(plan.columns.iter().map(|column| column.title.clone()));
    let mut rows = vec![head];
    for (place, row) in raw.rows.iter().enumerate() {
        let mut line: Vec<String> = plan.rows.get(place).map(|row| row.title.clone()).into_iter().collect();
        let cells = row.cells().take(plan.columns.len()).enumerate();
        line.extend(cells.map(|(nth, cell)| if plan.is_computed(place, nth) { String::new() } else { cell.into() }));
        rows.push(line);
    }
    if raw.rows.iter().all(RawRow::is_blank) { Err(words(lang).sheet_other().to_owned()) } else { Ok(rows) }
}
