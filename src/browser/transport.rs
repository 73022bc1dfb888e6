use super::answer::{body_of, given_headers, header, retry_after, status_of};
use super::csrf::Csrf;
use super::events::object;
use super::fetch::{fetch, json_of, message, moment, property};
use super::going::Going;
use super::lifetime::{Deadline, is_offline};
use super::text::is_own_origin;
use crate::delivery::{Envelope, Failure, Frozen, Problem, Reply, Transport};
use crate::json::{Limits, Node, Value, hash, parse};
use js_sys::{Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, console};

/// Bounds of what the page adds to a body, or gives as a signature.
pub const LIMITS: Limits = Limits { bytes: 100_000, depth: 16 };

/// Sends reports as the page wants them sent.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    /// Where to; `{key}` in it is the report's key.
    pub endpoint: String,
    /// POST, PUT or PATCH.
    pub method: String,
    /// Headers that the page adds: an object, a function that gives one (may be async), or nothing.
    pub headers: JsValue,
    /// The token of the page's framework.
    pub csrf: Option<Csrf>,
    /// Where in the body the report stands; none: it is the body.
    pub envelope: Option<Envelope>,
    /// What else the body says: as with `headers`.
    pub with: JsValue,
    /// Whether cookies go to other origins too.
    pub include_credentials: bool,
    /// Milliseconds to wait for the answer.
    pub timeout: u32,
    /// Where files go to; none: they travel inside the report.
    pub upload_endpoint: Option<String>,
    /// The page's own function in place of `fetch`.
    pub own: Option<Function>,
    /// What an officer is told before what the page says wrongly of a request.
    pub wrong_request: &'static str,
    /// Whether what is to be asked is still wanted.
    pub going: Going,
}

/// Sets a header.
pub(super) fn set(headers: &Headers, name: &str, value: &str) -> Result<(), Failure> {
    let set = headers.set(name, value);
    set.map_err(|error| Failure::Stopped { detail: format!("{name}: {}", message(&error)) })
}

pub(super) fn stopped(error: JsValue) -> Failure {
    Failure::Stopped { detail: message(&error) }
}

impl Transport for HttpTransport {
    async fn post(&self, frozen: &Frozen) -> Result<Reply, Failure> {
        self.exchange(async || self.request(frozen).await).await.map(|(reply, _)| reply)
    }
}

impl HttpTransport {
    /// Asks once, in time: what came back, and the answer itself for its headers.
    pub(super) async fn exchange(
        &self,
        request: impl AsyncFnOnce() -> Result<JsValue, Failure>,
    ) -> Result<(Reply, JsValue), Failure> {
        let mut deadline = Deadline::after(self.timeout);
        let request = deadline.before(request()).await.ok_or(Failure::NotSent)?;
        // A function of the page's that asks a server, for a token say, fails with the line: it stops nothing.
        let request = request.map_err(|failure| if is_offline() { Failure::NotSent } else { failure })?;
        // Nobody hears of it any more: it is not sent, and not tried again from here.
        if !self.going.is_wanted() {
            return Err(Failure::NotSent);
        }
        Reflect::set(&request, &"signal".into(), &self.going.signal()).map_err(stopped)?;
        let Some(answer) = deadline.before(self.ask(&request)).await else {
            self.going.end();
            return Err(Failure::TimedOut);
        };
        // What goes wrong with `fetch` the browser tells; the page's own function is the page's affair.
        let tell = |error: JsValue| {
            if self.own.is_some() {
                console::error_1(&error);
            }
            Failure::Unreachable
        };
        let answer = answer.map_err(tell)?;
        let status = status_of(&answer).ok_or_else(|| tell(RUBBISH.into()))?;
        let (date, retry_after) = (moment(header(&answer, "date")), retry_after(&answer));
        let content_type = header(&answer, "content-type");
        let body = deadline.before(body_of(&answer)).await;
        if body.is_none() {
            self.going.end();
        }
        let mut reply = Reply { status, content_type, date, retry_after, body: String::new() };
        match body {
            Some(Ok(body)) => reply.body = body.chars().take(1_000_000).collect(),
            // Whether a backend said it nobody knows before the end: under the same key it can be asked again.
            None if reply.is_success() => return Err(Failure::TimedOut),
            Some(Err(error)) if reply.is_success() => return Err(tell(error)),
            // The status alone refuses.
            _ => {}
        }
        Ok((reply, answer))
    }
}

