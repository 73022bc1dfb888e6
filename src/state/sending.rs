use super::{Hand, Rest, State, View};
use crate::delivery::{
    Answer, Attempt, DraftKey, Failure, Frozen, Means, Outgoing, Phase, Receipt, Record, Stage, answers_hash,
    next_to_send,
};
use crate::json::{hash, to_canonical};
use crate::report::Report;
use crate::schedule::Instant;

impl State {
    /// The report as it would be sent at a moment.
    #[inline(never)]
    pub fn report(&self, _: Rest, now: Instant) -> Option<Report> {
        let (plan, member, work) = (self.plan()?, self.member.as_ref()?, self.work.as_ref()?);
        let mut report = Report::new(&plan, member, &work.duty, &work.form, work.answers(), now, &*self.zone);
        let record = self.record(&work.duty);
        report.revision = record.map_or(1, Record::next_revision);
        report.supersedes = record.and_then(|record| record.receipts.last()?.number.clone());
        if self.clock_ahead != 0 && self.setup.as_of.is_none() {
            report.device_clock = Some(Instant(now.0 - self.clock_ahead).in_zone(&*self.zone).to_string());
        }
        report.user = Some(self.setup.user.clone()).filter(|user| !user.is_empty());
        Some(report)
    }

    /// What is on its way of the open report.
    pub fn outgoing(&self) -> Option<&Outgoing> {
        self.open_record()?.outgoing()
    }

    /// The newest receipt of the open report.
    pub fn receipt(&self) -> Option<&Receipt> {
        self.open_record()?.receipts.last()
    }

    fn open_record(&self) -> Option<&Record> {
        self.record(&self.work.as_ref()?.duty)
    }

    #[inline(never)]
    pub(super) fn send(&mut self, rest: Rest, key: String, device: Instant) -> Option<()> {
        let now = if self.setup.as_of.is_some() { self.now } else { self.time(device) };
        self.now = now;
        self.with_work(|work, plan, now, text| work.recheck_whole(plan, now, text))?;
        let sendable = self.may_send() && self.work.as_ref()?.is_sendable();
        if !sendable {
            self.view = View::Check;
            self.work_mut()?.tried = true;
            return Some(());
        }
        let report = self.report(rest, now)?;
        let bare =
            Report { prepared_at: String::new(), device_clock: None, revision: 1, supersedes: None, ..report.clone() };
        let content = hash(&to_canonical(&bare));
        let work = self.work.clone()?;
        let mut record = self.to_keep(now)?;
        record.queue(&content, || Frozen {
            key,
            payload: to_canonical(&report),
            content: content.clone(),
            answers: answers_hash(&work.draft),
        });
        self.put(record);
        self.dispatch(rest, device);
        Some(())
    }

    /// Puts the next report on the wire that is to go out, if the wire is free.
    #[inline(never)]
    pub(super) fn dispatch(&mut self, _: Rest, device: Instant) -> bool {
        let records = self.records.as_deref().filter(|_| self.may_send() && self.hand == Hand::Ours);
        let Some(mut record) = records.and_then(|records| next_to_send(records, device)).cloned() else { return false };
        record.begin(device);
        self.put(record);
        true
    }

    /// Whatever waits goes out: the line or the login is back.
    #[inline(never)]
    pub(super) fn resume(&mut self, rest: Rest, device: Instant) -> Option<()> {
        let waits = |phase: &Phase| matches!(phase, Phase::Waiting { .. } | Phase::SignIn(_));
        let mut records = self.records.as_ref()?.to_vec();
        let mut any = false;
        for record in records.iter_mut().filter(|record| record.outgoing().is_some_and(|one| waits(&one.phase))) {
            record.resume();
            any = true;
        }
        self.records = Some(records.into());
        self.dispatch(rest, device);
        any.then_some(())
    }

    #[inline(never)]
    pub(super) fn answered(
        &mut self,
        rest: Rest,
        key: &DraftKey,
        attempt: &Attempt,
        answer: Answer,
        device: Instant,
        chance: f64,
    ) -> Option<()> {
        if self.setup.as_of.is_none() {
            self.now = self.time(device);
        }
        let mut record = self.records.as_ref()?.iter().find(|record| record.key == *key)?.clone();
        record.answered(attempt, answer, device, chance);
        let is_sent = matches!(record.stage, Stage::Sent) || matches!(record.stage, Stage::Draft(_));
        let is_open = self.work.as_ref().and_then(|work| self.draft_key(&work.duty)).as_ref() == Some(key);
        self.put(record);
        if is_open {
            self.hear(rest);
        }
        if is_open && is_sent && self.view == View::Check {
            self.work_mut()?.tried = false;
            self.view = View::Receipt;
        }
        self.dispatch(rest, device);
        Some(())
    }

    /// What the backend found wrong in the open report is said at its questions.
    #[inline(never)]
    pub(super) fn hear(&mut self, _: Rest) {
        let Some(Phase::Refused(refusal)) = self.outgoing().map(|outgoing| &outgoing.phase) else { return };
        let problem = refusal.problem();
        if Failure::Refused(problem.clone()).means() == Means::Content {
            self.with_work(|work, plan, now, text| work.hear(&problem.errors, plan, now, text));
        }
    }

    /// Of two versions of the open report the officer chose one.
    #[inline(never)]
    pub(super) fn settle_conflict(&mut self, _: Rest, key: Option<String>) -> Option<()> {
        let mut record = self.open_record()?.clone();
        record.settle(Receipt::default(), key);
        self.put(record);
        Some(())
    }

    /// What is typed is not what is on its way: it is taken back, unless it is on the wire.
    #[inline(never)]
    pub(super) fn take_back(&mut self, _: Rest) {
        let record = self.work.as_ref().and_then(|work| self.record(&work.duty));
        let is_out = |record: &&Record| record.outgoing().is_some_and(|out| out.phase != Phase::Sending);
        if let Some(record) = record.filter(is_out) {
            let mut record = record.clone();
            record.recall();
            self.put(record);
        }
    }
}
