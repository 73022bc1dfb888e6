//! By keys alone: the pages around the form. The office reads a report, returns, approves and locks it; who looks after a
//! portal has the lines to embed the form written.

use super::{CONTROL, DOWN, ENTER, Keys};
use crate::browser::Browser;
use crate::engine::{Engine, in_every_engine};
use crate::form::Form;
use crate::portal::Portal;
use crate::server::Server;
use serde_json::{Value, json};

/// What the browser asks in a window of its own, which keys of a driver do not reach, is answered with yes, and kept.
const SAYS_YES: &str = "window.confirm = (asked) => ((window.asked = asked), true)";

in_every_engine!(the_office_returns_approves_and_locks);

async fn the_office_returns_approves_and_locks(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(super::VISIT).await;
    form.tell_of_difficulties("Chưa có cán bộ chuyên trách").await;
    form.press("Gửi báo cáo").await;
    form.receipt("Số biên nhận").await;

    portal.browser.go(&format!("{}/received.html?plan=xa-nam-cuong-2026&as-of=2026-06-10", portal.line.url())).await;
    let page = Form::page(&portal.browser);
    let keys = Keys(page);
    page.when("root.querySelector('#matrix a')", &[]).await;
    keys.within("Đến nội dung chính", 1).await;
    keys.press(ENTER).await;
    page.when("focused()?.id === 'noi-dung'", &[]).await;
    keys.enter("BC-000001").await;
    page.when("said(root.getElementById('review-said')) === 'Chưa xem xét.'", &[]).await;

    // The first of the choices asks for a remark; without one the browser leads to it.
    keys.to("Kết quả xem xét").await;
    keys.enter("Ghi nhận").await;
    keys.arrives("#remark").await;
    keys.back_to("Ý kiến về").await;
    keys.press(DOWN).await;
    page.when("said(focused()?.selectedOptions[0]).endsWith('Khó khăn, vướng mắc')", &[]).await;
    keys.to("Ý kiến").await;
    keys.press("Nêu rõ đơn vị nào").await;
    keys.enter("Ghi nhận").await;
    const SAID: &str = "said(root.getElementById('review-said')) === given[0]";
    keys.rests(&format!("{SAID} && said(focused()) === 'Ghi nhận'"), &[json!("Đã ghi nhận: Trả lại để bổ sung.")])
        .await;
    keys.back_to("Kết quả xem xét").await;
    keys.press(DOWN).await;
    page.when("said(focused()?.selectedOptions[0]) === 'Duyệt'", &[]).await;
    keys.enter("Ghi nhận").await;
    keys.rests(&format!("{SAID} && said(focused()) === 'Ghi nhận'"), &[json!("Đã ghi nhận: Đã duyệt.")]).await;
    portal.browser.run(SAYS_YES, &[]).await;
    keys.back_to("Kết quả xem xét").await;
    keys.press(DOWN).await;
    page.when("said(focused()?.selectedOptions[0]) === 'Khóa'", &[]).await;
    keys.enter("Ghi nhận").await;
    // What it was done with is gone.
    keys.rests(&format!("{SAID} && focused()?.id === 'reviews-title'"), &[json!("Đã ghi nhận: Đã khóa.")]).await;
    assert_eq!(page.now("asked", &[]).await, json!("Khóa rồi thì không thay đổi được nữa. Khóa báo cáo này?"));
    assert_eq!(page.now("all('#reviewed > li').length", &[]).await, 3);
    keys.enter_before("Về bảng tổng hợp").await;
    page.when("holds('#matrix .sent', 'Đã khóa')", &[]).await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

in_every_engine!(the_lines_to_embed_the_form_are_chosen_and_copied);

async fn the_lines_to_embed_the_form_are_chosen_and_copied(engine: Engine) {
    let server = Server::start();
    let browser = Browser::start_in(engine).await;
    browser.go(&format!("http://127.0.0.1:{}/embed.html", server.port())).await;
    let page = Form::page(&browser);
    let keys = Keys(page);
    let written = async |id: &str, text: &str| {
        keys.rests("root.getElementById(given[0])?.value.includes(given[1])", &[json!(id), json!(text)]).await;
    };
    page.when("root.getElementById('snippet')?.value", &[]).await;
    keys.within("Đến nội dung chính", 1).await;
    keys.press(ENTER).await;
    page.when("focused()?.id === 'noi-dung'", &[]).await;
    keys.to("Kế hoạch").await;
    let before = page.text("root.getElementById('plan-url').value", &[]).await;
    keys.press(DOWN).await;
    page.when("root.getElementById('plan-url').value !== given[0]", &[json!(before)]).await;
    let address = page.text("root.getElementById('plan-url').value", &[]).await;
    written("snippet", &address).await;
    // What is no address of the web's is said, and nothing is written with it.
    keys.to("Địa chỉ tệp kế hoạch trên cổng").await;
    browser.chord(CONTROL, 'a').await;
    keys.press("javascript:alert(1)").await;
    keys.rests("focused()?.ariaInvalid === 'true' && shown(root.getElementById('unfit')) && !shown(root.getElementById('made'))", &[])
        .await;
    browser.chord(CONTROL, 'a').await;
    keys.press(&address).await;
    written("snippet", &address).await;
    for (choice, steps, id, text) in [
        ("Đơn vị báo cáo lấy từ", 1, "page-script", "form.unit"),
        ("Cổng chứng thực người gửi bằng", 1, "page-script", "Authorization"),
        ("Ngôn ngữ biểu mẫu", 1, "snippet", "lang=\"en\""),
        ("Giao diện", 2, "look", "bao-cao"),
        ("Khoảng cách", 1, "snippet", "density=\"compact\""),
    ] {
        keys.to(choice).await;
        keys.press(&DOWN.repeat(steps)).await;
        written(id, text).await;
    }
    keys.to("Đoạn mã").await;
    keys.enter("Sao chép: Đoạn mã").await;
    keys.rests("said(focused()) === 'Đã sao chép'", &[]).await;
    // What was copied shows where it is put in.
    keys.back_to("Nơi nhận báo cáo").await;
    browser.chord(CONTROL, 'a').await;
    browser.chord(CONTROL, 'v').await;
    page.when("focused()?.value.includes('<bao-cao')", &[]).await;
    assert_eq!(page.now("focused()?.id", &[]).await, Value::from("endpoint"));
    assert_eq!(browser.complaints().await, [""; 0]);
}
