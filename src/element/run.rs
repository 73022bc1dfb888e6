use super::rest::recheck;
use super::setup::Page;
use crate::browser::{Alive, DeviceClock, DeviceDrafts, Events, Later, after};
use crate::delivery::{Clock, DraftKey, Drafts, Record};
use crate::locale::words;
use crate::schedule::Instant;
use crate::state::{Action, Extra, PlanState, Rest, Saved, State};
use js_sys::{Function, Promise};
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsError, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;
use yew::Callback;

/// Milliseconds between two looks at the clock; what is shown changes with the minute.
const TICK: u32 = 1_000;

/// Where to find what the form begins without.
#[derive(Debug)]
pub struct Extras {
    /// Loads the English texts.
    pub load_english: Function,
    /// Loads the rest of the program; none where nothing was split off.
    pub load_rest: Option<Function>,
}

/// A call of the page's that the rest of the program carries out.
#[derive(Clone, Copy, Debug)]
pub enum Call {
    /// `submit()`
    Submit,
    /// `forget()`
    Forget,
}

/// Carries out what follows from states: loads, saves, sends, tells the page.
pub struct Runner {
    pub(super) events: Events,
    pub(super) drafts: DeviceDrafts,
    pub(super) page: RefCell<Page>,
    pub(super) extras: Extras,
    /// What is shown.
    pub(super) state: Rc<RefCell<State>>,
    /// What follows and has not happened yet.
    pub(super) queue: RefCell<Vec<Action>>,
    /// Whether something is happening: what follows from it waits in the queue.
    pub(super) is_at_work: Cell<bool>,
    /// Shows the state, while the form is shown.
    pub(super) show: RefCell<Option<Callback<()>>>,
    /// A save that is on its way; dropping it calls it off.
    pub(super) saving: RefCell<Option<Later>>,
    /// This page among all that are open.
    pub(super) id: OnceCell<String>,
    /// Whether it is being asked who has the reports in hand.
    pub(super) asks: Cell<bool>,
    /// Whether another page has changed something since that was begun.
    pub(super) outdated: Cell<bool>,
    /// Whether it was another page that had all forgotten: there is nothing left to delete.
    pub(super) forgotten: Cell<bool>,
    /// Goes on in a moment with what waits for the line.
    pub(super) resuming: RefCell<Option<Later>>,
    /// Whether the page was left, and may come back as it is: until then nothing is begun on the device.
    pub(super) away: Cell<bool>,
    /// Whether what another page wrote is read and not seen in a state yet: what the state says now must not go over it.
    pub(super) joins: Cell<bool>,
    /// What another page was faster than, while it joins what that one wrote.
    pub(super) joining: RefCell<Option<Vec<Record>>>,
    /// Reports whose attempts wait for an answer.
    pub(super) sending: RefCell<Vec<DraftKey>>,
    /// Whether it was this page when it was asked last.
    pub(super) held: Cell<Option<Instant>>,
    /// Reports that were kept since the room on the device was looked at; none before the first.
    pub(super) kept: Cell<Option<u32>>,
    /// Addresses of histories and reports that were asked for, and what was told to be wrong with them.
    pub(super) asked: RefCell<Vec<String>>,
    /// When a history was asked for last.
    pub(super) asked_at: Cell<Option<Instant>>,
    /// How often there was no answer since.
    pub(super) unanswered: Cell<u32>,
    /// Whether it is asked for again in a moment.
    pub(super) asks_again: Cell<bool>,
    /// Whether files that no report names were deleted.
    pub(super) tidied: Cell<bool>,
    /// Calls of `forget()` that wait for the device.
    pub(super) forgetting: RefCell<Vec<(Function, Function)>>,
    /// Asks the officer who leaves while only this page has what was typed.
    pub(super) guard: RefCell<Option<Alive>>,
    /// Asks for the rest of the program in a moment.
    asking: RefCell<Option<Later>>,
    /// Calls that wait for the rest of the program, with what settles each.
    wanting: RefCell<Vec<(Call, Function, Function)>>,
    /// Breaks the attempt that was made last off, where it is nobody's any more.
    pub(super) break_off: RefCell<Option<Box<dyn Fn()>>>,
    /// Calls of `submit()` that wait for an answer.
    pub(super) waiting: RefCell<Vec<(Function, Function)>>,
    /// Timers and listeners that live as long as the form.
    pub(super) alive: RefCell<Alive>,
}

