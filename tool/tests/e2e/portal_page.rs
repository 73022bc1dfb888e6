//! A page of a portal with the element and a receiver behind it, whatever else is on that page.

use crate::store::Store;

/// What the portal's own script does: says who is logged in, and notes what goes wrong anywhere on the page.
const SCRIPT: &str = "window.errors = [];
// A frame of another origin is a process of its own, which no script of the driver's is put into.
if (!window.refused) {
  window.refused = [];
  addEventListener('securitypolicyviolation', (event) => refused.push(`${event.violatedDirective} ${event.blockedURI}`));
}
addEventListener('error', (event) => errors.push(String(event.message)));
addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));
function signIn(form) {
  const { plan, unit, day } = form.dataset;
  const body = JSON.stringify({ plan, unit: { id: unit, name: unit }, as_of: day });
  const asked = fetch('/api/demo-token', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body,
  });
  const token = asked.then((answer) => answer.json());
  form.headers = async () => ({ Authorization: `Bearer ${(await token).token}` });
}
addEventListener('DOMContentLoaded', () => document.querySelectorAll('bao-cao').forEach(signIn));";

/// Puts the element's files and the portal's script there.
pub fn put_files(store: &mut Store) {
    put_element(store, "/f");
    store.put("/portal-side.js", "text/javascript", SCRIPT);
}

/// Puts the element's files, those that are always the newest, into a folder.
pub fn put_element(store: &mut Store, folder: &str) {
    for name in ["bao-cao.js", "bao-cao.classic.js", "baocao.js", "baocao_rest.js"] {
        store.put_built(&format!("{folder}/{name}"), "text/javascript", name);
    }
    for name in ["baocao_bg.wasm", "baocao_rest.wasm"] {
        store.put_built(&format!("{folder}/{name}"), "application/wasm", name);
    }
    store.put_built(&format!("{folder}/bao-cao.en.txt"), "text/plain; charset=utf-8", "bao-cao.en.txt");
}

/// Puts beside them what puts reports on paper.
pub fn put_papers(store: &mut Store, folder: &str) {
    store.put_built(&format!("{folder}/baocao_paper.wasm"), "application/wasm", "baocao_paper.wasm");
    for (name, kind) in [("html", "text/html"), ("css", "text/css"), ("js", "text/javascript")] {
        let name = format!("bao-cao-print.{name}");
        store.put_built(&format!("{folder}/{name}"), kind, &name);
    }
}

/// The scripts of such a page, with the one that is always the newest.
pub const SCRIPTS: &str =
    r#"<script src="/portal-side.js"></script><script type="module" src="/f/bao-cao.js"></script>"#;

/// The element for a unit on a day.
pub fn element(plan: &str, unit: &str, day: &str) -> String {
    format!(
        r#"<bao-cao plan="/plans/{plan}.json" unit="{unit}" as-of="{day}" preview-send user="demo" endpoint="/api/reports"
        upload-endpoint="/api/files" history="/api/history" data-plan="{plan}" data-unit="{unit}" data-day="{day}"></bao-cao>"#
    )
}

/// A page with the element and nothing else.
pub fn of(plan: &str, unit: &str, day: &str) -> String {
    around(SCRIPTS, &element(plan, unit, day))
}

/// A page with this in its head and its body.
pub fn around(head: &str, body: &str) -> String {
    format!(
        r#"<!doctype html><html lang="vi"><meta charset="utf-8"><title>Cổng</title><link rel="icon" href="data:,">{head}
        <body>{body}</body></html>"#
    )
}
