//! What an answer says in a document.

use baocao::locale::{Lang, field_label, status};
use baocao::plan::{Choice, Date, Decimal, Status};
use baocao::report::{Evidence, Field, FieldKind, Label, Value, with_unit, write_number};
use baocao::schedule::EventTime;

/// What a question is called.
pub fn label(field: &Field) -> String {
    match &field.label {
        // A document says it shorter than a form asks.
        Label::BuiltIn(baocao::plan::BuiltIn::Result) => "Kết quả thực hiện".to_owned(),
        Label::NotDoneReason => "Lý do".to_owned(),
        label => field_label(Lang::Vi, label),
    }
}

/// An answer in one text; evidence and tables stand elsewhere. What a draft has that cannot be read begins with a space,
/// which nothing canonical does: it is there as it was typed.
pub fn text(kind: &FieldKind, value: &Value) -> String {
    match (value, kind) {
        (Value::Text(text), _) if text.starts_with(' ') => text.trim().to_owned(),
        (Value::Text(text), FieldKind::Status) => {
            Status::named(text).map_or_else(|| text.clone(), |known| status(Lang::Vi, known).to_owned())
        }
        (Value::Text(text), FieldKind::Choice(choices)) => choice(choices, text),
        (Value::Text(text), FieldKind::Number(kind)) => number(text, kind.unit.as_deref().unwrap_or_default()),
        (Value::Text(text), FieldKind::Date) => Date::parse(text).map_or_else(|| text.clone(), self::day),
        (Value::Text(text), FieldKind::Moment) => moment(text),
        (Value::Text(text), _) => text.clone(),
        (Value::Bool(yes), _) => if *yes { "Có" } else { "Không" }.to_owned(),
        (Value::Picks(picks), FieldKind::Choices(choices)) => {
            picks.iter().map(|pick| choice(choices, pick)).collect::<Vec<_>>().join("; ")
        }
        (Value::Picks(picks), _) => picks.join("; "),
        (Value::Evidence(_) | Value::Table(_), _) => String::new(),
    }
}

/// A canonical number as Vietnamese text, with what stands behind it.
pub fn number(canonical: &str, unit: &str) -> String {
    match Decimal::parse(canonical) {
        Some(number) => with_unit(&write_number(number), unit),
        None => canonical.trim().to_owned(),
    }
}

/// A day in figures, as documents write it: "09/02/2026".
pub fn day(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// A day and the time of it.
pub fn moment(canonical: &str) -> String {
    let Some(EventTime { day, at }) = EventTime::parse(canonical) else { return canonical.to_owned() };
    let day = self::day(day);
    let at = at.map(|_| canonical.split_once('T').map_or("", |(_, clock)| clock));
    at.map_or_else(|| day.clone(), |clock| format!("{clock} ngày {day}"))
}

/// What a blank form offers to tick.
pub fn options(kind: &FieldKind) -> Option<String> {
    // A box and its words stay on one line.
    let ticks = |all: &mut dyn Iterator<Item = &str>| {
        all.map(|one| format!("☐ {one}").replace(' ', "\u{a0}")).collect::<Vec<_>>().join("   ")
    };
    Some(match kind {
        FieldKind::Status => ticks(&mut Status::ALL.into_iter().map(|one| status(Lang::Vi, one))),
        FieldKind::Choice(choices) | FieldKind::Choices(choices) => {
            ticks(&mut choices.iter().map(|one| one.label.as_str()))
        }
        FieldKind::Rank(ranks) => ticks(&mut ranks.iter().map(String::as_str)),
        FieldKind::YesNo => ticks(&mut ["Có", "Không"].into_iter()),
        _ => return None,
    })
}

/// The place of a document or file: its address, or its name.
pub fn place(evidence: &Evidence) -> String {
    let file = evidence.file.as_ref().map(|file| format!("Tệp {}", file.name));
    [evidence.url.clone(), file].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn choice(choices: &[Choice], id: &str) -> String {
    choices.iter().find(|choice| choice.id.as_str() == id).map_or_else(|| id.to_owned(), |choice| choice.label.clone())
}
