//! Rules over a report → ordered findings. Checking never fails: whatever it is given, it says what is
//! wrong with it. The form and the receiver call the very same functions.

mod figures;
mod files;
mod part;
mod table;
mod whole;
mod wire;

use files::files;
pub use part::{Before, cell, part, part_again};
pub use whole::{is_nil, whole};
pub use wire::report;

use crate::finding::Finding;
use crate::plan::Plan;
use crate::report::{Answers, Earlier, Form, Text};
use crate::schedule::{Duty, Instant};

/// What rules look at besides the answers.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The duty that is met.
    pub duty: &'a Duty,
    /// Its questions.
    pub form: &'a Form,
    /// What earlier reports said.
    pub earlier: &'a Earlier,
    /// The moment of checking.
    pub now: Instant,
    /// Unicode and the web.
    pub text: &'a dyn Text,
}

/// Checks all parts and the whole. `answers` go part by part as the form has them; `unreadable` are the
/// findings of reading the draft, which stand in for the rules at their places.
pub fn all(cx: Context<'_>, answers: &[Answers], unreadable: Vec<Finding>) -> Vec<Finding> {
    let filled = || cx.form.parts.iter().zip(answers);
    let nil = filled().any(|(part, answers)| is_nil(&part.part, answers));
    let mut findings = whole(cx, filled().map(|(part, answers)| (&part.part, answers)));
    for (form_part, answers) in filled() {
        findings.extend(part(cx, form_part, answers, nil));
    }
    findings.retain(|finding| !unreadable.iter().any(|u| covers(u, finding)));
    findings.extend(unreadable);
    findings
}

/// Whether an unreadable answer already speaks for the place of a finding.
pub fn covers(unreadable: &Finding, finding: &Finding) -> bool {
    finding.at.holds(&unreadable.at)
}
