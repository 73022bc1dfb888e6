//! What is read beside the bodies of requests: headers, the tokens' file, addresses of databases, answers of backends.

use crate::run::fuzz;
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use baocao_tool::conformance::client::Answer;
use baocao_tool::conformance::receipt::Receipt;
use baocao_tool::serve::problem::language;
use baocao_tool::serve::request;
use baocao_tool::serve::store::Place;
use baocao_tool::serve::tokens::{Holder, Tokens};
use std::time::Duration;

fn header(name: &'static str, value: &str) -> Option<HeaderMap> {
    let value = HeaderValue::from_bytes(value.as_bytes()).ok()?;
    Some(HeaderMap::from_iter([(HeaderName::from_static(name), value)]))
}

#[test]
fn keys() {
    let texts = ["\"0b9f6a1e-3c52-4d1c-9a55-0c6f6f0e7d11\"", "k-1", "\"a\"b\""].map(str::to_owned);
    fuzz(&texts, |text, _| {
        let read = |value: &str| request::key(&header("idempotency-key", value)?).ok();
        let Some(key) = read(text) else { return false };
        assert!((1..=200).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()), "{key:?}");
        // As the form sends it, it is the same.
        assert_eq!(read(&format!("\"{key}\"")), Some(key));
        true
    });
}

#[test]
fn other_headers() {
    let texts = [
        r#"{"format":"CAdES","value":"MIIB/+=="}"#,
        "application/json; charset=utf-8",
        "vi-VN,vi;q=0.9,en;q=0.8",
        "W/\"5d41402a\", \"7d793037\"",
        "Bearer 0123456789abcdef",
    ];
    let known = Tokens::from_text(r#"{"0123456789abcdef":{"consolidator":true}}"#).unwrap();
    fuzz(&texts.map(str::to_owned), |text, _| {
        let signature = header("report-signature", text).and_then(|headers| request::signature(&headers).ok());
        // What is kept can be given back, as it came.
        if let Some(signature) = signature.clone() {
            assert_eq!(signature.as_deref(), Some(text));
            assert!(HeaderValue::from_str(&signature.unwrap()).is_ok());
        }
        let Some(headers) = header("content-type", text) else { return false };
        let is_json = request::is_json(&headers).is_ok();
        assert!(!is_json || text.trim_start().to_ascii_lowercase().starts_with("application/json"), "{text}");
        let _ = language(&header("accept-language", text).unwrap());
        let is_known = request::is_known(&header("if-none-match", text).unwrap(), "\"7d793037\"");
        assert!(!is_known || text.contains("\"7d793037\""), "{text}");
        let bearer = header(AUTHORIZATION.as_str(), text).unwrap();
        let is_held = known.known(&bearer).is_some();
        assert!(!is_held || text.contains("0123456789abcdef"), "{text}");
        signature.is_some() && (is_json || is_known || is_held)
    });
}

#[test]
fn files_of_tokens() {
    const SECRET: &str = "fedcba9876543210";
    let texts = [
        r#"{"fedcba9876543210":{"unit":{"id":"xa-b","name":"Xã B","groups":["cac-xa"]},"plan":"vp-ubnd-tinh-2025"}}"#,
        r#"{"fedcba9876543210":{"consolidator":true,"plan":null},"0123456789abcdef":{"consolidator":true}}"#,
    ];
    let bearer = header("authorization", &format!("Bearer {SECRET}")).unwrap();
    fuzz(&texts.map(str::to_owned), |text, _| match Tokens::from_text(text) {
        Ok(tokens) => {
            let Some((token, grant)) = tokens.known(&bearer) else { return false };
            assert!(token == SECRET && text.contains(SECRET));
            let consolidates = matches!(grant.holder, Holder::Consolidator);
            assert!(grant.as_of.is_none() && (!consolidates || text.contains("consolidator")), "{text}");
            true
        }
        Err(error) => {
            assert!(!error.contains(SECRET) && error.len() < 200, "{error}");
            false
        }
    });
}

#[test]
fn addresses_of_databases() {
    const SECRET: &str = "mat-khau-rieng";
    let texts = [
        "sqlite:/srv/baocao/reports.sqlite3",
        "postgres://baocao:mat-khau-rieng@localhost:5433/reports?connect_timeout=5&sslmode=disable",
        "postgresql:///reports?host=/run/postgresql&user=baocao&password=mat-khau-rieng",
        "postgres://%62aocao:mat-khau-rieng@[::1],db.test:5432/b%C3%A1o",
    ];
    fuzz(&texts.map(str::to_owned), |text, _| {
        let read = text.parse::<Place>();
        // Where it is the password, and nothing else besides, it is said to nobody.
        let is_password = text.starts_with("postgres://baocao:mat-khau-rieng@") && text.matches(SECRET).count() == 1;
        let said = match &read {
            Ok(place) => format!("{place} {place:?}"),
            Err(error) => error.clone(),
        };
        assert!(!is_password || !said.contains(SECRET), "{text}: {said}");
        match read {
            Ok(Place::Sqlite(path)) => text.strip_prefix("sqlite:").is_some_and(|rest| path.to_str() == Some(rest)),
            Ok(Place::Postgres(_)) => true,
            Err(_) => false,
        }
    });
}

#[test]
fn answers_of_other_backends() {
    let texts = [
        r#"{"number":"BC-000001","received_at":"2026-06-13T08:00:00+07:00","late":false}"#,
        r#"{"number":17,"received_at":null,"late":"không"}"#,
        "<!DOCTYPE html><title>Đăng nhập</title>",
    ];
    fuzz(&texts.map(str::to_owned), |text, chance| {
        let kinds = ["application/json", "text/html", ""];
        let headers = header("content-type", kinds[chance.next(3) as usize]).unwrap();
        let status = [200, 201, 409, 500][chance.next(4) as usize];
        let answer = Answer { status, headers, body: text.as_bytes().to_vec(), took: Duration::ZERO };
        let Receipt { number, wrong } = Receipt::of(&answer);
        assert!(!answer.is_page() || answer.is_success());
        assert!(number.as_ref().is_none_or(|number| number.len() <= text.len()), "{number:?}");
        number.is_some() && wrong.is_none()
    });
}
