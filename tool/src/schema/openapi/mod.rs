//! The backend's side of the contract as an OpenAPI 3.1 description, its schemas from the Rust types.

mod history;
mod uploads;

use super::{Contract, schema};
use serde_json::{Map, Value, json};

const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";

/// Statuses that refuse a report, what they mean, and what the form makes of them.
const REFUSALS: [(&str, &str); 10] = [
    ("400", "Not JSON, or not a report. It goes back to the officer."),
    ("401", "Not logged in. The form waits for somebody to sign in, and sends it again under the same key."),
    ("403", "The caller may not report for this unit. It goes back to the officer."),
    ("408", "The body came too slowly. The form tries again."),
    (
        "409",
        "With `Retry-After`, the same key is still being worked on, and the form tries again. Without, there is another version: the officer chooses.",
    ),
    ("413", "Too large."),
    ("415", "The body is not said to be JSON."),
    ("422", "The report needs mending, or the key came with another body before."),
    ("429", "Too many requests. The form tries again, no sooner than `Retry-After` says."),
    ("5XX", "The report was not taken. The form tries again by itself, under the same key."),
];

/// The description.
pub fn openapi() -> Value {
    let mut schemas = Map::new();
    gather("Report", Contract::Report, &mut schemas);
    gather("Problem", Contract::Problem, &mut schemas);
    gather("History", Contract::History, &mut schemas);
    schemas.insert("Receipt".to_owned(), receipt());
    let mut responses = Map::new();
    responses.insert("2XX".to_owned(), accepted());
    responses.extend(REFUSALS.map(|(status, meaning)| (status.to_owned(), refused(status, meaning))));
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Report receiver",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "What a backend gets from the form, and what it may answer.",
            "description": "docs/backend.md says it in words. The paths are examples: the addresses are those that the page gives the element, for reports in its attribute `endpoint`.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "servers": [{ "url": "/" }],
        "paths": { "/api/files": uploads::begin(), "/api/files/{id}": uploads::append(), "/api/history": history::path(), "/api/reports": { "post": {
            "operationId": "sendReport",
            "summary": "Send a report",
            "description": "The backend must check that the caller may report for `unit.id`: it takes the unit from its login. How callers prove who they are is the page's and the backend's own affair: cookies, or headers of the element's property `headers`.",
            "parameters": [key(), signature()],
            "requestBody": {
                "required": true,
                "description": "One report, UTF-8. Keep these bytes: the receipt's hash is over them.",
                "content": { JSON: { "schema": { "$ref": "#/components/schemas/Report" } } },
            },
            "responses": responses,
        } } },
        "components": { "schemas": schemas },
    })
}

/// The description as a file holds it.
pub fn text() -> String {
    format!("{:#}\n", openapi())
}

fn key() -> Value {
    json!({
        "name": "Idempotency-Key",
        "in": "header",
        "required": true,
        "description": "A random UUID in double quotes (a structured-field string); to be accepted without the quotes too. One key of a unit is one report: the same key and body again is answered as the first time and stores nothing, the same key with another body is refused.",
        "schema": { "type": "string", "pattern": "^(\"[!-~]{1,200}\"|[!-~]{1,200})$" },
        "example": "\"0b9f6a1e-3c52-4d1c-9a55-0c6f6f0e7d11\"",
    })
}

fn signature() -> Value {
    json!({
        "name": "Report-Signature",
        "in": "header",
        "required": false,
        "description": "What the page's signer gave for the bytes of the body, as JSON: a text or an object. Without an envelope it comes here, else beside the report.",
        "schema": { "type": "string", "pattern": "^[!-~ ]+$" },
    })
}

fn accepted() -> Value {
    json!({
        "description": "The report is taken, now or under this key before. Any body will do.",
        "content": { JSON: {
            "schema": { "$ref": "#/components/schemas/Receipt" },
            "example": { "number": "BC-000001", "received_at": "2026-06-18T12:00:00+07:00", "late": false },
        } },
    })
}

