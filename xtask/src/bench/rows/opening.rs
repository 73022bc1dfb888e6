//! Time until one can type, on a slow line and a slow machine, with nothing cached.

use super::Lab;
use crate::bench::form::Page;
use anyhow::Result;
use serde_json::json;

/// Slow 4G: 1.6 Mbit/s down, 0.75 up (in bytes a second), 150 ms a round trip.
const LATENCY: u32 = 150;
const DOWN: u32 = 1_600_000 / 8;
const UP: u32 = 750_000 / 8;
/// How many times slower the machine is.
const SLOWER: u32 = 4;

/// Milliseconds.
pub fn slow(lab: &Lab<'_>, page: Page) -> Result<f64> {
    let browser = lab.browser()?;
    let line = json!({"offline": false, "latency": LATENCY, "downloadThroughput": DOWN, "uploadThroughput": UP});
    browser.tools("Network.enable", &json!({}))?;
    browser.tools("Network.emulateNetworkConditions", &line)?;
    browser.tools("Emulation.setCPUThrottlingRate", &json!({"rate": SLOWER}))?;
    lab.go(&browser, &page.path())?;
    browser.number("bench.interactive")
}
