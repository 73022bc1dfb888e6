use super::{Frozen, Owner, Record, Reply};
use crate::schedule::Instant;
use std::future::Future;

/// The time.
pub trait Clock {
    /// Now.
    fn now(&self) -> Instant;
}

/// Why the device keeps nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The page wishes so.
    Off,
    /// Switched off, private mode, or an opaque origin.
    Unavailable,
    /// No room.
    Full,
    /// Written by a newer version of this program.
    TooNew,
    /// Encrypted, and there is no key that opens it.
    Locked,
    /// Anything else, in the platform's words.
    Failed(String),
}

/// How many records of a unit the device has that this page cannot read. They are neither shown nor written over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// Sealed with another key than the page's.
    pub sealed: u32,
    /// Written by a newer version of this program, or damaged.
    pub newer: u32,
}

/// What the device keeps.
pub trait Drafts {
    /// All records of one unit on one plan for one user.
    fn list(&self, of: &Owner) -> impl Future<Output = Result<Vec<Record>, StorageError>>;
    /// Keeps a record in place of the one before.
    fn save(&self, record: &Record) -> impl Future<Output = Result<(), StorageError>>;
}

/// The wire.
pub trait Transport {
    /// Posts a frozen report once; `Err` when no answer came.
    fn post(&self, frozen: &Frozen) -> impl Future<Output = Result<Reply, super::Failure>>;
}
