//! What is wrong with a table, wherever one comes upon it, and the hand in it.

use super::{DOWN, ENTER, ESCAPE, F2, FIXED, LIST, PLAN, SHEET, TAB, goes_to, is_at, opens, row, says};
use crate::form::Form;
use crate::inspector::Inspector;
use crate::portal::Portal;
use serde_json::{Value, json};

/// The cells of a sheet that are marked.
async fn marked(form: &Form<'_>, label: &str) -> Value {
    let marks = format!("[...{SHEET}.querySelectorAll('td[aria-invalid=true]')].map((cell) => cell.dataset.at)");
    form.now(&marks, &[json!(label)]).await
}

/// Presses a cell so many times, quickly, with the mouse or a finger.
async fn presses(form: &Form<'_>, label: &str, (row, column): (usize, usize), times: u32) {
    let place = format!(
        "(() => {{ const at = {SHEET}.querySelector(`td[data-at=\"${{given[1]}} ${{given[2]}}\"]`).getBoundingClientRect(); \
         return [at.left + at.width / 2, at.top + at.height / 2]; }})()"
    );
    let at = form.now(&place, &[json!(label), json!(row), json!(column)]).await;
    for count in 1..=times {
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({"type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": count});
            form.browser.devtools("Input.dispatchMouseEvent", event).await;
        }
    }
}

