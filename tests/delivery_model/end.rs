//! There is always a way on.

use crate::backend::{Mood, is_wrong};
use crate::typed::is_by;
use crate::world::World;
use baocao::delivery::{Phase, Stage};

impl World {
    /// From wherever it is: each user opens the page, signs in, mends what is wrong, sends; then the backend has what
    /// was typed last.
    #[track_caller]
    pub fn comes_to_an_end(&mut self) {
        for _ in 0..2 {
            self.opens();
            self.ends();
            self.another_user_comes();
        }
    }

    #[track_caller]
    fn ends(&mut self) {
        for _ in 0..60 {
            let phase = self.tab.as_ref().and_then(|tab| tab.record.outgoing()).map(|outgoing| outgoing.phase.clone());
            let is_on_the_way = match phase {
                Some(Phase::Refused(_) | Phase::Held { .. }) => {
                    self.changes(|record| record.recall());
                    false
                }
                Some(Phase::Conflict(_)) => {
                    let is_elsewhere = self.backend.rows.iter().any(|row| !is_by(self.user, row.version));
                    assert!(is_elsewhere, "{}: a conflict with nobody: {:#?}", self.number, self.backend.rows);
                    self.replaces();
                    true
                }
                other => other.is_some(),
            };
            if !is_on_the_way {
                let version = self.tab.as_ref().map_or(0, |tab| tab.version);
                if self.backend.rows.last().is_some_and(|row| row.version == version)
                    && self.tab.as_ref().is_some_and(|tab| tab.record.stage == Stage::Sent)
                {
                    return;
                }
                if version == 0 || is_wrong(version) {
                    self.types();
                    continue;
                }
                self.sends();
            }
            self.now += 90_000_000;
            self.changes(|record| record.resume());
            self.time_goes_on();
            while self.tab.as_ref().is_some_and(|tab| !tab.tasks.is_empty()) {
                self.works();
            }
            while self.line.iter().any(|request| request.answer.is_none()) {
                self.arrives(Mood::Well);
            }
            while !self.line.is_empty() {
                self.answer_comes();
            }
            self.holds();
        }
        let stage = self.tab.as_ref().map(|tab| tab.record.stage.clone());
        panic!("{}: no way on from {stage:#?}", self.number);
    }
}
