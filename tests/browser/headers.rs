//! The headers that the portal adds to what is sent.

use super::request::{ACCEPTED, filled_with, giving, header};
use super::sending::{answering, detail, filled, submit};
use super::support::*;
use js_sys::{Array, Function, Promise};
use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn headers_are_asked_anew_for_each_attempt() -> Done {
    let (_backend, requests) = answering(&[(503, ""), (201, r#"{"number":"BN-7"}"#)]);
    let form = filled_with("anew", &[("credentials", "include")]).await?;
    let asked = Cell::new(0);
    let headers = callback(move |_| {
        asked.set(asked.get() + 1);
        Ok(Promise::resolve(&data(&format!(r#"{{ "X-Try": "{}" }}"#, asked.get()))).into())
    });
    set(&form.host, "headers", headers);
    check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
    form.press("Gửi lại").await?;
    form.wait_text("BN-7").await?;
    same((&*header(&requests, 0, "x-try"), &*header(&requests, 1, "x-try")), ("1", "2"))?;
    same(text_of(&requests.borrow()[0], "credentials"), "include")
}

#[wasm_bindgen_test]
async fn the_report_has_the_headers_and_the_plan_has_none() -> Done {
    let (_backend, requests) = answering(&[(200, &plan("headers-of-plan")), (201, r#"{"number":"BN-9"}"#)]);
    let form = Form::detached(&[("plan", "/plans/of-whom.json"), ("unit", "a"), ("endpoint", "/api/reports")])?;
    set(&form.host, "headers", data(r#"{ "Authorization": "Bearer of-the-unit" }"#));
    form.show()?;
    form.begin_report().await?;
    form.fill("Kết quả thực hiện", "Đã tập huấn 3 lớp").await?;
    kept(submit(&form)?).await?;
    check(text_of(&requests.borrow()[0], "url").ends_with("/plans/of-whom.json"), "the plan is asked for first")?;
    let given = [0, 1].map(|nth| header(&requests, nth, "authorization"));
    same(given, [String::new(), "Bearer of-the-unit".to_owned()])
}

#[wasm_bindgen_test]
async fn headers_of_another_json_type_hold_and_wrong_ones_are_told() -> Done {
    let (_backend, requests) = answering(ACCEPTED);
    let form = filled("json-api").await?;
    let headers = r#"{"Content-Type": "application/vnd.api+json", "Accept": "application/vnd.api+json",
        "Idempotency-Key": "mine", "X-Unit": 42, "X-None": null}"#;
    set(&form.host, "headers", giving(data(headers)));
    kept(submit(&form)?).await?;
    same(header(&requests, 0, "content-type"), "application/vnd.api+json")?;
    same(header(&requests, 0, "accept"), "application/vnd.api+json")?;
    check(header(&requests, 0, "idempotency-key").len() > 36, "the key is the form's own")?;
    same((&*header(&requests, 0, "x-unit"), &*header(&requests, 0, "x-none")), ("42", ""))?;
    let form = filled("odd-headers").await?;
    for (headers, said) in [
        (data(r#"{"Tên": "a"}"#), "Tên"),
        ("Bearer t".into(), "expected an object"),
        (data(r#"{"X-Unit": {}}"#), "the header \"X-Unit\" is \"object\""),
    ] {
        set(&form.host, "headers", giving(headers));
        check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
        form.wait_text(said).await?;
        form.wait_text("Trang này đặt sai cách gửi báo cáo").await?;
    }
    same(requests.borrow().len(), 1)
}

#[wasm_bindgen_test]
async fn headers_as_the_platform_has_them_are_sent() -> Done {
    let (_backend, requests) = answering(ACCEPTED);
    let pairs = data(r#"[["X-Unit", "42"]]"#);
    let class: Function = get(&js_sys::global(), "Headers").dyn_into()?;
    let headers = js_sys::Reflect::construct(&class, &Array::of1(&pairs))?;
    for (id, given) in [("headers-class", headers), ("headers-pairs", pairs)] {
        let form = filled(id).await?;
        set(&form.host, "headers", given);
        kept(submit(&form)?).await?;
    }
    same((&*header(&requests, 0, "x-unit"), &*header(&requests, 1, "x-unit")), ("42", "42"))
}

#[wasm_bindgen_test]
async fn headers_whose_own_question_fails_are_a_broken_line() -> Done {
    let (_backend, requests) = answering(ACCEPTED);
    let form = filled("headers-line").await?;
    // As `fetch` fails, while the browser knows of no break.
    let broken = callback(|_| Ok(Promise::reject(&js_sys::TypeError::new("Failed to fetch")).into()));
    set(&form.host, "headers", broken);
    let seen = watch(&form.host);
    check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
    same(text_of(&detail(&seen, "error"), "failure.kind"), "not-sent")?;
    form.wait_text("Báo cáo tự gửi lại lúc").await?;
    check(!form.text().contains("Failed to fetch"), "no English for the officer")?;
    same(requests.borrow().len(), 0)?;
    set(&form.host, "headers", data("{}"));
    form.wait_text("BN-1").await
}

#[wasm_bindgen_test]
async fn headers_that_never_come_are_given_up() -> Done {
    let (_backend, requests) = answering(ACCEPTED);
    let form = filled_with("no-headers", &[("timeout", "1")]).await?;
    set(&form.host, "headers", giving(Promise::new(&mut |_, _| {})));
    let seen = watch(&form.host);
    check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
    same(text_of(&detail(&seen, "error"), "failure.kind"), "not-sent")?;
    same(requests.borrow().len(), 0)
}
