//! The device fails: it is cut off, it dies, it is full, its clock is wrong.

use super::{NUMBER, QUESTION, REPORT, TYPED, VISIT, arrived_once, is_told};
use crate::page::clock_off_by;
use crate::portal::Portal;
use baocao::schedule::{self, FixedZone};
use baocao_tool::platform;
use serde_json::json;
use std::time::{Duration, Instant};

#[tokio::test]
async fn what_was_typed_without_a_line_outlives_the_death_of_the_browser() {
    let mut portal = Portal::start().await;
    let form = portal.visit(VISIT).await;
    form.open(REPORT).await;
    // Since the page that sends is there, too, nothing more is to be loaded.
    form.when("document.querySelector('bao-cao').report", &[]).await;
    portal.browser.offline(true).await;
    form.line(0).await;
    form.fill(QUESTION, TYPED).await;
    form.line(1).await;
    form.fill("Họ và tên người lập báo cáo", "Lò Văn Ứng").await;
    form.fill("Chức vụ", "Công chức").await;
    form.saved().await;
    portal.browser.crash().await;
    assert!(portal.line.posted().is_empty());

    let form = portal.visit(VISIT).await;
    form.open_begun(REPORT).await;
    form.line(0).await;
    assert_eq!(form.value(QUESTION).await, TYPED);
    form.check().await;
    // Sent without a line, and the browser dies again.
    portal.browser.offline(true).await;
    form.press("Gửi báo cáo").await;
    is_told(form, super::UNREACHABLE).await;
    assert!(portal.server.rows().is_empty());
    portal.browser.crash().await;

    // Whoever opens the page has nothing to press.
    let form = portal.visit(VISIT).await;
    form.shows("Xem biên nhận").await;
    form.open_begun(REPORT).await;
    assert_eq!(form.receipt(NUMBER).await, "BC-000001");
    arrived_once(&portal);
}

#[tokio::test]
async fn unbroken_typing_loses_no_more_than_its_end_when_the_browser_dies() {
    /// What may be lost is the last second; one more is the machine's, which does other things besides.
    const LOST: Duration = Duration::from_secs(2);
    let mut portal = Portal::start().await;
    let form = portal.visit(VISIT).await;
    form.open(REPORT).await;
    form.line(0).await;
    form.fill(QUESTION, "0 ").await;
    let (begun, mut typed) = (Instant::now(), vec![Duration::ZERO]);
    while begun.elapsed() < 3 * LOST {
        portal.browser.press(&format!("{} ", typed.len())).await;
        typed.push(begun.elapsed());
    }
    portal.browser.crash().await;
    let safe = typed.iter().filter(|at| **at + LOST < 3 * LOST).count();
    let form = portal.visit(VISIT).await;
    form.open_begun(REPORT).await;
    form.line(0).await;
    let kept = form.value(QUESTION).await;
    // A word that has no space behind it may be a part of one.
    let kept = kept.rsplit_once(' ').map(|(kept, _)| kept).unwrap_or_default();
    assert!(kept.split_whitespace().enumerate().all(|(n, word)| word == n.to_string()), "{kept}");
    let words = kept.split_whitespace().count();
    assert!(words >= safe, "{words} of {} words are kept, {safe} are to be", typed.len());
}

#[tokio::test]
async fn a_full_device_says_so_and_the_report_goes_out_all_the_same() {
    let portal = Portal::start().await;
    let quota = |bytes: Option<u32>| json!({"origin": portal.line.url(), "quotaSize": bytes});
    // Before anything is written: for some seconds after that the browser goes by the room it found then.
    portal.browser.devtools("Storage.overrideQuotaForOrigin", quota(Some(1))).await;
    let form = portal.visit(VISIT).await;
    form.open(REPORT).await;
    form.line(0).await;
    form.fill(QUESTION, TYPED).await;
    form.leave().await;
    form.shows("Bộ nhớ dành cho trình duyệt đã đầy").await;
    assert_eq!(form.value(QUESTION).await, TYPED);
    // With room again it is kept by itself as one types on.
    let none = json!({"origin": portal.line.url()});
    portal.browser.devtools("Storage.overrideQuotaForOrigin", none).await;
    form.line(1).await;
    form.fill("Họ và tên người lập báo cáo", "Lò Văn Ứng").await;
    form.fill("Chức vụ", "Công chức").await;
    form.saved().await;
    portal.browser.devtools("Storage.overrideQuotaForOrigin", quota(Some(1))).await;
    form.check().await;
    form.press("Gửi báo cáo").await;
    assert_eq!(form.receipt(NUMBER).await, "BC-000001");
    arrived_once(&portal);
}

#[tokio::test]
async fn a_clock_that_is_a_day_wrong_is_told_and_dates_nothing() {
    for days in [-1, 1] {
        let portal = Portal::start().await;
        portal.browser.before_page(&clock_off_by(days * 86_400_000)).await;
        let form = portal.visit("plan=xa-nam-cuong-2026&unit=phong-van-hoa-xa-hoi").await;
        form.shows("Đồng hồ máy này").await;
        form.tell_of_difficulties(TYPED).await;
        form.press("Gửi báo cáo").await;
        assert_eq!(form.receipt(NUMBER).await, "BC-000001");
        arrived_once(&portal);
        // The form dates it by the server's clock, and says what the device showed.
        let body = portal.server.row().body;
        let off = |key: &str| {
            let at = schedule::Instant::parse(body[key].as_str().unwrap(), &FixedZone::VIETNAM).unwrap();
            (at.0 - platform::now().0) / 60_000
        };
        assert!(off("prepared_at").abs() < 5, "{}", body["prepared_at"]);
        assert!((off("device_clock") - days * 24 * 60).abs() < 5, "{}", body["device_clock"]);
    }
}
