//! What docs/schedule.md and its Vietnamese twin show is a plan: every block is read as a part of one.
#![cfg(not(target_arch = "wasm32"))]

use baocao::finding::Severity;
use baocao::plan;
use serde_json::{Map, Value, json};
use std::fs;

/// Keys that stand in the plan itself; all others are those of a report kind.
const OF_PLAN: [&str; 5] = ["arrangements", "calendar", "reports", "time_zone", "units"];

fn blocks(name: &str) -> Vec<String> {
    let path = format!("{}/docs/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let blocks = text.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_owned());
    blocks.collect()
}

/// The smallest plan with this in it, and the units and groups that the examples name.
fn plan_of(block: &str) -> String {
    let value: Value = serde_json::from_str(&format!("{{{block}}}")).unwrap_or_else(|error| panic!("{error}\n{block}"));
    let Value::Object(keys) = value else { panic!("no keys:\n{block}") };
    let (mut plan, mut kind): (Map<_, _>, Map<_, _>) = keys.into_iter().partition(|(key, _)| OF_PLAN.contains(&&**key));
    for (key, value) in [("format", "baocao-plan/1"), ("id", "p"), ("version", "1"), ("title", "Kế hoạch")] {
        plan.insert(key.to_owned(), json!(value));
    }
    let named = |id: &str| json!({ "id": id, "name": id });
    plan.insert("groups".to_owned(), ["xa", "huyen", "tinh"].map(named).as_slice().into());
    let mut units = plan.remove("units").and_then(|units| units.as_array().cloned()).unwrap_or_default();
    units.extend(["xa-a", "xa-b"].map(named));
    plan.insert("units".to_owned(), units.into());
    kind.insert("id".to_owned(), json!("bao-cao"));
    kind.insert("title".to_owned(), json!("Báo cáo"));
    kind.entry("by").or_insert_with(|| json!({ "groups": ["xa"] }));
    kind.entry("periods").or_insert_with(|| json!({ "every": { "unit": "month" } }));
    let reports = plan.entry("reports").or_insert_with(|| json!([]));
    reports.as_array_mut().expect("a list of reports").push(Value::Object(kind));
    Value::Object(plan).to_string()
}

#[test]
fn every_example_is_read_without_findings() {
    for name in ["schedule.md", "schedule.vi.md"] {
        let blocks = blocks(name);
        assert!(blocks.len() > 20, "{name}: {} examples", blocks.len());
        for block in blocks {
            let findings = plan::read(&plan_of(&block), Severity::Error).findings;
            assert!(findings.is_empty(), "docs/{name}:\n{block}\n{findings:#?}");
        }
    }
}

#[test]
fn both_languages_show_the_same() {
    for (english, vietnamese) in blocks("schedule.md").iter().zip(blocks("schedule.vi.md")) {
        assert_eq!(*english, vietnamese);
    }
    assert_eq!(blocks("schedule.md").len(), blocks("schedule.vi.md").len());
}
