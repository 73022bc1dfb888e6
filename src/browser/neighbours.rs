//! Other windows of the same origin hear at once what this one does on the device. A window that died tells nothing, so
//! each looks for itself as well, each second; only one that goes away and writes without a look relies on what it heard.

use super::drafts::{place, unit_key};
use super::lifetime::Alive;
use crate::delivery::Owner;
use std::cell::OnceCell;
use wasm_bindgen::JsValue;
use web_sys::BroadcastChannel;

const NAME: &str = "bao-cao";
const CHANGED: &str = "changed\n";
const FORGOTTEN: &str = "forgotten\n";

/// What the windows tell each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note(String);

impl Note {
    /// The reports of a unit were written, or somebody wishes to have them in hand, has them or gives them up.
    pub fn changed(of: &Owner) -> Self {
        Self(format!("{CHANGED}{}", place(&unit_key(of))))
    }

    /// All that is kept of a user is deleted.
    pub fn forgotten(user: &str) -> Self {
        Self(format!("{FORGOTTEN}{user}"))
    }
}

/// The way to the other windows; none before it is opened, and where the browser has none.
#[derive(Debug, Default)]
pub struct Neighbours(OnceCell<Option<BroadcastChannel>>);

impl Neighbours {
    /// Opens the way, and listens as long as `alive` lives.
    pub fn meet(&self, alive: &mut Alive, hears: impl Fn(Note) + 'static) {
        if let Some(channel) = self.0.get_or_init(|| BroadcastChannel::new(NAME).ok()) {
            alive.on_message(channel, move |told| told.as_string().map(Note).into_iter().for_each(&hears));
        }
    }

    /// Tells them, if there is a way; not this window.
    pub fn tell(&self, note: &Note) {
        if let Some(Some(channel)) = self.0.get() {
            // They find it out by themselves a second later.
            let _ = channel.post_message(&JsValue::from_str(&note.0));
        }
    }
}

impl Drop for Neighbours {
    fn drop(&mut self) {
        if let Some(Some(channel)) = self.0.get() {
            channel.close();
        }
    }
}
