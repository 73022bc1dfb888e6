use super::{Attempt, Outgoing, Phase, Record};
use crate::schedule::Instant;

/// What the world is to do after a change of a report: keep it on the device, and then, if there is one, put an attempt
/// on the wire. What goes over the wire is on the device before.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect<'r> {
    /// Kept on the device.
    pub keep: &'r Record,
    /// Put on the wire.
    pub post: Option<Attempt>,
}

/// The report that is to go out now: one at a time for a unit, and none while somebody has to sign in.
pub fn next_to_send(records: &[Record], now: Instant) -> Option<&Record> {
    let is_blocked = |record: &Record| {
        let phase = record.outgoing().map(|outgoing| &outgoing.phase);
        matches!(phase, Some(Phase::Sending | Phase::SignIn(_)))
    };
    if records.iter().any(is_blocked) {
        return None;
    }
    let due = records.iter().filter(|record| record.outgoing().is_some_and(|outgoing| outgoing.is_due(now)));
    // What was tried least comes first: one that the backend cannot take holds up no other.
    due.min_by_key(|record| record.outgoing().map(|outgoing| outgoing.tries))
}

/// What is to be done because of a change on the way. What is typed the device keeps as it is typed.
pub fn effects<'r>(before: &[Record], after: &'r [Record]) -> Vec<Effect<'r>> {
    let effect = |record: &'r Record| {
        let old = before.iter().find(|old| old.key == record.key);
        let is_same = |old: &Record| {
            let is_kept = old.versions == record.versions && old.sent == record.sent;
            is_kept && old.stage == record.stage && old.receipts == record.receipts
        };
        if old.is_some_and(is_same) {
            return None;
        }
        let attempt = |record: &Record| record.outgoing().and_then(Outgoing::attempt);
        let post = attempt(record).filter(|one| old.and_then(attempt).as_ref() != Some(one));
        Some(Effect { keep: record, post })
    };
    after.iter().filter_map(effect).collect()
}
