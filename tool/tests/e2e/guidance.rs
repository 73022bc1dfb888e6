//! What a plan says to help: examples beside questions, and what its abbreviations stand for.

use crate::form::Form;
use crate::inspector::Inspector;
use crate::portal::Portal;
use serde_json::json;

pub const PLAN: &str = "plan=vi-du-bieu-so-lieu&unit=huyen-doan-b&as-of=2026-03-10";
pub const REPORT: &str = "Báo cáo quý · Quý I/2026";

/// Gives the element the plan with more to explain.
pub async fn explained(form: &Form<'_>) {
    form.when("due(given[0])", &[json!(REPORT)]).await;
    let change = "plan.version = 'viet-tat'; \
            plan.abbreviations = {'ĐVTN': 'đoàn viên, thanh niên', 'KT-XH': 'kinh tế - xã hội', 'TTCS': 'trung tâm công nghệ số', \
                'UBMTTQ': 'Ủy ban Mặt trận Tổ quốc', 'XH': 'xã hội', 'UBND': 'Ủy ban nhân dân'}; \
            plan.tasks[0].title = 'Tuyên truyền, phổ biến kỹ năng số cho ĐVTN gắn với phát triển KT-XH'; \
            plan.tasks[1].title = 'Phối hợp UBND xã thành lập tổ công nghệ số cộng đồng'; \
            plan.reports[0].outline.entry = ['status', \
                {field: 'result', help: 'Ghi kết quả chính, có số liệu.', example: 'Đã tổ chức 3 lớp cho 120 ĐVTN tại TTCS.'}, \
                {field: 'lop', label: 'Số lớp', kind: 'integer', example: '3'}];";
    form.changes_plan(change, &[]).await;
    form.when("document.querySelector('bao-cao').plan?.version === 'viet-tat' && due(given[0])", &[json!(REPORT)])
        .await;
}

/// The short forms that the open page lists, and what they stand for.
const LISTED: &str = "all('.abbreviations dt').map((dt) => `${said(dt)}: ${said(dt.nextElementSibling)}`)";

#[tokio::test]
async fn examples_and_abbreviations_help_where_they_are_met() {
    let portal = Portal::start().await;
    let form = portal.visit(PLAN).await;
    explained(&form).await;
    form.open(REPORT).await;
    // Above the list stand all of the report.
    form.when("holds('summary', 'Chữ viết tắt (4)')", &[]).await;
    form.line(0).await;
    // An example stands beside the question, is told with it, and is not in the control.
    form.when(
        "said(question('Kết quả thực hiện trong kỳ')).includes('Ví dụ: Đã tổ chức 3 lớp cho 120 ĐVTN tại TTCS.')",
        &[],
    )
    .await;
    let told = "(control(given[0]).getAttribute('aria-describedby') ?? '').split(' ').map((id) => said(root.getElementById(id))).join(' | ')";
    let said = form.text(told, &[json!("Kết quả thực hiện trong kỳ")]).await;
    assert!(
        said.ends_with("Ghi kết quả chính, có số liệu. | Ví dụ: Đã tổ chức 3 lớp cho 120 ĐVTN tại TTCS."),
        "{said}"
    );
    assert_eq!(form.text(told, &[json!("Số lớp")]).await, "Ví dụ: 3");
    assert_eq!(
        form.now(
            "control('Kết quả thực hiện trong kỳ').placeholder + control('Kết quả thực hiện trong kỳ').value",
            &[]
        )
        .await,
        json!("")
    );
    // What is wrong is told before it.
    form.fill("Số lớp", "ba").await;
    form.leave().await;
    form.message("Số lớp").await;
    let said = form.text(told, &[json!("Số lớp")]).await;
    assert!(said.ends_with("| Ví dụ: 3") && said.len() > "| Ví dụ: 3".len(), "{said}");
    form.fill("Số lớp", "3").await;

    // Those of the task open by keys and fingers alike, in the order of their mention; what is part of a longer one is not
    // among them.
    form.when("holds('summary', 'Chữ viết tắt (3)')", &[]).await;
    assert_eq!(form.now("shown(root.querySelector('.abbreviations dl'))", &[]).await, json!(false));
    form.now("holds('summary', 'Chữ viết tắt (3)').focus()", &[]).await;
    portal.browser.press("\u{e007}").await;
    form.when("shown(root.querySelector('.abbreviations dl'))", &[]).await;
    let expected = ["ĐVTN: đoàn viên, thanh niên", "KT-XH: kinh tế - xã hội", "TTCS: trung tâm công nghệ số"];
    assert_eq!(form.now(LISTED, &[]).await, json!(expected));
    form.now("scrollTo(0, 0)", &[]).await;
    let mut inspector = Inspector::of(form);
    inspector.inspect("12-guidance").await;

    // In the table of all tasks, and in a cell of a table.
    form.press("Điền mọi nhiệm vụ trong một bảng").await;
    form.click_on("holds('summary', 'Chữ viết tắt (4)')", &[]).await;
    form.when(&format!("{LISTED}.length === 4 && shown(root.querySelector('.abbreviations dl'))"), &[]).await;
    form.click_on("root.querySelector('.grid td[data-at=\"0 2\"]')", &[]).await;
    form.when(
        "said(root.querySelector('.grid .messages')).endsWith('Ví dụ: Đã tổ chức 3 lớp cho 120 ĐVTN tại TTCS.')",
        &[],
    )
    .await;
    assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
