//! A unit's desk, where its reports are made period by period.

use crate::form::Form;
use crate::inspector::Inspector;
use crate::office::Office;
use crate::portal::Portal;
use crate::server::Row;
use serde_json::{Value, json};

/// What a figure that is odd is explained in.
pub const NOTE: &str = "Giải trình số liệu";
/// What concerns the whole report, as the list calls it.
pub const SECTIONS: &str = "Đánh giá chung, kiến nghị";

/// A unit's desk.
pub struct Desk<'p> {
    portal: &'p Portal,
    /// Plan and unit as the portal's address says them.
    who: &'static str,
    /// What the pictures of its views begin with.
    album: &'static str,
    wrong: Vec<String>,
}

impl<'p> Desk<'p> {
    pub fn of(portal: &'p Portal, who: &'static str, album: &'static str) -> Self {
        Self { portal, who, album, wrong: Vec::new() }
    }

    /// The form on a day.
    pub async fn on(&self, day: &str) -> Form<'p> {
        self.portal.visit(&format!("{}&as-of={day}", self.who)).await
    }

    /// Looks at what is shown, once wide and once narrow.
    pub async fn look(&mut self, form: Form<'_>, view: &str) {
        let mut inspector = Inspector::of_pages(form);
        inspector.inspect(&format!("story-{}-{view}", self.album)).await;
        self.wrong.append(&mut inspector.wrong);
    }

    /// Checks the open report and sends it; the number of its receipt is this.
    pub async fn sends(&mut self, form: Form<'_>, view: &str, number: &str) {
        form.check().await;
        assert_eq!(form.errors().await, [""; 0]);
        self.look(form, &format!("{view}-check")).await;
        form.press("Gửi báo cáo").await;
        // Of a revision the receipt before is shown until the new one is there.
        form.when("said(all('.receipt dd')[0]) === given[0]", &[json!(number)]).await;
        self.look(form, &format!("{view}-receipt")).await;
    }

    /// The office returns a report with a remark on one question; the unit finds the remark there and opens the report to
    /// mend it.
    pub async fn is_returned(&mut self, number: &str, place: &str, remark: &str, days: [&'static str; 2]) -> Form<'p> {
        let plan = self.plan();
        Office::of(self.portal, plan, days[0]).returns(number, place, remark).await;
        let form = self.on(days[1]).await;
        form.shows("Bị trả lại để bổ sung").await;
        self.look(form, "1-returned").await;
        form.press("Xem ý kiến và sửa").await;
        form.shows(remark).await;
        form.press("Sửa và gửi lại").await;
        form
    }

    /// The office approves a report, and the unit's form knows it.
    pub async fn is_approved(&mut self, number: &str, day: &'static str) {
        Office::of(self.portal, self.plan(), day).approves(number).await;
        let form = self.on(day).await;
        form.shows("Đã duyệt").await;
        self.look(form, "1-approved").await;
    }

    fn plan(&self) -> &'static str {
        let plan = self.who.split('&').find_map(|pair| pair.strip_prefix("plan="));
        plan.expect("the address names a plan")
    }

    /// The report that arrived last.
    pub fn last_row(&self) -> Row {
        self.portal.server.rows().pop().expect("a report")
    }

    /// Nothing was wrong with any view, and the browser did not complain.
    pub async fn ends(&self) {
        assert!(self.wrong.is_empty(), "{:#?}", self.wrong);
        assert_eq!(self.portal.browser.complaints().await, [""; 0]);
    }
}

/// Every task that has no state yet gets this one.
pub async fn set_all(form: Form<'_>, status: &str) {
    form.press("Đặt tình trạng cho nhiều nhiệm vụ").await;
    form.press("Chọn mọi nhiệm vụ chưa có tình trạng").await;
    form.click_on("option(root.getElementById('bulk-status'), given[0])", &[json!(status)]).await;
    form.press("Đặt cho các nhiệm vụ đã chọn").await;
    form.shows("Số nhiệm vụ đã đặt tình trạng: ").await;
    form.press("Đặt tình trạng cho nhiều nhiệm vụ").await;
}

/// Opens the task whose title begins like this.
pub async fn task(form: Form<'_>, begins: &str) {
    form.show_list().await;
    let line = "tasks().find((one) => said(one.querySelector('.name')).startsWith(given[0]))";
    form.click_on(line, &[json!(begins)]).await;
    form.when("said(root.querySelector('.panel h2')).includes(given[0])", &[json!(begins)]).await;
}

/// Answers questions of what is open.
pub async fn answer(form: Form<'_>, answers: &[(&str, &str)]) {
    for (label, text) in answers {
        form.fill(label, text).await;
    }
    form.leave().await;
}

/// Says who reports.
pub async fn reporter(form: Form<'_>) {
    form.line_named("Người lập báo cáo").await;
    answer(form, &[("Họ và tên người lập báo cáo", "Lò Văn Ứng"), ("Chức vụ", "Chuyên viên")]).await;
}

/// Says why a report is late; who reports was taken over from the last one.
pub async fn is_late_because(form: Form<'_>, reason: &str) {
    form.line_named("Người lập báo cáo").await;
    form.fill("Lý do nộp chậm", reason).await;
    form.leave().await;
}

/// A ratio by its two numbers.
pub async fn ratio(form: Form<'_>, indicator: &str, part: &str, whole: &str) {
    form.fill_in(indicator, "Số đạt", part).await;
    form.fill_in(indicator, "Tổng số", whole).await;
    form.leave().await;
}

/// An indicator's note is asked for, and given.
pub async fn explain(form: Form<'_>, indicator: &str, why: &str) {
    form.when("question(given[1], given[0])", &[json!(indicator), json!(NOTE)]).await;
    form.fill_in(indicator, NOTE, why).await;
    form.leave().await;
}

/// What is said to be wrong with a question of an indicator.
pub async fn told(form: Form<'_>, indicator: &str, label: &str) -> String {
    let said = "said(question(given[1], given[0])?.querySelector('.messages')) || null";
    form.text(said, &[json!(indicator), json!(label)]).await
}

/// What arrived of an indicator.
pub fn arrived<'r>(row: &'r Row, title: &str) -> &'r Value {
    let all = row.body["indicators"].as_array().expect("indicators");
    all.iter().find(|one| one["title"] == title).unwrap_or_else(|| panic!("{title} has not arrived: {all:#?}"))
}
