//! One attempt to send: what the page is asked, what goes over the wire, and whether it is still to go when its turn has
//! come.

use super::run::Runner;
use super::wire::Wire;
use crate::browser::{DeviceClock, Going, property};
use crate::delivery::{Answer, Attempt, Clock, DraftKey, Failure, Owner, Phase, Transport};
use crate::json::hash;
use crate::locale::words;
use crate::state::{Action, Hand};
use js_sys::{JSON, Reflect};
use std::rc::Rc;
use wasm_bindgen::JsValue;

impl Runner {
    /// Tries once to send a report, or one of its files.
    pub(super) async fn attempt(self: &Rc<Self>, of: &DraftKey, attempt: &Attempt) -> Answer {
        let (owner, frozen) = (of.owner(), &attempt.frozen);
        let wrong_request = words(self.state.borrow().lang()).wrong_request();
        let Wire { mut transport, signer } = match Wire::of(self.events.host()) {
            Ok(wire) => wire,
            Err(wrong) => {
                return Answer::Failed(Failure::Stopped { detail: format!("{wrong_request}\n{wrong}") });
            }
        };
        transport.wrong_request = wrong_request;
        transport.going = self.going(of, attempt);
        // It was put on the device meanwhile.
        if !transport.going.is_wanted() {
            return Answer::Failed(Failure::NotSent);
        }
        if frozen.wants_files {
            return self.send_file(&transport, &owner, frozen).await;
        }
        if let Some(signer) = signer.filter(|_| frozen.signature.is_none()) {
            return Wire::sign(&signer, &frozen.payload).await.map_or_else(Answer::Failed, Answer::Signed);
        }
        if let Err(failure) = self.events.before_submit(&frozen.payload).await {
            return Answer::Failed(failure);
        }
        match transport.post(frozen).await {
            Ok(reply) => {
                // When the officer sent it, not when the answer came: it may have waited for a connection.
                let payload = JSON::parse(&frozen.payload).unwrap_or(JsValue::UNDEFINED);
                let sent_at = Reflect::get(&payload, &"prepared_at".into()).ok().and_then(|at| at.as_string());
                let date = reply.date;
                let answer = reply.read(hash(&frozen.payload), sent_at.unwrap_or_default());
                // Not by the clock of a public network's page.
                let is_the_servers = answer != Answer::Failed(Failure::SignedOut) && self.page.borrow().clock.is_none();
                if let Some(server) = date.filter(|_| is_the_servers) {
                    self.send(Action::Clock { server, device: DeviceClock.now() });
                }
                transport.envelope.iter().fold(answer, |answer, envelope| envelope.open(answer))
            }
            Err(failure) => Answer::Failed(failure),
        }
    }

    /// An attempt is wanted as long as the one whose report it is is here, has it in hand and waits for this very
    /// attempt: what the page is asked for may take its time, and its headers may be the next user's then.
    fn going(self: &Rc<Self>, of: &DraftKey, attempt: &Attempt) -> Going {
        let (runner, of) = (Rc::downgrade(self), of.clone());
        let (key, nth, owner) = (attempt.frozen.key.clone(), attempt.nth, of.owner());
        let forgotten = self.state.borrow().device.forgotten;
        let going = Going::while_wanted(move || {
            runner.upgrade().is_some_and(|runner| {
                let state = runner.state.borrow();
                let mut records = state.records.iter().flat_map(|records| records.iter());
                let outgoing = records.find(|record| record.key == of).and_then(|record| record.outgoing());
                let waits = outgoing
                    .is_some_and(|out| out.phase == Phase::Sending && out.tries == nth && out.next().key == key);
                waits && state.hand == Hand::Ours && runner.is_here(&of.owner(), forgotten)
            })
        });
        let (runner, ending) = (Rc::downgrade(self), going.clone());
        let break_off = move || {
            if runner.upgrade().is_some_and(|runner| !runner.is_here(&owner, forgotten)) {
                ending.end();
            }
        };
        self.break_off.replace(Some(Box::new(break_off)));
        going
    }

    /// Whether the form is still there for whose report it is, and nothing was to be forgotten since.
    fn is_here(&self, owner: &Owner, forgotten: u32) -> bool {
        let (state, host) = (self.state.borrow(), self.events.host());
        // The state hears of another user a moment later.
        let user = host.get_attribute("user").unwrap_or_default();
        let is_same = state.owner().as_ref() == Some(owner) && user == owner.user;
        is_same && state.device.forgotten == forgotten && self.is_alive() && property(host, "isConnected").is_truthy()
    }

    /// Somebody else has come, or all is to be forgotten: what is still on the wire is broken off.
    pub(super) fn break_off(&self) {
        self.break_off.borrow().iter().for_each(|break_off| break_off());
    }
}
