//! What an ordinary user of a portal does: logs in, reports, is logged out in the middle, logs in again.

use crate::browser::Browser;
use crate::form::Form;
use crate::place;
use baocao::json::hash;
use serde_json::{Value, json};
use std::process::Command;

pub const PLAN: &str = "xa-nam-cuong-2026";
pub const UNIT: &str = "phong-van-hoa-xa-hoi";
/// The day that the form is looked at from, so that the plan's year does not matter.
pub const DAY: &str = "2026-06-10";
pub const USER: &str = "lo.van.ung";
pub const PASSWORD: &str = "mot-chuoi-khong-doan-duoc";

pub const REPORT: &str = "Khó khăn, vướng mắc hoặc phát sinh vấn đề";
pub const TYPED: &str = r"Chưa có cán bộ chuyên trách; đề nghị bổ sung “01 người”, 100 % <kinh phí> \ 'nguồn' & khác";
const CORRECTED: &str = "Đã có cán bộ chuyên trách; còn thiếu kinh phí";
const AGAIN: &str = "Đã có cán bộ chuyên trách và kinh phí";
/// Sends a report twice at the same moment under one key, then another under that key, then the first without a token.
const SEND_AGAIN: &str = "const [one, other, token, done] = arguments;
    const send = async (body, headers) => {
        const kinds = {'Content-Type': 'application/json', 'Idempotency-Key': 'mot-khoa', ...headers};
        const answer = await fetch(document.querySelector('bao-cao').getAttribute('endpoint'), {method: 'POST', headers: kinds, body});
        return [answer.status, await answer.json().then(({number}) => number ?? null, () => null)];
    };
    const all = async () =>
        [...await Promise.all([send(one, token), send(one, token)]), await send(other, token), await send(one, {})];
    all().then(done, (error) => done(String(error)));";
/// What the page sends beside the cookies.
const TOKEN: &str = "const [done] = arguments, {headers} = document.querySelector('bao-cao');
    if (headers) headers().then(done);
    else done({'X-CSRFToken': /csrftoken=(\\w+)/.exec(document.cookie)[1]});";
pub const NUMBER: &str = "Số biên nhận";

/// A portal that runs, with one officer and one page with the form.
pub trait Portal {
    /// What pictures of it are named after.
    const NAME: &str;
    /// What the login page's fields for name and password, and its button, are found by.
    const LOGIN: [&str; 3];

    /// The status that a request without the portal's token gets.
    const WITHOUT_TOKEN: u16;
    /// How much of the window the portal's own bar covers at the top.
    const COVERED: &str = "0px";

    /// The page with the form.
    fn page(&self) -> String;

    /// The page to log in.
    fn login(&self) -> String;

    /// Logs out by the portal's own means, from any of its pages.
    async fn log_out(&self, browser: &Browser);

    /// The reports in the portal's own database, in the order of arrival.
    fn bodies(&self) -> Vec<String>;
}

/// All that there is to do in a portal.
pub async fn reports_in(portal: &impl Portal) {
    let browser = Browser::start().await;
    // Who is not logged in has no form, and is told so.
    browser.go(&portal.page()).await;
    assert_eq!(browser.run("return document.querySelectorAll('bao-cao').length", &[]).await, json!(0));
    log_in(portal, &browser).await;
    let form = visit(portal, &browser).await;
    look(portal, &browser, "form").await;
    browser.run("addEventListener('bao-cao-submitted', (event) => { window.receipt = event.detail; })", &[]).await;
    form.tell_of_difficulties(TYPED).await;
    form.press("Gửi báo cáo").await;
    let number = form.receipt(NUMBER).await;
    look(portal, &browser, "receipt").await;
    let bodies = portal.bodies();
    assert_eq!(bodies.len(), 1, "{bodies:#?}");
    let kept: Value = serde_json::from_str(&bodies[0]).unwrap();
    assert_eq!((&kept["sections"]["difficulties"], &kept["unit"]["id"]), (&json!(TYPED), &json!(UNIT)));
    // The bytes are those that the form made.
    let receipt = browser.run("return window.receipt", &[]).await;
    assert_eq!((&receipt["hash"], &receipt["number"]), (&json!(hash(&bodies[0])), &json!(number)));
    let mut complaints = browser.complaints().await;
    // A new portal has no icon yet.
    complaints.retain(|one| !one.contains("/favicon.ico"));
    assert_eq!(complaints, [""; 0]);

    browser.reload().await;
    let form = Form::of(&browser, 0);
    form.open_begun(REPORT).await;
    assert_eq!(form.receipt(NUMBER).await, number);
    assert_eq!(portal.bodies().len(), 1);
    correct(form, CORRECTED).await;
    form.check().await;
    form.press("Gửi").await;
    let number = other_than(form, &number).await;
    // The same page, with whatever it has kept of that login.
    is_logged_out_in_the_middle(portal, &browser, form, &number).await;
    takes_a_key_once(portal, &browser).await;
    keeps_the_contract(portal, &browser).await;
}

