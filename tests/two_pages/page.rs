//! A live page: its state, its tasks, and what runs them. They wait for the device and the line as they do in the
//! browser; between two of their steps anything may happen.

use crate::device::{Fence, Ticket};
use crate::line::Line;
use crate::texts::number_in;
use baocao::delivery::{DraftKey, Record};
use baocao::schedule::Instant;
use baocao::state::{Action, State, reduce};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Waker};

/// What pages tell each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    Changed,
    Forgotten,
}

type Task = Pin<Box<dyn Future<Output = ()>>>;

pub struct Page {
    pub id: String,
    /// The device's clock.
    pub clock: Rc<Cell<i64>>,
    pub state: RefCell<State>,
    /// What follows and has not happened yet.
    queue: RefCell<VecDeque<Action>>,
    is_at_work: Cell<bool>,
    /// Tasks that go on as soon as what runs now has ended.
    ready: RefCell<VecDeque<u64>>,
    tasks: RefCell<BTreeMap<u64, Task>>,
    tasks_begun: Cell<u64>,
    /// The task that runs now.
    pub running: Cell<u64>,
    pub tickets: RefCell<VecDeque<Ticket>>,
    /// Tasks whose answer is there.
    pub heard: RefCell<VecDeque<u64>>,
    /// What it has told, until it is handed on; and what it is told.
    pub told: RefCell<Vec<Note>>,
    pub mail: RefCell<VecDeque<Note>>,
    pub fence: Fence,
    pub line: Rc<RefCell<Line>>,
    /// Whether what was typed goes to the device in a moment.
    pub saving: Cell<bool>,
    pub asks: Cell<bool>,
    pub outdated: Cell<bool>,
    pub forgotten: Cell<bool>,
    pub joins: Cell<bool>,
    pub joining: RefCell<Option<Vec<Record>>>,
    pub sending: RefCell<Vec<DraftKey>>,
    pub held: Cell<Option<Instant>>,
    /// Whether it was told to forget since somebody looked.
    pub has_heard_of_forgetting: Cell<bool>,
    /// It gets no steps.
    pub is_hung: Cell<bool>,
    /// Whether it has looked at the clock since something was typed.
    pub is_ticked: Cell<bool>,
}

impl Page {
    pub fn open(id: String, state: State, clock: Rc<Cell<i64>>, line: Rc<RefCell<Line>>) -> Rc<Self> {
        let page = Rc::new(Self {
            id,
            clock,
            state: RefCell::new(state),
            queue: RefCell::default(),
            is_at_work: Cell::new(false),
            ready: RefCell::default(),
            tasks: RefCell::default(),
            tasks_begun: Cell::new(0),
            running: Cell::new(0),
            tickets: RefCell::default(),
            heard: RefCell::default(),
            told: RefCell::default(),
            mail: RefCell::default(),
            fence: Fence::default(),
            line,
            saving: Cell::new(false),
            asks: Cell::new(false),
            outdated: Cell::new(false),
            forgotten: Cell::new(false),
            joins: Cell::new(false),
            joining: RefCell::new(None),
            sending: RefCell::default(),
            held: Cell::new(None),
            has_heard_of_forgetting: Cell::new(false),
            is_hung: Cell::new(false),
            is_ticked: Cell::new(true),
        });
        page.read_records();
        page.runs();
        page
    }

    pub fn now(&self) -> Instant {
        Instant(self.clock.get())
    }

    pub fn tell(&self, note: Note) {
        self.told.borrow_mut().push(note);
    }

    /// Nothing waits for the device, for an answer that is there, or for a moment.
    pub fn is_idle(&self) -> bool {
        let is_silent = self.tickets.borrow().is_empty() && self.heard.borrow().is_empty();
        is_silent && !self.saving.get() && self.mail.borrow().is_empty()
    }

    /// What stands in the field of the open report.
    pub fn text(&self) -> u64 {
        self.state.borrow().work.as_ref().map_or(0, |work| number_in(&work.draft))
    }

    /// What it knows of the open report.
    pub fn record(&self) -> Option<Record> {
        let state = self.state.borrow();
        state.record(&state.work.as_ref()?.duty).cloned()
    }

    /// A note comes, if one is on its way.
    pub fn is_noted(self: &Rc<Self>) -> bool {
        let note = self.mail.borrow_mut().pop_front();
        note.map(|note| self.hear(note)).is_some()
    }

    /// Nothing of it goes on.
    pub fn dies(&self) {
        self.tickets.borrow_mut().clear();
        self.tasks.borrow_mut().clear();
    }

    /// Does something as the browser would, with all that follows before anything else can happen.
    pub fn does(self: &Rc<Self>, action: Action) {
        self.send(action);
        self.runs();
    }

    /// `src/element/actions.rs`.
    pub fn send(self: &Rc<Self>, action: Action) {
        self.queue.borrow_mut().push_back(action);
        if self.is_at_work.replace(true) {
            return;
        }
        while let Some(action) = self.next() {
            let next = reduce(&self.state.borrow(), action);
            if let Some(next) = next {
                let before = self.state.replace(next.clone());
                self.seen(&before, &next);
            }
        }
        self.is_at_work.set(false);
    }

    fn next(&self) -> Option<Action> {
        self.queue.borrow_mut().pop_front()
    }

    pub fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        let nth = self.tasks_begun.get() + 1;
        self.tasks_begun.set(nth);
        self.tasks.borrow_mut().insert(nth, Box::pin(task));
        self.ready.borrow_mut().push_back(nth);
    }

    /// An answer that is there is heard.
    pub fn hears(self: &Rc<Self>) -> bool {
        let Some(task) = self.heard.borrow_mut().pop_front() else { return false };
        self.ready.borrow_mut().push_back(task);
        self.runs();
        true
    }

    pub fn runs(&self) {
        while let Some(nth) = self.is_next() {
            let Some(mut task) = self.tasks.borrow_mut().remove(&nth) else { continue };
            self.running.set(nth);
            if task.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending() {
                self.tasks.borrow_mut().insert(nth, task);
            }
        }
    }

    fn is_next(&self) -> Option<u64> {
        self.ready.borrow_mut().pop_front()
    }
}
