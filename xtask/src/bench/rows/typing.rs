//! What a key costs the main thread, with everything that follows from it: checks, drawing, keeping the draft.

use super::Lab;
use crate::bench::browser::Browser;
use crate::bench::figures::Figures;
use crate::bench::report::{Budget, Report, Row, Unit};
use crate::bench::site::{FEW, MANY, Page};
use anyhow::{Context, Result};
use serde_json::json;

/// Keys that are pressed before it counts: what runs for the first time is compiled.
const WARM_UP: &str = "to chuc ";
/// Keys that count.
const KEYS: &str = "hoi nghi tap huan cho can bo doan vien thanh nien tren dia ban";

/// What is held against the reference: its name, the page, and whether every question is answered before.
const RIVALS: [(&str, Page, bool); 6] = [
    ("CPU per key, 57 tasks", Page::Ours(FEW), false),
    ("CPU per key, 57 tasks, all answered", Page::Ours(FEW), true),
    ("CPU per key, 1000 tasks", Page::Ours(MANY), false),
    ("CPU per key, 1000 tasks, all answered", Page::Ours(MANY), true),
    ("(plain, 57 tasks)", Page::Plain(FEW), false),
    ("(plain, auto, 1000 tasks)", Page::Auto(MANY), false),
];

/// Ours at several sizes against plain with `content-visibility: auto` at 57 tasks, in turns.
pub fn measure(lab: &Lab<'_>, report: &mut Report) -> Result<()> {
    println!("typing");
    let mut reference = Figures::default();
    let mut rivals = RIVALS.map(|_| Figures::default());
    for _ in 0..lab.rounds {
        reference.add(per_key(lab, Page::Auto(FEW), false)?);
        for (figures, (_, page, filled)) in rivals.iter_mut().zip(RIVALS) {
            figures.add(per_key(lab, page, filled)?);
        }
    }
    for ((what, page, _), ours) in RIVALS.into_iter().zip(rivals) {
        report.add(Row {
            what: what.to_owned(),
            unit: Unit::Milliseconds,
            ours,
            against: Some(("plain, auto, 57", reference.clone())),
            budget: if matches!(page, Page::Ours(_)) { Budget::Times(1.0) } else { Budget::None },
        });
    }
    Ok(())
}

/// Milliseconds of the main thread for one key. What waiting for frames costs without a key is taken off.
fn per_key(lab: &Lab<'_>, page: Page, filled: bool) -> Result<f64> {
    let browser = lab.opened(page, filled)?;
    // The thread's own time: what other programs take is none of it.
    browser.tools("Performance.enable", &json!({"timeDomain": "threadTicks"}))?;
    for key in WARM_UP.chars() {
        press(&browser, key)?;
    }
    let start = busy(&browser)?;
    for key in KEYS.chars() {
        press(&browser, key)?;
    }
    let typed = busy(&browser)?;
    for _ in KEYS.chars() {
        browser.ask("bench.frames()")?;
    }
    let idle = busy(&browser)? - typed;
    let value = browser.ask("bench.field().value")?;
    let value = value.as_str().unwrap_or_default();
    anyhow::ensure!(value.ends_with(KEYS), "{}: the field has {value:?}", page.path());
    Ok((typed - start - idle) / KEYS.len() as f64)
}

fn press(browser: &Browser, key: char) -> Result<()> {
    browser.press(key)?;
    browser.ask("bench.frames()").map(|_| ())
}

/// Milliseconds the page's main thread has been busy.
fn busy(browser: &Browser) -> Result<f64> {
    let metrics = browser.tools("Performance.getMetrics", &json!({}))?;
    let metric = metrics["metrics"].as_array().and_then(|all| all.iter().find(|one| one["name"] == "TaskDuration"));
    let seconds = metric.and_then(|metric| metric["value"].as_f64()).context("there is no TaskDuration")?;
    Ok(seconds * 1000.0)
}
