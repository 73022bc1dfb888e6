//! Several pages of one unit: which has its reports in hand, and what happens where another one was faster.

use super::run::Runner;
use crate::browser::{DeviceClock, Note, Policy, random_key};
use crate::delivery::{Clock, Drafts, Holding, Lease, Owner, Record, StorageError, Wish};
use crate::report::Draft;
use crate::schedule::Instant;
use crate::state::{Action, Hand, Kept, Rest};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

impl Runner {
    /// What other pages do is heard from now on.
    #[inline(never)]
    pub(super) fn meet_neighbours(self: &Rc<Self>, rest: Rest) {
        let weak = Rc::downgrade(self);
        self.drafts.neighbours.meet(&mut self.alive.borrow_mut(), move |note| {
            if let Some(runner) = weak.upgrade() {
                runner.hear(rest, &note);
            }
        });
    }

    fn hear(self: &Rc<Self>, rest: Rest, note: &Note) {
        let (owner, user) = (self.state.borrow().owner(), self.state.borrow().setup.user.clone());
        if owner.is_some_and(|owner| *note == Note::changed(&owner)) {
            self.outdated.set(self.asks.get());
            self.held.take();
            self.hold(rest);
        } else if *note == Note::forgotten(&user) {
            self.forgotten.set(true);
            self.send(Action::Forget);
        }
    }

    /// Asks who has the unit's reports in hand: this page, or another.
    #[inline(never)]
    pub(super) fn hold(self: &Rc<Self>, rest: Rest) {
        self.away.set(false);
        let state = self.state.borrow().clone();
        // What the device did not keep, or another page was faster than, is tried again.
        if state.unkept != Some(StorageError::Off) {
            self.save_at_last();
        }
        if state.records.is_none() {
            return self.go_on_without_device();
        }
        let owner = state.owner().filter(|_| !self.asks.replace(true));
        let Some(owner) = owner else { return };
        let runner = Rc::clone(self);
        spawn_local(async move {
            let (now, id) = (DeviceClock.now(), runner.id.get_or_init(random_key));
            let mut holding = runner.drafts.lease(&owner, id, state.wish(now), now).await;
            // As it stands by now: what was sent meanwhile is not taken back.
            let state = runner.state.borrow().clone();
            if holding == Ok(Holding::Wanted) {
                let unsaved = state.unsaved(state.time(now)).filter(|(record, _)| record.key.owner() == owner);
                if let Some((record, draft)) = unsaved {
                    runner.keep_or_join(runner.drafts.policy_now(), record, draft, now).await;
                }
                holding = runner.drafts.lease(&owner, id, Wish::Give, now).await;
            }
            if !runner.is_alive() {
                if holding == Ok(Holding::Mine) {
                    // What fails here runs out by itself.
                    let _ = runner.drafts.let_go(&owner).await;
                }
                return;
            }
            let (is_mine, is_elsewhere) = (holding == Ok(Holding::Mine), holding == Ok(Holding::Elsewhere));
            let is_new = !runner.holds_surely(now);
            // Where the device keeps nothing no other page can have anything in hand.
            runner.send(Action::Holds(holding.unwrap_or(Holding::Mine)));
            // Another page may have had it meanwhile, and have written.
            if state.hand.is_ours() && (is_elsewhere || is_mine && is_new) {
                runner.join(&owner, None, is_elsewhere).await;
            } else if is_elsewhere {
                runner.follow(rest, owner).await;
            }
            runner.asks.set(false);
            if runner.outdated.take() {
                runner.hold(rest);
            } else if is_mine && state.hand.is_ours() {
                runner.held.set(Some(now));
            }
        });
    }

    /// A device that does not answer, as a browser's storage may do for as long as another page has it, keeps nobody from
    /// their report: once it answers, what is typed until then joins what it has. A key is waited for.
    fn go_on_without_device(self: &Rc<Self>) {
        const PATIENCE: i64 = 10_000;
        let is_plain = matches!(*self.drafts.policy.borrow(), Policy::Plain);
        if is_plain && self.drafts.asked.get().is_some_and(|asked| DeviceClock.now().0 - asked.0 > PATIENCE) {
            self.drafts.asked.set(None);
            let silent = format!("no answer for {} s", PATIENCE / 1_000);
            self.send(Action::Records(Err(StorageError::Failed(silent))));
        }
    }

    /// Shows what the other page has put on the device. Where it is not shown any more since the reports are being taken
    /// over, it is not known either: what stands in the fields must not go over it.
    async fn follow(self: &Rc<Self>, _: Rest, owner: Owner) {
        let read = self.drafts.read.borrow().clone();
        let Ok(records) = self.drafts.list(&owner).await else { return };
        let state = self.state.borrow().clone();
        if state.owner() == Some(owner) && state.looks_on() {
            self.send(Action::Follow(records));
        } else {
            self.drafts.read.replace(read);
        }
    }

    /// Whether no other page can have written since this one was seen to have the lease; asked once.
    fn holds_surely(&self, now: Instant) -> bool {
        self.held.take().is_some_and(|held| Lease::is_surely_held(held, now))
    }

