use crate::finding::{Pointer, Severity};
use crate::json::{Limits, Node, Object, Read, Reader, Write, object, read_text};
use crate::schedule::Instant;
use serde::{Deserialize, Serialize};

/// Proof of arrival, as far as the backend gives one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// What came of an attempt to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The backend has the report.
    Accepted(Receipt),
    /// It has not, or nobody knows.
    Failed(Failure),
}

/// Why an attempt failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Failure {
    /// No connection, refused by CORS, or broken off: whether it arrived is unknown.
    Unreachable,
    /// No answer in time: whether it arrived is unknown.
    TimedOut,
    /// The page (a "before" event) stopped it, with its reason.
    Stopped {
        /// The page's words, if it gave any.
        detail: String,
    },
    /// The backend refused.
    Refused(Problem),
}

impl Failure {
    /// Whether nobody knows if the backend has the report.
    pub fn leaves_open(&self) -> bool {
        match self {
            Failure::Unreachable | Failure::TimedOut => true,
            Failure::Stopped { .. } => false,
            Failure::Refused(problem) => problem.status >= 500,
        }
    }

    /// Whether the same payload may go out under the same key. A refusal of the content is final for
    /// that key; everything else may be tried again.
    pub fn may_be_resent_as_is(&self) -> bool {
        match self {
            Failure::Unreachable | Failure::TimedOut | Failure::Stopped { .. } => true,
            Failure::Refused(problem) => !matches!(problem.status, 400 | 409 | 413 | 415 | 422),
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
            // The status is the answer's own, whatever the body says.
            status: 0,
            kind: reader.member(&members, "type"),
            title: reader.member(&members, "title"),
            detail: reader.member(&members, "detail"),
            errors: reader.member(&members, "errors"),
        }
    }
}

impl Write for Failure {
    fn write(&self, out: &mut String) {
        let mut object = Object::default();
        let kind = match self {
            Failure::Unreachable => "unreachable",
            Failure::TimedOut => "timed-out",
            Failure::Stopped { detail } => {
                object.member("detail", detail);
                "stopped"
            }
            Failure::Refused(problem) => {
                object.member("status", &problem.status);
                object.member("type", &problem.kind);
                object.member("title", &problem.title);
                object.member("detail", &problem.detail);
                object.member("errors", &problem.errors);
                "refused"
            }
        };
        object.member("kind", &kind);
        object.close(out);
    }
}

/// An HTTP answer as the wire gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Body, cut at a megabyte.
    pub body: String,
    /// What the backend's clock shows, if it lets the page know.
    pub date: Option<Instant>,
}

/// Most characters of a foreign text that are shown.
const MOST_SHOWN: usize = 2_000;

impl Reply {
    /// What the answer means for an attempt: any 2xx accepts, anything else refuses with whatever the body
    /// says, as a problem document or as plain words.
    pub fn read(&self, hash: String, sent_at: String) -> Answer {
        if (200..300).contains(&self.status) {
            #[derive(Default)]
            struct Given {
                number: Option<String>,
                received_at: Option<String>,
                late: Option<bool>,
            }
            object!(Given: number, received_at, late);
            let given: Given = lenient(&self.body).unwrap_or_default();
            let Given { number, received_at, late } = given;
            return Answer::Accepted(Receipt { number, received_at, late, hash, sent_at });
        }
        let mut problem: Problem = lenient(&self.body).unwrap_or_default();
        let says_nothing = problem.kind.is_none() && problem.title.is_none() && problem.errors.is_empty();
        if says_nothing && problem.detail.is_none() && !looks_like_markup(&self.body) {
            let words: String = self.body.trim().chars().take(MOST_SHOWN).collect();
            problem.detail = Some(words).filter(|words| !words.is_empty());
        }
        problem.status = self.status;
        Answer::Failed(Failure::Refused(problem))
    }
}

/// A foreign JSON object, as far as it can be understood; unknown keys are no matter.
fn lenient<T: Read>(text: &str) -> Option<T> {
    read_text(text, Limits { bytes: 1_000_000, depth: 16 }, Severity::Warning).value
}

/// An HTML error page says nothing to an officer.
fn looks_like_markup(body: &str) -> bool {
    body.trim_start().starts_with('<')
}