/// Logged out in another tab, and in again there.
async fn is_logged_out_in_the_middle<P: Portal>(portal: &P, browser: &Browser, form: Form<'_>, number: &str) {
    correct(form, AGAIN).await;
    assert_eq!(form.now("getComputedStyle(root.getElementById('tasks')).top", &[]).await, json!(P::COVERED));
    look(portal, browser, "filling").await;
    let of_form = browser.open_tab().await;
    browser.go(&portal.page()).await;
    portal.log_out(browser).await;
    let of_login = browser.look_at(of_form.clone()).await;
    form.check().await;
    form.press("Gửi").await;
    form.shows("Nội dung vẫn còn nguyên trên máy này.").await;
    form.when("first('button:enabled', 'Gửi lại')", &[]).await;
    look(portal, browser, "logged-out").await;
    assert_eq!(portal.bodies().len(), 2);
    // The portal itself offers the login beside the form.
    let offers = "const link = document.querySelector('bao-cao').previousElementSibling;
        return link.checkVisibility() && link.querySelector('a').href";
    browser.until("the link to log in again", offers, &[]).await;
    browser.look_at(of_login).await;
    log_in(portal, browser).await;
    browser.look_at(of_form).await;
    // Nobody presses anything.
    other_than(form, number).await;
    let bodies: Vec<Value> = portal.bodies().iter().map(|body| serde_json::from_str(body).unwrap()).collect();
    let told: Vec<_> = bodies.iter().map(|body| (&body["revision"], &body["sections"]["difficulties"])).collect();
    assert_eq!(told, [(&json!(1), &json!(TYPED)), (&json!(2), &json!(CORRECTED)), (&json!(3), &json!(AGAIN))]);
}

/// Types something else into a report that was sent.
async fn correct(form: Form<'_>, text: &str) {
    form.press("Sửa và gửi bản điều chỉnh").await;
    form.line(0).await;
    form.fill("Khó khăn, vướng mắc", text).await;
}

/// The number of the next receipt.
async fn other_than(form: Form<'_>, number: &str) -> String {
    let shown = "said(all('.receipt dt').find((dt) => said(dt) === given[0])?.nextElementSibling)";
    form.text(&format!("[{shown}].find((one) => one && one !== given[1])"), &[json!(NUMBER), json!(number)]).await
}

/// One key is one report, and without the portal's token against forged requests nothing is taken.
async fn takes_a_key_once<P: Portal>(portal: &P, browser: &Browser) {
    let bodies = portal.bodies();
    let token = browser.run_async(TOKEN, &[]).await;
    let told = browser.run_async(SEND_AGAIN, &[json!(bodies[0]), json!(bodies[1]), token]).await;
    let [Value::Array(one), Value::Array(same), other, forged] = told.as_array().unwrap().as_slice() else {
        panic!("{told:#}");
    };
    assert_eq!((&one[0], &one), (&json!(201), &same), "{told:#}");
    assert!(one[1].is_string(), "{told:#}");
    assert_eq!((&other[0], &forged[0]), (&json!(422), &json!(P::WITHOUT_TOKEN)), "{told:#}");
    let mut expected = bodies.clone();
    expected.push(bodies[0].clone());
    assert_eq!(portal.bodies(), expected);
}

