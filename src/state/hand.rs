use super::State;
use crate::delivery::{Holding, Wish};
use crate::schedule::Instant;
use std::sync::Arc;

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

    /// What the other page wrote is read: the open report goes on from there.
    pub(super) fn go_on(&mut self) {
        if matches!(self.hand, Hand::Taken) {
            self.hand = Hand::Ours;
            let duty = self.work.as_ref().map(|work| Arc::clone(&work.duty));
            duty.and_then(|duty| self.open(duty, false));
        }
    }
}
