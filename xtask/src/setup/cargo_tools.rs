//! Programs that cargo installs, kept per user and version so that every checkout shares them.

use crate::{house, process};
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};

const WASM_PACK: &str = "0.15.1";
const GECKODRIVER: &str = "0.37.1";

/// wasm-pack.
pub fn wasm_pack() -> Result<PathBuf> {
    provide("wasm-pack", "wasm-pack", WASM_PACK, &["--locked"])
}

/// wasm-bindgen, with its test runner beside it. It must be of the very version the crate links.
pub fn wasm_bindgen() -> Result<PathBuf> {
    let version = house::locked_version("wasm-bindgen")?;
    // Its own lock file may name releases that were withdrawn since.
    provide("wasm-bindgen-cli", "wasm-bindgen", &version, &[])
}

/// geckodriver. It speaks to any recent Firefox, so any version will do.
pub fn geckodriver() -> Result<PathBuf> {
    match process::on_path("geckodriver") {
        Some(found) => Ok(found),
        None => provide("geckodriver", "geckodriver", GECKODRIVER, &["--locked"]),
    }
}

/// The program from the `PATH` if its version is right, else from the cache, else installed there.
fn provide(package: &str, program: &str, version: &str, options: &[&str]) -> Result<PathBuf> {
    if let Some(found) = process::on_path(program).filter(|path| is_version(path, version)) {
        return Ok(found);
    }
    let folder = cache()?.join(format!("{package}-{version}"));
    let cached = folder.join("bin").join(format!("{program}{}", std::env::consts::EXE_SUFFIX));
    if !cached.is_file() {
        println!("  installing {package} {version}, which takes some minutes");
        let mut cargo = process::cargo("install --quiet");
        cargo.args([package, "--version", version]).args(options);
        // Our own settings are none of its business.
        cargo.env_remove("CARGO_TARGET_DIR").arg("--root").arg(&folder);
        process::run(&mut cargo)?;
    }
    ensure!(is_version(&cached, version), "{} does not run", cached.display());
    Ok(cached)
}

fn is_version(program: &Path, version: &str) -> bool {
    let said = process::output(process::command(program).arg("--version"));
    said.is_some_and(|said| said.split_whitespace().nth(1) == Some(version))
}

/// The user's folder for what can be had again.
pub fn cache() -> Result<PathBuf> {
    let own = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let cache = own.or_else(|| Some(std::env::home_dir()?.join(".cache")));
    Ok(cache.context("there is no home folder")?.join("baocao").join("tools"))
}