impl Runner {
    /// Begins; nothing happens before the form is shown.
    pub fn new(host: HtmlElement, page: Page, extras: Extras, state: State) -> Rc<Self> {
        let drafts = DeviceDrafts::default();
        *drafts.policy.borrow_mut() = page.policy(None);
        Rc::new(Self {
            events: Events::new(host),
            drafts,
            page: RefCell::new(page),
            extras,
            state: Rc::new(RefCell::new(state)),
            queue: RefCell::default(),
            is_at_work: Cell::new(false),
            show: RefCell::new(None),
            saving: RefCell::new(None),
            id: OnceCell::new(),
            asks: Cell::new(false),
            outdated: Cell::new(false),
            forgotten: Cell::new(false),
            resuming: RefCell::new(None),
            away: Cell::new(false),
            joins: Cell::new(false),
            joining: RefCell::new(None),
            sending: RefCell::new(Vec::new()),
            held: Cell::new(None),
            kept: Cell::new(None),
            asked: RefCell::new(Vec::new()),
            asked_at: Cell::new(None),
            unanswered: Cell::new(0),
            asks_again: Cell::new(false),
            tidied: Cell::new(false),
            forgetting: RefCell::new(Vec::new()),
            guard: RefCell::new(None),
            asking: RefCell::new(None),
            wanting: RefCell::new(Vec::new()),
            break_off: RefCell::new(None),
            waiting: RefCell::new(Vec::new()),
            alive: RefCell::default(),
        })
    }

    /// What differs from the state before says what is to be done.
    pub(super) fn seen(self: &Rc<Self>, is_first: bool, before: &State, state: &State) {
        // Who leaves a report in the very second of the last letter takes that letter along.
        let left = before.work.as_ref().filter(|_| before.device.forgotten == state.device.forgotten);
        if left.is_some_and(|left| state.work.as_ref().is_none_or(|work| !work.duty.is_same(&left.duty))) {
            self.save(before);
        }
        if is_first {
            self.begin();
        }
        if state.english == Extra::Coming && (is_first || before.english != Extra::Coming) {
            self.load_english();
        }
        self.seen_rest(is_first, before, state);
        self.events.changed(before, state);
        self.seen_records(before, state);
        match state.rest() {
            Some(rest) => {
                self.seen_device(rest, before, state);
                self.seen_form(rest, state);
            }
            None => self.seen_early(state),
        }
        let is_new_unit = before.member != state.member || before.setup.user != state.setup.user;
        let is_ready = state.member.is_some() && state.records.is_none();
        if is_ready && (before.records.is_some() || is_new_unit || !matches!(before.plan, PlanState::Ready(_))) {
            self.read_records(state);
        }
        let Some(work) = &state.work else { return };
        let old = before.work.as_ref().filter(|old| old.duty.is_same(&work.duty));
        if work.saved == Saved::Pending && !old.is_some_and(|old| Rc::ptr_eq(&old.draft, &work.draft)) {
            self.save_soon();
        }
    }

    /// Until the rest is there nobody knows whether the report is whole: the page's form waits for it, and who leaves is
    /// asked as soon as something was typed that the device does not keep.
    fn seen_early(&self, state: &State) {
        let Some(work) = &state.work else { return self.events.stands("", String::new()) };
        self.events.stands(words(state.lang()).rest_coming(), String::new());
        if state.unkept.is_some() && work.saved == Saved::Pending {
            self.hold_back(true);
        }
    }

    /// Has the browser ask who leaves, or not any more.
    pub(super) fn hold_back(&self, is_held: bool) {
        if is_held != self.guard.borrow().is_some() {
            *self.guard.borrow_mut() = is_held.then(Alive::asking_who_leaves);
        }
    }

    /// What became of reports on their way is told, kept and gone on with.
    fn seen_records(self: &Rc<Self>, before: &State, state: &State) {
        let (Some(old), Some(new), Some(rest)) = (&before.records, &state.records, state.rest()) else { return };
        if Rc::ptr_eq(old, new) {
            return;
        }
        self.deliver(rest, state, old, new);
    }

    /// The rest of the program is asked for when a plan is shown, so that it does not compete with what shows it.
    fn seen_rest(self: &Rc<Self>, is_first: bool, before: &State, state: &State) {
        match &state.rest {
            Extra::Unasked if matches!(state.plan, PlanState::Ready(_) | PlanState::Doubtful(_)) => {
                let mut asking = self.asking.borrow_mut();
                if asking.is_none() {
                    let runner = Rc::clone(self);
                    *asking = Some(after(0, move || runner.send(Action::NeedRest)));
                }
            }
            now if !is_first && *now == before.rest => {}
            Extra::Coming => self.load_rest(),
            Extra::Failed(message) => self.want_no_more(message),
            Extra::Here => {
                if let Some(rest) = state.rest() {
                    self.go_on(rest);
                }
            }
            Extra::Unasked => {}
        }
    }

    /// What begins with the form: the plan, the clock, and saving when the page goes away.
    fn begin(self: &Rc<Self>) {
        self.heed_page_clock();
        self.load_plan();
        let weakly = |does: fn(&Rc<Self>)| {
            let weak = Rc::downgrade(self);
            move || {
                if let Some(runner) = weak.upgrade() {
                    does(&runner);
                }
            }
        };
        let mut alive = self.alive.borrow_mut();
        let weak = Rc::downgrade(self);
        alive.on_return(move |is_line| {
            let Some(runner) = weak.upgrade() else { return };
            if runner.misses_rest() {
                runner.send(Action::NeedRest);
            } else if let Some(rest) = runner.rest() {
                runner.resume(rest, is_line);
            }
        });
        alive.every(
            TICK,
            weakly(|runner| {
                runner.send(Action::Tick(DeviceClock.now()));
                if let Some(rest) = runner.rest() {
                    runner.hold(rest);
                }
            }),
        );
        // Out of sight or back: a device that slept knows the time only now.
        alive.on_hide(weakly(|runner| {
            runner.save_now();
            runner.send(Action::Tick(DeviceClock.now()));
        }));
        alive.on_leave(weakly(Self::leave));
    }

