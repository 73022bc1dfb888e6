//! What was asked of `cargo xtask bench`.

use super::form::Form;
use super::site::{FEW, MANY, SOME};
use anyhow::{Context, Result, bail};

/// How often everything is measured, and how often for a first impression.
const ROUNDS: usize = 5;
const QUICK_ROUNDS: usize = 3;

/// A table that stands for itself in the page, with its own day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// The element's table of all tasks, beside what it is held against.
    Grid,
    /// The ways to fill in one report.
    Entry,
}

/// All of it.
#[derive(Debug)]
pub struct Options {
    /// Which table alone; none: the comparison.
    pub own: Option<Own>,
    /// How often everything is measured.
    pub rounds: usize,
    /// At how many tasks.
    pub sizes: Vec<usize>,
    /// Which forms.
    pub forms: Vec<Form>,
    /// Whether `docs/` is written.
    pub write: bool,
}

impl Options {
    /// Reads `--quick`, `--rounds N`, `--tasks N` and `--only FORM` (both as often as wanted), `--grid`, `--entry` and
    /// `--write`.
    pub fn read(args: &[&str]) -> Result<Self> {
        let mut options = Self { own: None, rounds: ROUNDS, sizes: Vec::new(), forms: Vec::new(), write: false };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let mut value = || args.next().with_context(|| format!("{arg} needs a value"));
            match *arg {
                "--quick" => options.rounds = QUICK_ROUNDS,
                "--rounds" => options.rounds = value()?.parse().context("--rounds needs a number")?,
                "--tasks" => options.sizes.push(size(value()?)?),
                "--only" => options.forms.push(form(value()?)?),
                "--grid" => options.own = Some(Own::Grid),
                "--entry" => options.own = Some(Own::Entry),
                "--write" => options.write = true,
                other => bail!("`cargo xtask bench` does not know {other}"),
            }
        }
        if options.write && !(options.sizes.is_empty() && options.forms.is_empty()) {
            bail!("--write is for all sizes and all forms in one run");
        }
        if options.sizes.is_empty() {
            options.sizes = [FEW, SOME, MANY].to_vec();
        }
        if options.forms.is_empty() {
            options.forms = match options.own {
                Some(Own::Grid) => Form::WITH_GRID.to_vec(),
                Some(Own::Entry) => Vec::new(),
                None => Form::COMPARED.to_vec(),
            };
        }
        Ok(options)
    }

    /// Whether nothing is left out.
    pub fn is_whole(&self) -> bool {
        self.own.is_none() && self.sizes.len() == 3 && self.forms.len() == Form::COMPARED.len()
    }
}

fn size(value: &str) -> Result<usize> {
    let size = value.parse().ok().filter(|size| [FEW, SOME, MANY].contains(size));
    size.with_context(|| format!("--tasks is one of {FEW}, {SOME}, {MANY}"))
}

fn form(value: &str) -> Result<Form> {
    let known = || Form::COMPARED.into_iter().chain([Form::Grid]);
    let keys = || known().map(Form::key).collect::<Vec<_>>().join(", ");
    let form = known().find(|form| form.key() == value);
    form.with_context(|| format!("--only is one of {}", keys()))
}

#[cfg(test)]
mod tests {
    use super::{Form, Options, Own};

    #[test]
    fn what_is_written_is_whole() {
        assert!(Options::read(&["--quick", "--write"]).is_ok_and(|options| options.is_whole()));
        assert!(Options::read(&["--tasks", "57", "--write"]).is_err());
        let grid = Options::read(&["--grid", "--write"]);
        assert!(grid.is_ok_and(|options| options.own == Some(Own::Grid) && options.forms == Form::WITH_GRID));
        let some = Options::read(&["--only", "rjsf", "--only", "plain", "--rounds", "1"]);
        let is_some = |options: Options| options.forms == [Form::Rjsf, Form::Plain] && options.rounds == 1;
        assert!(some.is_ok_and(is_some));
    }
}
