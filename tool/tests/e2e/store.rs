//! A web server that holds files under the names and types that a test gives them, as the file stores of portals do.

use crate::place;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::sync::Arc;
use tokio::net::TcpListener;

/// What every page may do, beside what a test allows to its scripts.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'";

/// The files by their paths.
#[derive(Default)]
pub struct Store {
    files: BTreeMap<String, File>,
    /// Whether pages of other origins may read them.
    is_open: bool,
}

struct File {
    kind: &'static str,
    content: Vec<u8>,
}

impl Store {
    /// One whose files pages of other origins may read.
    pub fn open() -> Self {
        Self { is_open: true, ..Self::default() }
    }

    /// Puts a file there.
    pub fn put(&mut self, path: &str, kind: &'static str, content: impl Into<Vec<u8>>) {
        self.files.insert(path.to_owned(), File { kind, content: content.into() });
    }

    /// Puts a file of the element there.
    pub fn put_built(&mut self, path: &str, kind: &'static str, name: &str) {
        self.put(path, kind, built(name));
    }

    /// Serves it from a free port as long as the test runs; its address.
    pub async fn serve(self) -> String {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().fallback(answer).with_state(Arc::new(self));
        tokio::spawn(async move { axum::serve(listener, router).await });
        format!("http://{address}")
    }
}

async fn answer(State(store): State<Arc<Store>>, uri: Uri) -> Response {
    let answer = Response::builder().header("x-content-type-options", "nosniff");
    let answer = if store.is_open { answer.header("access-control-allow-origin", "*") } else { answer };
    let Some(file) = store.files.get(uri.path()) else {
        return answer.status(StatusCode::NOT_FOUND).body(Body::empty()).unwrap();
    };
    // What a page may load beyond its own origin stands in its address.
    let other = uri.query().unwrap_or_default();
    let policy = format!("{POLICY}; script-src 'self' 'wasm-unsafe-eval' {other}; connect-src 'self' {other}");
    let answer = answer.header("content-type", file.kind).header("content-security-policy", policy);
    answer.body(Body::from(file.content.clone())).unwrap()
}

/// A file of the built element.
pub fn built(name: &str) -> Vec<u8> {
    std::fs::read(place::dist().join(name)).unwrap_or_else(|error| panic!("dist/{name}: {error}"))
}
