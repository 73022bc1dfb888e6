//! A draft on paper that has places to mend, and a day that is none.

use super::{CONTROL, fill, opens, text_of_page};
use crate::inspector::Inspector;
use crate::portal::Portal;
use crate::tables::{LIST, TAB, goes_to, pastes, texts};
use serde_json::{Value, json};

const PLAN: &str = "plan=vi-du-bieu-so-lieu&unit=huyen-doan-b&as-of=2026-03-10";
const FIXED: &str = "Biểu 01. Kết quả tập huấn kỹ năng số";
const WARNS: &str = "chỗ cần sửa; nên sửa xong rồi hãy in.";

/// The rows of a table on the print page, by its place.
async fn rows(portal: &Portal, nth: usize) -> Vec<Vec<String>> {
    let rows = "return [...document.querySelectorAll('#paper table.grid')[arguments[0]].querySelectorAll('tbody tr')]
        .map((row) => [...row.children].map((cell) => cell.textContent))";
    let rows: Value = portal.browser.run(rows, &[json!(nth)]).await;
    rows.as_array().expect("rows").iter().map(texts).collect()
}

#[tokio::test]
async fn what_cannot_be_read_is_printed_as_it_was_typed_without_sums_of_the_rest() {
    let portal = Portal::start().await;
    let form = portal.visit(PLAN).await;
    form.open("Báo cáo quý · Quý I/2026").await;
    form.line_named("Đánh giá chung, kiến nghị").await;
    for (row, cells) in [(2, ["abc", "30"]), (3, ["10", "20"])] {
        goes_to(&form, FIXED, row, 1).await;
        for keys in [cells[0], TAB, cells[1], TAB] {
            portal.browser.press(keys).await;
        }
    }
    goes_to(&form, LIST, 0, 0).await;
    pastes(&form, "Tổ 1\tnước ngoài\t31/02/2026\tmười\t4\t(500)\nTổ 2\tThôn, bản\t1/2/2026\t12\t3\t1.000\n").await;
    form.press("Dán").await;
    form.fill("Tổng số thành viên các tổ công nghệ số cộng đồng", "34 nữ").await;
    form.leave().await;
    form.check().await;
    form.press("In, tải văn bản").await;
    form.shows(WARNS).await;
    // Nothing scrolls to what has the focus already while the window is made smaller.
    form.leave().await;
    let mut inspector = Inspector::of(form);
    inspector.inspect("9-paper-to-mend").await;
    let ours = opens(&form, "In").await;
    let first = rows(&portal, 0).await;
    assert_eq!(first[2], ["1.1", "Học sinh, sinh viên", "", "abc", "30", "", "", ""]);
    assert_eq!(first[3], ["1.2", "Công chức, viên chức, người lao động", "", "10", "20", "30", "66,67", ""]);
    for sum in &first[..2] {
        assert_eq!(sum[2..], ["", "", "50", "", "", ""], "a sum of the rest is none");
    }
    let second = rows(&portal, 1).await;
    assert_eq!(second[0], ["1", "Tổ 1", "nước ngoài", "31/02/2026", "mười", "4", "(500)", ""]);
    assert_eq!(second[1], ["2", "Tổ 2", "Thôn, bản", "01/02/2026", "12", "3", "1.000", "25"]);
    assert_eq!(second[2], ["Tổng cộng", "", "7", "", ""]);
    let page = text_of_page(&portal).await;
    assert!(page.contains("34 nữ"), "{page}");
    portal.browser.close_for(ours).await;
    form.press("Đóng").await;
    assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn a_day_that_is_none_is_told_at_its_field_which_gets_the_focus() {
    let portal = Portal::start().await;
    let form = portal.visit(super::VISIT).await;
    form.tell_of_difficulties("Thiếu máy").await;
    form.check().await;
    form.press("In, tải văn bản").await;
    let warns = form.now("root.getElementById('paper').innerText.includes(given[0])", &[json!(WARNS)]).await;
    assert_eq!(warns, json!(false), "there is nothing to mend");
    fill(&form, "Ngày ký", "31/2/2026").await;
    form.press("In").await;
    // What is wrong is part of what is read out at the field.
    let told = format!(
        "focused() === {CONTROL} && {CONTROL}.ariaInvalid === 'true' &&
        {CONTROL}.getAttribute('aria-describedby').split(' ').map((id) => root.getElementById(id))
            .some((said) => said?.checkVisibility() && said.textContent.startsWith('Phải là ngày có thật'))"
    );
    form.when(&told, &[json!("Ngày ký")]).await;
    let mut inspector = Inspector::of(form);
    inspector.inspect("9-paper-day").await;
    assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
    fill(&form, "Ngày ký", "28/2/2026").await;
    let ours = opens(&form, "In").await;
    let page = text_of_page(&portal).await;
    assert!(page.contains("ngày 28 tháng 02 năm 2026"), "{page}");
    portal.browser.close_for(ours).await;
    let mended = format!("{CONTROL}.ariaInvalid === null && root.getElementById('paper-day-wrong').hidden");
    form.when(&mended, &[json!("Ngày ký")]).await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
