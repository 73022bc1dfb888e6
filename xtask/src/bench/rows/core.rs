//! Reading a big plan and checking a full report: the core alone, as it runs in the browser.

use super::Lab;
use crate::bench::figures::Figures;
use crate::bench::report::{Budget, Report, Row, Unit};
use crate::bench::site::{MANY, MOST_UNITS, opened_plan, plan_path};
use crate::bench::work::{ENTRY, REPORTER, UNIT};
use anyhow::{Context, Result, ensure};

/// Most milliseconds for a full check.
const CHECK: f64 = 10.0;
/// Most milliseconds for reading.
const READ: f64 = 100.0;

/// Only first calls were seen to miss.
const CHECK_MISSED: &str = "The first call runs code that the browser has not optimised yet, and it is the one that an officer \
    meets, when a full report is opened; \"again\" is the same work once the browser has optimised it. After the first an answer \
    to a task has only that task checked anew and what holds for the whole, one about the whole report all of it.";
const READ_MISSED: &str = "The first call runs code that the browser has not optimised yet, and it is the one that an officer \
    meets; \"again\" is the same work once the browser has optimised it.";

/// Takes the time of the first call in a new page, and of later ones.
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
    hold(figures, report);
    Ok(())
}

/// The first call is the one that an officer waits for; its budget is that of the later ones, too.
fn hold<const N: usize>(figures: [([&str; 2], Figures); N], report: &mut Report) {
    for ([act, call], ours) in figures {
        let (what, most, why) = match act {
            "checking" => ("checking 1000 tasks, 8005 answers", CHECK, CHECK_MISSED),
            _ => ("reading 5000 units × 1000 tasks", READ, READ_MISSED),
        };
        report.add(Row {
            what: format!("{what}, {call}"),
            unit: Unit::Milliseconds,
            ours,
            against: None,
            budget: Budget::Most(most),
            why,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Report, hold};

    #[test]
    fn a_first_check_is_held_against_the_budget_as_later_ones_are() {
        let mut report = Report::default();
        hold([(["checking", "first"], 23.8.into()), (["checking", "again"], 6.9.into())], &mut report);
        let table = report.table();
        assert_eq!((table.matches("≤ 10.00 ms").count(), table.matches("holds").count()), (2, 1), "{table}");
        let misses = report.misses();
        assert!(misses.starts_with("- **checking 1000 tasks, 8005 answers, first**: 23.80 ms, budget ≤ 10.00 ms. "));
        assert_eq!(misses.lines().count(), 1, "{misses}");
    }
}
