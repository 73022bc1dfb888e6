//! Where one is in a sheet of cells, and what is chosen there.

use std::ops::RangeInclusive;

/// The cell that is worked in, and the one from which the choice was drawn: the block between them is chosen.
///
/// ```
/// use baocao::state::{Cursor, Step};
/// let size = (3, 2);
/// let cursor = Cursor::default().go(Step::Next, size, false).unwrap().go(Step::Next, size, false).unwrap();
/// assert_eq!(cursor.at, (1, 0));
/// let block = cursor.go(Step::Down, size, true).unwrap();
/// assert_eq!((block.rows(), block.columns()), (1..=2, 0..=0));
/// assert!(Cursor::at(2, 1).go(Step::Next, size, false).is_none());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// Row and column of the cell that is worked in.
    pub at: (usize, usize),
    /// The other corner of what is chosen.
    pub from: (usize, usize),
}

/// A step from a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many rows up.
    Up(usize),
    /// A row down.
    Down,
    /// So many rows down.
    Page(usize),
    /// A column back.
    Left,
    /// A column on.
    Right,
    /// To the first column.
    Start,
    /// To the last column.
    End,
    /// To the first cell of all.
    First,
    /// To the last cell of all.
    Last,
    /// On in the order of reading.
    Next,
    /// Back in it.
    Previous,
}

/// The column in which a run of Tabs began: Enter goes on there in the next row, as spreadsheets have it.
///
/// ```
/// use baocao::state::{Cursor, TabRun};
/// let (mut run, size) = (TabRun::default(), (3, 4));
/// for column in 1..3 {
///     run.tab(column);
/// }
/// assert_eq!(run.enter(Cursor::at(0, 3), size), Cursor::at(1, 1));
/// assert_eq!(run.enter(Cursor::at(1, 3), size), Cursor::at(2, 3), "the run is over");
/// run.tab(1);
/// assert_eq!(run.enter(Cursor::at(2, 2), size), Cursor::at(2, 2), "there is no row below the last");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TabRun(Option<usize>);

impl TabRun {
    /// A Tab from a column, there or back; whoever goes back beyond the first begins anew.
    pub fn tab(&mut self, from: usize) {
        self.0 = Some(self.0.map_or(from, |began| began.min(from)));
    }

    /// Where Enter goes from a cell. That ends the run.
    pub fn enter(&mut self, cursor: Cursor, (rows, _): (usize, usize)) -> Cursor {
        let (row, column) = cursor.at;
        let began = self.0.take();
        if row + 1 < rows { Cursor::at(row + 1, began.unwrap_or(column)) } else { Cursor::at(row, column) }
    }
}

impl Cursor {
    /// At a cell, with that alone chosen.
    pub fn at(row: usize, column: usize) -> Self {
        Self { at: (row, column), from: (row, column) }
    }

    /// After a step in a sheet of so many rows and columns; none: the step leads out of it. `draws`: the choice goes along.
    #[must_use]
    pub fn go(self, step: Step, (rows, columns): (usize, usize), draws: bool) -> Option<Self> {
        let (row, column) = self.at;
        let (last_row, last_column) = (rows.saturating_sub(1), columns.saturating_sub(1));
        let at = match step {
            Step::Up(by) => (row.saturating_sub(by), column),
            Step::Down => ((row + 1).min(last_row), column),
            Step::Page(by) => ((row + by).min(last_row), column),
            Step::Left => (row, column.saturating_sub(1)),
            Step::Right => (row, (column + 1).min(last_column)),
            Step::Start => (row, 0),
            Step::End => (row, last_column),
            Step::First => (0, 0),
            Step::Last => (last_row, last_column),
            Step::Next if column < last_column => (row, column + 1),
            Step::Next if row < last_row => (row + 1, 0),
            Step::Previous if column > 0 => (row, column - 1),
            Step::Previous if row > 0 => (row - 1, last_column),
            Step::Next | Step::Previous => return None,
        };
        Some(Self { at, from: if draws { self.from } else { at } })
    }

    /// The same, in a sheet that has become smaller.
    #[must_use]
    pub fn within(self, (rows, columns): (usize, usize)) -> Self {
        let fit =
            |(row, column): (usize, usize)| (row.min(rows.saturating_sub(1)), column.min(columns.saturating_sub(1)));
        Self { at: fit(self.at), from: fit(self.from) }
    }

    /// The rows that are chosen.
    pub fn rows(&self) -> RangeInclusive<usize> {
        self.at.0.min(self.from.0)..=self.at.0.max(self.from.0)
    }

    /// The columns that are chosen.
    pub fn columns(&self) -> RangeInclusive<usize> {
        self.at.1.min(self.from.1)..=self.at.1.max(self.from.1)
    }

    /// Whether more than one cell is chosen.
    pub fn is_block(&self) -> bool {
        self.at != self.from
    }

    /// Whether a cell is chosen.
    pub fn has(&self, row: usize, column: usize) -> bool {
        self.rows().contains(&row) && self.columns().contains(&column)
    }
}
