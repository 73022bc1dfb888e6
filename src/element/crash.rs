//! What happens when the program itself is wrong: every form of the page says so once, plainly, and lets
//! the page live. What was typed is on the device already.

use super::run::Runner;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::sync::Once;
use wasm_bindgen::JsError;

thread_local! {
    static CRASHED: Cell<bool> = const { Cell::new(false) };
    static LIVE: RefCell<Vec<Weak<Runner>>> = const { RefCell::new(Vec::new()) };
}

/// Installs the hook before the first form is mounted; refuses after a crash, when memory cannot be trusted.
pub fn guard() -> Result<(), JsError> {
    static HOOK: Once = Once::new();
    // Yew replaces hooks that are not set through it.
    HOOK.call_once(|| yew::set_custom_panic_hook(Box::new(|info| crashed(&info.to_string()))));
    if CRASHED.get() { Err(JsError::new("the form has crashed; reload the page")) } else { Ok(()) }
}

/// Remembers a form that is to be told.
pub fn watch(runner: &Rc<Runner>) {
    LIVE.with_borrow_mut(|live| {
        live.retain(|runner| runner.strong_count() > 0);
        live.push(Rc::downgrade(runner));
    });
}

fn crashed(message: &str) {
    if CRASHED.replace(true) {
        return;
    }
    web_sys::console::error_1(&message.into());
    // All are collected before any is told: the page may call back into the module.
    let live: Vec<_> = LIVE
        .with(|live| live.try_borrow().map(|live| live.iter().filter_map(Weak::upgrade).collect()).unwrap_or_default());
    for runner in live {
        runner.crashed();
    }
}
