//! Tables as they are answered: what is read from the cells, and what follows from them.

use super::answer::read_text;
use super::depends::computes_from;
use super::fields::column_fields;
use super::form::{Field, FieldKind};
use super::raw_table::RawTable;
use super::results::as_object;
use super::text::Text;
use crate::finding::{Code, Finding, Pointer};
use crate::json::object;
use crate::plan::{Choice, Decimal, FieldId, Table};
use litemap::LiteMap;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

object!(TableAnswer: rows, total);
object!(AnswerRow: row, cells);

/// Cells by their columns, in canonical form: numbers as decimal texts, days as `YYYY-MM-DD`, choices by their keys.
pub type Cells = LiteMap<FieldId, String>;

/// A table in canonical form, with what follows from its cells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TableAnswer {
    /// All rows that the plan names, else those that were filled in.
    pub rows: Vec<AnswerRow>,
    /// The sums of the columns for which the plan asks them.
    #[serde(default, serialize_with = "as_object")]
    #[cfg_attr(feature = "schema", schemars(with = "CellMap"))]
    pub total: Cells,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnswerRow {
    /// Which one, where the plan names its rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<FieldId>,
    /// Its cells; blank ones are absent.
    #[serde(default, serialize_with = "as_object")]
    #[cfg_attr(feature = "schema", schemars(with = "CellMap"))]
    pub cells: Cells,
}

impl TableAnswer {
    /// Whether it has no cells.
    pub fn is_blank(&self) -> bool {
        self.rows.iter().all(|row| row.cells.is_empty())
    }
}

/// A table as an answer: without its type, because what drops answers would have to know that otherwise, and the first view
/// drops them.
#[derive(Clone)]
pub struct TableValue(Arc<dyn Kept>);

/// What is known of a table where answers are compared and shown.
trait Kept: Send + Sync {
    fn table(&self) -> &TableAnswer;
    fn is(&self, other: &TableAnswer) -> bool;
}

impl Kept for TableAnswer {
    fn table(&self) -> &TableAnswer {
        self
    }

    fn is(&self, other: &TableAnswer) -> bool {
        self == other
    }
}

impl std::ops::Deref for TableValue {
    type Target = TableAnswer;
    fn deref(&self) -> &TableAnswer {
        self.0.table()
    }
}

impl From<TableAnswer> for TableValue {
    fn from(answer: TableAnswer) -> Self {
        Self(Arc::new(answer))
    }
}

impl PartialEq for TableValue {
    fn eq(&self, other: &Self) -> bool {
        self.0.is(other)
    }
}

impl Eq for TableValue {}

impl std::fmt::Debug for TableValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(f)
    }
}

/// How the schema generators see [`Cells`].
#[cfg(feature = "schema")]
type CellMap = std::collections::BTreeMap<FieldId, String>;

/// The place of a cell in a report, below that of the table.
pub fn cell_pointer(table: &Pointer, row: usize, column: &FieldId) -> Pointer {
    table.key("rows").index(row).key("cells").key(column.as_str())
}

/// The cell that a place in a report is: its row there, and its column.
pub fn cell_at(table: &Pointer, at: &Pointer) -> Option<(usize, String)> {
    let rows = table.key("rows");
    let mut segments = at.segments().skip(rows.holds(at).then(|| rows.segments().count())?);
    let row = segments.next()?.parse().ok()?;
    segments.next()?;
    Some((row, segments.next()?))
}

/// Of so many cells that cannot be read it is told; who has mended these is told of the rest.
const MOST_UNREADABLE: usize = 200;

/// Reads a table as typed. A cell that cannot be read is absent and has a finding.
pub(super) fn settle_table(plan: &Table, typed: &str, at: &Pointer, text: &dyn Text) -> (TableAnswer, Vec<Finding>) {
    let (fields, raw) = (column_fields(plan), RawTable::read(plan, typed));
    let (mut answer, mut findings) = (TableAnswer::default(), Vec::new());
    for (place, row) in raw.filled() {
        let mut cells = Cells::new();
        for (column, field) in fields.iter().enumerate() {
            let typed = row.cells[column].trim();
            if typed.is_empty() || plan.is_computed(place, column) {
                continue;
            }
            match read_cell(field, typed, text) {
                Ok(read) => drop(cells.insert(field.id.clone(), read)),
                Err(_) if findings.len() >= MOST_UNREADABLE => {}
                Err(code) => findings.push(Finding::error(cell_pointer(at, answer.rows.len(), &field.id), code)),
            }
        }
        answer.rows.push(AnswerRow { row: plan.rows.get(place).map(|row| row.id.clone()), cells });
    }
    work_out(plan, &mut answer);
    (answer, findings)
}

