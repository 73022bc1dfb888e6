//! What the form's pages say before and around the questions.

use super::support::*;
use wasm_bindgen_test::wasm_bindgen_test;

/// The usual plan with a report each month from January 2026, due before the 15th.
fn monthly(id: &str) -> String {
    let due = r#""every": { "unit": "month", "from": "2026-01-01" } },
        "due": [{ "wording": "gửi trước ngày 15", "on": { "day": 15 } }]"#;
    plan(id).replace("\"continuous\"", &format!("{{ {due}"))
}

fn said(form: &Form, selector: &str) -> Vec<String> {
    form.all(selector).iter().map(|one| one.text_content().unwrap_or_default()).collect()
}

#[wasm_bindgen_test]
async fn an_element_without_a_plan_says_so_and_takes_one_later() -> Done {
    let form = Form::detached(&[("unit", "a")])?;
    form.show()?;
    form.wait_text("Trang nhúng biểu mẫu cần cho biết kế hoạch (thuộc tính plan).").await?;
    let seen = watch(&form.host);
    set(&form.host, "plan", data(&plan("later")));
    form.wait("h1").await?;
    same(seen.length(), 1)?;
    set(&form.host, "plan", wasm_bindgen::JsValue::UNDEFINED);
    form.wait_text("Chưa biết kế hoạch").await
}

#[wasm_bindgen_test]
async fn a_unit_that_the_plan_does_not_have_is_named() -> Done {
    let form = Form::detached(&[("unit", "zzz")])?;
    set(&form.host, "plan", data(&plan("stranger")));
    form.show()?;
    form.wait_text("Kế hoạch không có đơn vị “zzz”").await?;
    check(form.text().contains("Kiểm tra lại đơn vị đang đăng nhập"), "and what to do")
}

#[wasm_bindgen_test]
async fn a_number_that_is_not_filled_in_is_left_out() -> Done {
    let numbered = |number: &str| {
        let title = r#""title": "Kế hoạch thử""#;
        let with = format!(r#"{title}, "kind": "Kế hoạch", "number": "{number}", "issuer": "a""#);
        plan("number").replace(title, &with)
    };
    let form = Form::open(&numbered("/KH-UBND"), &[]).await?;
    same(said(&form, ".kicker"), ["Kế hoạch · Ủy ban nhân dân xã A"])?;
    set(&form.host, "plan", data(&numbered("12/KH-UBND")));
    form.wait_text("Kế hoạch · 12/KH-UBND · Ủy ban nhân dân xã A").await
}

#[wasm_bindgen_test]
async fn of_what_comes_only_the_next_is_shown_in_full() -> Done {
    let form = Form::open(&monthly("coming"), &[("as-of", "2026-06-18T12:00")]).await?;
    form.wait_text("Đang xem như lúc 12:00 ngày 18/6/2026").await?;
    let sections = form.all(".bucket");
    let of = |title: &str| sections.iter().find(|one| one.text_content().unwrap_or_default().starts_with(title));
    let coming = of("Sắp tới").and_then(|one| one.text_content()).ok_or_else(|| fail("nothing comes"))?;
    same(coming.matches("“gửi trước ngày 15”").count() + coming.matches("Lập báo cáo").count(), 1)?;
    check(coming.contains("Các kỳ sau (1)"), &coming)?;
    let line = "Tháng 8/202614/8/2026, thứ Sáu · Còn ";
    check(coming.contains(line), &coming)?;
    form.press("Tháng 8/2026").await?;
    form.wait_text("Danh sách báo cáo").await?;
    check(form.text().contains("hết ngày 14/8/2026"), "it opens")
}

#[wasm_bindgen_test]
async fn every_button_of_the_overview_says_of_which_report_it_is() -> Done {
    let form = Form::open(&monthly("names"), &[("as-of", "2026-06-18T12:00")]).await?;
    form.wait(".overview").await?;
    let buttons = form.all(".acts button");
    let name = |one: &web_sys::HtmlElement| one.get_attribute("aria-label").unwrap_or_default();
    let mut names: Vec<String> = buttons.iter().map(name).collect();
    check(names.len() >= 3, &format!("several read the same: {names:?}"))?;
    check(names.contains(&"Lập báo cáo: Báo cáo thường xuyên · Tháng 6/2026".to_owned()), &format!("{names:?}"))?;
    for one in &buttons {
        // Who speaks to the browser says what is read.
        check(name(one).starts_with(&one.text_content().unwrap_or_default()), &name(one))?;
    }
    names.sort();
    let count = names.len();
    names.dedup();
    same(names.len(), count)
}

#[wasm_bindgen_test]
async fn what_is_to_be_mended_is_counted_named_and_found_again() -> Done {
    let form = Form::begin(&plan("mend"), &[("unit", "b"), ("as-of", "2026-06-18"), ("endpoint", "/api")]).await?;
    check(!form.text().contains("Còn 2 chỗ cần sửa"), "nothing is said before sending was tried")?;
    form.fill("Số lượt", "1,5").await?;
    form.press("Kiểm tra và gửi").await?;
    let page = form.wait(".check-page").await?;
    let text = page.text_content().unwrap_or_default();
    check(text.contains("Chưa gửi được: còn 3 chỗ cần sửa"), &text)?;
    let place = |text: &str, what: &str| text.find(what).ok_or_else(|| fail(format!("no {what:?} in {text}")));
    let (off, first) = (place(&text, "Chế độ xem trước: không gửi được.")?, place(&text, "Chưa gửi được")?);
    check(off < first, "that nothing can be sent stands above what is to be mended")?;
    check(text.contains("1. Việc thứ nhất · Số lượt: Phải là số nguyên."), &text)?;
    form.press("1. Việc thứ nhất · Kết quả thực hiện trong kỳ: ").await?;
    form.wait(".panel").await?;
    same(said(&form, ".open > .sum b"), ["Còn 3 chỗ cần sửa"])?;
    form.fill("Kết quả thực hiện", "Đã làm").await?;
    form.wait_text("Còn 2 chỗ cần sửa").await?;
    form.press("Kiểm tra trước khi gửi").await?;
    form.wait(".check-page").await.map(drop)
}

#[wasm_bindgen_test]
async fn how_far_a_text_is_too_long_is_said_without_a_sign() -> Done {
    let form = Form::begin(&plan("long"), &[]).await?;
    form.fill("Ghi chú", &"a".repeat(1_200)).await?;
    form.wait_text("Quá ").await?;
    check(!form.text().contains("Còn -"), "no number below zero")
}
