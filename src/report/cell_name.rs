//! What the cells of a table are called.

use super::headings::{Title, headings};
use super::raw_table::RawTable;
use super::table::cell_at;
use crate::finding::Pointer;
use crate::plan::Table;

/// Names places in a table as the officer finds them there: by what stands before the row and above the column.
#[derive(Debug)]
pub struct CellNames<'t> {
    plan: &'t Table,
    heads: Vec<String>,
    /// Where the rows of the answer stand: blank ones are not in it.
    places: Vec<usize>,
}

/// What stands before a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowName {
    /// Its number and title, of a row that the plan names.
    Named(String),
    /// Its number, counted from 1.
    Nth(usize),
    /// It is below the others and adds them up.
    Total,
}

impl<'t> CellNames<'t> {
    /// Reads what a draft keeps of a table.
    pub fn new(plan: &'t Table, typed: &str) -> Self {
        let places = RawTable::read(plan, typed).filled().map(|(place, _)| place).collect();
        Self { plan, heads: headings(&Title::all(&plan.columns)), places }
    }

    /// The row and the column of a place in a report; none where it is no place in this table. Of a whole row there is no
    /// column.
    pub fn name(&self, table: &Pointer, at: &Pointer) -> Option<(RowName, Option<&str>)> {
        let head = |column: &str| self.heads.get(self.plan.column(column)?).map(String::as_str);
        if let Some((row, column)) = cell_at(table, at) {
            return Some((self.row(row), head(&column)));
        }
        let mut below = at.segments().skip(table.holds(at).then(|| table.segments().count())?);
        match (&*below.next()?, below.next()?) {
            ("rows", row) => Some((self.row(row.parse().ok()?), None)),
            ("total", column) => Some((RowName::Total, head(&column))),
            _ => None,
        }
    }

    fn row(&self, row: usize) -> RowName {
        // Behind what was filled in is what is missing.
        let behind = || self.places.last().map_or(0, |last| last + 1);
        let place = self.places.get(row).copied().unwrap_or_else(behind);
        match self.plan.rows.get(place) {
            Some(row) => {
                let number = row.number.as_deref().unwrap_or_default();
                RowName::Named(format!("{number} {}", row.title).trim().to_owned())
            }
            None => RowName::Nth(place + 1),
        }
    }
}
