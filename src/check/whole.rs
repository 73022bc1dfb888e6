use super::Context;
use crate::finding::{Code, Finding, Pointer};
use crate::plan::FieldId;
use crate::report::{Answers, Field, FormPart, Part, Value};
use crate::schedule::Standing;

/// Checks what only the whole report can tell: timeliness, nil, that there is something in it, and what parts say of each other.
pub fn whole<'a>(cx: Context<'_>, answers: impl Iterator<Item = (&'a Part, &'a Answers)> + Clone) -> Vec<Finding> {
    let mut nil = false;
    let mut late_reason = false;
    let mut content = false;
    for (part, answers) in answers.clone() {
        match part {
            Part::Whole => {
                nil = is_nil(part, answers);
                late_reason = answers.contains_key("late-reason");
            }
            Part::Reporter => {}
            Part::Entry(_) | Part::Indicator(_) | Part::Sections => {
                content |= answers.values().any(|value| !matches!(value, Value::Picks(picks) if picks.is_empty()));
            }
        }
    }
    let has_content = nil && content && {
        let mut parts = answers.clone().zip(&cx.form.parts);
        parts.any(|((_, answers), form)| says_something(form, answers))
    };
    let mut found = super::figures::done_unmet(cx, answers);
    let root = Pointer::root();
    match cx.duty.standing(cx.now) {
        Standing::Closed if cx.duty.correctable_until.is_some() => {
            found.push(Finding::error(root.clone(), Code::CorrectionsOver));
        }
        Standing::Closed | Standing::Settled(_) | Standing::Lapsed(_) => {
            found.push(Finding::error(root.clone(), Code::Closed))
        }
        Standing::NotOpen => found.push(Finding::error(root.clone(), Code::NotOpenYet)),
        Standing::Overdue => {
            found.push(Finding::warning(root.clone(), Code::Late));
            if !cx.duty.kind.late.reason_optional && !late_reason {
                found.push(Finding::error(root.key("late").key("reason"), Code::LateNeedsReason));
            }
        }
        Standing::Open | Standing::Undated => {}
    }
    if has_content {
        found.push(Finding::error(root.key("nil"), Code::NilWithContent));
    }
    if cx.duty.event_at.is_some_and(|event| event > cx.now) {
        found.push(Finding::error(root.key("period").key("event"), Code::NotYet));
    }
    if nil && !cx.duty.may_be_nil() {
        found.push(Finding::error(root.key("nil"), Code::NotAsked));
    }
    if !nil && !content {
        let code = if cx.duty.may_be_nil() { Code::NothingReported } else { Code::NothingFilled };
        found.push(Finding::error(root, code));
    }
    found
}

/// Whether there is something in a part of the content, and not only that there is nothing to report.
fn says_something(form: &FormPart, answers: &Answers) -> bool {
    let is_blank = |value: &Value| matches!(value, Value::Picks(picks) if picks.is_empty());
    let is_about_nil = |id: &FieldId| form.field(id.as_str()).is_some_and(Field::is_about_nil);
    !matches!(form.part, Part::Whole | Part::Reporter)
        && answers.iter().any(|(id, value)| !is_blank(value) && !is_about_nil(id))
}

/// Whether these are the answers that say "nothing to report".
pub fn is_nil(part: &Part, answers: &Answers) -> bool {
    *part == Part::Whole && answers.get("nil") == Some(&Value::Bool(true))
}
