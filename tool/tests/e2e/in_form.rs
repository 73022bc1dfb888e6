//! The element in a `<form>` of the page: what that one takes along, when it is held back, and what its reset does.

use crate::browser::Browser;
use crate::engine::{Engine, in_every_engine};
use crate::form::Form;
use crate::portal_page::{self, SCRIPTS, around, element};
use crate::server::Server;
use crate::store::Store;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const PLAN: &str = "xa-nam-cuong-2026";
const UNIT: &str = "phong-van-hoa-xa-hoi";
const DAY: &str = "2026-06-10";
const REPORT: &str = "Khó khăn, vướng mắc hoặc phát sinh vấn đề";
const TYPED: &str = "Chưa có cán bộ chuyên trách";

/// Notes what the form is sent with, in the page's place, and how often the value was asked for.
const NOTE: &str = "window.form = document.querySelector('form'); window.sent = []; window.asked = 0;
    form.addEventListener('submit', (event) => { event.preventDefault(); sent.push([...new FormData(form)]); });
    form.addEventListener('formdata', () => asked++);";

/// A page whose form has the element in it, and a field of its own.
async fn page(engine: Engine, endpoint: bool) -> (Server, Browser) {
    let server = Server::start();
    let mut store = Store::before(&server);
    portal_page::put_files(&mut store);
    let mut inside = element(PLAN, UNIT, DAY).replace("<bao-cao ", r#"<bao-cao name="report" "#);
    if !endpoint {
        inside = inside.replace(r#"endpoint="/api/reports""#, "");
    }
    let body = format!(
        r#"<form action="/nowhere"><label>Số <input name="number" value="12"></label>{inside}
        <button id="go">Lưu</button><button id="again" type="reset">Nhập lại</button></form>"#
    );
    store.put("/page.html", "text/html", around(SCRIPTS, &body));
    let (site, browser) = (store.serve().await, Browser::start_in(engine).await);
    browser.go(&format!("{site}/page.html")).await;
    browser.run(NOTE, &[]).await;
    (server, browser)
}

/// What the form was sent with last, if it was.
async fn send(browser: &Browser) -> Value {
    browser.run("sent.length = 0; document.getElementById('go').click(); return sent[0] ?? null", &[]).await
}

async fn is_valid(browser: &Browser, valid: bool) {
    browser.until("the form's validity", "return form.matches(':valid') === arguments[0]", &[json!(valid)]).await;
}

in_every_engine!(without_an_endpoint_the_form_takes_the_report_along);

async fn without_an_endpoint_the_form_takes_the_report_along(engine: Engine) {
    let (server, browser) = page(engine, false).await;
    let form = Form::of(&browser, 0);
    form.when("all('.overview .acts button:enabled').length", &[]).await;
    assert_eq!(send(&browser).await, json!([["number", "12"]]), "no report is open");

    form.open(REPORT).await;
    is_valid(&browser, false).await;
    // What is wrong is told on the form's own page, and the page's form stays.
    assert_eq!(send(&browser).await, Value::Null);
    form.when("root.querySelector('.check-page')", &[]).await;
    form.shows("Báo cáo được gửi cùng biểu mẫu của trang này.").await;
    assert!(!form.errors().await.is_empty());
    form.line(0).await;
    // How often the validity was said, and the report written, whoever looks.
    let count = "const { prototype } = ElementInternals, real = prototype.setValidity;
        window.said = []; window.asked = 0;
        prototype.setValidity = function (flags, ...more) { said.push(Boolean(flags.customError)); return real.call(this, flags, ...more); };";
    browser.run(count, &[]).await;
    form.fill("Khó khăn, vướng mắc", TYPED).await;
    form.line(1).await;
    form.fill("Họ và tên người lập báo cáo", "Lò Văn Ứng").await;
    form.saved().await;
    assert_eq!(browser.run("return [asked, said]", &[]).await, json!([0, []]), "something is missing all the while");
    form.fill("Chức vụ", "Công chức").await;
    is_valid(&browser, true).await;
    // It is taken away before it is typed anew.
    form.fill("Chức vụ", "").await;
    is_valid(&browser, false).await;
    form.fill("Chức vụ", "Công chức Văn phòng - Thống kê").await;
    form.saved().await;
    is_valid(&browser, true).await;
    assert_eq!(browser.run("return [asked, said]", &[]).await, json!([0, [false, true, false]]), "not once per key");

    let sent = send(&browser).await;
    assert_eq!(sent[0], json!(["number", "12"]));
    assert_eq!(sent[1][0], "report");
    let report: Value = serde_json::from_str(sent[1][1].as_str().unwrap()).unwrap();
    assert_eq!((&report["format"], &report["sections"]["difficulties"]), (&json!("baocao-report/1"), &json!(TYPED)));
    assert_eq!(browser.run("return form.elements.report.localName", &[]).await, "bao-cao");
    // Nothing on the form's own page promises what only the page's button does.
    form.press("Kiểm tra và gửi").await;
    form.shows("✓ Báo cáo đã đủ nội dung.").await;
    assert_eq!(form.now("first('button', 'Gửi báo cáo') ?? null", &[]).await, Value::Null);
    // What is disabled says nothing, as every other control.
    browser
        .run(
            "const set = document.createElement('fieldset'); set.disabled = true;
        form.prepend(set); set.append(document.querySelector('input[name=number]'))",
            &[],
        )
        .await;
    assert_eq!(send(&browser).await.as_array().map(Vec::len), Some(1));
    assert!(server.rows().is_empty(), "the element posted by itself");
    assert_eq!(browser.complaints().await, [""; 0]);
}

in_every_engine!(with_an_endpoint_the_form_takes_the_number_of_the_receipt_along);

async fn with_an_endpoint_the_form_takes_the_number_of_the_receipt_along(engine: Engine) {
    let (server, browser) = page(engine, true).await;
    let form = Form::of(&browser, 0);
    form.tell_of_difficulties(TYPED).await;
    is_valid(&browser, false).await;
    assert_eq!(send(&browser).await, Value::Null, "it was not sent yet");
    form.press("Gửi báo cáo").await;
    assert_eq!(form.receipt("Số biên nhận").await, "BC-000001");
    is_valid(&browser, true).await;
    assert_eq!(send(&browser).await, json!([["number", "12"], ["report", "BC-000001"]]));
    // What was changed since is not what the receipt is for.
    form.press("Sửa và gửi bản điều chỉnh").await;
    form.line(0).await;
    form.fill("Khó khăn, vướng mắc", "Đã có cán bộ").await;
    is_valid(&browser, false).await;
    assert_eq!(server.rows().len(), 1);
    assert_eq!(browser.complaints().await, [""; 0]);
}

in_every_engine!(a_script_that_asks_is_shown_what_is_wrong_and_novalidate_lets_it_pass);

async fn a_script_that_asks_is_shown_what_is_wrong_and_novalidate_lets_it_pass(engine: Engine) {
    let (_server, browser) = page(engine, false).await;
    let form = Form::of(&browser, 0);
    form.open(REPORT).await;
    form.line(0).await;
    form.fill("Khó khăn, vướng mắc", TYPED).await;
    is_valid(&browser, false).await;
    assert_eq!(browser.run("return form.checkValidity()", &[]).await, json!(false));
    form.when("root.querySelector('.check-page')", &[]).await;
    assert!(!form.errors().await.is_empty());

    // As it stands, with all that is wrong with it.
    browser.run("form.noValidate = true", &[]).await;
    let sent = send(&browser).await;
    assert_eq!((&sent[0], &sent[1][0]), (&json!(["number", "12"]), &json!("report")), "{sent}");
    let report: Value = serde_json::from_str(sent[1][1].as_str().unwrap()).unwrap();
    assert_eq!((&report["sections"]["difficulties"], &report["reporter"]["name"]), (&json!(TYPED), &Value::Null));
    assert_eq!(browser.complaints().await, [""; 0]);
}

in_every_engine!(where_the_backend_gives_no_number_the_form_takes_the_hash_along);

/// The backend takes the report and says nothing of it; the page has it as it came.
const NO_NUMBER: &str = "document.querySelector('bao-cao').transport = async ({ body }) => {
        window.body = body;
        return { status: 201, body: {}, headers: {} };
    };";

async fn where_the_backend_gives_no_number_the_form_takes_the_hash_along(engine: Engine) {
    let (server, browser) = page(engine, true).await;
    browser.run(NO_NUMBER, &[]).await;
    let form = Form::of(&browser, 0);
    form.tell_of_difficulties(TYPED).await;
    form.press("Gửi báo cáo").await;
    form.receipt("Mã kiểm tra nội dung (SHA-256)").await;
    is_valid(&browser, true).await;
    let body = browser.run("return window.body", &[]).await;
    let hash = hex(&Sha256::digest(body.as_str().unwrap()));
    assert_eq!(send(&browser).await, json!([["number", "12"], ["report", hash]]));
    assert!(server.rows().is_empty());
    assert_eq!(browser.complaints().await, [""; 0]);
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn a_reset_of_the_form_asks_and_keeps_the_draft() {
    let (_server, browser) = page(Engine::Chromium, false).await;
    let form = Form::of(&browser, 0);
    form.open(REPORT).await;
    form.line(0).await;
    form.fill("Khó khăn, vướng mắc", TYPED).await;
    form.saved().await;
    let reset = "document.getElementById('again').click()";
    let asks = "root.getElementById('clear').open";
    browser.run(reset, &[]).await;
    form.when(asks, &[]).await;
    form.click_on("first('dialog button', 'Giữ lại')", &[]).await;
    assert_eq!(form.value("Khó khăn, vướng mắc").await, TYPED);
    // Where it is not to be seen, nothing is asked and nothing is lost.
    browser.look(360, 800, false).await;
    form.when("!shown(root.querySelector('nav'))", &[]).await;
    browser.run(reset, &[]).await;
    assert_eq!(form.now(asks, &[]).await, json!(false));
    browser.look(1280, 900, false).await;

    browser.run(reset, &[]).await;
    form.when(asks, &[]).await;
    form.click_on("first('dialog button', 'Xóa')", &[]).await;
    form.shows("Các bản trước, có thể khôi phục").await;
    form.line(0).await;
    form.when("control('Khó khăn, vướng mắc')?.value === ''", &[]).await;
    assert_eq!(browser.complaints().await, [""; 0]);
}
