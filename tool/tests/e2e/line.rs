//! The line between the browser and the server: it can hold or lose answers, and knows which reports went over it.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

/// What happens to the answers to reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// They arrive.
    Pass,
    /// They wait until they may pass.
    Held,
    /// The connection breaks when they are under way.
    Lost,
    /// In their place comes a redirect to another origin.
    Elsewhere,
}

/// A TCP proxy on a free port.
pub struct Line {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    /// The line's own port.
    port: u16,
    server: SocketAddr,
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    answers: Answers,
    /// The idempotency keys of the reports that were posted, in order.
    posted: Vec<String>,
    /// After so many bytes of a file the line is cut, once.
    cut_after: Option<usize>,
}

const POST: &str = "POST /api/reports ";
const UPLOAD: &str = "PATCH /api/files/";
const KEY: &str = "idempotency-key:";
const REDIRECT: &str = "HTTP/1.1 307 Temporary Redirect\r\nContent-Length: 0\r\n";

impl Line {
    /// A line to a port of this machine.
    pub fn to(port: u16) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let state = Mutex::new(State { answers: Answers::Pass, posted: Vec::new(), cut_after: None });
        let server = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let shared = Arc::new(Shared { port: address.port(), server, state, changed: Condvar::new() });
        let for_all = Arc::clone(&shared);
        thread::spawn(move || {
            for browser in listener.incoming().map_while(Result::ok) {
                let shared = Arc::clone(&for_all);
                thread::spawn(move || shared.carry(browser));
            }
        });
        Self { address, shared }
    }

    /// The portal's address over this line.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The same under a name that the browser does not trust.
    pub fn plain_url(&self) -> String {
        format!("http://cong.test:{}", self.address.port())
    }

    /// Says what happens to the answers to reports from now on.
    pub fn answers(&self, answers: Answers) {
        self.shared.lock().answers = answers;
        self.shared.changed.notify_all();
    }

    /// Cuts the line once, when so many bytes of a file have gone over a connection.
    pub fn cut_upload_after(&self, bytes: usize) {
        self.shared.lock().cut_after = Some(bytes);
    }

    /// Whether an upload is still to be cut.
    pub fn will_cut(&self) -> bool {
        self.shared.lock().cut_after.is_some()
    }

    /// Waits until more reports were posted than so many.
    pub fn posted_beyond(&self, count: usize) {
        for _ in 0..1_000 {
            if self.posted().len() > count {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("no report was posted");
    }

    /// The idempotency keys of the reports that were posted, in order.
    pub fn posted(&self) -> Vec<String> {
        self.shared.lock().posted.clone()
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Carries one connection; each way has a thread.
    fn carry(self: Arc<Self>, browser: TcpStream) {
        let Ok(server) = TcpStream::connect(self.server) else {
            return;
        };
        let (from_browser, to_server) = (browser.try_clone().unwrap(), server.try_clone().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (there, seen_there) = (Arc::clone(&self), Arc::clone(&seen));
        thread::spawn(move || {
            pump(from_browser, to_server, |bytes| {
                let mut seen = seen_there.lock().unwrap();
                there.note(&mut seen, bytes);
                !there.cuts(&seen)
            });
        });
        let mut back = browser.try_clone().unwrap();
        pump(server, browser, |_| {
            let answers = if has_report(&seen.lock().unwrap()) { self.answers() } else { Answers::Pass };
            if answers == Answers::Elsewhere {
                let _ = write!(back, "{REDIRECT}Location: http://cong.test:{}/api/reports\r\n\r\n", self.port);
            }
            answers == Answers::Pass
        });
    }

    /// Notes the reports among what the browser says.
    fn note(&self, seen: &mut Vec<u8>, bytes: &[u8]) {
        let known = keys(seen).len();
        seen.extend_from_slice(bytes);
        let mut keys = keys(seen);
        self.lock().posted.extend(keys.drain(known..));
    }

    /// Whether the line is cut now, in the middle of a file.
    fn cuts(&self, seen: &[u8]) -> bool {
        let mut state = self.lock();
        let upload = seen.windows(UPLOAD.len()).position(|window| window == UPLOAD.as_bytes());
        let is_enough = |after: usize| upload.is_some_and(|at| seen.len() - at > after);
        state.cut_after.take_if(|after| is_enough(*after)).is_some()
    }

    /// Waits while answers are held; what happens to them then.
    fn answers(&self) -> Answers {
        let held = |state: &mut State| state.answers == Answers::Held;
        self.changed.wait_while(self.lock(), held).unwrap().answers
    }
}

/// Whether a report was posted on this connection.
fn has_report(seen: &[u8]) -> bool {
    seen.windows(POST.len()).any(|window| window == POST.as_bytes())
}

/// The keys of the reports whose heads are complete.
fn keys(seen: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(seen);
    let heads = text.match_indices(POST).filter_map(|(at, _)| text[at..].split_once("\r\n\r\n"));
    let key = |head: &str| {
        let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with(KEY));
        line.map(|line| line[KEY.len()..].trim().trim_matches('"').to_owned()).unwrap_or_default()
    };
    heads.map(|(head, _)| key(head)).collect()
}

/// Carries bytes one way until an end, or until `pass` says no: then both ways are cut.
fn pump(mut from: TcpStream, mut to: TcpStream, mut pass: impl FnMut(&[u8]) -> bool) {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => break,
        };
        if !pass(&buffer[..read]) || to.write_all(&buffer[..read]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
    let _ = from.shutdown(Shutdown::Both);
}
