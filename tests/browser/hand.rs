//! Two pages of one unit: one writes, the other looks on and may take over.

use super::sending::{ENDPOINT, submit};
use super::support::*;
use js_sys::{Array, Function, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::BroadcastChannel;

const ELSEWHERE: &str = "đang mở ở một cửa sổ khác";

#[wasm_bindgen_test]
async fn the_second_page_reads_and_takes_over_with_all_that_was_typed() -> Done {
    let _device = device("hand");
    let first = Form::begin(&plan("hand"), &[]).await?;
    first.fill("Kết quả thực hiện", "Đã tập huấn").await?;
    first.saved().await?;
    let second = Form::open(&plan("hand"), &[]).await?;
    second.wait_text(ELSEWHERE).await?;
    second.press("Tiếp tục").await?;
    second.wait_text("Đã tập huấn").await?;
    check(second.all("textarea, input").is_empty(), "there is nothing to type into")?;
    // The last letters are not kept yet when the other page asks.
    first.fill("Kết quả thực hiện", "Đã tập huấn 3 lớp").await?;
    second.press("Làm tiếp ở đây").await?;
    first.wait_text(ELSEWHERE).await?;
    second.press("Việc thứ nhất").await?;
    same(value(&second.field("Kết quả thực hiện").await?), "Đã tập huấn 3 lớp")?;
    check(!second.text().contains(ELSEWHERE), "it is this page's now")?;
    // The second page goes away: the first goes on by itself.
    second.fill("Kết quả thực hiện", "Đã tập huấn 4 lớp").await?;
    second.saved().await?;
    second.host.remove();
    until("the first page has it", || (!first.text().contains(ELSEWHERE)).then_some(())).await?;
    first.press("Việc thứ nhất").await?;
    let field = first.field("Kết quả thực hiện").await?;
    until("what the second wrote", || (value(&field) == "Đã tập huấn 4 lớp").then_some(())).await
}

#[wasm_bindgen_test]
async fn two_units_do_not_stand_in_each_others_way() -> Done {
    let _device = device("two-hands");
    let first = Form::begin(&plan("two-hands"), &[]).await?;
    let second = Form::begin(&plan("two-hands"), &[("unit", "b")]).await?;
    for form in [&first, &second] {
        form.fill("Kết quả thực hiện", "Đã làm").await?;
        form.saved().await?;
        check(!form.text().contains(ELSEWHERE), "each has its own in hand")?;
    }
    Ok(())
}

#[wasm_bindgen_test]
async fn an_answer_that_comes_to_the_first_page_takes_nothing_from_the_second() -> Done {
    let _device = device("late-answer");
    let answers = Rc::new(RefCell::new(Vec::<Function>::new()));
    let _backend = {
        let answers = Rc::clone(&answers);
        Restore(stub_fetch(&callback(move |_| {
            Ok(Promise::new(&mut |resolve, _| answers.borrow_mut().push(resolve)).into())
        })))
    };
    let accepted = || Array::of2(&201.into(), &r#"{"number":"BC-1"}"#.into());
    let first = Form::begin(&plan("late-answer"), ENDPOINT).await?;
    first.fill("Kết quả thực hiện", "Đã tập huấn").await?;
    first.saved().await?;
    let submitted = submit(&first)?;
    until("the request", || (answers.borrow().len() == 1).then_some(())).await?;
    let second = Form::open(&plan("late-answer"), ENDPOINT).await?;
    second.press("Làm tiếp ở đây").await?;
    // It has the report in hand, and asks for itself what became of it.
    until("the second request", || (answers.borrow().len() == 2).then_some(())).await?;
    answers.borrow()[1].call1(&JsValue::NULL, &accepted())?;
    second.press("Xem biên nhận").await?;
    second.press("Sửa và gửi bản điều chỉnh").await?;
    second.press("Việc thứ nhất").await?;
    second.fill("Kết quả thực hiện", "Đã tập huấn 3 lớp").await?;
    let text = written("3 lớp").await?;
    check(text.contains("3 lớp"), &text)?;
    answers.borrow()[0].call1(&JsValue::NULL, &accepted())?;
    same(text_of(&kept(submitted).await?, "number"), "BC-1")?;
    settle().await?;
    let kept = on_the_device().await?.1;
    check(kept.contains("3 lớp"), &kept)
}

#[wasm_bindgen_test]
async fn who_looks_on_sees_what_the_other_page_writes_and_sends() -> Done {
    let _device = device("looking-on");
    let _backend = backend(|_| (201, r#"{"number":"BC-12"}"#.to_owned()));
    let first = Form::begin(&plan("looking-on"), ENDPOINT).await?;
    first.fill("Kết quả thực hiện", "Đã tập huấn").await?;
    first.saved().await?;
    let second = Form::open(&plan("looking-on"), ENDPOINT).await?;
    second.wait_text(ELSEWHERE).await?;
    second.press("Tiếp tục").await?;
    second.wait_text("Đã tập huấn").await?;
    first.fill("Kết quả thực hiện", "Đã tập huấn 3 lớp").await?;
    second.wait_text("Đã tập huấn 3 lớp").await?;
    first.fill("Số lượt", "1234").await?;
    kept(submit(&first)?).await?;
    second.wait_text("BC-12").await?;
    check(second.text().contains(ELSEWHERE), "the other page still has it in hand")
}

#[wasm_bindgen_test]
async fn what_one_window_forgets_no_other_one_brings_back() -> Done {
    let _device = device("forgotten-elsewhere");
    let user = ("user", "lan");
    let first = Form::begin(&plan("forgotten-elsewhere"), &[user]).await?;
    first.fill("Kết quả thực hiện", "Đã tập huấn").await?;
    first.saved().await?;
    let other = Form::begin(&plan("forgotten-elsewhere"), &[("user", "minh")]).await?;
    other.fill("Kết quả thực hiện", "Của Minh").await?;
    other.saved().await?;
    let second = Form::open(&plan("forgotten-elsewhere"), &[user]).await?;
    second.wait_text(ELSEWHERE).await?;
    // Not kept yet when the other window forgets.
    first.fill("Kết quả thực hiện", "Đã tập huấn 3 lớp").await?;
    kept(call(&second.host, "forget", &JsValue::UNDEFINED)?).await?;
    first.wait_text("Lập báo cáo").await?;
    check(!first.text().contains("Tiếp tục"), "nothing to go on with")?;
    for _ in 0..10 {
        settle().await?;
    }
    let found = read_database("bao-cao").await?;
    check(text_of(&found, "stores.records.0.1").contains("Của Minh"), "another user's is still there")?;
    same(get(&found, "stores.records.length").as_f64(), Some(1.0))?;
    same(value(&other.field("Kết quả thực hiện").await?), "Của Minh")
}

#[wasm_bindgen_test]
async fn other_windows_are_told_of_what_is_written_and_not_what() -> Done {
    let _device = device("told-elsewhere");
    let channel = BroadcastChannel::new("bao-cao")?;
    let told = Rc::new(RefCell::new(Vec::<String>::new()));
    let hears = {
        let told = Rc::clone(&told);
        callback(move |event| {
            told.borrow_mut().push(text_of(&event, "data"));
            Ok(JsValue::UNDEFINED)
        })
    };
    channel.set_onmessage(Some(&hears));
    let form = Form::begin(&plan("told-elsewhere"), &[]).await?;
    form.fill("Kết quả thực hiện", "Đã tập huấn").await?;
    form.saved().await?;
    let is_told = || told.borrow().iter().any(|told| told.contains("told-elsewhere")).then_some(());
    until("a word of it", is_told).await?;
    channel.close();
    check(!told.borrow().iter().any(|told| told.contains("tập huấn")), "nobody is told what was typed")
}

/// The first record on the device, its key and its text.
async fn on_the_device() -> Done<(JsValue, String)> {
    let found = read_database("bao-cao").await?;
    Ok((get(&found, "stores.records.0.0"), text_of(&found, "stores.records.0.1")))
}

/// What is on the device once it has what was typed, or what it has after a while.
async fn written(typed: &str) -> Done<String> {
    let mut text = String::new();
    for _ in 0..100 {
        text = on_the_device().await?.1;
        if text.contains(typed) {
            break;
        }
        settle().await?;
    }
    Ok(text)
}

#[wasm_bindgen_test]
async fn what_is_typed_while_a_report_is_first_kept_stands_when_the_device_is_read_again() -> Done {
    let _device = device("typing-on");
    let form = Form::begin(&plan("typing-on"), &[]).await?;
    let channel = BroadcastChannel::new("bao-cao")?;
    let field = form.field("Kết quả thực hiện").await?;
    let mut further = ["Đã tập huấn 3", "Đã tập huấn 3 lớp"].into_iter();
    let types_on = {
        let (field, channel) = (field.clone(), channel.clone());
        callback(move |_| {
            if let Some(text) = further.next() {
                type_text(&field, text).map_err(|fail| format!("{fail:?}"))?;
                // As if another window had written: the device is read again, and has the letters up to the last.
                channel.post_message(&"changed\n\ntyping-on\na".into())?;
            }
            Ok(JsValue::UNDEFINED)
        })
    };
    let _hook = Restore(on_each_write(&types_on));
    type_text(&field, "Đã tập huấn")?;
    let text = written("Đã tập huấn 3 lớp").await?;
    channel.close();
    check(text.contains("Đã tập huấn 3 lớp") && !text.contains("overtaken"), &text)?;
    same(value(&form.field("Kết quả thực hiện").await?), "Đã tập huấn 3 lớp")
}

#[wasm_bindgen_test]
async fn a_page_that_slept_writes_nothing_over_what_another_one_has_sent() -> Done {
    let _device = device("slept");
    let form = Form::begin(&plan("slept"), ENDPOINT).await?;
    form.fill("Kết quả thực hiện", "Đã tập huấn").await?;
    form.saved().await?;
    // Another page had the reports in hand meanwhile, sent this one, and was closed.
    let (key, text) = on_the_device().await?;
    let receipt = r#""receipts":[{"number":"BC-7","hash":"h","sent_at":"2026-06-13T08:00:00+07:00"}],"saved_at""#;
    let sent = text.replace(r#""saved_at""#, receipt).replace(r#""stage":"draft""#, r#""stage":"sent""#);
    check(sent.contains("BC-7") && sent.contains(r#""sent""#), &text)?;
    put_into("bao-cao", "records", &key, &sent.clone().into()).await?;
    form.fill("Kết quả thực hiện", "Đã tập huấn 3 lớp").await?;
    let text = written("3 lớp").await?;
    check(text.contains("BC-7") && text.contains("3 lớp"), &text)?;
    same(value(&form.field("Kết quả thực hiện").await?), "Đã tập huấn 3 lớp")?;
    // It wrote other answers, too: those stand, and what was typed here can be brought back.
    let other = text.replace("3 lớp", "5 lớp");
    put_into("bao-cao", "records", &key, &other.clone().into()).await?;
    form.fill("Kết quả thực hiện", "Đã tập huấn 4 lớp").await?;
    let text = written("4 lớp").await?;
    check(text.contains("BC-7") && text.contains("5 lớp") && text.contains("4 lớp"), &text)?;
    form.wait_text("nhập ở một cửa sổ khác").await?;
    form.press("Việc thứ nhất").await?;
    same(value(&form.field("Kết quả thực hiện").await?), "Đã tập huấn 5 lớp")
}
