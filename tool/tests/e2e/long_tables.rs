//! Tables longer than what is in the document at once.

use crate::form::Form;
use crate::portal::Portal;
use crate::tables::pastes;
use serde_json::json;

const LIST: &str = "Biểu 02. Danh sách tổ công nghệ số cộng đồng";
const SHEET: &str = "question(given[0])?.querySelector('.sheet')";

/// The sheet with 150 rows pasted into it.
async fn pasted(portal: &Portal) -> Form<'_> {
    let form = portal.visit("plan=vi-du-bieu-so-lieu&unit=huyen-doan-b&as-of=2026-03-10").await;
    form.open("Báo cáo quý · Quý I/2026").await;
    form.line_named("Đánh giá chung, kiến nghị").await;
    form.click_on(&format!("{SHEET}?.querySelector('td[data-at=\"0 0\"]')"), &[json!(LIST)]).await;
    form.when("focused()?.closest('td')?.dataset.at === '0 0'", &[]).await;
    let rows: Vec<String> = (1..=150).map(|n| format!("Tổ {n}\tThôn, bản")).collect();
    pastes(&form, &rows.join("\n")).await;
    form.press("Dán").await;
    form
}

/// Rows out of sight have their room: who scrolls comes to each of them, and to the end.
#[tokio::test]
async fn a_long_table_is_scrolled_to_its_end() {
    let portal = Portal::start().await;
    let form = pasted(&portal).await;
    let row =
        "[...question(given[0]).querySelectorAll('td[data-at$=\" 0\"]')].find((cell) => cell.textContent === given[1])";
    form.when(row, &[json!(LIST), json!("Tổ 2")]).await;
    form.when("focused()?.closest('td')?.dataset.at === '0 0'", &[]).await;
    for (part, name) in [(0.5, "Tổ 75"), (1.0, "Tổ 150"), (0.0, "Tổ 2")] {
        let scroll = format!("{SHEET}.scrollTo(0, {SHEET}.scrollHeight * given[1])");
        form.now(&scroll, &[json!(LIST), json!(part)]).await;
        // In view, not only in the document.
        let in_view = format!(
            "(() => {{ const cell = {row}?.getBoundingClientRect(), sheet = {SHEET}.getBoundingClientRect(); \
                return cell && cell.top < sheet.bottom && cell.bottom > sheet.top; }})()"
        );
        form.when(&in_view, &[json!(LIST), json!(name)]).await;
    }
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

/// Whoever goes down by keys stays in a cell, also where the rows in the document become others.
#[tokio::test]
async fn keys_lead_through_a_long_table() {
    let portal = Portal::start().await;
    let form = pasted(&portal).await;
    form.when("focused()?.closest('td')?.dataset.at === '0 0'", &[]).await;
    for row in 1..=100 {
        portal.browser.press("\u{e015}").await;
        form.when("focused()?.closest('td')?.dataset.at === given[0]", &[json!(format!("{row} 0"))]).await;
    }
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
