//! What is typed stays: over reloads, when it is wrong, when it is far too long; and goes only when asked to.

use crate::engine::{Engine, in_every_engine};
use crate::portal::Portal;
use serde_json::json;

const VISIT: &str = "plan=xa-nam-cuong-2026&unit=trung-tam-phuc-vu-hanh-chinh-cong&as-of=2026-06-10";
const REPORT: &str = "Báo cáo tình hình, kết quả thực hiện · 6 tháng đầu năm 2026";
const RESULT: &str = "Kết quả thực hiện trong kỳ";
/// The number of an indicator that is a ratio.
const INDICATOR: &str = "control('Số đạt')";

/// A backup is caught instead of saved.
pub const CATCH: &str = "URL.createObjectURL = (blob) => ((window.caught = blob), 'about:blank');
    HTMLAnchorElement.prototype.click = () => {}";

/// Chooses what was caught, as a file.
pub const CHOOSE: &str = "(() => {
    const chosen = new DataTransfer();
    chosen.items.add(new File([caught], 'bao-cao.json'));
    const input = root.querySelector('input[type=file]');
    input.files = chosen.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
})()";

in_every_engine!(a_draft_outlives_the_page_and_goes_only_when_asked_to);

async fn a_draft_outlives_the_page_and_goes_only_when_asked_to(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(VISIT).await;
    form.open(REPORT).await;
    form.shows("Chưa nhập gì").await;
    form.line(0).await;
    form.choose("Tình trạng", "Đang thực hiện").await;
    form.fill("Tiến độ", "150%").await;
    form.fill(RESULT, "Dòng một\nNghi\u{323} quyết <b>").await;
    form.leave().await;
    form.saved().await;

    // A text as long as a careless paste makes it.
    form.fill("Khó khăn, vướng mắc", "").await;
    let long = "Nghị quyết số 57 ".repeat(5_883).chars().take(100_000).collect::<String>();
    portal.browser.paste(&long).await;
    form.leave().await;
    let said = form.message("Khó khăn, vướng mắc").await;
    assert!(said.starts_with("Dài 100.000 ký tự; tối đa "), "{said}");

    // A number that can be read in two ways is asked about.
    form.line_named("Chỉ tiêu").await;
    form.fill("Số đạt", "1,234.5").await;
    form.leave().await;
    let said = form.message("Số đạt").await;
    assert!(said.contains("1.234,5"), "{said}");
    form.press("1.234,5").await;
    form.when(&format!("{INDICATOR}.value === '1.234,5'"), &[]).await;
    form.fill("Số đạt", "1,234").await;
    form.leave().await;
    form.when("all('.readings button').map(said).join(' | ') === '1,234 | 1.234'", &[]).await;
    form.saved().await;

    let form = portal.reload().await;
    form.shows("Có bản nháp trên máy này").await;
    form.when("said(due(given[0])?.querySelector('.acts button')) === 'Tiếp tục'", &[json!(REPORT)]).await;
    form.open(REPORT).await;
    form.saved().await;
    form.line(0).await;
    assert_eq!(form.value("Tiến độ").await, "150%");
    assert_eq!(form.value(RESULT).await, "Dòng một\nNghị quyết <b>");
    assert_eq!(form.value("Khó khăn, vướng mắc").await.trim_end(), long.trim_end());
    form.line_named("Chỉ tiêu").await;
    assert_eq!(form.value("Số đạt").await, "1,234");

    form.press("Xóa bản nháp").await;
    form.shows("Xóa toàn bộ nội dung đã nhập của báo cáo này? Bản hiện tại được giữ").await;
    form.press("Giữ lại").await;
    assert_eq!(form.value("Số đạt").await, "1,234");
    form.press("Xóa bản nháp").await;
    form.click_on("first('dialog button', 'Xóa')", &[]).await;
    form.when(&format!("{INDICATOR} ? {INDICATOR}.value === '' : true"), &[]).await;
    form.when("!holds('button', 'Xóa bản nháp')", &[]).await;
    form.when("said(root.querySelector('.saved')).startsWith('Chưa nhập gì')", &[]).await;
    let form = portal.reload().await;
    form.when("said(due(given[0])?.querySelector('.acts button')) === 'Lập báo cáo'", &[json!(REPORT)]).await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

in_every_engine!(a_backup_brings_a_draft_to_a_device_that_knows_nothing_of_it);

async fn a_backup_brings_a_draft_to_a_device_that_knows_nothing_of_it(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(VISIT).await;
    form.open(REPORT).await;
    form.line(0).await;
    form.fill(RESULT, "Đã tổ chức 03 hội nghị").await;
    form.leave().await;
    form.saved().await;
    form.press("Danh sách báo cáo").await;
    form.press("Dữ liệu trên máy này").await;
    portal.browser.run(CATCH, &[]).await;
    form.press("Tải tệp sao lưu").await;
    form.when("Boolean(window.caught)", &[]).await;
    let forget = "document.querySelector('bao-cao').forget().then(() => arguments[0](true), arguments[0])";
    assert_eq!(portal.browser.run_async(forget, &[]).await, json!(true));
    form.shows("Máy này chưa lưu gì").await;
    form.now(CHOOSE, &[]).await;
    form.shows("Máy này chưa có").await;
    form.press("Nhập").await;
    form.press("Danh sách báo cáo").await;
    form.open(REPORT).await;
    form.line(0).await;
    assert_eq!(form.value(RESULT).await, "Đã tổ chức 03 hội nghị");
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

in_every_engine!(who_leaves_at_once_finds_it_all_again_here_and_on_the_way_back);

async fn who_leaves_at_once_finds_it_all_again_here_and_on_the_way_back(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let elsewhere = format!("{}/received.html?plan=xa-nam-cuong-2026", portal.line.url());
    let form = portal.visit(VISIT).await;
    form.open(REPORT).await;
    form.line(0).await;
    for typed in ["Đã tổ chức 03 hội nghị", "Đã tổ chức 04 hội nghị", "Đã tổ chức 05 hội nghị"]
    {
        form.fill(RESULT, "Đã tổ chức").await;
        form.leave().await;
        form.saved().await;
        // The page is left before this is written; a browser may put it aside with what it has begun.
        form.fill(RESULT, typed).await;
        portal.browser.go(&elsewhere).await;
        let form = portal.visit(VISIT).await;
        form.open(REPORT).await;
        form.line(0).await;
        // What may be lost is the end of what was typed within the last second.
        let kept = form.value(RESULT).await;
        assert!(kept.starts_with("Đã tổ chức") && typed.starts_with(&kept), "{kept}");
    }
    portal.browser.go(&elsewhere).await;
    portal.browser.back().await;
    form.when("all('.overview .acts button:enabled').length || tasks().length", &[]).await;
    if form.lines().await == 0 {
        form.open(REPORT).await;
    }
    form.line(0).await;
    form.fill(RESULT, "Đã tổ chức 06 hội nghị").await;
    form.leave().await;
    form.saved().await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
