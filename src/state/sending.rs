use super::{Rest, State, View};
use crate::delivery::{Answer, Delivery, Frozen, Receipt, Record, answers_hash};
use crate::json::{hash, to_canonical};
use crate::report::Report;
use crate::schedule::Instant;

impl State {
    /// The report as it would be sent at a moment.
    #[inline(never)]
    pub fn report(&self, _: Rest, now: Instant) -> Option<Report> {
        let (plan, member, work) = (self.plan()?, self.member.as_ref()?, self.work.as_ref()?);
        let mut report = Report::new(&plan, member, &work.duty, &work.form, work.answers(), now, &*self.zone);
        let receipts = self.record(&work.duty).map(|record| &record.receipts[..]).unwrap_or_default();
        report.revision = u32::try_from(receipts.len()).unwrap_or(u32::MAX - 1) + 1;
        report.supersedes = receipts.last().and_then(|receipt| receipt.number.clone());
        if self.clock_ahead != 0 && self.setup.as_of.is_none() {
            report.device_clock = Some(Instant(now.0 - self.clock_ahead).in_zone(&*self.zone).to_string());
        }
        report.user = Some(self.setup.user.clone()).filter(|user| !user.is_empty());
        Some(report)
    }

    #[inline(never)]
    pub(super) fn send(&mut self, rest: Rest, key: String, now: Instant) -> Option<()> {
        let now = if self.setup.as_of.is_some() { self.now } else { self.time(now) };
        self.now = now;
        self.with_work(|work, plan, now, text| work.recheck_whole(plan, now, text))?;
        let sendable = self.may_send() && self.work.as_ref()?.is_sendable();
        if !sendable {
            self.view = View::Check;
            self.work_mut()?.tried = true;
            return Some(());
        }
        let report = self.report(rest, now)?;
        let untimed = Report { prepared_at: String::new(), device_clock: None, ..report.clone() };
        let (content, payload) = (hash(&to_canonical(&untimed)), to_canonical(&report));
        let work = self.work_mut()?;
        if work.delivery.under_way().is_none() {
            work.attempt = answers_hash(&work.draft);
        }
        work.delivery = work.delivery.send(&content, key, |key| Frozen { key, payload, content: content.clone() });
        Some(())
    }

    #[inline(never)]
    pub(super) fn answered(&mut self, rest: Rest, answer: Answer, device: Instant) -> Option<()> {
        let now = self.time(device);
        if self.setup.as_of.is_none() {
            self.now = now;
        }
        let work = self.work_mut()?;
        let next = match &work.delivery {
            Delivery::Settling { key, .. } => Some(key.clone()),
            _ => None,
        };
        work.delivery = work.delivery.answered(answer);
        match (&work.delivery, next) {
            // Now that it is known what became of the earlier attempt, the changed report goes out.
            (Delivery::Accepted(receipt), Some(key)) => {
                let receipt = receipt.clone();
                work.delivery = Delivery::Editing;
                self.keep(receipt, now)?;
                return self.send(rest, key, device);
            }
            (Delivery::Failed(_, failure), Some(key)) if !failure.leaves_open() => return self.send(rest, key, device),
            (Delivery::Accepted(_), None) => {
                if !work.attempt.is_empty() {
                    work.sent = Some(std::mem::take(&mut work.attempt));
                }
                work.tried = false;
                self.view = View::Receipt;
                // Who looks at the list before the device has written it down finds it sent.
                if let Some(record) = self.to_keep(now) {
                    self.put(record);
                }
            }
            _ => {}
        }
        Some(())
    }

    /// Puts a receipt with what is kept of the open report.
    fn keep(&mut self, receipt: Receipt, now: Instant) -> Option<()> {
        let work = self.work.as_ref()?;
        let at = now.in_zone(&*self.zone).to_string();
        let kept = self.record(&work.duty).cloned();
        let mut record = kept.map_or_else(|| Some(Record::new(self.draft_key(&work.duty)?, &work.draft, at)), Some)?;
        record.receipts.push(receipt);
        self.put(record);
        Some(())
    }
}
