//! The strictest policy that a portal may have, to the letter, and everything an officer does: nothing is refused.

use crate::browser::Browser;
use crate::engine::{Engine, in_every_engine};
use crate::figures;
use crate::form::Form;
use crate::portal_page;
use crate::server::Server;
use crate::store::Store;
use crate::uploads;
use serde_json::json;

/// With the address at which every page, also one that another has opened, reports what was refused.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
    img-src 'self' data:; require-trusted-types-for 'script'; report-uri /refused";

/// Gives the open question a photograph that is larger than it need be.
const PHOTOGRAPH: &str = "const [root, done] = [document.querySelector('bao-cao').shadowRoot, arguments[0]];
    const canvas = Object.assign(document.createElement('canvas'), { width: 2600, height: 1300 });
    canvas.getContext('2d').fillRect(0, 0, 1300, 1300);
    canvas.toBlob((photograph) => {
        const chosen = new DataTransfer();
        chosen.items.add(new File([photograph], 'Hiện trường.png', { type: 'image/png' }));
        const input = root.querySelector('.files input[type=file]');
        input.files = chosen.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
        done(true);
    }, 'image/png');";

/// What the browser refuses, counted where the page's own scripts cannot.
const TRY: &str = "const before = refused.length;
    const style = document.createElement('style');
    style.textContent = 'b { color: red }';
    document.head.append(style);
    try { document.body.insertAdjacentHTML('beforeend', '<b></b>'); } catch {}";

in_every_engine!(nothing_is_refused_whatever_the_officer_does);

async fn nothing_is_refused_whatever_the_officer_does(engine: Engine) {
    let server = Server::start();
    let mut store = Store::before(&server);
    store.allow(POLICY);
    let refusals = store.refusals();
    portal_page::put_files(&mut store);
    portal_page::put_papers(&mut store, "/f");
    let page = portal_page::of(uploads::PLAN, "xa-b", uploads::DAY);
    store.put("/page.html", "text/html", page);
    let (site, browser) = (store.serve().await, Browser::start_in(engine).await);
    browser.go(&format!("{site}/page.html")).await;
    let form = Form::of(&browser, 0);

    uploads::fill(form).await;
    form.line(0).await;
    form.when("root.querySelector('.files input[type=file]')", &[]).await;
    form.now(uploads::CHOOSE, &[json!("Biên bản.pdf"), json!(300_000)]).await;
    form.shows("Biên bản.pdf").await;
    form.when(
        "root.querySelector('.files .check input').checked || root.querySelector('.files .check input').click()",
        &[],
    )
    .await;
    browser.run_async(PHOTOGRAPH, &[]).await;
    form.shows("Hiện trường.jpg").await;
    form.saved().await;
    form.check().await;
    form.press("Gửi báo cáo").await;
    assert_eq!(form.receipt("Số biên nhận").await, "BC-000001");

    // It is printed as it stands: the dialogue is opened, and the paper has the number.
    browser.run("window.print = () => (window.printed = true)", &[]).await;
    form.press("In biên nhận").await;
    browser.until("the dialogue", "return window.printed", &[]).await;
    if engine == Engine::Chromium {
        let paper = browser.devtools("Page.printToPDF", json!({})).await;
        assert!(paper["data"].as_str().is_some_and(|data| data.len() > 10_000), "the receipt is on paper");
    }
    form.press("Sao chép biên nhận").await;
    form.shows("Đã sao chép").await;

    form.press("Danh sách báo cáo").await;
    form.shows("Xem biên nhận").await;
    form.press("Lịch nộp cả năm").await;
    form.press("Danh sách báo cáo").await;
    form.press("Dữ liệu trên máy này").await;
    form.press("Tải tệp sao lưu").await;
    form.press("English").await;
    form.shows("Data on this device").await;
    form.press("Tiếng Việt").await;

    // What the office makes of it is asked for when the page is opened again.
    browser.reload().await;
    form.shows("Xem biên nhận").await;
    assert_eq!(browser.complaints().await, [""; 0]);
    // And it would have been counted.
    browser.run(TRY, &[]).await;
    browser.until("what is refused", "return refused.length === 2", &[]).await;
    assert_eq!(refusals.at_least(2).await.len(), 2);
    assert_eq!(server.row().body["entries"][0]["values"]["evidence"].as_array().map(Vec::len), Some(2));
}

