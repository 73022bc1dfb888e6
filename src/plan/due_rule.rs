use super::{Clock, Date, MonthDay, PeriodId, Who};
use crate::json::{choice, object};
use litemap::LiteMap;
use serde::{Deserialize, Serialize};

object!(DueRule: r#for, wording, from, after, on, at, reading, shift);
choice!(optional Anchor: "period-end" => PeriodEnd, "period-start" => PeriodStart, "event" => Event);
object!(optional After: years, months, weeks, days, working_days, hours);
choice!(On:
    "day" => Day(day),
    "weekday" => Weekday(weekday),
    "dates" => Dates(dates),
    "each" => Each(days),
    "edge" => Edge(edge),
);
choice!(Edge:
    "start-of-month" => StartOfMonth,
    "middle-of-month" => MiddleOfMonth,
    "end-of-month" => EndOfMonth,
    "start-of-quarter" => StartOfQuarter,
    "end-of-quarter" => EndOfQuarter,
    "start-of-year" => StartOfYear,
    "middle-of-year" => MiddleOfYear,
    "end-of-year" => EndOfYear,
);
choice!(DayCounts: "before" => Before, "through" => Through);
choice!(Shift: "none" => None, "next-working-day" => Next, "previous-working-day" => Previous);

/// When reports are due, for some or all units of a kind: **one** composition. From an anchor so far, then onto a
/// day, by a time of that day, read inclusively or not, moved off days that are not worked. A rule that names
/// nothing has no date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DueRule {
    /// For whom; absent: everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#for: Option<Who>,
    /// Verbatim.
    pub wording: String,
    /// From where it is counted; absent: the last day of the period.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub from: Anchor,
    /// How far; absent: not at all.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub after: After,
    /// Onto which day; absent: the one reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<On>,
    /// By what time of that day; absent: its end, 24:00 (Civil Code art. 148).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Clock>,
    /// Whether the day itself still counts; absent: a named day does not ("trước ngày N", early is safe), an edge of the
    /// calendar ("cuối tháng") and the last day of a term do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<DayCounts>,
    /// Where it goes when the last day is not worked; absent: a named day stays, the last day of a term moves to the
    /// next working day (Civil Code art. 148 clause 5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shift: Option<Shift>,
}

impl DueRule {
    /// Whether the wording says "before". What the standard library has for this takes 2 KB of the module, and would be
    /// there for this alone.
    pub fn says_before(&self) -> bool {
        let says = |word: &&str| self.wording.as_bytes().windows(word.len()).any(|part| part == word.as_bytes());
        ["trước", "Trước", "before"].iter().any(says)
    }
}

/// From where a due day is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// The last day of the period: the cut-off.
    #[default]
    PeriodEnd,
    /// The first day of the period.
    PeriodStart,
    /// The day, or for hours the moment, of the event or of a request, as the officer says.
    Event,
}

/// How far from the anchor. Years, months and weeks are gone before the day is picked, the rest after it; the first
/// day is not counted (Civil Code art. 147). Each from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct After {
    /// Years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<u8>,
    /// Months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u8>,
    /// Weeks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weeks: Option<u8>,
    /// Calendar days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
    /// Days that are worked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working_days: Option<u16>,
    /// Hours from the moment of the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<u16>,
}

/// A day near the one reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum On {
    /// This day of its month (clamped to the month's length).
    Day(u8),
    /// This day of its week: Monday 1 to Sunday 7.
    Weekday(u8),
    /// The nearest of these days of the year; after a number of years: the first of them in that year.
    Dates(Vec<MonthDay>),
    /// A day for each period by its id.
    Each(
        #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<PeriodId, Date>"))]
        LiteMap<PeriodId, Date>,
    ),
    /// The start, middle or end of its month, quarter or year.
    Edge(Edge),
}

/// Points of the calendar as the Civil Code (art. 146) has them: start the 1st, middle of a month the 15th and of a
/// year 30 June, end the last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Edge {
    StartOfMonth,
    MiddleOfMonth,
    EndOfMonth,
    StartOfQuarter,
    EndOfQuarter,
    StartOfYear,
    MiddleOfYear,
    EndOfYear,
}

/// How "trước ngày N" is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DayCounts {
    /// Literally: until the end of day N − 1. Early is safe.
    Before,
    /// Until the end of day N ("chậm nhất ngày N").
    Through,
}

/// Where a last day goes that is not worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Shift {
    /// It stays.
    None,
    /// To the next working day.
    #[serde(rename = "next-working-day")]
    Next,
    /// To the one before.
    #[serde(rename = "previous-working-day")]
    Previous,
}
