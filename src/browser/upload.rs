use crate::delivery::MOST_BYTES;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, HtmlInputElement};

/// Reads the file that was chosen: its text, or none where it is too large. The same file can be chosen again. What the
/// browser cannot read is an empty text.
pub fn read_file(event: &Event, then: impl FnOnce(Option<String>) + 'static) {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
    input.set_value("");
    if file.size() > MOST_BYTES as f64 {
        return then(None);
    }
    let text = file.text();
    spawn_local(async move {
        let text = JsFuture::from(text).await.ok().and_then(|text| text.as_string());
        then(Some(text.unwrap_or_default()));
    });
}
