//! What is refused of the rules for periods and deadlines: each mistake with its place.
#![cfg(not(target_arch = "wasm32"))]

mod arrangements;
mod rules;
mod whole;

use baocao::finding::{Finding, Severity};
use baocao::locale::{Lang, finding};
use baocao::plan::{self, Plan};
use baocao::schedule;

/// A plan with one report kind that says this, and more keys of the plan.
pub fn text(kind: &str, more: &str) -> String {
    format!(
        r#"{{"format":"baocao-plan/1","id":"p","version":"1","title":"K","units":[{{"id":"u","name":"U"}}],
        "reports":[{{"id":"r","title":"R","by":{{"units":["u"]}},{kind}}}]{more}}}"#
    )
}

/// What is wrong with it.
pub fn of_plan(kind: &str, more: &str) -> Vec<Finding> {
    of_text(&text(kind, more))
}

/// The plan itself.
pub fn plan_of(kind: &str) -> Plan {
    plan::read(&text(kind, ""), Severity::Error).value.expect("a plan")
}

/// What is wrong with a plan.
pub fn of_text(text: &str) -> Vec<Finding> {
    let reading = plan::read(text, Severity::Error);
    let mut findings = reading.findings;
    findings.extend(reading.value.iter().flat_map(schedule::check));
    findings
}

/// Place and code of each, for short.
pub fn said(found: &[Finding]) -> Vec<String> {
    found.iter().map(|f| format!("{} {}", f.at.as_str().trim_start_matches("/reports/0/"), f.code.key())).collect()
}

/// These are the findings, and each has words.
#[track_caller]
pub fn refused(kind: &str, expected: &[&str]) {
    let found = of_plan(kind, "");
    assert_eq!(said(&found), expected, "{kind}");
    for one in &found {
        for lang in [Lang::Vi, Lang::En] {
            let text = finding(lang, one);
            assert!(text.len() > 10 && !text.contains(['{', '}']), "{text}");
        }
    }
}

/// A month at a time.
pub const MONTHLY: &str = r#""periods":{"every":{"unit":"month"}}"#;

/// A plan with three units, of which the third is of a class, and more keys.
pub fn of_units(more: &str) -> Vec<String> {
    said(&of_text(&format!(
        r#"{{"format":"baocao-plan/1","id":"p","version":"1","title":"K","groups":[{{"id":"g","name":"G"}}],
        "units":[{{"id":"u","name":"U"}},{{"id":"v","name":"V"}},{{"id":"w","name":"W","groups":["g"]}}],{more}}}"#
    )))
}
