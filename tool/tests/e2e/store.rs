//! A web server that holds files under the names and types that a test gives them, as the file stores of portals do.

use crate::place;
use crate::server::Server;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONNECTION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, TRANSFER_ENCODING};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime;
use tokio::sync::{oneshot, watch};

/// What every page may do, beside what a test allows to its scripts.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'";

/// Where browsers report what a policy refuses, if it says so by `report-uri`.
const REFUSALS: &str = "/refused";

/// What browsers have reported there, whatever page it was on.
#[derive(Clone, Default)]
pub struct Refusals(Arc<Mutex<Vec<String>>>);

impl Refusals {
    /// Waits until there are so many; all of them.
    pub async fn at_least(&self, count: usize) -> Vec<String> {
        for _ in 0..800 {
            let all = self.0.lock().unwrap().clone();
            if all.len() >= count {
                return all;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("fewer than {count} refusals were reported: {:?}", self.0.lock().unwrap());
    }
}

/// The files by their paths.
#[derive(Default)]
pub struct Store {
    files: BTreeMap<String, File>,
    /// Whether pages of other origins may read them.
    is_open: bool,
    /// The port of the receiver that answers what is no file.
    receiver: Option<u16>,
    /// What the pages may do in place of what they all may.
    policy: Option<&'static str>,
    refusals: Refusals,
    together: Together,
}

/// Files that are answered once all of them were asked for, and which of them were.
#[derive(Default)]
struct Together {
    paths: BTreeSet<&'static str>,
    asked: watch::Sender<BTreeSet<&'static str>>,
}

impl Together {
    /// Waits, where a file of them is asked for, until all are.
    async fn all_asked(&self, path: &str) {
        let Some(path) = self.paths.get(path) else { return };
        self.asked.send_modify(|asked| _ = asked.insert(path));
        let mut asked = self.asked.subscribe();
        asked.wait_for(|asked| asked.len() == self.paths.len()).await.unwrap();
    }
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

    /// One on whose origin a receiver is too, as behind the web server of an office.
    pub fn before(receiver: &Server) -> Self {
        Self { receiver: Some(receiver.port()), ..Self::default() }
    }

    /// Lets its pages do what a policy says, and nothing forbids more.
    pub fn allow(&mut self, policy: &'static str) {
        self.policy = Some(policy);
    }

    /// What is reported of refusals from now on.
    pub fn refusals(&self) -> Refusals {
        self.refusals.clone()
    }

    /// Lets pages of other origins read all that it has, and send to its receiver.
    pub fn open_to_all(&mut self) {
        self.is_open = true;
    }

    /// Puts a file there.
    pub fn put(&mut self, path: &str, kind: &'static str, content: impl Into<Vec<u8>>) {
        self.files.insert(path.to_owned(), File { kind, content: content.into() });
    }

    /// Puts a file of the element there.
    pub fn put_built(&mut self, path: &str, kind: &'static str, name: &str) {
        self.put(path, kind, built(name));
    }

    /// Answers none of these files before all of them were asked for.
    pub fn answer_together(&mut self, paths: &[&'static str]) {
        self.together.paths.extend(paths);
    }

    /// Serves it from a free port as long as the test runs; its address.
    pub async fn serve(self) -> String {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router(&Arc::new(self))).await });
        format!("http://{address}")
    }

    /// The same as a server that can go down with all its connections.
    pub fn site(self) -> Site {
        let mut site = Site { store: Arc::new(self), port: 0, running: None };
        site.comes_up();
        site
    }
}

fn router(store: &Arc<Store>) -> Router {
    Router::new().fallback(answer).with_state(Arc::clone(store))
}

