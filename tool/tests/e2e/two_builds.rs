//! Files of two builds beside each other, as half an update or a cache leaves them: they do not work together, and say so.

use crate::browser::Browser;
use crate::embedding::asks_for_a_word_file;
use crate::form::Form;
use crate::portal_page;
use crate::server::Server;
use crate::store::{Store, built};
use serde_json::json;

const VERSION: &str = env!("CARGO_PKG_VERSION");
const OTHER: &str = "99.9";
const JS: &str = "text/javascript";
const WASM: &str = "application/wasm";
const DIFFICULTIES: &str = "Thiếu máy";

/// A file in which one text stands for another.
fn with(content: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len(), "nothing else moves");
    let mut changed = content.to_vec();
    let places: Vec<usize> =
        (0..=content.len() - from.len()).filter(|at| content[*at..].starts_with(from.as_bytes())).collect();
    assert!(!places.is_empty(), "there is no {from}");
    for at in places {
        changed[at..at + to.len()].copy_from_slice(to.as_bytes());
    }
    changed
}

/// A page with the element, of whose files one is this.
async fn page_with(server: &Server, name: &str, kind: &'static str, content: Vec<u8>) -> Browser {
    let mut store = Store::before(server);
    portal_page::put_files(&mut store);
    portal_page::put_papers(&mut store, "/f");
    store.put(&format!("/f/{name}"), kind, content);
    store.put("/page.html", "text/html", portal_page::of("xa-nam-cuong-2026", "phong-van-hoa-xa-hoi", "2026-06-10"));
    let (site, browser) = (store.serve().await, Browser::start().await);
    browser.go(&format!("{site}/page.html")).await;
    browser
}

/// What this build's glue has and no other build's.
fn stamp() -> String {
    let glue = String::from_utf8(built("baocao.js")).unwrap();
    let before = glue.split(":[").next().unwrap();
    before.rsplit('{').next().unwrap().to_owned()
}

#[tokio::test]
async fn glue_of_another_build_does_not_run_with_the_module() {
    let stamp = stamp();
    let other: String = stamp.chars().map(|letter| if letter == 'z' { 'a' } else { 'z' }).collect();
    let server = Server::start();
    let browser = page_with(&server, "baocao.js", JS, with(&built("baocao.js"), &stamp, &other)).await;
    let form = Form::of(&browser, 0);
    form.shows("Chưa mở được biểu mẫu báo cáo.").await;
    form.shows("Thử lại").await;
    assert!(form.now("root.querySelector('[part=base]')", &[]).await.is_null());
    // Who looks after the portal finds why.
    let complaints = browser.complaints().await;
    assert!(complaints.iter().any(|one| one.contains(&stamp)), "{complaints:#?}");
}

#[tokio::test]
async fn what_puts_reports_on_paper_serves_no_form_of_another_version() {
    let greets = |version: &str| format!("{{\"version\":\"{version}\"}}");
    let other = other_version();
    let rest = with(&built("baocao_rest.wasm"), &greets(VERSION), &greets(&other));
    let server = Server::start();
    let browser = page_with(&server, "baocao_rest.wasm", WASM, rest).await;
    let form = Form::of(&browser, 0);
    form.tell_of_difficulties(DIFFICULTIES).await;
    asks_for_a_word_file(&form).await;
    form.shows(&format!(
        "Chưa soạn được văn bản. Kiểm tra đường truyền rồi thử lại. Thông tin cho người quản trị cổng thông tin: \
         baocao_paper.wasm: version {VERSION}, the form is {other}"
    ))
    .await;
}

#[tokio::test]
async fn a_print_page_of_another_version_shows_no_document_and_says_why() {
    let other = other_version();
    let script = with(&built("bao-cao-print.js"), VERSION, &other);
    let server = Server::start();
    let browser = page_with(&server, "bao-cao-print.js", JS, script).await;
    let form = Form::of(&browser, 0);
    form.tell_of_difficulties(DIFFICULTIES).await;
    form.check().await;
    form.press("In, tải văn bản").await;
    form.press("In").await;
    form.shows("Đã mở trang in ở cửa sổ khác.").await;
    browser.look_at_what_it_opened().await;
    let says = format!("bao-cao-print.js {other}, biểu mẫu {VERSION}.");
    let told = "return document.querySelector('[role=status]').innerText.endsWith(arguments[0])";
    browser.until("what is wrong", told, &[json!(says)]).await;
    let shows = "return [document.getElementById('paper').innerText, document.getElementById('bar').checkVisibility()]";
    assert_eq!(browser.run(shows, &[]).await, json!(["", false]));
}

/// As long as this one.
fn other_version() -> String {
    let mut other = OTHER.to_owned();
    while other.len() < VERSION.len() {
        other.push('9');
    }
    other
}
