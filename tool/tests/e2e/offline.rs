//! A portal whose own service worker keeps the form: it opens without a line.

use crate::browser::Browser;
use crate::embedding::makes_a_word_file;
use crate::engine::{Engine, in_every_engine};
use crate::form::Form;
use crate::paper;
use crate::place;
use crate::portal_page::{around, element};
use crate::server::Server;
use crate::store::{Site, Store};
use serde_json::json;
use std::collections::BTreeSet;

const PLAN: &str = "vp-ubnd-tinh-2025";
const PAGE: &str = "/bao-cao-ky.html";

/// What the portal's own script does: a token is asked for when a report goes out, and the worker is registered.
const SCRIPT: &str = "addEventListener('DOMContentLoaded', () => {
  const form = document.querySelector('bao-cao');
  const { plan, unit, day } = form.dataset;
  const body = JSON.stringify({ plan, unit: { id: unit, name: unit }, as_of: day });
  form.headers = async () => {
    const answer = await fetch('/api/demo-token', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    return { Authorization: `Bearer ${(await answer.json()).token}` };
  };
});
navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready).then(() => { window.isKept = true; });";

/// A portal with a page and a service worker that keeps it, with the element under such names.
fn portal(server: &Server, head: &str, version: &str) -> Site {
    let mut store = Store::before(server);
    store.allow("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:; worker-src 'self'");
    store.put("/portal-side.js", "text/javascript", SCRIPT);
    let worker = format!(
        r#"importScripts("/dist/bao-cao-offline.js");
        baoCaoOffline({{ keep: ["{PAGE}", "/plans/{PLAN}.json", "/portal-side.js"], folder: "/dist/"{version} }});"#
    );
    store.put("/sw.js", "text/javascript", worker);
    let head = format!(r#"<script src="/portal-side.js"></script>{head}"#);
    store.put(PAGE, "text/html", around(&head, &element(PLAN, "phong-hanh-chinh-quan-tri", "2026-06-13")));
    store.site()
}

/// The names of the element's files that the worker keeps.
const KEPT: &str = "const done = arguments[0];
    caches.open('bao-cao').then((cache) => cache.keys()).then((kept) =>
        done(kept.map(({ url }) => url.split('/dist/')[1]).filter(Boolean)));";

/// The element's files with their version in their names, or those without; what speaks in browsers of old, which keep
/// nothing, and what the worker itself is made of are not among them.
fn files(has_version: bool) -> BTreeSet<String> {
    const VERSION: &str = env!("CARGO_PKG_VERSION");
    let names = std::fs::read_dir(place::dist()).unwrap().map(|entry| entry.unwrap().file_name());
    let names = names.map(|name| name.to_str().unwrap().to_owned());
    let is_served =
        |name: &str| ["js", "wasm", "txt", "html", "css"].iter().any(|end| name.ends_with(&format!(".{end}")));
    let is_kept = |name: &str| !name.contains("nomodule") && !name.contains("offline");
    names.filter(|name| is_served(name) && is_kept(name) && name.contains(VERSION) == has_version).collect()
}

in_every_engine!(the_form_opens_without_a_line_and_what_was_written_goes_out_once_there_is_one);

async fn the_form_opens_without_a_line_and_what_was_written_goes_out_once_there_is_one(engine: Engine) {
    const VERSION: &str = env!("CARGO_PKG_VERSION");
    let module = |name: &str| format!(r#"<script type="module" src="/dist/{name}"></script>"#);
    let classic = |name: &str| format!(r#"<script src="/dist/{name}"></script>"#);
    let fixed = format!(", version: {VERSION:?}");
    for (entry, version) in [
        (module("bao-cao.js"), ""),
        (module(&format!("bao-cao-{VERSION}.js")), &*fixed),
        (classic("bao-cao.classic.js"), ""),
        (classic(&format!("bao-cao-{VERSION}.classic.js")), &*fixed),
    ] {
        let server = Server::start();
        let mut site = portal(&server, &entry, version);
        let browser = Browser::start_in(engine).await;
        let page = format!("{}{PAGE}", site.url());
        browser.go(&page).await;
        browser.until("the worker", "return window.isKept", &[]).await;
        let kept = browser.run_async(KEPT, &[]).await;
        let kept: BTreeSet<&str> = kept.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        assert_eq!(kept, files(!version.is_empty()).iter().map(String::as_str).collect(), "{entry}");
        site.goes_down();

        browser.go(&page).await;
        let form = Form::of(&browser, 0);
        form.open("Báo cáo 6 tháng · 6 tháng đầu năm 2026").await;
        form.click_on("root.getElementById('/nil')", &[]).await;
        form.when("root.getElementById('/nil').checked", &[]).await;
        let last = form.lines().await - 1;
        form.line(last).await;
        form.fill("Họ và tên người lập báo cáo", "Đỗ Thị Yến").await;
        form.fill("Chức vụ", "Phó Trưởng phòng").await;
        form.press("English").await;
        form.shows("Check and send").await;
        form.press("Tiếng Việt").await;
        makes_a_word_file(&form).await;
        let ours = paper::opens(&form, "In").await;
        browser.close_for(ours).await;
        form.press("Đóng").await;
        form.press("Gửi báo cáo").await;
        form.shows("Không liên lạc được với máy chủ").await;
        assert!(server.rows().is_empty(), "{entry}");

        site.comes_up();
        let receipt = "dispatchEvent(new Event('online')) && holds('.receipt dd', 'BC-')";
        form.when(receipt, &[]).await;
        assert_eq!(server.row().body["nil"], json!(true), "{entry}");
    }
}
