//! What native tests share: the example plans, and a platform made of crates.
#![allow(dead_code, reason = "each test file uses a part")]

pub mod officer;
pub mod sheet;

use baocao::finding::Severity;
use baocao::plan::{self, GroupId, Member, Plan, Unit, UnitId};
use baocao::report::Text;
use baocao::schedule::{FixedZone, Instant};
use baocao::state::{Action, Extra};
use unicode_normalization::UnicodeNormalization;

/// Unicode and the web by plain means; the real ones are tested in the browser and in the tool.
pub struct PlainText;

impl Text for PlainText {
    fn nfc(&self, text: &str) -> String {
        text.nfc().collect()
    }
    fn graphemes(&self, text: &str) -> usize {
        text.nfc().count()
    }
    fn web_address(&self, text: &str) -> Option<String> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        (!rest.is_empty() && !rest.contains(char::is_whitespace)).then(|| text.to_owned())
    }
}

/// An example plan by its file name.
pub fn plan(name: &str) -> Plan {
    let path = format!("{}/examples/plans/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let reading = plan::read(&text, Severity::Error);
    reading.value.unwrap_or_else(|| panic!("{path}: {:?}", reading.findings))
}

/// A unit of a plan.
pub fn member(plan: &Plan, unit: &str) -> Member {
    let id = UnitId::new(unit).expect("an id");
    plan.member(plan.unit(&id).unwrap_or_else(|| panic!("{} names no {unit}", plan.id)).clone())
}

/// A unit the plan does not name, of one of its groups: what a portal hands in.
pub fn outsider(plan: &Plan, group: &str) -> Member {
    let groups = vec![GroupId::new(group).expect("an id")];
    plan.member(Unit::new(UnitId::new("don-vi-x").expect("an id"), "Đơn vị X".into(), groups))
}

/// An officer whose line went down when the form was shown: what checks and sends is not there.
pub fn first_line_down(plan: &str, unit: &str, now: &str) -> officer::Officer {
    let mut officer = officer::Officer::of(plan, unit, now);
    officer.does(Action::Rest(Extra::Failed("no line".to_owned())));
    officer
}

/// A moment, in Vietnamese time unless the text says otherwise.
pub fn at(text: &str) -> Instant {
    Instant::parse(text, &FixedZone::VIETNAM).unwrap_or_else(|| panic!("{text} is no moment"))
}
