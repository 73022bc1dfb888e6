//! An intranet without https, under a name that the browser does not trust: files, backups and forgetting need none of
//! what browsers give to secure pages only.

use crate::form::Form;
use crate::portal::Portal;
use crate::uploads::{CHOOSE, DAY, PLAN, fill};
use serde_json::{Value, json};

const FILE: &str = "Biên bản nghiệm thu.pdf";
const SIZE: usize = 600_000;
const REPORT: &str = "Báo cáo quý, lũy kế từ đầu năm · 6 tháng đầu năm 2026";

/// Keeps the text of what the page hands to the officer as a file.
pub const CATCH: &str = "const real = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
        blob.text().then((text) => (window.caught = text));
        return real.call(URL, blob);
    };";

/// Gives the open question a backup, as if the officer had chosen it.
const TAKE: &str = "(() => {
    const chosen = new DataTransfer();
    chosen.items.add(new File([given[0]], 'bao-cao.json', { type: 'application/json' }));
    const input = root.querySelector('input[type=file]');
    input.files = chosen.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
})()";

async fn attach(form: Form<'_>) {
    form.line(0).await;
    form.when("root.querySelector('.files input[type=file]')", &[]).await;
    form.now(CHOOSE, &[json!(FILE), json!(SIZE)]).await;
    form.shows("600 KB").await;
    form.saved().await;
}

async fn what_the_device_has(form: Form<'_>) {
    form.press("Dữ liệu trên máy này").await;
    form.when("root.querySelector('input[type=file]')", &[]).await;
}

#[tokio::test]
async fn files_backups_and_forgetting_need_no_secure_page() {
    let portal = Portal::start().await;
    let address = format!("{}/?plan={PLAN}&unit=xa-b&as-of={DAY}", portal.line.plain_url());
    portal.browser.go(&address).await;
    assert_eq!(portal.browser.run("return isSecureContext", &[]).await, false);
    let form = Form::of(&portal.browser, 0);
    fill(form).await;
    attach(form).await;
    portal.browser.reload().await;
    form.open(REPORT).await;
    form.line(0).await;
    form.shows(FILE).await;

    // What was typed goes into a file; the device forgets it; it comes back from the file.
    form.press("Danh sách báo cáo").await;
    what_the_device_has(form).await;
    portal.browser.run(CATCH, &[]).await;
    form.press("Tải tệp sao lưu").await;
    let backup = portal.browser.until("the backup", "return window.caught ?? null", &[]).await;
    let read: Value = serde_json::from_str(backup.as_str().unwrap()).unwrap();
    assert_eq!((&read["format"], read["records"].as_array().map(Vec::len)), (&json!("baocao-backup/1"), Some(1)));
    portal.browser.run_async("document.querySelector('bao-cao').forget().then(arguments[0])", &[]).await;
    form.shows("Máy này chưa lưu gì").await;
    portal.browser.reload().await;
    form.when("all('.overview .acts button:enabled').length", &[]).await;
    form.when("!holds('.overview button', 'Tiếp tục')", &[]).await;
    what_the_device_has(form).await;
    form.shows("Máy này chưa lưu gì").await;
    form.now(TAKE, &[backup]).await;
    form.shows("Máy này chưa có").await;
    form.press("Nhập").await;
    form.shows("Máy này đã có bản này").await;

    // A backup names files and does not hold them: it is chosen once more, and goes out before the report.
    form.press("Danh sách báo cáo").await;
    form.open(REPORT).await;
    attach(form).await;
    form.check().await;
    form.press("Gửi báo cáo").await;
    assert_eq!(form.receipt("Số biên nhận").await, "BC-000001");
    let row = portal.server.row();
    assert_eq!(row.body["sections"]["overall"], "Đã triển khai đầy đủ các nhiệm vụ");
    let file = &row.body["entries"][0]["values"]["evidence"][0]["file"];
    assert_eq!((&file["name"], &file["size"]), (&json!(FILE), &json!(SIZE)));
    assert_eq!(portal.line.carried(), SIZE);
    assert_eq!(portal.line.posted(), [row.key]);
    // The browser remarks on the file that it saved, and on nothing else.
    let complaints = portal.browser.complaints().await;
    assert!(complaints.iter().all(|one| one.contains("blob:") && one.contains("insecure")), "{complaints:#?}");
}
