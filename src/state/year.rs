use super::State;
use crate::plan::Date;
use crate::schedule::{Duty, obligations};
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

    fn due_between(&self, first: Date, last: Date) -> Vec<Arc<Duty>> {
        let (Some(plan), Some(member)) = (self.plan(), &self.member) else { return Vec::new() };
        obligations(&plan, member, first, last, &*self.zone).into_iter().map(Arc::new).collect()
    }
}
