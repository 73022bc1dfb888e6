//! What docs/plan.md and its Vietnamese twin show is the whole format: every example is read where it belongs, and every key
//! and word of the schema stands in the text and in an example.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use baocao::finding::Severity;
use baocao::plan;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

const PAGES: [&str; 2] = ["plan.md", "plan.vi.md"];

fn file(path: &str) -> String {
    let path = format!("{}/docs/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// One example of a page.
#[derive(PartialEq, Debug)]
struct Example {
    /// What it is: `plan`, `report-kind`, …
    place: String,
    /// Whether the page says that it is wrong.
    is_wrong: bool,
    text: String,
}

/// The examples of a page, and all that stands around them.
fn parts(page: &str) -> (Vec<Example>, String) {
    let text = file(page);
    let (mut examples, mut around) = (Vec::new(), String::new());
    let mut rest = &*text;
    while let Some((before, after)) = rest.split_once("```json") {
        around.push_str(before);
        let (head, after) = after.split_once('\n').unwrap();
        let (body, after) = after.split_once("\n```").unwrap_or_else(|| panic!("docs/{page}: no end: {after}"));
        let mut words = head.split_whitespace();
        let place = words.next().unwrap_or_else(|| panic!("docs/{page}: says not where it belongs:\n{body}"));
        let is_wrong = words.next() == Some("wrong");
        examples.push(Example { place: place.to_owned(), is_wrong, text: body.to_owned() });
        rest = after;
    }
    around.push_str(rest);
    (examples, around)
}

/// Keys of something, or one thing, or a list of things.
fn things(text: &str) -> Vec<Value> {
    let whole = if text.starts_with('"') { format!("{{{text}}}") } else { text.to_owned() };
    match serde_json::from_str(&whole).unwrap_or_else(|error| panic!("{error}\n{text}")) {
        Value::Array(things) => things,
        thing => vec![thing],
    }
}

/// The keys of one over those of the other.
fn over(below: Value, above: &Value) -> Value {
    let (Value::Object(mut keys), Value::Object(above)) = (below, above.clone()) else { panic!("no keys: {above}") };
    keys.extend(above);
    Value::Object(keys)
}

fn kind(id: &str, keys: &Value) -> Value {
    let least = json!({
        "id": id, "title": "Báo cáo", "by": { "groups": ["cac-xa"] }, "periods": { "every": { "unit": "month" } }
    });
    over(least, keys)
}

/// A kind with this due rule, of periods that it can be about.
fn due(at: usize, rule: &Value) -> Value {
    let named = |(id, day): (&String, &Value)| json!({ "id": id, "wording": id, "to": day });
    let periods = match rule["on"]["each"].as_object() {
        Some(days) => json!({ "list": days.iter().map(named).collect::<Vec<_>>() }),
        None if rule["from"] == "event" => json!("on-request"),
        None => json!({ "every": { "unit": "month" } }),
    };
    kind(&format!("k{at}"), &json!({ "periods": periods, "opens": "always", "due": [rule] }))
}

/// The smallest plan with this example in it, and with what it names.
fn plan_of(example: &Example) -> Value {
    let things = things(&example.text);
    let each = |make: &dyn Fn(usize, &Value) -> Value| -> Value {
        things.iter().enumerate().map(|(at, thing)| make(at, thing)).collect::<Vec<_>>().into()
    };
    let keys = match &*example.place {
        "plan" => things[0].clone(),
        "report-kind" => json!({ "reports": each(&|_, keys| kind("bao-cao", keys)) }),
        "indicator" => json!({ "indicators": each(&|_, one| one.clone()) }),
        "time-frame" => {
            json!({ "tasks": each(&|at, time| json!({ "id": at.to_string(), "title": "T", "time": time })) })
        }
        "periods" => json!({ "reports": each(&|at, one| kind(&format!("k{at}"), &json!({ "periods": one }))) }),
        "due" => json!({ "reports": each(&due) }),
        "question" => {
            let asked = [vec![json!("status"), json!("result")], things.clone()].concat();
            json!({ "reports": [kind("bao-cao", &json!({ "outline": { "entry": asked } }))] })
        }
        place => panic!("nothing is known of the place {place:?}"),
    };
    let horizon = json!({ "wording": "từ năm 2026", "from": "2026-01-01" });
    let least =
        json!({ "format": "baocao-plan/1", "id": "p", "version": "1", "title": "Kế hoạch", "horizon": horizon });
    let mut plan = over(least, &keys);
    if !example.is_wrong {
        complete(&mut plan);
    }
    plan
}

/// Adds what is named in a plan and not there.
fn complete(plan: &mut Value) {
    let lists = ["reports", "indicators", "tasks", "units", "groups"];
    for list in lists {
        let mut named = BTreeSet::new();
        names(plan, "", list, &mut named);
        if list == "groups" {
            named.insert("cac-xa".to_owned());
        }
        let there = plan[list].as_array().cloned().unwrap_or_default();
        let is_missing = |id: &String| there.iter().all(|one| one["id"] != **id);
        let added = named.iter().filter(|id| is_missing(id)).map(|id| match list {
            "reports" => kind(id, &json!({})),
            "indicators" => json!({ "id": id, "title": id, "measure": "number" }),
            "tasks" => json!({ "id": id, "title": id }),
            _ => json!({ "id": id, "name": id }),
        });
        let added: Vec<_> = added.collect();
        plan[list] = [there, added].concat().into();
    }
}

/// The ids that stand in keys of this name, and in those that mean the same.
fn names(value: &Value, key: &str, list: &str, found: &mut BTreeSet<String>) {
    let key = match key {
        "replaces" => "reports",
        "issuer" | "successor" => "units",
        key => key,
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(key, member)| names(member, key, list, found)),
        Value::Array(items) => items.iter().for_each(|item| names(item, key, list, found)),
        Value::String(id) if key == list => drop(found.insert(id.clone())),
        _ => {}
    }
}

fn schema() -> Value {
    serde_json::from_str(&file("schema/plan.schema.json")).unwrap()
}

/// Keys and words of the format: `Task.product`, `Role=lead`.
type Words = BTreeSet<String>;

/// All that there are.
fn words(schema: &Value) -> Words {
    let mut words = Words::new();
    of_type(schema, "Plan", &mut words);
    for (name, node) in schema["$defs"].as_object().unwrap() {
        of_type(node, name, &mut words);
    }
    words
}

/// Those that a type has.
fn of_type(node: &Value, name: &str, words: &mut Words) {
    let properties = node["properties"].as_object();
    words.extend(properties.into_iter().flatten().map(|(key, _)| format!("{name}.{key}")));
    for word in node["enum"].as_array().into_iter().flatten().chain(node.get("const")) {
        words.insert(format!("{name}={}", word.as_str().unwrap()));
    }
    for several in ["oneOf", "anyOf"] {
        node[several].as_array().into_iter().flatten().for_each(|one| of_type(one, name, words));
    }
}

/// The schema of plans, as it is walked.
struct Walk<'s> {
    schema: &'s Value,
    words: Words,
}

