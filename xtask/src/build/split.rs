//! A module split into two: what the first view needs, and the rest.
//!
//! The rest works in the memory of the first and shares its table of functions. What it needs of the first it
//! imports from there: functions by their slots in the table, so that the first need not name them. The smallest it
//! has itself, and what both need of JavaScript each imports for itself. When the rest is instantiated it fills the
//! slots of its own functions and the places of its own data. Until then calling one of its functions is a trap; that
//! nobody does is for the types of the crate to show (`state::Rest`).

#[cfg(test)]
mod tests;

use super::reach::{self, Late};
use anyhow::{Context, Result, bail, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use walrus::ir::{Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, ExportItem, Function, FunctionBuilder, FunctionId, FunctionKind,
    GlobalKind, ImportKind, ImportedFunction, Module, ModuleConfig, TableId, passes,
};

/// Under these names the rest imports: slots of the table, and what the first exports.
const SLOTS: &str = "s";
const EXPORTS: &str = "e";
/// Under this name the first exports the table for whoever links both. The rest imports it under one that no other
/// build has, the stamp: halves of two builds, as a cache may hold them, must not come together.
const TABLE: &str = "t";

/// Instructions of a function that both halves have. With twice as many the rest grows by more than the first is
/// spared.
const SMALL: u64 = 20;

/// The two modules.
pub struct Halves {
    /// What the first view needs.
    pub first: Vec<u8>,
    /// What is linked to it later.
    pub rest: Vec<u8>,
    /// What no two other halves have.
    pub stamp: String,
}

/// Splits a module before it is optimised: it has the functions that `linked`, the linker's module, has under the
/// same names. `gates` are the paths of the functions through which the rest is entered.
pub fn split(linked: &[u8], module: &[u8], gates: &[&str]) -> Result<Halves> {
    let late = reach::late(linked, gates, &exported(&parse(module)?))?;
    halves(module, &late, stamp(module, gates))
}

fn halves(module: &[u8], late: &Late, stamp: String) -> Result<Halves> {
    // Both are the same module at first, so that a function has the same index in both.
    let (mut first, mut rest) = (parse(module)?, parse(module)?);
    let plan = Plan::new(&first, late, stamp)?;
    plan.rest(&mut rest, late)?;
    // What it came to import is what the first must export.
    let needed: BTreeSet<String> =
        rest.imports.iter().filter(|import| import.module == EXPORTS).map(|import| import.name.clone()).collect();
    plan.first(&mut first, late, &needed)?;
    Ok(Halves { first: first.emit_wasm(), rest: rest.emit_wasm(), stamp: plan.stamp })
}

/// The names of the functions that JavaScript calls; also by way of what wasm-bindgen has put before them.
fn exported(module: &Module) -> BTreeSet<String> {
    let exported = module.exports.iter().filter_map(|export| match export.item {
        ExportItem::Function(id) => Some(module.funcs.get(id)),
        _ => None,
    });
    let called: BTreeSet<usize> =
        exported.flat_map(|function| [calls(function), [function.id().index()].into()]).flatten().collect();
    let named = module.funcs.iter().filter(|function| called.contains(&function.id().index()));
    named.filter_map(|function| function.name.clone()).collect()
}

/// The same for the same halves and glue only: letters, so that a script need not quote it, and no more of them than it
/// takes, as the first view has them.
fn stamp(module: &[u8], gates: &[&str]) -> String {
    let mut hasher = DefaultHasher::new();
    (module, gates, include_str!("split.rs"), include_str!("reach.rs"), include_str!("glue.rs")).hash(&mut hasher);
    let hash = hasher.finish();
    (0..7).map(|nth| char::from(b'a' + (hash / 26_u64.pow(nth) % 26) as u8)).collect()
}

fn parse(wasm: &[u8]) -> Result<Module> {
    ModuleConfig::new().generate_name_section(false).generate_producers_section(false).parse(wasm)
}

/// Which function is where. Functions are told by their index, which is the same in both halves.
struct Plan {
    /// The late functions.
    late: BTreeSet<usize>,
    /// What stands in the table, by slot.
    table: BTreeMap<u64, usize>,
    /// Functions of the first so small that the rest has copies.
    copied: BTreeSet<usize>,
    /// The slots by which one half calls functions of the other; new ones come after all that there are.
    slots: BTreeMap<usize, u64>,
    /// How many slots there are in the end.
    size: u64,
    /// What tells this build from others.
    stamp: String,
}

/// What functions refer to.
#[derive(Default)]
struct Calls(BTreeSet<usize>);

impl Visitor<'_> for Calls {
    fn visit_function_id(&mut self, function: &FunctionId) {
        self.0.insert(function.index());
    }
}

