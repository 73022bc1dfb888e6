use super::el::add;
use crate::locale::{Lang, status, words};
use crate::plan::{Status, Table};
use crate::report::{Field, FieldKind, Raw, RawTable, with_unit};

/// An answer as the officer reads it before sending.
pub fn answer(lang: Lang, field: &Field, raw: &Raw) -> String {
    let w = words(lang);
    match (raw, &field.kind) {
        (Raw::Text(typed), FieldKind::Status) => {
            Status::named(typed).map_or_else(|| typed.clone(), |s| status(lang, s).to_owned())
        }
        (Raw::Text(typed), FieldKind::Choice(choices)) => {
            let choice = choices.iter().find(|choice| choice.id.as_str() == typed);
            choice.map_or_else(|| typed.clone(), |choice| choice.label.clone())
        }
        (Raw::Text(typed), FieldKind::Table(plan)) => plan.get().map_or_else(String::new, |plan| rows(plan, typed)),
        (Raw::Text(typed), FieldKind::YesNo) => if typed == "yes" { w.yes() } else { w.no() }.to_owned(),
        (Raw::Text(typed), FieldKind::Number(number)) => match &number.unit {
            Some(unit) if !typed.trim().ends_with(unit.as_str()) => with_unit(typed.trim(), unit),
            _ => typed.clone(),
        },
        (Raw::Text(typed), _) => typed.clone(),
        (Raw::Picks(picks), kind) => {
            let mut all = String::new();
            for pick in picks {
                let choice = match kind {
                    FieldKind::Choices(choices) => choices.iter().find(|choice| choice.id.as_str() == pick),
                    _ => None,
                };
                add(&mut all, "; ", choice.map_or(pick, |choice| &choice.label));
            }
            all
        }
        (Raw::Evidence(_), _) => plainly(raw),
    }
}

/// An answer as it was typed, whatever was asked.
pub fn plainly(raw: &Raw) -> String {
    match raw {
        Raw::Text(typed) => typed.clone(),
        Raw::Picks(picks) => picks.join("; "),
        Raw::Evidence(rows) => {
            let mut all = String::new();
            for row in rows {
                let mut cells = String::new();
                for cell in [&row.number, &row.date, &row.title, &row.url] {
                    add(&mut cells, ", ", cell);
                }
                if let Some(file) = row.file() {
                    add(&mut cells, ", ", &file.name);
                }
                add(&mut all, "\n", &cells);
            }
            all
        }
    }
}

/// The rows of a table, a line each, in the order of the plan's columns.
fn rows(plan: &Table, typed: &str) -> String {
    let raw = RawTable::read(plan, typed);
    let line = |(place, _): (usize, _)| {
        let title = plan.rows.get(place).map(|row| row.title.clone());
        let cells = (0..plan.columns.len()).map(|column| raw.get(place, column).into_owned());
        title.into_iter().chain(cells).collect::<Vec<_>>().join(" | ")
    };
    raw.filled().map(line).collect::<Vec<_>>().join("\n")
}
