//! Something answers that is not the receiver, or the receiver is not well.

use super::{LOGIN_FAILS, NUMBER, PAGE, TIMED_OUT, UNREACHABLE, arrived_once, filled, hurries, is_told};
use crate::line::Fate;
use crate::portal::Portal;
use std::time::Duration;

const GATEWAY: &str = "<html><body><h1>502 Bad Gateway</h1></body></html>";

#[tokio::test]
async fn a_storm_of_server_errors_is_sat_out() {
    let portal = Portal::start().await;
    let form = filled(&portal).await;
    let html = ["Content-Type: text/html"];
    let storm = ["500 Internal Server Error", "502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout"];
    portal.line.fates(storm.iter().cycle().take(12).map(|status| Fate::answer(status, &html, GATEWAY)));
    form.press("Gửi báo cáo").await;
    is_told(form, "Máy chủ đang bận hoặc gặp sự cố").await;
    form.when("root.querySelector('.sum details:not([open])').textContent.includes('HTTP 50')", &[]).await;
    form.when("!root.textContent.includes('Bad Gateway')", &[]).await;
    hurries(form).await;
    assert_eq!(portal.line.posted().len(), 13);
    arrived_once(&portal);
}

#[tokio::test]
async fn a_crowded_server_gets_the_time_it_asks_for() {
    let portal = Portal::start().await;
    let form = filled(&portal).await;
    portal.line.fates([Fate::answer("429 Too Many Requests", &["Retry-After: 3"], "")]);
    form.press("Gửi báo cáo").await;
    is_told(form, "Máy chủ đang bận hoặc gặp sự cố").await;
    form.shows("Báo cáo tự gửi lại lúc").await;
    // Nobody presses anything.
    assert_eq!(form.receipt(NUMBER).await, "BC-000001");
    let at = portal.line.posted_at();
    assert_eq!(at.len(), 2);
    assert!(at[1] - at[0] >= Duration::from_secs(3), "{:?}", at[1] - at[0]);
    arrived_once(&portal);
}

#[tokio::test]
async fn the_page_of_a_public_network_is_no_acceptance() {
    let portal = Portal::start().await;
    let form = filled(&portal).await;
    portal.browser.run(LOGIN_FAILS, &[]).await;
    let page = "<!DOCTYPE html><title>Wi-Fi</title><form action='/login'>Đăng nhập</form>";
    portal.line.fates([
        Fate::answer("200 OK", &["Content-Type: text/html; charset=utf-8"], page),
        Fate::answer("302 Found", &["Location: /login"], ""),
    ]);
    form.press("Gửi báo cáo").await;
    is_told(form, PAGE).await;
    form.press("Gửi lại").await;
    portal.line.posted_beyond(1);
    is_told(form, PAGE).await;
    assert!(portal.server.rows().is_empty());
    form.press("Gửi lại").await;
    assert_eq!(form.receipt(NUMBER).await, "BC-000001");
    assert_eq!(portal.line.posted().len(), 3);
    arrived_once(&portal);
}

#[tokio::test]
async fn half_a_page_and_one_that_looks_like_none_are_no_acceptance_either() {
    let portal = Portal::start().await;
    let form = filled(&portal).await;
    portal.browser.run(LOGIN_FAILS, &[]).await;
    portal.browser.run("document.querySelector('bao-cao').setAttribute('timeout', '2')", &[]).await;
    // Logged in already, so that nothing but the report is waited for.
    portal.browser.run_async("document.querySelector('bao-cao').headers().then(arguments[0])", &[]).await;
    let html = ["Content-Type: text/html; charset=utf-8"];
    portal.line.fates([
        Fate::Answer(Fate::head_of_a_page()),
        Fate::Stall(Fate::head_of_a_page()),
        Fate::answer("200 OK", &html, "Vui lòng đăng nhập <a href='/login'>tại đây</a>"),
    ]);
    form.press("Gửi báo cáo").await;
    for (nth, why) in [UNREACHABLE, TIMED_OUT, PAGE].into_iter().enumerate() {
        portal.line.posted_beyond(nth);
        is_told(form, why).await;
        assert!(portal.server.rows().is_empty());
        form.press("Gửi lại").await;
    }
    assert_eq!(form.receipt(NUMBER).await, "BC-000001");
    arrived_once(&portal);
}
