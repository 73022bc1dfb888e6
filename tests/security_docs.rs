//! Every test that `docs/security.md` names is there and is run by the command that it says, in both languages the same;
//! and the bounds that it names are those of the program.
#![cfg(not(target_arch = "wasm32"))]

use std::path::Path;

/// Which tests a command runs, of those that the page names.
const ROOMS: [(&str, &[&str]); 3] =
    [("native", &["tests"]), ("browser", &["tests/browser"]), ("e2e", &["tool/tests/e2e", "tool/tests"])];

/// What the page says of a bound, and where the program says it.
const BOUNDS: [(&str, &str, &str); 8] = [
    ("20 MB, 64 levels", "src/json/parse.rs", "bytes: 20_000_000, depth: 64"),
    ("600 requests a minute", "tool/src/serve/limit.rs", "DEFAULT: u32 = 600;"),
    ("5 MB a report", "tool/src/serve/request.rs", "MAX_BYTES: usize = 5_000_000;"),
    ("100 MB a file", "tool/src/serve/files/mod.rs", "MOST: u64 = 100 * MEGABYTE;"),
    ("8 MB a piece", "tool/src/serve/request.rs", "MAX_PIECE: usize = 8_000_000;"),
    ("1,000 MB a unit", "tool/src/serve/files/mod.rs", "QUOTA: u32 = 1_000;"),
    ("30 days", "tool/src/serve/sweep.rs", "DEFAULT: u32 = 30;"),
    ("six seconds", "src/delivery/lease.rs", "RUNS: u64 = 6_000;"),
];

fn read(file: &str) -> Option<String> {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).ok()
}

/// The tests that a page names, as paths of Rust, each with the command.
fn named(page: &str) -> Vec<(String, String)> {
    let text = read(page).expect(page);
    let rows = text.lines().filter(|line| line.starts_with('|') && line.contains("::"));
    rows.flat_map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [_, _, tests, command, _] = cells[..] else { panic!("{page}: {row}") };
        tests.split(", ").map(|test| (test.trim_matches('`').to_owned(), command.to_owned())).collect::<Vec<_>>()
    })
    .collect()
}

fn exists(test: &str, command: &str) -> bool {
    let (module, name) = test.rsplit_once("::").expect("a path");
    let module = module.replace("::", "/");
    let (_, rooms) = ROOMS.iter().find(|(of, _)| *of == command).expect("a command that runs tests");
    let files = rooms.iter().flat_map(|room| [format!("{room}/{module}.rs"), format!("{room}/{module}/main.rs")]);
    files.filter_map(|file| read(&file)).any(|source| {
        let Some((before, _)) = source.split_once(&format!("fn {name}()")) else {
            return source.contains(&format!("in_every_engine!({name});"));
        };
        let attributes: Vec<_> = before.rsplit('\n').skip(1).take_while(|line| line.starts_with("#[")).collect();
        // What is run by hand only shows nothing to whoever runs the command.
        attributes.iter().any(|one| one.ends_with("test]")) && !attributes.iter().any(|one| one.starts_with("#[ignore"))
    })
}

#[test]
fn every_test_that_is_named_is_there() {
    let tests = named("docs/security.md");
    assert!(tests.len() >= 50, "{}", tests.len());
    for (test, command) in &tests {
        assert!(
            exists(test, command),
            "docs/security.md names {test}, which `cargo xtask test {command}` does not run"
        );
    }
    assert_eq!(named("docs/security.vi.md"), tests, "docs/security.vi.md names others");
}

#[test]
fn the_bounds_are_the_programs() {
    let page = read("docs/security.md").expect("docs/security.md");
    for (said, file, source) in BOUNDS {
        assert!(page.contains(said), "docs/security.md does not say {said}");
        assert!(read(file).is_some_and(|text| text.contains(source)), "{file} does not say {source}");
    }
}
