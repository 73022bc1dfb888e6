//! Which crates the wasm modules are made of.

use crate::house;
use crate::process::{cargo, output};
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Name and version: within one lock file that is one crate.
pub type Id = (String, String);

/// A crate that is in the modules.
pub struct Crate {
    pub id: Id,
    /// Its licence as an SPDX expression.
    pub license: String,
    pub authors: Vec<String>,
    pub repository: Option<String>,
    /// SHA-256 of what was fetched, from the lock file; none for ours.
    pub checksum: Option<String>,
    /// Where its sources are.
    pub folder: PathBuf,
    /// What it needs of the others.
    pub needs: Vec<Id>,
}

/// All of them, ours first. Macros run while it is built, and leave nothing of their own.
pub fn inside() -> Result<Vec<Crate>> {
    let tree =
        "tree -p baocao -p baocao-paper --target wasm32-unknown-unknown -e normal,no-proc-macro --prefix none --locked";
    // What cargo's metadata says of features is of the whole workspace; the tree is of what is built.
    let tree = output(cargo(tree).args(["--format", "{p}"])).context("`cargo tree` failed")?;
    let inside: BTreeSet<Id> = tree.lines().filter_map(id_in_tree).collect();
    let metadata = "metadata --format-version 1 --locked --filter-platform wasm32-unknown-unknown";
    let metadata = output(&mut cargo(metadata)).context("`cargo metadata` failed")?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages: BTreeMap<&str, &Value> =
        items(&metadata["packages"]).map(|package| (text(&package["id"]), package)).collect();
    let checksums = checksums(&std::fs::read_to_string(house::root().join("Cargo.lock"))?);
    let mut found = Vec::new();
    for node in items(&metadata["resolve"]["nodes"]) {
        let package = packages.get(text(&node["id"])).context("a crate without its package")?;
        let id = id_of(package);
        if !inside.contains(&id) {
            continue;
        }
        let normal = items(&node["deps"]).filter(|dep| items(&dep["dep_kinds"]).any(|kind| kind["kind"].is_null()));
        let needs = normal.filter_map(|dep| packages.get(text(&dep["pkg"]))).map(|package| id_of(package));
        let manifest = PathBuf::from(text(&package["manifest_path"]));
        found.push(Crate {
            needs: needs.filter(|id| inside.contains(id)).collect(),
            // Older manifests write a slash.
            license: text(&package["license"]).replace(" / ", "/").replace('/', " OR "),
            authors: items(&package["authors"]).map(text).map(str::to_owned).collect(),
            checksum: checksums.get(&id).cloned(),
            repository: package["repository"].as_str().map(str::to_owned),
            folder: manifest.parent().unwrap_or(house::root()).to_owned(),
            id,
        });
    }
    found.sort_by(|one, other| (one.id.0 != "baocao", &one.id).cmp(&(other.id.0 != "baocao", &other.id)));
    anyhow::ensure!(found.len() == inside.len(), "cargo's tree and metadata name different crates");
    Ok(found)
}

/// `yew v0.23.0`, where what follows says from where or that it was named above.
fn id_in_tree(line: &str) -> Option<Id> {
    let mut words = line.split_whitespace();
    Some((words.next()?.to_owned(), words.next()?.strip_prefix('v')?.to_owned()))
}

/// The hashes of all that the lock file fixes.
fn checksums(lock: &str) -> BTreeMap<Id, String> {
    let checksum = |package: &str| {
        let field = |key: &str| package.lines().find_map(|line| line.strip_prefix(key)?.strip_suffix('"'));
        let id = (field("name = \"")?.to_owned(), field("version = \"")?.to_owned());
        Some((id, field("checksum = \"")?.to_owned()))
    };
    lock.split("[[package]]").filter_map(checksum).collect()
}

fn id_of(package: &Value) -> Id {
    (text(&package["name"]).to_owned(), text(&package["version"]).to_owned())
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{checksums, id_in_tree};

    #[test]
    fn the_lock_file_says_the_hash_of_what_was_fetched() {
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"b\"\nversion = \"1.0.0\"\nsource = \"x\"\nchecksum = \"00ff\"\n";
        let found: Vec<_> = checksums(lock).into_iter().collect();
        assert_eq!(found, [(("b".to_owned(), "1.0.0".to_owned()), "00ff".to_owned())]);
    }

    #[test]
    fn a_line_of_the_tree_names_a_crate() {
        let id = |name: &str, version: &str| Some((name.to_owned(), version.to_owned()));
        assert_eq!(id_in_tree("yew v0.23.0"), id("yew", "0.23.0"));
        assert_eq!(id_in_tree("js-sys v0.3.107 (*)"), id("js-sys", "0.3.107"));
        assert_eq!(id_in_tree("baocao v0.1.0 (/baocao)"), id("baocao", "0.1.0"));
        assert_eq!(id_in_tree(""), None);
    }
}
