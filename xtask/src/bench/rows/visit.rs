//! One visit to a form: it is opened, weighed, typed into, left, sent, and typed into again.

use super::{Lab, typing};
use crate::bench::browser::Browser;
use crate::bench::form::{Form, Page};
use crate::bench::matrix::Measure;
use anyhow::{Context, Result};
use serde_json::json;

const MIB: f64 = 1024.0 * 1024.0;

/// The module's memory.
const WASM: &str = "bench.memory?.buffer.byteLength ?? 0";

/// What a visit measures, in this order; of a form that is full, so many at the beginning.
pub const MEASURES: [Measure; 12] = [
    Measure::Fast,
    Measure::Memory,
    Measure::Elements,
    Measure::Typed,
    Measure::TypedWorst,
    Measure::TypedCost,
    Measure::Left,
    Measure::LeftCost,
    Measure::Checked,
    Measure::After,
    Measure::AfterWorst,
    Measure::AfterCost,
];

/// Makes it; each figure is handed over as soon as it is there.
pub fn visit(lab: &Lab<'_>, page: Page, take: &mut dyn FnMut(Measure, f64)) -> Result<()> {
    let browser = lab.browser()?;
    take(Measure::Fast, lab.open(&browser, page)?);
    take(Measure::Memory, memory(&browser)?);
    take(Measure::Elements, browser.number("bench.elements()")?);
    typing::prepare(&browser)?;
    let typed = typing::keys(&browser)?;
    take(Measure::Typed, typed.frames.median());
    take(Measure::TypedWorst, typed.frames.percentile(95));
    take(Measure::TypedCost, typed.thread);
    if page.form == Form::Filled {
        return Ok(());
    }
    let left = typing::leaves(&browser)?;
    take(Measure::Left, left.frames.median());
    take(Measure::LeftCost, left.thread);
    take(Measure::Checked, browser.number("bench.send()")?);
    browser.ask("bench.back()")?;
    let typed = typing::keys(&browser)?;
    take(Measure::After, typed.frames.median());
    take(Measure::AfterWorst, typed.frames.percentile(95));
    take(Measure::AfterCost, typed.thread);
    Ok(())
}

/// The JavaScript heap after a collection, and the module's memory.
fn memory(browser: &Browser) -> Result<f64> {
    browser.tools("HeapProfiler.collectGarbage", &json!({}))?;
    let heap = browser.tools("Runtime.getHeapUsage", &json!({}))?;
    let heap = heap["usedSize"].as_f64().context("the heap has no size")?;
    Ok((heap + browser.number(WASM)?) / MIB)
}
