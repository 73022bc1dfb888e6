//! `cargo xtask bench`: the element against other ways to build the same form, in one run.
//!
//! Speed depends on the machine and on what else it does; ratios within one run depend on it far less. So
//! everything that is compared is measured in turns, and a figure is the median of the rounds. A missed
//! budget is printed, not failed on: only what cannot be measured, or does not do the work, is an error.

mod browser;
mod budgets;
mod chart;
mod document;
mod entry;
mod figures;
mod form;
mod matrix;
mod options;
mod plain;
mod report;
mod rivals;
mod rounds;
mod rows;
mod server;
mod site;
mod table;
mod work;

use crate::setup::{Need, Toolbox};
use crate::{build, house};
use anyhow::Result;
use browser::Driver;
use form::Page;
use matrix::Matrix;
use options::{Options, Own};
use report::Report;
use rows::{core, loaded, obligations};
use server::Server;
use std::path::Path;
use std::process::ExitCode;

/// Builds, measures, prints the tables, and writes them down if asked to.
pub fn bench(args: &[&str]) -> Result<ExitCode> {
    let options = Options::read(args)?;
    let tools = Toolbox::gather([Need::WasmTarget, Need::Node, Need::Chromium, Need::Chromedriver]);
    let (chromium, chromedriver) = (tools.path(Need::Chromium)?, tools.path(Need::Chromedriver)?);
    let files = build::build()?;
    // A table that stands for itself has no use for the core's module.
    let module = if options.own.is_none() { build::build_bench()? } else { house::target() };
    let bundles = rivals::bundle(&options.forms)?;
    let site = site::write(&house::target().join("bench").join("site"), &options.forms, &bundles)?;
    let roads = [("/dist/", house::dist()), ("/bench/", module), ("/rivals/", bundles.clone()), ("/", site.clone())];
    let server = Server::start(roads.to_vec())?;
    let driver = Driver::start(chromedriver, chromium)?;
    let lab = rows::Lab { driver: &driver, server: &server, rounds: options.rounds };
    match options.own {
        Some(Own::Grid) => return grid(&lab, &options, &site, &bundles),
        Some(Own::Entry) => return entry(&lab, &options),
        None => {}
    }

    let pages = rounds::pages(&options.sizes, &options.forms, true);
    let mut matrix = loaded::weigh_all(&pages, &site, &bundles)?;
    // First what takes a minute: an hour's figures are not lost to it.
    let mut alone = Report::default();
    if options.is_whole() {
        core::measure(&lab, &mut alone)?;
        obligations::measure(&mut alone)?;
    }
    let unseen = rounds::measure(&lab, &pages, &mut matrix)?;
    let mut report = Report::default();
    loaded::budget(&files, &mut report);
    budgets::rows(&matrix, &mut report);
    report.append(alone);
    let run = run(&lab, options.rounds)?;
    let later = [loaded::later(&files, &build::REST), loaded::later(&files, &[build::PAPER])];
    let figures = said(&run, &matrix, &options, &report, &unseen, later)?;
    println!("\n{figures}");
    let chart = chart::chart(&matrix, &options.sizes, &options.forms, &run);
    document::keep(&figures, &chart)?;
    if options.write {
        document::write(&figures, &chart)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The element's table of all tasks beside its form of one task, and beside what shows all tasks too.
fn grid(lab: &rows::Lab<'_>, options: &Options, site: &Path, bundles: &Path) -> Result<ExitCode> {
    let pages = rounds::pages(&options.sizes, &options.forms, false);
    let mut matrix = loaded::weigh_all(&pages, site, bundles)?;
    let unseen = rounds::measure(lab, &pages, &mut matrix)?;
    let table = table::table(&matrix, &options.sizes, &options.forms);
    let figures = format!("{}. {}\n\n{table}\n{}", run(lab, options.rounds)?, seen(&unseen), ONE_TASK);
    keep(&figures, " --grid", options)
}

/// The ways to fill in one report.
fn entry(lab: &rows::Lab<'_>, options: &Options) -> Result<ExitCode> {
    let table = entry::table(lab)?;
    let figures = format!("{}.\n\n{table}", run(lab, options.rounds)?);
    keep(&figures, " --entry", options)
}

/// Prints a table that stands for itself, and writes it down if asked to.
fn keep(figures: &str, own: &str, options: &Options) -> Result<ExitCode> {
    println!("\n{figures}");
    if options.write {
        document::write_table(own, figures)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What the mark in a table says.
const ONE_TASK: &str = "† Shows one task at a time: that is what wins here, not how fast a field is.";

/// When, where and with what.
fn run(lab: &rows::Lab<'_>, rounds: usize) -> Result<String> {
    let browser = lab.browser()?;
    let day = browser.ask("new Date().toLocaleDateString('en-GB', { dateStyle: 'long' })")?;
    let day = day.as_str().unwrap_or_default();
    let (machine, rounds) =
        (document::machine(), if rounds == 1 { "1 round".to_owned() } else { format!("{rounds} rounds") });
    Ok(format!("{day}, baocao {}, {}, {machine}, {rounds}", build::VERSION, browser.version()?))
}

fn said(
    run: &str,
    matrix: &Matrix,
    options: &Options,
    report: &Report,
    unseen: &[Page],
    later: [u64; 2],
) -> Result<String> {
    let libraries: Vec<_> =
        rivals::versions()?.into_iter().map(|(name, version)| format!("{name} {version}")).collect();
    let unseen = seen(unseen);
    let misses = report.misses();
    let misses = if misses.is_empty() { "None.\n" } else { &misses };
    Ok(format!(
        "{run}; Node.js {}; {}.\n\n{unseen} A figure is the median of its rounds; a form that took more than a minute in a round \
         was measured once. The least of a line is bold.\n\n\
         {}\n{ONE_TASK} The others show all tasks at once; [the element's table of all tasks](#all-tasks-in-one-table) \
         stands below. Not counted above: {:.1} KiB (brotli) of `baocao_rest`, loaded after the first view, and {:.1} KiB of \
         `baocao_paper.wasm`, loaded when a report is first put on paper.\n\n### Against the budgets\n\n\
         Least–greatest in brackets; ratios are taken within each round.\n\n{}\n### What misses\n\n{misses}",
        document::node(),
        libraries.join(", "),
        table::table(matrix, &options.sizes, &options.forms),
        later[0] as f64 / 1024.0,
        later[1] as f64 / 1024.0,
        report.table(),
    ))
}

/// What was seen of the forms before they were measured.
fn seen(unseen: &[Page]) -> String {
    let unseen: Vec<_> = unseen.iter().map(|page| format!("{} at {}", page.form.name(), page.tasks)).collect();
    match unseen.as_slice() {
        [] => "Every form was seen to show every task and to find the same errors.".to_owned(),
        some => format!(
            "Every form was seen to show every task and to find the same errors, but {}, for which there was no time.",
            some.join(", ")
        ),
    }
}
