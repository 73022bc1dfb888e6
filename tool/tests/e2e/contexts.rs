//! The element among what pages of portals have already: import maps, loaders of modules, libraries that change what
//! is built in, components, frames.

use crate::browser::Browser;
use crate::engine::{Engine, in_every_engine};
use crate::form::Form;
use crate::place;
use crate::portal_page::{self, SCRIPTS, around, element};
use crate::server::{Row, Server};
use crate::store::Store;
use serde_json::{Value, json};

const PLAN: &str = "xa-nam-cuong-2026";
const UNIT: &str = "phong-van-hoa-xa-hoi";
const DAY: &str = "2026-06-10";

/// What a portal with libraries of old has to allow: they look at what the browser can by what is refused elsewhere.
const LAX: &str = "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:";

/// A page with the element, its receiver and a browser.
struct Page {
    browser: Browser,
    server: Server,
}

impl Page {
    async fn with(engine: Engine, head: &str, body: &str, put: impl FnOnce(&mut Store)) -> Self {
        let server = Server::start();
        let mut store = Store::before(&server);
        store.allow(LAX);
        portal_page::put_files(&mut store);
        store.put("/page.html", "text/html", around(head, body));
        put(&mut store);
        let (site, browser) = (store.serve().await, Browser::start_in(engine).await);
        browser.go(&format!("{site}/page.html")).await;
        Self { browser, server }
    }

    /// A report is filled and sent; nothing went wrong, and what arrived is what was typed.
    async fn sends(&self) -> Row {
        let form = Form::of(&self.browser, 0);
        form.tell_of_difficulties("Chưa có cán bộ chuyên trách").await;
        form.press("Gửi báo cáo").await;
        assert_eq!(form.receipt("Số biên nhận").await, "BC-000001");
        assert_eq!(self.browser.complaints().await, [""; 0]);
        assert_eq!(self.browser.run("return String(window.errors ?? '')", &[]).await, json!(""));
        let row = self.server.row();
        assert_eq!(row.body["sections"]["difficulties"], "Chưa có cán bộ chuyên trách");
        row
    }
}

fn the_element() -> String {
    element(PLAN, UNIT, DAY)
}

/// A library from npm.
fn put_library(store: &mut Store, path: &str, file: &str) {
    let file = place::root().join("xtask/node_modules").join(file);
    let content =
        std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}: run `npm ci` in xtask", file.display()));
    store.put(path, "text/javascript", content);
}

in_every_engine!(by_the_name_that_an_import_map_gives);

async fn by_the_name_that_an_import_map_gives(engine: Engine) {
    let version = env!("CARGO_PKG_VERSION");
    let loader = format!("bao-cao-{version}.loader.js");
    let head = format!(
        r#"<script type="importmap">{{"imports": {{"baocao/loader": "/p/{loader}", "./baocao.js": "/nowhere.js"}}}}</script>
        <script src="/portal-side.js"></script>
        <script type="module">import {{ defineBaoCao }} from "baocao/loader"; defineBaoCao();</script>"#
    );
    let put = |store: &mut Store| {
        store.put_built(&format!("/p/{loader}"), "text/javascript", &loader);
        for (name, kind) in [("baocao_bg", "wasm"), ("baocao_rest", "wasm"), ("bao-cao", "en.txt")] {
            let name = format!("{name}-{version}.{kind}");
            store.put_built(&format!("/p/{name}"), "application/wasm", &name);
        }
    };
    Page::with(engine, &head, &the_element(), put).await.sends().await;
}

in_every_engine!(beside_a_loader_of_amd_modules);

async fn beside_a_loader_of_amd_modules(engine: Engine) {
    // A script that looked for `define` would give itself to the loader, as a module without a name.
    let head = r#"<script src="/portal-side.js"></script><script src="/require.js"></script>
        <script src="/f/bao-cao.classic.js"></script>
        <script>define("portal/menu", [], () => 7); require(["portal/menu"], (menu) => (window.menu = menu));</script>"#;
    let page =
        Page::with(engine, head, &the_element(), |store| put_library(store, "/require.js", "requirejs/require.js"))
            .await;
    page.sends().await;
    assert_eq!(page.browser.run("return window.menu", &[]).await, json!(7));
}

