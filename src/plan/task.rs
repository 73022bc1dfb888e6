use super::{ChapterId, Date, GroupId, IndicatorId, MonthDay, TaskId, UnitId};
use crate::json::{choice, object};
use serde::{Deserialize, Serialize};

object!(Chapter: id, number, title, r#in);
object!(Task: id, number, chapter, title, text, assigned, time, product, indicators);
object!(Assignment: role, wording, units, groups, others);
object!(TimeFrame: wording, from, to, ongoing, on_request, days);
choice!(Role:
    "lead" => Lead,
    "perform" => Perform,
    "answer" => Answer,
    "coordinate" => Coordinate,
    "support" => Support,
    "invite" => Invite,
);

/// A heading of the plan; headings may stand inside one another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Chapter {
    /// Stable key.
    pub id: ChapterId,
    /// The printed number, any text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The heading.
    pub title: String,
    /// The heading above this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#in: Option<ChapterId>,
}

/// One thing the plan wants done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Task {
    /// Stable key.
    pub id: TaskId,
    /// The printed number: a label, not a key. It may repeat, restart or be missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The heading it stands under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chapter: Option<ChapterId>,
    /// The task in the plan's words, short enough for a list.
    pub title: String,
    /// The full text where it is longer than the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Who does what in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assigned: Vec<Assignment>,
    /// When; absent where the plan leaves it blank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<TimeFrame>,
    /// The product or result the plan expects, verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// Indicators that measure it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<IndicatorId>,
}

/// Units in one role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Assignment {
    /// What they do.
    pub role: Role,
    /// The plan's own words for the role ("Đơn vị chủ trì").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<String>,
    /// Units by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<UnitId>,
    /// Classes by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupId>,
    /// Co-operators outside the plan's units, verbatim.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
}

/// What a unit does in a task, weightiest first: the order in which a unit sees its tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Chủ trì.
    Lead,
    /// Thực hiện, tham mưu thực hiện.
    Perform,
    /// Chịu trách nhiệm.
    Answer,
    /// Thường trực: follows up and consolidates.
    Coordinate,
    /// Phối hợp.
    Support,
    /// Đề nghị: asked, not ordered.
    Invite,
}

impl Role {
    /// All of them, weightiest first.
    pub const ALL: [Self; 6] = [Self::Lead, Self::Perform, Self::Answer, Self::Coordinate, Self::Support, Self::Invite];
}

/// When a task is done: the plan's words, and what can be computed from them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TimeFrame {
    /// Verbatim.
    pub wording: String,
    /// First day, where the words fix one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day, where the words fix one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// "Thường xuyên", "định kỳ": goes on.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub ongoing: bool,
    /// "Khi có yêu cầu".
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub on_request: bool,
    /// Named days of every year (18/5, 1/10, 10/10).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<MonthDay>,
}
