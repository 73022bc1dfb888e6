//! By keys alone: the year and its calendar, the other language, and what helps to understand.

use super::{ENTER, Keys};
use crate::drafts::CATCH;
use crate::engine::{Engine, in_every_engine};
use crate::guidance;
use crate::portal::Portal;
use serde_json::json;

in_every_engine!(the_year_is_looked_at_and_taken_along);

async fn the_year_is_looked_at_and_taken_along(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit("plan=vp-ubnd-tinh-2025&unit=phong-hanh-chinh-quan-tri&as-of=2026-06-13").await;
    let keys = Keys(form);
    keys.enter("Lịch nộp cả năm").await;
    keys.arrives("#year").await;
    keys.enter("Đến hôm nay").await;
    keys.arrives("#today").await;
    portal.browser.run(CATCH, &[]).await;
    keys.enter_before("Tải lịch nhắc hạn (.ics)").await;
    keys.rests("window.caught?.type.startsWith('text/calendar') && focused()?.localName === 'button'", &[]).await;
    let text = portal.browser.run_async("window.caught.text().then(arguments[0])", &[]).await;
    let text = text.as_str().unwrap_or_default();
    assert!(text.starts_with("BEGIN:VCALENDAR") && text.contains("DTSTART;VALUE=DATE:20260614"), "{text}");
    keys.enter_before("Năm sau").await;
    keys.rests("focused()?.id === 'year' && said(focused()).endsWith('2027')", &[]).await;
    keys.enter("Năm trước").await;
    keys.rests("focused()?.id === 'year' && said(focused()).endsWith('2026')", &[]).await;
    // A report that is opened from here leads back here.
    keys.enter("Báo cáo kết quả tuyên truyền · Tháng 7/2026").await;
    keys.arrives("#report").await;
    keys.enter_before("Lịch nộp báo cáo năm 2026").await;
    keys.arrives("#year").await;
    keys.to("Xem theo lịch tháng").await;
    keys.press(ENTER).await;
    keys.rests("shown(root.querySelector('.month')) && focused()?.localName === 'summary'", &[]).await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

in_every_engine!(the_language_changes_where_one_is);

async fn the_language_changes_where_one_is(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit("plan=vp-ubnd-tinh-2025&unit=phong-hanh-chinh-quan-tri&as-of=2026-06-13").await;
    let keys = Keys(form);
    keys.begins("Báo cáo kết quả tuyên truyền · Tháng 6/2026").await;
    keys.writes("Kết quả thực hiện trong kỳ", "Bài số 1").await;
    keys.back_to("English").await;
    keys.press(" ").await;
    keys.rests("root.querySelector('.bc').lang === 'en' && focusName() === 'English'", &[]).await;
    keys.to("Results in the period").await;
    keys.rests("focused()?.value === 'Bài số 1'", &[]).await;
    keys.enter_before("Tiếng Việt").await;
    keys.rests("root.querySelector('.bc').lang === 'vi' && focusName() === 'Tiếng Việt'", &[]).await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

in_every_engine!(examples_abbreviations_and_reasons_are_unfolded);

async fn examples_abbreviations_and_reasons_are_unfolded(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(guidance::PLAN).await;
    guidance::explained(&form).await;
    let keys = Keys(form);
    let unfolds = async |what: &str, shows: &str| {
        keys.enter(what).await;
        let open = "focused()?.localName === 'summary' && focused().parentElement.open";
        keys.rests(&format!("{open} && said(focused().parentElement).includes(given[0])"), &[json!(shows)]).await;
    };
    unfolds("Vì sao là ngày này?", "Kỳ số liệu tính theo tháng, quý, năm dương lịch.").await;
    keys.enter(&format!("Lập báo cáo: {}", guidance::REPORT)).await;
    keys.arrives("#report").await;
    unfolds("Chữ viết tắt (4)", "UBND").await;
    keys.opens_first().await;
    unfolds("Chữ viết tắt (3)", "đoàn viên, thanh niên").await;
    keys.to("Kết quả thực hiện trong kỳ").await;
    let told = "said(root.getElementById(focused().getAttribute('aria-describedby').split(' ').at(-1)))";
    assert_eq!(form.now(told, &[]).await, json!("Ví dụ: Đã tổ chức 3 lớp cho 120 ĐVTN tại TTCS."));
    // Folded again by the other key.
    keys.back_to("Chữ viết tắt (3)").await;
    keys.press(" ").await;
    keys.rests("focused()?.localName === 'summary' && !focused().parentElement.open", &[]).await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

in_every_engine!(a_line_that_is_open_leads_into_its_task_again);

async fn a_line_that_is_open_leads_into_its_task_again(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit("plan=vp-ubnd-tinh-2025&unit=phong-hanh-chinh-quan-tri&as-of=2026-06-13").await;
    let keys = Keys(form);
    keys.begins("Báo cáo kết quả tuyên truyền · Tháng 6/2026").await;
    keys.to("Kết quả thực hiện trong kỳ").await;
    keys.press("Bài số 1").await;
    let line = form.text("said(tasks()[0]).slice(0, 30)", &[]).await;
    for key in [ENTER, " "] {
        keys.back_to(&line).await;
        keys.press(key).await;
        keys.arrives("#panel-0").await;
        keys.to("Kết quả thực hiện trong kỳ").await;
        keys.rests("focused()?.value === 'Bài số 1'", &[]).await;
    }
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
