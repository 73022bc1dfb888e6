//! How quick the largest table is; told, not asserted: docs/performance.md has the figures of one run.

use super::{PLAN, SHEET, goes_to};
use crate::form::Form;
use crate::portal::Portal;
use serde_json::{Value, json};

const LARGE: &str = "Biểu lớn";
const REPORT: &str = "Báo cáo quý · Quý I/2026";
const PAGE: &str = "Đánh giá chung, kiến nghị";

/// Makes one table of 30 columns, all with sums, the only thing that the report asks.
const CHANGE: &str = "const columns = Array.from({length: 30}, (_, n) => ({id: `c${n}`, title: `Cột ${n}`, kind: 'integer', total: true})); \
    plan.reports[0].outline.sections = ['overall', {field: 'lon', label: 'Biểu lớn', kind: 'table', table: {columns}}];";

/// Waits in the page for the end of the work on the next frame.
const FRAME: &str = "const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));";

/// Does something in the page and gives the milliseconds until something is there and shown.
fn until(does: &str, there: &str) -> String {
    format!(
        "(async () => {{ {FRAME} const from = performance.now(); {does}; \
        do await frame(); while (!({there})); return [performance.now() - from]; }})()"
    )
}

/// Does something so often and gives the milliseconds that each took to the frame after it in which something is so.
fn each(times: usize, does: &str, there: &str) -> String {
    format!(
        "(async () => {{ {FRAME} const times = []; for (let n = 0; n < {times}; n++) {{ \
        const from = performance.now(); {does}; \
        let wait = 0; do await frame(); while (!({there}) && wait++ < 300); times.push(performance.now() - from); }} return times; }})()"
    )
}

/// Milliseconds that the page has worked: unlike a clock it does not count what else the machine does.
async fn work(form: &Form<'_>) -> f64 {
    form.browser.devtools("Performance.enable", json!({"timeDomain": "threadTicks"})).await;
    let metrics = form.browser.devtools("Performance.getMetrics", json!({})).await;
    let tasks = metrics["metrics"].as_array().into_iter().flatten().find(|one| one["name"] == "TaskDuration");
    tasks.and_then(|one| one["value"].as_f64()).unwrap_or_default() * 1000.0
}

/// Prints a row of the table: the middle and the longest of what was measured, and the page's work for each.
async fn tells(form: &Form<'_>, what: &str, expression: &str, given: &[Value]) {
    let before = work(form).await;
    let measured = form.now(expression, given).await;
    let mut times: Vec<f64> = measured.as_array().unwrap().iter().filter_map(Value::as_f64).collect();
    let worked = (work(form).await - before) / times.len() as f64;
    times.sort_by(f64::total_cmp);
    let (middle, longest) = (times[times.len() / 2], times[times.len() - 1]);
    println!("| {what} | {} | {middle:.0} ms | {longest:.0} ms | {worked:.1} ms |", times.len());
}

/// The form with the large table in its plan, before any report is open.
async fn visit(portal: &Portal) -> Form<'_> {
    let form = portal.visit(PLAN).await;
    form.when("due(given[0])", &[json!(REPORT)]).await;
    form.changes_plan(CHANGE, &[]).await;
    form.when("tasks().length === 0 && due(given[0])", &[json!(REPORT)]).await;
    form
}

#[tokio::test]
#[ignore = "long: measures"]
async fn sixty_thousand_cells() {
    let portal = Portal::start().await;
    let form = visit(&portal).await;
    form.open(REPORT).await;
    form.line_named(PAGE).await;
    goes_to(&form, LARGE, 0, 0).await;
    println!("| | times | middle | longest | of it the page's work, each |\n|---|--:|--:|--:|--:|");

    let line: Vec<String> = (0..30).map(|n| (n * 37).to_string()).collect();
    let block = vec![line.join("\t"); 2_000].join("\n");
    let given = [json!(LARGE), json!(block), json!("Dán")];
    let paste = "const data = new DataTransfer(); data.setData('text/plain', given[1]); \
        focused().dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, composed: true, cancelable: true}))";
    let offered = until(paste, "first('button:enabled', given[2])");
    tells(&form, "2,000 × 30 cells pasted, until what goes where is shown", &offered, &given).await;
    let total = format!("said({SHEET}.querySelector('tfoot td:nth-child(3)')) === '74.000'");
    let accepted = until("first('button:enabled', given[2]).click()", &total);
    tells(&form, "accepted, until all cells and sums are there", &accepted, &given).await;
    form.saved().await;

    let given = [json!(LARGE)];
    let key = "focused().dispatchEvent(new KeyboardEvent('keydown', {key: given[1], bubbles: true, composed: true, cancelable: true}))";
    let in_cell = "focused()?.closest('td')";
    let step = each(40, key, in_cell);
    tells(&form, "an arrow key", &step, &[json!(LARGE), json!("ArrowDown")]).await;
    let typed = format!(
        "const cell = focused(); cell.value = `${{n}}`; cell.dispatchEvent(new InputEvent('input', {{bubbles: true, composed: true}})); {key}"
    );
    let change = each(12, &typed, in_cell);
    tells(&form, "a cell changed, with its sums and checks", &change, &[json!(LARGE), json!("Enter")]).await;
    form.saved().await;

    // By what a wheel turns, and by more than what is in the document at once.
    let scroll = |by: &str| each(60, &format!("{SHEET}.scrollBy(0, {by})"), "true");
    let (little, far) = (scroll("100"), scroll(&format!("{SHEET}.scrollHeight / 61")));
    tells(&form, "scrolled by three rows", &little, &given).await;
    form.now(&format!("{SHEET}.scrollTo(0, 0)"), &given).await;
    tells(&form, "scrolled by a sixtieth of all", &far, &given).await;
    // What is in view is there, not only its room.
    let at = format!(
        "(() => {{ const at = {SHEET}.getBoundingClientRect(); \
        return root.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2)?.closest('td[data-at]'); }})()"
    );
    form.when(&at, &given).await;
    println!("\nCells in the document: {}.", form.now("root.querySelectorAll('.sheet td').length", &[]).await);

    // In a new page, from what the device has kept.
    let form = visit(&portal).await;
    let report =
        "due(given[0]) ?? all('.due').find((one) => said(one.querySelector('.due-title .muted')).startsWith(given[0]))";
    let opened = until(&format!("({report}).querySelector('.acts button:enabled').click()"), "tasks().length");
    tells(&form, "the report opened in a new page", &opened, &[json!(REPORT)]).await;
    let named = "tasks().find((one) => said(one.querySelector('.name')) === given[1])";
    let shown = until(&format!("{named}.click()"), &format!("{SHEET}?.querySelector('td[data-at]') && {total}"));
    tells(&form, "the table opened, until its cells and sums are there", &shown, &[json!(LARGE), json!(PAGE)]).await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
