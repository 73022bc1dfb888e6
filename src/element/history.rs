//! What became of earlier reports: asked for where the page says, and what another device sent where that says.

use super::run::Runner;
use super::wire::Wire;
use crate::browser::{Deadline, DeviceClock, beside, property, resolved};
use crate::delivery::{
    Clock, DraftKey, Failure, MOST_OF_HISTORY, Means, PastReport, Phase, Record, ReportHistory, backoff,
};
use crate::finding::{Finding, Severity};
use crate::json::read_text;
use crate::report::Report;
use crate::state::{Action, State};
use std::future::pending;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Milliseconds between two questions that nothing but time has raised.
const MINUTE: i64 = 60_000;
/// Most reports of a history.
const MOST: usize = 2_000;
/// So often it is asked for again by itself where there was no answer: over about two minutes.
const TRIES: u32 = 6;

impl Runner {
    /// Somebody comes back to the page, or the line does: what was answered a minute ago is good enough.
    fn ask_history_again(self: &Rc<Self>) {
        let is_old = self.asked_at.get().is_none_or(|at| DeviceClock.now().0 - at.0 > MINUTE);
        if is_old || self.unanswered.get() > 0 {
            self.ask_history();
        }
    }

    /// The page may have named another address.
    pub(super) fn check_history(self: &Rc<Self>) {
        if !self.asked.borrow().contains(&self.history_url()) {
            self.ask_history();
        }
    }

    fn history_url(&self) -> String {
        let host = self.events.host();
        property(host, "history").as_string().or_else(|| host.get_attribute("history")).unwrap_or_default()
    }

    /// Tells who made the page of a mistake, once.
    fn tell(&self, wrong: String) {
        let is_new = !self.asked.borrow().contains(&wrong);
        if is_new {
            self.events.wrong_history(&wrong);
            self.asked.borrow_mut().push(wrong);
        }
    }

    /// What of the history follows from a change: it is asked for once it is known what the device keeps, and when a
    /// report has arrived, or another version of it was there before.
    pub(super) fn seen_history(self: &Rc<Self>, before: &State, state: &State) {
        let is_new = state.records.is_some() && before.records.is_none();
        let was_sending = |record: &&Record| record.outgoing().is_some_and(|one| one.phase == Phase::Sending);
        let has_arrived = |old: &Record| {
            let now = state.records.iter().flat_map(|records| records.iter()).find(|now| now.key == old.key);
            // Of two versions the history tells what the other one is.
            let is_other = |now: &Record| matches!(now.outgoing().map(|one| &one.phase), Some(Phase::Conflict(_)));
            now.is_some_and(|now| now.receipts.len() > old.receipts.len() || is_other(now))
        };
        let mut old = before.records.iter().flat_map(|records| records.iter()).filter(was_sending);
        if is_new || old.any(has_arrived) {
            self.ask_history();
        }
        self.ask_reports(state);
    }

    fn ask_reports(self: &Rc<Self>, state: &State) {
        for (key, past) in state.wanted() {
            self.ask_report(key, past);
        }
    }

    /// Asks what became of the unit's reports. The form works without an answer; who made the page is told of a wrong one.
    fn ask_history(self: &Rc<Self>) {
        self.unanswered.set(0);
        self.try_history();
    }

    /// There was no answer: it is asked for again in a moment, or once somebody has signed in and comes back.
    fn was_unanswered(self: &Rc<Self>, failure: &Failure) {
        let is_later = match failure.means() {
            Means::Later => true,
            Means::SignIn => false,
            Means::Conflict | Means::Content | Means::Refused => return,
        };
        let tries = self.unanswered.get();
        // Of several reports that did not come all are asked for then.
        if self.asks_again.get() {
            return self.unanswered.set(tries.max(1));
        }
        let tries = tries + 1;
        self.unanswered.set(tries);
        if !is_later || tries > TRIES {
            return;
        }
        self.asks_again.set(true);
        let wait = backoff(tries, failure.retry_after(), js_sys::Math::random());
        let weak = Rc::downgrade(self);
        spawn_local(async move {
            Deadline::after(u32::try_from(wait).unwrap_or(u32::MAX)).before(pending::<()>()).await;
            let Some(runner) = weak.upgrade() else { return };
            runner.asks_again.set(false);
            // It may have been asked for meanwhile, or nobody looks any more.
            if runner.unanswered.get() > 0 && runner.show.borrow().is_some() {
                runner.try_history();
            }
        });
    }

