//! What came back to a request: a `Response`, or what the page's own function gives in place of one,
//! `{ status, body, headers }`.

use super::DeviceClock;
use super::fetch::{json_of, moment, property};
use crate::delivery::Clock;
use js_sys::{Array, Function, Object, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The status; 0 of a redirect, also of one that was followed: nobody there was sent the report. None where it is no
/// answer.
pub fn status_of(answer: &JsValue) -> Option<u16> {
    if property(answer, "redirected").is_truthy() || property(answer, "type") == "opaqueredirect" {
        return Some(0);
    }
    let status = property(answer, "status").as_f64().filter(|status| (100.0..600.0).contains(status))?;
    Some(status as u16)
}

/// The body as a text; data is written as JSON.
pub async fn body_of(answer: &JsValue) -> Result<String, JsValue> {
    let body = match property(answer, "text").dyn_ref::<Function>() {
        Some(text) => JsFuture::from(Promise::resolve(&text.call0(answer)?)).await?,
        None => property(answer, "body"),
    };
    if body.is_object() {
        return json_of(&body).ok_or(body);
    }
    Ok(body.as_string().unwrap_or_default())
}

/// A header, whatever the case of its name.
pub fn header(answer: &JsValue, name: &str) -> Option<String> {
    let headers = property(answer, "headers");
    match property(&headers, "get").dyn_ref::<Function>() {
        Some(get) => get.call1(&headers, &name.into()).ok()?.as_string(),
        None => entries(&headers).into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value),
    }
}

/// Seconds until a request may be tried again: a number, or a date against the server's own clock.
pub fn retry_after(answer: &JsValue) -> Option<u32> {
    let text = header(answer, "retry-after")?;
    if let Ok(seconds) = text.trim().parse() {
        return Some(seconds);
    }
    let until = moment(Some(text))?;
    let now = moment(header(answer, "date")).unwrap_or_else(|| DeviceClock.now());
    u32::try_from((until.0 - now.0).max(0) / 1000).ok()
}

/// What an object says, where it is a text.
pub fn entries(object: &JsValue) -> Vec<(String, String)> {
    let Some(object) = object.dyn_ref::<Object>() else { return Vec::new() };
    let entries = Object::entries(object);
    let pairs = entries.iter().filter_map(|pair| {
        let pair: Array = pair.dyn_into().ok()?;
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    });
    pairs.collect()
}
