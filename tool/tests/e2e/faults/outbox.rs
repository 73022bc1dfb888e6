//! Several reports wait for the line, and the login ends between them.

use super::{LOGIN_FAILS, TYPED, UNREACHABLE, answers, told};
use crate::engine::{Engine, in_every_engine};
use crate::form::Form;
use crate::inspector::Inspector;
use crate::line::Fate;
use crate::portal::Portal;
use serde_json::{Value, json};

const RECEIPTS: &str =
    "all('.due .acts button').filter((button) => said(button) === 'Xem biên nhận').length === given[0]";

fn visit(day: usize) -> String {
    format!("plan=xa-nam-cuong-2026&unit=phong-van-hoa-xa-hoi&as-of=2026-06-{day}")
}

/// Sends one report a day while nothing gets through, however often it is tried.
async fn write_without_a_line(portal: &Portal, days: std::ops::RangeInclusive<usize>) {
    portal.line.fates(std::iter::repeat_n(Fate::Cut(0), 1_000));
    for day in days {
        let form = portal.visit(&visit(day)).await;
        form.tell_of_difficulties(&format!("{TYPED} ({day})")).await;
        form.press("Gửi báo cáo").await;
        form.shows(UNREACHABLE).await;
    }
    assert!(portal.server.rows().is_empty());
}

/// What the reports said that arrived, in the order of their texts.
fn arrived(portal: &Portal) -> Vec<Value> {
    let mut arrived: Vec<_> = portal.server.rows().iter().map(|row| answers(&row.body)).collect();
    arrived.sort_by_key(Value::to_string);
    arrived
}

in_every_engine!(what_waited_for_the_line_goes_out_once_and_by_itself);

async fn what_waited_for_the_line_goes_out_once_and_by_itself(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    write_without_a_line(&portal, 11..=13).await;
    // The page is left, so that nothing of it is under way.
    portal.browser.go("about:blank").await;
    let before = portal.line.posted().len();
    portal.line.fates([]);
    let form = portal.visit(&visit(14)).await;
    form.when(RECEIPTS, &[json!(3)]).await;
    assert_eq!(arrived(&portal), (11..=13).map(|day| told(&format!("{TYPED} ({day})"))).collect::<Vec<_>>());
    assert_eq!(portal.line.posted().len() - before, 3);
}

#[tokio::test]
async fn a_login_that_ends_in_the_middle_of_five_loses_and_doubles_none() {
    let portal = Portal::start().await;
    write_without_a_line(&portal, 11..=15).await;
    Inspector::of_waiting(Form::of(&portal.browser, 0)).finds_nothing("13-queued").await;

    portal.browser.before_page(LOGIN_FAILS).await;
    // The page is left, so that nothing of it is under way.
    portal.browser.go("about:blank").await;
    let before = portal.line.posted().len();
    let ended = Fate::answer("401 Unauthorized", &["Content-Type: application/problem+json"], "{}");
    portal.line.fates([Fate::Pass, Fate::Pass, ended]);
    let form = portal.visit(&visit(16)).await;
    form.shows("Chờ đăng nhập lại").await;
    form.when(RECEIPTS, &[json!(2)]).await;
    // By hand: a page that says another language is taken for a login.
    Inspector::of_waiting(form).finds_nothing("13-waits-for-login").await;
    // The rest waits for the officer, who is asked once.
    assert_eq!(portal.line.posted().len() - before, 3);
    assert_eq!(form.now("asked", &[]).await, 1);
    assert_eq!(portal.server.rows().len(), 2);

    portal.browser.run("const form = document.querySelector('bao-cao'); form.headers = form.headers", &[]).await;
    form.when(RECEIPTS, &[json!(5)]).await;
    assert_eq!(arrived(&portal), (11..=15).map(|day| told(&format!("{TYPED} ({day})"))).collect::<Vec<_>>());
    assert_eq!(portal.line.posted().len() - before, 6);
}
