//! Node.js, and the pinned npm packages that the build runs on it.

use crate::{house, process};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::PathBuf;

const OLDEST: u32 = 18;

/// npm is a script, which Windows starts only by its full name.
pub const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Node.js, new enough and with npm.
pub fn node() -> Result<PathBuf> {
    let version = process::output(process::command("node").arg("--version"));
    let version = version.context("`node` is not on the PATH")?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|part| part.parse().ok());
    ensure!(major.is_some_and(|major: u32| major >= OLDEST), "this one is {}", version.trim());
    process::output(process::command(NPM).arg("--version")).context("`npm` is not on the PATH")?;
    process::on_path("node").context("`node` is not on the PATH")
}

/// Installs the packages of `xtask/package-lock.json`, unless they are there already.
pub fn npm_packages() -> Result<()> {
    let folder = house::xtask();
    let wanted = fs::read(folder.join("package-lock.json")).context("xtask/package-lock.json")?;
    // npm empties the folder first, so this copy exists only after a complete installation.
    let installed = folder.join("node_modules").join(".installed-lock.json");
    if fs::read(&installed).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    println!("installing wasm-opt, esbuild and what the tests need from npm");
    // No package's script needs to run here.
    let ci = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    process::run(process::command(NPM).args(ci).current_dir(&folder)).context(
        "the packages of xtask/package-lock.json did not install: Debian, macOS and Windows need a registry that npm can reach",
    )?;
    Ok(fs::write(installed, wanted)?)
}
