//! A policy as strict as the portal itself can stand, and all that an officer does under it.

use crate::browser::Browser;
use crate::form::Form;
use crate::officer::{self, NUMBER, Portal, REPORT, TYPED, UNIT};
use crate::place;
use crate::program::named;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

/// Notes on every page what the browser refuses, and whether it has to do with the form.
const NOTE: &str = "addEventListener('securitypolicyviolation', (event) => {
    const { disposition, violatedDirective: directive, blockedURI: blocked, sourceFile: source, sample } = event;
    const noted = JSON.parse(sessionStorage.refused ?? '[]');
    const isIn = (address) => /\\/(bao-cao|baocao)\\//.test(address);
    const isOurs = isIn(blocked) || isIn(source) || event.composedPath().some((node) => node.localName === 'bao-cao');
    noted.push({ page: location.href, disposition, directive, blocked, source, sample, isOurs });
    sessionStorage.refused = JSON.stringify(noted);
});";

/// What is refused, in the form itself.
const TRY: &str = "const style = document.createElement('style');
    style.textContent = 'b { color: red }';
    document.querySelector('bao-cao').shadowRoot.append(style);";

/// The server of a site; a strict one adds the policy to each page, with what the portal itself `needs`.
pub fn php(site: &Path, port: u16, strict: Option<&str>) -> Command {
    let mut php = Command::new(named("BAOCAO_PHP", "php"));
    if let Some(needs) = strict {
        php.env("PORTAL_NEEDS", needs);
        let adds = place::root().join("tool/tests/portals/policy.php");
        php.args(["-d", &format!("auto_prepend_file={}", adds.display())]);
    }
    php.args(["-S", &format!("127.0.0.1:{port}"), "-t"]).arg(site).env("PHP_CLI_SERVER_WORKERS", "4");
    php
}

/// A report is filled, sent and found again, and each page of the form was seen.
pub async fn holds_in(portal: &impl Portal) {
    let browser = Browser::start().await;
    browser.before_page(NOTE).await;
    officer::log_in(portal, &browser).await;
    let form = officer::visit(portal, &browser).await;
    form.tell_of_difficulties(TYPED).await;
    form.press("Gửi báo cáo").await;
    let number = form.receipt(NUMBER).await;
    for page in ["Danh sách báo cáo", "Dữ liệu trên máy này", "English"] {
        form.press(page).await;
    }
    form.shows("Data on this device").await;
    browser.reload().await;
    let form = Form::of(&browser, 0);
    form.open_begun(REPORT).await;
    assert_eq!(form.receipt(NUMBER).await, number);
    let bodies: Vec<Value> = portal.bodies().iter().map(|body| serde_json::from_str(body).unwrap()).collect();
    let told: Vec<_> = bodies.iter().map(|body| (&body["unit"]["id"], &body["sections"]["difficulties"])).collect();
    assert_eq!(told, [(&json!(UNIT), &json!(TYPED))]);
    let (refused, reported) = noted(&browser).await;
    assert_eq!(refused, [Value::Null; 0], "what the policy refuses");
    // What the portal has written into its pages is told, so the rest would be as well.
    assert!(reported.iter().any(|one| one["directive"] == "script-src-elem"), "{reported:#?}");
    let ours = |one: &&Value| one["isOurs"] == json!(true);
    assert_eq!(reported.iter().filter(ours).collect::<Vec<_>>(), [&Value::Null; 0], "what the form does");
    browser.run(TRY, &[]).await;
    browser.until("what is refused", "return sessionStorage.refused?.includes('\"isOurs\":true')", &[]).await;
    assert!(noted(&browser).await.0.iter().any(|one| ours(&one)));
}

/// What the policy has refused so far, and what the stricter one would have.
async fn noted(browser: &Browser) -> (Vec<Value>, Vec<Value>) {
    let noted = browser.run("return JSON.parse(sessionStorage.refused ?? '[]')", &[]).await;
    noted.as_array().unwrap().iter().cloned().partition(|one| one["disposition"] == "enforce")
}
