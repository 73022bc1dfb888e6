//! By keys alone: a report whose deadline is counted from an event, and one that is late.

use super::{Keys, TAB};
use crate::engine::{Engine, in_every_engine};
use crate::portal::Portal;
use serde_json::json;

in_every_engine!(an_event_says_when_it_was_and_the_deadline_follows);

async fn an_event_says_when_it_was_and_the_deadline_follows(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit("plan=vi-du-che-do-bao-cao&unit=xa-b&as-of=2026-06-18").await;
    let keys = Keys(form);
    keys.enter("Lập báo cáo: Báo cáo sự cố").await;
    keys.arrives("#report").await;
    const MOMENT: &str = "Thời điểm xảy ra sự việc";
    keys.to(MOMENT).await;
    keys.press("ngày mai").await;
    keys.press(TAB).await;
    keys.rests("said(question(given[0])).includes('Phải có cả giờ và ngày có thật')", &[json!(MOMENT)]).await;
    keys.back_to(MOMENT).await;
    keys.press(&"\u{e003}".repeat("ngày mai".chars().count())).await;
    keys.press("8h30 ngày 18/6/2026").await;
    keys.press(TAB).await;
    keys.rests("holds('.due-title', 'Hạn nộp: 8:30 ngày 19/6/2026, thứ Sáu (giờ Việt Nam)')", &[]).await;
    keys.opens_first().await;
    keys.writes("Đánh giá chung", "Cháy tủ điện của trạm y tế").await;
    keys.writes("Nguyên nhân", "Đường dây cũ").await;
    keys.writes("Giải pháp khắc phục", "Đã thay đường dây").await;
    keys.enter("Xong, sang mục tiếp theo").await;
    keys.arrives("#panel-1").await;
    keys.reports_as("Lò Văn Ứng").await;
    keys.enter("Gửi báo cáo").await;
    keys.arrives("#receipt").await;
    let row = portal.server.row();
    assert_eq!((row.late, &row.body["period"]["event"]), (Some(false), &json!("2026-06-18T08:30")));
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

in_every_engine!(a_late_report_says_why);

async fn a_late_report_says_why(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    // A day after the deadline of that week, a day before it is closed.
    let form = portal.visit("plan=vi-du-che-do-bao-cao&unit=xa-b&as-of=2026-06-13").await;
    let keys = Keys(form);
    let begin = "all('button').map((one) => one.ariaLabel ?? '').find((name) => name.startsWith('Lập báo cáo: Báo cáo nhanh hằng tuần'))";
    keys.enter(&form.text(begin, &[]).await).await;
    keys.arrives("#report").await;
    keys.opens_first().await;
    keys.writes("Đánh giá chung", "Đã tiếp nhận đủ hồ sơ").await;
    keys.enter("Xong, sang mục tiếp theo").await;
    keys.arrives("#panel-1").await;
    keys.reports_as("Lò Văn Ứng").await;
    let errors = form.errors().await;
    assert_eq!(errors.len(), 1, "{errors:#?}");
    assert!(errors[0].starts_with("Lý do nộp chậm"), "{errors:#?}");
    keys.enter(&errors[0]).await;
    keys.comes_to("Lý do nộp chậm").await;
    keys.press("Mất điện cả ngày thứ Sáu").await;
    keys.enter("Kiểm tra và gửi").await;
    keys.arrives("#check").await;
    keys.enter("Gửi báo cáo").await;
    keys.arrives("#receipt").await;
    let row = portal.server.row();
    assert_eq!((row.late, &row.body["late"]["reason"]), (Some(true), &json!("Mất điện cả ngày thứ Sáu")));
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
