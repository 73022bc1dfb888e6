//! Files as a client brings them: the real program, real HTTP, real files.

#![allow(clippy::unwrap_used)] // a test may panic

mod support;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::net::TcpStream;
use support::{Answer, Receiver};
#[cfg(unix)]
use support::{folder, site::Site};

const PLAN: &str = "vi-du-che-do-bao-cao";
const UNIT: &str = "xa-b";
const DAY: &str = "2026-06-16";

fn token(receiver: &Receiver, unit: &str) -> String {
    receiver.token(json!({"plan": PLAN, "unit": {"id": unit, "name": "Xã"}, "as_of": DAY}))
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn begin(receiver: &Receiver, token: &str, bytes: &[u8]) -> Answer {
    let digest = format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(bytes)));
    let request = Receiver::agent().post(format!("{}/api/files", receiver.url)).header("Authorization", token);
    let request = request.header("Upload-Length", bytes.len().to_string()).header("Repr-Digest", digest);
    Answer::of(request.header("Upload-Complete", "?0").send_empty().unwrap())
}

fn piece(receiver: &Receiver, token: &str, place: &str, (offset, bytes, is_last): (usize, &[u8], bool)) -> Answer {
    let request = Receiver::agent().patch(format!("{}{place}", receiver.url)).header("Authorization", token);
    let request = request.header("Content-Type", "application/partial-upload");
    let request = request.header("Upload-Offset", offset.to_string());
    Answer::of(request.header("Upload-Complete", if is_last { "?1" } else { "?0" }).send(bytes).unwrap())
}

fn stands(answer: &Answer) -> (u16, &str, &str) {
    (answer.status, answer.header("upload-offset"), answer.header("upload-complete"))
}

fn uploads(receiver: &Receiver, token: &str, bytes: &[u8]) -> String {
    let place = begin(receiver, token, bytes).header("location").to_owned();
    assert_eq!(stands(&piece(receiver, token, &place, (0, bytes, true))).2, "?1");
    place
}

#[test]
fn a_file_comes_in_pieces_and_once() {
    let receiver = Receiver::start();
    let token = token(&receiver, UNIT);
    let bytes = b"%PDF-1.7 quyet dinh";
    let begun = begin(&receiver, &token, bytes);
    let place = format!("/api/files/{}", hash(bytes));
    assert_eq!((stands(&begun), begun.header("location")), ((201, "0", "?0"), &*place));
    assert_eq!(stands(&piece(&receiver, &token, &place, (0, &bytes[..5], false))), (204, "5", "?0"));
    // A piece whose answer was lost comes again: the client is told where it stands.
    assert_eq!(stands(&piece(&receiver, &token, &place, (0, &bytes[..5], false))), (409, "5", "?0"));
    // Whoever begins anew goes on from there.
    assert_eq!(stands(&begin(&receiver, &token, bytes)), (201, "5", "?0"));
    let auth = [("Authorization", token.as_str())];
    assert_eq!(receiver.get(&place, &auth).status, 404, "half a file is none");
    assert_eq!(stands(&piece(&receiver, &token, &place, (5, &bytes[5..], true))), (204, "19", "?1"));
    assert_eq!(stands(&begin(&receiver, &token, bytes)), (200, "19", "?1"), "it need not come again");
    let read = receiver.get(&place, &auth);
    assert_eq!((read.status, read.body.as_bytes()), (200, &bytes[..]));
    assert_eq!(read.header("content-disposition"), "attachment");
    assert_eq!(read.header("x-content-type-options"), "nosniff");
}

#[test]
fn what_does_not_match_its_hash_is_thrown_away() {
    let receiver = Receiver::start();
    let token = token(&receiver, UNIT);
    let place = begin(&receiver, &token, b"dung").header("location").to_owned();
    let wrong = piece(&receiver, &token, &place, (0, b"sai!", true));
    assert_eq!((wrong.status, wrong.problem().0.as_str()), (409, "digest-mismatch"));
    assert_eq!(stands(&begin(&receiver, &token, b"dung")), (201, "0", "?0"));
}

