//! What is asked for, as JSON, and the answer as bytes.

use crate::workbook::{self, Refusal, Workbook};
use crate::{compose, docx, print, qr};
use baocao::finding::Severity;
use baocao::json::{Limits, choice, object, read_text};
use baocao::plan::{Date, Paper, Plan, Unit};
use baocao::report::Report;

object!(Request: wanted, plan, unit, report, options);
object!(Options: paper, number, day, blank);
object!(Greeting: version);
object!(Code: code);
object!(Sheet: workbook);
choice!(Wanted: "docx" => Docx, "print" => Print);

/// A document that is wanted.
#[derive(Debug)]
pub struct Request {
    /// As what.
    pub wanted: Wanted,
    /// The plan it reports on.
    pub plan: Plan,
    /// The unit that reports.
    pub unit: Unit,
    /// The report; for a blank form one without answers.
    pub report: Report,
    /// What the officer says of the paper.
    pub options: Options,
}

/// What a document is to be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A file of Word's.
    Docx,
    /// The JSON that the print page shows.
    Print,
}

/// What the report does not say and the paper needs.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How it looks; what the plan says is added where this says nothing.
    pub paper: Paper,
    /// Its number in the office's register; blank: room for one.
    pub number: Option<String>,
    /// The day it is signed; blank: room for one.
    pub day: Option<Date>,
    /// Whether only the questions are wanted, with room for the answers.
    pub blank: bool,
}

/// What a form says first.
struct Greeting {
    version: String,
}

/// What stands in a QR code.
struct Code {
    code: String,
}

/// A workbook that is wanted.
struct Sheet {
    workbook: Workbook,
}

/// Answers a request: the bytes of the document, the path that draws a QR code (`{"code": "…"}`), the bytes of a workbook
/// (`{"workbook": {"title": "…", "table": {…}, "typed": "…"}}`); of a workbook itself its cells ([`workbook::read`]). A form
/// first says of which version it is (`{"version": "…"}`): what it asks and what it makes of the answers another version may
/// not know.
///
/// # Errors
/// A request that cannot be read: the first thing wrong with it. A file that is no workbook: why it is none ([`Refusal::key`]).
/// A form of another version.
pub fn serve(request: &[u8]) -> Result<Vec<u8>, String> {
    let text = std::str::from_utf8(request).unwrap_or_default().trim_start();
    if !text.starts_with('{') {
        return workbook::read(request).map(String::into_bytes).map_err(|refusal: Refusal| refusal.key().to_owned());
    }
    let first_key = text[1..].trim_start();
    if first_key.starts_with("\"version\"") {
        let (ours, theirs) = (env!("CARGO_PKG_VERSION"), read::<Greeting>(text)?.version);
        return if theirs == ours { Ok(Vec::new()) } else { Err(format!("version {ours}, the form is {theirs}")) };
    }
    if first_key.starts_with("\"code\"") {
        return Ok(qr::path(&read::<Code>(text)?.code).ok_or("too long for a QR code")?.into_bytes());
    }
    if first_key.starts_with("\"workbook\"") {
        return Ok(workbook::write(&read::<Sheet>(text)?.workbook));
    }
    let Request { wanted, plan, unit, report, options } = read(text)?;
    let document = compose(&plan, &unit, &report, &options);
    Ok(match wanted {
        Wanted::Docx => docx::write(&document),
        Wanted::Print => print::write(&document).into_bytes(),
    })
}

/// Reads JSON; what a newer version has besides is let pass.
fn read<T: baocao::json::Read>(text: &str) -> Result<T, String> {
    let reading = read_text(text, Limits::default(), Severity::Warning);
    reading.value.ok_or_else(|| {
        let wrong = reading.findings.into_iter().find(baocao::finding::Finding::is_error);
        wrong.map_or_else(String::new, |finding| format!("{}: {}", finding.at, finding.code.key()))
    })
}
