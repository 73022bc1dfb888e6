//! A sheet on an old machine, where drawing one cell takes longer than pressing the next key.

use super::{DOWN, ENTER, FIXED, PLAN, TAB, goes_to, is_at, opens, row};
use crate::portal::Portal;
use serde_json::json;

#[tokio::test]
async fn no_key_is_lost_on_an_old_machine() {
    let portal = Portal::start().await;
    let form = portal.visit(PLAN).await;
    opens(&form).await;
    let browser = &portal.browser;
    goes_to(&form, FIXED, 0, 0).await;
    browser.devtools("Emulation.setCPUThrottlingRate", json!({"rate": 20})).await;
    // All at once, as from a hand that does not look up.
    browser.press(&DOWN.to_string().repeat(2)).await;
    browser.press(&format!("3{TAB}1.200{TAB}800{ENTER}50{ENTER}7{ENTER}")).await;
    browser.devtools("Emulation.setCPUThrottlingRate", json!({"rate": 1})).await;
    is_at(&form, 4, 0).await;
    assert_eq!(row(&form, FIXED, 2).await, ["1.1 Học sinh, sinh viên", "3", "1.200", "800", "2.000", "40", ""]);
    assert_eq!(row(&form, FIXED, 3).await[1], "50");
    assert_eq!(row(&form, FIXED, 4).await[1], "7");
}
