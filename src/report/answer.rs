use super::depends::settle_dependent;
use super::form::{Field, FieldKind, Form, FormPart, NumberKind, Part};
use super::table::{ReadBefore, TableAnswer, TableValue, settle_table};
use super::{Draft, EvidenceFile, Raw, RawEvidence, Text, read_date, read_moment, read_number};
use crate::finding::{Code, Condition, Finding, Pointer};
use crate::json::{Node, Read, Reader, Value as Json, Write, object};
use crate::plan::{Date, Decimal, FieldId};
use litemap::LiteMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::sync::Arc;

/// The answers of one part, in canonical form.
pub type Answers = LiteMap<FieldId, Value>;

/// One answer in canonical form: numbers as decimal texts (`"1234.5"`), days as `YYYY-MM-DD`, texts in NFC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text, number, day, choice, address.
    Text(String),
    /// Yes or no.
    Bool(bool),
    /// Several choices.
    Picks(Vec<String>),
    /// Documents and links.
    Evidence(Vec<Evidence>),
    /// A table.
    Table(TableValue),
}

impl Value {
    /// The text; `None` for other kinds.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// A document (by number and day), a link or a file that proves a result.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence {
    /// Number and symbol of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Its day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where it is: `http` or `https`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The file that it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<EvidenceFile>,
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Text(text) => to.serialize_str(text),
            Value::Bool(yes) => to.serialize_bool(*yes),
            Value::Picks(picks) => picks.serialize(to),
            Value::Evidence(rows) => rows.serialize(to),
            Value::Table(table) => table.serialize(to),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct AnyAnswer;
        impl<'de> de::Visitor<'de> for AnyAnswer {
            type Value = Value;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("answer")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
                Ok(Value::Text(text.to_owned()))
            }
            fn visit_bool<E: de::Error>(self, yes: bool) -> Result<Value, E> {
                Ok(Value::Bool(yes))
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Value, A::Error> {
                TableAnswer::deserialize(de::value::MapAccessDeserializer::new(map))
                    .map(|table| Value::Table(table.into()))
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
                let mut picks = Vec::new();
                let mut rows = Vec::new();
                while let Some(item) = seq.next_element::<PickOrRow>()? {
                    match item {
                        PickOrRow::Pick(pick) => picks.push(pick),
                        PickOrRow::Row(row) => rows.push(row),
                    }
                }
                match (picks.is_empty(), rows.is_empty()) {
                    (_, true) => Ok(Value::Picks(picks)),
                    (true, false) => Ok(Value::Evidence(rows)),
                    (false, false) => Err(de::Error::custom("answer")),
                }
            }
        }
        from.deserialize_any(AnyAnswer)
    }
}

object!(Evidence: number, date, title, url, file);

impl Read for Value {
    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Self {
        match &node.value {
            Json::Bool(yes) => Value::Bool(*yes),
            Json::Array(items) if items.iter().any(|item| matches!(item.value, Json::Object(_))) => {
                Value::Evidence(reader.items(node))
            }
            Json::Array(_) => Value::Picks(reader.items(node)),
            Json::Object(_) => Value::Table(TableAnswer::read(node, reader).into()),
            _ => Value::Text(Read::read(node, reader)),
        }
    }
}

impl Write for Value {
    fn write(&self, out: &mut String) {
        match self {
            Value::Text(text) => text.write(out),
            Value::Bool(yes) => yes.write(out),
            Value::Picks(picks) => picks.write(out),
            Value::Evidence(rows) => rows.write(out),
            Value::Table(table) => table.write(out),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Value {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Value".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let row = generator.subschema_for::<Evidence>();
        let table = generator.subschema_for::<TableAnswer>();
        schemars::json_schema!({
            "description": "Numbers as decimal texts, days as YYYY-MM-DD, texts in NFC.",
            "anyOf": [
                { "type": "string" },
                { "type": "boolean" },
                { "type": "array", "items": { "type": "string" } },
                { "type": "array", "items": row },
                table
            ]
        })
    }
}

enum PickOrRow {
    Pick(String),
    Row(Evidence),
}

impl<'de> Deserialize<'de> for PickOrRow {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> de::Visitor<'de> for Either {
            type Value = PickOrRow;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("answer")
            }
            fn visit_str<E: de::Error>(self, pick: &str) -> Result<PickOrRow, E> {
                Ok(PickOrRow::Pick(pick.to_owned()))
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<PickOrRow, A::Error> {
                Evidence::deserialize(de::value::MapAccessDeserializer::new(map)).map(PickOrRow::Row)
            }
        }
        from.deserialize_any(Either)
    }
}

