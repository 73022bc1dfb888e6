//! The work that every form of the benches does: what is asked, and a plan of any size, always the same. Here it is written as
//! the plan that the element opens and as JSON for the rivals of `bench/rivals`; `plain.rs` writes it as HTML.

use serde_json::{Value, json};

/// The unit whose report is opened; every task is its own.
pub const UNIT: &str = "don-vi-1";

/// What the form is headed by.
pub const TITLE: &str = "Đo hiệu năng của biểu mẫu báo cáo";

/// Tasks under one heading.
const CHAPTER: usize = 12;

const WORDS: &str = "tổ chức triển khai thực hiện kế hoạch tuyên truyền phổ biến nâng cao nhận thức cán bộ đoàn viên \
    thanh niên chuyển đổi số ứng dụng công nghệ thông tin hoạt động cơ quan nhà nước xây dựng cơ sở dữ liệu dùng chung \
    đào tạo bồi dưỡng kỹ năng hội nghị tập huấn phong trào bình dân học vụ người dân doanh nghiệp địa bàn phường xã \
    dịch vụ công trực tuyến hồ sơ thủ tục hành chính kiểm tra giám sát đánh giá kết quả báo cáo định kỳ khoa học đổi mới \
    sáng tạo phát triển kinh tế văn hóa giáo dục y tế môi trường nông nghiệp hỗ trợ khởi nghiệp mô hình tiêu biểu truyền \
    thanh nền tảng bản tin chuyên mục trang điện tử mạng lưới tình nguyện chiến dịch thiếu nhi trường học an toàn";

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

