//! Debian's packages, where we may install them.

use crate::process::{self, command};
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;
use std::sync::Once;

static UPDATE: Once = Once::new();

/// Installs a package, as root or by a `sudo` that asks no password.
pub fn install(package: &str) -> Result<()> {
    process::on_path("apt-get").context("this system has no apt")?;
    let root = process::output(command("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    let sudo = || process::output(command("sudo").args(["-n", "true"])).is_some();
    let allowed = root || sudo();
    allowed.then_some(()).context("apt needs root, or sudo without a password")?;
    // Lists older than the archive lead to packages that are gone. If this fails, installing tells.
    UPDATE.call_once(|| {
        let _ = process::run(apt_get(root).args(["-qq", "update"]));
    });
    println!("  installing Debian's package {package}");
    let quietly = ["-qq", "install", "-y", "--no-install-recommends"];
    process::run(apt_get(root).args(quietly).arg(package))
}

/// Leaves packages in a folder, for which nobody has to be root.
pub fn download(packages: &[&str], folder: &Path) -> Result<()> {
    process::on_path("apt-get").context("this system has no apt")?;
    process::run(command("apt-get").args(["-qq", "download"]).args(packages).current_dir(folder))
}

fn apt_get(root: bool) -> Command {
    let mut apt = command(if root { "env" } else { "sudo" });
    if !root {
        apt.args(["-n", "env"]);
    }
    apt.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    apt
}
