//! An officer at work: fills everything that a form asks, and remembers what was typed.

use crate::form::Form;
use serde_json::{Value, json};

/// One report to make.
pub struct Job {
    /// The portal's address: plan, unit, day.
    pub visit: &'static str,
    /// The report's title and period as the overview says them.
    pub report: &'static str,
    /// Until when, in words.
    pub due: &'static str,
    /// The same day in the report.
    pub last_day: Option<&'static str>,
    /// Plan, unit, kind, period.
    pub keys: [&'static str; 4],
    /// How many tasks there are to answer.
    pub tasks: usize,
    /// The question that is answered badly at first.
    pub refused_at: &'static str,
}

/// Somebody who fills a form.
pub struct Officer<'b> {
    form: Form<'b>,
    /// Title of a task and what was answered, in the order of typing.
    entries: Vec<(String, Value)>,
    /// Texts of the sections, in their order.
    sections: Vec<String>,
    /// Titles of the indicators whose ratio was given.
    ratios: Vec<String>,
}

/// A Vietnamese text as some keyboards send it: letters and accents apart.
const APART: &str = "Đa\u{303} tô\u{309} chư\u{301}c 03 hô\u{323}i nghi\u{323}; 1.250 lươ\u{323}t ngươ\u{300}i";
/// The same as it is to be stored.
const TOGETHER: &str = "Đã tổ chức 03 hội nghị; 1.250 lượt người";

impl<'b> Officer<'b> {
    pub fn of(form: Form<'b>) -> Self {
        Self { form, entries: Vec::new(), sections: Vec::new(), ratios: Vec::new() }
    }

    /// How many tasks were answered.
    pub fn filled(&self) -> usize {
        self.entries.len()
    }

    /// Answers the first task with mistakes in it.
    pub async fn begin_badly(&self) {
        let form = self.form;
        form.line(0).await;
        form.choose("Tình trạng", "Hoàn thành").await;
        if form.asks("Tiến độ").await {
            form.fill("Tiến độ", "150%").await;
            form.leave().await;
            assert_eq!(form.message("Tiến độ").await, "Không được quá 100.");
        }
        if form.asks("Minh chứng").await {
            form.press("Thêm minh chứng").await;
            form.fill_cell(0, "Đường dẫn", "javascript:alert(1)").await;
            form.leave().await;
        }
    }

    /// Follows the summary's line for a question of the first task; the focus must arrive there.
    pub async fn follow(&self, label: &str) {
        let link = "all('.sum:not(.warn) li button').find((one) => said(one).includes(`· ${given[0]}: `))";
        self.form.click_on(link, &[json!(label)]).await;
        let there = "question(given[0])?.contains(focused()) && document.activeElement.localName === 'bao-cao'";
        self.form.when(there, &[json!(label)]).await;
    }

    /// Answers everything, and what was wrong once more.
    pub async fn fill_all(&mut self) {
        for at in 0..self.form.lines().await {
            self.form.line(at).await;
            if self.form.asks("Tình trạng").await {
                self.task(at).await;
            } else if self.form.asks("Đánh giá chung").await {
                self.all_sections().await;
            } else if self.form.asks("Họ và tên người lập báo cáo").await {
                self.reporter().await;
            }
            if self.form.asks("Số đạt").await {
                self.ratio().await;
            }
        }
    }

    async fn task(&mut self, at: usize) {
        let form = self.form;
        let title = form.text("said(tasks()[given[0]].querySelector('.name'))", &[json!(at)]).await;
        let result = format!("{TOGETHER} (mục {at})");
        let (status, said) = [("done", "Hoàn thành"), ("in-progress", "Đang thực hiện")][at % 2];
        form.choose("Tình trạng", said).await;
        form.fill("Kết quả thực hiện trong kỳ", &format!("{APART} (mục {at})")).await;
        let mut values = json!({"status": status, "result": result});
        if at == 0 && form.asks("Tiến độ").await {
            form.fill("Tiến độ", "62,5%").await;
            values["percent"] = json!("62.5");
        }
        if at == 0 && form.asks("Minh chứng").await {
            form.fill_cell(0, "Số, ký hiệu văn bản", "12/BC-ĐV").await;
            form.fill_cell(0, "Ngày văn bản", "5/6/2023").await;
            form.fill_cell(0, "Tên văn bản, sản phẩm", "Báo cáo quý").await;
            form.fill_cell(0, "Đường dẫn", "https://example.vn/bao-cao?so=12").await;
            let row = json!({
                "number": "12/BC-ĐV", "date": "2023-06-05", "title": "Báo cáo quý",
                "url": "https://example.vn/bao-cao?so=12",
            });
            values["evidence"] = json!([row]);
        }
        self.entries.push((title, values));
    }

    async fn all_sections(&mut self) {
        let labels = self.form.now("all('.panel [data-field] > label').map(said)", &[]).await;
        for label in labels.as_array().unwrap() {
            let text = format!("{}: tốt", label.as_str().unwrap());
            self.form.fill(label.as_str().unwrap(), &text).await;
            self.sections.push(text);
        }
    }

    /// The first ratio that the open line asks for.
    async fn ratio(&mut self) {
        let title = "said(question('Số đạt').closest('fieldset.indicator').querySelector('legend'))";
        let title = self.form.text(title, &[]).await;
        self.form.fill_in(&title, "Số đạt", "1.250,50").await;
        self.form.fill_in(&title, "Tổng số", "2.000").await;
        self.ratios.push(title);
    }

    async fn reporter(&mut self) {
        self.form.fill("Họ và tên người lập báo cáo", "Nguyễn Thị Ánh Tuyết").await;
        self.form.fill("Chức vụ", "Chuyên viên").await;
        self.form.fill("Điện thoại", "0912 345 678").await;
        self.form.fill("Thư điện tử", "tuyet@example.vn").await;
    }

    /// Holds what arrived against what was typed.
    pub fn compare(&self, body: &Value) {
        let mut typed = self.entries.clone();
        let stored = body["entries"].as_array().unwrap().iter();
        let mut stored: Vec<_> =
            stored.map(|one| (one["title"].as_str().unwrap().to_owned(), one["values"].clone())).collect();
        let by_text = |(title, values): &(String, Value)| (title.clone(), values.to_string());
        typed.sort_by_key(by_text);
        stored.sort_by_key(by_text);
        assert_eq!(stored, typed);

        let sections = body["sections"].as_object().unwrap().values();
        let mut sections: Vec<_> = sections.map(|text| text.as_str().unwrap().to_owned()).collect();
        let mut said = self.sections.clone();
        sections.sort();
        said.sort();
        assert_eq!(sections, said);

        for title in &self.ratios {
            let given = body["indicators"].as_array().unwrap().iter().find(|one| one["title"] == title.as_str());
            let values = &given.unwrap_or_else(|| panic!("{title} has not arrived"))["values"];
            assert_eq!((&values["part"], &values["whole"]), (&json!("1250.5"), &json!("2000")), "{title}");
        }

        let reporter = &body["reporter"];
        assert_eq!((&reporter["name"], &reporter["position"]), (&json!("Nguyễn Thị Ánh Tuyết"), &json!("Chuyên viên")));
        assert_eq!(reporter["email"], "tuyet@example.vn");
        let phone: String = reporter["phone"].as_str().unwrap().chars().filter(char::is_ascii_digit).collect();
        assert_eq!(phone, "0912345678");
    }
}
