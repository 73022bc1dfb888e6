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
            std::mem::swap(&mut self.own, &mut self.others);
            self.user = 1 - self.user;
            self.opens();
        }
    }

    /// What each has was typed by them, or came from another machine; and so is what goes out.
    #[track_caller]
    pub(crate) fn holds_apart(&self) {
        let users = [(self.user, &self.own), (1 - self.user, &self.others)];
        for (user, text) in users.into_iter().filter_map(|(user, own)| Some((user, own.device.as_deref()?))) {
            let record = Record::from_text(text).expect("what was written can be read");
            assert_eq!(record.key, key(user), "{}", self.number);
            let mut all: Vec<u64> = record.versions().iter().map(|version| version_in(&version.draft())).collect();
            all.push(version_in(&record.draft()));
            let sent = record.outgoing().map(Outgoing::next).and_then(|frozen| number(&frozen.payload, "version"));
            let is_theirs = |version: &u64| *version == 0 || *version >= ELSEWHERE || is_by(user, *version);
            assert!(all.iter().chain(&sent).all(is_theirs), "{}: not of user {user}: {record:#?}", self.number);
        }
    }
}