#[tokio::test]
async fn mistakes_are_named_by_their_cells_and_marked_also_after_a_reload() {
    let portal = Portal::start().await;
    let form = portal.visit(PLAN).await;
    opens(&form).await;
    let browser = &portal.browser;
    goes_to(&form, LIST, 0, 0).await;
    for keys in ["Tổ A", TAB, "thôn", TAB, TAB, "abc", TAB, "(500)", ENTER] {
        browser.press(keys).await;
    }
    browser.press("Tổ B").await;
    form.leave().await;
    form.saved().await;
    form.check().await;
    let errors = form.errors().await;
    let of_table: Vec<&String> = errors.iter().filter(|line| line.starts_with(LIST)).collect();
    assert!(
        of_table.iter().any(|line| line.starts_with(&format!("{LIST} · hàng 1, ")) && line.contains("số")),
        "{errors:#?}"
    );
    assert!(of_table.contains(&&format!("{LIST} · hàng 2, Địa bàn: Cần nhập mục này.")), "{errors:#?}");
    for line in &errors {
        assert_eq!(errors.iter().filter(|other| *other == line).count(), 1, "{line}");
    }
    // Below, where the table is read, the same cells are marked, with words for who does not see that.
    let cells = "all('.answers .sheet td[aria-invalid=true]').map(said)";
    let cells = form.now(cells, &[]).await;
    let cells: Vec<&str> = cells.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert_eq!(cells.len(), of_table.len(), "{cells:?}");
    assert!(cells.iter().any(|cell| cell.starts_with("abc (") && cell.ends_with(')')), "{cells:?}");
    assert!(cells.contains(&"(Cần nhập mục này.)"), "{cells:?}");
    let mut inspector = Inspector::of_pages(form);
    inspector.inspect("13-mistakes-by-cell").await;

    browser.reload().await;
    let form = portal.visit(PLAN).await;
    opens(&form).await;
    form.when(&format!("{SHEET}.querySelector('td[aria-invalid=true]')"), &[json!(LIST)]).await;
    assert_eq!(marked(&form, LIST).await, json!(["0 3", "0 4"]), "what is missing is not told");
    form.when("all('.task').some((one) => said(one).includes('2 lỗi'))", &[]).await;
    inspector.inspect("13-mistakes-after-reload").await;
    assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn one_press_chooses_a_cell_and_two_go_into_its_text() {
    let portal = Portal::start().await;
    let form = portal.visit(PLAN).await;
    opens(&form).await;
    let browser = &portal.browser;
    let cell = (2, 1);
    goes_to(&form, FIXED, 1, 1).await;
    browser.press(&DOWN.to_string()).await;
    is_at(&form, 2, 1).await;
    browser.press(&format!("7{ENTER}")).await;
    browser.press("\u{e013}").await;
    is_at(&form, 2, 1).await;
    presses(&form, FIXED, cell, 1).await;
    browser.press("5").await;
    form.when("focused()?.value === '5'", &[]).await;
    browser.press(ENTER).await;
    says(&form, FIXED, cell, "5").await;
    // Twice: behind what stands there.
    browser.press("\u{e013}").await;
    is_at(&form, 2, 1).await;
    presses(&form, FIXED, cell, 2).await;
    browser.press(&format!("6{ENTER}")).await;
    says(&form, FIXED, cell, "56").await;
    // F2 does the same; a press then sets the caret, as in any text.
    browser.press(&format!("\u{e013}{F2}")).await;
    presses(&form, FIXED, cell, 1).await;
    browser.press(&format!("1{ENTER}")).await;
    form.when(&format!("said({SHEET}.querySelector('td[data-at=\"2 1\"]')).length === 3"), &[json!(FIXED)]).await;

    // A finger has no F2: its press on the cell that is worked in is the browser's, which puts the caret there.
    browser.press(&format!("\u{e013}7{ENTER}\u{e013}")).await;
    is_at(&form, 2, 1).await;
    let pressed = "['mouse', 'touch'].map((pointerType) => { const all = {bubbles: true, composed: true, cancelable: true}; \
        focused().dispatchEvent(new PointerEvent('pointerdown', {pointerType, ...all})); \
        return focused().dispatchEvent(new MouseEvent('mousedown', {detail: 1, ...all})); })";
    assert_eq!(form.now(pressed, &[]).await, json!([false, true]), "whether the browser goes on with it");
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn tabs_begin_a_row_and_enter_goes_back_to_where_they_began() {
    let portal = Portal::start().await;
    let form = portal.visit(PLAN).await;
    opens(&form).await;
    let browser = &portal.browser;
    goes_to(&form, LIST, 0, 3).await;
    browser.press(&format!("1{TAB}2{TAB}{ENTER}")).await;
    is_at(&form, 1, 3).await;
    // An arrow ends it: Enter goes straight down.
    browser.press(&format!("1{TAB}\u{e012}{TAB}{DOWN}{ENTER}")).await;
    is_at(&form, 3, 4).await;
    assert_eq!(row(&form, LIST, 0).await[4..6], ["1", "2"]);
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn an_ambiguous_number_is_chosen_below_the_sheet_and_a_bad_file_is_forgotten() {
    let portal = Portal::start().await;
    let form = portal.visit(PLAN).await;
    opens(&form).await;
    let browser = &portal.browser;
    goes_to(&form, FIXED, 2, 1).await;
    browser.press(&format!("1,234{ENTER}\u{e013}")).await;
    let ways = format!("[...{SHEET}.parentElement.querySelectorAll('.readings button')].map(said)");
    form.when(&format!("{ways}.length === 2"), &[json!(FIXED)]).await;
    assert_eq!(form.now(&ways, &[json!(FIXED)]).await, json!(["1,234", "1.234"]));
    let mut inspector = Inspector::of_pages(form);
    inspector.inspect("13-readings-in-a-sheet").await;
    // By keys: out of the cell to the first, and back into the cell with what was chosen.
    let form = Form::of(browser, 0);
    goes_to(&form, FIXED, 2, 1).await;
    browser.press(ESCAPE).await;
    form.when("said(focused()) === '1,234'", &[]).await;
    browser.press(&format!("{TAB}{ENTER}")).await;
    is_at(&form, 2, 1).await;
    form.when("focused()?.value === '1234' || focused()?.value === '1.234'", &[]).await;
    form.when(&format!("!{SHEET}.querySelector('td[data-at=\"2 1\"]').ariaInvalid"), &[json!(FIXED)]).await;
    // Other cells offer nothing.
    assert_eq!(form.now(&ways, &[json!(FIXED)]).await, json!([]));

    // What was said of a file that cannot be read is over with the next one.
    let choose = super::files::CHOOSE;
    form.now(choose, &[json!(LIST), json!("hong.xlsx"), json!("không phải bảng")]).await;
    form.shows("Không đọc được tệp này.").await;
    let csv = "Tên tổ;Địa bàn;Tổng số\nTổ A;Thôn, bản;10\n";
    form.now(choose, &[json!(LIST), json!("tot.csv"), json!(csv)]).await;
    form.when("said(focused()) === 'Dán'", &[]).await;
    assert!(form.now("holds('[role=status]', 'Không đọc được tệp này')", &[]).await.is_null());
    assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn counts_are_written_as_the_language_writes_them() {
    let portal = Portal::start().await;
    let form = portal.visit(PLAN).await;
    opens(&form).await;
    form.fill("Đánh giá chung", "Đã triển khai").await;
    form.when("holds('.hint', 'Còn 9.9')", &[]).await;
    speaks(&form, "en").await;
    form.when("holds('.hint', 'Left: 9,9')", &[]).await;
}

/// Has the form speak a language.
async fn speaks(form: &Form<'_>, lang: &str) {
    form.browser.run("document.querySelector('bao-cao').lang = arguments[0]; return true", &[json!(lang)]).await;
    form.when("root.querySelector(`.bc[lang='${given[0]}']`)", &[json!(lang)]).await;
}
