//! What comes from the clipboard and goes to it, by the events of copying and pasting: they ask for no permission and no
//! secure context.

use super::chosen::call;
use super::fetch::property;
use web_sys::Event;

const PLAIN: &str = "text/plain";

/// The text that is pasted.
pub fn pasted(event: &Event) -> Option<String> {
    call(&property(event, "clipboardData"), "getData", &[&PLAIN.into()]).ok()?.as_string()
}

/// Puts a text on the clipboard in place of what the browser would.
pub fn copied(event: &Event, text: &str) {
    if call(&property(event, "clipboardData"), "setData", &[&PLAIN.into(), &text.into()]).is_ok() {
        event.prevent_default();
    }
}
