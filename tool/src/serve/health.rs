//! Whether reports can be taken, for whoever watches the service.

use super::Shared;
use super::problem::{Refusal, language};
use super::reports::blocking;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, HeaderMap};
use axum::response::{IntoResponse, Response};

/// `GET /healthz`: 200 when the database answers, 503 when it does not.
pub async fn get(State(receiver): State<Shared>, headers: HeaderMap) -> Result<Response, Refusal> {
    let pinged = blocking(move || Ok(receiver.store.ping()?)).await;
    pinged.map_err(|problem| problem.in_language(language(&headers)))?;
    Ok(([(CACHE_CONTROL, "no-store")], "ok\n").into_response())
}
