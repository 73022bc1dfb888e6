//! What a history says, and what the device keeps, become one truth for each report.

use super::record::revision_after;
use super::{
    Cause, DraftKey, Frozen, Outgoing, Owner, PastReport, Phase, Receipt, Record, Remark, ReportHistory, ReviewState,
    Stage, Version, answers_hash,
};
use crate::json::{hash, object};
use crate::report::{Draft, Raw, RawEvidence};

/// The newest report as a history tells of it, and what the officer did about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// The report.
    pub report: PastReport,
    /// Remarks that were dealt with.
    pub done: Vec<Remark>,
}

object!(Reviewed: report, done);

impl Reviewed {
    /// Its remarks that nobody has dealt with.
    pub fn open_remarks(&self) -> impl Iterator<Item = &Remark> {
        self.report.remarks.iter().filter(|remark| !self.done.contains(remark))
    }

    /// Whether the office takes no revision of it.
    pub fn is_closed(&self) -> bool {
        matches!(self.report.state, ReviewState::Approved | ReviewState::Locked)
    }
}

impl PastReport {
    /// Proof of arrival of a report that another device sent.
    fn receipt(&self) -> Receipt {
        let (number, received_at) = (Some(self.number.clone()), Some(self.received_at.clone()));
        Receipt { number, received_at, late: self.late, hash: self.hash.clone(), sent_at: self.received_at.clone() }
    }

    fn is_of(&self, receipt: &Receipt) -> bool {
        receipt.hash == self.hash || receipt.number.as_ref() == Some(&self.number)
    }
}

impl Record {
    /// Whether the office wants what was sent last revised.
    pub fn is_returned(&self) -> bool {
        self.is_returned
    }

    /// Keeps what the office made of the newest report; none: nobody has looked at it.
    pub(super) fn put_review(&mut self, review: Option<&Reviewed>) {
        self.is_returned = review.is_some_and(|review| review.report.state == ReviewState::Returned);
        self.versions.put_review(review);
    }

    /// What a history said of the newest report.
    pub fn reviewed(&self) -> Option<Reviewed> {
        self.versions.review()
    }

    /// The answers that the office returned, where they are known here: what is typed since is held against them.
    pub fn returned_answers(&self) -> Option<Draft> {
        self.is_returned.then(|| self.versions.returned())?
    }

    /// Whether the office has returned answers that are not known here.
    pub fn lacks_returned(&self) -> bool {
        self.is_returned && self.outgoing().is_none() && !self.versions.has_returned()
    }

    /// A remark was dealt with, or was not after all.
    pub fn heed(&mut self, remark: &Remark, is_done: bool) {
        let Some(mut reviewed) = self.reviewed() else { return };
        reviewed.done.retain(|done| done != remark);
        if is_done {
            reviewed.done.push(remark.clone());
        }
        self.put_review(Some(&reviewed));
    }

    /// Whether what was sent last was sent from another device, and nothing was typed here since.
    pub fn lacks_answers(&self) -> bool {
        self.is_sent() && self.outgoing().is_none() && self.sent.as_deref() == Some("") && self.answers.is_blank()
    }

    /// Takes the answers of what another device sent as this revision; not over what was typed here (where that is on its
    /// way against it, or is to correct it: beside it), and not those of an older one. Whether it took them.
    pub fn fill_in(&mut self, revision: u32, draft: &Draft) -> bool {
        let is_newest = self.reviewed().is_some_and(|newest| newest.report.revision == revision);
        let is_returned = is_newest && self.lacks_returned();
        if is_returned {
            self.versions.put_returned(&without_bytes(draft));
        }
        if let Some(theirs) = self.theirs().filter(|theirs| theirs.revision == revision) {
            let is_new = self.their_answers().is_none();
            if is_new {
                self.push(Version { until: theirs.received_at, cause: Cause::Theirs, answers: draft.clone() });
            }
            return is_new;
        }
        if !self.lacks_answers() || !is_newest {
            return is_returned;
        }
        (self.answers, self.sent, self.stage) = (draft.clone(), Some(answers_hash(draft)), Stage::Sent);
        true
    }

    /// Takes what a history says of this report, the newest revision last. What is on its way is left alone.
    fn learn(&mut self, past: &[&PastReport], at: &str) {
        if self.is_in_conflict() {
            self.learn_of_theirs(past);
        }
        let Some(newest) = past.last().filter(|_| self.outgoing().is_none()) else { return };
        // What may have arrived has: nothing is left to be settled.
        if let Stage::Draft(Some(earlier)) = &self.stage {
            let frozen = &earlier.frozen;
            let sent = hash(&frozen.payload);
            if let Some(arrived) = past.iter().find(|past| past.hash == sent) {
                self.sent = Some(frozen.answers.clone()).filter(|answers| !answers.is_empty());
                self.receipts.push(arrived.receipt());
                self.stage = if self.is_as_sent() { Stage::Sent } else { Stage::Draft(None) };
            }
        }
        let mut known = std::mem::take(&mut self.receipts);
        let is_from_here = known.iter().any(|receipt| newest.is_of(receipt));
        for past in past {
            let place = known.iter().position(|receipt| past.is_of(receipt));
            self.receipts.push(place.map_or_else(|| past.receipt(), |place| known.remove(place)));
        }
        // What was there against ours has its name now.
        known.retain(|receipt| *receipt != Receipt::default());
        // A history that was asked for before the last report arrived does not know of it.
        let is_behind = !known.is_empty();
        self.receipts.append(&mut known);
        if is_behind {
            return self.put_review(None);
        }
        if !is_from_here {
            self.was_sent_elsewhere(at);
            // What cannot have arrived is out of date now.
            if matches!(&self.stage, Stage::Draft(Some(earlier)) if !earlier.in_doubt) {
                self.stage = Stage::Draft(None);
            }
        }
        let known = self.reviewed().filter(|old| old.report.number == newest.number);
        if known.is_none() {
            // What was returned before was another one.
            self.put_review(None);
        }
        let mut done = known.map(|old| old.done).unwrap_or_default();
        done.retain(|remark| newest.remarks.contains(remark));
        self.put_review(Some(&Reviewed { report: PastReport::clone(newest), done }));
        if self.lacks_returned() && self.is_as_sent() {
            self.versions.put_returned(&without_bytes(&self.answers));
        }
    }

