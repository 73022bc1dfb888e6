//! How a report travels: what is frozen, what the backend answers, what is kept on the device.
//!
//! Pure: the states and the meaning of answers are here, the wire and the device behind traits.
//! One intent to send is one report at the backend: the payload is frozen and its key made once, and an
//! unchanged resend goes out under the same key.

mod answer;
mod ports;
mod record;

pub use answer::{Answer, Failure, Problem, ProblemError, Receipt, Reply};
pub use ports::{Clock, Drafts, StorageError, Transport};
pub use record::{DraftKey, Record, answers_hash};

use crate::json::object;
use serde::{Deserialize, Serialize};

/// A report ready for the wire: its bytes never change under one key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// Value of `Idempotency-Key`.
    pub key: String,
    /// Canonical JSON.
    pub payload: String,
    /// SHA-256 over the content that the officer entered; the time of preparing is not part of it.
    pub content: String,
}

object!(Frozen: key, payload, content);

/// Where a report is on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Delivery {
    /// Being written; what was frozen by an earlier attempt is kept for an unchanged resend.
    #[default]
    Editing,
    /// On the wire.
    Sending(Frozen),
    /// The backend has it.
    Accepted(Receipt),
    /// The attempt failed; nothing is lost.
    Failed(Frozen, Failure),
}

impl Delivery {
    /// What an attempt with this content is to send: what was frozen before if the content is the same,
    /// else what `freeze` makes.
    #[must_use]
    pub fn send(&self, content: &str, freeze: impl FnOnce() -> Frozen) -> Self {
        match self {
            // One click too many changes nothing.
            Self::Sending(frozen) => Self::Sending(frozen.clone()),
            Self::Accepted(receipt) => Self::Accepted(receipt.clone()),
            Self::Failed(frozen, failure) if frozen.content == content && failure.may_be_resent_as_is() => {
                Self::Sending(frozen.clone())
            }
            Self::Editing | Self::Failed(..) => Self::Sending(freeze()),
        }
    }

    /// What follows from the backend's answer to an attempt.
    #[must_use]
    pub fn answered(&self, answer: Answer) -> Self {
        match (self, answer) {
            (Self::Sending(_), Answer::Accepted(receipt)) => Self::Accepted(receipt),
            (Self::Sending(frozen), Answer::Failed(failure)) => Self::Failed(frozen.clone(), failure),
            // An answer to nothing (a late one after a reload) changes nothing.
            (other, _) => other.clone(),
        }
    }
}
