use super::stored::{is_as_sent, mark};
use super::version::Versions;
use super::{Answer, Attempt, Earlier, Frozen, Outgoing, Phase, Receipt, Refusal, Stage};
use crate::json::object;
use crate::plan::{KindId, PeriodId, PlanId, UnitId};
use crate::report::{Draft, Report};
use crate::schedule::Instant;
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

/// Whose reports on which plan: what the device keeps together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The plan.
    pub plan: PlanId,
    /// The unit.
    pub unit: UnitId,
    /// The portal's user.
    pub user: String,
}

impl DraftKey {
    /// Whose report it is.
    pub fn owner(&self) -> Owner {
        Owner { plan: self.plan.clone(), unit: self.unit.clone(), user: self.user.clone() }
    }

    /// Whether a report is of this plan, unit, kind and period.
    pub fn is_of(&self, report: &Report) -> bool {
        let is_owners = report.plan.id == self.plan && report.unit.id == self.unit;
        is_owners && report.kind.id == self.kind && report.period.id == self.period
    }
}

/// All that the device keeps of one report: what was typed last, what is on its way, what was sent. It is written as
/// one, so that a report is never half queued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Which report.
    pub key: DraftKey,
    /// Answers as typed last, also while an earlier state of them is on its way.
    pub(super) answers: Draft,
    /// When it was last changed, RFC 3339.
    pub saved_at: String,
    /// Where it is.
    pub stage: Stage,
    /// Receipts of what was sent, oldest first.
    pub receipts: Vec<Receipt>,
    /// [`answers_hash`] of what was last accepted; none in records of before it was kept.
    pub(super) sent: Option<String>,
    pub(super) versions: Versions,
    /// Whether what was sent last is to be revised.
    pub(super) is_returned: bool,
}

impl Record {
    /// A record of a draft.
    pub fn new(key: DraftKey, draft: &Draft, saved_at: String) -> Self {
        let (stage, receipts, versions) = (Stage::Draft(None), Vec::new(), Versions::default());
        Self { key, answers: draft.clone(), saved_at, stage, receipts, sent: None, versions, is_returned: false }
    }

    /// Whether a backend has accepted it, as it is or as it was.
    pub fn is_sent(&self) -> bool {
        !self.receipts.is_empty()
    }

    /// The answers as typed last.
    pub fn draft(&self) -> Draft {
        self.answers.clone()
    }

    /// What is on its way.
    pub fn outgoing(&self) -> Option<&Outgoing> {
        match &self.stage {
            Stage::Outgoing(outgoing) => Some(outgoing),
            _ => None,
        }
    }

    /// What the backend refused it for, until it is sent anew.
    pub fn refusal(&self) -> Option<&Refusal> {
        match &self.stage {
            Stage::Outgoing(outgoing) => match &outgoing.phase {
                Phase::Refused(refusal) => Some(refusal),
                _ => None,
            },
            Stage::Draft(earlier) => earlier.as_ref()?.refusal.as_ref(),
            Stage::Sent => None,
        }
    }

    /// Whether it holds something that no backend has accepted.
    pub fn is_unsent(&self) -> bool {
        match &self.stage {
            Stage::Sent => false,
            Stage::Outgoing(_) => true,
            Stage::Draft(earlier) => {
                !self.answers.is_blank() && (earlier.is_some() || self.receipts.is_empty() || !self.is_as_sent())
            }
        }
    }

    pub(super) fn is_as_sent(&self) -> bool {
        is_as_sent(self.sent.as_deref(), &self.answers)
    }

    /// Takes what was typed.
    pub fn write(&mut self, draft: &Draft, at: String) {
        self.answers = draft.clone();
        self.saved_at = at;
        if matches!(self.stage, Stage::Sent) && !self.is_as_sent() {
            self.stage = Stage::Draft(None);
        }
    }

    /// The officer sends what was typed: the hash of the answers tells it from what went out earlier, `freeze` makes its
    /// bytes under a new key. Unchanged it goes out again under the key it had; changed, it waits until what may have arrived
    /// earlier is settled. One click too many changes nothing.
    pub fn queue(&mut self, answers: &str, freeze: impl FnOnce() -> Frozen) {
        let earlier = match std::mem::replace(&mut self.stage, Stage::Sent) {
            Stage::Outgoing(outgoing) if outgoing.phase == Phase::Sending => {
                self.stage = Stage::Outgoing(outgoing);
                return;
            }
            Stage::Outgoing(mut outgoing) if outgoing.frozen.answers == answers => {
                outgoing.send_again();
                self.stage = Stage::Outgoing(outgoing);
                return;
            }
            Stage::Outgoing(outgoing) => Some(outgoing.recall()),
            Stage::Draft(earlier) => earlier,
            Stage::Sent => None,
        };
        let outgoing = match earlier {
            Some(Earlier { frozen, in_doubt, .. }) if frozen.answers == answers => {
                Outgoing { in_doubt, ..Outgoing::new(frozen) }
            }
            Some(Earlier { frozen, in_doubt: true, .. }) => {
                Outgoing { before: Some(frozen), in_doubt: true, ..Outgoing::new(freeze()) }
            }
            _ => Outgoing::new(freeze()),
        };
        self.stage = Stage::Outgoing(Box::new(outgoing));
    }

