//! Files that prove results: uploaded before the report that names them, in pieces where the line breaks, as the IETF
//! draft "Resumable Uploads for HTTP" has it. They lie beside the database, each under its unit and its hash.

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
use baocao::finding::{Code, Finding, Severity};
use baocao::json::{Limits, hash, read_text};
use baocao::report::{EvidenceFile, Report};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// Most bytes of a file.
const MOST: u64 = 100_000_000;

const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const COMPLETE: HeaderName = HeaderName::from_static("upload-complete");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const DIGEST: HeaderName = HeaderName::from_static("repr-digest");

/// Where files lie.
#[derive(Debug)]
pub struct Files {
    folder: PathBuf,
    /// Two requests do not append to one file.
    appending: Mutex<()>,
}

impl Files {
    /// Files in a folder, which is made with the first of them.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, appending: Mutex::new(()) }
    }

    /// Where a file of a unit lies. Neither name is one that a client chose: a unit's is hashed, a hash is one.
    pub fn place(&self, unit: &str, sha256: &str) -> PathBuf {
        self.folder.join(hash(unit)).join(sha256)
    }

    /// The folder of all units.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Does something while nobody appends in this process.
    pub fn alone<T>(&self, work: impl FnOnce() -> T) -> T {
        let _alone = self.appending.lock().unwrap_or_else(PoisonError::into_inner);
        work()
    }

    fn is_there(&self, unit: &str, file: &EvidenceFile) -> bool {
        let found = EvidenceFile::is_hash(&file.sha256).then(|| fs::metadata(self.place(unit, &file.sha256)));
        found.is_some_and(|found| found.is_ok_and(|found| found.len() == u64::from(file.size)))
    }

    /// What a report says of files that are not here, or not as it says.
    pub fn lacking(&self, report: &Report) -> Vec<Finding> {
        let is_here = |file: &EvidenceFile| match &file.data {
            None => self.is_there(report.unit.id.as_str(), file),
            Some(data) => STANDARD.decode(data).is_ok_and(|bytes| hexadecimal(&Sha256::digest(&bytes)) == file.sha256),
        };
        let lacking = report.files().into_iter().filter(|(_, file)| !is_here(file));
        lacking.map(|(at, _)| Finding::error(at, Code::FileMissing)).collect()
    }

    /// How many bytes of a file are here, and whether that is all of it.
    fn stands(&self, unit: &str, sha256: &str) -> Option<(u64, bool)> {
        let place = self.place(unit, sha256);
        let length = |place: PathBuf| fs::metadata(place).ok().map(|found| found.len());
        length(place.clone()).map(|all| (all, true)).or_else(|| Some((length(part(place))?, false)))
    }

    /// Makes room for a file, unless it has some; that counts as used from now on.
    fn begin(&self, unit: &str, sha256: &str) -> io::Result<(u64, bool)> {
        let whole = self.place(unit, sha256);
        if let Some(stands) = self.stands(unit, sha256) {
            let place = if stands.1 { whole } else { part(whole) };
            OpenOptions::new().append(true).open(place)?.set_modified(SystemTime::now())?;
            return Ok(stands);
        }
        let place = part(whole);
        place.parent().map_or(Ok(()), fs::create_dir_all)?;
        File::create(place)?;
        Ok((0, false))
    }

    /// Appends to a file; with its last piece it is held against its hash.
    fn append(&self, unit: &str, sha256: &str, piece: &Piece) -> Result<(u64, bool), Problem> {
        let _alone = self.appending.lock().unwrap_or_else(PoisonError::into_inner);
        let (stands, is_all) = self.stands(unit, sha256).ok_or(Problem::NotFound)?;
        if is_all {
            return Ok((stands, true));
        }
        if stands != piece.offset {
            return Err(Problem::OtherOffset(stands));
        }
        let now = stands + piece.bytes.len() as u64;
        if now > MOST {
            return Err(Problem::FileTooLarge);
        }
        let (place, failed) = (self.place(unit, sha256), |error: io::Error| Problem::Internal(error.to_string()));
        let mut file = OpenOptions::new().append(true).open(part(place.clone())).map_err(failed)?;
        file.write_all(&piece.bytes).map_err(failed)?;
        if !piece.is_last {
            return Ok((now, false));
        }
        file.sync_all().map_err(failed)?;
        if digest_of(&part(place.clone())).map_err(failed)? != sha256 {
            fs::remove_file(part(place)).map_err(failed)?;
            return Err(Problem::OtherDigest);
        }
        fs::rename(part(place.clone()), place).map_err(failed)?;
        Ok((now, true))
    }
}

/// What one request brings of a file.
struct Piece {
    offset: u64,
    bytes: Vec<u8>,
    is_last: bool,
}

/// The file as long as it is not whole.
fn part(mut place: PathBuf) -> PathBuf {
    place.set_extension("part");
    place
}

fn digest_of(place: &Path) -> io::Result<String> {
    let (mut file, mut digest, mut piece) = (File::open(place)?, Sha256::new(), [0; 65_536]);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hexadecimal(&digest.finalize())),
            n => digest.update(&piece[..n]),
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

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
fn standing(status: StatusCode, (offset, is_complete): (u64, bool), location: Option<String>) -> Response {
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
            let begun = receiver.files.begin(&unit, &sha256);
            let stands = begun.map_err(|error| Problem::Internal(error.to_string()))?;
            let status = if stands.1 { StatusCode::OK } else { StatusCode::CREATED };
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
        let (bytes, is_whole) = read_piece(body).await?;
        let piece = Piece { offset, bytes, is_last: is_last && is_whole };
        let receiver = Shared::clone(&receiver);
        blocking(move || {
            let sha256 = Some(sha256).filter(|hash| EvidenceFile::is_hash(hash)).ok_or(Problem::NotFound)?;
            match receiver.files.append(&unit, &sha256, &piece) {
                Ok(stands) => Ok(standing(StatusCode::NO_CONTENT, stands, None)),
                Err(Problem::OtherOffset(at)) => Ok(standing(StatusCode::CONFLICT, (at, false), None)),
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
            let stands = receiver.files.stands(&unit, &sha256).ok_or(Problem::NotFound)?;
            match (is_head, stands.1) {
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
            let body = receiver.store.body(id)?.ok_or(Problem::NotFound)?;
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
