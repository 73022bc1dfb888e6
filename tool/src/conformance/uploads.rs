//! Brings files as the form does: says what will come, goes on after a break, and does it wrong on purpose.

use super::Options;
use super::check::{Check, Row, Verdict};
use super::client::{Answer, Client, Reply, seen};
use super::report::MARK;
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, Method};
use baocao::report::EvidenceFile;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use url::Url;

/// Bytes of the piece that the form sends.
const PIECE: usize = 262_144;
/// Bytes of the file: a piece, and another one.
const WHOLE: usize = 300_000;
/// More than anybody takes.
const TOO_MANY: usize = 1_000_000_000_000;

/// What came of it.
pub struct Brought {
    /// What was seen on the way.
    pub rows: Vec<Row>,
    /// The file, as a report names it; none where it is not all there.
    pub file: Option<EvidenceFile>,
}

/// One run against the address that takes files.
struct Run<'a> {
    options: &'a Options,
    client: &'a Client,
    endpoint: &'a Url,
    rows: Vec<Row>,
}

/// Brings one file whole, and others that must not be taken. `salt` makes them such as the backend has never seen.
pub fn bring(options: &Options, client: &Client, endpoint: &Url, salt: &str) -> Brought {
    let mut run = Run { options, client, endpoint, rows: Vec::new() };
    let file = run.whole(&content(salt));
    if file.is_some() {
        run.damaged(&content(&format!("{salt} 2")));
        run.large(&content(&format!("{salt} 3")));
    }
    Brought { rows: run.rows, file }
}

impl Run<'_> {
    /// A file in two pieces, with a break between them.
    fn whole(&mut self, bytes: &[u8]) -> Option<EvidenceFile> {
        let begun = self.begin(bytes, bytes.len());
        let place = self.place(&begun);
        let has_begun = place.is_some() && stands(&begun) == Some(0);
        self.tell(Check::UploadStart, has_begun, &begun);
        let place = place.filter(|_| has_begun)?;
        let kept = self.append(&place, bytes, (0, PIECE));

        // As a page does that does not know that its piece has arrived.
        let again = self.append(&place, bytes, (0, PIECE));
        let is_told = again.as_ref().is_ok_and(|answer| answer.status == 409) && stands(&again) == Some(PIECE);
        self.tell(Check::UploadOffset, is_told, &again);

        let resumed = self.begin(bytes, bytes.len());
        let goes_on = is_taken(&kept) && is_taken(&resumed) && stands(&resumed) == Some(PIECE);
        let place = self.place(&resumed).filter(|_| goes_on);
        let Some(place) = place else {
            self.tell(Check::UploadResume, false, &resumed);
            return None;
        };
        let ended = self.append(&place, bytes, (PIECE, bytes.len()));
        let is_whole = is_taken(&ended) && is_complete(&ended);
        self.tell(Check::UploadResume, is_whole, &ended);
        is_whole.then(|| EvidenceFile {
            name: "baocao-conformance.pdf".to_owned(),
            r#type: "application/pdf".to_owned(),
            size: WHOLE as u32,
            sha256: Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect(),
            url: Some(place.to_string()),
            data: None,
        })
    }

    /// One that is not what its hash says.
    fn damaged(&mut self, bytes: &[u8]) {
        let begun = self.begin(bytes, bytes.len());
        let mut other = bytes.to_vec();
        other.reverse();
        let reply = match self.place(&begun) {
            Some(place) if is_taken(&begun) => {
                let _ = self.append(&place, &other, (0, PIECE));
                self.append(&place, &other, (PIECE, other.len()))
            }
            _ => begun,
        };
        self.tell(Check::UploadDigest, reply.as_ref().is_ok_and(Answer::is_refusal), &reply);
    }

    /// One that nobody would take: said at its question, not tried again for ever.
    fn large(&mut self, bytes: &[u8]) {
        let reply = self.begin(bytes, TOO_MANY);
        let is_said = reply.as_ref().is_ok_and(|answer| matches!(answer.status, 400 | 413 | 422));
        self.tell(Check::UploadLarge, is_said, &reply);
    }

    /// Says what will come.
    fn begin(&self, bytes: &[u8], length: usize) -> Reply {
        let mut headers = self.headers("application/pdf", "?0");
        let digest = format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(bytes)));
        headers.insert("upload-length", HeaderValue::from(length));
        if let Ok(digest) = HeaderValue::try_from(digest) {
            headers.insert("repr-digest", digest);
        }
        let name = HeaderValue::from_static("attachment; filename*=UTF-8''baocao-conformance.pdf");
        headers.insert("content-disposition", name);
        self.client.send(Method::POST, self.endpoint.as_str(), headers, b"")
    }

    /// Sends a piece, the last one as such.
    fn append(&self, place: &Url, bytes: &[u8], (from, to): (usize, usize)) -> Reply {
        let is_last = to == bytes.len();
        let mut headers = self.headers("application/partial-upload", if is_last { "?1" } else { "?0" });
        headers.insert("upload-offset", HeaderValue::from(from));
        self.client.send(Method::PATCH, place.as_str(), headers, bytes.get(from..to).unwrap_or_default())
    }

    fn headers(&self, content_type: &'static str, complete: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        headers.insert("upload-complete", HeaderValue::from_static(complete));
        self.client.log_in(&mut headers);
        headers
    }

    /// Where the pieces go, if it is where the form would send them.
    fn place(&self, begun: &Reply) -> Option<Url> {
        let answer = begun.as_ref().ok().filter(|answer| answer.is_success())?;
        let location = Some(answer.header(LOCATION.as_str())).filter(|location| !location.is_empty())?;
        let place = self.endpoint.join(location).ok()?;
        (place.origin() == self.endpoint.origin()).then_some(place)
    }

    fn tell(&mut self, check: Check, is_so: bool, reply: &Reply) {
        let mut seen = seen(reply, self.options.lang);
        if let Some(at) = stands(reply) {
            seen = format!("{seen}, Upload-Offset: {at}");
        }
        self.rows.push(Row { check, verdict: if is_so { Verdict::Yes } else { Verdict::No }, seen });
    }
}

/// A file that says what it is.
fn content(salt: &str) -> Vec<u8> {
    let mut bytes = format!("%PDF-1.7\n% {MARK} {salt}\n").into_bytes();
    bytes.resize(WHOLE, b' ');
    bytes
}

fn is_taken(reply: &Reply) -> bool {
    reply.as_ref().is_ok_and(|answer| answer.is_success() && !answer.is_page())
}

/// How many bytes are there, as the answer says.
fn stands(reply: &Reply) -> Option<usize> {
    reply.as_ref().ok()?.header("upload-offset").trim().parse().ok()
}

fn is_complete(reply: &Reply) -> bool {
    reply.as_ref().is_ok_and(|answer| answer.header("upload-complete").trim() == "?1")
}
