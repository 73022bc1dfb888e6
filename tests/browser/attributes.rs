//! What the page may change at any time.

use super::support::*;
use js_sys::Object;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

/// The usual plan with a report each month from June 2026, due before the 15th.
fn monthly(id: &str) -> String {
    let due = r#""every": { "unit": "month", "from": "2026-06-01" } },
        "due": [{ "wording": "gửi trước ngày 15", "on": { "day": 15 } }]"#;
    plan(id).replace("\"continuous\"", &format!("{{ {due}"))
}

#[wasm_bindgen_test]
async fn the_language_changes_while_the_form_is_open() -> Done {
    let _english = english();
    let form = Form::begin(&plan("lang"), &[]).await?;
    form.fill("Kết quả thực hiện", "Đã làm").await?;
    form.host.set_attribute("lang", "en")?;
    let field = form.field("Result").await?;
    same(value(&field), "Đã làm")?;
    form.host.set_attribute("lang", "vi")?;
    form.field("Kết quả thực hiện").await.map(drop)
}

#[wasm_bindgen_test]
async fn the_language_the_officer_chose_outlasts_other_changes() -> Done {
    let _english = english();
    let form = Form::open(&plan("chosen"), &[]).await?;
    form.press("English").await?;
    form.wait_text("Write report").await?;
    // A portal renews its tokens and says who is logged in.
    set(&form.host, "headers", Object::new());
    form.host.set_attribute("timeout", "60")?;
    settle().await?;
    check(form.button("Write report").is_some(), "the form is still in English")
}

#[wasm_bindgen_test]
async fn another_unit_has_its_own_reports() -> Done {
    let form = Form::begin(&plan("unit"), &[]).await?;
    form.fill("Kết quả thực hiện", "Của xã A").await?;
    form.host.set_attribute("unit", "b")?;
    form.wait_text("xã B").await?;
    form.begin_report().await?;
    same(value(&form.field("Kết quả thực hiện").await?), "")?;
    same(text_of(&form.report(), "unit.id"), "b")?;
    check(form.button("Việc thứ hai").is_some(), "it has its own tasks")
}

#[wasm_bindgen_test]
async fn a_portal_may_hand_in_a_unit_the_plan_does_not_list() -> Done {
    let form = Form::detached(&[])?;
    set(&form.host, "plan", data(&plan("given")));
    form.show()?;
    form.wait_text("Chưa biết đơn vị").await?;
    set(&form.host, "unit", data(r#"{"id": "c", "name": "Xã C", "groups": []}"#));
    form.wait_text("Xã C").await
}

#[wasm_bindgen_test]
async fn the_day_to_look_from_changes_what_is_due() -> Done {
    let form = Form::open(&monthly("as-of"), &[("as-of", "2026-06-10")]).await?;
    form.wait_text("10/6/2026").await?;
    check(form.text().contains("14/6/2026"), "before the 15th is until the end of the 14th")?;
    form.begin_report().await?;
    same(text_of(&form.report(), "due.last_day"), "2026-06-14")?;
    check(get(&form.report(), "late").is_falsy(), "on the 10th the report is on time")?;
    form.host.set_attribute("as-of", "2026-06-20")?;
    form.wait_text("20/6/2026").await?;
    until("lateness", || get(&form.report(), "late").is_truthy().then_some(())).await?;
    form.press("Danh sách báo cáo").await?;
    form.wait_text("Quá hạn").await
}

#[wasm_bindgen_test]
async fn a_plan_that_has_ended_says_so() -> Done {
    let until = r#""horizon":{"wording":"đến giữa năm 2026","to":"2026-06-30"},"units""#;
    let form = Form::open(&monthly("over").replacen("\"units\"", until, 1), &[("as-of", "2026-06-30")]).await?;
    form.wait_text("30/6/2026").await?;
    check(!form.text().contains("đã kết thúc"), "this is its last day")?;
    form.host.set_attribute("as-of", "2026-07-01")?;
    form.wait_text("Kế hoạch này đã kết thúc ngày 30/6/2026. Từ sau ngày đó không phát sinh kỳ báo cáo mới.").await
}

#[wasm_bindgen_test]
async fn a_preview_sends_nothing() -> Done {
    let sent = Rc::new(Cell::new(false));
    let asked = Rc::clone(&sent);
    let _backend = backend(move |_| {
        asked.set(true);
        (201, "{}".to_owned())
    });
    let form = Form::begin(&plan("preview"), &[("as-of", "2026-06-10"), ("endpoint", "/api")]).await?;
    form.fill("Kết quả thực hiện", "Đã làm xong").await?;
    form.press("Kiểm tra và gửi").await?;
    form.wait_text("Chế độ xem trước: không gửi được").await?;
    check(form.button("Gửi báo cáo").is_none(), "the button is off")?;
    check(kept(call(&form.host, "submit", &wasm_bindgen::JsValue::UNDEFINED)?).await.is_err(), "so is the method")?;
    check(!sent.get(), "nothing was sent")
}

#[wasm_bindgen_test]
async fn another_plan_takes_the_place_of_the_first() -> Done {
    let form = Form::open(&plan("first"), &[]).await?;
    set(&form.host, "plan", data(&plan("second").replace("Kế hoạch thử", "Kế hoạch khác")));
    form.wait_text("Kế hoạch khác").await?;
    form.begin_report().await?;
    same(text_of(&form.report(), "plan.id"), "second")
}
