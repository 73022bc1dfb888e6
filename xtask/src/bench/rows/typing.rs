//! What a key costs, with everything that follows from it: checks, drawing, keeping the draft.

use crate::bench::browser::Browser;
use crate::bench::figures::Figures;
use anyhow::{Context, Result, bail};
use serde_json::json;
use std::time::{Duration, Instant};

/// Keys that are pressed before it counts: what runs for the first time is compiled.
const WARM_UP: &str = "to chuc ";
/// Keys that count.
const KEYS: &str = "hoi nghi tap huan cho can bo doan vien thanh nien tren dia ban";
/// How long to type; who is slower than that types fewer keys.
const LONGEST: Duration = Duration::from_secs(30);
/// How often letters that were lost are typed again.
const TRIES: usize = 3;
/// How often a field is left.
const LEAVES: usize = 8;

/// What keys cost.
pub struct Cost {
    /// Milliseconds from the key to the frame that shows it, for each.
    pub frames: Figures,
    /// Milliseconds of the main thread for one. What waiting for frames costs without a key is taken off.
    pub thread: f64,
}

/// Counts the time of the page's main thread from now on, without what other programs take.
pub fn prepare(browser: &Browser) -> Result<()> {
    browser.tools("Performance.enable", &json!({"timeDomain": "threadTicks"})).map(|_| ())
}

/// Types into the field that has the focus. Some forms lose a letter while they still draw themselves: then it is typed
/// again, because what was not taken was not measured.
pub fn keys(browser: &Browser) -> Result<Cost> {
    let mut found = String::new();
    for _ in 0..TRIES {
        press_all(browser, WARM_UP)?;
        browser.ask("bench.keys.length = 0")?;
        let start = busy(browser)?;
        let pressed = press_all(browser, KEYS)?;
        let calm = browser.number("bench.calm()")? as usize;
        let typed = busy(browser)? - start;
        let cost = Cost { frames: frames(browser)?, thread: (typed - idle(browser, pressed + calm)?) / pressed as f64 };
        let value = browser.ask("bench.field().value")?;
        value.as_str().unwrap_or_default().clone_into(&mut found);
        if found.ends_with(&KEYS[..pressed]) {
            return Ok(cost);
        }
        browser.ask("bench.focus()")?;
    }
    bail!("the field has {found:?}, {TRIES} times")
}

/// Leaves the field after a letter, again and again.
pub fn leaves(browser: &Browser) -> Result<Cost> {
    let began = Instant::now();
    let (mut thread, mut all, mut times) = (0.0, Figures::default(), 0);
    while times < LEAVES && (times == 0 || began.elapsed() < LONGEST) {
        press(browser, 'a')?;
        browser.ask("bench.keys.length = 0")?;
        let start = busy(browser)?;
        browser.tab()?;
        browser.ask("bench.frames()")?;
        thread += busy(browser)? - start;
        all.add(frames(browser)?.median());
        browser.ask("bench.focus()")?;
        browser.ask("bench.frames()")?;
        times += 1;
    }
    Ok(Cost { frames: all, thread: (thread - idle(browser, times)?) / times as f64 })
}

/// How many of these keys there was time for.
fn press_all(browser: &Browser, keys: &str) -> Result<usize> {
    let began = Instant::now();
    let mut pressed = 0;
    for key in keys.chars() {
        press(browser, key)?;
        pressed += 1;
        if began.elapsed() > LONGEST {
            break;
        }
    }
    Ok(pressed)
}

fn press(browser: &Browser, key: char) -> Result<()> {
    browser.press(key)?;
    browser.ask("bench.frames()").map(|_| ())
}

/// What the page noted of the keys pressed.
fn frames(browser: &Browser) -> Result<Figures> {
    let noted = browser.ask("bench.frames().then(() => bench.keys)")?;
    let noted = noted.as_array().context("the page notes no keys")?;
    Ok(noted.iter().filter_map(serde_json::Value::as_f64).collect())
}

/// What so many pairs of frames cost the main thread while nothing happens.
fn idle(browser: &Browser, times: usize) -> Result<f64> {
    let start = busy(browser)?;
    for _ in 0..times {
        browser.ask("bench.frames()")?;
    }
    Ok(busy(browser)? - start)
}

/// Milliseconds the page's main thread has been busy.
fn busy(browser: &Browser) -> Result<f64> {
    let metrics = browser.tools("Performance.getMetrics", &json!({}))?;
    let metric = metrics["metrics"].as_array().and_then(|all| all.iter().find(|one| one["name"] == "TaskDuration"));
    let seconds = metric.and_then(|metric| metric["value"].as_f64()).context("there is no TaskDuration")?;
    Ok(seconds * 1000.0)
}