/// What `baocao conformance` finds behind the portal's login, with the officer's cookies and token.
async fn keeps_the_contract(portal: &impl Portal, browser: &Browser) {
    let endpoint =
        browser.run("return new URL(document.querySelector('bao-cao').getAttribute('endpoint'), location).href", &[]);
    let endpoint = endpoint.await.as_str().unwrap().to_owned();
    let report = place::temporary("report").join("report.json");
    std::fs::write(&report, portal.bodies().remove(0)).unwrap();
    let cookies = browser.devtools("Network.getCookies", json!({"urls": [endpoint]})).await;
    let cookies = cookies["cookies"].as_array().unwrap().iter();
    let pairs: Vec<String> =
        cookies.map(|one| format!("{}={}", one["name"].as_str().unwrap(), one["value"].as_str().unwrap())).collect();
    let mut command = Command::new(place::program());
    command.args(["conformance", &endpoint, "--header", &format!("Cookie: {}", pairs.join("; "))]);
    let token = browser.run_async(TOKEN, &[]).await;
    for (name, value) in token.as_object().unwrap() {
        command.args(["--header", &format!("{name}: {}", value.as_str().unwrap())]);
    }
    let output = command.arg("--report").arg(&report).output().unwrap();
    std::fs::remove_dir_all(report.parent().unwrap()).unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}");
}

/// Opens the page with the form.
pub async fn visit<'b>(portal: &impl Portal, browser: &'b Browser) -> Form<'b> {
    browser.go(&portal.page()).await;
    let form = Form::of(browser, 0);
    form.when("all('.overview .acts button:enabled').length", &[]).await;
    form
}

/// Logs the officer in by the portal's own page.
pub async fn log_in<P: Portal>(portal: &P, browser: &Browser) {
    log_in_as(browser, &portal.login(), P::LOGIN, [USER, PASSWORD]).await;
}

/// Logs somebody in; the page that comes then is there.
pub async fn log_in_as(browser: &Browser, page: &str, [name, password, button]: [&str; 3], who: [&str; 2]) {
    browser.go(page).await;
    // A portal's own script may move the focus a moment after the page is there, and letters with it.
    let typed = "return [...arguments].every(([field, text]) => document.querySelector(field)?.value === text)";
    let (name, password) = ((name, who[0]), (password, who[1]));
    let both = [json!(name), json!(password)];
    while browser.run(typed, &both).await != json!(true) {
        for (field, text) in [name, password] {
            let element = browser.until(field, "return document.querySelector(arguments[0])", &[json!(field)]).await;
            let element = browser.element(&element).unwrap();
            element.clear().await.unwrap();
            element.send_keys(text).await.unwrap();
        }
    }
    let password = password.0;
    leave_by(browser, button).await;
    assert_eq!(
        browser.run("return document.querySelectorAll(arguments[0]).length", &[json!(password)]).await,
        json!(0),
        "the login was refused: {}",
        browser.run("return document.body.innerText", &[]).await
    );
}

/// Clicks on what leads to another page, and waits for that.
pub async fn leave_by(browser: &Browser, selector: &str) {
    browser.run("window.isBefore = true", &[]).await;
    // By script: what stands in a menu shows only under the mouse.
    let click = "const found = document.querySelector(arguments[0]); found?.click(); return Boolean(found)";
    browser.until(selector, click, &[json!(selector)]).await;
    browser.until("another page", "return !window.isBefore && document.readyState === 'complete'", &[]).await;
}

/// Leaves a picture where somebody wants pictures.
async fn look<P: Portal>(_: &P, browser: &Browser, what: &str) {
    if let Some(folder) = place::shots() {
        std::fs::create_dir_all(&folder).unwrap();
        browser.picture(1280, &folder.join(format!("portal-{}-{what}.png", P::NAME))).await;
    }
}
