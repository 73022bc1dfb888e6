use super::AnswerKind;

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One task.
    Task,
    /// The whole report.
    Whole,
}

/// The questions every office asks (Decree 09/2019/NĐ-CP art. 7; the outlines of the five seed plans).
/// A plan names them by [`BuiltIn::name`]; their labels live in [`crate::locale`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BuiltIn {
    /// Tình trạng.
    Status,
    /// Tiến độ, percent.
    Percent,
    /// Kết quả thực hiện.
    Result,
    /// Minh chứng: links, documents by number and date.
    Evidence,
    /// Khó khăn, vướng mắc.
    Difficulties,
    /// Nguyên nhân.
    Causes,
    /// Giải pháp khắc phục.
    Remedies,
    /// Kiến nghị, đề xuất; in sections one per addressee.
    Proposals,
    /// Việc làm kỳ tới.
    Next,
    /// Đánh giá chung.
    Overall,
    /// Bài học kinh nghiệm.
    Lessons,
    /// Phương hướng, nhiệm vụ kỳ tới.
    Direction,
    /// Mô hình, tập thể, cá nhân tiêu biểu; đề xuất khen thưởng.
    Commendations,
    /// Đề xuất sửa đổi, bổ sung kế hoạch.
    Amendments,
    /// Kinh phí thực hiện.
    Budget,
}

impl BuiltIn {
    /// All of them, in the order in which an outline usually asks.
    pub const ALL: [Self; 15] = [
        Self::Status,
        Self::Percent,
        Self::Result,
        Self::Evidence,
        Self::Difficulties,
        Self::Causes,
        Self::Remedies,
        Self::Proposals,
        Self::Next,
        Self::Overall,
        Self::Lessons,
        Self::Direction,
        Self::Commendations,
        Self::Amendments,
        Self::Budget,
    ];

    /// Its key in plans and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Percent => "percent",
            Self::Result => "result",
            Self::Evidence => "evidence",
            Self::Difficulties => "difficulties",
            Self::Causes => "causes",
            Self::Remedies => "remedies",
            Self::Proposals => "proposals",
            Self::Next => "next",
            Self::Overall => "overall",
            Self::Lessons => "lessons",
            Self::Direction => "direction",
            Self::Commendations => "commendations",
            Self::Amendments => "amendments",
            Self::Budget => "budget",
        }
    }

    /// The question with this key, where it may be asked.
    pub fn named(name: &str, scope: Scope) -> Option<Self> {
        Self::ALL.into_iter().find(|question| question.name() == name && question.fits(scope))
    }

    /// Whether it may be asked about this.
    pub fn fits(self, scope: Scope) -> bool {
        match self {
            Self::Status | Self::Percent | Self::Result | Self::Next => scope == Scope::Task,
            Self::Evidence | Self::Difficulties | Self::Causes | Self::Remedies | Self::Proposals => true,
            _ => scope == Scope::Whole,
        }
    }

    /// What kind of answer it takes.
    pub fn kind(self) -> AnswerKind {
        match self {
            Self::Status => AnswerKind::Choice,
            Self::Percent => AnswerKind::Percent,
            Self::Evidence => AnswerKind::Evidence,
            _ => AnswerKind::Text,
        }
    }

    /// Whether an answer is required unless the plan says otherwise.
    pub fn is_required(self) -> bool {
        matches!(self, Self::Status | Self::Overall)
    }

    /// What is asked about each task when the plan does not say.
    pub const ENTRY: [Self; 6] =
        [Self::Status, Self::Percent, Self::Result, Self::Evidence, Self::Difficulties, Self::Proposals];

    /// What is asked about the whole when the plan does not say.
    pub const SECTIONS: [Self; 4] = [Self::Overall, Self::Difficulties, Self::Direction, Self::Proposals];
}

/// How a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Chưa triển khai.
    NotStarted,
    /// Đang thực hiện.
    InProgress,
    /// Hoàn thành.
    Done,
    /// Hoàn thành chậm.
    DoneLate,
    /// Không thực hiện; needs a reason.
    NotDone,
}

impl Status {
    /// All of them, in the order of a task's life.
    pub const ALL: [Self; 5] = [Self::NotStarted, Self::InProgress, Self::Done, Self::DoneLate, Self::NotDone];

    /// Its key in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotStarted => "not-started",
            Self::InProgress => "in-progress",
            Self::Done => "done",
            Self::DoneLate => "done-late",
            Self::NotDone => "not-done",
        }
    }

    /// The status with this key.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}
