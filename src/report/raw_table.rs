//! A table as typed.

use super::table::cell_at;
use super::tsv::{read_cell, read_row, write_row};
use crate::finding::Pointer;
use crate::plan::Table;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

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
    /// The line of a row in which nothing stands.
    blank: Arc<str>,
}

/// One row: its line in the draft, cut out of that where it stands. It is read where somebody asks for a cell, so that of a
/// table of thousands of rows the others cost nothing when one is changed; and rows that say the same are told by their lines.
#[derive(Clone, Debug)]
pub struct RawRow {
    /// The key of a row that the plan names.
    pub id: String,
    /// What its line was read from, with its neighbours.
    text: Arc<str>,
    /// Its cells there, as many as there are columns.
    line: Range<usize>,
}

impl PartialEq for RawRow {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.line() == other.line()
    }
}

impl Eq for RawRow {}

/// A cell that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its row.
    pub row: usize,
    /// Its column.
    pub column: usize,
    /// What stood there.
    pub before: String,
    /// What stands there since.
    pub now: String,
}

impl Written {
    /// The cell as if what stood there before had been written, and what was written had stood there.
    pub fn turned(self) -> Self {
        Self { before: self.now, now: self.before, ..self }
    }
}

/// What one step changed in a table, so that this can be taken back and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableStep {
    /// The cells that were written.
    pub written: Vec<Written>,
    /// The blank row that was put in.
    pub inserted: Option<usize>,
    /// Rows that were taken out after that, and the place of the first.
    pub removed: (usize, Vec<RawRow>),
    /// In how many rows of the table something may stand since then: where it has others, somebody else has changed it.
    pub left: usize,
}

impl TableStep {
    /// Whether it changed nothing.
    pub fn is_nothing(&self) -> bool {
        self.written.is_empty() && self.inserted.is_none() && self.removed.1.is_empty()
    }
}

impl RawRow {
    fn of<C: AsRef<str>>(id: &str, cells: &[C]) -> Self {
        let mut line = String::new();
        write_row(&mut line, cells);
        Self::new(id, line.into())
    }

    fn new(id: &str, line: Arc<str>) -> Self {
        Self { id: id.to_owned(), line: 0..line.len(), text: line }
    }

    fn line(&self) -> &str {
        &self.text[self.line.clone()]
    }

    /// What stands in its cells.
    pub fn cells(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let mut rest = Some(self.line());
        std::iter::from_fn(move || {
            let (cell, after) = read_cell(rest?, '\t');
            rest = after.strip_prefix('\t');
            Some(cell)
        })
    }

    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.cells().all(|cell| cell.trim().is_empty())
    }
}

impl RawTable {
    /// Reads what a draft keeps.
    pub fn read(plan: &Table, text: &str) -> Self {
        let text: Arc<str> = text.into();
        let mut rest = &*text;
        let head = if rest.is_empty() { Vec::new() } else { read_row(&mut rest, '\t') };
        let mut columns: Vec<String> = plan.columns.iter().map(|column| column.id.to_string()).collect();
        // Where each cell of a line belongs; the first is the row's key.
        let mut places = Vec::with_capacity(head.len());
        for key in head.into_iter().skip(1) {
            let known = columns.iter().position(|column| *column == key);
            places.push(known.unwrap_or_else(|| {
                columns.push(key.into_owned());
                columns.len() - 1
            }));
        }
        let is_in_order = places.iter().copied().eq(0..columns.len());
        let blank = "\t".repeat(columns.len().saturating_sub(1)).into();
        let mut read = Self { columns, rows: Vec::new(), fixed: plan.rows.len(), known: plan.columns.len(), blank };
        read.rows = plan.rows.iter().map(|row| read.blank(row.id.as_str())).collect();
        let (mut next, mut at) = (0, text.len() - rest.len());
        while at < text.len() {
            let plain = is_in_order.then(|| plain_line(&text, at, read.columns.len())).flatten();
            if let Some((id, line)) = plain {
                at = line.end + 1;
                next = read.place(id, next) + 1;
                let row = &mut read.rows[next - 1];
                (row.text, row.line) = (Arc::clone(&text), line);
                continue;
            }
            let mut rest = &text[at..];
            let mut given = read_row(&mut rest, '\t').into_iter();
            at = text.len() - rest.len();
            let id = given.next().unwrap_or_default();
            next = read.place(&id, next) + 1;
            let row = &mut read.rows[next - 1];
            let mut cells: Vec<Cow<'_, str>> = row.cells().map(|cell| cell.into_owned().into()).collect();
            for (cell, &column) in given.zip(&places) {
                cells[column] = cell;
            }
            *row = RawRow::of(&id, &cells);
        }
        read
    }

