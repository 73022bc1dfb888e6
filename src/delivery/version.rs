use super::{Earlier, Frozen, Outgoing, Phase, Record, Reviewed, Stage};
use crate::finding::Severity;
use crate::json::{Limits, choice, hash, object, read_text, to_canonical};
use crate::report::Draft;

/// Answers as they were before all of them were replaced at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Until when they stood, RFC 3339; of [`Cause::Theirs`] when they were received, of [`Cause::Declined`] when they
    /// were written.
    pub until: String,
    /// Why they were replaced.
    pub cause: Cause,
    pub(super) answers: Draft,
}

/// Why all answers were replaced at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The draft was cleared.
    Cleared,
    /// Those of a backup came in their place.
    Imported,
    /// Those of an earlier version came in their place.
    Restored,
    /// Another device sent a newer report.
    SentElsewhere,
    /// Figures of an earlier period came into those that were blank.
    CarriedOver,
    /// They were typed on a page that another one was faster than.
    Overtaken,
    /// They never stood here: the backend has them in place of what is typed here.
    Theirs,
    /// They never stood here: a backup had them, and the officer kept what was here.
    Declined,
    /// A colleague's part of the report came to them.
    Joined,
}

choice!(Cause: "cleared" => Cleared, "imported" => Imported, "restored" => Restored,
    "sent-elsewhere" => SentElsewhere, "carried-over" => CarriedOver, "overtaken" => Overtaken, "theirs" => Theirs,
    "declined" => Declined, "joined" => Joined);
object!(Version: until, cause, answers);

/// Most versions of one report that are kept; of more the oldest goes.
const MOST: usize = 5;

impl Version {
    /// The answers.
    pub fn draft(&self) -> Draft {
        self.answers.clone()
    }
}

/// Versions as the device keeps them, on a line of its own what the office made of the report, and on a third the answers
/// that it returned: they are read only where somebody looks for them. One text, so that the first view carries along one
/// thing that it does not know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions(pub(super) Option<String>);

impl Versions {
    fn lines(&self) -> [&str; 3] {
        let mut lines = self.0.as_deref().unwrap_or_default().split('\n');
        [(); 3].map(|()| lines.next().unwrap_or_default())
    }

    fn put_lines(&mut self, lines: [&str; 3]) {
        let text = lines.join("\n");
        self.0 = Some(text.trim_end_matches('\n')).filter(|text| !text.is_empty()).map(str::to_owned);
    }

    fn read(&self) -> Vec<Version> {
        read_text(self.lines()[0], Limits::default(), Severity::Warning).value.unwrap_or_default()
    }

    fn put(&mut self, versions: &Vec<Version>) {
        let before = self.clone();
        let [_, review, returned] = before.lines();
        self.put_lines([&to_canonical(versions), review, returned]);
    }

    /// What the office made of the report.
    pub(super) fn review(&self) -> Option<Reviewed> {
        read_text(self.lines()[1], Limits::default(), Severity::Warning).value
    }

    /// Without a review nothing was returned either.
    pub(super) fn put_review(&mut self, review: Option<&Reviewed>) {
        let before = self.clone();
        let [versions, _, returned] = before.lines();
        match review {
            None => self.put_lines([versions, "", ""]),
            Some(review) => self.put_lines([versions, &to_canonical(review), returned]),
        }
    }

    /// The answers that the office returned.
    pub(super) fn returned(&self) -> Option<Draft> {
        read_text(self.lines()[2], Limits::default(), Severity::Warning).value
    }

    pub(super) fn has_returned(&self) -> bool {
        !self.lines()[2].is_empty()
    }

    pub(super) fn put_returned(&mut self, answers: &Draft) {
        let before = self.clone();
        let [versions, review, _] = before.lines();
        self.put_lines([versions, review, &to_canonical(answers)]);
    }
}

impl Record {
    /// Answers that can be brought back, newest last.
    pub fn versions(&self) -> Vec<Version> {
        self.versions.read()
    }

    /// Puts other answers in the place of all; those that were there can be brought back. What is on its way is taken
    /// back, unless it is on the wire.
    pub fn replace(&mut self, draft: &Draft, cause: Cause, at: String) {
        self.recall();
        let answers = std::mem::take(&mut self.answers);
        self.push(Version { until: at.clone(), cause, answers });
        self.write(draft, at);
    }