fn calls(function: &Function) -> BTreeSet<usize> {
    let mut calls = Calls::default();
    if let FunctionKind::Local(local) = &function.kind {
        dfs_in_order(&mut calls, local, local.entry_block());
    }
    calls.0
}

impl Plan {
    fn new(module: &Module, late: &Late, stamp: String) -> Result<Self> {
        let names: BTreeSet<&str> = module.funcs.iter().filter_map(|function| function.name.as_deref()).collect();
        for gate in &late.gates {
            ensure!(names.contains(&**gate), "the gate {gate} is gone");
        }
        let table = slots_of(module)?;
        let calls: BTreeMap<usize, BTreeSet<usize>> =
            module.funcs.iter().map(|function| (function.id().index(), calls(function))).collect();
        let is_late = |f: &Function| f.name.as_ref().is_some_and(|name| late.functions.contains(name));
        let is_early = |f: &Function| f.name.as_ref().is_some_and(|name| late.others.contains(name));
        let known_late: BTreeSet<usize> = module.funcs.iter().filter(|f| is_late(f)).map(|f| f.id().index()).collect();
        // What the tools between the linker and here have made goes with those that call it.
        let exported = module.exports.iter().filter_map(|export| match export.item {
            ExportItem::Function(id) => Some(id.index()),
            _ => None,
        });
        let exported: Vec<usize> = exported.collect();
        for index in &exported {
            ensure!(!known_late.contains(index), "a late function is called from JavaScript");
        }
        let start = module.start.map(|id| id.index());
        let early = module.funcs.iter().filter(|f| is_early(f)).map(|f| f.id().index());
        let mut next: Vec<usize> =
            exported.into_iter().chain(start).chain(early).chain(table.values().copied()).collect();
        let mut early = BTreeSet::new();
        while let Some(index) = next.pop() {
            if !known_late.contains(&index) && early.insert(index) {
                next.extend(calls.get(&index).into_iter().flatten());
            }
        }
        let mut plan =
            Self { late: BTreeSet::new(), table, copied: BTreeSet::new(), slots: BTreeMap::new(), size: 0, stamp };
        for function in module.funcs.iter() {
            if !early.contains(&function.id().index()) && !is_import(function) {
                plan.late.insert(function.id().index());
            }
        }
        let gates: BTreeSet<usize> = module
            .funcs
            .iter()
            .filter(|f| f.name.as_ref().is_some_and(|name| late.gates.contains(name)))
            .map(|f| f.id().index())
            .collect();
        plan.allot(module, &calls, &gates)?;
        Ok(plan)
    }

    /// Gives a slot to each function that the other half calls. The first's come first: theirs are filled from the
    /// start.
    fn allot(
        &mut self,
        module: &Module,
        calls: &BTreeMap<usize, BTreeSet<usize>>,
        gates: &BTreeSet<usize>,
    ) -> Result<()> {
        let (mut of_first, mut of_rest) = (BTreeSet::new(), BTreeSet::new());
        let imported: BTreeSet<usize> = module.funcs.iter().filter(|f| is_import(f)).map(|f| f.id().index()).collect();
        for (caller, called) in calls {
            let is_late = self.late.contains(caller);
            let is_elsewhere =
                |function: &&usize| self.late.contains(function) != is_late && !imported.contains(function);
            for function in called.iter().filter(is_elsewhere) {
                if is_late {
                    of_first.insert(*function);
                } else {
                    of_rest.insert(*function);
                }
            }
        }
        let is_at_hand =
            |index: &usize| imported.contains(index) || of_first.contains(index) || self.late.contains(index);
        // Such a copy needs no slots that others do not need.
        let is_copied = |f: &&Function| is_small(f) && calls[&f.id().index()].iter().all(is_at_hand);
        let called = module.funcs.iter().filter(|f| of_first.contains(&f.id().index()));
        self.copied = called.filter(is_copied).map(|f| f.id().index()).collect();
        let name = |index: usize| module.funcs.iter().find(|f| f.id().index() == index)?.name.clone();
        for function in &of_rest {
            ensure!(gates.contains(function), "{:?} is late, no gate, and called early", name(*function));
        }
        self.size = module.tables.get(function_table(module)?).initial;
        let mut held: BTreeMap<usize, u64> = BTreeMap::new();
        for (slot, function) in &self.table {
            held.entry(*function).or_insert(*slot);
        }
        for function in of_first.difference(&self.copied).copied().chain(of_rest) {
            let slot = held.get(&function).copied().unwrap_or_else(|| {
                self.table.insert(self.size, function);
                self.size += 1;
                self.size - 1
            });
            self.slots.insert(function, slot);
        }
        Ok(())
    }

