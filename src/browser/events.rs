use crate::delivery::{Failure, Phase, Record, StorageError};
use crate::finding::Finding;
use crate::json::{Write, to_canonical};
use crate::state::{Extra, PlanState, State};
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

/// Tells the page what happens: the only code that dispatches DOM events.
#[derive(Clone, Debug)]
pub struct Events {
    host: HtmlElement,
    /// What was last told to be wrong with the request.
    wrong: RefCell<String>,
    /// What was last told of the open report.
    stands: RefCell<(&'static str, String)>,
    /// At which sending of the officer's it was told that the login has ended; none where that is news.
    signed_out: Cell<Option<u32>>,
}

impl Events {
    /// Events of this element.
    pub fn new(host: HtmlElement) -> Self {
        Self { host, wrong: RefCell::default(), stands: RefCell::default(), signed_out: Cell::new(None) }
    }

    /// The element.
    pub fn host(&self) -> &HtmlElement {
        &self.host
    }

    /// Tells what differs between two states.
    pub fn changed(&self, before: &State, after: &State) {
        match (&before.plan, &after.plan) {
            (PlanState::Ready(_), PlanState::Ready(_)) => {}
            (_, PlanState::Ready(plan)) => {
                self.send(
                    "bao-cao-ready",
                    &object(&[("plan", plan.id.as_str().into()), ("version", (&*plan.version).into())]),
                );
            }
            (PlanState::Failed { detail: a, .. }, PlanState::Failed { detail: b, .. }) if a == b => {}
            (_, PlanState::Failed { url, detail }) => {
                let detail =
                    [("code", "plan".into()), ("url", url.as_str().into()), ("message", detail.as_str().into())];
                self.send("bao-cao-error", &object(&detail));
            }
            _ => {}
        }
        let extras = [("language", &before.english, &after.english), ("load", &before.rest, &after.rest)];
        for (code, before, after) in extras {
            if let Extra::Failed(message) = after
                && before != after
            {
                let detail = [("code", code.into()), ("message", message.as_str().into())];
                self.send("bao-cao-error", &object(&detail));
            }
        }
        let (Some(old), Some(new)) = (&before.work, &after.work) else { return };
        if !Rc::ptr_eq(&old.draft, &new.draft) && old.duty.is_same(&new.duty) {
            let detail = [("kind", new.duty.kind.id.as_str().into()), ("period", new.duty.period.id.as_str().into())];
            self.send("bao-cao-change", &object(&detail));
        }
    }

    /// Tells that a plan makes no sense: what finds that out comes later than the first view.
    pub fn found_invalid(&self, before: &State, after: &State) {
        match (&before.plan, &after.plan) {
            (PlanState::Invalid(a), PlanState::Invalid(b)) if Rc::ptr_eq(a, b) => {}
            (_, PlanState::Invalid(findings)) => {
                let detail = [("code", "plan-invalid".into()), ("findings", js_findings(findings))];
                self.send("bao-cao-error", &object(&detail));
            }
            _ => {}
        }
    }

    /// Tells what became of reports on their way. `sends` counts how often the officer has sent: a login that has ended is
    /// told once, until the officer sends again or something has come of it.
    pub fn delivered(&self, before: &[Record], after: &[Record], sends: u32) {
        for record in after {
            let Some(old) = before.iter().find(|old| old.key == record.key) else { continue };
            let phase = |record: &'_ Record| record.outgoing().map(|outgoing| outgoing.phase.clone());
            let (was, is) = (phase(old), phase(record));
            // What another device sent is no news of this one.
            if was != Some(Phase::Sending) {
                continue;
            }
            for receipt in record.receipts.iter().skip(old.receipts.len()) {
                self.send("bao-cao-submitted", &js(receipt));
                self.signed_out.set(None);
            }
            if was == is {
                continue;
            }
            if let Some(failure) = is.as_ref().and_then(Phase::failure) {
                self.send("bao-cao-error", &object(&[("code", "send".into()), ("failure", js(&failure))]));
            }
            if let Some(Phase::SignIn(_)) = is
                && self.signed_out.replace(Some(sends)) != Some(sends)
            {
                let detail = [("kind", record.key.kind.as_str().into()), ("period", record.key.period.as_str().into())];
                self.send("bao-cao-sign-in-needed", &object(&detail));
            }
        }
    }

    /// The page said something else: it may be that somebody has signed in.
    pub fn may_be_signed_in(&self) {
        self.signed_out.set(None);
    }

