//! The PostgreSQL that tests start servers of their own with.

use super::apt;
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;

/// The folder of its programs. Debian keeps each version in a place that is not on the PATH; the newest is taken.
pub fn postgres() -> Result<PathBuf> {
    let found = || {
        let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        let places = versions.map(|version| version.path().join("bin"));
        places.filter(|place| place.join("initdb").is_file()).max()
    };
    if let Some(found) = found() {
        return Ok(found);
    }
    apt::install("postgresql")?;
    found().context("package postgresql brought no initdb")
}
