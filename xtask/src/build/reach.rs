//! What of a module is late: reached only through a few of its functions, the gates.
//!
//! In a finished module that cannot be seen: a function's address is a number like any other, in code and in the
//! tables of methods. The linker knows: `--emit-relocs` makes it leave in the module what each place refers to.
//! So the answer is exact. It does not hang on what functions are called, and what the compiler merged or moved
//! makes no difference.

#[cfg(test)]
mod tests;

use anyhow::{Context, Result, bail, ensure};
use rustc_demangle::demangle;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use wasmparser::{
    DefinedDataSymbol, ExternalKind, KnownCustom, Linking, Name, Operator, Parser, Payload, RelocSectionReader,
    RelocationType, SymbolInfo, TypeRef,
};

/// What is reached only through the gates.
#[derive(Debug, Default)]
pub struct Late {
    /// The gates' names, as the linker has them.
    pub gates: BTreeSet<String>,
    /// Names of functions, as the linker has them; the gates are among them.
    pub functions: BTreeSet<String>,
    /// Names of functions that are not.
    pub others: BTreeSet<String>,
    /// Where in memory data lie that only late functions refer to; in order, and apart from one another.
    pub data: Vec<Range<u32>>,
}

/// Works out what is late. `gates` are paths of functions (`baocao::ui::check_page`); `exported` are further
/// functions, by the linker's names, that JavaScript calls.
pub fn late(linked: &[u8], gates: &[&str], exported: &BTreeSet<String>) -> Result<Late> {
    let module = Linked::read(linked)?;
    let gates = gates.iter().map(|path| module.gate(path)).collect::<Result<BTreeSet<_>>>()?;
    let named = |(index, name): (&u32, &String)| exported.contains(name).then_some(*index);
    let mut roots: Vec<u32> = module.roots.iter().copied().chain(module.names.iter().filter_map(named)).collect();
    let mut early = module.reached(&roots, &gates);
    // Some functions have one name. The tools after the linker know names only, so one is late if all are.
    loop {
        let names: BTreeSet<&String> = early.functions.iter().filter_map(|index| module.names.get(index)).collect();
        let is_named_early = |(index, name): &(&u32, &String)| {
            !early.functions.contains(index) && !gates.contains(index) && names.contains(name)
        };
        let twins: Vec<u32> = module.names.iter().filter(is_named_early).map(|(index, _)| *index).collect();
        if twins.is_empty() {
            break;
        }
        roots.extend(twins);
        early = module.reached(&roots, &gates);
    }
    let all = module.reached(&module.names.keys().copied().collect::<Vec<_>>(), &BTreeSet::new());
    let name = |index: &u32| module.names.get(index).cloned();
    let functions = module.names.keys().filter(|index| !early.functions.contains(index));
    Ok(Late {
        gates: gates.iter().filter_map(name).collect(),
        functions: functions.filter_map(name).collect(),
        others: early.functions.iter().filter_map(name).collect(),
        data: without(&module.places(&all), &module.places(&early)),
    })
}

/// A thing that code or data refer to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Function(u32),
    /// A symbol of data, by its number.
    Data(usize),
}

/// References with the place in the module where each stands.
type References = BTreeMap<usize, Thing>;

#[derive(Default)]
struct Linked<'w> {
    names: BTreeMap<u32, String>,
    /// Each function's code, by its index.
    bodies: BTreeMap<u32, Range<usize>>,
    /// Each segment's bytes, and where in memory they come to lie.
    segments: Vec<(Range<usize>, u32)>,
    symbols: Vec<SymbolInfo<'w>>,
    references: References,
    /// What the world calls.
    roots: Vec<u32>,
}

#[derive(Default)]
struct Reached {
    functions: BTreeSet<u32>,
    data: BTreeSet<usize>,
}