    /// The place of a row by its key: of one that the plan does not name a new one at the end. `guess`: where it is if the
    /// rows stand as in the plan.
    fn place(&mut self, id: &str, guess: usize) -> usize {
        let fixed = &self.rows[..self.fixed];
        let is_it = |row: &RawRow| !id.is_empty() && row.id == id;
        let named = if fixed.get(guess).is_some_and(is_it) { Some(guess) } else { fixed.iter().position(is_it) };
        named.unwrap_or_else(|| {
            self.rows.push(self.blank(id));
            self.rows.len() - 1
        })
    }

    /// A row in which nothing stands.
    fn blank(&self, id: &str) -> RawRow {
        RawRow::new(id, Arc::clone(&self.blank))
    }

    /// What a draft keeps: nothing where nothing was typed. Blank rows at the end are left out.
    pub fn write(&self) -> String {
        let used = self.used();
        if used == 0 {
            return String::new();
        }
        let head = std::iter::once("").chain(self.columns.iter().map(String::as_str)).collect::<Vec<_>>();
        let mut text = String::new();
        write_row(&mut text, &head);
        for row in &self.rows[..used] {
            text.push('\n');
            write_row(&mut text, &[&row.id]);
            text.push('\t');
            text.push_str(row.line());
        }
        text.push('\n');
        text
    }

