//! What became of sent reports: remarks at their questions, what another device sent, figures carried over.

use super::{Rest, Saved, State, View, Work};
use crate::delivery::{DraftKey, MOST_OF_HISTORY, Owner, PastReport, Record, Remark, ReportHistory, Reviewed, learned};
use crate::finding::{Code, Finding, Pointer, Severity};
use crate::json::read_text;
use crate::report::{Draft, PastPeriod, Report};
use crate::schedule::Duty;
use std::sync::Arc;

impl State {
    /// What a history said of the newest report of the open duty.
    pub fn reviewed(&self) -> Option<Reviewed> {
        self.record(&self.work.as_ref()?.duty)?.reviewed()
    }

    /// Whether the office takes no revision of the open report.
    pub fn is_closed(&self) -> bool {
        self.reviewed().is_some_and(|reviewed| reviewed.is_closed())
    }

    /// The reports have become what a history says of them.
    pub(super) fn learn(&mut self, rest: Rest, history: &str) -> Option<()> {
        let (history, _) = ReportHistory::read(history).ok()?;
        let (owner, at) = (self.owner()?, self.now.in_zone(&*self.zone).to_string());
        // What was typed a moment ago is not on the device yet; it is not to be forgotten over what is told.
        if self.work.as_ref().is_some_and(|work| work.saved == Saved::Pending) {
            let typed = self.to_keep(self.now)?;
            self.put(typed);
        }
        let after = learned(self.records.as_ref()?, &owner, &history, &at)?;
        self.go_by(rest, after);
        Some(())
    }

    /// The page that has the reports in hand has written: this one looks on.
    pub(super) fn follow(&mut self, rest: Rest, records: Vec<Record>) -> Option<()> {
        if !self.looks_on() || self.records.as_deref()? == records {
            return None;
        }
        self.go_by(rest, records);
        Some(())
    }

    /// The records are these from now on, and the open report what they say of it.
    pub(super) fn go_by(&mut self, rest: Rest, records: Vec<Record>) {
        let stands = |state: &Self| {
            let record = state.record(&state.work.as_ref()?.duty)?;
            Some((record.draft(), record.outgoing().is_some(), record.receipts.len()))
        };
        let before = stands(self);
        self.records = Some(records.into());
        self.settle();
        if before != stands(self) && (before.is_some() || !self.hand.is_ours()) {
            self.show_anew();
        }
        self.hear(rest);
    }

    /// What was sent and has no answers on this device: of the open report (also where the backend has it against the one
    /// here), else of the one before it, from which answers may be carried over; and of those its figures go back to.
    pub fn wanted(&self) -> Vec<(DraftKey, PastReport)> {
        let Some(work) = &self.work else { return Vec::new() };
        let of = |record: &Record| {
            let past = match record.theirs() {
                Some(theirs) => record.their_answers().is_none().then_some(theirs),
                None => {
                    let is_wanted = record.lacks_answers() || record.lacks_returned();
                    is_wanted.then(|| record.reviewed())?.map(|reviewed| reviewed.report)
                }
            };
            Some((record.key.clone(), past?))
        };
        let last = match self.record(&work.duty) {
            Some(record) if record.is_sent() || record.outgoing().is_some() => of(record),
            _ => self.previous(&work.duty, &work.other_periods).and_then(of),
        };
        let kind = &work.duty.kind.id;
        let is_of = |record: &&Record| {
            let is_it = |past: &PastPeriod| past.answers.is_none() && past.period.id == record.key.period;
            record.key.kind == *kind && work.past.iter().any(is_it)
        };
        let earlier = self.records.iter().flat_map(|records| records.iter()).filter(is_of).filter_map(of);
        let mut wanted: Vec<_> = earlier.chain(last).collect();
        crate::finding::sort(&mut wanted, |(key, _)| key.period.clone());
        wanted.dedup_by(|one, other| one.0 == other.0);
        wanted
    }

