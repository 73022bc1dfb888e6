//! What cannot be sent waits on the device, and goes out by itself.

use super::sending::{ENDPOINT, Requests, answering, detail, filled, submit};
use super::support::*;
use js_sys::Object;
use wasm_bindgen_test::wasm_bindgen_test;

fn key(requests: &Requests, i: usize) -> String {
    text_of(&requests.borrow()[i], "headers.idempotency-key")
}

/// Lets an event happen at the window until one more attempt was made: while one is on its way, the element has
/// no use for the event.
async fn another_attempt(requests: &Requests, event: &str) -> Done {
    let window = web_sys::window().ok_or_else(|| fail("no window"))?;
    let event = web_sys::Event::new(event)?;
    let before = requests.borrow().len();
    until("the next attempt", || {
        let made = requests.borrow().len() > before;
        (made || window.dispatch_event(&event).is_err()).then_some(())
    })
    .await?;
    same(requests.borrow().len(), before + 1)
}

#[wasm_bindgen_test]
async fn what_waits_goes_out_when_the_line_is_back() -> Done {
    let (_backend, requests) = answering(&[(0, ""), (503, ""), (201, r#"{"number":"BC-7"}"#)]);
    let form = filled("line").await?;
    check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
    form.wait_text("Báo cáo tự gửi lại lúc").await?;
    for _ in 0..2 {
        another_attempt(&requests, "online").await?;
    }
    form.wait_text("BC-7").await?;
    same(requests.borrow().len(), 3)?;
    same(key(&requests, 0), key(&requests, 2))
}

#[wasm_bindgen_test]
async fn what_waits_goes_out_by_itself_after_the_page_was_opened_again() -> Done {
    let _device = device("again");
    let (_backend, requests) = answering(&[(0, ""), (201, r#"{"number":"BC-8"}"#)]);
    let form = filled("again").await?;
    check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
    form.wait_text("Báo cáo tự gửi lại lúc").await?;
    form.press("Quay lại sửa").await?;
    form.wait_text("chờ gửi").await?;
    form.host.remove();
    let form = Form::open(&plan("again"), ENDPOINT).await?;
    until("the second attempt", || (requests.borrow().len() == 2).then_some(())).await?;
    same(key(&requests, 0), key(&requests, 1))?;
    form.wait_text("Xem biên nhận").await
}

#[wasm_bindgen_test]
async fn a_login_that_has_ended_is_told_once_and_the_report_goes_out_after_it() -> Done {
    let page = "<!doctype html><title>Đăng nhập</title>";
    for (id, status, body, said) in [
        ("login-401", 401, "{}", "Phiên đăng nhập đã hết"),
        ("login-page", 200, page, "Máy chủ trả về một trang web thay vì kết quả"),
    ] {
        let (_backend, requests) = answering(&[(status, body), (201, r#"{"number":"BC-9"}"#)]);
        let form = filled(id).await?;
        let seen = watch(&form.host);
        check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
        form.wait_text(said).await?;
        let told = seen.iter().filter(|event| text_of(event, "0") == "sign-in-needed").count();
        same(told, 1)?;
        same(text_of(&detail(&seen, "sign-in-needed"), "kind"), "luc-nao-cung-duoc")?;
        same(requests.borrow().len(), 1)?;
        // The portal has a new token.
        set(&form.host, "headers", Object::new());
        form.wait_text("BC-9").await?;
        same(key(&requests, 0), key(&requests, 1))?;
    }
    Ok(())
}

#[wasm_bindgen_test]
async fn a_login_that_has_ended_is_told_no_second_time_by_itself() -> Done {
    let (_backend, requests) = answering(&[(401, "{}")]);
    let form = filled("login-once").await?;
    let seen = watch(&form.host);
    let told = || seen.iter().filter(|event| text_of(event, "0") == "sign-in-needed").count();
    check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
    for _ in 0..3 {
        another_attempt(&requests, "focus").await?;
        form.wait_text("Phiên đăng nhập đã hết").await?;
    }
    same(told(), 1)?;
    // Whoever presses, or changes something, hears of it again.
    form.press("Gửi lại").await?;
    until("the second time", || (told() == 2).then_some(())).await?;
    set(&form.host, "headers", Object::new());
    until("the third time", || (told() == 3).then_some(())).await
}

#[wasm_bindgen_test]
async fn of_two_versions_the_officer_chooses() -> Done {
    let (_backend, requests) = answering(&[(409, r#"{"title":"Có bản khác"}"#), (201, r#"{"number":"BC-10"}"#)]);
    let form = filled("conflict").await?;
    check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
    form.wait_text("Có bản khác").await?;
    form.press("Gửi bản này thay bản đã có").await?;
    form.wait_text("BC-10").await?;
    check(key(&requests, 0) != key(&requests, 1), "another report has another key")?;
    check(text_of(&requests.borrow()[1], "body").contains(r#""revision":2"#), "it is a correction of what is there")
}
