use super::{Came, Hand, Origin, PlanState, Saved, State, View, Work};
use crate::delivery::{DraftKey, Record};
use crate::plan::{Date, FieldId};
use crate::report::{Draft, Part, Raw, read_date, read_moment};
use crate::schedule::{Duty, EventTime, Instant, Period, begun, reports};
use std::rc::Rc;
use std::sync::Arc;

/// Days before and after today in which an officer may go from a report to that of another period.
const DAYS_AROUND: i64 = 400;

impl State {
    /// Every report of the unit in a year: first the dated ones, earliest first, then those without a date.
    pub fn year(&self, year: i32) -> Vec<Arc<Duty>> {
        let (Some(first), Some(last)) = (Date::new(year, 1, 1), Date::new(year, 12, 31)) else { return Vec::new() };
        let mut found = self.between(first, last);
        // What may come at any time may still come; what came in other years is among what was begun.
        if year >= self.now.in_zone(&*self.zone).date.year() {
            found.extend(self.duties.iter().filter(|duty| duty.day().is_none()).cloned());
        }
        crate::finding::sort(&mut found, |duty| (duty.due.is_none(), duty.day()));
        found
    }

    /// The reports of the same kind for this and other periods around today.
    pub(super) fn other_periods(&self, duty: &Arc<Duty>) -> Vec<Arc<Duty>> {
        let today = self.now.in_zone(&*self.zone).date;
        let mut found = self.between(today.plus_days(-DAYS_AROUND), today.plus_days(DAYS_AROUND));
        found.retain(|other| other.kind.id == duty.kind.id);
        // It may be of long ago, or begun in this moment.
        if !found.iter().any(|other| other.is_same(duty)) {
            found.push(Arc::clone(duty));
        }
        crate::finding::sort(&mut found, |duty| duty.day());
        found
    }

    /// Opens a report, or its last receipt.
    pub(super) fn open(&mut self, duty: Arc<Duty>, wants_receipt: bool) -> Option<()> {
        let (plan, member) = (self.plan()?, self.member.clone()?);
        let duty = if duty.is_open() { Arc::new(self.begin(&duty)) } else { duty };
        let record = self.record(&duty).cloned();
        let draft = record.as_ref().map(Record::draft).unwrap_or_default();
        let duty = self.as_it_stands(duty, &draft);
        let other_periods = self.other_periods(&duty);
        let origin = match (self.view, &self.work) {
            (View::Year(year), _) => Origin::Year(year),
            (_, Some(open)) => open.origin,
            (_, None) => Origin::Overview,
        };
        // Who chooses a period is not torn from the choice.
        self.came = if self.work.is_some() && self.view == View::Fill { Came::Period } else { Came::Report };
        let mut work = Work::new(self.rest(), &plan, &member, duty, draft, self.now, &*self.platform.text);
        work.other_periods = other_periods.into();
        work.origin = origin;
        self.view = View::Fill;
        if let Some(record) = record {
            work.saved = Instant::parse(&record.saved_at, &*self.zone).map_or(Saved::Nothing, Saved::At);
            let shows_receipt = wants_receipt || !record.is_unsent();
            if record.outgoing().is_some() {
                self.view = View::Check;
            } else if shows_receipt && !record.receipts.is_empty() {
                self.view = View::Receipt;
            }
        }
        self.work = Some(Rc::new(work));
        if let Some(rest) = self.rest() {
            self.hear(rest);
        }
        Some(())
    }

    /// The duty that a record is of, if the plan still has it.
    pub fn known_duty(&self, key: &DraftKey) -> Option<Arc<Duty>> {
        let DraftKey { kind, period, .. } = key;
        let listed = self.duties.iter().find(|duty| duty.kind.id == *kind && duty.period.id == *period).cloned();
        let (plan, member) = (self.plan()?, self.member.as_ref()?);
        // Looking for one that is not listed goes through the periods of twenty years.
        listed.or_else(|| begun(&plan, member, kind, period, self.now, &*self.zone).map(Arc::new))
    }

    /// A record as a report to be looked at.
    pub fn looked_at(&self, record: &Record) -> Option<Work> {
        let (plan, member, duty) = (self.plan()?, self.member.as_ref()?, self.known_duty(&record.key)?);
        Some(Work::new(self.rest(), &plan, member, duty, record.draft(), self.now, &*self.platform.text))
    }

