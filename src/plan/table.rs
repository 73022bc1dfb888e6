//! Tables ("biểu số liệu"): one answer of many cells.

use super::{AnswerKind, Choice, Computed, Decimal, FieldId};
use crate::json::{choice, object};
use serde::{Deserialize, Serialize};

object!(Table: columns, rows, min_rows, max_rows);
object!(Column:
    id, title, group, kind, unit, required, min, max, max_length, options, computed, total, help, example
);
object!(Row: id, title, number, sum);
choice!(optional ColumnKind:
    "line" => Line,
    "text" => Text,
    "integer" => Integer,
    "decimal" => Decimal,
    "percent" => Percent,
    "money" => Money,
    "date" => Date,
    "choice" => Choice,
);

/// A table that is filled in: its columns, and rows that the plan names or that the officer adds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Table {
    /// What is asked of each row, from left to right.
    pub columns: Vec<Column>,
    /// The rows; none: the officer adds as many as there are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Row>,
    /// Fewest rows that are filled in, where the officer adds them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_rows: Option<u32>,
    /// Most rows, where the officer adds them; absent: [`Table::MAX_ROWS`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_rows: Option<u32>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Column {
    /// Stable key, by which reports name its cells.
    pub id: FieldId,
    /// What stands above it.
    pub title: String,
    /// The heading over this column and its neighbours with the same one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// What its cells hold; absent: a line.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub kind: ColumnKind,
    /// What its numbers count ("người"), said in its heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Whether each row needs a cell of it; of rows that the officer adds those that have something.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub required: bool,
    /// Least number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Decimal>,
    /// Greatest number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Decimal>,
    /// Most characters of a line or a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// What a `choice` chooses from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// What its numbers follow from in each row, which are then not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub computed: Option<Computed>,
    /// Whether the sum of its numbers stands below it.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub total: bool,
    /// Help for those who fill it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// A cell as it may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ColumnKind {
    /// One line.
    #[default]
    Line,
    /// Several lines.
    Text,
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal,
    /// 0 to 100.
    Percent,
    /// An amount in đồng.
    Money,
    /// A day.
    Date,
    /// One of the options.
    Choice,
}

/// A row that the plan names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Row {
    /// Stable key, by which reports name it.
    pub id: FieldId,
    /// What stands before it.
    pub title: String,
    /// Its printed number ("1.2", "a").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The rows it is the sum of: its numbers are then not asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sum: Vec<FieldId>,
}

impl Table {
    /// Most columns of a table.
    pub const MAX_COLUMNS: usize = 60;
    /// Most rows of a table.
    pub const MAX_ROWS: usize = 2_000;

    /// The place of a column.
    pub fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id.as_str() == id)
    }

    /// Whether the plan names its rows.
    pub fn is_fixed(&self) -> bool {
        !self.rows.is_empty()
    }

    /// Most rows that there may be.
    pub fn most_rows(&self) -> usize {
        if self.is_fixed() { self.rows.len() } else { self.max_rows.map_or(Self::MAX_ROWS, |most| most as usize) }
    }

    /// The rows that a row is the sum of, with those that these are the sum of, and itself.
    pub fn terms(&self, row: usize) -> Vec<usize> {
        let mut terms = vec![row];
        let mut next = 0;
        while let Some(&row) = terms.get(next) {
            let sum = self.rows.get(row).into_iter().flat_map(|row| &row.sum);
            let places = sum.filter_map(|id| self.rows.iter().position(|row| row.id == *id));
            let further: Vec<usize> = places.filter(|place| !terms.contains(place)).collect();
            terms.extend(further);
            next += 1;
        }
        terms
    }

    /// Whether a cell follows from others; where there are fewer rows than that those that the officer adds are meant.
    pub fn is_computed(&self, row: usize, column: usize) -> bool {
        let column = self.columns.get(column);
        let is_sum = self.rows.get(row).is_some_and(|row| !row.sum.is_empty());
        column.is_some_and(|column| column.computed.is_some() || is_sum && column.kind.is_number())
    }
}

impl ColumnKind {
    /// Whether cells hold numbers.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Decimal | Self::Percent | Self::Money)
    }

    /// The kind of a question that takes the same.
    pub fn answer(self) -> AnswerKind {
        match self {
            Self::Line => AnswerKind::Line,
            Self::Text => AnswerKind::Text,
            Self::Integer => AnswerKind::Integer,
            Self::Decimal => AnswerKind::Decimal,
            Self::Percent => AnswerKind::Percent,
            Self::Money => AnswerKind::Money,
            Self::Date => AnswerKind::Date,
            Self::Choice => AnswerKind::Choice,
        }
    }
}
