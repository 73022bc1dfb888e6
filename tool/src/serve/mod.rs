//! `baocao serve`: the demo portal and a reference receiver behind it.
//!
//! The receiver holds reports against the plan with the very functions that the form uses. It is meant to
//! be read: [`reports`] is the path of a report, [`store`] where it ends, [`problem`] what it is told when
//! it is refused, [`tokens`] who may do what, [`plans`] what is asked, [`duties`] who owes what, [`files`] what proves it,
//! [`sweep`] which files go again, [`reviews`] what the office makes of it, and [`history`] how the unit learns of that.
//! [`lasting`] says how long the element's files are good for, and [`connections`] is what lies before all of it.

pub mod connections;
pub mod csv;
pub mod duties;
pub mod files;
pub mod health;
pub mod history;
pub mod json;
pub mod lasting;
pub mod limit;
pub mod log;
pub mod plans;
pub mod problem;
pub mod reports;
pub mod request;
pub mod reviews;
pub mod store;
pub mod sweep;
pub mod tokens;

use crate::cli::Outcome;
use axum::Router;
use axum::http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use axum::middleware;
use axum::response::Response;
use axum::routing::{get, post};
use files::Files;
use limit::Limit;
use plans::Plans;
use std::fmt;
use std::future::Future;
use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use store::{Place, Store};
use tokens::Tokens;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The portal's pages.
    pub www: PathBuf,
    /// The built element.
    pub dist: PathBuf,
    /// The plan files.
    pub plans: PathBuf,
    /// Where the receiver keeps what is its own.
    pub data: PathBuf,
    /// The database; none: `baocao.sqlite3` in `data`.
    pub database: Option<Place>,
    /// TCP port; 0: a free one.
    pub port: u16,
    /// Do not log each request and each report that arrives.
    pub quiet: bool,
    /// Hand out demo tokens to whoever asks. Never where reports count.
    pub demo: bool,
    /// Tokens that are known from the start.
    pub tokens: Option<PathBuf>,
    /// Requests a minute that one client may send; none: any number.
    pub limit: Option<NonZeroU32>,
    /// Days that an uploaded file waits for the report that names it; none: for ever.
    pub keep_files_for: Option<NonZeroU32>,
    /// Megabytes that uploaded files of one unit may take as long as no report names them; none: any number.
    pub file_quota: Option<NonZeroU32>,
    /// Seconds that a client may be silent while something is expected of it; none: any number.
    pub client_timeout: Option<NonZeroU32>,
}

impl Options {
    fn patience(&self) -> Option<Duration> {
        self.client_timeout.map(|seconds| Duration::from_secs(seconds.get().into()))
    }
}

/// What the handlers share.
#[derive(Debug)]
pub struct Receiver {
    plans: Plans,
    store: Store,
    files: Files,
    tokens: Tokens,
    demo: bool,
    limit: Option<Limit>,
    patience: Option<Duration>,
}

type Shared = Arc<Receiver>;

impl Receiver {
    fn open(options: &Options) -> Result<Self, String> {
        let plans = Plans::load(&options.plans)?;
        let tokens = options.tokens.as_deref().map(Tokens::from_file).transpose()?.unwrap_or_default();
        let said = |place: &dyn fmt::Display, error: &dyn fmt::Display| format!("{place}: {error}");
        std::fs::create_dir_all(&options.data).map_err(|error| said(&options.data.display(), &error))?;
        let place = options.database.clone().unwrap_or_else(|| Place::Sqlite(options.data.join("baocao.sqlite3")));
        let store = Store::open(&place).map_err(|error| said(&place, &error))?;
        let quota = options.file_quota.map(|megabytes| u64::from(megabytes.get()) * files::MEGABYTE);
        let files = Files::new(options.data.join("files"), quota);
        let (limit, patience) = (options.limit.map(Limit::new), options.patience());
        Ok(Self { plans, store, files, tokens, demo: options.demo, limit, patience })
    }
}

/// Serves until a signal says stop.
///
/// # Errors
/// When the plans, the database or the port cannot be had.
pub fn run(options: Options) -> io::Result<Outcome> {
    log::start(options.quiet);
    let receiver = Arc::new(Receiver::open(&options).map_err(io::Error::other)?);
    let runtime = tokio::runtime::Builder::new_current_thread().max_blocking_threads(THREADS).enable_all().build()?;
    let served = runtime.block_on(serve(&options, Arc::clone(&receiver)));
    drop(runtime); // waits for what still writes
    receiver.store.close().map_err(io::Error::other)?;
    served.map(|()| Outcome::Well)
}

/// Most threads that read files and the database, and with them most connections to it.
const THREADS: usize = 16;

async fn serve(options: &Options, receiver: Shared) -> io::Result<()> {
    let stop = signal()?;
    let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
    let taken = |error: io::Error| io::Error::new(error.kind(), format!("{wanted}: {error}"));
    let listener = TcpListener::bind(wanted).await.map_err(taken)?;
    let address = listener.local_addr()?;
    writeln!(io::stdout(), "Cổng thông tin mẫu: http://{address}/")?;
    io::stdout().flush()?;

    let sweeping = options.keep_files_for.map(|days| tokio::spawn(sweep::hourly(Shared::clone(&receiver), days)));
    connections::serve(listener, router(options, receiver), options.patience(), stop).await;
    if let Some(sweeping) = sweeping {
        sweeping.abort();
    }
    Ok(())
}

/// Ends when the program is told to stop.
fn signal() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

/// What the portal's pages may do: run scripts of their own origin and WebAssembly, nothing inline, and make no markup of texts.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'";

fn router(options: &Options, receiver: Shared) -> Router {
    let header = |name: &'static str, value: &'static str| {
        let (name, value) = (HeaderName::from_static(name), HeaderValue::from_static(value));
        SetResponseHeaderLayer::if_not_present(name, value)
    };
    let files = |dir: &Path| ServeDir::new(dir).precompressed_br().precompressed_gzip();
    // Nobody shall have to guess that a text is UTF-8.
    let charset = SetResponseHeaderLayer::overriding(CONTENT_TYPE, |answer: &Response| {
        let is_text = answer.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == "text/plain");
        is_text.then_some(HeaderValue::from_static("text/plain; charset=utf-8"))
    });
    let api = Router::new()
        .route("/reports", post(reports::post).get(reports::list))
        .route("/reports/{id}", get(reports::one))
        .route("/reports/{id}/files/{hash}", get(files::of_report))
        .route("/files", post(files::post))
        .route("/files/{hash}", get(files::get).patch(files::patch))
        .route("/reports/{id}/reviews", post(reviews::post).get(reviews::list))
        .route("/history", get(history::get))
        .route("/duties", get(duties::list))
        .route("/plans", get(plans::list))
        .route("/demo-token", post(plans::demo_token))
        .layer(header("cache-control", "no-store"))
        .layer(middleware::from_fn_with_state(Shared::clone(&receiver), limit::layer));
    let element = Router::new().fallback_service(files(&options.dist)).layer(middleware::from_fn(lasting::layer));
    Router::new()
        .nest("/api", api)
        .route(log::HEALTH, get(health::get))
        .route("/plans/{file}", get(plans::file))
        .nest_service("/dist", element)
        .fallback_service(files(&options.www))
        .layer(charset)
        .layer(header("cache-control", "no-cache"))
        .layer(header("content-security-policy", POLICY))
        .layer(header("x-content-type-options", "nosniff"))
        .layer(header("referrer-policy", "same-origin"))
        .layer(middleware::from_fn(log::layer))
        .with_state(receiver)
}
