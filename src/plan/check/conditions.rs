//! Whether what questions depend on is there, is of the right kind, and does not wait for itself.

use super::{At, Ids, Sense};
use crate::finding::{Code, Expected};
use crate::plan::{
    AnswerKind, BuiltIn, Column, Comparison, Computed, Condition, Decimal, FieldId, Operand, Question, Scope, Status,
};

/// The questions that conditions may name, with what kind of answer each takes.
pub(super) struct Known<'q> {
    questions: &'q [Question],
    places: Ids<'q>,
    scope: Scope,
}

impl<'q> Known<'q> {
    fn new(questions: &'q [Question], scope: Scope) -> Self {
        let mut places = Ids::new();
        for (place, question) in questions.iter().enumerate() {
            places.insert(question.field.as_str(), place);
        }
        Self { questions, places, scope }
    }

    fn question(&self, field: &FieldId) -> Option<&'q Question> {
        self.places.get(field.as_str()).map(|place| &self.questions[*place])
    }

    fn kind(&self, field: &FieldId) -> Option<AnswerKind> {
        let built_in = BuiltIn::named(field.as_str(), self.scope).map(BuiltIn::kind);
        self.question(field)?.kind.or(built_in)
    }

    fn is_number(&self, field: &FieldId) -> bool {
        use AnswerKind::{Decimal, Integer, Money, Percent};
        matches!(self.kind(field), Some(Integer | Decimal | Percent | Money))
    }

    fn is_date(&self, field: &FieldId) -> bool {
        self.kind(field) == Some(AnswerKind::Date)
    }
}

/// What was expected in place of a reference or an answer.
fn unexpected(found: &str, expected: Expected) -> Code {
    Code::Unexpected { found: format!("\"{found}\""), expected }
}

impl Sense {
    /// Conditions and what is computed, of all questions of a list.
    pub(super) fn dependent(&mut self, at: At<'_>, questions: &[Question], scope: Scope) {
        if questions.iter().all(|question| !question.when.is_there() && !question.computed.is_there()) {
            return;
        }
        let known = Known::new(questions, scope);
        let mut waits = Vec::with_capacity(questions.len());
        for (i, question) in questions.iter().enumerate() {
            let at = at.index(i);
            let mut for_others: Vec<&FieldId> = Vec::new();
            if let Some(when) = self.read_now(at.key("when"), &question.when) {
                let at = at.key("when");
                for (key, condition) in [("asked", &when.asked), ("required", &when.required)] {
                    if let Some(condition) = condition {
                        self.condition(at.key(key), condition, &known);
                    }
                }
                for (nth, allowed) in when.allowed.iter().enumerate() {
                    let at = at.key("allowed");
                    let at = at.index(nth);
                    self.condition(at.key("when"), &allowed.when, &known);
                    if allowed.otherwise.trim().is_empty() {
                        self.error(at.key("otherwise"), Code::Required);
                    }
                }
                for_others.extend(when.asked.iter().flat_map(Condition::fields));
            }
            if let Some(computed) = self.read_now(at.key("computed"), &question.computed) {
                if !known.is_number(&question.field) {
                    let because = "kind".to_owned();
                    self.error(at.key("computed"), Code::Useless { key: "computed".to_owned(), because });
                }
                if question.required == Some(true) {
                    let because = "computed".to_owned();
                    self.error(at.key("required"), Code::Useless { key: "required".to_owned(), because });
                }
                // Neither a share nor what is made of decimals is whole.
                let is_whole =
                    |field: &FieldId| matches!(known.kind(field), Some(AnswerKind::Integer | AnswerKind::Money));
                let makes_whole =
                    !matches!(computed, Computed::Ratio(_)) && computed.fields().into_iter().all(is_whole);
                if is_whole(&question.field) && !makes_whole {
                    let because = "kind".to_owned();
                    self.error(at.key("computed"), Code::Useless { key: "computed".to_owned(), because });
                }
                self.computed(at.key("computed"), computed, &known);
                for_others.extend(computed.fields());
            }
            let places = for_others.iter().filter_map(|field| known.places.get(field.as_str()).copied());
            waits.push(places.collect());
        }
        self.cycles(at, &known.places, &waits);
    }

    fn condition(&mut self, at: At<'_>, condition: &Condition, known: &Known<'_>) {
        match condition {
            Condition::Answered(field) => {
                self.named(at.key("answered"), field, known);
            }
            Condition::Is(answer) => {
                let at = at.key("is");
                if let Some(question) = self.named(at.key("field"), &answer.field, known)
                    && !may_be(question, known.kind(&answer.field), &answer.value)
                {
                    self.error(at.key("value"), unexpected(&answer.value, Expected::Answer));
                }
            }
            Condition::Above(one) => self.comparison(at.key("above"), one, known),
            Condition::AtLeast(one) => self.comparison(at.key("at-least"), one, known),
            Condition::Below(one) => self.comparison(at.key("below"), one, known),
            Condition::AtMost(one) => self.comparison(at.key("at-most"), one, known),
            Condition::Equals(one) => self.comparison(at.key("equals"), one, known),
            Condition::All(of) => self.conditions(at.key("all"), of, known),
            Condition::Any(of) => self.conditions(at.key("any"), of, known),
            Condition::Not(condition) => self.condition(at.key("not"), condition, known),
        }
    }

