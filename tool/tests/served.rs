//! What the program serves beside the receiver: the portal's pages, the plans, and the files of the element.

#![allow(clippy::unwrap_used)] // a test may panic

mod support;

use serde_json::json;
use support::{PLAN, Receiver, UNIT, plan_text};

/// The page on embedding says which files there are and what a server says of them.
#[test]
fn files_of_one_version_are_kept_for_ever_and_the_others_asked_after() {
    let receiver = Receiver::start();
    let dist = receiver.data.join("dist");
    std::fs::create_dir_all(&dist).unwrap();
    let told = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/embedding.md")).unwrap();
    let rows = told.lines().skip_while(|line| !line.starts_with("| always the newest | one version |")).skip(2);
    let rows: Vec<Vec<&str>> =
        rows.take_while(|line| line.starts_with('|')).map(|row| row.split('|').collect()).collect();
    let said = rows.iter().find(|row| row[1].contains("Cache-Control")).expect("what a server says");
    let mut files = 0;
    for column in [1, 2] {
        let kept = said[column].split('`').find_map(|code| code.strip_prefix("Cache-Control: ")).unwrap();
        for name in rows.iter().flat_map(|row| row[column].split('`')).filter(|name| name.starts_with("bao")) {
            for name in [name.to_owned(), format!("{name}.br")] {
                std::fs::write(dist.join(name), "content").unwrap();
            }
            for accepted in ["br", "identity"] {
                let answer = receiver.get(&format!("/dist/{name}"), &[("Accept-Encoding", accepted)]);
                assert_eq!((answer.status, answer.header("cache-control")), (200, kept), "{name}");
                let tag = answer.header("etag");
                assert!(!tag.is_empty(), "{name}");
                let again = [("If-None-Match", tag), ("Accept-Encoding", accepted)];
                let again = receiver.get(&format!("/dist/{name}"), &again);
                assert_eq!((again.status, again.header("cache-control")), (304, kept), "{name}");
            }
            files += 1;
        }
    }
    assert!(files > 15, "{files}");
    // Whoever asks too early must not keep that for a year.
    let missing = receiver.get("/dist/bao-cao-9.9.9.js", &[]);
    assert_eq!((missing.status, missing.header("cache-control")), (404, "no-cache"));
}

#[test]
fn pages_and_plans() {
    let receiver = Receiver::start();
    std::fs::create_dir_all(receiver.data.join("dist")).unwrap();
    for (file, text) in [("a.wasm", "plain"), ("a.wasm.br", "brotli"), ("a.wasm.gz", "gzip"), ("a.en.txt", "“text”")]
    {
        std::fs::write(receiver.data.join("dist").join(file), text).unwrap();
    }
    let page = receiver.get("/", &[]);
    assert_eq!((page.status, page.header("content-type")), (200, "text/html"));
    assert_eq!((page.header("cache-control"), page.header("x-content-type-options")), ("no-cache", "nosniff"));
    // The one that the page on security gives to be copied.
    let told = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/security.md")).unwrap();
    let recipe = told.lines().find_map(|line| line.strip_prefix("Content-Security-Policy: "));
    assert_eq!(Some(page.header("content-security-policy")), recipe);
    assert!(!page.body.contains("<style") && !page.body.contains(" style="));
    assert_eq!(receiver.get("/", &[("If-None-Match", page.header("etag"))]).status, 304);

    for (accepted, body) in [("br, gzip", "brotli"), ("gzip", "gzip"), ("identity", "plain")] {
        let answer = receiver.get("/dist/a.wasm", &[("Accept-Encoding", accepted)]);
        assert_eq!((answer.body.as_str(), answer.header("content-type")), (body, "application/wasm"));
    }
    let text = receiver.get("/dist/a.en.txt", &[]);
    assert_eq!((text.body.as_str(), text.header("content-type")), ("“text”", "text/plain; charset=utf-8"));
    for path in ["/../Cargo.toml", "/..%2f..%2fCargo.toml", "/dist/..%2fbaocao.sqlite3", "/plans/..%2f..%2fCargo.toml"]
    {
        assert_eq!(receiver.get(path, &[]).status, 404, "{path}");
    }

    let plans = receiver.get("/api/plans", &[]).json();
    let listed = plans.as_array().unwrap().iter().find(|one| one["id"] == PLAN).unwrap().clone();
    let facts = [&listed["kind"], &listed["number"], &listed["issued"]];
    assert_eq!(facts, [&json!("Kế hoạch"), &json!("/KH-VPUBND"), &json!("ngày tháng 6 năm 2025")]);
    // A plan whose time is over: a day on which each of its reports could still be sent.
    let over = plans.as_array().unwrap().iter().find(|one| one["id"] == "tw-doan-bo-tttt-2022").unwrap();
    assert_eq!((&over["horizon"], &over["show_on"]), (&json!("năm 2022, 2023"), &json!("2023-10-02")));
    let unit = listed["units"].as_array().unwrap().iter().find(|one| one["id"] == UNIT).unwrap().clone();
    assert_eq!((&unit["groups"], &unit["reports"]), (&json!(["cac-phong-ban-trung-tam"]), &json!(true)));
    let path = format!("/plans/{PLAN}.json");
    let file = receiver.get(&path, &[]);
    assert_eq!(file.body, plan_text());
    // By this the form knows whether the device's clock can be right; a stored answer would tell the past.
    assert!(file.header("date").ends_with(" GMT"), "{:?}", file.header("date"));
    assert_eq!(file.header("cache-control"), "no-cache");
    assert_eq!(receiver.get(&path, &[("If-None-Match", file.header("etag"))]).status, 304);
    assert_eq!(receiver.get("/plans/none.json", &[]).status, 404);
}
