use super::{Frozen, Receipt};
use crate::finding::Severity;
use crate::json::{Limits, hash, object, read_text, to_canonical};
use crate::plan::{FieldId, KindId, PeriodId, PlanId, UnitId};
use crate::report::{Draft, Edit, Part, Raw};
use serde::{Deserialize, Serialize};

/// Which report a record is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DraftKey {
    /// The plan.
    pub plan: PlanId,
    /// The unit.
    pub unit: UnitId,
    /// The duty.
    pub kind: KindId,
    /// Its period.
    pub period: PeriodId,
    /// The portal's user; drafts of one are not another's.
    #[serde(default)]
    pub user: String,
}

object!(DraftKey: plan, unit, kind, period, user);

/// What the device keeps of one report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Which report.
    pub key: DraftKey,
    /// Answers as typed.
    answers: Vec<StoredAnswer>,
    /// When it was last changed, RFC 3339.
    pub saved_at: String,
    /// What an attempt whose end is not known has sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen: Option<Frozen>,
    /// Receipts of what was sent, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub receipts: Vec<Receipt>,
    /// [`answers_hash`] of what was last accepted; none in records of before it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<String>,
}

/// One answer as stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct StoredAnswer {
    part: Part,
    field: FieldId,
    raw: Raw,
}

object!(Record: key, answers, saved_at, frozen, receipts, sent);
object!(StoredAnswer: part, field, raw);

impl Record {
    /// A record of a draft.
    pub fn new(key: DraftKey, draft: &Draft, saved_at: String) -> Self {
        Self { key, answers: stored(draft), saved_at, frozen: None, receipts: Vec::new(), sent: None }
    }

    /// Whether a backend has accepted it, as it is or as it was.
    pub fn is_sent(&self) -> bool {
        !self.receipts.is_empty()
    }

    /// Whether it holds something that no backend has accepted.
    pub fn is_unsent(&self) -> bool {
        let is_blank = self.answers.iter().all(|answer| answer.raw.is_blank());
        let is_as_sent = || self.sent.as_ref().is_none_or(|sent| *sent == hash(&to_canonical(&self.answers)));
        !is_blank && (self.frozen.is_some() || self.receipts.is_empty() || !is_as_sent())
    }

    /// The record as the device stores it.
    pub fn to_text(&self) -> String {
        to_canonical(self)
    }

    /// Reads what [`Record::to_text`] wrote; `None` when it is something else. Keys of newer versions are
    /// passed over.
    pub fn from_text(text: &str) -> Option<Self> {
        read_text(text, Limits::default(), Severity::Warning).value
    }

    /// The draft.
    pub fn draft(&self) -> Draft {
        let edits = self.answers.iter().cloned();
        edits.map(|StoredAnswer { part, field, raw }| Edit { part, field, raw }).collect()
    }
}

fn stored(draft: &Draft) -> Vec<StoredAnswer> {
    draft.edits().map(|Edit { part, field, raw }| StoredAnswer { part, field, raw }).collect()
}

/// Tells answers, as typed, from others. The hash of the report would not do: what it says of time and
/// revision differs although nobody has changed an answer.
pub fn answers_hash(draft: &Draft) -> String {
    hash(&to_canonical(&stored(draft)))
}
