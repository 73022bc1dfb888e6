//! From a tag in the page to a form, and away again.

use super::support::*;
use js_sys::{Function, Promise};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// A loader that a test lets go, or lets fail, when it wants; and how often it was called.
struct SlowLoader {
    calls: Rc<Cell<u32>>,
    ends: Rc<RefCell<Vec<(Function, Function)>>>,
}

impl SlowLoader {
    /// Defines an element of its own with it.
    fn define(name: &str) -> Self {
        let (calls, ends) = (Rc::new(Cell::new(0)), Rc::new(RefCell::new(Vec::new())));
        let loader = {
            let (calls, ends) = (Rc::clone(&calls), Rc::clone(&ends));
            callback(move |_| {
                calls.set(calls.get() + 1);
                Ok(Promise::new(&mut |resolve, reject| ends.borrow_mut().push((resolve, reject))).into())
            })
        };
        define_element(name, &loader);
        Self { calls, ends }
    }

    fn arrive(&self) {
        for (resolve, _) in self.ends.take() {
            let _ = resolve.call1(&JsValue::NULL, &create());
        }
    }

    fn fail(&self) {
        for (_, reject) in self.ends.take() {
            let _ = reject.call1(&JsValue::NULL, &JsValue::from_str("no such file"));
        }
    }
}

#[wasm_bindgen_test]
async fn what_the_page_says_before_the_form_has_come_is_kept() -> Done {
    let _english = english();
    // The tag and a property are there before the element is even defined.
    let form = Form::named("bc-early", &[("unit", "a"), ("lang", "en")])?;
    set(&form.host, "plan", data(&plan("early")));
    form.show()?;
    let loader = SlowLoader::define("bc-early");
    until("the loader", || (loader.calls.get() == 1).then_some(())).await?;
    check(form.text().contains("Loading the report form"), "a skeleton is shown at once, in the page's language")?;
    form.host.set_attribute("unit", "b")?;
    loader.arrive();
    form.wait_text("Kế hoạch thử").await?;
    check(form.text().contains("xã B"), "the last unit that was named is shown")?;
    form.wait_text("Write report").await
}

#[wasm_bindgen_test]
async fn a_promise_tells_when_the_form_is_shown() -> Done {
    let form = Form::named("bc-promise", &[("unit", "a")])?;
    let loader = SlowLoader::define("bc-promise");
    set(&form.host, "plan", data(&plan("promise")));
    form.show()?;
    let ready = get(&form.host, "ready");
    loader.arrive();
    kept(ready).await?;
    form.wait("h1").await.map(drop)
}

#[wasm_bindgen_test]
async fn forms_of_one_page_load_once() -> Done {
    let loader = SlowLoader::define("bc-twice");
    let (one, two) = (Form::named("bc-twice", &[("unit", "a")])?, Form::named("bc-twice", &[("unit", "b")])?);
    for form in [&one, &two] {
        set(&form.host, "plan", data(&plan("two-forms")));
        form.show()?;
    }
    loader.arrive();
    one.wait_text("xã A").await?;
    two.wait_text("xã B").await?;
    same(loader.calls.get(), 1)?;
    one.begin_report().await?;
    one.fill("Ghi chú", "chỉ ở đây").await?;
    one.answered("note", "chỉ ở đây").await?;
    check(two.report().is_undefined(), "the other form has no report open")
}

#[wasm_bindgen_test]
async fn a_failed_load_is_said_and_can_be_tried_again() -> Done {
    let loader = SlowLoader::define("bc-flaky");
    let form = Form::named("bc-flaky", &[("unit", "a")])?;
    form.host.set_text_content(Some("Gửi báo cáo qua thư điện tử."));
    set(&form.host, "plan", data(&plan("flaky")));
    let seen = watch(&form.host);
    form.show()?;
    loader.fail();
    form.wait_text("Chưa mở được biểu mẫu").await?;
    check(form.find("slot").is_some(), "what the page put into the tag is shown instead")?;
    same(text_of(&seen.get(0), "0"), "error")?;
    same(text_of(&seen.get(0), "1.code"), "load")?;
    form.find("button").ok_or_else(|| fail("no button"))?.focus()?;
    form.press("Thử lại").await?;
    until("the second try", || (loader.calls.get() == 2).then_some(())).await?;
    let has_focus = |part: &str| {
        let focused = form.root()?.active_element().ok_or_else(|| fail("the focus is lost"))?;
        same(focused.get_attribute("part").as_deref(), Some(part))
    };
    has_focus("notice")?;
    loader.arrive();
    form.wait("h1").await?;
    has_focus("base")?;
    check(form.find("slot").is_none(), "the form is shown alone")
}

