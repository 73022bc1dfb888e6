//! Whether the package keeps what it promises: `xtask/package.test.mjs` asks.

use crate::{house, process};
use anyhow::Result;

/// Makes it anew and tries it; whether all went well, and what Node.js said of it.
pub fn check() -> Result<(bool, String)> {
    let package = super::dist()?;
    let work = house::target().join("package");
    let places = [package.folder, package.tgz, package.zip, work].map(|path| path.display().to_string());
    let mut node = process::command("node");
    node.args(["--test", "--test-reporter=tap"]).arg(house::xtask().join("package.test.mjs"));
    process::tee(node.env("BAOCAO_PACKAGE", places.join("\n")), "")
}
