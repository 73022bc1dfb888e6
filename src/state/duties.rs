use super::State;
use crate::plan::Date;
use crate::schedule::{Duty, Instant, Period, obligations};
use std::sync::Arc;

/// Days before and after today in which an officer may go from a report to that of another period.
const DAYS_AROUND: i64 = 400;

impl State {
    /// Every dated report of the unit that is due in a year, earliest first.
    pub fn year(&self, year: i32) -> Vec<Arc<Duty>> {
        match (Date::new(year, 1, 1), Date::new(year, 12, 31)) {
            (Some(first), Some(last)) => self.due_between(first, last),
            _ => Vec::new(),
        }
    }

    /// The reports of the same kind for this and other periods around today.
    pub(super) fn other_periods(&self, duty: &Duty) -> Vec<Arc<Duty>> {
        let today = self.now.in_zone(&*self.zone).date;
        let mut found = self.due_between(today.plus_days(-DAYS_AROUND), today.plus_days(DAYS_AROUND));
        found.retain(|other| other.kind.id == duty.kind.id);
        found
    }

    /// A duty whose report was sent is one to correct.
    pub(super) fn as_it_stands(&self, duty: Arc<Duty>) -> Arc<Duty> {
        let first = self.record(&duty).and_then(|record| record.receipts.first());
        let sent = first.and_then(|receipt| Instant::parse(&receipt.sent_at, &*self.zone));
        match (sent, self.plan(), &self.member) {
            (Some(sent), Some(plan), Some(member)) if duty.kind.corrections.is_some() => {
                Arc::new(duty.corrected(sent, &plan, member, &*self.zone))
            }
            _ => duty,
        }
    }

    /// A report outside all periods, begun.
    pub(super) fn begun_in(&self, duty: &Duty, period: Period) -> Duty {
        match self.plan().zip(self.member.as_ref()) {
            Some((plan, member)) => duty.begun(period, &plan, member, &*self.zone),
            None => duty.clone(),
        }
    }

    /// A report outside all periods is named by the minute it is begun; one more where that is taken.
    pub(super) fn begin(&self, duty: &Duty) -> Duty {
        let mut at = self.now;
        loop {
            let begun = self.begun_in(duty, Period::begun(at.in_zone(&*self.zone)));
            if self.record(&begun).is_none() {
                return begun;
            }
            at = Instant(at.0 + 60_000);
        }
    }

    fn due_between(&self, first: Date, last: Date) -> Vec<Arc<Duty>> {
        let (Some(plan), Some(member)) = (self.plan(), &self.member) else { return Vec::new() };
        obligations(&plan, member, first, last, &*self.zone).into_iter().map(Arc::new).collect()
    }
}
