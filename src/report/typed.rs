//! A report as an officer would have typed it, so that it can be revised and carried over.

use super::form::{FieldKind, Form, Part};
use super::{Answers, Draft, Edit, Evidence, Raw, RawEvidence, Report, Value, read_number, write_number};
use crate::json::to_canonical;
use crate::plan::{Date, Decimal, FieldId};

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
        Value::Text(text) => match kind {
            Some(FieldKind::Number(_)) => Decimal::parse(text).map_or_else(|| text.clone(), number),
            Some(FieldKind::Date) => Date::parse(text).map_or_else(|| text.clone(), day),
            _ => text.clone(),
        },
    };
    Raw::Text(text)
}

/// With one more decimal where three of them could be thousands.
fn number(number: Decimal) -> String {
    let text = write_number(number);
    if read_number(&text).is_ok() { text } else { text + "0" }
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

    #[test]
    fn what_is_written_anew_can_only_be_read_as_it_was() {
        for plain in ["0", "-7", "1234567.5", "12.125", "1234.567", "0.25"] {
            let decimal = Decimal::parse(plain).expect("a number");
            assert_eq!(read_number(&number(decimal)).map(|read| read.to_string()), Ok(decimal.to_string()), "{plain}");
        }
        assert_eq!(number(Decimal::parse("12.125").expect("a number")), "12,1250");
        let day_of_june = Date::new(2026, 6, 9).expect("a day");
        assert_eq!(crate::report::read_date(&day(day_of_june)), Some(day_of_june));
    }
}
