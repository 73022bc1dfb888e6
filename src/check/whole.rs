use super::Context;
use crate::finding::{Code, Finding, Pointer};
use crate::report::{Answers, Part, Value};
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
    if nil && content {
        found.push(Finding::error(root.key("nil"), Code::NilWithContent));
    }
    if cx.duty.event_at.is_some_and(|event| event > cx.now) {
        found.push(Finding::error(root.key("period").key("event"), Code::NotYet));
    }
    if nil && !cx.duty.may_be_nil() {
        found.push(Finding::error(root.key("nil"), Code::NotAsked));
    }
    if !nil && !content {
        found.push(Finding::error(root, Code::NothingReported));
    }
    found
}

/// Whether these are the answers that say "nothing to report".
pub fn is_nil(part: &Part, answers: &Answers) -> bool {
    *part == Part::Whole && answers.get("nil") == Some(&Value::Bool(true))
}
