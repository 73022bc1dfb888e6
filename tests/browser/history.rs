//! What became of sent reports, as a backend tells of it.

use super::support::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// The report of the unit that another machine has sent.
fn report(plan: &str) -> String {
    r#"{"format":"baocao-report/1","plan":{"id":"PLAN","version":"1","title":"Kế hoạch thử","hash":"00"},
        "unit":{"id":"a","name":"Ủy ban nhân dân xã A"},
        "kind":{"id":"luc-nao-cung-duoc","title":"Báo cáo thường xuyên"},"period":{"id":"2026-06-18-0830"},
        "entries":[{"task":"t1","title":"Việc thứ nhất","values":{"result":"Đã tập huấn 3 lớp","count":"1234"}}],
        "sections":{},"revision":1,"client":"baocao/0.1.0","prepared_at":"2026-06-18T08:40:00+07:00"}"#
        .replace("PLAN", plan)
}

/// A history with that report.
fn history(state: &str, remarks: &str) -> String {
    r#"{"format":"baocao-history/1","reports":[{"number":"BC-7","kind":"luc-nao-cung-duoc","period":"2026-06-18-0830",
        "revision":1,"state":"STATE","remarks":REMARKS,"received_at":"2026-06-18T08:41:00+07:00","hash":"00",
        "url":"/api/reports/BC-7"}]}"#
        .replace("STATE", state)
        .replace("REMARKS", remarks)
}

const REMARKS: &str = r#"[{"pointer":"/entries/0/values/result","detail":"Nêu rõ số lượt người."},
    {"detail":"Gửi kèm phụ lục."}]"#;
const ATTRIBUTES: [(&str, &str); 2] = [("endpoint", "/api/reports"), ("history", "/api/history")];