    /// The page goes away, perhaps to come back as it is: until then it does nothing on the device.
    #[inline(never)]
    pub(super) fn go_away(self: &Rc<Self>, rest: Rest) {
        self.away.set(true);
        self.drafts.break_off();
        self.let_go(rest);
    }

    /// The page goes away: whoever comes next need not wait. What was typed last is written without a look at what is there,
    /// for which there may be no time, if no other page can have written since this one was seen to have the lease.
    #[inline(never)]
    pub(super) fn let_go(self: &Rc<Self>, _: Rest) {
        let (now, state) = (DeviceClock.now(), self.state.borrow().clone());
        let Some(owner) = state.owner().filter(|_| state.hand == Hand::Ours) else { return };
        let runner = Rc::clone(self);
        let is_surely_held = self.holds_surely(now) && !self.joins.get();
        if let Some((record, draft)) = state.unsaved(state.time(now)).filter(|_| is_surely_held) {
            let (runner, policy) = (Rc::clone(self), self.drafts.policy_now());
            spawn_local(async move { runner.keep(policy, record, draft, now).await });
        }
        spawn_local(async move {
            // What fails here runs out by itself.
            let _ = runner.drafts.let_go(&owner).await;
        });
    }

    /// Puts a record on the device, with what was typed, unless another page has written since.
    #[inline(never)]
    pub(super) fn keep_fenced(self: &Rc<Self>, _: Rest, record: Record, draft: Rc<Draft>, at: Instant) {
        let (runner, policy) = (Rc::clone(self), self.drafts.policy_now());
        spawn_local(async move { runner.keep_or_join(policy, record, draft, at).await });
    }

    async fn keep_or_join(self: &Rc<Self>, policy: Policy, record: Record, draft: Rc<Draft>, at: Instant) {
        let before = self.forgotten();
        if self.away.get() {
            return;
        }
        let kept = self.drafts.save_fenced(policy, &record).await;
        // What was to be forgotten meanwhile is not brought back; what was broken off is tried again when the page is back.
        if before != self.forgotten() || kept.is_err() && self.away.get() {
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

    /// What stands in the fields and is not kept.
    fn typed(&self) -> Option<Record> {
        let state = self.state.borrow();
        state.unsaved(state.now).map(|(typed, _)| typed)
    }

    /// Goes on from what the device has, with what was typed here and is not kept. One at a time: of two that had read the
    /// same the second would undo what the first has joined. It may be that the other page writes meanwhile: then once more.
    async fn join(self: &Rc<Self>, owner: &Owner, unkept: Option<Record>, is_elsewhere: bool) {
        // What stands in the fields goes on from what was to be kept.
        let (typed, before) = (self.typed(), self.forgotten());
        let unkept = unkept.filter(|unkept| typed.as_ref().is_none_or(|typed| typed.key != unkept.key));
        let is_joining = self.joining.borrow().is_some();
        // On a page that only looks on it stands there for a moment.
        let typed = typed.filter(|_| is_elsewhere);
        self.joining.borrow_mut().get_or_insert_default().extend(unkept.into_iter().chain(typed));
        if is_joining {
            return;
        }
        'joins: loop {
            let (begun, read) = (self.drafts.begun.get(), self.drafts.read.borrow().clone());
            let Ok(records) = self.drafts.list(owner).await else { break };
            let state = self.state.borrow().clone();
            // Of another unit or user nothing is shown any more.
            let is_here = state.owner().as_ref() == Some(owner) && before == state.device.forgotten;
            // Where the form has gone nothing is read any more; what was typed is kept all the same.
            let is_shown = state.records.is_some() || !self.is_alive();
            if !is_here || begun != self.drafts.begun.get() || !is_shown {
                // What is not shown is not known.
                self.drafts.read.replace(read);
                if is_here {
                    continue;
                }
                break;
            }
            let unkept = self.joining.borrow().clone().unwrap_or_default();
            let (records, changed) = state.joined(records, &unkept, &self.sending.borrow());
            self.joins.set(true);
            self.drafts.asked.set(Some(DeviceClock.now()));
            self.send(Action::Overtaken(records));
            // It stands in the fields no more.
            let replaced = state.unsaved(state.now).map(|(typed, _)| typed);
            let replaced = replaced.filter(|typed| changed.iter().any(|changed| changed.key == typed.key));
            let unkept = unkept.len() + usize::from(replaced.is_some());
            self.joining.borrow_mut().get_or_insert_default().extend(replaced);
            let mut is_outdated = false;
            let changed: Vec<_> = changed.into_iter().map(|record| (self.drafts.policy_now(), record)).collect();
            for (policy, record) in changed {
                if before != self.forgotten() {
                    break 'joins;
                }
                is_outdated |= self.drafts.save_fenced(policy, &record).await == Ok(false);
            }
            let is_all = self.joining.borrow().as_ref().is_none_or(|all| all.len() == unkept);
            if is_all && !is_outdated {
                // What stands on in the fields need not wait for the next second.
                self.save_at_last();
                break;
            }
        }
        self.joining.take();
    }
}
