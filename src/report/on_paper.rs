//! What a draft says on paper: what cannot be read stands there as it was typed, and nothing that follows from it.

use super::answer::{Answers, Evidence, Value};
use super::draft::{Draft, Raw, RawEvidence};
use super::form::{FieldKind, FormPart};
use super::table_text::TableText;
use super::text::read_date;
use crate::plan::FieldId;

/// A text that cannot be read, as paper has it: canonical texts begin with no space, so this is taken for nothing else than
/// it is. ("1.23" would be a number in a report, and nobody knows which one was meant.)
pub(super) fn as_typed(typed: &str) -> String {
    format!(" {}", typed.trim())
}

/// Puts into the answers of a part what was typed and cannot be read, and takes out what follows from it: a sum of the rest
/// would be taken for the whole. Whether there was any. `hidden`: the places of questions that are not asked.
pub fn put_as_typed(part: &FormPart, draft: &Draft, hidden: &[usize], answers: &mut Answers) -> bool {
    let Some(typed) = draft.part(&part.part) else { return false };
    let (mut unread, mut is_any): (Vec<&FieldId>, bool) = (Vec::new(), false);
    let asked =
        part.fields.iter().enumerate().filter(|(place, field)| !hidden.contains(place) && !field.computed.is_there());
    for (_, field) in asked {
        let Some(raw) = typed.get(&field.id).filter(|raw| !raw.is_blank()) else { continue };
        let said = match (&field.kind, answers.get(&field.id)) {
            (FieldKind::Table(plan), Some(Value::Table(answer))) => {
                let table = TableText::new(plan, raw.text(), Some(answer.clone()));
                table.and_then(|table| table.as_typed()).map(|table| Value::Table(table.into()))
            }
            (_, Some(_)) => None,
            (_, None) => {
                unread.push(&field.id);
                Some(said(raw))
            }
        };
        is_any |= said.is_some();
        answers.extend(said.map(|said| (field.id.clone(), said)));
    }
    let follows = part.fields.iter().filter(|field| part.sources(field).iter().any(|source| unread.contains(source)));
    follows.for_each(|field| drop(answers.remove(&field.id)));
    is_any
}

fn said(raw: &Raw) -> Value {
    match raw {
        Raw::Text(text) => Value::Text(as_typed(text)),
        Raw::Picks(picks) => Value::Picks(picks.clone()),
        Raw::Evidence(rows) => Value::Evidence(rows.iter().filter(|row| !row.is_blank()).map(evidence).collect()),
    }
}

fn evidence(row: &RawEvidence) -> Evidence {
    let text = |typed: &str| Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty());
    let date = read_date(row.date.trim());
    // A day that is none has no place but beside the number, where documents have it, too.
    let day = text(&row.date).filter(|_| date.is_none()).map(|day| format!("({day})"));
    let number: Vec<String> = text(&row.number).into_iter().chain(day).collect();
    Evidence { number: text(&number.join(" ")), date, title: text(&row.title), url: text(&row.url), file: row.file() }
}
