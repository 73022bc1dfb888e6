//! The request as the portal shapes it for its backend.

use super::sending::{Requests, answering, detail, filled, names, submit};
use super::support::*;
use js_sys::{Array, Function, Promise};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

pub const ACCEPTED: &[(u16, &str)] = &[(201, r#"{"number":"BN-1"}"#)];

/// A filled form with further attributes.
pub async fn filled_with(id: &str, attributes: &[(&str, &str)]) -> Done<Form> {
    let form = filled(id).await?;
    for (name, value) in attributes {
        form.host.set_attribute(name, value)?;
    }
    settle().await?;
    Ok(form)
}

pub fn body(requests: &Requests, i: usize) -> JsValue {
    data(&text_of(&requests.borrow()[i], "body"))
}

/// A function of the page that gives the same each time.
pub fn giving(value: impl Into<JsValue>) -> Function {
    let value = value.into();
    callback(move |_| Ok(value.clone()))
}

pub fn header(requests: &Requests, i: usize, name: &str) -> String {
    text_of(&requests.borrow()[i], &format!("headers.{name}"))
}

#[wasm_bindgen_test]
async fn the_report_stands_where_the_attribute_says() -> Done {
    let (_backend, requests) = answering(ACCEPTED);
    let form = filled_with("envelope", &[("envelope", "data.attributes"), ("method", "put")]).await?;
    kept(submit(&form)?).await?;
    same(text_of(&body(&requests, 0), "data.attributes.entries.0.values.result"), "Đã tập huấn 3 lớp")?;
    let request = requests.borrow()[0].clone();
    same(text_of(&request, "method"), "PUT")?;
    same(text_of(&request, "redirect"), "manual")?;
    same(text_of(&request, "credentials"), "same-origin")
}

#[wasm_bindgen_test]
async fn the_page_says_what_stands_around_the_report() -> Done {
    let (_backend, requests) = answering(ACCEPTED);
    let form = filled_with("with", &[("endpoint", "/items/{key}")]).await?;
    let envelope = data(r#"{ "path": "Report", "text": true }"#);
    let with = callback(|known| {
        let row = data("{}");
        set(&row, "Title", get(&known, "report.unit.name"));
        set(&row, "Key", get(&known, "key"));
        set(&row, "Hash", get(&known, "hash"));
        Ok(Promise::resolve(&row).into())
    });
    set(&envelope, "with", with);
    set(&form.host, "envelope", envelope);
    let receipt = kept(submit(&form)?).await?;
    let row = body(&requests, 0);
    same(text_of(&row, "Title"), "Ủy ban nhân dân xã A")?;
    same(text_of(&data(&text_of(&row, "Report")), "format"), "baocao-report/1")?;
    same(text_of(&row, "Hash"), text_of(&receipt, "hash"))?;
    let key = text_of(&row, "Key");
    same(header(&requests, 0, "idempotency-key"), format!("\"{key}\""))?;
    check(text_of(&requests.borrow()[0], "url").ends_with(&format!("/items/{key}")), "the address has the key")
}

#[wasm_bindgen_test]
async fn a_body_that_cannot_be_made_holds_the_report_back() -> Done {
    let (_backend, requests) = answering(ACCEPTED);
    let form = filled("unmade").await?;
    for (with, said) in [
        (JsValue::from(giving(js_sys::global())), "expected plain data"),
        (giving(7).into(), "in the report's place"),
        (callback(|_| Err(js_sys::Error::new("Chưa có mẫu").into())).into(), "Chưa có mẫu"),
    ] {
        let envelope = data(r#"{ "path": "data" }"#);
        set(&envelope, "with", with);
        set(&form.host, "envelope", envelope);
        check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
        form.wait_text(said).await?;
    }
    same(requests.borrow().len(), 0)
}

#[wasm_bindgen_test]
async fn mistakes_that_name_places_in_the_envelope_stand_at_their_questions() -> Done {
    let problem = r#"{"errors": [{"pointer": "/data/report/entries/0/values/result", "detail": "Ghi rõ số lớp"}]}"#;
    let (_backend, _) = answering(&[(422, problem), (201, r#"{"number": "BN-2"}"#)]);
    let form = filled_with("inside", &[("envelope", "data.report")]).await?;
    check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
    form.wait_text("Ghi rõ số lớp").await?;
    form.press("Quay lại sửa").await?;
    form.press("Việc thứ nhất").await?;
    let field = form.field("Kết quả thực hiện").await?;
    same(field.get_attribute("aria-invalid").as_deref(), Some("true"))?;
    form.fill("Kết quả thực hiện", "Đã tập huấn 3 lớp, 90 người").await?;
    form.press("Kiểm tra và gửi").await?;
    form.press("Gửi").await?;
    form.wait_text("BN-2").await
}

/// Sets a cookie of the page, or takes it away.
fn set_cookie(name: &str, value: Option<&str>) {
    let end = if value.is_none() { "; max-age=0" } else { "" };
    set(document().as_ref(), "cookie", format!("{name}={}; path=/{end}", value.unwrap_or_default()));
}

/// A meta tag of the page while it is held.
struct Meta(web_sys::Element);

impl Meta {
    fn put(name: &str, content: &str) -> Done<Self> {
        let tag = document().create_element("meta")?;
        tag.set_attribute("name", name)?;
        tag.set_attribute("content", content)?;
        document().document_element().ok_or_else(|| fail("no root"))?.append_child(&tag)?;
        Ok(Self(tag))
    }
}

impl Drop for Meta {
    fn drop(&mut self) {
        self.0.remove();
    }
}

#[wasm_bindgen_test]
async fn the_token_of_a_cookie_is_read_anew_for_each_attempt() -> Done {
    let (_backend, requests) = answering(&[(419, "{}"), (201, r#"{"number":"BN-3"}"#)]);
    set_cookie("not-XSRF-TOKEN", Some("other"));
    set_cookie("XSRF-TOKEN", Some("first%3D"));
    let form = filled_with("cookie", &[("csrf-cookie", "XSRF-TOKEN")]).await?;
    check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
    form.wait_text("Phiên đăng nhập đã hết").await?;
    set_cookie("XSRF-TOKEN", Some("100%"));
    set(&form.host, "headers", JsValue::UNDEFINED);
    form.wait_text("BN-3").await?;
    set_cookie("XSRF-TOKEN", None);
    set_cookie("not-XSRF-TOKEN", None);
    same(header(&requests, 0, "x-xsrf-token"), "first=")?;
    same(header(&requests, 1, "x-xsrf-token"), "100%")
}

#[wasm_bindgen_test]
async fn the_token_of_a_meta_tag_goes_where_the_framework_looks_for_it() -> Done {
    let _meta = Meta::put("token-of-form", "m-1")?;
    for (id, more, name) in [
        ("meta", ("lang", "vi"), "x-csrf-token"),
        ("asp", ("csrf-header", "RequestVerificationToken"), "requestverificationtoken"),
    ] {
        let (_backend, requests) = answering(ACCEPTED);
        let form = filled_with(id, &[("csrf-meta", "token-of-form"), more]).await?;
        kept(submit(&form)?).await?;
        same(header(&requests, 0, name), "m-1")?;
    }
    Ok(())
}

#[wasm_bindgen_test]
async fn the_token_stays_at_the_pages_own_origin() -> Done {
    let _meta = Meta::put("token-at-home", "m-2")?;
    let (_backend, requests) = answering(ACCEPTED);
    let attributes = [("csrf-meta", "token-at-home"), ("endpoint", "https://elsewhere.example/reports")];
    let form = filled_with("abroad", &attributes).await?;
    kept(submit(&form)?).await?;
    check(text_of(&requests.borrow()[0], "url").starts_with("https://elsewhere.example/"), "it goes there")?;
    same(header(&requests, 0, "x-csrf-token"), "")
}

/// What the page's own function was given.
type Given = Rc<RefCell<Vec<JsValue>>>;

/// A function of the page in place of `fetch`, and what it was given.
fn transport(mut answer: impl FnMut(&JsValue) -> Result<JsValue, JsValue> + 'static) -> (Function, Given) {
    let given = Given::default();
    let kept = Rc::clone(&given);
    let own = callback(move |request| {
        kept.borrow_mut().push(request.clone());
        answer(&request)
    });
    (own, given)
}

#[wasm_bindgen_test]
async fn the_page_may_send_by_itself() -> Done {
    let (own, given) = transport(|_| Ok(data(r#"{ "status": 201, "body": { "number": "BN-4" }, "headers": {} }"#)));
    // No address is needed.
    let form = Form::begin(&plan("own"), &[]).await?;
    set(&form.host, "transport", own);
    form.fill("Kết quả thực hiện", "Đã tập huấn").await?;
    form.answered("result", "Đã tập huấn").await?;
    same(text_of(&kept(submit(&form)?).await?, "number"), "BN-4")?;
    let request = given.borrow()[0].clone();
    same(text_of(&request, "method"), "POST")?;
    same(text_of(&request, "redirect"), "manual")?;
    same(text_of(&request, "headers.content-type"), "application/json")?;
    same(text_of(&data(&text_of(&request, "body")), "format"), "baocao-report/1")?;
    same(get(&request, "signal.aborted").as_bool(), Some(false))
}

/// What the element makes of what the page's own function gives.
async fn comes_to(form: &Form, answer: impl FnMut(&JsValue) -> Result<JsValue, JsValue> + 'static) -> Done<String> {
    let (own, given) = transport(answer);
    set(&form.host, "transport", own);
    // What waits goes out when a property is set; else this sends it.
    let seen = watch(&form.host);
    let sent = kept(submit(form)?).await;
    check(given.borrow().len() == 1, "it was asked once")?;
    let failed = text_of(&detail(&seen, "error"), "failure.kind");
    Ok(if sent.is_ok() { "accepted".to_owned() } else { failed })
}

fn response(body: &str, init: &str) -> Result<JsValue, JsValue> {
    let class: Function = get(&js_sys::global(), "Response").dyn_into()?;
    js_sys::Reflect::construct(&class, &Array::of2(&body.into(), &data(init)))
}

#[wasm_bindgen_test]
async fn whatever_the_pages_function_gives_is_understood() -> Done {
    let form = filled("own-answers").await?;
    let of_data = |json: &'static str| move |_: &JsValue| Ok(data(json));
    for rubbish in ["null", "\"ok\"", r#"{"status": 0}"#, r#"{"status": "200"}"#, "[]"] {
        same((rubbish, &*comes_to(&form, of_data(rubbish)).await?), (rubbish, "unreachable"))?;
    }
    same(comes_to(&form, |_| Err(JsValue::NULL)).await?, "unreachable")?;
    let rejects = |_: &JsValue| Ok(Promise::reject(&js_sys::Error::new("mất mạng")).into());
    same(comes_to(&form, rejects).await?, "unreachable")?;
    let later = r#"{ "status": 503, "headers": { "RETRY-After": "7200" }, "body": { "title": "Đang bảo trì" } }"#;
    same(comes_to(&form, of_data(later)).await?, "refused")?;
    form.wait_text("Đang bảo trì").await?;
    // A redirect that was followed is no acceptance.
    let followed = r#"{ "status": 200, "redirected": true, "body": "ok" }"#;
    same(comes_to(&form, of_data(followed)).await?, "signed-out")?;
    let page = r#"{ "status": 200, "headers": { "content-type": "text/html" }, "body": "Vui lòng đăng nhập" }"#;
    same(comes_to(&form, of_data(page)).await?, "signed-out")?;
    // What was read before cannot be read: it may have been a page.
    let is_read = |_: &JsValue| {
        let answer = response("", r#"{ "status": 200 }"#)?;
        call(&answer, "text", &JsValue::UNDEFINED).map_err(|_| JsValue::NULL)?;
        Ok(answer)
    };
    same(comes_to(&form, is_read).await?, "unreachable")?;
    same(comes_to(&form, |_| response(r#"{"number":"BN-6"}"#, r#"{ "status": 200 }"#)).await?, "accepted")?;
    form.wait_text("BN-6").await
}

#[wasm_bindgen_test]
async fn a_function_that_never_ends_is_given_up() -> Done {
    let form = filled_with("hangs", &[("timeout", "1")]).await?;
    let signal = Rc::new(RefCell::new(JsValue::UNDEFINED));
    let kept = Rc::clone(&signal);
    let hangs = move |request: &JsValue| {
        *kept.borrow_mut() = get(request, "signal");
        Ok(Promise::new(&mut |_, _| {}).into())
    };
    same(comes_to(&form, hangs).await?, "timed-out")?;
    same(get(&signal.borrow(), "aborted").as_bool(), Some(true))
}

#[wasm_bindgen_test]
async fn what_makes_no_sense_is_told_at_once_and_nothing_is_sent() -> Done {
    let (_backend, requests) = answering(ACCEPTED);
    let cases: [(&str, JsValue, &str); 15] = [
        ("@method", "GET".into(), "method is \"GET\": expected POST, PUT or PATCH"),
        ("@envelope", "a..b".into(), "envelope is \"a..b\""),
        ("@csrf-meta", "a\"]".into(), "csrf-meta is \"a\"]\": expected letters"),
        ("@csrf-header", "X-Token".into(), "csrf-header is there without"),
        ("@endpoint", "https://".into(), "endpoint is \"https://\""),
        ("headers", "Bearer t".into(), "headers is \"string\""),
        ("headers", data(r#"{ "X-Unit": [] }"#), "the header \"X-Unit\" is \"object\": expected a text or a number"),
        ("transport", data("{}"), "transport is \"object\": expected a function"),
        ("signer", "key".into(), "signer is \"string\": expected a function"),
        ("envelope", data("{}"), "envelope is \"\""),
        ("envelope", 7.into(), "envelope is \"\""),
        ("envelope", data(r#"{ "path": "data", "with": "x" }"#), "envelope.with is \"string\""),
        ("envelope", data(r#"{ "path": "data", "wiht": {} }"#), "\"wiht\": expected path, with or text"),
        ("envelope", data(r#"{ "path": "data", "with": { "data": 1 } }"#), "envelope.with has something"),
        ("envelope", "/".into(), "envelope is \"/\""),
    ];
    let form = filled("nonsense").await?;
    for (name, value, said) in cases {
        let seen = watch(&form.host);
        let attribute = name.strip_prefix('@');
        match attribute {
            Some(name) => form.host.set_attribute(name, &value.as_string().unwrap_or_default())?,
            None => set(&form.host, name, value),
        }
        until("what is wrong", || (names(&seen) == "error").then_some(())).await?;
        let told = detail(&seen, "error");
        same(text_of(&told, "code"), "request")?;
        check(text_of(&told, "message").contains(said), &text_of(&told, "message"))?;
        check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
        let text = text_of(&told, "message");
        form.wait_text("Trang này đặt sai cách gửi báo cáo; hãy báo người quản trị cổng thông tin.").await?;
        // What exactly is for whoever made the page.
        until("it is folded away", || {
            form.find(".sum details:not([open])")?.text_content()?.contains(&text).then_some(())
        })
        .await?;
        same(names(&seen), "error error")?;
        match attribute {
            Some("endpoint") => form.host.set_attribute("endpoint", "/api/reports")?,
            Some(name) => form.host.remove_attribute(name)?,
            None => set(&form.host, name, JsValue::UNDEFINED),
        }
        settle().await?;
    }
    same(requests.borrow().len(), 0)?;
    kept(submit(&form)?).await.map(drop)
}

#[wasm_bindgen_test]
async fn what_is_wrong_from_the_start_is_told_too() -> Done {
    let form = Form::detached(&[("unit", "a"), ("endpoint", "/api/reports"), ("method", "DELETE")])?;
    set(&form.host, "plan", data(&plan("from-the-start")));
    let told = Rc::new(Cell::new(0));
    let count = Rc::clone(&told);
    let listener = callback(move |event| {
        if text_of(&event, "detail.code") == "request" {
            count.set(count.get() + 1);
        }
        Ok(JsValue::UNDEFINED)
    });
    form.host.add_event_listener_with_callback("bao-cao-error", &listener)?;
    form.show()?;
    until("the error", || (told.get() == 1).then_some(())).await?;
    form.host.set_attribute("lang", "vi")?;
    settle().await?;
    same(told.get(), 1)
}
