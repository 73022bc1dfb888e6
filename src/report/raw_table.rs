//! A table as typed.

use super::table::cell_at;
use super::tsv::{read_tsv, write_tsv};
use crate::finding::Pointer;
use crate::plan::Table;

/// The cells of a table letter for letter, in the order of the plan's columns.
///
/// A draft keeps it as one text: cells between tabs, with the keys of the columns in the first line and the key of the row
/// in the first cell of each other one. What the plan has no place for, because it was changed, stays behind the rest.
///
/// ```
/// use baocao::{plan::Table, finding::Severity, json::{read_text, Limits}, report::RawTable};
/// let plan = r#"{"columns": [{"id": "name", "title": "Tên"}, {"id": "members", "title": "Số", "kind": "integer"}]}"#;
/// let plan: Table = read_text(plan, Limits::default(), Severity::Error).value.unwrap();
/// let mut table = RawTable::read(&plan, "");
/// table.set(1, 0, "Tổ 2");
/// assert_eq!(table.write(), "\tname\tmembers\n\t\t\n\tTổ 2\t\n");
/// assert_eq!(RawTable::read(&plan, &table.write()), table);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawTable {
    /// The keys of the columns: first those of the plan.
    columns: Vec<String>,
    /// The rows: of a table whose rows the plan names first those.
    pub rows: Vec<RawRow>,
    /// How many rows the plan names.
    fixed: usize,
    /// How many columns it has.
    known: usize,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawRow {
    /// The key of a row that the plan names.
    pub id: String,
    /// As many as there are columns.
    pub cells: Vec<String>,
}

impl RawRow {
    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

impl RawTable {
    /// Reads what a draft keeps.
    pub fn read(plan: &Table, text: &str) -> Self {
        let mut lines = read_tsv(text).into_iter();
        let head = lines.next().unwrap_or_default();
        let mut columns: Vec<String> = plan.columns.iter().map(|column| column.id.to_string()).collect();
        // Where each cell of a line belongs; the first is the row's key.
        let mut places = Vec::with_capacity(head.len());
        for key in head.into_iter().skip(1) {
            let known = columns.iter().position(|column| *column == key);
            places.push(known.unwrap_or_else(|| {
                columns.push(key);
                columns.len() - 1
            }));
        }
        let fixed = plan.rows.len();
        let blank = |id: &str| RawRow { id: id.to_owned(), cells: vec![String::new(); columns.len()] };
        let mut rows: Vec<RawRow> = plan.rows.iter().map(|row| blank(row.id.as_str())).collect();
        for mut line in lines {
            let id = if line.is_empty() { String::new() } else { line.remove(0) };
            let named = rows[..fixed].iter().position(|row| !id.is_empty() && row.id == id);
            let place = named.unwrap_or_else(|| {
                rows.push(blank(&id));
                rows.len() - 1
            });
            for (cell, &column) in line.into_iter().zip(&places) {
                rows[place].cells[column] = cell;
            }
        }
        Self { columns, rows, fixed, known: plan.columns.len() }
    }

    /// What a draft keeps: nothing where nothing was typed. Blank rows at the end are left out.
    pub fn write(&self) -> String {
        let Some(last) = self.rows.iter().rposition(|row| !row.is_blank()) else { return String::new() };
        let head = std::iter::once("").chain(self.columns.iter().map(String::as_str)).collect::<Vec<_>>();
        let line = |row: &'_ RawRow| std::iter::once(row.id.clone()).chain(row.cells.iter().cloned()).collect();
        let mut text = write_tsv(&[head]);
        text.push_str(&write_tsv(&self.rows[..=last].iter().map(line).collect::<Vec<Vec<String>>>()));
        text
    }

    /// What stands in a cell.
    pub fn get(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.cells.get(column)).map_or("", String::as_str)
    }

    /// Writes into a cell; rows that are missing before it are added.
    pub fn set(&mut self, row: usize, column: usize, text: &str) {
        if column >= self.columns.len() {
            return;
        }
        while self.rows.len() <= row {
            self.rows.push(RawRow { id: String::new(), cells: vec![String::new(); self.columns.len()] });
        }
        text.clone_into(&mut self.rows[row].cells[column]);
    }

    /// The rows that a report has, each with its place here: those that the plan names, or else those in which something
    /// stands under one of its columns.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &RawRow)> {
        let is_there = |row: &RawRow| row.cells.iter().take(self.known).any(|cell| !cell.trim().is_empty());
        let counts = move |(place, row): &(usize, &RawRow)| {
            if self.fixed > 0 { *place < self.fixed } else { is_there(row) }
        };
        self.rows.iter().enumerate().filter(counts)
    }
}

/// Whether the cell that a place in a report is about says the same in two drafts of a table.
pub fn is_same_cell(plan: &Table, typed: [&str; 2], table: &Pointer, at: &Pointer) -> bool {
    let Some((row, column)) = cell_at(table, at) else { return false };
    let Some(column) = plan.column(&column) else { return false };
    let [before, now] = typed.map(|typed| {
        let raw = RawTable::read(plan, typed);
        raw.filled().nth(row).map(|(_, row)| row.cells[column].clone())
    });
    before == now
}
