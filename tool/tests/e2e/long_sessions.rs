//! Portals that stay open for days: forms that come and go, and an officer who types for two hours.

use crate::browser::Browser;
use crate::form::Form;
use crate::portal::Portal;
use serde_json::{Value, json};

const VISIT: &str = "plan=vp-ubnd-tinh-2025&unit=phong-hanh-chinh-quan-tri&as-of=2026-06-13";

/// Keeps hold of the modules' memories, and counts the timers that still run.
const WATCH: &str = "window.memories = new Set();
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const theirs = WebAssembly[name];
        WebAssembly[name] = async (...given) => {
            const made = await theirs.apply(WebAssembly, given);
            const memory = made.instance?.exports.memory;
            if (memory) memories.add(memory);
            return made;
        };
    }
    window.timers = new Set();
    for (const [start, end, isOnce] of [['setInterval', 'clearInterval'], ['setTimeout', 'clearTimeout', true]]) {
        const { [start]: theirs, [end]: theirEnd } = window;
        window[start] = (does, ...given) => {
            const id = theirs((...all) => { if (isOnce) timers.delete(id); does(...all); }, ...given);
            timers.add(id);
            return id;
        };
        window[end] = (id) => { timers.delete(id); theirEnd(id); };
    }";

/// What a page holds once its garbage is collected.
#[derive(Clone, Copy, Debug)]
struct Holds {
    heap: f64,
    module: f64,
    nodes: f64,
    listeners: f64,
    timers: f64,
}

async fn holds(browser: &Browser) -> Holds {
    // What is finalised after one collection, in a task of its own, is free after the next.
    for _ in 0..4 {
        browser.devtools("HeapProfiler.collectGarbage", json!({})).await;
        browser.run_async("requestIdleCallback(() => setTimeout(arguments[0], 200), {timeout: 500})", &[]).await;
    }
    let metrics = browser.devtools("Performance.getMetrics", json!({})).await;
    let metric = |name: &str| {
        let all = metrics["metrics"].as_array().into_iter().flatten();
        let found = all.into_iter().find(|one| one["name"] == name).map(|one| one["value"].clone());
        found.as_ref().and_then(Value::as_f64).unwrap_or_else(|| panic!("{name} is not measured"))
    };
    let number = async |script: &str| browser.run(script, &[]).await.as_f64().unwrap();
    Holds {
        heap: metric("JSHeapUsedSize"),
        module: number("return [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0)").await,
        nodes: metric("Nodes"),
        listeners: metric("JSEventListeners"),
        timers: number("return timers.size").await,
    }
}

/// By how much a module's memory grows at a time.
const PAGE: f64 = 65_536.0;

/// That a page holds no more than it did, but for what every browser keeps for a while: the code it has compiled, and how
/// long things took.
fn assert_flat(early: Holds, late: Holds, heap: f64) {
    println!("early: {early:?}\nlate:  {late:?}");
    assert!(late.heap < early.heap + heap, "the heap grows: {early:?} {late:?}");
    // Also what never grows may lie just below the end of a page.
    assert!(late.module <= early.module + PAGE, "the module's memory grows: {early:?} {late:?}");
    assert!(late.nodes <= early.nodes + 100.0, "nodes stay: {early:?} {late:?}");
    assert!(late.listeners <= early.listeners + 20.0, "listeners stay: {early:?} {late:?}");
    assert!(late.timers <= early.timers, "timers run on: {early:?} {late:?}");
}

async fn watched() -> Portal {
    let portal = Portal::start().await;
    portal.browser.before_page(WATCH).await;
    portal.browser.devtools("Performance.enable", json!({})).await;
    portal
}

