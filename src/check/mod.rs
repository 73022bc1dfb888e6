//! Rules over a report → ordered findings. Checking never fails: whatever it is given, it says what is
//! wrong with it. The form and the receiver call the very same functions.

mod part;
mod whole;
mod wire;

pub use part::part;
pub use whole::whole;
pub use wire::report;

use crate::finding::Finding;
use crate::plan::Plan;
use crate::report::{Answers, Form, Part, Text};
use crate::schedule::{Duty, Instant};
use std::collections::BTreeMap;

/// What rules look at besides the answers.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The duty that is met.
    pub duty: &'a Duty,
    /// Its questions.
    pub form: &'a Form,
    /// The moment of checking.
    pub now: Instant,
    /// Unicode and the web.
    pub text: &'a dyn Text,
}

/// Checks all parts and the whole; `unreadable` are the findings of reading the draft, which stand in for
/// the rules at their places.
pub fn all(cx: Context<'_>, answers: &BTreeMap<Part, Answers>, unreadable: Vec<Finding>) -> Vec<Finding> {
    let nil = whole::is_nil(answers);
    let nothing = Answers::new();
    let mut findings = Vec::new();
    for form_part in &cx.form.parts {
        let answers = answers.get(&form_part.part).unwrap_or(&nothing);
        findings.extend(part(cx, form_part, answers, nil));
    }
    findings.extend(whole(cx, answers.iter()));
    findings.retain(|finding| !unreadable.iter().any(|u| covers(u, finding)));
    findings.extend(unreadable);
    let order = |finding: &Finding| {
        let place = cx.form.parts.iter().position(|part| finding.at.as_str().starts_with(part.pointer().as_str()));
        (place, finding.severity)
    };
    findings.sort_by_key(order);
    findings
}

/// Whether an unreadable answer already speaks for the place of a finding.
pub fn covers(unreadable: &Finding, finding: &Finding) -> bool {
    let (u, f) = (unreadable.at.as_str(), finding.at.as_str());
    u == f || u.strip_prefix(f).is_some_and(|rest| rest.starts_with('/'))
}
