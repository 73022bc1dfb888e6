//! What the officer of the model types, and the files that go with it.

use crate::backend::{ELSEWHERE, number};
use baocao::delivery::{DraftKey, Record};
use baocao::plan::{FieldId, KindId, PeriodId, PlanId, UnitId};
use baocao::report::{Draft, Edit, Part, Raw};

/// Two files that a report names, one of which other versions name too.
pub fn files(are_there: bool, version: u64) -> String {
    let file = |hash: u64| format!(r#"{{"file":{{"name":"a","sha256":"h{hash}","size":1}}}}"#);
    let both = format!(r#","files":[{},{}]"#, file(version % 2), file(version + 2));
    if are_there { both } else { String::new() }
}

fn field() -> FieldId {
    FieldId::new("overall").expect("an id")
}

pub fn draft(version: u64) -> Draft {
    let raw = Raw::Text(if version == 0 { String::new() } else { format!("v{version}") });
    [Edit { part: Part::Sections, field: field(), raw }].into_iter().collect()
}

pub fn version_of(record: &Record) -> u64 {
    version_in(&record.draft())
}

pub fn version_in(typed: &Draft) -> u64 {
    let text = typed.get(&Part::Sections, &field()).map(Raw::text).unwrap_or_default();
    number(&format!("\"v\":{}", text.trim_start_matches('v')), "v").unwrap_or(0)
}

/// The nth text, typed by this user.
pub fn version_by(user: u64, nth: u64) -> u64 {
    2 * nth + user
}

/// Whether that user typed it.
pub fn is_by(user: u64, version: u64) -> bool {
    version < ELSEWHERE && version % 2 == user
}

pub fn key(user: u64) -> DraftKey {
    DraftKey {
        plan: PlanId::new("p").expect("an id"),
        unit: UnitId::new("u").expect("an id"),
        kind: KindId::new("k").expect("an id"),
        period: PeriodId::new("2026-06").expect("an id"),
        user: format!("user {user}"),
    }
}
