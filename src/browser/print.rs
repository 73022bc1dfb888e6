use super::focus::in_same_tree;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDocument, HtmlElement, HtmlInputElement};

/// Opens the browser's print dialogue.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Copies the text of the hidden text area with the id `text` in the tree where an event happened, and says in
/// the element with the id `status` the first of `says`. Where the browser does not copy, the text stays in
/// sight, selected, and the second says what the officer's own hand can do. The way of old: it asks for no
/// secure context, which a portal on plain http does not have, and works wherever the newer one does.
pub fn copy(event: &Event, text: &str, status: &str, says: [&str; 2]) {
    let document = web_sys::window().and_then(|window| window.document());
    let found = (document, in_same_tree(event, text), in_same_tree(event, status));
    let (Some(document), Some(text), Some(status)) = found else { return };
    // A text area has the `select` of an input, and the bindings call it by its name.
    let (document, text): (HtmlDocument, HtmlInputElement) = (document.unchecked_into(), text.unchecked_into());
    text.set_hidden(false);
    let _ = text.focus();
    text.select();
    let is_done = document.exec_command("copy").unwrap_or(false);
    if is_done {
        text.set_hidden(true);
        let _ = event.composed_path().get(0).unchecked_into::<HtmlElement>().focus();
    }
    status.set_text_content(Some(says[usize::from(!is_done)]));
}