impl<'w> Linked<'w> {
    fn read(wasm: &'w [u8]) -> Result<Self> {
        let mut module = Self::default();
        let (mut imported, mut sections, mut relocations) = (0, Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            sections.extend(payload.as_section().map(|(_, range)| range.start));
            match payload {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        module.roots.extend((export.kind == ExternalKind::Func).then_some(export.index));
                    }
                }
                Payload::StartSection { func, .. } => module.roots.push(func),
                Payload::CodeSectionEntry(body) => {
                    let index = imported + module.bodies.len() as u32;
                    module.bodies.insert(index, body.range());
                }
                Payload::DataSection(segments) => {
                    for segment in segments {
                        module.segments.push(segment_of(segment?)?);
                    }
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Linking(parts) => {
                        for part in parts.subsections() {
                            if let Linking::SymbolTable(symbols) = part? {
                                module.symbols = symbols.into_iter().collect::<Result<_, _>>()?;
                            }
                        }
                    }
                    KnownCustom::Reloc(section) => relocations.push(section),
                    KnownCustom::Name(parts) => {
                        for part in parts {
                            if let Name::Function(functions) = part? {
                                for named in functions {
                                    let named = named?;
                                    module.names.insert(named.index, named.name.to_owned());
                                }
                            }
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        ensure!(!relocations.is_empty() && !module.symbols.is_empty(), "the linker left no relocations");
        for section in relocations {
            let start = *sections.get(section.section_index() as usize).context("relocations of no section")?;
            module.refer(&section, start)?;
        }
        Ok(module)
    }

    fn refer(&mut self, section: &RelocSectionReader<'_>, start: usize) -> Result<()> {
        for entry in section.entries() {
            let entry = entry?;
            // Of a call by the table: its index is a type's, no symbol's.
            if entry.ty == RelocationType::TypeIndexLeb {
                continue;
            }
            let symbol = entry.index as usize;
            let thing = match self.symbols.get(symbol) {
                Some(SymbolInfo::Func { index, .. }) => Some(Thing::Function(*index)),
                Some(SymbolInfo::Data { symbol: Some(_), .. }) => Some(Thing::Data(symbol)),
                _ => None,
            };
            self.references.extend(thing.map(|thing| (start + entry.offset as usize, thing)));
        }
        Ok(())
    }

    /// The function at this path.
    fn gate(&self, path: &str) -> Result<u32> {
        let mut found = BTreeSet::new();
        for symbol in &self.symbols {
            if let SymbolInfo::Func { index, name: Some(name), .. } = symbol
                && format!("{:#}", demangle(name)) == path
            {
                found.insert(*index);
            }
        }
        match found.into_iter().collect::<Vec<_>>()[..] {
            [one] => Ok(one),
            [] => bail!("there is no function `{path}` to split at: give it `#[inline(never)]`, or strike it out"),
            _ => bail!("there are several functions `{path}`"),
        }
    }

    /// What a data symbol covers, in the module's bytes.
    fn covered(&self, symbol: usize) -> Option<(Range<usize>, u32)> {
        let SymbolInfo::Data { symbol: Some(DefinedDataSymbol { index, offset, size }), .. } = self.symbols[symbol]
        else {
            return None;
        };
        let (bytes, address) = self.segments.get(index as usize)?;
        let start = bytes.start + offset as usize;
        Some((start..start + size as usize, address + offset))
    }

    /// All that can be reached from these functions without passing one of `walls`.
    fn reached(&self, from: &[u32], walls: &BTreeSet<u32>) -> Reached {
        let mut reached = Reached::default();
        let mut next: Vec<Thing> = from.iter().copied().map(Thing::Function).collect();
        while let Some(thing) = next.pop() {
            let bytes = match thing {
                Thing::Function(index) if walls.contains(&index) => continue,
                Thing::Function(index) if reached.functions.insert(index) => self.bodies.get(&index).cloned(),
                Thing::Data(symbol) if reached.data.insert(symbol) => self.covered(symbol).map(|(bytes, _)| bytes),
                _ => continue,
            };
            let Some(bytes) = bytes else { continue };
            next.extend(self.references.range(bytes).map(|(_, thing)| *thing));
        }
        reached
    }

    /// Where in memory the data lie, in order.
    fn places(&self, reached: &Reached) -> Vec<Range<u32>> {
        let place = |symbol: &usize| {
            let (bytes, address) = self.covered(*symbol)?;
            Some(address..address + bytes.len() as u32)
        };
        let mut places: Vec<_> = reached.data.iter().filter_map(place).filter(|place| !place.is_empty()).collect();
        places.sort_by_key(|place| (place.start, place.end));
        places
    }
}

fn segment_of(segment: wasmparser::Data<'_>) -> Result<(Range<usize>, u32)> {
    let wasmparser::DataKind::Active { offset_expr, .. } = segment.kind else { bail!("a passive segment of data") };
    let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
        bail!("a segment of data without a fixed place");
    };
    let end = segment.range.end;
    Ok((end - segment.data.len()..end, value as u32))
}

/// What lies in `all` and not in `taken`; both in order.
fn without(all: &[Range<u32>], taken: &[Range<u32>]) -> Vec<Range<u32>> {
    let mut left: Vec<Range<u32>> = Vec::new();
    let mut add = |range: Range<u32>| match left.last_mut() {
        _ if range.is_empty() => {}
        Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
        _ => left.push(range),
    };
    for range in all {
        let mut start = range.start;
        for other in taken.iter().filter(|other| other.start < range.end && other.end > range.start) {
            add(start..other.start.max(start));
            start = start.max(other.end);
        }
        add(start..range.end.max(start));
    }
    left
}