    /// A report came that another device had sent.
    pub(super) fn fill_in(&mut self, rest: Rest, report: &str) -> Option<()> {
        let report: Report = read_text(report, MOST_OF_HISTORY, Severity::Warning).value?;
        let Owner { plan, unit, user } =
            self.owner().filter(|owner| owner.plan == report.plan.id && owner.unit == report.unit.id)?;
        let key = DraftKey { plan, unit, user, kind: report.kind.id.clone(), period: report.period.id.clone() };
        let (plan, member, duty) = (self.plan()?, self.member.clone()?, self.known_duty(&key)?);
        let form = Work::new(self.rest(), &plan, &member, duty, Draft::default(), self.now, &*self.platform.text).form;
        let mut record = self.records.as_ref()?.iter().find(|record| record.key == key)?.clone();
        let is_beside = record.outgoing().is_some() || !record.lacks_answers();
        if !record.fill_in(report.revision, &report.draft(&form)) {
            return None;
        }
        self.put(record);
        if self.is_open(&key) {
            if !is_beside {
                self.show_anew();
            }
            self.hear(rest);
        }
        // The figures of the open one may go back to it.
        self.look_back(rest);
        Some(())
    }

    /// The open report with what the device has of it by now, on the page and at the task it was on.
    pub(super) fn show_anew(&mut self) {
        let Some(old) = self.work.clone() else { return };
        let (view, came) = (self.view, self.came);
        self.open(Arc::clone(&old.duty), false);
        let is_draft = self.view == View::Fill;
        // Who looks on is shown that it was sent.
        let is_news = !self.hand.is_ours() && self.view == View::Receipt;
        if matches!(view, View::Fill | View::Grid) && !is_news || view == View::Check && is_draft && old.tried {
            (self.view, self.came) = (view, came);
        }
        if let Some(work) = self.work_mut() {
            (work.origin, work.tried) = (old.origin, is_draft && old.tried);
            if work.panels.len() == old.panels.len() {
                (work.open, work.query, work.filter) = (old.open, old.query.clone(), old.filter);
            }
        }
    }

    /// What the office said of the report is said at its questions, until it is sent anew.
    pub(super) fn hear_remarks(&mut self) {
        let Some(work) = self.work.as_ref().filter(|_| self.outgoing().is_none()) else { return };
        let reviewed = self.record(&work.duty).filter(|record| record.is_returned()).and_then(Record::reviewed);
        let remarks = reviewed.iter().flat_map(Reviewed::open_remarks).filter_map(|remark| {
            let at = Pointer::parse(remark.pointer.as_deref()?)?;
            Some(Finding::warning(at, Code::Said { words: remark.detail.clone() }))
        });
        // What the backend refused is said beside them.
        let refused = work.said.iter().filter(|finding| finding.is_error()).cloned();
        let said: Vec<Finding> = refused.chain(remarks).collect();
        if said.is_empty() && work.said.is_empty() {
            return;
        }
        self.with_work(|work, plan, now, text| work.hear(said, plan, now, text));
    }

    /// An answer has changed: the remarks about it were dealt with.
    pub(super) fn heed_remarks(&mut self) {
        let Some((record, work)) = self.work.as_ref().and_then(|work| Some((self.record(&work.duty)?, work))) else {
            return;
        };
        let Some(reviewed) = record.is_returned().then(|| record.reviewed()).flatten() else { return };
        let is_dealt_with = |remark: &&Remark| {
            let at = remark.pointer.as_deref().and_then(Pointer::parse);
            at.is_some_and(|at| work.place(&at).is_some() && !work.said.iter().any(|said| said.at == at))
        };
        let mut after = record.clone();
        reviewed.open_remarks().filter(is_dealt_with).for_each(|remark| after.heed(remark, true));
        if after != *record {
            self.put(after);
        }
    }

    /// The officer has dealt with a remark, by its place among them, or has not after all.
    pub(super) fn heed(&mut self, nth: usize, is_done: bool) -> Option<()> {
        let mut record = self.record(&self.work.as_ref()?.duty)?.clone();
        let remark = record.reviewed()?.report.remarks.get(nth)?.clone();
        record.heed(&remark, is_done);
        self.put(record);
        self.hear_remarks();
        Some(())
    }

    /// The last report of the same kind before this one that was sent.
    pub(super) fn previous(&self, duty: &Duty, periods: &[Arc<Duty>]) -> Option<&Record> {
        let before = periods.iter().take_while(|other| !other.is_same(duty));
        before.filter_map(|other| self.record(other)).filter(|record| record.is_sent()).last()
    }
}
