//! What a sheet shows and changes: a table of a question, or all tasks beside each other.

use crate::finding::{Code, Finding};
use crate::locale::{Lang, finding};
use crate::plan::Decimal;
use crate::report::{FieldKind, TableStep, write_number, write_unambiguous};
use crate::state::{Paste, Writing};
use yew::{Callback, Html};

/// A sheet of cells.
pub trait Model {
    /// What stands above the columns.
    fn heads(&self) -> &[Head];
    /// How many rows are shown.
    fn rows(&self) -> usize;
    /// What stands before a row: its number and its title.
    fn row_head(&self, row: usize) -> (String, String);
    /// What stands in a cell, as one reads it.
    fn text(&self, row: usize, column: usize) -> String;
    /// What goes out of a cell when it is copied.
    fn copied(&self, row: usize, column: usize) -> String;
    /// How a cell is written.
    fn entry(&self, row: usize, column: usize) -> Entry;
    /// What is wrong with a cell.
    fn wrong(&self, row: usize, column: usize) -> Option<Wrong>;
    /// What helps to fill in a cell, and an example.
    fn help(&self, _row: usize, column: usize) -> [Option<String>; 2] {
        self.heads().get(column).map(|head| [head.help.clone(), head.example.clone()]).unwrap_or_default()
    }
    /// What stands below the columns; none: nothing does.
    fn totals(&self) -> Option<Vec<String>>;
    /// Writes cells, and takes out the rows from a place on if one is given. Gives what was changed by that.
    fn write(&self, cells: &[(usize, usize, String)], end: Option<usize>) -> TableStep;
    /// Takes a step back. Gives what was taken back of it.
    fn take_back(&self, step: TableStep) -> TableStep;
    /// Does again what was taken back. Gives what was changed by that.
    fn do_again(&self, step: TableStep) -> TableStep;
    /// What pasting a block at a cell would do.
    fn paste(&self, block: &[Vec<String>], at: (usize, usize), writing: Option<Writing>) -> Paste;
    /// Inserts a blank row before the first of these, or takes these out. None: rows are as they are.
    fn rows_change(&self, _insert: bool, _rows: (usize, usize)) -> Option<TableStep> {
        None
    }
    /// Whether rows may be inserted and taken out.
    fn has_own_rows(&self) -> bool {
        false
    }
    /// What is done with the sheet as a whole, with the beginning of the ids of its controls; `offer` shows what pasting a
    /// block would do, or why there is none.
    fn tools(&self, _id: &str, _offer: Callback<Result<Vec<Vec<String>>, String>>) -> Html {
        Html::default()
    }
    /// Whether a cell was taken over from the last report and not confirmed for this one.
    fn is_carried(&self, _row: usize, _column: usize) -> bool {
        false
    }
    /// Whether there may be such cells.
    fn has_carried(&self) -> bool {
        false
    }
    /// Whether there may be cells that are written elsewhere.
    fn has_elsewhere(&self) -> bool {
        false
    }
    /// Confirms cells that were.
    fn confirm(&self, _cells: &[(usize, usize)]) {}
    /// Goes to where a cell is written that is not written here.
    fn open(&self, _row: usize) {}
    /// Tells that the sheet was left: what is wrong with it may be said now.
    fn leave(&self);
    /// Language of the interface.
    fn lang(&self) -> Lang;
}

/// What stands above a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Its title.
    pub title: String,
    /// The same where it stands alone: of several that are called the same with the heading over it.
    pub name: String,
    /// The heading over it and its neighbours with the same one.
    pub group: Option<String>,
    /// What its numbers count.
    pub unit: Option<String>,
    /// Help.
    pub help: Option<String>,
    /// A cell as it may be.
    pub example: Option<String>,
    /// Whether its cells are numbers.
    pub is_number: bool,
    /// Whether a cell is required.
    pub is_required: bool,
}

/// How a cell is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// It follows from others.
    Locked,
    /// It is written elsewhere.
    Elsewhere,
    /// As a text: of several lines, or with the keyboard of a phone for this.
    Text {
        /// Whether it may have several lines.
        is_multiline: bool,
        /// Which keyboard a phone shows.
        keyboard: Option<&'static str>,
    },
    /// By a choice: what a draft has, and the words for it.
    Choice(Vec<(String, String)>),
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// In words.
    pub says: String,
    /// Whether it keeps the report from being sent.
    pub is_error: bool,
    /// The ways to read it, where there are several: as one reads the number, and what is written for it.
    pub readings: Vec<(String, String)>,
    /// Whether only something is missing: nobody is told of that while still in the row.
    pub is_missing: bool,
}

impl Wrong {
    /// What a finding says of a cell.
    pub fn of(lang: Lang, found: &Finding) -> Self {
        let readings = match &found.code {
            Code::AmbiguousNumber { readings } => &readings[..],
            _ => &[],
        };
        let numbers = readings.iter().filter_map(|reading| Decimal::parse(&reading.value));
        Self {
            readings: numbers.map(|number| (write_number(number), write_unambiguous(number))).collect(),
            says: finding(lang, found),
            is_error: found.is_error(),
            is_missing: found.code == Code::Required,
        }
    }
}

impl Entry {
    /// How an answer of a kind is written, where that fits into a cell. Choices between built-in words have words of their
    /// own.
    pub fn of(kind: &FieldKind) -> Self {
        match kind {
            FieldKind::Choice(options) => {
                Self::Choice(options.iter().map(|one| (one.id.to_string(), one.label.clone())).collect())
            }
            FieldKind::Rank(ranks) => Self::Choice(ranks.iter().map(|rank| (rank.clone(), rank.clone())).collect()),
            FieldKind::Text(..) => Self::Text { is_multiline: true, keyboard: None },
            FieldKind::Number(number) => {
                let keyboard = if number.places == 0 { "numeric" } else { "decimal" };
                Self::Text { is_multiline: false, keyboard: Some(keyboard) }
            }
            FieldKind::Line(..)
            | FieldKind::Date
            | FieldKind::Moment
            | FieldKind::Url
            | FieldKind::Email
            | FieldKind::Phone => Self::Text { is_multiline: false, keyboard: None },
            FieldKind::Status
            | FieldKind::YesNo
            | FieldKind::Choices(_)
            | FieldKind::Evidence(_)
            | FieldKind::Table(_) => Self::Elsewhere,
        }
    }
}
