//! The licences of all that is inside, with their texts: most of them ask for that.

use super::crates::Crate;
use crate::{house, process};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

/// How the files begin in which crates keep the texts.
const FILES: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"];

/// The list and, below it, each text once.
pub fn text(crates: &[Crate]) -> Result<String> {
    let mut out = format!(
        "The WebAssembly modules and their glue are made from these crates, under these licences (SPDX), and from the\n\
         standard library of Rust {} (MIT OR Apache-2.0). The texts follow.\n\n",
        rust()?
    );
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for one in crates {
        let named = format!("{} {}", one.id.0, one.id.1);
        writeln!(out, "{named}: {}", one.license)?;
        for text in texts_of(one)? {
            texts.entry(text).or_default().push(named.clone());
        }
    }
    for (text, names) in texts {
        write!(out, "\n{}\n{}\n\n{text}\n", "-".repeat(80), names.join(", "))?;
    }
    Ok(out)
}

/// The version of Rust that builds it.
pub fn rust() -> Result<String> {
    let version = process::output(process::command("rustc").arg("--version")).context("`rustc` does not run")?;
    Ok(version.split_whitespace().nth(1).unwrap_or_default().to_owned())
}

fn texts_of(one: &Crate) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(&one.folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_uppercase();
        if entry.path().is_file() && FILES.iter().any(|start| name.starts_with(start)) {
            files.push(entry.path());
        }
    }
    files.sort();
    if !files.is_empty() {
        let plain = |text: String| text.replace("\r\n", "\n").trim().to_owned();
        return files.iter().map(|file| Ok(plain(fs::read_to_string(file)?))).collect();
    }
    // Some have it at the head of their source.
    let source = fs::read_to_string(one.folder.join("src/lib.rs")).unwrap_or_default();
    let head = source.strip_prefix("/*").and_then(|rest| Some(rest.split_once("*/")?.0));
    if let Some(head) = head.filter(|head| head.contains("Permission is hereby granted")) {
        let lines = head.lines().map(|line| line.trim_start().trim_start_matches('*').trim());
        return Ok(vec![lines.collect::<Vec<_>>().join("\n").trim().to_owned()]);
    }
    let ours = |name: &str| fs::read_to_string(house::root().join(name));
    if one.license.contains("Apache-2.0") {
        // It is the same for all.
        return Ok(vec![ours("LICENSE-APACHE")?.trim().to_owned()]);
    }
    bail!("{} {} comes without the text of its licence ({})", one.id.0, one.id.1, one.license)
}
