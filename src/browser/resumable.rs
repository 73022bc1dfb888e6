//! Uploads that go on after a break, as the IETF draft "Resumable Uploads for HTTP" has them: `POST` says what will come
//! and is told how much is there already, each `PATCH` appends a piece. The contract is in `docs/backend.md`.

use super::answer::header;
use super::chosen::{call, in_base64};
use super::text::address;
use super::transport::{HttpTransport, set, stopped};
use crate::delivery::{Answer, Failure, Reply};
use crate::report::EvidenceFile;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;

/// Bytes of one piece: on a bad line it still arrives within the time that an answer is waited for.
const PIECE: u32 = 262_144;
/// How often in one attempt the server may correct where it stands.
const CORRECTIONS: u32 = 3;

impl HttpTransport {
    /// Uploads a file to where the page said; gives the address where it is then. `told` hears how many bytes have
    /// arrived.
    ///
    /// # Errors
    /// What came between, or what the server said.
    pub async fn upload(
        &self,
        endpoint: &str,
        file: &EvidenceFile,
        bytes: &Uint8Array,
        told: impl Fn(u32),
    ) -> Result<String, Failure> {
        let (reply, answer) = self.exchange(async || self.beginning(endpoint, file).await).await?;
        is_taken(&reply)?;
        let place = header(&answer, "location").and_then(|place| address(&place, endpoint));
        let Some((url, true)) = place else {
            let detail = "upload-endpoint: expected a Location of the same origin in the answer".to_owned();
            return Err(Failure::Stopped { detail });
        };
        let (mut offset, mut corrections) = (offset_of(&answer).unwrap_or(0), 0);
        let mut is_complete = is_complete_by(&answer);
        while !is_complete {
            told(offset);
            let end = bytes.length().min(offset.saturating_add(PIECE));
            let (reply, answer) = self.exchange(async || self.piece(&url, bytes, offset, end).await).await?;
            let stands_at = offset_of(&answer);
            // The server has more or less than was thought: another page, or a piece whose answer was lost.
            if reply.status == 409
                && let Some(at) = stands_at
                && corrections < CORRECTIONS
            {
                (offset, corrections) = (at, corrections + 1);
                continue;
            }
            is_taken(&reply)?;
            let now = stands_at.unwrap_or(end);
            is_complete = is_complete_by(&answer) || now >= bytes.length();
            if now <= offset && !is_complete {
                return Err(Failure::Unreachable);
            }
            offset = now;
        }
        told(bytes.length());
        Ok(url)
    }

    async fn beginning(&self, endpoint: &str, file: &EvidenceFile) -> Result<JsValue, Failure> {
        let headers = self.headers(endpoint, &file.r#type, |_| false).await?;
        let set = |name: &str, value: &str| set(&headers, name, value);
        set("Upload-Complete", "?0")?;
        set("Upload-Length", &file.size.to_string())?;
        set("Repr-Digest", &format!("sha-256=:{}:", in_base64(&bytes_of(&file.sha256)).map_err(stopped)?))?;
        let window = web_sys::window().ok_or_else(|| stopped(JsValue::UNDEFINED))?;
        let name = call(&window, "encodeURIComponent", &[&(&*file.name).into()]).map_err(stopped)?;
        let name = name.as_string().unwrap_or_default();
        set("Content-Disposition", &format!("attachment; filename*=UTF-8''{name}"))?;
        self.asking(endpoint, "POST", headers, JsValue::NULL)
    }

    async fn piece(&self, url: &str, bytes: &Uint8Array, from: u32, to: u32) -> Result<JsValue, Failure> {
        let headers = self.headers(url, "application/partial-upload", |_| false).await?;
        set(&headers, "Upload-Offset", &from.to_string())?;
        set(&headers, "Upload-Complete", if to == bytes.length() { "?1" } else { "?0" })?;
        self.asking(url, "PATCH", headers, bytes.subarray(from, to).into())
    }
}

/// Whether an answer took what was sent; a page in its place did not.
fn is_taken(reply: &Reply) -> Result<(), Failure> {
    match reply.read(String::new(), String::new()) {
        Answer::Failed(failure) => Err(failure),
        _ => Ok(()),
    }
}

fn offset_of(answer: &JsValue) -> Option<u32> {
    header(answer, "upload-offset")?.trim().parse().ok()
}

/// A structured-field boolean (RFC 9651).
fn is_complete_by(answer: &JsValue) -> bool {
    header(answer, "upload-complete").is_some_and(|value| value.trim() == "?1")
}

/// A hash in hexadecimal as its bytes.
fn bytes_of(hash: &str) -> Vec<u8> {
    let byte = |i: usize| hash.get(i..i + 2).and_then(|two| u8::from_str_radix(two, 16).ok());
    (0..hash.len()).step_by(2).filter_map(byte).collect()
}
