use super::{Device, State, View};
use crate::delivery::{Backup, BackupError, Phase, Record};
use crate::report::Report;
use std::rc::Rc;

/// How a report of a backup stands to what the device has of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offered {
    /// The device has nothing of it.
    New,
    /// The device has the same.
    Same,
    /// The device has something else: the officer chooses.
    Other,
    /// The device has something else, and the officer has kept that.
    Declined,
    /// The device has something else, and that is on the wire now; or of both nobody knows whether they have arrived.
    Busy,
}

impl State {
    /// These reports in a file, as they are now.
    pub fn backup(&self, records: &[Record]) -> Option<Backup> {
        let (plan, unit) = (self.plan()?.title.clone(), self.member.as_ref()?.unit.name.clone());
        Some(Backup::new(records.to_vec(), plan, unit, self.now.in_zone(&*self.zone).to_string()))
    }

    /// How a report of a backup stands to what the device has of it.
    pub fn offered(&self, record: &Record) -> Offered {
        let known = self.records.iter().flat_map(|records| records.iter()).find(|known| known.key == record.key);
        match known {
            None => Offered::New,
            Some(known) if known.is_like(record) => Offered::Same,
            Some(known) if known.outgoing().is_some_and(|one| one.phase == Phase::Sending) => Offered::Busy,
            Some(known) if known.is_in_doubt() && record.is_in_doubt() => Offered::Busy,
            Some(known) if known.has_declined(record) => Offered::Declined,
            Some(_) => Offered::Other,
        }
    }

    pub(super) fn offer(&mut self, file: Result<String, BackupError>) -> Option<()> {
        let owner = self.owner()?;
        let mut read = file.and_then(|file| Backup::read(&file, &owner));
        let records = read.iter_mut().flat_map(|backup| &mut backup.records);
        // What goes out is what the officer is shown, and nothing else.
        records.filter(|record| self.says_another(record)).for_each(Record::thaw);
        Rc::make_mut(&mut self.device).offer = Some(read);
        Some(())
    }

    /// Whether something that may go out of a report says something else than its answers.
    fn says_another(&self, record: &Record) -> bool {
        if record.frozen().next().is_none() {
            return false;
        }
        let made = || {
            let (plan, member, work) = (self.plan()?, self.member.as_ref()?, self.looked_at(record)?);
            Some(Report::new(&plan, member, &work.duty, work.filled(), self.now, &*self.zone))
        };
        let made = made();
        let says = |a: Report, b: Report| {
            let of_whole = |report: &Report| {
                (report.nil, report.nil_reason.clone(), report.reporter.clone(), report.sections.clone())
            };
            of_whole(&a) == of_whole(&b) && a.entries == b.entries && a.indicators == b.indicators
        };
        record
            .frozen()
            .any(|frozen| !frozen.report().zip(made.clone()).is_some_and(|(frozen, made)| says(frozen, made)))
    }

    pub(super) fn take(&mut self, nth: usize) -> Option<()> {
        let Some(Ok(backup)) = &self.device.offer else { return None };
        let mut taken = backup.records.get(nth)?.clone();
        let known = self.records.as_ref()?.iter().find(|known| known.key == taken.key).cloned();
        match (self.offered(&taken), known) {
            (Offered::Same | Offered::Busy, _) => return None,
            (_, Some(mut known)) => {
                known.take(taken, self.now.in_zone(&*self.zone).to_string());
                self.put(known);
            }
            (_, None) => {
                taken.recover();
                self.put(taken);
            }
        }
        Some(())
    }

    pub(super) fn decline(&mut self, nth: usize) -> Option<()> {
        let Some(Ok(backup)) = &self.device.offer else { return None };
        let declined = backup.records.get(nth).filter(|record| self.offered(record) == Offered::Other)?;
        let mut known = self.records.as_ref()?.iter().find(|known| known.key == declined.key)?.clone();
        known.decline(declined);
        self.put(known);
        Some(())
    }

    /// Nothing of what the device kept for the user is there any more.
    pub(super) fn forget(&mut self) {
        self.records = self.records.as_ref().map(|_| Rc::new([]) as Rc<[Record]>);
        self.work = None;
        if self.view != View::Device {
            self.view = View::Overview;
        }
        let Device { forgotten, is_full_soon, unread, .. } = *self.device;
        // What cannot be read is gone once the device says so.
        self.device = Rc::new(Device { forgotten: forgotten + 1, is_full_soon, unread, ..Device::default() });
    }
}
