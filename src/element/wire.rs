//! What the page said of the request: read off the element when a report is sent, so that the first view does without.

use crate::browser::{
    Csrf, Going, HttpTransport, Place, given_headers, is_own_origin, kind, message, plain_data, property,
};
use crate::delivery::{Envelope, Failure, Frozen};
use crate::json::to_canonical;
use js_sys::{Function, Object, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

/// Seconds to wait for an answer, unless the page says otherwise (1 to 300).
const TIMEOUT: u32 = 30;
/// Most bytes of a text the page gives.
const MOST: usize = 2_000;

/// How reports leave the page.
pub struct Wire {
    /// The way.
    pub transport: HttpTransport,
    /// The page's function that signs reports.
    pub signer: Option<Function>,
}

impl Wire {
    /// Reads what an element says.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn of(host: &HtmlElement) -> Result<Self, String> {
        let mut said = Said { host, wrong: Vec::new() };
        let endpoint = said.attribute("endpoint").unwrap_or_default();
        if is_own_origin(&endpoint).is_none() {
            said.expected("endpoint", &endpoint, "the address of the backend");
        }
        let (envelope, with) = said.envelope();
        let transport = HttpTransport {
            endpoint,
            method: said.method(),
            headers: said.headers(),
            csrf: said.csrf(),
            envelope,
            with,
            include_credentials: said.attribute("credentials").as_deref() == Some("include"),
            timeout: said.timeout() * 1_000,
            upload_endpoint: said.upload_endpoint(),
            own: said.function("transport"),
            wrong_request: "",
            going: Going::default(),
        };
        let signer = said.function("signer");
        said.fits(&transport, signer.is_some());
        if said.wrong.is_empty() { Ok(Self { transport, signer }) } else { Err(said.wrong.join("; ")) }
    }

    /// Has the page sign the exact bytes of a report. There is no limit of time: somebody may have to type a PIN.
    ///
    /// # Errors
    /// The page refused, in its words, or gave what is no signature.
    pub async fn sign(signer: &Function, report: &str) -> Result<String, Failure> {
        let stopped = |error: JsValue| Failure::Stopped { detail: message(&error) };
        let bytes = Uint8Array::from(report.as_bytes());
        let asked = signer.call1(&JsValue::NULL, &bytes).map_err(stopped)?;
        let given = JsFuture::from(Promise::resolve(&asked)).await.map_err(stopped)?;
        if given.is_falsy() {
            return Err(Failure::Stopped { detail: String::new() });
        }
        let is_text_or_plain = given.is_string() || given.is_object() && property(&given, "byteLength").is_undefined();
        let signature = if is_text_or_plain { plain_data(&given) } else { Err("expected a text or a plain object") };
        signature
            .map(|node| to_canonical(&node))
            .map_err(|wrong| Failure::Stopped { detail: format!("signer: {wrong}") })
    }
}

/// What one element says, and what is wrong with it.
struct Said<'h> {
    host: &'h HtmlElement,
    wrong: Vec<String>,
}

