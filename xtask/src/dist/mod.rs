//! `cargo xtask dist`: the package that an integrator gets, as a folder, a zip and an archive for npm.
//!
//! Nothing in it tells when or where it was made: the same sources give the same bytes.

mod crates;
mod licences;
mod sbom;

pub mod check;
pub mod twice;

use crate::build::{self, VERSION};
use crate::{house, process};
use anyhow::{Context, Result};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// What is served to browsers or read by tools, and gets smaller.
const COMPRESSED: [&str; 3] = ["json", "ts", "txt"];

/// What is taken from the project as it is: from where, to where.
const TAKEN: [(&str, &str); 5] = [
    ("docs/types", "types"),
    ("docs/schema", "schema"),
    ("docs/custom-elements.json", "custom-elements.json"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
    ("LICENSE-MIT", "LICENSE-MIT"),
];

/// Where the package is.
pub struct Package {
    /// Its folder.
    pub folder: PathBuf,
    /// The same as an archive of npm.
    pub tgz: PathBuf,
    /// The same as a zip.
    pub zip: PathBuf,
}

/// Builds the element and leaves the package in `dist/`; the next build takes it away again, so that it is never older
/// than what lies beside it.
pub fn dist() -> Result<Package> {
    build::build()?;
    let dist = house::dist();
    let named = |end: &str| dist.join(format!("baocao-{VERSION}.{end}"));
    let package = Package { folder: dist.join("package"), tgz: named("tgz"), zip: named("zip") };
    println!("putting the package together");
    gather(&package.folder)?;
    pack(&package)?;
    let archives = [package.zip.clone(), package.tgz.clone()];
    for (archive, sum) in archives.iter().zip(build::sums(&archives)?) {
        println!("{:>9} bytes  {sum}  {}", fs::metadata(archive)?.len(), archive.display());
    }
    Ok(package)
}

fn gather(folder: &Path) -> Result<()> {
    let built = build::files(&house::dist())?;
    fs::create_dir_all(folder)?;
    for file in built {
        copy(&file, &folder.join(file.strip_prefix(house::dist())?))?;
    }
    for (from, to) in TAKEN {
        let from = house::root().join(from);
        for file in if from.is_dir() { build::files(&from)? } else { vec![from.clone()] } {
            let below = file.strip_prefix(&from)?;
            copy(&file, &if below == Path::new("") { folder.join(to) } else { folder.join(to).join(below) })?;
        }
    }
    let crates = crates::inside()?;
    fs::write(folder.join("licences.txt"), licences::text(&crates)?)?;
    write_json(&folder.join("sbom.cdx.json"), &sbom::cyclonedx(&crates, &licences::rust()?))?;
    let is_compressed = |file: &PathBuf| file.extension().is_some_and(|end| COMPRESSED.iter().any(|one| end == *one));
    let has_copies = |file: &PathBuf| file.with_added_extension("br").is_file();
    let files = build::files(folder)?.into_iter().filter(|file| is_compressed(file) && !has_copies(file));
    build::compress(&files.collect::<Vec<_>>())?;
    // What npm and people read before anything is served; one hash for the line to copy.
    let entry = build::sums(&[folder.join(format!("bao-cao-{VERSION}.js"))])?;
    let readme = include_str!("readme.md").replace("{integrity}", &entry[0]);
    for (name, text) in [("README.md", &*readme), ("package.json", include_str!("package.json"))] {
        fs::write(folder.join(name), text.replace("{version}", VERSION))?;
    }
    write_json(&folder.join("integrity.json"), &integrity(folder)?)
}

/// The SHA-384 of each file.
fn integrity(folder: &Path) -> Result<Value> {
    let files = build::files(folder)?;
    let mut sums = Map::new();
    for (file, sum) in files.iter().zip(build::sums(&files)?) {
        sums.insert(below(folder, file)?, Value::String(sum));
    }
    Ok(json!({ "version": VERSION, "files": sums }))
}

/// A file's path below a folder, with slashes.
fn below(folder: &Path, file: &Path) -> Result<String> {
    Ok(file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/"))
}

fn pack(package: &Package) -> Result<()> {
    let mut npm = process::command(crate::setup::NPM);
    npm.current_dir(&package.folder).args(["pack", "--ignore-scripts", "--loglevel=error", "--pack-destination", ".."]);
    process::output(&mut npm).context("npm does not pack dist/package")?;
    let mut node = process::command("node");
    node.arg(house::xtask().join("zip.mjs")).arg(&package.folder).arg(&package.zip);
    process::run(node.arg(format!("baocao-{VERSION}")))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to.parent().unwrap_or(to))?;
    fs::copy(from, to).with_context(|| format!("copying {}", from.display()))?;
    Ok(())
}

fn write_json(to: &Path, value: &Value) -> Result<()> {
    Ok(fs::write(to, format!("{value:#}\n"))?)
}
