//! What the portal's script hears and can do: events, `submit()`, `reset()`, the request itself.

use super::support::*;
use baocao::report::{Report, Value};
use js_sys::{Array, JSON};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

pub const ENDPOINT: &[(&str, &str)] = &[("endpoint", "/api/reports")];

pub fn names(seen: &Array) -> String {
    seen.iter().map(|event| text_of(&event, "0")).collect::<Vec<_>>().join(" ")
}

pub fn detail(seen: &Array, name: &str) -> JsValue {
    let event = seen.iter().find(|event| text_of(event, "0") == name);
    event.map_or(JsValue::UNDEFINED, |event| get(&event, "1"))
}

/// What a backend was sent: `{url, body, headers}` each.
pub type Requests = Rc<RefCell<Vec<JsValue>>>;

/// A backend that answers in turn, and then goes on with the last.
pub fn answering(answers: &[(u16, &str)]) -> (Restore, Requests) {
    let requests = Requests::default();
    let answers: Vec<(u16, String)> = answers.iter().map(|(status, body)| (*status, (*body).to_owned())).collect();
    let kept = Rc::clone(&requests);
    let restore = backend(move |request| {
        let mut requests = kept.borrow_mut();
        requests.push(request);
        answers[(requests.len() - 1).min(answers.len() - 1)].clone()
    });
    (restore, requests)
}

pub fn submit(form: &Form) -> Done<JsValue> {
    call(&form.host, "submit", &JsValue::UNDEFINED)
}

pub async fn filled(id: &str) -> Done<Form> {
    let form = Form::begin(&plan(id), ENDPOINT).await?;
    form.fill("Kết quả thực hiện", "Đã tập huấn 3 lớp").await?;
    form.answered("result", "Đã tập huấn 3 lớp").await?;
    Ok(form)
}

#[wasm_bindgen_test]
async fn the_page_hears_that_the_form_is_ready_and_what_the_officer_changes() -> Done {
    let form = Form::detached(&[("unit", "a")])?;
    let seen = watch(&form.host);
    set(&form.host, "plan", data(&plan("events")));
    form.show()?;
    form.begin_report().await?;
    same(names(&seen), "ready")?;
    same(text_of(&detail(&seen, "ready"), "plan"), "events")?;
    form.host.set_attribute("lang", "en")?;
    form.host.set_attribute("lang", "vi")?;
    settle().await?;
    same(names(&seen), "ready")?;
    let field = form.field("Ghi chú").await?;
    type_text(&field, "một")?;
    until("a change", || (names(&seen) == "ready change").then_some(())).await?;
    same(text_of(&detail(&seen, "change"), "kind"), "luc-nao-cung-duoc")?;
    leave(&field)?;
    form.saved().await?;
    same(names(&seen), "ready change")
}

#[wasm_bindgen_test]
async fn what_the_page_reads_is_a_report_by_its_type() -> Done {
    let form = filled("typed").await?;
    let report: Report = serde_wasm_bindgen::from_value(form.report()).map_err(JsValue::from)?;
    same(report.plan.id.as_str(), "typed")?;
    let result = report.entries[0].values.get("result").and_then(Value::text);
    same(result, Some("Đã tập huấn 3 lớp"))
}

#[wasm_bindgen_test]
async fn a_listener_of_changes_reads_the_changed_report() -> Done {
    let form = Form::begin(&plan("listener"), &[]).await?;
    let read = Rc::new(RefCell::new(String::new()));
    let listener = {
        let read = Rc::clone(&read);
        callback(move |event| {
            *read.borrow_mut() = text_of(&event, "target.report.entries.0.values.note");
            Ok(JsValue::UNDEFINED)
        })
    };
    form.host.add_event_listener_with_callback("bao-cao-change", &listener)?;
    type_text(&form.field("Ghi chú").await?, "mới")?;
    until("the change", || (*read.borrow() == "mới").then_some(())).await
}

