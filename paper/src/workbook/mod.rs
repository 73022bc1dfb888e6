//! Tables as Excel workbooks (`.xlsx`, ECMA-376): written so that they can be filled in there, and read back.
//!
//! What is written is SpreadsheetML by hand, as DOCX is: one sheet of fixed looks. `rust_xlsxwriter` (0.93, 15 crates) asks
//! the clock as soon as a workbook is made, so it would need JavaScript, which this module has none of, and formulas and
//! rules would still be ours to write. What is read comes from anybody: it is unpacked within bounds, and `quick-xml`, which
//! needs `memchr` alone, takes it apart piece by piece. `calamine` (0.35, 25 crates) knows neither bounds nor which numbers
//! are percentages, and takes 206 KB (brotli, measured); all that puts reports on paper and reads and writes workbooks here
//! takes 175.
//!
//! A workbook of ours has the keys of columns and rows in its first row and column, which are hidden: so it can be read
//! back whatever was done to its headings.

mod cells;
mod double;
mod formula;
mod given;
mod number_format;
mod read;
mod sheet;
mod unzip;
mod validation;
mod write;
mod xml;

pub use read::read;
pub use write::write;

use baocao::json::object;
use baocao::plan::Table;
use std::fmt;

object!(Workbook: title, table, typed);

/// A workbook that is wanted.
#[derive(Clone, Debug)]
pub struct Workbook {
    /// What it is called.
    pub title: String,
    /// What the plan asks for.
    pub table: Table,
    /// What was typed so far, as a draft keeps it ([`baocao::report::RawTable`]); nothing: a sheet to be filled in.
    pub typed: String,
}

/// What stands in the first cell of a workbook of ours, and of what is read from it.
pub const OURS: &str = "baocao-table/1";
/// What stands before rows that are none of the table's: title, headings, sums.
const NO_ROW: &str = "-";

/// Why a file cannot be read as a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is something else.
    NotAWorkbook,
    /// It is one of Excel 97 to 2003.
    Old,
    /// It is encrypted.
    Encrypted,
    /// It is one in Excel's binary format.
    Binary,
    /// It does not hold what it says.
    Damaged,
    /// There is more in it than is read.
    TooLarge,
    /// There are more rows than are read.
    TooManyRows,
    /// There are more columns than are read.
    TooManyColumns,
    /// All its sheets are hidden.
    NoSheet,
}

impl Refusal {
    /// The stable key, by which the page says it in its language.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotAWorkbook => "not-a-workbook",
            Self::Old | Self::Binary => "other-format",
            Self::Encrypted => "encrypted",
            Self::Damaged => "damaged",
            Self::TooLarge | Self::TooManyRows | Self::TooManyColumns => "too-large",
            Self::NoSheet => "no-sheet",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAWorkbook => "not an Excel workbook (.xlsx)",
            Self::Old => "a workbook of Excel 97 to 2003 (.xls): save it as .xlsx",
            Self::Encrypted => "the workbook is protected by a password",
            Self::Binary => "a workbook in Excel's binary format (.xlsb): save it as .xlsx",
            Self::Damaged => "the workbook is damaged",
            Self::TooLarge => "there is too much in the workbook",
            Self::TooManyRows => "the sheet has more than 5,000 rows",
            Self::TooManyColumns => "the sheet has more than 200 columns",
            Self::NoSheet => "the workbook has no sheet that can be seen",
        })
    }
}
