//! What the plan makes of figures over time.

use super::Decimal;
use crate::finding::{Code, Finding, Pointer};
use crate::json::{choice, object};
use serde::{Deserialize, Serialize};

choice!(Accumulates: "sum" => Sum, "latest" => Latest, "max" => Max, "average" => Average);
object!(FigureRule: rule, r#as);
choice!(Rule:
    "never-falls" => NeverFalls,
    "jumps" => Jumps(factor),
    "within-whole" => WithinWhole,
    "at-most-hundred" => AtMostHundred,
    "meets-target" => MeetsTarget,
    "done-meets-target" => DoneMeetsTarget,
    "in-period" => InPeriod,
);
choice!(optional Level: "remark" => Remark, "explain" => Explain, "error" => Error);

/// How the results of several periods make one ("lũy kế"). A ratio's are put together from its parts and its wholes,
/// never from percentages, unless the greatest or the average of these is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Accumulates {
    /// Added up; of a ratio Σ part over Σ whole.
    Sum,
    /// The last that was reported stands for all.
    Latest,
    /// The greatest.
    Max,
    /// The average of the periods that have a result.
    Average,
}

/// What a figure is held against besides its bounds, and what follows when it does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FigureRule {
    /// What it is held against.
    pub rule: Rule,
    /// What follows.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub r#as: Level,
}

/// What a figure is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// It is never less than in the last period: figures since the start of the year, progress in percent.
    NeverFalls,
    /// It is at most so many times the last period's, and at least that part of it; the factor is above 1.
    Jumps(Decimal),
    /// Of a ratio: the part is at most the whole.
    WithinWhole,
    /// At most 100.
    AtMostHundred,
    /// The target of the year is met.
    MeetsTarget,
    /// The target is met where a task that it measures is said to be done.
    DoneMeetsTarget,
    /// Of a day: it lies in the period.
    InPeriod,
}

impl Rule {
    /// Whether it is about the last period.
    pub fn looks_back(self) -> bool {
        matches!(self, Self::NeverFalls | Self::Jumps(_))
    }
}

/// What follows where a figure does not fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// It is remarked; sending goes on.
    #[default]
    Remark,
    /// It may be sent once it is explained in a note.
    Explain,
    /// It cannot be sent.
    Error,
}

impl Level {
    /// What is found where a figure does not fit: an error where it cannot be sent, else a warning.
    pub fn finding(self, at: Pointer, code: Code) -> Finding {
        match self {
            Self::Error => Finding::error(at, code),
            Self::Remark | Self::Explain => Finding::warning(at, code),
        }
    }
}
