//! What a sheet of cells asks of the browser: how far it is scrolled, where the caret is.

use super::chosen::call;
use super::fetch::property;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlElement, HtmlInputElement};
use yew::NodeRef;

/// How many pixels an element is scrolled by, and how high it is, when it is scrolled.
pub fn scrolled(event: &Event) -> (f64, f64) {
    let target = event.target().map_or(JsValue::UNDEFINED, JsValue::from);
    let pixels = |name| property(&target, name).as_f64().unwrap_or(0.0);
    (pixels("scrollTop"), pixels("clientHeight"))
}

/// The height in pixels, on average, of the elements inside that a selector finds.
pub fn height_of(inside: &NodeRef, selector: &str) -> Option<f64> {
    let found = inside.cast::<web_sys::Element>()?.query_selector_all(selector).ok()?;
    let height = |at| found.get(at).map_or(0.0, |one| one.unchecked_into::<HtmlElement>().offset_height().into());
    let all: f64 = (0..found.length()).map(height).sum();
    Some(all / f64::from(found.length())).filter(|height| *height > 0.0)
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

/// Puts a text where the caret is; gives what stands there then.
pub fn insert(node: &NodeRef, text: &str) -> Option<String> {
    let control = node.cast::<HtmlInputElement>()?;
    let end = JsValue::from("end");
    let (from, to) = (property(&control, "selectionStart"), property(&control, "selectionEnd"));
    call(&control, "setRangeText", &[&text.into(), &from, &to, &end]).ok()?;
    Some(control.value())
}
