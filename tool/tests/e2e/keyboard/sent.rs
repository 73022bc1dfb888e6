//! By keys alone: what was sent is corrected, what failed goes once more, one of two versions is kept, and a report goes on
//! in another window.

use super::{Keys, QUESTION, REPORT, VISIT};
use crate::engine::{Engine, in_every_engine};
use crate::faults::LOGIN_FAILS;
use crate::form::Form;
use crate::line::{Answers, Fate};
use crate::portal::Portal;
use serde_json::{Value, json};

const SEND: &str = "Gửi báo cáo";
const AGAIN: &str = "Gửi lại";
const ELSEWHERE: &str = "Báo cáo của đơn vị đang mở ở một cửa sổ khác.";

in_every_engine!(what_was_sent_is_corrected);

async fn what_was_sent_is_corrected(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(VISIT).await;
    let keys = Keys(form);
    keys.tells_of_difficulties("Thiếu máy").await;
    keys.enter(SEND).await;
    keys.arrives("#receipt").await;
    // By the list, as on another day.
    keys.enter("Danh sách báo cáo").await;
    keys.arrives("#reports").await;
    keys.enter(&format!("Xem biên nhận: {REPORT}")).await;
    keys.arrives("#receipt").await;
    keys.enter("Sửa và gửi bản điều chỉnh").await;
    keys.arrives("#report").await;
    keys.opens_first().await;
    keys.writes(QUESTION, "Thiếu máy, thiếu người").await;
    keys.enter("Kiểm tra và gửi").await;
    keys.arrives("#check").await;
    keys.enter(SEND).await;
    keys.rests("said(all('.receipt dd')[0]) === 'BC-000002' && focused()?.id === 'receipt'", &[]).await;
    let sent = portal.server.rows().remove(1).body;
    assert_eq!((&sent["revision"], &sent["supersedes"]), (&json!(2), &json!("BC-000001")));
    assert_eq!(sent["sections"]["difficulties"], "Thiếu máy, thiếu người");
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

in_every_engine!(what_failed_goes_once_more_also_after_signing_in);

async fn what_failed_goes_once_more_also_after_signing_in(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(VISIT).await;
    let keys = Keys(form);
    portal.browser.run(LOGIN_FAILS, &[]).await;
    keys.tells_of_difficulties("Thiếu máy").await;
    let page = "<!DOCTYPE html><title>Wi-Fi</title><form action='/login'>Đăng nhập</form>";
    portal.line.fates([
        Fate::answer("200 OK", &["Content-Type: text/html; charset=utf-8"], page),
        Fate::answer("401 Unauthorized", &["Content-Type: application/problem+json"], "{}"),
    ]);
    keys.enter(SEND).await;
    keys.rests("focused()?.id === 'failed' && holds('#failed', 'Máy chủ trả về một trang web')", &[]).await;
    keys.enter(AGAIN).await;
    keys.rests("focused()?.id === 'failed' && holds('#failed', 'Phiên đăng nhập đã hết.')", &[]).await;
    // Signed in again where the form does not see it. While it is on its way the button cannot be pressed; the focus is
    // beside it.
    portal.line.answers(Answers::Held);
    keys.enter(AGAIN).await;
    keys.rests("holds('button:disabled', 'Đang gửi…') && said(focused()) === 'Đang gửi…'", &[]).await;
    portal.line.answers(Answers::Pass);
    keys.arrives("#receipt").await;
    assert_eq!(portal.server.row().body["sections"]["difficulties"], "Thiếu máy");
    assert_eq!(portal.line.posted().len(), 3);
}

/// Another machine sends a report of its own before this one does.
const FIRST: &str = "const form = document.querySelector('bao-cao'), report = structuredClone(form.report);
    report.sections.difficulties = 'Bản của máy thứ nhất';
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': '\"may-thu-nhat\"', ...await form.headers() };
    return (await fetch('/api/reports', { method: 'POST', headers, body: JSON.stringify(report) })).status";

in_every_engine!(of_two_versions_of_a_report_one_is_kept);

async fn of_two_versions_of_a_report_one_is_kept(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    for (unit, choice, number, sent) in [
        ("phong-van-hoa-xa-hoi", "Giữ bản đã có", "BC-000001", 1),
        ("phong-kinh-te", "Gửi bản này thay bản đã có", "BC-000003", 3),
    ] {
        let form = portal.visit(&format!("plan=xa-nam-cuong-2026&unit={unit}&as-of=2026-06-10")).await;
        let keys = Keys(form);
        keys.tells_of_difficulties("Bản của máy thứ hai").await;
        assert_eq!(portal.browser.run(&format!("return (async () => {{ {FIRST} }})()"), &[]).await, 201);
        keys.enter(SEND).await;
        keys.arrives("#failed").await;
        keys.enter(choice).await;
        keys.rests("said(all('.receipt dd')[0]) === given[0] && focused()?.id === 'receipt'", &[json!(number)]).await;
        assert_eq!(portal.server.rows().len(), sent);
    }
    let row = portal.server.rows().remove(2);
    assert_eq!(
        (row.unit.as_str(), &row.body["sections"]["difficulties"]),
        ("phong-kinh-te", &json!("Bản của máy thứ hai"))
    );
}

in_every_engine!(a_report_goes_on_in_another_window);

async fn a_report_goes_on_in_another_window(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(VISIT).await;
    let keys = Keys(form);
    keys.begins(REPORT).await;
    keys.writes(QUESTION, "Thiếu máy").await;
    form.saved().await;
    let address = portal.browser.run("return location.href", &[]).await;
    let first = portal.browser.open_tab().await;
    portal.browser.go(address.as_str().unwrap()).await;
    form.shows(ELSEWHERE).await;
    keys.enter(&format!("Tiếp tục: {REPORT}")).await;
    keys.arrives("#report").await;
    form.shows("Thiếu máy").await;
    keys.enter_before("Làm tiếp ở đây").await;
    keys.rests("tasks().length && focused()?.id === 'report'", &[]).await;
    keys.opens_first().await;
    keys.to(QUESTION).await;
    keys.rests("focused()?.value === 'Thiếu máy'", &[]).await;
    keys.enter_before("Danh sách báo cáo").await;
    keys.arrives("#reports").await;

    // Back from the overview of the first one, which shows what the other has.
    portal.browser.look_at(first).await;
    form.shows(ELSEWHERE).await;
    portal.browser.reload().await;
    let form = Form::of(&portal.browser, 0);
    let keys = Keys(form);
    form.shows(ELSEWHERE).await;
    keys.enter("Làm tiếp ở đây").await;
    keys.rests("!holds('button', 'Làm tiếp ở đây') && focused()?.id === 'reports'", &[]).await;
    keys.enter(&format!("Tiếp tục: {REPORT}")).await;
    keys.rests("tasks().length && focused()?.id === 'report'", &[]).await;
    assert_eq!(form.now("holds('button', 'Làm tiếp ở đây') ?? null", &[]).await, Value::Null);
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
