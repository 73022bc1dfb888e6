//! Time until one can type, on a slow line and a slow machine, with nothing cached.

use super::Lab;
use crate::bench::figures::Figures;
use crate::bench::report::{Budget, Report, Row, Unit};
use crate::bench::site::{FEW, MANY, Page};
use anyhow::Result;
use serde_json::json;

/// Slow 4G: 1.6 Mbit/s down, 0.75 up (in bytes a second), 150 ms a round trip.
const LATENCY: u32 = 150;
const DOWN: u32 = 1_600_000 / 8;
const UP: u32 = 750_000 / 8;
/// How many times slower the machine is.
const SLOWER: u32 = 4;

/// Ours, plain, and plain with `content-visibility: auto`, in turns.
pub fn measure(lab: &Lab<'_>, report: &mut Report) -> Result<()> {
    for tasks in [FEW, MANY] {
        println!("opening {tasks} tasks on a slow line");
        let [mut ours, mut plain, mut auto] = [(); 3].map(|()| Figures::default());
        for _ in 0..lab.rounds {
            ours.add(open(lab, Page::Ours(tasks))?);
            plain.add(open(lab, Page::Plain(tasks))?);
            auto.add(open(lab, Page::Auto(tasks))?);
        }
        let (most, most_auto) =
            if tasks == FEW { (Budget::Times(1.3), Budget::None) } else { (Budget::Times(0.2), Budget::Times(1.0)) };
        for (name, figures, budget) in [("plain", plain, most), ("plain, auto", auto, most_auto)] {
            report.add(Row {
                what: format!("interactive, slow line and CPU, {tasks} tasks"),
                unit: Unit::Milliseconds,
                ours: ours.clone(),
                against: Some((name, figures)),
                budget,
            });
        }
    }
    Ok(())
}

fn open(lab: &Lab<'_>, page: Page) -> Result<f64> {
    let browser = lab.browser()?;
    let line = json!({"offline": false, "latency": LATENCY, "downloadThroughput": DOWN, "uploadThroughput": UP});
    browser.tools("Network.enable", &json!({}))?;
    browser.tools("Network.emulateNetworkConditions", &line)?;
    browser.tools("Emulation.setCPUThrottlingRate", &json!({"rate": SLOWER}))?;
    lab.go(&browser, &page.path())?;
    browser.number("bench.interactive")
}
