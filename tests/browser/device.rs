//! What stays on the device, in its real database.

use super::support::*;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

const NOT_SAVED: &str = "Không lưu được trên máy này";

#[wasm_bindgen_test]
async fn a_draft_outlives_the_page() -> Done {
    let _device = device("outlives");
    let form = Form::begin(&plan("thu"), &[("user", "lan")]).await?;
    form.fill("Kết quả thực hiện", "Tiếng Việt có dấu").await?;
    form.fill("Số lượt", "chưa đếm").await?;
    form.saved().await?;
    drop(form);
    let again = Form::open(&plan("thu"), &[("user", "lan")]).await?;
    again.press("Tiếp tục").await?;
    again.press("Việc thứ nhất").await?;
    same(value(&again.field("Kết quả thực hiện").await?), "Tiếng Việt có dấu")?;
    // What cannot be read is kept as it was typed.
    same(value(&again.field("Số lượt").await?), "chưa đếm")
}

#[wasm_bindgen_test]
async fn a_draft_is_its_users() -> Done {
    let _device = device("users");
    let form = Form::begin(&plan("thu"), &[("user", "lan")]).await?;
    form.fill("Kết quả thực hiện", "Chỉ của Lan").await?;
    form.saved().await?;
    // On a shared computer the portal names the next user while the page stays.
    form.host.set_attribute("user", "minh")?;
    form.begin_report().await?;
    same(value(&form.field("Kết quả thực hiện").await?), "")?;
    form.host.set_attribute("user", "lan")?;
    form.press("Tiếp tục").await?;
    form.press("Việc thứ nhất").await?;
    same(value(&form.field("Kết quả thực hiện").await?), "Chỉ của Lan")
}

#[wasm_bindgen_test]
async fn what_was_typed_just_before_another_user_is_kept() -> Done {
    let _device = device("switch");
    let form = Form::begin(&plan("thu"), &[("user", "lan")]).await?;
    type_text(&form.field("Kết quả thực hiện").await?, "Chữ cuối cùng")?;
    settle().await?;
    form.host.set_attribute("user", "minh")?;
    form.wait_text("Lập báo cáo").await?;
    form.host.set_attribute("user", "lan")?;
    form.press("Tiếp tục").await?;
    form.press("Việc thứ nhất").await?;
    same(value(&form.field("Kết quả thực hiện").await?), "Chữ cuối cùng")
}

#[wasm_bindgen_test]
async fn a_new_device_gets_the_present_schema() -> Done {
    let _device = device("fresh");
    let form = Form::begin(&plan("thu"), &[("user", "lan")]).await?;
    form.fill("Ghi chú", "Một").await?;
    form.saved().await?;
    let found = read_database("bao-cao").await?;
    same(get(&found, "version").as_f64(), Some(3.0))?;
    let records = get(&found, "stores.records");
    let all = String::from(js_sys::JSON::stringify(&records)?);
    check(get(&records, "length").as_f64() == Some(1.0), &all)?;
    let key: Array = get(&records, "0.0").into();
    let named = String::from(key.join(" / "));
    check(named.starts_with("lan / thu / a / luc-nao-cung-duoc / 20"), &named)
}

/// A record as schema 1 has it. Drafts of officers look like this: a change of it needs a new schema and a
/// step that upgrades.
const RECORD_OF_SCHEMA_1: &str = r#"{
  "answers": [
    { "field": "result", "part": { "entry": "t1" }, "raw": { "text": "Của bản cũ" } },
    { "field": "note", "part": { "entry": "t1" }, "raw": { "text": "Ghi từ trước" } }
  ],
  "key": { "kind": "luc-nao-cung-duoc", "period": "2026-01-05-0800", "plan": "thu", "unit": "a", "user": "lan" },
  "saved_at": "2026-01-05T08:00:00+07:00"
}"#;

#[wasm_bindgen_test]
async fn records_of_schema_1_are_read() -> Done {
    let _device = device("schema-1");
    let stores = format!(
        r#"{{ "records": [[["lan", "thu", "a", "luc-nao-cung-duoc", "2026-01-05-0800"], {}]] }}"#,
        String::from(js_sys::JSON::stringify(&RECORD_OF_SCHEMA_1.into())?)
    );
    make_database("bao-cao", 1, &data(&stores)).await?;
    let form = Form::open(&plan("thu"), &[("user", "lan")]).await?;
    form.press("Tiếp tục").await?;
    form.press("Việc thứ nhất").await?;
    same(value(&form.field("Kết quả thực hiện").await?), "Của bản cũ")?;
    same(value(&form.field("Ghi chú").await?), "Ghi từ trước")
}

