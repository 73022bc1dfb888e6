use super::Answer;
use super::mistakes::{MOST_SHOWN, first_text, mistakes};
use crate::finding::Pointer;
use crate::json::{Limits, Node, Object, Read, Reader, Value, Write, object, parse};
use crate::schedule::Instant;
use serde::{Deserialize, Serialize};

/// Proof of arrival, as far as the backend gives one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Receipt {
    /// The backend's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// When the backend received it, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_at: Option<String>,
    /// The backend's verdict; the device's is a claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<bool>,
    /// SHA-256 over the payload, made on the device.
    pub hash: String,
    /// When it was sent by the device's clock, RFC 3339.
    pub sent_at: String,
}

/// Why an attempt failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Failure {
    /// Nothing went out: what is asked of the page beforehand (a token from a server, say) found no line, or took too long.
    NotSent,
    /// No connection, refused by CORS, or broken off: whether it arrived is unknown.
    Unreachable,
    /// No answer in time: whether it arrived is unknown.
    TimedOut,
    /// A page came in place of the backend's answer, as it does where a login has ended.
    SignedOut,
    /// The page (a "before" event) stopped it, with its reason.
    Stopped {
        /// The page's words, if it gave any.
        detail: String,
    },
    /// The backend refused.
    Refused(Problem),
}

/// What a failure means for the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// It may have arrived, or may arrive later: it goes out again by itself.
    Later,
    /// It goes out again once somebody has signed in.
    SignIn,
    /// Something else is in its place.
    Conflict,
    /// Its content was judged: it is not there, and will not be as it is.
    Content,
    /// It was refused for another reason; whether it arrived before is as it was.
    Refused,
}

impl Failure {
    /// What it means, by the status where there is one (RFC 9110; RFC 8470 of 425, RFC 6585 of 429; 419 is Laravel's).
    pub fn means(&self) -> Means {
        let problem = match self {
            Self::NotSent | Self::Unreachable | Self::TimedOut => return Means::Later,
            Self::SignedOut => return Means::SignIn,
            Self::Stopped { .. } => return Means::Refused,
            Self::Refused(problem) => problem,
        };
        match problem.status {
            401 | 419 => Means::SignIn,
            // A server that cannot do it will not learn it meanwhile.
            501 => Means::Refused,
            408 | 425 | 429 | 500.. => Means::Later,
            // An earlier attempt under the same key is still being worked on.
            409 if problem.retry_after.is_some() => Means::Later,
            409 | 412 => Means::Conflict,
            // No server says 0: the device itself misses a file.
            0 | 400 | 413 | 415 | 422 => Means::Content,
            _ => Means::Refused,
        }
    }

    /// Seconds that the backend asks to wait.
    pub fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Refused(problem) => problem.retry_after,
            _ => None,
        }
    }
}

/// A refusal as RFC 9457 has it, or as much of one as the backend's answer holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// HTTP status.
    #[serde(default)]
    pub status: u16,
    /// URI that names the kind of problem.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Short text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Longer text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What is wrong where.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemError>,
    /// Seconds after which to try again (`Retry-After`).
    #[serde(skip)]
    pub retry_after: Option<u32>,
}

/// One mistake a backend found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProblemError {
    /// JSON Pointer into the report.
    pub pointer: String,
    /// What is wrong.
    pub detail: String,
}

impl ProblemError {
    /// The pointer, if it is one.
    pub fn at(&self) -> Option<Pointer> {
        Pointer::parse(&self.pointer)
    }
}

object!(Receipt: number, received_at, late, hash, sent_at);
object!(ProblemError: pointer, detail);

impl Read for Problem {
    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Self {
        let members = reader.members(node, &["type", "title", "status", "detail", "instance", "errors"]);
        Self {
            status: reader.member::<Option<u16>>(&members, "status").unwrap_or_default(),
            kind: reader.member(&members, "type"),
            title: reader.member(&members, "title"),
            detail: reader.member(&members, "detail"),
            errors: reader.member(&members, "errors"),
            retry_after: None,
        }
    }
}

impl Problem {
    /// What a body says, whatever it was written by.
    fn of(body: &Node) -> Self {
        Self {
            kind: first_text(body, &["type"]),
            title: first_text(body, &["title", "error"]),
            detail: first_text(body, &["detail", "message", "error_description"]),
            errors: mistakes(body),
            ..Self::default()
        }
    }

