//! What places in a report are called where one is not at them.

use super::{Lang, lower, place, words};
use crate::finding::Pointer;
use crate::plan::{FieldId, Plan};
use crate::report::{CellNames, Draft, FieldKind, Form, Part, Raw, RowName};

/// Names places in a report, cells of tables among them; of one table after another it reads the cells once.
pub struct Places<'a> {
    lang: Lang,
    form: &'a Form,
    draft: &'a Draft,
    table: Option<(Pointer, CellNames<'a>)>,
}

impl<'a> Places<'a> {
    /// Of this report.
    pub fn new(lang: Lang, form: &'a Form, draft: &'a Draft) -> Self {
        Self { lang, form, draft, table: None }
    }

    /// What a place about a question is called from outside its panel: where that is, the question, and the cell if it is a
    /// table.
    pub fn name(&mut self, plan: &Plan, (part, field): (&Part, &FieldId), at: &Pointer) -> String {
        let question = place(self.lang, plan, self.form, part, field);
        match self.cell((part, field), at) {
            Some(cell) => format!("{question} · {cell}"),
            None => question,
        }
    }

    /// The row and the column of a place in a table.
    pub fn cell(&mut self, (part, field): (&Part, &FieldId), at: &Pointer) -> Option<String> {
        let form = self.form.part(part)?;
        let field = form.field(field.as_str())?;
        let FieldKind::Table(plan) = &field.kind else { return None };
        let table = form.field_pointer(&field.id);
        if *at == table {
            return None;
        }
        if self.table.as_ref().is_none_or(|(known, _)| *known != table) {
            let typed = self.draft.get(part, &field.id).map_or("", Raw::text);
            self.table = Some((table.clone(), CellNames::new(plan.get()?, typed)));
        }
        let (row, column) = self.table.as_ref()?.1.name(&table, at)?;
        let w = words(self.lang);
        let row = match row {
            RowName::Named(title) => title,
            RowName::Nth(nth) => format!("{} {nth}", lower(w.sheet_row())),
            RowName::Total => lower(w.sheet_total()),
        };
        Some(column.map_or_else(|| row.clone(), |column| format!("{row}, {column}")))
    }
}
