//! Which crates the wasm module is made of.

use anyhow::{Context, Result};
use rustc_demangle::demangle;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// Below this share a crate goes into "the rest".
const SHOWN: f64 = 0.005;

/// Prints the module's size by crate. The module must still have its functions' names, so it is the
/// one before wasm-opt: read the shares, not the bytes.
pub fn print(module: &Path) -> Result<()> {
    let wasm = fs::read(module).with_context(|| format!("reading {}", module.display()))?;
    let sizes = by_crate(&wasm)?;
    let all: usize = sizes.values().sum();
    let mut sizes: Vec<_> = sizes.into_iter().collect();
    sizes.sort_by_key(|(name, size)| (std::cmp::Reverse(*size), name.clone()));
    println!("\n{:<36}{:>10}{:>10}", "the wasm by crate, before wasm-opt", "bytes", "share");
    let mut rest = 0;
    for (name, size) in sizes {
        let share = size as f64 / all as f64;
        if share < SHOWN {
            rest += size;
        } else {
            println!("{name:<36}{size:>10}{:>9.1}%", share * 100.0);
        }
    }
    println!("{:<36}{rest:>10}{:>9.1}%", "the rest", rest as f64 / all as f64 * 100.0);
    Ok(())
}

fn by_crate(wasm: &[u8]) -> Result<BTreeMap<String, usize>> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    let mut names = BTreeMap::new();
    let mut sizes = BTreeMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::DataSection(data) => {
                sizes.insert("(texts and tables)".to_owned(), data.range().len());
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.range().len()),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(sections) = section.as_known() {
                    for section in sections {
                        if let Name::Function(functions) = section? {
                            for named in functions {
                                let named = named?;
                                names.insert(named.index, format!("{:#}", demangle(named.name)));
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    // Functions are counted from the imported ones on.
    for (index, size) in (imported..).zip(bodies) {
        let name = names.get(&index).map(|name| crate_of(name)).unwrap_or("(no crate)");
        *sizes.entry(name.to_owned()).or_insert(0) += size;
    }
    Ok(sizes)
}

/// The crate that a function belongs to: the first one in its readable name. `<yew::Html as core[6f1a]::fmt::Debug>::fmt` is yew's.
fn crate_of(name: &str) -> &str {
    let Some((start, _)) = name.split_once("::") else {
        return "(no crate)";
    };
    // The standard library's crates carry a hash.
    let start = start.rsplit_once('[').filter(|(_, hash)| hash.ends_with(']')).map_or(start, |s| s.0);
    let letters = |c: char| c.is_alphanumeric() || c == '_';
    match start.rsplit(|c| !letters(c)).next() {
        // `<char>::is_control`: the methods of plain types.
        Some("") | None => "core",
        Some(name) => name,
    }
}

#[cfg(test)]
mod tests {
    use super::crate_of;

    #[test]
    fn a_function_belongs_to_the_crate_of_its_type() {
        assert_eq!(crate_of("yew::scheduler::start::h0123456789abcdef"), "yew");
        assert_eq!(crate_of("<yew::Html as core[6f1a]::fmt::Debug>::fmt"), "yew");
        assert_eq!(crate_of("<i32 as core[6f1a]::fmt::Display>::fmt"), "core");
        assert_eq!(crate_of("<char>::is_control"), "core");
        assert_eq!(crate_of("<&mut serde::A as serde::B>::c"), "serde");
        assert_eq!(crate_of("core::ptr::drop_in_place<yew::Html>"), "core");
        assert_eq!(crate_of("memcpy"), "(no crate)");
    }
}
