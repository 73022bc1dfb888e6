//! Units that send as the form does: one key for one report, and again after a while where no answer came.

use crate::communes::Communes;
use crate::support::Receiver;
use baocao::delivery::backoff;
use std::fmt;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How long a unit waits for an answer, as the form does.
const TIMEOUT: Duration = Duration::from_secs(30);

/// What is sent, whereto, and over how long.
pub struct Senders<'c> {
    communes: &'c Communes,
    receivers: Vec<String>,
    spread: Duration,
}

/// How far it is.
#[derive(Default)]
pub struct Progress {
    accepted: AtomicUsize,
    attempts: AtomicUsize,
    took: Mutex<Vec<Duration>>,
}

impl Progress {
    /// Waits until so many reports were accepted.
    pub fn wait_for(&self, accepted: usize) {
        let start = Instant::now();
        while self.accepted.load(Ordering::SeqCst) < accepted {
            assert!(start.elapsed() < Duration::from_secs(600), "no more than {accepted} reports are accepted");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

/// How it went: for each report the time from the first attempt to the receipt.
pub struct Sent {
    took: Vec<Duration>,
    attempts: usize,
}

impl fmt::Display for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = |share: f64| self.took[((self.took.len() - 1) as f64 * share) as usize].as_secs_f64() * 1_000.0;
        let again = self.attempts - self.took.len();
        write!(f, "p50 {:.0} ms, p99 {:.0} ms, longest {:.0} ms, {again} sent again", at(0.5), at(0.99), at(1.0))
    }
}

impl<'c> Senders<'c> {
    pub fn new(communes: &'c Communes, receivers: Vec<String>, spread: Duration) -> Self {
        Self { communes, receivers, spread }
    }

    /// Lets each unit send, at its time, until it has a receipt; meanwhile does what `meanwhile` says.
    pub fn send(&self, meanwhile: impl FnOnce(&Progress)) -> Sent {
        let (progress, start, count) = (Progress::default(), Instant::now(), self.communes.count());
        std::thread::scope(|scope| {
            let progress = &progress;
            scope.spawn(move || {
                for nth in 0..count {
                    let begins = self.spread.mul_f64(nth as f64 / count as f64);
                    std::thread::sleep(begins.saturating_sub(start.elapsed()));
                    scope.spawn(move || self.send_one(nth, progress));
                }
            });
            meanwhile(progress);
        });
        let mut took = progress.took.into_inner().unwrap();
        took.sort();
        Sent { took, attempts: progress.attempts.into_inner() }
    }

    fn send_one(&self, nth: usize, progress: &Progress) {
        let (body, key) = (self.communes.body(nth), self.communes.key(nth));
        let authorization = format!("Bearer {}", self.communes.token(nth));
        let start = Instant::now();
        for tries in 1.. {
            progress.attempts.fetch_add(1, Ordering::SeqCst);
            // Where several receivers stand before the database, the next attempt may come to another one.
            let url = format!("{}/api/reports", self.receivers[(nth + tries as usize) % self.receivers.len()]);
            let request = Receiver::agent().post(url).content_type("application/json");
            let request = request.header("Authorization", &authorization).header("Idempotency-Key", &key);
            let asked = match request.config().timeout_global(Some(TIMEOUT)).build().send(&body) {
                Ok(answer) if answer.status().is_success() => break,
                Ok(mut answer) => {
                    let status = answer.status().as_u16();
                    let said = answer.body_mut().read_to_string().unwrap_or_default();
                    assert!(status == 429 || status >= 500, "{status}: {said}");
                    answer.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok())
                }
                Err(_) => None,
            };
            let chance = f64::from(getrandom::u32().unwrap()) / f64::from(u32::MAX);
            std::thread::sleep(Duration::from_millis(backoff(tries, asked, chance).unsigned_abs()));
        }
        progress.took.lock().unwrap().push(start.elapsed());
        progress.accepted.fetch_add(1, Ordering::SeqCst);
    }
}
