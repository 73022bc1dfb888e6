//! All tasks beside each other: what was taken over from the last report, and what is written elsewhere.

use crate::figures;
use crate::inspector::Inspector;
use crate::portal::Portal;
use crate::tables::pastes;
use serde_json::json;

const ENTER: char = '\u{e007}';
const SHIFT: char = '\u{e008}';
const CONTROL: char = '\u{e009}';
const DOWN: char = '\u{e015}';
const UP: &str = "\u{e013}";
const RESULT: &str = "Kết quả thực hiện trong kỳ";
const CELL: &str = "root.querySelector(`.grid td[data-at=\"${given[0]}\"]`)";
const AT: &str = "focused()?.closest('td')?.dataset.at === given[0]";
const MARKS: &str = "all('.grid td:has(.carried)').map((cell) => cell.dataset.at)";

#[tokio::test]
async fn what_was_taken_over_is_marked_in_its_cell_and_confirmed_there() {
    let portal = Portal::start().await;
    let form = figures::second_month(&portal).await;
    form.press("Điền mọi nhiệm vụ trong một bảng").await;
    form.when("root.querySelector('.grid .sheet')", &[]).await;
    assert_eq!(form.now(MARKS, &[]).await, json!([]));
    assert!(form.now("first('.grid button', 'Vẫn đúng')", &[]).await.is_null(), "there is nothing to confirm");
    form.press("Điền từng nhiệm vụ").await;
    form.press("Lấy số liệu kỳ trước").await;
    form.press("Điền mọi nhiệm vụ trong một bảng").await;
    form.when(&format!("{MARKS}.length > 3"), &[]).await;
    let marks = form.now(MARKS, &[]).await.as_array().unwrap().clone();
    let state = |row: u32| json!(format!("{row} {}", marks[0].as_str().unwrap().split_once(' ').unwrap().1));
    // A sign, words for who does not see it, and the whole of it with the cell that is worked in.
    assert_eq!(form.now("said(root.querySelector('.grid td .carried'))", &[]).await, json!("↺chưa xác nhận"));
    form.click_on(CELL, &[state(0)]).await;
    form.when(AT, &[state(0)]).await;
    form.when(
        "said(root.querySelector('.grid .messages')) === 'Lấy từ báo cáo kỳ trước, chưa xác nhận cho kỳ này.'",
        &[],
    )
    .await;
    form.now("scrollTo(0, 0)", &[]).await;
    let mut inspector = Inspector::of(form);
    inspector.inspect("12-grid-carried").await;

    // By the pointer the cell that is worked in; the focus stays in the sheet.
    form.press("Vẫn đúng").await;
    form.when(&format!("!{CELL}.querySelector('.carried')"), &[state(0)]).await;
    form.when(AT, &[state(0)]).await;
    form.shows("Số ô đã xác nhận: 1").await;
    assert_eq!(form.now(&format!("{MARKS}.length"), &[]).await, json!(marks.len() - 1));
    // By keys all that are chosen.
    form.click_on(CELL, &[state(1)]).await;
    form.when(AT, &[state(1)]).await;
    portal.browser.chord(SHIFT, DOWN).await;
    portal.browser.chord(CONTROL, ENTER).await;
    form.shows("Số ô đã xác nhận: 2").await;
    form.when(&format!("{MARKS}.length === given[0]"), &[json!(marks.len() - 3)]).await;
    assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

/// A figure that is odd by the plan's rules is explained beside it; where nothing is odd nothing is to be explained.
#[tokio::test]
async fn an_odd_figure_is_explained_in_its_row() {
    let portal = Portal::start().await;
    let form = figures::second_month(&portal).await;
    form.press("Điền mọi nhiệm vụ trong một bảng").await;
    const FIGURES: &str = "root.querySelectorAll('.grid .sheet')[1]";
    const COLUMN: &str =
        "[...SHEET?.querySelectorAll('thead th') ?? []].findIndex((th) => said(th).startsWith(given[0])) - 1";
    let cell = async |heading: &str| {
        let column = COLUMN.replace("SHEET", FIGURES);
        let column = form.when(&format!("{column} >= 0 && String({column})"), &[json!(heading)]).await;
        format!("{FIGURES}.querySelector('td[data-at=\"0 {}\"]')", column.as_str().unwrap())
    };
    let (value, note) = (cell("Kết quả").await, cell("Giải trình số liệu").await);
    assert_eq!(form.now(&format!("{note}.ariaReadOnly"), &[]).await, json!("true"), "there is nothing to explain");
    form.click_on(&value, &[]).await;
    form.when(&format!("{value}.contains(focused())"), &[]).await;
    portal.browser.press("900").await;
    portal.browser.press(&ENTER.to_string()).await;
    form.when(&format!("{note}.ariaReadOnly !== 'true'"), &[]).await;
    form.click_on(&note, &[]).await;
    form.when(&format!("{note}.contains(focused())"), &[]).await;
    portal.browser.press("Mở thêm 8 lớp theo đề nghị của xã").await;
    portal.browser.press(&ENTER.to_string()).await;
    form.when(&format!("said({note}).includes('Mở thêm 8 lớp')"), &[]).await;
    let mut inspector = Inspector::of(form);
    inspector.inspect("12-grid-note").await;
    form.press("Điền từng nhiệm vụ").await;
    form.line(0).await;
    assert_eq!(form.value("Giải trình số liệu").await, "Mở thêm 8 lớp theo đề nghị của xã");
    assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

/// What was typed is one step, what took its place another.
#[tokio::test]
async fn what_is_typed_cut_and_pasted_comes_back_step_by_step() {
    let portal = Portal::start().await;
    let form = portal.visit(&figures::visit("2026-02-02")).await;
    form.open("Báo cáo tháng · Tháng 1/2026").await;
    form.press("Điền mọi nhiệm vụ trong một bảng").await;
    let column = "all('.grid thead th').findIndex((th) => said(th).startsWith('Kết quả')) - 1";
    let column = form.when(&format!("root.querySelector('.grid .sheet') && String({column})"), &[]).await;
    let cell = json!(format!("0 {}", column.as_str().unwrap()));
    let value = async |text: &str| {
        form.when(&format!("{AT} && focused().value === given[1]"), &[cell.clone(), json!(text)]).await;
    };
    form.click_on(CELL, std::slice::from_ref(&cell)).await;
    form.when(AT, std::slice::from_ref(&cell)).await;
    portal.browser.press("Đã mở 2 lớp").await;
    portal.browser.press(&ENTER.to_string()).await;
    portal.browser.press(UP).await;
    value("Đã mở 2 lớp").await;
    portal.browser.chord(CONTROL, 'x').await;
    value("").await;
    pastes(&form, "Đã mở 3 lớp").await;
    value("Đã mở 3 lớp").await;
    for before in ["", "Đã mở 2 lớp", ""] {
        portal.browser.chord(CONTROL, 'z').await;
        value(before).await;
    }
    for after in ["Đã mở 2 lớp", "", "Đã mở 3 lớp"] {
        portal.browser.chord(CONTROL, 'y').await;
        value(after).await;
    }
    form.press("Hoàn tác").await;
    value("").await;
    form.press("Làm lại").await;
    value("Đã mở 3 lớp").await;
    // What is done anew takes the place of what could be done again.
    form.press("Hoàn tác").await;
    value("").await;
    portal.browser.press("Mới").await;
    portal.browser.press(&ENTER.to_string()).await;
    form.when("first('.grid button', 'Làm lại').disabled", &[]).await;
    form.press("Điền từng nhiệm vụ").await;
    form.line(0).await;
    assert_eq!(form.value(RESULT).await, "Mới");
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn what_is_written_elsewhere_opens_by_pointer_and_finger() {
    let portal = Portal::start().await;
    let form = portal.visit("plan=vp-ubnd-tinh-2025&unit=phong-hanh-chinh-quan-tri&as-of=2026-06-13").await;
    form.open("Báo cáo 6 tháng · 6 tháng đầu năm 2026").await;
    let opens = async || {
        form.press("Điền mọi nhiệm vụ trong một bảng").await;
        form.when("root.querySelector('.grid .sheet')", &[]).await;
        let head = "all('.grid thead th').findIndex((th) => said(th).startsWith('Minh chứng')) - 1";
        let column = form.when(&format!("({head}) > 0 && String({head})"), &[]).await;
        json!(format!("1 {}", column.as_str().unwrap()))
    };
    let cell = opens().await;
    let title = form
        .text(&format!("{CELL}.closest('tr').querySelector('th').lastChild.textContent"), std::slice::from_ref(&cell))
        .await;
    let is_open = "said(root.querySelector('.panel h2')).endsWith(given[0])";
    form.click_on(CELL, std::slice::from_ref(&cell)).await;
    form.when(AT, std::slice::from_ref(&cell)).await;
    form.press("Mở nhiệm vụ để điền ô này").await;
    form.when(is_open, &[json!(title)]).await;
    // Or by a double click.
    let cell = opens().await;
    let twice = format!(
        "(() => {{ const cell = {CELL}; cell.scrollIntoView({{block: 'center'}}); const {{x, y, width, height}} = cell.getBoundingClientRect(); \
        return [x + width / 2, y + height / 2]; }})()"
    );
    let place = form.when(&twice, std::slice::from_ref(&cell)).await;
    for (kind, count) in [("mousePressed", 1), ("mouseReleased", 1), ("mousePressed", 2), ("mouseReleased", 2)] {
        let event = json!({"type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": count});
        portal.browser.devtools("Input.dispatchMouseEvent", event).await;
    }
    form.when(is_open, &[json!(title)]).await;
    // What is written in the sheet does not open.
    opens().await;
    form.click_on(CELL, &[json!("1 0")]).await;
    form.when(AT, &[json!("1 0")]).await;
    assert!(form.now("first('.grid button:disabled', 'Mở nhiệm vụ để điền ô này')", &[]).await.is_object());
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

/// The same as beside the task.
#[tokio::test]
async fn what_was_left_blank_is_marked_in_its_cell() {
    let portal = Portal::start().await;
    let form = figures::second_month(&portal).await;
    form.line(0).await;
    form.choose("Tình trạng", "Hoàn thành").await;
    form.fill(RESULT, "").await;
    form.leave().await;
    form.when("said(question(given[0]).querySelector('.messages'))", &[json!(RESULT)]).await;
    form.press("Điền mọi nhiệm vụ trong một bảng").await;
    let cell = "(() => { const sheet = all('.grid .sheet')[given[0]]; \
        const column = [...sheet?.querySelectorAll('thead th') ?? []].findIndex((th) => said(th).startsWith(given[1])) - 1; \
        return column < 0 ? null : sheet.querySelector(`td[data-at=\"0 ${column}\"]`); })()";
    form.when(&format!("{cell}?.ariaInvalid === 'true'"), &[json!(0), json!(RESULT)]).await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

/// Where a message appears when a field is left by the pointer, nothing moves before the pointer is up.
#[tokio::test]
async fn the_first_click_after_a_wrong_number_is_not_lost() {
    let portal = Portal::start().await;
    let form = portal.visit(&figures::visit("2026-02-02")).await;
    form.open("Báo cáo tháng · Tháng 1/2026").await;
    form.line(0).await;
    form.fill("Số người dự là nam", "ba").await;
    form.when("control(given[0]) === focused()", &[json!("Số người dự là nam")]).await;
    let next = "(() => { const button = first('button', 'Xong, sang mục tiếp theo'); button.scrollIntoView({block: 'center'}); \
        const {x, y, width, height} = button.getBoundingClientRect(); return [x + width / 2, y + height / 2]; })()";
    let place = form.when(next, &[]).await;
    let event = |kind: &str| json!({"type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1});
    portal.browser.devtools("Input.dispatchMouseEvent", event("mousePressed")).await;
    // The message is there, and takes no room yet.
    form.when("question(given[0]).querySelector('.messages')", &[json!("Số người dự là nam")]).await;
    portal.browser.devtools("Input.dispatchMouseEvent", event("mouseReleased")).await;
    form.when("said(root.querySelector('.panel h2')).startsWith('2')", &[]).await;
    // The message waits where it belongs.
    form.line(0).await;
    let height = "question(given[0])?.querySelector('.messages')?.getBoundingClientRect().height > 10";
    form.when(height, &[json!("Số người dự là nam")]).await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
