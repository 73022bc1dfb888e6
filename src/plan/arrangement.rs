use super::{Clock, Date, KindId, PeriodId, Who};
use crate::json::{choice, object};
use serde::{Deserialize, Serialize};

object!(Arrangement: r#for, is, reports, periods, title, from, to, until, at, reason);
choice!(Special:
    "exempt" => Exempt,
    "extended" => Extended,
    "not-yet-member" => NotYetMember,
    "sent-outside" => SentOutside,
    "approved" => Approved,
    "requested" => Requested,
);

/// What was arranged for some units outside the rules: more time, no report, a report on request. The plan states it,
/// or the page or its backend does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Arrangement {
    /// For whom; absent: everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#for: Option<Who>,
    /// What it is.
    pub is: Special,
    /// For these report kinds; absent: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<KindId>,
    /// For these periods; absent: all. Of a request: the one period that it makes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<PeriodId>,
    /// Of a request: what to call what it asks about, in its own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Of a request: the first day it asks about; absent: how things stand on the day `to`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Of a request: the last day it asks about; absent: with `from` up to the day `until`, without it no days at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Of an extension or a request the last day that is on time; of all others the last due day it holds for, absent:
    /// without end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Of an extension or a request: by what time of that day; absent: its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Clock>,
    /// Why, in words; officers read it.
    pub reason: String,
}

/// What can be arranged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Special {
    /// Miễn báo cáo: no report is owed.
    Exempt,
    /// Gia hạn: on time until a later day.
    Extended,
    /// Chưa tham gia: the unit joined late; no report is owed before.
    NotYetMember,
    /// Đã gửi ngoài hệ thống: the report was sent another way.
    SentOutside,
    /// Đã duyệt: the report was approved and is not changed any more.
    Approved,
    /// Yêu cầu đột xuất: a report on request is asked for.
    Requested,
}
