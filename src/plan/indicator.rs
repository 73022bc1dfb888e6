use super::{Accumulates, Decimal, FigureRule, IndicatorId, Since, Who, YearOrDate};
use crate::json::{Deferred, choice, object};
use serde::{Deserialize, Serialize};

object!(Indicator: id, title, measure, unit, targets, accumulates, since, rules, excludes, by, help, example);
object!(Target: wording, by, goal);
choice!(Measure: "number" => Number, "ratio" => Ratio, "yes-no" => YesNo, "rank" => Rank(ranks));
choice!(Goal:
    "at-least" => AtLeast(n),
    "at-most" => AtMost(n),
    "exactly" => Exactly(n),
    "done" => Done,
    "rank" => Rank(rank),
);

/// A measured quantity. It may belong to tasks, or to the plan as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Indicator {
    /// Stable key.
    pub id: IndicatorId,
    /// What is measured, in the plan's words.
    pub title: String,
    /// How it is measured.
    pub measure: Measure,
    /// Unit of measure ("người", "triệu đồng"); percent and ratio need none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What it must reach by when; one measure may have a trajectory.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Target>,
    /// How the results of several periods make one; absent: they are not put together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accumulates: Option<Accumulates>,
    /// From where they are put together; absent: the first day of the year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Since>,
    /// What its results are held against. Absent: a part above its whole and a missed target are remarked.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<FigureRule>"))]
    pub rules: Deferred<Vec<FigureRule>>,
    /// What does not count, verbatim ("trừ những nhiệm vụ liên quan đến bí mật nhà nước").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excludes: Option<String>,
    /// Who reports it; absent: every unit whose report covers the whole plan or one of its tasks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Who>,
    /// Help for those who fill in its result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// A result as it may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
}

impl Indicator {
    /// Whether earlier reports say something of it.
    pub fn is_over_time(&self) -> bool {
        self.accumulates.is_some() || self.rules().iter().any(|rule| rule.rule.looks_back())
    }

    /// Whether what several periods come to is made of two numbers: part and whole, or a sum and how many.
    pub fn goes_on_from_two(&self) -> bool {
        match self.accumulates {
            Some(Accumulates::Sum) => self.measure == Measure::Ratio,
            Some(Accumulates::Average) => true,
            Some(Accumulates::Latest | Accumulates::Max) | None => false,
        }
    }

    /// What its results are held against.
    pub fn rules(&self) -> &[FigureRule] {
        self.rules.get().map_or(&[], Vec::as_slice)
    }
}

/// How an indicator is measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// A number.
    Number,
    /// A percentage, entered as such or as part and whole.
    Ratio,
    /// Done or not.
    YesNo,
    /// One of these ranks, best first.
    Rank(Vec<String>),
}

/// What an indicator must reach by when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Target {
    /// Verbatim.
    pub wording: String,
    /// Until when; absent: for as long as the plan runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<YearOrDate>,
    /// How much.
    pub goal: Goal,
}

/// How much is enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Goal {
    /// "Ít nhất".
    AtLeast(Decimal),
    /// "Không quá".
    AtMost(Decimal),
    /// Exactly ("100%").
    Exactly(Decimal),
    /// Done.
    Done,
    /// This rank or a better one.
    Rank(String),
}
