//! The scripts: those of `www/` and the glue, minified and bundled into entries; and the texts that they load.

use super::PAPER;
use super::bindings::WHOLE_GLUE;
use super::versioned::{self, VERSION};
use crate::{house, process};
use anyhow::{Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

const MODULE: &str = "bao-cao.js";
/// The English texts, which only a page in English loads.
pub const ENGLISH: &str = "bao-cao.en.txt";
/// What says in browsers without modules what the form needs.
pub const OF_OLD: &str = "bao-cao.nomodule.js";
/// The print page and what it loads, without the end of their names.
pub const PRINT: &str = "bao-cao-print";

/// How an entry is loaded.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// By `<script type="module">` or `import`.
    Module,
    /// By a plain `<script>`.
    Classic,
}

/// Adds the minified scripts and the English texts to the optimised module, and the same once more under names that
/// never change; the folder that holds all of the element.
pub fn stage(optimised: &Path, paper: &Path) -> Result<PathBuf> {
    println!("minifying the scripts");
    let staged = optimised.with_file_name("staged");
    if staged.exists() {
        fs::remove_dir_all(&staged)?;
    }
    ensure!(house::www().join(MODULE).is_file(), "www/{MODULE} is missing: the element starts from it");
    bundle(MODULE, Kind::Module, &[], &staged.join(MODULE))?;
    bundle(MODULE, Kind::Classic, &[], &staged.join("bao-cao.classic.js"))?;
    bundle("offline.js", Kind::Classic, &[], &staged.join("bao-cao-offline.js"))?;
    // As browsers without modules read it, on pages of whatever encoding.
    let of_old = ["--target=es5", "--charset=ascii"].map(str::to_owned);
    bundle("nomodule.js", Kind::Classic, &of_old, &staged.join(OF_OLD))?;
    let (scripts, others): (Vec<_>, Vec<_>) =
        files(optimised)?.into_iter().partition(|file| file.extension().is_some_and(|extension| extension == "js"));
    minify(optimised, &scripts, &staged)?;
    for file in others {
        fs::copy(&file, staged.join(file.strip_prefix(optimised)?))?;
    }
    fs::copy(house::root().join("src/locale/en.txt"), staged.join(ENGLISH))?;
    fs::copy(paper, staged.join(PAPER))?;
    print_page(&staged)?;
    versioned::add(&optimised.with_file_name(WHOLE_GLUE), &staged)?;
    Ok(staged)
}

/// The page that prints, with its script and its style sheet.
fn print_page(staged: &Path) -> Result<()> {
    bundle("print.js", Kind::Classic, &[], &staged.join(named_print("js")))?;
    for end in ["css", "html"] {
        fs::copy(house::www().join(format!("print.{end}")), staged.join(named_print(end)))?;
    }
    Ok(())
}

/// A file of the print page as pages load it.
fn named_print(end: &str) -> String {
    format!("{PRINT}.{end}")
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
    // Each script of glue has what its functions need, and nothing else.
    esbuild.args(["--format=esm", "--tree-shaking=true", "--outbase=."]).arg(option("--outdir=", out)).args(scripts);
    process::run(&mut esbuild)
}

/// One file of a script of `www/` and all that it imports.
pub fn bundle(script: &str, kind: Kind, options: &[String], out: &Path) -> Result<()> {
    let mut esbuild = esbuild(&house::www());
    esbuild.arg("--bundle").arg(format!("--define:VERSION=\"{VERSION}\""));
    match kind {
        Kind::Module => esbuild.arg("--format=esm"),
        // It knows its own address only while it runs, and may not import relatively when it comes from another origin.
        Kind::Classic => esbuild.args(["--format=iife", "--define:import.meta.url=document.currentScript.src"]),
    };
    process::run(esbuild.args(options).arg(script).arg(option("--outfile=", out)))
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