#[test]
fn what_a_piece_that_broke_off_brought_is_kept() {
    let receiver = Receiver::start();
    let token = token(&receiver, UNIT);
    let bytes = b"0123456789";
    let place = begin(&receiver, &token, bytes).header("location").to_owned();
    let mut line = TcpStream::connect(receiver.url.trim_start_matches("http://")).unwrap();
    let head = format!(
        "PATCH {place} HTTP/1.1\r\nHost: x\r\nAuthorization: {token}\r\nUpload-Offset: 0\r\nUpload-Complete: ?1\r\n\
         Content-Length: 10\r\n\r\n0123"
    );
    line.write_all(head.as_bytes()).unwrap();
    line.flush().unwrap();
    line.shutdown(std::net::Shutdown::Both).unwrap();
    // The receiver learns of it in its own time; until then it has nothing.
    let end = std::time::Instant::now() + std::time::Duration::from_secs(10);
    loop {
        let begun = begin(&receiver, &token, bytes);
        if begun.header("upload-offset") == "4" {
            break;
        }
        assert!(std::time::Instant::now() < end, "{:?}", stands(&begun));
        std::thread::yield_now();
    }
    assert_eq!(stands(&piece(&receiver, &token, &place, (4, b"456789", true))), (204, "10", "?1"));
}

#[test]
fn files_are_their_units() {
    let receiver = Receiver::start();
    let (own, other) = (token(&receiver, UNIT), token(&receiver, "xa-c"));
    let office = receiver.token(json!({"plan": PLAN, "consolidator": true, "as_of": DAY}));
    let place = uploads(&receiver, &own, b"cua xa B");
    assert_eq!(receiver.get(&place, &[("Authorization", &other)]).status, 404);
    assert_eq!(begin(&receiver, &office, b"cua xa B").status, 403);
    assert_eq!(begin(&receiver, "Bearer nobody", b"cua xa B").status, 401);
    assert_eq!(receiver.get("/api/files/..%2f..%2fbaocao.sqlite3", &[("Authorization", &own)]).status, 404);
    assert_eq!(receiver.post("/api/files", &[("Authorization", &own)], "").problem().0, "upload-malformed");
}

