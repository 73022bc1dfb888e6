use super::Identity;
use crate::locale::fold;
use crate::plan::{Plan, Unit, UnitId};

/// The unit the page means. A name matches whatever its case, diacritics, hyphens and spaces: official
/// texts write one unit in many ways.
pub(super) fn identify(plan: &Plan, identity: &Identity) -> Option<Unit> {
    let name = match identity {
        Identity::Given(unit) => {
            let known = plan.unit(&unit.id).cloned();
            return Some(known.map_or_else(|| unit.clone(), |known| merged(known, unit)));
        }
        Identity::Named(name) => name,
    };
    let known = UnitId::new(name).and_then(|id| plan.unit(&id).cloned());
    known.or_else(|| {
        let wanted = bare(name);
        let is_it = |unit: &&Unit| bare(&unit.name) == wanted || unit.aliases.iter().any(|alias| bare(alias) == wanted);
        plan.units.iter().find(is_it).cloned()
    })
}

/// The plan's unit with the groups the page adds.
fn merged(mut known: Unit, given: &Unit) -> Unit {
    for group in &given.groups {
        if !known.groups.contains(group) {
            known.groups.push(group.clone());
        }
    }
    known
}

fn bare(name: &str) -> String {
    // Beyond ASCII the signs between these bounds are spaces, dashes and quotation marks.
    let is_letter = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '\u{c0}'..='\u{1fff}' | '\u{2c00}'..);
    fold(name).chars().filter(is_letter).collect()
}
