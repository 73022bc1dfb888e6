//! Connections: how they are taken, how long they wait for their client, and how they end.

use axum::extract::ConnectInfo;
use axum::serve::Listener;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::pin::pin;
use std::time::Duration;
use tokio::net::TcpListener;

/// Seconds that a client may be silent, unless said otherwise: more than reverse proxies keep a connection that nobody
/// uses (nginx 60), or they would send a request into one that is closed here.
pub const PATIENCE: u32 = 75;

/// How long requests in flight may take after a signal.
const GRACE: Duration = Duration::from_secs(10);

/// Serves until `stop` ends, and then what is in flight. A connection whose next request is not there with all its
/// headers within `patience` is closed; how long a body may take is for those who read it.
pub async fn serve(
    mut listener: TcpListener,
    router: Router,
    patience: Option<Duration>,
    stop: impl Future<Output = ()>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience);
    let connections = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let (stream, address) = tokio::select! {
            // What fails with one connection says nothing of the next.
            taken = Listener::accept(&mut listener) => taken,
            () = &mut stop => break,
        };
        let service = TowerToHyperService::new(router.clone().layer(Extension(ConnectInfo(address))));
        let connection = http.serve_connection(TokioIo::new(stream), service);
        tokio::spawn(connections.watch(connection));
    }
    drop(listener);
    // Who takes longer is not waited for.
    let _ = tokio::time::timeout(GRACE, connections.shutdown()).await;
}
