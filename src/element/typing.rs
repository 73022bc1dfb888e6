//! What is typed becomes a new state, which is checked and shown, at most every so often: on an old machine that costs more
//! than the letter itself.

use super::run::Runner;
use crate::browser::{Later, after};
use crate::report::Edit;
use crate::state::{Action, State};
use std::cell::RefCell;
use std::rc::Rc;

/// Milliseconds from one state that typing makes to the next.
pub const PACE: u32 = 400;

/// Where typing is in its pace.
#[derive(Default)]
pub struct Typing {
    /// What was typed last and is in no state yet.
    held: RefCell<Option<Edit>>,
    /// Runs from a state on until there may be another; dropping it calls it off.
    pause: RefCell<Option<Later>>,
}

impl Runner {
    /// Gives what was typed back where it is to count at once, as the first letter does. What follows in quick succession
    /// counts together, the last of it for all: it is the whole text.
    pub(super) fn hold_back(self: &Rc<Self>, edit: Edit) -> Option<Edit> {
        let Typing { held, pause } = &self.typing;
        let is_of_another = |held: &Edit| (&held.part, &held.field) != (&edit.part, &edit.field);
        if pause.borrow().is_some() && !held.borrow().as_ref().is_some_and(is_of_another) {
            held.replace(Some(edit));
            return None;
        }
        self.pause();
        Some(edit)
    }

    fn pause(self: &Rc<Self>) {
        let runner = Rc::clone(self);
        self.typing.pause.replace(Some(after(PACE, move || {
            runner.typing.pause.take();
            if let Some(edit) = runner.held_back() {
                runner.send(Action::Type(edit));
            }
        })));
    }

    /// What was held back, which goes before all else that happens.
    pub(super) fn held_back(&self) -> Option<Edit> {
        self.typing.held.take()
    }

    /// The state with all that was typed.
    pub(super) fn state_now(self: &Rc<Self>) -> State {
        if let Some(edit) = self.held_back() {
            self.send(Action::Edit(edit));
        }
        self.state.borrow().clone()
    }

    /// Nothing is typed any more.
    pub(super) fn end_typing(&self) {
        self.typing.pause.take();
    }
}
