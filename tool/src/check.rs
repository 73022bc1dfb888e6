//! `baocao check`: every mistake in a plan file, with its place.

use crate::cli::Outcome;
use crate::platform::NamedZone;
use baocao::finding::{Code, Expected, Finding, Pointer, Position, Severity};
use baocao::json::{self, Limits, Value};
use baocao::locale::{self, Lang};
use baocao::plan::{self, Plan};
use baocao::schedule;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Which files, and in which language their mistakes are said.
#[derive(Clone, Debug)]
pub struct Options {
    /// The plan files.
    pub plans: Vec<PathBuf>,
    /// The language of the messages.
    pub lang: Lang,
}

/// Checks the files one after another; the worst decides the outcome.
///
/// # Errors
/// When the output cannot be written.
pub fn run(options: &Options, out: &mut dyn Write) -> io::Result<Outcome> {
    let mut worst = Outcome::Well;
    for path in &options.plans {
        let outcome = match fs::read_to_string(path) {
            Ok(text) => one(path, &text, options.lang, out)?,
            Err(error) => {
                eprintln!("{}: {error}", path.display());
                Outcome::Failed
            }
        };
        worst = worst.max(outcome);
    }
    Ok(worst)
}

fn one(path: &Path, text: &str, lang: Lang, out: &mut dyn Write) -> io::Result<Outcome> {
    let (plan, findings) = read(text, Severity::Error);
    write_findings(path, &findings, lang, out)?;
    let Some(plan) = plan else { return Ok(Outcome::Mistakes) };
    let (tasks, kinds) = (plan.tasks.len(), plan.reports.len());
    match lang {
        Lang::Vi => writeln!(out, "{}: hợp lệ ({tasks} nhiệm vụ, {kinds} loại báo cáo)", path.display())?,
        Lang::En => writeln!(out, "{}: valid ({tasks} tasks, {kinds} kinds of report)", path.display())?,
    }
    Ok(Outcome::Well)
}

/// Reads a plan as the core does, and checks what its schedule alone can tell, and a zone database: that its time
/// zone exists.
pub fn read(text: &str, unknown: Severity) -> (Option<Plan>, Vec<Finding>) {
    let reading = plan::read(text, unknown);
    let (plan, mut findings) = (reading.value, reading.findings);
    let Ok(root) = json::parse(text, Limits::default()) else { return (None, findings) };
    let mut more = plan.as_ref().map(schedule::check).unwrap_or_default();
    let at = Pointer::root().key("time_zone");
    let is_told = findings.iter().any(|finding| finding.at == at);
    // Also beside other mistakes: those of the schedule can be told only of a plan that is whole.
    if let Some(Value::Text(zone)) = root.member("time_zone").map(|node| &node.value)
        && !is_told
        && NamedZone::new(zone).is_err()
    {
        let code = Code::Unexpected { found: format!("\"{zone}\""), expected: Expected::TimeZone };
        more.push(Finding::error(at, code));
    }
    let plan = plan.filter(|_| !more.iter().any(Finding::is_error));
    for finding in more {
        let position = json::locate(&root, text, &finding.at);
        findings.push(Finding { position, ..finding });
    }
    findings.sort_by_key(|finding| finding.position);
    (plan, findings)
}

/// Reads the plan in a file; one with mistakes is answered with them instead.
///
/// # Errors
/// When the file cannot be read, or the output cannot be written.
pub fn load(path: &Path, lang: Lang, out: &mut dyn Write) -> io::Result<Option<Plan>> {
    let text = fs::read_to_string(path)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    let (plan, findings) = read(&text, Severity::Warning);
    if plan.is_none() {
        write_findings(path, &findings, lang, out)?;
    }
    Ok(plan)
}