/// A server that can go down.
pub struct Site {
    store: Arc<Store>,
    port: u16,
    running: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl Site {
    /// Its address.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Nobody answers there any more, not even on connections that are open.
    pub fn goes_down(&mut self) {
        let Some((stop, running)) = self.running.take() else { return };
        stop.send(()).unwrap();
        running.join().unwrap();
    }

    /// It answers, where it did before.
    pub fn comes_up(&mut self) {
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        listener.set_nonblocking(true).unwrap();
        self.port = listener.local_addr().unwrap().port();
        let (router, (stop, stopped)) = (router(&self.store), oneshot::channel());
        let serve = async move {
            tokio::spawn(async move { axum::serve(TcpListener::from_std(listener).unwrap(), router).await });
            drop(stopped.await);
        };
        // Its connections are tasks of this runtime, and end with it.
        let run = || runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(serve);
        self.running = Some((stop, thread::spawn(run)));
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.goes_down();
    }
}

async fn answer(State(store): State<Arc<Store>>, request: Request) -> Response {
    let uri = request.uri().clone();
    store.together.all_asked(uri.path()).await;
    let mut answer = match (store.files.get(uri.path()), store.receiver) {
        (Some(file), _) => {
            let answer = Response::builder().header("content-type", file.kind);
            answer.body(Body::from(file.content.clone())).unwrap()
        }
        (None, _) if uri.path() == REFUSALS => note(&store.refusals, request).await,
        (None, Some(_)) if store.is_open && request.method() == Method::OPTIONS => preflight(),
        (None, Some(port)) => ask(port, request).await,
        (None, None) => Response::builder().status(StatusCode::NOT_FOUND).body(Body::empty()).unwrap(),
    };
    // What a page may load beyond its own origin stands in its address.
    let other = uri.query().filter(|query| query.starts_with("http://")).unwrap_or_default();
    let usual = format!("{POLICY}; script-src 'self' 'wasm-unsafe-eval' {other}; connect-src 'self' {other}");
    let headers = answer.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, store.policy.unwrap_or(&usual).parse().unwrap());
    headers.insert("x-content-type-options", "nosniff".parse().unwrap());
    if store.is_open {
        headers.insert("access-control-allow-origin", "*".parse().unwrap());
        let exposed = "date, retry-after, location, upload-offset, upload-complete";
        headers.insert("access-control-expose-headers", exposed.parse().unwrap());
    }
    answer
}

/// Keeps what a browser reports.
async fn note(refusals: &Refusals, request: Request) -> Response {
    let report = to_bytes(request.into_body(), usize::MAX).await.unwrap();
    refusals.0.lock().unwrap().push(String::from_utf8_lossy(&report).into_owned());
    Response::builder().status(StatusCode::NO_CONTENT).body(Body::empty()).unwrap()
}

/// Lets a page of another origin send a report: what `docs/embedding.md` asks of a server.
fn preflight() -> Response {
    let answer = Response::builder().status(StatusCode::NO_CONTENT).header("access-control-allow-methods", "POST");
    let answer = answer.header("access-control-allow-headers", "authorization, content-type, idempotency-key");
    answer.body(Body::empty()).unwrap()
}

/// Carries a request to the receiver, and gives its answer.
async fn ask(port: u16, request: Request) -> Response {
    let (mut head, body) = request.into_parts();
    let target = head.uri.path_and_query().map_or("/", |path| path.as_str());
    head.uri = format!("http://127.0.0.1:{port}{target}").parse().unwrap();
    without_hops(&mut head.headers);
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let carry = move || {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).allow_non_standard_methods(true);
        let agent = ureq::Agent::new_with_config(agent.build());
        let sent = agent.run(ureq::http::Request::from_parts(head, &body[..])).unwrap();
        let (mut head, mut body) = sent.into_parts();
        without_hops(&mut head.headers);
        Response::from_parts(head, Body::from(body.read_to_vec().unwrap()))
    };
    tokio::task::spawn_blocking(carry).await.unwrap()
}

/// What is said from one machine to the next only.
fn without_hops(headers: &mut HeaderMap) {
    for name in [CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING] {
        headers.remove(name);
    }
}

/// A file of the built element.
pub fn built(name: &str) -> Vec<u8> {
    std::fs::read(place::dist().join(name)).unwrap_or_else(|error| panic!("dist/{name}: {error}"))
}
