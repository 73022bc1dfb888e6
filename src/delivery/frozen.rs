use crate::finding::Severity;
use crate::json::{Limits, Object, Value, object, parse, read_text};
use crate::report::Report;
use serde::{Deserialize, Serialize};

/// A report ready for the wire: its bytes never change under one key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// Value of `Idempotency-Key`.
    pub key: String,
    /// Canonical JSON.
    pub payload: String,
    /// [`answers_hash`](super::answers_hash) of what was typed: of the same answers it stays the same report, however
    /// late it is by now. Empty in records of before it was kept.
    #[serde(default)]
    pub answers: String,
    /// What the page's signer gave for these bytes, as JSON: it is made once, so that it stays the same under the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    /// Whether it names files that are not at the backend yet. Then those go out first, and what it says of them changes:
    /// only what has been on the wire is the same for good.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub wants_files: bool,
}

object!(Frozen: key, payload, answers, signature, wants_files);

impl Frozen {
    /// A report that nobody has signed.
    pub fn new(key: String, payload: String, answers: String) -> Self {
        Self { key, payload, answers, signature: None, wants_files: false }
    }

    /// Whether its key is one as this program makes them: in addresses and headers it stands for nothing else.
    pub(super) fn has_plain_key(&self) -> bool {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (1..=64).contains(&self.key.len()) && self.key.bytes().all(is_plain)
    }

    /// The report, where it can be read.
    pub fn report(&self) -> Option<Report> {
        read_text(&self.payload, Limits::default(), Severity::Warning).value
    }

    /// The same report as another revision, in place of the one that the backend knows by a number.
    #[must_use]
    pub fn revised(&self, revision: u32, supersedes: Option<&str>) -> Self {
        let Ok(root) = parse(&self.payload, Limits::default()) else { return self.clone() };
        let Value::Object(members) = &root.value else { return self.clone() };
        let mut report = Object::default();
        for (key, _, value) in members.iter().filter(|(key, ..)| !matches!(&**key, "revision" | "supersedes")) {
            report.member(key, value);
        }
        report.member("revision", &revision);
        report.member("supersedes", &supersedes.map(str::to_owned));
        let mut payload = String::new();
        report.close(&mut payload);
        Self { payload, signature: None, ..self.clone() }
    }
}
