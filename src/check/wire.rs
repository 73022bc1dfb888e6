use super::Context;
use crate::finding::{Code, Finding, Pointer};
use crate::plan::{Decimal, Files};
use crate::report::{Figures, FormPart, Part, Report};
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

/// Checks a report as it arrived: that it answers the duty it names, that its envelope is well formed, and
/// everything the form checks.
pub fn report(cx: Context<'_>, report: &Report) -> Vec<Finding> {
    let mut found = Vec::new();
    let root = Pointer::root();
    let mut same = |at: Pointer, found_there: &str, expected: &str| {
        if found_there != expected {
            let code = Code::Mismatch { found: found_there.to_owned(), expected: expected.to_owned() };
            found.push(Finding::error(at, code));
        }
    };
    same(root.key("plan").key("id"), report.plan.id.as_str(), cx.plan.id.as_str());
    same(root.key("kind").key("id"), report.kind.id.as_str(), cx.duty.kind.id.as_str());
    same(root.key("period").key("id"), report.period.id.as_str(), cx.duty.period.id.as_str());

    // A text that differs under the same version is no reason to refuse answers that fit it; the hash in the
    // report tells which text the officer had before the eyes.
    if report.plan.version != cx.plan.version {
        found.push(Finding::error(root.key("plan").key("version"), Code::PlanChanged));
    }
    let entries: Vec<&str> = report.entries.iter().map(|entry| entry.task.as_str()).collect();
    let asked: Vec<&str> = cx.form.entries().filter_map(|part| key(part)).collect();
    order(&root.key("entries"), &entries, &asked, "task", &mut found);
    let results: Vec<&str> = report.indicators.iter().map(|result| result.indicator.as_str()).collect();
    let asked: Vec<&str> = cx.form.indicators().filter_map(|part| key(part)).collect();
    order(&root.key("indicators"), &results, &asked, "indicator", &mut found);

    found.extend(reckoned(report, cx));
    found.extend(unsent(report, cx));
    found.extend(super::all(cx, &report.answers(cx.form), Vec::new()));
    // The form's rules speak for the reporter's fields already; the envelope adds what they do not see.
    let mut of_envelope = envelope(report);
    of_envelope.retain(|finding| !found.iter().any(|f| f.at == finding.at));
    of_envelope.append(&mut found);
    of_envelope
}

/// Figures that are not what the answers and the earlier figures make.
fn reckoned(report: &Report, cx: Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (i, result) in report.indicators.iter().enumerate() {
        let Some((figures, indicator)) = result.figures.zip(cx.plan.indicator(&result.indicator)) else { continue };
        let made = Figures::new(indicator, cx.duty, &result.values, Some(&figures.past));
        let told = |number: Option<Decimal>| number.map(|number| number.to_string()).unwrap_or_default();
        let pairs = [
            ("now", figures.now, made.now),
            ("cumulative", figures.cumulative, made.cumulative),
            ("goal", figures.goal, made.goal),
            ("of_goal", figures.of_goal, made.of_goal),
        ];
        for (key, found_there, expected) in pairs.into_iter().filter(|(_, said, made)| said != made) {
            let at = Pointer::root().key("indicators").index(i).key("figures").key(key);
            let code = Code::Mismatch { found: told(found_there), expected: told(expected) };
            found.push(Finding::error(at, code));
        }
    }
    found
}

/// Files that are neither where they can be read nor inside, and those inside that are too large together.
fn unsent(report: &Report, cx: Context<'_>) -> Vec<Finding> {
    let files = report.files();
    let sizes = files.iter().filter(|(_, file)| file.data.is_some()).map(|(_, file)| u64::from(file.size));
    let (found, max) = (sizes.sum(), u64::from(Files::INSIDE));
    let mut inside = 0;
    let wrong = files.into_iter().filter_map(|(at, file)| {
        let had_room = inside <= max;
        inside += if file.data.is_some() { u64::from(file.size) } else { 0 };
        let code = match (&file.url, &file.data) {
            (Some(url), None) => cx.text.web_address(url).is_none().then_some(Code::NotAUrl),
            (None, Some(data)) => (data.len() != (file.size as usize).div_ceil(3) * 4).then_some(Code::FileMissing),
            _ => Some(Code::FileMissing),
        };
        // Said once, where they become too many.
        let code = code.or((had_room && inside > max).then_some(Code::FilesTooLarge { found, max }));
        code.map(|code| Finding::error(at, code))
    });
    wrong.collect()
}

fn key(part: &FormPart) -> Option<&str> {
    match &part.part {
        Part::Entry(id) => Some(id.as_str()),
        Part::Indicator(id) => Some(id.as_str()),
        Part::Sections | Part::Reporter | Part::Whole => None,
    }
}

/// Pointers name positions, so both sides must agree on them: every asked thing once, in the plan's order.
fn order(at: &Pointer, found: &[&str], asked: &[&str], key: &str, into: &mut Vec<Finding>) {
    for i in 0..found.len().max(asked.len()) {
        let (got, want) = (found.get(i).copied().unwrap_or_default(), asked.get(i).copied().unwrap_or_default());
        if got != want {
            let code = Code::Mismatch { found: got.to_owned(), expected: want.to_owned() };
            into.push(Finding::error(at.index(i).key(key), code));
            return;
        }
    }
}

/// The typed envelope, checked by its `validator` derive; turned once into findings, in a stable order.
fn envelope(report: &Report) -> Vec<Finding> {
    let Err(errors) = report.validate() else { return Vec::new() };
    let mut found = Vec::new();
    collect(&Pointer::root(), &errors, &mut found);
    crate::finding::sort(&mut found, |finding| finding.at.clone());
    found
}

fn collect(at: &Pointer, errors: &ValidationErrors, into: &mut Vec<Finding>) {
    for (field, kind) in errors.errors() {
        let at = at.key(field);
        match kind {
            ValidationErrorsKind::Field(errors) => into.extend(errors.iter().map(|error| {
                let number = |key: &str| error.params.get(key).and_then(|n| n.as_u64());
                let length = |key: &str| number(key).and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
                let code = match &*error.code {
                    "phone" => Code::NotAPhone,
                    "email" => Code::NotAnEmail,
                    "length" => match error.params.get("value").and_then(|value| value.as_str()) {
                        Some(text) if text.chars().count() < length("min") as usize => {
                            Code::TooShort { min: length("min"), found: text.chars().count() as u32 }
                        }
                        Some(text) => Code::TooLong { max: length("max"), found: text.chars().count() as u32 },
                        None => Code::Required,
                    },
                    _ => Code::AboveMax { max: number("max").unwrap_or_default().to_string() },
                };
                Finding::error(at.clone(), code)
            })),
            ValidationErrorsKind::Struct(inner) => collect(&at, inner, into),
            ValidationErrorsKind::List(items) => {
                for (i, inner) in items {
                    collect(&at.index(*i), inner, into);
                }
            }
        }
    }
}
