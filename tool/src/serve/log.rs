//! What the receiver says of its work: one JSON object a line on the standard error. Never a token, never what a
//! report says.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use std::io;
use std::time::Instant;
use tracing::level_filters::LevelFilter;

/// Where health is asked for; that it is well is not worth a line every few seconds.
pub const HEALTH: &str = "/healthz";

/// Begins to log; quiet: only what failed.
pub fn start(quiet: bool) {
    let level = if quiet { LevelFilter::WARN } else { LevelFilter::INFO };
    let lines = tracing_subscriber::fmt().json().flatten_event(true).with_target(false).with_max_level(level);
    // Nobody hears it when the standard error is closed; serving goes on. Where somebody else logs already, they do.
    let _ = lines.with_writer(io::stderr).log_internal_errors(false).try_init();
}

/// Says of each request what was asked, how it ended, and how long it took. What stands behind the `?` may name whom
/// nobody needs to read of, and is left out.
pub async fn layer(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let response = next.run(request).await;
    let (status, ms) = (response.status().as_u16(), started.elapsed().as_millis() as u64);
    if path != HEALTH || status != 200 {
        tracing::info!(%method, path, status, ms, "request");
    }
    response
}
