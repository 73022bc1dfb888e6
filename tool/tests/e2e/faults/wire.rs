//! The line breaks, or says nothing.

use super::{NUMBER, TIMED_OUT, UNREACHABLE, arrived_once, filled, hurries, is_told};
use crate::line::{Answers, Fate};
use crate::portal::Portal;
use serde_json::json;
use std::time::{Duration, Instant};

#[tokio::test]
async fn wherever_the_line_breaks_in_the_body_it_arrives_once() {
    let portal = Portal::start().await;
    let form = filled(&portal).await;
    // All of the head and nothing of the body, a tenth of it, …
    portal.line.fates((0..10).map(Fate::Cut));
    form.press("Gửi báo cáo").await;
    is_told(form, UNREACHABLE).await;
    assert!(portal.server.rows().is_empty(), "half a report is none");
    hurries(form).await;
    assert_eq!(portal.line.posted().len(), 11);
    arrived_once(&portal);
}

/// It goes out again after nearly two seconds each time, so that what is said meanwhile can be read.
const WAITS_LONG: &str = "Math.random = () => 0.999";

/// Waits for what takes longer than anything else here.
async fn patiently(mut is_so: impl AsyncFnMut() -> bool) {
    let begun = Instant::now();
    while !is_so().await {
        assert!(begun.elapsed() < Duration::from_secs(120), "it does not come");
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
}

#[tokio::test]
#[ignore = "takes more than a minute: cargo xtask test long"]
async fn a_line_that_stalls_for_a_minute_is_given_up_and_what_it_carries_then_doubles_nothing() {
    let portal = Portal::start().await;
    let form = filled(&portal).await;
    portal.browser.run(WAITS_LONG, &[]).await;
    let minute = Duration::from_secs(60);
    portal.line.fates([Fate::Late(minute), Fate::Late(minute / 2 - Duration::from_secs(5))]);
    form.press("Gửi báo cáo").await;
    patiently(async || form.now("root.textContent.includes(given[0])", &[json!(TIMED_OUT)]).await == true).await;
    is_told(form, TIMED_OUT).await;
    assert_eq!((portal.line.posted().len(), portal.server.rows().len()), (1, 0));
    // By itself, while the first attempt is still under way.
    patiently(async || form.now("Boolean(root.querySelector('.receipt'))", &[]).await == true).await;
    assert_eq!(form.receipt(NUMBER).await, "BC-000001");
    // That arrives as well in the end.
    patiently(async || portal.line.answered() == 2).await;
    assert_eq!(portal.line.posted().len(), 2);
    arrived_once(&portal);
}

#[tokio::test]
async fn a_line_that_says_nothing_is_given_up_in_time() {
    let portal = Portal::start().await;
    let form = filled(&portal).await;
    portal.browser.run("document.querySelector('bao-cao').setAttribute('timeout', '1')", &[]).await;
    portal.browser.run(WAITS_LONG, &[]).await;
    // Logged in already, so that it is the report that meets the silence.
    portal.browser.run_async("document.querySelector('bao-cao').headers().then(arguments[0])", &[]).await;
    // Once the report does not reach the server, and then its answer does not come back.
    portal.line.fates([Fate::Silence]);
    portal.line.answers(Answers::Held);
    form.press("Gửi báo cáo").await;
    is_told(form, TIMED_OUT).await;
    assert!(portal.server.rows().is_empty());
    form.when("dispatchEvent(new Event('online'))", &[]).await;
    portal.line.posted_beyond(1);
    is_told(form, TIMED_OUT).await;
    portal.line.answers(Answers::Pass);
    hurries(form).await;
    assert_eq!(form.receipt(NUMBER).await, "BC-000001");
    arrived_once(&portal);
}
