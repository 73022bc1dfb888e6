//! The ways from here into what is loaded after the first view. Each is a function of its own, named in
//! `xtask/src/build/rest.rs`; what only they reach is not in the module that shows the first view.

use super::run::Runner;
use super::wire::Wire;
use crate::browser::{DeviceClock, Policy, js, random_key, zone};
use crate::delivery::{Clock, Effect, Phase, Record, effects};
use crate::finding::{Code, Expected, Finding, Pointer, Severity};
use crate::json::to_canonical;
use crate::locale::words;
use crate::plan::{self, Plan};
use crate::schedule;
use crate::state::{Action, Kept, Outcome, PlanState, Rest, State};
use crate::ui::STYLE_OF_REST;
use js_sys::Function;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::{JsError, JsValue};
use wasm_bindgen_futures::spawn_local;

/// Reads a plan with all its mistakes.
#[inline(never)]
pub fn read_all(_: Rest, text: &str) -> PlanState {
    // A typo must not lock officers out: unknown keys are remarks here.
    let reading = plan::read(text, Severity::Warning);
    let Some(plan) = reading.value else { return PlanState::Invalid(reading.findings.into()) };
    let found = of_time(&plan);
    if found.iter().any(Finding::is_error) {
        PlanState::Invalid(found.into())
    } else {
        PlanState::Ready(Arc::new(plan))
    }
}

/// What only its schedule can tell, and the browser: whether there is such a time zone.
fn of_time(plan: &Plan) -> Vec<Finding> {
    let mut found = schedule::check(plan);
    let name = plan.time_zone.as_str();
    if zone(name).is_none() {
        let code = Code::Unexpected { found: name.to_owned(), expected: Expected::TimeZone };
        found.push(Finding::error(Pointer::root().key("time_zone"), code));
    }
    found
}

/// What a plan turns out to be that was read by its form alone; none when it is what it seemed.
#[inline(never)]
pub fn recheck(rest: Rest, plan: &PlanState) -> Option<PlanState> {
    match plan {
        PlanState::Doubtful(text) => Some(read_all(rest, text)),
        PlanState::Ready(plan) if !plan::is_sound(plan) || of_time(plan).iter().any(Finding::is_error) => {
            Some(read_all(rest, plan.source.text()))
        }
        _ => None,
    }
}

impl Runner {
    /// The look of the pages that come with the rest.
    #[inline(never)]
    pub(super) fn dress(&self, _: Rest) {
        self.events.looks(STYLE_OF_REST);
    }

    /// Tells what is wrong with what the page said of the request, before a report is sent; and heeds where it says that
    /// the history is.
    #[inline(never)]
    pub(super) fn check_wire(self: &Rc<Self>, _: Rest) {
        self.check_history();
        self.events.may_be_signed_in();
        self.events.wrong_request(Wire::of(self.events.host()).err().unwrap_or_default());
    }

    /// Keeps what became of a report; what goes over the wire is on the device before. A page that has given the reports
    /// away tells what it hears, and writes nothing over what the other one does.
    #[inline(never)]
    pub(super) fn deliver(self: &Rc<Self>, _: Rest, state: &State, before: &[Record], after: &[Record]) {
        self.joins.set(false);
        self.events.delivered(before, after, state.sends);
        self.settle(state);
        if !state.hand.is_ours() {
            return;
        }
        for Effect { keep: record, post } in effects(before, after) {
            let (runner, record, policy) = (Rc::clone(self), state.as_typed(record), self.drafts.policy_now());
            spawn_local(async move {
                let is_ours = runner.keep_outcome(policy, record.clone()).await;
                let Some(attempt) = post.filter(|_| is_ours) else { return };
                runner.sending.borrow_mut().push(record.key.clone());
                let answer = runner.attempt(&record.key, &attempt).await;
                runner.sending.borrow_mut().retain(|of| *of != record.key);
                let chance = js_sys::Math::random();
                let outcome = Outcome { of: record.key, attempt, answer, now: DeviceClock.now(), chance };
                runner.send(Action::Answered(Rc::new(outcome)));
            });
        }
    }