/// What is said of an answer of the page's own function that is none: the report may have arrived.
const RUBBISH: &str = "the function `transport` gave no answer: expected a Response or { status, body, headers }, with a \
    status from 100 to 599";

impl HttpTransport {
    /// Gets a text from beside the endpoint, with the headers and cookies of reports. What the browser kept is asked about
    /// first, so that an unchanged answer costs nothing.
    ///
    /// # Errors
    /// No answer in time, or a status other than 2xx.
    pub async fn get(&self, url: &str) -> Result<String, Failure> {
        let mut deadline = Deadline::after(self.timeout);
        let answer = deadline.before(self.answer_to_get(url)).await;
        let Some(answer) = answer else {
            self.going.end();
            return Err(Failure::TimedOut);
        };
        let (status, body) = answer?;
        match status {
            200..300 => Ok(body),
            0 => Err(Failure::SignedOut),
            status => Err(Failure::Refused(Problem { status, ..Problem::default() })),
        }
    }

    async fn answer_to_get(&self, url: &str) -> Result<(u16, String), Failure> {
        let headers = web_sys::Headers::new().map_err(stopped)?;
        headers.set("Accept", "application/json").map_err(stopped)?;
        for (name, value) in self.given_headers().await? {
            headers.set(&name, &value).map_err(stopped)?;
        }
        let request = object(&[
            ("headers", headers.into()),
            ("credentials", self.credentials().into()),
            ("cache", "no-cache".into()),
            ("redirect", "manual".into()),
            ("signal", self.going.signal()),
        ]);
        let unreachable = |_| Failure::Unreachable;
        let asked = fetch(url, request.unchecked_ref()).map_err(unreachable)?;
        let answer = JsFuture::from(asked).await.map_err(unreachable)?;
        let status = status_of(&answer).ok_or(Failure::Unreachable)?;
        Ok((status, body_of(&answer).await.map_err(unreachable)?))
    }

