//! What a client does to bring a file, and where it lies then.

use crate::support::{Answer, Receiver};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

pub const PLAN: &str = "vi-du-che-do-bao-cao";
pub const UNIT: &str = "xa-b";
pub const DAY: &str = "2026-06-16";

pub fn token(receiver: &Receiver, unit: &str) -> String {
    receiver.token(json!({"plan": PLAN, "unit": {"id": unit, "name": "Xã"}, "as_of": DAY}))
}

pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn begin(receiver: &Receiver, token: &str, bytes: &[u8]) -> Answer {
    begin_with(receiver, token, bytes, &[])
}

/// The same with further headers, or others.
pub fn begin_with(receiver: &Receiver, token: &str, bytes: &[u8], headers: &[(&str, &str)]) -> Answer {
    let digest = format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(bytes)));
    let request = Receiver::agent().post(format!("{}/api/files", receiver.url)).header("Authorization", token);
    let mut request = request.header("Repr-Digest", digest).header("Upload-Complete", "?0");
    if headers.iter().all(|(name, _)| *name != "Upload-Length") {
        request = request.header("Upload-Length", bytes.len().to_string());
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    Answer::of(request.send_empty().unwrap())
}

/// Where a piece goes, its bytes, and whether it is the last one.
type Piece<'a> = (usize, &'a [u8], bool);

pub fn piece(receiver: &Receiver, token: &str, place: &str, piece: Piece<'_>) -> Answer {
    try_piece(&receiver.url, token, place, piece).unwrap()
}

/// The same, to a receiver that may die.
pub fn try_piece(url: &str, token: &str, place: &str, piece: Piece<'_>) -> Option<Answer> {
    let (offset, bytes, is_last) = piece;
    let request = Receiver::agent().patch(format!("{url}{place}")).header("Authorization", token);
    let request = request.header("Content-Type", "application/partial-upload");
    let request = request.header("Upload-Offset", offset.to_string());
    request.header("Upload-Complete", if is_last { "?1" } else { "?0" }).send(bytes).ok().map(Answer::of)
}

pub fn stands(answer: &Answer) -> (u16, &str, &str) {
    (answer.status, answer.header("upload-offset"), answer.header("upload-complete"))
}

pub fn uploads(receiver: &Receiver, token: &str, bytes: &[u8]) -> String {
    let place = begin(receiver, token, bytes).header("location").to_owned();
    assert_eq!(stands(&piece(receiver, token, &place, (0, bytes, true))).2, "?1");
    place
}

/// A report of the example with one file.
pub fn report(file: Value) -> Value {
    json!({
        "format": "baocao-report/1",
        "plan": {"id": PLAN, "version": "2026-01", "title": "T", "hash": "0"},
        "unit": {"id": UNIT, "name": "Xã B"},
        "kind": {"id": "su-co", "title": "Báo cáo sự cố"},
        "period": {"id": "2026-06-16-0800", "event": "2026-06-16T07:00"},
        "reporter": {"name": "Cán bộ A", "position": "Chuyên viên"},
        "sections": {"overall": "Sự cố đã khắc phục xong", "evidence": [{"file": file}]},
        "revision": 1,
        "client": "thử/1",
        "prepared_at": "2026-06-16T08:00:00+07:00"
    })
}

/// A file of these bytes as a report names it.
pub fn named(receiver: &Receiver, bytes: &[u8]) -> Value {
    let (size, sha256) = (bytes.len(), hash(bytes));
    let url = format!("{}/api/files/{sha256}", receiver.url);
    json!({"name": "biên bản.pdf", "type": "application/pdf", "size": size, "sha256": sha256, "url": url})
}

/// Where a file of a unit lies.
pub fn lies(data: &Path, unit: &str, name: &str) -> PathBuf {
    data.join("files").join(hash(unit.as_bytes())).join(name)
}

/// Has a file look as if nobody had touched it for so many days.
pub fn age(place: &Path, days: u32) {
    let file = std::fs::File::options().append(true).open(place).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(86_400) * days).unwrap();
}
