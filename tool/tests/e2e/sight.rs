//! What is in view, and what is on paper.

use crate::browser::Browser;
use crate::engine::{Engine, in_every_engine};
use crate::form::Form;
use crate::inspector;
use crate::portal::Portal;
use crate::portal_page;
use crate::server::Server;
use crate::store::Store;
use serde_json::json;

/// A report on the 57 tasks of a plan.
const MANY: &str = "plan=tw-doan-2025&group=tinh-thanh-doan&name=Tỉnh đoàn Hải Dương&as-of=2025-11-20";

/// Windows: a desk, a phone, a phone held across, and 1280 by 1024 at 400 %.
const WINDOWS: [(u32, u32); 4] = [(1280, 900), (360, 640), (640, 360), (320, 256)];

/// Controls that the keyboard meets and that something else covers once they have the focus.
const COVERED: &str = "all('.panel :is(input, textarea, select, button)').filter(shown).filter((one) => {
        one.focus();
        const at = one.getBoundingClientRect();
        const bar = root.querySelector('.saved').getBoundingClientRect();
        return at.top < 0 || Math.min(at.bottom, at.top + 40) > bar.top;
    }).map((one) => `${one.localName} ${one.id || said(one)}`)";

#[tokio::test]
async fn the_way_to_send_is_always_in_view_and_covers_no_field() {
    let portal = Portal::start().await;
    let form = portal.visit(MANY).await;
    form.click_on("all('.overview .acts button:enabled')[0]", &[]).await;
    form.when("tasks().length > 20", &[]).await;
    let in_view = "(() => {
            const at = first('button', 'Kiểm tra và gửi').getBoundingClientRect();
            return at.top > 0 && at.bottom <= innerHeight && at.right <= innerWidth;
        })()";
    for (width, height) in WINDOWS {
        portal.browser.look(width, height, false).await;
        form.line(0).await;
        form.when(in_view, &[]).await;
        assert_eq!(form.now(COVERED, &[]).await, json!([]), "{width}×{height}");
        form.now("root.querySelector('.to-list').click()", &[]).await;
        form.when("shown(tasks()[0]) && (tasks()[0].scrollIntoView(), true)", &[]).await;
        form.when(in_view, &[]).await;
        let bar = form.now("root.querySelector('.saved').clientHeight", &[]).await.as_u64().unwrap();
        assert!(bar < 80, "the bar takes {bar} of {height}");
        let out = "all('.task').filter(shown).filter((one) => one.getBoundingClientRect().right
            - one.querySelector('.chip').getBoundingClientRect().right > 12).map(said)";
        assert_eq!(form.now(out, &[]).await, json!([]), "a mark is not at the right, {width}×{height}");
    }
}

#[tokio::test]
async fn the_way_to_send_stays_where_it_is_while_answers_are_saved() {
    let portal = Portal::start().await;
    let form = portal.visit(MANY).await;
    form.click_on("all('.overview .acts button:enabled')[0]", &[]).await;
    form.line(0).await;
    form.when("root.querySelector('.saved [role=status]')", &[]).await;
    // Wherever it is at each change of the words beside it.
    let watch = "(() => {
            const line = root.querySelector('.saved');
            window.seen = new Map();
            const look = () => seen.set(said(line), first('button', 'Kiểm tra và gửi').getBoundingClientRect().left);
            look();
            new MutationObserver(look).observe(line, { subtree: true, childList: true, characterData: true });
            return seen.size;
        })()";
    form.now(watch, &[]).await;
    form.fill("Kết quả thực hiện trong kỳ", "Đã tổ chức hội nghị").await;
    form.saved().await;
    let seen = form.now("[seen.size, new Set(seen.values()).size]", &[]).await;
    assert!(seen[0].as_u64().is_some_and(|texts| texts >= 3), "nothing, saving, saved: {seen}");
    assert_eq!(seen[1], json!(1), "it moved");
}

#[tokio::test]
async fn whoever_opens_a_report_sees_until_when_it_is_due() {
    let portal = Portal::start().await;
    let deadline = "(() => {
            const at = root.querySelector('#report b').getBoundingClientRect();
            const bar = root.querySelector('.saved').getBoundingClientRect();
            return at.top >= 0 && at.bottom <= Math.min(innerHeight, bar.top) && focused()?.id === 'report';
        })()";
    for (width, height) in [(1280, 800), (360, 640), (640, 360)] {
        portal.browser.look(width, height, false).await;
        let form = portal.visit(MANY).await;
        form.click_on("all('.overview .acts button:enabled')[0]", &[]).await;
        form.when("tasks().length > 20", &[]).await;
        form.when(deadline, &[]).await;
        // On a phone the list takes the place of a task: who comes back to it is where the tasks are.
        form.line(0).await;
        if form.now("shown(root.querySelector('.to-list'))", &[]).await == json!(true) {
            form.now("root.querySelector('.to-list').click()", &[]).await;
            form.when("focused()?.id === 'tasks'", &[]).await;
        }
    }
}

