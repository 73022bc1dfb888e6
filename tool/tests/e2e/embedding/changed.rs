//! Files of one version that were changed on the server or on their way: none of them runs, and the form says so.

use super::{FAILED, FALLBACK, REPORT, asks_for_a_word_file, put_page, put_versioned, sum, versioned};
use crate::browser::Browser;
use crate::engine::{Engine, in_every_engine};
use crate::form::Form;
use crate::store::{Store, built};
use serde_json::json;

/// The page with the entry of one version, and one file of it changed in one byte near its end.
async fn changed(engine: Engine, name: &str) -> Browser {
    let mut store = Store::default();
    put_versioned(&mut store, "/f", "application/wasm");
    let (entry, name) = (versioned("bao-cao.js"), versioned(name));
    let hash = sum(&built(&entry));
    let mut content = built(&name);
    // Within data or code: it could be read all the same.
    let at = content.len() - 100;
    content[at] ^= 1;
    let kind = if name.ends_with(".wasm") { "application/wasm" } else { "text/javascript" };
    store.put(&format!("/f/{name}"), kind, content);
    let vouched = format!(r#"<script type="module" src="/f/{entry}" integrity="{hash}"></script>"#);
    put_page(&mut store, "/page.html", &vouched);
    let (site, browser) = (store.serve().await, Browser::start_in(engine).await);
    browser.go(&format!("{site}/page.html")).await;
    browser
}

/// What Chromium's log says of it; the other drivers give none.
async fn is_told(browser: &Browser) {
    if browser.engine != Engine::Chromium {
        return;
    }
    let complaints = browser.complaints().await;
    assert!(complaints.iter().any(|one| one.contains("'integrity'")), "{complaints:#?}");
}

in_every_engine!(a_changed_module_does_not_run);

async fn a_changed_module_does_not_run(engine: Engine) {
    let browser = changed(engine, "baocao_bg.wasm").await;
    let form = Form::of(&browser, 0);
    form.shows(FAILED).await;
    form.shows("Thử lại").await;
    assert!(form.now("root.querySelector('[part=base]')", &[]).await.is_null());
    is_told(&browser).await;
}

in_every_engine!(a_changed_rest_is_not_linked);

async fn a_changed_rest_is_not_linked(engine: Engine) {
    let browser = changed(engine, "baocao_rest.wasm").await;
    let form = Form::of(&browser, 0);
    form.open(REPORT).await;
    form.check().await;
    form.shows("Chưa tải được phần kiểm tra và gửi báo cáo").await;
    is_told(&browser).await;
}

in_every_engine!(a_changed_module_for_paper_does_not_run);

async fn a_changed_module_for_paper_does_not_run(engine: Engine) {
    let browser = changed(engine, "baocao_paper.wasm").await;
    let form = Form::of(&browser, 0);
    form.open(REPORT).await;
    asks_for_a_word_file(&form).await;
    form.shows("Chưa soạn được văn bản.").await;
    is_told(&browser).await;
}

in_every_engine!(changed_english_is_not_shown);

async fn changed_english_is_not_shown(engine: Engine) {
    let browser = changed(engine, "bao-cao.en.txt").await;
    let form = Form::of(&browser, 0);
    form.press("English").await;
    form.shows("Chưa tải được bản tiếng Anh").await;
    is_told(&browser).await;
}

in_every_engine!(a_changed_entry_leaves_what_the_page_has);

async fn a_changed_entry_leaves_what_the_page_has(engine: Engine) {
    let browser = changed(engine, "bao-cao.js").await;
    browser.until("the page", "return document.readyState === 'complete'", &[]).await;
    assert_eq!(browser.run("return customElements.get('bao-cao') === undefined", &[]).await, json!(true));
    browser.until("the fallback", "return document.body.innerText.includes(arguments[0])", &[json!(FALLBACK)]).await;
    is_told(&browser).await;
}
