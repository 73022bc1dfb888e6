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

/// What the page gave as headers: an object, a `Headers`, or a list of pairs. What is undefined or `null` is left out.
///
/// # Errors
/// What is none, and what was found there.
pub fn given_headers(given: &JsValue) -> Result<Vec<(String, String)>, String> {
    if given.is_undefined() || given.is_null() {
        return Ok(Vec::new());
    }
    let is_list = given.is_array() || property(given, "entries").is_function();
    let pairs = match given.is_object() {
        // Old libraries of pages put something else in the place of `Array.from`.
        true if is_list => js_sys::try_iter(given).ok().flatten().into_iter().flatten().flatten().collect(),
        // It may be of another realm: a frame's, or a test driver's.
        true => Object::entries(given.unchecked_ref()),
        false => return Err(format!("headers is \"{}\": expected an object", kind(given))),
    };
    let is_there = |pair: &Array| !pair.get(1).is_undefined() && !pair.get(1).is_null();
    let text = |pair: Array| {
        let (name, value) = (pair.get(0).as_string().unwrap_or_default(), pair.get(1));
        let is_plain = value.as_f64().is_some() || value.as_bool().is_some();
        let text = value.as_string().or_else(|| is_plain.then(|| written(&value)));
        let text =
            text.ok_or_else(|| format!("the header \"{name}\" is \"{}\": expected a text or a number", kind(&value)))?;
        Ok((name, text))
    };
    pairs.iter().map(|pair| Array::from(&pair)).filter(is_there).map(text).collect()
}

/// A number or a truth value as JavaScript writes it.
fn written(value: &JsValue) -> String {
    json_of(value).unwrap_or_default()
}

/// What a value is, in JavaScript's words.
pub fn kind(value: &JsValue) -> String {
    value.js_typeof().as_string().unwrap_or_default()
}

/// What an object says, where it is a text.
fn entries(object: &JsValue) -> Vec<(String, String)> {
    let entries = if object.is_object() { Object::entries(object.unchecked_ref()) } else { Array::new() };
    let pairs = entries.iter().filter_map(|pair| {
        let pair: Array = pair.dyn_into().ok()?;
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    });
    pairs.collect()
}
