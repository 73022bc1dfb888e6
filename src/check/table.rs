//! Rules over a table.

use super::part::text_fits;
use crate::finding::{Code, Finding, Pointer};
use crate::plan::{FieldId, Table};
use crate::report::{
    AnswerRow, Field, Need, SameRows, TableAnswer, Text, by_rows, cell_pointer, column_fields, in_row, work_out,
};
use std::borrow::Cow;
use std::sync::Arc;

/// Most findings about one table: who has mended these is told of the rest.
const MOST: usize = 200;

/// Checks a table: its rows, each cell, and whether what follows from them is what the plan says. With what was found
/// `before` rows that are still those are not checked again, nor is what follows: who reads a draft has just worked it out.
pub(super) fn table(
    plan: &Table,
    answer: &TableAnswer,
    at: &Pointer,
    text: &dyn Text,
    before: Option<(Option<&TableAnswer>, &[Finding])>,
) -> Vec<Finding> {
    let mut found = Vec::new();
    rows(plan, answer, at, &mut found);
    let fields = column_fields(plan);
    let mut expected = Cow::Borrowed(answer);
    if before.is_none() {
        work_out(plan, expected.to_mut());
    }
    let known = before.and_then(|(old, found)| {
        Some((SameRows::of(&old?.rows, &answer.rows, Arc::ptr_eq), by_rows(at, found, MOST)?))
    });
    for (place, (row, worked_out)) in answer.rows.iter().zip(&expected.rows).enumerate() {
        if found.len() >= MOST {
            break;
        }
        match known.as_ref().and_then(|(same, found)| Some(found.get(&same.before(place)?))) {
            Some(as_before) => found.extend(as_before.into_iter().flatten().map(|finding| in_row(at, finding, place))),
            None => cells(plan, &fields, (place, row, worked_out), (at, text), &mut found),
        }
    }
    for column in plan.columns.iter().filter(|column| column.total) {
        let (said, made) = (answer.total.get(&column.id), expected.total.get(&column.id));
        let at = || at.key("total").key(column.id.as_str());
        found.extend(differs(said, made).map(|code| Finding::error(at(), code)));
    }
    for id in answer.total.keys().filter(|id| !plan.columns.iter().any(|column| column.total && column.id == **id)) {
        found.push(Finding::error(at.key("total").key(id.as_str()), Code::NotAsked));
    }
    found.truncate(MOST);
    found
}

/// The rows must be those that the plan names, or so many as it allows.
fn rows(plan: &Table, answer: &TableAnswer, at: &Pointer, found: &mut Vec<Finding>) {
    let at = at.key("rows");
    let count = answer.rows.len();
    if !plan.is_fixed() {
        let least = plan.min_rows.unwrap_or(0) as usize;
        if count < least {
            // Said of the first that is missing: there it is mended.
            found.push(Finding::error(at.index(count), Code::Required));
        }
        if count > plan.most_rows() {
            let code = Code::TooMany { found: count as u64, max: plan.most_rows() as u64 };
            found.push(Finding::error(at.clone(), code));
        }
    }
    if plan.is_fixed() && count > plan.rows.len() {
        let code = Code::TooMany { found: count as u64, max: plan.rows.len() as u64 };
        return found.push(Finding::error(at, code));
    }
    for place in 0..count.max(plan.rows.len()) {
        let said = answer.rows.get(place).and_then(|row| row.row.as_ref());
        let expected = plan.rows.get(place).map(|row| &row.id);
        if said != expected {
            let told = |id: Option<&FieldId>| id.map(FieldId::to_string).unwrap_or_default();
            let code = Code::Mismatch { found: told(said), expected: told(expected) };
            return found.push(Finding::error(at.index(place).key("row"), code));
        }
    }
}

/// One row: what was answered, and with what follows from that.
fn cells(
    plan: &Table,
    fields: &[Field],
    (place, row, expected): (usize, &AnswerRow, &AnswerRow),
    (table, text): (&Pointer, &dyn Text),
    found: &mut Vec<Finding>,
) {
    for (nth, field) in fields.iter().enumerate() {
        let cell = row.cells.get(&field.id);
        let code = if plan.is_computed(place, nth) {
            // Whether it fits as well is said where it is what it should be.
            let made = expected.cells.get(&field.id);
            differs(cell, made).or_else(|| made.and_then(|made| text_fits(field, made, text)))
        } else {
            match cell {
                Some(cell) => text_fits(field, cell, text),
                None => (field.need == Need::Required).then_some(Code::Required),
            }
        };
        found.extend(code.map(|code| Finding::error(cell_pointer(table, place, &field.id), code)));
    }
    for id in row.cells.keys().filter(|id| plan.column(id.as_str()).is_none()) {
        found.push(Finding::error(cell_pointer(table, place, id), Code::NotAsked));
    }
}

fn differs(found: Option<&String>, expected: Option<&String>) -> Option<Code> {
    let told = |cell: Option<&String>| cell.cloned().unwrap_or_default();
    (found != expected).then(|| Code::Mismatch { found: told(found), expected: told(expected) })
}