    /// Whether these answers went out already, and their end is open: they go out again as they were.
    pub fn has_gone_out(&self, answers: &str) -> bool {
        match &self.stage {
            Stage::Outgoing(outgoing) => outgoing.frozen.answers == answers,
            Stage::Draft(Some(earlier)) => earlier.frozen.answers == answers,
            _ => false,
        }
    }

    /// Puts it on the wire.
    pub fn begin(&mut self, now: Instant) {
        if let Stage::Outgoing(outgoing) = &mut self.stage
            && outgoing.is_due(now)
        {
            outgoing.begin();
        }
    }

    /// Takes the answer to an attempt; an answer to another one (late, or from before a reload) changes nothing.
    /// `chance` is in `0..1`, anew each time: how long to wait before the next attempt.
    pub fn answered(&mut self, attempt: &Attempt, answer: Answer, now: Instant, chance: f64) {
        let Stage::Outgoing(outgoing) = &mut self.stage else { return };
        if outgoing.attempt().as_ref() != Some(attempt) {
            return;
        }
        if let Some((receipt, is_all)) = outgoing.answered(answer, now, chance) {
            self.is_there(receipt, is_all);
        }
    }

    /// What is on its way has arrived after all.
    pub(super) fn arrived(&mut self, receipt: Receipt) {
        let Stage::Outgoing(outgoing) = &mut self.stage else { return };
        let is_all = outgoing.arrived();
        self.is_there(receipt, is_all);
    }

    /// A backend has what went out: all of it, or what was to be settled first.
    fn is_there(&mut self, receipt: Receipt, is_all: bool) {
        let Stage::Outgoing(outgoing) = &mut self.stage else { return };
        let number = receipt.number.clone();
        self.receipts.push(receipt);
        let next = revision_after(&self.receipts);
        if is_all {
            let sent = std::mem::take(&mut outgoing.frozen.answers);
            self.sent = Some(sent).filter(|sent| !sent.is_empty());
            self.stage = if self.is_as_sent() { Stage::Sent } else { Stage::Draft(None) };
        } else {
            outgoing.frozen = outgoing.frozen.revised(next, number.as_deref());
        }
        // Nobody has looked at it yet.
        self.put_review(None);
    }

    /// The revision that a new report would be.
    pub fn next_revision(&self) -> u32 {
        // A history may know of more than it tells.
        let known = self.reviewed().map_or(0, |reviewed| reviewed.report.revision);
        revision_after(&self.receipts).max(known.saturating_add(1))
    }

    /// It goes out at the next chance if it waits for no more than the line, a login or the officer, who is back.
    pub fn resume(&mut self) {
        if let Stage::Outgoing(outgoing) = &mut self.stage {
            outgoing.resume();
        }
    }

    /// It may be that somebody has signed in.
    pub fn sign_in(&mut self, now: Instant) {
        if let Stage::Outgoing(outgoing) = &mut self.stage {
            outgoing.sign_in(now);
        }
    }

    /// What was read from the device when the page was opened: an attempt that was under way may have arrived.
    pub fn recover(&mut self) {
        if let Stage::Outgoing(outgoing) = &mut self.stage {
            outgoing.recover();
        }
    }

    /// Takes it back to be changed, unless it is on the wire.
    pub fn recall(&mut self) {
        if let Some(theirs) = self.theirs() {
            return self.go_on_after(&theirs);
        }
        self.stage = match std::mem::replace(&mut self.stage, Stage::Sent) {
            Stage::Outgoing(outgoing) if outgoing.phase != Phase::Sending => Stage::Draft(Some(outgoing.recall())),
            other => other,
        };
    }
}

pub(super) fn revision_after(receipts: &[Receipt]) -> u32 {
    u32::try_from(receipts.len()).unwrap_or(u32::MAX - 1) + 1
}

/// Tells answers, as typed, from others. The hash of the report would not do: what it says of time and
/// revision differs although nobody has changed an answer.
pub fn answers_hash(draft: &Draft) -> String {
    mark(draft)
}
