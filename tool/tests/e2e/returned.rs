//! A report that the office returned is mended: what was sent stands beside what was changed, each remark is ticked off.

use crate::inspector::Inspector;
use crate::office::Office;
use crate::portal::Portal;
use serde_json::json;

const VISIT: &str = "plan=xa-nam-cuong-2026&unit=phong-van-hoa-xa-hoi&as-of=2026-06-10";
const QUESTION: &str = "Khó khăn, vướng mắc";
const SENT: &str = "Chưa có cán bộ chuyên trách tại xã";
const MENDED: &str = "Chưa có cán bộ y tế tại xã";

#[tokio::test]
async fn what_was_sent_stands_beside_what_is_changed_and_the_correction_says_what_was_dealt_with() {
    let portal = Portal::start().await;
    let form = portal.visit(VISIT).await;
    form.tell_of_difficulties(SENT).await;
    form.press("Gửi báo cáo").await;
    form.receipt("Số biên nhận").await;
    Office::of(&portal, "xa-nam-cuong-2026", "2026-06-10").returns("BC-000001", QUESTION, "Nêu rõ cán bộ nào").await;

    let form = portal.visit(VISIT).await;
    form.press("Xem ý kiến và sửa").await;
    form.shows("Nêu rõ cán bộ nào").await;
    form.press("Sửa và gửi lại").await;
    form.line(0).await;
    let beside = "said(question(given[0])?.querySelector('.was')) || null";
    assert_eq!(form.now(beside, &[json!(QUESTION)]).await, json!(null), "nothing is changed yet");
    // Beside the question it can be ticked off, and the tick be taken away again.
    form.click_on("first('button', 'Đã sửa', question(given[0]))", &[json!(QUESTION)]).await;
    form.when("root.querySelector('.remarks input').checked", &[]).await;
    form.click_on("root.querySelector('.remarks input')", &[]).await;
    form.when("first('button', 'Đã sửa', question(given[0]))", &[json!(QUESTION)]).await;

    form.check().await;
    form.shows("Còn 1 trong 1 ý kiến chưa đánh dấu đã sửa.").await;
    form.shows("Chưa có câu nào thay đổi so với bản bị trả lại.").await;
    form.press("Quay lại sửa").await;
    form.line(0).await;
    form.fill(QUESTION, MENDED).await;
    form.leave().await;
    assert_eq!(form.text(beside, &[json!(QUESTION)]).await, format!("Bản đã gửi: {SENT}"));
    let gone = "said(question(given[0]).querySelector('.was del'))";
    assert_eq!(form.now(gone, &[json!(QUESTION)]).await, json!("chuyên trách"));
    let described = "control(given[0]).getAttribute('aria-describedby').split(' ').map((id) => said(root.getElementById(id))).join(' ')";
    let described = form.now(described, &[json!(QUESTION)]).await;
    assert!(described.as_str().is_some_and(|text| text.contains(SENT)), "read out with the question: {described}");
    let mut inspector = Inspector::of(form);
    inspector.inspect("11-returned").await;

    form.check().await;
    form.shows("Mọi ý kiến đã được đánh dấu đã sửa.").await;
    form.shows("Những câu đã thay đổi so với bản bị trả lại (1)").await;
    let both = "['del', 'ins'].map((tag) => all(`.changes ${tag}`).map(said))";
    assert_eq!(form.now(both, &[]).await, json!([["chuyên trách"], ["y tế"]]));
    inspector.inspect("11-changes").await;
    assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
    // Each leads to its question.
    form.click_on("root.querySelector('.changes .link')", &[]).await;
    form.when("question(given[0])?.contains(focused())", &[json!(QUESTION)]).await;
    form.check().await;
    form.press("Gửi báo cáo").await;
    form.when("said(all('.receipt dd')[0]) === 'BC-000002'", &[]).await;
    let sent = portal.server.rows().remove(1).body;
    assert_eq!(sent["remarks_done"][0]["detail"], "Nêu rõ cán bộ nào");
    // The office reads it, too.
    Office::of(&portal, "xa-nam-cuong-2026", "2026-06-10").open("BC-000002").await;
    let done = "return document.getElementById('remarks-done')?.textContent";
    let done = portal.browser.until("what was dealt with", done, &[]).await;
    let done = done.as_str().unwrap().to_owned();
    assert!(done.starts_with("Ý kiến mà đơn vị báo đã sửa") && done.ends_with(": Nêu rõ cán bộ nào"), "{done}");
    assert!(done.contains(QUESTION), "it says where: {done}");
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn several_remarks_of_one_return_all_reach_the_unit() {
    let portal = Portal::start().await;
    let form = portal.visit(VISIT).await;
    form.tell_of_difficulties(SENT).await;
    form.press("Gửi báo cáo").await;
    form.receipt("Số biên nhận").await;
    let office = Office::of(&portal, "xa-nam-cuong-2026", "2026-06-10");
    office.open("BC-000001").await;
    office.also_remarks(QUESTION, "Nêu rõ cán bộ nào").await;
    office.also_remarks(QUESTION, "Ghi nhầm, bỏ đi").await;
    let drop = "document.querySelectorAll('#remarks button')[1].click(); return document.activeElement.id";
    assert_eq!(portal.browser.run(drop, &[]).await, json!("remark"), "who takes one away goes on where one writes");
    office.review("returned", "Chức vụ", "Ghi rõ chức vụ").await;
    office.says("Đã ghi nhận: Trả lại để bổ sung.").await;
    let lines = office.reviewed().await;
    assert!(lines[0].contains("Nêu rõ cán bộ nào") && lines[0].contains("Ghi rõ chức vụ"), "{lines:?}");
    assert!(!lines[0].contains("Ghi nhầm"), "{lines:?}");

    let form = portal.visit(VISIT).await;
    form.press("Xem ý kiến và sửa").await;
    form.shows("Nêu rõ cán bộ nào").await;
    form.shows("Ghi rõ chức vụ").await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
