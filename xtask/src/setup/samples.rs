//! What the sample receivers run on, and what tests put on a page.

use super::apt;
use crate::process::{self, command};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// PHP with the drivers of both databases.
pub fn php() -> Result<PathBuf> {
    let script = "exit(extension_loaded('pdo_sqlite') && extension_loaded('pdo_mysql') ? 0 : 1);";
    let found = || process::on_path("php").filter(|php| runs(php, &["-r", script]));
    provide(found, &["php-cli", "php-sqlite3", "php-mysql"])
}

/// MariaDB's server; its programs only, no service.
pub fn mariadb() -> Result<PathBuf> {
    // Debian keeps it where only root looks.
    let server = || process::on_path("mariadbd").or_else(|| there("/usr/sbin/mariadbd"));
    let found = || server().filter(|_| process::on_path("mariadb").is_some());
    provide(found, &["mariadb-server-core", "mariadb-client-core"])
}

/// A Python that has FastAPI.
pub fn fastapi() -> Result<PathBuf> {
    provide(|| python("import fastapi, uvicorn"), &["python3-fastapi", "python3-uvicorn"])
}

/// A Python that has Django.
pub fn django() -> Result<PathBuf> {
    provide(|| python("import django"), &["python3-django"])
}

/// The script of Prototype.
pub fn prototype() -> Result<PathBuf> {
    provide(|| there("/usr/share/javascript/prototype/prototype.js"), &["libjs-prototype"])
}

/// The system's Python knows what the system installs; another may stand before it on the path.
fn python(import: &str) -> Option<PathBuf> {
    let known = [there("/usr/bin/python3"), process::on_path("python3")];
    known.into_iter().flatten().find(|python| runs(python, &["-c", import]))
}

fn provide(found: impl Fn() -> Option<PathBuf>, packages: &[&str]) -> Result<PathBuf> {
    if let Some(found) = found() {
        return Ok(found);
    }
    packages.iter().try_for_each(|package| apt::install(package))?;
    found().with_context(|| format!("packages {} brought no program that does", packages.join(", ")))
}

fn there(path: &str) -> Option<PathBuf> {
    Some(PathBuf::from(path)).filter(|path| path.is_file())
}

fn runs(program: &Path, args: &[&str]) -> bool {
    process::output(command(program).args(args)).is_some()
}
