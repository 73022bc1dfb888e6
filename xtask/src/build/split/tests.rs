#![allow(clippy::single_range_in_vec_init, reason = "ranges of addresses, not of numbers to list")]

use super::*;
use walrus::{RefType, ValType};

/// A module whose function `open`, which the page calls, goes through a gate. `early` and `late` stand in the table;
/// `shared` is called from both sides, as are `small` and `now`, which is JavaScript's, and `twin` by what came in after
/// the linker.
fn module() -> Vec<u8> {
    let mut module = Module::default();
    let (memory, table) = (
        module.memories.add_local(false, false, 1, None, None),
        module.tables.add_local(false, 3, Some(3), RefType::FUNCREF),
    );
    module.exports.add("memory", memory);
    let ty = module.types.add(&[ValType::I32], &[ValType::I32]);
    let (now, _) = module.add_import_func("glue", "now", ty);
    let stack = module.globals.add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(1024)));
    let mut add = |name: &str, called: &[FunctionId], uses_of_stack: usize| {
        let mut builder = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[ValType::I32]);
        let arg = module.locals.add(ValType::I32);
        let mut body = builder.name(name.to_owned()).func_body();
        for function in called {
            body.local_get(arg).call(*function).drop();
        }
        for _ in 0..uses_of_stack {
            body.global_get(stack).drop();
        }
        body.local_get(arg);
        builder.finish(vec![arg], &mut module.funcs)
    };
    let (shared, small, early) = (add("shared", &[], 20), add("small", &[], 0), add("early", &[], 0));
    let twin = add("made by a tool", &[], 0);
    let late = add("late", &[shared, small, twin, now], 1);
    let gate = add("gate", &[late, shared], 0);
    let open = add("open", &[gate, shared, small, now], 0);
    module.exports.add("open", open);
    let at = |at| ConstExpr::Value(Value::I32(at));
    let kind = ElementKind::Active { table, offset: at(1) };
    let element = module.elements.add(kind, ElementItems::Functions(vec![early, late]));
    module.tables.get_mut(table).elem_segments.insert(element);
    let data = module.data.add(DataKind::Active { memory, offset: at(16) }, b"first view, rest".to_vec());
    module.memories.get_mut(memory).data_segments.insert(data);
    module.emit_wasm()
}

fn late(functions: &[&str], others: &[&str]) -> Late {
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Late { gates: set(&["gate"]), functions: set(functions), others: set(others), data: vec![28..32] }
}

fn slots(module: &Module) -> Vec<(u64, usize)> {
    slots_of(module).expect("slots").into_iter().collect()
}

#[test]
fn the_rest_fills_what_the_first_leaves_open() {
    let halves = halves(&module(), &late(&["gate", "late"], &["shared", "small", "early", "open"]), "stamp".to_owned());
    let halves = halves.expect("halves");
    let (first, rest) = (Module::from_buffer(&halves.first), Module::from_buffer(&halves.rest));
    let (first, rest) = (first.expect("the first"), rest.expect("the rest"));

    let exports: BTreeSet<&str> = first.exports.iter().map(|export| &*export.name).collect();
    assert_eq!(exports, BTreeSet::from(["memory", "open", "t", "stamp", "g0"]));
    // `shared` has a slot of its own; that of the gate stays open, as does that of `late`.
    assert_eq!(slots(&first).iter().map(|(slot, _)| *slot).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(slots(&rest).iter().map(|(slot, _)| *slot).collect::<Vec<_>>(), [2, 4]);
    for table in [first.tables.iter().next(), rest.tables.iter().next()] {
        assert_eq!(table.map(|table| (table.initial, table.maximum)), Some((5, Some(5))));
    }
    // In the first: early, shared, small, open, and the stub of the gate.
    assert_eq!(first.funcs.iter_local().count(), 5);
    // What a tool has made goes with those that call it, and `small` is in both.
    assert_eq!(rest.funcs.iter_local().count(), 4);
    let mut imports: Vec<_> = rest.imports.iter().map(|import| format!("{}.{}", import.module, import.name)).collect();
    imports.sort();
    assert_eq!(imports, ["e.g0", "e.memory", "e.stamp", "glue.now", "s.3"]);
    let data = |module: &Module| module.data.iter().map(|data| data.value.clone()).collect::<Vec<_>>();
    assert_eq!(data(&first), [b"first view, \0\0\0\0"]);
    assert_eq!(data(&rest), [b"rest"]);
}

#[test]
fn only_gates_lead_into_the_rest() {
    let wrong = halves(&module(), &late(&["gate", "late", "shared"], &["small", "early", "open"]), String::new());
    let error = wrong.err().expect("`open` calls `shared`, which is no gate").to_string();
    assert!(error.contains("shared"), "{error}");
    let gone = Late { gates: BTreeSet::from(["other".to_owned()]), ..late(&["late"], &["open"]) };
    assert!(halves(&module(), &gone, String::new()).is_err(), "a gate that is not there");
}

#[test]
fn no_two_builds_have_the_same_stamp() {
    let (one, gates) = (module(), ["gate"]);
    let mut other = one.clone();
    // As when a text has another letter, and nothing else is different.
    *other.last_mut().expect("bytes") ^= 1;
    assert_eq!(stamp(&one, &gates), stamp(&one, &gates));
    assert_ne!(stamp(&one, &gates), stamp(&other, &gates));
    assert_ne!(stamp(&one, &gates), stamp(&one, &["other"]));
    assert!(stamp(&one, &gates).bytes().all(|letter| letter.is_ascii_lowercase()), "a name in scripts");
}