/// A report of the example with one file.
fn report(file: Value) -> Value {
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

#[test]
fn a_report_is_taken_only_with_its_files_and_whoever_reads_it_reads_them() {
    let receiver = Receiver::start();
    let token = token(&receiver, UNIT);
    let bytes = b"%PDF-1.7 bien ban";
    let url = format!("{}/api/files/{}", receiver.url, hash(bytes));
    let named = |url: &str, size: usize| json!({"name": "biên bản.pdf", "type": "application/pdf", "size": size, "sha256": hash(bytes), "url": url});
    let send = |key: &str, file: Value| receiver.send(&token, key, &report(file).to_string());
    let at = "/sections/evidence/0/file";
    let missing = send("1", named(&url, bytes.len()));
    assert_eq!((missing.status, missing.problem().1), (422, vec![at.to_owned()]));
    uploads(&receiver, &token, bytes);
    assert_eq!(send("2", named(&url, 5)).problem().1, [at], "of another size");
    let taken = send("3", named(&url, bytes.len()));
    assert_eq!(taken.status, 201, "{}", taken.body);

    let file = format!("{}/files/{}", taken.header("location"), hash(bytes));
    let office = receiver.token(json!({"plan": PLAN, "consolidator": true, "as_of": DAY}));
    assert_eq!(receiver.get(&file, &[("Authorization", &office)]).body.as_bytes(), bytes);
    let other = self::token(&receiver, "xa-c");
    assert_eq!(receiver.get(&file, &[("Authorization", &other)]).status, 403);
    let unnamed = format!("{}/files/{}", taken.header("location"), hash(b"another"));
    assert_eq!(receiver.get(&unnamed, &[("Authorization", &office)]).status, 404);
}

#[test]
fn a_file_inside_a_report_is_held_against_its_hash() {
    let receiver = Receiver::start();
    let token = token(&receiver, UNIT);
    let bytes = b"anh nho";
    let inside = |data: &[u8]| {
        json!({"name": "a.png", "type": "image/png", "size": bytes.len(), "sha256": hash(bytes),
            "data": STANDARD.encode(data)})
    };
    let wrong = receiver.send(&token, "1", &report(inside(b"anh gia")).to_string());
    assert_eq!((wrong.status, wrong.problem().1), (422, vec!["/sections/evidence/0/file".to_owned()]));
    let taken = receiver.send(&token, "2", &report(inside(bytes)).to_string());
    assert_eq!(taken.status, 201, "{}", taken.body);
    let file = format!("{}/files/{}", taken.header("location"), hash(bytes));
    assert_eq!(receiver.get(&file, &[("Authorization", &token)]).body.as_bytes(), bytes);
}

/// Where a file of the unit lies.
#[cfg(unix)]
fn lies(data: &std::path::Path, name: &str) -> std::path::PathBuf {
    data.join("files").join(hash(UNIT.as_bytes())).join(name)
}

#[cfg(unix)]
#[test]
fn what_no_report_names_goes_after_thirty_days() {
    for site in Site::each() {
        let data = folder();
        // What is dropped removes its folder: only the first has this one.
        let receiver = Receiver::spawn(site.command(&data), data.clone());
        let token = token(&receiver, UNIT);
        let [named, given_up, half, again, young]: [&[u8]; 5] = [b"named", b"given up", b"half", b"again", b"young"];
        for bytes in [named, given_up, again, young] {
            uploads(&receiver, &token, bytes);
        }
        let place = begin(&receiver, &token, half).header("location").to_owned();
        assert_eq!(stands(&piece(&receiver, &token, &place, (0, b"ha", false))).1, "2");
        let file = json!({"name": "a.pdf", "type": "application/pdf", "size": named.len(), "sha256": hash(named),
            "url": format!("{}/api/files/{}", receiver.url, hash(named))});
        let taken = receiver.send(&token, "1", &report(file).to_string());
        assert_eq!(taken.status, 201, "{site:?}: {}", taken.body);

        let part = format!("{}.part", hash(half));
        let age = |name: &str, days: u64| {
            let file = std::fs::File::options().append(true).open(lies(&data, name)).unwrap();
            let day = std::time::Duration::from_secs(86_400);
            file.set_modified(std::time::SystemTime::now() - day * u32::try_from(days).unwrap()).unwrap();
        };
        for name in [&hash(named), &hash(given_up), &hash(again), &part] {
            age(name, 31);
        }
        age(&hash(young), 29);
        // Somebody has taken up the draft again that it belongs to.
        assert_eq!(stands(&begin(&receiver, &token, again)).0, 200);
        let there = |name: &str| lies(&data, name).exists();

        // One that shall keep them, then another process before the same database and folder.
        let mut command = site.command(&data);
        command.args(["--keep-files-for", "0"]);
        let mut keeps = Receiver::spawn(command, folder());
        assert_eq!(keeps.get("/healthz", &[]).status, 200);
        keeps.terminate();
        assert!(keeps.wait().success() && there(&hash(given_up)) && there(&part), "{site:?}");
        let sweep = || {
            let mut sweeps = Receiver::spawn(site.command(&data), folder());
            let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
            while there(&hash(given_up)) || there(&part) {
                assert!(std::time::Instant::now() < end, "{site:?}: it stays");
                std::thread::yield_now();
            }
            sweeps.terminate();
            assert!(sweeps.wait().success());
        };
        sweep();
        assert!(there(&hash(named)) && there(&hash(again)) && there(&hash(young)), "{site:?}");
        // Who comes back to a draft whose file is gone uploads it again.
        uploads(&receiver, &token, given_up);
        assert!(there(&hash(given_up)));

        // Reports that an older version kept name their files too.
        let back = "DROP TABLE named_file; ALTER TABLE report DROP COLUMN head;";
        let sqlite = format!("DROP TRIGGER report_head; {back} PRAGMA user_version = 2");
        site.run(&format!("{back} UPDATE baocao_version SET made = 2"), &sqlite);
        age(&hash(given_up), 31);
        sweep();
        assert!(there(&hash(named)), "{site:?}");
    }
}