    pub(super) fn push(&mut self, version: Version) {
        let mut versions = self.versions();
        versions.push(version);
        versions.drain(..versions.len().saturating_sub(MOST));
        self.versions.put(&versions);
    }

    /// Whether the answers are the same.
    pub fn has_same_answers(&self, other: &Self) -> bool {
        self.answers == other.answers
    }

    /// Whether the same of the report is on the wire.
    pub fn is_on_the_wire_as(&self, other: &Self) -> bool {
        let sent = |record: &Self| record.outgoing().and_then(Outgoing::attempt).map(|attempt| attempt.frozen);
        sent(self).is_some_and(|frozen| sent(other) == Some(frozen))
    }

    /// Keeps what was typed of the same report on a page that another one was faster than, so that it can be brought back.
    /// False where there is nothing to keep, or it is kept already.
    pub fn set_aside(&mut self, typed: &Self, at: String) -> bool {
        let answers = typed.answers.clone();
        if answers.is_blank() || self.versions().iter().any(|version| version.answers == answers) {
            return false;
        }
        self.push(Version { until: at, cause: Cause::Overtaken, answers });
        true
    }

    /// Brings answers back; those that stand there now become a version.
    pub fn restore(&mut self, nth: usize, at: String) {
        let mut versions = self.versions();
        if nth < versions.len() {
            let version = versions.remove(nth);
            self.versions.put(&versions);
            self.replace(&version.draft(), Cause::Restored, at);
        }
    }

    /// Whether something went out of it of which nobody knows whether it has arrived.
    pub fn is_in_doubt(&self) -> bool {
        match &self.stage {
            Stage::Draft(earlier) => earlier.as_ref().is_some_and(|earlier| earlier.in_doubt),
            Stage::Outgoing(outgoing) => outgoing.in_doubt || outgoing.phase == Phase::Sending,
            Stage::Sent => false,
        }
    }

    /// Takes what another device had of the same report. Of the receipts and of what is on its way the device that got
    /// further knows more; of as many receipts the one whose attempt may have arrived.
    pub fn take(&mut self, other: Self, at: String) {
        self.replace(&other.answers, Cause::Imported, at);
        let is_further = other.receipts.len() > self.receipts.len();
        if is_further || other.receipts.len() == self.receipts.len() && !self.is_in_doubt() {
            let in_doubt = self.frozen().last().cloned().filter(|_| self.is_in_doubt());
            self.put_review(None);
            self.put_review(other.reviewed().as_ref());
            other.versions.returned().iter().for_each(|returned| self.versions.put_returned(returned));
            let Self { stage, receipts, sent, .. } = other;
            (self.stage, self.receipts, self.sent) = (stage, receipts, sent);
            self.recover();
            in_doubt.into_iter().for_each(|frozen| self.settle_first(frozen));
        }
    }

    /// What may have arrived from here the other device need not know of: it is settled before anything else goes out.
    fn settle_first(&mut self, frozen: Frozen) {
        let hash = hash(&frozen.payload);
        if self.is_in_doubt() || self.receipts.iter().any(|receipt| receipt.hash == hash) {
            return;
        }
        match &mut self.stage {
            Stage::Outgoing(outgoing) => (outgoing.before, outgoing.in_doubt) = (Some(frozen), true),
            stage => *stage = Stage::Draft(Some(Earlier { frozen, in_doubt: true, refusal: None })),
        }
    }

    /// Keeps what another device had of the same report and the officer does not take, so that it can be brought back.
    pub fn decline(&mut self, other: &Self) {
        if !self.has_declined(other) {
            let (until, answers) = (other.saved_at.clone(), other.answers.clone());
            self.push(Version { until, cause: Cause::Declined, answers });
        }
    }

    /// Whether the officer did not take what another device had of it.
    pub fn has_declined(&self, other: &Self) -> bool {
        self.versions().iter().any(|version| version.cause == Cause::Declined && version.answers == other.answers)
    }

    /// Whether another device has the same of it.
    pub fn is_like(&self, other: &Self) -> bool {
        let goes_out = |record: &Self| record.outgoing().map(Outgoing::next).cloned();
        self.answers == other.answers && self.receipts == other.receipts && goes_out(self) == goes_out(other)
    }
}
