//! What the form gets from elsewhere: the plan, its English texts, the rest of the program.

use super::rest::read_all;
use super::run::Runner;
use super::setup::PlanSource;
use crate::browser::{DeviceClock, Fetched, fetch_text, message};
use crate::delivery::Clock;
use crate::locale::{has_english, put_english};
use crate::plan;
use crate::state::{Action, Extra, PlanState, Rest};
use js_sys::{Function, Promise};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

impl Runner {
    /// Gets the plan from where the page said.
    pub fn load_plan(self: &Rc<Self>) {
        let source = self.page.borrow().plan.clone();
        self.send(Action::Loading);
        match source {
            PlanSource::None => self.send(Action::Plan(PlanState::Unnamed)),
            PlanSource::Text(text) => {
                let plan = read_plan(self.rest(), &text);
                self.send(Action::Plan(plan));
            }
            PlanSource::Url(url) => {
                let runner = Rc::clone(self);
                let early = self.page.borrow_mut().early.take();
                let answered_at = early.as_ref().and_then(|_| self.page.borrow().answered_at);
                spawn_local(async move {
                    let loaded = match fetch_text(&url, early).await {
                        Ok(Fetched { text, date }) => {
                            let date = date.filter(|_| runner.page.borrow().clock.is_none());
                            if let Some(server) = date {
                                let device = answered_at.unwrap_or_else(|| DeviceClock.now());
                                runner.send(Action::Clock { server, device });
                            }
                            read_plan(runner.rest(), &text)
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
    pub(super) fn load_english(self: &Rc<Self>) {
        let runner = Rc::clone(self);
        spawn_local(async move {
            let english = match loaded(&runner.extras.load_english).await {
                _ if has_english() => Extra::Here,
                Ok(text) if put_english(&text.as_string().unwrap_or_default()) => Extra::Here,
                Ok(_) => Extra::Failed("the English texts are not those of this version".to_owned()),
                Err(detail) => Extra::Failed(detail),
            };
            runner.send(Action::English(english));
        });
    }

    /// Gets the rest of the program.
    pub(super) fn load_rest(self: &Rc<Self>) {
        let runner = Rc::clone(self);
        spawn_local(async move {
            let loaded = match &runner.extras.load_rest {
                Some(load) => loaded(load).await.err(),
                None => None,
            };
            runner.send(Action::Rest(loaded.map_or(Extra::Here, Extra::Failed)));
        });
    }
}

/// What a function of the page's loader gives; the error is in its words.
async fn loaded(load: &Function) -> Result<JsValue, String> {
    let said = |error: JsValue| message(&error);
    let asked = load.call0(&JsValue::NULL).map_err(said)?;
    JsFuture::from(Promise::resolve(&asked)).await.map_err(said)
}

/// A plan as well as it can be read now.
fn read_plan(rest: Option<Rest>, text: &str) -> PlanState {
    match rest {
        Some(rest) => read_all(rest, text),
        None => {
            plan::shape(text).map_or_else(|| PlanState::Doubtful(text.into()), |plan| PlanState::Ready(Arc::new(plan)))
        }
    }
}
