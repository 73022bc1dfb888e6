//! Node.js, and the pinned npm packages that the build runs on it.

use crate::{house, process};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};

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

/// Installs wasm-opt, esbuild and what the tests need.
pub fn npm_packages() -> Result<()> {
    install(&house::xtask())
}

/// Installs the frameworks and the bundler of the pages in `examples/embed`.
pub fn frameworks() -> Result<()> {
    install(&house::embed())
}

/// Installs what the benches hold the element against.
pub fn rivals() -> Result<()> {
    install(&house::rivals())
}

/// Installs the packages of a folder's `package-lock.json`, unless they are there already.
fn install(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let named = lock.strip_prefix(house::root()).unwrap_or(&lock).display().to_string();
    let wanted = fs::read(&lock).with_context(|| named.clone())?;
    // npm empties the folder first, so this copy exists only after a complete installation.
    let installed = folder.join("node_modules").join(".installed-lock.json");
    if fs::read(&installed).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    println!("installing the packages of {named} from npm");
    // No package's script needs to run here.
    let ci = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    process::run(process::command(NPM).args(ci).current_dir(folder)).with_context(|| {
        format!("the packages of {named} did not install: Debian, macOS and Windows need a registry that npm can reach")
    })?;
    Ok(fs::write(installed, wanted)?)
}
