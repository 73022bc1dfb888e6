use crate::report::Text;
use crate::state::Rest;
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

/// As much of Unicode as the first view asks for.
#[derive(Clone, Copy, Debug, Default)]
pub struct FirstText;

impl Text for FirstText {
    fn nfc(&self, text: &str) -> String {
        if is_plain(text) {
            return text.to_owned();
        }
        js_sys::JsString::from(text).normalize("NFC").into()
    }

    fn graphemes(&self, text: &str) -> usize {
        text.chars().count()
    }

    fn web_address(&self, _: &str) -> Option<String> {
        None
    }
}

/// Puts all that the browser knows there, for what checks. What a function returns is known where it is called, and so
/// would be there before the first view.
#[inline(never)]
pub fn whole_text(_: Rest, text: &mut Rc<dyn Text>) {
    *text = Rc::new(PlatformText);
}

/// Unicode and the web as the browser knows them.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlatformText;

impl Text for PlatformText {
    fn nfc(&self, text: &str) -> String {
        FirstText.nfc(text)
    }

    fn graphemes(&self, text: &str) -> usize {
        let signs = text.chars().count();
        if is_plain(text) { signs } else { segments(text).unwrap_or(signs) }
    }

    fn web_address(&self, text: &str) -> Option<String> {
        // Some browsers escape a space in the host, and so take two addresses in one field for one.
        let text = text.trim();
        let host = text.split_once(':')?.1.strip_prefix("//")?.split(['/', '?', '#']).next()?;
        if host.contains(char::is_whitespace) {
            return None;
        }
        let url = web_sys::Url::new(text).ok()?;
        let is_web = matches!(&*url.protocol(), "http:" | "https:") && !url.hostname().is_empty();
        is_web.then(|| url.href())
    }
}

/// Whether an address, as the page understands it, is of the page's own origin; `None` where it is no address.
pub fn is_own_origin(address: &str) -> Option<bool> {
    let window = web_sys::window()?;
    let origin = absolute(address)?.origin();
    Some(Reflect::get(window.as_ref(), &"origin".into()).ok()?.as_string()? == origin)
}

/// An address as the page understands it, with more in its query; none where it is no address.
pub fn resolved(address: &str, query: &[(&str, &str)]) -> Option<String> {
    let url = absolute(address)?;
    for (key, value) in query {
        url.search_params().set(key, value);
    }
    Some(url.href())
}

/// An address seen from another, of the same origin: nobody else is to get the page's headers.
pub fn beside(base: &str, place: &str) -> Option<String> {
    address(place, base).filter(|(_, is_own)| *is_own).map(|(url, _)| url)
}

fn absolute(address: &str) -> Option<web_sys::Url> {
    let document = web_sys::window()?.document()?;
    let base = Reflect::get(document.as_ref(), &"baseURI".into()).ok()?.as_string()?;
    web_sys::Url::new_with_base(address, &base).ok()
}

/// An address in full that stands in an answer from another one; with whether both are of one origin.
pub(super) fn address(address: &str, from: &str) -> Option<(String, bool)> {
    let from = absolute(from)?;
    let url = web_sys::Url::new_with_base(address, &from.href()).ok()?;
    Some((url.href(), url.origin() == from.origin()))
}

/// Whether a text has only signs that are whole by themselves, as Vietnamese and English texts do: it is in NFC,
/// and every sign is a character of its own. Asking the platform costs a way through JavaScript.
fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c != '\r' && matches!(c, ..'\u{300}' | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}'))
}

/// Counts grapheme clusters with `Intl.Segmenter`; `None` where the browser lacks it.
fn segments(text: &str) -> Option<usize> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &"Segmenter".into()).ok()?.dyn_into().ok()?;
    let segmenter = Reflect::construct(&class, &Array::of2(&"vi".into(), &Object::new())).ok()?;
    let segment: Function = Reflect::get(&segmenter, &"segment".into()).ok()?.dyn_into().ok()?;
    let found = segment.call1(&segmenter, &JsValue::from_str(text)).ok()?;
    // Only counted: old libraries of pages put something else in the place of `Array.from`.
    Some(Uint8Array::new(&found).length() as usize)
}
