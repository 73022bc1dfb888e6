use super::setup::{Page, PlanSource};
use crate::browser::{
    Alive, DeviceClock, DeviceDrafts, Events, Fetched, HttpTransport, Later, after, fetch_text, js, random_key, zone,
};
use crate::delivery::{Answer, Clock, Delivery, Drafts, Failure, Frozen, Record, Transport};
use crate::finding::{Code, Expected, Finding, Pointer, Severity};
use crate::json::{hash, to_canonical};
use crate::locale::{has_english, put_english};
use crate::plan;
use crate::report::Draft;
use crate::schedule::{self, Instant};
use crate::state::{Action, English, PlanState, Saved, State, Work};
use js_sys::{Function, JSON, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::{JsError, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;
use yew::Callback;

/// Milliseconds from a keystroke to the device, also in unbroken typing.
const SAVE_AFTER: u32 = 500;
/// Milliseconds between two looks at the clock.
const TICK: u32 = 20_000;

/// Carries out what follows from states: loads, saves, sends, tells the page.
pub struct Runner {
    events: Events,
    drafts: DeviceDrafts,
    page: RefCell<Page>,
    /// Where the English texts are.
    english_url: String,
    /// The last state seen.
    state: RefCell<State>,
    /// The way to send actions, once the form is shown.
    dispatch: RefCell<Option<Callback<Action>>>,
    /// A save that is on its way; dropping it calls it off.
    saving: RefCell<Option<Later>>,
    /// Calls of `submit()` that wait.
    waiting: RefCell<Vec<(Function, Function)>>,
    /// Timers and listeners that live as long as the form.
    alive: RefCell<Alive>,
}

impl Runner {
    /// Begins; nothing happens before the form is shown.
    pub fn new(host: HtmlElement, page: Page, english_url: String, state: State) -> Rc<Self> {
        Rc::new(Self {
            events: Events::new(host),
            drafts: DeviceDrafts::default(),
            page: RefCell::new(page),
            english_url,
            state: RefCell::new(state),
            dispatch: RefCell::new(None),
            saving: RefCell::new(None),
            waiting: RefCell::new(Vec::new()),
            alive: RefCell::default(),
        })
    }

    fn send(&self, action: Action) {
        let dispatch = self.dispatch.borrow().clone();
        if let Some(dispatch) = dispatch {
            dispatch.emit(action);
        }
    }

    /// A state is shown: what differs from the one before says what is to be done.
    pub fn seen(self: &Rc<Self>, state: &State, dispatch: &Callback<Action>) {
        let is_first = self.dispatch.borrow_mut().replace(dispatch.clone()).is_none();
        let before = self.state.replace(state.clone());
        // Who leaves a report in the very second of the last letter takes that letter along.
        if let Some(left) = before.work.as_ref().filter(|work| work.saved == Saved::Pending) {
            if state.work.as_ref().is_none_or(|work| !work.duty.is_same(&left.duty)) {
                self.save(&before, false);
            }
        }
        if is_first {
            self.begin();
        }
        if state.english == English::Coming && (is_first || before.english != English::Coming) {
            self.load_english();
        }
        self.events.changed(&before, state);
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
        let Some(old) = old else { return };
        match (work.delivery.under_way(), old.delivery.under_way()) {
            (Some(frozen), before) if before.is_none_or(|before| before.key != frozen.key) => self.post(frozen.clone()),
            (None, Some(_)) => {
                self.save_now(true);
                self.settle(work);
            }
            _ => {}
        }
    }

    /// What begins with the form: the plan, the clock, and saving when the page goes away.
    fn begin(self: &Rc<Self>) {
        self.heed_page_clock();
        self.load_plan();
        let weak = Rc::downgrade(self);
        let tick = move || {
            if let Some(runner) = weak.upgrade() {
                runner.send(Action::Tick(DeviceClock.now()));
            }
        };
        let weak = Rc::downgrade(self);
        // Out of sight or back: a device that slept knows the time only now.
        let save = move || {
            if let Some(runner) = weak.upgrade() {
                runner.save_now(false);
                runner.send(Action::Tick(DeviceClock.now()));
            }
        };
        let mut alive = self.alive.borrow_mut();
        alive.every(TICK, tick);
        alive.on_hide(save);
    }

    /// The page's clock holds against the device's.
    fn heed_page_clock(&self) {
        let clock = self.page.borrow().clock;
        if let Some(server) = clock {
            self.send(Action::Clock { server, device: DeviceClock.now() });
        }
    }

    /// Gets the plan from where the page said.
    pub fn load_plan(self: &Rc<Self>) {
        let source = self.page.borrow().plan.clone();
        self.send(Action::Loading);
        match source {
            PlanSource::None => self.send(Action::Plan(PlanState::Unnamed)),
            PlanSource::Text(text) => self.send(Action::Plan(read_plan(&text))),
            PlanSource::Url(url) => {
                let runner = Rc::clone(self);
                let early = self.page.borrow_mut().early.take();
                spawn_local(async move {
                    let loaded = match fetch_text(&url, early).await {
                        Ok(Fetched { text, date }) => {
                            let date = date.filter(|_| runner.page.borrow().clock.is_none());
                            if let Some(server) = date {
                                runner.send(Action::Clock { server, device: DeviceClock.now() });
                            }
                            read_plan(&text)
                        }
                        Err(detail) => PlanState::Failed { url: url.clone(), detail },
                    };
                    // An answer that was overtaken by another plan is dropped.
                    if runner.page.borrow().plan == PlanSource::Url(url) {
                        runner.send(Action::Plan(loaded));
                    }
                });
            }
        }
    }

    /// Gets the English texts.
    fn load_english(self: &Rc<Self>) {
        let runner = Rc::clone(self);
        spawn_local(async move {
            let url = &runner.english_url;
            let english = match fetch_text(url, None).await {
                _ if has_english() => English::Here,
                Ok(file) if put_english(&file.text) => English::Here,
                Ok(_) => English::Failed(format!("{url}: not the texts of this version")),
                Err(detail) => English::Failed(format!("{url}: {detail}")),
            };
            runner.send(Action::English(english));
        });
    }

    /// The page said something else.
    pub fn update(self: &Rc<Self>, page: Page) {
        // What was typed belongs to the unit, user and plan it was typed for.
        self.save_now(false);
        let before = self.page.replace(page.clone());
        self.send(Action::Setup(page.setup));
        self.heed_page_clock();
        if before.plan != page.plan {
            self.load_plan();
        }
    }

    fn read_records(self: &Rc<Self>, state: &State) {
        let Some(key) = state.duties.first().and_then(|duty| state.draft_key(duty)) else {
            self.send(Action::Records(Vec::new()));
            return;
        };
        let runner = Rc::clone(self);
        spawn_local(async move {
            // Where the device keeps nothing the form goes on; the first save says so.
            let records = runner.drafts.list(&key).await.unwrap_or_default();
            runner.send(Action::Records(records));
        });
    }

    fn save_soon(self: &Rc<Self>) {
        let mut saving = self.saving.borrow_mut();
        if saving.is_none() {
            let runner = Rc::clone(self);
            *saving = Some(after(SAVE_AFTER, move || {
                runner.saving.borrow_mut().take();
                runner.save_now(false);
            }));
        }
    }

    /// Writes what the device does not have yet; with `always` also what it has.
    fn save_now(self: &Rc<Self>, always: bool) {
        let state = self.state.borrow().clone();
        self.save(&state, always);
    }

    fn save(self: &Rc<Self>, state: &State, always: bool) {
        self.saving.borrow_mut().take();
        let Some(work) = state.work.as_ref().filter(|work| always || work.saved == Saved::Pending) else { return };
        let now = DeviceClock.now();
        let Some(record) = record(state, work, state.time(now)) else { return };
        let (runner, draft): (_, Rc<Draft>) = (Rc::clone(self), Rc::clone(&work.draft));
        spawn_local(async move {
            let record = runner.drafts.save(&record).await.is_ok().then_some(record);
            runner.send(Action::Saved { draft, record, at: now });
        });
    }

    fn post(self: &Rc<Self>, frozen: Frozen) {
        let runner = Rc::clone(self);
        // What is sent is on the device before it is on the wire: after a crash it goes out under the same key.
        self.save_now(true);
        spawn_local(async move {
            let answer = runner.attempt(&frozen).await;
            runner.send(Action::Answered(answer, DeviceClock.now()));
        });
    }

    async fn attempt(&self, frozen: &Frozen) -> Answer {
        let transport: Option<HttpTransport> = self.page.borrow().transport.clone();
        let Some(transport) = transport else { return Answer::Failed(Failure::Stopped { detail: String::new() }) };
        if let Err(failure) = self.events.before_submit(&frozen.payload).await {
            return Answer::Failed(failure);
        }
        match transport.post(frozen).await {
            Ok(reply) => {
                let state = self.state.borrow();
                let sent_at = state.time(DeviceClock.now()).in_zone(&*state.zone).to_string();
                reply.read(hash(&frozen.payload), sent_at)
            }
            Err(failure) => Answer::Failed(failure),
        }
    }

    /// The report as it would be sent now.
    pub fn report(&self) -> JsValue {
        let state = self.state.borrow();
        let now = if state.setup.as_of.is_some() { state.now } else { state.time(DeviceClock.now()) };
        let text = state.report(now).map(|report| to_canonical(&report));
        text.and_then(|text| JSON::parse(&text).ok()).unwrap_or(JsValue::UNDEFINED)
    }

    /// Checks and sends; the promise settles when the attempt has ended.
    pub fn submit(self: &Rc<Self>) -> Promise {
        let runner = Rc::clone(self);
        Promise::new(&mut move |resolve, reject| {
            let state = runner.state.borrow().clone();
            let Some(work) = state.work.as_ref().filter(|work| work.is_sendable() && state.may_send()) else {
                runner.send(Action::Check);
                let error = JsError::new("the report cannot be sent: none is open, it has errors, or sending is off");
                let _ = reject.call1(&JsValue::NULL, &error.into());
                return;
            };
            runner.waiting.borrow_mut().push((resolve, reject));
            if work.delivery.under_way().is_none() {
                runner.send(Action::Check);
                runner.send(Action::Send { key: random_key(), now: DeviceClock.now() });
            }
        })
    }

    fn settle(&self, work: &Work) {
        for (resolve, reject) in self.waiting.take() {
            let _ = match &work.delivery {
                Delivery::Accepted(receipt) => resolve.call1(&JsValue::NULL, &js(receipt)),
                _ => reject.call1(&JsValue::NULL, &JsError::new("the report was not accepted").into()),
            };
        }
    }

    /// Throws the draft of the open report away.
    pub fn reset(&self) {
        self.send(Action::Clear);
    }

    /// Ends timers and listeners, and saves what is not saved yet.
    pub fn stop(self: &Rc<Self>) {
        self.save_now(false);
        self.alive.take();
        self.dispatch.borrow_mut().take();
    }

    /// The program is wrong: says so.
    pub fn crashed(&self) {
        self.events.crashed();
    }
}

fn read_plan(text: &str) -> PlanState {
    // A typo must not lock officers out: unknown keys are remarks here.
    let reading = plan::read(text, Severity::Warning);
    let Some(plan) = reading.value else { return PlanState::Invalid(reading.findings.into()) };
    let mut found = schedule::check(&plan);
    if zone(plan.time_zone.as_str()).is_none() {
        let code = Code::Unexpected { found: plan.time_zone.as_str().to_owned(), expected: Expected::TimeZone };
        found.push(Finding::error(Pointer::root().key("time_zone"), code));
    }
    if found.is_empty() { PlanState::Ready(Arc::new(plan)) } else { PlanState::Invalid(found.into()) }
}

/// What the device is to keep of the open report.
fn record(state: &State, work: &Work, now: Instant) -> Option<Record> {
    let key = state.draft_key(&work.duty)?;
    let mut record = Record::new(key, &work.draft, now.in_zone(&*state.zone).to_string());
    record.receipts = state.record(&work.duty).map(|kept| kept.receipts.clone()).unwrap_or_default();
    record.sent = work.sent.clone();
    match &work.delivery {
        Delivery::Sending(frozen) | Delivery::Settling { earlier: frozen, .. } | Delivery::Failed(frozen, _) => {
            record.frozen = Some(frozen.clone())
        }
        Delivery::Accepted(receipt) if record.receipts.last() != Some(receipt) => record.receipts.push(receipt.clone()),
        Delivery::Accepted(_) | Delivery::Editing => {}
    }
    Some(record)
}