    /// Takes what is late out of the first.
    fn first(&self, module: &mut Module, late: &Late, needed: &BTreeSet<String>) -> Result<()> {
        let table = self.put_table(module, |index| !self.late.contains(&index))?;
        let ids: Vec<FunctionId> = module.funcs.iter().map(Function::id).collect();
        for id in ids.into_iter().filter(|id| self.late.contains(&id.index())) {
            let (params, results) = {
                let (params, results) = module.types.params_results(module.funcs.get(id).ty());
                (params.to_vec(), results.to_vec())
            };
            let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
            let args: Vec<_> = params.iter().map(|ty| module.locals.add(*ty)).collect();
            let mut body = builder.func_body();
            // A gate calls what comes to stand in its slot; everything else is out of reach, and goes.
            if let Some(slot) = self.slots.get(&id.index()) {
                for arg in &args {
                    body.local_get(*arg);
                }
                body.i32_const(*slot as i32).call_indirect(module.funcs.get(id).ty(), table);
            } else {
                body.unreachable();
            }
            module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(args));
        }
        for data in data_ids(module) {
            let address = address(module, data)?;
            let is_late = |at| late.data.iter().any(|range| range.contains(&at));
            let bytes = module.data.get_mut(data).value.iter_mut().zip(address..);
            bytes.filter(|(_, at)| is_late(*at)).for_each(|(byte, _)| *byte = 0);
        }
        let globals: Vec<_> = module.globals.iter().map(|global| global.id()).collect();
        for id in globals.into_iter().filter(|id| needed.contains(&global_name(id.index()))) {
            module.exports.add(&global_name(id.index()), id);
        }
        let tables: Vec<_> = module.tables.iter().map(|table| table.id()).collect();
        for id in tables.into_iter().filter(|id| needed.contains(&table_name(id.index()))) {
            module.exports.add(&table_name(id.index()), id);
        }
        module.exports.add(TABLE, table);
        module.exports.add(&self.stamp, table);
        passes::gc::run(module);
        Ok(())
    }

    /// Leaves only what is late in the rest, and makes imports of what that needs.
    fn rest(&self, module: &mut Module, late: &Late) -> Result<()> {
        let table = self.put_table(module, |index| self.late.contains(&index))?;
        module.start = None;
        let exports: Vec<_> =
            module.exports.iter().map(|export| (export.id(), export.name.clone(), export.item)).collect();
        let memory = module.get_memory_id()?;
        let mut memory_name = None;
        for (id, name, item) in exports {
            if matches!(item, ExportItem::Memory(_)) {
                memory_name = Some(name);
            }
            module.exports.delete(id);
        }
        let name = memory_name.context("the memory is not exported")?;
        let import = module.imports.add(EXPORTS, &name, ImportKind::Memory(memory));
        module.memories.get_mut(memory).import = Some(import);
        let tables: Vec<TableId> = module.tables.iter().map(|table| table.id()).collect();
        for id in tables {
            let name = if id == table { self.stamp.clone() } else { table_name(id.index()) };
            let import = module.imports.add(EXPORTS, &name, ImportKind::Table(id));
            module.tables.get_mut(id).import = Some(import);
        }
        let globals: Vec<_> = module.globals.iter().map(|global| global.id()).collect();
        for id in globals {
            let import = module.imports.add(EXPORTS, &global_name(id.index()), ImportKind::Global(id));
            module.globals.get_mut(id).kind = GlobalKind::Import(import);
        }
        let is_here = |index: usize| self.late.contains(&index) || self.copied.contains(&index);
        let of_first = |f: &Function| !is_here(f.id().index()) && !is_import(f);
        let functions: Vec<FunctionId> = module.funcs.iter().filter(|f| of_first(f)).map(Function::id).collect();
        for id in functions {
            // Those without a slot are called by nobody here.
            let slot = self.slots.get(&id.index()).map(u64::to_string).unwrap_or_default();
            let (import, ty) = (module.imports.add(SLOTS, &slot, ImportKind::Function(id)), module.funcs.get(id).ty());
            module.funcs.get_mut(id).kind = FunctionKind::Import(ImportedFunction { import, ty });
        }
        self.put_data(module, late)?;
        passes::gc::run(module);
        Ok(())
    }

    /// Puts into the table, as large as it now is, the functions of one half.
    fn put_table(&self, module: &mut Module, is_here: impl Fn(usize) -> bool) -> Result<TableId> {
        let id = function_table(module)?;
        let ids: BTreeMap<usize, FunctionId> = module.funcs.iter().map(|f| (f.id().index(), f.id())).collect();
        let old: Vec<_> = module.elements.iter().map(|element| element.id()).collect();
        for element in old {
            module.elements.delete(element);
        }
        module.tables.get_mut(id).elem_segments.clear();
        let mut runs: Vec<(u64, Vec<FunctionId>)> = Vec::new();
        for (slot, function) in self.table.iter().filter(|(_, function)| is_here(**function)) {
            match runs.last_mut() {
                Some((start, run)) if *start + run.len() as u64 == *slot => run.push(ids[function]),
                _ => runs.push((*slot, vec![ids[function]])),
            }
        }
        for (slot, run) in runs {
            let kind = ElementKind::Active { table: id, offset: ConstExpr::Value(Value::I32(slot as i32)) };
            let element = module.elements.add(kind, ElementItems::Functions(run));
            module.tables.get_mut(id).elem_segments.insert(element);
        }
        let table = module.tables.get_mut(id);
        (table.initial, table.maximum) = (self.size, table.maximum.map(|_| self.size));
        Ok(id)
    }

    /// Leaves of the data only what is late.
    fn put_data(&self, module: &mut Module, late: &Late) -> Result<()> {
        for data in data_ids(module) {
            let start = address(module, data)?;
            let DataKind::Active { memory, .. } = module.data.get(data).kind else { continue };
            let bytes = std::mem::take(&mut module.data.get_mut(data).value);
            module.data.delete(data);
            module.memories.get_mut(memory).data_segments.remove(&data);
            let end = start + bytes.len() as u32;
            for range in late.data.iter().filter(|range| range.start < end && range.end > start) {
                let (from, to) = (range.start.max(start), range.end.min(end));
                let kind = DataKind::Active { memory, offset: ConstExpr::Value(Value::I32(from as i32)) };
                let data = module.data.add(kind, bytes[(from - start) as usize..(to - start) as usize].to_vec());
                module.memories.get_mut(memory).data_segments.insert(data);
            }
        }
        Ok(())
    }
}

