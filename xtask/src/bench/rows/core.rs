//! Reading a big plan and checking a full report: the core alone, as it runs in the browser.

use super::Lab;
use crate::bench::figures::Figures;
use crate::bench::plan::UNIT;
use crate::bench::questions::{ENTRY, REPORTER};
use crate::bench::report::{Budget, Report, Row, Unit};
use crate::bench::site::{MANY, MOST_UNITS, opened_plan, plan_path};
use anyhow::{Context, Result, ensure};

/// Most milliseconds for a full check.
const CHECK: f64 = 10.0;
/// Most milliseconds for reading.
const READ: f64 = 100.0;

/// The budget for reading is for the first call in a new page: it is the one an officer waits for. Reports are checked when they
/// are opened and with each answer, so that nobody waits for a first check: there it is for later calls.
pub fn measure(lab: &Lab<'_>, report: &mut Report) -> Result<()> {
    println!("reading and checking");
    let (big, plan) = (plan_path(MOST_UNITS, MANY), opened_plan(MANY));
    let mut figures = [["checking", "first"], ["checking", "again"], ["reading", "first"], ["reading", "again"]]
        .map(|keys| (keys, Figures::default()));
    for _ in 0..lab.rounds {
        let timed = lab.browser()?.ask(&format!("bench.core('{big}', '{plan}', '{UNIT}')"))?;
        let expected = MANY * ENTRY.len() + REPORTER.len() + 1;
        ensure!(timed["answers"] == expected && timed["findings"] == 0, "the full report is not as meant: {timed}");
        for ([act, call], figures) in &mut figures {
            figures.add(timed[*act][*call].as_f64().with_context(|| format!("{act} has no figure: {timed}"))?);
        }
    }
    let budgets = [Budget::None, Budget::Most(CHECK), Budget::Most(READ), Budget::None];
    for (([act, call], ours), budget) in figures.into_iter().zip(budgets) {
        let what =
            if act == "checking" { "checking 1000 tasks, 8005 answers" } else { "reading 5000 units × 1000 tasks" };
        report.add(Row {
            what: format!("{what}, {call}"),
            unit: Unit::Milliseconds,
            ours,
            against: None,
            budget,
            why: "The first call runs code that the browser has not optimised yet; \"again\" is the same work after that.",
        });
    }
    Ok(())
}
