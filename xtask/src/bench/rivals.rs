//! The forms of `bench/rivals`, bundled for production.

use super::form::Form;
use super::site;
use crate::{house, process, setup};
use anyhow::{Context, Result};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// Bundles them if one of these forms is theirs; the folder with a script for each, and a sheet where there is one, packed.
pub fn bundle(forms: &[Form]) -> Result<PathBuf> {
    if !forms.iter().any(|form| form.is_bundled()) {
        return Ok(house::target().join("bench").join("rivals"));
    }
    setup::rivals()?;
    println!("bundling the rivals");
    let folder = house::target().join("bench").join("rivals");
    process::run(process::command("node").arg("build.mjs").arg(&folder).current_dir(house::rivals()))?;
    let files = fs::read_dir(&folder)?.map(|file| file.map(|file| file.path())).collect::<Result<Vec<_>, _>>()?;
    let is_ours = |file: &PathBuf| file.extension().is_some_and(|kind| kind == "js" || kind == "css");
    site::compress(files.into_iter().filter(is_ours).collect())?;
    Ok(folder)
}

/// Their libraries with versions, as `package.json` pins them.
pub fn versions() -> Result<Vec<(String, String)>> {
    let path = house::rivals().join("package.json");
    let package: Value = serde_json::from_str(&fs::read_to_string(&path)?)?;
    let pinned = package["dependencies"].as_object().with_context(|| format!("{} pins nothing", path.display()))?;
    Ok(pinned.iter().map(|(name, version)| (name.clone(), version.as_str().unwrap_or_default().to_owned())).collect())
}
