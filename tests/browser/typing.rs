//! What an officer's hands meet: input methods, the focus, errors at the right time, keys.

use super::support::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

/// Types as an input method does: each step is the whole value at that moment. The value must stay what it
/// was set to, and nobody but the input method may set it.
async fn compose(field: &HtmlElement, steps: &[&str]) -> Done {
    field.focus()?;
    let spy = spy_on_value(field);
    fire(field, "CompositionEvent", "compositionstart", r#"{"data": ""}"#);
    for step in steps {
        fire(field, "KeyboardEvent", "keydown", r#"{"key": "Process", "isComposing": true}"#);
        fire(field, "CompositionEvent", "compositionupdate", r#"{"data": "x"}"#);
        call(&spy, "type", &JsValue::from_str(step))?;
        fire(field, "InputEvent", "input", r#"{"inputType": "insertCompositionText", "isComposing": true}"#);
        settle().await?;
        same(value(field), *step)?;
    }
    fire(field, "CompositionEvent", "compositionend", r#"{"data": "x"}"#);
    settle().await?;
    same(get(&spy, "sets").as_f64(), Some(0.0))
}

fn messages(form: &Form) -> usize {
    form.all("[aria-invalid='true']").len()
}

#[wasm_bindgen_test]
async fn an_input_method_is_never_disturbed() -> Done {
    let form = Form::begin(&plan("telex"), &[]).await?;
    let result = form.field("Kết quả thực hiện").await?;
    compose(&result, &["d", "đ", "đa", "đã", "đã t", "đã tâ", "đã tấ", "đã tập"]).await?;
    form.answered("result", "đã tập").await?;
    let note = form.field("Ghi chú").await?;
    compose(&note, &["u", "uo", "ươ", "ướ", "ướng", "hướng"]).await?;
    form.answered("note", "hướng").await
}

#[wasm_bindgen_test]
async fn decomposed_letters_are_composed_when_the_field_is_left() -> Done {
    let form = Form::begin(&plan("nfd"), &[]).await?;
    for label in ["Kết quả thực hiện", "Ghi chú"] {
        let field = form.field(label).await?;
        // macOS and some input methods give letters and marks apart.
        compose(&field, &["Tie\u{302}", "Tie\u{302}\u{301}", "Tie\u{302}\u{301}ng Vie\u{323}\u{302}t"]).await?;
        leave(&field)?;
        until("NFC", || (value(&field) == "Tiếng Việt").then_some(())).await?;
    }
    form.answered("result", "Tiếng Việt").await?;
    form.answered("note", "Tiếng Việt").await
}

#[wasm_bindgen_test]
async fn the_caret_stays_where_it_was() -> Done {
    let form = Form::begin(&plan("caret"), &[]).await?;
    let field = form.field("Ghi chú").await?;
    type_text(&field, "Xã Nam")?;
    settle().await?;
    field.unchecked_ref::<web_sys::HtmlInputElement>().set_selection_range(3, 3)?;
    fire(&field, "InputEvent", "input", r#"{"inputType": "insertText"}"#);
    settle().await?;
    same(get(&field, "selectionStart").as_f64(), Some(3.0))
}

#[wasm_bindgen_test]
async fn no_error_before_a_field_was_left() -> Done {
    let form = Form::begin(&plan("touched"), &[]).await?;
    same(messages(&form), 0)?;
    let count = form.field("Số lượt").await?;
    type_text(&count, "ba")?;
    settle().await?;
    same(messages(&form), 0)?;
    leave(&count)?;
    until("the error", || (messages(&form) == 1).then_some(())).await?;
    same(value(&count), "ba")?;
    let said = count.get_attribute("aria-describedby").unwrap_or_default();
    let message = said.split(' ').find_map(|id| form.find(&format!("[id='{id}']")));
    let text = message.and_then(|message| message.text_content()).unwrap_or_default();
    check(!text.trim().is_empty(), "the field is described by what is wrong")?;
    form.fill("Số lượt", "1.250").await?;
    until("the error to go", || (messages(&form) == 0).then_some(())).await?;
    form.answered("count", "1250")
        .await
        .or_else(|_| same(get(&form.report(), "entries.0.values.count").as_f64(), Some(1250.0)))
}

#[wasm_bindgen_test]
async fn a_doubtful_number_is_asked_about() -> Done {
    let form = Form::begin(&plan("doubtful"), &[]).await?;
    let count = form.fill("Số lượt", "1,234.5").await?;
    until("the question", || (messages(&form) == 1).then_some(())).await?;
    same(value(&count), "1,234.5")
}

#[wasm_bindgen_test]
async fn the_summary_leads_to_the_field_inside_the_shadow_root() -> Done {
    let form = Form::begin(&plan("summary"), &[]).await?;
    form.fill("Số lượt", "ba").await?;
    form.press("Kiểm tra và gửi").await?;
    form.wait_text("Chưa gửi được").await?;
    for label in ["Số lượt", "Kết quả thực hiện trong kỳ"] {
        form.press(&format!("{label}:")).await?;
        let field = form.field(label).await?;
        let active = || form.root().ok().and_then(|root| root.active_element());
        until("the focus", || (active().as_ref() == Some(field.as_ref())).then_some(())).await?;
        same(field.get_attribute("aria-invalid").as_deref(), Some("true"))?;
        form.press("Kiểm tra và gửi").await?;
    }
    Ok(())
}

#[wasm_bindgen_test]
async fn keys_typed_in_a_field_are_not_the_portals_shortcuts() -> Done {
    let form = Form::begin(&plan("keys"), &[]).await?;
    let heard = Rc::new(RefCell::new(Vec::new()));
    let listener = {
        let heard = Rc::clone(&heard);
        callback(move |event| {
            heard.borrow_mut().push(text_of(&event, "key"));
            Ok(JsValue::UNDEFINED)
        })
    };
    document().add_event_listener_with_callback("keydown", &listener)?;
    let seen = watch(&form.host);
    let field = form.field("Ghi chú").await?;
    let area = form.field("Kết quả thực hiện").await?;
    let button = until("a button", || form.button("Kiểm tra và gửi")).await?;
    for (target, key) in [(&field, "s"), (&area, "/"), (&field, "?"), (&button, "Escape"), (&button, "Tab")] {
        fire(target, "KeyboardEvent", "keydown", &format!(r#"{{"key": "{key}"}}"#));
    }
    document().remove_event_listener_with_callback("keydown", &listener)?;
    same(heard.borrow().join(" "), "Escape Tab")?;
    // What ends the login of who does nothing hears of them, though not of each.
    same(seen.iter().filter(|event| text_of(event, "0") == "activity").count(), 1)
}

#[wasm_bindgen_test]
async fn that_somebody_types_is_told_again_after_ten_seconds() -> Done {
    let form = Form::begin(&plan("activity"), &[]).await?;
    let seen = watch(&form.host);
    let told = || seen.iter().filter(|event| text_of(event, "0") == "activity").count();
    let field = form.field("Ghi chú").await?;
    let first = fire(&field, "KeyboardEvent", "keydown", r#"{"key": "a"}"#).time_stamp();
    same(told(), 1)?;
    for (seconds, times) in [(0.1, 1), (9.9, 1), (10.1, 2), (12.0, 2), (20.0, 2), (20.2, 3), (600.0, 4)] {
        fire_at(&field, "KeyboardEvent", "keydown", &data(r#"{"key": "b"}"#), first + seconds * 1_000.0);
        same(told(), times)?;
    }
    Ok(())
}

#[wasm_bindgen_test]
async fn search_needs_no_accents_and_says_when_nothing_fits() -> Done {
    let form = Form::begin(&plan("search"), &[("unit", "b")]).await?;
    let search = form.wait("input[type='search']").await?;
    let hidden = |title: &str| form.button(title).is_none().then_some(());
    type_text(&search, "viec thu hai")?;
    until("the first task to go", || hidden("Việc thứ nhất")).await?;
    check(form.button("Việc thứ hai").is_some(), "the second is found")?;
    type_text(&search, "không có")?;
    form.wait_text("Không có nhiệm vụ nào khớp").await?;
    same(value(&search), "không có")
}

#[wasm_bindgen_test]
async fn a_huge_paste_is_kept_and_named_too_long() -> Done {
    let form = Form::begin(&plan("paste"), &[]).await?;
    let huge = "ạ".repeat(100_000);
    let field = form.fill("Kết quả thực hiện", &huge).await?;
    until("the error", || (messages(&form) == 1).then_some(())).await?;
    check(value(&field) == huge, "what was pasted is still there")
}

#[wasm_bindgen_test]
async fn text_of_plan_and_officer_is_never_markup() -> Done {
    let evil = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    let form =
        Form::begin(&plan("markup").replace("Kế hoạch thử", evil).replace("Ghi chú", &format!("Ghi chú {evil}")), &[])
            .await?;
    form.wait_text(evil).await?;
    form.fill("Kết quả thực hiện", evil).await?;
    form.press("Kiểm tra và gửi").await?;
    form.wait("#check").await?;
    same(form.all("img, script").len(), 0)
}

#[wasm_bindgen_test]
async fn what_a_browser_fills_into_two_fields_at_once_is_in_both() -> Done {
    let form = Form::begin(&plan("fills"), &[]).await?;
    let (note, result) = (form.field("Ghi chú").await?, form.field("Kết quả thực hiện").await?);
    for (field, text) in [(&note, "một"), (&note, "một hai"), (&result, "ba"), (&note, "bốn"), (&result, "năm")]
    {
        type_text(field, text)?;
    }
    form.answered("note", "bốn").await?;
    form.answered("result", "năm").await
}

#[wasm_bindgen_test]
async fn letters_typed_just_before_the_element_is_removed_are_kept() -> Done {
    let _device = device("typed-removed");
    let text = plan("typed-removed");
    let form = Form::begin(&text, &[]).await?;
    let note = form.field("Ghi chú").await?;
    type_text(&note, "m")?;
    type_text(&note, "một")?;
    form.host.remove();
    let form = Form::open(&text, &[]).await?;
    form.press("Tiếp tục").await?;
    form.answered("note", "một").await
}