impl<'s> Walk<'s> {
    /// What a node refers to, by the name it has there.
    fn target(&self, node: &'s Value, name: &'s str) -> (&'s Value, &'s str) {
        match node["$ref"].as_str().and_then(|to| to.strip_prefix("#/$defs/")) {
            Some(name) => self.target(&self.schema["$defs"][name], name),
            None => (node, name),
        }
    }

    /// What of it a value has.
    fn held(&mut self, node: &'s Value, name: &'s str, value: &Value) {
        let (node, name) = self.target(node, name);
        if let Some(word) = value.as_str()
            && (node["const"] == word || node["enum"].as_array().is_some_and(|all| all.contains(value)))
        {
            self.words.insert(format!("{name}={word}"));
        }
        for (key, member) in value.as_object().into_iter().flatten() {
            if let Some(node) = node["properties"].get(key) {
                self.words.insert(format!("{name}.{key}"));
                self.held(node, name, member);
            }
        }
        value.as_array().into_iter().flatten().for_each(|item| self.held(&node["items"], name, item));
        for several in ["oneOf", "anyOf"] {
            for one in node[several].as_array().into_iter().flatten() {
                if self.fits(one, value) {
                    self.held(one, name, value);
                }
            }
        }
    }

    fn fits(&self, node: &'s Value, value: &Value) -> bool {
        let (node, _) = self.target(node, "");
        let is_there = |key: &Value| value.get(key.as_str().unwrap()).is_some();
        match node["properties"].as_object() {
            Some(properties) => {
                let needed = node["required"].as_array().into_iter().flatten();
                let is_known = |keys: &Map<_, _>| keys.keys().all(|key| properties.contains_key(key));
                value.as_object().is_some_and(is_known) && needed.clone().all(is_there)
            }
            None => !value.is_object(),
        }
    }
}

