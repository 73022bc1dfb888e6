//! Every line of `docs/compatibility.md` names a test, the engines that it runs in, and the command; both languages the same.
#![cfg(not(target_arch = "wasm32"))]

use std::path::Path;

/// Where tests stand that the page names, and the mark of one that only `long` runs.
const ROOMS: [&str; 2] = ["tool/tests/e2e", "tool/tests/portals"];

/// A line: test, marks of the three engines, command.
type Line = (String, [bool; 3], String);

fn lines(page: &str) -> Vec<Line> {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).expect(page);
    let rows = text.lines().filter(|line| line.starts_with('|') && line.contains("::"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [_, _, test, one, two, three, command, _] = cells[..] else { panic!("{page}: {row}") };
        (test.trim_matches('`').to_owned(), [one, two, three].map(|mark| mark == "●"), command.to_owned())
    })
    .collect()
}

/// What the source says of a test: the engines, and the command.
fn run(test: &str) -> Option<([bool; 3], &'static str)> {
    let (module, name) = test.rsplit_once("::").expect("a path");
    ROOMS.iter().find_map(|room| {
        let file = format!("{}/{room}/{}.rs", env!("CARGO_MANIFEST_DIR"), module.replace("::", "/"));
        let source = std::fs::read_to_string(file).ok()?;
        if source.contains(&format!("in_every_engine!({name});")) {
            return Some(([true; 3], "e2e"));
        }
        let (before, _) = source.split_once(&format!("async fn {name}()"))?;
        let attributes = before.rsplit_once("#[tokio::test]")?.1;
        let is_by_hand = attributes.contains("#[ignore") && attributes.contains("`cargo xtask test long`");
        Some(([true, false, false], if is_by_hand { "long" } else { "e2e" }))
    })
}

#[test]
fn every_line_is_run_as_it_says() {
    let found = lines("docs/compatibility.md");
    assert!(found.len() >= 40, "{}", found.len());
    for (test, engines, command) in &found {
        assert_eq!(run(test), Some((*engines, command.as_str())), "{test}");
    }
    assert_eq!(lines("docs/compatibility.vi.md"), found, "docs/compatibility.vi.md has other lines");
}
