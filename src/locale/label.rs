use super::Lang;
use crate::plan::{BuiltIn, Goal, Role, Scope, Status};
use crate::report::{Label, ReporterField, write_number};
use crate::schedule::{Duty, Origin};

/// What is asked.
pub fn field_label(lang: Lang, label: &Label) -> String {
    match label {
        Label::BuiltIn(question, scope) => built_in(lang, *question, *scope).to_owned(),
        Label::ProposalsTo(to) => lang.pick(format!("Kiến nghị, đề xuất với {to}"), format!("Proposals to {to}")),
        Label::Given(label) => label.clone(),
        Label::NotDoneReason => lang.pick("Lý do không thực hiện", "Why it was not carried out").to_owned(),
        Label::IndicatorValue => lang.pick("Kết quả", "Result").to_owned(),
        Label::RatioPart => lang.pick("Số đạt", "Reached").to_owned(),
        Label::RatioWhole => lang.pick("Tổng số", "Out of").to_owned(),
        Label::Reporter(ReporterField::Name) => {
            lang.pick("Họ và tên người lập báo cáo", "Reporter’s full name").to_owned()
        }
        Label::Reporter(ReporterField::Position) => lang.pick("Chức vụ", "Position").to_owned(),
        Label::Reporter(ReporterField::Phone) => lang.pick("Điện thoại", "Telephone").to_owned(),
        Label::Reporter(ReporterField::Email) => lang.pick("Thư điện tử", "E-mail").to_owned(),
        Label::Nil => {
            lang.pick("Kỳ này không phát sinh nội dung báo cáo", "Nothing to report for this period").to_owned()
        }
        Label::LateReason => lang.pick("Lý do nộp chậm", "Reason for lateness").to_owned(),
    }
}

fn built_in(lang: Lang, question: BuiltIn, scope: Scope) -> &'static str {
    match (question, scope) {
        (BuiltIn::Status, _) => lang.pick("Tình trạng", "Status"),
        (BuiltIn::Percent, _) => lang.pick("Tiến độ", "Progress"),
        (BuiltIn::Result, _) => lang.pick("Kết quả thực hiện trong kỳ", "Results in the period"),
        (BuiltIn::Evidence, _) => lang.pick("Minh chứng", "Evidence"),
        (BuiltIn::Difficulties, _) => lang.pick("Khó khăn, vướng mắc", "Difficulties"),
        (BuiltIn::Causes, _) => lang.pick("Nguyên nhân", "Causes"),
        (BuiltIn::Remedies, _) => lang.pick("Giải pháp khắc phục", "Remedies"),
        (BuiltIn::Proposals, _) => lang.pick("Kiến nghị, đề xuất", "Proposals"),
        (BuiltIn::Next, _) => lang.pick("Việc làm trong kỳ tới", "Next period"),
        (BuiltIn::Overall, _) => lang.pick("Đánh giá chung", "Overall assessment"),
        (BuiltIn::Lessons, _) => lang.pick("Bài học kinh nghiệm", "Lessons learnt"),
        (BuiltIn::Direction, _) => lang.pick("Phương hướng, nhiệm vụ kỳ tới", "Direction for the next period"),
        (BuiltIn::Commendations, _) => {
            lang.pick("Mô hình, tập thể, cá nhân tiêu biểu; đề xuất khen thưởng", "Good examples and commendations")
        }
        (BuiltIn::Amendments, _) => lang.pick("Đề xuất sửa đổi, bổ sung kế hoạch", "Proposed changes to the plan"),
        (BuiltIn::Budget, _) => lang.pick("Kinh phí thực hiện", "Budget"),
    }
}

/// How a task stands.
pub fn status(lang: Lang, status: Status) -> &'static str {
    match status {
        Status::NotStarted => lang.pick("Chưa triển khai", "Not started"),
        Status::InProgress => lang.pick("Đang thực hiện", "In progress"),
        Status::Done => lang.pick("Hoàn thành", "Done"),
        Status::DoneLate => lang.pick("Hoàn thành chậm", "Done late"),
        Status::NotDone => lang.pick("Không thực hiện", "Not carried out"),
    }
}

/// What a unit does in a task.
pub fn role(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Lead => lang.pick("Chủ trì", "Leads"),
        Role::Perform => lang.pick("Thực hiện", "Carries out"),
        Role::Answer => lang.pick("Chịu trách nhiệm", "Answers for"),
        Role::Coordinate => lang.pick("Thường trực, tổng hợp", "Coordinates"),
        Role::Support => lang.pick("Phối hợp", "Supports"),
        Role::Invite => lang.pick("Được đề nghị", "Invited"),
    }
}

/// How much is enough; `unit` stands behind numbers.
pub fn goal(lang: Lang, goal: &Goal, unit: &str) -> String {
    let number = |n: crate::plan::Decimal| {
        let space = if unit.is_empty() || unit == "%" { "" } else { " " };
        format!("{}{space}{unit}", write_number(n))
    };
    match goal {
        Goal::AtLeast(n) => format!("{} {}", lang.pick("ít nhất", "at least"), number(*n)),
        Goal::AtMost(n) => format!("{} {}", lang.pick("không quá", "at most"), number(*n)),
        Goal::Exactly(n) => number(*n),
        Goal::Done => lang.pick("thực hiện", "done").to_owned(),
        Goal::Rank(rank) => format!("{} “{rank}”", lang.pick("xếp loại", "rank")),
    }
}

/// A title behind its printed number, which may end in a full stop of its own.
pub fn numbered(number: Option<&str>, title: &str) -> String {
    number.map_or_else(|| title.to_owned(), |number| format!("{}. {title}", number.trim_end_matches('.')))
}

/// What a report is called.
pub fn kind_title(lang: Lang, duty: &Duty) -> String {
    match duty.origin {
        Origin::Plan => duty.kind.title.clone(),
        Origin::Unstated => lang
            .pick(
                "Báo cáo kết quả thực hiện nhiệm vụ (kế hoạch không quy định)",
                "Report on tasks (not required by the plan)",
            )
            .to_owned(),
    }
}
