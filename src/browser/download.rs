use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

/// Gives the officer a text to keep as a file.
pub fn download(name: &str, kind: &str, text: &str) {
    save(name, kind, text.into());
}

/// Gives the officer bytes to keep as a file.
pub fn download_bytes(name: &str, kind: &str, bytes: &Uint8Array) {
    save(name, kind, bytes.into());
}

fn save(name: &str, kind: &str, part: JsValue) {
    let save = || -> Result<(), JsValue> {
        let options = BlobPropertyBag::new();
        options.set_type(kind);
        // A blob takes texts and bytes alike.
        let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&part), &options)?;
        let url = Url::create_object_url_with_blob(&blob)?;
        let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
        let link = document.create_element("a")?;
        link.set_attribute("href", &url)?;
        link.set_attribute("download", name)?;
        link.unchecked_into::<HtmlElement>().click();
        // Some browsers take hold of the file only after a while.
        std::mem::forget(super::after(60_000, move || drop(Url::revoke_object_url(&url))));
        Ok(())
    };
    // A browser that cannot has said so itself; there is nothing to go on with.
    let _ = save();
}
