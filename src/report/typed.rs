//! A report as an officer would have typed it, so that it can be revised and carried over.

use super::form::{FieldKind, Form, Part};
use super::{
    AnswerRow, Answers, Draft, Edit, Evidence, Raw, RawEvidence, Report, TableAnswer, Value, column_fields, write_tsv,
    write_unambiguous,
};
use crate::json::to_canonical;
use crate::plan::{Date, Decimal, FieldId, Table};

impl Report {
    /// The draft that says what the report says. Answers are placed by the ids of tasks and indicators: the plan may have
    /// changed since, and what has no place in the form stays readable.
    pub fn draft(&self, form: &Form) -> Draft {
        let mut parts: Vec<(Part, Answers)> = Vec::new();
        parts.extend(self.entries.iter().map(|entry| (Part::Entry(entry.task.clone()), entry.values.clone())));
        let indicators = self.indicators.iter();
        parts.extend(indicators.map(|result| (Part::Indicator(result.indicator.clone()), result.values.clone())));
        for (form, answers) in form.parts.iter().zip(self.answers(form)) {
            if matches!(form.part, Part::Sections | Part::Reporter | Part::Whole) {
                parts.push((form.part.clone(), answers));
            }
        }
        if !parts.iter().any(|(part, _)| *part == Part::Sections) {
            parts.push((Part::Sections, self.sections.clone()));
        }
        let edits = parts.iter().flat_map(|(part, answers)| {
            answers.iter().map(|(field, value)| {
                let raw = typed(form.field(part, field).map(|field| &field.kind), value);
                Edit { part: part.clone(), field: FieldId::clone(field), raw }
            })
        });
        edits.collect()
    }
}

/// An answer as it would have been typed.
fn typed(kind: Option<&FieldKind>, value: &Value) -> Raw {
    let text = match value {
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Picks(picks) => return Raw::Picks(picks.clone()),
        Value::Evidence(rows) => return Raw::Evidence(rows.iter().map(row).collect()),
        Value::Table(table) => match kind {
            Some(FieldKind::Table(plan)) => typed_table(plan.get(), table),
            _ => typed_table(None, table),
        },
        Value::Text(text) => typed_text(kind, text),
    };
    Raw::Text(text)
}

fn typed_text(kind: Option<&FieldKind>, text: &str) -> String {
    match kind {
        Some(FieldKind::Number(_)) => Decimal::parse(text).map_or_else(|| text.to_owned(), write_unambiguous),
        Some(FieldKind::Date) => Date::parse(text).map_or_else(|| text.to_owned(), day),
        _ => text.to_owned(),
    }
}

/// A table as it would have been typed; where the plan has none any more its columns are those of the answer.
fn typed_table(plan: Option<&Table>, answer: &TableAnswer) -> String {
    let mut columns: Vec<FieldId> = plan.iter().flat_map(|plan| &plan.columns).map(|one| one.id.clone()).collect();
    for id in answer.rows.iter().flat_map(|row| row.cells.keys()) {
        if !columns.contains(id) {
            columns.push(id.clone());
        }
    }
    let fields = plan.map(column_fields).unwrap_or_default();
    let is_computed = |row: &AnswerRow, nth: usize| {
        let place = |plan: &Table| plan.rows.iter().position(|named| Some(&named.id) == row.row.as_ref());
        plan.is_some_and(|plan| plan.is_computed(place(plan).unwrap_or(usize::MAX), nth))
    };
    let mut lines = vec![std::iter::once(String::new()).chain(columns.iter().map(FieldId::to_string)).collect()];
    for row in &answer.rows {
        let mut line = vec![row.row.as_ref().map(FieldId::to_string).unwrap_or_default()];
        for (nth, id) in columns.iter().enumerate() {
            let cell = row.cells.get(id).filter(|_| !is_computed(row, nth));
            let kind = fields.get(nth).map(|field| &field.kind);
            line.push(cell.map(|cell| typed_text(kind, cell)).unwrap_or_default());
        }
        lines.push(line);
    }
    write_tsv::<Vec<String>, String>(&lines)
}

fn day(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

fn row(row: &Evidence) -> RawEvidence {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let Evidence { number, date, title, url, file } = row;
    let date = date.map(day).unwrap_or_default();
    let file = file.as_ref().map(|file| to_canonical(file));
    RawEvidence { number: text(number), date, title: text(title), url: text(url), file }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::read_number;

    #[test]
    fn what_is_written_anew_can_only_be_read_as_it_was() {
        for plain in ["0", "-7", "1234567.5", "12.125", "1234.567", "0.25"] {
            let decimal = Decimal::parse(plain).expect("a number");
            assert_eq!(
                read_number(&write_unambiguous(decimal)).map(|read| read.to_string()),
                Ok(decimal.to_string()),
                "{plain}"
            );
        }
        assert_eq!(write_unambiguous(Decimal::parse("12.125").expect("a number")), "12,1250");
        let day_of_june = Date::new(2026, 6, 9).expect("a day");
        assert_eq!(crate::report::read_date(&day(day_of_june)), Some(day_of_june));
    }
}
