//! Figures from month to month: put together, held against the plan, shown, taken over from the last report.

use crate::engine::{Engine, in_every_engine};
use crate::form::Form;
use crate::inspector::Inspector;
use crate::portal::Portal;
use crate::tables::texts;
use serde_json::{Value, json};

pub const PLAN: &str = "vi-du-so-lieu";
pub const UNIT: &str = "doan-xa-b";
pub const TRAINED: &str = "Số lượt đoàn viên, thanh niên được tập huấn";

pub fn visit(day: &str) -> String {
    format!("plan={PLAN}&unit={UNIT}&as-of={day}")
}

/// Opens what the first indicator has under this heading.
pub async fn unfold(form: &Form<'_>, title: &str) {
    let summary = "all('.figures summary').find((one) => said(one) === given[0])";
    form.click_on(summary, &[json!(title)]).await;
    form.when(&format!("{summary}.parentElement.open"), &[json!(title)]).await;
}

/// A line of the figures below an indicator's questions.
pub async fn figure(form: &Form<'_>, indicator: &str, label: &str) -> String {
    let group = "all('fieldset.indicator').find((one) => said(one.querySelector('legend')) === given[0])";
    let line = format!("all('.figures-facts dt', {group}).find((dt) => said(dt) === given[1])");
    form.text(&format!("said({line}?.nextElementSibling) || null"), &[json!(indicator), json!(label)]).await
}

/// The lines of the table beside an indicator's chart.
pub async fn over_time(form: &Form<'_>, indicator: &str) -> Vec<String> {
    let group = "all('fieldset.indicator').find((one) => said(one.querySelector('legend')) === given[0])";
    let summary = format!("all('.figures summary', {group}).find((one) => said(one) === 'Số liệu qua các kỳ')");
    form.click_on(&summary, &[json!(indicator)]).await;
    form.when(&format!("{summary}.parentElement.open"), &[json!(indicator)]).await;
    let rows =
        format!("all('.figures .table tbody tr', {group}).map((row) => [...row.children].map(said).join(' | '))");
    texts(&form.now(&rows, &[json!(indicator)]).await)
}

/// Waits until a line of the figures says this.
pub async fn becomes(form: &Form<'_>, indicator: &str, label: &str, said: &str) {
    let group = "all('fieldset.indicator').find((one) => said(one.querySelector('legend')) === given[0])";
    let line = format!("all('.figures-facts dt', {group}).find((dt) => said(dt) === given[1])");
    let is = format!("said({line}?.nextElementSibling) === given[2]");
    form.when(&is, &[json!(indicator), json!(label), json!(said)]).await;
}

/// The report on February, opened by the unit that has sent January's.
pub async fn second_month(portal: &Portal) -> Form<'_> {
    let form = portal.visit(&visit("2026-02-02")).await;
    sends(&form, "Tháng 1/2026", "100").await;
    let form = portal.visit(&visit("2026-03-02")).await;
    form.shows("Xem biên nhận").await;
    form.open("Báo cáo tháng · Tháng 2/2026").await;
    form
}

/// Sends the report of a month with so many who were trained.
pub async fn sends(form: &Form<'_>, month: &str, trained: &str) {
    form.open(&format!("Báo cáo tháng · {month}")).await;
    fills(form, trained).await;
    form.check().await;
    form.press("Gửi báo cáo").await;
    form.receipt("Số biên nhận").await;
}

/// Fills the open report.
pub async fn fills(form: &Form<'_>, trained: &str) {
    for at in 0..3 {
        form.line(at).await;
        form.choose("Tình trạng", "Đang thực hiện").await;
    }
    form.line(0).await;
    form.fill_in(TRAINED, "Kết quả", trained).await;
    form.fill("Tiến độ", "20").await;
    form.line_named("Đánh giá chung, kiến nghị").await;
    form.fill("Đánh giá chung", "Đã triển khai đầy đủ").await;
    form.line_named("Người lập báo cáo").await;
    form.fill("Họ và tên người lập báo cáo", "Lò Văn Ứng").await;
    form.fill("Chức vụ", "Công chức").await;
}