impl Said<'_> {
    fn expected(&mut self, name: &str, found: &str, expected: &str) {
        // Not by `{:?}`, whose tables of signs take room.
        self.wrong.push(format!("{name} is \"{found}\": expected {expected}"));
    }

    fn attribute(&mut self, name: &str) -> Option<String> {
        let text = self.host.get_attribute(name)?;
        if text.len() > MOST {
            self.wrong.push(format!("{name} is longer than {MOST} bytes"));
            return None;
        }
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    fn given(&self, name: &str) -> Option<JsValue> {
        Some(property(self.host, name)).filter(|given| !given.is_undefined() && !given.is_null())
    }

    fn function(&mut self, name: &str) -> Option<Function> {
        let given = self.given(name)?;
        let function = given.dyn_into();
        function.map_err(|given| self.expected(name, &kind(&given), "a function")).ok()
    }

    fn method(&mut self) -> String {
        let method = self.attribute("method").unwrap_or_else(|| "POST".to_owned()).to_ascii_uppercase();
        if !matches!(&*method, "POST" | "PUT" | "PATCH") {
            self.expected("method", &method, "POST, PUT or PATCH");
        }
        method
    }

    fn upload_endpoint(&mut self) -> Option<String> {
        let endpoint = self.attribute("upload-endpoint")?;
        if is_own_origin(&endpoint).is_none() {
            self.expected("upload-endpoint", &endpoint, "the address that takes files");
        }
        Some(endpoint)
    }

    fn headers(&mut self) -> JsValue {
        let given = self.given("headers").unwrap_or(JsValue::UNDEFINED);
        if !given.is_undefined() && !given.is_object() && !given.is_function() {
            self.expected("headers", &kind(&given), "an object, or a function that gives one");
        } else if !given.is_function() {
            // Of a function only its answer shows it.
            self.wrong.extend(given_headers(&given).err());
        }
        given
    }

    fn timeout(&mut self) -> u32 {
        let seconds = self.attribute("timeout").and_then(|seconds| seconds.parse().ok());
        seconds.filter(|seconds| (1..=300).contains(seconds)).unwrap_or(TIMEOUT)
    }

    fn csrf(&mut self) -> Option<Csrf> {
        let meta = self.name("csrf-meta").map(Place::Meta);
        let cookie = self.name("csrf-cookie").map(Place::Cookie);
        let header = self.name("csrf-header");
        let place = match (meta, cookie) {
            (Some(_), Some(_)) => {
                self.wrong.push("csrf-meta and csrf-cookie are both there: expected one of them".to_owned());
                None
            }
            (None, None) if header.is_some() => {
                self.wrong.push("csrf-header is there without csrf-meta or csrf-cookie".to_owned());
                None
            }
            (meta, cookie) => meta.or(cookie),
        }?;
        let header = header.unwrap_or_else(|| place.usual_header().to_owned());
        Some(Csrf { place, header })
    }

    /// A name that is safe in a header and in a selector.
    fn name(&mut self, attribute: &str) -> Option<String> {
        let name = self.attribute(attribute)?;
        if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.:".contains(&b)) {
            self.expected(attribute, &name, "letters, digits and -_.:");
        }
        Some(name)
    }

    /// Where the report stands, and what else the body says.
    fn envelope(&mut self) -> (Option<Envelope>, JsValue) {
        const PATH: &str = "names with points between them, or a JSON Pointer, of at most 8 steps";
        let mut with = JsValue::UNDEFINED;
        let (path, as_text) = match self.given("envelope") {
            None => match self.attribute("envelope") {
                None => return (None, with),
                Some(path) => (path, false),
            },
            Some(given) => match given.as_string() {
                Some(path) => (path, false),
                None => {
                    with = property(&given, "with");
                    if !with.is_undefined() && !with.is_object() && !with.is_function() {
                        self.expected("envelope.with", &kind(&with), "an object, or a function that gives one");
                    }
                    for key in Object::keys(given.unchecked_ref::<Object>()).iter() {
                        let key = key.as_string().unwrap_or_default();
                        if !matches!(&*key, "path" | "with" | "text") {
                            self.expected("a key of envelope", &key, "path, with or text");
                        }
                    }
                    (property(&given, "path").as_string().unwrap_or_default(), property(&given, "text").is_truthy())
                }
            },
        };
        let mut envelope = Envelope::at(&path).filter(|_| path.len() <= MOST);
        match &mut envelope {
            Some(envelope) => envelope.as_text = as_text,
            None => self.expected("envelope", &path, PATH),
        }
        (envelope, with)
    }

    /// Whether what else the body says leaves room for the report. Of a function only its answer shows it.
    fn fits(&mut self, transport: &HttpTransport, is_signed: bool) {
        let HttpTransport { envelope: Some(envelope), with, .. } = transport else { return };
        if !with.is_object() || with.is_function() {
            return;
        }
        let signature = is_signed.then(|| "0".to_owned());
        let report = Frozen { signature, ..Frozen::new(String::new(), "0".to_owned(), String::new()) };
        match plain_data(with) {
            Ok(with) if envelope.seal(&report, Some(&with)).is_some() => {}
            Ok(_) => {
                self.wrong.push("envelope.with has something in the report's place, or its signature's".to_owned())
            }
            Err(expected) => self.wrong.push(format!("envelope.with: {expected}")),
        }
    }
}
