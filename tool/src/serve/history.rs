//! What became of a unit's earlier reports, for its form.

use super::Shared;
use super::problem::{Problem, Refusal, language};
use super::reports::blocking;
use super::request::is_known;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderMap};
use axum::response::{IntoResponse, Response};
use baocao::delivery::{HistoryFormat, ReportHistory};
use baocao::json::{hash, to_canonical};
use serde::Deserialize;

/// Whose history.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    plan: String,
    unit: String,
}

/// `GET /api/history?plan=&unit=`: what the form asks for each time it is opened, so that an answer that has not
/// changed costs nothing.
pub async fn get(
    State(receiver): State<Shared>,
    Query(Wanted { plan, unit }): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let lang = language(&headers);
    let told = async {
        if !receiver.tokens.of(&headers)?.reads(&plan, &unit) {
            return Err(Problem::Foreign);
        }
        let receiver = Shared::clone(&receiver);
        let reports = blocking(move || Ok(receiver.store.history(&plan, &unit)?)).await?;
        Ok(to_canonical(&ReportHistory { format: HistoryFormat::V1, reports }))
    };
    let body = told.await.map_err(|problem| problem.in_language(lang))?;
    let etag = format!("\"{}\"", hash(&body));
    let answer = [(ETAG, etag.as_str()), (CACHE_CONTROL, "private, no-cache")];
    if is_known(&headers, &etag) {
        return Ok((StatusCode::NOT_MODIFIED, answer).into_response());
    }
    Ok((answer, [(CONTENT_TYPE, "application/json")], body).into_response())
}
