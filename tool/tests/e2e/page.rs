//! The element in a page: two at once, other languages, other zones, and a page that says something wrong.

use crate::engine::{Engine, in_every_engine};
use crate::form::Form;
use crate::inspector::Inspector;
use crate::place::{self, PlanFolder};
use crate::portal::Portal;
use crate::server::Server;
use serde_json::{Value, json};

const VISIT: &str = "plan=vp-ubnd-tinh-2025&unit=phong-hanh-chinh-quan-tri&as-of=2026-06-13";
const REPORT: &str = "Báo cáo kết quả tuyên truyền · Tháng 6/2026";
const RESULT: &str = "Kết quả thực hiện trong kỳ";

in_every_engine!(two_forms_live_on_one_page_and_change_their_language);

async fn two_forms_live_on_one_page_and_change_their_language(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let first = portal.visit(VISIT).await;
    let add = "const form = document.createElement('bao-cao');
        for (const [key, value] of Object.entries(arguments[0])) form.setAttribute(key, value);
        document.getElementById('form').append(form);";
    let other =
        json!({"plan": "/plans/tw-doan-2025.json", "unit": "ban-tuyen-giao", "as-of": "2025-11-20", "lang": "en"});
    portal.browser.run(add, &[other]).await;
    let second = Form::of(&portal.browser, 1);
    second.shows("Preview: sending is off.").await;
    second.shows("29 November 2025").await;
    assert!(first.due_day(REPORT).await.contains("hết ngày 14/6/2026"));

    // What is done in one is nothing to the other.
    first.open(REPORT).await;
    first.line(0).await;
    first.fill(RESULT, "Giữ nguyên").await;
    second.when("root.querySelector('.overview') && !tasks().length", &[]).await;

    // By the page, and by the officer; what was typed stays.
    portal.browser.run("document.querySelector('bao-cao').lang = 'en'", &[]).await;
    first.shows("Check and send").await;
    first.when("root.querySelector('.bc').lang === 'en'", &[]).await;
    first.when("control('Results in the period')?.value === 'Giữ nguyên'", &[]).await;
    first.press("Tiếng Việt").await;
    first.shows("Kiểm tra và gửi").await;
    assert_eq!(first.value(RESULT).await, "Giữ nguyên");
    second.when("root.querySelector('.bc').lang === 'en'", &[]).await;
    // A framework that has no language says so.
    portal.browser.run("document.querySelectorAll('bao-cao')[1].lang = null", &[]).await;
    second.when("!root.host.hasAttribute('lang') && root.querySelector('.bc').lang === 'vi'", &[]).await;

    // Gone is gone, and the other lives on.
    portal.browser.run("document.querySelectorAll('bao-cao')[1].remove()", &[]).await;
    first.fill(RESULT, "Vẫn gõ được").await;
    first.saved().await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

in_every_engine!(where_the_english_texts_do_not_come_it_stays_vietnamese_until_they_do);

async fn where_the_english_texts_do_not_come_it_stays_vietnamese_until_they_do(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit(VISIT).await;
    form.open(REPORT).await;
    form.line(0).await;
    form.fill(RESULT, "Giữ nguyên").await;
    portal.line.withhold(Some("/bao-cao.en.txt"));
    form.press("English").await;
    form.shows("Chưa tải được bản tiếng Anh.").await;
    form.shows("Kiểm tra và gửi").await;
    assert_eq!(form.value(RESULT).await, "Giữ nguyên");
    // That the server refused it stands in the console.
    portal.browser.complaints().await;
    portal.line.withhold(None);
    form.press("English").await;
    form.shows("Check and send").await;
    form.when("control('Results in the period')?.value === 'Giữ nguyên'", &[]).await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn a_page_that_says_something_wrong_is_told_so_plainly() {
    let portal = Portal::start().await;
    let form = portal.visit(VISIT).await;
    let say = |script: &'static str| portal.browser.run(script, &[]);
    say("window.form = document.querySelector('bao-cao'); window.said = [];
        form.addEventListener('bao-cao-error', (event) => said.push(event.detail.code))")
    .await;

    say("form.setAttribute('plan', '/plans/khong-co.json')").await;
    form.shows("Không mở được kế hoạch").await;
    form.shows("HTTP 404").await;
    let mut inspector = Inspector::of(form);
    inspector.inspect("1-no-plan").await;
    say("form.setAttribute('plan', '/index.html')").await;
    form.shows("Tệp kế hoạch có lỗi").await;
    form.shows("dòng 1:1").await;
    say("form.plan = {format: 'baocao-plan/1', id: 'x', title: 7, tasks: [{}]}").await;
    form.shows("Tệp kế hoạch có lỗi").await;
    form.shows("/tasks/0").await;
    inspector.inspect("1-plan-with-mistakes").await;
    assert_eq!(say("return said").await, json!(["plan", "plan-invalid", "plan-invalid"]));

    say("form.plan = '/plans/vp-ubnd-tinh-2025.json'; form.unit = 'khong-co'").await;
    form.shows("Kế hoạch không có đơn vị “khong-co”").await;
    inspector.inspect("1-unknown-unit").await;
    assert!(inspector.wrong.is_empty(), "{:#?}", inspector.wrong);
    say("form.unit = {id: 'la', name: 'Đơn vị lạ', groups: []}").await;
    form.shows("Kế hoạch không giao nhiệm vụ hay báo cáo nào cho đơn vị này.").await;
    say("form.unit = 'phong-hanh-chinh-quan-tri'").await;
    assert_eq!(form.due_day(REPORT).await, "Hạn nộp: hết ngày 14/6/2026, Chủ nhật (24 giờ, giờ Việt Nam)");
    // The browser itself says that there is no such plan, and the receiver tells nothing of a unit that is not the
    // visitor's; nothing else is amiss.
    let complaints = portal.browser.complaints().await;
    let is_expected = |one: &String| one.contains("khong-co.json") || one.contains("unit=la") && one.contains("403");
    assert!(complaints.iter().all(is_expected), "{complaints:#?}");
}

#[tokio::test]
async fn on_plain_http_a_report_is_sent_and_its_receipt_copied() {
    let portal = Portal::start().await;
    let query = "plan=xa-nam-cuong-2026&unit=phong-van-hoa-xa-hoi&as-of=2026-06-10";
    portal.browser.go(&format!("{}/?{query}", portal.line.plain_url())).await;
    assert_eq!(portal.browser.run("return window.isSecureContext", &[]).await, json!(false));
    let form = Form::of(&portal.browser, 0);
    form.tell_of_difficulties("Chưa có cán bộ chuyên trách").await;
    form.press("Gửi báo cáo").await;
    assert_eq!(form.receipt("Số biên nhận").await, "BC-000001");
    form.press("Sao chép biên nhận").await;
    form.shows("Đã sao chép").await;

    // What the clipboard holds shows where it is put in.
    form.press("Sửa và gửi bản điều chỉnh").await;
    form.line(0).await;
    form.fill("Khó khăn, vướng mắc", "Biên nhận: ").await;
    form.browser.chord('\u{e009}', 'v').await;
    let pasted = form
        .text(
            "(control('Khó khăn, vướng mắc').value.includes('BC-000001') && control('Khó khăn, vướng mắc').value)",
            &[],
        )
        .await;
    for line in ["Biên nhận: Số biên nhận: BC-000001", "Kế hoạch: Triển khai thực hiện", "Lần gửi: 1"]
    {
        assert!(pasted.contains(line), "{pasted}");
    }
}

#[tokio::test]
async fn the_plans_zone_counts_not_the_devices() {
    let portal = Portal::start().await;
    for zone in ["America/Los_Angeles", "Pacific/Kiritimati"] {
        portal.browser.devtools("Emulation.setTimezoneOverride", json!({"timezoneId": zone})).await;
        let form = portal.visit(VISIT).await;
        let seen = portal.browser.run("return Intl.DateTimeFormat().resolvedOptions().timeZone", &[]).await;
        assert_eq!(seen, zone);
        assert_eq!(form.due_day(REPORT).await, "Hạn nộp: hết ngày 14/6/2026, Chủ nhật (24 giờ, giờ Việt Nam)");
        form.shows("Còn 1 ngày 12 giờ").await;
        form.shows("Đang xem như lúc 12:00 ngày 13/6/2026").await;
    }
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

#[tokio::test]
async fn a_day_of_23_hours_in_the_plans_zone_has_them_wherever_the_device_is() {
    let mut plan: Value = serde_json::from_str(&place::plan("vp-ubnd-tinh-2025")).unwrap();
    plan["time_zone"] = json!("Europe/Berlin");
    for kind in plan["reports"].as_array_mut().unwrap() {
        if kind["id"] == "hang-thang" {
            kind["due"] = json!([{"wording": "chậm nhất ngày 29", "on": {"day": 29}, "reading": "through"}]);
        }
    }
    let plans = PlanFolder::with("vp-ubnd-tinh-2025", &plan.to_string());
    let portal = Portal::before(Server::start_with(plans.path())).await;
    for zone in ["America/New_York", "Asia/Ho_Chi_Minh"] {
        portal.browser.devtools("Emulation.setTimezoneOverride", json!({"timezoneId": zone})).await;
        // Clocks go forward in the night to the 29th.
        let form = portal.visit("plan=vp-ubnd-tinh-2025&unit=phong-hanh-chinh-quan-tri&as-of=2026-03-28").await;
        let due = form.due_day("Báo cáo kết quả tuyên truyền · Tháng 3/2026").await;
        assert_eq!(due, "Hạn nộp: hết ngày 29/3/2026, Chủ nhật (24 giờ, UTC+2)");
        form.shows("Còn 1 ngày 11 giờ").await;
        form.shows("Đang xem như lúc 12:00 ngày 28/3/2026").await;
    }
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

/// Sets the device's clock off by some milliseconds before the page's own scripts run.
pub fn clock_off_by(milliseconds: i64) -> String {
    format!(
        "(() => {{
            const Right = Date;
            window.Date = class Date extends Right {{
                constructor(...given) {{ super(...(given.length ? given : [Date.now()])); }}
                static now() {{ return Right.now() + {milliseconds}; }}
            }};
        }})();"
    )
}

/// The month that the server's clock shows, as the form names it, and the year that the device's shows.
const CLOCKS: &str = "const done = arguments[arguments.length - 1];
    fetch('/plans/vp-ubnd-tinh-2025.json').then(({headers}) => {
        const now = new Date(headers.get('date'));
        const part = (name) => Number(now.toLocaleDateString('en', {timeZone: 'Asia/Ho_Chi_Minh', [name]: 'numeric'}));
        done([`Tháng ${part('month')}/${part('year')}`, new Date().getFullYear()]);
    }, (error) => done([String(error), 0]));";

#[tokio::test]
async fn a_clock_that_is_years_off_is_told_and_not_followed() {
    let portal = Portal::start().await;
    let visit = "plan=vp-ubnd-tinh-2025&unit=phong-hanh-chinh-quan-tri";
    let form = portal.visit(visit).await;
    form.when("!root.textContent.includes('Đồng hồ máy này')", &[]).await;
    let clocks = portal.browser.run_async(CLOCKS, &[]).await;
    let (month, year) = (clocks[0].as_str().unwrap().to_owned(), clocks[1].as_i64().unwrap());

    for wrong in [2019, 2035] {
        let off = clock_off_by((wrong - year) * 365 * 86_400_000 + (wrong - year) / 4 * 86_400_000);
        let set = portal.browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": off})).await;
        let form = portal.visit(visit).await;
        let seen = portal.browser.run("return new Date().getFullYear()", &[]).await;
        assert_eq!(seen, wrong);
        form.shows("Đồng hồ máy này").await;
        // What is due is what is due today, not on the day that the device believes in.
        form.shows(&month).await;
        portal.browser.devtools("Page.removeScriptToEvaluateOnNewDocument", set).await;
    }
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
