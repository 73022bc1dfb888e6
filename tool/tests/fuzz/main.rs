//! Whatever is posted to the receiver: it answers in time and by its contract, keeps nothing but reports, and serves the
//! next one; and whatever else the program reads. The texts are true ones, changed at random, as in the core's tests.

#![allow(clippy::unwrap_used)] // a test may panic

#[path = "../../../tests/support/chance.rs"]
mod chance;
#[path = "../../../tests/fuzz/mutation.rs"]
mod mutation;
#[path = "../../../tests/fuzz/run.rs"]
mod run;
#[path = "../support/mod.rs"]
mod support;

mod read;

use axum::http::HeaderValue;
use baocao::finding::Severity;
use baocao::json::{Limits, hash, read_text};
use baocao::report::Report;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use run::fuzz;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::cell::{Cell, RefCell};
use support::{Answer, ON_TIME, PLAN, Receiver, UNIT, body};

/// A token for some requests, then another one, so that nobody is held to send too many.
struct Tokens<F> {
    new: F,
    asked: Cell<u64>,
    now: RefCell<String>,
}

impl<F: Fn() -> String> Tokens<F> {
    fn of(new: F) -> Self {
        Self { new, asked: Cell::new(0), now: RefCell::default() }
    }

    /// For the next request.
    fn next(&self) -> String {
        const EACH: u64 = 300;
        if self.asked.replace(self.asked.get() + 1).is_multiple_of(EACH) {
            self.now.replace((self.new)());
        }
        self.now.borrow().clone()
    }
}

#[test]
fn reports_over_the_wire() {
    let receiver = Receiver::start();
    let (sent, tokens) = (Cell::new(0_u64), Tokens::of(|| receiver.token_for(UNIT, ON_TIME)));
    fuzz(&[body()], |text, _| {
        sent.set(sent.get() + 1);
        // A revision that is there already is refused before anything is read of it.
        let text = &text.replacen("\"revision\":1,", &format!("\"revision\":{},", sent.get()), 1);
        let answer = receiver.send(&tokens.next(), &format!("\"k-{}\"", sent.get()), text);
        if answer.status == 201 {
            assert_eq!(answer.json()["hash"], hash(text));
            return true;
        }
        assert!([400, 403, 404, 409, 422].contains(&answer.status), "{} {}", answer.status, answer.body);
        answer.problem();
        false
    });
    let rows = receiver.rows();
    assert!(rows.iter().all(|(_, of, body)| hash(body) == *of));
    // Keys that are not known are passed over.
    let read = |body: &str| read_text::<Report>(body, Limits::default(), Severity::Warning).value;
    let highest = rows.iter().map(|(_, _, body)| read(body).unwrap().revision);
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
    let tokens = Tokens::of(office);
    let texts = [
        r#"{"state":"returned","remarks":[{"pointer":"/sections/overall","detail":"Nêu rõ số liệu"},{"detail":"Thiếu"}]}"#,
        r#"{"state":"approved","remarks":[]}"#,
    ];
    let kept = Cell::new(0);
    fuzz(&texts.map(str::to_owned), |text, _| {
        let token = tokens.next();
        let headers = [("Authorization", token.as_str()), ("Content-Type", "application/json")];
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
    let tokens = Tokens::of(|| receiver.token_for(UNIT, ON_TIME));
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
        let token = tokens.next();
        let headers = [
            ("Authorization", token.as_str()),
            ("Upload-Length", &length),
            ("Upload-Complete", &complete),
            ("Repr-Digest", &digest),
            ("Upload-Offset", &offset),
            ("Content-Type", "application/pdf"),
        ];
        let answer = receiver.post("/api/files", &headers, BYTES);
        assert!([200, 201, 204, 400, 409, 413, 415, 422].contains(&answer.status), "{}", answer.status);
        (200..300).contains(&answer.status)
    });
    assert_eq!(receiver.get("/healthz", &[]).status, 200);
}

#[test]
fn pieces_of_files_over_the_wire() {
    const WHOLE: &str = "Phụ lục I";
    let receiver = Receiver::start_with(support::folder(), &["--limit", "0"]);
    let place = format!("/api/files/{}", hash(WHOLE));
    let digest = format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(WHOLE)));
    let length = WHOLE.len().to_string();
    let texts = ["0|?0|Phụ", "0|?1|Phụ lục I", "0|?0|Phụ lục I"].map(|piece| format!("{place}|{piece}"));
    let unit = Cell::new(0);
    fuzz(&texts, |text, _| {
        let parts: Vec<_> = text.splitn(4, '|').collect();
        let [to, offset, complete, bytes] = parts[..] else { return false };
        // Each begins anew, as a unit of its own.
        unit.set(unit.get() + 1);
        let token = receiver.token_for(&format!("u-{}", unit.get()), ON_TIME);
        let login = ("Authorization", token.as_str());
        let headers = [login, ("Upload-Length", &length), ("Upload-Complete", "?0"), ("Repr-Digest", &digest)];
        assert_eq!(receiver.post("/api/files", &headers, "").status, 201);
        let request = ureq::http::Request::patch(format!("{}{to}", receiver.url)).header("Authorization", &token);
        let request = request.header("Content-Type", "application/partial-upload");
        let request = request.header("Upload-Offset", offset).header("Upload-Complete", complete);
        let Ok(request) = request.body(bytes.to_owned()) else { return false };
        // An address that is none is not even sent.
        let Ok(answer) = Receiver::agent().run(request).map(Answer::of) else { return false };
        let is_known = [204, 400, 404, 405, 409, 413].contains(&answer.status);
        assert!(is_known, "{} {}", answer.status, answer.body);
        let is_whole = answer.status == 204 && answer.header("upload-complete") == "?1";
        let stands: usize = answer.header("upload-offset").parse().unwrap_or_default();
        assert!(stands <= WHOLE.len() && (!is_whole || stands == WHOLE.len()), "{stands}");
        // It can be read once it is whole, as what its hash says.
        let kept = receiver.get(&place, &[login]);
        assert_eq!(kept.status, if is_whole { 200 } else { 404 }, "{}", answer.body);
        assert!(!is_whole || kept.body == WHOLE, "{}", kept.body);
        answer.status == 204
    });
    assert_eq!(receiver.get("/healthz", &[]).status, 200);
}
