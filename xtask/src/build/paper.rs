//! The module that puts reports on paper: no JavaScript of its own, no imports, nothing split off.

use super::{PAPER, anonymous_paths, bindings};
use crate::{house, process};
use anyhow::{Result, ensure};
use std::fs;
use std::path::PathBuf;
use wasmparser::{Parser, Payload};

/// Builds it; the file. Cargo gives libraries of a workspace no hash in their names: beside the element's the library
/// without an interface would be written over the one with it, so it has a folder of its own.
pub fn build() -> Result<PathBuf> {
    println!("building what puts reports on paper");
    let folder = house::target().join("paper");
    let mut cargo =
        process::cargo("build --release --lib --target wasm32-unknown-unknown -p baocao-paper --target-dir");
    process::run(cargo.arg(&folder).arg("--config").arg(anonymous_paths("--gc-sections")))?;
    let (module, small) = (folder.join("wasm32-unknown-unknown/release").join(PAPER), folder.join(PAPER));
    let is_older =
        |file: &PathBuf| Ok::<_, std::io::Error>(fs::metadata(file)?.modified()? < fs::metadata(&module)?.modified()?);
    if !small.is_file() || is_older(&small)? {
        println!("optimising it");
        bindings::optimise_alone(&module, &small)?;
    }
    for payload in Parser::new(0).parse_all(&fs::read(&small)?) {
        ensure!(
            !matches!(payload?, Payload::ImportSection(_)),
            "{PAPER} imports something: the loader gives it nothing"
        );
    }
    Ok(small)
}
