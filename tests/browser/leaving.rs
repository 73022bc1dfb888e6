//! Whoever comes next sends nothing of those before: what the page is asked for may take its time.

use super::request::{ACCEPTED, giving};
use super::sending::{ENDPOINT, answering, submit};
use super::support::*;
use js_sys::{Function, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// A promise, and the function that keeps it.
fn promised() -> (Promise, Function) {
    let mut resolve = None;
    let promise = Promise::new(&mut |kept, _| resolve = Some(kept));
    (promise, resolve.unwrap_or_default())
}

/// A filled report of a user.
async fn filled_by(user: &str, id: &str) -> Done<Form> {
    let form = Form::begin(&plan(id), &[ENDPOINT[0], ("user", user)]).await?;
    form.fill("Kết quả thực hiện", "Đã tập huấn 3 lớp").await?;
    form.answered("result", "Đã tập huấn 3 lớp").await?;
    Ok(form)
}

/// Sends, and waits until the page is asked for headers; what gives them.
async fn sends_and_asks_for_headers(form: &Form) -> Done<Function> {
    let (headers, resolve) = promised();
    let asked = Rc::new(RefCell::new(false));
    let function = {
        let asked = Rc::clone(&asked);
        callback(move |_| {
            *asked.borrow_mut() = true;
            Ok(headers.clone().into())
        })
    };
    set(&form.host, "headers", function);
    settle().await?;
    submit(form)?;
    until("the question for headers", || asked.borrow().then_some(())).await?;
    Ok(resolve)
}

async fn gives(resolve: &Function) -> Done {
    resolve.call1(&JsValue::NULL, &data(r#"{ "Authorization": "Bearer u2" }"#))?;
    settle().await
}

#[wasm_bindgen_test]
async fn with_the_headers_of_the_next_user_nothing_goes_out_and_it_waits_for_its_own() -> Done {
    let _device = device("next-headers");
    let (_backend, requests) = answering(ACCEPTED);
    let form = filled_by("u1", "next-headers").await?;
    let resolve = sends_and_asks_for_headers(&form).await?;
    // In the same breath, as a page does that logs somebody else in.
    form.host.set_attribute("user", "u2")?;
    gives(&resolve).await?;
    form.wait_text("Lập báo cáo").await?;
    settle().await?;
    same(requests.borrow().len(), 0)?;
    set(&form.host, "headers", giving(data(r#"{ "Authorization": "Bearer u1" }"#)));
    form.host.set_attribute("user", "u1")?;
    form.wait_text("Xem biên nhận").await?;
    same(requests.borrow().len(), 1)?;
    let request = requests.borrow()[0].clone();
    same(text_of(&request, "headers.authorization"), "Bearer u1")?;
    same(text_of(&data(&text_of(&request, "body")), "user"), "u1")
}

#[wasm_bindgen_test]
async fn what_the_page_held_up_is_not_sent_once_the_next_user_is_there() -> Done {
    let _device = device("next-held");
    let (_backend, requests) = answering(ACCEPTED);
    let form = filled_by("u1", "next-held").await?;
    let (promise, resolve) = promised();
    let asked = Rc::new(RefCell::new(false));
    let listener = {
        let asked = Rc::clone(&asked);
        callback(move |event| {
            *asked.borrow_mut() = true;
            call(&get(&event, "detail"), "waitUntil", &promise).map_err(|_| JsValue::NULL)
        })
    };
    form.host.add_event_listener_with_callback("bao-cao-before-submit", &listener)?;
    submit(&form)?;
    until("the question", || asked.borrow().then_some(())).await?;
    form.host.set_attribute("user", "u2")?;
    form.wait_text("Lập báo cáo").await?;
    gives(&resolve).await?;
    same(requests.borrow().len(), 0)
}

#[wasm_bindgen_test]
async fn what_is_forgotten_or_removed_before_it_is_sent_is_not_sent() -> Done {
    let _device = device("forgotten-held");
    let (_backend, requests) = answering(ACCEPTED);
    let form = filled_by("u1", "forgotten-held").await?;
    let resolve = sends_and_asks_for_headers(&form).await?;
    kept(call(&form.host, "forget", &JsValue::UNDEFINED)?).await?;
    gives(&resolve).await?;
    same(requests.borrow().len(), 0)?;
    let form = filled_by("u1", "removed-held").await?;
    let resolve = sends_and_asks_for_headers(&form).await?;
    form.host.remove();
    gives(&resolve).await?;
    same(requests.borrow().len(), 0)
}

#[wasm_bindgen_test]
async fn a_request_of_the_user_before_is_broken_off() -> Done {
    let _device = device("broken-off");
    let form = filled_by("u1", "broken-off").await?;
    let signal = Rc::new(RefCell::new(JsValue::UNDEFINED));
    let own = {
        let signal = Rc::clone(&signal);
        callback(move |request| {
            *signal.borrow_mut() = get(&request, "signal");
            Ok(Promise::new(&mut |_, _| {}).into())
        })
    };
    set(&form.host, "transport", own);
    settle().await?;
    submit(&form)?;
    until("the request", || (!signal.borrow().is_undefined()).then_some(())).await?;
    same(get(&signal.borrow(), "aborted").as_bool(), Some(false))?;
    form.host.set_attribute("user", "u2")?;
    until("its end", || get(&signal.borrow(), "aborted").as_bool().filter(|is_ended| *is_ended)).await.map(drop)
}

#[wasm_bindgen_test]
async fn who_waits_for_a_report_is_told_when_the_form_is_taken_away_or_stops() -> Done {
    let _device = device("stopped");
    for is_crash in [false, true] {
        let form = filled_by("u1", if is_crash { "crashed" } else { "taken-away" }).await?;
        let never = callback(|_| Ok(Promise::new(&mut |_, _| {}).into()));
        set(&form.host, "transport", never);
        settle().await?;
        let sent = submit(&form)?;
        match is_crash {
            true => drop(call(&form.host, "formCrashed", &JsValue::UNDEFINED)?),
            false => form.host.remove(),
        }
        says_that_it_has_stopped(sent).await?;
        settle().await?;
        for method in ["submit", "reset", "forget"] {
            says_that_it_has_stopped(call(&form.host, method, &JsValue::UNDEFINED)?).await?;
        }
    }
    Ok(())
}

async fn says_that_it_has_stopped(promise: JsValue) -> Done {
    let Err(why) = JsFuture::from(Promise::resolve(&promise)).await else { return Err(fail("it was kept")) };
    same(text_of(&why, "message"), "the form has stopped, or is not in the page")
}
