//! Files that prove results: uploaded before the report that names them, in pieces where the line breaks, as the IETF
//! draft "Resumable Uploads for HTTP" has it. `folder` is where they lie, beside the database.

mod folder;

pub use folder::Files;

use self::folder::{Named, Piece, Standing, hexadecimal};
use super::problem::{Problem, Refusal, language};
use super::reports::blocking;
use super::request::read_piece;
use super::store::numbered;
use super::tokens::{Grant, Holder};
use super::{Receiver, Shared};
use axum::extract::{self, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, LOCATION};
use axum::response::{IntoResponse, Response};
use baocao::finding::Severity;
use baocao::json::{Limits, read_text};
use baocao::report::{EvidenceFile, Report};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fs;

/// Bytes.
pub const MEGABYTE: u64 = 1_000_000;

/// Most bytes of a file.
const MOST: u64 = 100 * MEGABYTE;

/// Megabytes that a unit's files may take that no report names, where nobody says otherwise.
pub const QUOTA: u32 = 1_000;

const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const COMPLETE: HeaderName = HeaderName::from_static("upload-complete");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const DIGEST: HeaderName = HeaderName::from_static("repr-digest");

/// The unit whose files a token may bring.
fn unit_of(grant: &Grant) -> Result<String, Problem> {
    match &grant.holder {
        Holder::Unit(unit) => Ok(unit.id.to_string()),
        Holder::Consolidator => Err(Problem::Foreign),
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    Some(headers.get(name)?.to_str().ok()?.trim())
}

/// The hash in `Repr-Digest: sha-256=:…:` (RFC 9530), in hexadecimal.
fn digest(headers: &HeaderMap) -> Option<String> {
    let all = text(headers, &DIGEST)?.split(',').map(str::trim);
    let value = all.filter_map(|one| one.strip_prefix("sha-256=:")?.strip_suffix(':')).next()?;
    let bytes = STANDARD.decode(value).ok()?;
    (bytes.len() == 32).then(|| hexadecimal(&bytes))
}

/// How far an upload is.
fn standing(status: StatusCode, stands: Standing, location: Option<String>) -> Response {
    let Standing { offset, is_complete } = stands;
    let mut response = status.into_response();
    let headers = response.headers_mut();
    headers.insert(OFFSET, HeaderValue::from(offset));
    headers.insert(COMPLETE, HeaderValue::from_static(if is_complete { "?1" } else { "?0" }));
    if let Some(location) = location.and_then(|location| HeaderValue::try_from(location).ok()) {
        headers.insert(LOCATION, location);
    }
    response
}

/// `POST /api/files`: what will come; answers where it is put, and how much of it is here already.
pub async fn post(State(receiver): State<Shared>, headers: HeaderMap) -> Result<Response, Refusal> {
    let begun = async {
        let unit = unit_of(&*receiver.tokens.of(&headers)?)?;
        let length = text(&headers, &LENGTH).and_then(|length| length.parse::<u64>().ok());
        let (Some(length), Some(sha256)) = (length, digest(&headers)) else { return Err(Problem::NoUpload) };
        if length > MOST {
            return Err(Problem::FileTooLarge);
        }
        let receiver = Shared::clone(&receiver);
        blocking(move || {
            let stands = receiver.files.begin(&unit, &sha256, length, receiver.named(&unit))?;
            let status = if stands.is_complete { StatusCode::OK } else { StatusCode::CREATED };
            Ok(standing(status, stands, Some(format!("/api/files/{sha256}"))))
        })
        .await
    };
    begun.await.map_err(|problem| problem.in_language(language(&headers)))
}

/// `PATCH /api/files/{hash}`: the next piece. Of one that breaks off, what has arrived is kept.
pub async fn patch(
    State(receiver): State<Shared>,
    extract::Path(sha256): extract::Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let headers = parts.headers;
    let appended = async {
        let unit = unit_of(&*receiver.tokens.of(&headers)?)?;
        let offset = text(&headers, &OFFSET).and_then(|offset| offset.parse().ok()).ok_or(Problem::NoUpload)?;
        let is_last = text(&headers, &COMPLETE) == Some("?1");
        let (bytes, is_whole) = read_piece(body, receiver.patience).await?;
        let piece = Piece { offset, bytes, is_last: is_last && is_whole };
        let receiver = Shared::clone(&receiver);
        blocking(move || {
            let sha256 = Some(sha256).filter(|hash| EvidenceFile::is_hash(hash)).ok_or(Problem::NotFound)?;
            match receiver.files.append(&unit, &sha256, &piece, receiver.named(&unit)) {
                Ok(stands) => Ok(standing(StatusCode::NO_CONTENT, stands, None)),
                Err(Problem::OtherOffset(offset)) => {
                    Ok(standing(StatusCode::CONFLICT, Standing { offset, is_complete: false }, None))
                }
                Err(problem) => Err(problem),
            }
        })
        .await
    };
    appended.await.map_err(|problem| problem.in_language(language(&headers)))
}

/// `HEAD /api/files/{hash}`: how much of it is here; `GET`: a unit's own file.
pub async fn get(
    State(receiver): State<Shared>,
    extract::Path(sha256): extract::Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let headers = request.headers().clone();
    let is_head = request.method() == axum::http::Method::HEAD;
    let found = async {
        let unit = unit_of(&*receiver.tokens.of(&headers)?)?;
        let receiver = Shared::clone(&receiver);
        blocking(move || {
            let sha256 = Some(sha256).filter(|hash| EvidenceFile::is_hash(hash)).ok_or(Problem::NotFound)?;
            let stands = receiver.files.stands(&unit, &sha256)?.ok_or(Problem::NotFound)?;
            match (is_head, stands.is_complete) {
                (true, _) => Ok(standing(StatusCode::NO_CONTENT, stands, None)),
                (false, true) => receiver.file(&unit, &sha256),
                (false, false) => Err(Problem::NotFound),
            }
        })
        .await
    };
    found.await.map_err(|problem| problem.in_language(language(&headers)))
}

/// `GET /api/reports/BC-000001/files/{hash}`: a file that a report names, for whoever may read the report.
pub async fn of_report(
    State(receiver): State<Shared>,
    extract::Path((number, sha256)): extract::Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let found = async {
        let grant = receiver.tokens.of(&headers)?;
        let id = numbered(&number).ok_or(Problem::NotFound)?;
        let receiver = Shared::clone(&receiver);
        blocking(move || {
            let kept = receiver.store.one(id)?.ok_or(Problem::NotFound)?.report;
            if !grant.reads(&kept.plan, &kept.unit) {
                return Err(Problem::Foreign);
            }
            let body = receiver.store.sent(id)?.ok_or(Problem::NotFound)?.body;
            let report = read_text::<Report>(&body, Limits::default(), Severity::Warning).value;
            let report = report.ok_or_else(|| Problem::Internal(format!("{number} cannot be read")))?;
            let named = report.files().into_iter().find(|(_, file)| file.sha256 == sha256);
            match named.map(|(_, file)| file.data.as_deref()) {
                None => Err(Problem::NotFound),
                Some(None) => receiver.file(&kept.unit, &sha256),
                Some(Some(data)) => STANDARD.decode(data).map(download).map_err(|_| Problem::NotFound),
            }
        })
        .await
    };
    found.await.map_err(|problem| problem.in_language(language(&headers)))
}

impl Receiver {
    /// Asks the database which files of a unit reports name.
    fn named(&self, unit: &str) -> impl Named {
        move || self.store.named_files_of(unit).map_err(Problem::from)
    }

    fn file(&self, unit: &str, sha256: &str) -> Result<Response, Problem> {
        let read = fs::read(self.files.place(unit, sha256));
        read.map(download).map_err(|_| Problem::NotFound)
    }
}

/// A file is never shown by the browser under this origin: it is what somebody uploaded.
fn download(bytes: Vec<u8>) -> Response {
    let headers = [(CONTENT_TYPE, "application/octet-stream"), (CONTENT_DISPOSITION, "attachment")];
    (headers, bytes).into_response()
}
