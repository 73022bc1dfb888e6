//! Another machine, what the backend tells of it, and what the officer makes of that.

use crate::backend::ELSEWHERE;
use crate::typed::{draft, key, version_in, version_of};
use crate::world::World;
use baocao::delivery::{Phase, Record, ReviewState, learned};

impl World {
    /// The page asks what became of its reports, and is told.
    pub(crate) fn is_told(&mut self) {
        let states = [ReviewState::Submitted, ReviewState::Returned];
        let history = self.backend.history(states[self.chance.next(2) as usize]);
        let rows = self.backend.rows.len();
        let owner = key(self.user).owner();
        self.becomes(|record| {
            if let Some([after]) = learned(std::slice::from_ref(record), &owner, &history, "now").as_deref() {
                *record = after.clone();
            }
            if record.outgoing().is_none() && rows > 0 {
                assert_eq!(record.receipts.len(), rows, "{record:#?}");
                assert_eq!(record.reviewed().map(|reviewed| reviewed.report.revision as usize), Some(rows));
            }
        });
    }

    /// What the other machine wrote is fetched.
    pub(crate) fn their_answers_come(&mut self) {
        let Some(last) = self.backend.rows.last().filter(|row| row.version >= ELSEWHERE) else { return };
        let (version, revision) = (last.version, last.revision);
        self.becomes(|record| {
            record.fill_in(u32::try_from(revision).expect("few"), &draft(version));
        });
    }

    /// What is typed goes out in place of the other machine's, or that one stays.
    pub(crate) fn chooses(&mut self) {
        if self.chance.next(2) == 0 {
            return self.replaces();
        }
        let Some(record) = self.in_conflict() else { return };
        let (typed, is_blind) = (version_of(record), record.theirs().is_none());
        self.is_blind |= is_blind;
        self.becomes(|record| {
            record.settle(None, "now".to_owned());
            let versions = record.versions();
            let mut all = versions.iter().map(|version| version_in(&version.draft())).chain([version_of(record)]);
            assert!(all.any(|version| version == typed), "what was typed cannot be brought back: {record:#?}");
        });
        // The officer gave it up.
        self.own.kept = 0;
    }

    pub(crate) fn replaces(&mut self) {
        let Some(record) = self.in_conflict() else { return };
        self.is_blind |= record.theirs().is_none();
        self.keys += 1;
        let key = format!("k{}", self.keys);
        self.changes(|record| record.settle(Some(key), "now".to_owned()));
    }

    fn in_conflict(&self) -> Option<&Record> {
        let record = &self.tab.as_ref()?.record;
        record.outgoing().is_some_and(|outgoing| matches!(outgoing.phase, Phase::Conflict(_))).then_some(record)
    }

    /// A change after which the fields show what the record says; what was typed a moment ago is put into it before.
    fn becomes(&mut self, change: impl FnOnce(&mut Record)) {
        let Some(typed) = self.tab.as_ref().map(|tab| tab.version) else { return };
        self.changes(|record| {
            if record.outgoing().is_none() {
                record.write(&draft(typed), String::new());
            }
            change(record);
        });
        if let Some(tab) = &mut self.tab {
            tab.version = version_of(&tab.record);
        }
    }
}
