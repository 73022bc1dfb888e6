//! What follows from states, as `src/element/` carries it out: the same functions with the same steps, each under the
//! name it has there. What a page shows and tells is left out.

use crate::device::Store;
use crate::page::{Note, Page};
use baocao::delivery::{
    Answer, Attempt, DraftKey, Effect, Failure, Holding, Lease, Outgoing, Phase, Record, Wish, effects,
};
use baocao::report::Draft;
use baocao::schedule::Instant;
use baocao::state::{Action, Hand, Kept, Outcome, Saved, State};
use std::rc::Rc;

/// `src/element/run.rs`, `save.rs` and `device.rs`.
impl Page {
    pub fn seen(self: &Rc<Self>, before: &State, state: &State) {
        let left = before.work.as_ref().filter(|_| before.device.forgotten == state.device.forgotten);
        if left.is_some_and(|left| state.work.as_ref().is_none_or(|work| !work.duty.is_same(&left.duty))) {
            self.save_of(before);
        }
        if let (Some(old), Some(new)) = (&before.records, &state.records)
            && !Rc::ptr_eq(old, new)
        {
            self.deliver(state, old, new);
        }
        if state.records.is_some() && before.records.is_none() {
            self.hold();
        }
        if before.device.forgotten != state.device.forgotten {
            self.call_off();
            if !self.forgotten.take() {
                let page = Rc::clone(self);
                self.spawn(async move { page.forget().await });
            }
        }
        if state.records.is_none() && before.records.is_some() {
            self.read_records();
        }
        let Some(work) = &state.work else { return };
        let old = before.work.as_ref().filter(|old| old.duty.is_same(&work.duty));
        if work.saved == Saved::Pending && !old.is_some_and(|old| Rc::ptr_eq(&old.draft, &work.draft)) {
            self.saving.set(true);
        }
    }

    pub fn read_records(self: &Rc<Self>) {
        let page = Rc::clone(self);
        self.spawn(async move { page.send(Action::Records(Ok(page.list().await))) });
    }

    pub fn tick(self: &Rc<Self>) {
        self.is_ticked.set(true);
        self.send(Action::Tick(self.now()));
        self.hold();
        self.runs();
    }

    pub fn saves(self: &Rc<Self>) -> bool {
        let is_time = self.saving.take();
        if is_time {
            self.save_now();
            self.runs();
        }
        is_time
    }

    fn save_at_last(self: &Rc<Self>) {
        if !self.saving.get() {
            self.save_now();
        }
    }

    fn save_now(self: &Rc<Self>) {
        let state = self.state.borrow().clone();
        self.save_of(&state);
    }

    fn save_of(self: &Rc<Self>, state: &State) {
        self.saving.set(false);
        let (page, now) = (Rc::clone(self), self.now());
        let unsaved = state.unsaved(state.time(now)).filter(|_| !self.joins.get());
        let Some((record, draft)) = unsaved else { return };
        self.spawn(async move { page.keep_or_join(record, draft, now).await });
    }

    /// The page is left, closed, or put aside by the browser.
    pub fn leaves(self: &Rc<Self>) {
        self.save_now();
        self.send(Action::Tick(self.now()));
        self.lets_go();
        self.runs();
    }
}

/// `src/element/hand.rs`.
impl Page {
    pub fn hear(self: &Rc<Self>, note: Note) {
        match note {
            Note::Changed => {
                self.outdated.set(self.asks.get());
                self.held.take();
                self.hold();
            }
            Note::Forgotten => {
                self.forgotten.set(true);
                self.has_heard_of_forgetting.set(true);
                self.send(Action::Forget);
            }
        }
        self.runs();
    }

