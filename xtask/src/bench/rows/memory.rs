//! What a long report takes: the JavaScript heap after a collection, and the module's memory.

use super::Lab;
use crate::bench::figures::Figures;
use crate::bench::report::{Budget, Report, Row, Unit};
use crate::bench::site::{MANY, Page};
use anyhow::{Context, Result};
use serde_json::json;

/// The leanest of the rivals (docs/performance.md).
const LEANEST_RIVAL: f64 = 22.0;

const MIB: f64 = 1024.0 * 1024.0;

/// The module's memory.
const WASM: &str = "bench.memory?.buffer.byteLength ?? 0";

/// Ours with nothing and with everything answered, and plain, in turns.
pub fn measure(lab: &Lab<'_>, report: &mut Report) -> Result<()> {
    println!("counting memory");
    let [mut ours, mut filled, mut plain] = [(); 3].map(|()| Figures::default());
    for _ in 0..lab.rounds {
        ours.add(memory(lab, Page::Ours(MANY), false)?);
        filled.add(memory(lab, Page::Ours(MANY), true)?);
        plain.add(memory(lab, Page::Plain(MANY), false)?);
    }
    for (what, ours) in [("JS + wasm memory, 1000 tasks", ours), ("JS + wasm memory, 1000 tasks, all answered", filled)]
    {
        report.add(Row {
            what: what.to_owned(),
            unit: Unit::Mebibytes,
            ours,
            against: Some(("plain", plain.clone())),
            budget: Budget::Most(LEANEST_RIVAL),
        });
    }
    Ok(())
}

fn memory(lab: &Lab<'_>, page: Page, filled: bool) -> Result<f64> {
    let browser = lab.opened(page, filled)?;
    browser.tools("HeapProfiler.collectGarbage", &json!({}))?;
    let heap = browser.tools("Runtime.getHeapUsage", &json!({}))?;
    let heap = heap["usedSize"].as_f64().context("the heap has no size")?;
    Ok((heap + browser.number(WASM)?) / MIB)
}
