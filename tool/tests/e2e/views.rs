//! Every view in every look: no mistake of accessibility, nothing wider than the window; pictures on demand.

use crate::drafts;
use crate::form::Form;
use crate::inspector::Inspector;
use crate::portal::Portal;
use crate::uploads;
use serde_json::json;

#[tokio::test]
async fn every_view_is_accessible_and_fits_in_every_look() {
    let portal = Portal::start().await;
    let form = portal.visit("plan=vp-ubnd-tinh-2025&unit=phong-hanh-chinh-quan-tri&as-of=2026-06-13").await;
    let mut inspector = Inspector::of(form);
    inspector.inspect("1-overview").await;
    form.press("Lịch nộp cả năm").await;
    form.shows("Lịch nộp báo cáo năm 2026").await;
    form.click_on("first('summary', 'Xem theo lịch tháng')", &[]).await;
    inspector.inspect("1-year").await;
    form.press("Danh sách báo cáo").await;
    form.click_on("first('summary', 'Vì sao là ngày này?')", &[]).await;
    form.shows("Ngày được nêu").await;
    inspector.inspect("1-why").await;
    form.open("Báo cáo 6 tháng · 6 tháng đầu năm 2026").await;
    inspector.inspect("2-fill").await;
    form.errs("1,234").await;
    inspector.inspect("3-task").await;
    form.check().await;
    inspector.inspect("4-check").await;
    form.press("In, tải văn bản").await;
    form.when("root.querySelector('dialog#paper[open]')", &[]).await;
    inspector.inspect("4-paper").await;
    form.press("Đóng").await;

    // Nothing to report is a whole report too.
    form.line(0).await;
    form.press("Xóa bản nháp").await;
    form.shows("để khôi phục khi cần.").await;
    inspector.inspect("3-question").await;
    form.click_on("first('dialog button', 'Xóa')", &[]).await;
    form.when("!holds('button', 'Xóa bản nháp')", &[]).await;
    form.shows("Các bản trước, có thể khôi phục").await;
    inspector.inspect("3-cleared").await;
    form.press("Danh sách báo cáo").await;
    form.press("Dữ liệu trên máy này").await;
    form.shows("Tải tệp sao lưu").await;
    inspector.inspect("8-device").await;
    form.press("Danh sách báo cáo").await;
    form.open("Báo cáo 6 tháng · 6 tháng đầu năm 2026").await;
    form.click_on("root.getElementById('/nil')", &[]).await;
    form.when("root.getElementById('/nil').checked", &[]).await;
    let last = form.lines().await - 1;
    form.line(last).await;
    form.fill("Họ và tên người lập báo cáo", "Đỗ Thị Yến").await;
    form.fill("Chức vụ", "Phó Trưởng phòng").await;
    form.check().await;
    form.press("Gửi báo cáo").await;
    form.receipt("Số biên nhận").await;
    form.press("Mã QR của biên nhận").await;
    form.when("shown(root.getElementById('code'))", &[]).await;
    inspector.inspect("5-receipt").await;

    // What the consolidating office sees of it.
    let received = format!("{}/received.html?plan=vp-ubnd-tinh-2025&as-of=2026-06-20", portal.line.url());
    portal.browser.go(&received).await;
    portal.browser.until("the table", "return Boolean(document.querySelector('#matrix table'))", &[]).await;
    inspector.inspect("6-received").await;
    portal.browser.go(&format!("{received}&report=BC-000001")).await;
    portal.browser.until("the report", "return document.getElementById('report').checkVisibility()", &[]).await;
    inspector.inspect("7-received-report").await;
    // The portal before anything is chosen.
    portal.browser.go(&portal.line.url()).await;
    portal.browser.until("the plans", "return document.getElementById('plan').options.length > 1", &[]).await;
    inspector.inspect("0-portal").await;
    let row = portal.server.row();
    assert_eq!((&row.body["nil"], &row.body["due"]["last_day"]), (&json!(true), &json!("2026-06-14")));
    assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

/// A module that stays on its way.
const SLOW: &str = "const real = window.fetch;
    window.fetch = (what, ...how) => String(what).endsWith('baocao_bg.wasm') ? new Promise(() => {}) : real(what, ...how);";

#[tokio::test]
async fn what_stands_in_the_forms_place_is_accessible_and_fits() {
    let portal = Portal::start().await;
    let query = "plan=vp-ubnd-tinh-2025&unit=phong-hanh-chinh-quan-tri&as-of=2026-06-13";
    let mut inspector = Inspector::of(Form::of(&portal.browser, 0));
    let before = async |script: &str, view: &str, says: &str, inspector: &mut Inspector<'_>| {
        let set = portal.browser.before_page(script).await;
        portal.browser.go(&format!("{}/?{query}", portal.line.url())).await;
        Form::of(&portal.browser, 0).shows(says).await;
        inspector.inspect(view).await;
        portal.browser.devtools("Page.removeScriptToEvaluateOnNewDocument", set).await;
    };
    before(SLOW, "0-loading", "Đang tải biểu mẫu báo cáo…", &mut inspector).await;
    before("delete window.WebAssembly", "0-no-wasm", "Trình duyệt này không có WebAssembly", &mut inspector).await;
    portal.line.withhold(Some("/baocao_bg.wasm"));
    before("", "0-failed", "Chưa mở được biểu mẫu báo cáo.", &mut inspector).await;
    portal.line.withhold(None);
    let form = portal.visit(query).await;
    // As its own panic does.
    form.now("root.host.formCrashed()", &[]).await;
    form.shows("Biểu mẫu gặp sự cố và đã dừng.").await;
    inspector.inspect("0-crashed").await;
    assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
}