fn refused(status: &str, meaning: &str) -> Value {
    let mut response = json!({
        "description": meaning,
        "content": { PROBLEM: { "schema": { "$ref": "#/components/schemas/Problem" } } },
    });
    if matches!(status, "409" | "429" | "5XX") {
        let seconds = json!({ "type": "integer", "minimum": 0 });
        response["headers"] = json!({ "Retry-After": { "description": "Seconds to wait.", "schema": seconds } });
    }
    if status == "422" {
        response["content"][PROBLEM]["example"] = json!({
            "type": "urn:baocao:problem:invalid-report",
            "title": "Báo cáo còn chỗ cần sửa",
            "status": 422,
            "errors": [{ "pointer": "/sections/difficulties", "detail": "Cần nhập mục này." }],
        });
    }
    response
}

/// What the backend may say of the receipt's keys; the device adds the others.
fn receipt() -> Value {
    let mut all = schema(Contract::Receipt)["properties"].take();
    let mut properties = Map::new();
    for name in ["number", "received_at", "late"] {
        let mut property = all[name].take();
        property["type"] = json!([property["type"], "null"]);
        properties.insert(name.to_owned(), property);
    }
    json!({
        "description": "What the officer is shown of the report's arrival. Other keys are passed over.",
        "type": "object",
        "properties": properties,
    })
}

/// Lays a contract's schema and all that it refers to where OpenAPI has them.
fn gather(name: &str, contract: Contract, schemas: &mut Map<String, Value>) {
    let mut root = schema(contract);
    let parts = root["$defs"].take();
    if let Value::Object(root) = &mut root {
        root.retain(|key, _| !key.starts_with('$'));
    }
    move_references(&mut root);
    schemas.insert(name.to_owned(), root);
    if let Value::Object(parts) = parts {
        schemas.extend(parts.into_iter().map(|(name, mut part)| {
            move_references(&mut part);
            (name, part)
        }));
    }
}

fn move_references(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            for (key, value) in members {
                match (key.as_str(), &mut *value) {
                    ("$ref", Value::String(target)) => *target = target.replace("#/$defs/", "#/components/schemas/"),
                    (_, value) => move_references(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(move_references),
        _ => {}
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::conformance::Source;
    use crate::conformance::report::Reports;
    use baocao::locale::Lang;

    /// Whether a value is one of a component.
    fn is(component: &str, value: &Value) -> bool {
        let mut schema = openapi();
        schema["$ref"] = json!(format!("#/components/schemas/{component}"));
        jsonschema::draft202012::new(&schema).unwrap().is_valid(value)
    }

    fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(members) => members.iter().for_each(|(key, value)| match (key.as_str(), value) {
                ("$ref", Value::String(target)) => found.push(target),
                (_, value) => references(value, found),
            }),
            Value::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_leads_to_a_schema() {
        let whole = openapi();
        let mut found = Vec::new();
        references(&whole, &mut found);
        assert!(found.len() > 20, "{found:?}");
        for target in found {
            let part = target.strip_prefix('#').and_then(|pointer| whole.pointer(pointer));
            assert!(part.is_some(), "{target}");
        }
        for (name, schema) in whole["components"]["schemas"].as_object().unwrap() {
            assert!(jsonschema::draft202012::meta::is_valid(schema), "{name}");
        }
    }

    #[test]
    fn the_schemas_know_what_travels() {
        let reports = Reports::of(&Source::Example(None), Lang::En).unwrap();
        let json = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        assert!(is("Report", &json(&reports.first())));
        assert!(!is("Report", &json(&reports.mistaken())));
        let whole = openapi();
        let responses = &whole["paths"]["/api/reports"]["post"]["responses"];
        assert!(is("Receipt", &responses["2XX"]["content"][JSON]["example"]));
        assert!(is("Receipt", &json!({ "number": null, "id": 7 })) && !is("Receipt", &json!({ "number": 7 })));
        assert!(is("Problem", &responses["422"]["content"][PROBLEM]["example"]));
        assert!(!is("Problem", &json!({ "errors": [{ "pointer": 7 }] })));
        let history = &whole["paths"]["/api/history"]["get"]["responses"]["200"]["content"][JSON]["example"];
        assert!(is("History", history) && !is("History", &json!({ "format": "baocao-history/1" })));
    }
}
