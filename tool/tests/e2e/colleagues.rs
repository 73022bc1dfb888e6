//! One report, filled in by two colleagues on two devices: a part goes out as a file and joins the other's.

use crate::form::Form;
use crate::inspector::Inspector;
use crate::plain_http::CATCH;
use crate::portal::Portal;
use serde_json::{Value, json};

const VISIT: &str = "plan=vi-du-so-lieu&unit=doan-xa-b&as-of=2026-02-02";
const REPORT: &str = "Báo cáo tháng · Tháng 1/2026";
const SHARE: &str = "Chia phần cho đồng nghiệp cùng làm";
const RESULT: &str = "Kết quả thực hiện trong kỳ";

/// Gives the form a colleague's file, as if the officer had chosen it.
const TAKE: &str = "(() => {
    const chosen = new DataTransfer();
    chosen.items.add(new File([given[0]], 'phan.json', { type: 'application/json' }));
    const input = all('.versions input[type=file]')[0];
    if (!input) return null;
    input.files = chosen.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
})()";

/// The way to a tick, a radio, by its words.
const LABELLED: &str = "all('label.check').find((one) => said(one) === given[0])?.querySelector('input')";

async fn task(form: &Form<'_>, at: usize, status: &str, result: &str) {
    form.line(at).await;
    form.choose("Tình trạng", status).await;
    form.fill(RESULT, result).await;
    form.leave().await;
}

/// Opens the box for sharing, which stands with the list.
async fn opens_share(form: &Form<'_>) {
    form.press(SHARE).await;
    form.when("root.querySelector('#portion-by')", &[]).await;
}

#[tokio::test]
async fn a_part_of_another_device_joins_and_what_differs_is_chosen() {
    let portal = Portal::start().await;
    let form = portal.visit(VISIT).await;
    form.open(REPORT).await;
    task(&form, 0, "Hoàn thành", "Đã mở 2 lớp").await;
    task(&form, 1, "Hoàn thành", "Không chuyển cho ai").await;
    opens_share(&form).await;
    form.press("Tải tệp các mục đã chọn").await;
    form.shows("Hãy chọn ít nhất một mục.").await;
    let first = "root.querySelector('.bulk input')";
    form.click_on(first, &[]).await;
    form.click_on("root.getElementById('portion-by')", &[]).await;
    portal.browser.paste("Lò Văn Ứng").await;
    form.leave().await;
    portal.browser.run(CATCH, &[]).await;
    let mut inspector = Inspector::of(form);
    inspector.inspect("12-share").await;
    form.press("Tải tệp các mục đã chọn").await;
    form.shows("Đã tải tệp về máy.").await;
    let file = portal.browser.until("the file", "return window.caught ?? null", &[]).await;
    let text = file.as_str().unwrap();
    let read: Value = serde_json::from_str(text).unwrap();
    assert_eq!((&read["format"], &read["made_by"]), (&json!("baocao-portion/1"), &json!("Lò Văn Ứng")));
    assert!(!text.contains("Không chuyển cho ai"), "{text}");

    // The colleague's device, which has nothing of it.
    portal.browser.run_async("document.querySelector('bao-cao').forget().then(arguments[0])", &[]).await;
    let form = portal.visit(VISIT).await;
    form.open(REPORT).await;
    task(&form, 0, "Đang thực hiện", "Đã mở 2 lớp").await;
    form.fill("Số người dự là nam", "30").await;
    form.leave().await;
    form.saved().await;
    opens_share(&form).await;
    // What is none is refused with its reason, where one reads it.
    form.when(TAKE, &[json!(text.replace("baocao-portion/1", "baocao-portion/2"))]).await;
    form.shows("Tệp do phiên bản mới hơn của biểu mẫu lập (định dạng baocao-portion/2).").await;
    // It stands at the top of the page, and the focus goes there: each time, also where the words are the same.
    let is_read =
        "said(focused()).startsWith('Tệp do phiên bản mới hơn') && focused().getBoundingClientRect().top > -1";
    form.when(is_read, &[]).await;
    form.click_on("root.getElementById('portion-by')", &[]).await;
    form.when("focused()?.id === 'portion-by'", &[]).await;
    form.when(TAKE, &[json!(text.replace("baocao-portion/1", "baocao-portion/2"))]).await;
    form.when(is_read, &[]).await;
    form.when(TAKE, &[json!(text.replace("2026-01\"", "2026-02\""))]).await;
    form.shows("Tệp này là của báo cáo khác: Báo cáo tháng · Tháng 1/2026.").await;

    form.when(TAKE, std::slice::from_ref(&file)).await;
    form.shows("Phần của Lò Văn Ứng, lập lúc").await;
    form.when("focused()?.matches('.portion') && focused().ariaLabel.startsWith('Phần của Lò Văn Ứng')", &[]).await;
    let facts = "all('.portion .facts > dd').map(said)";
    assert_eq!(form.now(facts, &[]).await, json!(["0", "1", "1"]), "new, same, different");
    let sides = "all('.portion .side .text').map(said)";
    assert_eq!(form.now(sides, &[]).await, json!(["Đang thực hiện", "Hoàn thành"]));
    form.when(&format!("({LABELLED}).checked"), &[json!("Giữ câu của tôi")]).await;
    inspector.inspect("12-join").await;
    assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
    form.click_on(LABELLED, &[json!("Lấy câu của đồng nghiệp")]).await;
    form.when(&format!("({LABELLED}).checked"), &[json!("Lấy câu của đồng nghiệp")]).await;
    form.press("Ghép vào báo cáo").await;
    form.shows("Đã lấy 1 câu trả lời từ tệp.").await;
    form.when("said(focused()).startsWith('Đã lấy 1 câu trả lời từ tệp.')", &[]).await;
    form.line(0).await;
    form.when("said(control('Tình trạng').selectedOptions[0]) === 'Hoàn thành'", &[]).await;
    assert_eq!(form.value("Số người dự là nam").await, "30");

    // What stood there comes back.
    form.shows("trước khi ghép phần của đồng nghiệp").await;
    form.press("Khôi phục").await;
    form.line(0).await;
    form.when("said(control('Tình trạng').selectedOptions[0]) === 'Đang thực hiện'", &[]).await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
