//! Files that prove a result: from the officer's hand over a line that breaks to the consolidating office.

use crate::engine::{Engine, in_every_engine};
use crate::faults::LOGIN_FAILS;
use crate::form::Form;
use crate::line::Fate;
use crate::portal::Portal;
use serde_json::json;

pub const PLAN: &str = "vi-du-che-do-bao-cao";
pub const DAY: &str = "2026-06-16";

/// Gives the open question a file of so many bytes, as if the officer had chosen it.
pub const CHOOSE: &str = "(() => {
    const bytes = Uint8Array.from({ length: given[1] }, (_, i) => (i * 7919) % 251);
    const chosen = new DataTransfer();
    chosen.items.add(new File([bytes], given[0], { type: 'application/pdf' }));
    const input = root.querySelector('.files input[type=file]');
    input.files = chosen.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
})()";

/// Fills the quarterly report of a commune.
pub async fn fill(form: Form<'_>) {
    form.open("Báo cáo quý, lũy kế từ đầu năm · 6 tháng đầu năm 2026").await;
    for at in 0..form.lines().await {
        form.line(at).await;
        if form.asks("Tình trạng").await {
            form.choose("Tình trạng", "Đang thực hiện").await;
        } else if form.asks("Đánh giá chung").await {
            form.fill("Đánh giá chung", "Đã triển khai đầy đủ các nhiệm vụ").await;
        }
        if form.asks("Họ và tên người lập báo cáo").await {
            form.fill("Họ và tên người lập báo cáo", "Lò Văn Ứng").await;
            form.fill("Chức vụ", "Công chức").await;
        }
    }
}

const SIZE: usize = 1_500_000;

/// That report with a file, about to be sent.
async fn with_a_file(portal: &Portal) -> Form<'_> {
    let form = portal.visit(&format!("plan={PLAN}&unit=xa-b&as-of={DAY}")).await;
    fill(form).await;
    form.line(0).await;
    form.when("root.querySelector('.files input[type=file]')", &[]).await;
    form.now(CHOOSE, &[json!("Biên bản nghiệm thu.pdf"), json!(SIZE)]).await;
    form.shows("Biên bản nghiệm thu.pdf").await;
    form.shows("1,5 MB").await;
    form.saved().await;
    form.check().await;
    form.shows("Báo cáo đã đủ nội dung, có thể gửi.").await;
    form.shows("Biên bản nghiệm thu.pdf").await;
    form
}

in_every_engine!(a_file_goes_on_after_the_line_broke_and_the_office_reads_it);

async fn a_file_goes_on_after_the_line_broke_and_the_office_reads_it(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = with_a_file(&portal).await;
    portal.line.in_upload(700_000, Fate::Cut(5));
    form.press("Gửi báo cáo").await;
    // Nobody has to press anything: it goes on by itself.
    assert_eq!(form.receipt("Số biên nhận").await, "BC-000001");
    assert!(!portal.line.waits_for_upload(), "the line broke in the middle");
    let row = portal.server.row();
    let file = &row.body["entries"][0]["values"]["evidence"][0]["file"];
    assert_eq!((&file["name"], &file["size"]), (&json!("Biên bản nghiệm thu.pdf"), &json!(SIZE)));
    let hash = file["sha256"].as_str().unwrap();
    assert!(file["url"].as_str().unwrap().ends_with(&format!("/api/files/{hash}")), "{file}");
    assert_eq!(portal.line.posted(), std::slice::from_ref(&row.key), "one report, and only when the file was there");

    let address = format!("{}/received.html?plan={PLAN}&as-of={DAY}&report=BC-000001", portal.line.url());
    portal.browser.go(&address).await;
    let button = "return [...document.querySelectorAll('#answers button')].map((one) => one.textContent)[0] ?? null";
    let button = portal.browser.until("the way to the file", button, &[]).await;
    assert_eq!(button, json!("Tải Biên bản nghiệm thu.pdf"));
    let saved = "const done = arguments[0]; const real = URL.createObjectURL;
        URL.createObjectURL = (blob) => { done(blob.size); return real.call(URL, blob); };
        document.querySelector('#answers button').click();";
    assert_eq!(portal.browser.run_async(saved, &[]).await, json!(SIZE));
}

#[tokio::test]
async fn a_login_that_ends_in_an_upload_keeps_what_arrived_and_it_goes_on_from_there() {
    let portal = Portal::start().await;
    portal.browser.before_page(LOGIN_FAILS).await;
    let form = with_a_file(&portal).await;
    let ended = Fate::answer("401 Unauthorized", &["Content-Type: application/problem+json"], "{}");
    portal.line.in_upload(700_000, ended);
    form.press("Gửi báo cáo").await;
    form.shows("Phiên đăng nhập đã hết.").await;
    form.when("asked === 1", &[]).await;
    let arrived = portal.line.carried();
    assert!((1..SIZE).contains(&arrived), "{arrived}");
    assert!(portal.line.posted().is_empty() && portal.server.rows().is_empty(), "the file comes first");

    portal.browser.run("const form = document.querySelector('bao-cao'); form.headers = form.headers", &[]).await;
    assert_eq!(form.receipt("Số biên nhận").await, "BC-000001");
    assert_eq!(portal.line.carried(), SIZE, "what had arrived did not go a second time");
    let row = portal.server.row();
    assert_eq!(row.body["entries"][0]["values"]["evidence"][0]["file"]["size"], SIZE);
    assert_eq!(portal.line.posted(), std::slice::from_ref(&row.key), "one report, once");
    assert_eq!(form.now("asked", &[]).await, 1);
}
