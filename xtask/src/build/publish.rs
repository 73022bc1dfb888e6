//! `dist/`: the staged files, each with a brotli and a gzip copy beside it.

use super::scripts::files;
use crate::{house, process};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// One file of `dist/` and its sizes in bytes.
pub struct Published {
    /// The path below `dist/`, with slashes.
    pub name: String,
    /// As it is.
    pub raw: u64,
    /// As gzip -9.
    pub gzip: u64,
    /// As brotli -11.
    pub brotli: u64,
}

/// Makes `dist/` hold exactly the staged files. One that is there already is left alone.
pub fn publish(staged: &Path) -> Result<Vec<Published>> {
    let dist = house::dist();
    let names: Vec<PathBuf> =
        files(staged)?.iter().map(|file| file.strip_prefix(staged).map(Path::to_path_buf)).collect::<Result<_, _>>()?;
    fs::create_dir_all(&dist)?;
    for file in files(&dist)? {
        if !names.iter().any(|name| copies(&dist.join(name)).contains(&file)) {
            fs::remove_file(&file)?;
            // A folder that is not empty stays.
            file.ancestors().skip(1).take_while(|folder| *folder != dist).all(|folder| fs::remove_dir(folder).is_ok());
        }
    }
    let mut fresh = Vec::new();
    for name in &names {
        let (from, to) = (staged.join(name), dist.join(name));
        let complete = copies(&to).iter().all(|copy| copy.is_file());
        if !complete || fs::read(&from)? != fs::read(&to)? {
            fs::create_dir_all(to.parent().unwrap_or(&dist))?;
            // The copies go first: an interrupted run must not leave old ones beside a new file.
            for copy in copies(&to).iter().filter(|copy| copy.exists()) {
                fs::remove_file(copy)?;
            }
            fs::copy(&from, &to)?;
            fresh.push(to);
        }
    }
    if !fresh.is_empty() {
        println!("compressing {} files into dist/", fresh.len());
        compress(&fresh)?;
    }
    names.iter().map(|name| measure(&dist, name)).collect()
}

/// Leaves a brotli and a gzip copy beside each file.
pub fn compress(files: &[PathBuf]) -> Result<()> {
    let mut node = process::command("node");
    process::run(node.arg(house::xtask().join("compress.mjs")).args(files))
}

/// The file, its brotli copy and its gzip copy.
fn copies(file: &Path) -> [PathBuf; 3] {
    ["", ".br", ".gz"].map(|suffix| {
        let mut path = file.as_os_str().to_owned();
        path.push(suffix);
        PathBuf::from(path)
    })
}

fn measure(dist: &Path, name: &Path) -> Result<Published> {
    let size = |path: &Path| fs::metadata(path).map(|data| data.len()).with_context(|| format!("{}", path.display()));
    let [raw, brotli, gzip] = copies(&dist.join(name));
    Ok(Published {
        name: name.to_string_lossy().replace('\\', "/"),
        raw: size(&raw)?,
        gzip: size(&gzip)?,
        brotli: size(&brotli)?,
    })
}
