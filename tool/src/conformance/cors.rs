//! What a browser asks before a page of another origin may send.

use super::Options;
use super::check::Verdict;
use super::client::{Answer, Client, seen};
use axum::http::header::{ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, Method};

const FOR_ORIGIN: &str = "access-control-allow-origin";
const FOR_HEADERS: &str = "access-control-allow-headers";

/// Asks for what the form sends, and judges as a browser does; nothing where no origin was named. Also the accepting
/// answer must be for this origin, or the form cannot tell that the report arrived.
pub fn preflight(options: &Options, client: &Client, accepted: Option<&Answer>) -> Option<(Verdict, String)> {
    let origin = options.origin.as_ref()?;
    let own = ["content-type", "idempotency-key"].into_iter();
    let asked: Vec<&str> = own.chain(client.login_names()).collect();
    let mut headers = HeaderMap::new();
    headers.insert(ORIGIN, origin.clone());
    headers.insert(ACCESS_CONTROL_REQUEST_METHOD, HeaderValue::from_static("POST"));
    if let Ok(asked) = HeaderValue::from_str(&asked.join(",")) {
        headers.insert(ACCESS_CONTROL_REQUEST_HEADERS, asked);
    }
    let reply = client.send(Method::OPTIONS, options.url.as_str(), headers, b"");
    let said = format!("OPTIONS: {}", seen(&reply, options.lang));
    let Some(answer) = reply.ok().filter(Answer::is_success) else { return Some((Verdict::No, said)) };
    if [Some(&answer), accepted].into_iter().flatten().any(|answer| !is_for(answer, origin)) {
        return Some((Verdict::No, FOR_ORIGIN.to_owned()));
    }
    let allowed = answer.header(FOR_HEADERS).to_ascii_lowercase();
    let allowed: Vec<&str> = allowed.split(',').map(str::trim).collect();
    // The star stands for every name but one.
    let may = |name: &str| allowed.contains(&name) || allowed.contains(&"*") && name != "authorization";
    Some(match asked.into_iter().find(|name| !may(name)) {
        Some(missing) => (Verdict::No, format!("{FOR_HEADERS}: {missing}?")),
        None => (Verdict::Yes, said),
    })
}

fn is_for(answer: &Answer, origin: &HeaderValue) -> bool {
    let allowed = answer.header(FOR_ORIGIN);
    allowed == "*" || allowed.as_bytes() == origin.as_bytes()
}
