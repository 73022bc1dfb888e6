//! Files that prove a result: chosen, kept on the device, uploaded before the report or sent inside it.

use super::sending::submit;
use super::support::*;
use js_sys::{Array, Function, JSON, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

#[wasm_bindgen(module = "/tests/browser/files.js")]
extern "C" {
    #[wasm_bindgen(js_name = choose)]
    fn choose_files(input: &Element, files: &JsValue);
    #[wasm_bindgen(js_name = chooseBytes)]
    async fn choose_photograph(input: &Element, name: &str, width: u32, height: u32) -> JsValue;
    #[wasm_bindgen(js_name = takeFiles)]
    fn take_files(breaks_at: i32) -> JsValue;
    #[wasm_bindgen(js_name = refuseFiles)]
    fn refuse_files() -> Function;
}

const UPLOADS: &[(&str, &str)] = &[("endpoint", "/api/reports"), ("upload-endpoint", "/api/files"), ("user", "lan")];
const INSIDE: &[(&str, &str)] = &[("endpoint", "/api/reports"), ("user", "lan")];

/// The plan of the tests, whose first task takes files.
pub fn plan_with_files(id: &str) -> String {
    let files = r#"{ "field": "evidence", "files": { "types": ["application/pdf", "image/*"], "most": 3,
        "most_bytes": 400000, "inline_bytes": 1000 } }, { "field": "note""#;
    plan(id).replace(r#"{ "field": "note""#, files)
}

/// A server in place of the network until it is dropped.
struct Server(JsValue);

impl Server {
    fn new() -> Self {
        Self(take_files(-1))
    }

    fn log(&self) -> String {
        Array::from(&get(&self.0, "log")).iter().filter_map(|line| line.as_string()).collect::<Vec<_>>().join("; ")
    }

    /// The file that the report names, `nth` of them.
    fn named(&self, nth: usize) -> JsValue {
        get(&data(&text_of(&self.0, "body")), &format!("entries.0.values.evidence.{nth}.file"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = call(&self.0, "restore", &JsValue::UNDEFINED);
    }
}

async fn filled(id: &str, attributes: &[(&str, &str)]) -> Done<Form> {
    let form = Form::begin(&plan_with_files(id), attributes).await?;
    form.fill("Kết quả thực hiện", "Đã tập huấn 3 lớp").await?;
    Ok(form)
}

pub async fn choose(form: &Form, files: &str) -> Done {
    let input = form.wait(".files input[type=file]").await?;
    choose_files(&input, &data(files));
    Ok(())
}

/// What the device keeps of files: `[[key, value]]`.
async fn kept_files() -> Done<Array> {
    Ok(get(&read_database("bao-cao").await?, "stores.files").into())
}

async fn are_kept(count: u32) -> Done<Array> {
    for _ in 0..100 {
        let files = kept_files().await?;
        if files.length() == count {
            return Ok(files);
        }
        settle().await?;
    }
    Err(fail(format!("the device does not keep {count} files")))
}

#[wasm_bindgen_test]
async fn a_file_is_uploaded_in_pieces_before_the_report_that_names_it() -> Done {
    let _device = device("file-upload");
    let server = Server::new();
    let form = filled("files", UPLOADS).await?;
    set(&form.host, "headers", data(r#"{ "Authorization": "Bearer t", "Content-Type": "text/plain" }"#));
    choose(&form, r#"[["QĐ 12.pdf", "application/pdf", 300000]]"#).await?;
    form.wait_text("QĐ 12.pdf").await?;
    check(form.text().contains("300 KB"), "its size is shown")?;
    kept(submit(&form)?).await?;
    same(server.log(), "begin 0/300000 application/pdf Bearer t; piece 0+262144 ?0; piece 262144+37856 ?1; report")?;
    let file = server.named(0);
    same(text_of(&file, "name"), "QĐ 12.pdf")?;
    same(get(&file, "size").as_f64(), Some(300_000.0))?;
    same(text_of(&file, "sha256").len(), 64)?;
    check(text_of(&file, "url").ends_with("/api/files/1"), "where it was put")?;
    check(get(&file, "data").is_undefined(), "and not inside")
}

#[wasm_bindgen_test]
async fn after_a_break_and_a_reload_it_goes_on_where_it_stood() -> Done {
    let _device = device("file-break");
    let server = Server(take_files(0));
    let form = filled("break", UPLOADS).await?;
    choose(&form, r#"[["ảnh.png", "image/png", 300000]]"#).await?;
    form.saved().await?;
    are_kept(1).await?;
    check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
    drop(form);
    call(&server.0, "mend", &JsValue::UNDEFINED)?;
    let form = Form::open(&plan_with_files("break"), UPLOADS).await?;
    form.wait_text("Xem biên nhận").await?;
    same(
        server.log(),
        "begin 0/300000 image/png; piece 0+262144 ?0; begin 262144/300000 image/png; piece 262144+37856 ?1; report",
    )
}

#[wasm_bindgen_test]
async fn without_somewhere_to_upload_to_a_small_file_goes_inside() -> Done {
    let _device = device("file-inside");
    let server = Server::new();
    let form = filled("inside", INSIDE).await?;
    form.wait_text("Mỗi tệp tối đa 1 KB").await?;
    choose(&form, r#"[["a.pdf", "application/pdf", 4], ["b.pdf", "application/pdf", 1001]]"#).await?;
    form.wait_text("Không đính kèm được “b.pdf”: tệp nặng 2 KB; tối đa 1 KB.").await?;
    kept(submit(&form)?).await?;
    same(server.log(), "report")?;
    // (0, 31, 62, 93) + 5
    same(text_of(&server.named(0), "data"), "BSRDYg==")?;
    check(server.named(1).is_undefined(), "the other one was not taken")
}

#[wasm_bindgen_test]
async fn of_what_is_not_taken_it_says_why_and_a_file_can_be_removed() -> Done {
    let _device = device("file-remove");
    let form = filled("remove", UPLOADS).await?;
    let all = r#"[["1.pdf", "application/pdf", 10], ["22.pdf", "application/pdf", 10], ["x.exe", "application/x-msdownload", 9],
        ["333.pdf", "application/pdf", 10], ["4444.pdf", "application/pdf", 10], ["lớn.pdf", "application/pdf", 400001]]"#;
    choose(&form, all).await?;
    form.wait_text("“x.exe”").await?;
    let said = form.find(".files [role=alert]").and_then(|said| said.text_content()).unwrap_or_default();
    for text in ["“x.exe”: Tệp thuộc loại", "“4444.pdf”: đã đủ 3 tệp", "“lớn.pdf”: tệp nặng 401 KB; tối đa 400 KB"]
    {
        check(said.contains(text), &said)?;
    }
    same(form.all(".file").len(), 3)?;
    let second = form.find("[aria-label='Bỏ tệp: 22.pdf']").ok_or_else(|| fail("no way to remove it"))?;
    second.click();
    until("two files", || (form.all(".file").len() == 2).then_some(())).await?;
    let focused = || form.root().ok()?.active_element().filter(|control| control.tag_name() == "INPUT");
    until("the focus", focused).await?;
    form.saved().await?;
    drop(form);
    let form = Form::open(&plan_with_files("remove"), UPLOADS).await?;
    form.press("Tiếp tục").await?;
    form.press("Việc thứ nhất").await?;
    form.wait_text("333.pdf").await
}

#[wasm_bindgen_test]
async fn what_no_report_names_any_more_is_not_kept() -> Done {
    let _device = device("file-orphan");
    let stores = r#"{ "records": [], "leases": [], "files": [[["lan", "orphan", "a", "aa"], "of nobody"],
        [["lan", "another", "a", "bb"], "of another plan"]] }"#;
    make_database("bao-cao", 3, &data(stores)).await?;
    let _form = Form::open(&plan_with_files("orphan"), UPLOADS).await?;
    let files = are_kept(1).await?;
    same(text_of(&files, "0.0.1"), "another")
}

#[wasm_bindgen_test]
async fn a_photograph_is_made_smaller_where_the_officer_wishes() -> Done {
    let _device = device("file-photo");
    let server = Server::new();
    let form = filled("photo", UPLOADS).await?;
    form.wait(".files input[type=checkbox]").await?.click();
    settle().await?;
    let input = form.wait(".files input[type=file]").await?;
    let size = choose_photograph(&input, "IMG_1.png", 2400, 300).await.as_f64().unwrap_or(0.0);
    form.wait_text("IMG_1.jpg").await?;
    kept(submit(&form)?).await?;
    let file = server.named(0);
    same(text_of(&file, "type"), "image/jpeg")?;
    check(get(&file, "size").as_f64().is_some_and(|smaller| smaller > 0.0 && smaller < size), "it is smaller")
}

#[wasm_bindgen_test]
async fn forgetting_takes_files_along() -> Done {
    let _device = device("file-forget");
    let form = filled("forget-files", UPLOADS).await?;
    choose(&form, r#"[["a.pdf", "application/pdf", 10]]"#).await?;
    let files = are_kept(1).await?;
    let key = String::from(Array::from(&get(&files.get(0), "0")).join(" "));
    check(key.starts_with("lan forget-files a "), &key)?;
    kept(call(&form.host, "forget", &JsValue::UNDEFINED)?).await?;
    are_kept(0).await.map(drop)
}

#[wasm_bindgen_test]
async fn a_page_that_wishes_nothing_kept_sends_files_and_keeps_none() -> Done {
    let _device = device("file-none");
    let server = Server::new();
    let attributes = [UPLOADS, &[("drafts", "none")]].concat();
    let form = filled("none", &attributes).await?;
    choose(&form, r#"[["a.pdf", "application/pdf", 10]]"#).await?;
    form.wait_text("chỉ trang đang mở giữ tệp").await?;
    kept(submit(&form)?).await?;
    check(server.log().ends_with("report"), &server.log())
}

#[wasm_bindgen_test]
async fn files_are_sealed_with_the_pages_key() -> Done {
    let _device = device("file-sealed");
    let server = Server::new();
    let form = Form::detached(UPLOADS)?;
    form.host.set_attribute("unit", "a")?;
    set(&form.host, "plan", data(&plan_with_files("sealed-files")));
    set(&form.host, "draftKey", Uint8Array::from(&[7; 32][..]));
    form.show()?;
    form.begin_report().await?;
    form.fill("Kết quả thực hiện", "Đã tập huấn 3 lớp").await?;
    choose(&form, r#"[["a.pdf", "application/pdf", 10]]"#).await?;
    let files = are_kept(1).await?;
    check(get(&files.get(0), "1").is_array(), "it is no bytes")?;
    kept(submit(&form)?).await?;
    same(server.log(), "begin 0/10 application/pdf; piece 0+10 ?1; report")
}

#[wasm_bindgen_test]
async fn a_file_that_the_device_lost_is_said_at_its_place() -> Done {
    let _device = device("file-lost");
    let server = Server::new();
    let row = r#"{"name":"a.pdf","sha256":"0000000000000000000000000000000000000000000000000000000000000000","size":10,"type":"application/pdf"}"#;
    let record = format!(
        r#"{{"answers":[{{"field":"result","part":{{"entry":"t1"}},"raw":{{"text":"Đã tập huấn"}}}},
        {{"field":"evidence","part":{{"entry":"t1"}},"raw":{{"evidence":[{{"date":"","number":"","title":"","url":"","file":{}}}]}}}}],
        "key":{{"kind":"luc-nao-cung-duoc","period":"2026-01-05-0800","plan":"lost-2","unit":"a","user":"lan"}},
        "saved_at":"2026-01-05T08:00:00+07:00"}}"#,
        String::from(JSON::stringify(&row.into())?)
    );
    let stores = format!(
        r#"{{ "records": [[["lan", "lost-2", "a", "luc-nao-cung-duoc", "2026-01-05-0800"], {}]] }}"#,
        String::from(JSON::stringify(&record.into())?)
    );
    make_database("bao-cao", 1, &data(&stores)).await?;
    let form = Form::open(&plan_with_files("lost-2"), UPLOADS).await?;
    form.press("Tiếp tục").await?;
    form.press("Việc thứ nhất").await?;
    form.wait_text("a.pdf").await?;
    check(kept(submit(&form)?).await.is_err(), "submit() rejects")?;
    form.wait_text("Tệp “a.pdf” không còn trên máy này").await?;
    form.wait_text("Minh chứng: Tệp này bị thiếu").await?;
    check(!form.text().contains("Máy chủ"), "no server was asked")?;
    same(server.log(), "")
}

#[wasm_bindgen_test]
async fn a_file_that_the_device_had_no_room_for_is_kept_with_the_next_save() -> Done {
    let _device = device("file-again");
    let only_here = "Máy này không lưu được tệp đính kèm";
    let form = filled("again", UPLOADS).await?;
    let full = Restore(refuse_files());
    choose(&form, r#"[["a.pdf", "application/pdf", 12]]"#).await?;
    form.wait_text(only_here).await?;
    form.saved().await?;
    are_kept(0).await?;
    drop(full);
    form.fill("Kết quả thực hiện", "Đã tập huấn 4 lớp").await?;
    are_kept(1).await?;
    until("it says so", || (!form.text().contains(only_here)).then_some(())).await
}

#[wasm_bindgen_test]
async fn files_are_chosen_by_a_button_in_the_forms_words() -> Done {
    let _device = device("file-button");
    let form = filled("button", UPLOADS).await?;
    let label = form.wait(".files label.pick").await?;
    same(label.text_content().unwrap_or_default(), "Đính kèm tệp")?;
    let input = form.wait(".files label.pick input[type=file]").await?;
    let size = |of: &HtmlElement| (of.offset_width(), of.offset_height());
    check(size(&label).1 >= 24 && size(&label).0 >= 24, "large enough to be hit")?;
    check(size(&input) <= (1, 1), "what the browser says of it is not seen")?;
    input.focus()?;
    let focused = || form.root().ok()?.active_element().filter(|control| control.tag_name() == "INPUT");
    until("the focus", focused).await?;
    let window: JsValue = web_sys::window().ok_or_else(|| fail("no window"))?.into();
    let look = call(&window, "getComputedStyle", &label)?;
    same(text_of(&look, "outlineStyle"), "solid")
}

#[wasm_bindgen_test]
async fn the_same_file_is_taken_once_and_it_says_so() -> Done {
    let _device = device("file-twice");
    let form = filled("twice", UPLOADS).await?;
    choose(&form, r#"[["a.pdf", "application/pdf", 10]]"#).await?;
    form.wait("[aria-label='Bỏ tệp: a.pdf']").await?;
    choose(
        &form,
        r#"[["a.pdf", "application/pdf", 10], ["a.pdf", "application/pdf", 11], ["0.pdf", "application/pdf", 0]]"#,
    )
    .await?;
    form.wait_text("“a.pdf”: tệp này đã đính kèm rồi").await?;
    form.wait_text("“0.pdf”: tệp trống (0 byte)").await?;
    form.wait("[aria-label='Bỏ tệp: a (2).pdf']").await?;
    same(form.all(".file").len(), 2)
}
