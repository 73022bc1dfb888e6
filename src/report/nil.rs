//! "Không phát sinh": nothing to report of a task or of a question about the whole. Where the plan takes that for an
//! answer, it is a question of its own beside the others, which are not asked then: what was typed stays in the draft and
//! is not sent.

use super::answer::{Answers, Value};
use super::fields::field;
use super::form::{Field, FieldKind, Form, FormPart, Label, Need, Part};
use crate::plan::{Member, NilParts, NilScope, Plan, ReportKind};
use crate::schedule::Duty;
use std::sync::Arc;

/// Under this the answers have it, of a question about the whole behind that one's key and a full stop.
const NIL: &str = "nil";
/// And the reason.
const REASON: &str = "nil_reason";
/// Least and most characters of a reason.
const LENGTH: (u32, u32) = (3, 2_000);

/// Questions that parts share.
type Fields = Arc<Vec<Field>>;

/// Tasks share their lists of questions, and go on to do so when there are more.
#[derive(Default)]
pub(super) struct SharedLists(Vec<(Fields, Fields)>);

impl SharedLists {
    /// A list with more questions.
    pub fn with(&mut self, list: &Fields, more: impl FnOnce(&[Field]) -> Vec<Field>) -> Fields {
        if let Some((_, with)) = self.0.iter().find(|(of, _)| Arc::ptr_eq(of, list)) {
            return Arc::clone(with);
        }
        let with = Arc::new(more(list));
        self.0.push((Arc::clone(list), Arc::clone(&with)));
        with
    }
}

impl Form {
    /// What a duty asks of a unit.
    pub fn new(plan: &Plan, member: &Member, duty: &Duty) -> Self {
        Self::begun(plan, member, duty).completed(&duty.kind)
    }

    /// With the questions that the first view has no use for.
    #[must_use]
    pub fn completed(self, kind: &ReportKind) -> Self {
        self.with_nils(kind).with_notes()
    }

    /// With the questions whether there is nothing to report, where the plan takes that for an answer.
    fn with_nils(mut self, kind: &ReportKind) -> Self {
        let Some(nils) = kind.nil_parts.get() else { return self };
        let mut lists = SharedLists::default();
        for part in &mut self.parts {
            let fields = match &part.part {
                Part::Entry(task) if nils.takes(task) => lists.with(&part.fields, |fields| of_task(nils, fields)),
                Part::Sections => Arc::new(of_sections(nils, &part.fields)),
                Part::Whole if nils.needs_reason(NilScope::Report) => {
                    let mut fields = part.fields.to_vec();
                    fields.push(reason(REASON, Label::NilReasonOfAll));
                    Arc::new(fields)
                }
                _ => continue,
            };
            Arc::make_mut(part).fields = fields;
        }
        self
    }
}

fn of_task(nils: &NilParts, asked: &[Field]) -> Vec<Field> {
    let mut fields = vec![field(NIL, Label::NilOf, FieldKind::YesNo, Need::Optional)];
    fields.extend(nils.needs_reason(NilScope::Tasks).then(|| reason(REASON, Label::NilReason)));
    fields.extend_from_slice(asked);
    fields
}

fn of_sections(nils: &NilParts, asked: &[Field]) -> Vec<Field> {
    let mut fields = Vec::new();
    for question in asked {
        let key = match &question.label {
            // One for each addressee.
            Label::ProposalsTo(_) => "proposals",
            _ => question.id.as_str(),
        };
        fields.push(question.clone());
        if nils.sections.iter().any(|named| named.as_str() == key) {
            let key = |key: &str| format!("{}.{key}", question.id);
            fields.push(field(&key(NIL), Label::NilOf, FieldKind::YesNo, Need::Optional));
            if nils.needs_reason(NilScope::Sections) {
                fields.push(reason(&key(REASON), Label::NilReason));
            }
        }
    }
    fields
}

fn reason(key: &str, label: Label) -> Field {
    field(key, label, FieldKind::Text(LENGTH.0, LENGTH.1), Need::Required)
}

impl Field {
    /// Whether it asks if there is nothing to report, or why.
    pub fn is_about_nil(&self) -> bool {
        matches!(self.label, Label::NilOf | Label::NilReason | Label::NilReasonOfAll)
    }
}

impl Field {
    /// Whether it is about another one: whether there is nothing to report of it, why, or how an answer is explained.
    pub fn is_about_another(&self) -> bool {
        matches!(self.label, Label::NilOf | Label::NilReason | Label::Note)
    }
}

impl FormPart {
    /// The question that another one of it is about: whether there is nothing to report in answer to it, why, or how the
    /// answer is explained.
    pub fn subject(&self, field: &Field) -> Option<&Field> {
        let is_about = field.is_about_nil() || field.label == Label::Note;
        let (of, _) = field.id.as_str().rsplit_once('.').filter(|_| is_about)?;
        self.field(of)
    }

    /// Whether answers say that there is nothing to report of all of it.
    pub fn is_nil(&self, answers: &Answers) -> bool {
        matches!(self.part, Part::Entry(_)) && self.says_nil(answers, NIL)
    }

    /// Whether answers say under a key that there is nothing to report.
    fn says_nil(&self, answers: &Answers, key: &str) -> bool {
        answers.get(key) == Some(&Value::Bool(true))
            && self.field(key).is_some_and(|field| matches!(field.label, Label::NilOf | Label::Nil))
    }

    /// The places of questions that are not asked because there is nothing to report; and of those why, because there is
    /// something.
    pub fn left_out(&self, answers: &Answers) -> Vec<usize> {
        if !self.fields.iter().any(Field::is_about_nil) {
            return Vec::new();
        }
        let is_nil = self.is_nil(answers);
        let is_left_out = |field: &Field| match (&field.label, &self.part) {
            (Label::NilOf, _) => false,
            (Label::NilReason | Label::NilReasonOfAll, _) => {
                let of = field.id.as_str().strip_suffix("_reason").unwrap_or_default();
                !self.says_nil(answers, of)
            }
            (_, Part::Sections) => {
                let of = self.subject(field).unwrap_or(field);
                self.says_nil(answers, &format!("{}.{NIL}", of.id))
            }
            _ => is_nil,
        };
        let fields = self.fields.iter().enumerate();
        fields.filter(|(_, field)| is_left_out(field)).map(|(place, _)| place).collect()
    }
}
