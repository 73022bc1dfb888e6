//! Makes a document of a plan and a report.

mod annexes;
mod body;
mod chapters;
mod foot;
mod head;
mod indicators;
mod tables;

use crate::document::Document;
use crate::request::Options;
use annexes::Behind;
use baocao::plan::{Paper, Plan, ReportKind, Unit};
use baocao::report::{Form, Report};
use baocao::schedule::{self, Duty, FixedZone, Instant};

/// All that a document is made from.
struct Cx<'a> {
    plan: &'a Plan,
    report: &'a Report,
    options: &'a Options,
    /// How it looks, the plan's words included.
    paper: Paper,
    /// What the report answers; none where plan and unit do not have it.
    duty: Option<Duty>,
    /// Its questions.
    form: Form,
}

/// The document of a unit's report; a blank form of it where that is wanted.
pub fn compose(plan: &Plan, unit: &Unit, report: &Report, options: &Options) -> Document {
    let cx = Cx::new(plan, unit, report, options);
    let mut behind = Behind::default();
    let (table, annex) = indicators::tables(&cx);
    let body = body::body(&cx, table, annex.is_some(), &mut behind);
    let Behind { evidences, tables } = behind;
    let mut annexes: Vec<_> = annex.into_iter().chain(tables.annexes()).chain(evidences.annex()).collect();
    annexes::number(&mut annexes);
    let (left, right) = head::blocks(&cx);
    Document {
        left,
        right,
        number: head::number(&cx),
        place_and_day: head::place_and_day(&cx),
        title: "BÁO CÁO".to_owned(),
        summary: head::summary(&cx),
        bases: head::bases(&cx),
        body,
        recipients: foot::recipients(&cx),
        drawn_up: foot::drawn_up(&cx),
        signature: foot::signature(&cx),
        signer: cx.paper.signer.clone().unwrap_or_default(),
        annexes,
    }
}

impl<'a> Cx<'a> {
    fn new(plan: &'a Plan, unit: &Unit, report: &'a Report, options: &'a Options) -> Self {
        let member = plan.member(unit.clone());
        let at = Instant::parse(&report.prepared_at, &FixedZone::VIETNAM).unwrap_or(Instant(0));
        // Days are told apart where the report was made: its own moment says by how much that is ahead.
        let zone = FixedZone(offset(&report.prepared_at));
        let duty = schedule::begun(plan, &member, &report.kind.id, &report.period.id, at, &zone);
        let form = duty.as_ref().map_or(Form { parts: Vec::new() }, |duty| Form::new(plan, &member, duty));
        let kind: Option<&ReportKind> = duty.as_ref().map(|duty| &*duty.kind);
        let said = kind.map_or_else(Paper::default, |kind| plan.paper(kind, unit));
        let paper = options.paper.clone().or(&said);
        Self { plan, report, options, paper, duty, form }
    }

    /// Whether there is nothing to report.
    fn is_nil(&self) -> bool {
        self.report.nil && !self.options.blank
    }
}

/// Minutes ahead of UTC, of a timestamp.
fn offset(timestamp: &str) -> i32 {
    let end = timestamp.get(timestamp.len().saturating_sub(6)..).unwrap_or_default();
    let read = |text: &str| {
        let (hours, minutes) = text.split_once(':')?;
        Some(hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?)
    };
    match end.split_at_checked(1) {
        Some(("+", rest)) => read(rest).unwrap_or(420),
        Some(("-", rest)) => read(rest).map_or(420, |minutes| -minutes),
        _ => 420,
    }
}

/// With its first letter small, as in the middle of a sentence; names and abbreviations stay as they are.
fn lower_first(text: &str) -> String {
    let mut words = text.split_whitespace();
    let begins_small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let is_word = words.next().is_some_and(|word| word.chars().skip(1).all(char::is_lowercase));
    // "Việt Nam", "Đoàn TNCS"; a word alone is taken for one.
    if !is_word || !words.next().is_none_or(begins_small) {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// With its first letter large.
fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Without the sign at its end.
fn bare(text: &str) -> &str {
    text.trim().trim_end_matches(['.', ';', ',', ':', ' '])
}