    /// Tells that the device does not keep what is typed, and why.
    pub fn unkept(&self, why: &StorageError) {
        let reason = match why {
            StorageError::Off => "off",
            StorageError::Unavailable => "unavailable",
            StorageError::Full => "full",
            StorageError::TooNew => "too-new",
            StorageError::Locked => "locked",
            StorageError::Failed(_) => "failed",
        };
        self.send("bao-cao-error", &object(&[("code", "storage".into()), ("reason", reason.into())]));
    }

    /// Asks the page before a report is sent: it may prevent it, or make it wait.
    ///
    /// # Errors
    /// [`Failure::Stopped`] when the page prevented it, or what it waited for failed.
    pub async fn before_submit(&self, report: &str) -> Result<(), Failure> {
        let promises = Array::new();
        let wait_until = {
            let promises = promises.clone();
            Closure::<dyn Fn(JsValue)>::new(move |promise: JsValue| {
                promises.push(&promise);
            })
        };
        let report = js_sys::JSON::parse(report).unwrap_or(JsValue::UNDEFINED);
        let detail = object(&[("report", report), ("waitUntil", wait_until.as_ref().clone())]);
        let stopped = |error: JsValue| Failure::Stopped { detail: super::fetch::message(&error) };
        let event = event("bao-cao-before-submit", &detail, true).map_err(stopped)?;
        let goes_on = self.host.dispatch_event(&event).map_err(stopped)?;
        if !goes_on {
            return Err(Failure::Stopped { detail: String::new() });
        }
        JsFuture::from(Promise::all(&promises)).await.map(drop).map_err(stopped)
    }

    /// Tells those who made the page what is wrong with what it said of the request, once; nothing where nothing is.
    pub fn wrong_request(&self, wrong: String) {
        let is_new = *self.wrong.borrow() != wrong;
        if is_new && !wrong.is_empty() {
            web_sys::console::error_1(&(&*wrong).into());
            let detail = [("code", "request".into()), ("message", (&*wrong).into())];
            self.send("bao-cao-error", &object(&detail));
        }
        self.wrong.replace(wrong);
    }

    /// Tells those who made the page what is wrong with the history that it named.
    pub fn wrong_history(&self, wrong: &str) {
        web_sys::console::error_1(&wrong.into());
        self.send("bao-cao-error", &object(&[("code", "history".into()), ("message", wrong.into())]));
    }

    /// Tells the element that the form has stopped for good.
    pub fn crashed(&self) {
        self.call("formCrashed", &Array::new());
    }

    /// Tells the element what is wrong with the open report (nothing: an empty text) and the number of its receipt, when
    /// one of them is another.
    pub fn stands(&self, wrong: &'static str, receipt: String) {
        let now = (wrong, receipt);
        if *self.stands.borrow() != now {
            self.call("formStands", &Array::of2(&now.0.into(), &(&*now.1).into()));
            self.stands.replace(now);
        }
    }

    /// Has the form's frame take the focus, which would be nowhere once what has it goes.
    pub fn keeps_focus(&self) {
        self.call("formKeepsFocus", &Array::new());
    }

    /// Gives the element a part of its look.
    pub fn looks(&self, css: &str) {
        self.call("formLooks", &Array::of1(&css.into()));
    }

    /// Calls a method of the element.
    fn call(&self, method: &str, arguments: &Array) {
        let method = Reflect::get(&self.host, &method.into()).ok();
        if let Some(method) = method.and_then(|method| method.dyn_into::<Function>().ok()) {
            let _ = method.apply(&self.host, arguments);
        }
    }

    fn send(&self, name: &str, detail: &JsValue) {
        if let Ok(event) = event(name, detail, false) {
            // A listener that throws is the page's affair; the browser reports it.
            let _ = self.host.dispatch_event(&event);
        }
    }
}

fn event(name: &str, detail: &JsValue, cancelable: bool) -> Result<CustomEvent, JsValue> {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_cancelable(cancelable);
    init.set_detail(detail);
    CustomEvent::new_with_event_init_dict(name, &init)
}

/// Findings as the page gets them: stable keys, no words.
fn js_findings(findings: &[Finding]) -> JsValue {
    let one = |finding: &Finding| {
        let line = finding.position.map_or(0, |position| position.line);
        object(&[
            ("severity", if finding.is_error() { "error" } else { "warning" }.into()),
            ("pointer", finding.at.as_str().into()),
            ("line", line.into()),
            ("code", finding.code.key().into()),
        ])
    };
    findings.iter().map(one).collect::<Array>().into()
}

/// An object of these members.
pub(super) fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in members {
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object.into()
}

/// A value of the core as plain JavaScript data.
pub fn js(value: &dyn Write) -> JsValue {
    js_sys::JSON::parse(&to_canonical(value)).unwrap_or(JsValue::UNDEFINED)
}
