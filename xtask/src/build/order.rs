//! The order of a module's functions.
//!
//! Brotli packs best what lies beside its like: with functions in the order of their types and their code
//! the module comes out four kilobytes smaller (2.5 %) than in the compiler's order. wasm-opt can only sort by
//! name, so the functions are given names that say their place.

use anyhow::{Context, Result};
use std::fs;
use std::ops::Range;
use std::path::Path;
use wasmparser::{Parser, Payload, TypeRef};

/// Writes the module at `from` to `to` with a name for each function, so that sorting by name sorts by type,
/// then by code.
pub fn name_by_likeness(from: &Path, to: &Path) -> Result<()> {
    let mut wasm = fs::read(from).with_context(|| format!("reading {}", from.display()))?;
    let section = names(&wasm)?;
    // A custom section: id 0, length, name, content. The module comes without names, so this is the only one.
    let mut content = text("name");
    content.extend(section);
    wasm.push(0);
    wasm.extend(length(content.len()));
    wasm.extend(content);
    Ok(fs::write(to, wasm)?)
}

/// The content of a name section that names the functions alone.
fn names(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut imported = 0;
    let mut types: Vec<u32> = Vec::new();
    let mut bodies: Vec<Range<usize>> = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(functions) => types = functions.into_iter().collect::<Result<_, _>>()?,
            Payload::CodeSectionEntry(body) => bodies.push(body.range()),
            _ => {}
        }
    }
    let mut order: Vec<usize> = (0..bodies.len()).collect();
    order.sort_by_key(|&i| (types[i], &wasm[bodies[i].clone()]));
    let mut place = vec![0; order.len()];
    for (nth, i) in order.into_iter().enumerate() {
        place[i] = nth;
    }
    let mut map = length(imported + bodies.len());
    let imports = (0..imported).map(|n| format!("import{n}"));
    let functions = place.iter().map(|nth| format!("{nth:06}"));
    for (index, name) in imports.chain(functions).enumerate() {
        map.extend(length(index));
        map.extend(text(&name));
    }
    // Subsection 1: names of functions.
    let mut section = vec![1];
    section.extend(length(map.len()));
    section.extend(map);
    Ok(section)
}

fn text(text: &str) -> Vec<u8> {
    let mut out = length(text.len());
    out.extend(text.bytes());
    out
}

/// LEB128.
fn length(mut n: usize) -> Vec<u8> {
    let mut out = Vec::new();
    while n > 127 {
        out.push((n & 127) as u8 | 128);
        n >>= 7;
    }
    out.push(n as u8);
    out
}
