//! What is asked: the plan, its units, tasks, indicators and reporting duties.
//!
//! The format keeps what is printed verbatim (`wording`) beside what is computed from it. Only what is
//! needed is required; nearly everything in a real plan may be blank. Format: `docs/plan-format.md`.

mod built_in;
mod check;
mod id;
mod indicator;
mod kind;
mod task;
mod unit;
mod value;

pub use built_in::{BuiltIn, Scope, Status};
pub use check::read;
pub use id::{ChapterId, FieldId, GroupId, IndicatorId, KindId, MAX_ID, OptionId, PeriodId, PlanId, TaskId, UnitId};
pub use indicator::{Goal, Indicator, Measure, Target};
pub use kind::{
    AnswerKind, AskReporter, Choice, Covers, DayCounts, DueDay, DueRule, Late, NamedPeriod, Nil, Outline, PeriodUnit,
    Periods, Question, Recurrence, ReportKind,
};
pub use task::{Assignment, Chapter, Role, Task, TimeFrame};
pub use unit::{Group, Member, Unit, Who};
pub use value::{Date, Decimal, MonthDay, YearOrDate};

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A document that assigns tasks and demands reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Plan {
    /// Version of this format.
    pub format: Format,
    /// Stable key.
    pub id: PlanId,
    /// Version of the plan; a new one for every change.
    pub version: String,
    /// What kind of document it is ("Kế hoạch", "Chương trình hành động").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Its subject, verbatim.
    pub title: String,
    /// Number and symbol ("2653/KH-UBND"); often blank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Day of issue; often blank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Date>,
    /// What the document says of its day of issue where the day is incomplete ("tháng 6 năm 2025").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_wording: Option<String>,
    /// Who issued it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<UnitId>,
    /// Who signed it, verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<String>,
    /// The documents it rests on ("căn cứ"), verbatim.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub basis: Vec<String>,
    /// How long it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub horizon: Option<TimeFrame>,
    /// IANA name of the zone in which its days end.
    #[serde(default = "Plan::default_time_zone", skip_serializing_if = "Plan::is_default_time_zone")]
    pub time_zone: String,
    /// Classes of units.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// Units it names. Others may be handed in by the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<Unit>,
    /// Headings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chapters: Vec<Chapter>,
    /// Tasks, in the order of the document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<Task>,
    /// Indicators, in the order of the document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<Indicator>,
    /// Reporting duties.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<ReportKind>,
    /// Whom to ask, verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// "Nơi nhận", verbatim.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<String>,
}

/// Version of the plan format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub enum Format {
    /// The first.
    #[serde(rename = "baocao-plan/1")]
    V1,
}

impl Plan {
    /// Most units in a plan.
    pub const MAX_UNITS: usize = 20_000;
    /// Most tasks in a plan.
    pub const MAX_TASKS: usize = 5_000;

    fn default_time_zone() -> String {
        "Asia/Ho_Chi_Minh".to_owned()
    }

    fn is_default_time_zone(zone: &String) -> bool {
        zone == "Asia/Ho_Chi_Minh"
    }

    /// The unit with this id, if the plan names it.
    pub fn unit(&self, id: &UnitId) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == *id)
    }

    /// The group with this id.
    pub fn group(&self, id: &GroupId) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == *id)
    }

    /// The task with this id.
    pub fn task(&self, id: &TaskId) -> Option<&Task> {
        self.tasks.iter().find(|task| task.id == *id)
    }

    /// The indicator with this id.
    pub fn indicator(&self, id: &IndicatorId) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == *id)
    }

    /// The heading with this id.
    pub fn chapter(&self, id: &ChapterId) -> Option<&Chapter> {
        self.chapters.iter().find(|chapter| chapter.id == *id)
    }

    /// The report kind with this id.
    pub fn report(&self, id: &KindId) -> Option<&ReportKind> {
        self.reports.iter().find(|kind| kind.id == *id)
    }

    /// A unit with all its classes, wider ones included.
    pub fn member(&self, unit: Unit) -> Member {
        let mut groups = BTreeSet::new();
        let mut open = unit.groups.clone();
        while let Some(id) = open.pop() {
            if let Some(group) = self.group(&id) {
                open.extend(group.groups.iter().filter(|wider| !groups.contains(*wider)).cloned());
            }
            groups.insert(id);
        }
        Member { unit, groups }
    }

    /// What a unit does in a task, weightiest first; empty when it is none of its tasks.
    pub fn roles(&self, member: &Member, task: &Task) -> Vec<Role> {
        let mut roles: Vec<Role> = task.assigned.iter().filter(|a| member.is_in(&a.who())).map(|a| a.role).collect();
        roles.sort();
        roles.dedup();
        roles
    }
}
