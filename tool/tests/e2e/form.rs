//! The form on the page, as an officer meets it: everything is found by the words that are read.

use crate::browser::Browser;
use crate::engine::Engine;
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use serde_json::{Value, json};
use std::time::Duration;

const SEEN: &str = include_str!("form.js");

/// Whether the page is still the one that minds a click, and it did not come.
const MISSED: &str = "return window.missed ?? false";

/// One `<bao-cao>` of a page, or the page itself.
#[derive(Clone, Copy)]
pub struct Form<'b> {
    pub browser: &'b Browser,
    which: Option<usize>,
}

impl<'b> Form<'b> {
    /// The form at this place of the page, from 0.
    pub fn of(browser: &'b Browser, which: usize) -> Self {
        Self { browser, which: Some(which) }
    }

    /// A page that is not about a form: what `form.js` finds it finds in the page itself.
    pub fn page(browser: &'b Browser) -> Self {
        Self { browser, which: None }
    }

    fn script(&self, expression: &str) -> String {
        let which = json!(self.which);
        format!("const which = {which}, given = [...arguments];\n{SEEN}\nreturn {expression};")
    }

    /// What an expression over `form.js` gives now; `given` holds the arguments.
    pub async fn now(&self, expression: &str, given: &[Value]) -> Value {
        self.browser.run(&self.script(expression), given).await
    }

    /// What it gives as soon as it gives something.
    pub async fn when(&self, expression: &str, given: &[Value]) -> Value {
        let what = format!("{expression} {given:?}");
        self.browser.until(&what, &self.script(expression), given).await
    }

    /// The same as a text.
    pub async fn text(&self, expression: &str, given: &[Value]) -> String {
        self.when(expression, given).await.as_str().unwrap_or_default().to_owned()
    }

    /// The element that an expression gives, brought into view, and where the pointer reaches it if it does.
    async fn find(&self, expression: &str, given: &[Value]) -> (Element, Option<(f64, f64)>) {
        let into_view = format!(
            "(() => {{ const e = {expression}; e?.scrollIntoView({{block: 'center', behavior: 'instant'}}); return e && still(e).then(() => ({{ e, at: reached(e) }})); }})()"
        );
        let found = self.when(&into_view, given).await;
        let element =
            self.browser.element(&found["e"]).unwrap_or_else(|| panic!("{expression} is no element: {found}"));
        (element, found["at"][0].as_f64().zip(found["at"][1].as_f64()))
    }

    /// Whether what an expression gives stays in its place for three frames.
    async fn rests(&self, expression: &str, given: &[Value]) -> bool {
        let place = format!("JSON.stringify(({expression})?.getBoundingClientRect())");
        let before = self.now(&place, given).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
        before == self.now(&place, given).await
    }

    /// Clicks on what an expression gives; it may be drawn anew in the moment in between, as under an officer's hand.
    pub async fn click_on(&self, expression: &str, given: &[Value]) {
        self.clicked(expression, given).await;
    }

    async fn clicked(&self, expression: &str, given: &[Value]) -> Element {
        let mut failed = 0;
        loop {
            let (element, place) = self.find(expression, given).await;
            // Chromium's driver would look up the place in a dozen steps.
            if let (Engine::Chromium, Some(place)) = (self.browser.engine, place) {
                self.browser.click_at(place).await;
                return element;
            }
            let is_webkit = self.browser.engine == Engine::Webkit;
            // WebKit's driver clicks on a place: what stands there must not make way.
            if is_webkit && (!self.rests(expression, given).await || !self.minds(expression, given).await) {
                continue;
            }
            match self.browser.click(&element).await {
                Err(error) if error.is_stale_element_reference() || error.is_move_target_out_of_bounds() => {}
                // At times that driver says no without a word, as while a dialog comes up.
                Err(CmdError::Standard(_)) if is_webkit && failed < 3 => failed += 1,
                // Nor does it say that what it was to click on made way in the last moment.
                Ok(()) if is_webkit && failed < 3 && self.browser.run(MISSED, &[]).await == true => failed += 1,
                done => {
                    done.unwrap_or_else(|error| panic!("{error}: {expression} {given:?}"));
                    return element;
                }
            }
        }
    }

