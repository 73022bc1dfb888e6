use super::{Failure, Frozen, LONGEST, Means, Problem, Receipt, backoff};
use crate::finding::Severity;
use crate::json::{Limits, read_text, to_canonical};
use crate::report::EvidenceFile;
use crate::schedule::Instant;

/// Where a report is between the first letter and the receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Being written; what went out of it before it was taken back for changes.
    Draft(Option<Earlier>),
    /// On its way: its bytes are frozen and nothing is typed any more.
    Outgoing(Box<Outgoing>),
    /// The backend has it as it stands.
    Sent,
}

/// An attempt that was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// What it sent; unchanged, the report goes out once more under the same key.
    pub frozen: Frozen,
    /// Whether the backend may have it without our knowing. Then it is settled before anything else is sent.
    pub in_doubt: bool,
    /// What the backend had against it: that holds of each answer until it changes.
    pub refusal: Option<Refusal>,
}

/// A report on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// What the officer sends.
    pub frozen: Frozen,
    /// An earlier payload of which nobody knows whether it arrived: it goes out once more first, so that the backend
    /// never has two reports for one intent.
    pub before: Option<Frozen>,
    /// Attempts since something last came of it.
    pub tries: u32,
    /// The last of them for which nobody was signed in, in a row since the officer came; a page that was opened anew begins
    /// again.
    pub signed_out: u32,
    /// Whether what goes out next may have arrived already.
    pub in_doubt: bool,
    /// What is done with it now.
    pub phase: Phase,
}

/// What is done with a report on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It goes out as soon as the line is free.
    Queued,
    /// On the wire.
    Sending,
    /// It goes out again by itself at a moment, or when the line is back.
    Waiting {
        /// When.
        until: Instant,
        /// What happened last.
        failure: Failure,
    },
    /// The backend asked to be left alone until a moment (`Retry-After`): not earlier, unless the officer says so.
    AskedToWait {
        /// When it asked, in whole seconds.
        since: Instant,
        /// Until when, in whole seconds.
        until: Instant,
        /// What it said.
        refusal: Refusal,
    },
    /// The login has ended; it goes out again once somebody has signed in.
    SignIn(Failure),
    /// The backend has something else in its place: the officer chooses.
    Conflict(Refusal),
    /// Refused: the officer mends it, sends it again as it is, or withdraws it.
    Refused(Refusal),
    /// The page did not let it go out.
    Held {
        /// The page's words, if it gave any.
        detail: String,
    },
}

/// One attempt: what goes over the wire, and what its answer is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The bytes and their key.
    pub frozen: Frozen,
    /// Which attempt it is; the answer to another one changes nothing.
    pub nth: u32,
}

/// What came of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing went out yet: it was signed, and goes out with this.
    Signed(String),
    /// Nothing of the report went out yet: the backend has one of its files, or it holds it now, and goes out with this.
    HasFile(EvidenceFile),
    /// The backend has the report.
    Accepted(Receipt),
    /// It has not, or nobody knows.
    Failed(Failure),
}

/// What a backend said when it refused, as the device keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub(super) String);

impl Refusal {
    /// Of a problem.
    pub fn new(problem: &Problem) -> Self {
        Self(to_canonical(problem))
    }

    /// The problem; one without words where what was kept is none.
    pub fn problem(&self) -> Problem {
        read_text(&self.0, Limits::default(), Severity::Warning).value.unwrap_or_default()
    }
}

impl Phase {
    /// Why it is not there yet, where an attempt failed.
    pub fn failure(&self) -> Option<Failure> {
        match self {
            Self::Queued | Self::Sending => None,
            Self::Waiting { failure, .. } | Self::SignIn(failure) => Some(failure.clone()),
            Self::Conflict(refusal) | Self::Refused(refusal) => Some(Failure::Refused(refusal.problem())),
            // That it asked tells a 409 of a request that is still worked on from one of another version.
            Self::AskedToWait { since, until, refusal } => {
                let retry_after = u32::try_from((until.0 - since.0) / 1_000).ok();
                Some(Failure::Refused(Problem { retry_after, ..refusal.problem() }))
            }
            Self::Held { detail } => Some(Failure::Stopped { detail: detail.clone() }),
        }
    }

    /// When it goes out again by itself.
    pub fn until(&self) -> Option<Instant> {
        match self {
            Self::Waiting { until, .. } | Self::AskedToWait { until, .. } => Some(*until),
            _ => None,
        }
    }
}

impl Outgoing {
    pub(super) fn new(frozen: Frozen) -> Self {
        Self { frozen, before: None, tries: 0, signed_out: 0, in_doubt: false, phase: Phase::Queued }
    }

    /// What goes out next: what is to be settled, else the report itself.
    pub fn next(&self) -> &Frozen {
        self.before.as_ref().unwrap_or(&self.frozen)
    }

    /// The attempt that is on the wire.
    pub fn attempt(&self) -> Option<Attempt> {
        (self.phase == Phase::Sending).then(|| Attempt { frozen: self.next().clone(), nth: self.tries })
    }

