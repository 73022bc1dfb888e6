//! What a record holds as texts of their own, which are read only where somebody looks for them.

use crate::run::fuzz;
use crate::targets::is_bounded;
use crate::texts;
use baocao::delivery::{Envelope, Record};
use baocao::json::{Limits, Node, parse};
use serde_json::Value;

const AT: &str = "2026-06-13T08:00:00+07:00";

/// A record with something in the place of one of its members, as a device may hold it.
fn with(record: &Value, pointer: &str, text: &str) -> Record {
    let mut record = record.clone();
    *record.pointer_mut(pointer).expect("the member") = text.into();
    Record::from_text(&record.to_string()).expect("any text may stand there")
}

#[test]
fn earlier_versions_and_reviews() {
    let record = texts::with_versions().swap_remove(0);
    fuzz(&texts::versions(), |text, chance| {
        let mut record = with(&record, "/versions", text);
        assert_eq!(Record::from_text(&record.to_text()).as_ref(), Some(&record));
        let (typed, versions, reviewed) = (record.draft(), record.versions(), record.reviewed());
        assert!(versions.iter().all(|version| version.draft().edits().count() <= text.len()));
        // One is brought back, and what was typed can be brought back after it.
        let nth = chance.next(versions.len() as u64 + 1) as usize;
        record.restore(nth, AT.to_owned());
        if let Some(version) = versions.get(nth) {
            assert_eq!(record.draft(), version.draft());
            assert_eq!(record.versions().last().map(|version| version.draft()), Some(typed.clone()));
        } else {
            assert_eq!(record.draft(), typed);
        }
        // What the office said stays beside it, and is dealt with remark by remark.
        assert_eq!(record.reviewed(), reviewed);
        let remarks: Vec<_> = reviewed.iter().flat_map(|reviewed| reviewed.open_remarks().cloned()).collect();
        for remark in &remarks {
            record.heed(remark, true);
        }
        assert!(record.reviewed().is_none_or(|reviewed| reviewed.open_remarks().next().is_none()));
        is_bounded(&(record.to_text() + text), &record.to_text());
        assert_eq!(Record::from_text(&record.to_text()), Some(record));
        !versions.is_empty() || reviewed.is_some()
    });
}

#[test]
fn signatures() {
    let limits = Limits { bytes: 1_000_000, depth: 32 };
    let envelope = Envelope::at("data.report").expect("a way");
    let record = texts::sent();
    fuzz(&texts::signatures(), |text, _| {
        let record = with(&record, "/frozen/signature", text);
        assert_eq!(Record::from_text(&record.to_text()).as_ref(), Some(&record));
        let frozen = record.outgoing().expect("it is on its way").next();
        assert_eq!(frozen.signature.as_deref(), Some(text), "it does not change under its key");
        // Of other bytes it is none.
        assert_eq!(frozen.revised(2, None).signature, None);
        let body = envelope.seal(frozen, None).expect("nothing is in its place");
        is_bounded(&format!("{}{text}", frozen.payload), &body);
        // As the page's is written; a mark of byte order is none in the middle of a text.
        let signature = parse(text, limits).ok().filter(|_| !text.starts_with('\u{feff}'));
        let Some(signature) = signature else { return false };
        // Beside the report, as it was given.
        let body = parse(&body, Limits::default()).unwrap_or_else(|finding| panic!("{finding:?}: {body}"));
        let there = body.member("data").and_then(|data| data.member("signature"));
        let value = |node: &Node| baocao::json::to_canonical(node);
        assert_eq!(there.map(value), Some(value(&signature)));
        true
    });
}
