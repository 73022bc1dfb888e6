//! The manifest for editors (`docs/custom-elements.json`) says what the code does and the pages tell, no more, no less.
#![cfg(not(target_arch = "wasm32"))]

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

type Names = BTreeSet<String>;

fn read(file: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect(file)
}

/// The files of a folder, one after another.
fn read_all(folder: &str) -> String {
    let entries = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect(folder);
    let read = |path: std::path::PathBuf| match path.extension() {
        _ if path.is_dir() => read_all(path.to_str().expect("a path")),
        Some(kind) if kind == "rs" => std::fs::read_to_string(&path).expect("a file"),
        _ => String::new(),
    };
    entries.map(|entry| read(entry.expect("an entry").path())).collect()
}

fn element() -> Value {
    let manifest: Value = serde_json::from_str(&read("docs/custom-elements.json")).expect("JSON");
    manifest["modules"][0]["declarations"][0].clone()
}

/// The names in one of the manifest's lists.
fn listed(list: &str, is_meant: impl Fn(&Value) -> bool) -> Names {
    let element = element();
    let items = element[list].as_array().expect(list);
    for item in items {
        assert!(item["description"].as_str().is_some_and(|text| text.len() > 3), "{list}: {item} says nothing");
    }
    let names: Vec<String> =
        items.iter().filter(|one| is_meant(one)).map(|one| one["name"].as_str().expect("a name").to_owned()).collect();
    let set: Names = names.iter().cloned().collect();
    assert_eq!(set.len(), names.len(), "{list}: a name stands there twice");
    set
}

/// What stands between two marks, everywhere.
fn between(text: &str, start: &str, end: &str) -> Names {
    text.split(start).skip(1).filter_map(|rest| rest.split(end).next()).map(str::to_owned).collect()
}

/// The part of a text after one mark and before the next other one.
fn part<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let rest = text.split_once(start).unwrap_or_else(|| panic!("no {start:?}")).1;
    rest.split_once(end).map_or(rest, |(part, _)| part)
}

/// The names in backticks in the first cells of a page's table below a heading, in both languages the same.
fn told(heading: usize) -> Names {
    let of = |page: &str| -> Names {
        let text = read(page);
        // Headings of both pages stand in the same order.
        let section = text.split("\n## ").nth(heading).unwrap_or_default().to_owned();
        let section = section.split("\n### ").next().unwrap_or_default();
        let rows = section.lines().filter(|line| line.starts_with("| `"));
        rows.filter_map(|row| row.split('|').nth(1)).flat_map(|cell| between(cell, "`", "`")).collect()
    };
    let (english, vietnamese) = (of("docs/embedding.md"), of("docs/embedding.vi.md"));
    assert_eq!(english, vietnamese, "the pages name other things");
    // Every second piece stands between two names.
    english.into_iter().filter(|name| !name.trim().is_empty() && name.trim() != ",").collect()
}

/// Where a heading stands in `docs/embedding.md`.
fn heading(title: &str) -> usize {
    let text = read("docs/embedding.md");
    text.split("\n## ").position(|section| section.starts_with(title)).unwrap_or_else(|| panic!("no heading {title}"))
}

#[test]
fn attributes() {
    let listed = listed("attributes", |_| true);
    let observed = read("www/element.js");
    assert_eq!(
        between(part(&observed, "const ATTRIBUTES = [", "];"), "\"", "\"")
            .into_iter()
            .filter(|text| is_name(text))
            .collect::<Names>(),
        listed
    );
    let types = read("tool/src/schema/element.d.ts");
    let typed = part(&types, "export interface BaoCaoAttributes {", "\n}");
    let typed: Names = typed
        .lines()
        .filter(|line| !line.trim_start().starts_with("/**"))
        .filter_map(|line| Some(line.trim().split_once("?:")?.0.trim_matches('"').to_owned()))
        .collect();
    assert_eq!(typed, listed);
    assert_eq!(told(heading("Attributes")), listed);
}

/// A default is written as its type is: a text of a choice stands in quotes, as the choice itself.
#[test]
fn defaults_of_attributes() {
    let element = element();
    let defaults: Vec<(&str, &str, &str)> = element["attributes"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| Some((one["name"].as_str()?, one["type"]["text"].as_str()?, one["default"].as_str()?)))
        .collect();
    let choices = defaults.iter().filter(|(_, kind, _)| kind.contains('"')).count();
    assert!(choices > 1, "{defaults:?}");
    for (name, kind, default) in defaults {
        let fits = match kind {
            "number" => default.parse::<f64>().is_ok(),
            "boolean" => ["true", "false"].contains(&default),
            _ => kind.split(" | ").any(|one| one == default),
        };
        assert!(fits, "{name}: {default} is no {kind}");
    }
}

