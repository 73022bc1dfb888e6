//! The element under names that never change: entries that carry their glue and the hashes of what they load, so that
//! one hash in a page vouches for all of it, and everything can be kept for ever.

use super::scripts::{Kind, OF_OLD, PRINT, bundle};
use super::{ENGLISH, PAPER, REST_WASM, WASM};
use crate::{house, process};
use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value};
use std::fs;
use std::path::{Path, PathBuf};

/// The version of what is built.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What an entry calls the files that it loads (`www/load.js`).
const LOADED: [(&str, &str); 4] = [("wasm", WASM), ("rest", REST_WASM), ("english", ENGLISH), ("paper", PAPER)];

/// The entries: what they are made from, how they are loaded, their names.
const ENTRIES: [(&str, Kind, &str); 3] = [
    ("versioned.js", Kind::Module, "bao-cao.js"),
    ("versioned.js", Kind::Classic, "bao-cao.classic.js"),
    ("loader.js", Kind::Module, "bao-cao.loader.js"),
];

/// Adds them to what is staged.
pub fn add(glue: &Path, staged: &Path) -> Result<()> {
    let (mut names, mut hashes) = (Map::new(), Map::new());
    let copies: Vec<PathBuf> = LOADED.iter().map(|(_, file)| staged.join(named(file))).collect();
    for ((_, file), copy) in LOADED.iter().zip(&copies) {
        fs::copy(staged.join(file), copy)?;
    }
    for ((role, file), sum) in LOADED.iter().zip(sums(&copies)?) {
        names.insert((*role).to_owned(), Value::String(named(file)));
        hashes.insert((*role).to_owned(), Value::String(sum));
    }
    names.insert("print".to_owned(), Value::String(print_page(staged)?));
    let mut options = vec![format!("--alias:glue={}", glue.display())];
    options.push(format!("--define:FILES={}", Value::Object(names)));
    options.push(format!("--define:SUMS={}", Value::Object(hashes)));
    for (script, kind, name) in ENTRIES {
        bundle(script, kind, &options, &staged.join(named(name)))?;
    }
    fs::copy(staged.join(OF_OLD), staged.join(named(OF_OLD)))?;
    Ok(())
}

/// The print page of this version, which names the hashes of what it loads; its name.
fn print_page(staged: &Path) -> Result<String> {
    let page = named(&format!("{PRINT}.html"));
    let mut text = fs::read_to_string(staged.join(format!("{PRINT}.html")))?;
    let files = ["js", "css"].map(|end| format!("{PRINT}.{end}"));
    for file in &files {
        fs::copy(staged.join(file), staged.join(named(file)))?;
    }
    for (file, sum) in files.iter().zip(sums(&files.each_ref().map(|file| staged.join(named(file))))?) {
        let from = format!("\"{file}\"");
        ensure!(text.contains(&from), "www/print.html does not load {file}");
        text = text.replace(&from, &format!("\"{}\" integrity=\"{sum}\" crossorigin", named(file)));
    }
    fs::write(staged.join(&page), text)?;
    Ok(page)
}

/// A file's name with the version in it: `bao-cao.js` is `bao-cao-0.1.0.js`.
fn named(file: &str) -> String {
    file.replacen('.', &format!("-{VERSION}."), 1)
}

/// The SHA-384 of each file, as the attribute `integrity` takes it.
pub fn sums(files: &[PathBuf]) -> Result<Vec<String>> {
    let mut node = process::command("node");
    node.arg(house::xtask().join("sums.mjs")).args(files);
    let sums = process::output(&mut node).context("hashing the files")?;
    let sums: Vec<String> = sums.lines().map(str::to_owned).collect();
    ensure!(sums.len() == files.len(), "{} files have {} hashes", files.len(), sums.len());
    Ok(sums)
}
