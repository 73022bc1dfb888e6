//! What stands where in the sheet: the keys, hidden; the title; headings of one or two levels; the rows; their sums.

use super::formula::{self, Of, UNKNOWN, cell};
use super::given::{content, given, is_whole};
use super::{NO_ROW, OURS, Workbook, double};
use crate::columns::{self, NUMBER, ROW_TITLE, TOTAL, heading, lines, spans};
use baocao::plan::{Column, Date, Decimal, FieldId, Table};
use baocao::report::{AnswerRow, Cells, RawTable, TableAnswer, is_known, read_number, work_out};
use std::collections::BTreeSet;

/// How many rows a sheet has that is to be filled in, where the plan does not say how many there are.
const BLANK_ROWS: usize = 20;

/// The highest that a row can be, in points.
const HIGHEST: usize = 409;

/// The look of a cell: its place among those of `styles.xml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Plain,
    Key,
    Title,
    Head,
    Label,
    StrongLabel,
    Nth,
    StrongNth,
    Text,
    Whole,
    General,
    Day,
    GreyWhole,
    GreyGeneral,
    StrongWhole,
    StrongGeneral,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    Blank,
    Text(String),
    Number(Decimal),
    Day(Date),
    /// A formula and what it comes to.
    Formula(String, Option<Decimal>),
    /// A formula that comes to nothing that is known.
    Unknown(String),
}

/// A cell.
pub type Cell = (Look, Content);

/// A row.
pub struct Row {
    pub cells: Vec<Cell>,
    /// In points; none: one line.
    pub height: Option<usize>,
}

/// The sheet; rows and columns are counted from 0.
pub struct Sheet {
    /// The first is hidden, and so is the first row.
    pub rows: Vec<Row>,
    /// How wide columns are, in characters.
    pub widths: Vec<usize>,
    /// First and last cell of those that are one.
    pub merged: Vec<[(usize, usize); 2]>,
    /// The first and the last row of headings.
    pub heads: (usize, usize),
    /// The first and the last row to fill in.
    pub data: (usize, usize),
    /// The first column that the plan asks for.
    pub first: usize,
}

/// How cells are made: what the plan asks, what was typed, and what follows from it.
struct Maker<'w> {
    table: &'w Table,
    raw: RawTable,
    answer: TableAnswer,
    /// Cells that are to be numbers and are none.
    unread: BTreeSet<(usize, usize)>,
    /// Whether formulas come to what the form works out: not where a number has more digits than Excel keeps.
    is_exact: bool,
    /// The first column that the plan asks for, and the first row to fill in.
    first: usize,
    top: usize,
}

impl Sheet {
    /// The sheet of a table.
    pub fn new(workbook: &Workbook) -> Self {
        let table = &workbook.table;
        let groups = || table.columns.iter().map(|column| column.group.as_deref());
        let levels = if spans(groups()).is_empty() { 1 } else { 2 };
        let first = 1 + columns::leads(table);
        let top = 2 + levels;
        let raw = RawTable::read(table, &workbook.typed);
        let last = raw.rows.iter().rposition(|row| !row.is_blank()).map_or(0, |last| last + 1);
        let blank = BLANK_ROWS.max(table.min_rows.unwrap_or(0) as usize).min(table.most_rows());
        let count = match table.is_fixed() {
            true => table.rows.len(),
            false if last == 0 => blank,
            false => last,
        };
        let maker = Maker::new(table, raw, count, (first, top));
        let mut sheet = Self {
            rows: Vec::with_capacity(top + count + 1),
            widths: widths(table),
            merged: Vec::new(),
            heads: (2, top - 1),
            data: (top, top + count.max(1) - 1),
            first,
        };
        sheet.rows.push(keys(table, first));
        sheet.title(&workbook.title);
        sheet.headings(table);
        sheet.rows.extend((0..count).map(|nth| maker.row(nth)));
        if columns::has_total(table) {
            let row = sheet.rows.len();
            let before = columns::before_total(table);
            sheet.merge((row, 1), (row, before.max(1)));
            sheet.rows.push(maker.total(count));
        }
        for row in &sheet.rows[top..] {
            for (width, (_, content)) in sheet.widths.iter_mut().zip(&row.cells).skip(first) {
                if let Content::Text(text) = content {
                    let longest = text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
                    *width = (*width).max(longest.min(40));
                }
            }
        }
        for row in &mut sheet.rows[top..top + count] {
            let cells = row.cells.iter().zip(&sheet.widths).skip(1);
            let tall = cells.map(|((_, content), width)| match content {
                Content::Text(text) => lines(text, *width),
                _ => 1,
            });
            row.height = tall.max().filter(|tall| *tall > 1).map(|tall| (16 * tall).min(HIGHEST));
        }
        sheet
    }

    /// How many columns there are, the hidden one among them.
    fn count(&self) -> usize {
        self.widths.len()
    }

    fn merge(&mut self, first: (usize, usize), last: (usize, usize)) {
        if first != last {
            self.merged.push([first, last]);
        }
    }

