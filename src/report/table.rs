//! Tables as they are answered: what is read from the cells, and what follows from them.

use super::answer::read_text;
use super::depends::computes_from;
use super::fields::column_fields;
use super::form::{Field, FieldKind};
use super::raw_table::{RawRow, RawTable};
use super::results::as_object;
use super::text::Text;
use crate::finding::{Code, Finding, Pointer};
use crate::json::object;
use crate::plan::{Choice, Column, Decimal, FieldId, Table};
use litemap::LiteMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
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
    pub rows: Vec<Arc<AnswerRow>>,
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

/// A table as it was read before.
pub(super) struct ReadBefore<'a> {
    /// What was typed.
    pub typed: &'a str,
    /// What was made of it.
    pub answer: &'a TableAnswer,
    /// What could not be read of it, besides other things.
    pub unreadable: &'a [Finding],
}

/// Reads a table as typed. A cell that cannot be read is absent and has a finding. Rows that say what they said before are
/// those from before.
pub(super) fn settle_table(
    plan: &Table,
    typed: &str,
    at: &Pointer,
    text: &dyn Text,
    before: Option<ReadBefore<'_>>,
) -> (TableAnswer, Vec<Finding>) {
    let (fields, raw) = (column_fields(plan), RawTable::read(plan, typed));
    let (mut answer, mut findings) = (TableAnswer::default(), Vec::new());
    let rows: Vec<(usize, &RawRow)> = raw.filled().collect();
    let same = before.and_then(|before| {
        let unreadable = by_rows(at, before.unreadable, MOST_UNREADABLE)?;
        let old = RawTable::read(plan, before.typed);
        let lines: Vec<&RawRow> = old.filled().map(|(_, row)| row).collect();
        let same = SameRows::of(&lines, &rows, |old, (_, new)| *old == *new);
        (lines.len() == before.answer.rows.len()).then_some((same, before.answer, unreadable))
    });
    for (place, row) in &rows {
        let nth = answer.rows.len();
        let known = same.as_ref().and_then(|(same, answer, unreadable)| {
            let old = same.before(nth)?;
            Some((&answer.rows[old], unreadable.get(&old)))
        });
        if let Some((row, unreadable)) = known {
            answer.rows.push(Arc::clone(row));
            findings.extend(unreadable.into_iter().flatten().map(|finding| in_row(at, finding, nth)));
            continue;
        }
        let mut cells = Cells::new();
        for ((column, field), typed) in fields.iter().enumerate().zip(row.cells()) {
            let typed = typed.trim();
            if typed.is_empty() || plan.is_computed(*place, column) {
                continue;
            }
            match read_cell(field, typed, text) {
                Ok(read) => drop(cells.insert(field.id.clone(), read)),
                Err(_) if findings.len() >= MOST_UNREADABLE => {}
                Err(code) => findings.push(Finding::error(cell_pointer(at, nth, &field.id), code)),
            }
        }
        let named = plan.rows.get(*place);
        if named.is_none_or(|row| row.sum.is_empty()) {
            compute(plan, &mut cells);
        }
        answer.rows.push(AnswerRow { row: named.map(|row| row.id.clone()), cells }.into());
    }
    add_up_rows(plan, &mut answer, same.map(|(_, before, _)| before));
    (answer, findings)
}

/// Which rows are those from before: the ones above and below what has changed.
pub(crate) struct SameRows {
    above: usize,
    below: usize,
    old: usize,
    new: usize,
}

impl SameRows {
    /// Compares rows with those from before.
    pub fn of<O, N>(old: &[O], new: &[N], is_same: impl Fn(&O, &N) -> bool) -> Self {
        let least = old.len().min(new.len());
        let above = old.iter().zip(new).take_while(|(old, new)| is_same(old, new)).count();
        let behind = old.iter().rev().zip(new.iter().rev()).take(least - above);
        let below = behind.take_while(|(old, new)| is_same(old, new)).count();
        Self { above, below, old: old.len(), new: new.len() }
    }

    /// Which row from before a row is.
    pub fn before(&self, row: usize) -> Option<usize> {
        let is_below = || row + self.below >= self.new;
        if row < self.above { Some(row) } else { is_below().then(|| row + self.old - self.new) }
    }
}

/// The rows that are not those from before, and what stood in their place.
struct Changed<'a>(Vec<(Option<&'a AnswerRow>, Option<&'a AnswerRow>)>);

impl<'a> Changed<'a> {
    fn of(old: &'a TableAnswer, new: &'a TableAnswer) -> Self {
        let same = SameRows::of(&old.rows, &new.rows, Arc::ptr_eq);
        let of = |rows: &'a [Arc<AnswerRow>]| rows[same.above..rows.len() - same.below].iter().map(|row| &**row);
        let (mut old, mut new) = (of(&old.rows), of(&new.rows));
        let pairs = std::iter::from_fn(|| Some((old.next(), new.next())).filter(|pair| *pair != (None, None)));
        Self(pairs.collect())
    }

    /// Whether something has changed in a column.
    fn has(&self, column: &FieldId) -> bool {
        let cell = |row: Option<&'a AnswerRow>| row.and_then(|row| row.cells.get(column));
        self.0.iter().any(|(old, new)| cell(*old) != cell(*new))
    }
}

