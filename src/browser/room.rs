use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Asks the browser not to clear away what the device keeps when room gets scarce. Some ask the officer.
pub async fn keep_for_long() {
    // Where it cannot be had the drafts stay as long as the browser lets them.
    let _ = ask("persist").await;
}

/// Bytes that the device has left for this portal; none where the browser does not say.
pub async fn room_left() -> Option<f64> {
    let estimate = ask("estimate").await.ok()?;
    let number = |key: &str| Reflect::get(&estimate, &key.into()).ok()?.as_f64();
    Some(number("quota")? - number("usage")?)
}

/// A method of `navigator.storage`, which only secure pages have.
async fn ask(method: &str) -> Result<JsValue, JsValue> {
    let navigator = web_sys::window().ok_or(JsValue::NULL)?.navigator();
    let storage = Reflect::get(&navigator, &"storage".into())?;
    let method: Function = Reflect::get(&storage, &method.into())?.dyn_into()?;
    JsFuture::from(Promise::resolve(&method.call0(&storage)?)).await
}
