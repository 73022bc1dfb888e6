use super::{Contract, schema};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The element's own side, written by hand: there is no Rust type of it.
const ELEMENT: &str = include_str!("element.d.ts");

/// Names that mean something else in TypeScript, or too little.
const TAKEN: [(&str, &str); 2] = [("Date", "Day"), ("Value", "Answer")];

/// TypeScript types of all contracts, from their schemas, and of the element.
pub fn typescript() -> String {
    let schemas: Vec<_> = Contract::ALL.into_iter().map(|contract| (contract, schema(contract))).collect();
    let mut out = String::from(
        "// Types of the contracts and of the element <bao-cao>. Made by `baocao schema --typescript`; not edited by hand.\n",
    );
    let mut declared: BTreeMap<String, Value> = BTreeMap::new();
    for (_, mut schema) in schemas {
        let definitions = schema.as_object_mut().and_then(|schema| schema.remove("$defs"));
        let title = schema["title"].as_str().unwrap_or_default().to_owned();
        let mut renamed: Map<String, Value> =
            TAKEN.into_iter().map(|(name, other)| (name.to_owned(), other.into())).collect();
        // Two contracts may use one name for different things: the later one is told apart.
        let mut named: Vec<(String, Value)> = Vec::new();
        for (name, definition) in definitions.iter().filter_map(Value::as_object).flatten() {
            let name = renamed.get(name).and_then(Value::as_str).unwrap_or(name).to_owned();
            match declared.get(&name) {
                Some(known) if known == definition => {}
                Some(_) => {
                    let other = format!("{title}{name}");
                    renamed.insert(name.clone(), Value::String(other.clone()));
                    named.push((other, definition.clone()));
                }
                None => named.push((name, definition.clone())),
            }
        }
        named.insert(0, (title, schema));
        for (name, definition) in named {
            let names = Names(&renamed);
            declare(&mut out, &name, &definition, &names);
            declared.insert(name, definition);
        }
    }
    out.push('\n');
    out.push_str(ELEMENT);
    out
}

/// Names of this contract's definitions that differ in TypeScript.
struct Names<'n>(&'n Map<String, Value>);

impl Names<'_> {
    fn of(&self, reference: &str) -> String {
        let name = reference.rsplit('/').next().unwrap_or_default();
        self.0.get(name).and_then(Value::as_str).unwrap_or(name).to_owned()
    }
}

fn declare(out: &mut String, name: &str, schema: &Value, names: &Names<'_>) {
    out.push('\n');
    comment(out, schema, "");
    let written = match kind(schema, names, "") {
        members if members.starts_with('{') && schema.get("properties").is_some() => {
            writeln!(out, "export interface {name} {members}")
        }
        other => writeln!(out, "export type {name} = {other};"),
    };
    // Writing to a String does not fail.
    let _ = written;
}

fn comment(out: &mut String, schema: &Value, indent: &str) {
    let Some(text) = schema["description"].as_str() else { return };
    let lines: Vec<&str> = text.lines().collect();
    let _ = match &lines[..] {
        [line] => writeln!(out, "{indent}/** {line} */"),
        lines => {
            let body = lines.iter().map(|line| format!("{indent} * {line}").trim_end().to_owned() + "\n");
            writeln!(out, "{indent}/**\n{}{indent} */", body.collect::<String>())
        }
    };
}

/// The type that a schema describes.
fn kind(schema: &Value, names: &Names<'_>, indent: &str) -> String {
    let all = |schemas: &Vec<Value>| {
        let mut kinds: Vec<String> = schemas.iter().map(|schema| kind(schema, names, indent)).collect();
        kinds.dedup();
        kinds.join(" | ")
    };
    if let Some(reference) = schema["$ref"].as_str() {
        return names.of(reference);
    }
    if let Some(only) = schema.get("const") {
        return only.to_string();
    }
    if let Some(values) = schema["enum"].as_array() {
        return values.iter().map(Value::to_string).collect::<Vec<_>>().join(" | ");
    }
    if let Some(any) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
        return all(any);
    }
    match schema["type"].as_str() {
        Some("string") => "string".to_owned(),
        Some("boolean") => "boolean".to_owned(),
        Some("integer" | "number") => "number".to_owned(),
        Some("array") => {
            let items = kind(&schema["items"], names, indent);
            if items.contains(' ') { format!("({items})[]") } else { format!("{items}[]") }
        }
        Some("object") => object(schema, names, indent),
        _ => "unknown".to_owned(),
    }
}

fn object(schema: &Value, names: &Names<'_>, indent: &str) -> String {
    let Some(properties) = schema["properties"].as_object() else {
        return format!("{{ [key: string]: {} }}", kind(&schema["additionalProperties"], names, indent));
    };
    let inner = format!("{indent}  ");
    let required = |key: &str| schema["required"].as_array().is_some_and(|keys| keys.iter().any(|k| k == key));
    let is_choice = properties.len() == 1 && schema.get("patternProperties").is_none();
    if let (true, Some((key, value))) = (is_choice, properties.iter().next()) {
        return format!("{{ {}: {} }}", quoted(key), kind(value, names, &inner));
    }
    let mut out = String::from("{\n");
    for (key, value) in properties {
        comment(&mut out, value, &inner);
        let mark = if required(key) { "" } else { "?" };
        let _ = writeln!(out, "{inner}{}{mark}: {};", quoted(key), kind(value, names, &inner));
    }
    let extension = match schema.get("patternProperties") {
        Some(_) => "[extension: `x-${string}`]: unknown;",
        None => "[extension: string]: unknown;",
    };
    let _ = write!(out, "{inner}{extension}\n{indent}}}");
    out
}

fn quoted(key: &str) -> String {
    let is_name = key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if is_name { key.to_owned() } else { format!("\"{key}\"") }
}
