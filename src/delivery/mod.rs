//! How a report travels: what is frozen, what the backend answers, what is kept on the device.
//!
//! Pure: the states and the meaning of answers are here, the wire and the device behind traits; what the world is to do
//! follows from two states as [`Effect`]s. One intent to send is one report at the backend: the payload is frozen and
//! its key made once, an unchanged resend goes out under the same key, and a changed one waits until it is known what
//! became of the one before.

mod answer;
mod backoff;
mod backup;
mod envelope;
mod files;
mod frozen;
mod history;
mod lease;
mod mistakes;
mod outbox;
mod outgoing;
mod portion;
mod ports;
mod record;
mod review;
mod stored;
mod version;

pub use answer::{Failure, Means, Problem, ProblemError, Receipt, Reply};
pub use backoff::{LONGEST, backoff};
pub use backup::{Backup, BackupError, MOST_BYTES};
pub use envelope::Envelope;
pub use frozen::Frozen;
pub use history::{HistoryFormat, MOST_OF_HISTORY, PastReport, Remark, ReportHistory, ReviewState};
pub use lease::{Holding, Lease, Wish};
pub use outbox::{Effect, effects, next_to_send};
pub use outgoing::{Answer, Attempt, Earlier, Outgoing, Phase, Refusal, Stage};
pub use portion::{About, Portion, PortionError};
pub use ports::{Clock, Drafts, StorageError, Transport, Unread};
pub use record::{DraftKey, Owner, Record, answers_hash};
pub use review::{Reviewed, learned};
pub use version::{Cause, Version};
