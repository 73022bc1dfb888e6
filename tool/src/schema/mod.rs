//! `baocao schema`: the contracts as JSON Schema, as TypeScript types and as OpenAPI, from the Rust types themselves.

mod openapi;
mod typescript;

pub use openapi::openapi;
pub use typescript::typescript;

use crate::cli::Outcome;
use baocao::{delivery, plan, report};
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};
use std::io::{self, Write};

/// A document that travels between the element and its surroundings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contract {
    /// What is asked.
    Plan,
    /// What is answered.
    Report,
    /// That it arrived.
    Receipt,
    /// Why it was refused.
    Problem,
    /// What became of earlier ones.
    History,
}

/// What to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Options {
    /// The JSON Schema of a contract.
    Schema(Contract),
    /// The TypeScript types of all contracts and of the element.
    TypeScript,
    /// The backend's side as an OpenAPI description.
    OpenApi,
}

impl Contract {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Plan, Self::Report, Self::Receipt, Self::Problem, Self::History];

    /// Its name on the command line and in file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Report => "report",
            Self::Receipt => "receipt",
            Self::Problem => "problem",
            Self::History => "history",
        }
    }

    /// The contract of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|contract| contract.name() == name)
    }

    /// Whether a key that the schema does not name is a mistake. A problem document is a foreign one:
    /// RFC 9457 lets everybody add members.
    fn is_closed(self) -> bool {
        self != Self::Problem
    }
}

/// Prints what was asked for.
///
/// # Errors
/// When the output cannot be written.
pub fn run(options: Options, out: &mut dyn Write) -> io::Result<Outcome> {
    let text = match options {
        Options::Schema(contract) => text(contract),
        Options::TypeScript => typescript(),
        Options::OpenApi => openapi::text(),
    };
    out.write_all(text.as_bytes()).map(|()| Outcome::Well)
}

/// The JSON Schema (draft 2020-12) of a contract.
pub fn schema(contract: Contract) -> Value {
    match contract {
        Contract::Plan => of::<plan::Plan>(contract),
        Contract::Report => of::<report::Report>(contract),
        Contract::Receipt => of::<delivery::Receipt>(contract),
        Contract::Problem => of::<delivery::Problem>(contract),
        Contract::History => of::<delivery::ReportHistory>(contract),
    }
}

/// The schema as a file holds it.
pub fn text(contract: Contract) -> String {
    format!("{:#}\n", schema(contract))
}

fn of<T: JsonSchema>(contract: Contract) -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings = settings.with_transform(RecursiveTransform(without_null)).with_transform(RecursiveTransform(in_lines));
    if contract.is_closed() {
        settings = settings.with_transform(RecursiveTransform(closed));
    }
    let mut generated = settings.into_generator().into_root_schema_for::<T>().to_value();
    for (name, description) in DESCRIPTIONS {
        if let Some(definition) = generated["$defs"].get_mut(name) {
            definition["description"] = json!(description);
        }
    }
    // The name of a schema is no address: nothing is to be fetched from anywhere.
    let mut named = json!({ "$schema": null, "$id": format!("urn:baocao:schema:{}:1", contract.name()) });
    named["title"] = generated["title"].take();
    named["description"] = generated["description"].take();
    if let (Value::Object(named), Value::Object(generated)) = (&mut named, generated) {
        named.extend(generated.into_iter().filter(|(_, value)| !value.is_null()));
    }
    named
}

/// What to say of types whose schemas are not made from doc comments.
const DESCRIPTIONS: [(&str, &str); 5] = [
    ("Date", "A calendar day, `YYYY-MM-DD`, years 1900 to 2199."),
    ("MonthDay", "A day of every year, `MM-DD`; 29 February counts as the 28th in common years."),
    ("YearOrDate", "A year (until its last day), `2026`, or a day, `YYYY-MM-DD`."),
    ("Decimal", "An exact decimal as a text, `1234.5`; at most 28 significant digits."),
    ("NameOrQuestion", "A built-in question by its name, or a built-in one changed, or a new one."),
];

/// An optional key is left out; `null` is never written.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = &types[..] {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    let is_null = |schema: &Value| schema["type"] == "null";
    if let Some(Value::Array(any)) = schema.get_mut("anyOf")
        && any.iter().any(is_null)
    {
        any.retain(|schema| !is_null(schema));
        if let [Value::Object(only)] = &any[..] {
            let only = only.clone();
            schema.remove("anyOf");
            for (key, value) in only {
                schema.insert(key, value);
            }
        }
    }
    if schema.get("default").is_some_and(Value::is_null) {
        schema.remove("default");
    }
}

/// Paragraphs of doc comments are filled lines.
fn in_lines(schema: &mut Schema) {
    if let Some(Value::String(description)) = schema.get_mut("description") {
        let plain = description.replace("[`", "`").replace("`]", "`");
        let paragraphs = plain.split("\n\n").map(|paragraph| paragraph.replace('\n', " "));
        *description = paragraphs.collect::<Vec<_>>().join("\n\n");
    }
}

/// A typo is a mistake; keys that start with `x-` are free.
fn closed(schema: &mut Schema) {
    if schema.get("properties").is_some() && schema.get("additionalProperties").is_none() {
        schema.insert("patternProperties".to_owned(), json!({ "^x-": true }));
        schema.insert("additionalProperties".to_owned(), json!(false));
    }
}

#[cfg(test)]
mod tests;