/// Writes findings one a line, as compilers do, so that editors can jump to them.
///
/// # Errors
/// When the output cannot be written.
pub fn write_findings(path: &Path, findings: &[Finding], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    for finding in findings {
        // What concerns the whole text (too large) has no place of its own.
        let Position { line, column } = finding.position.unwrap_or(Position { line: 1, column: 1 });
        let severity = if finding.is_error() { "error" } else { "warning" };
        let at = if finding.at.as_str().is_empty() { "/" } else { finding.at.as_str() };
        let message = locale::finding(lang, finding);
        writeln!(out, "{}:{line}:{column}: {severity} {at}: {message}", path.display())?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn printed(text: &str, lang: Lang) -> (Outcome, Vec<String>) {
        let mut out = Vec::new();
        let outcome = one(Path::new("plan.json"), text, lang, &mut out).unwrap();
        (outcome, String::from_utf8(out).unwrap().lines().map(str::to_owned).collect())
    }

    #[test]
    fn all_mistakes_with_line_and_column() {
        let text = r#"{
  "format": "baocao-plan/1",
  "id": "p", "version": "1", "title": "Kế hoạch",
  "titel": "x",
  "units": [{ "id": "a", "name": "A", "groups": ["không-có"] }],
  "time_zone": "Asia/Ho_Chi_Minh"
}"#;
        let (outcome, lines) = printed(text, Lang::Vi);
        assert_eq!(outcome, Outcome::Mistakes);
        assert!(lines[0].starts_with("plan.json:4:3: error /titel: "), "{lines:?}");
        assert!(lines[1].starts_with("plan.json:5:50: error /units/0/groups/0: "), "{lines:?}");
        assert!(lines[1].contains("không-có"));
        assert_eq!(lines.len(), 2);
    }

    #[test]
    fn a_zone_that_does_not_exist() {
        let text = "{\"format\":\"baocao-plan/1\",\"id\":\"p\",\"version\":\"1\",\"title\":\"K\",\n \"time_zone\":\"Asia/Nam_Cuong\"}";
        let (outcome, lines) = printed(text, Lang::En);
        assert_eq!(outcome, Outcome::Mistakes);
        assert!(lines[0].starts_with("plan.json:2:14: error /time_zone: "), "{lines:?}");
    }

    #[test]
    fn a_zone_that_does_not_exist_beside_other_mistakes() {
        let text = "{\"format\":\"baocao-plan/1\",\"id\":\"p\",\"version\":\"1\",\"titel\":\"K\",\n \"time_zone\":\"Asia/Hanoi\"}";
        let (_, lines) = printed(text, Lang::En);
        assert!(lines.iter().any(|line| line.starts_with("plan.json:2:14: error /time_zone: ")), "{lines:?}");
        assert!(lines.len() > 1);
    }

    #[test]
    fn a_remark_does_not_refuse_a_plan() {
        let list = r#""list":[{"id":"a","wording":"A","to":"2026-03-31"},{"id":"b","wording":"B","to":"2026-06-30"}]"#;
        let text = format!(
            r#"{{"format":"baocao-plan/1","id":"p","version":"1","title":"K","units":[{{"id":"u","name":"U"}}],"reports":[
            {{"id":"r","title":"R","by":{{"units":["u"]}},"periods":{{{list}}},
            "due":[{{"wording":"w","on":{{"each":{{"a":"2026-04-05"}}}}}}]}}]}}"#
        );
        let (outcome, lines) = printed(&text, Lang::En);
        assert_eq!(outcome, Outcome::Well);
        assert!(lines[0].contains(": warning /reports/0/due/0/on/each: "), "{lines:?}");
    }

    #[test]
    fn a_valid_plan_says_so() {
        let text = r#"{"format":"baocao-plan/1","id":"p","version":"1","title":"Kế hoạch"}"#;
        let (outcome, lines) = printed(text, Lang::En);
        assert_eq!((outcome, lines), (Outcome::Well, vec!["plan.json: valid (0 tasks, 0 kinds of report)".to_owned()]));
    }

    #[test]
    fn a_file_that_is_not_there() {
        let options = Options { plans: vec!["/nowhere/plan.json".into()], lang: Lang::Vi };
        assert_eq!(run(&options, &mut Vec::new()).unwrap(), Outcome::Failed);
    }
}
