//! Text is text: markup and scripts in a plan, and typed into every field, stay what they are.

use crate::engine::{Engine, in_every_engine};
use crate::place::{self, PlanFolder};
use crate::portal::Portal;
use crate::server::Server;
use serde_json::{Value, json};

const MARKUP: &str = r#"<img src=x onerror="window.hit=1"><script>window.hit=1</script>"#;
const LINK: &str = "javascript:window.hit=1";

/// What must not be there if everything stayed text.
const CAME_ALIVE: &str = "const look = (root) => [...root.querySelectorAll('*')].flatMap((one) => [
        ...(one.matches('img, iframe, object, embed, [onerror], [onclick], [style], [href^=\"javascript:\" i]') ? [one.outerHTML] : []),
        ...(one.shadowRoot ? look(one.shadowRoot) : []),
    ]);
    return [...look(document), ...(window.hit ? ['a script ran'] : [])];";

/// Puts markup and a link into every text of a plan that people read.
fn poison(value: &mut Value) {
    const READ: [&str; 12] = [
        "title",
        "name",
        "text",
        "wording",
        "product",
        "number",
        "final",
        "through",
        "embedded_in",
        "help",
        "label",
        "excludes",
    ];
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                match member {
                    Value::String(text) if READ.contains(&key.as_str()) => *text = format!("{text} {MARKUP} {LINK}"),
                    other => poison(other),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(poison),
        _ => {}
    }
}

in_every_engine!(markup_and_scripts_stay_text);

async fn markup_and_scripts_stay_text(engine: Engine) {
    let mut plan: Value = serde_json::from_str(&place::plan("vp-ubnd-tinh-2025")).unwrap();
    poison(&mut plan);
    let plans = PlanFolder::with("vp-ubnd-tinh-2025", &plan.to_string());
    let portal = Portal::before_in(engine, Server::start_with(plans.path())).await;
    let form = portal.visit("plan=vp-ubnd-tinh-2025&unit=trung-tam-tin-hoc-cong-bao&as-of=2026-06-13").await;
    form.shows(MARKUP).await;
    assert_eq!(portal.browser.run(CAME_ALIVE, &[]).await, json!([]));
    form.click_on("all('.overview .acts button')[0]", &[]).await;
    form.when("tasks().length", &[]).await;

    let lines = form.lines().await;
    for at in 0..lines {
        form.line(at).await;
        if form.asks("Tình trạng").await {
            form.choose("Tình trạng", "Hoàn thành").await;
        }
        if form.asks("Minh chứng").await {
            form.press("Thêm minh chứng").await;
            form.fill_cell(0, "Tên văn bản, sản phẩm", MARKUP).await;
            form.fill_cell(0, "Đường dẫn", LINK).await;
        }
        let labels = form.now("all('.panel [data-field]').filter((one) => one.querySelector('textarea')).map((one) => said(one.querySelector('label')))", &[]).await;
        for label in labels.as_array().unwrap() {
            form.fill(label.as_str().unwrap(), MARKUP).await;
        }
        assert_eq!(portal.browser.run(CAME_ALIVE, &[]).await, json!([]));
    }
    form.fill("Họ và tên người lập báo cáo", MARKUP).await;
    form.fill("Chức vụ", LINK).await;
    form.fill("Thư điện tử", "a@b.vn").await;
    form.check().await;
    let errors = form.errors().await;
    assert!(!errors.is_empty() && errors.iter().all(|line| line.contains("Minh chứng")), "{errors:#?}");
    assert_eq!(portal.browser.run(CAME_ALIVE, &[]).await, json!([]));

    for at in 0..lines {
        form.line(at).await;
        if form.asks("Minh chứng").await {
            form.fill_cell(0, "Đường dẫn", "https://example.vn/?q=<script>").await;
        }
    }
    form.check().await;
    form.press("Gửi báo cáo").await;
    form.receipt("Số biên nhận").await;
    assert_eq!(portal.browser.run(CAME_ALIVE, &[]).await, json!([]));
    let body = portal.server.row().body;
    assert_eq!(body["entries"][0]["values"]["result"], MARKUP);
    assert_eq!(body["reporter"]["name"], MARKUP);

    // The office that reads it is met by the same text.
    portal.browser.go(&format!("{}/received.html?plan=vp-ubnd-tinh-2025&report=BC-000001", portal.line.url())).await;
    portal.browser.until("the report", "return document.body.innerText.includes(arguments[0])", &[json!(MARKUP)]).await;
    assert_eq!(portal.browser.run(CAME_ALIVE, &[]).await, json!([]));
    portal.browser.go(&format!("{}/received.html?plan=vp-ubnd-tinh-2025&as-of=2026-06-20", portal.line.url())).await;
    let table = "return document.getElementById('matrix').innerText.includes(arguments[0])";
    portal.browser.until("the table", table, &[json!(MARKUP)]).await;
    assert_eq!(portal.browser.run(CAME_ALIVE, &[]).await, json!([]));
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
