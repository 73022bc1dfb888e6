//! The line between the browser and the server: it can break, keep silent, answer in the server's place, hold or lose
//! answers, and knows which reports went over it.

mod fate;
mod request;

pub use fate::Fate;

use request::Request;
use std::collections::VecDeque;
use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

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
    /// What happens to the next reports on their way to the server.
    fates: VecDeque<Fate>,
    /// Key and moment of each report that was posted, in order.
    posted: Vec<(String, Instant)>,
    /// What happens to the piece of a file that brings more than so many bytes of files, once.
    in_upload: Option<(usize, Fate)>,
    /// Bytes of files that went to the server in pieces that broke nowhere.
    carried: usize,
    /// The end of the path of a file that does not come.
    withheld: Option<&'static str>,
}

const REDIRECT: &str = "HTTP/1.1 307 Temporary Redirect\r\nContent-Length: 0\r\n";

impl Line {
    /// A line to a port of this machine.
    pub fn to(port: u16) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let (fates, posted) = (VecDeque::new(), Vec::new());
        let state = State { answers: Answers::Pass, fates, posted, in_upload: None, carried: 0, withheld: None };
        let state = Mutex::new(state);
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

    /// Says what happens to the next reports on their way to the server, one each; what comes after goes through.
    pub fn fates(&self, fates: impl IntoIterator<Item = Fate>) {
        self.shared.lock().fates = fates.into_iter().collect();
    }

    /// Says what happens once so many bytes of files have gone over it, to the piece that brings more.
    pub fn in_upload(&self, bytes: usize, fate: Fate) {
        self.shared.lock().in_upload = Some((bytes, fate));
    }

    /// Whether that is still to come.
    pub fn waits_for_upload(&self) -> bool {
        self.shared.lock().in_upload.is_some()
    }

    /// How many bytes of files went over it in pieces that broke nowhere.
    pub fn carried(&self) -> usize {
        self.shared.lock().carried
    }

    /// Says which file does not come from now on, by the end of its path.
    pub fn withhold(&self, file: Option<&'static str>) {
        self.shared.lock().withheld = file;
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
        self.shared.lock().posted.iter().map(|(key, _)| key.clone()).collect()
    }

    /// When they were.
    pub fn posted_at(&self) -> Vec<Instant> {
        self.shared.lock().posted.iter().map(|(_, at)| *at).collect()
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
        let (mut from_browser, mut to_server) = (browser.try_clone().unwrap(), server.try_clone().unwrap());
        // Whether what the server is to answer is a report.
        let is_report = Arc::new(AtomicBool::new(false));
        let (there, is_report_there) = (Arc::clone(&self), Arc::clone(&is_report));
        thread::spawn(move || {
            while let Some(request) = Request::read(&mut from_browser) {
                is_report_there.store(request.is_report(), Ordering::SeqCst);
                if !there.forward(&request, &mut from_browser, &mut to_server) {
                    break;
                }
            }
            cut(&from_browser, &to_server);
        });
        let mut back = browser.try_clone().unwrap();
        pump(server, browser, || {
            let answers = if is_report.load(Ordering::SeqCst) { self.answers() } else { Answers::Pass };
            if answers == Answers::Elsewhere {
                let _ = write!(back, "{REDIRECT}Location: http://cong.test:{}/api/reports\r\n\r\n", self.port);
            }
            answers == Answers::Pass
        });
    }

    /// Does with a request what is to happen to it; whether the connection goes on.
    fn forward(&self, request: &Request, browser: &mut TcpStream, server: &mut TcpStream) -> bool {
        let fate = match request {
            report if report.is_report() => self.meet(report),
            piece if piece.is_piece() => self.meet_piece(piece),
            other if self.lock().withheld.is_some_and(|file| other.asks_for(file)) => {
                Fate::answer("503 Service Unavailable", &[], "")
            }
            _ => Fate::Pass,
        };
        match fate {
            Fate::Pass => server.write_all(&request.up_to(10)).is_ok(),
            Fate::Cut(tenths) => {
                let _ = server.write_all(&request.up_to(tenths));
                false
            }
            // Until the browser goes away.
            Fate::Silence => true,
            Fate::Answer(answer) => {
                let _ = browser.write_all(answer.as_bytes());
                false
            }
            Fate::Stall(beginning) => browser.write_all(beginning.as_bytes()).is_ok(),
        }
    }

    /// Notes a report; what is to happen to it.
    fn meet(&self, report: &Request) -> Fate {
        let mut state = self.lock();
        state.posted.push((report.key(), Instant::now()));
        state.fates.pop_front().unwrap_or(Fate::Pass)
    }

    /// Counts a piece of a file; what is to happen to it.
    fn meet_piece(&self, piece: &Request) -> Fate {
        let mut state = self.lock();
        let carried = state.carried + piece.length();
        if let Some((_, fate)) = state.in_upload.take_if(|(bytes, _)| *bytes < carried) {
            return fate;
        }
        state.carried = carried;
        Fate::Pass
    }

    /// Waits while answers are held; what happens to them then.
    fn answers(&self) -> Answers {
        let held = |state: &mut State| state.answers == Answers::Held;
        self.changed.wait_while(self.lock(), held).unwrap().answers
    }
}

/// Carries answers until an end, or until `pass` says no: then both ways are cut.
fn pump(mut server: TcpStream, mut browser: TcpStream, mut pass: impl FnMut() -> bool) {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = match server.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => break,
        };
        if !pass() || browser.write_all(&buffer[..read]).is_err() {
            break;
        }
    }
    cut(&browser, &server);
}

fn cut(browser: &TcpStream, server: &TcpStream) {
    let _ = browser.shutdown(Shutdown::Both);
    let _ = server.shutdown(Shutdown::Both);
}
