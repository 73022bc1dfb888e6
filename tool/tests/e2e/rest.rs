//! What checks and sends is loaded after the form is shown. Without it the form goes on, and nothing is lost.

use crate::engine::{Engine, in_every_engine};
use crate::inspector::Inspector;
use crate::portal::Portal;
use serde_json::json;

/// A report of two lines: difficulties as they arise.
const VISIT: &str = "plan=xa-nam-cuong-2026&unit=phong-van-hoa-xa-hoi&as-of=2026-06-10";
const REPORT: &str = "Khó khăn, vướng mắc hoặc phát sinh vấn đề";
const QUESTION: &str = "Khó khăn, vướng mắc";
const TYPED: &str = "Chưa có cán bộ chuyên trách; đề nghị bổ sung";
const MISSING: &str = "Chưa tải được phần kiểm tra và gửi báo cáo";

/// Whether the browser can have the rest from now on.
fn allow(portal: &Portal, is_allowed: bool) {
    portal.line.withhold((!is_allowed).then_some("/baocao_rest.wasm"));
}

in_every_engine!(where_it_cannot_be_loaded_one_writes_and_sends_later);

async fn where_it_cannot_be_loaded_one_writes_and_sends_later(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    allow(&portal, false);
    let form = portal.visit(VISIT).await;
    form.open(REPORT).await;
    form.line(0).await;
    form.fill(QUESTION, TYPED).await;
    form.leave().await;
    form.saved().await;
    form.line(1).await;
    form.fill("Họ và tên người lập báo cáo", "Lò Văn Ứng").await;
    form.fill("Chức vụ", "Trưởng phòng").await;
    form.leave().await;
    form.saved().await;

    // The page that checks says so, and so does who calls from the page around.
    form.check().await;
    form.shows(MISSING).await;
    form.when("focused()?.id === 'waiting'", &[]).await;
    Inspector::of_waiting(form).finds_nothing("4-not-loaded").await;
    assert!(form.now("document.querySelector('bao-cao').report", &[]).await.is_null());
    let submit =
        "document.querySelector('bao-cao').submit().then(() => arguments[0]('sent'), (e) => arguments[0](e.message))";
    let said = portal.browser.run_async(submit, &[]).await;
    assert!(said.as_str().unwrap().contains("/baocao_rest.wasm: "), "{said}");
    form.press("Thử lại").await;
    form.shows(MISSING).await;
    form.press("Quay lại sửa").await;
    form.line(0).await;
    assert_eq!(form.value(QUESTION).await, TYPED);

    // Nor is anything lost with the page.
    let form = portal.reload().await;
    form.open_begun(REPORT).await;
    form.when("tasks().length", &[]).await;
    form.line(0).await;
    assert_eq!(form.value(QUESTION).await, TYPED);
    form.check().await;
    form.shows(MISSING).await;
    assert!(portal.server.rows().is_empty());

    // When the line is there again, it goes on where it waited.
    portal.browser.complaints().await;
    allow(&portal, true);
    form.press("Thử lại").await;
    form.when("focused()?.id === 'check'", &[]).await;
    form.press("Gửi báo cáo").await;
    assert_eq!(form.receipt("Số biên nhận").await, "BC-000001");
    assert_eq!(portal.server.row().body["sections"]["difficulties"], TYPED);
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

in_every_engine!(until_it_is_there_the_pages_form_waits_and_who_leaves_is_asked);

async fn until_it_is_there_the_pages_form_waits_and_who_leaves_is_asked(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    allow(&portal, false);
    let form = portal.visit(VISIT).await;
    // Nothing is kept on the device, and the element is in a form of the page.
    let into_form = "const element = document.querySelector('bao-cao'), form = document.createElement('form');
        form.id = 'around';
        element.setAttribute('drafts', 'none');
        element.before(form);
        form.append(element)";
    portal.browser.run(into_form, &[]).await;
    form.when("document.getElementById('around').matches(':valid')", &[]).await;
    let asks = "!dispatchEvent(new Event('beforeunload', { cancelable: true }))";
    assert_eq!(form.now(asks, &[]).await, json!(false), "nothing was typed");
    form.open(REPORT).await;
    form.line(0).await;
    form.fill(QUESTION, TYPED).await;
    form.when(asks, &[]).await;

    // It cannot be known yet whether the report is whole: it does not get lost without a word.
    form.when("document.getElementById('around').matches(':invalid')", &[]).await;
    let send = "document.getElementById('around').requestSubmit()";
    form.now(send, &[]).await;
    form.shows(MISSING).await;
    // Who presses the page's button again is led to the reason again, and it is tried once more.
    allow(&portal, true);
    for _ in 0..2 {
        form.now("root.activeElement.blur()", &[]).await;
        form.now(send, &[]).await;
        form.when("focused()?.id === 'check'", &[]).await;
    }
    form.when("document.getElementById('around').matches(':invalid')", &[]).await;
    assert_eq!(form.now(asks, &[]).await, json!(true));
}

#[tokio::test]
async fn it_is_tried_again_when_the_line_is_back_and_a_waiting_call_is_carried_out() {
    let portal = Portal::start().await;
    allow(&portal, false);
    let form = portal.visit(VISIT).await;
    form.open(REPORT).await;
    form.line(0).await;
    form.fill(QUESTION, TYPED).await;
    form.line(1).await;
    form.fill("Họ và tên người lập báo cáo", "Lò Văn Ứng").await;
    form.fill("Chức vụ", "Trưởng phòng").await;
    form.leave().await;
    form.check().await;
    form.shows(MISSING).await;
    allow(&portal, true);
    form.now("dispatchEvent(new Event('online'))", &[]).await;
    form.when("focused()?.id === 'check'", &[]).await;

    // On a new page the call comes before what it needs.
    let form = portal.reload().await;
    let early = "const form = document.createElement('bao-cao');
        form.plan = {format: 'baocao-plan/1', id: 'p', version: '1', title: 'Kế hoạch', units: [{id: 'a', name: 'A'}]};
        form.unit = 'a';
        document.body.append(form);
        form.submit().then(() => arguments[0]('sent'), (e) => arguments[0](e.message))";
    let said = form.browser.run_async(early, &[]).await;
    assert!(said.as_str().unwrap().starts_with("the report cannot be sent: none is open"), "{said}");
}

#[tokio::test]
async fn its_glue_is_waited_for_and_tried_again_as_it_is_itself() {
    let portal = Portal::start().await;
    portal.line.withhold(Some("/baocao_rest.js"));
    let form = portal.visit(VISIT).await;
    form.open(REPORT).await;
    form.line(0).await;
    form.fill(QUESTION, TYPED).await;
    form.leave().await;
    form.check().await;
    form.shows(MISSING).await;
    form.press("Thử lại").await;
    form.shows(MISSING).await;
    portal.browser.complaints().await;
    allow(&portal, true);
    form.press("Thử lại").await;
    form.when("focused()?.id === 'check'", &[]).await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn a_plan_with_mistakes_is_told_when_what_tells_them_is_there() {
    let portal = Portal::start().await;
    allow(&portal, false);
    let form = portal.visit(VISIT).await;
    // Its form is right, but its chapters stand in a circle.
    let plan = json!({
        "format": "baocao-plan/1", "id": "p", "version": "1", "title": "Kế hoạch",
        "units": [{"id": "a", "name": "Phòng A"}],
        "chapters": [{"id": "c", "title": "C", "in": "d"}, {"id": "d", "title": "D", "in": "c"}],
        "tasks": [{"id": "t", "title": "Việc", "chapter": "c", "assigned": [{"role": "lead", "units": ["a"]}]}],
    });
    let give = "const form = document.querySelector('bao-cao'); form.unit = 'a'; form.plan = arguments[0];";
    portal.browser.run(give, &[plan]).await;
    form.shows("Phòng A").await;
    form.press("Lập báo cáo").await;
    form.when("tasks().length", &[]).await;
    form.line(0).await;
    form.check().await;
    form.shows(MISSING).await;
    // Of one whose form is wrong nothing can be shown.
    portal.browser.run("document.querySelector('bao-cao').plan = {format: 'baocao-plan/1'}", &[]).await;
    form.when("!root.querySelector('.check-page')", &[]).await;
    form.shows(MISSING).await;
    allow(&portal, true);
    form.press("Thử lại").await;
    form.shows("Tệp kế hoạch có lỗi").await;
    form.shows("Thiếu “title”").await;
}
