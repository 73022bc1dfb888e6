//! Several pages of one unit: which has its reports in hand, and what happens where another one was faster.

use super::run::Runner;
use crate::browser::{DeviceClock, random_key};
use crate::delivery::{Clock, Drafts, Holding, Owner, Record, StorageError, Wish};
use crate::report::Draft;
use crate::schedule::Instant;
use crate::state::{Action, Kept, Rest, Saved};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Milliseconds in which no other page takes a lease away that was renewed.
const SURELY_HELD: i64 = 2_000;

impl Runner {
    /// Asks who has the unit's reports in hand: this page, or another.
    #[inline(never)]
    pub(super) fn hold(self: &Rc<Self>, _: Rest) {
        let state = self.state.borrow().clone();
        // What the device did not keep, or another page was faster than, is tried again.
        if state.unkept != Some(StorageError::Off) {
            self.save_at_last();
        }
        let owner = state.owner().filter(|_| state.records.is_some() && !self.asks.replace(true));
        let Some(owner) = owner else { return };
        let runner = Rc::clone(self);
        spawn_local(async move {
            let (now, id) = (DeviceClock.now(), runner.id.get_or_init(random_key));
            let mut holding = runner.drafts.lease(&owner, id, state.wish(now), now).await;
            if holding == Ok(Holding::Wanted) {
                let unsaved = state.work.as_ref().filter(|work| work.saved == Saved::Pending);
                if let Some(record) = unsaved.and_then(|_| state.to_keep(state.time(now))) {
                    let draft = Rc::new(record.draft());
                    runner.keep_or_join(record, draft, now).await;
                }
                holding = runner.drafts.lease(&owner, id, Wish::Give, now).await;
            }
            runner.asks.set(false);
            runner.held.set((holding == Ok(Holding::Mine)).then_some(now));
            let is_elsewhere = holding == Ok(Holding::Elsewhere);
            // Where the device keeps nothing no other page can have anything in hand.
            runner.send(Action::Holds(holding.unwrap_or(Holding::Mine)));
            if is_elsewhere && state.hand.is_ours() {
                runner.join(&owner, None, true).await;
            } else if is_elsewhere
                && let Ok(records) = runner.drafts.list(&owner).await
                && runner.state.borrow().owner() == Some(owner)
            {
                runner.send(Action::Follow(records));
            }
        });
    }

    /// The page goes away: whoever comes next need not wait. What was typed last is written without a look at what is there,
    /// for which there may be no time, if no other page can have written since this one was seen to have the lease.
    #[inline(never)]
    pub(super) fn let_go(self: &Rc<Self>, _: Rest) {
        let Some(held) = self.held.take() else { return };
        let (now, state) = (DeviceClock.now(), self.state.borrow().clone());
        let Some(owner) = state.owner() else { return };
        let runner = Rc::clone(self);
        let unsaved = state.work.as_ref().filter(|work| work.saved == Saved::Pending);
        let is_surely_held = (0..SURELY_HELD).contains(&(now.0 - held.0)) && !self.joins.get();
        if let Some(work) = unsaved.filter(|_| is_surely_held)
            && let Some(record) = state.to_keep(state.time(now))
        {
            let (runner, draft) = (Rc::clone(self), Rc::clone(&work.draft));
            spawn_local(async move { runner.keep(record, draft, now).await });
        }
        spawn_local(async move {
            // What fails here runs out by itself.
            let _ = runner.drafts.let_go(&owner).await;
        });
    }

    /// Puts a record on the device, with what was typed, unless another page has written since.
    #[inline(never)]
    pub(super) fn keep_fenced(self: &Rc<Self>, _: Rest, record: Record, draft: Rc<Draft>, at: Instant) {
        let runner = Rc::clone(self);
        spawn_local(async move { runner.keep_or_join(record, draft, at).await });
    }

    async fn keep_or_join(self: &Rc<Self>, record: Record, draft: Rc<Draft>, at: Instant) {
        let before = self.forgotten();
        let kept = self.drafts.save_fenced(&record).await;
        // What was to be forgotten meanwhile is not brought back.
        if before != self.forgotten() {
            return;
        }
        if kept == Ok(false) {
            return self.catch_up(record).await;
        }
        self.send(Action::Saved(Rc::new(Kept { draft, record, kept: kept.map(|_| ()), at })));
    }

    /// How often all was to be forgotten.
    pub(super) fn forgotten(&self) -> u32 {
        self.state.borrow().device.forgotten
    }

    /// Another page has written since this one read the device: what is there is read, and what was to be written joins it.
    pub(super) async fn catch_up(self: &Rc<Self>, record: Record) {
        let (now, id, owner) = (DeviceClock.now(), self.id.get_or_init(random_key), record.key.owner());
        let before = self.forgotten();
        let holding = self.drafts.lease(&owner, id, Wish::Have, now).await;
        let is_elsewhere = holding == Ok(Holding::Elsewhere);
        self.send(Action::Holds(holding.unwrap_or(Holding::Mine)));
        if before == self.forgotten() {
            self.join(&owner, Some(record), is_elsewhere).await;
        }
    }

    /// Goes on from what the device has, with what was typed here and is not kept. It may be that the other page writes
    /// meanwhile: then once more.
    async fn join(self: &Rc<Self>, owner: &Owner, unkept: Option<Record>, is_elsewhere: bool) {
        let before = self.forgotten();
        while let Ok(records) = self.drafts.list(owner).await {
            let state = self.state.borrow().clone();
            // Of another unit or user nothing is shown any more.
            if state.owner().as_ref() != Some(owner) || before != state.device.forgotten {
                return;
            }
            let (records, changed) = state.joined(records, unkept.as_ref(), is_elsewhere);
            self.joins.set(state.records.is_some());
            self.send(Action::Overtaken(records));
            let mut is_outdated = false;
            for record in changed {
                if before != self.forgotten() {
                    return;
                }
                is_outdated |= self.drafts.save_fenced(&record).await == Ok(false);
            }
            if !is_outdated {
                return;
            }
        }
    }
}
