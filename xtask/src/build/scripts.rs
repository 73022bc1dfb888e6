//! The scripts: those of `www/` and the glue, minified, and the classic entry bundled from them; and the
//! texts that they load.

use crate::{house, process};
use anyhow::{Context, Result, ensure};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, io};

const MODULE: &str = "bao-cao.js";
/// The English texts, which only a page in English loads.
pub const ENGLISH: &str = "bao-cao.en.txt";
const CLASSIC: &str = include_str!("classic.js");

/// Adds the minified scripts and the English texts to the optimised module; the folder that holds all of the element.
pub fn stage(optimised: &Path) -> Result<PathBuf> {
    println!("minifying the scripts");
    let staged = optimised.with_file_name("staged");
    if staged.exists() {
        fs::remove_dir_all(&staged)?;
    }
    let www = house::www();
    ensure!(www.join(MODULE).is_file(), "www/{MODULE} is missing: the element starts from it");
    bundle_module(&www, &staged)?;
    let (scripts, others): (Vec<_>, Vec<_>) =
        files(optimised)?.into_iter().partition(|file| file.extension().is_some_and(|extension| extension == "js"));
    minify(optimised, &scripts, &staged)?;
    for file in others {
        fs::copy(&file, staged.join(file.strip_prefix(optimised)?))?;
    }
    fs::copy(house::root().join("src/locale/en.txt"), staged.join(ENGLISH))?;
    bundle_classic(&staged.join("bao-cao.classic.js"))?;
    Ok(staged)
}

/// All files under a folder, in a fixed order.
pub fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn minify(base: &Path, scripts: &[PathBuf], out: &Path) -> Result<()> {
    let mut esbuild = esbuild(base);
    esbuild.arg("--outbase=.").arg(option("--outdir=", out)).args(scripts);
    process::run(&mut esbuild)
}

fn bundle_module(www: &Path, staged: &Path) -> Result<()> {
    let mut esbuild = esbuild(www);
    esbuild.args(["--bundle", "--format=esm", MODULE]);
    process::run(esbuild.arg(option("--outfile=", &staged.join(MODULE))))
}

fn bundle_classic(out: &Path) -> Result<()> {
    let mut esbuild = esbuild(&house::www());
    esbuild.args(["--bundle", "--format=iife", "--sourcefile=classic.js"]);
    let mut child = esbuild.arg(option("--outfile=", out)).stdin(Stdio::piped()).spawn()?;
    // Taken out of the child, it is closed at the end of the statement: esbuild reads until then.
    child.stdin.take().context("esbuild has no input")?.write_all(CLASSIC.as_bytes())?;
    ensure!(child.wait()?.success(), "bundling bao-cao.classic.js failed");
    Ok(())
}

/// The oldest syntax level it may write; what is written at or below it stays as it is.
fn esbuild(base: &Path) -> Command {
    let mut esbuild = process::command("node");
    esbuild.arg(house::xtask().join("node_modules/esbuild/bin/esbuild")).current_dir(base);
    esbuild.args(["--minify", "--target=es2022", "--charset=utf8", "--log-level=warning"]);
    esbuild
}

fn option(name: &str, path: &Path) -> std::ffi::OsString {
    let mut option = std::ffi::OsString::from(name);
    option.push(path);
    option
}
