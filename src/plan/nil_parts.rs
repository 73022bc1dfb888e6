use super::{FieldId, TaskId};
use crate::json::{choice, object};
use serde::{Deserialize, Serialize};

object!(NilParts: tasks, sections, reason_for);
choice!(optional NilTasks: "none" => None, "all" => All, "only" => Only(tasks), "except" => Except(tasks));
choice!(NilScope: "report" => Report, "tasks" => Tasks, "sections" => Sections);

/// Which parts of a report may be answered with "nothing to report" ("không phát sinh"), and where that needs a reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NilParts {
    /// Tasks that may be; absent: none.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub tasks: NilTasks,
    /// Questions about the whole that may be, by their keys.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<FieldId>,
    /// Where a reason is asked, and required.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reason_for: Vec<NilScope>,
}

/// Tasks that may be answered with "nothing to report".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NilTasks {
    /// None.
    #[default]
    None,
    /// All that the report covers.
    All,
    /// These.
    Only(Vec<TaskId>),
    /// All but these.
    Except(Vec<TaskId>),
}

/// What "nothing to report" is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NilScope {
    /// The whole report.
    Report,
    /// A task.
    Tasks,
    /// A question about the whole.
    Sections,
}

impl NilParts {
    /// Whether this is an answer to a task.
    pub fn takes(&self, task: &TaskId) -> bool {
        match &self.tasks {
            NilTasks::None => false,
            NilTasks::All => true,
            NilTasks::Only(tasks) => tasks.contains(task),
            NilTasks::Except(tasks) => !tasks.contains(task),
        }
    }

    /// Whether it needs a reason there.
    pub fn needs_reason(&self, scope: NilScope) -> bool {
        self.reason_for.contains(&scope)
    }
}
