//! Tables as they are typed and shown, without a browser.

use super::PlainText;
use baocao::finding::Severity;
use baocao::json::{Deferred, Limits, read_text};
use baocao::plan::Table;
use baocao::report::{AnswerRow, Cells, RawTable, TableAnswer, TableText, column_fields, read_cell, work_out};
use baocao::state::{Paste, Writing, paste_table};

/// A table as a plan has it.
pub fn table(text: &str) -> Deferred<Table> {
    read_text(text, Limits::default(), Severity::Error).value.unwrap_or_else(|| panic!("no table: {text}"))
}

/// What stands in it, with what follows.
pub fn shown(plan: &Deferred<Table>, raw: &RawTable) -> TableText {
    let table = plan.get().expect("a table");
    let fields = column_fields(table);
    let mut answer = TableAnswer::default();
    for (place, row) in raw.filled() {
        let typed = fields.iter().zip(row.cells()).filter(|(_, cell)| !cell.trim().is_empty());
        let read =
            typed.filter_map(|(field, cell)| Some((field.id.clone(), read_cell(field, cell.trim(), &PlainText).ok()?)));
        let cells: Cells = read.collect();
        answer.rows.push(AnswerRow { row: table.rows.get(place).map(|row| row.id.clone()), cells }.into());
    }
    work_out(table, &mut answer);
    TableText::new(plan, &raw.write(), Some(answer.into())).expect("a table")
}

/// What pasting a block into it would do.
pub fn pasted(table: &TableText, block: &[Vec<String>], at: (usize, usize), writing: Option<Writing>) -> Paste {
    paste_table(block, at, (table, table.raw.rows.len()), writing, &PlainText)
}

/// The table once that is done.
pub fn taken(table: &TableText, paste: &Paste) -> RawTable {
    let mut raw = table.raw.clone();
    raw.put(paste.cells.iter().map(|cell| (cell.row, cell.column, table.kept(cell.column, &cell.text))));
    raw
}
