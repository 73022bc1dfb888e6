//! By keys alone: a table goes out as a workbook and comes in from one; all tasks as one table.

use super::{CONTROL, DOWN, ENTER, ESCAPE, Keys, TAB};
use crate::engine::{Engine, in_every_engine};
use crate::guidance;
use crate::place;
use crate::portal::Portal;
use crate::tables::{LIST, says};
use serde_json::Value;

const DELETE: &str = "\u{e017}";
const OUT: &str = "said(focused()) === 'Phím dùng trong bảng'";

/// Catches what is given to the officer as a file; the way to its bytes.
const CATCH: &str = "URL.createObjectURL = (blob) => ((window.caught = blob), 'about:blank');
    HTMLAnchorElement.prototype.click = () => {}";
const BYTES: &str = "const done = arguments[0]; caught.arrayBuffer().then((bytes) => done([...new Uint8Array(bytes)]))";

in_every_engine!(a_table_goes_out_as_a_workbook_and_comes_in_again);

async fn a_table_goes_out_as_a_workbook_and_comes_in_again(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(guidance::PLAN).await;
    let keys = Keys(form);
    keys.enter(&format!("Lập báo cáo: {}", guidance::REPORT)).await;
    keys.arrives("#report").await;
    keys.enter("Đánh giá chung, kiến nghị").await;
    keys.arrives(".panel h2").await;
    portal.browser.run(CATCH, &[]).await;
    // Past the first table; into the second.
    keys.to("Tổng số, Số lớp").await;
    keys.press(ESCAPE).await;
    keys.rests(OUT, &[]).await;
    keys.to("1, Tên tổ").await;
    for typed in ["Tổ A", TAB, "thôn", TAB, "9/2/2026", TAB, "1.205", TAB, "3", ENTER] {
        keys.press(typed).await;
    }
    keys.rests("focused()?.closest('td')?.dataset.at === '1 0'", &[]).await;
    keys.press(ESCAPE).await;
    keys.rests(OUT, &[]).await;
    keys.enter_before("Tải tệp Excel (.xlsx)").await;
    keys.rests(
        "window.caught && holds('[role=status]', 'Đã tải tệp về máy.') && focused()?.localName === 'button'",
        &[],
    )
    .await;
    let bytes = portal.browser.run_async(BYTES, &[]).await;
    let bytes: Vec<u8> = bytes.as_array().unwrap().iter().filter_map(Value::as_u64).map(|byte| byte as u8).collect();
    assert!(bytes.starts_with(b"PK"), "{bytes:?}");
    let folder = place::temporary("workbook");
    let file = folder.join("bieu-02.xlsx");
    std::fs::write(&file, bytes).unwrap();

    keys.back_to("2, Tên tổ").await;
    form.browser.chord(CONTROL, 'a').await;
    keys.press(DELETE).await;
    says(&form, LIST, (0, 1), "").await;
    keys.press(ESCAPE).await;
    keys.rests(OUT, &[]).await;
    keys.back_to("Nhập từ tệp Excel hoặc CSV").await;
    keys.choose_file(&file).await;
    keys.rests("said(focused()) === 'Dán'", &[]).await;
    keys.press(ENTER).await;
    keys.rests("focused()?.closest('td') && !root.querySelector('.paste')", &[]).await;
    for (column, text) in ["Tổ A", "Thôn, bản", "09/02/2026", "1.205", "3"].into_iter().enumerate().skip(1) {
        says(&form, LIST, (0, column), text).await;
    }
    std::fs::remove_dir_all(folder).unwrap();
    form.saved().await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

in_every_engine!(all_tasks_are_filled_in_side_by_side);

async fn all_tasks_are_filled_in_side_by_side(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(guidance::PLAN).await;
    let keys = Keys(form);
    keys.enter(&format!("Lập báo cáo: {}", guidance::REPORT)).await;
    keys.arrives("#report").await;
    keys.enter("Điền mọi nhiệm vụ trong một bảng").await;
    keys.arrives("#grid").await;
    keys.to("Tuyên truyền, phổ biến kỹ năng số, Tình trạng").await;
    keys.press(DOWN).await;
    keys.rests("focused()?.closest('td')?.dataset.at === '1 0'", &[]).await;
    keys.press("đang").await;
    keys.press(TAB).await;
    form.when("said(root.querySelector('.grid td[data-at=\"1 0\"]')) === 'Đang thực hiện'", &[]).await;
    keys.press(ESCAPE).await;
    keys.rests(OUT, &[]).await;
    keys.enter_before("Điền từng nhiệm vụ").await;
    keys.rests("tasks().length && focused()?.id === 'tasks'", &[]).await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
