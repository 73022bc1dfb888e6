//! Every flow without a pointer: Tab, Enter, Space, arrow keys, and letters, all by the driver's keyboard.

mod days;
mod figures;
mod mending;
mod pages;
mod places;
mod sent;
mod sheets;
mod things;
mod together;

use crate::engine::{Engine, in_every_engine};
use crate::form::Form;
use crate::portal::Portal;
use serde_json::{Value, json};

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const DOWN: &str = "\u{e015}";
const SHIFT: char = '\u{e008}';
const CONTROL: char = '\u{e009}';

/// How many stops there may be on the way to something.
const FAR: usize = 60;

/// A unit that has a report of two lines to make: difficulties as they arise.
const VISIT: &str = "plan=xa-nam-cuong-2026&unit=phong-van-hoa-xa-hoi&as-of=2026-06-10";
const REPORT: &str = "Khó khăn, vướng mắc hoặc phát sinh vấn đề";
const QUESTION: &str = "Khó khăn, vướng mắc";

/// The hands of somebody who has no pointer.
#[derive(Clone, Copy)]
pub struct Keys<'b>(pub Form<'b>);

impl Keys<'_> {
    /// Presses keys one after another.
    async fn press(self, keys: &str) {
        self.0.browser.press(keys).await;
    }

    /// Goes on by Tab until the control with this name has the focus.
    pub async fn to(self, name: &str) {
        self.within(name, FAR).await;
    }

    /// The same, with so many stops at the most.
    async fn within(self, name: &str, most: usize) {
        self.walk(name, most, false).await;
    }

    /// The same back, by Shift and Tab.
    pub async fn back_to(self, name: &str) {
        self.walk(name, FAR, true).await;
    }

    /// The focus is seen at every stop.
    async fn walk(self, name: &str, most: usize, is_back: bool) {
        let mut passed = Vec::new();
        for _ in 0..most {
            match is_back {
                true => self.0.browser.chord(SHIFT, '\u{e004}').await,
                false => self.press(TAB).await,
            }
            let stop = self.0.now("[focusName(), focused() ? lost() : null]", &[]).await;
            if stop[1] != Value::Null {
                // What is laid out only in sight is brought into view a frame later.
                self.0.when("!lost()", &[json!(name), stop[1].clone()]).await;
            }
            let at = stop[0].as_str().unwrap_or_default().to_owned();
            let bare = at.trim_start_matches(['←', '+', ' ']);
            // A short word is the beginning of too many.
            if bare == name || name.chars().count() > 4 && bare.starts_with(name) {
                return;
            }
            passed.push(at);
        }
        panic!("Tab does not reach {name}: {passed:#?}");
    }

    /// Goes to a control and presses Enter.
    async fn enter(self, name: &str) {
        self.to(name).await;
        self.press(ENTER).await;
    }

    /// The same, back.
    async fn enter_before(self, name: &str) {
        self.back_to(name).await;
        self.press(ENTER).await;
    }

    /// Waits until something is so; the focus is somewhere in the form then, and seen.
    async fn rests(self, when: &str, given: &[Value]) {
        self.0.when(when, given).await;
        self.0.when("!lost()", &[json!(when), self.0.now("lost()", &[]).await]).await;
    }

    /// Waits until the focus is at what a selector says.
    async fn arrives(self, selector: &str) {
        self.rests("focused()?.matches(given[0])", &[json!(selector)]).await;
    }

    /// Waits until it is at the control with this name.
    async fn comes_to(self, name: &str) {
        self.rests("focusName() === given[0]", &[json!(name)]).await;
    }

    /// Begins a report of the overview, and opens its first line.
    async fn begins(self, title: &str) {
        self.enter(&format!("Lập báo cáo: {title}")).await;
        self.arrives("#report").await;
        self.opens_first().await;
    }

    /// Opens the first line of the list.
    async fn opens_first(self) {
        // Where one comes by Tab from what stands above the list, it is reached.
        if self.0.now("focused() !== tasks()[0]", &[]).await == json!(true) {
            self.to(&self.0.text("said(tasks()[0])", &[]).await).await;
        }
        self.press(ENTER).await;
        self.arrives("#panel-0").await;
    }

    /// Goes on to a question, and writes in place of what stands there.
    async fn writes(self, question: &str, typed: &str) {
        self.to(question).await;
        self.0.browser.chord(CONTROL, 'a').await;
        self.press(typed).await;
    }

    /// Makes that report, the shortest there is, and goes to the page that checks.
    async fn tells_of_difficulties(self, typed: &str) {
        self.begins(REPORT).await;
        self.writes(QUESTION, typed).await;
        self.enter("Xong, sang mục tiếp theo").await;
        self.arrives("#panel-1").await;
        self.reports_as("Lò Văn Ứng").await;
    }

    /// Says who reports, and goes to the page that checks.
    async fn reports_as(self, name: &str) {
        self.writes("Họ và tên người lập báo cáo", name).await;
        self.writes("Chức vụ", "Công chức").await;
        self.enter("Kiểm tra và gửi").await;
        self.arrives("#check").await;
    }

    /// Gives the control for files that has the focus one of this machine: what the browser opens for it is a window of the
    /// system's, which no driver has.
    async fn choose_file(self, path: &std::path::Path) {
        let input = self.0.when("focused()?.type === 'file' && focused()", &[]).await;
        let input = self.0.browser.element(&input).expect("an element");
        self.0.browser.write(&input, path.to_str().expect("a path")).await;
    }
}