    /// Puts on the device what became of a report. What became of it since is kept by itself. False where another page has
    /// written since: then it is not this page's to send.
    async fn keep_outcome(self: &Rc<Self>, policy: Policy, record: Record) -> bool {
        let (at, before) = (DeviceClock.now(), self.forgotten());
        let kept = match self.drafts.save_fenced(policy, &record).await {
            Ok(false) => {
                if before == self.forgotten() {
                    self.catch_up(record).await;
                }
                return false;
            }
            kept => kept.map(|_| ()),
        };
        // With what was typed until then: else another page would seem to have written that.
        let (state, draft) = (self.state.borrow().clone(), Rc::new(record.draft()));
        let is_as_kept = |known: &Record| {
            let mut known = known.clone();
            known.write(&draft, record.saved_at.clone());
            known == record
        };
        let mut known = state.records.iter().flat_map(|records| records.iter());
        if known.any(|known| known.key == record.key && is_as_kept(known)) {
            // Its answers may be older than what stands in the fields: those are saved by themselves.
            self.send(Action::Saved(Rc::new(Kept { draft, record, kept, at })));
        }
        true
    }

    /// The report as it would be sent now.
    #[inline(never)]
    pub(super) fn report_now(&self, rest: Rest) -> Option<String> {
        let state = self.state.borrow();
        let now = if state.setup.as_of.is_some() { state.now } else { state.time(DeviceClock.now()) };
        state.report(rest, now).map(|report| to_canonical(&report))
    }

    /// Tells a `<form>` around the element how the open report stands, when that is another way.
    #[inline(never)]
    pub(super) fn seen_form(&self, _: Rest, state: &State) {
        let is_unfinished = state.work.as_ref().is_some_and(|work| match state.setup.has_endpoint {
            true => state.receipt().is_none() || state.is_open_unsent(),
            false => !work.is_sendable(),
        });
        let wrong = if is_unfinished { words(state.lang()).unfinished() } else { "" };
        let number = state.receipt().map(|receipt| receipt.number.as_ref().unwrap_or(&receipt.hash).clone());
        self.events.stands(wrong, number.unwrap_or_default());
    }

    /// Checks and sends for a call of `submit()`, which one of the functions settles.
    pub(super) fn submit_now(self: &Rc<Self>, rest: Rest, resolve: Function, reject: Function) {
        let state = self.state.borrow().clone();
        // One intent to send is one report, however often the page says so.
        if let Some(receipt) = state.receipt().filter(|_| state.is_as_accepted(rest)) {
            let _ = resolve.call1(&JsValue::NULL, &js(receipt));
            return;
        }
        let is_sendable = state.work.as_ref().is_some_and(|work| work.is_sendable()) || state.goes_out_again(rest);
        if !state.may_send() || !is_sendable {
            self.send(Action::Check);
            let error = JsError::new("the report cannot be sent: none is open, it has errors, or sending is off");
            let _ = reject.call1(&JsValue::NULL, &error.into());
            return;
        }
        self.waiting.borrow_mut().push((resolve, reject));
        if !state.outgoing().is_some_and(|outgoing| outgoing.phase == Phase::Sending) {
            self.send(Action::Check);
            self.send(Action::Send { key: random_key(), now: DeviceClock.now() });
        }
    }

    /// Settles the calls of `submit()` that waited for an answer.
    fn settle(&self, state: &State) {
        let phase = state.outgoing().map(|outgoing| &outgoing.phase);
        if matches!(phase, Some(Phase::Queued | Phase::Sending)) {
            return;
        }
        for (resolve, reject) in self.waiting.take() {
            let _ = match (phase, state.receipt()) {
                (None, Some(receipt)) => resolve.call1(&JsValue::NULL, &js(receipt)),
                _ => reject.call1(&JsValue::NULL, &JsError::new("the report was not accepted").into()),
            };
        }
    }
}
