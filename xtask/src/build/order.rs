//! The order of a module's functions.
//!
//! Brotli packs best what lies beside its like: with each function followed by the one most like it the module
//! comes out four and a half kilobytes smaller (3 %) than in the compiler's order. wasm-opt can only sort by name,
//! so the functions are given names that say their place.

use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;
use wasmparser::{Parser, Payload, TypeRef};

/// The functions of a module, ready to be put in order.
pub struct Functions {
    wasm: Vec<u8>,
    imported: usize,
    types: Vec<u32>,
    bodies: Vec<Range<usize>>,
    /// Of each function the runs in it, without repetition.
    runs: Vec<Vec<u32>>,
    /// Of each function how many of its runs are in others too.
    shared: Vec<usize>,
    /// Of each run the functions that have it, where they say something.
    holders: BTreeMap<u32, Vec<usize>>,
}

/// Bytes in a row by which functions are compared.
const RUN: usize = 4;
/// A run in more functions than this says nothing of any two.
const COMMON: usize = 800;
/// How much it may count that two functions have the same type. Which of these packs best differs from build to build,
/// by up to half a kilobyte: all are tried, several at once.
pub const SAME_TYPE: [f64; 16] =
    [0.12, 0.0, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.14, 0.16, 0.2, 0.25, 0.3, 0.4, 0.5];

impl Functions {
    /// Reads the module at `from`.
    pub fn read(from: &Path) -> Result<Self> {
        let wasm = fs::read(from).with_context(|| format!("reading {}", from.display()))?;
        let mut imported = 0;
        let mut types: Vec<u32> = Vec::new();
        let mut bodies: Vec<Range<usize>> = Vec::new();
        for payload in Parser::new(0).parse_all(&wasm) {
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
        let runs_of = |body: &Range<usize>| {
            let run = |bytes: &[u8]| bytes.iter().fold(0, |run, byte| run << 8 | u32::from(*byte));
            let runs: BTreeSet<u32> = wasm[body.clone()].windows(RUN).map(run).collect();
            runs.into_iter().collect::<Vec<_>>()
        };
        let runs: Vec<Vec<u32>> = bodies.iter().map(runs_of).collect();
        let mut holders: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (i, runs) in runs.iter().enumerate() {
            for run in runs {
                holders.entry(*run).or_default().push(i);
            }
        }
        holders.retain(|_, holders| holders.len() > 1);
        let shared = runs.iter().map(|runs| runs.iter().filter(|run| holders.contains_key(run)).count()).collect();
        holders.retain(|_, holders| holders.len() <= COMMON);
        Ok(Self { wasm, imported, types, bodies, runs, shared, holders })
    }

    /// Writes the module to `to` with a name for each function, so that sorting by name puts like beside like.
    pub fn name_by_likeness(&self, to: &Path, same_type: f64) -> Result<()> {
        let section = self.names(&self.chain(same_type));
        // A custom section: id 0, length, name, content. The module comes without names, so this is the only one.
        let mut content = text("name");
        content.extend(section);
        let mut wasm = self.wasm.clone();
        wasm.push(0);
        wasm.extend(length(content.len()));
        wasm.extend(content);
        Ok(fs::write(to, wasm)?)
    }

    /// The content of a name section that names the functions alone.
    fn names(&self, order: &[usize]) -> Vec<u8> {
        let mut place = vec![0; order.len()];
        for (nth, i) in order.iter().enumerate() {
            place[*i] = nth;
        }
        let mut map = length(self.imported + place.len());
        let imports = (0..self.imported).map(|n| format!("import{n}"));
        let functions = place.iter().map(|nth| format!("{nth:06}"));
        for (index, name) in imports.chain(functions).enumerate() {
            map.extend(length(index));
            map.extend(text(&name));
        }
        // Subsection 1: names of functions.
        let mut section = vec![1];
        section.extend(length(map.len()));
        section.extend(map);
        section
    }

    /// The functions as a chain: from the largest on always the one that shares most runs with the last.
    fn chain(&self, same_type: f64) -> Vec<usize> {
        let count = self.bodies.len();
        let body = |i: usize| &self.wasm[self.bodies[i].clone()];
        // Where none is like the last one.
        let mut others: Vec<usize> = (0..count).collect();
        others.sort_by_key(|&i| std::cmp::Reverse((self.types[i], body(i), i)));
        let mut is_placed = vec![false; count];
        let mut order = Vec::with_capacity(count);
        let mut in_common = vec![0; count];
        let mut next = (0..count).max_by_key(|&i| body(i).len());
        while let Some(last) = next {
            order.push(last);
            is_placed[last] = true;
            in_common.fill(0);
            for holder in self.runs[last].iter().filter_map(|run| self.holders.get(run)).flatten() {
                in_common[*holder] += 1;
            }
            let likeness = |i: usize| {
                let all = self.shared[i] + self.shared[last] + 1 - in_common[i];
                in_common[i] as f64 / all as f64 + if self.types[i] == self.types[last] { same_type } else { 0.0 }
            };
            let alike = (0..count).filter(|&i| in_common[i] > 0 && !is_placed[i]);
            let best = alike.map(|i| (i, likeness(i))).max_by(|a, b| a.1.total_cmp(&b.1));
            next = best.map(|(i, _)| i).or_else(|| {
                others.retain(|&i| !is_placed[i]);
                others.pop()
            });
        }
        order
    }
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