in_every_engine!(fetched_by_a_loader_of_amd_modules);

async fn fetched_by_a_loader_of_amd_modules(engine: Engine) {
    let head = r#"<script src="/portal-side.js"></script><script src="/require.js"></script>
        <script>require(["/f/bao-cao.classic.js"], () => (window.isDefined = Boolean(customElements.get("bao-cao"))));</script>"#;
    let page =
        Page::with(engine, head, &the_element(), |store| put_library(store, "/require.js", "requirejs/require.js"))
            .await;
    page.sends().await;
    assert_eq!(page.browser.run("return window.isDefined", &[]).await, json!(true));
}

in_every_engine!(put_into_a_page_by_jquery);

async fn put_into_a_page_by_jquery(engine: Engine) {
    let head = format!(r#"<script src="/jquery.js"></script>{SCRIPTS}"#);
    let body = r#"<div id="place"></div><script>jQuery(($) => $('#place').html(document.getElementById("kept").innerHTML).find("bao-cao").each((_, form) => signIn(form)))</script>"#;
    let body = format!(r#"<template id="kept">{}</template>{body}"#, the_element());
    let page =
        Page::with(engine, &head, &body, |store| put_library(store, "/jquery.js", "jquery/dist/jquery.js")).await;
    // Its events are the browser's own.
    let hear = "window.heard = 0; jQuery('#place').on('bao-cao-submitted', () => window.heard++);";
    page.browser.run(hear, &[]).await;
    page.sends().await;
    assert_eq!(page.browser.run("return heard", &[]).await, json!(1));
}

/// What Prototype up to 1.6 and MooTools gave lists, and what 1.7 leaves to the browser.
const TO_JSON: &str = "Array.prototype.toJSON = function () { return '[' + this.join() + ']'; };
    window.extended = Prototype.Version + JSON.stringify([1]);";

in_every_engine!(where_prototype_extends_what_is_built_in);

async fn where_prototype_extends_what_is_built_in(engine: Engine) {
    let Some(library) = place::prototype() else {
        println!("skipped: Prototype is missing (`apt install libjs-prototype`, or BAOCAO_PROTOTYPE=…/prototype.js)");
        return;
    };
    let head = format!(r#"<script src="/prototype.js"></script><script>{TO_JSON}</script>{SCRIPTS}"#);
    let put = |store: &mut Store| store.put("/prototype.js", "text/javascript", std::fs::read(library).unwrap());
    let page = Page::with(engine, &head, &the_element(), put).await;
    assert_eq!(page.browser.run("return extended", &[]).await, json!("1.7.3\"[1]\""));
    // What the page gives as data comes out as it is: a plan, more time, what stands beside the report.
    let give = "const [form, done] = [document.querySelector('bao-cao'), arguments[0]];
        fetch(form.getAttribute('plan')).then((answer) => answer.json()).then((plan) => {
            form.plan = plan;
            form.arrangements = [];
            form.transport = async (request) => {
                window.sent = request.body;
                const answer = await fetch(request.url, { ...request, body: request.body });
                return { status: answer.status, body: await answer.json(), headers: {} };
            };
            done(true);
        });";
    page.browser.run_async(give, &[]).await;
    page.sends().await;
    let with =
        "document.querySelector('bao-cao').envelope = { path: 'report', with: { rows: [1, ['a']] } }; return true";
    page.browser.run(with, &[]).await;
    let form = Form::of(&page.browser, 0);
    form.press("Sửa và gửi bản điều chỉnh").await;
    form.line(0).await;
    form.fill("Khó khăn, vướng mắc", "Đã có cán bộ").await;
    form.check().await;
    form.press("Gửi").await;
    let sent = "const [one, [two]] = JSON.parse(window.sent).rows ?? [0, []]; return one && `${typeof one} ${one}, ${typeof two} ${two}`";
    assert_eq!(page.browser.until("the envelope", sent, &[]).await, json!("number 1, string a"));
}

in_every_engine!(in_the_shadow_root_of_a_component);

async fn in_the_shadow_root_of_a_component(engine: Engine) {
    let component = "customElements.define('portal-card', class extends HTMLElement {
            connectedCallback() {
                const root = this.attachShadow({ mode: 'open' });
                root.innerHTML = document.getElementById('kept').innerHTML;
                root.querySelectorAll('bao-cao').forEach(signIn);
                for (const name of ['ready', 'submitted']) {
                    addEventListener(`bao-cao-${name}`, (event) => (window.heard ??= []).push([name, event.target.localName]));
                }
            }
        });";
    let body = format!(
        r#"<template id="kept"><style>input, button {{ display: none }}</style><section>{}</section></template>
        <portal-card></portal-card><script>{component}</script>"#,
        the_element()
    );
    let page = Page::with(engine, SCRIPTS, &body, |_| ()).await;
    page.sends().await;
    // The page around the component hears of it too.
    let heard = page.browser.run("return heard", &[]).await;
    assert_eq!(heard, json!([["ready", "portal-card"], ["submitted", "portal-card"]]));
}

in_every_engine!(in_a_frame_without_an_origin);

async fn in_a_frame_without_an_origin(engine: Engine) {
    let server = Server::start();
    let mut store = Store::before(&server);
    portal_page::put_files(&mut store);
    // Its origin is `null`: the files, the plan and the receiver are those of another, which have to let it.
    store.open_to_all();
    // WebKit takes `'self'` for nothing there: the origin is named.
    store.allow(
        "default-src 'none'; script-src http://127.0.0.1:* 'wasm-unsafe-eval'; connect-src http://127.0.0.1:*; \
        frame-src 'self'; img-src data:",
    );
    store.put("/frame.html", "text/html", portal_page::of(PLAN, UNIT, DAY));
    let frame = r#"<iframe src="/frame.html" sandbox="allow-scripts allow-forms" width="1200" height="800"></iframe>"#;
    store.put("/page.html", "text/html", around("", frame));
    let (site, browser) = (store.serve().await, Browser::start_in(engine).await);
    browser.go(&format!("{site}/page.html")).await;
    browser.enter_frame().await;
    assert_eq!(browser.run("return window.origin", &[]).await, json!("null"));
    let form = Form::of(&browser, 0);
    let hear =
        "window.said = []; addEventListener('bao-cao-error', ({ detail }) => said.push([detail.code, detail.reason]));";
    browser.run(hear, &[]).await;
    form.open("Khó khăn, vướng mắc hoặc phát sinh vấn đề").await;
    form.line(0).await;
    form.fill("Khó khăn, vướng mắc", "Chưa có cán bộ chuyên trách").await;
    form.shows("Trình duyệt không cho lưu dữ liệu").await;
    // Only the page has it, also from one report to the next.
    form.press("Danh sách báo cáo").await;
    form.open_begun("Khó khăn, vướng mắc hoặc phát sinh vấn đề").await;
    form.line(0).await;
    assert_eq!(form.value("Khó khăn, vướng mắc").await, "Chưa có cán bộ chuyên trách");
    form.line(1).await;
    form.fill("Họ và tên người lập báo cáo", "Lò Văn Ứng").await;
    form.fill("Chức vụ", "Công chức").await;
    form.check().await;
    form.press("Gửi báo cáo").await;
    assert_eq!(form.receipt("Số biên nhận").await, "BC-000001");
    assert_eq!(server.row().body["sections"]["difficulties"], "Chưa có cán bộ chuyên trách");
    let said: Value = browser.run("return said", &[]).await;
    assert!(said.as_array().unwrap().iter().all(|one| one == &json!(["storage", "unavailable"])), "{said}");
    assert_eq!(browser.run("return window.errors", &[]).await, json!([]));
    assert_eq!(browser.complaints().await, [""; 0]);
}
