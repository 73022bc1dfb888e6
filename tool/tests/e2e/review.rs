//! The office returns a report, approves it, and locks it, on the page where it reads it.

use crate::portal::Portal;
use serde_json::{Value, json};

const DAY: &str = "2026-06-10";

async fn open_report(portal: &Portal) {
    let address = format!("{}/received.html?plan=xa-nam-cuong-2026&as-of={DAY}&report=BC-000001", portal.line.url());
    portal.browser.go(&address).await;
}

/// Chooses, writes and presses, as the office does.
async fn review(portal: &Portal, state: &str, remark: &str) {
    let act = "const [state, remark] = arguments; const at = (id) => document.getElementById(id);
        window.confirm = () => true;
        at('review-state').value = state; at('review-state').dispatchEvent(new Event('change'));
        const places = [...at('remark-place').options];
        at('remark-place').value = (places.find((one) => one.textContent.endsWith('Khó khăn, vướng mắc')) ?? places[1]).value;
        at('remark').value = remark; at('review').requestSubmit();";
    portal.browser.run(act, &[json!(state), json!(remark)]).await;
}

async fn said(portal: &Portal, text: &str) {
    let script = "return document.getElementById('review-said')?.textContent === arguments[0]";
    portal.browser.until("what the page says of the review", script, &[json!(text)]).await;
}

async fn reviewed(portal: &Portal) -> Vec<String> {
    let lines = "return [...document.querySelectorAll('#reviewed > li')].map((one) => one.textContent)";
    let lines = portal.browser.run(lines, &[]).await;
    lines.as_array().unwrap().iter().map(|line| line.as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_office_returns_approves_and_locks() {
    let portal = Portal::start().await;
    let form = portal.visit(&format!("plan=xa-nam-cuong-2026&unit=phong-van-hoa-xa-hoi&as-of={DAY}")).await;
    form.tell_of_difficulties("Chưa có cán bộ chuyên trách").await;
    form.press("Gửi báo cáo").await;
    form.receipt("Số biên nhận").await;

    open_report(&portal).await;
    said(&portal, "Chưa xem xét.").await;
    // Without a word why, nothing is returned: the browser asks for it.
    review(&portal, "returned", "").await;
    assert_eq!(reviewed(&portal).await, [""; 0]);
    review(&portal, "returned", "Nêu rõ <b>đơn vị</b> nào").await;
    said(&portal, "Đã ghi nhận: Trả lại để chỉnh sửa.").await;
    let lines = reviewed(&portal).await;
    assert!(lines[0].starts_with("Trả lại để chỉnh sửa – 12:00 ngày 10/6/2026"), "{lines:?}");
    assert!(lines[0].ends_with(": Nêu rõ <b>đơn vị</b> nào"), "{lines:?}");

    review(&portal, "approved", "").await;
    said(&portal, "Đã ghi nhận: Đã duyệt.").await;
    review(&portal, "locked", "").await;
    said(&portal, "Đã ghi nhận: Đã khóa.").await;
    assert_eq!(reviewed(&portal).await.len(), 3);
    let open = "return document.getElementById('review').checkVisibility()";
    assert_eq!(portal.browser.run(open, &[]).await, Value::Bool(false), "nothing can be added");

    // The overview says it too.
    portal.browser.go(&format!("{}/received.html?plan=xa-nam-cuong-2026&as-of={DAY}", portal.line.url())).await;
    let state = "return document.querySelector('#matrix .sent')?.textContent.includes('Đã khóa') ?? null";
    assert_eq!(portal.browser.until("the table", state, &[]).await, Value::Bool(true));
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