    /// Whether it may go out at a moment.
    pub fn is_due(&self, now: Instant) -> bool {
        // What is further away than it can be, or was asked for later than now: the device's clock was set back.
        match &self.phase {
            Phase::Queued => true,
            Phase::Waiting { until, .. } => *until <= now || until.0 - now.0 > LONGEST,
            Phase::AskedToWait { since, until, .. } => *until <= now || now < *since,
            _ => false,
        }
    }

    /// Puts it on the wire.
    pub(super) fn begin(&mut self) {
        self.tries = self.tries.saturating_add(1);
        self.phase = Phase::Sending;
    }

    /// The officer says so: it goes out at the next chance, whatever it waited for.
    pub(super) fn send_again(&mut self) {
        if self.phase != Phase::Sending {
            (self.signed_out, self.phase) = (0, Phase::Queued);
        }
    }

    /// The line or the officer is back: what waits for no more than that goes out at the next chance.
    pub(super) fn resume(&mut self) {
        if matches!(self.phase, Phase::Waiting { .. } | Phase::SignIn(_)) {
            (self.signed_out, self.phase) = (0, Phase::Queued);
        }
    }

    /// It may be that somebody has signed in. A page that says so whenever it hears that nobody has is believed less often
    /// each time.
    pub(super) fn sign_in(&mut self, now: Instant) {
        let Phase::SignIn(failure) = &self.phase else { return };
        self.phase = match self.signed_out {
            0 | 1 => Phase::Queued,
            more => {
                let until = Instant(now.0 + backoff(more - 1, None, 1.0));
                Phase::Waiting { until, failure: failure.clone() }
            }
        };
    }

    /// The page or the device went away in the middle: whether it arrived is unknown.
    pub(super) fn recover(&mut self) {
        if self.phase == Phase::Sending {
            self.in_doubt |= !self.next().wants_files;
            self.phase = Phase::Queued;
        }
    }

    /// Back to the officer. What may have arrived is not forgotten.
    pub(super) fn recall(self) -> Earlier {
        let refusal = match self.phase {
            Phase::Refused(refusal) => Some(refusal),
            _ => None,
        };
        match self.before {
            Some(before) => Earlier { frozen: before, in_doubt: true, refusal: None },
            None => Earlier { frozen: self.frozen, in_doubt: self.in_doubt, refusal },
        }
    }

    /// Takes the answer to its attempt; the receipt where the backend has something now, and whether that was all.
    /// `chance` is in `0..1`, anew each time.
    pub(super) fn answered(&mut self, answer: Answer, now: Instant, chance: f64) -> Option<(Receipt, bool)> {
        match answer {
            Answer::Signed(signature) => {
                self.before.as_mut().unwrap_or(&mut self.frozen).signature = Some(signature);
                None
            }
            Answer::HasFile(file) => {
                let next = self.before.as_mut().unwrap_or(&mut self.frozen);
                next.has_file(&file);
                // Something came of it: the next file has all attempts before it.
                self.tries = 1;
                None
            }
            Answer::Accepted(receipt) => Some((receipt, self.arrived())),
            Answer::Failed(failure) => {
                self.failed(failure, now, chance);
                None
            }
        }
    }

    /// The backend has what went out last. Whether that was all.
    pub(super) fn arrived(&mut self) -> bool {
        (self.tries, self.signed_out, self.in_doubt, self.phase) = (0, 0, false, Phase::Queued);
        self.before.take().is_none()
    }

    fn failed(&mut self, failure: Failure, now: Instant, chance: f64) {
        let means = failure.means();
        self.signed_out = if means == Means::SignIn { self.signed_out.saturating_add(1) } else { 0 };
        // Its content was judged, so it is not there; what was changed meanwhile goes out in its place.
        if means == Means::Content {
            self.in_doubt = false;
            if self.before.take().is_some() {
                (self.tries, self.phase) = (0, Phase::Queued);
                return;
            }
        }
        self.phase = match (means, failure) {
            (Means::Later, failure) => {
                // While files go out the report does not.
                self.in_doubt |= failure != Failure::NotSent && !self.next().wants_files;
                let asked = failure.retry_after();
                let until = now.0 + backoff(self.tries, asked, chance);
                match failure {
                    Failure::Refused(problem) if asked.is_some() => {
                        let since = Instant(now.0.div_euclid(1_000) * 1_000);
                        let until = Instant((until + 999).div_euclid(1_000) * 1_000);
                        Phase::AskedToWait { since, until, refusal: Refusal::new(&problem) }
                    }
                    failure => Phase::Waiting { until: Instant(until), failure },
                }
            }
            // A page in the place of an answer may be what a backend shows that has stored it.
            (_, Failure::SignedOut) => {
                self.in_doubt |= !self.next().wants_files;
                Phase::SignIn(Failure::SignedOut)
            }
            (Means::SignIn, failure) => Phase::SignIn(failure),
            (Means::Conflict, Failure::Refused(problem)) => Phase::Conflict(Refusal::new(&problem)),
            (_, Failure::Refused(problem)) => Phase::Refused(Refusal::new(&problem)),
            (_, Failure::Stopped { detail }) => Phase::Held { detail },
            (_, failure) => Phase::SignIn(failure),
        };
    }
}
