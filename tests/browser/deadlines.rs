//! When reports are due: the year, other periods, what is arranged, and whose clock it is.

use super::support::*;
use js_sys::{Array, Date, Function};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

/// The usual plan with a report each month from June 2026, due before the 15th.
fn monthly(id: &str) -> String {
    let due = r#""every": { "unit": "month", "from": "2026-06-01" } },
        "due": [{ "wording": "gửi trước ngày 15", "on": { "day": 15 } }]"#;
    plan(id).replace("\"continuous\"", &format!("{{ {due}"))
}

/// Chooses a period of the first selection list, however it stands.
fn choose(form: &Form, text: &str) -> Done {
    let is_it = |option: &HtmlElement| option.text_content().unwrap_or_default().starts_with(&format!("{text} · "));
    let option = form.all("select option").into_iter().find(is_it).ok_or_else(|| fail(text))?;
    let list: HtmlElement = option.parent_element().ok_or_else(|| fail("its list"))?.unchecked_into();
    set(&list, "value", text_of(&option, "value"));
    fire(&list, "Event", "change", "{}");
    Ok(())
}

#[wasm_bindgen_test]
async fn a_units_year_is_a_page_and_a_calendar_file() -> Done {
    let form = Form::open(&monthly("year"), &[("as-of", "2026-09-01")]).await?;
    form.press("Lịch nộp cả năm").await?;
    form.wait_text("Lịch nộp báo cáo năm 2026").await?;
    same(form.all(".year > .plain > li").len(), 7)?;
    form.wait_text("14/6/2026, Chủ nhật").await?;
    same(form.all(".month").len(), 12)?;
    same(form.all(".month .has").len(), 7)?;
    let caught = catch_files();
    let _restore = Restore(get(&caught, "restore").unchecked_into());
    form.press("Tải lịch nhắc hạn").await?;
    let files: Array = get(&caught, "files").into();
    let file = until("the file", || files.get(0).as_string()).await?;
    check(file.starts_with("BEGIN:VCALENDAR\r\n") && file.ends_with("END:VCALENDAR\r\n"), &file)?;
    same(file.matches("BEGIN:VEVENT").count(), 7)?;
    form.press("Năm sau").await?;
    form.wait_text("Lịch nộp báo cáo năm 2027").await?;
    same(form.all(".year > .plain > li").len(), 12)?;
    form.press("Năm trước").await?;
    form.wait_text("Lịch nộp báo cáo năm 2026").await?;
    form.press("Năm trước").await?;
    form.wait_text("Không có báo cáo nào có hạn nộp trong năm này.").await?;
    form.press("Năm sau").await?;
    form.press("Tháng 8/2026").await?;
    form.wait(".fill").await?;
    same(text_of(&form.report(), "period.id"), "2026-08")?;
    let at = || form.root().ok().and_then(|root| root.active_element()).map(|at| at.id()).unwrap_or_default();
    until("the focus", || (at() == "report").then_some(())).await?;
    // The choice of another period keeps the focus: arrow keys go from one to the next.
    form.wait("#period").await?.focus()?;
    choose(&form, "Tháng 7/2026")?;
    until("July", || (text_of(&form.report(), "period.id") == "2026-07").then_some(())).await?;
    settle().await?;
    same(at(), "period")?;
    form.press("← Lịch nộp báo cáo năm 2026").await?;
    form.wait(".year").await?;
    until("the year's heading", || (at() == "year").then_some(())).await
}

#[wasm_bindgen_test]
async fn from_one_period_to_another_and_nothing_is_lost() -> Done {
    let _device = device("periods");
    let form = Form::begin(&monthly("periods"), &[("as-of", "2026-09-01")]).await?;
    type_text(&form.field("Kết quả thực hiện").await?, "Chữ cuối cùng")?;
    let first = text_of(&form.report(), "period.id");
    // In the very moment of the last letter.
    choose(&form, "Tháng 6/2026")?;
    until("June", || (text_of(&form.report(), "period.id") == "2026-06").then_some(())).await?;
    form.press("Danh sách báo cáo").await?;
    form.wait_text("Có bản nháp trên máy này").await?;
    form.press("Tiếp tục").await?;
    form.press("Việc thứ nhất").await?;
    same(text_of(&form.report(), "period.id"), first)?;
    same(value(&form.field("Kết quả thực hiện").await?), "Chữ cuối cùng")
}

#[wasm_bindgen_test]
async fn how_the_day_came_about_is_said_step_by_step() -> Done {
    let form = Form::open(&monthly("why"), &[("as-of", "2026-06-10")]).await?;
    for step in [
        "Kỳ báo cáo kết thúc ngày 30/6/2026.",
        "Ngày được nêu: 15/6/2026, thứ Hai.",
        "“Trước ngày 15/6/2026” hiểu đúng theo câu chữ: đến hết ngày 14/6/2026, Chủ nhật.",
        "Ngày 14/6/2026, Chủ nhật là ngày nghỉ hằng tuần; hạn không dời vì ngày nghỉ.",
    ] {
        form.wait_text(step).await?;
    }
    Ok(())
}

const EXTENDED: &str = r#"[{ "is": "extended", "periods": ["2026-06"], "until": "2026-06-20", "at": "17:00",
    "reason": "Ảnh hưởng của bão số 3" }]"#;

