//! Whether the same sources give the same bytes in another place, with another home of cargo's.

use crate::setup::npm_packages;
use crate::{build, house, process};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// Builds the package here and, from nothing, elsewhere; fails where they differ, with the names.
pub fn twice() -> Result<()> {
    super::dist()?;
    npm_packages()?;
    let place = Elsewhere::make()?;
    let (checkout, home) = (place.0.join("some/where/else"), place.0.join("home"));
    copy_sources(&checkout)?;
    copy_home(&home)?;
    println!("building it once more in {}", checkout.display());
    let mut again = process::command(std::env::current_exe()?);
    again.arg("dist").current_dir(&checkout).env("CARGO_MANIFEST_DIR", checkout.join("xtask"));
    process::run(again.env("CARGO_HOME", &home).env("CARGO_TARGET_DIR", checkout.join("target")))?;
    let (ours, theirs) = (house::dist(), checkout.join("dist"));
    let (here, there) = (build::files(&ours)?, build::files(&theirs)?);
    if here.len() != there.len() {
        bail!("{} files here, {} there", here.len(), there.len());
    }
    let mut differing = Vec::new();
    for file in &here {
        let name = file.strip_prefix(&ours)?;
        let other = theirs.join(name);
        if fs::read(file)? != fs::read(&other).with_context(|| format!("{} is not there", name.display()))? {
            differing.push(name.display().to_string());
        }
    }
    if !differing.is_empty() {
        bail!("built twice, these differ: {}", differing.join(", "));
    }
    println!("{} files, byte for byte the same", here.len());
    Ok(())
}

/// A folder that goes with this value.
struct Elsewhere(PathBuf);

impl Elsewhere {
    fn make() -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("baocao-elsewhere-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What git knows, as it is now, and the packages of npm.
fn copy_sources(to: &Path) -> Result<()> {
    let git = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let listed = process::output(process::command("git").args(git)).context("this is no checkout of git's")?;
    for name in listed.split_terminator('\0').filter(|name| house::root().join(name).is_file()) {
        super::copy(&house::root().join(name), &to.join(name))?;
    }
    // Where there are no links it installs them anew.
    #[cfg(unix)]
    std::os::unix::fs::symlink(house::xtask().join("node_modules"), to.join("xtask/node_modules"))?;
    Ok(())
}

/// What cargo has fetched, still packed, and what it was told.
fn copy_home(to: &Path) -> Result<()> {
    let from = build::cargo_home().context("no home of cargo's")?;
    for folder in ["registry/cache", "registry/index"] {
        for file in build::files(&from.join(folder))? {
            super::copy(&file, &to.join(file.strip_prefix(&from)?))?;
        }
    }
    let told = from.join("config.toml");
    if told.is_file() { super::copy(&told, &to.join("config.toml")) } else { Ok(()) }
}
