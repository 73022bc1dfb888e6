//! The page that writes the lines to embed: what it writes works as it stands.

use crate::browser::Browser;
use crate::engine::{Engine, in_every_engine};
use crate::form::Form;
use crate::inspector::Inspector;
use crate::line::Line;
use crate::place;
use crate::portal_page::{SCRIPTS, around, element, put_files};
use crate::server::Server;
use crate::store::Store;
use serde_json::json;

/// Chooses something in the page's form.
async fn choose(browser: &Browser, id: &str, value: &str) {
    let change = "const field = document.getElementById(arguments[0]);
        field.value = arguments[1];
        field.dispatchEvent(new Event('input', {bubbles: true}));
        return field.value === arguments[1];";
    assert_eq!(browser.run(change, &[json!(id), json!(value)]).await, json!(true), "{id}: no {value}");
}

/// What the page has written under a name, once that says what is wanted.
async fn written(browser: &Browser, id: &str, wanted: &str) -> String {
    let script =
        "const text = document.getElementById(arguments[0])?.value; return text?.includes(arguments[1]) && text;";
    browser.until(id, script, &[json!(id), json!(wanted)]).await.as_str().unwrap().to_owned()
}

/// Goes to the page.
async fn arrive(browser: &Browser, site: &str) {
    browser.go(&format!("{site}/embed.html")).await;
    written(browser, "snippet", "<bao-cao").await;
}

fn address(server: &Server) -> String {
    format!("http://127.0.0.1:{}", server.port())
}

in_every_engine!(the_lines_that_it_writes_open_the_form_under_the_policy_that_it_writes);

