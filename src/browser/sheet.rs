//! What a sheet of cells asks of the browser: how far it is scrolled, where the caret is.

use super::chosen::call;
use super::fetch::property;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlElement, HtmlInputElement};
use yew::NodeRef;

/// How many pixels an element is scrolled by, and how high it is, when it is scrolled.
pub fn scrolled(event: &Event) -> (f64, f64) {
    let target = event.target().map_or(JsValue::UNDEFINED, JsValue::from);
    let pixels = |name| property(&target, name).as_f64().unwrap_or(0.0);
    (pixels("scrollTop"), pixels("clientHeight"))
}

/// The height in pixels of the first element inside that a selector finds.
pub fn height_of(inside: &NodeRef, selector: &str) -> Option<f64> {
    let found = inside.cast::<web_sys::Element>()?.query_selector(selector).ok()??;
    Some(found.unchecked_into::<HtmlElement>().offset_height().into()).filter(|height| *height > 0.0)
}

/// Moves the focus to a control and brings it into view by the shortest way; `selects`: what stands in it is selected, so
/// that a letter replaces it.
pub fn reveal(node: &NodeRef, selects: bool) {
    let Some(control) = node.cast::<HtmlElement>() else { return };
    let options = Object::new();
    for name in ["block", "inline"] {
        let _ = Reflect::set(&options, &name.into(), &"nearest".into());
    }
    let focus = web_sys::FocusOptions::new();
    focus.set_prevent_scroll(true);
    let _ = control.focus_with_options(&focus);
    // By its name: the cell around the control is what is to be seen.
    let cell = control.closest("td").ok().flatten().unwrap_or_else(|| control.clone().into());
    let _ = call(&cell, "scrollIntoView", &[&options]);
    if selects && control.tag_name() != "SELECT" {
        // A text area has the `select` of an input, and the bindings call it by its name.
        control.unchecked_into::<HtmlInputElement>().select();
    }
}

/// Puts the caret behind what stands in a control.
pub fn put_caret(node: &NodeRef) {
    let Some(control) = node.cast::<HtmlInputElement>() else { return };
    let end = control.value().encode_utf16().count() as u32;
    // A list to choose from has no caret.
    if control.tag_name() != "SELECT" {
        let _ = control.set_selection_range(end, end);
    }
}

/// Puts a text where the caret is, as if typed.
pub fn insert(node: &NodeRef, text: &str) {
    let Some(control) = node.cast::<HtmlElement>() else { return };
    let _ = call(&control, "setRangeText", &[&text.into()]);
    let (at, event) = (property(&control, "selectionEnd"), web_sys::Event::new("input"));
    let end = JsValue::from(at.as_f64().unwrap_or(0.0) + text.len() as f64);
    let _ = call(&control, "setSelectionRange", &[&end, &end]);
    if let Ok(event) = event {
        let _ = control.dispatch_event(&event);
    }
}