/// A word between quotes, not what stands between two of them.
fn is_name(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_lowercase() || c == '-') && !text.is_empty()
}

#[test]
fn properties_and_methods() {
    let fields = listed("members", |one| one["kind"] == "field");
    let methods = listed("members", |one| one["kind"] == "method");
    let script = read("www/element.js");
    let later = part(&script, "const FOR_LATER = [", "];");
    let properties: Names = between(&script, "\n    get ", "(")
        .into_iter()
        .chain(between(later, "\"", "\"").into_iter().filter(|text| is_property(text)))
        .collect();
    let getters = between(&script, "\n    get ", "(");
    assert!(getters.contains("plan"), "{getters:?}");
    assert_eq!(properties, fields);
    assert_eq!(between(&script, "return this.#call(\"", "\""), methods);
    // In the types an element has its language as every other has.
    let types = read("tool/src/schema/element.d.ts");
    let typed = part(&types, "export interface BaoCaoElement extends HTMLElement {", "\n  addEventListener");
    let name = |line: &str| {
        let line = line.trim();
        let line = line.strip_prefix("get ").or(line.strip_prefix("readonly ")).unwrap_or(line);
        let name = line.split([':', '(']).next()?.to_owned();
        (!line.starts_with("set ") && !line.starts_with('/') && !name.is_empty()).then_some(name)
    };
    let mut typed: Names = typed.lines().filter_map(name).collect();
    typed.insert("lang".to_owned());
    let both: Names = fields.iter().chain(&methods).cloned().collect();
    assert_eq!(typed, both);
    let told: Names = told(heading("Properties")).iter().map(|name| name.trim_end_matches("()").to_owned()).collect();
    assert_eq!(told, both);
}

fn is_property(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphabetic())
}

#[test]
fn events() {
    let listed = listed("events", |_| true);
    let types = read("tool/src/schema/element.d.ts");
    let typed = between(part(&types, "export interface BaoCaoEventMap {", "\n}"), "\"bao-cao-", "\"");
    let of = |names: Names| names.into_iter().map(|name| format!("bao-cao-{name}")).collect::<Names>();
    assert_eq!(of(typed), listed);
    let code = between(&read("src/browser/events.rs"), "\"bao-cao-", "\"");
    assert_eq!(of(&code | &between(&read("www/element.js"), "this.#emit(\"bao-cao-", "\"")), listed);
    let told: Names = told(heading("Events")).into_iter().filter(|name| name.starts_with("bao-cao-")).collect();
    assert_eq!(told, listed);
}

#[test]
fn custom_properties() {
    let listed = listed("cssProperties", |_| true);
    let sheet = read("src/ui/style.css");
    let used: Names = between(&sheet, "var(--bao-cao-", ",").iter().map(|name| format!("--bao-cao-{name}")).collect();
    assert_eq!(used, listed);
    assert_eq!(told(heading("Look")), listed);
    // What it says to be the default is.
    for one in element()["cssProperties"].as_array().expect("a list") {
        let (name, default) = (one["name"].as_str().expect("a name"), one["default"].as_str().expect("a default"));
        assert!(sheet.contains(&format!("var({name}, {default})")), "{name}: the default is not {default}");
    }
}

/// Lines to copy name files that are there.
#[test]
fn the_pages_name_this_version() {
    let entry = concat!("/bao-cao-", env!("CARGO_PKG_VERSION"), ".js\" integrity=");
    for page in ["docs/embedding.md", "docs/embedding.vi.md"] {
        assert!(read(page).contains(entry), "{page} names another version");
    }
}

#[test]
fn slots() {
    assert_eq!(listed("slots", |_| true), Names::from([String::new()]));
    let script = read("www/element.js");
    // The one for what stands between the tags has no name.
    assert_eq!(script.matches("\"slot\"").count(), script.matches("createElement(\"slot\"))").count());
    assert_eq!((script + &read_all("src/ui")).matches("\"slot\"").count(), 1);
}

#[test]
fn parts() {
    let listed = listed("cssParts", |_| true);
    let code = read_all("src/ui") + &read("www/element.js").replace("setAttribute(", "set(");
    // A button's part is its class.
    let code = code.replace("file_button(", "");
    let set = ["set(\"part\", \"", "{ part: \"", "button(\"", "{ \"button"].map(|before| between(&code, before, "\""));
    let set: Names = set.iter().flatten().flat_map(|names| names.split_whitespace()).map(str::to_owned).collect();
    assert_eq!(set, listed);
    for page in ["docs/embedding.md", "docs/embedding.vi.md"] {
        let text = read(page);
        let line = text.lines().find(|line| line.contains("`::part()`")).expect("a line on parts");
        let told: Names =
            line.split('`').skip(1).step_by(2).filter(|name| !name.contains("::")).map(str::to_owned).collect();
        assert_eq!(told, listed, "{page}");
    }
}
