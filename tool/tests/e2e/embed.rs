//! The page that writes the lines to embed: what it writes works as it stands.

use crate::browser::Browser;
use crate::form::Form;
use crate::inspector::Inspector;
use crate::place;
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

#[tokio::test]
async fn the_lines_that_it_writes_open_the_form_under_the_policy_that_it_writes() {
    let server = Server::start();
    let browser = Browser::start().await;
    for release in ["newest", "fixed"] {
        browser.go(&format!("http://127.0.0.1:{}/embed.html", server.port())).await;
        browser.until("the lines", "return document.getElementById('snippet')?.value", &[]).await;
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
        if let Some(folder) = place::shots() {
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
        // What was asked for early is what the form takes: nothing comes twice.
        let twice = "const names = performance.getEntriesByType('resource').map(({ name }) => name);
            const early = [...document.querySelectorAll('link[rel$=preload]')].map(({ href }) => href);
            return early.length < 1 ? 'none' : early.filter((href) => names.filter((name) => name === href).length !== 1)";
        assert_eq!(browser.run(twice, &[]).await, json!([]), "{release}");
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
    browser.go(&format!("http://127.0.0.1:{}/embed.html", server.port())).await;
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