#[wasm_bindgen_test]
async fn what_stands_in_the_forms_place_follows_the_pages_language() -> Done {
    let loader = SlowLoader::define("bc-tongue");
    let form = Form::named("bc-tongue", &[("unit", "a"), ("lang", "en")])?;
    set(&form.host, "plan", data(&plan("tongue")));
    form.show()?;
    let says = |lang: &str, text: &str| {
        check(form.text().contains(text), &format!("{text}: {}", form.text()))?;
        let notice = form.find("[part=notice]").ok_or_else(|| fail("nothing is said"))?;
        same(notice.lang(), lang)
    };
    says("en", "Loading the report form")?;
    form.host.set_attribute("lang", "vi")?;
    says("vi", "Đang tải biểu mẫu")?;
    loader.fail();
    form.wait_text("Chưa mở được biểu mẫu").await?;
    let retry = form.find("button").ok_or_else(|| fail("no button"))?;
    retry.focus()?;
    form.host.set_attribute("lang", "en")?;
    says("en", "The report form could not be opened.Check the connection")?;
    let focused = form.root()?.active_element().ok_or_else(|| fail("the focus is lost"))?;
    same(focused.text_content().unwrap_or_default(), "Try again")?;
    form.host.remove_attribute("lang")?;
    says("vi", "Thử lại")
}

#[wasm_bindgen_test]
async fn an_element_put_back_while_loading_is_never_blank() -> Done {
    let loader = SlowLoader::define("bc-back");
    let form = Form::named("bc-back", &[("unit", "a")])?;
    set(&form.host, "plan", data(&plan("back")));
    form.show()?;
    form.host.remove();
    settle().await?;
    form.show()?;
    settle().await?;
    check(!form.text().trim().is_empty(), "something is shown while it loads")?;
    loader.arrive();
    form.wait("h1").await.map(drop)
}

#[wasm_bindgen_test]
async fn a_move_in_the_page_keeps_what_was_typed() -> Done {
    let form = Form::begin(&plan("move"), &[]).await?;
    let field = form.field("Kết quả thực hiện").await?;
    type_text(&field, "Đang gõ dở")?;
    let column = document().create_element("section")?;
    document().body().ok_or_else(|| fail("no body"))?.append_child(&column)?;
    column.append_child(&form.host)?;
    settle().await?;
    let still = form.field("Kết quả thực hiện").await?;
    check(still == field, "the field is the same")?;
    same(value(&still), "Đang gõ dở")?;
    form.answered("result", "Đang gõ dở").await?;
    column.remove();
    Ok(())
}

#[wasm_bindgen_test]
async fn removal_unmounts_and_the_element_can_come_back() -> Done {
    let form = Form::begin(&plan("removal"), &[]).await?;
    type_text(&form.field("Kết quả thực hiện").await?, "Gõ xong là gỡ")?;
    form.host.remove();
    until("an empty shadow root", || form.root().ok()?.first_child().is_none().then_some(())).await?;
    check(form.report().is_undefined(), "no report is open")?;
    form.show()?;
    form.press("Tiếp tục").await?;
    form.press("Việc thứ nhất").await?;
    same(value(&form.field("Kết quả thực hiện").await?), "Gõ xong là gỡ")
}

