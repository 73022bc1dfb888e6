use super::{Hand, Outcome, Rest, State, View};
use crate::delivery::{Failure, Frozen, Means, Outgoing, Phase, Receipt, Record, answers_hash, next_to_send};
use crate::finding::{Code, Finding, Pointer};
use crate::json::to_canonical;
use crate::report::{Filled, Part, Report, put_as_typed};
use crate::schedule::Instant;
use std::rc::Rc;

impl State {
    /// The report as it would be sent at a moment.
    #[inline(never)]
    pub fn report(&self, rest: Rest, now: Instant) -> Option<Report> {
        self.report_of(rest, self.work.as_ref()?.filled(), now)
    }

    /// The same for paper: what cannot be read is there as it was typed, and nothing that follows from it.
    #[inline(never)]
    pub fn report_on_paper(&self, rest: Rest, now: Instant) -> Option<Report> {
        let work = self.work.as_ref()?;
        let mut filled = work.filled();
        let parts = work.form.parts.iter().zip(&work.parts).zip(&mut filled.answers);
        let as_typed: Vec<&Part> = parts
            .filter_map(|((form, part), answers)| {
                put_as_typed(form, &work.draft, &part.hidden, answers).then_some(&form.part)
            })
            .collect();
        let mut report = self.report_of(rest, filled, now)?;
        for one in &mut report.indicators {
            let is_as_typed = |part: &&Part| matches!(part, Part::Indicator(id) if *id == one.indicator);
            one.figures = one.figures.filter(|_| !as_typed.iter().any(is_as_typed));
        }
        Some(report)
    }

