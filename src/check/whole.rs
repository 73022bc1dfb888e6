use super::Context;
use crate::finding::{Code, Finding, Pointer};
use crate::plan::Nil;
use crate::report::{Answers, Part, Value};
use crate::schedule::Standing;
use std::collections::BTreeMap;

/// Checks what only the whole report can tell: timeliness, nil, and that there is something in it.
pub fn whole(cx: Context<'_>, answers: &BTreeMap<Part, Answers>) -> Vec<Finding> {
    let mut found = Vec::new();
    let root = Pointer::root();
    match cx.duty.standing(cx.now) {
        Standing::Closed => found.push(Finding::error(root.clone(), Code::Closed)),
        Standing::NotOpen => found.push(Finding::error(root.clone(), Code::NotOpenYet)),
        Standing::Overdue => {
            found.push(Finding::warning(root.clone(), Code::Late));
            let reason = answers.get(&Part::Whole).is_some_and(|whole| whole.contains_key("late-reason"));
            if cx.duty.kind.late.reason && !reason {
                found.push(Finding::error(root.key("late").key("reason"), Code::LateNeedsReason));
            }
        }
        Standing::Open | Standing::Undated => {}
    }
    let nil = is_nil(answers);
    if nil && has_content(answers) {
        found.push(Finding::error(root.key("nil"), Code::NilWithContent));
    }
    if nil && cx.duty.kind.nil == Nil::Forbidden {
        found.push(Finding::error(root.key("nil"), Code::NotAsked));
    }
    if !nil && !has_content(answers) {
        found.push(Finding::error(root, Code::NothingReported));
    }
    found
}

/// Whether anything but the reporter and the report's own questions is answered.
pub fn has_content(answers: &BTreeMap<Part, Answers>) -> bool {
    answers.iter().any(|(part, answers)| {
        !matches!(part, Part::Reporter | Part::Whole)
            && answers.values().any(|value| !matches!(value, Value::Picks(picks) if picks.is_empty()))
    })
}

pub(super) fn is_nil(answers: &BTreeMap<Part, Answers>) -> bool {
    answers.get(&Part::Whole).and_then(|whole| whole.get("nil")) == Some(&Value::Bool(true))
}
