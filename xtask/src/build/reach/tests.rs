#![allow(clippy::single_range_in_vec_init, reason = "ranges of addresses, not of numbers to list")]

use super::{late, without};
use std::collections::BTreeSet;

fn leb(n: usize) -> Vec<u8> {
    if n < 128 { vec![n as u8] } else { [&[n as u8 & 127 | 128][..], &leb(n >> 7)].concat() }
}

/// A length and what it is of.
fn sized(content: &[u8]) -> Vec<u8> {
    [&leb(content.len()), content].concat()
}

fn section(id: u8, content: &[u8]) -> Vec<u8> {
    [&[id][..], &sized(content)].concat()
}

fn list(items: &[Vec<u8>]) -> Vec<u8> {
    [leb(items.len()), items.concat()].concat()
}

/// A module as the linker leaves it. Each function is given by its name and the numbers of the symbols it refers to;
/// so is each of the data, four bytes a reference. Symbols are the functions and then the data.
fn linked(functions: &[(&str, &[u8])], data: &[&[u8]], exported: u8) -> Vec<u8> {
    let (mut bodies, mut code_relocations, mut at) = (Vec::new(), Vec::new(), 1);
    for (_, refers) in functions {
        // No locals; for each reference `i32.const` with five bytes, and `drop`.
        let mut body = vec![0];
        for symbol in *refers {
            let is_data = usize::from(*symbol) >= functions.len();
            // Behind the length of the body, which is one byte, and the sign of the instruction.
            let place = leb(at + 1 + body.len() + 1);
            // An address in memory has an addend.
            let (kind, addend) = if is_data { (4, &[0][..]) } else { (1, &[][..]) };
            code_relocations.push([&[kind][..], &place, &[*symbol], addend].concat());
            body.extend([0x41, 0x80, 0x80, 0x80, 0x80, 0, 0x1a]);
        }
        body.push(0x0b);
        at += 1 + body.len();
        bodies.push(sized(&body));
    }
    let (mut bytes, mut data_relocations, mut symbols) = (Vec::new(), Vec::new(), Vec::new());
    for (index, (name, _)) in functions.iter().enumerate() {
        symbols.push([&[0, 0][..], &leb(index), &sized(name.as_bytes())].concat());
    }
    for refers in data {
        let start = bytes.len();
        for symbol in *refers {
            // Before the bytes: how many segments, kind, `i32.const 100`, end, length.
            data_relocations.push([&[2][..], &leb(1 + 5 + 1 + bytes.len()), &[*symbol]].concat());
            bytes.extend([0; 4]);
        }
        symbols.push([&[1, 0, 1, b'd', 0][..], &leb(start), &leb(bytes.len() - start)].concat());
    }
    let names: Vec<Vec<u8>> =
        functions.iter().enumerate().map(|(i, (name, _))| [leb(i), sized(name.as_bytes())].concat()).collect();
    let custom = |name: &str, content: &[u8]| section(0, &[&sized(name.as_bytes()), content].concat());
    let types = vec![0; functions.len()];
    [
        &b"\0asm\x01\0\0\0"[..],
        &section(1, &[1, 0x60, 0, 0]),
        &section(3, &[&leb(types.len()), &types[..]].concat()),
        &section(7, &[1, 1, b'x', 0, exported]),
        &section(10, &list(&bodies)),
        // At the address 100.
        &section(11, &[&[1, 0, 0x41, 0xe4, 0, 0x0b][..], &sized(&bytes)].concat()),
        &custom("linking", &[&[2, 8][..], &sized(&list(&symbols))].concat()),
        &custom("reloc.CODE", &[&[3][..], &list(&code_relocations)].concat()),
        &custom("reloc.DATA", &[&[4][..], &list(&data_relocations)].concat()),
        &custom("name", &[&[1][..], &sized(&list(&names))].concat()),
    ]
    .concat()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn what_only_a_gate_leads_to_is_late_also_by_way_of_data() {
    let functions: [(&str, &[u8]); 6] = [
        ("main", &[1, 2, 6]), // calls the gate, refers to the first data
        ("gate", &[2, 3, 7]), // refers to the second
        ("shared", &[]),
        ("late", &[]),
        ("method", &[8]),      // named only in the second data; refers to the third
        ("early method", &[]), // named only in the first
    ];
    let wasm = linked(&functions, &[&[5], &[4], &[5]], 0);
    let found = late(&wasm, &["gate"], &BTreeSet::new()).expect("an answer");
    assert_eq!(found.functions, set(&["gate", "late", "method"]));
    assert_eq!(found.others, set(&["main", "shared", "early method"]));
    assert_eq!(found.data, [104..112]);

    // What JavaScript calls, by whatever way, is not late, nor what it needs.
    let found = late(&wasm, &["gate"], &set(&["method"])).expect("an answer");
    assert_eq!(found.functions, set(&["gate", "late"]));
    assert_eq!(found.data, [104..108]);
}

#[test]
fn of_functions_with_one_name_all_are_late_or_none() {
    let functions: [(&str, &[u8]); 5] =
        [("main", &[1, 2]), ("gate", &[3]), ("twin", &[]), ("twin", &[4]), ("needed by a twin", &[])];
    let found = late(&linked(&functions, &[&[2]], 0), &["gate"], &BTreeSet::new()).expect("an answer");
    assert_eq!(found.functions, set(&["gate"]));
}

#[test]
fn the_type_of_a_call_by_the_table_is_no_symbol() {
    // Its relocation has a type's number, which is that of a symbol, too: here of the only late function.
    let functions: [(&str, &[u8]); 3] = [("main", &[1]), ("gate", &[2]), ("late", &[])];
    let mut wasm = linked(&functions, &[&[0]], 0);
    // The reference to the gate, in the section of relocations: kind, place, symbol.
    let name = b"reloc.CODE";
    let at = wasm.windows(name.len()).position(|bytes| bytes == name).expect("relocations of code") + name.len();
    let (sections, count, entry) = (wasm[at], wasm[at + 1], at + 2);
    assert_eq!((sections, count, wasm[entry], wasm[entry + 2]), (3, 2, 1, 1), "main's reference to the gate");
    assert_eq!(late(&wasm, &["gate"], &BTreeSet::new()).expect("an answer").functions, set(&["gate", "late"]));
    // As a reference `late` would be early; as a type it is not.
    wasm[entry + 2] = 2;
    assert_eq!(late(&wasm, &["gate"], &BTreeSet::new()).expect("an answer").functions, set(&["gate"]));
    wasm[entry] = 6;
    assert_eq!(late(&wasm, &["gate"], &BTreeSet::new()).expect("an answer").functions, set(&["gate", "late"]));
}

#[test]
fn a_gate_that_is_not_there_is_told() {
    let error = late(&linked(&[("main", &[1])], &[&[0]], 0), &["gate"], &BTreeSet::new()).expect_err("no gate");
    assert!(error.to_string().contains("`gate`"), "{error}");
}

#[test]
fn data_of_both_stay_where_they_are() {
    assert_eq!(without(&[0..4, 4..8, 10..20], &[4..8, 12..14, 13..15]), [0..4, 10..12, 15..20]);
    assert_eq!(without(&[0..4], &[0..8]), []);
    assert_eq!(without(&[0..4, 2..6], &[]), [0..6]);
}