#[test]
fn every_example_is_read_without_findings_or_as_the_page_says() {
    for page in PAGES {
        let (examples, _) = parts(page);
        assert!(examples.len() > 20, "docs/{page}: {} examples", examples.len());
        assert_eq!(examples.iter().filter(|example| example.is_wrong).count(), 1, "docs/{page}");
        for example in examples {
            let findings = plan::read(&plan_of(&example).to_string(), Severity::Error).findings;
            let is_as_said = findings.is_empty() != example.is_wrong;
            assert!(is_as_said, "docs/{page}, {}:\n{}\n{findings:#?}", example.place, example.text);
        }
    }
}

#[test]
fn both_languages_show_the_same() {
    let [english, vietnamese] = PAGES.map(|page| parts(page).0);
    for (english, vietnamese) in english.iter().zip(&vietnamese) {
        assert_eq!(english, vietnamese);
    }
    assert_eq!(english.len(), vietnamese.len());
}

#[test]
fn every_key_and_word_of_the_schema_is_in_an_example() {
    let schema = schema();
    let all = words(&schema);
    assert!(all.contains("Task.product") && all.contains("Role=lead"), "{all:?}");
    let mut held = Walk { schema: &schema, words: Words::new() };
    for example in parts(PAGES[0]).0.iter().filter(|example| !example.is_wrong) {
        held.held(&schema, "Plan", &plan_of(example));
    }
    let missing: Vec<_> = all.difference(&held.words).collect();
    assert!(missing.is_empty(), "no example of docs/plan.md has {missing:#?}");
}

#[test]
fn every_key_and_word_of_the_schema_is_explained() {
    let all = words(&schema());
    for page in PAGES {
        let (_, around) = parts(page);
        let is_said = |word: &str| around.contains(&format!("`{word}`")) || around.contains(&format!("\"{word}\""));
        let missing: Vec<_> = all.iter().filter(|word| !is_said(word.split(['.', '=']).nth(1).unwrap())).collect();
        assert!(missing.is_empty(), "docs/{page} says nothing of {missing:#?}");
    }
}

/// What a page says of the keys of types: what stands below `<!-- keys of Unit, Group -->` up to the next blank line.
fn explained(around: &str) -> Vec<(Vec<&str>, &str)> {
    let marked = around.split("<!-- keys of ").skip(1).map(|marked| {
        let (types, rest) = marked.split_once(" -->\n").unwrap();
        (types.split(", ").collect(), rest.split("\n\n").next().unwrap())
    });
    marked.collect()
}

#[test]
fn every_key_is_explained_with_its_type() {
    let all = words(&schema());
    let keys: Vec<(&str, &str)> = all.iter().filter_map(|word| word.split_once('.')).collect();
    for page in PAGES {
        let (_, around) = parts(page);
        let explained = explained(&around);
        let is_said = |name: &str, key: &str| {
            let says = |block: &str| block.contains(&format!("`{key}`")) || block.contains(&format!("\"{key}\""));
            explained.iter().any(|(types, block)| types.contains(&name) && says(block))
        };
        let missing: Vec<_> = keys.iter().filter(|(name, key)| !is_said(name, key)).collect();
        assert!(missing.is_empty(), "docs/{page} says nothing of {missing:?} where it explains the type");
        let mut types = explained.iter().flat_map(|(types, _)| types);
        let unknown = types.find(|name| !keys.iter().any(|(known, _)| known == *name));
        assert_eq!(unknown, None, "docs/{page}: the format has no such type");
    }
}

#[test]
fn a_key_is_said_to_be_required_where_the_schema_requires_it() {
    let schema = schema();
    let node = |name: &str| if name == "Plan" { &schema } else { &schema["$defs"][name] };
    for (page, word) in PAGES.into_iter().zip(["required", "bắt buộc"]) {
        let (_, around) = parts(page);
        let mut count = 0;
        for (types, block) in explained(&around) {
            for row in block.lines().filter(|line| line.starts_with("| `")) {
                let mut cells = row.split('|').skip(1);
                let (first, second) = (cells.next().unwrap(), cells.next().unwrap().trim());
                for key in first.split('`').skip(1).step_by(2) {
                    // Of several types it is the first that has it.
                    let mut nodes = types.iter().map(|name| node(name));
                    let Some(node) = nodes.find(|node| node["properties"].get(key).is_some()) else { continue };
                    let needed = node["required"].as_array().is_some_and(|all| all.iter().any(|one| one == key));
                    let is_said = second == word || second.starts_with(&format!("{word}:"));
                    assert_eq!(is_said, needed, "docs/{page}, {key} of {types:?}: {row}");
                    count += usize::from(needed);
                }
            }
        }
        assert!(count > 25, "docs/{page}: {count}");
    }
}
