//! The page of the consolidating office: who owes what, who has sent it, and when.

use crate::engine::{Engine, in_every_engine};
use crate::portal::Portal;
use serde_json::json;

const VISIT: &str = "plan=vp-ubnd-tinh-2025&unit=phong-hanh-chinh-quan-tri&as-of=2026-06-13";
const REPORT: &str = "Báo cáo 6 tháng · 6 tháng đầu năm 2026";
const UNIT: &str = "Phòng Hành chính - Quản trị";
const OTHER: &str = "Trung tâm Tin học và Công báo";

/// What stands in the row of a unit, in the column of a period; `-` where there is no such row or column.
const CELL: &str = "const said = (one) => one.textContent.replace(/\\s+/g, ' ').trim();
    const begins = (all, text) => [...all].findIndex((one) => said(one).startsWith(text));
    const table = document.querySelector('#matrix table');
    if (!table) return null;
    const row = table.tBodies[0].rows[begins(table.tBodies[0].rows, arguments[0])];
    return row?.cells[begins(table.tHead.rows[0].cells, arguments[1])] ? said(row.cells[begins(table.tHead.rows[0].cells, arguments[1])]) || 'blank' : '-';";

async fn cell(portal: &Portal, unit: &str, period: &str) -> String {
    let found = portal.browser.until("the table", CELL, &[json!(unit), json!(period)]).await;
    found.as_str().unwrap().to_owned()
}

async fn count(portal: &Portal) -> String {
    let said = "return document.getElementById('count').textContent || null";
    portal.browser.until("the count", said, &[]).await.as_str().unwrap().to_owned()
}

async fn look_as_of(portal: &Portal, day: &str) {
    let address = format!("{}/received.html?plan=vp-ubnd-tinh-2025&as-of={day}", portal.line.url());
    portal.browser.go(&address).await;
}

in_every_engine!(it_shows_who_owes_what_and_what_corrects_what);

async fn it_shows_who_owes_what_and_what_corrects_what(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    look_as_of(&portal, "2025-07-20").await;
    assert_eq!(
        count(&portal).await,
        "Chưa nhận được báo cáo nào. Tính đến ngày 20/7/2025, quá hạn chưa nộp: 3 báo cáo của 1 đơn vị."
    );
    assert_eq!(cell(&portal, UNIT, "Tháng 7/2025").await, "Chưa nộp hạn 14/7/2025");
    assert_eq!(cell(&portal, UNIT, "Năm 2025").await, "Chưa đến hạn hạn 14/12/2025");
    assert_eq!(cell(&portal, UNIT, "Tháng 8/2025").await, "-", "has not begun");
    assert_eq!(cell(&portal, OTHER, "Tháng 7/2025").await, "blank", "owes nothing");

    // A report and its correction.
    let form = portal.visit(VISIT).await;
    form.open(REPORT).await;
    form.click_on("root.querySelector('.nil input')", &[]).await;
    form.when("root.querySelector('.nil input').checked", &[]).await;
    form.line(form.lines().await - 1).await;
    form.fill("Họ và tên người lập báo cáo", "Đỗ Thị Yến").await;
    form.fill("Chức vụ", "Phó Trưởng phòng").await;
    form.check().await;
    form.press("Gửi báo cáo").await;
    assert_eq!(form.receipt("Số biên nhận").await, "BC-000001");
    form.press("Sửa và gửi bản điều chỉnh").await;
    form.line(form.lines().await - 1).await;
    form.fill("Chức vụ", "Trưởng phòng").await;
    form.check().await;
    form.press("Gửi").await;
    form.when(
        "said(all('.receipt dt').find((dt) => said(dt) === given[0])?.nextElementSibling) === given[1]",
        &[json!("Số biên nhận"), json!("BC-000002")],
    )
    .await;

    // The portal's links keep plan and day.
    let links =
        "return [...document.querySelectorAll('#submitted a, .menu a[href*=received]')].map(({ href }) => href)";
    let links = portal.browser.run(links, &[]).await;
    assert_eq!((links[0].clone(), links.as_array().map(Vec::len)), (links[1].clone(), Some(2)));
    portal.browser.go(links[0].as_str().unwrap()).await;
    let sent = cell(&portal, UNIT, "6 tháng đầu năm 2026").await;
    assert_eq!(
        sent,
        "BC-000002 Đúng hạn lần 2, thay BC-000001; nhận 12:00 ngày 13/6/2026\
         BC-000001 đã được thay bằng BC-000002 lần 1; nhận 12:00 ngày 13/6/2026"
    );
    assert_eq!(cell(&portal, UNIT, "Tháng 6/2026").await, "Chưa đến hạn hạn 14/6/2026");
    look_as_of(&portal, "2026-06-20").await;
    assert_eq!(cell(&portal, UNIT, "Tháng 6/2026").await, "Chưa nộp hạn 14/6/2026");
    assert_eq!(cell(&portal, UNIT, "6 tháng đầu năm 2026").await, sent);
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn a_plan_that_is_over_is_shown_as_on_a_day_of_its_time() {
    let portal = Portal::start().await;
    portal.browser.go(&format!("{}/received.html?plan=tw-doan-bo-tttt-2022", portal.line.url())).await;
    let class = "Mỗi đơn vị thuộc: Văn phòng, các ban, đơn vị Trung ương Đoàn";
    assert_eq!(
        cell(&portal, class, "đối với các hoạt động năm 2023 Báo cáo kết quả triển khai").await,
        "hạn 9/10/2023"
    );
    assert!(count(&portal).await.contains("Tính đến ngày 2/10/2023"));
    assert_eq!(portal.browser.run("return document.getElementById('as-of').value", &[]).await, "2023-10-02");
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn reports_that_belong_to_no_period_stand_in_one_column() {
    let portal = Portal::start().await;
    for day in ["2026-06-10", "2026-06-18"] {
        let form = portal.visit(&format!("plan=xa-nam-cuong-2026&unit=phong-van-hoa-xa-hoi&as-of={day}")).await;
        form.tell_of_difficulties("Chưa có cán bộ chuyên trách").await;
        form.press("Gửi báo cáo").await;
        form.receipt("Số biên nhận").await;
    }
    portal.browser.go(&format!("{}/received.html?plan=xa-nam-cuong-2026&as-of=2026-06-20", portal.line.url())).await;
    let row = "return [...document.querySelectorAll('#matrix tbody tr')].map((row) => row.textContent.match(/BC-\\d+/g)?.join(' '))
        .find(Boolean) ?? null";
    assert_eq!(portal.browser.until("the table", row, &[]).await, "BC-000002 BC-000001");
    let columns = "return [...document.querySelectorAll('#matrix thead th')].filter((one) => one.textContent.includes('Khó khăn')).length";
    assert_eq!(portal.browser.run(columns, &[]).await, 1);
}
