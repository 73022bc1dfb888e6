//! `cargo xtask bench`: the element against plain HTML forms with the same questions, in one run.
//!
//! Speed depends on the machine and on what else it does; ratios within one run depend on it far less. So
//! everything that is compared is measured in turns, and a figure is the median of the rounds. A missed
//! budget is printed, not failed on: only what cannot be measured is an error.

mod browser;
mod figures;
mod plain;
mod plan;
mod questions;
mod report;
mod rows;
mod server;
mod site;

use crate::setup::{Need, Toolbox};
use crate::{build, house};
use anyhow::Result;
use browser::Driver;
use report::Report;
use rows::{core, memory, obligations, opening, size, typing};
use server::Server;
use std::process::ExitCode;

/// How often everything is measured.
pub const ROUNDS: usize = 5;
/// How often for a first impression.
pub const QUICK_ROUNDS: usize = 3;

/// Builds, measures so many rounds, and prints the table.
pub fn bench(rounds: usize) -> Result<ExitCode> {
    let tools = Toolbox::gather([Need::WasmTarget, Need::Node, Need::Chromium, Need::Chromedriver]);
    let (chromium, chromedriver) = (tools.path(Need::Chromium)?, tools.path(Need::Chromedriver)?);
    let files = build::build()?;
    let module = build::build_bench()?;
    let site = site::write(&house::target().join("bench").join("site"))?;
    let server = Server::start(vec![("/dist/", house::dist()), ("/bench/", module), ("/", site)])?;
    let driver = Driver::start(chromedriver, chromium)?;
    let lab = rows::Lab { driver: &driver, server: &server, rounds };

    let mut report = Report::default();
    size::measure(&files, &mut report);
    opening::measure(&lab, &mut report)?;
    typing::measure(&lab, &mut report)?;
    memory::measure(&lab, &mut report)?;
    core::measure(&lab, &mut report)?;
    obligations::measure(&mut report)?;
    report.print(rounds);
    Ok(ExitCode::SUCCESS)
}
