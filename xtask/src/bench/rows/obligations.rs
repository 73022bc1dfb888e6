//! One unit's reports of five years under a large plan: the core alone, natively.

use crate::bench::figures::Figures;
use crate::bench::report::{Budget, Report, Row, Unit};
use crate::process;
use anyhow::{Context, Result};

/// Most milliseconds for all of them.
const OBLIGATIONS: f64 = 20.0;

pub fn measure(report: &mut Report) -> Result<()> {
    println!("working out reports");
    // The first build takes a minute; what cargo says of it is not hidden.
    let (success, said) =
        process::tee(&mut process::cargo("bench --profile tool -p baocao-bench --bench obligations"), "")?;
    anyhow::ensure!(success, "the reports of five years could not be worked out");
    let mut ours = Figures::default();
    for line in said.lines() {
        ours.add(line.trim().parse().with_context(|| format!("{line:?} is no figure"))?);
    }
    let what = "obligations of a unit, five years, native".to_owned();
    let budget = Budget::Most(OBLIGATIONS);
    report.add(Row { what, unit: Unit::Milliseconds, ours, against: None, budget, why: "" });
    Ok(())
}