/// What a cell says, in canonical form.
///
/// # Errors
/// Why it cannot be read.
pub fn read_cell(field: &Field, typed: &str, text: &dyn Text) -> Result<String, Code> {
    if let FieldKind::Choice(options) = &field.kind {
        let chosen = chosen(options, typed).map(|option| option.id.to_string());
        return chosen.ok_or_else(|| Code::NotAnOption { found: typed.to_owned() });
    }
    match read_text(field, typed, text)? {
        super::Value::Text(read) => Ok(read),
        // No column takes another kind of answer.
        _ => Ok(typed.to_owned()),
    }
}

/// The option that is meant: by its key, or by its words, in capitals or not.
pub fn chosen<'o>(options: &'o [Choice], typed: &str) -> Option<&'o Choice> {
    let typed = typed.trim();
    let said = typed.to_lowercase();
    let is_said = |option: &&Choice| option.label.trim().to_lowercase() == said;
    options.iter().find(|option| option.id.as_str() == typed).or_else(|| options.iter().find(is_said))
}

/// Works out what follows from the cells: computed columns, rows that are sums, totals. What stood there is replaced.
///
/// It ends whatever the plan says: what waits for itself is refused before, and stays blank here.
pub fn work_out(plan: &Table, answer: &mut TableAnswer) {
    let row_of = |row: usize| plan.rows.get(row).filter(|row| !row.sum.is_empty());
    for (place, row) in answer.rows.iter_mut().enumerate() {
        for (nth, column) in plan.columns.iter().enumerate() {
            if plan.is_computed(place, nth) {
                row.cells.remove(&column.id);
            }
        }
        if row_of(place).is_none() {
            compute(plan, &mut row.cells);
        }
    }
    let sums: Vec<usize> = (0..answer.rows.len()).filter(|&row| row_of(row).is_some()).collect();
    let is_term = |answer: &TableAnswer, sum: usize, row: usize| match (row_of(sum), &answer.rows[row].row) {
        (Some(sum), Some(row)) => sum.sum.contains(row),
        _ => false,
    };
    // A sum may be one of sums: each round settles those whose terms are settled.
    for _ in &sums {
        let before = answer.clone();
        for &sum in &sums {
            let mut cells = Cells::new();
            let terms = || (0..before.rows.len()).filter(|&row| is_term(&before, sum, row));
            add_up(plan, &mut cells, || terms().map(|row| &before.rows[row].cells));
            let own = answer.rows[sum]
                .cells
                .iter()
                .filter(|(id, _)| plan.column(id.as_str()).is_some_and(|nth| !plan.is_computed(sum, nth)));
            cells.extend(own.map(|(id, cell)| (id.clone(), cell.clone())).collect::<Vec<_>>());
            answer.rows[sum].cells = cells;
        }
        if *answer == before {
            break;
        }
    }
    let mut total = Cells::new();
    if plan.columns.iter().any(|column| column.total) {
        let rows = || answer.rows.iter().enumerate().filter(|(place, _)| row_of(*place).is_none());
        add_up(plan, &mut total, || rows().map(|(_, row)| &row.cells));
    }
    answer.total = Cells::new();
    for column in plan.columns.iter().filter(|column| column.total) {
        answer.total.extend(total.get(&column.id).map(|cell| (column.id.clone(), cell.clone())));
    }
}

/// The sums of all columns of numbers, and what follows from them: of a share the sum of the parts in that of the wholes.
fn add_up<'a, I: Iterator<Item = &'a Cells>>(plan: &Table, into: &mut Cells, rows: impl Fn() -> I) {
    for column in plan.columns.iter().filter(|column| column.kind.is_number() && column.computed.is_none()) {
        let mut numbers = rows().filter_map(|cells| Decimal::parse(cells.get(&column.id)?));
        let sum = numbers.next().and_then(|first| numbers.try_fold(first, Decimal::plus));
        into.extend(sum.map(|sum| (column.id.clone(), sum.to_string())));
    }
    compute(plan, into);
}

/// What follows from the cells of a row, which may follow from others in turn.
fn compute(plan: &Table, cells: &mut Cells) {
    let computed = || plan.columns.iter().filter_map(|column| Some((&column.id, column.computed.as_ref()?)));
    for _ in computed() {
        let mut is_settled = true;
        for (id, of) in computed() {
            let number = |field: &FieldId| Decimal::parse(cells.get(field)?);
            let result = computes_from(of, number).map(|result| result.to_string());
            if cells.get(id) != result.as_ref() {
                is_settled = false;
                match result {
                    Some(result) => drop(cells.insert(id.clone(), result)),
                    None => drop(cells.remove(id)),
                }
            }
        }
        if is_settled {
            break;
        }
    }
}