async fn the_lines_that_it_writes_open_the_form_under_the_policy_that_it_writes(engine: Engine) {
    let server = Server::start();
    let browser = Browser::start_in(engine).await;
    for release in ["newest", "fixed"] {
        arrive(&browser, &address(&server)).await;
        choose(&browser, "plan", "vp-ubnd-tinh-2025").await;
        browser.run("document.getElementById('plan').dispatchEvent(new Event('change'))", &[]).await;
        // The plan's address and its units come with it.
        written(&browser, "snippet", "/plans/vp-ubnd-tinh-2025.json").await;
        for (id, value) in
            [("unit", "phong-hanh-chinh-quan-tri"), ("base", "/dist/"), ("release", release), ("lang", "en")]
        {
            choose(&browser, id, value).await;
        }
        choose(&browser, "theme", "government").await;
        let vouched = if release == "fixed" { "integrity=\"sha384-" } else { "src=\"/dist/bao-cao.js\"" };
        // What was chosen last is written last, and all at once.
        let look = written(&browser, "look", "--bao-cao-header").await;
        let snippet = written(&browser, "snippet", vouched).await;
        let early = written(&browser, "early", "rel=\"preload\"").await;
        let policy = written(&browser, "policy", "wasm-unsafe-eval").await.replace('\n', " ");
        if let Some(folder) = place::shots().filter(|_| engine == Engine::Chromium) {
            std::fs::create_dir_all(&folder).unwrap();
            browser.picture(1280, &folder.join("embed.png")).await;
        }
        let mut store = Store::before(&server);
        store.put("/bao-cao-trang.js", "text/javascript", "document.querySelector('bao-cao').headers = {};");
        store.put("/look.css", "text/css", look);
        let head = format!(
            r#"<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">
            <link rel="icon" href="data:,"><link rel="stylesheet" href="/look.css">"#
        );
        store.put("/page.html", "text/html", format!("{head}\n{early}{snippet}"));
        // As a browser of old reads the same lines: a script of no known type is none, an attribute that is not known says
        // nothing.
        let read = snippet.replace(r#"type="module""#, r#"type="of-another-kind""#).replace(" nomodule", "");
        assert_eq!(read.matches("sha384-").count(), if release == "fixed" { 2 } else { 0 }, "{snippet}");
        store.put("/no-modules.js", "text/javascript", "delete HTMLScriptElement.prototype.noModule");
        store.put("/old.html", "text/html", format!("{head}\n<script src=\"/no-modules.js\"></script>{read}"));
        let site = store.serve().await;
        browser.go(&format!("{site}/page.html")).await;
        let form = Form::of(&browser, 0);
        form.when("all('.overview .acts button').length", &[]).await;
        form.shows("Write report").await;
        let colour = "getComputedStyle(root.querySelector('header')).backgroundColor";
        assert_eq!(form.now(colour, &[]).await, json!("rgb(10, 79, 148)"), "the look is the theme's");
        // What was asked for early is what the form takes, and in Chromium nothing comes twice: the others ask anew for some.
        let early = "const names = performance.getEntriesByType('resource').map(({ name }) => name);
            const early = [...document.querySelectorAll('link[rel$=preload]')].map(({ href }) => href);
            const times = early.map((href) => names.filter((name) => name === href).length);
            return [times.length > 0, Math.min(1, ...times), arguments[0] ? Math.max(...times) : 1]";
        let once = json!([true, 1, 1]);
        assert_eq!(browser.run(early, &[json!(engine == Engine::Chromium)]).await, once, "{release}");
        browser.go(&format!("{site}/old.html")).await;
        let told = "return document.querySelector('bao-cao > [role=alert]')?.textContent";
        let told = browser.until("what is needed", told, &[]).await;
        assert!(told.as_str().unwrap().starts_with("The report form could not be opened: this browser is too old."));
        assert_eq!(browser.complaints().await, [""; 0], "{release}");
    }
}

#[tokio::test]
async fn it_writes_no_more_than_was_chosen_and_takes_no_other_addresses_than_the_webs() {
    let server = Server::start();
    let browser = Browser::start().await;
    arrive(&browser, &address(&server)).await;
    written(&browser, "snippet", "endpoint=\"/api/reports\"").await;
    // Who is known by a cookie needs no script of the page's.
    let script = "return Boolean(document.getElementById('page-script'))";
    assert_eq!(browser.run(script, &[]).await, json!(false));
    assert!(!written(&browser, "snippet", "<bao-cao").await.contains("bao-cao-trang.js"));
    choose(&browser, "proof", "token").await;
    written(&browser, "page-script", "Authorization").await;
    written(&browser, "snippet", "bao-cao-trang.js").await;
    let mut inspector = Inspector::of_page(Form::of(&browser, 0));
    inspector.inspect("0-embed").await;
    choose(&browser, "endpoint", "").await;
    browser.until("no script", "return !document.getElementById('page-script')", &[]).await;

    let shows = "return [document.getElementById('made').checkVisibility(), document.getElementById('unfit').checkVisibility()]";
    for address in ["javascript:alert(1)", "data:application/json,{}", "http://["] {
        choose(&browser, "plan-url", address).await;
        browser.until("the refusal", "return document.getElementById('unfit').checkVisibility()", &[]).await;
        assert_eq!(browser.run(shows, &[]).await, json!([false, true]), "{address}");
        let invalid = "return document.getElementById('plan-url').ariaInvalid";
        assert_eq!(browser.run(invalid, &[]).await, "true");
        if address == "http://[" {
            inspector.inspect("0-embed-unfit").await;
        }
        choose(&browser, "plan-url", "https://noi-khac.example/ke-hoach.json").await;
        written(&browser, "snippet", "plan=\"https://noi-khac.example/ke-hoach.json\"").await;
        assert_eq!(browser.run(shows, &[]).await, json!([true, false]));
    }
    assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
    assert_eq!(browser.complaints().await, [""; 0]);
}

/// A look, its scheme, what tells its lines from others', the rules of a page of the other scheme, and what Bootstrap's page
/// says of itself.
const OPPOSITES: [(&str, &str, &str, &str, &str); 4] = [
    ("admin", "dark", "-ground: #0f1319", "html { color-scheme: light; background: #fff }", ""),
    ("government", "light", "-ground: #fff", "html { color-scheme: dark; background: #111 }", ""),
    ("bootstrap", "light", "-ground: var(--bs-", "html { color-scheme: dark }", ""),
    ("bootstrap", "dark", "-ground: var(--bs-", "html { color-scheme: light !important }", "dark"),
];

/// How much the texts of a form, and what is typed into it, stand out from their ground: the least, and where that is.
const LEAST: &str = "(() => {
    const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const ground = (one) => {
        const { backgroundColor } = getComputedStyle(one);
        return backgroundColor.endsWith(', 0)') ? ground(one.parentElement) : backgroundColor;
    };
    const bright = (colour) => parts(colour).slice(0, 3).map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
        .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    const contrast = (one) => {
        const [low, high] = [bright(getComputedStyle(one).color), bright(ground(one))].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    };
    const texts = all('h1, h2, p, label, legend, button:enabled, input, select, textarea, .messages').filter(shown);
    const least = texts.map((one) => [contrast(one), `${one.localName} ${said(one)}`]).sort(([a], [b]) => a - b)[0];
    return [texts.length > 20, least[0] >= 4.5 || least];
})()";

in_every_engine!(a_look_alone_is_readable_on_a_page_of_the_other_scheme);

