//! What is inside, as a list for machines: CycloneDX 1.6.

use super::crates::{Crate, Id};
use crate::build::VERSION;
use serde_json::{Value, json};

/// Names the package itself.
const PACKAGE: &str = "pkg:npm/baocao";

/// The list, with the version of Rust whose standard library is inside; without a time and a serial number, so that the
/// same sources give the same bytes.
pub fn cyclonedx(crates: &[Crate], rust: &str) -> Value {
    let package = format!("{PACKAGE}@{VERSION}");
    let ours = crates.iter().filter(|one| one.id.0.starts_with("baocao"));
    let ours: Vec<String> = ours.map(|one| purl(&one.id)).collect();
    let mut dependencies = vec![json!({ "ref": package, "dependsOn": ours })];
    dependencies.extend(crates.iter().map(|one| {
        let needs: Vec<String> = one.needs.iter().map(purl).collect();
        json!({ "ref": purl(&one.id), "dependsOn": needs })
    }));
    let std = format!("pkg:generic/rust-std@{rust}");
    dependencies.push(json!({ "ref": std, "dependsOn": [] }));
    let std = json!({
        "type": "library",
        "bom-ref": std,
        "name": "rust-std",
        "version": rust,
        "scope": "required",
        "licenses": [{ "expression": "MIT OR Apache-2.0" }],
        "purl": std,
    });
    json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": {
            "type": "library",
            "bom-ref": package,
            "name": "baocao",
            "version": VERSION,
            "purl": package,
            "licenses": [{ "expression": "MIT OR Apache-2.0" }],
        } },
        "components": crates.iter().map(component).chain([std]).collect::<Vec<_>>(),
        "dependencies": dependencies,
    })
}

fn component(one: &Crate) -> Value {
    let purl = purl(&one.id);
    let mut component = json!({
        "type": "library",
        "bom-ref": purl,
        "name": one.id.0,
        "version": one.id.1,
        "scope": "required",
        "licenses": [{ "expression": one.license }],
        "purl": purl,
    });
    if let Some(sum) = &one.checksum {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": sum }]);
    }
    if !one.authors.is_empty() {
        let authors: Vec<Value> = one.authors.iter().map(|name| json!({ "name": name })).collect();
        component["authors"] = Value::Array(authors);
    }
    if let Some(url) = &one.repository {
        component["externalReferences"] = json!([{ "type": "vcs", "url": url }]);
    }
    component
}

fn purl((name, version): &Id) -> String {
    format!("pkg:cargo/{name}@{version}")
}
