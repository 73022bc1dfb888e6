use super::{After, Date, DueRule, KindId, NilParts, Outline, Paper, Periods, Role, RoundId, TaskId, Who};
use crate::json::{Deferred, choice, object};
use serde::{Deserialize, Serialize};

object!(ReportKind:
    id, title, wording, by, to, through, r#final, embedded_in, valid_from, valid_until, replaces, periods, rounds, due,
    opens, late, corrections, nil, covers, outline,
    paper, nil_parts,
);
object!(Round: id, title, wording, due);
choice!(optional Opens:
    "period-start" => PeriodStart,
    "period-end" => PeriodEnd,
    "before-due" => BeforeDue(days),
    "always" => Always,
);
object!(Corrections: within, of);
choice!(optional CorrectedFrom: "due" => Due, "sent" => Sent);
object!(optional Late: reason_optional, refused, closes_after);
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
    /// The first due day of this duty: an amendment of the plan that takes effect on a day makes a new kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// The last due day of this duty, where an amendment ended it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// Kinds whose report is not due for a period that ends with one of this kind's ("báo cáo quý thay báo cáo tháng
    /// cuối quý"). Absent: both are due.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<KindId>,
    /// Which spans of time its reports cover.
    pub periods: Periods,
    /// Each period is reported this often ("sơ bộ", "chính thức", "bổ sung"), each round by its own due rules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<Round>,
    /// When they are due; the first rule whose `for` names the unit holds. None: no date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub due: Vec<DueRule>,
    /// From when on they may be sent.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub opens: Opens,
    /// What holds after the due instant.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub late: Late,
    /// Until when a report that was sent may be corrected; absent: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrections: Option<Corrections>,
    /// Whether "nothing to report" is an answer.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub nil: Nil,
    /// Which tasks the report answers.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub covers: Covers,
    /// Which questions it asks; absent: the product's usual ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outline: Option<Outline>,
    /// How such a report looks on paper.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Paper>"))]
    pub paper: Deferred<Paper>,
    /// Which tasks and questions may be answered with "nothing to report", and where that needs a reason.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<NilParts>"))]
    pub nil_parts: Deferred<NilParts>,
}

/// One of several reports about one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Round {
    /// Stable key; the period's id goes on with it: `2026-06.so-bo`.
    pub id: RoundId,
    /// What it is called.
    pub title: String,
    /// The sentence of the plan that asks for it, verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<String>,
    /// When it is due; absent: as the kind says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub due: Vec<DueRule>,
}

/// From when on reports may be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Opens {
    /// The first day of the period.
    #[default]
    PeriodStart,
    /// The day after the last day of the period.
    PeriodEnd,
    /// So many days before the last day on time.
    BeforeDue(u16),
    /// Any time.
    Always,
}

/// What holds after the due instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Late {
    /// Whether the officer may leave out why.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub reason_optional: bool,
    /// Late reports are not accepted.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub refused: bool,
    /// How long after the due instant late reports are accepted; absent: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes_after: Option<After>,
}

/// Until when a report may be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Corrections {
    /// How long.
    pub within: After,
    /// Counted from here.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub of: CorrectedFrom,
}

/// From where the time for corrections is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CorrectedFrom {
    /// The due instant.
    #[default]
    Due,
    /// The moment of sending.
    Sent,
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
