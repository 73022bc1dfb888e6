//! What is written into `docs/`: figures between two marks of `docs/performance.md`, and the picture.

use crate::{house, process};
use anyhow::{Context, Result};
use std::fs;

/// What is written is between a mark that says by what and the next end mark.
const END: &str = "<!-- The end mark. -->";

/// The first mark of what `cargo xtask bench` with these options writes.
fn begin(options: &str) -> String {
    format!("<!-- From here to the end mark written by `cargo xtask bench{options} --write`. -->")
}

/// How the text shows the picture; all its figures are in the table, too.
const PICTURE: &str =
    "![The figures of the table below as dots, one line for each way to build the form](images/performance.svg)";

/// Leaves both with what can be made again, whatever becomes of the documents.
pub fn keep(figures: &str, chart: &str) -> Result<()> {
    let folder = house::target().join("bench");
    fs::write(folder.join("performance.md"), figures)?;
    Ok(fs::write(folder.join("performance.svg"), chart)?)
}

/// Writes both.
pub fn write(figures: &str, chart: &str) -> Result<()> {
    fs::write(house::root().join("docs").join("images").join("performance.svg"), chart)?;
    write_table("", &format!("{PICTURE}\n\n{figures}"))
}

/// Writes a table where `cargo xtask bench` with these options puts it.
pub fn write_table(options: &str, figures: &str) -> Result<()> {
    let path = house::root().join("docs").join("performance.md");
    let text = fs::read_to_string(&path)?;
    let text = between(&text, &begin(options), figures).with_context(|| format!("{} has no marks", path.display()))?;
    println!("writing {}", path.display());
    Ok(fs::write(path, text)?)
}

fn between(text: &str, begin: &str, figures: &str) -> Option<String> {
    let (before, rest) = text.split_once(begin)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{begin}\n\n{}\n\n{END}{after}", figures.trim()))
}

/// The machine, as far as it tells.
pub fn machine() -> String {
    let first = |path: &str, start: &str| {
        let text = fs::read_to_string(path).ok()?;
        let line = text.lines().find_map(|line| line.strip_prefix(start))?;
        Some(line.trim_matches([' ', '\t', ':', '"']).to_owned())
    };
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = first("/proc/meminfo", "MemTotal:");
    let memory = memory.and_then(|memory| memory.split(' ').next()?.parse::<f64>().ok());
    let parts = [
        Some(first("/etc/os-release", "PRETTY_NAME=").unwrap_or_else(|| std::env::consts::OS.to_owned())),
        first("/proc/cpuinfo", "model name"),
        Some(format!("{cores} cores")),
        memory.map(|kibibytes| format!("{:.0} GiB", kibibytes / 1024.0 / 1024.0)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The version of Node.js, which packs and bundles.
pub fn node() -> String {
    process::output(process::command("node").arg("--version")).unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{END, begin, between};

    #[test]
    fn what_stands_around_the_figures_stays() {
        let (grid, whole) = (begin(" --grid"), begin(""));
        let text = format!("a\n{grid}\nolder\n{END}\nb\n{whole}\nold\n{END}\nz\n");
        let expected = format!("a\n{grid}\nolder\n{END}\nb\n{whole}\n\nnew\n\n{END}\nz\n");
        assert_eq!(between(&text, &whole, "new\n"), Some(expected));
        assert_eq!(between("a", &whole, "new"), None);
    }
}