    /// Minds from now on whether what an expression gives is clicked on; whether it is there.
    async fn minds(&self, expression: &str, given: &[Value]) -> bool {
        let minds = format!(
            "(() => {{ const e = {expression}; window.missed = e?.localName !== 'select'; \
            e?.addEventListener('click', () => (window.missed = false), {{capture: true, once: true}}); return Boolean(e); }})()"
        );
        self.now(&minds, given).await == true
    }

    /// Clicks the button with this text; `text` may leave out what stands around it.
    pub async fn press(&self, text: &str) {
        let exact = "(first('button:enabled', given[0]) ?? holds('button:enabled', given[0]))";
        self.click_on(exact, &[json!(text)]).await;
    }

    /// Gives the element the plan that it shows with a change, the statements of a script; in `given` are the arguments.
    pub async fn changes_plan(&self, change: &str, given: &[Value]) {
        let script = format!(
            "(async () => {{ const element = document.querySelector('bao-cao'); \
            const plan = await (await fetch(element.getAttribute('plan'))).json(); {change} \
            element.plan = plan; return true; }})()"
        );
        self.now(&script, given).await;
    }

    /// Waits until a text is shown.
    pub async fn shows(&self, text: &str) {
        self.when("root?.textContent.replace(/\\s+/g, ' ').includes(given[0])", &[json!(text)]).await;
    }

    /// The due day of a report in the overview, as it is said.
    pub async fn due_day(&self, title: &str) -> String {
        self.text("said(due(given[0])?.querySelector('.due-title b')) || null", &[json!(title)]).await
    }

    /// Opens a report of the overview.
    pub async fn open(&self, title: &str) {
        self.click_on("due(given[0])?.querySelector('.acts button:enabled')", &[json!(title)]).await;
        self.when("tasks().length", &[]).await;
    }

    /// Opens one that was begun; it stands beside the offer to begin another.
    pub async fn open_begun(&self, title: &str) {
        let begun =
            "all('.due').find((one) => said(one.querySelector('.due-title .muted')).startsWith(`${given[0]} · `))";
        self.click_on(&format!("{begun}?.querySelector('.acts button:enabled')"), &[json!(title)]).await;
    }

    /// How many lines the list has.
    pub async fn lines(&self) -> usize {
        self.now("tasks().length", &[]).await.as_u64().unwrap() as usize
    }

    /// Opens a line of the list, from 0.
    pub async fn line(&self, at: usize) {
        self.show_list().await;
        self.click_on("tasks()[given[0]]", &[json!(at)]).await;
        self.when("!!tasks()[given[0]].ariaCurrent && !!root.querySelector('.panel')", &[json!(at)]).await;
    }

    /// Opens the line with this title.
    pub async fn line_named(&self, title: &str) {
        self.show_list().await;
        self.click_on("tasks().find((one) => said(one.querySelector('.name')) === given[0])", &[json!(title)]).await;
        self.when("said(root.querySelector('.panel h2')) === given[0]", &[json!(title)]).await;
    }

    /// Back to the list: from the page that checks, and on a phone also from a task.
    pub async fn show_list(&self) {
        // All in one: a page that only looks on may get the report in hand at any moment.
        let back = "root.querySelector('.check-page') && !holds('button:enabled', given[0])?.click()";
        if self.now(back, &[json!("Quay lại sửa")]).await == json!(true) {
            self.when("tasks().length", &[]).await;
        }
        if self.now("shown(root.querySelector('.to-list'))", &[]).await == json!(true) {
            self.click_on("root.querySelector('.to-list')", &[]).await;
            self.when("shown(tasks()[0])", &[]).await;
        }
    }

    /// Whether the open panel has a question.
    pub async fn asks(&self, label: &str) -> bool {
        !self.now("control(given[0])", &[json!(label)]).await.is_null()
    }

    /// Types into a question, in place of what is there.
    pub async fn fill(&self, label: &str, text: &str) {
        self.type_over("control(given[0])", &[json!(label)], text).await;
    }

