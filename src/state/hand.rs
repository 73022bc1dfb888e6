use super::{Rest, Saved, State};
use crate::delivery::{DraftKey, Holding, Record, Wish};
use crate::report::Draft;
use crate::schedule::Instant;
use std::rc::Rc;

/// Which page of the browser has the reports of a unit in hand: one writes and sends, the others look on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// It is being asked: one may write, and nothing is sent yet.
    Unknown,
    /// This one; also where the device keeps nothing, and nobody else can know of it.
    Ours,
    /// Another one; since when, by the device's clock, this one asks for it.
    Theirs(Option<Instant>),
    /// This one, once it has read what the other has written.
    Taken,
}

impl Hand {
    /// Whether this page writes.
    pub fn is_ours(self) -> bool {
        matches!(self, Self::Unknown | Self::Ours)
    }
}

/// Milliseconds that the page which has them is given to keep what is not kept yet.
const PATIENCE: i64 = 3_000;

impl State {
    /// What this page wishes: to have the unit's reports in hand if nobody has, and once the officer asks for it, from
    /// whoever has.
    pub fn wish(&self, now: Instant) -> Wish {
        match self.hand {
            Hand::Theirs(Some(asked)) if now.0 - asked.0 > PATIENCE => Wish::Seize,
            Hand::Theirs(Some(_)) => Wish::Take,
            _ => Wish::Have,
        }
    }

    /// Whether it shows what another page writes.
    pub fn looks_on(&self) -> bool {
        matches!(self.hand, Hand::Theirs(_)) && self.records.is_some()
    }

    /// What was typed and is not on the device, as it is to be kept at a moment.
    pub fn unsaved(&self, now: Instant) -> Option<(Record, Rc<Draft>)> {
        let work = self.work.as_ref().filter(|work| work.saved == Saved::Pending)?;
        Some((self.to_keep(now)?, Rc::clone(&work.draft)))
    }

    /// Who leaves a report before its last letters are on the device finds them when coming back, and what became of it
    /// meanwhile does not go over them.
    #[inline(never)]
    pub(super) fn take_along(&mut self, _: Rest, before: &Self) {
        let Some(left) = &before.work else { return };
        let is_open = self.work.as_ref().is_some_and(|work| work.duty.is_same(&left.duty));
        let is_kept = self.records.is_some() && self.records_of == before.records_of;
        if is_open || !is_kept || self.device.forgotten != before.device.forgotten {
            return;
        }
        if let Some((typed, _)) = before.unsaved(self.now) {
            self.put(typed);
        }
    }

    /// A record as it is to be kept: with what was typed since, so that what is on the device never becomes older.
    pub fn as_typed(&self, record: &Record) -> Record {
        let typed = self.unsaved(self.now).map(|(typed, _)| typed);
        typed.filter(|typed| typed.key == record.key).unwrap_or_else(|| record.clone())
    }

    /// What the device has now that another page has written, with what this one has typed and not kept: of the open
    /// report that stands on in its fields where the other one left the answers alone; else it joins the versions that can
    /// be brought back. And the records that are to be kept because of that. What this page is `sending` it waits for.
    pub fn joined(
        &self,
        mut records: Vec<Record>,
        unkept: &[Record],
        sending: &[DraftKey],
    ) -> (Vec<Record>, Vec<Record>) {
        let is_elsewhere = !self.hand.is_ours();
        let known =
            |key: &DraftKey| self.records.iter().flat_map(|records| records.iter()).find(|known| known.key == *key);
        for there in records.iter_mut().filter(|_| !is_elsewhere) {
            let is_waited_for = |known: &&Record| sending.contains(&known.key) && known.is_on_the_wire_as(there);
            match known(&there.key).filter(is_waited_for) {
                Some(known) => there.stage = known.stage.clone(),
                None => there.recover(),
            }
        }
        // What a device that is full or blocked did not keep cannot be found there.
        if self.unkept.is_some() {
            let is_there = |records: &[Record], key: &DraftKey| records.iter().any(|there| there.key == *key);
            let mine = self.records.iter().flat_map(|records| records.iter());
            let mine: Vec<Record> = mine.filter(|known| !is_there(&records, &known.key)).cloned().collect();
            records.extend(mine);
        }
        let at = self.now.in_zone(&*self.zone).to_string();
        let open = self.unsaved(self.now).map(|(record, _)| record);
        let mut changed: Vec<Record> = Vec::new();
        for typed in unkept.iter().chain(&open) {
            let Some(there) = records.iter_mut().find(|there| there.key == typed.key) else {
                // Else it stands in the fields, and is kept from there.
                if is_elsewhere || open.as_ref().is_none_or(|open| open.key != typed.key) {
                    records.push(typed.clone());
                    changed.push(typed.clone());
                }
                continue;
            };
            let is_same = || known(&typed.key).is_some_and(|known| known.has_same_answers(there));
            let is_left_alone = open.as_ref() == Some(typed) && !is_elsewhere && is_same();
            // It may be asked once more, with what was set aside before.
            let is_aside = there.versions().iter().any(|version| version.draft() == typed.draft());
            if there.has_same_answers(typed) || is_aside || is_left_alone || !there.set_aside(typed, at.clone()) {
                continue;
            }
            changed.retain(|other| other.key != there.key);
            changed.push(there.clone());
        }
        (records, changed)
    }

    /// Another page has written: the open report is what is there now, unless its answers are those that what is typed here
    /// goes on from.
    pub(super) fn overtaken(&mut self, rest: Rest, records: Vec<Record>) -> Option<()> {
        let known = self.records.as_ref()?;
        let key = self.work.as_ref().and_then(|work| self.draft_key(&work.duty));
        let of_open =
            |records: &[Record]| records.iter().find(|record| Some(&record.key) == key.as_ref()).map(Record::draft);
        let is_same = self.hand.is_ours() && of_open(known) == of_open(&records);
        let is_unsaved = self.work.as_ref().is_some_and(|work| work.saved == Saved::Pending);
        if is_same && is_unsaved {
            self.records = Some(records.into());
            self.settle();
            self.hear(rest);
            return Some(());
        }
        self.go_by(rest, records);
        if is_unsaved || !is_same {
            self.show_anew();
        }
        Some(())
    }

    pub(super) fn holds(&mut self, holding: Holding) -> Option<()> {
        match (holding, self.hand) {
            (Holding::Elsewhere, Hand::Unknown | Hand::Ours | Hand::Taken) => self.hand = Hand::Theirs(None),
            (Holding::Mine, Hand::Unknown) => self.hand = Hand::Ours,
            (Holding::Mine, Hand::Theirs(_)) => {
                self.hand = Hand::Taken;
                self.records = None;
            }
            _ => return None,
        }
        Some(())
    }

    /// What the other page wrote is read: the open report goes on from there, where the officer is.
    #[inline(never)]
    pub(super) fn go_on(&mut self, _: Rest) {
        if matches!(self.hand, Hand::Taken) {
            self.show_anew();
            self.hand = Hand::Ours;
        }
    }
}
