//! `cargo xtask size`: how big the element is, what it is made of, and whether that is allowed.

mod crates;

use crate::build::{self, Published};
use anyhow::Result;
use std::process::ExitCode;

/// All that the first view needs (the styles are in the wasm), as brotli -11.
pub const BUDGET: u64 = 150 * 1024;

/// What it should be, which `cargo xtask bench` says beside what it is.
pub const AIM: u64 = 120 * 1024;

/// Builds and prints the tables; the last line is for scripts. Fails above the budget.
pub fn report() -> Result<ExitCode> {
    let files = build::build()?;
    println!("\n{:<36}{:>10}{:>10}{:>10}", "dist/, in bytes", "raw", "gzip", "brotli");
    let (first, later): (Vec<_>, Vec<_>) = files.iter().partition(|file| is_first_view(file));
    first.iter().for_each(|file| print_row(&file.name, file.raw, file.gzip, file.brotli));
    let sum = |size: fn(&Published) -> u64| first.iter().map(|file| size(file)).sum::<u64>();
    let brotli = first_view(&files);
    print_row("= first view", sum(|file| file.raw), sum(|file| file.gzip), brotli);
    let (rest, later): (Vec<_>, Vec<_>) = later.into_iter().partition(|file| build::REST.contains(&file.name.as_str()));
    println!("loaded after the first view, not counted:");
    rest.iter().for_each(|file| print_row(&file.name, file.raw, file.gzip, file.brotli));
    let (paper, later): (Vec<_>, Vec<_>) = later.into_iter().partition(|file| file.name == build::PAPER);
    println!("loaded when a report is first put on paper, not counted:");
    paper.iter().for_each(|file| print_row(&file.name, file.raw, file.gzip, file.brotli));
    println!("not in the first view:");
    later.iter().for_each(|file| print_row(&file.name, file.raw, file.gzip, file.brotli));
    let english = files.iter().filter(|file| file.name == build::ENGLISH).map(|file| file.brotli).sum::<u64>();
    println!("{:<56}{:>10}", "= first view in English", brotli + english);
    crates::print(&build::named_module())?;
    let within = brotli <= BUDGET;
    let (apart, side) = (brotli.abs_diff(BUDGET), if within { "below" } else { "above" });
    println!("\nThe first view is {apart} bytes {side} its budget of 150 KiB ({BUDGET}).");
    println!("\nfirst-view-brotli-bytes: {brotli}");
    Ok(if within { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// How many bytes the first view weighs, as brotli -11.
pub fn first_view(files: &[Published]) -> u64 {
    files.iter().filter(|file| is_first_view(file)).map(|file| file.brotli).sum()
}

fn is_first_view(file: &Published) -> bool {
    build::FIRST_VIEW.contains(&file.name.as_str()) || file.name.starts_with("snippets/")
}

fn print_row(name: &str, raw: u64, gzip: u64, brotli: u64) {
    println!("{name:<36}{raw:>10}{gzip:>10}{brotli:>10}");
}
