use super::clock::DeviceClock;
use super::lifetime::after;
use crate::delivery::{Clock, Failure, Frozen, Reply, Transport};
use crate::schedule::Instant;
use js_sys::{Function, Object, Promise};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestCache, RequestCredentials, RequestInit, RequestRedirect, Response};

/// Headers the page adds to a request: an object, or a function that returns one (may be async).
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Headers(pub Option<JsValue>);

impl Headers {
    async fn resolve(&self) -> Result<Vec<(String, String)>, JsValue> {
        let Some(given) = &self.0 else { return Ok(Vec::new()) };
        let value = match given.dyn_ref::<Function>() {
            Some(function) => JsFuture::from(js_sys::Promise::resolve(&function.call0(&JsValue::NULL)?)).await?,
            None => given.clone(),
        };
        let Some(object) = value.dyn_ref::<Object>() else { return Ok(Vec::new()) };
        let entries = Object::entries(object);
        let pairs = entries.iter().filter_map(|pair| {
            let pair: js_sys::Array = pair.dyn_into().ok()?;
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        });
        Ok(pairs.collect())
    }
}

/// Posts reports with `fetch`.
#[derive(Clone, Debug, PartialEq)]
pub struct HttpTransport {
    /// Where to.
    pub endpoint: String,
    /// What the page adds.
    pub headers: Headers,
    /// Whether cookies go to other origins too.
    pub include_credentials: bool,
    /// Milliseconds to wait for the answer.
    pub timeout: u32,
}

impl Transport for HttpTransport {
    async fn post(&self, frozen: &Frozen) -> Result<Reply, Failure> {
        let stopped = |error: JsValue| Failure::Stopped { detail: message(&error) };
        let headers = self.headers.resolve().await.map_err(stopped)?;
        let credentials =
            if self.include_credentials { RequestCredentials::Include } else { RequestCredentials::SameOrigin };
        let abort = AbortController::new().map_err(stopped)?;
        let timed_out = Rc::new(Cell::new(false));
        let timer = {
            let (abort, timed_out) = (abort.clone(), Rc::clone(&timed_out));
            after(self.timeout, move || {
                timed_out.set(true);
                abort.abort();
            })
        };
        let given = web_sys::Headers::new().map_err(stopped)?;
        for (name, value) in &headers {
            given.set(name, value).map_err(stopped)?;
        }
        // The page cannot replace these. The key is a structured-field string (RFC 8941); a UUID needs no escapes.
        for (name, value) in [
            ("Accept", "application/json, application/problem+json"),
            ("Content-Type", "application/json"),
            ("Idempotency-Key", &format!("\"{}\"", frozen.key)),
        ] {
            given.set(name, value).map_err(stopped)?;
        }
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_headers(&given);
        init.set_body(&frozen.payload.as_str().into());
        init.set_credentials(credentials);
        // A redirect asks again for something else: nobody there has the report.
        init.set_redirect(RequestRedirect::Manual);
        init.set_signal(Some(&abort.signal()));
        let lost = |_| if timed_out.get() { Failure::TimedOut } else { Failure::Unreachable };
        let response = fetch(&self.endpoint, &init).await.map_err(lost)?;
        let status = response.status();
        // The status alone says whether it was accepted; a body that breaks off changes nothing.
        let body = body_of(&response).await.unwrap_or_default();
        drop(timer);
        let (date, retry_after) = (date_of(&response), retry_after(&response));
        Ok(Reply { status, date, retry_after, body: body.chars().take(1_000_000).collect() })
    }
}

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
    let response = match early {
        Some(early) => JsFuture::from(early).await.and_then(JsCast::dyn_into::<Response>),
        None => {
            let init = RequestInit::new();
            init.set_cache(RequestCache::NoCache);
            fetch(url, &init).await
        }
    };
    let response = response.map_err(|error| message(&error))?;
    if !response.ok() {
        return Err(format!("HTTP {} {}", response.status(), response.status_text()));
    }
    let date = date_of(&response);
    body_of(&response).await.map(|text| Fetched { text, date }).map_err(|error| message(&error))
}

/// One request. `fetch` itself, not gloo's client over it, which takes 4 KB of the budget.
async fn fetch(url: &str, init: &RequestInit) -> Result<Response, JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    JsFuture::from(window.fetch_with_str_and_init(url, init)).await?.dyn_into()
}

/// What a server's clock shows, if it lets the page know.
fn date_of(response: &Response) -> Option<Instant> {
    let date = response.headers().get("date").ok().flatten().map(|date| js_sys::Date::parse(&date));
    date.filter(|at| at.is_finite()).map(|at| Instant(at as i64))
}

/// Seconds until a request may be tried again: a number, or a date against the server's own clock.
fn retry_after(response: &Response) -> Option<u32> {
    let text = response.headers().get("retry-after").ok().flatten()?;
    if let Ok(seconds) = text.trim().parse() {
        return Some(seconds);
    }
    let until = js_sys::Date::parse(&text);
    let now = date_of(response).unwrap_or_else(|| DeviceClock.now()).0 as f64;
    Some(((until - now) / 1000.0).max(0.0) as u32).filter(|_| until.is_finite())
}

async fn body_of(response: &Response) -> Result<String, JsValue> {
    Ok(JsFuture::from(response.text()?).await?.as_string().unwrap_or_default())
}

/// What a thrown value says.
pub fn message(error: &JsValue) -> String {
    let text = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    text.or_else(|| error.as_string()).unwrap_or_default()
}
