//! What became of a unit's earlier reports.

use super::{JSON, refused};
use serde_json::{Value, json};

/// Where the form asks for it.
pub fn path() -> Value {
    let tag =
        json!({ "ETag": { "description": "Another one when anything changed.", "schema": { "type": "string" } } });
    let etag = json!({
        "name": "If-None-Match",
        "in": "header",
        "description": "The `ETag` of the answer that the browser keeps.",
        "schema": { "type": "string" },
    });
    json!({ "get": {
        "operationId": "readHistory",
        "summary": "Say what became of a unit's reports",
        "description": "Optional: the address is the one in the element's property `history`. The backend must check that the caller may see the reports of this unit.",
        "parameters": [query("plan", "Id of the plan."), query("unit", "Id of the unit."), etag],
        "responses": {
            "200": {
                "description": "All reports of the unit on this plan, every revision, the newest last; at most 2,000, and 5 MB.",
                "headers": tag,
                "content": { JSON: { "schema": { "$ref": "#/components/schemas/History" }, "example": example() } },
            },
            "304": { "description": "Nothing has changed." },
            "401": refused("401", "Not logged in. The form works without."),
            "403": refused("403", "The caller may not see the reports of this unit."),
            "5XX": refused("5XX", "The form works without, and asks again later."),
        },
    } })
}

fn query(name: &str, description: &str) -> Value {
    let id = json!({ "type": "string" });
    json!({ "name": name, "in": "query", "required": true, "description": description, "schema": id })
}

fn example() -> Value {
    json!({
        "format": "baocao-history/1",
        "reports": [{
            "number": "BC-000001",
            "kind": "hang-thang",
            "period": "2026-06",
            "revision": 1,
            "state": "returned",
            "remarks": [{ "pointer": "/entries/0/values/result", "detail": "Nêu rõ số liệu và nguồn." }],
            "received_at": "2026-06-10T12:00:00+07:00",
            "reviewed_at": "2026-06-11T08:30:00+07:00",
            "late": false,
            "hash": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "url": "/api/reports/BC-000001",
        }],
    })
}
