//! The glue: the JavaScript functions that a module imports, as wasm-bindgen writes them, and what they need.
//!
//! A module imports them by number from an array, so that neither names them; and each half of a module that is split
//! has an array of its own. Numbers would fit those of another build too, with other functions behind them: the array's
//! name is what no other build has.

#[cfg(test)]
mod tests;

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use walrus::ModuleConfig;

/// All that wasm-bindgen wrote.
pub struct Glue {
    /// What modules import, by the names that it gave them.
    functions: BTreeMap<String, String>,
    /// What those share, and what the page calls.
    shared: String,
    /// The names of what the page calls.
    called: Vec<String>,
}

/// The functions that one module imports.
pub struct Imports {
    /// Whether it is the module that starts, with which the page speaks.
    is_first: bool,
    /// What the module imports them from.
    from: String,
    /// Their names, each at its number.
    names: Vec<String>,
}

/// How the name of what modules import from ends, as wasm-bindgen writes it.
const BOUND: &str = "_bg.js";
/// How wasm-bindgen begins a function that a module imports, and how it ends it.
const START: &str = "export function ";
const END: &str = "\n}";
/// How it begins and ends one whose exceptions the module is told of.
const TOLD: (&str, &str) = ("() { return handleError(function ", ", arguments); }");
/// The same for all of them.
const TELL: &str = "\nfunction told(call) {\n    return (...given) => handleError(call, given);\n}\n";
/// What hands over the module's exports.
const SET: &str = "__wbg_set_wasm";
/// How a line begins that makes classes known to `using`, which nobody uses here.
const DISPOSE: &str = "if (Symbol.dispose) ";

impl Glue {
    /// Takes apart what wasm-bindgen has written.
    pub fn read(text: &str) -> Result<Self> {
        let (mut functions, mut shared, mut left) = (BTreeMap::new(), String::new(), text);
        let start = format!("{START}__wb");
        while let Some(at) = left.find(&start) {
            let end = left[at..].find(END).context("a function of the glue has no end")? + at + END.len();
            let end = left[end..].find('\n').map_or(left.len(), |more| end + more);
            let function = &left[at + START.len()..end];
            let name = function.split('(').next().unwrap_or_default();
            if name == SET {
                shared.push_str(&left[..end]);
            } else {
                shared.push_str(&left[..at]);
                functions.insert(name.to_owned(), expression(&function[name.len()..])?);
            }
            left = &left[end..];
        }
        shared.push_str(left);
        let named = |line: &str| Some(line.strip_prefix(START)?.split('(').next()?.to_owned());
        let called = shared.lines().filter_map(named).collect();
        let lines = shared.lines().filter(|line| !line.starts_with(DISPOSE));
        let shared = lines.flat_map(|line| [line.trim_start_matches("export "), "\n"]).collect();
        Ok(Self { functions, shared, called })
    }

    /// A script with the functions that these modules import, and with what the page calls if it is with the first.
    pub fn script(&self, of: &[Imports]) -> Result<String> {
        let mut script = String::new();
        for Imports { is_first, from, names } in of {
            let export = if *is_first { "glue" } else { "restGlue" };
            script.push_str(&format!("export const {export} = {{ {from:?}: [\n"));
            for name in names {
                let function = self.functions.get(name).with_context(|| format!("the glue has no `{name}`"))?;
                script.push_str(&format!("{function},\n"));
            }
            script.push_str("] };\n");
        }
        let exported = if of.iter().any(|one| one.is_first) { self.called.join(", ") } else { SET.to_owned() };
        Ok(format!("{script}{}{TELL}export {{ {exported} }};\n", self.shared))
    }
}

/// A function without its name. None of them knows `this`, so arrows will do.
fn expression(function: &str) -> Result<String> {
    let (before, after) = TOLD;
    let told = function.strip_prefix(before).and_then(|inner| inner.strip_suffix(after));
    let (args, body) = told.unwrap_or(function).split_once(") {").context("a function of the glue has no body")?;
    let arrow = format!("{args}) => {{{body}");
    Ok(if told.is_some() { format!("told({arrow})") } else { arrow })
}

/// Has a module import by number, and from `from`, what wasm-bindgen wrote for it.
pub fn number(wasm: &[u8], is_first: bool, from: &str) -> Result<(Vec<u8>, Imports)> {
    let mut module = ModuleConfig::new().generate_name_section(false).generate_producers_section(false).parse(wasm)?;
    let mut names = Vec::new();
    for import in module.imports.iter_mut().filter(|import| import.module.ends_with(BOUND)) {
        let number = names.len().to_string();
        names.push(std::mem::replace(&mut import.name, number));
        from.clone_into(&mut import.module);
    }
    Ok((module.emit_wasm(), Imports { is_first, from: from.to_owned(), names }))
}
