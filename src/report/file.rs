use super::{Report, Value};
use crate::finding::Pointer;
use crate::json::object;
use serde::{Deserialize, Serialize};

object!(EvidenceFile: name, r#type, size, sha256, url, data);

/// A file that proves a result. A report that goes out says of each where it was uploaded to, or holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EvidenceFile {
    /// Its name on the device.
    pub name: String,
    /// Its media type.
    pub r#type: String,
    /// Bytes.
    pub size: u32,
    /// SHA-256 over its bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Where it was uploaded to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its bytes in base64, in place of `url`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
}

impl EvidenceFile {
    /// Whether the backend has it with the report that names it: where it was uploaded to, or inside.
    pub fn is_there(&self) -> bool {
        self.url.is_some() || self.data.is_some()
    }

    /// Whether a text is a hash as `sha256` has it.
    pub fn is_hash(text: &str) -> bool {
        text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    }
}

impl Report {
    /// The files it names, each with its place.
    pub fn files(&self) -> Vec<(Pointer, &EvidenceFile)> {
        let entries = Pointer::root().key("entries");
        let of_entries =
            self.entries.iter().enumerate().map(|(i, entry)| (entries.index(i).key("values"), &entry.values));
        let of_whole = [(Pointer::root().key("sections"), &self.sections)];
        let mut files = Vec::new();
        for (at, answers) in of_entries.chain(of_whole) {
            for (id, value) in answers.iter() {
                let Value::Evidence(rows) = value else { continue };
                let at = at.key(id.as_str());
                let named = rows.iter().enumerate().filter_map(|(i, row)| Some((i, row.file.as_ref()?)));
                files.extend(named.map(|(i, file)| (at.index(i).key("file"), file)));
            }
        }
        files
    }
}