in_every_engine!(a_report_is_made_with_the_keyboard_alone);

async fn a_report_is_made_with_the_keyboard_alone(engine: Engine) {
    let portal = Portal::start_in(engine).await;
    let form = portal.visit("plan=vp-ubnd-tinh-2025&unit=trung-tam-tin-hoc-cong-bao&as-of=2026-06-13").await;
    let keys = Keys(form);
    keys.within("page: Đến nội dung chính", 3).await;
    keys.press(ENTER).await;
    // It is to be reached once the device has said what it keeps.
    form.when("root.querySelector('.due .button:not([disabled])')", &[]).await;
    keys.within("Lập báo cáo", 12).await;
    keys.press(ENTER).await;
    form.when("tasks().length", &[]).await;
    keys.arrives("#report").await;

    let lines = form.lines().await;
    keys.within("Tìm nhiệm vụ", 6).await;
    keys.press("cong bao").await;
    form.when("tasks().length < given[0] && tasks().length > 0", &[json!(lines)]).await;
    keys.press(&"\u{e003}".repeat("cong bao".len())).await;
    form.when("tasks().length === given[0]", &[json!(lines)]).await;
    keys.within(&form.text("focusName() && said(tasks()[0])", &[]).await, 4).await;
    keys.press(ENTER).await;
    keys.arrives(".panel h2").await;

    // Every task: a status by arrow keys, a result, on to the next.
    for at in 0..lines - 2 {
        keys.within("Tình trạng", 6).await;
        keys.press(&DOWN.repeat(2)).await;
        form.when("said(control('Tình trạng').selectedOptions[0]) === 'Đang thực hiện'", &[]).await;
        keys.within("Kết quả thực hiện trong kỳ", 4).await;
        keys.press(&format!("Bài số {at}")).await;
        keys.within("Xong, sang mục tiếp theo", 12).await;
        keys.press(ENTER).await;
        keys.arrives(&format!("#panel-{}", at + 1)).await;
    }
    // The sections are passed over, the reporter is forgotten: refused.
    keys.within("Xong, sang mục tiếp theo", 12).await;
    keys.press(" ").await;
    keys.arrives(&format!("#panel-{}", lines - 1)).await;
    keys.within("Kiểm tra và gửi", 12).await;
    keys.press(ENTER).await;
    keys.arrives("#check").await;
    let errors = form.errors().await;
    let name = errors.iter().find(|line| line.starts_with("Họ và tên người lập báo cáo")).expect("a name is needed");
    keys.within(name, errors.len() + 6).await;
    keys.press(ENTER).await;
    form.when("focusName() === 'Họ và tên người lập báo cáo'", &[]).await;
    keys.press("Hà Thị Lụa").await;
    keys.within("Chức vụ", 2).await;
    keys.press("Viên chức").await;
    keys.within("Mục trước", 8).await;
    keys.press(ENTER).await;
    keys.arrives(&format!("#panel-{}", lines - 2)).await;
    keys.within("Đánh giá chung", 4).await;
    keys.press("Tốt").await;
    keys.press(TAB).await;
    keys.within("Xong, sang mục tiếp theo", 12).await;
    keys.press(ENTER).await;
    keys.arrives(&format!("#panel-{}", lines - 1)).await;
    keys.within("Kiểm tra và gửi", 12).await;
    keys.press(ENTER).await;
    keys.arrives("#check").await;
    keys.within("Gửi báo cáo", 2 * lines + 8).await;
    keys.press(" ").await;
    keys.arrives("#receipt").await;

    let body = portal.server.row().body;
    assert_eq!(body["entries"].as_array().unwrap().len(), lines - 2);
    assert_eq!(body["entries"][0]["values"]["status"], "in-progress");
    assert_eq!(body["reporter"]["name"], "Hà Thị Lụa");
    assert_eq!(body["sections"]["overall"], "Tốt");
    assert_eq!(portal.browser.complaints().await, [""; 0]);
}