    fn conditions(&mut self, at: At<'_>, of: &[Condition], known: &Known<'_>) {
        if of.is_empty() {
            self.error(at, Code::Required);
        }
        for (i, one) in of.iter().enumerate() {
            self.condition(at.index(i), one, known);
        }
    }

    fn comparison(&mut self, at: At<'_>, one: &Comparison, known: &Known<'_>) {
        if self.named(at.key("field"), &one.field, known).is_none() {
            return;
        }
        let (is_number, is_date) = (known.is_number(&one.field), known.is_date(&one.field));
        if !is_number && !is_date {
            return self.error(at.key("field"), unexpected(one.field.as_str(), Expected::NumberOrDay));
        }
        let than = at.key("than");
        let (at, fits, found) = match &one.than {
            Operand::Number(number) => (than.key("number"), is_number, number.to_string()),
            Operand::Date(day) => (than.key("date"), is_date, day.to_string()),
            Operand::Total(of) => {
                let at = than.key("total");
                let Some(table) = self.named(at.key("table"), &of.table, known) else { return };
                let has_total = |column: &Column| column.id == of.column && column.total;
                if !table.table.get().is_some_and(|table| table.columns.iter().any(has_total)) {
                    self.error(at.key("column"), unexpected(of.column.as_str(), Expected::TotalColumn));
                }
                (at, is_number, of.column.to_string())
            }
            Operand::Field(other) => {
                let at = than.key("field");
                if self.named(at, other, known).is_none() {
                    return;
                }
                let fits = if is_number { known.is_number(other) } else { known.is_date(other) };
                if !fits {
                    self.error(at, unexpected(other.as_str(), alike(is_number)));
                }
                return;
            }
        };
        if !fits {
            self.error(at, unexpected(&found, alike(is_number)));
        }
    }

    fn computed(&mut self, at: At<'_>, computed: &Computed, known: &Known<'_>) {
        let key = match computed {
            Computed::Sum(_) => "sum",
            Computed::Difference(_) => "difference",
            Computed::Ratio(_) => "ratio",
        };
        let at = at.key(key);
        let fields = computed.fields();
        if fields.is_empty() {
            self.error(at, Code::Required);
        }
        for (i, field) in fields.into_iter().enumerate() {
            let at = match (computed, i) {
                (Computed::Sum(_), i) => at.index(i),
                (Computed::Difference(_), 0) => at.key("from"),
                (Computed::Difference(_), _) => at.key("less"),
                (Computed::Ratio(_), 0) => at.key("part"),
                (Computed::Ratio(_), _) => at.key("whole"),
            };
            if self.named(at, field, known).is_some() && !known.is_number(field) {
                self.error(at, unexpected(field.as_str(), alike(true)));
            }
        }
    }

    fn named<'q>(&mut self, at: At<'_>, field: &FieldId, known: &Known<'q>) -> Option<&'q Question> {
        // Proposals may be asked of each addressee.
        if known.scope == Scope::Whole && field.as_str() == "proposals" {
            self.error(at, unexpected("proposals", Expected::AskedOnce));
            return None;
        }
        // An empty id is one that could not be read.
        let found = known.question(field);
        if found.is_none() && !field.as_str().is_empty() {
            self.error(at, Code::Dangling { id: field.to_string() });
        }
        found
    }
}

fn alike(is_number: bool) -> Expected {
    if is_number { Expected::Number } else { Expected::Day }
}

/// Whether a question takes such an answer.
fn may_be(question: &Question, kind: Option<AnswerKind>, value: &str) -> bool {
    match kind {
        _ if question.field.as_str() == "status" && question.options.is_empty() => Status::named(value).is_some(),
        Some(AnswerKind::Choice | AnswerKind::Choices) => question.options.iter().any(|o| o.id.as_str() == value),
        Some(AnswerKind::YesNo) => matches!(value, "yes" | "no"),
        Some(AnswerKind::Integer | AnswerKind::Decimal | AnswerKind::Percent | AnswerKind::Money) => {
            Decimal::parse(value).is_some_and(|number| number.to_string() == value)
        }
        Some(AnswerKind::Evidence | AnswerKind::Table) | None => false,
        Some(_) => !value.trim().is_empty(),
    }
}
