//! What is typed goes to the device.

use super::run::Runner;
use crate::browser::{DeviceClock, Policy, after};
use crate::delivery::{Clock, Record};
use crate::report::Draft;
use crate::schedule::Instant;
use crate::state::{Action, Kept, Saved, State, Work};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Milliseconds from a keystroke to the device, also in unbroken typing.
const SAVE_AFTER: u32 = 500;

impl Runner {
    /// Whether drafts are sealed, and what seals and opens them is not there yet: until then nothing is read or kept.
    pub(super) fn is_locked(&self) -> bool {
        self.page.borrow().draft_key.is_some() && self.rest().is_none()
    }

    pub(super) fn save_soon(self: &Rc<Self>) {
        let mut saving = self.saving.borrow_mut();
        if saving.is_none() {
            let runner = Rc::clone(self);
            *saving = Some(after(SAVE_AFTER, move || {
                runner.saving.borrow_mut().take();
                runner.save_now();
            }));
        }
    }

    /// Writes what the device does not have yet, unless that is about to happen.
    pub(super) fn save_at_last(self: &Rc<Self>) {
        if self.saving.borrow().is_none() {
            self.save_now();
        }
    }

    /// Writes what the device does not have yet.
    pub(super) fn save_now(self: &Rc<Self>) {
        let state = self.state.borrow().clone();
        self.save(&state);
    }

    pub(super) fn save(self: &Rc<Self>, state: &State) {
        self.saving.borrow_mut().take();
        let unsaved = |work: &&Rc<Work>| work.saved == Saved::Pending && !self.is_locked() && !self.joins.get();
        let Some(work) = state.work.as_ref().filter(unsaved) else { return };
        let now = DeviceClock.now();
        let Some(record) = state.to_keep(state.time(now)) else { return };
        if let Some(rest) = self.rest() {
            return self.keep_fenced(rest, record, Rc::clone(&work.draft), now);
        }
        let (runner, draft): (_, Rc<Draft>) = (Rc::clone(self), Rc::clone(&work.draft));
        let policy = self.drafts.policy.borrow().clone();
        spawn_local(async move { runner.keep(policy, record, draft, now).await });
    }

    /// Puts a record on the device, with what was typed. The policy is that of when the record was made: by now the page
    /// may have said that somebody else is there.
    pub(super) async fn keep(self: &Rc<Self>, policy: Policy, record: Record, draft: Rc<Draft>, at: Instant) {
        let forgotten = || self.state.borrow().device.forgotten;
        let before = forgotten();
        let kept = self.drafts.save_as(policy, &record).await;
        // What was to be forgotten meanwhile is not brought back.
        if before == forgotten() {
            self.send(Action::Saved(Rc::new(Kept { draft, record, kept, at })));
        }
    }
}
