//! The element and the sample receivers: an officer of the portal sends a report, and the sample has it.

use crate::browser::Browser;
use crate::form::Form;
use crate::front::Front;
use crate::sample::{Sample, TOKEN};
use crate::server::Server;
use baocao::json::hash;
use serde_json::{Value, json};

const UNIT: &str = "phong-van-hoa-xa-hoi";
const TYPED: &str = "Chưa có cán bộ chuyên trách; đề nghị bổ sung “01 người”";

/// Sends a report of the demo portal to this receiver.
async fn takes_a_report_of(sample: Sample) {
    let (portal, browser) = (Server::start(), Browser::start().await);
    let front = Front::before(portal.port(), &sample.url);
    browser.go(&format!("{}/?plan=xa-nam-cuong-2026&unit={UNIT}&as-of=2026-06-10", front.url())).await;
    let form = Form::of(&browser, 0);
    form.when("all('.overview .acts button:enabled').length", &[]).await;
    // Not logged in at the receiver at first.
    let log_in = "const form = document.querySelector('bao-cao');
        form.addEventListener('bao-cao-sign-in-needed', (event) => event.stopImmediatePropagation(), true);
        form.addEventListener('bao-cao-submitted', (event) => { window.receipt = event.detail; });
        form.headers = {Authorization: `Bearer ${arguments[0]}`};";
    browser.run(log_in, &[json!("khong-con-han")]).await;
    form.tell_of_difficulties(TYPED).await;
    form.press("Gửi báo cáo").await;
    form.shows("Chưa đăng nhập hoặc phiên đăng nhập đã hết").await;
    browser.run(log_in, &[json!(TOKEN)]).await;
    assert_ne!(form.receipt("Số biên nhận").await, "");
    let receipt = browser.run("return window.receipt", &[]).await;

    let bodies = sample.bodies();
    assert_eq!(bodies.len(), 1, "{bodies:#?}");
    let kept: Value = serde_json::from_str(&bodies[0]).unwrap();
    assert_eq!((&kept["sections"]["difficulties"], &kept["unit"]["id"]), (&json!(TYPED), &json!(UNIT)));
    // The bytes are those that the form made.
    assert_eq!(receipt["hash"], hash(&bodies[0]), "{receipt:#}");
    assert!(portal.rows().is_empty());
}

#[tokio::test]
async fn php() {
    takes_a_report_of(Sample::php_with_sqlite(UNIT)).await;
}

#[tokio::test]
async fn node() {
    takes_a_report_of(Sample::node(UNIT)).await;
}

#[tokio::test]
async fn fastapi() {
    takes_a_report_of(Sample::fastapi(UNIT)).await;
}

#[tokio::test]
async fn django() {
    takes_a_report_of(Sample::django(UNIT)).await;
}
