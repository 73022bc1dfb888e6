//! The consolidating office at its page: it opens a report, returns it with a remark, approves it, locks it.

use crate::portal::Portal;
use serde_json::json;

/// The office that a plan's reports go to, on a day.
pub struct Office<'p> {
    portal: &'p Portal,
    plan: &'static str,
    day: &'static str,
}

/// Chooses, writes and presses, as the office does. A remark is about the question whose name the place ends with.
const REVIEW: &str = "const [state, place, remark] = arguments; const at = (id) => document.getElementById(id);
    window.confirm = () => true;
    at('review-state').value = state; at('review-state').dispatchEvent(new Event('change'));
    if (remark) at('remark-place').value = [...at('remark-place').options].find((one) => one.textContent.endsWith(place)).value;
    at('remark').value = remark; at('review').requestSubmit();";

impl<'p> Office<'p> {
    pub fn of(portal: &'p Portal, plan: &'static str, day: &'static str) -> Self {
        Self { portal, plan, day }
    }

    /// Opens a report by the number of its receipt.
    pub async fn open(&self, number: &str) {
        let Self { portal, plan, day } = self;
        let address = format!("{}/received.html?plan={plan}&as-of={day}&report={number}", portal.line.url());
        portal.browser.go(&address).await;
        self.says("Chưa xem xét.").await;
    }

    /// Says what it makes of the open report.
    pub async fn review(&self, state: &str, place: &str, remark: &str) {
        self.portal.browser.run(REVIEW, &[json!(state), json!(place), json!(remark)]).await;
    }

    /// Adds a remark to those that it is going to make.
    pub async fn also_remarks(&self, place: &str, remark: &str) {
        let more = "const [place, remark] = arguments; const at = (id) => document.getElementById(id);
            at('remark-place').value = [...at('remark-place').options].find((one) => one.textContent.endsWith(place)).value;
            at('remark').value = remark; at('remark-more').click();";
        self.portal.browser.run(more, &[json!(place), json!(remark)]).await;
    }

    /// Waits until the page says this of the review.
    pub async fn says(&self, text: &str) {
        let script = "return document.getElementById('review-said')?.textContent === arguments[0]";
        self.portal.browser.until("what the page says of the review", script, &[json!(text)]).await;
    }

    /// All that was made of the open report, line by line.
    pub async fn reviewed(&self) -> Vec<String> {
        let lines = "return [...document.querySelectorAll('#reviewed > li')].map((one) => one.textContent)";
        let lines = self.portal.browser.run(lines, &[]).await;
        lines.as_array().unwrap().iter().map(|line| line.as_str().unwrap().to_owned()).collect()
    }

    /// Opens a report and returns it with a remark on one question.
    pub async fn returns(&self, number: &str, place: &str, remark: &str) {
        self.open(number).await;
        self.review("returned", place, remark).await;
        self.says("Đã ghi nhận: Trả lại để bổ sung.").await;
    }

    /// Opens a report and approves it.
    pub async fn approves(&self, number: &str) {
        self.open(number).await;
        self.review("approved", "", "").await;
        self.says("Đã ghi nhận: Đã duyệt.").await;
    }
}