#[wasm_bindgen_test]
async fn the_page_arranges_more_time() -> Done {
    let form = Form::open(&monthly("extended"), &[("as-of", "2026-06-18")]).await?;
    form.wait_text("Quá hạn").await?;
    set(&form.host, "arrangements", data(EXTENDED));
    form.wait_text("17:00 ngày 20/6/2026").await?;
    form.wait_text("Ảnh hưởng của bão số 3").await?;
    form.wait_text("Dời từ ngày 14/6/2026").await?;
    set(&form.host, "arrangements", JsValue::UNDEFINED);
    form.wait_text("hết ngày 14/6/2026").await
}

#[wasm_bindgen_test]
async fn the_backend_arranges_at_an_address_and_a_failure_is_told_to_the_page() -> Done {
    let asked = Rc::new(Cell::new(0));
    let count = Rc::clone(&asked);
    let _backend = backend(move |_| {
        count.set(count.get() + 1);
        if count.get() == 1 { (500, String::new()) } else { (200, EXTENDED.to_owned()) }
    });
    let form = Form::open(&monthly("address"), &[("as-of", "2026-06-18")]).await?;
    let seen = watch(&form.host);
    set(&form.host, "arrangements", "/api/arrangements");
    until("the error", || (text_of(&seen, "0.1.code") == "arrangements").then_some(())).await?;
    check(form.text().contains("Quá hạn"), "the rules of the plan hold")?;
    set(&form.host, "arrangements", "/api/arrangements?again");
    form.wait_text("17:00 ngày 20/6/2026").await
}

#[wasm_bindgen_test]
async fn a_day_to_look_from_that_is_none_is_told_to_the_page_and_nothing_is_sent() -> Done {
    let form = Form::detached(&[("unit", "a"), ("endpoint", "/nowhere"), ("as-of", "2026-13-45")])?;
    set(&form.host, "plan", data(&monthly("as-of")));
    let seen = watch(&form.host);
    form.show()?;
    form.wait_text("không gửi được").await?;
    let said = || (0..5).map(|i| text_of(&seen, &format!("{i}.1.code"))).any(|code| code == "as-of");
    until("the error", || said().then_some(())).await
}

#[wasm_bindgen_test]
async fn the_pages_clock_holds_and_what_the_device_showed_is_recorded() -> Done {
    let form = Form::detached(&[("unit", "a")])?;
    set(&form.host, "plan", data(&monthly("clock")));
    let june: Function = callback(|_| Ok(Date::new(&"2026-06-10T08:00:00+07:00".into()).into()));
    set(&form.host, "clock", june);
    form.show()?;
    form.wait_text("biểu mẫu tính theo giờ máy chủ").await?;
    form.wait_text("hết ngày 14/6/2026").await?;
    form.begin_report().await?;
    check(text_of(&form.report(), "prepared_at").starts_with("2026-06-10T08:0"), "by the page's clock")?;
    let shown = Date::new(&text_of(&form.report(), "device_clock").into()).get_time();
    check((shown - Date::now()).abs() < 120_000.0, "what the device shows")?;
    // A clock that makes no sense is none, and so is one that the page does not have yet.
    let nothing = JsValue::from(callback(|_| Ok(JsValue::NULL)));
    for none in ["soon".into(), JsValue::NULL, nothing] {
        set(&form.host, "clock", &none);
        settle().await?;
        check(!form.text().contains("1970"), &form.text())?;
    }
    Ok(())
}

#[wasm_bindgen_test]
async fn a_device_that_slept_knows_what_is_overdue_when_it_wakes() -> Done {
    let form = Form::detached(&[("unit", "a")])?;
    set(&form.host, "plan", data(&monthly("sleep")));
    set(&form.host, "clock", Date::new(&"2026-06-14T22:30:00+07:00".into()));
    form.show()?;
    form.wait_text("Còn 1 giờ").await?;
    let _restore = Restore(move_clock(3.0 * 3_600_000.0));
    fire_event(&document(), "Event", "visibilitychange", &data("{}"));
    form.wait_text("Quá hạn 1 giờ").await
}

#[wasm_bindgen_test]
async fn when_an_event_was_is_typed_letter_by_letter_and_the_deadline_follows() -> Done {
    let due = r#""on-event", "due": [{ "wording": "trong 24 giờ", "from": "event", "after": { "hours": 24 } }]"#;
    let plan = plan("event").replace("\"continuous\"", due);
    let form = Form::begin(&plan, &[("as-of", "2026-09-01T10:00")]).await?;
    let field = form.field("Thời điểm xảy ra sự việc").await?;
    field.focus()?;
    let mut typed = String::new();
    for letter in "7:30 1/9/2026".chars() {
        typed.push(letter);
        set(&field, "value", typed.as_str());
        fire(&field, "InputEvent", "input", r#"{ "inputType": "insertText" }"#);
        settle().await?;
        check(field.is_connected(), &format!("the same control after {typed:?}"))?;
    }
    form.wait_text("Hạn nộp: 7:30 ngày 2/9/2026, thứ Tư").await?;
    same(text_of(&form.report(), "period.event"), "2026-09-01T07:30")
}