    /// What stands in a cell.
    pub fn get(&self, row: usize, column: usize) -> Cow<'_, str> {
        self.rows.get(row).and_then(|row| row.cells().nth(column)).unwrap_or_default()
    }

    /// Writes into a cell; rows that are missing before it are added.
    pub fn set(&mut self, row: usize, column: usize, text: &str) {
        self.put([(row, column, text)]);
    }

    /// Writes into cells; rows that are missing before them are added. Gives what was changed by that.
    pub fn put<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = (usize, usize, C)>) -> Vec<Written> {
        let (mut written, mut open) = (Vec::new(), None::<(usize, Vec<String>)>);
        for (row, column, text) in cells {
            if column >= self.columns.len() {
                continue;
            }
            while self.rows.len() <= row {
                self.rows.push(self.blank(""));
            }
            // A row is written once for all that comes into it.
            if open.as_ref().is_none_or(|(at, _)| *at != row) {
                self.close(open.take());
                open = Some((row, self.rows[row].cells().map(Cow::into_owned).collect()));
            }
            let Some((_, line)) = &mut open else { continue };
            let now = text.as_ref();
            // A row from elsewhere may have fewer cells.
            if let Some(cell) = line.get_mut(column).filter(|cell| *cell != now) {
                let before = std::mem::replace(cell, now.to_owned());
                written.push(Written { row, column, before, now: now.to_owned() });
            }
        }
        self.close(open);
        written
    }

    /// How many rows there are up to the last in which something stands.
    pub fn used(&self) -> usize {
        self.rows.iter().rposition(|row| !row.is_blank()).map_or(0, |last| last + 1)
    }

    fn close(&mut self, row: Option<(usize, Vec<String>)>) {
        if let Some((row, cells)) = row {
            self.rows[row] = RawRow::of(&self.rows[row].id, &cells);
        }
    }

    /// Puts a blank row in.
    pub fn insert(&mut self, row: usize) {
        let blank = self.blank("");
        self.rows.insert(row.min(self.rows.len()), blank);
    }

    /// Takes rows out.
    pub fn take_out(&mut self, rows: Range<usize>) -> TableStep {
        let removed = (rows.start, self.rows.drain(rows).collect());
        TableStep { removed, left: self.used(), ..TableStep::default() }
    }

    /// Takes a step back: its rows come and go, and its cells say again what they said before, those that still say what
    /// the step wrote there. Whatever else has changed since stays. Gives what was taken back of it.
    pub fn take_back(&mut self, step: TableStep, is_same: impl Fn(&str, &str) -> bool) -> TableStep {
        let (place, mut rows) = step.removed;
        if self.used() != step.left {
            rows.clear();
        }
        while !rows.is_empty() && self.rows.len() < place {
            self.rows.push(self.blank(""));
        }
        let place = place.min(self.rows.len());
        self.rows.splice(place..place, rows.iter().cloned());
        let is_still = |cell: &Written| is_same(&self.get(cell.row, cell.column), &cell.now);
        let written: Vec<Written> = step.written.into_iter().filter(is_still).collect();
        self.put(written.iter().map(|cell| (cell.row, cell.column, &cell.before)));
        let inserted = step.inserted.filter(|row| self.rows.get(*row).is_some_and(RawRow::is_blank));
        if let Some(row) = inserted {
            self.rows.remove(row);
        }
        TableStep { written, inserted, removed: (place, rows), left: step.left }
    }

    /// Does again what was taken back, where nothing has come in its place since. Gives what was changed by that.
    pub fn do_again(&mut self, step: TableStep, is_same: impl Fn(&str, &str) -> bool) -> TableStep {
        if let Some(row) = step.inserted {
            self.insert(row);
        }
        let is_still = |cell: &Written| is_same(&self.get(cell.row, cell.column), &cell.before);
        let cells: Vec<Written> = step.written.into_iter().filter(is_still).collect();
        let written = self.put(cells.into_iter().map(|cell| (cell.row, cell.column, cell.now)));
        let (place, rows) = step.removed;
        let out = place..place + rows.len();
        let is_there = self.rows.get(out.clone()).is_some_and(|there| there == rows);
        let removed = self.take_out(if is_there { out } else { 0..0 });
        TableStep { written, inserted: step.inserted, ..removed }
    }

    /// The rows that a report has, each with its place here: those that the plan names, or else those in which something
    /// stands under one of its columns.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &RawRow)> {
        let is_there = |row: &RawRow| row.cells().take(self.known).any(|cell| !cell.trim().is_empty());
        let counts = move |(place, row): &(usize, &RawRow)| {
            if self.fixed > 0 { *place < self.fixed } else { is_there(row) }
        };
        self.rows.iter().enumerate().filter(counts)
    }
}

/// The line that begins at a place of a text: the key of its row, and where its cells stand. None where these are not as
/// many as there are columns, or some are not as they are written here.
fn plain_line(text: &str, from: usize, columns: usize) -> Option<(&str, Range<usize>)> {
    let (mut tabs, mut end) = (0, text.len());
    for (place, byte) in text.bytes().enumerate().skip(from) {
        match byte {
            b'\t' => tabs += 1,
            b'\n' => {
                end = place;
                break;
            }
            b'\r' | b'"' => return None,
            _ => {}
        }
    }
    let (id, line) = text[from..end].split_once('\t').filter(|_| tabs == columns)?;
    Some((id, end - line.len()..end))
}

/// Tells of places in a report whether the cells they are about say the same in two drafts of a table.
pub fn same_cells<'p>(plan: &'p Table, typed: [&str; 2], table: &'p Pointer) -> impl Fn(&Pointer) -> bool + 'p {
    let [before, now] = typed.map(|typed| RawTable::read(plan, typed));
    let cell = |raw: &RawTable, row, column| {
        raw.filled().nth(row).map(|(_, row)| row.cells().nth(column).unwrap_or_default().into_owned())
    };
    move |at| {
        let Some((row, column)) = cell_at(table, at) else { return false };
        plan.column(&column).is_some_and(|column| cell(&before, row, column) == cell(&now, row, column))
    }
}
