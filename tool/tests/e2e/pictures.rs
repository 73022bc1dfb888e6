//! The pictures of the README, made by the form as it is now: `BAOCAO_PICTURES=docs/images`.

use crate::form::Form;
use crate::place;
use crate::portal::Portal;
use serde_json::json;

const VISIT: &str = "plan=xa-nam-cuong-2026&unit=trung-tam-phuc-vu-hanh-chinh-cong&as-of=2026-06-18";
const REPORT: &str = "Báo cáo tình hình, kết quả thực hiện · 6 tháng đầu năm 2026";
const TASK: &str = "Chủ động xây dựng và ban hành kế hoạch truyền thông hàng năm";
const RESULT: &str = "Đã ban hành kế hoạch truyền thông năm 2026; phối hợp các phòng chuyên môn phổ biến tới doanh nghiệp \
    trên địa bàn xã.";

/// Two pictures beside each other on a quiet ground.
const BESIDE: &str = "document.body.style = 'margin: 0; padding: 16px; display: flex; gap: 16px; background: #d8dce4';
    const shown = arguments[0].map((data) => Object.assign(new Image(), {src: `data:image/png;base64,${data}`}));
    document.body.append(...shown);
    const done = arguments[arguments.length - 1];
    Promise.all(shown.map((one) => one.decode())).then(() => done(true), (error) => done(String(error)));";

/// Brings a part of the form to the upper edge of the window.
async fn from(form: Form<'_>, part: &str) {
    form.now(&format!("{part}.scrollIntoView()"), &[]).await;
}

/// What reads like the upper edge of the whole form.
const TOP: &str = "root.host";

#[tokio::test]
async fn pictures_for_the_readme() {
    let Some(folder) = place::pictures() else {
        println!("skipped: only with BAOCAO_PICTURES=folder");
        return;
    };
    std::fs::create_dir_all(&folder).unwrap();
    let portal = Portal::start().await;
    let browser = &portal.browser;
    browser.devtools("Emulation.setScrollbarsHidden", json!({"hidden": true})).await;

    let form = portal.visit(VISIT).await;
    form.open(REPORT).await;
    browser.look(356, 780, false).await;
    from(form, TOP).await;
    let list = browser.snapshot_in_base64().await;

    browser.look(1180, 960, false).await;
    let task = form.when("tasks().findIndex((one) => said(one).includes(given[0])) + 1", &[json!(TASK)]).await;
    form.line(task.as_u64().unwrap() as usize - 1).await;
    form.choose("Tình trạng", "Đang thực hiện").await;
    form.fill("Tiến độ", "60%").await;
    form.fill("Kết quả thực hiện trong kỳ", RESULT).await;
    form.saved().await;
    from(form, TOP).await;
    browser.snapshot(&folder.join("fill-desktop.png")).await;

    browser.look(356, 780, false).await;
    from(form, "root.querySelector('.panel')").await;
    let task = browser.snapshot_in_base64().await;
    browser.look(760, 812, false).await;
    browser.go("about:blank").await;
    assert_eq!(browser.run_async(BESIDE, &[json!([list, task])]).await, true);
    browser.snapshot(&folder.join("fill-phone.png")).await;
}