/// What is copied is all that a page has of the look.
async fn a_look_alone_is_readable_on_a_page_of_the_other_scheme(engine: Engine) {
    let server = Server::start();
    let browser = Browser::start_in(engine).await;
    let mut store = Store::before(&server);
    put_files(&mut store);
    let bootstrap = place::root().join("xtask/node_modules/bootstrap/dist/css/bootstrap.css");
    store.put("/bootstrap.css", "text/css", std::fs::read(bootstrap).unwrap());
    arrive(&browser, &address(&server)).await;
    for (at, (theme, _, own, rules, mark)) in OPPOSITES.into_iter().enumerate() {
        choose(&browser, "theme", theme).await;
        store.put(&format!("/{at}-look.css"), "text/css", written(&browser, "look", own).await);
        store.put(&format!("/{at}-page.css"), "text/css", rules);
        let sheets = [format!("{at}-page"), format!("{at}-look"), "bootstrap".to_owned()];
        let sheets = &sheets[..if theme == "bootstrap" { 3 } else { 2 }];
        let links: String =
            sheets.iter().map(|sheet| format!(r#"<link rel="stylesheet" href="/{sheet}.css">"#)).collect();
        let the_element = element("vp-ubnd-tinh-2025", "phong-hanh-chinh-quan-tri", "2026-06-13");
        let the_element = the_element.replace(r#"user="demo""#, &format!(r#"user="{at}""#));
        let page = around(&format!("{links}{SCRIPTS}"), &the_element);
        let page = page.replace("<html ", &format!(r#"<html data-bs-theme="{mark}" "#));
        store.put(&format!("/{at}.html"), "text/html", page);
    }
    let site = store.serve().await;
    let mut wrong = Vec::new();
    for (at, (theme, scheme, ..)) in OPPOSITES.into_iter().enumerate() {
        browser.go(&format!("{site}/{at}.html")).await;
        let form = Form::of(&browser, 0);
        form.open("Báo cáo 6 tháng · 6 tháng đầu năm 2026").await;
        form.errs("một nửa").await;
        assert_eq!(form.now(LEAST, &[]).await, json!([true, true]), "{theme}, {at}");
        // What the browser itself draws goes by it.
        assert_eq!(form.now("getComputedStyle(root.host).colorScheme", &[]).await, scheme, "{theme}, {at}");
        let mut inspector = Inspector::of_looks(form);
        inspector.inspect(&format!("look-{theme}-{at}")).await;
        wrong.append(&mut inspector.wrong);
        assert_eq!(browser.complaints().await, [""; 0], "{theme}");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn what_cannot_be_hashed_is_said() {
    const FILE: &str = concat!("bao-cao-", env!("CARGO_PKG_VERSION"), ".js");
    let server = Server::start();
    let line = Line::to(server.port());
    let browser = Browser::start().await;
    // Under a name on plain http browsers hash nothing.
    arrive(&browser, &line.plain_url()).await;
    assert_eq!(browser.run("return isSecureContext", &[]).await, false);
    choose(&browser, "release", "fixed").await;
    let snippet = written(&browser, "snippet", FILE).await;
    assert!(snippet.starts_with("<!-- Chưa có integrity:") && snippet.contains("integrity.json"), "{snippet}");
    assert!(!snippet.contains("integrity="), "{snippet}");
    choose(&browser, "release", "newest").await;
    assert!(!written(&browser, "snippet", "/bao-cao.js").await.contains("<!--"));
    assert_eq!(browser.complaints().await, [""; 0]);

    // What a server says in a file's place is not the file.
    arrive(&browser, &line.url()).await;
    line.withhold(Some(FILE));
    choose(&browser, "release", "fixed").await;
    let refused = "const [trouble, made] = ['trouble', 'made'].map((id) => document.getElementById(id));
        return trouble.checkVisibility() && !made.checkVisibility() && trouble.textContent";
    let said = browser.until("the trouble", refused, &[]).await;
    assert!(said.as_str().unwrap().contains(FILE), "{said}");
    line.withhold(None);
    choose(&browser, "lang", "en").await;
    written(&browser, "snippet", "integrity=\"sha384-").await;
    let mended = "const [trouble, made] = ['trouble', 'made'].map((id) => document.getElementById(id));
        return !trouble.checkVisibility() && made.checkVisibility()";
    browser.until("the lines", mended, &[]).await;
    let complaints = browser.complaints().await;
    assert!(complaints.iter().all(|one| one.contains(FILE) && one.contains("503")), "{complaints:#?}");
}