/// A form is put into the page, opened, typed in, and removed.
const COME_AND_GO: &str = "const [times, done] = arguments;
    (async () => {
        const first = window.theirs ??= document.querySelector('bao-cao');
        first.remove();
        const until = async (what) => { while (!what()) await new Promise((then) => setTimeout(then, 5)); };
        for (let time = 0; time < times; time++) {
            const form = first.cloneNode(false);
            form.unit = first.unit;
            form.headers = first.headers;
            document.getElementById('form').append(form);
            await form.ready;
            const root = form.shadowRoot;
            await until(() => root.querySelector('.overview .acts button:enabled'));
            root.querySelector('.overview .acts button:enabled').click();
            await until(() => root.querySelector('button.task'));
            root.querySelector('button.task').click();
            await until(() => root.querySelector('.panel textarea'));
            const field = root.querySelector('.panel textarea');
            field.value = `Lần ${time}`;
            field.dispatchEvent(new Event('input', { bubbles: true }));
            await until(() => root.querySelector('.saved')?.textContent.startsWith('✓'));
            form.remove();
        }
    })().then(() => done(null), (error) => done(String(error)));";

#[tokio::test]
#[ignore = "takes a minute, in `cargo xtask test long`"]
async fn five_hundred_forms_come_and_go_and_leave_nothing() {
    let portal = watched().await;
    portal.visit(VISIT).await;
    let come_and_go = async |times: u32| {
        for _ in 0..times / 25 {
            assert_eq!(portal.browser.run_async(COME_AND_GO, &[json!(25)]).await, Value::Null);
        }
    };
    come_and_go(50).await;
    let early = holds(&portal.browser).await;
    come_and_go(450).await;
    assert_flat(early, holds(&portal.browser).await, 250_000.0);
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

const TYPING: &str = "plan=xa-nam-cuong-2026&unit=trung-tam-phuc-vu-hanh-chinh-cong&as-of=2026-06-18";

/// Has the page's time go faster: what is done by the clock (looking at it each second, keeping the report in hand, asking
/// what became of reports) is done as often as in two hours, while the letters come as fast as the browser takes them.
const HURRY: &str = "const began = Date.now(), now = Date.now, every = window.setInterval;
    window.hours = () => (Date.now() - began) / 3_600_000;
    Date.now = () => began + 40 * (now.call(Date) - began);
    window.setInterval = (does, wait, ...given) => every(does, wait / 40, ...given);";

/// Letters of two hours at 200 a minute.
const LETTERS: usize = 24_000;
const SENTENCE: &str = "Đã tập huấn 3 lớp cho cán bộ các phòng, ban. ";
const FILLING: &str = "Báo cáo tình hình, kết quả thực hiện · 6 tháng đầu năm 2026";
const SENDING: &str = "Khó khăn, vướng mắc hoặc phát sinh vấn đề";
const NUMBER: &str = "Số biên nhận";
const RESULT: &str = "Kết quả thực hiện trong kỳ";

/// As many letters as an officer types in two hours, each sentence in another task, with the pages that such an officer
/// turns to in between and reports that go out and are corrected.
#[tokio::test]
#[ignore = "takes minutes, in `cargo xtask test long`"]
async fn two_hours_of_typing_and_going_about_leave_nothing() {
    let portal = watched().await;
    portal.browser.before_page(HURRY).await;
    let form = portal.visit(TYPING).await;
    form.tell_of_difficulties("Thiếu 01 người").await;
    form.press("Gửi báo cáo").await;
    form.receipt(NUMBER).await;
    go_about(form).await;
    let mut tasks = Vec::new();
    for line in 0..form.lines().await {
        form.line(line).await;
        tasks.extend(form.asks(RESULT).await.then_some(line));
    }
    // From a page on of which the driver is given no element: it would keep each one, with all that was around it.
    portal.visit(TYPING).await;
    let before = without_form(&portal.browser).await;
    let form = portal.visit(TYPING).await;
    goes_on(form).await;
    let (mut early, mut pages, mut reports) = (None, 0, 1);
    let sentences = LETTERS / SENTENCE.chars().count();
    for sentence in 0..sentences {
        opens(form, tasks[sentence % tasks.len()]).await;
        types(form, RESULT, SENTENCE).await;
        if sentence % 10 == 9 {
            checks(form).await;
            presses(form, "Quay lại sửa").await;
            pages += 1;
        }
        if sentence % 20 == 19 {
            go_about(form).await;
            pages += 5;
        }
        if sentence % 40 == 39 {
            corrects(form, sentence).await;
            go_about(form).await;
            (pages, reports) = (pages + 8, reports + 1);
        }
        if sentence == sentences / 10 {
            early = Some(holds(&portal.browser).await);
        }
    }
    println!("{LETTERS} letters, {sentences} times another task, {pages} other pages, {reports} reports sent");
    // On a fast machine the letters are there before the hours.
    while portal.browser.run_async("setTimeout(() => arguments[0](hours()), 500)", &[]).await.as_f64().unwrap() < 2.0 {}
    form.saved().await;
    assert_flat(early.unwrap(), holds(&portal.browser).await, 500_000.0);
    assert_eq!(portal.browser.complaints().await, [""; 0]);
    let after = without_form(&portal.browser).await;
    println!("before it: {before:?}\nafter it:  {after:?}");
    assert_eq!(after.timers, 0.0, "timers run on");
    assert!(after.nodes <= before.nodes + 100.0, "nodes outlive the form: {before:?} {after:?}");
    assert!(after.listeners <= before.listeners + 20.0, "listeners outlive the form: {before:?} {after:?}");
}

/// What the page holds once its form was taken out of it.
async fn without_form(browser: &Browser) -> Holds {
    browser.run("document.querySelector('bao-cao').remove()", &[]).await;
    holds(browser).await
}

/// Clicks by script, which gives no element: the driver would keep each one, with all that was around it.
async fn clicks(form: Form<'_>, expression: &str, given: &[Value]) {
    form.when(&format!("[{expression}].some((one) => (one?.click(), one))"), given).await;
}

async fn presses(form: Form<'_>, text: &str) {
    clicks(form, "first('button:enabled', given[0]) ?? holds('button:enabled', given[0])", &[json!(text)]).await;
}

async fn opens(form: Form<'_>, line: usize) {
    clicks(form, "tasks()[given[0]]", &[json!(line)]).await;
    form.when("tasks()[given[0]].ariaCurrent && root.querySelector('.panel') !== null", &[json!(line)]).await;
}

/// Types over what stands in a question.
async fn types(form: Form<'_>, label: &str, text: &str) {
    let selects = "[control(given[0])].some((at) => (at?.focus(), at?.select(), at))";
    form.when(selects, &[json!(label)]).await;
    form.browser.press(text).await;
    form.when("control(given[0])?.value === given[1]", &[json!(label), json!(text)]).await;
}

async fn checks(form: Form<'_>) {
    presses(form, "Kiểm tra và gửi").await;
    form.when("root.querySelector('.check-page') !== null", &[]).await;
}

/// From wherever to each page there is, and back to the report that is being filled.
async fn go_about(form: Form<'_>) {
    for page in
        ["Danh sách báo cáo", "Lịch nộp cả năm", "Danh sách báo cáo", "Dữ liệu trên máy này", "Danh sách báo cáo"]
    {
        presses(form, page).await;
    }
    goes_on(form).await;
}

/// From the list of reports into the one that is being filled.
async fn goes_on(form: Form<'_>) {
    clicks(form, "due(given[0])?.querySelector('.acts button:enabled')", &[json!(FILLING)]).await;
    form.when("tasks().length", &[]).await;
}

/// Corrects a report that was sent, and sends it again.
async fn corrects(form: Form<'_>, time: usize) {
    presses(form, "Danh sách báo cáo").await;
    let sent = "all('.due').find((one) => said(one.querySelector('.due-title .muted')).startsWith(`${given[0]} · `))";
    clicks(form, &format!("{sent}?.querySelector('.acts button:enabled')"), &[json!(SENDING)]).await;
    let number = form.receipt(NUMBER).await;
    presses(form, "Sửa và gửi bản điều chỉnh").await;
    opens(form, 0).await;
    types(form, "Khó khăn, vướng mắc", &format!("Thiếu {time} người")).await;
    checks(form).await;
    presses(form, "Gửi").await;
    let shown = "said(all('.receipt dt').find((dt) => said(dt) === given[0])?.nextElementSibling)";
    form.when(&format!("[{shown}].find((one) => one && one !== given[1])"), &[json!(NUMBER), json!(number)]).await;
}
