//! Answers that depend on others: what is worked out, and what is not asked.

use super::answer::{Answers, Value};
use super::earlier::number;
use super::figures::PLACES;
use super::form::{Field, FormPart};
use crate::plan::{Comparison, Computed, Condition, Date, Decimal, FieldId, Operand, TotalOf};
use std::borrow::Cow;
use std::cmp::Ordering;

/// Works out what follows from the answers of a part, and takes out those to questions that are not asked. Gives the places
/// of these questions.
///
/// It ends whatever the plan says: a plan whose questions wait for each other is refused before, and here they come to a
/// rest after as many rounds as there are questions.
pub fn settle_dependent(part: &FormPart, answers: &mut Answers) -> Vec<usize> {
    if !depends(part) {
        return Vec::new();
    }
    let given = answers.clone();
    let left_out = part.left_out(answers);
    let mut hidden = left_out.clone();
    for _ in 0..=part.fields.len() {
        let mut next = given.clone();
        for &place in &hidden {
            next.remove(part.fields[place].id.as_str());
        }
        work_out(part, &hidden, &mut next);
        let is_hidden = |(place, field): &(usize, &Field)| {
            // What is not asked is not explained either.
            let of = part.subject(field).unwrap_or(field);
            let asked = of.when.get().and_then(|when| when.asked.as_ref());
            left_out.contains(place) || asked.is_some_and(|asked| !holds(asked, &next))
        };
        let now: Vec<usize> = part.fields.iter().enumerate().filter(is_hidden).map(|(place, _)| place).collect();
        let is_settled = now == hidden;
        (*answers, hidden) = (next, now);
        if is_settled {
            break;
        }
    }
    hidden
}

/// Answers as they are once that is done, and the places of the questions that are not asked; they are copied only where
/// something depends on something.
pub fn settled<'a>(part: &FormPart, answers: &'a Answers) -> (Cow<'a, Answers>, Vec<usize>) {
    if !depends(part) {
        return (Cow::Borrowed(answers), Vec::new());
    }
    let mut settled = answers.clone();
    let hidden = settle_dependent(part, &mut settled);
    (Cow::Owned(settled), hidden)
}

impl FormPart {
    /// What a number that is worked out follows from, also by way of others; nothing of what is asked.
    pub fn sources(&self, field: &Field) -> Vec<&FieldId> {
        let of = |id: &FieldId| self.field(id.as_str())?.computed.get();
        of(&field.id).map(|made| made.sources(of)).unwrap_or_default()
    }
}

/// Whether a part has a question that depends on others.
fn depends(part: &FormPart) -> bool {
    part.fields.iter().any(|field| field.computed.is_there() || field.when.is_there() || field.is_about_nil())
}

/// What follows from other numbers, which may follow from others in turn.
fn work_out(part: &FormPart, hidden: &[usize], answers: &mut Answers) {
    let computed = || {
        let fields = part.fields.iter().enumerate().filter(|(place, _)| !hidden.contains(place));
        fields.filter_map(|(_, field)| Some((&field.id, field.computed.get()?)))
    };
    for (id, _) in computed() {
        answers.remove(id);
    }
    for _ in computed() {
        let mut is_settled = true;
        for (id, of) in computed() {
            let result = computes(of, answers).map(|result| Value::Text(result.to_string()));
            let before = match &result {
                Some(result) => answers.insert(id.clone(), result.clone()),
                None => answers.remove(id),
            };
            is_settled &= before == result;
        }
        if is_settled {
            break;
        }
    }
}

/// What follows from answers; none where it is blank, or has too many digits.
fn computes(computed: &Computed, answers: &Answers) -> Option<Decimal> {
    computes_from(computed, |field| number(answers, field.as_str()))
}

/// What follows from numbers, by their keys.
pub(super) fn computes_from(computed: &Computed, number: impl Fn(&FieldId) -> Option<Decimal>) -> Option<Decimal> {
    match computed {
        Computed::Sum(fields) => Decimal::sum(fields.iter().filter_map(number)),
        Computed::Difference(of) => number(&of.from)?.minus(number(&of.less)?),
        Computed::Ratio(of) => number(&of.part)?.percent_of(number(&of.whole)?, PLACES),
    }
}

/// Whether a condition compares with an answer that is blank.
pub fn waits(condition: &Condition, answers: &Answers) -> bool {
    let is_blank = |field: &FieldId| !answers.contains_key(field);
    match condition {
        Condition::Answered(_) | Condition::Is(_) => false,
        Condition::Above(one)
        | Condition::AtLeast(one)
        | Condition::Below(one)
        | Condition::AtMost(one)
        | Condition::Equals(one) => {
            let is_other_blank = match &one.than {
                Operand::Field(other) => is_blank(other),
                Operand::Total(of) => total(answers, of).is_none(),
                Operand::Number(_) | Operand::Date(_) => false,
            };
            is_blank(&one.field) || is_other_blank
        }
        Condition::All(of) | Condition::Any(of) => of.iter().any(|one| waits(one, answers)),
        Condition::Not(condition) => waits(condition, answers),
    }
}

/// Whether a condition holds of answers.
pub fn holds(condition: &Condition, answers: &Answers) -> bool {
    let compared = |one: &Comparison| compare(answers, one);
    match condition {
        Condition::Answered(field) => answers.contains_key(field),
        Condition::Is(answer) => match answers.get(&answer.field) {
            Some(Value::Text(text)) => *text == answer.value,
            Some(Value::Bool(yes)) => answer.value == if *yes { "yes" } else { "no" },
            Some(Value::Picks(picks)) => picks.contains(&answer.value),
            Some(Value::Evidence(_) | Value::Table(_)) | None => false,
        },
        Condition::Above(one) => compared(one) == Some(Ordering::Greater),
        Condition::AtLeast(one) => compared(one).is_some_and(Ordering::is_ge),
        Condition::Below(one) => compared(one) == Some(Ordering::Less),
        Condition::AtMost(one) => compared(one).is_some_and(Ordering::is_le),
        Condition::Equals(one) => compared(one) == Some(Ordering::Equal),
        Condition::All(of) => of.iter().all(|one| holds(one, answers)),
        Condition::Any(of) => of.iter().any(|one| holds(one, answers)),
        Condition::Not(condition) => !holds(condition, answers),
    }
}

/// How an answer stands to what it is held against; none where one of them is blank, or they are of two kinds.
fn compare(answers: &Answers, Comparison { field, than }: &Comparison) -> Option<Ordering> {
    let text = |field: &FieldId| answers.get(field).and_then(Value::text);
    let one = text(field)?;
    let (number, day) = match than {
        Operand::Number(number) => (Some(*number), None),
        Operand::Date(day) => (None, Some(*day)),
        Operand::Field(other) => {
            let other = text(other)?;
            (Decimal::parse(other), Date::parse(other))
        }
        Operand::Total(of) => (total(answers, of), None),
    };
    let numbers = Decimal::parse(one).zip(number).map(|(one, other)| one.cmp(&other));
    numbers.or_else(|| Date::parse(one).zip(day).map(|(one, other)| one.cmp(&other)))
}

/// The sum below a column of a table.
fn total(answers: &Answers, of: &TotalOf) -> Option<Decimal> {
    match answers.get(&of.table)? {
        Value::Table(table) => Decimal::parse(table.total.get(&of.column)?),
        _ => None,
    }
}
