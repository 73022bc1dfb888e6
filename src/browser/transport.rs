use crate::delivery::{Failure, Frozen, Reply, Transport};
use gloo::net::http::Request;
use gloo::timers::callback::Timeout;
use js_sys::{Function, Object};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestCredentials};

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
            Timeout::new(self.timeout, move || {
                timed_out.set(true);
                abort.abort();
            })
        };
        let mut request = Request::post(&self.endpoint)
            .credentials(credentials)
            .abort_signal(Some(&abort.signal()))
            .header("Accept", "application/json, application/problem+json");
        for (name, value) in &headers {
            request = request.header(name, value);
        }
        // A structured-field string (RFC 8941); a UUID needs no escapes. The page cannot replace these two.
        let request = request
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", &format!("\"{}\"", frozen.key))
            .body(frozen.payload.as_str())
            .map_err(|error| Failure::Stopped { detail: error.to_string() })?;
        let lost = |_| if timed_out.get() { Failure::TimedOut } else { Failure::Unreachable };
        let response = request.send().await.map_err(lost)?;
        let status = response.status();
        // The status alone says whether it was accepted; a body that breaks off changes nothing.
        let body = response.text().await.unwrap_or_default();
        drop(timer);
        Ok(Reply { status, body: body.chars().take(1_000_000).collect() })
    }
}

/// Fetches a text; the error is in the platform's words.
///
/// # Errors
/// No answer, or a status other than 2xx.
pub async fn fetch_text(url: &str) -> Result<String, String> {
    let response = Request::get(url).send().await.map_err(|error| error.to_string())?;
    if !response.ok() {
        return Err(format!("HTTP {} {}", response.status(), response.status_text()));
    }
    response.text().await.map_err(|error| error.to_string())
}

/// What a thrown value says.
pub(super) fn message(error: &JsValue) -> String {
    let text = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    text.or_else(|| error.as_string()).unwrap_or_default()
}
