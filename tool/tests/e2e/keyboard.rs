//! The whole flow without a pointer: Tab, Enter, Space, arrow keys, and letters.

use crate::engine::{Engine, in_every_engine};
use crate::form::Form;
use crate::portal::Portal;
use serde_json::json;

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const DOWN: &str = "\u{e015}";

/// Presses Tab until the control with this name has the focus, at most so many times.
async fn tab_to(form: Form<'_>, name: &str, most: usize) {
    let mut passed = Vec::new();
    for _ in 0..most {
        form.browser.press(TAB).await;
        let at = form.now("focusName()", &[]).await.as_str().unwrap_or_default().to_owned();
        if at == name || at.trim_start_matches(['←', '+', ' ']).starts_with(name) {
            let ring = "!focused() || getComputedStyle(focused()).outlineStyle !== 'none' || getComputedStyle(focused()).boxShadow !== 'none'";
            assert_eq!(form.now(ring, &[]).await, json!(true), "the focus does not show on {name}");
            return;
        }
        passed.push(at);
    }
    panic!("Tab does not reach {name}: {passed:#?}");
}

/// Where the focus is when a view has opened.
async fn arrives(form: Form<'_>, selector: &str) {
    form.when("focused()?.matches(given[0])", &[json!(selector)]).await;
}

in_every_engine!(a_report_is_made_with_the_keyboard_alone);

async fn a_report_is_made_with_the_keyboard_alone(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit("plan=vp-ubnd-tinh-2025&unit=trung-tam-tin-hoc-cong-bao&as-of=2026-06-13").await;
    tab_to(form, "page: Đến nội dung chính", 3).await;
    form.browser.press(ENTER).await;
    // It is to be reached once the device has said what it keeps.
    form.when("root.querySelector('.due .button:not([disabled])')", &[]).await;
    tab_to(form, "Lập báo cáo", 12).await;
    form.browser.press(ENTER).await;
    form.when("tasks().length", &[]).await;
    arrives(form, "#report").await;

    let lines = form.lines().await;
    tab_to(form, "Tìm nhiệm vụ", 4).await;
    form.browser.press("cong bao").await;
    form.when("tasks().length < given[0] && tasks().length > 0", &[json!(lines)]).await;
    form.browser.press(&"\u{e003}".repeat("cong bao".len())).await;
    form.when("tasks().length === given[0]", &[json!(lines)]).await;
    tab_to(form, &form.text("focusName() && said(tasks()[0])", &[]).await, 4).await;
    form.browser.press(ENTER).await;
    arrives(form, ".panel h2").await;

    // Every task: a status by arrow keys, a result, on to the next.
    for at in 0..lines - 2 {
        tab_to(form, "Tình trạng", 6).await;
        form.browser.press(&DOWN.repeat(2)).await;
        form.when("said(control('Tình trạng').selectedOptions[0]) === 'Đang thực hiện'", &[]).await;
        tab_to(form, "Kết quả thực hiện trong kỳ", 4).await;
        form.browser.press(&format!("Bài số {at}")).await;
        tab_to(form, "Xong, sang mục tiếp theo", 12).await;
        form.browser.press(ENTER).await;
        arrives(form, &format!("#panel-{}", at + 1)).await;
    }
    // The sections are passed over, the reporter is forgotten: refused.
    tab_to(form, "Xong, sang mục tiếp theo", 12).await;
    form.browser.press(" ").await;
    arrives(form, &format!("#panel-{}", lines - 1)).await;
    tab_to(form, "Kiểm tra và gửi", 12).await;
    form.browser.press(ENTER).await;
    arrives(form, "#check").await;
    let errors = form.errors().await;
    let name = errors.iter().find(|line| line.starts_with("Họ và tên người lập báo cáo")).expect("a name is needed");
    tab_to(form, name, errors.len() + 6).await;
    form.browser.press(ENTER).await;
    form.when("focusName() === 'Họ và tên người lập báo cáo'", &[]).await;
    form.browser.press("Hà Thị Lụa").await;
    tab_to(form, "Chức vụ", 2).await;
    form.browser.press("Viên chức").await;
    tab_to(form, "Mục trước", 8).await;
    form.browser.press(ENTER).await;
    arrives(form, &format!("#panel-{}", lines - 2)).await;
    tab_to(form, "Đánh giá chung", 4).await;
    form.browser.press("Tốt").await;
    form.browser.press(TAB).await;
    tab_to(form, "Xong, sang mục tiếp theo", 12).await;
    form.browser.press(ENTER).await;
    arrives(form, &format!("#panel-{}", lines - 1)).await;
    tab_to(form, "Kiểm tra và gửi", 12).await;
    form.browser.press(ENTER).await;
    arrives(form, "#check").await;
    tab_to(form, "Gửi báo cáo", 2 * lines + 8).await;
    form.browser.press(" ").await;
    arrives(form, "#receipt").await;

    let body = portal.server.row().body;
    assert_eq!(body["entries"].as_array().unwrap().len(), lines - 2);
    assert_eq!(body["entries"][0]["values"]["status"], "in-progress");
    assert_eq!(body["reporter"]["name"], "Hà Thị Lụa");
    assert_eq!(body["sections"]["overall"], "Tốt");
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
