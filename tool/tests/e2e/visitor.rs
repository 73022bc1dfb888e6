//! A visitor of the portal, who chooses a plan and a unit instead of logging in.

use crate::form::Form;
use crate::portal::Portal;
use serde_json::json;
use std::collections::BTreeSet;

const FIELDS: &str = "return Object.fromEntries(['plan', 'plan-help', 'as-of', 'as-of-help'].map((id) => {
    const field = document.getElementById(id);
    return [id, field.value ?? field.textContent];
}));";

/// Chooses a plan as a hand does.
const CHOOSE: &str = "const field = document.getElementById('plan'); field.value = arguments[0];
    field.dispatchEvent(new Event('change', {bubbles: true}));";

async fn arrive(portal: &Portal) {
    portal.browser.go(&portal.line.url()).await;
    portal.browser.until("the plans", "return document.getElementById('plan').options.length > 1", &[]).await;
}

#[tokio::test]
async fn the_plans_are_told_apart_by_their_first_words() {
    let portal = Portal::start().await;
    arrive(&portal).await;
    let listed = "return [...document.getElementById('plan').options].map((one) => one.textContent)";
    let listed = portal.browser.run(listed, &[]).await;
    let listed: Vec<_> = listed.as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
    assert!(
        listed.iter().any(|one| one.starts_with("Kế hoạch số …/KH-UBND năm 2026 · UBND xã Nam Cường · Triển khai")),
        "{listed:#?}"
    );
    assert!(listed.iter().any(|one| one.starts_with("Kế hoạch năm 2022–2023 · Ban Bí thư")), "{listed:#?}");
    // As much as a phone shows.
    let first: BTreeSet<String> = listed.iter().map(|one| one.chars().take(32).collect()).collect();
    assert_eq!(first.len(), listed.len(), "{first:#?}");
    // The whole title stands below.
    let fields = portal.browser.run(FIELDS, &[]).await;
    assert!(fields["plan-help"].as_str().unwrap().len() > 100, "{fields}");
}

#[tokio::test]
async fn a_plan_that_is_over_opens_on_a_day_of_its_time() {
    let portal = Portal::start().await;
    arrive(&portal).await;
    portal.browser.run(CHOOSE, &[json!("tw-doan-bo-tttt-2022")]).await;
    let fields = portal.browser.run(FIELDS, &[]).await;
    assert_eq!(fields["as-of"], "2023-10-02");
    let help = fields["as-of-help"].as_str().unwrap();
    assert!(help.contains("Hôm nay nằm ngoài thời gian thực hiện kế hoạch (năm 2022, 2023)"), "{help}");
    // Another plan is looked at as of today again.
    portal.browser.run(CHOOSE, &[json!("vp-ubnd-tinh-2025")]).await;
    let fields = portal.browser.run(FIELDS, &[]).await;
    assert_eq!((&fields["as-of"], &fields["as-of-help"]), (&json!(""), &json!("Để trống là hôm nay.")));

    portal.browser.run(CHOOSE, &[json!("tw-doan-bo-tttt-2022")]).await;
    let send = "document.getElementById('who').value = 'group:van-phong-ban-don-vi';
        document.getElementById('who').dispatchEvent(new Event('change'));
        document.getElementById('name').value = 'Ban Tuyên giáo';
        document.querySelector('#choose button').click()";
    portal.browser.run(send, &[]).await;
    let form = Form::of(&portal.browser, 0);
    form.when("all('.overview .acts button:enabled').length", &[]).await;
    form.shows("hết ngày 9/10/2023").await;
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