impl Question {
    /// As a plan's outline has it.
    fn json(&self) -> Value {
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

    /// As the rivals read it, under this key.
    fn for_rivals(&self, key: &str) -> Value {
        let kind = match self.kind {
            Kind::Status => "status",
            Kind::Text => "text",
            Kind::Email => "email",
            Kind::Line | Kind::Percent | Kind::Date | Kind::Money | Kind::Phone => "line",
        };
        let mut json = json!({"key": key, "label": self.label, "kind": kind, "required": self.required});
        if self.most > 0 {
            json["most"] = self.most.into();
        }
        if let Some(pattern) = self.kind.pattern() {
            json["pattern"] = pattern.into();
        }
        json
    }
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

/// What the benches need to know of a task.
pub struct Task {
    /// Key.
    pub id: String,
    /// The printed number.
    pub number: String,
    /// What is to be done.
    pub title: String,
    /// Who helps.
    pub support: String,
    /// When.
    pub time: String,
    /// What is to come of it.
    pub product: String,
}

impl Task {
    /// What is said of it above its questions.
    pub fn about(&self) -> [(&'static str, &str); 3] {
        [("Đơn vị phối hợp", &self.support), ("Thời gian", &self.time), ("Sản phẩm", &self.product)]
    }

    fn for_rivals(&self) -> Value {
        json!({"id": self.id, "title": format!("{}. {}", self.number, self.title), "about": self.about()})
    }
}

/// A plan.
pub struct Plan {
    units: Vec<String>,
    /// Its tasks.
    pub tasks: Vec<Task>,
}

impl Plan {
    /// A plan with so many units and tasks.
    pub fn new(units: usize, tasks: usize) -> Self {
        let mut words = Words::new();
        let units: Vec<String> = (0..units).map(|_| words.sentence(4, 7)).collect();
        let task = |i: usize| Task {
            id: format!("nv-{}", i + 1),
            number: format!("{}.{}", i / CHAPTER + 1, i % CHAPTER + 1),
            title: words.sentence(16, 34),
            support: units[i * 7 % units.len()].clone(),
            time: format!("Trước ngày {}/12 hằng năm", i % 28 + 1),
            product: words.sentence(3, 8),
        };
        let tasks = (0..tasks).map(task).collect();
        Self { units, tasks }
    }

    /// The headings, with the place of the first task under each.
    pub fn chapters(&self) -> impl Iterator<Item = (usize, String)> {
        (0..self.tasks.len().div_ceil(CHAPTER)).map(|i| (i * CHAPTER, format!("Nhóm nhiệm vụ {}", i + 1)))
    }

    /// The plan file, which the element opens. Its one report covers many years, so that on any day there is one to begin and none is late.
    pub fn json(&self) -> String {
        let unit = |(i, name): (usize, &String)| json!({"id": format!("don-vi-{}", i + 1), "name": name, "groups": [format!("nhom-{}", i % 20 + 1)]});
        let groups = (1..=20).map(|i| json!({"id": format!("nhom-{i}"), "name": format!("Các đơn vị nhóm {i}")}));
        let chapters = self.chapters().enumerate();
        let chapters = chapters.map(
            |(i, (_, title))| json!({"id": format!("chuong-{}", i + 1), "number": format!("{}", i + 1), "title": title}),
        );
        let plan = json!({
            "format": "baocao-plan/1",
            "id": "do-hieu-nang",
            "version": "1",
            "kind": "Kế hoạch",
            "title": TITLE,
            "issuer": UNIT,
            "groups": groups.collect::<Vec<_>>(),
            "units": self.units.iter().enumerate().map(unit).collect::<Vec<_>>(),
            "chapters": chapters.collect::<Vec<_>>(),
            "tasks": self.tasks.iter().enumerate().map(|(i, task)| self.task(i, task)).collect::<Vec<_>>(),
            "reports": [{
                "id": "ket-qua",
                "title": "Báo cáo kết quả",
                "by": {"units": [UNIT]},
                "to": ["Ủy ban nhân dân tỉnh"],
                "periods": {"list": [{"id": "ky", "wording": "Kỳ này", "from": "2025-01-01", "to": "2099-12-31"}]},
                "due": [{"wording": "chậm nhất ngày 31/12/2099", "reading": "through", "on": {"each": {"ky": "2099-12-31"}}}],
                "covers": "all",
                "outline": {"entry": ENTRY.iter().map(|one| one.json()).collect::<Vec<_>>(), "sections": [WHOLE.json()]},
            }],
        });
        plan.to_string()
    }

    fn task(&self, i: usize, task: &Task) -> Value {
        let support = format!("don-vi-{}", i * 7 % self.units.len() + 1);
        json!({
            "id": task.id,
            "number": task.number,
            "chapter": format!("chuong-{}", i / CHAPTER + 1),
            "title": task.title,
            "assigned": [
                {"role": "lead", "wording": "Đơn vị chủ trì", "units": [UNIT]},
                {"role": "support", "wording": "Đơn vị phối hợp", "units": [support], "groups": [format!("nhom-{}", i % 20 + 1)]},
            ],
            "time": {"wording": task.time},
            "product": task.product,
        })
    }

    /// The same work as the rivals of `bench/rivals` read it.
    pub fn for_rivals(&self) -> Value {
        let mut chapters: Vec<Value> = Vec::new();
        let mut starts = self.chapters().peekable();
        for (i, task) in self.tasks.iter().enumerate() {
            if let Some((_, title)) = starts.next_if(|(first, _)| *first == i) {
                chapters.push(json!({"id": format!("chuong-{}", chapters.len() + 1), "title": title, "tasks": []}));
            }
            if let Some(tasks) = chapters.last_mut().and_then(|chapter| chapter["tasks"].as_array_mut()) {
                tasks.push(task.for_rivals());
            }
        }
        json!({
            "title": TITLE,
            "states": STATES,
            "chapters": chapters,
            "entry": ENTRY.iter().map(|asked| asked.for_rivals(asked.key)).collect::<Vec<_>>(),
            "whole": whole().map(|(key, asked)| asked.for_rivals(&key)).collect::<Vec<_>>(),
        })
    }
}

/// Words by a linear congruential generator, the same in every run.
struct Words {
    all: Vec<&'static str>,
    state: u64,
}

impl Words {
    fn new() -> Self {
        Self { all: WORDS.split_whitespace().collect(), state: 57 }
    }

    /// Any number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % end
    }

    fn word(&mut self) -> &'static str {
        let at = self.below(self.all.len());
        self.all[at]
    }

    /// From `least` to `most` words, with a capital.
    fn sentence(&mut self, least: usize, most: usize) -> String {
        let count = least + self.below(most - least + 1);
        let words: Vec<_> = (0..count).map(|_| self.word()).collect();
        let words = words.join(" ");
        let mut signs = words.chars();
        signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::{Plan, Value};

    #[test]
    fn every_task_stands_under_a_heading() {
        let work = Plan::new(3, 14).for_rivals();
        let count = |value: &Value| value.as_array().map(Vec::len);
        let chapters = work["chapters"].as_array().map(Vec::as_slice).unwrap_or_default();
        let counts: Vec<_> = chapters.iter().map(|chapter| count(&chapter["tasks"])).collect();
        assert_eq!(counts, [Some(12), Some(2)]);
        assert_eq!((count(&work["entry"]), count(&work["whole"])), (Some(8), Some(5)));
    }
}
