//! Drafts that are sealed with the page's key: whose key it is, what it does not open, and what becomes of a sealing that is under
//! way when all is to be forgotten.

use super::files::{choose, plan_with_files};
use super::support::*;
use js_sys::{Array, Function, Promise, Uint8Array};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const RESULT: &str = "Kết quả thực hiện";

/// A key that the page gives at once, or, as long as it holds it back, once it lets it go.
#[derive(Clone, Default)]
struct Held {
    is_held: Rc<Cell<bool>>,
    waiting: Rc<RefCell<Vec<Function>>>,
}

impl Held {
    fn key() -> JsValue {
        key_of(7)
    }

    fn asked(&self) -> JsValue {
        let held = self.clone();
        let asked = callback(move |_| {
            if !held.is_held.get() {
                return Ok(Self::key());
            }
            let mut wait = |resolve: Function, _: Function| held.waiting.borrow_mut().push(resolve);
            Ok(Promise::new(&mut wait).into())
        });
        asked.into()
    }

    fn is_let_go(&self) -> Done {
        self.is_held.set(false);
        for resolve in self.waiting.take() {
            resolve.call1(&JsValue::NULL, &Self::key())?;
        }
        Ok(())
    }
}

fn key_of(byte: u8) -> JsValue {
    Uint8Array::from(&[byte; 32][..]).into()
}

async fn sealed_with(key: &JsValue, plan: &str) -> Done<Form> {
    let form = Form::detached(&[("unit", "a"), ("user", "lan")])?;
    set(&form.host, "plan", data(plan));
    set(&form.host, "draftKey", key);
    form.show()?;
    form.wait("h1").await?;
    Ok(form)
}

/// How much the device keeps of it.
async fn kept_in(store: &str) -> Done<u32> {
    Ok(Array::from(&get(&read_database("bao-cao").await?, &format!("stores.{store}"))).length())
}

#[wasm_bindgen_test]
async fn what_is_being_sealed_when_all_is_forgotten_is_not_written_any_more() -> Done {
    let _device = device("sealing");
    let key = Held::default();
    let form = sealed_with(&key.asked(), &plan_with_files("sealing")).await?;
    form.begin_report().await?;
    form.fill(RESULT, "Bản đầu").await?;
    form.saved().await?;
    key.is_held.set(true);
    choose(&form, r#"[["a.pdf", "application/pdf", 10]]"#).await?;
    form.wait_text("a.pdf").await?;
    type_text(&form.field(RESULT).await?, "Đang mã hóa")?;
    until("file and report are being sealed", || (key.waiting.borrow().len() >= 2).then_some(())).await?;
    // The page goes out of sight: what it has is to be written at once.
    let window = web_sys::window().ok_or_else(|| fail("no window"))?;
    fire_event(&window.into(), "Event", "pagehide", &JsValue::NULL);
    settle().await?;
    kept(call(&form.host, "forget", &JsValue::UNDEFINED)?).await?;
    same((kept_in("records").await?, kept_in("files").await?), (0, 0))?;
    key.is_let_go()?;
    for _ in 0..10 {
        settle().await?;
    }
    same((kept_in("records").await?, kept_in("files").await?), (0, 0))?;
    form.wait_text("Lập báo cáo").await?;
    check(!form.text().contains("Tiếp tục"), "nor is it in the page")
}

#[wasm_bindgen_test]
async fn what_cannot_be_opened_is_counted_and_is_deleted_only_where_that_is_said() -> Done {
    let _device = device("unread");
    let plan = plan("unread");
    let form = sealed_with(&key_of(7), &plan).await?;
    form.begin_report().await?;
    form.fill(RESULT, "Khóa cũ").await?;
    form.saved().await?;
    form.leaves().await?;
    let newer: Array = ["lan", "unread", "a", "other", "open"].into_iter().map(JsValue::from).collect();
    put_into("bao-cao", "records", &newer, &"{\"format\":9}".into()).await?;
    let form = sealed_with(&key_of(8), &plan).await?;
    form.press("Dữ liệu trên máy này").await?;
    form.wait_text("Trên máy này còn 1 báo cáo đã mã hóa mà khóa hiện nay không mở được.").await?;
    form.wait_text("Trên máy này còn 1 báo cáo chưa đọc được").await?;
    check(!form.text().contains("Máy này chưa lưu gì"), "it keeps something")?;
    check(!form.text().contains("Khóa cũ"), "and shows nothing of it")?;
    same(kept_in("records").await?, 2)?;
    form.press("Xóa dữ liệu của tôi").await?;
    form.wait_text("Xóa cả 2 báo cáo không mở được ở đây.").await?;
    form.find("dialog[open] .danger").ok_or_else(|| fail("no question"))?.click();
    form.wait_text("Máy này chưa lưu gì").await?;
    same(kept_in("records").await?, 0)
}

#[wasm_bindgen_test]
async fn what_is_typed_when_the_next_user_comes_is_sealed_with_the_key_it_was_typed_under() -> Done {
    for (name, next) in [("next-key", key_of(8)), ("next-none", JsValue::UNDEFINED)] {
        let _device = device(name);
        // A function is asked while its user is there; who comes back gives another one.
        let asked = || JsValue::from(callback(|_| Ok(key_of(7))));
        let form = sealed_with(&asked(), &plan(name)).await?;
        form.begin_report().await?;
        type_text(&form.field(RESULT).await?, "Của Lan")?;
        form.host.set_attribute("user", "minh")?;
        set(&form.host, "draftKey", next);
        while kept_in("records").await? == 0 {
            settle().await?;
        }
        settle().await?;
        let found = get(&read_database("bao-cao").await?, "stores.records.0.1");
        check(!found.is_string(), "nothing of it is in the clear")?;
        form.wait_text("Lập báo cáo").await?;
        form.host.set_attribute("user", "lan")?;
        set(&form.host, "draftKey", asked());
        form.press("Tiếp tục").await?;
        form.press("Việc thứ nhất").await?;
        same(value(&form.field(RESULT).await?), "Của Lan")?;
    }
    Ok(())
}
