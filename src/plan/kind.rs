use super::{Date, KindId, MonthDay, Outline, PeriodId, Role, TaskId, Who};
use crate::json::{choice, object};
use litemap::LiteMap;
use serde::{Deserialize, Serialize};

object!(ReportKind:
    id, title, wording, by, to, through, r#final, embedded_in, periods, due, late, nil, covers, outline,
);
choice!(Periods:
    "every" => Every(recurrence),
    "list" => List(periods),
    "on-request" => OnRequest,
    "on-event" => OnEvent,
    "continuous" => Continuous,
);
object!(Recurrence: unit, only, starts, from);
choice!(PeriodUnit: "month" => Month, "quarter" => Quarter, "half-year" => HalfYear, "year" => Year);
object!(NamedPeriod: id, wording, from, to);
object!(DueRule: r#for, wording, day, reading);
choice!(DueDay: "day-of-month" => DayOfMonth(day), "yearly" => Yearly(days), "dates" => Dates(dates));

object!(optional Late: reason_optional, closes_after_days);
choice!(optional DayCounts: "before" => Before, "through" => Through);
choice!(optional Nil: "allowed" => Allowed, "required" => Required, "forbidden" => Forbidden);
choice!(optional Covers:
    "own" => Own,
    "roles" => Roles(roles),
    "all" => All,
    "tasks" => Tasks(tasks),
    "none" => None,
);

/// One reporting duty: who, to whom, how often, when, about what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportKind {
    /// Stable key.
    pub id: KindId,
    /// Name of the report, in the plan's words.
    pub title: String,
    /// The sentence of the plan that makes the duty, verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<String>,
    /// Who reports.
    pub by: Who,
    /// To whom, verbatim; several are possible.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<String>,
    /// Through whom ("qua", "thông qua"), verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<String>,
    /// Who gets it in the end ("để tổng hợp báo cáo …"), verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#final: Option<String>,
    /// The other report this duty is met in ("trong báo cáo tổng kết …"), verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embedded_in: Option<String>,
    /// Which spans of time its reports cover.
    pub periods: Periods,
    /// When they are due; the first rule whose `for` names the unit holds. None: no date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub due: Vec<DueRule>,
    /// What holds after the due instant.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub late: Late,
    /// Whether "nothing to report" is an answer.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub nil: Nil,
    /// Which tasks the report answers.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub covers: Covers,
    /// Which questions it asks; absent: the product's usual ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outline: Option<Outline>,
}

/// Which spans of time the reports of a kind cover. The rule for the period is apart from the rule for
/// the due day: a report can be due before its period ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Periods {
    /// One after another.
    Every(Recurrence),
    /// These, by name.
    List(Vec<NamedPeriod>),
    /// "Đột xuất khi có yêu cầu": one report per request, dated by the day it is begun.
    OnRequest,
    /// "Nếu có khó khăn, vướng mắc": one report per event, dated by the day it is begun.
    OnEvent,
    /// "Thường xuyên": any time.
    Continuous,
}

/// Periods that follow one another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Recurrence {
    /// How long one is.
    pub unit: PeriodUnit,
    /// Only these of a year, counted from 1 (the first half-year: `[1]`); absent: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<u8>,
    /// The day of the month on which a period starts, 1 to 28; 15 gives the periods of Decree
    /// 09/2019/NĐ-CP (from the 15th of the month before to the 14th). Absent: calendar periods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<u8>,
    /// The first day that any period of this kind may contain; absent: the plan's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
}

/// Length of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PeriodUnit {
    /// Tháng.
    Month,
    /// Quý.
    Quarter,
    /// Sáu tháng.
    HalfYear,
    /// Năm.
    Year,
}

impl PeriodUnit {
    /// Months in one.
    pub fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
        }
    }
}

/// A period with a name of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NamedPeriod {
    /// Stable key.
    pub id: PeriodId,
    /// In the plan's words.
    pub wording: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// When reports are due, for some or all units of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DueRule {
    /// For whom; absent: everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#for: Option<Who>,
    /// Verbatim.
    pub wording: String,
    /// The day; absent where the words give none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<DueDay>,
    /// Whether the day itself still counts.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub reading: DayCounts,
}

/// The day named by a due rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DueDay {
    /// This day of the month in which the period ends (clamped to the month's length).
    DayOfMonth(u8),
    /// The one of these days of the year that lies nearest to the end of the period.
    Yearly(Vec<MonthDay>),
    /// A day for each period by its id.
    Dates(
        #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<PeriodId, Date>"))]
        LiteMap<PeriodId, Date>,
    ),
}

/// How "trước ngày N" is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DayCounts {
    /// Literally: until the end of day N − 1. Early is safe.
    #[default]
    Before,
    /// Until the end of day N ("chậm nhất ngày N").
    Through,
}

/// What holds after the due instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Late {
    /// Whether the officer may leave out why.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub reason_optional: bool,
    /// Days after the due day until which reports are accepted; absent: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes_after_days: Option<u16>,
}

/// Whether "nothing to report" ("không phát sinh") is an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Nil {
    /// A nil report may be sent.
    #[default]
    Allowed,
    /// A nil report must be sent when there is nothing.
    Required,
    /// Something must be reported.
    Forbidden,
}

/// Which tasks a report answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Covers {
    /// The unit's own, in whatever role.
    #[default]
    Own,
    /// The unit's own in these roles.
    Roles(Vec<Role>),
    /// All of the plan: a consolidator's.
    All,
    /// These.
    Tasks(Vec<TaskId>),
    /// None: only sections.
    None,
}