#[wasm_bindgen_test]
async fn a_record_that_cannot_be_read_locks_nobody_out_and_stays() -> Done {
    let _device = device("unreadable");
    let stores = r#"{ "records": [[["", "thu", "a", "other", "open"], "from the future"]] }"#;
    make_database("bao-cao", 1, &data(stores)).await?;
    let form = Form::begin(&plan("thu"), &[]).await?;
    form.fill("Kết quả thực hiện", "Vẫn làm được").await?;
    form.saved().await?;
    let found = read_database("bao-cao").await?;
    let values: Array = get(&found, "stores.records").into();
    check(values.iter().any(|record| text_of(&record, "1") == "from the future"), "it is still there")
}

/// Types into a form on a device that keeps nothing: it says so and goes on.
async fn goes_on_without_saving() -> Done {
    let form = Form::begin(&plan("thu"), &[("endpoint", "/api")]).await?;
    form.fill("Kết quả thực hiện", "Không mất").await?;
    form.wait_text(NOT_SAVED).await?;
    check(!form.text().contains("Đã lưu"), "it does not claim what is not so")?;
    form.answered("result", "Không mất").await?;
    form.press("Kiểm tra và gửi").await?;
    let mut answers = [(503, ""), (201, r#"{"number": "BN-9"}"#)].into_iter().cycle();
    let _backend = backend(move |_| answers.next().map(|(status, body)| (status, body.into())).unwrap_or_default());
    form.press("Gửi báo cáo").await?;
    form.wait_text("Nội dung chỉ còn ở trang đang mở, đừng đóng trang.").await?;
    form.press("Gửi lại").await?;
    form.wait_text("BN-9").await?;
    form.leaves().await
}

#[wasm_bindgen_test]
async fn a_device_of_a_newer_version_keeps_nothing_and_loses_nothing() -> Done {
    let _device = device("newer");
    make_database("bao-cao", 99, &data(r#"{ "something": [["k", "v"]] }"#)).await?;
    goes_on_without_saving().await?;
    let found = read_database("bao-cao").await?;
    same(get(&found, "version").as_f64(), Some(99.0))?;
    same(text_of(&found, "stores.something.0.1"), "v")
}

#[wasm_bindgen_test]
async fn blocked_storage_is_said() -> Done {
    let _device = blocked_device();
    goes_on_without_saving().await
}

#[wasm_bindgen_test]
async fn an_open_form_does_not_stand_in_the_way_of_a_newer_one() -> Done {
    let _device = device("in-the-way");
    let form = Form::begin(&plan("thu"), &[]).await?;
    form.fill("Ghi chú", "Một").await?;
    form.saved().await?;
    // Another tab has a newer version of the program, which upgrades the database.
    let upgraded = std::rc::Rc::new(std::cell::Cell::new(false));
    let done = std::rc::Rc::clone(&upgraded);
    wasm_bindgen_futures::spawn_local(async move {
        done.set(make_database("bao-cao", 4, &JsValue::from(js_sys::Object::new())).await.is_ok());
    });
    until("the upgrade", || upgraded.get().then_some(())).await?;
    form.fill("Ghi chú", "Hai").await?;
    form.wait_text(NOT_SAVED).await?;
    form.leaves().await
}

#[wasm_bindgen_test]
async fn a_device_that_does_not_answer_keeps_nobody_from_their_report() -> Done {
    // A report for which there is no period is one of its minute.
    const NOON: &[(&str, &str)] = &[("as-of", "2026-06-10")];
    for (name, is_left) in [("silent", false), ("silent-when-left", true)] {
        let _device = device(name);
        let form = Form::begin(&plan("thu"), NOON).await?;
        form.fill("Ghi chú", "Một").await?;
        form.saved().await?;
        form.leaves().await?;

        let held = Restore(hold_database("bao-cao").await?.unchecked_into());
        let form = Form::open(&plan("thu"), NOON).await?;
        form.wait_text("Lập báo cáo").await?;
        settle().await?;
        check(form.button("Lập báo cáo").is_none(), "it waits for what the device has")?;
        let later = Restore(move_clock(11_000.0));
        form.begin_report().await?;
        form.fill("Ghi chú", "Hai").await?;
        form.wait_text(NOT_SAVED).await?;
        if is_left {
            // It is to be kept at once, and waits for the device.
            fire_event(&document(), "Event", "visibilitychange", &data("{}"));
        }
        drop((held, later));
        // What it has kept before and what was typed since are both there.
        form.press("Khôi phục").await?;
        form.answered("note", "Hai").await?;
        form.saved().await?;
        form.press("Khôi phục").await?;
        form.answered("note", "Một").await?;
        form.leaves().await?;
    }
    Ok(())
}