in_every_engine!(nor_is_what_figures_and_papers_need);

async fn nor_is_what_figures_and_papers_need(engine: Engine) {
    let server = Server::start();
    let mut store = Store::before(&server);
    store.allow(POLICY);
    let refusals = store.refusals();
    portal_page::put_files(&mut store);
    portal_page::put_papers(&mut store, "/f");
    for (page, day) in [("/1.html", "2026-02-02"), ("/2.html", "2026-03-02")] {
        store.put(page, "text/html", portal_page::of(figures::PLAN, figures::UNIT, day));
    }
    let (site, browser) = (store.serve().await, Browser::start_in(engine).await);
    browser.go(&format!("{site}/1.html")).await;
    let form = Form::of(&browser, 0);
    figures::sends(&form, "Tháng 1/2026", "100").await;
    form.press("Mã QR của biên nhận").await;
    form.when("shown(root.getElementById('code'))", &[]).await;

    browser.go(&format!("{site}/2.html")).await;
    form.shows("Xem biên nhận").await;
    form.open("Báo cáo tháng · Tháng 2/2026").await;
    form.press("Đặt tình trạng cho nhiều nhiệm vụ").await;
    form.press("Chọn mọi nhiệm vụ chưa có tình trạng").await;
    form.choose_in("root.getElementById('bulk-status')", "Đang thực hiện").await;
    form.press("Đặt cho các nhiệm vụ đã chọn").await;
    form.shows("Số nhiệm vụ đã đặt tình trạng: 3").await;
    form.line(0).await;
    form.press("Như kỳ trước").await;
    form.click_on("first('button', 'Vẫn đúng', question(given[0]))", &[json!("Tiến độ")]).await;
    form.press("Xác nhận mọi câu lấy từ kỳ trước").await;
    form.when("!holds('button', 'Vẫn đúng')", &[]).await;
    figures::unfold(&form, "Nhập số liệu các kỳ trước").await;
    form.fill_in(figures::TRAINED, "Kết quả cùng kỳ năm trước", "90").await;
    figures::unfold(&form, "Số liệu qua các kỳ").await;
    form.when("shown(root.querySelector('.chart')) && shown(root.querySelector('.figures .table'))", &[]).await;
    form.press("Đến mục chưa xong tiếp theo").await;
    form.press("Lấy số liệu kỳ trước").await;
    form.saved().await;

    // The print page is a page of its own, under the same policy.
    form.check().await;
    form.press("In, tải văn bản").await;
    form.press("Tải tệp Word (.docx)").await;
    form.shows("Đã tải tệp về máy.").await;
    form.press("In").await;
    form.shows("Đã mở trang in ở cửa sổ khác.").await;
    assert_eq!(browser.complaints().await, [""; 0]);
    browser.look_at_what_it_opened().await;
    let printed = "return document.getElementById('paper').innerText.includes('Đã triển khai đầy đủ')
        && document.styleSheets.length === 1 && getComputedStyle(document.getElementById('paper')).fontFamily";
    let font = browser.until("the document", printed, &[]).await;
    assert!(font.as_str().is_some_and(|font| font.contains("Times New Roman")), "{font}");
    assert_eq!(browser.complaints().await, [""; 0]);
    // There it would have been reported, too.
    browser.run(&format!("window.refused ??= []; {TRY}"), &[]).await;
    let reported = refusals.at_least(2).await;
    assert_eq!(reported.len(), 2, "{reported:#?}");
    assert!(reported.iter().all(|one| one.contains("bao-cao-print.html")), "{reported:#?}");
}
