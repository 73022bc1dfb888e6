//! A plan of any size, always the same: words as they stand in such documents, in no order.

use super::questions::{ENTRY, WHOLE};
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

    /// The plan file. Its one report covers many years, so that on any day there is one to begin and none is late.
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
