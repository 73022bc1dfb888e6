//! The files that a frozen report names. They go to the backend before it does.

use super::Frozen;
use crate::finding::Pointer;
use crate::json::{Limits, Node, Value, parse, to_canonical};
use crate::report::EvidenceFile;

impl Frozen {
    /// A report that has just been frozen, which goes out when the backend has the files it names.
    #[must_use]
    pub fn with_its_files(mut self) -> Self {
        self.wants_files = self.missing_file().is_some();
        self
    }

    /// The first of the files that are not at the backend yet, with its place in the report.
    pub fn missing_file(&self) -> Option<(Pointer, EvidenceFile)> {
        let mut root = parse(&self.payload, Limits::default()).ok()?;
        let mut first = None;
        each_file(&mut root, Pointer::root(), &mut |at, node| {
            if first.is_none() && node.member("url").is_none() && node.member("data").is_none() {
                first = Some((at, read(node)));
            }
        });
        first
    }

    /// The backend has a file now, or the report itself holds it: that is said wherever it is named. The report has not
    /// been on the wire before, so that its bytes still may change.
    pub(super) fn has_file(&mut self, file: &EvidenceFile) {
        let Ok(mut root) = parse(&self.payload, Limits::default()) else { return };
        each_file(&mut root, Pointer::root(), &mut |_, node| {
            let Value::Object(members) = &mut node.value else { return };
            let is_it = |(key, _, value): &(Box<str>, u32, Node)| {
                &**key == "sha256" && matches!(&value.value, Value::Text(hash) if **hash == *file.sha256)
            };
            if !members.iter().any(is_it) {
                return;
            }
            for (key, value) in [("url", &file.url), ("data", &file.data)] {
                if let Some(value) = value {
                    let value = Node { at: 0, value: Value::Text(value.as_str().into()) };
                    members.push((key.into(), 0, value));
                }
            }
        });
        self.payload = to_canonical(&root);
        self.wants_files = self.missing_file().is_some();
    }
}

/// Answers hold lists of evidence; what such a list has under `file` is one. A text cannot look like it.
fn each_file(node: &mut Node, at: Pointer, does: &mut dyn FnMut(Pointer, &mut Node)) {
    match &mut node.value {
        Value::Array(items) => {
            for (i, item) in items.iter_mut().enumerate() {
                each_file(item, at.index(i), does);
            }
        }
        Value::Object(members) => {
            for (key, _, value) in members {
                let at = at.key(key);
                if &**key == "file" && value.member("sha256").is_some() {
                    does(at, value);
                } else {
                    each_file(value, at, does);
                }
            }
        }
        _ => {}
    }
}

fn read(node: &Node) -> EvidenceFile {
    let text = |key: &str| match node.member(key).map(|node| &node.value) {
        Some(Value::Text(text) | Value::Number(text)) => text.to_string(),
        _ => String::new(),
    };
    let (name, r#type, sha256) = (text("name"), text("type"), text("sha256"));
    EvidenceFile { name, r#type, size: text("size").parse().unwrap_or(0), sha256, url: None, data: None }
}
