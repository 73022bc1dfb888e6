//! The invariants of the house (ARCHITECTURE.md) as tests over the source text. Each failure says where
//! and what to do instead; each table is a list of decisions, so that an addition is one too.
#![cfg(not(target_arch = "wasm32"))]

#[path = "tidy/source.rs"]
mod source;

use source::{Source, line_of, lines_of, root, sources};
use std::fs;

/// Every room with the rooms it may read. What a room may not read it must be given.
const MAY_READ: &str = "
finding:
json: finding
plan: json finding
schedule: plan json finding
report: schedule plan json finding
check: report schedule plan json finding
delivery: report schedule plan json finding
locale: delivery check report schedule plan json finding
state: delivery check report schedule plan json finding locale
browser: state delivery check report schedule plan json finding
ui: state delivery check report schedule plan json finding locale browser
element: ui browser state delivery check report schedule plan json finding locale
";

/// Roads that are open for these things only. Search ignores diacritics, and the language is a part of what
/// the page said: both are pure. A component answers a hand at once; what comes back into the state by that
/// road is the moment and the key of sending, nothing else.
const ONLY: &str = "
state>locale: Lang fold matches
ui>browser: DeviceClock Later Says Sheet Wish after choose_files copied copy dialog download fetch_papers focus focus_once_it_goes hand_on height_of insert mark pasted put_caret put_on_paper random_key read_file read_workbook reveal scrolled values
";

/// Rooms that run anywhere, and what they therefore may not name.
const PURE: &str = "finding json plan schedule report check delivery locale state";
const IMPURE: &str = "yew web_sys js_sys wasm_bindgen wasm_bindgen_futures gloo std::time SystemTime rand getrandom
    HashMap HashSet RandomState std::fs std::net std::env std::thread Utc::now Local::now";

