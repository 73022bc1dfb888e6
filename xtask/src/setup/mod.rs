//! `cargo xtask setup`: what the other commands need, found or installed.

mod apt;
mod browsers;
mod cargo_tools;
mod need;
mod node;
mod office;
mod portals;
mod postgres;
mod rust;
mod samples;

pub use need::Need;
pub use node::{NPM, frameworks, npm_packages, rivals};

use anyhow::{Result, anyhow};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What was looked for, and where it is or what to do about it.
pub struct Toolbox(BTreeMap<Need, Result<PathBuf, String>>);

impl Toolbox {
    /// Finds or installs these, saying where each is.
    pub fn gather(needs: impl IntoIterator<Item = Need>) -> Self {
        let mut found = BTreeMap::new();
        for need in needs {
            found.entry(need).or_insert_with(|| {
                let outcome = need.provide().map_err(|error| {
                    let cause = format!("{error:#}");
                    let cause = cause.lines().next().unwrap_or_default();
                    format!("{} ({cause})", need.advice())
                });
                match &outcome {
                    Ok(path) => println!("  {need:?}: {}", path.display()),
                    Err(advice) => println!("  {need:?}: {advice}"),
                }
                outcome
            });
        }
        Self(found)
    }

    /// Where this is, or what to install.
    pub fn path(&self, need: Need) -> Result<&Path> {
        match self.0.get(&need) {
            Some(Ok(path)) => Ok(path),
            Some(Err(advice)) => Err(anyhow!("{advice}")),
            None => Err(anyhow!("{need:?} was not asked for")),
        }
    }

    /// Whether nothing is missing but what work goes on without.
    pub fn is_complete(&self) -> bool {
        self.0.iter().all(|(need, outcome)| outcome.is_ok() || need.is_optional())
    }
}

/// All of these, or the advice for the first that is missing; silent if all is there.
pub fn require(needs: &[Need]) -> Result<()> {
    for need in needs {
        need.provide().map_err(|error| error.context(need.advice()))?;
    }
    Ok(())
}

/// `cargo xtask setup`: everything, so that the other commands find it.
pub fn command() -> ExitCode {
    println!("looking for what is needed, and installing what is missing");
    let toolbox = Toolbox::gather(Need::ALL);
    let packages = npm_packages().and_then(|()| frameworks()).and_then(|()| rivals());
    if let Err(error) = &packages {
        println!("  npm packages: {error:#}");
    }
    if toolbox.is_complete() && packages.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