#[wasm_bindgen_test]
async fn a_restored_draft_is_no_change() -> Done {
    let first = filled("restored").await?;
    first.saved().await?;
    drop(first);
    let form = Form::open(&plan("restored"), &[]).await?;
    let seen = watch(&form.host);
    form.press("Tiếp tục").await?;
    form.answered("result", "Đã tập huấn 3 lớp").await?;
    same(names(&seen), "")
}

#[wasm_bindgen_test]
async fn sending_posts_the_report_and_shows_the_receipt() -> Done {
    let (_backend, requests) = answering(&[(201, r#"{"number": "BN-7", "received_at": "2026-06-18T08:00:00+07:00"}"#)]);
    let form = filled("sent").await?;
    set(&form.host, "headers", data(r#"{"Authorization": "Bearer t", "Content-Type": "text/plain"}"#));
    let seen = watch(&form.host);
    settle().await?;
    form.press("Kiểm tra và gửi").await?;
    form.press("Gửi báo cáo").await?;
    form.wait_text("BN-7").await?;
    same(names(&seen), "before-submit submitted")?;
    same(text_of(&detail(&seen, "submitted"), "number"), "BN-7")?;
    same(requests.borrow().len(), 1)?;
    let request = requests.borrow()[0].clone();
    check(text_of(&request, "url").ends_with("/api/reports"), "it goes to the endpoint")?;
    same(text_of(&request, "headers.authorization"), "Bearer t")?;
    same(text_of(&request, "headers.content-type"), "application/json")?;
    check(text_of(&request, "headers.idempotency-key").len() > 36, "the intent to send has a key")?;
    let sent = data(&text_of(&request, "body"));
    same(text_of(&sent, "format"), "baocao-report/1")?;
    same(text_of(&sent, "entries.0.values.result"), "Đã tập huấn 3 lớp")?;
    let offered = String::from(JSON::stringify(&get(&detail(&seen, "before-submit"), "report"))?);
    same(offered, String::from(JSON::stringify(&sent)?))
}

#[wasm_bindgen_test]
async fn the_page_can_stop_the_sending() -> Done {
    let (_backend, requests) = answering(&[(201, "{}")]);
    let form = filled("stopped").await?;
    let listener = callback(|event| call(&event, "preventDefault", &JsValue::UNDEFINED).map_err(|_| JsValue::NULL));
    form.host.add_event_listener_with_callback("bao-cao-before-submit", &listener)?;
    check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
    form.wait_text("Trang này đã ngăn việc gửi").await?;
    same(requests.borrow().len(), 0)?;
    form.host.remove_event_listener_with_callback("bao-cao-before-submit", &listener)?;
    form.press("Gửi lại").await?;
    form.wait_text("Đã gửi báo cáo").await?;
    same(requests.borrow().len(), 1)
}

#[wasm_bindgen_test]
async fn the_page_can_make_the_sending_wait() -> Done {
    let (_backend, requests) = answering(&[(201, "{}")]);
    let form = filled("waits").await?;
    let release = Rc::new(RefCell::new(None));
    let listener = {
        let release = Rc::clone(&release);
        callback(move |event| {
            let promise = js_sys::Promise::new(&mut |resolve, _| *release.borrow_mut() = Some(resolve));
            call(&get(&event, "detail"), "waitUntil", &promise).map_err(|_| JsValue::NULL)
        })
    };
    form.host.add_event_listener_with_callback("bao-cao-before-submit", &listener)?;
    let sending = submit(&form)?;
    until("the question", || release.borrow().is_some().then_some(())).await?;
    settle().await?;
    same(requests.borrow().len(), 0)?;
    let resolve = release.borrow_mut().take().ok_or_else(|| fail("no promise"))?;
    resolve.call0(&JsValue::NULL)?;
    kept(sending).await?;
    same(requests.borrow().len(), 1)
}

#[wasm_bindgen_test]
async fn what_the_page_waits_for_may_fail() -> Done {
    let (_backend, requests) = answering(&[(201, "{}")]);
    let form = filled("fails").await?;
    let listener = callback(|event| {
        let refused = js_sys::Promise::reject(&js_sys::Error::new("Chưa ký số"));
        call(&get(&event, "detail"), "waitUntil", &refused).map_err(|_| JsValue::NULL)
    });
    form.host.add_event_listener_with_callback("bao-cao-before-submit", &listener)?;
    check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
    form.wait_text("Chưa ký số").await?;
    same(requests.borrow().len(), 0)
}

#[wasm_bindgen_test]
async fn a_report_with_errors_is_not_sent() -> Done {
    let (_backend, requests) = answering(&[(201, "{}")]);
    let form = Form::begin(&plan("errors"), ENDPOINT).await?;
    let seen = watch(&form.host);
    check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
    form.wait_text("Chưa gửi được").await?;
    check(form.button("Gửi báo cáo").is_none(), "the button is off")?;
    same(names(&seen), "")?;
    same(requests.borrow().len(), 0)
}

#[wasm_bindgen_test]
async fn a_refusal_is_shown_in_the_servers_words() -> Done {
    let problem = r#"{"type": "about:blank", "title": "Chưa nhận được", "status": 422,
        "errors": [{"pointer": "/entries/0/values/result", "detail": "Ghi rõ số lớp"},
        {"pointer": "/khong/co", "detail": "Chưa ký"}]}"#;
    let (_backend, _) = answering(&[(422, problem), (201, r#"{"number": "BN-8"}"#)]);
    let form = filled("refused").await?;
    let seen = watch(&form.host);
    check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
    form.wait_text("Ghi rõ số lớp").await?;
    check(form.text().contains("Chưa nhận được"), "title and mistakes are shown")?;
    let list = until("the list", || form.all(".sum ul").into_iter().next()).await?;
    same(list.text_content().as_deref(), Some("Chưa ký"))?;
    check(form.text().contains("/khong/co"), "where it stands is told to whoever looks after the form")?;
    same(text_of(&detail(&seen, "error"), "code"), "send")?;
    form.press("Quay lại sửa").await?;
    form.press("Việc thứ nhất").await?;
    same(value(&form.field("Kết quả thực hiện").await?), "Đã tập huấn 3 lớp")?;
    form.fill("Kết quả thực hiện", "Đã tập huấn 3 lớp, 90 người").await?;
    form.press("Kiểm tra và gửi").await?;
    form.press("Gửi").await?;
    form.wait_text("BN-8").await
}

#[wasm_bindgen_test]
async fn a_lost_answer_does_not_double_the_report() -> Done {
    let (_backend, requests) = answering(&[(0, ""), (201, "{}")]);
    let form = filled("lost").await?;
    check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
    form.wait_text("Không liên lạc được").await?;
    form.press("Gửi lại").await?;
    form.wait_text("Đã gửi báo cáo").await?;
    let key = |i: usize| text_of(&requests.borrow()[i], "headers.idempotency-key");
    same(requests.borrow().len(), 2)?;
    same(key(0), key(1))?;
    same(text_of(&requests.borrow()[0], "body"), text_of(&requests.borrow()[1], "body"))
}

#[wasm_bindgen_test]
async fn two_clicks_send_once() -> Done {
    let (_backend, requests) = answering(&[(201, "{}")]);
    let form = filled("twice").await?;
    let ends = Rc::new(Cell::new(0));
    for sending in [submit(&form)?, submit(&form)?] {
        let ends = Rc::clone(&ends);
        wasm_bindgen_futures::spawn_local(async move {
            if kept(sending).await.is_ok() {
                ends.set(ends.get() + 1);
            }
        });
    }
    form.wait_text("Đã gửi báo cáo").await?;
    until("both promises", || (ends.get() == 2).then_some(())).await?;
    same(requests.borrow().len(), 1)
}

#[wasm_bindgen_test]
async fn reset_throws_the_draft_away() -> Done {
    let form = filled("reset").await?;
    form.saved().await?;
    kept(call(&form.host, "reset", &JsValue::UNDEFINED)?).await?;
    form.answered("result", "").await?;
    form.press("Việc thứ nhất").await?;
    same(value(&form.field("Kết quả thực hiện").await?), "")?;
    drop(form);
    let again = Form::open(&plan("reset"), &[]).await?;
    again.begin_report().await
}