#[wasm_bindgen_test]
async fn what_one_form_leaves_the_next_begins_anew() -> Done {
    let left = Form::begin(&plan("left"), &[]).await?;
    let field = left.field("Kết quả thực hiện").await?;
    type_text(&field, "Của đơn vị trước")?;
    // At once: nothing has shown yet that the first is gone.
    left.host.remove();
    let form = Form::begin(&plan("taken"), &[("unit", "b")]).await?;
    let fresh = form.field("Kết quả thực hiện").await?;
    check(fresh != field, "no field is another form's")?;
    same(value(&fresh), "")?;
    type_text(&fresh, "Của đơn vị này")?;
    form.answered("result", "Của đơn vị này").await?;
    // And the first is still itself.
    left.show()?;
    left.press("Tiếp tục").await?;
    left.press("Việc thứ nhất").await?;
    same(value(&left.field("Kết quả thực hiện").await?), "Của đơn vị trước")?;
    same(value(&fresh), "Của đơn vị này")
}

#[wasm_bindgen_test]
async fn keys_stay_in_the_form_wherever_it_is_shown() -> Done {
    let heard = Rc::new(Cell::new(0));
    let listens = {
        let heard = Rc::clone(&heard);
        callback(move |_| {
            heard.set(heard.get() + 1);
            Ok(JsValue::UNDEFINED)
        })
    };
    for name in ["first", "second"] {
        let form = Form::begin(&plan(name), &[]).await?;
        form.host.add_event_listener_with_callback("keydown", &listens)?;
        let field = form.field("Kết quả thực hiện").await?;
        let told = watch(&form.host);
        fire(&field, "KeyboardEvent", "keydown", r#"{"key": "a", "bubbles": true, "composed": true}"#);
        same(heard.get(), 0)?;
        same((told.length(), text_of(&told.get(0), "0")), (1, "activity".to_owned()))?;
        form.leaves().await?;
    }
    Ok(())
}

#[wasm_bindgen_test]
async fn a_plan_has_one_hash_however_it_comes() -> Done {
    let given = Form::begin(&plan("hash"), &[]).await?;
    let by_object = text_of(&given.report(), "plan.hash");
    // The same document with its keys in another order and other white space.
    let text = plan("hash").replace("\"format\": \"baocao-plan/1\",", "").replacen(
        '{',
        "{ \"format\" : \"baocao-plan/1\" ,",
        1,
    );
    let _backend = backend(move |_| (200, text.clone()));
    // Another user's: two windows do not write one report.
    let fetched = Form::detached(&[("plan", "/plans/hash.json"), ("unit", "a"), ("user", "b")])?;
    fetched.show()?;
    fetched.begin_report().await?;
    same(by_object.len(), 64)?;
    same(text_of(&fetched.report(), "plan.hash"), by_object)
}

#[wasm_bindgen_test]
async fn a_plan_that_cannot_be_fetched_is_said_and_asked_for_again() -> Done {
    let mut asked = 0;
    let _backend = backend(move |_| {
        asked += 1;
        if asked == 1 { (404, "<h1>Not found</h1>".into()) } else { (200, plan("found")) }
    });
    let form = Form::detached(&[("plan", "/plans/found.json"), ("unit", "a")])?;
    let seen = watch(&form.host);
    form.show()?;
    form.wait_text("Không mở được kế hoạch").await?;
    check(form.text().contains("404"), "the reason is there for who looks after the portal")?;
    same(text_of(&seen.get(0), "0"), "error")?;
    same(text_of(&seen.get(0), "1.code"), "plan")?;
    form.find("button").ok_or_else(|| fail("no button"))?.focus()?;
    form.press("Thử lại").await?;
    form.wait_text("Kế hoạch thử").await?;
    let focused = form.root()?.active_element().ok_or_else(|| fail("the focus is lost"))?;
    same(focused.get_attribute("part").as_deref(), Some("base"))
}

#[wasm_bindgen_test]
async fn a_plan_with_mistakes_is_said_with_all_of_them() -> Done {
    let broken = plan("broken")
        .replace("\"title\": \"Kế hoạch thử\",", "")
        .replace("\"periods\": \"continuous\"", "\"periods\": \"sometimes\"");
    let form = Form::detached(&[("unit", "a")])?;
    let seen = watch(&form.host);
    set(&form.host, "plan", data(&broken));
    form.show()?;
    form.wait_text("Tệp kế hoạch có lỗi").await?;
    same(text_of(&seen.get(0), "1.code"), "plan-invalid")?;
    same(get(&seen.get(0), "1.findings.length").as_f64(), Some(2.0))
}
