//! Clients that keep the receiver waiting, over real sockets: a slow line is waited for, one that stands still is not.

#![allow(clippy::unwrap_used)] // a test may panic

mod support;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};
use support::{ON_TIME, Receiver, UNIT, body, folder};

/// A pause well within the second that the receiver waits here.
const PAUSE: Duration = Duration::from_millis(100);

fn impatient() -> Receiver {
    Receiver::start_with(folder(), &["--client-timeout", "1"])
}

fn line(to: &Receiver) -> TcpStream {
    let line = TcpStream::connect(to.url.strip_prefix("http://").unwrap()).unwrap();
    line.set_read_timeout(Some(PAUSE)).unwrap();
    line
}

/// What is said until the connection is closed; `more` is sent with each pause as long as nothing is said.
fn said(line: &mut TcpStream, more: &[u8]) -> String {
    let (mut said, mut part, begun) = (Vec::new(), [0; 4_096], Instant::now());
    loop {
        if said.is_empty() && line.write_all(more).is_err() {
            break;
        }
        match line.read(&mut part) {
            Ok(0) => break,
            Ok(read) => said.extend_from_slice(&part[..read]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                assert!(begun.elapsed() < Duration::from_secs(30), "it is still waited for");
            }
            Err(_) => break,
        }
    }
    String::from_utf8(said).unwrap()
}

fn head(token: &str, length: usize) -> String {
    format!(
        "POST /api/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: {token}\r\n\
         Idempotency-Key: k\r\nContent-Length: {length}\r\n\r\n"
    )
}

#[test]
fn a_head_that_never_ends_is_not_waited_for() {
    let receiver = impatient();
    let mut line = line(&receiver);
    line.write_all(b"GET /healthz HTTP/1.1\r\nX-Slow: ").unwrap();
    assert_eq!(said(&mut line, b"a"), "", "a letter now and then does not keep it open");
    assert_eq!(receiver.get("/healthz", &[]).status, 200);
}

#[test]
fn a_connection_that_nobody_uses_is_closed() {
    let receiver = impatient();
    let mut line = line(&receiver);
    line.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    assert!(said(&mut line, b"").starts_with("HTTP/1.1 200 OK\r\n"));
}

#[test]
fn a_body_that_stands_still_or_trickles_is_told_and_not_kept() {
    let receiver = impatient();
    let (token, sent) = (receiver.token_for(UNIT, ON_TIME), body());
    for trickle in [&b""[..], b" "] {
        let mut line = line(&receiver);
        line.write_all(head(&token, 1_000_000).as_bytes()).unwrap();
        line.write_all(&sent.as_bytes()[..50]).unwrap();
        let answer = said(&mut line, trickle);
        assert!(answer.starts_with("HTTP/1.1 408 Request Timeout\r\n"), "{answer}");
        assert!(answer.contains("\"urn:baocao:problem:too-slow\""), "{answer}");
    }
    assert!(receiver.rows().is_empty());
    // The same key is free: the form tries again.
    assert_eq!(receiver.send(&token, "k", &sent).status, 201);
}

#[test]
fn a_slow_line_is_waited_for() {
    let receiver = impatient();
    let (token, sent) = (receiver.token_for(UNIT, ON_TIME), body());
    let mut line = line(&receiver);
    line.write_all(head(&token, sent.len()).as_bytes()).unwrap();
    // Longer in all than anything may stand still.
    for part in sent.as_bytes().chunks(sent.len() / 30) {
        line.write_all(part).unwrap();
        std::thread::sleep(PAUSE);
    }
    let answer = said(&mut line, b"");
    assert!(answer.starts_with("HTTP/1.1 201 Created\r\n"), "{answer}");
}

#[test]
fn what_came_of_a_file_before_its_line_stood_still_is_kept() {
    let receiver = impatient();
    let plan = "vi-du-che-do-bao-cao";
    let token = receiver.token(json!({"plan": plan, "unit": {"id": "xa-b", "name": "Xã B"}}));
    let file = "0123456789".repeat(100);
    let digest = format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(&file)));
    let headers = [
        ("Authorization", token.as_str()),
        ("Upload-Length", "1000"),
        ("Upload-Complete", "?0"),
        ("Repr-Digest", digest.as_str()),
    ];
    let begun = receiver.post("/api/files", &headers, "");
    assert_eq!(begun.status, 201, "{}", begun.body);
    let place = begun.header("location").to_owned();
    let piece = |offset: usize, bytes: &str| {
        let mut line = line(&receiver);
        let rest = file.len() - offset;
        write!(
            line,
            "PATCH {place} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/partial-upload\r\n\
             Authorization: {token}\r\nUpload-Offset: {offset}\r\nUpload-Complete: ?1\r\nContent-Length: {rest}\r\n\r\n\
             {bytes}"
        )
        .unwrap();
        said(&mut line, b"").to_ascii_lowercase()
    };
    let stands = piece(0, &file[..600]);
    assert!(stands.starts_with("http/1.1 204 ") && stands.contains("\r\nupload-offset: 600\r\n"), "{stands}");
    assert!(stands.contains("\r\nupload-complete: ?0\r\n"), "{stands}");
    let whole = piece(600, &file[600..]);
    assert!(whole.contains("\r\nupload-complete: ?1\r\n"), "{whole}");
}
