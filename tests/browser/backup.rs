//! What of the drafts is for the officer's hand: earlier versions, backups, and having the device forget them; and for the
//! page's: a key, or that nothing is kept.

use super::sending::{ENDPOINT, answering, detail, submit};
use super::support::*;
use js_sys::{Array, Function, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

const RESULT: &str = "Kết quả thực hiện";

async fn written(id: &str, attributes: &[(&str, &str)], text: &str) -> Done<Form> {
    let form = Form::begin(&plan(id), attributes).await?;
    form.fill(RESULT, text).await?;
    form.saved().await?;
    Ok(form)
}

async fn answer_of(form: &Form) -> Done<String> {
    form.press("Việc thứ nhất").await?;
    Ok(value(&form.field(RESULT).await?))
}

/// The texts of all records on the device.
async fn records() -> Done<Vec<JsValue>> {
    let records: Array = get(&read_database("bao-cao").await?, "stores.records").into();
    Ok(records.iter().map(|record| get(&record, "1")).collect())
}

/// Gives the form a file, as the officer chooses it.
async fn choose(form: &Form, text: &str) -> Done {
    let input = form.wait("input[type=file]").await?;
    put_file(&input, "bao-cao.json", text);
    Ok(())
}

/// Whether the browser asks whoever leaves the page now.
fn is_asked_on_leaving() -> Done<bool> {
    let window = web_sys::window().ok_or_else(|| fail("no window"))?;
    Ok(fire_event(&window.into(), "Event", "beforeunload", &JsValue::NULL).default_prevented())
}

#[wasm_bindgen_test]
async fn a_cleared_draft_can_be_brought_back_after_a_reload() -> Done {
    let _device = device("cleared");
    let form = written("cleared", &[], "Đã tập huấn").await?;
    form.press("Xóa bản nháp").await?;
    form.find("dialog[open] .danger").ok_or_else(|| fail("no question"))?.click();
    form.wait_text("trước khi xóa").await?;
    until("the device has it", || form.text().contains("Khôi phục").then_some(())).await?;
    drop(form);
    let form = Form::open(&plan("cleared"), &[]).await?;
    form.press("Dữ liệu trên máy này").await?;
    form.press("Báo cáo thường xuyên").await?;
    form.press("Khôi phục").await?;
    same(answer_of(&form).await?, "Đã tập huấn")
}

#[wasm_bindgen_test]
async fn a_backup_goes_to_another_device() -> Done {
    let text = {
        let _device = device("backup-1");
        let form = written("backup", &[], "Từ máy thứ nhất").await?;
        form.press("Danh sách báo cáo").await?;
        form.press("Dữ liệu trên máy này").await?;
        let caught = catch_files();
        form.press("Tải tệp sao lưu").await?;
        let files: Array = get(&caught, "files").into();
        let text = until("the file", || files.get(0).as_string()).await?;
        Restore(get(&caught, "restore").unchecked_into::<Function>());
        check(!form.text().contains("Máy này chưa lưu gì"), "it lists what it keeps")?;
        text
    };
    let _device = device("backup-2");
    let form = Form::open(&plan("backup"), &[("user", "lan")]).await?;
    form.press("Dữ liệu trên máy này").await?;
    form.wait_text("Máy này chưa lưu gì").await?;
    let nothing = r#"{"format":"baocao-backup/1","made_at":"","plan_title":"","records":[],"unit_name":""}"#;
    for (nonsense, why) in [
        ("không phải", "không phải tệp sao lưu"),
        ("", "Tệp này trống (0 byte)"),
        ("{\"format\":\"baocao-backup/9\"}", "mới hơn"),
        (nothing, "Tệp sao lưu này không có báo cáo nào"),
    ] {
        choose(&form, nonsense).await?;
        form.wait_text(why).await?;
        check(form.find(".offer").is_none(), "nothing is offered")?;
        let chosen = form.find("input[type=file]").map(|input| value(&input)).unwrap_or_default();
        same(chosen, "")?;
    }
    choose(&form, &text).await?;
    form.wait_text("Máy này chưa có").await?;
    form.press("Nhập").await?;
    form.wait_text("Máy này đã có bản này").await?;
    until("it is on the device", || (!form.text().contains("Máy này chưa lưu gì")).then_some(())).await?;
    drop(form);
    let form = Form::open(&plan("backup"), &[("user", "lan")]).await?;
    form.press("Tiếp tục").await?;
    same(answer_of(&form).await?, "Từ máy thứ nhất")?;
    // Both versions are shown, and the officer chooses.
    form.fill(RESULT, "Từ máy thứ hai").await?;
    form.press("Danh sách báo cáo").await?;
    form.press("Dữ liệu trên máy này").await?;
    choose(&form, &text).await?;
    form.wait_text("Máy này có bản khác").await?;
    form.wait_text("Từ máy thứ hai").await?;
    form.wait_text("Từ máy thứ nhất").await?;
    same(form.all(".both > details[open]").len(), 2)?;
    form.press("Giữ bản đã có trên máy này").await?;
    form.wait_text("Đã giữ bản trên máy này").await?;
    form.press("Danh sách báo cáo").await?;
    form.press("Tiếp tục").await?;
    form.wait_text("bản trong tệp sao lưu, không lấy").await?;
    same(answer_of(&form).await?, "Từ máy thứ hai")?;
    // The mind may be changed.
    form.press("Danh sách báo cáo").await?;
    form.press("Dữ liệu trên máy này").await?;
    choose(&form, &text).await?;
    form.press("Lấy bản trong tệp").await?;
    form.wait_text("Máy này đã có bản này").await?;
    form.press("Danh sách báo cáo").await?;
    form.press("Tiếp tục").await?;
    // The newest comes first: what stood here before the file's came.
    form.press("Khôi phục").await?;
    same(answer_of(&form).await?, "Từ máy thứ hai")
}

#[wasm_bindgen_test]
async fn the_device_forgets_one_user_and_keeps_the_others() -> Done {
    let _device = device("forget");
    drop(written("forget", &[("user", "minh")], "Của Minh").await?);
    let form = written("forget", &[("user", "lan")], "Của Lan").await?;
    form.press("Danh sách báo cáo").await?;
    form.press("Dữ liệu trên máy này").await?;
    form.press("Xóa dữ liệu của tôi").await?;
    form.wait_text("Còn 1 báo cáo của kế hoạch này chưa gửi.").await?;
    form.find("dialog[open] .danger").ok_or_else(|| fail("no question"))?.click();
    form.wait_text("Máy này chưa lưu gì").await?;
    let left = async || Done::Ok(records().await?.iter().filter_map(JsValue::as_string).collect::<Vec<_>>());
    while left().await?.len() > 1 {
        settle().await?;
    }
    check(left().await?[0].contains("Của Minh"), "another user's is still there")?;
    // What was typed in this very moment does not come back either.
    form.press("Danh sách báo cáo").await?;
    form.begin_report().await?;
    form.fill(RESULT, "Vừa gõ").await?;
    kept(call(&form.host, "forget", &JsValue::UNDEFINED)?).await?;
    form.wait_text("Lập báo cáo").await?;
    for _ in 0..10 {
        settle().await?;
    }
    check(left().await?.iter().all(|kept| kept.contains("Của Minh")), "nothing of hers is there")?;
    check(!form.text().contains("Tiếp tục"), "nor in the page")?;
    // The page does the same for who logs out.
    form.host.set_attribute("user", "minh")?;
    form.wait_text("Tiếp tục").await?;
    kept(call(&form.host, "forget", &JsValue::UNDEFINED)?).await?;
    same(records().await?.len(), 0)?;
    form.wait_text("Lập báo cáo").await
}

#[wasm_bindgen_test]
async fn a_page_may_wish_that_nothing_is_kept() -> Done {
    let _device = device("none");
    let (_backend, _) = answering(&[(201, r#"{"number":"BC-11"}"#)]);
    let form = Form::detached(&[("drafts", "none"), ENDPOINT[0], ("unit", "a")])?;
    let seen = watch(&form.host);
    set(&form.host, "plan", data(&plan("none")));
    form.show()?;
    form.begin_report().await?;
    form.fill(RESULT, "Không để lại gì").await?;
    form.wait_text("Không lưu được trên máy này").await?;
    form.wait_text("Cổng thông tin này không cho lưu bản nháp trên máy").await?;
    same(text_of(&detail(&seen, "error"), "reason"), "off")?;
    check(is_asked_on_leaving()?, "the browser asks whoever leaves")?;
    // Within the page nothing is lost.
    form.press("Danh sách báo cáo").await?;
    form.press("Tiếp tục").await?;
    same(answer_of(&form).await?, "Không để lại gì")?;
    kept(submit(&form)?).await?;
    form.wait_text("BC-11").await?;
    check(!is_asked_on_leaving()?, "what was sent may be left")?;
    let found = read_database("bao-cao").await?;
    let is_empty = |store: &str| get(&found, &format!("stores.{store}.length")).as_f64().unwrap_or_default() == 0.0;
    check(is_empty("records") && is_empty("leases"), "nothing is on the device")
}

#[wasm_bindgen_test]
async fn with_a_key_nothing_is_on_the_device_in_the_clear() -> Done {
    let _device = device("sealed");
    let key = Uint8Array::from(&[7_u8; 32][..]);
    let sealed = async |key: &JsValue| {
        let form = Form::detached(&[("unit", "a")])?;
        set(&form.host, "plan", data(&plan("sealed")));
        set(&form.host, "draftKey", key);
        form.show()?;
        form.wait("h1").await?;
        Done::Ok(form)
    };
    let form = sealed(&key).await?;
    form.begin_report().await?;
    form.fill(RESULT, "Chỉ đơn vị đọc được").await?;
    form.saved().await?;
    let found = records().await?;
    check(found.len() == 1 && !found[0].is_string(), "it is no text")?;
    drop(form);
    // Another key opens nothing, and nothing is written over it.
    let other = sealed(&Uint8Array::from(&[8_u8; 32][..])).await?;
    other.press("Lập báo cáo").await?;
    other.press("Việc thứ nhất").await?;
    other.fill(RESULT, "Bản khác").await?;
    other.wait_text("khóa của cổng thông tin không mở được").await?;
    other.leaves().await?;
    // The right one does; it may be asked for.
    let asked = callback(move |_| Ok(key.clone().into()));
    let form = sealed(&asked).await?;
    form.press("Tiếp tục").await?;
    same(answer_of(&form).await?, "Chỉ đơn vị đọc được")
}

#[wasm_bindgen_test]
async fn an_open_report_stays_open_under_a_changed_plan() -> Done {
    let _device = device("changed-plan");
    let form = written("changed-plan", &[], "Vẫn còn").await?;
    form.fill("Ghi chú", "Không còn chỗ").await?;
    let changed = plan("changed-plan").replace(r#""note""#, r#""remark""#);
    set(&form.host, "plan", data(&changed));
    form.wait_text("Nội dung không còn chỗ trong kế hoạch hiện hành").await?;
    form.wait_text("Không còn chỗ").await?;
    same(answer_of(&form).await?, "Vẫn còn")
}
