//! Where things are, and which versions the lock file fixes.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The checkout's root folder.
pub fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        // Cargo says it to what it runs: so another checkout can be built by this very program.
        let xtask = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        // `xtask/` lies directly under the root.
        Path::new(&xtask).parent().unwrap_or(Path::new(".")).to_owned()
    })
}

/// This package's folder, which also holds the pinned npm packages.
pub fn xtask() -> PathBuf {
    root().join("xtask")
}

/// The pages of frameworks, with npm packages of their own.
pub fn embed() -> PathBuf {
    root().join("examples/embed")
}

/// What the benches hold the element against, with npm packages of their own.
pub fn rivals() -> PathBuf {
    root().join("bench/rivals")
}

/// The hand-written JavaScript and the demo portal.
pub fn www() -> PathBuf {
    root().join("www")
}

/// The optimised element, ready to be copied to a web server.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Cargo's folder for whatever can be built again.
pub fn target() -> PathBuf {
    // An absolute path replaces the root, a relative one is meant from the root.
    root().join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// The native program `baocao`, once built in the profile `tool`.
pub fn tool() -> PathBuf {
    target().join("tool").join(format!("baocao{}", std::env::consts::EXE_SUFFIX))
}

/// The version of a package in `Cargo.lock`: the one place where it is fixed.
pub fn locked_version(package: &str) -> Result<String> {
    let path = root().join("Cargo.lock");
    let lock = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    version_in(&lock, package).with_context(|| format!("Cargo.lock names no package `{package}`"))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    Some(version.trim_end_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn a_locked_version_is_found_by_the_whole_name() {
        let lock =
            "[[package]]\nname = \"ab\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"a\"\nversion = \"2.1.0\"\n";
        assert_eq!(version_in(lock, "a").as_deref(), Some("2.1.0"));
        assert_eq!(version_in(lock, "b"), None);
    }
}