    fn title(&mut self, title: &str) {
        let count = self.count();
        let mut cells = vec![(Look::Title, Content::Blank); count];
        cells[0] = (Look::Key, Content::Text(NO_ROW.to_owned()));
        cells[1].1 = Content::Text(title.to_owned());
        let all: usize = self.widths[1..].iter().sum();
        self.merge((1, 1), (1, count - 1));
        // Its letters are larger than those that widths are counted in.
        self.rows.push(Row { cells, height: Some(22 * lines(title, all * 3 / 4)) });
    }

    fn headings(&mut self, table: &Table) {
        let (top, last) = self.heads;
        let count = self.count();
        let blank = || {
            let mut cells = vec![(Look::Head, Content::Blank); count];
            cells[0] = (Look::Key, Content::Text(NO_ROW.to_owned()));
            cells
        };
        let mut levels = vec![blank(); last + 1 - top];
        let mut tall = vec![1; levels.len()];
        let groups = spans(table.columns.iter().map(|column| column.group.as_deref()));
        let mut put = |level: usize, column: usize, text: &str, width: usize| {
            levels[level][column].1 = Content::Text(text.to_owned());
            tall[level] = tall[level].max(lines(text, in_bold(width)));
        };
        let is_grouped = |place: usize| groups.iter().any(|(first, count, _)| (*first..first + count).contains(&place));
        for (first, count, title) in &groups {
            let (from, to) = (self.first + first, self.first + first + count - 1);
            put(0, from, title, self.widths[from..=to].iter().sum());
            self.merged.extend((from != to).then_some([(top, from), (top, to)]));
        }
        let mut whole = Vec::new();
        for (place, column) in table.columns.iter().enumerate() {
            let (at, text) = (self.first + place, heading(column));
            if is_grouped(place) {
                put(last - top, at, &text, self.widths[at]);
            } else {
                whole.push((at, text));
            }
        }
        let leads = leads(table).into_iter().enumerate().map(|(place, text)| (1 + place, text.to_owned()));
        for (at, text) in leads.chain(whole) {
            levels[0][at].1 = Content::Text(text.clone());
            let needed = lines(&text, in_bold(self.widths[at]));
            let (all, lowest) = (tall.iter().sum::<usize>(), tall.len() - 1);
            tall[lowest] += needed.saturating_sub(all);
            self.merged.extend((top != last).then_some([(top, at), (last, at)]));
        }
        let rows = levels.into_iter().zip(tall);
        self.rows.extend(rows.map(|(cells, tall)| Row { cells, height: Some(6 + 16 * tall) }));
    }
}

/// The columns before those of the plan.
fn leads(table: &Table) -> Vec<&'static str> {
    let number = columns::has_numbers(table).then_some(NUMBER);
    number.into_iter().chain(table.is_fixed().then_some(ROW_TITLE)).collect()
}

fn widths(table: &Table) -> Vec<usize> {
    let leads = leads(table).into_iter().map(|lead| if lead == NUMBER { 6 } else { columns::title_width(table) });
    // Room for the arrow of a list and for the margins of cells.
    std::iter::once(8).chain(leads).chain(table.columns.iter().map(|column| columns::width(column) + 2)).collect()
}

/// Letters in bold take more room.
fn in_bold(width: usize) -> usize {
    width * 4 / 5
}

/// The row of the columns' keys: those that are worked out have none, because nothing is read from them.
fn keys(table: &Table, first: usize) -> Row {
    let mut cells = vec![(Look::Key, Content::Text(OURS.to_owned()))];
    cells.resize(first, (Look::Key, Content::Blank));
    cells.extend(table.columns.iter().map(|column| match column.computed {
        Some(_) => (Look::Key, Content::Blank),
        None => (Look::Key, Content::Text(column.id.to_string())),
    }));
    Row { cells, height: None }
}

impl<'w> Maker<'w> {
    fn new(table: &'w Table, raw: RawTable, count: usize, (first, top): (usize, usize)) -> Self {
        let (mut answer, mut unread) = (TableAnswer::default(), BTreeSet::new());
        for place in 0..count {
            let mut cells = Cells::new();
            for (nth, column) in table.columns.iter().enumerate().filter(|(_, column)| column.kind.is_number()) {
                let typed = raw.get(place, nth);
                let read = read_number(typed.trim());
                if read.is_err() && !typed.trim().is_empty() && !table.is_computed(place, nth) {
                    unread.insert((place, nth));
                }
                cells.extend(read.ok().map(|number| (column.id.clone(), number.to_string())));
            }
            answer.rows.push(AnswerRow { row: table.rows.get(place).map(|row| row.id.clone()), cells }.into());
        }
        work_out(table, &mut answer);
        let cells = answer.rows.iter().map(|row| &row.cells).chain([&answer.total]);
        let is_kept = |text: &String| Decimal::parse(text).is_none_or(double::keeps);
        let is_exact = cells.flat_map(|cells| cells.values()).all(is_kept);
        Self { table, raw, answer, unread, is_exact, first, top }
    }

