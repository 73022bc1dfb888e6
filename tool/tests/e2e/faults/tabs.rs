//! Two tabs of one browser, on a plain http origin of a name that the browser does not trust.

use super::{NUMBER, QUESTION, REPORT, TYPED, VISIT, arrived_once};
use crate::form::Form;
use crate::portal::Portal;

const READY: &str = "all('.overview .acts button:enabled').length";
/// What both tabs do, however the form stands in them.
const SUBMIT: &str = "document.querySelector('bao-cao').submit().catch(() => {}); return true";

#[tokio::test]
async fn two_tabs_that_both_send_make_one_report_also_on_plain_http() {
    let portal = Portal::start().await;
    let address = format!("{}/?{VISIT}", portal.line.plain_url());
    portal.browser.go(&address).await;
    assert_eq!(portal.browser.run("return isSecureContext", &[]).await, false);
    let form = Form::of(&portal.browser, 0);
    form.when(READY, &[]).await;
    form.open(REPORT).await;
    form.line(0).await;
    form.fill(QUESTION, TYPED).await;
    form.leave().await;
    form.saved().await;
    portal.browser.reload().await;
    form.when(READY, &[]).await;
    form.open_begun(REPORT).await;
    form.line(0).await;
    assert_eq!(form.value(QUESTION).await, TYPED);
    form.line(1).await;
    form.fill("Họ và tên người lập báo cáo", "Lò Văn Ứng").await;
    form.fill("Chức vụ", "Công chức").await;
    form.saved().await;

    // The second tab looks on, and what was typed is there; then it takes over.
    let first = portal.browser.open_tab().await;
    portal.browser.go(&address).await;
    form.shows("Báo cáo của đơn vị đang mở ở một cửa sổ khác.").await;
    form.open_begun(REPORT).await;
    form.shows(TYPED).await;
    form.press("Làm tiếp ở đây").await;
    form.when("tasks().length && !root.querySelector('.check-page')", &[]).await;
    form.check().await;
    // Both send.
    form.press("Gửi báo cáo").await;
    portal.browser.run(SUBMIT, &[]).await;
    let second = portal.browser.look_at(first.clone()).await;
    portal.browser.run(SUBMIT, &[]).await;
    form.shows("Báo cáo của đơn vị đang mở ở một cửa sổ khác.").await;
    form.when("!holds('button:enabled', 'Gửi')", &[]).await;
    portal.browser.look_at(second).await;
    assert_eq!(form.receipt(NUMBER).await, "BC-000001");
    portal.browser.look_at(first).await;
    form.press("Làm tiếp ở đây").await;
    assert_eq!(form.receipt(NUMBER).await, "BC-000001");
    assert_eq!(portal.line.posted().len(), 1);
    arrived_once(&portal);
}
