//! Sends requests as the form does, and reads no more of an answer than the form would.

use super::Options;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request};
use baocao::delivery::{self, Failure};
use baocao::locale::Lang;
use std::io::{ErrorKind, Read};
use std::time::{Duration, Instant};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Error};

/// Most bytes of an answer that are read: those of a history.
const MOST: u64 = 5_000_000;

/// A backend, as far as its answers are concerned.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    login: Vec<(HeaderName, HeaderValue)>,
}

/// What an answer was.
#[derive(Clone, Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, cut at five megabytes.
    pub body: Vec<u8>,
    /// How long it took.
    pub took: Duration,
}

/// Why there was no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Silence {
    /// Nobody listens there, or the connection cannot be made.
    Unreachable(String),
    /// It took too long.
    TimedOut,
    /// The connection broke, or what came was no HTTP.
    Broken(String),
}

/// What came back.
pub type Reply = Result<Answer, Silence>;

impl Answer {
    /// Whether the status is 2xx.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether it is a page, as a login page or that of a public network is, whatever its status says.
    pub fn is_page(&self) -> bool {
        let looks_like_one = self.body.trim_ascii_start().starts_with(b"<");
        self.is_success() && (looks_like_one || self.as_the_form_sees_it().is_page())
    }

    /// The answer as the form reads it.
    pub fn as_the_form_sees_it(&self) -> delivery::Reply {
        let content_type = Some(self.header("content-type").to_owned()).filter(|kind| !kind.is_empty());
        let body = String::from_utf8_lossy(&self.body).into_owned();
        delivery::Reply { status: self.status, content_type, body, ..delivery::Reply::default() }
    }

    /// Whether the form tries again by itself where this is the answer. A 409 without `Retry-After` tells of a conflict.
    pub fn is_to_wait(&self) -> bool {
        matches!(self.status, 425 | 429 | 503) || self.status == 409 && self.headers.contains_key(RETRY_AFTER)
    }

    /// Whether the status is 4xx.
    pub fn is_refusal(&self) -> bool {
        (400..500).contains(&self.status)
    }

    /// A header's text.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The media type without parameters.
    pub fn media_type(&self) -> String {
        self.header("content-type").split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }
}

impl Silence {
    /// In words.
    pub fn says(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Unreachable(why), Lang::Vi) => format!("không kết nối được: {why}"),
            (Self::Unreachable(why), Lang::En) => format!("cannot be reached: {why}"),
            (Self::TimedOut, Lang::Vi) => "quá thời hạn mà chưa trả lời".to_owned(),
            (Self::TimedOut, Lang::En) => "no answer in time".to_owned(),
            (Self::Broken(why), Lang::Vi) => format!("không có câu trả lời đọc được: {why}"),
            (Self::Broken(why), Lang::En) => format!("no answer that can be read: {why}"),
        }
    }
}

impl Client {
    /// For one backend.
    pub fn new(options: &Options) -> Self {
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(options.timeout))
            // A connection that the backend closes meanwhile would look like no answer.
            .max_idle_connections(0)
            .build();
        Self { agent: config.into(), login: options.headers.clone() }
    }

    /// Adds what the page would add.
    pub fn log_in(&self, headers: &mut HeaderMap) {
        headers.extend(self.login.iter().map(|(name, value)| (name.clone(), value.clone())));
    }

    /// Whether there is anything to add.
    pub fn has_login(&self) -> bool {
        !self.login.is_empty()
    }

    /// The names of what the page would add.
    pub fn login_names(&self) -> impl Iterator<Item = &str> {
        self.login.iter().map(|(name, _)| name.as_str())
    }

    /// Sends a request.
    pub fn send(&self, method: Method, url: &str, headers: HeaderMap, body: &[u8]) -> Reply {
        let has_body = matches!(method, Method::POST | Method::PATCH);
        let mut request = Request::new(());
        *request.method_mut() = method;
        *request.uri_mut() = url.parse().map_err(|error| Silence::Unreachable(format!("{url}: {error}")))?;
        *request.headers_mut() = headers;
        let began = Instant::now();
        let answer = match has_body {
            true => self.agent.run(request.map(|()| body)),
            false => self.agent.run(request),
        };
        let answer = answer.map_err(silence)?;
        let (parts, mut content) = answer.into_parts();
        let mut body = Vec::new();
        content.as_reader().take(MOST).read_to_end(&mut body).map_err(|error| {
            // What broke while reading comes wrapped.
            silence(error.downcast::<Error>().unwrap_or_else(Error::Io))
        })?;
        Ok(Answer { status: parts.status.as_u16(), headers: parts.headers, body, took: began.elapsed() })
    }
}

fn silence(error: Error) -> Silence {
    match error {
        Error::Timeout(_) => Silence::TimedOut,
        Error::HostNotFound | Error::ConnectionFailed | Error::Tls(_) | Error::Rustls(_) | Error::BadUri(_) => {
            Silence::Unreachable(error.to_string())
        }
        // The second is what a certificate that is not trusted comes to.
        Error::Io(error) if matches!(error.kind(), ErrorKind::ConnectionRefused | ErrorKind::InvalidData) => {
            Silence::Unreachable(error.to_string())
        }
        error => Silence::Broken(error.to_string()),
    }
}

/// What came back, with what a backend that refused said of it.
pub fn said(reply: &Reply, lang: Lang) -> String {
    let mut said = seen(reply, lang);
    let read = reply.as_ref().ok().map(|answer| answer.as_the_form_sees_it().read(String::new(), String::new()));
    if let Some(delivery::Answer::Failed(Failure::Refused(problem))) = read {
        for words in [problem.title, problem.detail].into_iter().flatten() {
            said += &format!(" · {words}");
        }
    }
    said
}

/// What came back, in words.
pub fn seen(reply: &Reply, lang: Lang) -> String {
    match reply {
        Ok(answer) => format!("HTTP {}", answer.status),
        Err(silence) => silence.says(lang),
    }
}
