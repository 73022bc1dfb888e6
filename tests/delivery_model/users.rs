//! Two users of one device: each has what is theirs, and nothing of the other's.

use crate::backend::{ELSEWHERE, number};
use crate::typed::{is_by, key, version_in};
use crate::world::World;
use baocao::delivery::{Outgoing, Record};

/// What a user has.
#[derive(Debug, Default)]
pub struct Own {
    /// What is on the device.
    pub device: Option<String>,
    /// The newest version that was put on the device, and not given up for another machine's.
    pub kept: u64,
}

impl World {
    /// The page puts down what was typed and is the other user's from now on. What is on the line may still arrive.
    pub(crate) fn another_user_comes(&mut self) {
        // Both report for one unit: a backend that is not strict takes that for one report twice.
        if self.backend.is_strict {
            self.puts_down();
            let left = self.own.device.as_deref().and_then(Record::from_text);
            let versions = left.map(|record| record.versions()).unwrap_or_default();
            assert!(versions.iter().all(|version| is_theirs(self.user, version_in(&version.draft()))), "{versions:#?}");
            std::mem::swap(&mut self.own, &mut self.others);
            self.user = 1 - self.user;
            self.opens();
        }
    }
}

/// What is put on the device was typed by its user, or came from another machine; and so is what goes out.
#[track_caller]
pub fn is_own(user: u64, record: &Record) {
    assert_eq!(record.key, key(user));
    let sent = record.outgoing().map(Outgoing::next).and_then(|frozen| number(&frozen.payload, "version"));
    let mut all = sent.into_iter().chain([version_in(&record.draft())]);
    assert!(all.all(|version| is_theirs(user, version)), "not of user {user}: {record:#?}");
}

fn is_theirs(user: u64, version: u64) -> bool {
    version == 0 || version >= ELSEWHERE || is_by(user, version)
}
