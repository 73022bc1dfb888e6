//! `baocao parse`: what the time wordings of plans are read as, for those who write plan files.

mod say;
mod table;
#[cfg(test)]
mod tests;

use crate::cli::Outcome;
use baocao::locale::Lang;
use baocao::plan::wording::{Clock, Reading, Unread, When};
use baocao::plan::{DayCounts, MonthDay, read_time_frame};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::PathBuf;

/// Which wordings, and how they are answered.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The wordings.
    pub wordings: Vec<String>,
    /// A plan file whose tasks' wordings are read, too.
    pub plan: Option<PathBuf>,
    /// The plan's year, for wordings without one.
    pub year: Option<i32>,
    /// One JSON object a line in place of sentences.
    pub json: bool,
    /// The language of the sentences.
    pub lang: Lang,
}

/// Reads the wordings one after another. With a plan, all of its tasks' and its horizon.
///
/// # Errors
/// When the plan cannot be read as a file, or the output cannot be written.
pub fn run(options: &Options, out: &mut dyn Write) -> io::Result<Outcome> {
    let mut outcome = Outcome::Well;
    for wording in &options.wordings {
        let read = read_time_frame(wording, options.year);
        if read.is_err() {
            outcome = Outcome::Mistakes;
        }
        if options.json {
            writeln!(out, "{}", answer(wording, &read))?;
        } else {
            sentences(wording, &read, options.lang, out)?;
        }
    }
    match &options.plan {
        Some(path) => table::run(path, options, out).map(|of_plan| outcome.max(of_plan)),
        None => Ok(outcome),
    }
}

/// The answer as data. `time` is what a task of a plan file holds, `due` what a report kind holds.
fn answer(wording: &str, read: &Result<Reading, Unread>) -> Value {
    match read {
        Ok(reading) if reading.parts.is_empty() => json!({ "wording": wording, "read": true, "blank": true }),
        Ok(reading) => json!({
            "wording": wording,
            "read": true,
            "parts": reading.parts,
            "assumptions": reading.assumptions,
            "passed_over": reading.passed_over,
            "time": reading.time_frame(wording),
            "due": due(wording, reading),
        }),
        Err(unread) => json!({ "wording": wording, "read": false, "unread": unread.parts }),
    }
}

fn sentences(wording: &str, read: &Result<Reading, Unread>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "“{wording}”")?;
    match read {
        Ok(reading) if reading.parts.is_empty() => writeln!(out, "  {}", say::blank(lang)),
        Ok(reading) => {
            for part in &reading.parts {
                writeln!(out, "  {}", say::when(lang, &part.when))?;
            }
            for assumption in &reading.assumptions {
                writeln!(out, "  {}: {}", say::assumed(lang), say::assumption(lang, assumption))?;
            }
            for words in &reading.passed_over {
                writeln!(out, "  {}: “{words}”", say::passed_over(lang))?;
            }
            writeln!(out, "  \"time\": {}", json!(reading.time_frame(wording)))?;
            due(wording, reading).iter().try_for_each(|rule| writeln!(out, "  \"due\": {rule}"))
        }
        Err(unread) => {
            let mut parts = unread.parts.iter();
            parts.try_for_each(|part| writeln!(out, "  {}", say::unread(lang, &part.words, part.why)))
        }
    }
}

/// The due rules of a report kind that the words speak of.
fn due(wording: &str, reading: &Reading) -> Vec<Value> {
    let mut rules = Vec::new();
    let mut rule = |day: Value, counts: DayCounts, clock: Option<Clock>| {
        let mut rule = json!({ "wording": wording, "on": day });
        if counts != DayCounts::Before {
            rule["reading"] = json!(counts);
        }
        if let Some(clock) = clock {
            rule["at"] = json!(clock);
        }
        rules.push(rule);
    };
    for part in &reading.parts {
        if let When::Monthly { day, by: Some(counts), clock } = part.when {
            rule(json!({ "day": day }), counts, clock);
        }
        if let When::Yearly { from, by: Some(counts), clock: Some(clock), .. } = part.when {
            rule(json!({ "dates": [from] }), counts, Some(clock));
        }
    }
    for counts in [DayCounts::Before, DayCounts::Through] {
        let days: Vec<MonthDay> = reading.parts.iter().filter_map(|part| of_every_year(&part.when, counts)).collect();
        if !days.is_empty() {
            rule(json!({ "dates": days }), counts, None);
        }
    }
    rules
}

fn of_every_year(when: &When, counts: DayCounts) -> Option<MonthDay> {
    match when {
        When::Yearly { from, by: Some(by), clock: None, .. } if *by == counts => Some(*from),
        _ => None,
    }
}