impl FormPart {
    /// Where the part's answers stand in the report.
    pub fn pointer(&self) -> Pointer {
        let root = Pointer::root();
        match self.part {
            Part::Entry(_) => root.key("entries").index(self.position).key("values"),
            Part::Indicator(_) => root.key("indicators").index(self.position).key("values"),
            Part::Sections => root.key("sections"),
            Part::Reporter => root.key("reporter"),
            Part::Whole => root,
        }
    }

    /// The question that a finding is about, by its place; none: the part as a whole.
    pub fn about(&self, finding: &Finding) -> Option<usize> {
        self.fields.iter().position(|field| self.field_pointer(&field.id).holds(&finding.at))
    }

    /// Where the answer to a question stands in the report.
    pub fn field_pointer(&self, field: &FieldId) -> Pointer {
        match (&self.part, field.as_str()) {
            (Part::Whole, "late-reason") => Pointer::root().key("late").key("reason"),
            (Part::Whole, "event") => Pointer::root().key("period").key("event"),
            (_, key) => self.pointer().key(key),
        }
    }
}

/// Reads all of a draft through its form: the answers, part by part as the form has them, and a finding for each that cannot be read.
pub fn settle(form: &Form, draft: &Draft, text: &dyn Text) -> (Vec<Answers>, Vec<Finding>) {
    let mut all = Vec::with_capacity(form.parts.len());
    let mut findings = Vec::new();
    for part in &form.parts {
        let (answers, unreadable) = settle_part(part, draft, text);
        findings.extend(unreadable);
        all.push(answers);
    }
    (all, findings)
}

/// A part of a draft as it was read before: what of a large answer is as it was then need not be read again.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// What was typed.
    pub typed: Option<Arc<LiteMap<FieldId, Raw>>>,
    /// What was made of it.
    pub answers: Answers,
    /// What could not be read.
    pub unreadable: Vec<Finding>,
}

impl Settled {
    fn table(&self, field: &FieldId) -> Option<ReadBefore<'_>> {
        match (self.typed.as_ref()?.get(field)?, self.answers.get(field)?) {
            (Raw::Text(typed), Value::Table(answer)) => {
                Some(ReadBefore { typed, answer, unreadable: &self.unreadable })
            }
            _ => None,
        }
    }
}

/// Reads one part of a draft. An answer that cannot be read is absent from the answers and has a finding.
/// Blank answers are absent without one, and so are those to questions that are not asked; what follows from others is there.
pub fn settle_part(part: &FormPart, draft: &Draft, text: &dyn Text) -> (Answers, Vec<Finding>) {
    let Settled { answers, unreadable, .. } = settle_part_again(part, draft, text, &Settled::default());
    (answers, unreadable)
}

/// The same, of a part that was read before through the same form.
pub fn settle_part_again(part: &FormPart, draft: &Draft, text: &dyn Text, before: &Settled) -> Settled {
    let mut answers = Answers::new();
    let mut findings = Vec::new();
    let Some(typed) = draft.part(&part.part) else { return Settled::default() };
    for field in part.fields.iter() {
        let given = typed.get(&field.id).filter(|raw| !raw.is_blank() && !field.computed.is_there());
        let Some(raw) = given else { continue };
        if let FieldKind::Table(table) = &field.kind {
            if let Some(table) = table.get() {
                let at = part.field_pointer(&field.id);
                let known = before.table(&field.id);
                let (answer, unreadable) = settle_table(table, raw.text(), &at, text, known);
                if !answer.is_blank() || !unreadable.is_empty() {
                    answers.insert(field.id.clone(), Value::Table(answer.into()));
                }
                findings.extend(unreadable);
            }
            continue;
        }
        match read_answer(field, raw, text) {
            Ok(value) => {
                answers.insert(field.id.clone(), value);
            }
            Err(mistakes) => {
                let at = part.field_pointer(&field.id);
                findings.extend(mistakes.into_iter().map(|(path, code)| {
                    let at = path.map_or(at.clone(), |(row, key)| at.index(row).key(key));
                    Finding::error(at, code)
                }));
            }
        }
    }
    let hidden = settle_dependent(part, &mut answers);
    findings.retain(|finding| part.about(finding).is_none_or(|place| !hidden.contains(&place)));
    Settled { typed: Some(Arc::clone(typed)), answers, unreadable: findings }
}

