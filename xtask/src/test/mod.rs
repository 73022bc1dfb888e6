//! `cargo xtask test`: every check there is, in an order that fails early.

mod screen;
mod steps;
mod tally;

use crate::setup::{Need, Toolbox};
use anyhow::{Result, bail};
use std::collections::BTreeSet;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use steps::{BY_HAND, PARTS, STEPS, Step};
use tally::{Outcome, Tally};

/// Runs these parts, or all but the one that is run by hand. What fails does not keep the rest from running; the last line counts
/// the tests.
pub fn test(parts: &[&str]) -> Result<ExitCode> {
    if let Some(unknown) = parts.iter().find(|part| !PARTS.contains(part)) {
        bail!("there is no part `{unknown}` of the tests; there are: {}", PARTS.join(", "));
    }
    let wanted = |step: &&Step| if parts.is_empty() { step.part != BY_HAND } else { parts.contains(&step.part) };
    let steps: Vec<&Step> = STEPS.iter().filter(wanted).collect();
    let mut tally = Tally::default();
    let toolbox = set_up(&steps, &mut tally);
    for steps in steps.chunk_by(|step, _| step.is_beside_next) {
        steps.iter().for_each(|step| announce(step.part, step.says));
        let outcomes: Vec<_> = std::thread::scope(|scope| {
            let running: Vec<_> = steps.iter().map(|step| scope.spawn(|| run(step, &toolbox))).collect();
            running.into_iter().map(|step| step.join()).collect()
        });
        for (step, outcome) in steps.iter().zip(outcomes) {
            let (outcome, took) = outcome.unwrap_or((Outcome::FAILED, Duration::ZERO));
            tally.add(step.part, step.says, outcome, took, &step.does_without(&toolbox));
        }
    }
    Ok(tally.close())
}

fn run(step: &Step, toolbox: &Toolbox) -> (Outcome, Duration) {
    let started = Instant::now();
    let outcome = step.run(toolbox).unwrap_or_else(|error| {
        println!("error: {error:#}");
        Outcome::FAILED
    });
    (outcome, started.elapsed())
}

fn set_up(steps: &[&Step], tally: &mut Tally) -> Toolbox {
    let (part, says) = ("setup", "find or install what is needed");
    announce(part, says);
    let started = Instant::now();
    let needs: BTreeSet<Need> = steps.iter().flat_map(|step| step.needs.iter().chain(step.welcome)).copied().collect();
    let toolbox = Toolbox::gather(needs);
    let outcome = if toolbox.is_complete() { Outcome::PASSED } else { Outcome::FAILED };
    tally.add(part, says, outcome, started.elapsed(), &[]);
    toolbox
}

fn announce(part: &str, says: &str) {
    println!("\n── {part}: {says}");
}
