//! English comes in a file of its own, late or not at all. This page begins without it, so it is not that of
//! the other tests, and what happens on it is one story.
#![cfg(target_arch = "wasm32")]
// What is a test's own file need not say for whom.
#![allow(missing_docs)]

#[allow(dead_code, reason = "the other tests need the rest")]
#[path = "browser/support.rs"]
mod support;

use js_sys::{Array, Function, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use support::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// A server that leaves every request open until the test answers it: with a status and a body.
fn slow_backend() -> (Restore, Rc<RefCell<Vec<Function>>>) {
    let open = Rc::new(RefCell::new(Vec::new()));
    let held = Rc::clone(&open);
    let answer = callback(move |_| Ok(Promise::new(&mut |resolve, _| held.borrow_mut().push(resolve)).into()));
    (Restore(stub_fetch(&answer)), open)
}

#[wasm_bindgen_test]
async fn the_form_is_vietnamese_until_english_is_there() -> Done {
    // The line is down.
    define();
    let down = backend(|_| (0, String::new()));
    let form = Form::detached(&[("unit", "a"), ("lang", "en")])?;
    set(&form.host, "plan", data(&plan("late-english")));
    let seen = watch(&form.host);
    form.show()?;
    form.wait_text("Chưa tải được bản tiếng Anh").await?;
    check(form.find(".bc[lang='vi']").is_some(), "it says which language it is in")?;
    let errors = || seen.iter().filter(|event| text_of(event, "0") == "error").collect::<Vec<_>>();
    until("an error", || (errors().len() == 1).then_some(())).await?;
    same(text_of(&errors()[0], "1.code"), "language")?;
    check(text_of(&errors()[0], "1.message").starts_with("/dist/bao-cao.en.txt: "), "it says which file")?;
    drop(down);

    // It works all the same.
    form.begin_report().await?;
    form.fill("Kết quả thực hiện", "Đã làm").await?;

    // A file of another version is no help.
    let other = backend(|_| (200, ENGLISH.replacen("overdue = ", "late_now = ", 1)));
    form.press("English").await?;
    until("a second error", || (errors().len() == 2).then_some(())).await?;
    // It is told at once, and shown when there is time.
    form.wait_text("Chưa tải được bản tiếng Anh").await?;
    drop(other);

    // A slow line: the form waits in Vietnamese, and the officer goes on typing.
    let (slow, open) = slow_backend();
    form.press("English").await?;
    until("a request", || (open.borrow().len() == 1).then_some(())).await?;
    until("no trouble", || (!form.text().contains("Chưa tải được")).then_some(())).await?;
    let field = form.field("Kết quả thực hiện").await?;
    type_text(&field, "Đã làm, đang gõ dở")?;
    let answer = Array::of2(&200.into(), &ENGLISH.into());
    open.borrow()[0].call1(&JsValue::NULL, &answer)?;
    let in_english = form.field("Results in the period").await?;
    check(in_english == field, "the field is the same")?;
    same(value(&field), "Đã làm, đang gõ dở")?;
    form.answered("result", "Đã làm, đang gõ dở").await?;
    check(form.find(".bc[lang='en']").is_some(), "it says which language it is in")?;

    // From now on it is there, for every form of the page.
    form.press("Tiếng Việt").await?;
    form.field("Kết quả thực hiện").await?;
    form.press("English").await?;
    form.field("Results in the period").await?;
    let second = Form::open(&plan("late-english-2"), &[("lang", "en")]).await?;
    second.wait_text("Write report").await?;
    same(open.borrow().len(), 1)?;
    same(errors().len(), 2)?;
    drop(slow);
    Ok(())
}
