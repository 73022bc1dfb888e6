//! The ways to fill in one report that `cargo xtask bench --entry` times: whichever one goes, the same report is there at
//! the end, and can be sent. How long that takes is nobody's business here.

use crate::browser::Browser;
use crate::portal_page;
use crate::store::Store;
use serde_json::{Value, json};

/// Answers, hands, ways, and the plain form.
const SCRIPT: &str = concat!(
    include_str!("../../../bench/entry/answers.js"),
    include_str!("../../../bench/entry/hands.js"),
    include_str!("../../../bench/entry/ways.js"),
    include_str!("../../../bench/entry/plain.js"),
);

const PLAN: &str = "/tw-doan-bo-tttt-2022.json";

/// A page with the element's script; the ways put the element there.
struct Page {
    browser: Browser,
    address: String,
}

impl Page {
    async fn start() -> Self {
        let mut store = Store::default();
        portal_page::put_element(&mut store, "/f");
        let script = r#"<script type="module" src="/f/bao-cao.js"></script>"#;
        store.put("/entry.html", "text/html; charset=utf-8", portal_page::around(script, ""));
        let plan = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/plans/tw-doan-bo-tttt-2022.json");
        store.put(PLAN, "application/json", std::fs::read_to_string(plan).unwrap());
        let browser = Browser::start().await;
        browser.devtools("Emulation.setFocusEmulationEnabled", json!({"enabled": true})).await;
        Self { browser, address: store.serve().await }
    }

    /// What an expression gives in the page; a promise is waited for.
    async fn ask(&self, expression: &str) -> Value {
        let call = json!({"expression": expression, "awaitPromise": true, "returnByValue": true});
        let answer = self.browser.devtools("Runtime.evaluate", call).await;
        assert!(answer["exceptionDetails"].is_null(), "{}", answer["exceptionDetails"]["exception"]["description"]);
        answer["result"]["value"].clone()
    }

    /// A new page, on the day of a period.
    async fn open(&self, how: &str, period: &str) {
        self.browser.go(&format!("{}/entry.html", self.address)).await;
        self.ask(SCRIPT).await;
        self.ask(&format!("entry.{how}('{PLAN}', '{period}')")).await;
    }

    /// Goes a way to its end; what the report says there, and what it should say.
    async fn goes(&self, begin: &str) -> (Value, Value) {
        self.ask(begin).await;
        loop {
            let mut next = self.ask("entry.next()").await;
            if next["done"] == true {
                return (next["answers"].take(), next["expected"].take());
            }
            for call in next["calls"].as_array().unwrap() {
                let method: &'static str = match call[0].as_str().unwrap() {
                    "Input.dispatchKeyEvent" => "Input.dispatchKeyEvent",
                    "Input.dispatchMouseEvent" => "Input.dispatchMouseEvent",
                    "Input.insertText" => "Input.insertText",
                    "Runtime.evaluate" => "Runtime.evaluate",
                    other => panic!("{other} is no hand's"),
                };
                self.browser.devtools(method, call[1].clone()).await;
            }
        }
    }

    /// Goes a way; the report of the period before is sent first if it goes on from that.
    async fn comes_to_the_report(&self, way: &str, has_last: bool) {
        if has_last {
            self.open("open", "last").await;
            let (answers, expected) = self.goes("globalThis.entry = entry.asLast(); entry.begin('paste', true)").await;
            assert_eq!(answers, expected);
            self.ask("document.querySelector('bao-cao').submit().then(() => true)").await;
        }
        self.open(if way == "plain" { "openPlain" } else { "open" }, "now").await;
        let (answers, expected) = self.goes(&format!("entry.begin('{way}', true)")).await;
        assert_eq!(answers, expected);
        assert_eq!(answers["tasks"].as_object().unwrap().len(), 12);
        assert!(answers["tasks"].as_object().unwrap().values().all(|task| task["result"].is_string()));
        if way != "plain" {
            assert_eq!(self.ask("entry.said(entry.one('.sum:not(.warn) li'))").await, json!(""));
            assert_eq!(self.ask("entry.button('Gửi báo cáo').disabled").await, json!(false));
        }
        assert_eq!(self.browser.complaints().await, [""; 0]);
    }
}

#[tokio::test]
async fn one_task_at_a_time_and_the_table_come_to_the_same_report() {
    let page = Page::start().await;
    page.comes_to_the_report("one", false).await;
    Page::start().await.comes_to_the_report("grid", false).await;
}

#[tokio::test]
async fn pasting_comes_to_the_same_report() {
    Page::start().await.comes_to_the_report("paste", false).await;
}

#[tokio::test]
async fn carrying_over_comes_to_the_same_report() {
    Page::start().await.comes_to_the_report("carry", true).await;
    Page::start().await.comes_to_the_report("changes", true).await;
}

#[tokio::test]
async fn the_plain_form_that_they_are_held_against_asks_the_same() {
    Page::start().await.comes_to_the_report("plain", false).await;
}
