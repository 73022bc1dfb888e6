//! Two tabs of one browser, on a plain http origin of a name that the browser does not trust.

use super::{NUMBER, QUESTION, REPORT, TYPED, VISIT, arrived_once};
use crate::engine::{Engine, in_every_engine};
use crate::form::Form;
use crate::inspector::Inspector;
use crate::portal::Portal;

const READY: &str = "all('.overview .acts button:enabled').length";
/// What both tabs do, however the form stands in them.
const SUBMIT: &str = "document.querySelector('bao-cao').submit().catch(() => {}); return true";

in_every_engine!(two_tabs_that_both_send_make_one_report_also_on_plain_http);

async fn two_tabs_that_both_send_make_one_report_also_on_plain_http(engine: Engine) {
    let portal = Portal::start_in(engine).await;
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
    Inspector::of(form).finds_nothing("14-elsewhere").await;
    form.open_begun(REPORT).await;
    form.shows(TYPED).await;
    Inspector::of_waiting(form).finds_nothing("14-elsewhere-report").await;
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

/// Something is typed, and at once the page hangs: a device that sleeps, a script of the portal's that does not end. Not
/// before the page is out of sight, for then what was typed is kept at once.
const TYPES_AND_HANGS: &str = "
    const field = document.querySelector('bao-cao').shadowRoot.activeElement;
    setTimeout(() => {
        field.value = 'Phó Trưởng phòng';
        field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
        localStorage.setItem('hangs', 'yes');
        const end = Date.now() + 14000;
        while (Date.now() < end);
    }, 1000);
    return true";

#[tokio::test]
async fn a_page_that_hung_takes_back_nothing_that_another_one_has_sent() {
    let portal = Portal::start().await;
    let form = portal.visit(VISIT).await;
    form.tell_of_difficulties(TYPED).await;
    let address = portal.browser.run("return location.href", &[]).await.as_str().unwrap_or_default().to_owned();
    let hung = portal.browser.open_tab().await;
    portal.browser.go(&address).await;
    form.shows("Báo cáo của đơn vị đang mở ở một cửa sổ khác.").await;
    let other = portal.browser.look_at(hung.clone()).await;
    form.press("Quay lại sửa").await;
    form.line(1).await;
    form.fill("Chức vụ", "Công chức").await;
    form.saved().await;
    portal.browser.run(TYPES_AND_HANGS, &[]).await;
    // The other one takes over, and sends.
    portal.browser.look_at(other).await;
    // Asked before, it would give way at once.
    portal.browser.until("the other page to hang", "return localStorage.getItem('hangs')", &[]).await;
    form.press("Làm tiếp ở đây").await;
    form.when("!holds('button', 'Làm tiếp ở đây')", &[]).await;
    form.open_begun(REPORT).await;
    form.check().await;
    form.press("Gửi báo cáo").await;
    assert_eq!(form.receipt(NUMBER).await, "BC-000001");
    // The first one wakes, with a letter that is not kept yet.
    let other = portal.browser.look_at(hung).await;
    form.shows("Báo cáo của đơn vị đang mở ở một cửa sổ khác.").await;
    form.receipt(NUMBER).await;
    portal.browser.go("about:blank").await;
    portal.browser.look_at(other).await;
    portal.browser.reload().await;
    form.when(READY, &[]).await;
    form.press("Xem biên nhận").await;
    assert_eq!(form.receipt(NUMBER).await, "BC-000001");
    form.press("Sửa và gửi bản điều chỉnh").await;
    form.shows("nhập ở một cửa sổ khác, chưa kịp lưu").await;
    assert_eq!(portal.line.posted().len(), 1);
    arrived_once(&portal);
}
