//! Files as a client brings them: the real program, real HTTP, real files.

#![allow(clippy::unwrap_used)] // a test may panic

mod client;
#[cfg(unix)]
mod shared;
#[path = "../support/mod.rs"]
mod support;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use client::{DAY, PLAN, UNIT, begin, begin_with, hash, named, piece, report, stands, token, uploads};
use serde_json::{Value, json};
use std::io::Write;
use std::net::TcpStream;
use support::Receiver;
#[cfg(unix)]
use {
    client::{age, lies},
    support::{folder, site::Site},
};

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

#[test]
fn a_file_and_a_piece_of_it_have_a_bound() {
    let receiver = Receiver::start();
    let token = token(&receiver, UNIT);
    let announce = |length: &str| begin_with(&receiver, &token, b"large", &[("Upload-Length", length)]);
    let refused = announce("100000001");
    assert_eq!((refused.status, refused.problem().0.as_str()), (413, "file-too-large"));
    let place = announce("100000000").header("location").to_owned();
    let bytes = vec![b'x'; 8_000_001];
    let refused = piece(&receiver, &token, &place, (0, &bytes, false));
    assert_eq!((refused.status, refused.problem().0.as_str()), (413, "file-too-large"));
    assert_eq!(stands(&piece(&receiver, &token, &place, (0, &bytes[1..], false))), (204, "8000000", "?0"));
}

#[test]
fn a_report_is_taken_only_with_its_files_and_whoever_reads_it_reads_them() {
    let receiver = Receiver::start();
    let token = token(&receiver, UNIT);
    let bytes = b"%PDF-1.7 bien ban";
    let sized = |size: usize| {
        let mut file = named(&receiver, bytes);
        file["size"] = size.into();
        file
    };
    let send = |key: &str, file: Value| receiver.send(&token, key, &report(file).to_string());
    let at = "/sections/evidence/0/file";
    let missing = send("1", sized(bytes.len()));
    assert_eq!((missing.status, missing.problem().1), (422, vec![at.to_owned()]));
    uploads(&receiver, &token, bytes);
    assert_eq!(send("2", sized(5)).problem().1, [at], "of another size");
    let taken = send("3", sized(bytes.len()));
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

#[cfg(unix)]
#[test]
fn what_no_report_names_goes_after_thirty_days() {
    for site in Site::each() {
        let data = folder();
        // What is dropped removes its folder: only the first has this one.
        let receiver = Receiver::spawn(site.command(&data), data.clone());
        let token = token(&receiver, UNIT);
        let [sent, given_up, half, again, young]: [&[u8]; 5] = [b"sent", b"given up", b"half", b"again", b"young"];
        for bytes in [sent, given_up, again, young] {
            uploads(&receiver, &token, bytes);
        }
        let place = begin(&receiver, &token, half).header("location").to_owned();
        assert_eq!(stands(&piece(&receiver, &token, &place, (0, b"ha", false))).1, "2");
        let taken = receiver.send(&token, "1", &report(named(&receiver, sent)).to_string());
        assert_eq!(taken.status, 201, "{site:?}: {}", taken.body);

        let part = format!("{}.4.part", hash(half));
        for name in [&hash(sent), &hash(given_up), &hash(again), &part] {
            age(&lies(&data, UNIT, name), 31);
        }
        age(&lies(&data, UNIT, &hash(young)), 29);
        // Somebody has taken up the draft again that it belongs to.
        assert_eq!(stands(&begin(&receiver, &token, again)).0, 200);
        let there = |name: &str| lies(&data, UNIT, name).exists();

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
        assert!(there(&hash(sent)) && there(&hash(again)) && there(&hash(young)), "{site:?}");
        // Who comes back to a draft whose file is gone uploads it again.
        uploads(&receiver, &token, given_up);
        assert!(there(&hash(given_up)));

        // Reports that an older version kept name their files too.
        let columns = ["signature", "head"].map(|column| format!("ALTER TABLE report DROP COLUMN {column};")).concat();
        let back = format!("DROP TABLE named_file; {columns}");
        let sqlite = format!("DROP TRIGGER report_signature; DROP TRIGGER report_head; {back} PRAGMA user_version = 2");
        site.run(&format!("{back} UPDATE baocao_version SET made = 2"), &sqlite);
        age(&lies(&data, UNIT, &hash(given_up)), 31);
        sweep();
        assert!(there(&hash(sent)), "{site:?}");
    }
}
