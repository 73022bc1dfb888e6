//! One intent to send is one report, however badly the line and the server behave.

use crate::engine::{Engine, in_every_engine};
use crate::form::Form;
use crate::inspector::Inspector;
use crate::line::Answers;
use crate::place::{self, PlanFolder};
use crate::portal::Portal;
use serde_json::{Value, json};

/// A report of two lines: difficulties as they arise.
const VISIT: &str = "plan=xa-nam-cuong-2026&unit=phong-van-hoa-xa-hoi&as-of=2026-06-10";
const REPORT: &str = "Khó khăn, vướng mắc hoặc phát sinh vấn đề";
const TYPED: &str = "Chưa có cán bộ chuyên trách; đề nghị bổ sung";
const NUMBER: &str = "Số biên nhận";

/// The failure is said, and what was typed is still there.
async fn failed(form: Form<'_>, why: &str) {
    form.shows("Nội dung vẫn còn nguyên trên máy này. Có thể gửi lại; báo cáo không bị trùng.").await;
    form.shows(why).await;
    form.shows(TYPED).await;
    form.when("first('button:enabled', 'Gửi lại')", &[]).await;
}

#[tokio::test]
async fn however_often_send_is_clicked_one_report_goes() {
    let portal = Portal::start().await;
    let form = portal.visit(VISIT).await;
    form.tell_of_difficulties(TYPED).await;
    portal.line.answers(Answers::Held);
    // Twice before anything can be drawn, and as often as a hand can until the button is gone.
    form.now("(() => { const b = first('button', 'Gửi báo cáo'); b.click(); b.click(); b.focus(); })()", &[]).await;
    portal.browser.press("\u{e007}\u{e007} ").await;
    form.shows("Đang gửi…").await;
    form.when("holds('button:disabled', 'Đang gửi…')", &[]).await;
    portal.line.answers(Answers::Pass);
    assert_eq!(form.receipt(NUMBER).await, "BC-000001");
    // Nor does a page that says so once more.
    let again =
        "document.querySelector('bao-cao').submit().then((receipt) => arguments[0](receipt.number), arguments[0])";
    assert_eq!(portal.browser.run_async(again, &[]).await, "BC-000001");
    let row = portal.server.row();
    assert_eq!(portal.line.posted(), [row.key]);
    assert_eq!(row.body["sections"]["difficulties"], TYPED);
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

in_every_engine!(a_lost_answer_or_a_dead_server_doubles_nothing);

async fn a_lost_answer_or_a_dead_server_doubles_nothing(engine: Engine) {
    let mut portal = Portal::start_in(engine).await;
    let form = portal.visit(VISIT).await;
    form.tell_of_difficulties(TYPED).await;

    // The server has it, but its answer never arrives.
    portal.line.answers(Answers::Lost);
    form.press("Gửi báo cáo").await;
    failed(form, "Không liên lạc được với máy chủ, hoặc đường truyền bị ngắt.").await;
    let first = portal.server.row();
    portal.line.answers(Answers::Pass);
    // The officer loads the page again before the next try, and it goes out by itself.
    let form = portal.reload().await;
    form.shows("Xem biên nhận").await;
    form.open_begun(REPORT).await;
    assert_eq!(form.receipt(NUMBER).await, "BC-000001");
    assert_eq!(portal.server.row().key, first.key);
    assert!(portal.line.posted().iter().all(|key| *key == first.key), "{:?}", portal.line.posted());

    // Another report, and the server dies while it is under way.
    let form = portal.visit("plan=xa-nam-cuong-2026&unit=phong-kinh-te&as-of=2026-06-10").await;
    form.tell_of_difficulties(TYPED).await;
    let before = portal.line.posted().len();
    // Logged in already, so that it is the report that meets a server which does not answer.
    portal.browser.run_async("document.querySelector('bao-cao').headers().then(arguments[0])", &[]).await;
    portal.server.freeze();
    form.press("Gửi báo cáo").await;
    form.shows("Đang gửi…").await;
    portal.line.posted_beyond(before);
    portal.server.kill();
    let form = Form::of(&portal.browser, 0);
    failed(form, "Không liên lạc được với máy chủ, hoặc đường truyền bị ngắt.").await;
    portal.server.restart();
    // Nobody has to press anything.
    let form = Form::of(&portal.browser, 0);
    assert_eq!(form.receipt(NUMBER).await, "BC-000002");
    let rows = portal.server.rows();
    assert_eq!(rows.len(), 2);
    let keys = portal.line.posted().split_off(before);
    assert!(keys.len() > 1 && keys.iter().all(|key| *key == rows[1].key), "{keys:?}");
    assert_eq!(rows[1].unit, "phong-kinh-te");
}

in_every_engine!(what_the_server_says_is_shown_and_nothing_is_lost);

async fn what_the_server_says_is_shown_and_nothing_is_lost(engine: Engine) {
    let mut portal = Portal::start_in(engine).await;
    let form = portal.visit(VISIT).await;
    // The portal's token is for another unit than the form reports for.
    form.browser.run("document.querySelector('bao-cao').unit = 'phong-kinh-te'", &[]).await;
    form.shows("Phòng Kinh tế").await;
    form.tell_of_difficulties(TYPED).await;
    form.press("Gửi báo cáo").await;
    failed(form, "Không có quyền gửi hoặc xem báo cáo của đơn vị khác").await;
    form.shows("HTTP 403").await;
    // It comes to whoever has read on to the end before pressing.
    form.when("focused()?.id === 'failed' && focused().getBoundingClientRect().top >= 0", &[]).await;
    form.when("focused()?.getBoundingClientRect().top < innerHeight", &[]).await;
    Inspector::of_waiting(form).finds_nothing("13-refused").await;
    assert!(portal.server.rows().is_empty());
    // Whoever does not want to wait for the office has it back, and sends it after all.
    form.press("Rút lại báo cáo").await;
    form.line(0).await;
    assert_eq!(form.value("Khó khăn, vướng mắc").await, TYPED);
    form.check().await;
    // The demo portal would log in again by itself.
    form.browser
        .run("addEventListener('bao-cao-sign-in-needed', (event) => event.stopImmediatePropagation(), true)", &[])
        .await;
    form.browser.run("document.querySelector('bao-cao').headers = {Authorization: 'Bearer khong-con-han', 'Accept-Language': 'vi'}", &[]).await;
    form.press("Gửi báo cáo").await;
    failed(form, "Chưa đăng nhập hoặc phiên đăng nhập đã hết").await;
    Inspector::of_waiting(form).finds_nothing("13-signed-out").await;
    let mended = "const form = document.querySelector('bao-cao');
        const visitor = {plan: 'xa-nam-cuong-2026', unit: {id: 'phong-kinh-te', name: 'Phòng Kinh tế', groups: ['phong-chuyen-mon']}, as_of: '2026-06-10'};
        form.headers = async () => {
            const init = {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(visitor)};
            const {token} = await (await fetch('/api/demo-token', init)).json();
            return {Authorization: `Bearer ${token}`, 'Accept-Language': 'vi'};
        };";
    form.browser.run(mended, &[]).await;
    assert_eq!(form.receipt(NUMBER).await, "BC-000001");
    assert_eq!(portal.server.row().body["sections"]["difficulties"], TYPED);

    // While the form is open the plan comes to ask more; the form does not know, the server does.
    let form = portal.visit("plan=xa-nam-cuong-2026&unit=uy-ban-mttq-xa&as-of=2026-06-10").await;
    form.tell_of_difficulties(TYPED).await;
    let mut stricter: Value = serde_json::from_str(&place::plan("xa-nam-cuong-2026")).unwrap();
    let mut kinds = stricter["reports"].as_array_mut().unwrap().iter_mut();
    let kind = kinds.find(|kind| kind["id"] == "kho-khan-vuong-mac").unwrap();
    kind["outline"]["sections"][1] = json!({"field": "proposals", "required": true});
    portal.server.kill();
    let plans = PlanFolder::with("xa-nam-cuong-2026", &stricter.to_string());
    portal.server.restart_with(plans.path());
    let form = Form::of(&portal.browser, 0);
    form.press("Gửi báo cáo").await;
    form.shows("Báo cáo còn chỗ cần sửa").await;
    form.shows("Nơi nhận báo: Cần nhập mục này.").await;
    Inspector::of(form).finds_nothing("13-server-finds").await;
    // It is said also after something else was changed, and the report left.
    form.line(1).await;
    form.fill("Chức vụ", "Phó Trưởng phòng").await;
    form.leave().await;
    form.saved().await;
    form.press("← Danh sách báo cáo").await;
    form.open_begun(REPORT).await;
    form.line(0).await;
    form.shows("Nơi nhận báo: Cần nhập mục này.").await;
    form.fill("Kiến nghị, đề xuất", "Bổ sung một công chức").await;
    form.check().await;
    form.press("Gửi").await;
    assert_eq!(form.receipt(NUMBER).await, "BC-000002");
    let rows = portal.server.rows();
    assert_eq!((rows.len(), &rows[1].body["sections"]["difficulties"]), (2, &json!(TYPED)));
}

#[tokio::test]
async fn from_an_event_the_deadline_is_counted_once_the_officer_says_when_it_was() {
    let portal = Portal::start().await;
    let form = portal.visit("plan=vi-du-che-do-bao-cao&unit=xa-b&as-of=2026-06-18T09:00:00%2B07:00").await;
    let unknown = "Hạn nộp tính từ khi phát sinh hoặc nhận được yêu cầu: ghi thời điểm đó để biết hạn.";
    assert_eq!(form.due_day("Báo cáo sự cố").await, unknown);
    form.open("Báo cáo sự cố").await;
    assert!(!form.asks("Kỳ này không phát sinh nội dung báo cáo").await);
    form.line(0).await;
    for (question, typed) in [
        ("Đánh giá chung", "Cháy tủ điện của trạm y tế, không có người bị nạn"),
        ("Nguyên nhân", "Đường dây cũ, quá tải"),
        ("Giải pháp khắc phục", "Đã ngắt điện, thay đường dây"),
    ] {
        form.fill(question, typed).await;
    }
    form.line(1).await;
    form.fill("Họ và tên người lập báo cáo", "Lò Văn Ứng").await;
    form.fill("Chức vụ", "Công chức").await;
    form.check().await;
    let missing = "Thời điểm xảy ra sự việc: Cần nhập mục này.";
    assert_eq!(form.errors().await, [missing]);
    form.press(missing).await;
    form.when("control('Thời điểm xảy ra sự việc') === focused()", &[]).await;
    form.fill("Thời điểm xảy ra sự việc", "ngày mai").await;
    form.leave().await;
    form.shows("Phải có cả giờ và ngày có thật").await;
    form.fill("Thời điểm xảy ra sự việc", "9:30 18/6/2026").await;
    form.leave().await;
    form.shows("Thời điểm này chưa đến").await;
    Inspector::of(form).finds_nothing("3-event").await;
    form.fill("Thời điểm xảy ra sự việc", "8h30 ngày 18/6/2026").await;
    form.leave().await;
    form.shows("Hạn nộp: 8:30 ngày 19/6/2026, thứ Sáu (giờ Việt Nam)").await;
    form.check().await;
    form.press("Gửi báo cáo").await;
    assert_eq!(form.receipt("Số biên nhận").await, "BC-000001");
    let row = portal.server.row();
    assert_eq!((row.late, &row.body["period"]["event"]), (Some(false), &json!("2026-06-18T08:30")));
    assert_eq!(row.body["due"]["until"], "2026-06-19T08:30:00+07:00");
}