    fn is_in_conflict(&self) -> bool {
        self.outgoing().is_some_and(|outgoing| matches!(outgoing.phase, Phase::Conflict(_)))
    }

    /// The backend has another version: this is it, or it is this very report after all.
    fn learn_of_theirs(&mut self, past: &[&PastReport]) {
        let sent = self.outgoing().map(|outgoing| hash(&outgoing.next().payload));
        if let Some(arrived) = past.iter().find(|past| Some(&past.hash) == sent.as_ref()) {
            return self.arrived(arrived.receipt());
        }
        let unknown = past.last().filter(|newest| !self.receipts.iter().any(|receipt| newest.is_of(receipt)));
        if let Some(newest) = unknown {
            self.put_review(Some(&Reviewed { report: PastReport::clone(newest), done: Vec::new() }));
        }
    }

    /// What the backend has in place of what is on its way, as far as a history tells.
    pub fn theirs(&self) -> Option<PastReport> {
        let newest = self.is_in_conflict().then(|| self.reviewed())??.report;
        (!self.receipts.iter().any(|receipt| newest.is_of(receipt))).then_some(newest)
    }

    /// The answers of it, once they are here.
    pub fn their_answers(&self) -> Option<Draft> {
        let received_at = self.theirs()?.received_at;
        let is_it = |version: &Version| version.cause == Cause::Theirs && version.until == received_at;
        self.versions().into_iter().rfind(is_it).map(|version| version.draft())
    }

    /// What is typed here goes on as a draft of the revision after this one.
    pub(super) fn go_on_after(&mut self, theirs: &PastReport) {
        self.receipts.push(theirs.receipt());
        (self.stage, self.sent) = (Stage::Draft(None), Some(String::new()));
    }

    /// Of a conflict: what the backend has is kept, and what was typed here becomes a correction of it (`key`: sent at
    /// once) or stays to be looked at: as a draft, or as a version where the answers of the other one are here.
    pub fn settle(&mut self, key: Option<String>, at: String) {
        let (theirs, answers) = (self.theirs(), self.their_answers());
        let Stage::Outgoing(outgoing) = &self.stage else { return };
        if !self.is_in_conflict() {
            return;
        }
        let frozen = outgoing.frozen.clone();
        let next = self.next_revision();
        match theirs {
            Some(theirs) => self.receipts.push(theirs.receipt()),
            // The history knows of nothing newer: what went out was out of date.
            None if self.reviewed().is_some() => {}
            None => self.receipts.push(Receipt::default()),
        }
        let next = next.max(revision_after(&self.receipts));
        let number = self.receipts.last().and_then(|receipt| receipt.number.clone());
        if let Some(key) = key {
            self.put_review(None);
            let frozen = Frozen { key, ..frozen.revised(next, number.as_deref()) };
            self.stage = Stage::Outgoing(Box::new(Outgoing::new(frozen)));
            return;
        }
        // Nothing that was typed here is what was sent.
        (self.stage, self.sent) = (Stage::Draft(None), Some(String::new()));
        if let Some(answers) = answers {
            self.replace(&answers, Cause::SentElsewhere, at);
            (self.stage, self.sent) = (Stage::Sent, Some(answers_hash(&answers)));
        }
    }

    /// Answers that were sent from here are no more those that were sent last; a draft goes on as the next revision.
    fn was_sent_elsewhere(&mut self, at: &str) {
        if self.stage == Stage::Sent {
            if self.answers != Draft::default() {
                self.replace(&Draft::default(), Cause::SentElsewhere, at.to_owned());
            }
            self.stage = Stage::Sent;
        }
        self.sent = Some(String::new());
    }
}

/// Answers that name their files and do not hold them.
fn without_bytes(answers: &Draft) -> Draft {
    let mut named = answers.clone();
    for mut answer in answers.edits() {
        let Raw::Evidence(rows) = &mut answer.raw else { continue };
        for row in rows {
            if let Some(mut file) = row.file() {
                file.data = None;
                row.file = RawEvidence::of_file(&file).file;
            }
        }
        named.apply(answer);
    }
    named
}

/// What the device knows once a history was told, at this moment; none where that is nothing new.
pub fn learned(records: &[Record], of: &Owner, history: &ReportHistory, at: &str) -> Option<Vec<Record>> {
    let mut after = records.to_vec();
    for (nth, past) in history.reports.iter().enumerate() {
        let is_same = |other: &&PastReport| other.kind == past.kind && other.period == past.period;
        if history.reports[..nth].iter().any(|other| is_same(&other)) {
            continue;
        }
        let mut revisions: Vec<&PastReport> = history.reports.iter().filter(is_same).collect();
        revisions.sort_by_key(|past| past.revision);
        let Owner { plan, unit, user } = of.clone();
        let key = DraftKey { plan, unit, user, kind: past.kind.clone(), period: past.period.clone() };
        match after.iter_mut().find(|record| record.key == key) {
            Some(record) => record.learn(&revisions, at),
            None => {
                let mut record = Record::new(key, &Draft::default(), past.received_at.clone());
                record.stage = Stage::Sent;
                record.learn(&revisions, at);
                after.push(record);
            }
        }
    }
    (after != records).then_some(after)
}
