//! What is asked: the plan, its units, tasks, indicators and reporting duties.
//!
//! The format keeps what is printed verbatim (`wording`) beside what is computed from it. Only what is
//! needed is required; nearly everything in a real plan may be blank. Format: `docs/plan.md`.

mod abbreviations;
mod arrangement;
mod built_in;
mod calendar;
mod check;
mod condition;
mod date;
mod decimal;
mod due_rule;
mod figure_rule;
mod files;
mod id;
mod indicator;
mod kind;
mod nil_parts;
mod paper;
mod period_rule;
mod question;
mod source;
mod table;
mod task;
mod unit;
mod value;
pub mod wording;

pub use abbreviations::{Abbreviation, Abbreviations};
pub use arrangement::{Arrangement, Special};
pub use built_in::{BuiltIn, Scope, Status};
pub use calendar::{CalendarBase, SpecialDay, WorkCalendar};
pub use check::{is_sound, read, shape};
pub use condition::{
    Allowed, AnswerIs, Comparison, Computed, Condition, Difference, Operand, RatioOf, TotalOf, When, asks_to_explain,
};
pub use date::Date;
pub use decimal::Decimal;
pub use due_rule::{After, Anchor, DayCounts, DueRule, Edge, On, Shift};
pub use figure_rule::{Accumulates, FigureRule, Level, Rule};
pub use files::Files;
pub use id::{
    ChapterId, FieldId, GroupId, IndicatorId, KindId, MAX_ID, OptionId, PeriodId, PlanId, RoundId, TaskId, UnitId,
};
pub use indicator::{Goal, Indicator, Measure, Target};
pub use kind::{CorrectedFrom, Corrections, Covers, Late, Nil, Opens, ReportKind, Round};
pub use nil_parts::{NilParts, NilScope, NilTasks};
pub use paper::{Paper, PaperStyle};
pub use period_rule::{NamedPeriod, PeriodUnit, Periods, Recurrence, Since};
pub use question::{AnswerKind, AskReporter, Choice, Outline, Question};
pub use source::Source;
pub use table::{Column, ColumnKind, Row, Table};
pub use task::{Assignment, Chapter, Role, Task, TimeFrame};
pub use unit::{Group, Member, Unit, Who};
pub use value::{Clock, MonthDay, YearOrDate};
pub use wording::read_time_frame;

use crate::finding::Expected;
use crate::json::{Deferred, Node, Read, Reader, Write, choice, object};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

object!(Plan:
    format, id, version, kind, title, number, issued, issued_wording, issuer, signed, basis, horizon, time_zone,
    calendar, groups, units, chapters, tasks, indicators, reports, arrangements, contact,
    recipients, paper, abbreviations;
    computed source
);
choice!(Format: "baocao-plan/1" => V1);

/// A document that assigns tasks and demands reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub time_zone: TimeZone,
    /// Which days are worked; absent: Việt Nam's table of holidays, Saturday and Sunday off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<calendar::BaseOrCalendar>"))]
    pub calendar: Option<WorkCalendar>,
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
    pub reports: Vec<Arc<ReportKind>>,
    /// What was arranged for some units outside these rules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arrangements: Vec<Arrangement>,
    /// Whom to ask, verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// "Nơi nhận", verbatim.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<String>,
    /// How reports look on paper; kinds and units may say otherwise.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Paper>"))]
    pub paper: Deferred<Paper>,
    /// What the short forms in its texts stand for.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Abbreviations>"))]
    pub abbreviations: Deferred<Abbreviations>,
    /// The document it was read from; not part of the format.
    #[serde(skip)]
    pub source: Source,
}

/// Version of the plan format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Format {
    /// The first.
    #[serde(rename = "baocao-plan/1")]
    V1,
}

/// The IANA name of a time zone; Việt Nam's where a plan names none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct TimeZone(String);

impl TimeZone {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for TimeZone {
    fn default() -> Self {
        Self("Asia/Ho_Chi_Minh".to_owned())
    }
}

impl Read for TimeZone {
    const IS_OPTIONAL: bool = true;

    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Self {
        let is_name =
            |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"/_+-".contains(&b));
        match reader.text(node, Expected::TimeZone, is_name) {
            "" => Self::default(),
            name => Self(name.to_owned()),
        }
    }
}

impl Write for TimeZone {
    fn write(&self, out: &mut String) {
        self.0.write(out);
    }
    fn is_absent(&self) -> bool {
        *self == Self::default()
    }
}

impl Plan {
    /// Most units in a plan.
    pub const MAX_UNITS: usize = 20_000;
    /// Most tasks in a plan.
    pub const MAX_TASKS: usize = 5_000;

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
    pub fn report(&self, id: &KindId) -> Option<&Arc<ReportKind>> {
        self.reports.iter().find(|kind| kind.id == *id)
    }

    /// Its first day: of its horizon, else the day it was issued, where it has one.
    pub fn begins(&self) -> Option<Date> {
        self.horizon.as_ref().and_then(|horizon| horizon.from).or(self.issued)
    }

    /// A unit with all its classes, wider ones included, all that went over to it, and what the plan arranges for it.
    pub fn member(&self, unit: Unit) -> Member {
        let mut groups = unit.groups.clone();
        let mut next = 0;
        while let Some(group) = groups.get(next).cloned() {
            next += 1;
            let wider = self.group(&group).map(|group| &group.groups[..]).unwrap_or_default();
            for group in wider {
                if !groups.contains(group) {
                    groups.push(group.clone());
                }
            }
        }
        let mut predecessors: Vec<(UnitId, Option<Date>)> = Vec::new();
        // Who went over to one that went over in turn is found by the next round; each is taken once.
        loop {
            let known = predecessors.len();
            for other in &self.units {
                let is_taken = |id: &UnitId| predecessors.iter().any(|(taken, _)| taken == id);
                let is_ours = other.successor.as_ref().is_some_and(|to| *to == unit.id || is_taken(to));
                if is_ours && other.id != unit.id && !is_taken(&other.id) {
                    predecessors.push((other.id.clone(), other.valid_until));
                }
            }
            if predecessors.len() == known {
                break;
            }
        }
        let mut member = Member { unit, predecessors, groups, arrangements: Vec::new() };
        member.take(&self.arrangements);
        member
    }

    /// What a unit does in a task on a day, weightiest first; empty when it is none of its tasks. A task of a
    /// predecessor is its own from the day after that one's last.
    pub fn roles(&self, member: &Member, task: &Task, day: Option<Date>) -> impl Iterator<Item = Role> {
        let is_in = move |role: &Role| {
            let mut assigned = task.assigned.iter().filter(|assignment| assignment.role == *role);
            assigned.any(|Assignment { units, groups, .. }| {
                member.is_among(units, groups)
                    || member
                        .predecessors
                        .iter()
                        .any(|(unit, last)| units.contains(unit) && last.zip(day).is_none_or(|(last, day)| last < day))
            })
        };
        Role::ALL.into_iter().filter(is_in)
    }
}