    fn is_sum(&self, nth: usize) -> bool {
        self.table.rows.get(nth).is_some_and(|row| !row.sum.is_empty())
    }

    /// The cells before those of the plan.
    fn lead(&self, nth: usize) -> Vec<Cell> {
        let named = self.table.rows.get(nth);
        let is_strong = self.is_sum(nth);
        let key = named.map_or(Content::Blank, |row| Content::Text(row.id.to_string()));
        let mut cells = vec![(Look::Key, key)];
        if columns::has_numbers(self.table) {
            let number = match named {
                Some(row) => row.number.clone().map_or(Content::Blank, Content::Text),
                None => Content::Number(Decimal::from(nth as i64 + 1)),
            };
            cells.push((if is_strong { Look::StrongNth } else { Look::Nth }, number));
        }
        if let Some(row) = named {
            cells.push((if is_strong { Look::StrongLabel } else { Look::Label }, Content::Text(row.title.clone())));
        }
        cells
    }

    fn row(&self, nth: usize) -> Row {
        let mut cells = self.lead(nth);
        for (place, column) in self.table.columns.iter().enumerate() {
            cells.push(if self.table.is_computed(nth, place) {
                let number = self.answer.rows.get(nth).and_then(|row| row.cells.get(&column.id));
                let formula = match &column.computed {
                    Some(computed) => formula::computed(computed, |of| self.beside(of, nth)),
                    None => self.sum_of(nth, place),
                };
                let number = is_known(self.table, &self.unread, Some(nth), place).then_some(number);
                self.worked_out(column, number, formula, self.is_sum(nth))
            } else {
                given(column, &self.raw.get(nth, place))
            });
        }
        Row { cells, height: None }
    }

    /// The row of the sums.
    fn total(&self, count: usize) -> Row {
        let mut cells = vec![(Look::Key, Content::Text(NO_ROW.to_owned()))];
        cells.resize(self.first, (Look::StrongLabel, Content::Blank));
        for (place, column) in self.table.columns.iter().enumerate() {
            cells.push(if column.total {
                let number = self.answer.total.get(&column.id);
                let number = is_known(self.table, &self.unread, None, place).then_some(number);
                self.worked_out(column, number, self.total_of(column, count), true)
            } else {
                (Look::StrongLabel, Content::Blank)
            });
        }
        cells[1].1 = Content::Text(TOTAL.to_owned());
        Row { cells, height: None }
    }

    /// A cell that follows from others; `number`: what it comes to, and none where that is not known.
    fn worked_out(
        &self,
        column: &Column,
        number: Option<Option<&String>>,
        formula: Option<String>,
        is_strong: bool,
    ) -> Cell {
        let is_known = number.is_some();
        let number = number.flatten().and_then(|text| Decimal::parse(text));
        let look = match (is_whole(column, number), is_strong) {
            (true, true) => Look::StrongWhole,
            (true, false) => Look::GreyWhole,
            (false, true) => Look::StrongGeneral,
            (false, false) => Look::GreyGeneral,
        };
        match formula.filter(|_| self.is_exact) {
            Some(formula) if is_known => (look, Content::Formula(formula, number)),
            Some(formula) => (look, Content::Unknown(formula)),
            None if !is_known => (look, Content::Text(UNKNOWN.to_owned())),
            None => (look, number.map_or(Content::Blank, content)),
        }
    }

    /// The cell of another column in a row.
    fn beside(&self, id: &FieldId, nth: usize) -> Option<Of> {
        Some(Of::just(cell(self.first + self.table.column(id.as_str())?, self.top + nth)))
    }

    /// The sum of the rows that a row is one of.
    fn sum_of(&self, nth: usize, place: usize) -> Option<String> {
        let terms = &self.table.rows.get(nth)?.sum;
        let rows = self.table.rows.iter().enumerate().filter(|(_, row)| terms.contains(&row.id));
        formula::sum(&Of::just(formula::cells(self.first + place, rows.map(|(row, _)| self.top + row))?))
    }

    /// What stands below a column: its sum, or what follows from the sums of others.
    fn total_of(&self, column: &Column, count: usize) -> Option<String> {
        let summed = |place: usize| {
            let rows = (0..count).filter(|row| !self.is_sum(*row)).map(|row| self.top + row);
            let counted = formula::cells(self.first + place, rows)?;
            // A row that is a sum is a text where one of those is that it is the sum of.
            let looked_at = formula::cells(self.first + place, (0..count).map(|row| self.top + row))?;
            Some(Of { counted, looked_at })
        };
        let Some(computed) = &column.computed else {
            return formula::sum(&summed(self.table.column(column.id.as_str())?)?);
        };
        formula::computed(computed, |of| {
            let place = self.table.column(of.as_str())?;
            match &self.table.columns[place] {
                of if of.total => Some(Of::just(cell(self.first + place, self.top + count))),
                // What follows from sums is no sum of what follows.
                of if of.computed.is_some() => None,
                _ => summed(place),
            }
        })
    }
}
