use super::{Arrangement, Date, GroupId, Paper, UnitId};
use crate::json::{Deferred, object};
use serde::{Deserialize, Serialize};

object!(Unit: id, name, aliases, groups, valid_from, valid_until, successor, paper);
object!(Group: id, name, aliases, groups);
object!(Who: units, groups);

/// An organisational unit: may report, lead, support, or receive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Unit {
    /// Stable key; what the portal calls the unit.
    pub id: UnitId,
    /// Full name as the plan writes it first.
    pub name: String,
    /// Other spellings in the plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Classes it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupId>,
    /// The day it was founded, where it has not been there all the time: nothing that is due earlier is its to report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// Its last day, where it was merged or dissolved: nothing that is due later is its to report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// The unit its tasks went over to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<UnitId>,
    /// How its reports look on paper.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Paper>"))]
    pub paper: Deferred<Paper>,
}

/// A named class of units ("các huyện, thành đoàn"). Real plans assign tasks to classes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Group {
    /// Stable key.
    pub id: GroupId,
    /// Name as the plan writes it first.
    pub name: String,
    /// Other spellings in the plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Wider classes this class is part of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupId>,
}

/// Some units, named or by class.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Who {
    /// Units by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<UnitId>,
    /// Classes by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupId>,
}

/// A unit with every class it belongs to, directly or through wider classes: what assignments are matched against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The unit.
    pub unit: Unit,
    /// The units whose tasks went over to it, each with its last day.
    pub predecessors: Vec<(UnitId, Option<Date>)>,
    /// All its classes.
    pub groups: Vec<GroupId>,
    /// What was arranged for it outside the rules, by the plan and then by the page.
    pub arrangements: Vec<Arrangement>,
}

impl Unit {
    /// A unit that the plan does not name: a portal's.
    pub fn new(id: UnitId, name: String, groups: Vec<GroupId>) -> Self {
        Self {
            id,
            name,
            aliases: Vec::new(),
            groups,
            valid_from: None,
            valid_until: None,
            successor: None,
            paper: Deferred::default(),
        }
    }

    /// Whether it is there on a day.
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_until.is_none_or(|until| day <= until)
    }
}

impl Member {
    /// Takes what of these arrangements is for the unit.
    pub fn take(&mut self, arrangements: &[Arrangement]) {
        for arrangement in arrangements {
            if arrangement.r#for.as_ref().is_none_or(|who| self.is_in(who)) {
                self.arrangements.push(arrangement.clone());
            }
        }
    }

    /// Whether what these owe by a day is this unit's: what a predecessor owes goes over with its last day.
    pub fn owes(&self, who: &Who, day: Date) -> bool {
        let has_ended =
            |(unit, last): &(UnitId, Option<Date>)| who.units.contains(unit) && last.is_none_or(|last| last < day);
        self.is_in(who) || self.predecessors.iter().any(has_ended)
    }

    /// Whether a unit whose tasks went over to it is among these.
    pub fn succeeds(&self, who: &Who) -> bool {
        self.predecessors.iter().any(|(unit, _)| who.units.contains(unit))
    }

    /// Whether the unit is among these.
    pub fn is_in(&self, who: &Who) -> bool {
        self.is_among(&who.units, &who.groups)
    }

    /// Whether the unit is one of these, or of one of these classes.
    pub fn is_among(&self, units: &[UnitId], groups: &[GroupId]) -> bool {
        units.contains(&self.unit.id) || groups.iter().any(|group| self.groups.contains(group))
    }
}