    fn try_history(self: &Rc<Self>) {
        let url = self.history_url();
        let owner = self.state.borrow().owner().filter(|_| self.state.borrow().records.is_some());
        let Some(owner) = owner.filter(|_| !url.trim().is_empty()) else { return };
        if self.asked_at.replace(Some(DeviceClock.now())).is_none() {
            let weak = Rc::downgrade(self);
            self.alive.borrow_mut().on_return(move |_| {
                if let Some(runner) = weak.upgrade() {
                    runner.ask_history_again();
                }
            });
        }
        if !self.asked.borrow().contains(&url) {
            self.asked.borrow_mut().push(url.clone());
        }
        let runner = Rc::clone(self);
        spawn_local(async move {
            let query = [("plan", owner.plan.as_str()), ("unit", owner.unit.as_str())];
            let Some(address) = resolved(&url, &query) else {
                return runner.tell(format!("history is \"{url}\": expected an address"));
            };
            let Some(text) = runner.get(&address).await else { return };
            let history = match ReportHistory::read(&text) {
                Ok((history, left_out)) => {
                    left_out.first().into_iter().for_each(|wrong| runner.tell_wrong(&address, wrong));
                    history
                }
                Err(wrong) => return wrong.first().into_iter().for_each(|wrong| runner.tell_wrong(&address, wrong)),
            };
            if history.reports.len() > MOST {
                return runner.tell(format!("{address}: more than {MOST} reports"));
            }
            // An answer that was overtaken by another unit or user is dropped.
            if runner.state.borrow().owner() == Some(owner) {
                // What did not come is asked for once more.
                let is_listed = |asked: &String| history.reports.iter().any(|past| past.url.as_ref() == Some(asked));
                runner.asked.borrow_mut().retain(|asked| !is_listed(asked));
                runner.send(Action::Told(text.into()));
                let state = runner.state.borrow().clone();
                runner.ask_reports(&state);
            }
        });
    }

    /// Asks for the answers of a report that another device sent, each once until a history comes again.
    fn ask_report(self: &Rc<Self>, key: DraftKey, past: PastReport) {
        let (url, known) = (self.history_url(), |place: &String| self.asked.borrow().contains(place));
        let Some(place) = past.url.clone().filter(|place| !url.is_empty() && !known(place)) else { return };
        self.asked.borrow_mut().push(place.clone());
        let runner = Rc::clone(self);
        spawn_local(async move {
            let Some(address) = beside(&url, &place) else {
                return runner.tell(format!("url is \"{place}\": expected one of the history's origin"));
            };
            let Some(text) = runner.get(&address).await else { return };
            let reading = read_text::<Report>(&text, MOST_OF_HISTORY, Severity::Warning);
            let Some(report) = reading.value else {
                let first = reading.findings.iter().find(|finding| finding.is_error());
                return first.into_iter().for_each(|wrong| runner.tell_wrong(&address, wrong));
            };
            if key.is_of(&report) && report.revision == past.revision {
                runner.send(Action::Told(text.into()));
            } else {
                runner.tell(format!("{address}: not the report {}", past.number));
            }
        });
    }

    fn tell_wrong(&self, address: &str, wrong: &Finding) {
        self.tell(format!("{address}: {} {}", wrong.at.as_str(), wrong.code.key()));
    }

    /// Gets an answer; none where there is none, which the page is told of where that is its or the server's mistake.
    async fn get(self: &Rc<Self>, address: &str) -> Option<String> {
        // What is wrong with the request is told for itself.
        let wire = Wire::of(self.events.host()).ok()?;
        let got = wire.transport.get(address).await;
        if let Err(failure) = &got {
            if let (Means::Content | Means::Refused, Failure::Refused(problem)) = (failure.means(), failure) {
                self.tell(format!("{address}: HTTP {}", problem.status));
            }
            self.was_unanswered(failure);
        }
        got.ok()
    }
}
