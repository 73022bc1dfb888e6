use crate::json::{Limits, hash, parse, to_canonical};
use std::sync::Arc;

/// The document that a plan was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source(Arc<str>);

impl Source {
    pub(super) fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// SHA-256 over its canonical JSON (RFC 8785), in hexadecimal. Worked out when it is asked for: for a large
    /// plan it takes as long as all the reading.
    pub fn hash(&self) -> String {
        let canonical = parse(&self.0, Limits::default()).map(|root| to_canonical(&root));
        hash(canonical.as_deref().unwrap_or(&self.0))
    }
}