    fn report_of(&self, _: Rest, filled: Filled<'_>, now: Instant) -> Option<Report> {
        let (plan, member, work) = (self.plan()?, self.member.as_ref()?, self.work.as_ref()?);
        let mut report = Report::new(&plan, member, &work.duty, filled, now, &*self.zone);
        let record = self.record(&work.duty);
        report.revision = record.map_or(1, Record::next_revision);
        report.supersedes = record.and_then(|record| record.receipts.last()?.number.clone());
        if self.clock_ahead != 0 && self.setup.as_of.is_none() {
            report.device_clock = Some(Instant(now.0 - self.clock_ahead).in_zone(&*self.zone).to_string());
        }
        report.remarks_done = self.remarks_done();
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

    /// Whether anything that was typed was not sent.
    pub fn has_unsent(&self) -> bool {
        let typed = self
            .work
            .as_ref()
            .is_some_and(|work| !work.draft.is_blank() && self.record(&work.duty).is_none_or(Record::is_unsent));
        typed || self.records.iter().flat_map(|records| records.iter()).any(Record::is_unsent)
    }

    /// What is done with the report for which somebody has to sign in: none goes out before.
    pub fn awaited_login(&self) -> Option<&Phase> {
        let outgoing = self.records.iter().flat_map(|records| records.iter()).filter_map(Record::outgoing);
        outgoing.map(|outgoing| &outgoing.phase).find(|phase| matches!(phase, Phase::SignIn(_)))
    }

    /// Whether the open report holds something that no backend has accepted.
    pub fn is_open_unsent(&self) -> bool {
        self.open_record().is_some_and(Record::is_unsent)
    }

    /// Whether the backend has the open report as it stands, and nobody wants it revised.
    pub fn is_as_accepted(&self, _: Rest) -> bool {
        let record = self.to_keep(self.now);
        record.is_some_and(|record| record.is_sent() && !record.is_unsent() && !record.is_returned())
    }

    fn open_record(&self) -> Option<&Record> {
        self.record(&self.work.as_ref()?.duty)
    }

    /// Whether the open report has gone out as it stands, and nobody has found it wrong: it goes out again as it was.
    #[inline(never)]
    pub fn goes_out_again(&self, _: Rest) -> bool {
        let Some(work) = self.work.as_ref().filter(|work| work.said.is_empty()) else { return false };
        self.record(&work.duty).is_some_and(|record| record.has_gone_out(&answers_hash(&work.draft)))
    }

    pub(super) fn send(&mut self, rest: Rest, key: String, device: Instant) -> Option<()> {
        // A second press, before the receipt was drawn in the place of the button.
        if self.view == View::Receipt {
            return None;
        }
        let now = if self.setup.as_of.is_some() { self.now } else { self.time(device) };
        self.now = now;
        self.with_work(|work, plan, now, text| work.recheck_whole(plan, now, text))?;
        let work = self.work.as_ref()?;
        // What was sent in time and did not arrive goes out as it was, whatever the time is now.
        let again = self.goes_out_again(rest);
        if !self.may_send() || self.is_closed() || !again && !work.is_sendable() {
            self.view = View::Check;
            self.work_mut()?.tried = true;
            return Some(());
        }
        self.confirm_all();
        let work = self.work.as_ref()?;
        let answers = answers_hash(&work.draft);
        // What was typed while it was on the wire may go on from what the backend had against it.
        self.take_back_changed(rest, &answers);
        let report = self.report(rest, now)?;
        self.sends += 1;
        let mut record = self.to_keep(now)?;
        record.queue(&answers, || Frozen::new(key, to_canonical(&report), answers.clone()).with_its_files());
        self.put(record);
        let told = &mut self.work_mut()?.told;
        (told.is_awaited, told.failure) = (true, None);
        // It may stand behind another one that waits for a login.
        self.each_on_its_way(Record::resume);
        self.dispatch(rest, device);
        Some(())
    }

    /// Puts the next report on the wire that is to go out, if the wire is free.
    #[inline(never)]
    pub(super) fn dispatch(&mut self, _: Rest, device: Instant) -> bool {
        let records = self.records.as_deref().filter(|_| self.may_send() && matches!(self.hand, Hand::Ours));
        let Some(mut record) = records.and_then(|records| next_to_send(records, device)).cloned() else { return false };
        self.tell(&record);
        record.begin(device);
        self.put(record);
        true
    }

    /// The line or the officer is back: what waits for that goes out.
    pub(super) fn resume(&mut self, rest: Rest, device: Instant) -> Option<()> {
        self.each_on_its_way(Record::resume)?;
        self.dispatch(rest, device);
        Some(())
    }

    /// The page said something else: it may be that somebody has signed in.
    pub(super) fn signed_in(&mut self, rest: Rest, device: Instant) -> Option<()> {
        self.each_on_its_way(|record| record.sign_in(device))?;
        self.dispatch(rest, device);
        Some(())
    }

    /// Changes what is on its way; none where that changes nothing.
    fn each_on_its_way(&mut self, change: impl Fn(&mut Record)) -> Option<()> {
        let before = self.records.as_deref()?;
        let mut records = before.to_vec();
        records.iter_mut().for_each(change);
        if records == before {
            return None;
        }
        self.records = Some(records.into());
        Some(())
    }

    pub(super) fn answered(&mut self, rest: Rest, outcome: &Outcome) -> Option<()> {
        let Outcome { of, attempt, answer, now, chance } = outcome;
        if self.setup.as_of.is_none() {
            self.now = self.time(*now);
        }
        let mut record = self.records.as_ref()?.iter().find(|record| record.key == *of)?.clone();
        record.answered(attempt, answer.clone(), *now, *chance);
        let is_sent = record.outgoing().is_none();
        let is_open = self.is_open(of);
        self.tell(&record);
        self.put(record);
        if is_open {
            self.hear(rest);
        }
        if is_open && is_sent && self.view == View::Check {
            self.work_mut()?.tried = false;
            self.view = View::Receipt;
        }
        self.dispatch(rest, *now);
        Some(())
    }

    /// What came of sending the open report is told, where it failed.
    fn tell(&mut self, record: &Record) {
        let failure = record.outgoing().and_then(|outgoing| outgoing.phase.failure());
        if let Some(failure) = failure.filter(|_| self.is_open(&record.key))
            && let Some(work) = self.work_mut()
        {
            work.told.times += u32::from(std::mem::take(&mut work.told.is_awaited));
            work.told.failure = Some(Rc::new(failure));
        }
    }

    /// What the backend found wrong in the open report, and the office remarked, is said at its
    /// questions; what earlier reports said it is held against.
    #[inline(never)]
    pub(super) fn hear(&mut self, rest: Rest) {
        self.look_back(rest);
        self.hold_against_returned();
        if let Some(said) = self.refused(rest) {
            self.with_work(|work, plan, now, text| work.hear(said, plan, now, text));
        }
        self.hear_remarks();
    }

    /// What the backend has against answers of the open report that are still as it refused them; none where it judged
    /// nothing of the content.
    fn refused(&self, rest: Rest) -> Option<Vec<Finding>> {
        let (record, work) = (self.open_record()?, self.work.as_ref()?);
        let problem = record.refusal()?.problem();
        let failure = Failure::Refused(problem);
        let (Means::Content, Failure::Refused(problem)) = (failure.means(), &failure) else { return None };
        // Both as a report says them, not as they were typed.
        let answers = |report: Report| report.draft(&work.form);
        let is_changed = !record.has_gone_out(&answers_hash(&work.draft));
        let now = is_changed.then(|| self.report(rest, self.now)).flatten().map(answers);
        let then = now.as_ref().and_then(|_| record.frozen().next()?.report()).map(answers);
        let is_as_it_was = |at: &Pointer| {
            let (Some(now), Some(then)) = (&now, &then) else { return true };
            let place = work.place(at).and_then(|(part, field)| Some((work.form.parts.get(part)?, field)));
            let answer = place.and_then(|(part, field)| Some((&part.part, &part.fields.get(field)?.id)));
            answer.is_none_or(|(part, field)| now.get(part, field) == then.get(part, field))
        };
        let findings = problem.errors.iter().filter_map(|error| {
            // Without a status no server said it: the device misses a file.
            let words = error.detail.clone();
            let code = if problem.status == 0 { Code::FileMissing } else { Code::Said { words } };
            Some(Finding::error(error.at().filter(is_as_it_was)?, code))
        });
        Some(findings.collect())
    }

    /// Of two versions of the open report the officer chose one.
    pub(super) fn settle_conflict(&mut self, key: Option<String>) -> Option<()> {
        let mut record = self.open_record()?.clone();
        let keeps = key.is_none();
        record.settle(key, self.now.in_zone(&*self.zone).to_string());
        self.put(record);
        self.show_anew();
        // Where its receipt is shown, and as long as it is.
        let is_shown = self.view == View::Receipt;
        if keeps
            && is_shown
            && let Some(work) = self.work_mut()
        {
            work.change_beside(|beside| beside.has_kept_theirs = true);
        }
        Some(())
    }

    fn take_back_changed(&mut self, rest: Rest, answers: &str) {
        if self.open_record().is_some_and(|record| !record.has_gone_out(answers)) {
            self.take_back(rest);
        }
    }

    /// What is typed is not what is on its way: it is taken back, unless it is on the wire.
    #[inline(never)]
    pub(super) fn take_back(&mut self, _: Rest) {
        let Some(outgoing) = self.outgoing() else { return self.heed_remarks() };
        if outgoing.phase != Phase::Sending
            && let Some(mut record) = self.open_record().cloned()
        {
            record.recall();
            self.put(record);
            self.hear_remarks();
        }
    }
}
