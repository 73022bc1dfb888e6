use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

/// Gives the officer a file to keep.
pub fn download(name: &str, kind: &str, text: &str) {
    let save = || -> Result<(), JsValue> {
        let options = BlobPropertyBag::new();
        options.set_type(kind);
        let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?;
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
