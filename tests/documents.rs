//! What the documents link to is there, and each page says in both languages as much as in the other.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

/// Pages that only those who work on the project read: in English alone.
const ENGLISH_ONLY: [&str; 1] = ["docs/performance.md"];

/// Folders whose pages are held to this.
const FOLDERS: [&str; 5] = ["", "docs", "examples/receivers", "examples/portals", "examples/embed"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pages of a folder, as paths from the root.
fn pages(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let names = entries.map(|entry| entry.expect(folder).file_name().into_string().expect("a name in UTF-8"));
    let mut pages: Vec<String> = names.filter(|name| name.ends_with(".md")).collect();
    pages.sort();
    pages.into_iter().map(|name| if folder.is_empty() { name } else { format!("{folder}/{name}") }).collect()
}

/// The lines of a page that are neither code nor an example, counted from 1.
fn lines(page: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
    let mut is_code = false;
    let prose = text.lines().enumerate().filter(|(_, line)| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    });
    prose.map(|(at, line)| (at + 1, line.to_owned())).collect()
}

/// The headings of a page, without what makes them headings.
fn headings(page: &Path) -> Vec<String> {
    let is_heading = |line: &String| line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
    let lines = lines(page).into_iter().map(|(_, line)| line).filter(is_heading);
    lines.map(|line| line.trim_start_matches('#').trim().to_owned()).collect()
}

/// What a link names a heading by: its words in small letters with hyphens between them, and a number where there is
/// another one of the same words above.
fn anchors(page: &Path) -> Vec<String> {
    let mut anchors: Vec<String> = Vec::new();
    for heading in headings(page) {
        // Of a link only its words are read.
        let (first, links) = heading.split_once("](").unwrap_or((&heading, ""));
        let after = links.split("](").map(|part| part.split_once(')').map_or("", |(_, after)| after));
        let words = format!("{first}{}", after.collect::<String>());
        let sign = |sign: char| match sign {
            ' ' => Some('-'),
            '-' | '_' => Some(sign),
            sign => Some(sign).filter(|sign| sign.is_alphanumeric()),
        };
        let anchor: String = words.to_lowercase().chars().filter_map(sign).collect();
        let before = anchors.iter().filter(|other| **other == anchor).count();
        anchors.push(if before == 0 { anchor } else { format!("{anchor}-{before}") });
    }
    anchors
}

/// The targets of a page's links that lead to something of the project, each with its line.
fn links(page: &Path) -> Vec<(usize, String)> {
    let target = |rest: &str| rest.split([')', ' ']).next().unwrap_or_default().to_owned();
    let of_line = |(at, line): (usize, String)| {
        let targets: Vec<_> = line.split("](").skip(1).map(|rest| (at, target(rest))).collect();
        targets
    };
    let is_ours = |(_, target): &(usize, String)| !target.contains("://") && !target.starts_with("mailto:");
    lines(page).into_iter().flat_map(of_line).filter(is_ours).collect()
}

#[test]
fn every_link_leads_to_something() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for name in FOLDERS.iter().flat_map(|folder| pages(folder)) {
        let page = root().join(&name);
        for (line, target) in links(&page) {
            count += 1;
            let (path, anchor) = target.split_once('#').unwrap_or((&target, ""));
            let there: PathBuf = match path {
                "" => page.clone(),
                path => page.parent().expect("a page lies in a folder").join(path),
            };
            let is_heading = || there.is_file() && anchors(&there).iter().any(|one| one == anchor);
            if !there.exists() {
                wrong.push(format!("{name}:{line}: {target}: there is no such file"));
            } else if !anchor.is_empty() && !is_heading() {
                wrong.push(format!("{name}:{line}: {target}: there is no such heading"));
            }
        }
    }
    assert!(count > 100, "{count} links");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_page_is_there_in_both_languages() {
    let both = FOLDERS.iter().flat_map(|folder| pages(folder)).filter(|name| !ENGLISH_ONLY.contains(&&**name));
    // What stands at the root beside the readme is for those who work on the project.
    let both: Vec<String> = both.filter(|name| name.contains('/') || name.starts_with("README")).collect();
    assert!(both.len() > 10, "{both:?}");
    for name in both.iter().filter(|name| !name.ends_with(".vi.md")) {
        let vietnamese = format!("{}.vi.md", name.trim_end_matches(".md"));
        assert!(both.contains(&vietnamese), "{name} has no counterpart {vietnamese}");
        let (english, translated) = (headings(&root().join(name)), headings(&root().join(&vietnamese)));
        assert_eq!(english.len(), translated.len(), "{name}: {english:#?}\n{vietnamese}: {translated:#?}");
    }
    for name in both.iter().filter(|name| name.ends_with(".vi.md")) {
        let english = format!("{}.md", name.trim_end_matches(".vi.md"));
        assert!(both.contains(&english), "{name} has no counterpart {english}");
    }
}
