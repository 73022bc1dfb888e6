//! What was read, what was assumed for it, and what could not be read.

use crate::plan::{Date, DayCounts, MonthDay, TimeFrame};
use serde::Serialize;
use std::fmt;

/// Longest wording that is read, in characters.
pub const WORDING_MAX: usize = 500;

/// What a wording says of when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// Each thing it says, in its order; none when the wording is blank.
    pub parts: Vec<Part>,
    /// What the words leave open and was assumed.
    pub assumptions: Vec<Assumption>,
    /// Words that say nothing of when, verbatim.
    pub passed_over: Vec<String>,
}

/// One thing that a wording says of when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The words it was read from.
    pub words: String,
    /// What they say.
    #[serde(flatten)]
    pub when: When,
}

/// What some words say of when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the sentence on a variant says what its fields are")]
pub enum When {
    /// Days of the calendar, and the hour where the words name one.
    Span { of: SpanKind, span: Span, clock: Option<Clock> },
    /// Days of every year; `by` where they are an end ("trước ngày 15 tháng 12 hằng năm"), and the hour where the words
    /// name one.
    Yearly { from: MonthDay, to: MonthDay, by: Option<DayCounts>, clock: Option<Clock> },
    /// A day of every month; `by` where it is an end ("hằng tháng gửi trước ngày 15"), and the hour where the words name
    /// one.
    Monthly { day: u8, by: Option<DayCounts>, clock: Option<Clock> },
    /// Again and again: "hằng năm", "hằng tháng".
    Every { cycle: Cycle },
    /// "Thường xuyên".
    Continuous,
    /// "Định kỳ", without how often.
    Periodic,
    /// A campaign.
    Season { season: Season },
    /// "Khi có yêu cầu".
    OnRequest,
    /// "Nếu có khó khăn, vướng mắc", "kịp thời", "đột xuất".
    OnEvent,
    /// "Trong báo cáo tổng kết …": together with another report.
    Embedded { report: String },
}

/// Days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// First day; none: the words fix none.
    pub from: Option<Date>,
    /// Last day; none: the words fix none.
    pub to: Option<Date>,
}

/// What a span was said as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpanKind {
    /// "Ngày 18/5/2025".
    Day,
    /// "Cuối tháng 6/2025", "đầu năm 2026": a day by the Civil Code.
    Point,
    /// "Tháng 6/2025".
    Month,
    /// "Quý II/2025".
    Quarter,
    /// "6 tháng đầu năm 2025".
    HalfYear,
    /// "9 tháng năm 2025".
    Months,
    /// "Năm 2026".
    Year,
    /// "Từ tháng 3 đến tháng 6/2025", "giai đoạn 2025 – 2030".
    Range,
    /// "Đến năm 2030".
    Horizon,
    /// "Trước ngày 30/5/2022", "chậm nhất ngày 25/6/2025".
    Deadline,
    /// "Từ năm 2025", "năm 2025 và các năm tiếp theo".
    Since,
    /// "Tầm nhìn đến năm 2045": beyond the plan, no part of its time frame.
    Outlook,
}

/// Hour and minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 24.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

impl Serialize for Clock {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// How often something comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cycle {
    /// Hằng ngày.
    Day,
    /// Hằng tuần.
    Week,
    /// Hằng tháng.
    Month,
    /// Hằng quý.
    Quarter,
    /// Sáu tháng một lần.
    HalfYear,
    /// Hằng năm.
    Year,
}

/// A campaign of the Youth Union. Of these, only the Youth Month has days that are fixed once and for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Season {
    /// Chiến dịch thanh niên tình nguyện hè.
    Summer,
    /// Tình nguyện mùa Đông.
    Winter,
    /// Xuân tình nguyện.
    Spring,
}

/// What the words leave open and was assumed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the sentence on a variant says what its fields are")]
pub enum Assumption {
    /// These words name no year; that of what follows was taken.
    YearOfTheNext { words: String, year: i32 },
    /// These words name no year; that of what stands before was taken.
    YearOfThePrevious { words: String, year: i32 },
    /// With the same year the range would run backwards: its first half lies in the year before.
    YearBefore { words: String, year: i32 },
    /// With the same year the range would run backwards: its second half lies in the year after.
    YearAfter { words: String, year: i32 },
    /// These words name no year; the plan's was taken.
    YearOfThePlan { words: String, year: i32 },
    /// A day without a year was taken as a day of every year.
    EveryYear { words: String },
    /// "Trước ngày N" was taken by the letter: day N is out. `named` is N where the words fix its year.
    BeforeByTheLetter { words: String, named: Option<Date> },
    /// "Sau ngày N" was taken by the letter: day N is out.
    AfterByTheLetter { words: String, named: Date },
    /// Beginning, middle and end of a month or year are days (Civil Code 2015, article 146).
    CivilCode { words: String },
    /// "9 tháng" was taken as the first so many months of a year.
    FirstMonths { words: String },
    /// "Định kỳ" does not say how often.
    HowOftenIsOpen { words: String },
    /// The organiser fixes the days of a campaign each year.
    DaysOfTheCampaign { words: String },
    /// The Youth Month is March of every year (Youth Law 57/2020/QH14).
    YouthMonth { words: String },
    /// "Khoảng", "dự kiến": the days were taken as if they were certain.
    Roughly { words: String },
    /// The plan format holds days: the hour stays in the wording.
    HourIsNotHeld { words: String },
    /// Several spans: the time frame reaches from the first day to the last.
    FirstToLast,
    /// A look beyond the plan is no part of its time frame.
    OutlookLeftOut { words: String },
}

/// A wording that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// What of it, at least one.
    pub parts: Vec<UnreadPart>,
}

/// Words that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnreadPart {
    /// Verbatim.
    pub words: String,
    /// Why not.
    pub why: Why,
}

/// Why words cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Nothing in them speaks of a time.
    NotATime,
    /// They speak of a time in a way that is not known.
    Unknown,
    /// They stand beside a time and could change what it means ("trừ", "không").
    CouldChange,
    /// No rule says which days a week of a month or year has.
    Week,
    /// They say a length of time, or count from an event or a reporting period.
    Relative,
    /// School years, terms of office, Tết: their days are set elsewhere.
    SetElsewhere,
    /// They name no year, and the plan's was not given.
    NoYear,
    /// A day without its month.
    NoMonth,
    /// There is no such day.
    NoSuchDay,
    /// The end lies before the start.
    EndsBeforeStart,
    /// Longer than [`WORDING_MAX`].
    TooLong,
}

impl Reading {
    /// The spans among what was read, without looks beyond the plan.
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.parts.iter().filter_map(|part| match part.when {
            When::Span { of: SpanKind::Outlook, .. } => None,
            When::Span { span, .. } => Some(span),
            _ => None,
        })
    }

    /// What a plan file holds of it, beside the wording, which is kept as it is.
    #[must_use]
    pub fn time_frame(&self, wording: &str) -> TimeFrame {
        let mut time = TimeFrame { wording: wording.to_owned(), ..TimeFrame::default() };
        time.from = self.spans().filter_map(|span| span.from).min();
        let is_open = self.spans().any(|span| span.to.is_none());
        time.to = if is_open { None } else { self.spans().filter_map(|span| span.to).max() };
        for part in &self.parts {
            match part.when {
                When::Continuous | When::Periodic | When::Every { .. } => time.ongoing = true,
                When::OnRequest => time.on_request = true,
                When::Yearly { from, to, by: None, .. } if from == to && !time.days.contains(&from) => {
                    time.days.push(from)
                }
                _ => {}
            }
        }
        time
    }
}
