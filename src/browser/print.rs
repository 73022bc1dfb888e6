use super::focus::in_same_tree;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Event;

/// Opens the browser's print dialogue.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Puts a text on the clipboard, and says `done` in the element with the id `status` of the tree where the
/// event happened. Pages on plain http may not; there nothing is said.
pub fn copy(event: &Event, text: String, status: &'static str, done: &'static str) {
    let status = in_same_tree(event, status);
    let window = web_sys::window().filter(web_sys::Window::is_secure_context);
    let (Some(window), Some(status)) = (window, status) else { return };
    spawn_local(async move {
        if JsFuture::from(window.navigator().clipboard().write_text(&text)).await.is_ok() {
            status.set_text_content(Some(done));
        }
    });
}
