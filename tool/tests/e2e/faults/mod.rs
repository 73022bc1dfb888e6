//! What can go wrong between an officer and the database. After each fault there is one row with what was typed, or
//! what was typed is still there and the screen says why; in the end it arrives, once. `docs/reliability.md` lists them.

mod answers;
mod device;
mod outbox;
mod tabs;
mod wire;

use crate::form::Form;
use crate::portal::Portal;
use serde_json::{Value, json};

/// A report of two lines: difficulties as they arise.
const VISIT: &str = "plan=xa-nam-cuong-2026&unit=phong-van-hoa-xa-hoi&as-of=2026-06-10";
const REPORT: &str = "Khó khăn, vướng mắc hoặc phát sinh vấn đề";
const QUESTION: &str = "Khó khăn, vướng mắc";
const TYPED: &str = "Chưa có cán bộ chuyên trách; đề nghị bổ sung";
const NUMBER: &str = "Số biên nhận";
const UNREACHABLE: &str = "Không liên lạc được với máy chủ, hoặc đường truyền bị ngắt.";
const TIMED_OUT: &str = "Máy chủ không trả lời kịp.";
const PAGE: &str = "Máy chủ trả về một trang web thay vì kết quả: phiên đăng nhập đã hết, hoặc mạng đang dùng yêu cầu \
    đăng nhập. Đăng nhập rồi bấm “Gửi lại”.";

/// The demo portal would log in again by itself; this counts how often it is asked to.
pub const LOGIN_FAILS: &str = "window.asked = 0;
    addEventListener('bao-cao-sign-in-needed', (event) => {
        asked += 1;
        event.stopImmediatePropagation();
    }, true);";

/// A filled report, about to be sent.
async fn filled(portal: &Portal) -> Form<'_> {
    let form = portal.visit(VISIT).await;
    form.tell_of_difficulties(TYPED).await;
    form
}

/// The screen says why it is not sent, and that nothing is lost.
async fn is_told(form: Form<'_>, why: &str) {
    form.shows(why).await;
    form.shows("Nội dung vẫn còn nguyên trên máy này. Có thể gửi lại; báo cáo không bị trùng.").await;
    form.shows(TYPED).await;
}

/// The page tells the form again and again that the line is back, until the report has a receipt.
async fn hurries(form: Form<'_>) {
    let receipt = "dispatchEvent(new Event('online')) && holds('.receipt dd', 'BC-')";
    form.when(receipt, &[]).await;
}

/// What a report says that is not from plan, page, clock and form.
fn answers(report: &Value) -> Value {
    const OTHERS: &str = "addressees client device_clock due format kind period plan prepared_at revision unit user";
    let members = report.as_object().unwrap().iter().filter(|(key, _)| !OTHERS.split(' ').any(|other| other == *key));
    members.map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// The same of a report of difficulties as they were typed, and of nothing else.
fn told(difficulties: &str) -> Value {
    json!({
        "reporter": {"name": "Lò Văn Ứng", "position": "Công chức"},
        "sections": {"difficulties": difficulties},
    })
}

/// One row, with exactly what was typed; all attempts were under its key.
fn arrived_once(portal: &Portal) {
    let row = portal.server.row();
    assert_eq!(answers(&row.body), told(TYPED));
    let keys = portal.line.posted();
    assert!(keys.iter().all(|key| *key == row.key), "{keys:?}");
}
