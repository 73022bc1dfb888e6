//! The files that reports name: two of the requests of the IETF draft "Resumable Uploads for HTTP".

use super::{REFUSALS, refused};
use serde_json::{Map, Value, json};

/// What a refusal means of an upload, where that is not what it means of a report.
const REFUSALS_OF_FILES: [(&str, &str); 6] = [
    ("400", "Not an upload as it is described here, or more of it than was announced. The question is told."),
    ("403", "The caller may not upload. The report goes back to the officer."),
    (
        "409",
        "The piece does not follow what is here; `Upload-Offset` says where that ends, and the form goes on from there. Or the whole is not what its hash says, and was thrown away: the form begins anew.",
    ),
    (
        "413",
        "Too large a file, or too large a piece, or more than the unit may upload without a report that names it. The question is told, in the words of `detail`.",
    ),
    ("415", "Files of this kind are not taken. The question is told."),
    (
        "422",
        "The file is refused for what it is, such as one with a virus. The question is told, in the words of `detail`.",
    ),
];

/// Where uploads begin.
pub fn begin() -> Value {
    let mut responses = responses(&["409"]);
    let mut headers = standing();
    headers["Location"] = json!({
        "description": "Where the pieces go: an address of this one's origin.",
        "required": true,
        "schema": { "type": "string", "format": "uri-reference" },
    });
    let meaning = "Room is made, or the file is known by its hash: with `Upload-Complete: ?1` it need not come again.";
    responses.insert("2XX".to_owned(), json!({ "description": meaning, "headers": headers }));
    json!({ "post": {
        "operationId": "beginUpload",
        "summary": "Say what file will come",
        "description": "The address is the one in the element's attribute `upload-endpoint`. There is no body. After a break the form begins with the same request and goes on from `Upload-Offset`. The backend must check that the caller may upload, and keep the files of a unit from others.",
        "parameters": [
            header("Upload-Length", "The bytes of the whole file.", &json!({ "type": "integer", "minimum": 0 }), &json!(300_000)),
            header("Repr-Digest", "SHA-256 over the whole file, in base64 (RFC 9530).", &json!({ "type": "string", "pattern": "sha-256=:[A-Za-z0-9+/]{43}=:" }), &json!("sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:")),
            header("Upload-Complete", "Nothing comes with this request.", &json!({ "const": "?0" }), &json!("?0")),
            optional("Content-Type", "The file's media type, as the device says.", &json!("application/pdf")),
            optional("Content-Disposition", "The file's name (RFC 6266).", &json!("attachment; filename*=UTF-8''Q%C4%90%2012.pdf")),
        ],
        "responses": responses,
    } })
}

/// Where the pieces of one go.
pub fn append() -> Value {
    let mut responses = responses(&[]);
    let taken = json!({ "description": "The piece is kept.", "headers": standing() });
    responses.insert("2XX".to_owned(), taken);
    responses.insert(
        "404".to_owned(),
        refused("404", "No such upload, or no longer. The report goes back to the officer, who sends it again."),
    );
    if let Some(conflict) = responses.get_mut("409") {
        conflict["headers"] = standing();
    }
    let id = json!({
        "name": "id",
        "in": "path",
        "required": true,
        "description": "Whatever `Location` said.",
        "schema": { "type": "string" },
    });
    json!({ "parameters": [id], "patch": {
        "operationId": "appendToUpload",
        "summary": "Send the next piece of a file",
        "description": "Of a piece that breaks off the backend may keep what has arrived. With the last one it holds the file against its hash.",
        "parameters": [
            header("Upload-Offset", "How many bytes came before this piece.", &json!({ "type": "integer", "minimum": 0 }), &json!(0)),
            header("Upload-Complete", "`?1`: with this piece the file is whole.", &json!({ "enum": ["?0", "?1"] }), &json!("?0")),
        ],
        "requestBody": {
            "required": true,
            "description": "Up to 256 KB.",
            "content": { "application/partial-upload": { "schema": { "type": "string", "format": "binary" } } },
        },
        "responses": responses,
    } })
}

/// How far an upload is.
fn standing() -> Value {
    json!({
        "Upload-Offset": {
            "description": "How many bytes of the file are here.",
            "required": true,
            "schema": { "type": "integer", "minimum": 0 },
        },
        "Upload-Complete": {
            "description": "`?1`: all of them.",
            "required": true,
            "schema": { "enum": ["?0", "?1"] },
        },
    })
}

/// What refuses, but for some statuses.
fn responses(without: &[&str]) -> Map<String, Value> {
    let meaning =
        |status, of_report| REFUSALS_OF_FILES.iter().find(|(one, _)| *one == status).map_or(of_report, |of| of.1);
    let all = REFUSALS.into_iter().filter(|(status, _)| !without.contains(status));
    let mut responses: Map<_, _> =
        all.map(|(status, of_report)| (status.to_owned(), refused(status, meaning(status, of_report)))).collect();
    if let Some(unfit) = responses.get_mut("422").and_then(|unfit| unfit["content"].as_object_mut()) {
        // The example is of a report.
        unfit.values_mut().filter_map(Value::as_object_mut).for_each(|one| drop(one.remove("example")));
    }
    responses
}

fn header(name: &str, description: &str, schema: &Value, example: &Value) -> Value {
    json!({ "name": name, "in": "header", "required": true, "description": description, "schema": schema, "example": example })
}

fn optional(name: &str, description: &str, example: &Value) -> Value {
    json!({ "name": name, "in": "header", "description": description, "schema": { "type": "string" }, "example": example })
}
