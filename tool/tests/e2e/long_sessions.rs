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
    const { setInterval: every, clearInterval: endEvery } = window;
    window.setInterval = (...given) => { const id = every.apply(window, given); timers.add(id); return id; };
    window.clearInterval = (id) => { timers.delete(id); endEvery.call(window, id); };";

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

/// That a page holds no more than it did, but for what every browser keeps for a while.
fn assert_flat(early: Holds, late: Holds) {
    println!("early: {early:?}\nlate:  {late:?}");
    assert!(late.heap < early.heap + 1_000_000.0, "the heap grows: {early:?} {late:?}");
    assert!(late.module <= early.module + 2.0 * 65_536.0, "the module's memory grows: {early:?} {late:?}");
    assert!(late.nodes < early.nodes + 100.0, "nodes stay: {early:?} {late:?}");
    assert!(late.listeners < early.listeners + 20.0, "listeners stay: {early:?} {late:?}");
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
        const model = window.model ??= document.querySelector('bao-cao').cloneNode(false);
        document.querySelector('bao-cao')?.remove();
        const until = async (what) => { while (!what()) await new Promise((then) => setTimeout(then, 5)); };
        for (let time = 0; time < times; time++) {
            const form = model.cloneNode(false);
            form.unit = 'phong-hanh-chinh-quan-tri';
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
#[ignore = "not flat yet: of each form 10 listeners, 3 nodes and 4.5 KB stay, not least what yew registers where it is mounted"]
async fn five_hundred_forms_come_and_go_and_leave_nothing() {
    let portal = watched().await;
    let form = portal.visit(VISIT).await;
    form.now("(document.querySelector('bao-cao').id = 'first', true)", &[]).await;
    let come_and_go = async |times: u32| {
        for _ in 0..times / 25 {
            assert_eq!(portal.browser.run_async(COME_AND_GO, &[json!(25)]).await, Value::Null);
        }
    };
    come_and_go(50).await;
    let early = holds(&portal.browser).await;
    come_and_go(450).await;
    assert_flat(early, holds(&portal.browser).await);
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

/// Letters of two hours at 200 a minute.
const LETTERS: usize = 24_000;

#[tokio::test]
#[ignore = "takes minutes, and was not run to its end yet"]
async fn two_hours_of_typing_and_going_about_leave_nothing() {
    let portal = watched().await;
    let form = portal.visit(VISIT).await;
    form.open("Báo cáo 6 tháng · 6 tháng đầu năm 2026").await;
    let lines = form.lines().await;
    let sentence = "Đã tập huấn 3 lớp cho cán bộ các phòng, ban. ";
    let mut early = None;
    for round in 0..LETTERS / sentence.chars().count() {
        types(form, round % (lines - 2), sentence).await;
        match round % 20 {
            7 => form.check().await,
            13 => {
                form.press("Danh sách báo cáo").await;
                form.open("Báo cáo 6 tháng · 6 tháng đầu năm 2026").await;
            }
            _ => {}
        }
        if round == 100 {
            early = Some(holds(&portal.browser).await);
        }
    }
    assert_flat(early.unwrap(), holds(&portal.browser).await);
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}

/// Types over what stands in a task.
async fn types(form: Form<'_>, line: usize, sentence: &str) {
    form.line(line).await;
    form.now(
        "(() => { const at = control('Kết quả thực hiện trong kỳ'); at.focus(); at.select(); return true; })()",
        &[],
    )
    .await;
    form.browser.press(sentence).await;
}
