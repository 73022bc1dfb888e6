//! The report on paper: a file for Word and the print page, made on the device of what was typed.

mod drafts;

use crate::codes;
use crate::engine::{Engine, in_every_engine};
use crate::figures;
use crate::form::Form;
use crate::inspector::Inspector;
use crate::portal::Portal;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fantoccini::wd::WindowHandle;
use serde_json::json;

const VISIT: &str = "plan=xa-nam-cuong-2026&unit=phong-van-hoa-xa-hoi&as-of=2026-06-10";
const TYPED: &str = "Chưa có cán bộ chuyên trách <b>& thiếu máy</b>; đề nghị bổ sung";
/// Keeps the files that a page gives to the officer.
pub const FILES: &str = "window.files = []; const real = URL.createObjectURL;
    URL.createObjectURL = (blob) => { window.files.push(blob); return real.call(URL, blob); };";

/// The control of the dialog with this label.
const CONTROL: &str = "root.getElementById(first('label', given[0])?.htmlFor)";

/// Writes into the dialog in the place of what stands there.
pub async fn fill(form: &Form<'_>, label: &str, text: &str) {
    form.click_on(CONTROL, &[json!(label)]).await;
    form.now(&format!("{CONTROL}.select()"), &[json!(label)]).await;
    form.browser.paste(text).await;
}

/// The bytes of the file that was given to the officer, counted from 1.
pub async fn file(portal: &Portal, nth: usize) -> Vec<u8> {
    let wanted = "return window.files.length >= arguments[0]";
    portal.browser.until("a file", wanted, &[json!(nth)]).await;
    let read = "const [nth, done] = arguments; const reader = new FileReader();
        reader.onload = () => done(reader.result.split(',')[1]); reader.readAsDataURL(window.files[nth - 1]);";
    let text = portal.browser.run_async(read, &[json!(nth)]).await;
    STANDARD.decode(text.as_str().expect("base64")).expect("base64")
}

/// Presses a button that prints, and looks at the page that it opens once that shows the document; the form's own.
pub async fn opens(form: &Form<'_>, button: &str) -> WindowHandle {
    form.press(button).await;
    form.shows("Đã mở trang in ở cửa sổ khác.").await;
    let ours = form.browser.look_at_what_it_opened().await;
    form.browser.until("the document", "return 'ready' in document.documentElement.dataset", &[]).await;
    ours
}

/// What the print page shows.
async fn text_of_page(portal: &Portal) -> String {
    let text = portal.browser.run("return document.getElementById('paper').innerText", &[]).await;
    text.as_str().expect("a text").to_owned()
}

in_every_engine!(an_officer_downloads_and_prints_what_was_typed);

