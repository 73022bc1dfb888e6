//! A table as one reads it.

use crate::browser::Sheet;
use crate::finding::{Finding, Pointer};
use crate::json::{Deferred, to_canonical};
use crate::locale::{Lang, no_workbook, words};
use crate::plan::{Column, Table};
use crate::report::{
    Field, FieldKind, RawRow, RawTable, TableText, TableValue, cell_at, headings, read_csv, read_tsv, write_csv,
};
use crate::ui::el::{El, el};
use crate::ui::sheet::{Head, Wrong, heads, total_row};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

/// Most rows that are shown where nothing is typed.
const MOST_ROWS: usize = 20;
/// Most rows behind those that are shown because something is wrong there.
const MOST_WRONG: usize = 50;

/// What was typed into a table, and what follows from it.
pub struct Shown {
    text: TableText,
    /// What stands above the columns.
    pub heads: Vec<Head>,
}

impl Deref for Shown {
    type Target = TableText;
    fn deref(&self) -> &TableText {
        &self.text
    }
}

impl Shown {
    /// Reads what a draft keeps; `answer` is what was made of it.
    pub fn new(plan: &Deferred<Table>, typed: &str, answer: Option<TableValue>) -> Option<Self> {
        let text = TableText::new(plan, typed, answer)?;
        let head = |((column, field), name): ((&Column, &Field), String)| Head {
            title: column.title.clone(),
            name,
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
        let columns = text.plan().columns.iter().zip(&text.fields);
        Some(Self { heads: columns.zip(headings(&text.titles)).map(head).collect(), text })
    }

    /// What stands before a row: its number and its title.
    pub fn row_head(&self, row: usize) -> (String, String) {
        match self.plan().rows.get(row) {
            Some(named) => (named.number.clone().unwrap_or_default(), named.title.clone()),
            None => ((row + 1).to_string(), String::new()),
        }
    }

    /// For spreadsheets.
    pub fn csv(&self, lang: Lang) -> String {
        write_csv(&self.exported(words(lang).sheet_row()))
    }

    /// The request for a workbook of it, as `paper/src/request.rs` reads it.
    pub fn workbook(&self, title: &str) -> String {
        let (title, table) = (to_canonical(&title), to_canonical(self.plan()));
        format!(r#"{{"workbook":{{"title":{title},"table":{table},"typed":{}}}}}"#, to_canonical(&self.raw.write()))
    }

    /// What is wrong with its cells, of these findings.
    pub fn wrong<'f>(
        &self,
        lang: Lang,
        table: &Pointer,
        findings: impl Iterator<Item = &'f Finding>,
    ) -> BTreeMap<(usize, usize), Wrong> {
        let (places, mut wrong) = (self.places(), BTreeMap::new());
        for found in findings {
            let Some((row, column)) = cell_at(table, &found.at) else { continue };
            let (Some(place), Some(column)) = (places.get(row), self.plan().column(&column)) else { continue };
            wrong.entry((*place, column)).or_insert_with(|| Wrong::of(lang, found));
        }
        wrong
    }

    /// To be read: on the page that checks. Rows in which something is wrong are shown however far down they are.
    pub fn view(&self, lang: Lang, wrong: &BTreeMap<(usize, usize), Wrong>) -> El {
        let (w, depth) = (words(lang), if self.heads.iter().any(|head| head.group.is_some()) { 2 } else { 1 });
        let mut body = el("tbody", "");
        let places = self.places();
        let first = places.iter().take(MOST_ROWS);
        let wrong_rows = wrong.keys().map(|(row, _)| row).take(MOST_WRONG);
        let shown: BTreeSet<usize> = first.chain(wrong_rows).copied().collect();
        for &row in &shown {
            let (number, title) = self.row_head(row);
            let mut line =
                el("tr", "").put(el("th", "").set("scope", "row").say(format!("{number} {title}").trim().to_owned()));
            for (column, head) in self.heads.iter().enumerate() {
                let cell = el("td", if head.is_number { "number" } else { "" }).say(self.text.text(row, column));
                line = line.put(match wrong.get(&(row, column)) {
                    Some(wrong) => marked(cell, wrong),
                    None => cell,
                });
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
        let left = places.len().saturating_sub(shown.len());
        let block = el("div", "").put(sheet);
        if left == 0 { block } else { block.put(el("p", "muted").say(format!("{}: {left}", w.sheet_more()))) }
    }
}

/// A cell in which something is wrong: by its border, and in words for those who do not see that.
fn marked(cell: El, wrong: &Wrong) -> El {
    let cell = cell.set("aria-invalid", if wrong.is_error { "true" } else { "false" });
    cell.set("title", wrong.says.clone()).put(el("span", "unseen").say(format!(" ({})", wrong.says)))
}

/// The cells that a file has, with headings by which they are placed; or why it cannot be read.
pub fn block(lang: Lang, shown: &Shown, read: Result<Sheet, String>) -> Result<Vec<Vec<String>>, String> {
    let text = match read {
        Ok(Sheet::Cells(text)) => return Ok(read_tsv(&text)),
        Ok(Sheet::Text(text)) => return Ok(read_csv(&text)),
        Ok(Sheet::Draft(text)) => text,
        Err(why) => return Err(no_workbook(lang, &why)),
    };
    let plan = shown.plan();
    let raw = RawTable::read(plan, &text);
    let mut rows = vec![shown.heading(words(lang).sheet_row())];
    for (place, row) in raw.rows.iter().enumerate() {
        let mut line: Vec<String> = plan.rows.get(place).map(|row| row.title.clone()).into_iter().collect();
        let cells = row.cells().take(plan.columns.len()).enumerate();
        line.extend(cells.map(|(nth, cell)| if plan.is_computed(place, nth) { String::new() } else { cell.into() }));
        rows.push(line);
    }
    if raw.rows.iter().all(RawRow::is_blank) { Err(words(lang).sheet_other().to_owned()) } else { Ok(rows) }
}