    fn says_nothing(&self) -> bool {
        self.title.is_none() && self.detail.is_none() && self.errors.is_empty()
    }

    fn members(&self, object: &mut Object) {
        object.member("status", &self.status);
        object.member("type", &self.kind);
        object.member("title", &self.title);
        object.member("detail", &self.detail);
        object.member("errors", &self.errors);
    }
}

impl Write for Problem {
    fn write(&self, out: &mut String) {
        let mut object = Object::default();
        self.members(&mut object);
        object.close(out);
    }
}

impl Write for Failure {
    fn write(&self, out: &mut String) {
        let mut object = Object::default();
        let kind = match self {
            Failure::NotSent => "not-sent",
            Failure::Unreachable => "unreachable",
            Failure::TimedOut => "timed-out",
            Failure::SignedOut => "signed-out",
            Failure::Stopped { detail } => {
                object.member("detail", detail);
                "stopped"
            }
            Failure::Refused(problem) => {
                problem.members(&mut object);
                "refused"
            }
        };
        object.member("kind", &kind);
        object.close(out);
    }
}

/// An HTTP answer as the wire gave it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// HTTP status; 0 where the answer was a redirect, which is not followed.
    pub status: u16,
    /// What the body is said to be, if anything.
    pub content_type: Option<String>,
    /// Body, cut at a megabyte.
    pub body: String,
    /// What the backend's clock shows, if it lets the page know.
    pub date: Option<Instant>,
    /// Seconds after which to try again, if it says so.
    pub retry_after: Option<u32>,
}

impl Reply {
    /// What the answer means for an attempt: any 2xx accepts unless a page came in its place, anything else refuses
    /// with whatever the body says, as a problem document or as plain words.
    pub fn read(&self, hash: String, sent_at: String) -> Answer {
        if self.status < 200 || (300..400).contains(&self.status) || self.is_success() && self.is_page() {
            return Answer::Failed(Failure::SignedOut);
        }
        let body = parse(&self.body, LIMITS).ok();
        if self.is_success() {
            let said = |key: &str| body.as_ref().and_then(|body| Some(&body.member(key)?.value));
            let number = match said("number") {
                Some(Value::Text(number) | Value::Number(number)) => Some(number.to_string()),
                _ => None,
            };
            let received_at = said("received_at").and_then(|at| match at {
                Value::Text(at) => Some(at.to_string()),
                _ => None,
            });
            let late = said("late").and_then(|late| match late {
                Value::Bool(late) => Some(*late),
                _ => None,
            });
            return Answer::Accepted(Receipt { number, received_at, late, hash, sent_at });
        }
        let mut problem = body.as_ref().map(Problem::of).unwrap_or_default();
        if problem.says_nothing() && !looks_like_markup(&self.body) {
            let words: String = self.body.trim().chars().take(MOST_SHOWN).collect();
            problem.detail = Some(words).filter(|words| !words.is_empty());
        }
        // The status is the answer's own, whatever the body says.
        (problem.status, problem.retry_after) = (self.status, self.retry_after);
        Answer::Failed(Failure::Refused(problem))
    }

    /// Whether it accepts, by its status alone.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether a page stands in the place of an answer: that of a login, or of a public network. PHP, Django and others
    /// call an answer HTML unless they are told what it is: JSON is an answer all the same, and so is a status that only
    /// a backend gives where it says nothing more.
    pub fn is_page(&self) -> bool {
        let kind = self.content_type.as_deref().unwrap_or_default().split(';').next().unwrap_or_default().trim();
        if !["text/html", "application/xhtml+xml"].iter().any(|html| kind.eq_ignore_ascii_case(html)) {
            // An answer in XML says so.
            return self.status == 200 && looks_like_markup(&self.body) && !kind.to_ascii_lowercase().ends_with("xml");
        }
        let says_nothing = self.body.trim().is_empty();
        if says_nothing { self.status == 200 } else { parse(&self.body, LIMITS).is_err() }
    }
}

/// Bounds of what is understood of a body.
const LIMITS: Limits = Limits { bytes: 1_000_000, depth: 16 };

/// An HTML error page says nothing to an officer.
fn looks_like_markup(body: &str) -> bool {
    body.trim_start().starts_with('<')
}
