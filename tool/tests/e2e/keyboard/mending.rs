//! By keys alone from what stands in the way to where it is mended and back; nothing to report; what the office returns.

use super::{CONTROL, Keys, QUESTION, VISIT};
use crate::engine::{Engine, in_every_engine};
use crate::office::Office;
use crate::portal::Portal;
use serde_json::json;

const BEGIN: &str = "Lập báo cáo: Khó khăn, vướng mắc hoặc phát sinh vấn đề";
const NAME: &str = "Họ và tên người lập báo cáo";
const CHECK: &str = "Kiểm tra và gửi";

in_every_engine!(from_each_mistake_to_its_question_and_back_to_the_list);

async fn from_each_mistake_to_its_question_and_back_to_the_list(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(VISIT).await;
    let keys = Keys(form);
    keys.enter(BEGIN).await;
    keys.arrives("#report").await;
    keys.enter(CHECK).await;
    keys.arrives("#check").await;
    let typed = [(QUESTION, "Thiếu máy"), (NAME, "Lò Văn Ứng"), ("Chức vụ", "Công chức")];
    for (nth, (question, answer)) in typed.into_iter().enumerate() {
        // That nothing at all was said leads to no question.
        let mut errors = form.errors().await;
        errors.retain(|error| !error.starts_with("Chưa nhập nội dung nào"));
        assert_eq!(errors.len(), typed.len() - nth, "{errors:#?}");
        keys.enter(&errors[0]).await;
        keys.comes_to(question).await;
        keys.press(answer).await;
        // As long as something is in the way, the way to the list stands above the question.
        if nth + 1 < typed.len() {
            keys.enter_before("Kiểm tra trước khi gửi").await;
        } else {
            keys.enter(CHECK).await;
        }
        keys.arrives("#check").await;
    }
    keys.enter("Gửi báo cáo").await;
    keys.arrives("#receipt").await;
    // From proof and list, too.
    keys.enter("Sao chép biên nhận").await;
    keys.rests("holds('#copied', 'Đã sao chép')", &[]).await;
    keys.enter_before("Danh sách báo cáo").await;
    keys.arrives("#reports").await;
    let body = portal.server.row().body;
    assert_eq!(body["sections"]["difficulties"], "Thiếu máy");
    assert_eq!((&body["reporter"]["name"], &body["reporter"]["position"]), (&json!("Lò Văn Ứng"), &json!("Công chức")));
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

in_every_engine!(that_there_is_nothing_to_report);

async fn that_there_is_nothing_to_report(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit("plan=vp-ubnd-tinh-2025&unit=phong-hanh-chinh-quan-tri&as-of=2026-06-13").await;
    let keys = Keys(form);
    keys.enter("Lập báo cáo: Báo cáo 6 tháng · 6 tháng đầu năm 2026").await;
    keys.arrives("#report").await;
    keys.to("Kỳ này không phát sinh nội dung báo cáo").await;
    keys.press(" ").await;
    keys.rests("root.getElementById('/nil').checked && focused()?.id === '/nil'", &[]).await;
    keys.enter(CHECK).await;
    keys.arrives("#check").await;
    let errors = form.errors().await;
    assert!(errors[0].starts_with(NAME), "{errors:#?}");
    keys.enter(&errors[0]).await;
    keys.comes_to(NAME).await;
    keys.press("Đỗ Thị Yến").await;
    keys.to("Chức vụ").await;
    keys.press("Phó Trưởng phòng").await;
    keys.enter(CHECK).await;
    keys.arrives("#check").await;
    keys.enter("Gửi báo cáo").await;
    keys.arrives("#receipt").await;
    assert_eq!(portal.server.row().body["nil"], json!(true));
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

in_every_engine!(what_was_returned_is_mended_and_sent_again);

async fn what_was_returned_is_mended_and_sent_again(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(VISIT).await;
    form.tell_of_difficulties("Chưa có cán bộ chuyên trách").await;
    form.press("Gửi báo cáo").await;
    form.receipt("Số biên nhận").await;
    Office::of(&portal, "xa-nam-cuong-2026", "2026-06-10")
        .returns("BC-000001", "Khó khăn, vướng mắc", "Nêu rõ đơn vị nào")
        .await;

    let form = portal.visit(VISIT).await;
    form.shows("Xem ý kiến và sửa").await;
    let keys = Keys(form);
    keys.enter("Xem ý kiến và sửa").await;
    keys.arrives("#receipt").await;
    keys.enter("Sửa và gửi lại").await;
    keys.arrives("#report").await;
    // From the remark to what it is about.
    keys.enter(QUESTION).await;
    keys.rests("focused()?.localName === 'textarea' && focusName() === given[0]", &[json!(QUESTION)]).await;
    form.browser.chord(CONTROL, 'a').await;
    keys.press("Trạm y tế chưa có cán bộ").await;
    // The answer has changed, so that the remark is dealt with; the officer may say otherwise.
    keys.back_to("Đã sửa").await;
    keys.rests("focused()?.checked", &[]).await;
    keys.press(" ").await;
    keys.rests("focused()?.checked === false", &[]).await;
    keys.press(" ").await;
    keys.rests("focused()?.checked", &[]).await;
    keys.enter(CHECK).await;
    keys.arrives("#check").await;
    keys.enter("Gửi báo cáo").await;
    keys.arrives("#receipt").await;
    form.when("said(all('.receipt dd')[0]) === 'BC-000002'", &[]).await;
    let sent = portal.server.rows().remove(1).body;
    assert_eq!(sent["sections"]["difficulties"], "Trạm y tế chưa có cán bộ");
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