in_every_engine!(three_months_come_to_a_year_and_the_next_goes_on_from_the_last);

async fn three_months_come_to_a_year_and_the_next_goes_on_from_the_last(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(&visit("2026-02-02")).await;
    sends(&form, "Tháng 1/2026", "100").await;
    let form = portal.visit(&visit("2026-03-02")).await;
    sends(&form, "Tháng 2/2026", "250,5").await;

    // A machine that has sent nothing learns of both by the history.
    let forget = "document.querySelector('bao-cao').forget().then(() => arguments[0](true), arguments[0])";
    assert_eq!(portal.browser.run_async(forget, &[]).await, json!(true));
    let form = portal.visit(&visit("2026-04-02")).await;
    // What the history tells moves the lines.
    form.shows("Xem biên nhận").await;
    form.open("Báo cáo tháng · Tháng 3/2026").await;
    form.line(0).await;
    becomes(&form, TRAINED, "Kỳ trước", "250,5 lượt").await;
    form.fill_in(TRAINED, "Kết quả", "300").await;
    becomes(&form, TRAINED, "Lũy kế", "650,5 lượt").await;
    assert_eq!(figure(&form, TRAINED, "So với chỉ tiêu").await, "54,21%");
    assert_eq!(figure(&form, TRAINED, "Chỉ tiêu năm").await, "1.200 lượt");

    // More than three times the last month's is to be explained.
    form.fill_in(TRAINED, "Kết quả", "900").await;
    form.leave().await;
    let note = "said(question('Giải trình số liệu')?.querySelector('label')) || null";
    assert_eq!(form.text(note, &[]).await, "Giải trình số liệu");
    form.fill_in(TRAINED, "Kết quả", "300").await;
    form.when("!question('Giải trình số liệu')", &[]).await;

    // The chart says in words what it is, and the table has every period.
    unfold(&form, "Số liệu qua các kỳ").await;
    let chart = form.now("root.querySelector('.chart').getAttribute('aria-label')", &[]).await;
    assert_eq!(chart, json!(format!("Biểu đồ kết quả qua các kỳ và chỉ tiêu: {TRAINED}")));
    let rows = "all('.figures .table tbody tr').map((row) => [...row.children].map(said).join(' | ')).slice(-4)";
    let expected = [
        "Tháng 1/2026 | 100 lượt | 100 lượt | 1.200 lượt",
        "Tháng 2/2026 | 250,5 lượt | 350,5 lượt | 1.200 lượt",
        "Tháng 3/2026 | 300 lượt | 650,5 lượt | 1.200 lượt",
        "Đến năm 2027 | – | – | 1.500 lượt",
    ];
    assert_eq!(form.now(rows, &[]).await, json!(expected));

    // What was said of the task last time comes by one press, and waits to be confirmed.
    form.press("Như kỳ trước").await;
    assert_eq!(form.message("Tiến độ").await, "Lấy từ báo cáo kỳ trước, chưa xác nhận cho kỳ này.Vẫn đúng");
    form.click_on("first('button', 'Vẫn đúng', question(given[0]))", &[json!("Tiến độ")]).await;
    form.when("!question('Tiến độ').querySelector('.messages p')", &[]).await;
    form.fill("Tiến độ", "10").await;
    form.leave().await;
    assert!(form.message("Tiến độ").await.starts_with("Số liệu 10 thấp hơn kỳ trước (20)"));
    // It may be sent once it is explained, below it; where it fits there is nothing to explain.
    let note = "Tiến độ: giải trình số liệu";
    form.when("question(given[0])", &[json!(note)]).await;
    if engine == Engine::Chromium {
        Inspector::of(form).finds_nothing("9-explained").await;
    }
    form.fill("Tiến độ", "20").await;
    form.when("!question(given[0])", &[json!(note)]).await;
    form.fill("Tiến độ", "10").await;
    form.fill(note, "ok").await;
    form.leave().await;
    assert_eq!(form.message(note).await, "Mới có 2 ký tự; cần ít nhất 3.");
    form.fill(note, "Tính lại theo số lớp được giao thêm").await;
    form.leave().await;
    form.when("!question(given[0]).querySelector('.messages p')", &[json!(note)]).await;

    // By keys to the next task that lacks something.
    form.click_on("control(given[0])", &[json!("Tiến độ")]).await;
    portal.browser.chord('\u{e00a}', '\u{e00f}').await;
    form.when("said(root.querySelector('.panel h2')).startsWith('2')", &[]).await;

    // One state for all that have none.
    form.press("Đặt tình trạng cho nhiều nhiệm vụ").await;
    form.press("Chọn mọi nhiệm vụ chưa có tình trạng").await;
    form.choose_in("root.getElementById('bulk-status')", "Đang thực hiện").await;
    form.press("Đặt cho các nhiệm vụ đã chọn").await;
    form.shows("Số nhiệm vụ đã đặt tình trạng: 2").await;
    assert_eq!(form.value("Tình trạng").await, "in-progress");
    if engine == Engine::Chromium {
        let mut inspector = Inspector::of(form);
        inspector.inspect("9-bulk").await;
        form.line(0).await;
        unfold(&form, "Số liệu qua các kỳ").await;
        inspector.inspect("9-figures").await;
        assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
    }
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

in_every_engine!(sums_follow_and_questions_come_and_go_while_one_types);

async fn sums_follow_and_questions_come_and_go_while_one_types(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(&visit("2026-02-02")).await;
    form.open("Báo cáo tháng · Tháng 1/2026").await;
    form.line(0).await;
    assert!(!form.asks("Ngày tổ chức hoạt động chính").await && !form.asks("Trong đó là đoàn viên").await);
    form.choose("Tình trạng", "Đang thực hiện").await;
    form.when("question('Ngày tổ chức hoạt động chính')", &[]).await;
    form.fill("Số người dự là nam", "1.200").await;
    form.fill("Số người dự là nữ", "34").await;
    let sum = "said(question(given[0])?.querySelector('output')) === given[1]";
    form.when(sum, &[json!("Tổng số người dự"), json!("1.234")]).await;
    // A sum of what can be read would be taken for the whole.
    form.fill("Số người dự là nữ", "34 nữ").await;
    form.when(sum, &[json!("Tổng số người dự"), json!("chưa có")]).await;
    form.fill("Số người dự là nữ", "34").await;
    form.when(sum, &[json!("Tổng số người dự"), json!("1.234")]).await;
    form.fill("Trong đó là đoàn viên", "1235").await;
    form.leave().await;
    assert_eq!(form.message("Trong đó là đoàn viên").await, "Số đoàn viên không thể lớn hơn tổng số người dự.");
    form.fill("Trong đó là đoàn viên", "617").await;
    form.when(sum, &[json!("Tỷ lệ đoàn viên"), json!("50%")]).await;
    assert_eq!(form.now("control('Trong đó là đoàn viên').getAttribute('aria-required')", &[]).await, Value::Null);

    // A task that is done while its target is missed is to be explained, where the figure stands.
    form.choose("Tình trạng", "Hoàn thành").await;
    form.fill("Kết quả thực hiện trong kỳ", "Đã mở 4 lớp").await;
    form.fill_in(TRAINED, "Kết quả", "1199").await;
    form.leave().await;
    form.fill("Giải trình số liệu", "Một lớp dời sang tháng sau").await;
    form.leave().await;

    // What nobody knows of the months before is asked once; in the plan's first month that is the same month a year ago only.
    let asked = "[...root.querySelectorAll('.figures details label')].map(said)";
    let asked = form.now(asked, &[]).await;
    assert!(asked.as_array().is_some_and(|all| !all.is_empty()), "{asked}");
    let is_last_year =
        |label: &Value| label.as_str().is_some_and(|label| label.starts_with("Kết quả cùng kỳ năm trước"));
    assert!(asked.as_array().unwrap().iter().all(is_last_year), "{asked}");
    let form = portal.visit(&visit("2026-03-02")).await;
    form.open("Báo cáo tháng · Tháng 2/2026").await;
    form.line(0).await;
    form.when("all('.figures summary').map(said).includes('Nhập số liệu các kỳ trước')", &[]).await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
