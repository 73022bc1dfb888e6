//! How many requests one client may send: so many a minute, as many at once.

use super::Shared;
use super::problem::{Problem, language};
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;

/// Requests a minute where nothing else is said: more than a hand or a form sends, less than a loop.
pub const DEFAULT: u32 = 600;

/// Clients that are remembered before those that have been quiet are forgotten.
const MOST: usize = 10_000;

/// Whom a request is counted for. A token that is not known counts for nobody: else whoever makes up tokens would
/// have a fresh count with each.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Who {
    Token(String),
    Address(IpAddr),
}

/// Counts requests by token, or by address where there is none.
pub struct Limit {
    limiter: DefaultKeyedRateLimiter<Who>,
    clock: DefaultClock,
}

impl fmt::Debug for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not whom it counts: there are tokens among them.
        f.debug_struct("Limit").field("clients", &self.limiter.len()).finish()
    }
}

impl Limit {
    /// So many requests a minute.
    pub fn new(per_minute: NonZeroU32) -> Self {
        Self { limiter: RateLimiter::keyed(Quota::per_minute(per_minute)), clock: DefaultClock::default() }
    }

    fn count(&self, who: &Who) -> Result<(), Problem> {
        if self.limiter.len() > MOST {
            self.limiter.retain_recent();
        }
        self.limiter.check_key(who).map_err(|until| {
            let wait = until.wait_time_from(self.clock.now());
            Problem::TooMany(wait.as_secs() + 1)
        })
    }
}

/// Answers 429 to whoever sends too much.
pub async fn layer(State(receiver): State<Shared>, request: Request, next: Next) -> Response {
    if let Some(limit) = &receiver.limit {
        let address = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
        let token = receiver.tokens.known(request.headers()).map(|(token, _)| Who::Token(token.to_owned()));
        let who = token.or(address.map(Who::Address));
        if let Some(Err(problem)) = who.map(|who| limit.count(&who)) {
            return problem.in_language(language(request.headers())).into_response();
        }
    }
    next.run(request).await
}
