//! Tables that go out as files and come in from them.

use super::{CONTROL, DELETE, ENTER, LIST, PLAN, SHEET, TAB, goes_to, opens, pastes, row, says};
use crate::inspector::Inspector;
use crate::portal::Portal;
use serde_json::json;

/// Catches files that are given to the officer, and chooses one of them in a sheet.
const CATCH: &str = "window.files = []; const real = URL.createObjectURL;
    URL.createObjectURL = (blob) => { window.files.push(blob); return real.call(URL, blob); };";
pub(super) const CHOOSE: &str = "(() => { const chosen = new DataTransfer(); chosen.items.add(new File([given[2] ?? files.at(-1)], given[1])); \
    const input = question(given[0]).querySelector('input[type=file]'); input.files = chosen.files; \
    input.dispatchEvent(new Event('change', {bubbles: true})); return true; })()";

#[tokio::test]
async fn a_table_goes_to_excel_and_comes_back() {
    let portal = Portal::start().await;
    let form = portal.visit(PLAN).await;
    portal.browser.run(CATCH, &[]).await;
    opens(&form).await;
    goes_to(&form, LIST, 0, 0).await;
    for keys in ["Tổ A", TAB, "thôn", TAB, "9/2/2026", TAB, "1.205", TAB, "3", ENTER] {
        portal.browser.press(keys).await;
    }
    let press = "first('button', given[1], question(given[0]))";
    form.click_on(press, &[json!(LIST), json!("Tải tệp Excel (.xlsx)")]).await;
    form.when("files.length === 1", &[]).await;
    // The table is emptied, and filled again from the file.
    goes_to(&form, LIST, 0, 0).await;
    portal.browser.chord(CONTROL, 'a').await;
    portal.browser.press(DELETE).await;
    form.when(&format!("said({SHEET}.querySelector('td[data-at=\"0 1\"]')) === ''"), &[json!(LIST)]).await;
    form.now(CHOOSE, &[json!(LIST), json!("bieu-02.xlsx")]).await;
    form.press("Dán").await;
    form.when(&format!("said({SHEET}.querySelector('tfoot td:nth-child(5)')) === '1.205'"), &[json!(LIST)]).await;
    assert_eq!(row(&form, LIST, 0).await[1..6], ["Tổ A", "Thôn, bản", "09/02/2026", "1.205", "3"]);
    // A file of text, as other programs write it; and one that is no table.
    let csv = "Địa bàn;Tên tổ;Tổng số\nXã, phường;Tổ B;12\n";
    form.now(CHOOSE, &[json!(LIST), json!("khac.csv"), json!(csv)]).await;
    form.press("Dán").await;
    form.when("!root.querySelector('.paste')", &[]).await;
    form.when(&format!("said({SHEET}.querySelector('tfoot td:nth-child(5)')) === '12'"), &[json!(LIST)]).await;
    form.now(CHOOSE, &[json!(LIST), json!("anh.xlsx"), json!("khong phai bang")]).await;
    form.shows("Không đọc được tệp này. Hãy lưu tệp dưới dạng .xlsx hoặc .csv rồi chọn lại. Lý do: tệp không phải bảng tính Excel (.xlsx).")
        .await;
    form.click_on(press, &[json!(LIST), json!("Tải bảng (.csv)")]).await;
    form.when("files.length === 2", &[]).await;
    let text = form.now("files[1].text()", &[]).await;
    assert!(text.as_str().is_some_and(|text| text.contains("\"Tổ B\",\"Xã, phường\"")), "{text}");
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn a_file_with_fewer_rows_takes_the_place_of_the_whole_table() {
    let portal = Portal::start().await;
    let form = portal.visit(PLAN).await;
    opens(&form).await;
    let csv = |names: &[&str]| {
        names
            .iter()
            .fold("Tên tổ;Địa bàn;Tổng số\n".to_owned(), |all, name| format!("{all}{name};Thôn, bản;10\n"))
    };
    let total = format!("said({SHEET}.querySelector('tfoot td:nth-child(5)')) === given[1]");
    form.now(CHOOSE, &[json!(LIST), json!("bon.csv"), json!(csv(&["Tổ A", "Tổ B", "Tổ C", "Tổ D"]))]).await;
    form.when("said(focused()) === 'Dán'", &[]).await;
    form.when("!all('.paste legend').some((one) => said(one).startsWith('Số hàng đang có'))", &[]).await;
    form.press("Dán").await;
    form.when(&total, &[json!(LIST), json!("40")]).await;
    // A column that the next file does not have.
    goes_to(&form, LIST, 0, 4).await;
    portal.browser.press("3").await;
    portal.browser.press(ENTER).await;
    says(&form, LIST, (0, 4), "3").await;

    // Of a file the rows are all that there are, and that is said.
    form.now(CHOOSE, &[json!(LIST), json!("hai.csv"), json!(csv(&["Tổ số 1", "Tổ số 2"]))]).await;
    form.shows("Số hàng đang có không nằm trong phần nhập: 2").await;
    let chosen = "said(root.querySelector('.paste fieldset input[name$=\"-rest\"]:checked').closest('label'))";
    assert_eq!(form.text(chosen, &[]).await, "Thay toàn bộ: xóa các hàng còn lại này");
    let mut inspector = Inspector::of(form);
    inspector.inspect("10-import").await;
    form.press("Dán").await;
    form.when(&total, &[json!(LIST), json!("20")]).await;
    assert_eq!(row(&form, LIST, 1).await[1], "Tổ số 2");
    assert_eq!(row(&form, LIST, 2).await[1], "");
    // Nothing of the first row before stands in the row that took its place.
    assert_eq!(row(&form, LIST, 0).await[1..6], ["Tổ số 1", "Thôn, bản", "", "10", ""]);
    // One step takes all of it back.
    form.press("Hoàn tác").await;
    form.when(&total, &[json!(LIST), json!("40")]).await;
    assert_eq!([row(&form, LIST, 0).await[1].as_str(), row(&form, LIST, 3).await[1].as_str()], ["Tổ A", "Tổ D"]);
    assert_eq!(row(&form, LIST, 0).await[5], "3");

    // The rest may also stay, and does so where a table is pasted.
    form.now(CHOOSE, &[json!(LIST), json!("hai.csv"), json!(csv(&["Tổ số 1", "Tổ số 2"]))]).await;
    form.click_on("first('label', given[0])", &[json!("Giữ các hàng còn lại này")]).await;
    form.press("Dán").await;
    form.when(&total, &[json!(LIST), json!("40")]).await;
    assert_eq!([row(&form, LIST, 0).await[1].as_str(), row(&form, LIST, 3).await[1].as_str()], ["Tổ số 1", "Tổ D"]);
    assert_eq!(row(&form, LIST, 0).await[5], "3", "of what stays nothing is taken away");
    goes_to(&form, LIST, 0, 0).await;
    pastes(&form, "Tên tổ\tĐịa bàn\tTổng số\nTổ X\tThôn, bản\t1\n").await;
    assert_eq!(form.text(chosen, &[]).await, "Giữ các hàng còn lại này");
    form.press("Dán").await;
    form.when(&total, &[json!(LIST), json!("31")]).await;
    assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
