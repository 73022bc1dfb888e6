//! What an administrator copies to where a portal wants it.

use crate::place;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha384};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where `examples/portals` has what belongs to one.
pub fn example(portal: &str) -> PathBuf {
    place::root().join("examples/portals").join(portal)
}

/// A folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    assert!(from.is_dir(), "{} is missing: run `cargo xtask test long`", from.display());
    fs::create_dir_all(to).unwrap();
    let all = from.join(".");
    assert!(Command::new("cp").args(["-R", "-L"]).arg(all).arg(to).status().unwrap().success());
}

/// The files of one version with their hashes, as the package has them, and the plan beside them.
pub fn put_element(folder: &Path, plan: &str) {
    fs::create_dir_all(folder.join("plans")).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    let mut sums = Map::new();
    for file in fs::read_dir(place::dist()).unwrap().map(|file| file.unwrap().path()) {
        let name = file.file_name().unwrap().to_str().unwrap();
        if file.is_file() && name.contains(version) && !name.ends_with("gz") && !name.ends_with("br") {
            let content = fs::read(&file).unwrap();
            let sum = format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(&content)));
            sums.insert(name.to_owned(), Value::String(sum));
            fs::write(folder.join(name), content).unwrap();
        }
    }
    fs::write(folder.join("integrity.json"), json!({"version": version, "files": sums}).to_string()).unwrap();
    fs::write(folder.join(format!("plans/{plan}.json")), place::plan(plan)).unwrap();
}
