use super::focus::in_same_tree;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Event, HtmlDocument, HtmlElement, HtmlInputElement};

/// Opens the browser's print dialogue.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Puts a text on the clipboard, and says the first of `says` in the element with the id `status` of the tree
/// where the event happened; the second where only the officer's own hand can copy, with the text selected.
pub fn copy(event: &Event, text: String, status: &'static str, says: [&'static str; 2]) {
    let (Some(window), Some(status)) = (web_sys::window(), in_same_tree(event, status)) else { return };
    let button = event.composed_path().get(0);
    spawn_local(async move {
        // Pages on plain http have no clipboard, and a frame may be forbidden its use.
        let is_done = window.is_secure_context()
            && JsFuture::from(window.navigator().clipboard().write_text(&text)).await.is_ok();
        let is_done = is_done || copy_selected(&status, &text, button.unchecked_ref()) == Some(true);
        status.set_text_content(Some(says[usize::from(!is_done)]));
    });
}

/// The way of old: what is selected is copied. The text stands in a box of its own behind `status`, which stays,
/// selected, where the browser copies only at the officer's keys.
fn copy_selected(status: &Element, text: &str, button: &HtmlElement) -> Option<bool> {
    if let Some(old) = status.next_element_sibling() {
        old.remove();
    }
    let document: HtmlDocument = status.owner_document()?.unchecked_into();
    // A text area has the `value` and `select` of an input, and the bindings call them by their names.
    let text_area: HtmlInputElement = document.create_element("textarea").ok()?.unchecked_into();
    text_area.set_value(text);
    text_area.set_read_only(true);
    status.parent_node()?.append_child(&text_area).ok()?;
    text_area.select();
    let is_done = document.exec_command("copy").unwrap_or(false);
    if is_done {
        text_area.remove();
        let _ = button.focus();
    }
    Some(is_done)
}
