//! What every report of the benches asks: eight questions a task and five about the whole.

use serde_json::{Value, json};

/// What kind of answer.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    /// One of the five states of a task.
    Status,
    /// A number from 0 to 100.
    Percent,
    /// Several lines.
    Text,
    /// One line.
    Line,
    /// A day as officers write it.
    Date,
    /// A sum without decimals.
    Money,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
}

impl Kind {
    /// What an answer looks like, as the attribute `pattern` of HTML has it.
    pub fn pattern(self) -> Option<&'static str> {
        match self {
            Self::Percent => Some(r"(100|\d{1,2})(,\d{1,2})?"),
            Self::Date => Some(r"\d{1,2}/\d{1,2}/\d{4}"),
            Self::Money => Some(r"\d{1,3}(\.?\d{3})*"),
            Self::Phone => Some(r"(\+84|0)[0-9 .\-]{8,14}"),
            Self::Status | Self::Text | Self::Line | Self::Email => None,
        }
    }
}

/// The states of a task, as a form offers them.
pub const STATES: [(&str, &str); 5] = [
    ("not-started", "Chưa thực hiện"),
    ("in-progress", "Đang thực hiện"),
    ("done", "Đã hoàn thành"),
    ("done-late", "Hoàn thành chậm"),
    ("not-done", "Không thực hiện"),
];

/// One question.
pub struct Question {
    /// Key.
    pub key: &'static str,
    /// What is asked.
    pub label: &'static str,
    /// What kind of answer.
    pub kind: Kind,
    /// Whether an answer is required.
    pub required: bool,
    /// Most characters of a text.
    pub most: u32,
}

const fn question(key: &'static str, label: &'static str, kind: Kind, required: bool, most: u32) -> Question {
    Question { key, label, kind, required, most }
}

/// Asked about each task.
pub static ENTRY: [Question; 8] = [
    question("status", "Tình trạng", Kind::Status, true, 0),
    question("percent", "Tiến độ", Kind::Percent, true, 0),
    question("result", "Kết quả thực hiện trong kỳ", Kind::Text, true, 2_000),
    question("next", "Việc làm trong kỳ tới", Kind::Text, false, 2_000),
    question("document", "Văn bản chứng minh", Kind::Line, false, 100),
    question("day", "Ngày văn bản", Kind::Date, false, 0),
    question("money", "Kinh phí đã thực hiện", Kind::Money, false, 0),
    question("phone", "Điện thoại người theo dõi", Kind::Phone, false, 0),
];

/// Asked about the whole report.
pub static WHOLE: Question = question("overall", "Đánh giá chung", Kind::Text, true, 5_000);

/// Asked about the reporter; in the element these are built in.
pub static REPORTER: [Question; 4] = [
    question("name", "Họ và tên", Kind::Line, true, 200),
    question("position", "Chức vụ", Kind::Line, true, 200),
    question("phone", "Điện thoại", Kind::Phone, false, 0),
    question("email", "Thư điện tử", Kind::Email, false, 0),
];

/// The questions about the whole report, each with a key of its own.
pub fn whole() -> impl Iterator<Item = (String, &'static Question)> {
    let reporter = REPORTER.iter().map(|asked| (format!("reporter-{}", asked.key), asked));
    std::iter::once((WHOLE.key.to_owned(), &WHOLE)).chain(reporter)
}

/// How many questions a report with so many tasks asks.
pub fn asked(tasks: usize) -> usize {
    tasks * ENTRY.len() + 1 + REPORTER.len()
}

/// How many of them must be answered.
pub fn required(tasks: usize) -> usize {
    let must = |questions: &[Question]| questions.iter().filter(|asked| asked.required).count();
    tasks * must(&ENTRY) + usize::from(WHOLE.required) + must(&REPORTER)
}

impl Question {
    /// As a plan's outline has it.
    pub fn json(&self) -> Value {
        let kind = match self.kind {
            Kind::Status => return json!({"field": self.key, "label": self.label, "required": true}),
            Kind::Percent => "percent",
            Kind::Text => "text",
            Kind::Line => "line",
            Kind::Date => "date",
            Kind::Money => "money",
            Kind::Phone => "phone",
            Kind::Email => "email",
        };
        let mut json = json!({"field": self.key, "label": self.label, "kind": kind, "required": self.required});
        if self.most > 0 {
            json["max_length"] = self.most.into();
        }
        json
    }
}
