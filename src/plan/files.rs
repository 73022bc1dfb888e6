use crate::json::object;
use serde::{Deserialize, Serialize};

object!(Files: types, most, most_bytes, inline_bytes);

/// Files that a question of evidence takes besides documents and links.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Files {
    /// Media types: `application/pdf`, or all of a kind, `image/*`.
    pub types: Vec<String>,
    /// Most files of one answer; absent: 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
    /// Most bytes of one file; absent: 10,000,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_bytes: Option<u32>,
    /// Most bytes of a file that travels inside the report where the page names no `upload-endpoint`; absent: none does.
    /// All files of a report together have at most 3,000,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inline_bytes: Option<u32>,
}

impl Files {
    /// Bounds of what a plan may allow: files, bytes of one, bytes of one inside the report.
    pub const BOUNDS: [u32; 3] = [50, 100_000_000, 1_000_000];

    /// Most bytes of all files inside one report. In base64 they are a third more, and stand in a body of which backends
    /// take 5 MB, with the answers beside them.
    pub const INSIDE: u32 = 3_000_000;

    /// Whether files of a media type are taken.
    pub fn takes(&self, media_type: &str) -> bool {
        let takes = |taken: &String| match taken.strip_suffix('*') {
            Some(kind) => media_type.starts_with(kind),
            None => taken.eq_ignore_ascii_case(media_type),
        };
        self.types.iter().any(takes)
    }

    /// Whether photographs are among them.
    pub fn takes_images(&self) -> bool {
        self.types.iter().any(|taken| taken.starts_with("image/"))
    }

    /// Most files of one answer.
    pub fn most(&self) -> usize {
        self.most.unwrap_or(10) as usize
    }

    /// Most bytes of one file: with somewhere to upload it to, or inside the report.
    pub fn most_bytes(&self, is_uploaded: bool) -> u32 {
        let most = self.most_bytes.unwrap_or(10_000_000);
        if is_uploaded { most } else { self.inline_bytes.unwrap_or(0).min(most) }
    }

    /// Whether a text is a media type, or all of a kind.
    pub fn is_media_type(text: &str) -> bool {
        let is_token = |part: &str| {
            !part.is_empty()
                && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"+-.".contains(&byte))
        };
        let parts = text.split_once('/').filter(|_| text.len() <= 100);
        parts.is_some_and(|(kind, sub)| is_token(kind) && (sub == "*" || is_token(sub)))
    }
}
