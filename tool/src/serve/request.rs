//! What every request that carries something must have: a size within bounds, a type, a key.

use super::problem::Problem;
use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, IF_NONE_MATCH};
use baocao::finding::{Code, Expected, Finding, Pointer};
use http_body_util::BodyExt;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// Most bytes of a report.
pub const MAX_BYTES: usize = 5_000_000;

/// The key under which a report is taken once: as a structured-field string (in quotes) or bare.
///
/// # Errors
/// [`Problem::NoKey`].
pub fn key(headers: &HeaderMap) -> Result<String, Problem> {
    let value = headers.get("idempotency-key").and_then(|value| value.to_str().ok()).unwrap_or_default().trim();
    let bare = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(value);
    let fits = (1..=200).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_graphic());
    if fits { Ok(bare.to_owned()) } else { Err(Problem::NoKey) }
}

/// The header that carries a report's signature.
pub const SIGNATURE: HeaderName = HeaderName::from_static("report-signature");

/// The signature beside a report, as it came.
///
/// # Errors
/// [`Problem::NoSignature`] for what cannot be given back as it came.
pub fn signature(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let mut given = headers.get_all(SIGNATURE).iter();
    match (given.next().map(HeaderValue::to_str), given.next()) {
        (None, _) => Ok(None),
        (Some(Ok(text)), None) if !text.is_empty() => Ok(Some(text.to_owned())),
        _ => Err(Problem::NoSignature),
    }
}

/// That the body is said to be JSON.
///
/// # Errors
/// [`Problem::NotJson`].
pub fn is_json(headers: &HeaderMap) -> Result<(), Problem> {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = value.split(';').next().unwrap_or_default().trim();
    if kind.eq_ignore_ascii_case("application/json") { Ok(()) } else { Err(Problem::NotJson) }
}

/// Whether the client has this very answer already.
pub fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    let known = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    known.flat_map(|tags| tags.split(',')).any(|tag| tag.trim().trim_start_matches("W/") == etag)
}

/// Most bytes of one piece of a file.
const MAX_PIECE: usize = 8_000_000;

/// Bytes a second that a body brings on the whole, or it is given up: less than the slowest line carries.
const SLOWEST: u64 = 100;

/// A body on its way, over a line that may be slow but not stand still.
struct Arriving {
    body: Body,
    /// How long the next bytes may be waited for, and all of them beside what [`SLOWEST`] allows.
    patience: Option<Duration>,
    begun: Instant,
    came: u64,
}

/// Why no more comes of a body.
enum Halt {
    Broken,
    TooSlow,
}

impl Arriving {
    fn new(body: Body, patience: Option<Duration>) -> Self {
        Self { body, patience, begun: Instant::now(), came: 0 }
    }

    /// The next bytes; none: that was all.
    async fn next(&mut self) -> Result<Option<Bytes>, Halt> {
        loop {
            let frame = match self.patience {
                None => self.body.frame().await,
                Some(patience) => {
                    let until = self.begun + patience + Duration::from_secs(self.came / SLOWEST);
                    let frame = timeout_at(until.min(Instant::now() + patience), self.body.frame());
                    frame.await.map_err(|_| Halt::TooSlow)?
                }
            };
            let Some(frame) = frame else { return Ok(None) };
            if let Ok(bytes) = frame.map_err(|_| Halt::Broken)?.into_data() {
                self.came += bytes.len() as u64;
                return Ok(Some(bytes));
            }
        }
    }
}

/// Reads a piece of a file, and says whether it came to its end: of one that breaks off, or is too slow, what came is
/// not lost.
///
/// # Errors
/// [`Problem::FileTooLarge`].
pub async fn read_piece(body: Body, patience: Option<Duration>) -> Result<(Vec<u8>, bool), Problem> {
    let (mut body, mut bytes) = (Arriving::new(body, patience), Vec::new());
    loop {
        match body.next().await {
            Ok(Some(more)) if bytes.len() + more.len() > MAX_PIECE => return Err(Problem::FileTooLarge),
            Ok(Some(more)) => bytes.extend_from_slice(&more),
            Ok(None) => return Ok((bytes, true)),
            Err(Halt::Broken | Halt::TooSlow) => return Ok((bytes, false)),
        }
    }
}

/// Reads a body up to the limit. What goes beyond is read on for a while and dropped, so that the client is
/// still there to hear the answer.
///
/// # Errors
/// [`Problem::TooLarge`], [`Problem::TooSlow`], and [`Problem::Malformed`] for what breaks off or is not UTF-8.
pub async fn read_body(body: Body, patience: Option<Duration>) -> Result<String, Problem> {
    let (mut body, mut bytes, mut seen) = (Arriving::new(body, patience), Vec::new(), 0);
    let syntax = || {
        let code = Code::Syntax { found: String::new(), expected: Expected::Value };
        Problem::Malformed(vec![Finding::error(Pointer::root(), code)])
    };
    let why = |halt: Halt| match halt {
        Halt::Broken => syntax(),
        Halt::TooSlow => Problem::TooSlow,
    };
    while let Some(more) = body.next().await.map_err(why)? {
        seen += more.len();
        if seen <= MAX_BYTES {
            bytes.extend_from_slice(&more);
        } else if seen > 8 * MAX_BYTES {
            break;
        }
    }
    if seen > MAX_BYTES { Err(Problem::TooLarge) } else { String::from_utf8(bytes).map_err(|_| syntax()) }
}
