use crate::delivery::{BackupError, MOST_BYTES};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, HtmlInputElement};

/// Reads the file that was chosen: its text, or why it cannot be one. The same file can be chosen again.
pub fn read_file(event: &Event, then: impl FnOnce(Result<String, BackupError>) + 'static) {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
    input.set_value("");
    if file.size() > MOST_BYTES as f64 {
        return then(Err(BackupError::TooLarge));
    }
    let text = file.text();
    spawn_local(async move {
        let text = JsFuture::from(text).await.ok().and_then(|text| text.as_string());
        then(text.ok_or(BackupError::Unreadable));
    });
}