/// What is wrong inside an answer: the row and key within it (none: all of it), and what.
type Mistakes = Vec<(Option<(usize, &'static str)>, Code)>;

fn read_answer(field: &Field, raw: &Raw, text: &dyn Text) -> Result<Value, Mistakes> {
    match raw {
        Raw::Text(typed) => read_text(field, typed, text).map_err(|code| vec![(None, code)]),
        Raw::Picks(picks) => Ok(Value::Picks(picks.to_vec())),
        Raw::Evidence(rows) => read_evidence(rows, text),
    }
}

pub(super) fn read_text(field: &Field, typed: &str, text: &dyn Text) -> Result<Value, Code> {
    let trimmed = typed.trim();
    let read = match &field.kind {
        FieldKind::Line(..) | FieldKind::Text(..) => text.nfc(trimmed),
        FieldKind::Number(kind) => read_number(trimmed).map_err(|code| fitting(code, kind))?.to_string(),
        FieldKind::Date => read_date(trimmed).ok_or(Code::NotADate)?.to_string(),
        FieldKind::Moment => read_moment(trimmed).ok_or(Code::NotAMoment)?.to_string(),
        FieldKind::Url => text.web_address(trimmed).ok_or(Code::NotAUrl)?,
        FieldKind::Email if !super::is_email(trimmed) => return Err(Code::NotAnEmail),
        FieldKind::Phone if !super::is_phone(trimmed) => return Err(Code::NotAPhone),
        FieldKind::YesNo => return Ok(Value::Bool(trimmed == "yes")),
        _ => trimmed.to_owned(),
    };
    Ok(Value::Text(read))
}

/// Nobody is asked about a reading that the question does not take anyway, where there is no other.
fn fitting(code: Code, kind: &NumberKind) -> Code {
    match &code {
        Code::AmbiguousNumber { readings } => match &readings[..] {
            [one] if Decimal::parse(&one.value).is_some_and(|number| number.places() > kind.places) => {
                Code::TooPrecise { max: kind.places }
            }
            _ => code,
        },
        _ => code,
    }
}

fn read_evidence(rows: &[RawEvidence], text: &dyn Text) -> Result<Value, Mistakes> {
    let mut mistakes = Mistakes::new();
    let mut read = Vec::new();
    // Places are those of the report, which leaves blank rows out: the rules that follow count the same way.
    for (i, row) in rows.iter().filter(|row| !row.is_blank()).enumerate() {
        let optional = |typed: &str| Some(typed.trim()).filter(|t| !t.is_empty()).map(|t| text.nfc(t));
        let date = optional(&row.date).map(|typed| read_date(&typed).ok_or(Code::NotADate)).transpose();
        let url = optional(&row.url).map(|typed| text.web_address(&typed).ok_or(Code::NotAUrl)).transpose();
        let (number, title) = (optional(&row.number), optional(&row.title));
        let file = row.file();
        if number.is_none() && optional(&row.url).is_none() && title.is_none() && file.is_none() {
            mistakes.push((Some((i, "number")), Code::RequiredWhen { when: Condition::Evidence }));
        }
        match (date, url) {
            (Ok(date), Ok(url)) => read.push(Evidence { number, date, title, url, file }),
            (date, url) => {
                mistakes.extend(date.err().map(|code| (Some((i, "date")), code)));
                mistakes.extend(url.err().map(|code| (Some((i, "url")), code)));
            }
        }
    }
    if mistakes.is_empty() { Ok(Value::Evidence(read)) } else { Err(mistakes) }
}
