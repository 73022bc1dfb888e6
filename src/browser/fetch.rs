use crate::schedule::Instant;
use js_sys::{Array, JSON, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response};

/// A text from a server.
#[derive(Debug)]
pub struct Fetched {
    /// The text.
    pub text: String,
    /// What the server's clock said, if it lets the page know.
    pub date: Option<Instant>,
}

/// Fetches a text; the error is in the platform's words. What the browser kept is asked about first, so that a
/// changed text is never missed and the server's time is of now. `early` is the answer to the same question that
/// the page asked for already.
///
/// # Errors
/// No answer, or a status other than 2xx.
pub async fn fetch_text(url: &str, early: Option<Promise>) -> Result<Fetched, String> {
    let asked = match early {
        Some(early) => Ok(early),
        None => {
            let init = RequestInit::new();
            init.set_cache(RequestCache::NoCache);
            fetch(url, &init)
        }
    };
    let said = |error: JsValue| message(&error);
    let response: Response = JsFuture::from(asked.map_err(said)?).await.and_then(JsCast::dyn_into).map_err(said)?;
    if !response.ok() {
        return Err(format!("HTTP {} {}", response.status(), response.status_text()));
    }
    let date = moment(response.headers().get("date").ok().flatten());
    let text = JsFuture::from(response.text().map_err(said)?).await.map_err(said)?;
    Ok(Fetched { text: text.as_string().unwrap_or_default(), date })
}

/// One request. `fetch` itself, not gloo's client over it, which takes 4 KB of the budget.
pub(super) fn fetch(url: &str, init: &RequestInit) -> Result<Promise, JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    Ok(window.fetch_with_str_and_init(url, init))
}

/// What a JavaScript value has under a key; undefined where it has nothing.
#[inline(never)]
pub fn property(of: &JsValue, key: &str) -> JsValue {
    Reflect::get(of, &key.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Plain data as JSON; none of what JSON does not hold. Old libraries of pages give lists a `toJSON` that makes a text of
/// them: it is put aside meanwhile.
#[inline(never)]
pub fn json_of(data: &JsValue) -> Option<String> {
    let lists: JsValue = Object::get_prototype_of(&Array::new()).into();
    let theirs = property(&lists, "toJSON");
    if theirs.is_undefined() {
        return JSON::stringify(data).ok()?.as_string();
    }
    let put = |what: &JsValue| Reflect::set(&lists, &"toJSON".into(), what);
    put(&JsValue::UNDEFINED).ok()?;
    let text = JSON::stringify(data);
    put(&theirs).ok()?;
    text.ok()?.as_string()
}

/// What a server's clock shows, if it lets the page know.
pub(super) fn moment(date: Option<String>) -> Option<Instant> {
    let date = date.map(|date| js_sys::Date::parse(&date));
    date.filter(|at| at.is_finite()).map(|at| Instant(at as i64))
}

/// What a thrown value says.
pub fn message(error: &JsValue) -> String {
    property(error, "message").as_string().or_else(|| error.as_string()).unwrap_or_default()
}
