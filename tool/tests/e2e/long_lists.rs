//! More tasks than are in the document at once.

use crate::form::Form;
use crate::portal::Portal;
use serde_json::json;

const REPORT: &str = "Báo cáo quý · Quý I/2026";

/// Opens the report of a plan with so many tasks.
async fn open<'b>(portal: &'b Portal, many: usize) -> Form<'b> {
    let form = portal.visit("plan=vi-du-bieu-so-lieu&unit=huyen-doan-b&as-of=2026-03-10").await;
    form.when("due(given[0])", &[json!(REPORT)]).await;
    let change = "const [task] = plan.tasks; plan.id = 'nhieu'; plan.title = 'Nhiều nhiệm vụ'; \
            plan.tasks = Array.from({length: given[0]}, (_, n) => ({...task, id: `viec-${n + 1}`, number: `${n + 1}`, title: `Việc số ${n + 1}`}));";
    form.changes_plan(change, &[json!(many)]).await;
    form.shows("Nhiều nhiệm vụ").await;
    form.open(REPORT).await;
    form
}

/// The first rows come at once, the others by themselves, and each is told as one of all.
#[tokio::test]
async fn the_rows_that_follow_come_by_themselves() {
    let portal = Portal::start().await;
    let form = open(&portal, 300).await;
    let rows = form.when("tasks().length > 300 && tasks().map(said)", &[]).await;
    let rows: Vec<&str> = rows.as_array().unwrap().iter().map(|row| row.as_str().unwrap()).collect();
    for (place, row) in rows[..300].iter().enumerate() {
        assert_eq!(*row, format!("{0}Việc số {0}Chưa nhập", place + 1));
    }
    // All are there, so that nobody needs to be told of how many.
    assert_eq!(form.now("all('.tasks [aria-setsize]').length", &[]).await, json!(0));
    // One that is out of sight is found by its words, by the browser and here.
    form.click_on("holds('button.task', 'Việc số 287')", &[]).await;
    form.when("said(root.querySelector('.panel h2')).includes('Việc số 287')", &[]).await;
    let search = "(() => { const field = root.querySelector('input[type=search]'); field.value = 'viec so 29'; \
        return field.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true})); })()";
    form.now(search, &[]).await;
    form.when("tasks().length === 13", &[]).await;
    let names = form.now("tasks().map((row) => said(row.querySelector('.no')))", &[]).await;
    assert_eq!(
        names,
        json!(["29", "129", "229", "290", "291", "292", "293", "294", "295", "296", "297", "298", "299"])
    );
}

/// Of more than two thousand a window is in the document, which moves, and says where it is.
#[tokio::test]
async fn beyond_two_thousand_a_window_moves() {
    let portal = Portal::start().await;
    let form = open(&portal, 2_300).await;
    form.when("tasks().length === 2000", &[]).await;
    let place = "(row) => { const item = row.closest('[role=listitem]'); return [item.ariaPosInSet, item.ariaSetSize, said(row.querySelector('.no'))]; }";
    let ends = format!("[tasks()[0], tasks().at(-1)].map({place})");
    let found = form.now(&ends, &[]).await;
    let all = found[0][1].as_str().unwrap().to_owned();
    assert_eq!(found, json!([["1", all, "1"], ["2000", all, "2000"]]));
    form.click_on("all('.list button.small').at(-1)", &[]).await;
    form.when("said(tasks()[0]?.querySelector('.no')) === '1001'", &[]).await;
    let found = form.now(&ends, &[]).await;
    assert_eq!(found, json!([["1001", all, "1001"], [all, all, ""]]));
    form.click_on("all('.list button.small')[0]", &[]).await;
    form.when("said(tasks()[0]?.querySelector('.no')) === '1'", &[]).await;
}