#[tokio::test]
async fn the_plans_title_is_short_where_a_report_is_written() {
    let portal = Portal::start().await;
    let form = portal.visit("plan=xa-nam-cuong-2026&unit=trung-tam-phuc-vu-hanh-chinh-cong&as-of=2026-06-13").await;
    portal.browser.look(360, 640, false).await;
    let lines = "Math.round(root.querySelector('h1').clientHeight / parseFloat(getComputedStyle(root.querySelector('h1')).lineHeight))";
    form.when("root?.querySelector('h1')", &[]).await;
    assert!(form.now(lines, &[]).await.as_u64().unwrap() > 2, "the overview has all of it");
    form.click_on("all('.overview .acts button:enabled')[0]", &[]).await;
    form.when("tasks().length", &[]).await;
    assert_eq!(form.now(lines, &[]).await, json!(2));
    // A task under a heading whose number begins anew says where that heading stands.
    form.shows("V › 1. Trung tâm Phục vụ hành chính công").await;
    let wordings = "shown(root.querySelector('.due q'))";
    assert_eq!(form.now(wordings, &[]).await, json!(false));
    form.click_on("root.querySelector('.due summary')", &[]).await;
    form.when(wordings, &[]).await;
}

#[tokio::test]
async fn what_the_plan_says_of_a_task_and_its_measures() {
    let portal = Portal::start().await;
    let form = portal.visit("plan=xa-nam-cuong-2026&unit=trung-tam-phuc-vu-hanh-chinh-cong&as-of=2026-06-13").await;
    form.click_on("all('.overview .acts button:enabled')[0]", &[]).await;
    form.when("tasks().length", &[]).await;
    form.click_on("holds('button.task', '18/5')", &[]).await;
    form.shows("ngày 18/5, 1/10, 10/10 hằng năm").await;
    form.line_named("Chỉ tiêu").await;
    let of = "all('.indicator').find((one) => said(one).includes('Đến năm 2030: ít nhất 70%'))";
    let targets = format!("all('.targets li', {of}).map((one) => said(one.querySelector('b') ?? one))");
    let wanted = json!(["Đến năm 2026: ít nhất 10%", "Đến năm 2027: ít nhất 30%", "Đến năm 2030: ít nhất 70%"]);
    assert_eq!(form.now(&targets, &[]).await, wanted);
    assert_eq!(form.now(&format!("all('q', {of}).filter(shown).length"), &[]).await, json!(1));
}

#[tokio::test]
async fn on_paper_nothing_stands_in_the_way() {
    let portal = Portal::start().await;
    let form = portal.visit(MANY).await;
    form.click_on("all('.overview .acts button:enabled')[0]", &[]).await;
    form.when("tasks().length > 20", &[]).await;
    form.line(0).await;
    portal.browser.devtools("Emulation.setEmulatedMedia", json!({"media": "print"})).await;
    let seen = "['.langs', '.preview', '.saved', 'nav'].filter((one) => shown(root.querySelector(one)))";
    assert_eq!(form.now(seen, &[]).await, json!([]));
    assert_eq!(form.now("getComputedStyle(root.querySelector('.columns')).display", &[]).await, json!("block"));
}

in_every_engine!(on_a_phone_list_and_task_take_turns_and_the_report_goes_out);

/// Not every browser's window can be as narrow: the page is in a frame that is.
async fn on_a_phone_list_and_task_take_turns_and_the_report_goes_out(engine: Engine) {
    let server = Server::start();
    let mut store = Store::before(&server);
    store.allow("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data:");
    portal_page::put_files(&mut store);
    store.put("/page.html", "text/html", portal_page::of("xa-nam-cuong-2026", "phong-van-hoa-xa-hoi", "2026-06-10"));
    let phone = r#"<!doctype html><title>360</title><link rel="icon" href="data:,">
        <iframe src="/page.html" width="360" height="640"></iframe>"#;
    store.put("/phone.html", "text/html", phone);
    let (site, browser) = (store.serve().await, Browser::start_in(engine).await);
    browser.go(&format!("{site}/phone.html")).await;
    browser.enter_frame().await;
    let form = Form::of(&browser, 0);
    let fits = async || assert_eq!(browser.run(&inspector::call("tooWide"), &[]).await, json!([]));
    form.open("Khó khăn, vướng mắc hoặc phát sinh vấn đề").await;
    form.when("shown(tasks()[0]) && !shown(root.querySelector('.panel'))", &[]).await;
    fits().await;
    form.line(0).await;
    form.when("!shown(tasks()[0]) && shown(root.querySelector('.panel'))", &[]).await;
    form.fill("Khó khăn, vướng mắc", "Chưa có cán bộ chuyên trách").await;
    fits().await;
    form.line(1).await;
    form.fill("Họ và tên người lập báo cáo", "Lò Văn Ứng").await;
    form.fill("Chức vụ", "Công chức").await;
    form.check().await;
    fits().await;
    form.press("Gửi báo cáo").await;
    assert_eq!(form.receipt("Số biên nhận").await, "BC-000001");
    fits().await;
    assert_eq!(server.row().body["sections"]["difficulties"], "Chưa có cán bộ chuyên trách");
    assert_eq!(browser.complaints().await, [""; 0]);
}