/// The findings about cells of a table, by their rows; none where there are so many that some may not have been told.
pub(crate) fn by_rows<'f>(
    table: &Pointer,
    findings: &'f [Finding],
    most: usize,
) -> Option<BTreeMap<usize, Vec<&'f Finding>>> {
    let mut rows: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
    let mut count = 0;
    for finding in findings.iter().filter(|finding| table.holds(&finding.at)) {
        count += 1;
        if let Some((row, _)) = cell_at(table, &finding.at) {
            rows.entry(row).or_default().push(finding);
        }
    }
    (count < most).then_some(rows)
}

/// A finding about a cell, once its row is another one.
pub(crate) fn in_row(table: &Pointer, finding: &Finding, row: usize) -> Finding {
    let mut found = finding.clone();
    if let Some((old, column)) = cell_at(table, &finding.at)
        && old != row
    {
        found.at = table.key("rows").index(row).key("cells").key(&column);
    }
    found
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
    for (place, row) in answer.rows.iter_mut().enumerate() {
        let mut computed = (0..plan.columns.len()).filter(|nth| plan.is_computed(place, *nth)).peekable();
        if computed.peek().is_none() {
            continue;
        }
        let cells = &mut Arc::make_mut(row).cells;
        for nth in computed {
            cells.remove(&plan.columns[nth].id);
        }
        if !is_sum(plan, place) {
            compute(plan, cells);
        }
    }
    add_up_rows(plan, answer, None);
}

/// Whether a row is the sum of others.
fn is_sum(plan: &Table, row: usize) -> bool {
    plan.rows.get(row).is_some_and(|row| !row.sum.is_empty())
}

/// Works out rows that are sums, and totals: those of columns in which nothing has changed are those from before.
fn add_up_rows(plan: &Table, answer: &mut TableAnswer, before: Option<&TableAnswer>) {
    let mut named: BTreeMap<FieldId, Vec<usize>> = BTreeMap::new();
    for (place, id) in answer.rows.iter().enumerate().filter_map(|(place, row)| Some((place, row.row.clone()?))) {
        named.entry(id).or_default().push(place);
    }
    let terms = |sum: usize| {
        let mut terms: Vec<usize> =
            plan.rows[sum].sum.iter().filter_map(|id| named.get(id)).flatten().copied().collect();
        terms.sort_unstable();
        terms.dedup();
        (sum, terms)
    };
    let sums: Vec<(usize, Vec<usize>)> = (0..answer.rows.len()).filter(|&row| is_sum(plan, row)).map(terms).collect();
    // A sum may be one of sums: each round settles those whose terms are settled.
    for _ in &sums {
        let before = answer.rows.clone();
        let mut is_settled = true;
        for (sum, terms) in &sums {
            let mut cells = Cells::new();
            add_up(plan, &mut cells, terms.iter().map(|&row| &before[row].cells), |_| true);
            let row = &mut answer.rows[*sum];
            let is_own = |id: &FieldId| plan.column(id.as_str()).is_some_and(|nth| !plan.is_computed(*sum, nth));
            let own = row.cells.iter().filter(|(id, _)| is_own(id));
            cells.extend(own.map(|(id, cell)| (id.clone(), cell.clone())).collect::<Vec<_>>());
            if cells != row.cells {
                is_settled = false;
                *row = AnswerRow { row: row.row.clone(), cells }.into();
            }
        }
        if is_settled {
            break;
        }
    }
    answer.total = Cells::new();
    if plan.columns.iter().any(|column| column.total) {
        let mut total = Cells::new();
        let changed = before.map(|before| (before, Changed::of(before, answer)));
        let known = |column: &Column| {
            let (before, _) = changed.as_ref().filter(|(_, changed)| column.total && !changed.has(&column.id))?;
            Some(before.total.get(&column.id))
        };
        for column in &plan.columns {
            total.extend(known(column).flatten().map(|cell| (column.id.clone(), cell.clone())));
        }
        let rows = answer.rows.iter().enumerate().filter(|(place, _)| !is_sum(plan, *place));
        add_up(plan, &mut total, rows.map(|(_, row)| &row.cells), |column| known(column).is_none());
        for column in plan.columns.iter().filter(|column| column.total) {
            answer.total.extend(total.get(&column.id).map(|cell| (column.id.clone(), cell.clone())));
        }
    }
}

/// The sums of columns of numbers, and what follows from them: of a share the sum of the parts in that of the wholes.
fn add_up<'a>(
    plan: &Table,
    into: &mut Cells,
    rows: impl Iterator<Item = &'a Cells> + Clone,
    is_wanted: impl Fn(&Column) -> bool,
) {
    let is_summed = |column: &&Column| column.kind.is_number() && column.computed.is_none() && is_wanted(column);
    for column in plan.columns.iter().filter(is_summed) {
        let numbers = rows.clone().filter_map(|cells| Decimal::parse(cells.get(&column.id)?));
        into.extend(Decimal::sum(numbers).map(|sum| (column.id.clone(), sum.to_string())));
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