    /// The page's clock holds against the device's.
    fn heed_page_clock(self: &Rc<Self>) {
        let clock = self.page.borrow().clock;
        if let Some(server) = clock {
            self.send(Action::Clock { server, device: DeviceClock.now() });
        }
    }

    /// The page said something else.
    pub fn update(self: &Rc<Self>, page: Page) {
        // What was typed belongs to the unit, user and plan it was typed for.
        self.save_now();
        let before = self.page.replace(page.clone());
        let policy = page.policy(self.rest());
        // As it follows from this what was typed is saved once more: as the page wished it for that.
        self.send(Action::Setup(page.setup.into()));
        *self.drafts.policy.borrow_mut() = policy;
        self.send(Action::Tick(DeviceClock.now()));
        self.heed_page_clock();
        if before.plan != page.plan {
            self.load_plan();
        }
        self.rest().into_iter().for_each(|rest| self.check_wire(rest));
        if before.draft_key != page.draft_key {
            let state = self.state.borrow().clone();
            self.read_records(&state);
        }
        self.send(Action::SignedIn(DeviceClock.now()));
    }

    fn read_records(self: &Rc<Self>, state: &State) {
        let (Some(owner), runner) = (state.owner(), Rc::clone(self)) else { return };
        if self.is_locked() {
            return;
        }
        let begun = Some(DeviceClock.now());
        self.drafts.asked.set(begun);
        spawn_local(async move {
            let read = runner.drafts.list(&owner).await;
            // Somebody else may have come meanwhile, or the form has gone on without it.
            if runner.drafts.asked.get() == begun && runner.state.borrow().owner() == Some(owner) {
                runner.send(Action::Records(read));
            }
        });
    }

    /// The report as it would be sent now, as JSON; none also until the rest is there.
    pub fn report(&self) -> Option<String> {
        self.report_now(self.rest()?)
    }

    /// Does what the page asks; the promise settles when that has ended, or when what is needed for it cannot be loaded.
    pub fn call(self: &Rc<Self>, call: Call) -> Promise {
        let runner = Rc::clone(self);
        Promise::new(&mut move |resolve, reject| {
            if let Some(rest) = runner.rest() {
                return runner.carry_out(rest, call, resolve, reject);
            }
            runner.wanting.borrow_mut().push((call, resolve, reject));
            if let Call::Submit = call {
                runner.send(Action::Check);
            }
            runner.send(Action::NeedRest);
        })
    }

    /// The rest of the program, if it is there.
    pub(super) fn rest(&self) -> Option<Rest> {
        self.state.borrow().rest()
    }

    /// Tells those that wait for the rest of the program that nothing comes of it.
    fn want_no_more(&self, why: &str) {
        for (_, _, reject) in self.wanting.take() {
            let _ = reject.call1(&JsValue::NULL, &JsError::new(why).into());
        }
    }

    pub(super) fn misses_rest(&self) -> bool {
        matches!(self.state.borrow().rest, Extra::Failed(_))
    }

    /// Goes on with what waited for the rest of the program.
    fn go_on(self: &Rc<Self>, rest: Rest) {
        self.dress(rest);
        self.meet_neighbours(rest);
        self.check_wire(rest);
        if self.page.borrow().draft_key.is_some() {
            *self.drafts.policy.borrow_mut() = self.page.borrow().policy(Some(rest));
            let state = self.state.borrow().clone();
            self.read_records(&state);
            self.save_now();
        }
        let plan = self.state.borrow().plan.clone();
        if let Some(found) = recheck(rest, &plan) {
            // Nobody reports by a plan that makes no sense; what was typed is kept as it would be.
            self.save_now();
            self.send(Action::Plan(found));
            self.want_no_more("the plan has mistakes");
        }
        for (call, resolve, reject) in self.wanting.take() {
            self.carry_out(rest, call, resolve, reject);
        }
    }

    fn leave(self: &Rc<Self>) {
        if let Some(rest) = self.rest() {
            self.go_away(rest);
        }
    }

    /// Ends timers and listeners, and saves what is not saved yet.
    pub fn stop(self: &Rc<Self>) {
        self.save_now();
        if let Some(rest) = self.rest() {
            self.let_go(rest);
        }
        self.alive.take();
        self.guard.take();
        self.show.take();
    }

    /// The program is wrong: says so.
    pub fn crashed(&self) {
        self.events.crashed();
    }
}