    fn credentials(&self) -> &'static str {
        if self.include_credentials { "include" } else { "same-origin" }
    }

    /// The request with a report, as `fetch` takes it, and the page's own function.
    async fn request(&self, frozen: &Frozen) -> Result<JsValue, Failure> {
        // What was read under a key that would need escapes is a draft (`Record::read`).
        let url = self.endpoint.replace("{key}", &frozen.key);
        // The body is JSON, whatever the page says.
        let headers = self.headers(&url, "application/json", is_json).await?;
        let set = |name: &str, value: &str| set(&headers, name, value);
        // A structured-field string (RFC 9651); a UUID needs no escapes.
        set("Idempotency-Key", &format!("\"{}\"", frozen.key))?;
        let body = match &self.envelope {
            Some(envelope) => self.seal(envelope, frozen).await?,
            None => {
                if let Some(signature) = &frozen.signature {
                    set("Report-Signature", &in_header(signature))?;
                }
                frozen.payload.clone()
            }
        };
        self.asking(&url, &self.method, headers, body.into())
    }

    /// What every request says: the page's headers, its framework's token, and what the body is; `may_be` says which
    /// other types the page may give the body.
    pub(super) async fn headers(
        &self,
        url: &str,
        content_type: &str,
        may_be: fn(&str) -> bool,
    ) -> Result<Headers, Failure> {
        let headers = Headers::new().map_err(stopped)?;
        let set = |name: &str, value: &str| set(&headers, name, value);
        set("Accept", "application/json, application/problem+json")?;
        set("Content-Type", content_type)?;
        // A foreign server is not to know it.
        if let Some(csrf) = self.csrf.as_ref().filter(|_| is_own_origin(url) == Some(true))
            && let Some(token) = csrf.place.token()
        {
            set(&csrf.header, &token)?;
        }
        for (name, value) in self.given_headers().await? {
            if !name.eq_ignore_ascii_case("content-type") || may_be(&value) {
                set(&name, &value).map_err(|failure| self.misset(failure))?;
            }
        }
        Ok(headers)
    }

    /// The page's headers as they are now.
    async fn given_headers(&self) -> Result<Vec<(String, String)>, Failure> {
        let given = given(&self.headers, &JsValue::UNDEFINED).await.map_err(not_given)?;
        given_headers(&given).map_err(|detail| self.misset(Failure::Stopped { detail }))
    }

    /// What is the page's own mistake is told as that, so that the officer knows whom to tell.
    fn misset(&self, failure: Failure) -> Failure {
        match failure {
            Failure::Stopped { detail } if !self.wrong_request.is_empty() => {
                Failure::Stopped { detail: format!("{}\n{detail}", self.wrong_request) }
            }
            failure => failure,
        }
    }

    /// A request as `fetch` takes it.
    pub(super) fn asking(&self, url: &str, method: &str, headers: Headers, body: JsValue) -> Result<JsValue, Failure> {
        let headers = Object::from_entries(&headers).map_err(stopped)?;
        Ok(object(&[
            ("url", url.into()),
            ("method", method.into()),
            ("headers", headers.into()),
            ("body", body),
            ("credentials", self.credentials().into()),
            // A redirect asks again for something else: nobody there has the report.
            ("redirect", "manual".into()),
        ]))
    }

    async fn seal(&self, envelope: &Envelope, frozen: &Frozen) -> Result<String, Failure> {
        let report = JSON::parse(&frozen.payload).unwrap_or(JsValue::UNDEFINED);
        let known = [("report", report), ("key", (&*frozen.key).into()), ("hash", hash(&frozen.payload).into())];
        let with = given(&self.with, &object(&known)).await.map_err(not_given)?;
        let wrong_with = |what| self.misset(Failure::Stopped { detail: format!("envelope.with: {what}") });
        let with = if with.is_undefined() { None } else { Some(plain_data(&with).map_err(wrong_with)?) };
        envelope.seal(frozen, with.as_ref()).ok_or_else(|| wrong_with("it has something in the report's place"))
    }

    async fn ask(&self, request: &JsValue) -> Result<JsValue, JsValue> {
        let asked = match &self.own {
            Some(own) => Promise::resolve(&own.call1(&JsValue::NULL, request)?),
            None => {
                let url = property(request, "url").as_string().unwrap_or_default();
                fetch(&url, request.unchecked_ref())?
            }
        };
        JsFuture::from(asked).await
    }
}

/// JSON:API and others have types of their own.
fn is_json(content_type: &str) -> bool {
    content_type.split(';').next().is_some_and(|kind| kind.trim_end().ends_with("json"))
}

/// A text stands there without its quotes.
fn in_header(signature: &str) -> String {
    match parse(signature, LIMITS) {
        Ok(Node { value: Value::Text(text), .. }) => text.into(),
        _ => signature.to_owned(),
    }
}

/// What a function of the page's threw. One that asks a server, for a token say, fails with the line: `fetch` throws a
/// `TypeError` then. That stops nothing, and as it may be a mistake in the page as well, the console has it.
fn not_given(error: JsValue) -> Failure {
    let name = property(&error, "name").as_string().unwrap_or_default();
    if matches!(&*name, "TypeError" | "AbortError" | "TimeoutError" | "NetworkError") {
        console::error_1(&error);
        return Failure::NotSent;
    }
    stopped(error)
}

/// What the page gave, or what the function that it gave gives now.
async fn given(given: &JsValue, known: &JsValue) -> Result<JsValue, JsValue> {
    match given.dyn_ref::<Function>() {
        Some(function) => JsFuture::from(Promise::resolve(&function.call1(&JsValue::NULL, known)?)).await,
        None => Ok(given.clone()),
    }
}

/// Plain data of the page as JSON.
///
/// # Errors
/// What is wrong with it.
pub fn plain_data(value: &JsValue) -> Result<Node, &'static str> {
    let text = json_of(value).ok_or("expected plain data, as JSON can hold it")?;
    parse(&text, LIMITS).map_err(|_| "expected at most 100,000 bytes of JSON and 16 levels")
}
