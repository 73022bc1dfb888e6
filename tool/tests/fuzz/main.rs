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
use std::cell::{Cell, RefCell};
use support::{ON_TIME, Receiver, UNIT, body};

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

#[test]
fn reports_over_the_wire() {
    /// Reports under one token, so that nobody is held to send too many.
    const EACH: u64 = 300;
    let receiver = Receiver::start();
    let (sent, token) = (Cell::new(0_u64), RefCell::new(String::new()));
    fuzz(&[body()], |text, _| {
        if sent.get() % EACH == 0 {
            token.replace(receiver.token_for(UNIT, ON_TIME));
        }
        sent.set(sent.get() + 1);
        let answer = receiver.send(&token.borrow(), &format!("\"k-{}\"", sent.get()), text);
        if answer.status == 201 {
            // Keys that are not known are passed over, and the hash is of what was kept.
            let limits = Limits { bytes: 5_000_000, ..Limits::default() };
            let report = read_text::<Report>(text, limits, Severity::Warning).value.unwrap();
            assert_eq!(answer.json()["hash"], hash(&to_canonical(&report)));
            return true;
        }
        assert!([400, 403, 404, 422].contains(&answer.status), "{} {}", answer.status, answer.body);
        answer.problem();
        false
    });
    let rows = receiver.rows();
    assert!(rows.iter().all(|(_, of, body)| hash(body) == *of));
    let answer = receiver.send(&receiver.token_for(UNIT, ON_TIME), "\"last\"", &body());
    assert_eq!((answer.status, receiver.rows().len()), (201, rows.len() + 1));
}
