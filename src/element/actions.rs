//! What happens, one after another: an action makes a state, and what differs is carried out.

use super::run::Runner;
use crate::state::{Action, reduce};
use std::rc::Rc;
use yew::Callback;

impl Runner {
    /// Something happens: now, with all that follows from it, whether there is time to show it or not. Who types and is
    /// gone has typed.
    pub fn send(self: &Rc<Self>, action: Action) {
        if self.is_alive() {
            self.queue.borrow_mut().push(action);
            self.work();
        }
    }

    fn work(self: &Rc<Self>) {
        if self.is_at_work.replace(true) {
            return;
        }
        let mut is_other = false;
        while let Some(action) = self.next() {
            let state = reduce(&self.state.borrow(), action);
            if let Some(state) = state {
                let before = self.state.replace(state);
                self.seen(false, &before, &self.state.borrow());
                is_other = true;
            }
        }
        self.is_at_work.set(false);
        let show = self.show.borrow().clone();
        if let Some(show) = show.filter(|_| is_other) {
            show.emit(());
        }
    }

    fn next(&self) -> Option<Action> {
        let mut queue = self.queue.borrow_mut();
        if queue.is_empty() { None } else { Some(queue.remove(0)) }
    }

    /// Whether the form is still shown.
    pub(super) fn is_alive(&self) -> bool {
        self.show.borrow().is_some()
    }

    /// The form is shown: all begins. `show` shows it anew.
    pub fn shown(self: &Rc<Self>, show: Callback<()>) {
        self.show.replace(Some(show));
        self.is_at_work.set(true);
        let state = self.state.borrow();
        self.seen(true, &state, &state);
        drop(state);
        self.is_at_work.set(false);
        self.work();
    }
}
