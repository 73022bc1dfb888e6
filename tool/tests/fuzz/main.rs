//! Whatever is posted to the receiver: it answers in time and by its contract, keeps nothing but reports, and serves the
//! next one. The texts are true ones, changed at random, as in the core's tests.

#![allow(clippy::unwrap_used)] // a test may panic

#[path = "../../../tests/support/chance.rs"]
mod chance;
#[path = "../../../tests/fuzz/mutation.rs"]
mod mutation;
#[path = "../../../tests/fuzz/run.rs"]
mod run;
#[path = "../support/mod.rs"]
mod support;

use axum::http::{HeaderMap, HeaderValue};
use baocao::finding::Severity;
use baocao::json::{Limits, hash, read_text, to_canonical};
use baocao::report::Report;
use baocao_tool::serve::request;
use run::fuzz;
use serde_json::json;
use std::cell::{Cell, RefCell};
use support::{ON_TIME, PLAN, Receiver, UNIT, body};

#[test]
fn keys() {
    let texts = ["\"0b9f6a1e-3c52-4d1c-9a55-0c6f6f0e7d11\"", "k-1", "\"a\"b\""].map(str::to_owned);
    fuzz(&texts, |text, _| {
        let Ok(value) = HeaderValue::from_bytes(text.as_bytes()) else { return false };
        let read = |value| request::key(&HeaderMap::from_iter([("idempotency-key".parse().unwrap(), value)]));
        let Ok(key) = read(value) else { return false };
        assert!((1..=200).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()), "{key:?}");
        // As the form sends it, it is the same.
        assert_eq!(read(HeaderValue::from_str(&format!("\"{key}\"")).unwrap()).ok(), Some(key));
        true
    });
}

/// Requests under one token, so that nobody is held to send too many.
const EACH: u64 = 300;

#[test]
fn reports_over_the_wire() {
    let receiver = Receiver::start();
    let (sent, token) = (Cell::new(0_u64), RefCell::new(String::new()));
    fuzz(&[body()], |text, _| {
        if sent.get() % EACH == 0 {
            token.replace(receiver.token_for(UNIT, ON_TIME));
        }
        sent.set(sent.get() + 1);
        // A revision that is there already is refused before anything is read of it.
        let text = &text.replacen("\"revision\":1,", &format!("\"revision\":{},", sent.get()), 1);
        let answer = receiver.send(&token.borrow(), &format!("\"k-{}\"", sent.get()), text);
        if answer.status == 201 {
            // Keys that are not known are passed over, and the hash is of what was kept.
            let limits = Limits { bytes: 5_000_000, ..Limits::default() };
            let report = read_text::<Report>(text, limits, Severity::Warning).value.unwrap();
            assert_eq!(answer.json()["hash"], hash(&to_canonical(&report)));
            return true;
        }
        assert!([400, 403, 404, 409, 422].contains(&answer.status), "{} {}", answer.status, answer.body);
        answer.problem();
        false
    });
    let rows = receiver.rows();
    assert!(rows.iter().all(|(_, of, body)| hash(body) == *of));
    let highest = rows.iter().filter_map(|(_, _, body)| serde_json::from_str::<Report>(body).ok()?.revision.into());
    let last = highest.max().unwrap_or(0) + 1;
    let last = body().replacen("\"revision\":1,", &format!("\"revision\":{last},"), 1);
    let answer = receiver.send(&receiver.token_for(UNIT, ON_TIME), "\"last\"", &last);
    assert_eq!((answer.status, receiver.rows().len()), (201, rows.len() + 1));
}

#[test]
fn reviews_over_the_wire() {
    let receiver = Receiver::start();
    let sent = receiver.send(&receiver.token_for(UNIT, ON_TIME), "\"k\"", &body());
    assert_eq!(sent.status, 201);
    let office = || receiver.token(json!({ "plan": PLAN, "consolidator": true, "as_of": ON_TIME }));
    let (asked, token) = (Cell::new(0_u64), RefCell::new(String::new()));
    let texts = [
        r#"{"state":"returned","remarks":[{"pointer":"/sections/overall","detail":"Nêu rõ số liệu"},{"detail":"Thiếu"}]}"#,
        r#"{"state":"approved","remarks":[]}"#,
    ];
    let kept = Cell::new(0);
    fuzz(&texts.map(str::to_owned), |text, _| {
        if asked.replace(asked.get() + 1) % EACH == 0 {
            token.replace(office());
        }
        let headers = [("Authorization", token.borrow().clone()), ("Content-Type", "application/json".to_owned())];
        let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
        let answer = receiver.post("/api/reports/BC-000001/reviews", &headers, text);
        if answer.status == 201 {
            kept.set(kept.get() + 1);
            return true;
        }
        assert!([400, 409, 422].contains(&answer.status), "{} {}", answer.status, answer.body);
        answer.problem();
        false
    });
    let office = office();
    let reviews = receiver.get("/api/reports/BC-000001/reviews", &[("Authorization", &office)]).json();
    assert_eq!(reviews.as_array().map(Vec::len), Some(kept.get()));
}

#[test]
fn uploads_over_the_wire() {
    const BYTES: &str = "Phụ lục";
    let receiver = Receiver::start();
    let token = receiver.token_for(UNIT, ON_TIME);
    let right = [
        "7|?1|sha-256=:sfR1XrRPLLPqxwYYWDMSGTtXzWfoEEK9hFkXiV7qyUE=:|0",
        "9|?0|sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:|3",
    ];
    fuzz(&right.map(str::to_owned), |text, _| {
        let mut parts = text.split('|');
        let mut part = || parts.next().unwrap_or_default().trim().to_owned();
        let (length, complete, digest, offset) = (part(), part(), part(), part());
        if [&length, &complete, &digest, &offset].iter().any(|one| HeaderValue::from_str(one).is_err()) {
            return false;
        }
        let headers = [
            ("Authorization", token.as_str()),
            ("Upload-Length", &length),
            ("Upload-Complete", &complete),
            ("Repr-Digest", &digest),
            ("Upload-Offset", &offset),
            ("Content-Type", "application/pdf"),
        ];
        let answer = receiver.post("/api/files", &headers, BYTES);
        assert!([200, 201, 204, 400, 409, 413, 415, 422, 429].contains(&answer.status), "{}", answer.status);
        (200..300).contains(&answer.status)
    });
    assert_eq!(receiver.get("/healthz", &[]).status, 200);
}
