//! Every fault that `docs/reliability.md` names has the test that it names, in both languages the same.
#![cfg(not(target_arch = "wasm32"))]

use std::path::Path;

/// Where tests stand that the page names.
const ROOMS: [&str; 2] = ["tool/tests/e2e", "tests/browser"];

/// The tests that a page names, as paths of Rust.
fn named(page: &str) -> Vec<String> {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).expect(page);
    let rows = text.lines().filter(|line| line.starts_with('|'));
    let last = rows.filter_map(|row| row.trim_end_matches(['|', ' ']).rsplit('|').next());
    let quoted = last.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    quoted.filter(|word| word.contains("::")).map(str::to_owned).collect()
}

fn exists(test: &str) -> bool {
    let (module, name) = test.rsplit_once("::").expect("a path");
    ROOMS.iter().any(|room| {
        let file = format!("{}/{room}/{}.rs", env!("CARGO_MANIFEST_DIR"), module.replace("::", "/"));
        let is_there = |source: String| {
            source.contains(&format!("async fn {name}()")) || source.contains(&format!("in_every_engine!({name});"))
        };
        std::fs::read_to_string(file).is_ok_and(is_there)
    })
}

#[test]
fn every_fault_has_the_test_that_is_named() {
    let tests = named("docs/reliability.md");
    assert!(tests.len() >= 15, "{tests:?}");
    for test in &tests {
        assert!(exists(test), "docs/reliability.md names {test}, which is in none of {ROOMS:?}");
    }
    assert_eq!(named("docs/reliability.vi.md"), tests, "docs/reliability.vi.md names other tests");
}
