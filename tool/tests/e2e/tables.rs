//! Tables as spreadsheets: typed by keys, pasted, saved, sent; and all tasks as one.

mod files;
mod measured;
mod mends;
mod slow;

use crate::engine::{Engine, in_every_engine};
use crate::form::Form;
use crate::inspector::Inspector;
use crate::keyboard::Keys;
use crate::portal::Portal;
use serde_json::{Value, json};

const PLAN: &str = "plan=vi-du-bieu-so-lieu&unit=huyen-doan-b&as-of=2026-03-10";
const FIXED: &str = "Biểu 01. Kết quả tập huấn kỹ năng số";
pub const LIST: &str = "Biểu 02. Danh sách tổ công nghệ số cộng đồng";

pub const ENTER: &str = "\u{e007}";
pub const TAB: &str = "\u{e004}";
const DOWN: char = '\u{e015}';
const RIGHT: char = '\u{e014}';
const LEFT: char = '\u{e012}';
const UP: char = '\u{e013}';
const ESCAPE: &str = "\u{e00c}";
const DELETE: &str = "\u{e017}";
const F2: &str = "\u{e032}";
const SHIFT: char = '\u{e008}';
const CONTROL: char = '\u{e009}';

/// The sheet of a question.
const SHEET: &str = "question(given[0])?.querySelector('.sheet')";

/// Goes to a cell with the pointer.
pub async fn goes_to(form: &Form<'_>, label: &str, row: usize, column: usize) {
    let cell = format!("{SHEET}?.querySelector(`td[data-at=\"${{given[1]}} ${{given[2]}}\"]`)");
    form.click_on(&cell, &[json!(label), json!(row), json!(column)]).await;
    is_at(form, row, column).await;
}

/// What stands below the columns.
pub async fn totals(form: &Form<'_>, label: &str) -> Vec<String> {
    texts(&form.now(&format!("[...{SHEET}.querySelectorAll('tfoot td')].map(said)"), &[json!(label)]).await)
}

/// Waits until a cell says this.
pub async fn says(form: &Form<'_>, label: &str, (row, column): (usize, usize), text: &str) {
    let cell = format!("said({SHEET}.querySelector(`td[data-at=\"${{given[1]}} ${{given[2]}}\"]`)) === given[3]");
    form.when(&cell, &[json!(label), json!(row), json!(column), json!(text)]).await;
}

/// Waits until the focus is in a cell.
async fn is_at(form: &Form<'_>, row: usize, column: usize) {
    let at = "focused()?.closest('td')?.dataset.at === `${given[0]} ${given[1]}`";
    form.when(at, &[json!(row), json!(column)]).await;
}

/// What the cells of a row say.
pub async fn row(form: &Form<'_>, label: &str, row: usize) -> Vec<String> {
    let cells = format!(
        "[...{SHEET}.querySelectorAll('tbody tr[aria-rowindex]')[given[1]].children].map((cell) => cell.querySelector('[data-editor]')?.value ?? said(cell))"
    );
    texts(&form.now(&cells, &[json!(label), json!(row)]).await)
}

pub fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}

/// Puts a text where pasting would, as the browser does.
pub async fn pastes(form: &Form<'_>, text: &str) {
    let paste = "(() => { const data = new DataTransfer(); data.setData('text/plain', given[0]); \
        return focused().dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, composed: true, cancelable: true})); })()";
    form.now(paste, &[json!(text)]).await;
}

async fn opens(form: &Form<'_>) {
    form.open("Báo cáo quý · Quý I/2026").await;
    form.line_named("Đánh giá chung, kiến nghị").await;
    form.when(SHEET, &[json!(FIXED)]).await;
}

in_every_engine!(a_table_is_filled_in_by_keys_alone_and_does_its_sums);