    fn hold(self: &Rc<Self>) {
        let state = self.state.borrow().clone();
        self.save_at_last();
        if state.records.is_none() || self.asks.replace(true) {
            return;
        }
        let page = Rc::clone(self);
        self.spawn(async move {
            let now = page.now();
            let mut holding = page.lease(state.wish(now), now).await;
            let state = page.state.borrow().clone();
            if holding == Holding::Wanted {
                if let Some((record, draft)) = state.unsaved(state.time(now)) {
                    page.keep_or_join(record, draft, now).await;
                }
                holding = page.lease(Wish::Give, now).await;
            }
            let (is_mine, is_elsewhere) = (holding == Holding::Mine, holding == Holding::Elsewhere);
            let is_new = !page.holds_surely(now);
            page.send(Action::Holds(holding));
            if state.hand.is_ours() && (is_elsewhere || is_mine && is_new) {
                page.join(None, is_elsewhere).await;
            } else if is_elsewhere {
                page.follow().await;
            }
            page.asks.set(false);
            if page.outdated.take() {
                page.hold();
            } else if is_mine && state.hand.is_ours() {
                page.held.set(Some(now));
            }
        });
    }

    async fn follow(self: &Rc<Self>) {
        let read = self.fence.read.borrow().clone();
        let records = self.list().await;
        if self.state.borrow().looks_on() {
            self.send(Action::Follow(records));
        } else {
            self.fence.read.replace(read);
        }
    }

    fn holds_surely(&self, now: Instant) -> bool {
        self.held.take().is_some_and(|held| Lease::is_surely_held(held, now))
    }

    fn lets_go(self: &Rc<Self>) {
        let (now, state) = (self.now(), self.state.borrow().clone());
        if state.hand != Hand::Ours {
            return;
        }
        let is_surely_held = self.holds_surely(now) && !self.joins.get();
        if let Some((record, draft)) = state.unsaved(state.time(now)).filter(|_| is_surely_held) {
            let page = Rc::clone(self);
            self.spawn(async move {
                let before = page.times_forgotten();
                page.save(record.clone()).await;
                if before == page.times_forgotten() {
                    page.send(Action::Saved(Rc::new(Kept { draft, record, kept: Ok(()), at: now })));
                }
            });
        }
        let page = Rc::clone(self);
        self.spawn(async move { page.let_go().await });
    }

    fn times_forgotten(&self) -> u32 {
        self.state.borrow().device.forgotten
    }

    async fn keep_or_join(self: &Rc<Self>, record: Record, draft: Rc<Draft>, at: Instant) {
        let before = self.times_forgotten();
        let is_kept = self.save_fenced(&record).await;
        if before != self.times_forgotten() {
            return;
        }
        if !is_kept {
            return self.catch_up(record).await;
        }
        self.send(Action::Saved(Rc::new(Kept { draft, record, kept: Ok(()), at })));
    }

    async fn catch_up(self: &Rc<Self>, record: Record) {
        let before = self.times_forgotten();
        let holding = self.lease(Wish::Have, self.now()).await;
        self.send(Action::Holds(holding));
        if before == self.times_forgotten() {
            self.join(Some(record), holding == Holding::Elsewhere).await;
        }
    }

    fn typed(&self) -> Option<Record> {
        let state = self.state.borrow();
        state.unsaved(state.now).map(|(typed, _)| typed)
    }