    /// Types into a question of an indicator.
    pub async fn fill_in(&self, group: &str, label: &str, text: &str) {
        self.type_over("control(given[1], given[0])", &[json!(group), json!(label)], text).await;
    }

    /// Types into a cell of a row of evidence, from 0.
    pub async fn fill_cell(&self, row: usize, label: &str, text: &str) {
        self.type_over("cell(given[0], given[1])", &[json!(row), json!(label)], text).await;
    }

    async fn type_over(&self, expression: &str, given: &[Value], text: &str) {
        let element = self.clicked(expression, given).await;
        if self.now(&format!("{expression}.select() || {expression}.value !== ''"), given).await == json!(true) {
            self.browser.press(DELETE).await;
        }
        self.browser.fill(&element, text).await;
        self.when(&format!("{expression}?.value === given.at(-1)"), &[given, &[json!(text)]].concat()).await;
    }

    /// Chooses in a list.
    pub async fn choose(&self, label: &str, choice: &str) {
        self.click_on("option(control(given[0]), given[1])", &[json!(label), json!(choice)]).await;
        self.when("said(control(given[0])?.selectedOptions[0]) === given[1]", &[json!(label), json!(choice)]).await;
    }

    /// The same in a list that is no question's.
    pub async fn choose_in(&self, list: &str, choice: &str) {
        self.click_on(&format!("option({list}, given[0])"), &[json!(choice)]).await;
        self.when(&format!("said({list}?.selectedOptions[0]) === given[0]"), &[json!(choice)]).await;
    }

    /// Leaves the field that has the focus.
    pub async fn leave(&self) {
        self.now("focused()?.blur()", &[]).await;
    }

    /// What stands in a question's control.
    pub async fn value(&self, label: &str) -> String {
        self.text("control(given[0])?.value", &[json!(label)]).await
    }

    /// What is said to be wrong with a question.
    pub async fn message(&self, label: &str) -> String {
        self.text("said(question(given[0])?.querySelector('.messages')) || null", &[json!(label)]).await
    }

    /// The lines of the summary of what stands in the way.
    pub async fn errors(&self) -> Vec<String> {
        let lines = self.now("all('.sum:not(.warn) li').map(said)", &[]).await;
        lines.as_array().unwrap().iter().map(|line| line.as_str().unwrap().to_owned()).collect()
    }

    /// Goes to the page that checks.
    pub async fn check(&self) {
        self.show_list().await;
        self.press("Kiểm tra và gửi").await;
        // What makes it may still be on its way.
        let stands = "root.querySelector('.check-page') && !root.querySelector('[role=\"status\"] > #waiting')";
        self.when(stands, &[]).await;
    }

    /// Fills the commune's report of difficulties, the shortest there is, and goes to the last page.
    pub async fn tell_of_difficulties(&self, typed: &str) {
        self.open("Khó khăn, vướng mắc hoặc phát sinh vấn đề").await;
        self.line(0).await;
        self.fill("Khó khăn, vướng mắc", typed).await;
        self.line(1).await;
        self.fill("Họ và tên người lập báo cáo", "Lò Văn Ứng").await;
        self.fill("Chức vụ", "Công chức").await;
        self.check().await;
        self.shows("Báo cáo đã đủ nội dung, có thể gửi.").await;
    }

    /// Leaves an answer that cannot stand at the first task of the open report.
    pub async fn errs(&self, progress: &str) {
        self.line(0).await;
        self.choose("Tình trạng", "Không thực hiện").await;
        self.fill("Tiến độ", progress).await;
        self.leave().await;
        self.message("Tiến độ").await;
    }

    /// A line of the receipt.
    pub async fn receipt(&self, label: &str) -> String {
        let dd = "said(all('.receipt dt').find((dt) => said(dt) === given[0])?.nextElementSibling) || null";
        self.text(dd, &[json!(label)]).await
    }

    /// Waits until what was typed is on the device.
    pub async fn saved(&self) {
        self.when("said(root.querySelector('.saved')).startsWith('✓ Đã lưu trên máy này lúc')", &[]).await;
    }
}

const DELETE: &str = "\u{e017}";