async fn a_table_is_filled_in_by_keys_alone_and_does_its_sums(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(PLAN).await;
    opens(&form).await;
    let browser = &portal.browser;
    // In by Tab, at the first cell.
    let hands = Keys(form);
    hands.to("Tổng số, Số lớp").await;
    is_at(&form, 0, 0).await;
    browser.press(&DOWN.to_string().repeat(2)).await;
    is_at(&form, 2, 0).await;
    for keys in ["3", TAB, "1.200", TAB, "800", ENTER] {
        browser.press(keys).await;
    }
    // To the next row, where the Tabs began.
    is_at(&form, 3, 0).await;
    let expected = ["1.1 Học sinh, sinh viên", "3", "1.200", "800", "2.000", "40", ""];
    form.when(&format!("said({SHEET}.querySelector('td[data-at=\"2 3\"]')) === '2.000'"), &[json!(FIXED)]).await;
    assert_eq!(row(&form, FIXED, 2).await, expected);
    // The sums of rows, and of sums.
    assert_eq!(row(&form, FIXED, 0).await, ["Tổng số", "3", "1.200", "800", "2.000", "40", ""]);
    assert_eq!(row(&form, FIXED, 1).await[1..], ["3", "1.200", "800", "2.000", "40", ""]);

    // Esc brings back what stood there; once more it leads out of the table.
    browser.press(&[UP, RIGHT, RIGHT].iter().collect::<String>()).await;
    is_at(&form, 2, 2).await;
    browser.press("9").await;
    browser.press("9").await;
    browser.press(ESCAPE).await;
    form.when("focused()?.value === '800'", &[]).await;
    // Also what was typed a while ago, as long as one has not gone on.
    browser.press("77").await;
    form.when(&format!("said({SHEET}.querySelector('td[data-at=\"2 3\"]')) === '1.277'"), &[json!(FIXED)]).await;
    browser.press(ESCAPE).await;
    form.when("focused()?.value === '800'", &[]).await;
    form.when(&format!("said({SHEET}.querySelector('td[data-at=\"2 3\"]')) === '2.000'"), &[json!(FIXED)]).await;
    // F2 puts the caret into the text.
    browser.press(F2).await;
    browser.press("1").await;
    browser.press(ENTER).await;
    is_at(&form, 3, 2).await;
    form.when(&format!("said({SHEET}.querySelector('td[data-at=\"2 2\"]')) === '8001'"), &[json!(FIXED)]).await;
    browser.chord(CONTROL, 'z').await;
    form.when(&format!("said({SHEET}.querySelector('td[data-at=\"2 2\"]')) === '800'"), &[json!(FIXED)]).await;
    is_at(&form, 3, 2).await;
    browser.press(ESCAPE).await;
    form.when("said(focused()) === 'Phím dùng trong bảng'", &[]).await;

    // What follows from others is not written.
    hands.back_to("Công chức, viên chức, người lao động, Nữ").await;
    is_at(&form, 3, 2).await;
    browser.press(&[UP, RIGHT].iter().collect::<String>()).await;
    is_at(&form, 2, 3).await;
    browser.press("7").await;
    browser.press(&DOWN.to_string()).await;
    assert_eq!(row(&form, FIXED, 2).await[4], "2.000");

    // What is wrong is said where it is, and kept as it was typed.
    browser.press(&[DOWN, LEFT, LEFT].iter().collect::<String>()).await;
    is_at(&form, 4, 1).await;
    for keys in ["năm", ENTER] {
        browser.press(keys).await;
    }
    let said = format!("said({SHEET}.parentElement.querySelector('.messages'))");
    form.when(&format!("{said} === 'Cần ghi bằng chữ số, ví dụ 1.234,5.' || {said}.includes('số')"), &[json!(FIXED)])
        .await;
    form.when(&format!("{SHEET}.querySelector('td[data-at=\"4 1\"]').ariaInvalid === 'true'"), &[json!(FIXED)]).await;
    // A sum of the rest would be taken for the whole.
    assert_eq!(row(&form, FIXED, 0).await[2..4], ["", "800"]);
    // What has the focus is told to be wrong, and why.
    is_at(&form, 4, 1).await;
    form.when("focused().ariaInvalid === 'true'", &[]).await;
    // Only Chromium's developer tools show how it is told.
    if engine == Engine::Chromium {
        let focused = crate::tree::focused(form).await;
        assert!(focused.starts_with("textbox “Người dân, Nam” = năm [invalid true] (Phải là số"), "{focused}");
    }
    browser.press(DELETE).await;
    form.when(&format!("{SHEET}.querySelector('td[data-at=\"4 1\"]').ariaInvalid !== 'true'"), &[json!(FIXED)]).await;
    assert_eq!(row(&form, FIXED, 0).await[2..4], ["1.200", "800"]);
    form.when("focused().ariaInvalid !== 'true'", &[]).await;
    if engine == Engine::Chromium {
        let focused = crate::tree::focused(form).await;
        assert!(!focused.contains("invalid"), "{focused}");
    }
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn what_is_pasted_is_shown_first_and_lands_where_it_belongs() {
    let portal = Portal::start().await;
    let form = portal.visit(PLAN).await;
    opens(&form).await;
    let browser = &portal.browser;
    goes_to(&form, LIST, 0, 0).await;
    let block = "TT\tTên tổ\tĐịa bàn\tTổng số\tLà đoàn viên\tKinh phí hỗ trợ (đồng)\tNgày thành lập\tGhi chú\n\
        1\t\"Tổ\nsố 1\"\tThôn, bản\t12\t3\t1,500,000\t9/2/2026\tx\n\
        2\tTổ số 2\tXã, phường\t8\t5\t2,250,000\t31/2/2026\t\n\
        \tTổng cộng\t\t20\t8\t3,750,000\t\t\n";
    pastes(&form, block).await;
    form.shows("Các cột được xếp theo tiêu đề trong phần dán.").await;
    form.shows("Cột không có chỗ trong bảng, sẽ bỏ qua: Ghi chú").await;
    form.shows("Số ô chưa đúng, sẽ được đánh dấu để sửa: 1").await;
    form.when("said(focused()) === 'Dán'", &[]).await;
    let mut inspector = Inspector::of(form);
    inspector.inspect("10-paste").await;
    form.press("Dán").await;
    form.when(&format!("said({SHEET}.querySelector('tfoot td:nth-child(5)')) === '20'"), &[json!(LIST)]).await;
    let first = row(&form, LIST, 0).await;
    assert_eq!(first[1], "Tổ số 1", "a line has no breaks");
    assert_eq!(first[2..], ["Thôn, bản", "9/2/2026", "12", "3", "1.500.000", "25"]);
    let total = format!("[...{SHEET}.querySelectorAll('tfoot td')].map(said)");
    let total = texts(&form.now(&total, &[json!(LIST)]).await);
    assert_eq!(total, ["", "", "", "20", "8", "3.750.000", "40"]);
    // The day that does not exist is marked, and the summary leads to it.
    // Where the page is scrolled to decides what the bar at its foot covers.
    form.now("scrollTo(0, 0)", &[]).await;
    inspector.inspect("10-table").await;
    form.check().await;
    form.shows("Biểu 02").await;
    inspector.inspect("10-table-check").await;
    form.press("Quay lại sửa").await;
    assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
    assert_eq!(browser.complaints().await, [""; 0]);
}

/// Of two columns called "Nam" the heading over them says which is meant, where it is pasted and where it is written.
#[tokio::test]
async fn columns_of_one_title_are_told_apart() {
    let portal = Portal::start().await;
    let form = portal.visit(PLAN).await;
    form.when("due(given[0])", &[json!("Báo cáo quý · Quý I/2026")]).await;
    let change = "const of = (group, id) => [['nam', 'Nam'], ['nu', 'Nữ']].map(([key, title]) => ({id: key + id, title, group, kind: 'integer'})); \
        plan.reports[0].outline.sections = [{field: 'bieu', label: 'Biểu 02. Danh sách tổ công nghệ số cộng đồng', kind: 'table', \
            table: {columns: [{id: 'xa', title: 'Xã'}, ...of('Trong quý', '-quy'), ...of('Lũy kế từ đầu năm', '-nam')]}}];";
    form.changes_plan(change, &[]).await;
    form.when("tasks().length === 0 && due(given[0])", &[json!("Báo cáo quý · Quý I/2026")]).await;
    form.open("Báo cáo quý · Quý I/2026").await;
    form.line_named("Đánh giá chung, kiến nghị").await;
    form.when(SHEET, &[json!(LIST)]).await;
    goes_to(&form, LIST, 0, 0).await;
    let block =
        "Xã\tLũy kế từ đầu năm\t\tNăm trước\n\tNam\tNữ\tNam\nA\t1\t2\t3\nXã 1\t30\t40\t9\nTổng cộng\t30\t40\t9\n";
    pastes(&form, block).await;
    form.shows("Cột không có chỗ trong bảng, sẽ bỏ qua: Năm trước – Nam").await;
    form.shows("Số dòng đánh số cột và dòng cộng, sẽ bỏ qua: 2").await;
    let heads = texts(&form.now("all('.paste thead th').map(said)", &[]).await);
    assert_eq!(heads, ["Hàng", "Xã", "Lũy kế từ đầu năm – Nam", "Lũy kế từ đầu năm – Nữ"]);
    // Where the page is scrolled to decides what the bar at its foot covers.
    form.now("scrollTo(0, 0)", &[]).await;
    let mut inspector = Inspector::of(form);
    inspector.inspect("10-paste-groups").await;
    form.press("Dán").await;
    says(&form, LIST, (0, 3), "30").await;
    assert_eq!(row(&form, LIST, 0).await[1..], ["Xã 1", "", "", "30", "40"]);
    goes_to(&form, LIST, 0, 4).await;
    let focused = crate::tree::focused(form).await;
    assert!(focused.starts_with("textbox “1, Lũy kế từ đầu năm – Nữ” = 40"), "{focused}");
    assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn blocks_are_chosen_copied_filled_down_and_taken_back() {
    let portal = Portal::start().await;
    let form = portal.visit(PLAN).await;
    opens(&form).await;
    let browser = &portal.browser;
    goes_to(&form, LIST, 0, 0).await;
    for keys in ["Tổ A", TAB, "thôn", TAB, TAB, "5", ENTER] {
        browser.press(keys).await;
    }
    is_at(&form, 1, 0).await;
    // From the first row down over three.
    goes_to(&form, LIST, 0, 3).await;
    for _ in 0..2 {
        browser.chord(SHIFT, DOWN).await;
    }
    form.when(&format!("{SHEET}.querySelectorAll('td[aria-selected=true]').length === 3"), &[json!(LIST)]).await;
    browser.chord(CONTROL, 'd').await;
    form.when(&format!("said({SHEET}.querySelector('tfoot td:nth-child(5)')) === '15'"), &[json!(LIST)]).await;
    // What is still being typed is filled in, too.
    goes_to(&form, LIST, 1, 4).await;
    browser.press("2").await;
    browser.chord(SHIFT, DOWN).await;
    browser.chord(CONTROL, 'd').await;
    form.when(&format!("said({SHEET}.querySelector('tfoot td:nth-child(6)')) === '4'"), &[json!(LIST)]).await;
    form.press("Hoàn tác").await;
    form.press("Hoàn tác").await;
    let copied = "(() => { const data = new DataTransfer(); \
        focused().dispatchEvent(new ClipboardEvent('copy', {clipboardData: data, bubbles: true, composed: true, cancelable: true})); \
        return new Promise((done) => setTimeout(() => done(data.getData('text/plain')), 100)); })()";
    goes_to(&form, LIST, 0, 0).await;
    for _ in 0..3 {
        browser.chord(SHIFT, RIGHT).await;
    }
    form.when(&format!("{SHEET}.querySelectorAll('td[aria-selected=true]').length === 4"), &[json!(LIST)]).await;
    assert_eq!(form.now(copied, &[]).await, json!("Tổ A\tThôn, bản\t\t5\n"));
    form.press("Hoàn tác").await;
    form.when(&format!("said({SHEET}.querySelector('tfoot td:nth-child(5)')) === '5'"), &[json!(LIST)]).await;
    goes_to(&form, LIST, 0, 0).await;
    form.press("Chèn hàng phía trên").await;
    form.when(&format!("said({SHEET}.querySelector('td[data-at=\"1 1\"]')) === 'Thôn, bản'"), &[json!(LIST)]).await;
    form.click_on("first('button', 'Xóa các hàng đang chọn', question(given[0]))", &[json!(LIST)]).await;
    form.when(&format!("said({SHEET}.querySelector('td[data-at=\"0 1\"]')) === 'Thôn, bản'"), &[json!(LIST)]).await;
    // A reload brings all of it back.
    form.shows("Đã lưu").await;
    let form = portal.visit(PLAN).await;
    opens(&form).await;
    assert_eq!(row(&form, LIST, 0).await[1..5], ["Tổ A", "Thôn, bản", "", "5"]);
}

#[tokio::test]
async fn all_tasks_are_filled_in_as_one_table() {
    let portal = Portal::start().await;
    let form = portal.visit(PLAN).await;
    form.open("Báo cáo quý · Quý I/2026").await;
    form.press("Điền mọi nhiệm vụ trong một bảng").await;
    form.when("root.querySelector('.grid .sheet')", &[]).await;
    let browser = &portal.browser;
    let cell = "root.querySelector(`.grid td[data-at=\"${given[0]}\"]`)";
    form.click_on(cell, &[json!("0 0")]).await;
    form.when("focused()?.closest('td')?.dataset.at === '0 0'", &[]).await;
    pastes(
        &form,
        "Đã hoàn thành\t\t100\tĐã tổ chức 3 lớp\nĐang thực hiện\t\t40\tĐã thành lập 2 tổ\nKhông biết\t\t20\t\nKhông thực hiện\tChưa có kinh phí\t\t\n",
    )
    .await;
    form.shows("Số ô chưa đúng, sẽ được đánh dấu để sửa: 1").await;
    browser.press(ENTER).await;
    form.when(&format!("said({cell}) === 'Đang thực hiện'"), &[json!("1 0")]).await;
    // What is asked only because of what was pasted beside it.
    form.when(&format!("said({cell}) === 'Chưa có kinh phí'"), &[json!("3 1")]).await;
    let mut inspector = Inspector::of(form);
    inspector.inspect("10-grid").await;
    // The same answers in the form of one task.
    form.press("Điền từng nhiệm vụ").await;
    form.line(1).await;
    assert_eq!(form.value("Tiến độ").await, "40");
    form.fill("Tiến độ", "45").await;
    form.press("Điền mọi nhiệm vụ trong một bảng").await;
    form.when(&format!("said({cell}) === '45'"), &[json!("1 2")]).await;
    assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
    assert_eq!(browser.complaints().await, [""; 0]);
}

/// What sticks to the sides of a sheet leaves room for the cell in which one writes.
#[tokio::test]
async fn in_a_small_window_no_cell_is_written_in_unseen() {
    let portal = Portal::start().await;
    portal.browser.look(320, 640, false).await;
    let form = portal.visit(PLAN).await;
    opens(&form).await;
    goes_to(&form, FIXED, 0, 0).await;
    let at = "focused()?.closest('td')?.dataset.at";
    // Its start, where the caret is, and its middle; neither above the head nor under names and sums.
    let seen = "(() => { const cell = focused(), at = cell.getBoundingClientRect(); \
        const is_on_top = (x, y) => { const top = root.elementFromPoint(x, y); return top === cell || cell.contains(top); }; \
        return is_on_top(at.left + 4, at.top + at.height / 2) && is_on_top(at.left + at.width / 2, at.top + at.height / 2); })()";
    let last = form
        .now(
            &format!("[...{SHEET}.querySelectorAll('tbody td')].at(-1).dataset.at.split(' ').map(Number)"),
            &[json!(FIXED)],
        )
        .await;
    let (rows, columns) = (last[0].as_u64().unwrap(), last[1].as_u64().unwrap());
    assert!(rows >= 4 && columns >= 4, "{last}");
    // There along the first row, down, and back along the last one and up.
    let ways = [(RIGHT, columns), (DOWN, rows), (LEFT, columns), (UP, rows)];
    let (mut row, mut column) = (0, 0);
    for (key, steps) in ways {
        for _ in 0..steps {
            portal.browser.press(&key.to_string()).await;
            match key {
                RIGHT => column += 1,
                LEFT => column -= 1,
                DOWN => row += 1,
                _ => row -= 1,
            }
            form.when(&format!("{at} === given[0]"), &[json!(format!("{row} {column}"))]).await;
            form.when(seen, &[]).await;
        }
    }
}
