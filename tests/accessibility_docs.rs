//! Every test that `docs/accessibility.md` names is there, in the engines that it says, in both languages the same.
#![cfg(not(target_arch = "wasm32"))]

use std::path::Path;

/// What else stands in backticks in the tables: attributes, and a rule of axe-core.
const OTHERS: [&str; 9] = [
    "aria-describedby",
    "aria-expanded",
    "aria-label",
    "aria-pressed",
    "autocomplete",
    "density",
    "lang",
    "target-size",
    "title",
];

/// The rows of a page's tables: the first cell, and the tests that the row names, as modules of Rust.
fn rows(page: &str) -> Vec<(String, Vec<String>)> {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).expect(page);
    let named = |row: &str| {
        let quoted = row.split('`').skip(1).step_by(2).map(str::to_owned);
        // Tags, and attributes with a value, are no names.
        quoted.filter(|word| !word.contains(['<', '=']) && !OTHERS.contains(&word.as_str())).collect::<Vec<_>>()
    };
    let criterion = |row: &str| row.split([' ', '|']).find(|word| !word.is_empty()).unwrap_or_default().to_owned();
    let rows = text.lines().filter(|line| line.starts_with('|')).map(|row| (criterion(row), named(row)));
    rows.filter(|(_, tests)| !tests.is_empty()).collect()
}

/// The source of a module of the tests of page, receiver and browser.
fn source(module: &str) -> Option<String> {
    let file = format!("{}/tool/tests/e2e/{}.rs", env!("CARGO_MANIFEST_DIR"), module.replace("::", "/"));
    std::fs::read_to_string(file).ok()
}

#[test]
fn every_test_that_is_named_is_there() {
    let found = rows("docs/accessibility.md");
    let named: Vec<_> = found.iter().flat_map(|(_, tests)| tests).collect();
    assert!(named.len() >= 20, "{named:?}");
    for test in named {
        let source = source(test).unwrap_or_else(|| panic!("docs/accessibility.md names {test}, which is not there"));
        assert!(source.contains("in_every_engine!(") || source.contains("#[tokio::test]"), "{test} tests nothing");
    }
    assert_eq!(rows("docs/accessibility.vi.md"), found, "docs/accessibility.vi.md names other tests");
}

/// The row of the keyboard is the only one that names all engines, and it says of every flow.
#[test]
fn what_is_done_by_keys_is_done_in_every_engine() {
    let found = rows("docs/accessibility.md");
    let (_, by_keys) = found.iter().find(|(criterion, _)| criterion == "2.1.1").expect("the keyboard's row");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tool/tests/e2e/keyboard");
    for file in std::fs::read_dir(folder).expect("keyboard/") {
        let file = file.expect("a file").path();
        let module = format!("keyboard::{}", file.file_stem().and_then(|stem| stem.to_str()).expect("a name"));
        assert!(by_keys.contains(&module), "2.1.1 does not name {module}");
    }
    for test in by_keys {
        assert!(source(test).is_some_and(|source| source.contains("in_every_engine!(")), "{test} has one engine");
    }
}
