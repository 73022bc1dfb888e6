//! What was sent, what was changed since, and the proof of it.

use super::support::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

/// A report that was sent, with its receipt on the screen.
async fn sent(id: &str) -> Done<(Form, Restore)> {
    let restore = backend(|_| (201, r#"{"number": "BN-7"}"#.to_owned()));
    let form = Form::begin(&plan(id), &[("endpoint", "/api/reports")]).await?;
    form.fill("Kết quả thực hiện", "Đã tập huấn 3 lớp").await?;
    form.press("Kiểm tra và gửi").await?;
    form.press("Gửi báo cáo").await?;
    form.wait_text("BN-7").await?;
    Ok((form, restore))
}

fn receipt(form: &Form) -> String {
    let cells = form.all(".receipt dt, .receipt dd");
    let said = cells.iter().map(|cell| cell.text_content().unwrap_or_default());
    said.collect::<Vec<_>>().join(" | ")
}

#[wasm_bindgen_test]
async fn a_correction_that_was_not_sent_is_told_everywhere() -> Done {
    let (form, _backend) = sent("corrected").await?;
    let first = receipt(&form);
    for said in ["Kế hoạch | Kế hoạch thử", "Loại báo cáo | Báo cáo thường xuyên", "Lần gửi | 1"]
    {
        check(first.contains(said), &format!("{said} in {first}"))?;
    }
    form.press("Sửa và gửi bản điều chỉnh").await?;
    form.wait_text(" · đã gửi lúc ").await?;
    check(!form.text().contains("chưa gửi"), "nothing waits to be sent")?;
    form.press("Việc thứ nhất").await?;
    form.fill("Kết quả thực hiện", "Đã tập huấn 4 lớp").await?;
    form.wait_text(" · có bản điều chỉnh chưa gửi").await?;
    form.press("Danh sách báo cáo").await?;
    form.wait_text("Có bản điều chỉnh chưa gửi").await?;
    form.press("Xem biên nhận").await?;
    form.wait_text("BN-7").await?;
    drop(form);

    let form = Form::open(&plan("corrected"), &[("endpoint", "/api/reports")]).await?;
    form.press("Tiếp tục").await?;
    form.press("Việc thứ nhất").await?;
    same(value(&form.field("Kết quả thực hiện").await?), "Đã tập huấn 4 lớp")?;
    form.press("Kiểm tra và gửi").await?;
    form.press("Gửi báo cáo").await?;
    form.wait("#receipt").await?;
    check(receipt(&form).contains("Lần gửi | 2"), &receipt(&form))?;
    form.press("Danh sách báo cáo").await?;
    form.press("Xem biên nhận").await?;
    form.wait("#receipt").await?;
    check(receipt(&form).contains("Lần gửi | 2"), &receipt(&form))
}

#[wasm_bindgen_test]
async fn a_receipt_is_copied_or_left_to_the_officers_hand() -> Done {
    let (form, _backend) = sent("copied").await?;
    let set_copying = |does: JsValue| set(&document(), "execCommand", does);
    set_copying(callback(|_| Ok(true.into())).into());
    form.press("Sao chép biên nhận").await?;
    form.wait_text("Đã sao chép").await?;
    let text = form.wait("#text").await?;
    check(text.hidden(), "what was copied is not shown")?;
    let focused = || get(&form.host, "shadowRoot.activeElement").dyn_into::<HtmlElement>().ok();
    same(focused().and_then(|at| at.text_content()).unwrap_or_default(), "Sao chép biên nhận")?;

    set_copying(callback(|_| Ok(false.into())).into());
    form.press("Sao chép biên nhận").await?;
    form.wait_text("Bấm Ctrl+C để sao chép").await?;
    check(!text.hidden() && focused().is_some_and(|at| at == text), "the text is there, with the focus")?;
    check(value(&text).contains("Số biên nhận: BN-7\nKế hoạch: Kế hoạch thử\n"), &value(&text))?;
    let length = value(&text).encode_utf16().count() as f64;
    same((get(&text, "selectionStart").as_f64(), get(&text, "selectionEnd").as_f64()), (Some(0.0), Some(length)))?;
    js_sys::Reflect::delete_property(&document(), &"execCommand".into())?;
    form.press("Danh sách báo cáo").await?;
    form.wait_text("Xem biên nhận").await?;
    check(form.find("#text").is_none(), "the text goes with its page")
}