/// A backend with this history and that report; what it was asked.
fn office(plan: &'static str, history: impl Fn() -> (u16, String) + 'static) -> (Restore, Rc<RefCell<Vec<String>>>) {
    let asked = Rc::new(RefCell::new(Vec::new()));
    let log = Rc::clone(&asked);
    let restore = backend(move |request| {
        let (url, method) = (text_of(&request, "url"), text_of(&request, "method"));
        log.borrow_mut().push(format!("{method} {url} {}", text_of(&request, "headers.x-unit")));
        match &*method {
            "POST" => (201, r#"{"number":"BC-8"}"#.to_owned()),
            _ if url.contains("/api/history") => history(),
            _ => (200, report(plan)),
        }
    });
    (restore, asked)
}

#[wasm_bindgen_test]
async fn a_report_that_was_returned_is_revised_on_another_machine() -> Done {
    let (_backend, asked) = office("returned", || (200, history("returned", REMARKS)));
    let form = Form::detached(&ATTRIBUTES)?;
    set(&form.host, "plan", data(&plan("returned")));
    set(&form.host, "headers", data(r#"{"X-Unit": "a"}"#));
    form.host.set_attribute("unit", "a")?;
    form.show()?;
    form.wait_text("Bị trả lại để bổ sung").await?;
    let first = form.wait(".bucket h2").await?;
    same(first.text_content().unwrap_or_default(), "Bị trả lại để bổ sung")?;
    form.press("Xem ý kiến và sửa").await?;
    form.wait("#receipt").await?;
    form.wait_text("Ý kiến của cơ quan nhận báo cáo (2)").await?;
    form.wait_text("Đã tập huấn 3 lớp").await?;
    let asked_for = |path: &str| asked.borrow().iter().any(|one| one.contains(path) && one.ends_with(" a"));
    check(asked_for("/api/history?plan=returned&unit=a"), &format!("{:?}", asked.borrow()))?;
    check(asked_for("/api/reports/BC-7"), "the same headers get the report")?;

    form.press("Sửa và gửi lại").await?;
    form.press("Việc thứ nhất").await?;
    let field = form.field("Kết quả thực hiện").await?;
    same(value(&field), "Đã tập huấn 3 lớp")?;
    same(value(&form.field("Số lượt").await?), "1.234")?;
    form.wait_text("Nơi nhận báo: Nêu rõ số lượt người.").await?;
    form.fill("Kết quả thực hiện", "Đã tập huấn 3 lớp, 120 lượt người").await?;
    let is_said = || form.text().contains("Nơi nhận báo: Nêu rõ số lượt người.");
    until("the remark to go", || (!is_said()).then_some(())).await?;
    let ticks = form.all(".remarks input");
    same(ticks.iter().map(|tick| get(tick, "checked").is_truthy()).collect::<Vec<_>>(), [true, false])?;
    let report = form.report();
    same((get(&report, "revision").as_f64(), text_of(&report, "supersedes")), (Some(2.0), "BC-7".to_owned()))?;
    form.press("Kiểm tra và gửi").await?;
    form.press("Gửi báo cáo").await?;
    form.wait_text("BC-8").await?;
    let histories = || asked.borrow().iter().filter(|one| one.contains("/api/history")).count();
    until("the history after sending", || (histories() > 1).then_some(())).await?;
    form.press("Danh sách báo cáo").await?;
    form.wait_text("Xem biên nhận").await?;
    check(!form.text().contains("Bị trả lại"), "what was returned is sent again")
}

#[wasm_bindgen_test]
async fn what_the_office_remarks_is_never_markup() -> Done {
    let evil = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    let remarks = REMARKS.replace("Nêu rõ", &format!("Nêu rõ {evil}")).replace("Gửi kèm", &format!("Gửi kèm {evil}"));
    let (_backend, _) = office("remarked-markup", move || (200, history("returned", &remarks)));
    let form = Form::detached(&ATTRIBUTES)?;
    set(&form.host, "plan", data(&plan("remarked-markup")));
    form.host.set_attribute("unit", "a")?;
    form.show()?;
    form.press("Xem ý kiến và sửa").await?;
    form.wait_text(&format!("Gửi kèm {evil} phụ lục.")).await?;
    same(form.all("img, script, [onerror]").len(), 0)?;
    form.press("Sửa và gửi lại").await?;
    form.press("Việc thứ nhất").await?;
    form.wait_text(&format!("Nêu rõ {evil} số lượt người.")).await?;
    same(form.all("img, script, [onerror]").len(), 0)
}

#[wasm_bindgen_test]
async fn a_locked_report_can_be_looked_at_and_not_corrected() -> Done {
    let (_backend, _) = office("locked", || (200, history("locked", "[]")));
    let form = Form::open(&plan("locked"), &ATTRIBUTES).await?;
    form.wait_text("Đã khóa số liệu").await?;
    form.press("Xem biên nhận").await?;
    form.wait_text("Số liệu của kỳ này đã khóa nên không nhận bản điều chỉnh").await?;
    form.wait_text("Đã tập huấn 3 lớp").await?;
    check(form.button("Sửa và gửi").is_none(), "there is no way to correct it")
}

#[wasm_bindgen_test]
async fn figures_of_another_machine_are_carried_over() -> Done {
    let (_backend, _) = office("carried", || (200, history("approved", "[]")));
    let form = Form::open(&plan("carried"), &ATTRIBUTES).await?;
    form.wait_text("Đã duyệt").await?;
    form.begin_report().await?;
    form.fill("Ghi chú", "Của kỳ này").await?;
    form.press("Lấy số liệu kỳ trước").await?;
    form.answered("result", "Đã tập huấn 3 lớp").await?;
    form.answered("note", "Của kỳ này").await?;
    form.wait_text("trước khi lấy số liệu kỳ trước").await
}

#[wasm_bindgen_test]
async fn the_form_works_without_a_history_and_a_wrong_one_is_told() -> Done {
    let told = |seen: &js_sys::Array| {
        let events = seen.iter().filter(|event| text_of(event, "0") == "error");
        events.map(|event| (text_of(&event, "1.code"), text_of(&event, "1.message"))).collect::<Vec<_>>()
    };
    for (status, body, expected) in [
        (200, r#"{"format":"baocao-history/1","reports":[{"number":1}]}"#, true),
        (200, "<!doctype html><title>Đăng nhập</title>", true),
        (404, "", true),
        (401, "", false),
        (503, "", false),
        (0, "", false),
    ] {
        let (_backend, asked) = office("without", move || (status, body.to_owned()));
        let form = Form::detached(&ATTRIBUTES)?;
        set(&form.host, "plan", data(&plan("without")));
        form.host.set_attribute("unit", "a")?;
        let seen = watch(&form.host);
        form.show()?;
        form.wait("h1").await?;
        until("the question", || (!asked.borrow().is_empty()).then_some(())).await?;
        form.begin_report().await?;
        form.field("Kết quả thực hiện").await?;
        if expected {
            until("what is told", || (!told(&seen).is_empty()).then_some(())).await?;
        }
        settle().await?;
        let told = told(&seen);
        same(told.len(), usize::from(expected))?;
        let is_right = told.iter().all(|(code, message)| code == "history" && message.contains("/api/history"));
        check(is_right, &format!("{status}: {told:?}"))?;
    }
    Ok(())
}

/// A line that breaks just then hides from nobody that a report was returned.
#[wasm_bindgen_test]
async fn what_got_no_answer_is_asked_for_again_by_itself() -> Done {
    let asked = Rc::new(RefCell::new(Vec::new()));
    let log = Rc::clone(&asked);
    let _backend = backend(move |request| {
        let url = text_of(&request, "url");
        if !url.contains("/api/again") {
            return (404, String::new());
        }
        let is_history = url.contains("/history");
        let mut log = log.borrow_mut();
        log.push(if is_history { "history" } else { "report" });
        match (log.len(), is_history) {
            (1, _) => (0, String::new()),
            (2 | 4, _) => (503, String::new()),
            (_, true) => (200, history("returned", REMARKS).replace("/api/reports", "/api/again")),
            (_, false) => (200, report("again")),
        }
    });
    let form = Form::open(&plan("again"), &[("endpoint", "/api/again"), ("history", "/api/again/history")]).await?;
    form.press("Xem ý kiến và sửa").await?;
    form.wait_text("Nêu rõ số lượt người.").await?;
    form.wait_text("Đã tập huấn 3 lớp").await?;
    settle().await?;
    same(asked.borrow().join(" "), "history history history report history report".to_owned())
}

#[wasm_bindgen_test]
async fn a_report_of_another_origin_is_not_asked_for() -> Done {
    let foreign = history("returned", "[]").replace("/api/reports/BC-7", "https://elsewhere.example/BC-7");
    let (_backend, asked) = office("foreign", move || (200, foreign.clone()));
    let form = Form::detached(&ATTRIBUTES)?;
    set(&form.host, "plan", data(&plan("foreign")));
    form.host.set_attribute("unit", "a")?;
    let seen = watch(&form.host);
    form.show()?;
    form.press("Xem ý kiến và sửa").await?;
    form.wait_text("nội dung chưa có trên máy này").await?;
    until("what is told", || seen.iter().any(|event| text_of(&event, "1.code") == "history").then_some(())).await?;
    check(!asked.borrow().iter().any(|one| one.contains("elsewhere")), "nobody else gets the page's headers")
}

#[wasm_bindgen_test]
async fn who_comes_back_learns_what_the_office_did_meanwhile() -> Done {
    let state = Rc::new(RefCell::new("submitted"));
    let told = Rc::clone(&state);
    let (_backend, asked) = office("back", move || (200, history(&told.borrow(), "[]")));
    let form = Form::open(&plan("back"), &ATTRIBUTES).await?;
    form.wait_text("Chưa được xem xét").await?;
    let histories = || asked.borrow().iter().filter(|one| one.contains("/api/history")).count();
    let first = histories();
    *state.borrow_mut() = "approved";
    let window = web_sys::window().expect("a window");
    let come_back = || window.dispatch_event(&web_sys::Event::new("focus")?);
    come_back()?;
    settle().await?;
    same(histories(), first)?;
    // A little more than a minute later.
    let date = get(&window, "Date");
    let (now, later, of) = (get(&date, "now"), js_sys::Date::now() + 61_000.0, date.clone());
    let _clock = Restore(callback(move |_| js_sys::Reflect::set(&of, &"now".into(), &now).map(JsValue::from)));
    set(&date, "now", callback(move |_| Ok(later.into())));
    come_back()?;
    form.wait_text("Đã duyệt").await?;
    same(histories(), first + 1)
}
