use super::{Date, MonthDay, PeriodId};
use crate::json::{choice, object};
use serde::{Deserialize, Serialize};

choice!(Periods:
    "every" => Every(recurrence),
    "list" => List(periods),
    "on-request" => OnRequest,
    "on-event" => OnEvent,
    "continuous" => Continuous,
);
object!(Recurrence: unit, count, starts, full_year, only, working_days, cumulative, as_of, from, until);
choice!(PeriodUnit:
    "month" => Month,
    "half-month" => HalfMonth,
    "quarter" => Quarter,
    "half-year" => HalfYear,
    "nine-months" => NineMonths,
    "year" => Year,
    "week" => Week,
    "day" => Day,
);
choice!(Since: "year" => Year, "plan" => Plan, "date" => Date(date));
object!(NamedPeriod: id, wording, from, to);

/// Which spans of time the reports of a kind cover. The rule for the period is apart from the rule for
/// the due day: a report can be due before its period ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Periods {
    /// One after another.
    Every(Recurrence),
    /// These, by name: stages, named ranges, points in time.
    List(Vec<NamedPeriod>),
    /// "Đột xuất khi có yêu cầu": one report per request, named by the minute it is begun.
    OnRequest,
    /// "Nếu có khó khăn, vướng mắc": one report per event, named by the minute it is begun.
    OnEvent,
    /// "Thường xuyên": any time.
    Continuous,
}

/// Periods that follow one another: a unit of time, from where it is counted, how many make one period, and
/// which of them there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Recurrence {
    /// How long one is.
    pub unit: PeriodUnit,
    /// So many weeks or days make one (two weeks: 2); absent: one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u8>,
    /// The first day of the year to which months, quarters and years are counted: `"12-15"` gives the periods of
    /// Decree 09/2019/NĐ-CP art. 12 (a month from the 15th to the 14th), `"12-26"` those from the 26th to the 25th,
    /// `"09-01"` a school year. Absent: 1 January.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<MonthDay>,
    /// The year stays the calendar year although months are cut at another day: its last period runs to
    /// 31 December, its first begins on 1 January. Of `starts` then only the day counts.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub full_year: bool,
    /// Only these of a year, counted from 1 (the first half-year: `[1]`); of days: only these weekdays, Monday 1 to
    /// Sunday 7. Absent: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<u8>,
    /// Only days that are worked.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub working_days: bool,
    /// Figures count from here, not from the period's first day ("lũy kế từ đầu năm").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cumulative: Option<Since>,
    /// Figures are those of the period's last day ("tính đến ngày 30/9").
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub as_of: bool,
    /// Periods that end before this day are none of this kind's; absent: the plan's first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day that any period of this kind may begin on; absent: the plan's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// Length of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PeriodUnit {
    /// Tháng.
    Month,
    /// Nửa tháng: the first fifteen days of a month, and the rest.
    HalfMonth,
    /// Quý.
    Quarter,
    /// Sáu tháng.
    HalfYear,
    /// Chín tháng: the first nine of a year, once a year.
    NineMonths,
    /// Năm.
    Year,
    /// Tuần, Monday to Sunday (ISO 8601), unless `from` begins it on another day.
    Week,
    /// Ngày.
    Day,
}

impl PeriodUnit {
    /// Months in one, of half a month in the whole; none for weeks and days.
    pub fn months(self) -> Option<u32> {
        match self {
            Self::Month | Self::HalfMonth => Some(1),
            Self::Quarter => Some(3),
            Self::HalfYear => Some(6),
            Self::NineMonths => Some(9),
            Self::Year => Some(12),
            Self::Week | Self::Day => None,
        }
    }
}

/// From where figures are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Since {
    /// The first day of the year.
    Year,
    /// The first day of the plan.
    Plan,
    /// This day.
    Date(Date),
}

/// A period with a name of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NamedPeriod {
    /// Stable key.
    pub id: PeriodId,
    /// In the plan's words.
    pub wording: String,
    /// First day; absent: a point in time, the day `to`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day.
    pub to: Date,
}
