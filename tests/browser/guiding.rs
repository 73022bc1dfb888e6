//! Where the focus goes: from a mistake to its place, along rows of evidence, and back to the reports.

use super::support::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

/// The plan with evidence and a yes-or-no question.
fn asking(id: &str) -> String {
    let more = r#"{ "field": "evidence" }, { "field": "met", "label": "Đã họp", "kind": "yes-no" }, { "field": "note""#;
    plan(id).replace(r#"{ "field": "note""#, more)
}

/// Waits until the element with this id has the focus.
async fn focus_at(form: &Form, id: &str) -> Done {
    let at = || form.root().ok().and_then(|root| root.active_element()).map(|at| at.id()).unwrap_or_default();
    let found = until("", || (at() == id).then_some(())).await;
    found.map_err(|_| fail(format!("the focus is at {:?}, not at {id}", at())))
}

const ROWS: &str = "/entries/0/values/evidence";

async fn cell(form: &Form, id: &str) -> Done<HtmlElement> {
    form.wait(&format!("[id='{ROWS}/{id}']")).await
}

#[wasm_bindgen_test]
async fn evidence_says_what_is_wrong_in_its_cell_and_the_summary_leads_there() -> Done {
    let form = Form::begin(&asking("cells"), &[]).await?;
    form.press("Thêm minh chứng").await?;
    focus_at(&form, &format!("{ROWS}/new/0/number")).await?;
    type_text(&cell(&form, "new/0/number").await?, "12/BC")?;
    cell(&form, "0/number").await?;
    form.press("Thêm minh chứng").await?;
    focus_at(&form, &format!("{ROWS}/new/1/number")).await?;
    type_text(&cell(&form, "new/1/date").await?, "31/2/2026")?;
    let link = cell(&form, "1/url").await?;
    type_text(&link, "khong-phai")?;
    leave(&link)?;
    let wrong = || form.all("[aria-invalid='true']").iter().map(|at| at.id()).collect::<Vec<_>>();
    let both = [format!("{ROWS}/1/date"), format!("{ROWS}/1/url")];
    until("both errors", || (wrong() == both).then_some(())).await?;
    for id in both {
        let said = cell(&form, id.trim_start_matches(&format!("{ROWS}/"))).await?.get_attribute("aria-describedby");
        let messages = form.wait(&format!("[id='{}']", said.unwrap_or_default())).await?;
        same(messages.query_selector_all("p")?.length(), 1)?;
    }
    form.press("Kiểm tra và gửi").await?;
    form.press("Phải là ngày có thật").await?;
    focus_at(&form, &format!("{ROWS}/1/date")).await
}

#[wasm_bindgen_test]
async fn removing_evidence_leads_to_the_row_that_follows() -> Done {
    let form = Form::begin(&asking("removed"), &[]).await?;
    for (i, number) in ["1/BC", "2/BC"].iter().enumerate() {
        form.press("Thêm minh chứng").await?;
        type_text(&cell(&form, &format!("new/{i}/number")).await?, number)?;
        cell(&form, &format!("{i}/number")).await?;
    }
    form.press("Bỏ").await?;
    focus_at(&form, &format!("{ROWS}/0/number")).await?;
    same(value(&cell(&form, "0/number").await?), "2/BC")?;
    form.press("Bỏ").await?;
    focus_at(&form, ROWS).await?;
    same(form.find(&format!("[id='{ROWS}']")).map(|at| at.tag_name()).as_deref(), Some("BUTTON"))
}

#[wasm_bindgen_test]
async fn the_way_back_leads_to_the_reports_and_opening_the_page_leads_nowhere() -> Done {
    let form = Form::open(&plan("back"), &[]).await?;
    form.wait(".overview").await?;
    settle().await?;
    check(form.root()?.active_element().is_none(), "the page keeps its focus")?;
    form.begin_report().await?;
    form.press("Danh sách báo cáo").await?;
    focus_at(&form, "reports").await
}

#[wasm_bindgen_test]
async fn nothing_to_report_with_answers_leads_to_its_box() -> Done {
    let form = Form::begin(&plan("nil"), &[]).await?;
    form.fill("Kết quả thực hiện", "Đã tập huấn 3 lớp").await?;
    form.wait("[id='/nil']").await?.click();
    form.press("Kiểm tra và gửi").await?;
    form.press("nhưng vẫn có nội dung").await?;
    focus_at(&form, "/nil").await?;
    check(form.find(".has-panel").is_none(), "a phone shows the list, where the box is")
}

#[wasm_bindgen_test]
async fn yes_and_no_can_be_taken_back() -> Done {
    let form = Form::begin(&asking("yes-no"), &[]).await?;
    let met = || get(&form.report(), "entries.0.values.met").as_bool();
    for (value, answer) in [("yes", Some(true)), ("", None), ("no", Some(false)), ("", None)] {
        form.wait(&format!("input[type='radio'][value='{value}']")).await?.click();
        until(&format!("{value:?}"), || (met() == answer).then_some(())).await?;
    }
    Ok(())
}

/// In words, and as the browser's own bar.
#[wasm_bindgen_test]
async fn the_list_says_how_far_the_report_is() -> Done {
    let form = Form::begin(&plan("progress"), &[("unit", "b")]).await?;
    let is_at = async |done: f64, words: &str| {
        form.wait_text(words).await?;
        let bar = form.wait("progress.bar").await?;
        same(["value", "max", "position"].map(|key| get(&bar, key).as_f64()), [done, 2.0, done / 2.0].map(Some))
    };
    is_at(0.0, "Đã xong 0 mục · còn 2 mục cần nhập").await?;
    let result = form.fill("Kết quả thực hiện", "Đã tập huấn 3 lớp").await?;
    is_at(1.0, "Đã xong 1 mục · còn 1 mục cần nhập").await?;
    form.press("Việc thứ hai").await?;
    until("the second task", || (!result.is_connected()).then_some(())).await?;
    form.fill("Kết quả thực hiện", "Đã họp").await?;
    is_at(2.0, "Đã xong 2 mục · còn 0 mục cần nhập").await?;
    same(form.wait("progress.bar").await?.get_attribute("aria-label").as_deref(), Some("Nhiệm vụ"))
}
