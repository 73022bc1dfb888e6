//! Servers that answer nonsense or nothing: the program ends by itself, says what it saw, and takes none of it for a
//! report that was taken.

use crate::run::{Run, run};
use crate::small::{answer, request, say, server};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;

fn tried(url: &str) -> Run {
    let ran =
        run(url, &["--json", "--timeout", "1", "--header", "Authorization: Bearer x", "--origin", "https://cong.test"]);
    assert!(ran.code == 1 && !ran.err.contains("panicked"), "{}{}", ran.out, ran.err);
    ran
}

#[test]
fn what_is_no_http_is_no_answer() {
    let garbage: [&[u8]; 5] = [
        b"\0\xff\xfe garbage \r\n\r\n",
        b"HTTP/1.1 999999 What\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}",
        // Closes early.
        b"HTTP/1.1 201 Created\r\nContent-Length: 5000\r\n\r\n{\"number\":",
    ];
    for answer in garbage {
        let ran = tried(&server(move |client| say(client, answer)));
        let told = ran.but("unknown");
        assert!(told.contains(&"accepts: no".to_owned()), "{}", ran.out);
        assert!(ran.out.contains("no answer that can be read: "), "{}", ran.out);
        assert!(!told.iter().any(|one| one.ends_with(": yes")), "{told:?}");
    }
}

#[test]
fn a_server_that_says_nothing_is_not_waited_for() {
    let ran = tried(&server(|client| {
        let _ = client.read_to_end(&mut Vec::new());
    }));
    let told = ran.but("unknown");
    assert!(told.contains(&"accepts: no".to_owned()) && told.contains(&"in-time: no".to_owned()), "{}", ran.out);
    // One letter at a time, for ever.
    let ran = tried(&server(|client| {
        say(client, b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n\r\n");
        while client.write_all(b" ").is_ok() {
            thread::sleep(std::time::Duration::from_millis(50));
        }
    }));
    assert!(ran.but("unknown").contains(&"in-time: no".to_owned()), "{}", ran.out);
}

#[test]
fn a_page_or_a_redirect_is_told() {
    let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 22\r\n\r\n<!doctype html><p>Xin ";
    let ran = tried(&server(move |client| say(client, page.as_bytes())));
    let told = ran.but("yes");
    assert!(told.contains(&"no-page: no".to_owned()) && told.contains(&"accepts: no".to_owned()), "{}", ran.out);
    let elsewhere = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/dang-nhap\r\nContent-Length: 0\r\n\r\n";
    let ran = tried(&server(move |client| say(client, elsewhere.as_bytes())));
    let told = ran.but("yes");
    assert!(told.contains(&"no-redirect: no".to_owned()) && told.contains(&"accepts: no".to_owned()), "{}", ran.out);
}

#[test]
fn who_refuses_is_quoted_and_what_may_be_missing_is_named() {
    let url = server(|client| {
        if request(client).is_some() {
            let body = r#"{"title": "Not your unit", "detail": "Only phong-kinh-te"}"#;
            answer(client, "403 Forbidden\r\nContent-Type: application/problem+json", body);
        }
    });
    let run = tried(&url);
    assert_eq!(run.code, 1, "{}", run.err);
    for words in ["HTTP 403", "Not your unit", "Only phong-kinh-te", "--unit"] {
        assert!(run.out.contains(words), "{}", run.out);
    }
}

#[test]
fn who_takes_everything_is_found_out() {
    // One number for all: it tells repeated reports as well as others.
    let all = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 26\r\n\r\n{\"number\":7,\"late\":\"nein\"}";
    let ran = tried(&server(move |client| say(client, all.as_bytes())));
    let told = ran.but("yes");
    for (name, verdict) in [
        ("other-body", "no"),
        ("foreign-unit", "no"),
        ("no-login", "no"),
        ("not-json", "no"),
        ("no-report", "no"),
        ("cors", "no"),
        ("content-type", "no"),
        ("problem", "unknown"),
        ("pointers", "no"),
        ("receipt", "no"),
        ("date", "no"),
        ("kept-as-sent", "unknown"),
    ] {
        assert!(told.contains(&format!("{name}: {verdict}")), "{name}: {}", ran.out);
    }
    assert!(!told.iter().any(|one| one.starts_with("same-again") || one.starts_with("large")), "{told:?}");
    // More than anybody reads.
    let endless = |client: &mut TcpStream| {
        say(client, b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
        while client.write_all(&[b' '; 65_536]).is_ok() {}
    };
    let ran = tried(&server(endless));
    assert!(ran.but("yes").contains(&"same-again: unknown".to_owned()), "{}", ran.out);
}
