//! What an entry does once it runs: asks for all it needs at once, and leaves the element to the version that came first.

use super::{VERSION, put_newest, put_page, put_versioned, versioned, works};
use crate::browser::Browser;
use crate::engine::{Engine, in_every_engine};
use crate::store::{Store, built};
use serde_json::json;

in_every_engine!(glue_module_and_plan_are_asked_for_at_once);

/// How often these files were asked for.
const ASKED: &str = "return performance.getEntriesByType('resource')
        .filter(({ name }) => arguments[0].includes(new URL(name).pathname)).length";

async fn glue_module_and_plan_are_asked_for_at_once(engine: Engine) {
    const NEWEST: [&str; 3] = ["/f/baocao.js", "/f/baocao_bg.wasm", "/plan.json"];
    const FIXED: [&str; 2] = [concat!("/f/baocao_bg-", env!("CARGO_PKG_VERSION"), ".wasm"), "/plan.json"];
    for (entry, awaited) in [("bao-cao.js".to_owned(), &NEWEST[..]), (versioned("bao-cao.js"), &FIXED[..])] {
        let mut store = Store::default();
        put_newest(&mut store, "/f", "application/wasm");
        put_versioned(&mut store, "/f", "application/wasm");
        put_page(&mut store, "/page.html", &format!(r#"<script type="module" src="/f/{entry}"></script>"#));
        // An entry that waited for one of them before it asks for the next would wait for ever.
        store.answer_together(awaited);
        let (site, browser) = (store.serve().await, Browser::start_in(engine).await);
        browser.go(&format!("{site}/page.html")).await;
        works(&browser).await;
        assert_eq!(browser.run(ASKED, &[json!(awaited)]).await, json!(awaited.len()), "{entry}");
        assert_eq!(browser.complaints().await, [""; 0], "{entry}");
    }
}

in_every_engine!(of_two_versions_the_first_is_used_and_the_console_tells_of_the_other);

/// Notes what the console is told before anything else runs.
const WATCH: &str = "window.warned = [];
    const real = console.warn;
    console.warn = (...all) => { warned.push(all.join(' ')); real(...all); };";

async fn of_two_versions_the_first_is_used_and_the_console_tells_of_the_other(engine: Engine) {
    const OTHER: &str = "0.0.9";
    let entry = String::from_utf8(built("bao-cao.js")).unwrap();
    let other = entry.replace(&format!("\"{VERSION}\""), &format!("\"{OTHER}\""));
    assert_ne!(entry, other, "the entry says its version");
    let mut store = Store::default();
    put_newest(&mut store, "/f", "application/wasm");
    put_versioned(&mut store, "/f", "application/wasm");
    store.put("/watch.js", "text/javascript", WATCH);
    store.put("/f/other.js", "text/javascript", other);
    let script = |name: &str| format!(r#"<script type="module" src="/f/{name}"></script>"#);
    let (ours, other) = (script(&versioned("bao-cao.js")), script("other.js"));
    let watch = r#"<script src="/watch.js"></script>"#;
    put_page(&mut store, "/ours.html", &format!("{watch}{ours}{other}"));
    put_page(&mut store, "/other.html", &format!("{watch}{other}{ours}"));
    let (site, browser) = (store.serve().await, Browser::start_in(engine).await);
    for (page, used, unused) in [("ours", VERSION, OTHER), ("other", OTHER, VERSION)] {
        browser.go(&format!("{site}/{page}.html")).await;
        works(&browser).await;
        assert_eq!(browser.run("return customElements.get('bao-cao').version", &[]).await, json!(used));
        let told = format!("<bao-cao> is already defined, version {used}; version {unused} is not used.");
        assert_eq!(browser.run("return warned", &[]).await, json!([told]));
    }
}