    /// Another text of the plan has come while a report was open: what was typed goes on under it.
    pub(super) fn go_on_under_plan(&mut self, open: Option<Rc<Work>>) {
        if !matches!(self.plan, PlanState::Ready(_)) {
            self.work = open;
            return;
        }
        let owner = self.owner();
        if owner.is_none() || owner != self.records_of {
            (self.records, self.hand) = (None, Hand::Unknown);
            (self.view, self.came) = (View::Overview, Came::Nowhere);
            return;
        }
        let Some(open) = open else { return };
        let duty = self.draft_key(&open.duty).and_then(|key| self.known_duty(&key));
        match (duty, self.plan().zip(self.member.clone())) {
            (Some(duty), Some((plan, member))) => {
                let (duty, draft) = (self.as_it_stands(duty, &open.draft), Draft::clone(&open.draft));
                let other_periods = self.other_periods(&duty);
                let mut work = Work::new(self.rest(), &plan, &member, duty, draft, self.now, &*self.platform.text);
                work.other_periods = other_periods.into();
                (work.origin, work.tried, work.saved) = (open.origin, open.tried, open.saved.clone());
                self.work = Some(Rc::new(work));
            }
            _ => (self.view, self.came) = (View::Overview, Came::List),
        }
    }

    /// A duty with what an officer's answers say of it: when its event was. One whose report was sent is one to correct.
    pub(super) fn as_it_stands(&self, duty: Arc<Duty>, draft: &Draft) -> Arc<Duty> {
        self.once_sent(self.once_happened(duty, draft))
    }

    /// A duty whose report was sent is one to correct, where the plan gives time for that; any other stays as it is.
    pub fn once_sent(&self, duty: Arc<Duty>) -> Arc<Duty> {
        let first = self.record(&duty).and_then(|record| record.receipts.first());
        let sent = first.and_then(|receipt| Instant::parse(&receipt.sent_at, &*self.zone));
        match (sent, self.plan(), &self.member) {
            (Some(sent), Some(plan), Some(member)) if duty.kind.corrections.is_some() => {
                Arc::new(duty.corrected(sent, &plan, member, &*self.zone))
            }
            _ => duty,
        }
    }

    /// A duty once it is known when its event was.
    pub(super) fn once_happened(&self, duty: Arc<Duty>, draft: &Draft) -> Arc<Duty> {
        let (Some(asked), Some(plan), Some(member)) = (duty.event_asked, self.plan(), &self.member) else {
            return duty;
        };
        let typed = draft.get(&Part::Whole, &FieldId::own("event")).map(Raw::text).unwrap_or_default();
        let event = match asked.to_the_minute {
            true => read_moment(typed),
            false => read_date(typed).map(|day| EventTime { day, at: None }),
        };
        if event == duty.period.event {
            return duty;
        }
        Arc::new(duty.happened(event, &plan, member, &*self.zone))
    }

    /// What was typed may say when the event was: the deadline follows.
    pub(super) fn heed_event(&mut self) {
        let Some(work) = &self.work else { return };
        let duty = self.once_happened(Arc::clone(&work.duty), &work.draft);
        if !Arc::ptr_eq(&duty, &work.duty) {
            self.with_work(|work, plan, now, text| {
                work.duty = duty;
                work.recheck_whole(plan, now, text);
            });
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

    /// What the device is to keep of the open report.
    pub fn to_keep(&self, now: Instant) -> Option<Record> {
        let work = self.work.as_ref()?;
        let at = now.in_zone(&*self.zone).to_string();
        match self.record(&work.duty) {
            Some(kept) => {
                let mut record = kept.clone();
                record.write(&work.draft, at);
                Some(record)
            }
            None => Some(Record::new(self.draft_key(&work.duty)?, &work.draft, at)),
        }
    }

    /// Puts what is kept of a report in the place of what was.
    pub(super) fn put(&mut self, record: Record) {
        let others = self.records.iter().flat_map(|records| records.iter()).filter(|kept| kept.key != record.key);
        self.records = Some(others.cloned().chain([record.clone()]).collect());
    }

    /// The reports whose day is in these days, and after them those that were begun because something happened.
    fn between(&self, first: Date, last: Date) -> Vec<Arc<Duty>> {
        let (Some(plan), Some(member)) = (self.plan(), &self.member) else { return Vec::new() };
        let mut found: Vec<_> = reports(&plan, member, first, last, &*self.zone).into_iter().map(Arc::new).collect();
        for begun in self.begun() {
            let is_then = begun.day().is_some_and(|day| first <= day && day <= last);
            if is_then && !found.iter().any(|duty| duty.is_same(&begun)) {
                found.push(begun);
            }
        }
        found
    }
}
