use super::{GroupId, UnitId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An organisational unit: may report, lead, support, or receive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
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
}

/// A named class of units ("các huyện, thành đoàn"). Real plans assign tasks to classes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
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
    /// All its classes.
    pub groups: BTreeSet<GroupId>,
}

impl Member {
    /// Whether the unit is among these.
    pub fn is_in(&self, who: &Who) -> bool {
        who.units.contains(&self.unit.id) || who.groups.iter().any(|group| self.groups.contains(group))
    }
}