async fn an_officer_downloads_and_prints_what_was_typed(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(VISIT).await;
    portal.browser.run(FILES, &[]).await;
    form.tell_of_difficulties(TYPED).await;
    form.check().await;
    let is_loaded = "return performance.getEntriesByType('resource').some((one) => one.name.includes('baocao_paper'))";
    assert_eq!(portal.browser.run(is_loaded, &[]).await, json!(false), "nobody wanted paper yet");
    form.press("In, tải văn bản").await;
    // What the plan does not say of who signs is there as it usually is.
    let held = form.now(&format!("{CONTROL}.value"), &[json!("Quyền hạn, chức vụ người ký")]).await;
    assert_eq!(held, json!("THỦ TRƯỞNG ĐƠN VỊ"));
    fill(&form, "Số", "5").await;
    fill(&form, "Ngày ký", "5/6/2026").await;
    fill(&form, "Quyền hạn, chức vụ người ký", "TRƯỞNG PHÒNG").await;
    fill(&form, "Họ và tên người ký", "Lò Văn Ứng").await;

    form.press("Tải tệp Word (.docx)").await;
    form.shows("Đã tải tệp về máy.").await;
    let docx = file(&portal, 1).await;
    assert_eq!(&docx[..4], b"PK\x03\x04");
    form.press("Tải mẫu trắng").await;
    let blank = file(&portal, 2).await;
    assert!(blank.starts_with(b"PK\x03\x04") && blank != docx);

    // The print page shows the same, as text.
    let ours = opens(&form, "In").await;
    let page = text_of_page(&portal).await;
    for said in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "UBND XÃ NAM CƯỜNG",
        "PHÒNG VĂN HOÁ - XÃ HỘI",
        "Số: 05/BC-VHXH",
        "Nam Cường, ngày 05 tháng 6 năm 2026",
        TYPED,
        "TRƯỞNG PHÒNG",
        "Lò Văn Ứng",
        "./.",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert_eq!(portal.browser.complaints().await, [""; 0]);
    if engine == Engine::Chromium {
        let printed = portal.browser.print().await;
        assert!(printed.starts_with(b"%PDF"));
        if let Some(shots) = std::env::var_os("BAOCAO_SHOTS") {
            std::fs::write(std::path::Path::new(&shots).join("paper-printed.pdf"), printed).expect("a file");
        }
    }
    portal.browser.close_for(ours).await;

    // And the blank form: all that is asked, with room to write and nothing of what was typed.
    let ours = opens(&form, "In mẫu trắng").await;
    let blank = text_of_page(&portal).await;
    for said in ["UBND XÃ NAM CƯỜNG", "Số: \u{a0}", "ngày …… tháng …… năm 2026", "KIẾN NGHỊ, ĐỀ XUẤT", "Nơi nhận:"]
    {
        assert!(blank.contains(said), "{said}: {blank}");
    }
    assert!(!blank.contains(TYPED), "{blank}");
    let lines = "return document.querySelectorAll('#paper .dots').length";
    assert_eq!(portal.browser.run(lines, &[]).await, json!(8), "{blank}");
    assert_eq!(portal.browser.complaints().await, [""; 0]);
    portal.browser.close_for(ours).await;

    // What is typed in the dialog is there as long as the page.
    let signer = form.now(&format!("{CONTROL}.value"), &[json!("Họ và tên người ký")]).await;
    assert_eq!(signer, json!("Lò Văn Ứng"));
    form.press("Đóng").await;
    form.press("Gửi báo cáo").await;
    assert_eq!(form.receipt("Số biên nhận").await, "BC-000001");
    // On paper the receipt has its code, also where nobody has asked for that before.
    let code = "root.querySelector('#code path')?.getAttribute('d')";
    let keeps = "window.print = () => (window.printed = true)";
    portal.browser.run(keeps, &[]).await;
    assert!(form.now(code, &[]).await.is_null(), "not drawn yet");
    form.press("In biên nhận").await;
    portal.browser.until("the dialogue", "return window.printed", &[]).await;
    assert!(form.text(code, &[]).await.starts_with("M4 4h7v1h-7z"));
    form.press("In, tải văn bản").await;
    form.press("Tải tệp Word (.docx)").await;
    form.shows("Đã tải tệp về máy.").await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn the_print_page_is_accessible_waiting_and_with_a_report_of_every_kind_of_line() {
    let portal = Portal::start().await;
    let form = portal.visit(&figures::visit("2026-02-02")).await;
    form.open("Báo cáo tháng · Tháng 1/2026").await;
    figures::fills(&form, "100").await;
    form.check().await;
    form.press("In, tải văn bản").await;
    opens(&form, "In").await;
    // The document is Vietnamese, and so is the bar above it, whatever language the form speaks.
    let lines = "return ['h1', 'h2', 'p', 'table.grid th'].every((one) => document.querySelector(`#paper ${one}`))
        && document.documentElement.lang";
    assert_eq!(portal.browser.run(lines, &[]).await, json!("vi"));
    assert_eq!(portal.browser.run("return document.activeElement.id", &[]).await, json!("print"));
    let mut inspector = Inspector::of_page(form);
    inspector.inspect("9-print").await;
    portal.browser.go(&format!("{}/dist/bao-cao-print.html", portal.line.url())).await;
    inspector.inspect("9-print-waiting").await;
    assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
}

#[tokio::test]
async fn the_print_page_of_one_version_vouches_for_what_it_loads() {
    let portal = Portal::start().await;
    let page = format!("{}/dist/bao-cao-print-{}.html", portal.line.url(), env!("CARGO_PKG_VERSION"));
    portal.browser.go(&page).await;
    let vouched = "return [...document.querySelectorAll('script, link[rel=stylesheet]')].every((one) => one.integrity)";
    assert_eq!(portal.browser.run(vouched, &[]).await, json!(true));
    let font = portal.browser.run("return getComputedStyle(document.body).fontFamily", &[]).await;
    assert!(font.as_str().is_some_and(|font| font.contains("Times New Roman")), "{font}");
    // Nobody has opened it: it waits, and says what to do.
    let waits = "return document.getElementById('waits').checkVisibility() && !opener";
    assert_eq!(portal.browser.run(waits, &[]).await, json!(true));
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn where_it_cannot_be_loaded_the_form_says_so_and_tries_again() {
    let portal = Portal::start().await;
    portal.line.withhold(Some("/baocao_paper.wasm"));
    let form = portal.visit(VISIT).await;
    form.tell_of_difficulties("Thiếu máy").await;
    form.check().await;
    form.press("In, tải văn bản").await;
    form.press("Tải tệp Word (.docx)").await;
    form.shows(
        "Chưa soạn được văn bản. Kiểm tra đường truyền rồi thử lại. Thông tin cho người quản trị cổng thông tin: ",
    )
    .await;
    portal.browser.complaints().await;
    portal.line.withhold(None);
    form.press("Tải tệp Word (.docx)").await;
    form.shows("Đã tải tệp về máy.").await;
}

#[tokio::test]
async fn a_telephone_reads_number_and_hash_off_the_receipt() {
    let portal = Portal::start().await;
    let form = portal.visit(VISIT).await;
    form.tell_of_difficulties(TYPED).await;
    form.check().await;
    form.press("Gửi báo cáo").await;
    let number = form.receipt("Số biên nhận").await;
    let hash = form.receipt("Mã kiểm tra nội dung (SHA-256)").await;
    assert_eq!((&*number, hash.len()), ("BC-000001", 64));
    form.press("Mã QR của biên nhận").await;
    form.shows("Mã QR chứa số biên nhận và mã nội dung của báo cáo.").await;
    for is_dark in [false, true] {
        portal.browser.look(1280, 900, is_dark).await;
        form.now("root.getElementById('code').scrollIntoView({block: 'center', behavior: 'instant'})", &[]).await;
        assert_eq!(codes::in_view(&portal.browser).await, [format!("{number}\n{hash}")], "dark: {is_dark}");
    }
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
