//! What officers read where something fails: their own language first; what platform, page and server said technically is
//! folded away for whoever looks after these.

use super::sending::{ENDPOINT, answering, detail, filled, submit};
use super::support::*;
use js_sys::{Error, TypeError};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// What is seen of an element, and what is folded away in it.
fn seen_and_folded(form: &Form, selector: &str) -> Done<(String, String)> {
    let shown = form.find(selector).ok_or_else(|| fail(selector))?;
    let folded = shown.query_selector("details:not([open])")?.and_then(|details| details.text_content());
    let (all, folded) = (shown.text_content().unwrap_or_default(), folded.unwrap_or_default());
    Ok((all.replace(&folded, ""), folded))
}

#[wasm_bindgen_test]
async fn what_a_server_says_technically_is_folded_away() -> Done {
    let cases = [
        (404, "", "Máy chủ không nhận báo cáo và không nêu lý do", "HTTP 404"),
        (403, r#"{"title":"Forbidden"}"#, "không nêu lý do. Hãy báo người quản trị", "Forbidden"),
        (403, r#"{"title":"Báo cáo đã khóa"}"#, "Máy chủ trả lời: Báo cáo đã khóa", "HTTP 403"),
        (413, "", "báo cáo hoặc tệp đính kèm quá lớn", "HTTP 413"),
        (501, "", "Máy chủ chưa có chức năng nhận báo cáo này. Hãy báo người quản trị", "HTTP 501"),
        (500, r#"{"title":"Internal Server Error"}"#, "Máy chủ đang bận hoặc gặp sự cố", "Internal Server Error"),
    ];
    for (nth, (status, body, words, technical)) in cases.into_iter().enumerate() {
        let (_backend, _) = answering(&[(status, body)]);
        let form = filled(&format!("told-{nth}")).await?;
        check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
        form.wait_text(words).await?;
        let (seen, folded) = seen_and_folded(&form, ".sum")?;
        check(seen.contains(words) && folded.contains(technical), &format!("{seen} | {folded}"))?;
        check(!seen.contains("HTTP") && !seen.contains(technical), &seen)?;
    }
    Ok(())
}

#[wasm_bindgen_test]
async fn what_a_server_says_is_never_markup() -> Done {
    let evil = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    let problem = format!(
        r#"{{"title":"Sai {evil}","detail":"Vì {evil}","errors":[{{"pointer":"/entries/0/values/result",
        "detail":"Ghi rõ {evil}"}},{{"pointer":"/{evil}","detail":"Chưa ký {evil}"}}]}}"#
    );
    let (_backend, _) = answering(&[(422, &problem)]);
    let form = filled("server-markup").await?;
    check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
    for words in ["Sai", "Vì", "Chưa ký"] {
        form.wait_text(&format!("{words} {evil}")).await?;
    }
    same(form.all("img, script, [onerror]").len(), 0)?;
    form.press("Quay lại sửa").await?;
    form.press("Việc thứ nhất").await?;
    form.wait_text(&format!("Ghi rõ {evil}")).await?;
    same(form.all("img, script, [onerror]").len(), 0)
}

#[wasm_bindgen_test]
async fn what_a_script_of_the_page_threw_is_folded_away_and_its_words_are_shown() -> Done {
    let (_backend, _) = answering(&[(201, "{}")]);
    let form = filled("thrown").await?;
    let broken = "Cannot read properties of undefined (reading 'sign')";
    for (error, words, technical) in [
        (JsValue::from(Error::new("Chưa cắm thiết bị ký")), "Trang này báo: Chưa cắm thiết bị ký", ""),
        (TypeError::new(broken).into(), "Trang này gặp lỗi khi gửi báo cáo", broken),
        (Error::new("Chưa cắm thiết bị ký\nCKR_DEVICE_REMOVED").into(), "Chưa cắm thiết bị ký", "CKR_DEVICE_REMOVED"),
    ] {
        set(&form.host, "signer", callback(move |_| Err(error.clone())));
        settle().await?;
        check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
        form.wait_text(words).await?;
        form.wait_text(technical).await?;
        let (seen, folded) = seen_and_folded(&form, ".sum")?;
        check(seen.contains(words) && folded.contains(technical), &format!("{seen} | {folded}"))?;
        check(technical.is_empty() || !seen.contains(technical), &seen)?;
    }
    Ok(())
}

#[wasm_bindgen_test]
async fn why_a_plan_does_not_come_is_folded_away() -> Done {
    let form = Form::detached(&[("unit", "a"), ("plan", "/khong-co.json")])?;
    let seen = watch(&form.host);
    form.show()?;
    form.wait_text("Không mở được kế hoạch").await?;
    let (visible, folded) = seen_and_folded(&form, ".notice")?;
    check(!visible.contains("khong-co") && folded.contains("/khong-co.json"), &format!("{visible} | {folded}"))?;
    check(!text_of(&detail(&seen, "error"), "message").is_empty(), "the page is told")
}

#[wasm_bindgen_test]
async fn a_report_of_nothing_is_not_sent_where_the_plan_wants_one_of_something() -> Done {
    let asks_nothing = plan("nothing").replace(r#", "required": true"#, "");
    let plan = asks_nothing.replace(r#""periods""#, r#""nil": "forbidden", "periods""#);
    let (_backend, requests) = answering(&[(201, r#"{"number":"BC-1"}"#)]);
    let form = Form::begin(&plan, ENDPOINT).await?;
    form.press("Kiểm tra và gửi").await?;
    form.wait_text("Chưa nhập nội dung nào. Báo cáo này phải có nội dung.").await?;
    check(!form.text().contains("Báo cáo đã đủ nội dung"), "it is not said to be complete")?;
    // It leads to where something can be said.
    form.press("Chưa nhập nội dung nào. Báo cáo này phải có nội dung.").await?;
    form.fill("Ghi chú", "Đã họp").await?;
    form.press("Kiểm tra và gửi").await?;
    form.wait_text("Báo cáo đã đủ nội dung, có thể gửi.").await?;
    same(requests.borrow().len(), 0)
}