    async fn join(self: &Rc<Self>, unkept: Option<Record>, is_elsewhere: bool) {
        // What stands in the fields goes on from what was to be kept.
        let (typed, before) = (self.typed(), self.times_forgotten());
        let unkept = unkept.filter(|unkept| typed.as_ref().is_none_or(|typed| typed.key != unkept.key));
        let is_joining = self.joining.borrow().is_some();
        // On a page that only looks on it stands there for a moment.
        let typed = typed.filter(|_| is_elsewhere);
        self.joining.borrow_mut().get_or_insert_default().extend(unkept.into_iter().chain(typed));
        if is_joining {
            return;
        }
        'joins: loop {
            let (begun, read) = (self.fence.begun.get(), self.fence.read.borrow().clone());
            let records = self.list().await;
            let state = self.state.borrow().clone();
            let is_here = before == state.device.forgotten;
            if !is_here || begun != self.fence.begun.get() || state.records.is_none() {
                self.fence.read.replace(read);
                if is_here {
                    continue;
                }
                break;
            }
            let unkept = self.joining.borrow().clone().unwrap_or_default();
            let (records, changed) = state.joined(records, &unkept, &self.sending.borrow());
            self.joins.set(true);
            self.send(Action::Overtaken(records));
            // It stands in the fields no more.
            let replaced = state.unsaved(state.now).map(|(typed, _)| typed);
            let replaced = replaced.filter(|typed| changed.iter().any(|changed| changed.key == typed.key));
            let unkept = unkept.len() + usize::from(replaced.is_some());
            self.joining.borrow_mut().get_or_insert_default().extend(replaced);
            let mut is_outdated = false;
            for record in changed {
                if before != self.times_forgotten() {
                    break 'joins;
                }
                is_outdated |= !self.save_fenced(&record).await;
            }
            let is_all = self.joining.borrow().as_ref().is_none_or(|all| all.len() == unkept);
            if is_all && !is_outdated {
                self.save_at_last();
                break;
            }
        }
        self.joining.take();
    }
}

/// `src/element/rest.rs` and `attempt.rs`.
impl Page {
    fn deliver(self: &Rc<Self>, state: &State, before: &[Record], after: &[Record]) {
        self.joins.set(false);
        if !state.hand.is_ours() {
            return;
        }
        for Effect { keep: record, post } in effects(before, after) {
            let (page, record) = (Rc::clone(self), state.as_typed(record));
            self.spawn(async move {
                let is_ours = page.keep_outcome(record.clone()).await;
                let Some(attempt) = post.filter(|_| is_ours) else { return };
                page.sending.borrow_mut().push(record.key.clone());
                let answer = page.attempt(&record.key, &attempt).await;
                page.sending.borrow_mut().retain(|of| *of != record.key);
                let outcome = Outcome { of: record.key, attempt, answer, now: page.now(), chance: 0.5 };
                page.send(Action::Answered(Rc::new(outcome)));
            });
        }
    }

    async fn keep_outcome(self: &Rc<Self>, record: Record) -> bool {
        let (at, before) = (self.now(), self.times_forgotten());
        if !self.save_fenced(&record).await {
            if before == self.times_forgotten() {
                self.catch_up(record).await;
            }
            return false;
        }
        let is_known =
            self.state.borrow().records.iter().flat_map(|records| records.iter()).any(|known| *known == record);
        if is_known {
            let draft = Rc::new(record.draft());
            self.send(Action::Saved(Rc::new(Kept { draft, record, kept: Ok(()), at })));
        }
        true
    }

    async fn attempt(self: &Rc<Self>, of: &DraftKey, attempt: &Attempt) -> Answer {
        let forgotten = self.times_forgotten();
        if !self.wants(of, attempt, forgotten) {
            return Answer::Failed(Failure::NotSent);
        }
        // The page may hold it up.
        self.transact(Store::Asked, false, |_| ()).await;
        if !self.wants(of, attempt, forgotten) {
            return Answer::Failed(Failure::NotSent);
        }
        let answer = self.line.borrow_mut().posts(self, attempt);
        answer.await
    }

    fn wants(&self, of: &DraftKey, attempt: &Attempt, forgotten: u32) -> bool {
        let state = self.state.borrow();
        let mut records = state.records.iter().flat_map(|records| records.iter());
        let outgoing = records.find(|record| record.key == *of).and_then(Record::outgoing);
        let is_it = |out: &Outgoing| out.tries == attempt.nth && out.next().key == attempt.frozen.key;
        let waits = outgoing.is_some_and(|out| out.phase == Phase::Sending && is_it(out));
        waits && state.hand == Hand::Ours && state.device.forgotten == forgotten
    }
}
