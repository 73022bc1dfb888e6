//! The JavaScript boundary: what `www/element.js` calls, and how effects follow from states.

mod actions;
mod attempt;
mod crash;
mod device;
mod files;
mod hand;
mod history;
mod load;
mod place;
mod rest;
mod run;
mod save;
mod setup;
mod wire;

use crate::browser::{DeviceClock, FirstText, papers_by, whole_text, zone};
use crate::delivery::Clock;
use crate::locale::has_english;
use crate::state::{Action, Extra, Platform, State};
use crate::ui::{STYLE, Surroundings};
use js_sys::Function;
use place::Place;
use run::{Call, Extras, Runner};
use setup::Page;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;
use yew::Callback;

/// Half the code of the standard library's allocator for this target, and faster.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// One mounted form. Dropping it unmounts.
#[wasm_bindgen]
pub struct Handle {
    /// Where it is shown, until it is dropped.
    _place: Place,
    runner: Rc<Runner>,
}

impl std::fmt::Debug for Handle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Handle")
    }
}

/// Mounts a form for an element: `host` is the element, `mount` a node in its shadow root, in place of which
/// there may be another one then, `setup` what the page said (see `www/element.js`), `load_english` the function that loads the English texts, `load_rest` the one
/// that loads the rest of the program; without it that is here; `load_papers` the one that loads what puts reports on
/// paper, and says where the print page is.
///
/// # Errors
/// When the form has crashed on this page before, or `setup` is not understood.
#[wasm_bindgen]
pub fn create(
    host: HtmlElement,
    mount: HtmlElement,
    setup: JsValue,
    load_english: Function,
    load_rest: Option<Function>,
    load_papers: Option<Function>,
) -> Result<Handle, JsError> {
    crash::guard()?;
    papers_by(load_papers);
    let page = Page::read(&setup)?;
    let platform = Platform { text: Rc::new(FirstText), whole_text, zone };
    let mut state = State::new(page.setup.clone(), platform, DeviceClock.now());
    if has_english() {
        state.english = Extra::Here;
    }
    if load_rest.is_none() {
        state.rest = Extra::Here;
    }
    if let Some(rest) = state.rest() {
        whole_text(rest, &mut state.platform.text);
    }
    let runner = Runner::new(host, page, Extras { load_english, load_rest }, state);
    runner.events.looks(STYLE);
    let (state, one, other, third) =
        (Rc::clone(&runner.state), Rc::clone(&runner), Rc::clone(&runner), Rc::clone(&runner));
    let form = Surroundings {
        state,
        dispatch: Callback::from(move |action| one.send(action)),
        on_shown: Callback::from(move |show| other.shown(show)),
        on_retry: Callback::from(move |()| {
            third.events.keeps_focus();
            third.load_plan();
        }),
    };
    let place = Place::take(mount, form);
    crash::watch(&runner);
    Ok(Handle { _place: place, runner })
}

#[wasm_bindgen]
impl Handle {
    /// The page said something else.
    ///
    /// # Errors
    /// When `setup` is not understood; the form stays as it is.
    pub fn update(&self, setup: JsValue) -> Result<(), JsError> {
        self.runner.update(Page::read(&setup)?);
        Ok(())
    }

    /// The report as it would be sent now, as JSON; undefined while none is open.
    pub fn report(&self) -> Option<String> {
        self.runner.report()
    }

    /// Goes to the page that says what is wrong with the open report.
    pub fn check(&self) {
        if self.runner.misses_rest() {
            self.runner.send(Action::NeedRest);
        }
        self.runner.send(Action::Check);
    }

    /// Checks and sends; resolves to the receipt.
    pub fn submit(&self) -> js_sys::Promise {
        self.runner.call(Call::Submit)
    }

    /// Has the device forget all that it keeps of the user; resolves when it has.
    pub fn forget(&self) -> js_sys::Promise {
        self.runner.call(Call::Forget)
    }

    /// Throws the draft away.
    pub fn reset(&self) {
        self.runner.send(Action::Clear);
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.runner.stop();
    }
}