/// An answer that is to be kept.
async fn something_is_typed(form: Form<'_>) {
    form.open("Báo cáo 6 tháng · 6 tháng đầu năm 2026").await;
    form.line(0).await;
    form.fill("Kết quả thực hiện trong kỳ", "Đã triển khai").await;
    form.leave().await;
}

/// What a device does that lets nothing be kept.
const KEEPS_NOTHING: &str = "Object.defineProperty(window, 'indexedDB', { value: undefined })";

#[tokio::test]
async fn what_page_or_device_do_not_give_is_told_accessibly_and_fits() {
    let portal = Portal::start().await;
    let query = "plan=vp-ubnd-tinh-2025&unit=phong-hanh-chinh-quan-tri&as-of=2026-06-13";
    let form = portal.visit(query).await;
    let mut inspector = Inspector::of(form);
    let say = async |what: &str| {
        let say = format!("const form = document.querySelector('bao-cao'); {what}");
        portal.browser.run(&say, &[]).await;
    };
    say("form.setAttribute('drafts', 'none')").await;
    something_is_typed(form).await;
    form.shows("Cổng thông tin này không cho lưu bản nháp trên máy").await;
    inspector.inspect("3-keeps-nothing").await;
    say("form.unit = undefined; form.removeAttribute('unit')").await;
    form.shows("Chưa biết đơn vị báo cáo").await;
    inspector.inspect("1-no-unit-named").await;
    say("form.plan = undefined; form.removeAttribute('plan')").await;
    form.shows("Chưa biết kế hoạch").await;
    inspector.inspect("1-no-plan-named").await;

    portal.browser.before_page(KEEPS_NOTHING).await;
    let form = portal.visit(query).await;
    something_is_typed(form).await;
    form.shows("Trình duyệt không cho lưu dữ liệu").await;
    inspector.inspect("3-storage-off").await;

    // The texts of one language are there for sure.
    portal.line.withhold(Some("/bao-cao.en.txt"));
    let form = portal.visit(query).await;
    let mut in_vietnamese = Inspector::of_page(form);
    form.press("English").await;
    form.shows("Chưa tải được bản tiếng Anh").await;
    in_vietnamese.inspect("1-no-english").await;
    form.shows("Chưa tải được bản tiếng Anh").await;
    let wrong = [inspector.wrong, in_vietnamese.wrong].concat();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Pages that give the form their own look, with the scheme of the system that they follow.
#[tokio::test]
async fn the_form_is_accessible_in_other_pages_looks() {
    let portal = Portal::start().await;
    let mut wrong = Vec::new();
    for (page, density) in [("bootstrap", ""), ("government", ""), ("admin", ""), ("bootstrap", "compact")] {
        let query = "plan=vp-ubnd-tinh-2025&unit=phong-hanh-chinh-quan-tri&as-of=2026-06-13";
        portal.browser.go(&format!("{}/themes/{page}.html?{query}&density={density}", portal.line.url())).await;
        let form = Form::of(&portal.browser, 0);
        form.when("all('.overview .acts button:enabled').length", &[]).await;
        let mut inspector = Inspector::of_looks(form);
        let view = |name: &str| format!("theme-{page}{density}-{name}");
        inspector.inspect(&view("overview")).await;
        form.open("Báo cáo 6 tháng · 6 tháng đầu năm 2026").await;
        form.errs("một nửa").await;
        inspector.inspect(&view("task")).await;
        form.check().await;
        inspector.inspect(&view("check")).await;
        wrong.append(&mut inspector.wrong);
        // The next page begins anew.
        form.now("root.host.forget()", &[]).await;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn files_are_accessible_and_fit_chosen_refused_and_on_their_way() {
    let portal = Portal::start().await;
    let form = portal.visit(&format!("plan={}&unit=xa-b&as-of={}", uploads::PLAN, uploads::DAY)).await;
    uploads::fill(form).await;
    form.line(0).await;
    form.when("root.querySelector('.files input[type=file]')", &[]).await;
    let mut inspector = Inspector::of(form);
    // A name that nothing breaks: cameras and scanners give such.
    let name = "Bien_ban_nghiem_thu_cong_trinh_duong_giao_thong_nong_thon_2026-06-15_ban_scan.pdf";
    form.now(uploads::CHOOSE, &[json!(name), json!(300_000)]).await;
    form.shows(name).await;
    inspector.inspect("9-file-chosen").await;
    let large = format!("2_{name}");
    form.now(uploads::CHOOSE, &[json!(large), json!(10_000_001)]).await;
    form.shows("tối đa 10 MB.").await;
    inspector.inspect("9-file-refused").await;
    form.shows(&large).await;
    form.check().await;

    portal.server.freeze();
    form.press("Gửi báo cáo").await;
    let bar = "shown(root.querySelector('.upload progress'))";
    form.when(bar, &[]).await;
    inspector.inspect("9-file-uploading").await;
    assert_eq!(form.now(bar, &[]).await, json!(true), "it was looked at on its way");
    assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
}

#[tokio::test]
async fn two_versions_of_a_backup_are_accessible_and_fit() {
    let portal = Portal::start().await;
    let form = portal.visit(&format!("plan={}&unit=xa-b&as-of={}", uploads::PLAN, uploads::DAY)).await;
    uploads::fill(form).await;
    form.saved().await;
    let to_device = async || {
        form.press("Danh sách báo cáo").await;
        form.press("Dữ liệu trên máy này").await;
        form.shows("Tải tệp sao lưu").await;
    };
    to_device().await;
    form.browser.run(drafts::CATCH, &[]).await;
    form.press("Tải tệp sao lưu").await;
    form.press("Danh sách báo cáo").await;
    form.press("Tiếp tục").await;
    form.line(0).await;
    form.choose("Tình trạng", "Hoàn thành").await;
    form.saved().await;
    to_device().await;
    form.when("Boolean(window.caught)", &[]).await;
    form.now(drafts::CHOOSE, &[]).await;
    form.shows("Máy này có bản khác").await;
    let mut inspector = Inspector::of(form);
    inspector.inspect("8-versions").await;
    form.click_on("first('.offer button', 'Giữ bản đã có trên máy này')", &[]).await;
    form.shows("Đã giữ bản trên máy này").await;
    inspector.inspect("8-kept").await;
    assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
}