/// What a strict content security policy forbids, and what turns text into markup: folder, kind, words.
const FORBIDDEN: [(&str, &str, &str); 3] = [
    (
        "src",
        ".rs",
        "inner_html innerHTML outerHTML insert_adjacent_html from_html_unchecked VRaw eval( Function::new style={
        style=\" style=( document.write css_text create_element(\"script set_attribute(\"style javascript:",
    ),
    (
        "www",
        ".js",
        "innerHTML outerHTML insertAdjacentHTML document.write eval( Function( cssText setAttribute(\"style
        setAttribute(\"on createElement(\"script .style javascript: localStorage serviceWorker",
    ),
    ("www", ".html", "style= <style <script> javascript: onclick= onload= onerror= onsubmit= oninput= onchange="),
];

/// Which file knows which web API; the first line is for what none may know. Cookies are read, never written: some
/// frameworks keep a token in one. The clock stands in for
/// randomness where there is none: it at least tells two sends apart.
const KNOWN_BY: &str = r#"
none: local_storage session_storage document.cookie .cookie( .clipboard(
src/browser/cipher.rs: SubtleCrypto
src/browser/clock.rs: Date::now
src/browser/copying.rs: clipboardData
src/browser/csrf.rs: "cookie"
src/browser/drafts.rs: IdbFactory IdbDatabase IdbTransaction indexed_db
src/browser/events.rs: dispatch_event CustomEvent
src/browser/fetch.rs: fetch_with_str_and_init
src/browser/focus.rs: show_modal focus_with_options
src/browser/going.rs: AbortController
src/browser/lifetime.rs: EventListener gloo
src/browser/neighbours.rs: BroadcastChannel
src/browser/paper.rs: open_with_url
src/browser/print.rs: exec_command
src/browser/random.rs: Date::now
src/browser/text.rs: JsString Segmenter Url::new
src/browser/zone.rs: DateTimeFormat
src/element/crash.rs: set_custom_panic_hook
www/element.js: dispatchEvent CustomEvent adoptedStyleSheets attachShadow customElements
"#;

/// A reader holds a file of this length in mind; a longer one is named here with its reason.
const LONGEST: usize = 400;
const MAY_BE_LONGER: &str =
    "\nwww/element.js: it imports nothing, so that the page and the tests of the element use this very file\n";

#[test]
fn imports_run_one_way() {
    let mut wrong = Vec::new();
    for source in sources("src", &[".rs"]) {
        let Some(room) = source.room() else { continue };
        let Some(may_read) = line_of(MAY_READ, room) else {
            wrong.push(format!("{}: say in MAY_READ what the room `{room}` may read", source.name));
            continue;
        };
        for (line, code) in source.code() {
            let leaves = if source.name.ends_with("/mod.rs") { "super::" } else { "super::super" };
            if code.contains(leaves) {
                wrong
                    .push(format!("{}:{line}: other rooms are named by `crate::…`, for this test to see", source.name));
            }
        }
        for (line, target, thing) in source.imports() {
            let only = line_of(ONLY, &format!("{room}>{target}"));
            if target != room && !may_read.contains(&&*target) {
                wrong.push(format!(
                    "{}:{line}: `{room}` may not read `{target}`: let it be given what it needs, as an argument or by a \
                     trait that lives in `{room}`",
                    source.name
                ));
            } else if only.as_ref().is_some_and(|things| !things.contains(&&*thing)) {
                wrong.push(format!("{}:{line}: `{room}` may use {only:?} of `{target}`, not `{thing}`", source.name));
            }
        }
    }
    report(&wrong);
}

#[test]
fn pure_rooms_name_no_platform() {
    let pure = |source: &Source| source.room().is_some_and(|room| PURE.split_whitespace().any(|pure| pure == room));
    let wrong = sources("src", &[".rs"]).into_iter().filter(pure).flat_map(|source| {
        let advice = "time, identity and randomness come in as arguments, order from LiteMap or Vec";
        source.with(IMPURE, |name| format!("a pure room may not name `{name}`: {advice}"))
    });
    report(&wrong.collect::<Vec<_>>());
}

#[test]
fn text_stays_text_and_a_strict_policy_holds() {
    let wrong = FORBIDDEN.iter().flat_map(|(folder, kind, words)| {
        let advice = "text nodes for text, classes and sheets for looks, files for scripts";
        let say = move |word: &str| format!("`{word}` is not allowed: {advice}");
        sources(folder, &[*kind]).into_iter().flat_map(move |source| source.with(words, say))
    });
    report(&wrong.collect::<Vec<_>>());
}

#[test]
fn one_file_knows_each_web_api() {
    let mut wrong = Vec::new();
    for source in sources("src", &[".rs"]).into_iter().chain(sources("www", &[".js"])) {
        let known = line_of(KNOWN_BY, &source.name).unwrap_or_default();
        for (file, apis) in lines_of(KNOWN_BY) {
            let foreign: Vec<&str> = apis.into_iter().filter(|api| !known.contains(api)).collect();
            wrong.extend(source.with(&foreign.join(" "), |api| format!("`{api}` is for {file}: call what it offers")));
        }
    }
    report(&wrong);
}

#[test]
fn files_are_short_documented_and_finished() {
    let mut wrong = Vec::new();
    let folders = ["src", "www", "tests", "paper/src", "paper/tests", "tool/src", "tool/tests", "xtask/src"];
    for source in folders.iter().flat_map(|folder| sources(folder, &[".rs", ".js", ".css"])) {
        let lines = source.text.lines().count();
        match (lines > LONGEST, line_of(MAY_BE_LONGER, &source.name)) {
            (true, None) => wrong.push(format!("{}: {lines} lines, more than {LONGEST}: split it", source.name)),
            (false, Some(_)) => wrong.push(format!("{}: short again: strike it from MAY_BE_LONGER", source.name)),
            _ => {}
        }
        if source.name.starts_with("src/") {
            if source.name.ends_with("/mod.rs") && !source.text.starts_with("//! ") {
                wrong.push(format!("{}:1: a room begins with `//!` and what it is for", source.name));
            }
            let unfinished = "TODO FIXME XXX dbg! println!";
            wrong.extend(source.with_comments(unfinished, |word| format!("`{word}`: finish it, or open an issue")));
            let say = |_: &str| "handle it, or `expect` with the proof that it cannot fire".to_owned();
            wrong.extend(source.with(".unwrap()", say));
        }
    }
    report(&wrong);
}

/// For browsers that do not know `light-dark()` the element takes the first of its colours, which it finds like this.
#[test]
fn the_light_one_of_two_colours_is_found() {
    let sheet = fs::read_to_string(root().join("src/ui/style.css")).expect("the style sheet");
    let pairs: Vec<&str> = sheet.split("light-dark(").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(pairs.len() > 10, "the colours are elsewhere: look there");
    for pair in pairs {
        let is_colour = |text: &str| text.trim().strip_prefix('#').is_some_and(|digits| digits.len() == 6);
        assert!(pair.split(',').count() == 2 && pair.split(',').all(is_colour), "light-dark({pair})");
    }
}

/// A bare `wasm-pack test` at the root builds every file here for the browser.
#[test]
fn every_test_says_where_it_runs() {
    let gates = ["#![cfg(not(target_arch = \"wasm32\"))]", "#![cfg(target_arch = \"wasm32\")]"];
    let ungated = sources("tests", &[".rs"]).into_iter().filter(|source| {
        let is_root = source.name.matches('/').count() == 1 || source.name.ends_with("/main.rs");
        is_root && !gates.iter().any(|gate| source.text.contains(gate))
    });
    let wrong: Vec<String> = ungated.map(|source| format!("{}: say one of {gates:?}", source.name)).collect();
    report(&wrong);
}

#[test]
fn the_readme_names_both_commands() {
    // Skipped while there is none.
    let readme = fs::read_to_string(root().join("README.md")).ok();
    let names = |command| readme.as_ref().is_none_or(|readme| readme.contains(command));
    assert!(names("cargo xtask serve") && names("cargo xtask test"), "README.md: name both commands");
}

fn report(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}
