//! What the device is asked for besides keeping a report: room, to forget, and to hold back who leaves too early.

use super::run::{Call, Runner};
use crate::browser::{DeviceClock, after, keep_for_long, room_left};
use crate::delivery::Clock;
use crate::state::{Action, Hand, Rest, Saved, State};
use js_sys::Function;
use std::rc::Rc;
use wasm_bindgen::{JsError, JsValue};
use wasm_bindgen_futures::spawn_local;

/// Bytes under which room is scarce: a few large reports with their versions.
const SCARCE: f64 = 10_000_000.0;
/// Reports that are kept between two looks at the room.
const OFTEN: u32 = 50;
/// Milliseconds over which devices whose line is back at the same moment send again.
const SPREAD: f64 = 2_000.0;

impl Runner {
    /// What of the device and of the history follows from a change.
    #[inline(never)]
    pub(super) fn seen_device(self: &Rc<Self>, rest: Rest, before: &State, state: &State) {
        self.break_off();
        if state.records.is_some() && (before.records.is_none() || before.rest().is_none()) {
            self.hold(rest);
        }
        self.events.found_invalid(before, state);
        self.seen_history(before, state);
        self.tell_unread(state);
        if before.device.forgotten != state.device.forgotten {
            self.drafts.call_off();
            let (runner, user) = (Rc::clone(self), state.setup.user.clone());
            let is_done = self.forgotten.take();
            spawn_local(async move {
                let done = if is_done { Ok(()) } else { runner.drafts.forget(&user).await };
                let state = runner.state.borrow().clone();
                runner.tell_unread(&state);
                for (resolve, reject) in runner.forgetting.take() {
                    let _ = match done {
                        Ok(()) => resolve.call0(&JsValue::NULL),
                        Err(_) => reject.call1(&JsValue::NULL, &JsError::new("the device keeps nothing").into()),
                    };
                }
            });
        }
        self.seen_files(before, state);
        if let Some(why) = state.unkept.as_ref().filter(|why| before.unkept.as_ref() != Some(*why)) {
            self.events.unkept(why);
        }
        self.hold_back((state.unkept.is_some() || state.device.has_unkept_files) && state.has_unsent());
        let saved = |state: &State| state.work.as_ref().map(|work| work.saved.clone());
        if matches!(saved(state), Some(Saved::At(_))) && saved(state) != saved(before) {
            self.look_at_room();
            // There may be room by now.
            self.keep_files(state, true);
        }
    }

    /// Tells how many reports the device has that cannot be read, once that is another number.
    fn tell_unread(self: &Rc<Self>, state: &State) {
        let unread = self.drafts.unread();
        if state.records.is_some() && unread != state.device.unread {
            self.send(Action::Unread(unread));
        }
    }

    /// Files go onto the device when an answer names them, and from it when no report does.
    fn seen_files(self: &Rc<Self>, before: &State, state: &State) {
        let is_same_draft = match (&before.work, &state.work) {
            (Some(old), Some(new)) => Rc::ptr_eq(&old.draft, &new.draft),
            (old, new) => old.is_none() == new.is_none(),
        };
        if !is_same_draft {
            self.keep_files(state, false);
        }
        if state.hand == Hand::Ours && !self.tidied.get() && state.records.is_some() && state.unkept.is_none() {
            self.tidied.set(true);
            self.drop_files(state);
        }
    }

    /// Asks for room to stay, once there is something to lose; and now and then whether there is enough.
    fn look_at_room(self: &Rc<Self>) {
        let kept = self.kept.get();
        self.kept.set(Some(kept.map_or(0, |kept| (kept + 1) % OFTEN)));
        if kept.is_some_and(|kept| kept != 0) {
            return;
        }
        let runner = Rc::clone(self);
        spawn_local(async move {
            if kept.is_none() {
                keep_for_long().await;
            }
            let is_low = room_left().await.is_some_and(|left| left < SCARCE);
            runner.send(Action::Room { is_low });
        });
    }

    /// The line is back, or the officer: what waits goes out again. Not from every device of a whole office at one moment.
    #[inline(never)]
    pub(super) fn resume(self: &Rc<Self>, _: Rest, is_line: bool) {
        if !is_line {
            return self.send(Action::Resume(DeviceClock.now()));
        }
        let (mut resuming, runner) = (self.resuming.borrow_mut(), Rc::downgrade(self));
        if resuming.is_none() {
            let wait = (js_sys::Math::random() * SPREAD) as u32;
            *resuming = Some(after(wait, move || {
                let Some(runner) = runner.upgrade() else { return };
                runner.resuming.borrow_mut().take();
                runner.send(Action::Resume(DeviceClock.now()));
            }));
        }
    }

    /// Does what the page asks, which one of the functions settles.
    #[inline(never)]
    pub(super) fn carry_out(self: &Rc<Self>, rest: Rest, call: Call, resolve: Function, reject: Function) {
        match call {
            Call::Submit => self.submit_now(rest, resolve, reject),
            Call::Forget => {
                self.forgetting.borrow_mut().push((resolve, reject));
                self.send(Action::Forget);
            }
        }
    }
}
