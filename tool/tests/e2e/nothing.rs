//! "Không phát sinh" of a task and of a question about the whole: ticked, sent, taken back.

use crate::form::Form;
use crate::inspector::Inspector;
use crate::portal::Portal;
use serde_json::{Value, json};

const VISIT: &str = "plan=vi-du-so-lieu&unit=doan-xa-b&as-of=2026-02-02";
const NIL: &str = "Không phát sinh";
const REASON: &str = "Lý do không phát sinh";

async fn ticks(form: &Form<'_>, label: &str) {
    form.click_on("control(given[0])", &[json!(label)]).await;
}

/// What the list says of a task, from 0.
async fn listed(form: &Form<'_>, at: usize) -> String {
    form.text("said(tasks()[given[0]].querySelector('.chip'))", &[json!(at)]).await
}

#[tokio::test]
async fn a_task_and_a_question_without_anything_to_report_are_done_and_sent_as_such() {
    let portal = Portal::start().await;
    let form = portal.visit(VISIT).await;
    form.open("Báo cáo tháng · Tháng 1/2026").await;
    form.line(0).await;
    form.choose("Tình trạng", "Đang thực hiện").await;
    form.fill("Kết quả thực hiện trong kỳ", "Đang chuẩn bị").await;
    form.line(1).await;
    form.choose("Tình trạng", "Đang thực hiện").await;
    form.fill("Kết quả thực hiện trong kỳ", "Trực 5 buổi").await;
    form.when("control(given[0])", &[json!(NIL)]).await;
    // The figure of this task is asked for, as long as there is something to report of it.
    const FIGURES: &str = "all('.panel .indicator').filter(shown).length";
    assert_eq!(form.now(FIGURES, &[]).await, json!(1));
    ticks(&form, NIL).await;
    form.when("!question('Tình trạng') && question(given[0])", &[json!(REASON)]).await;
    assert_eq!(form.now(FIGURES, &[]).await, json!(0));
    assert!(!form.asks("Kết quả thực hiện trong kỳ").await);
    form.shows("Nội dung đã nhập vẫn giữ trên máy này và không gửi đi").await;
    assert_eq!(listed(&form, 1).await, "Đang nhập");
    form.fill(REASON, "Tháng này không có hồ sơ").await;
    form.leave().await;
    form.when("said(tasks()[1].querySelector('.chip')) === given[0]", &[json!(NIL)]).await;
    let mut inspector = Inspector::of(form);
    inspector.inspect("10-nil").await;

    // Taken back, all is there; and it is said once more.
    ticks(&form, NIL).await;
    assert_eq!(form.value("Kết quả thực hiện trong kỳ").await, "Trực 5 buổi");
    assert_eq!(form.now(FIGURES, &[]).await, json!(1));
    ticks(&form, NIL).await;
    form.when("!question('Tình trạng')", &[]).await;
    assert_eq!(form.value(REASON).await, "Tháng này không có hồ sơ");

    form.line(2).await;
    form.choose("Tình trạng", "Đang thực hiện").await;
    form.line_named("Đánh giá chung, kiến nghị").await;
    form.fill("Đánh giá chung", "Đã triển khai đầy đủ").await;
    ticks(&form, "Khó khăn, vướng mắc: không phát sinh").await;
    form.when("!question('Khó khăn, vướng mắc')", &[]).await;
    inspector.inspect("10-nil-of-a-question").await;
    form.line_named("Người lập báo cáo").await;
    form.fill("Họ và tên người lập báo cáo", "Lò Văn Ứng").await;
    form.fill("Chức vụ", "Công chức").await;
    form.check().await;
    form.shows("Tháng này không có hồ sơ").await;
    assert_eq!(form.errors().await, [""; 0]);
    assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
    form.press("Gửi báo cáo").await;
    form.receipt("Số biên nhận").await;

    let sent = portal.server.row().body;
    assert_eq!(sent["entries"][1]["values"], json!({ "nil": true, "nil_reason": "Tháng này không có hồ sơ" }));
    assert_eq!(sent["entries"][0]["values"]["result"], "Đang chuẩn bị");
    assert_eq!((&sent["sections"]["difficulties.nil"], &sent["nil"]), (&json!(true), &Value::Null));
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
