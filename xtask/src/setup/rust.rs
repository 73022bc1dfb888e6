//! The parts of the Rust toolchain. `rust-toolchain.toml` names them, and rustup installs them by
//! itself unless it was told not to.

use crate::process::{self, cargo, command};
use anyhow::{Context, Result, ensure};
use std::path::PathBuf;

/// rustfmt and clippy; where the toolchain is.
pub fn linters() -> Result<PathBuf> {
    let present =
        || ["fmt --version", "clippy --version"].iter().all(|tool| process::output(&mut cargo(tool)).is_some());
    if !present() {
        process::run(command("rustup").args(["component", "add", "rustfmt", "clippy"]))?;
        ensure!(present(), "rustup did not install it");
    }
    printed(&["--print", "sysroot"])
}

/// The folder of wasm32's standard library.
pub fn wasm_target() -> Result<PathBuf> {
    let target = "wasm32-unknown-unknown";
    let folder = printed(&["--print", "target-libdir", "--target", target])?;
    if !folder.is_dir() {
        process::run(command("rustup").args(["target", "add", target]))?;
        ensure!(folder.is_dir(), "rustup did not install it");
    }
    Ok(folder)
}

fn printed(args: &[&str]) -> Result<PathBuf> {
    let output = process::output(command("rustc").args(args)).context("rustc does not answer")?;
    Ok(PathBuf::from(output.trim()))
}