/// Whether a function is so small that a copy in the rest costs less than a slot in the first.
fn is_small(function: &Function) -> bool {
    matches!(&function.kind, FunctionKind::Local(local) if local.size() <= SMALL)
}

fn is_import(function: &Function) -> bool {
    matches!(function.kind, FunctionKind::Import(_))
}

fn global_name(index: usize) -> String {
    format!("g{index}")
}

fn table_name(index: usize) -> String {
    format!("t{index}")
}

fn data_ids(module: &Module) -> Vec<walrus::DataId> {
    module.data.iter().map(|data| data.id()).collect()
}

/// Where in memory a segment comes to lie.
fn address(module: &Module, data: walrus::DataId) -> Result<u32> {
    match module.data.get(data).kind {
        DataKind::Active { offset: ConstExpr::Value(Value::I32(at)), .. } => Ok(at as u32),
        _ => bail!("a segment of data without a fixed place"),
    }
}

/// The table that functions are called through.
fn function_table(module: &Module) -> Result<TableId> {
    module.tables.main_function_table()?.context("there is no table of functions")
}

/// What stands in the table, by slot.
fn slots_of(module: &Module) -> Result<BTreeMap<u64, usize>> {
    let mut slots = BTreeMap::new();
    let table = function_table(module)?;
    for element in module.elements.iter() {
        match (&element.kind, &element.items) {
            (
                ElementKind::Active { table: of, offset: ConstExpr::Value(Value::I32(at)) },
                ElementItems::Functions(functions),
            ) if *of == table => slots.extend((*at as u64..).zip(functions.iter().map(|id| id.index()))),
            other => bail!("a segment of elements that is not known here: {other:?}"),
        }
    }
    Ok(slots)
}
