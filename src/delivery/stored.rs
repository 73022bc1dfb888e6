//! How the device writes records down. Keys of newer versions are passed over, records of older ones are understood.

use super::version::Versions;
use super::{DraftKey, Earlier, Frozen, Outgoing, Phase, Receipt, Record, Refusal, Stage};
use crate::finding::Severity;
use crate::json::{Limits, Node, Read, Reader, Write, choice, object, read_text, to_canonical};
use crate::report::Draft;
use crate::schedule::Instant;

/// A record as it is written. `stage` is absent in those of the first version.
struct Stored {
    key: DraftKey,
    answers: Draft,
    saved_at: String,
    stage: Option<Name>,
    frozen: Option<Frozen>,
    before: Option<Frozen>,
    in_doubt: bool,
    problem: Option<String>,
    tries: Option<u32>,
    asked_at: Option<u32>,
    not_before: Option<u32>,
    receipts: Vec<Receipt>,
    sent: Option<String>,
    versions: Option<String>,
    is_returned: bool,
}

/// A stage without what belongs to it. What waits, for the line or for somebody to sign in, goes out when a page is opened
/// again; not before the backend wants it that asked to be left alone, in seconds
/// since 1970.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Name {
    Draft,
    Queued,
    Sending,
    Conflict,
    Refused,
    Held,
    Sent,
}

choice!(Name:
    "draft" => Draft,
    "queued" => Queued,
    "sending" => Sending,
    "conflict" => Conflict,
    "refused" => Refused,
    "held" => Held,
    "sent" => Sent,
);
object!(Stored: key, answers, saved_at, stage, frozen, before, in_doubt, problem, tries, asked_at, not_before, receipts, sent, versions, is_returned);

/// Whether answers are those that were accepted last, by their mark; of old records that is taken for granted.
pub fn is_as_sent(sent: Option<&str>, answers: &Draft) -> bool {
    sent.is_none_or(|sent| sent == mark(answers))
}

/// Tells answers from others: FNV-1a with 64 bits. Nobody gains by two that are alike, and for this alone SHA-256 would
/// be loaded before the first view.
pub fn mark(answers: &Draft) -> String {
    let text = to_canonical(answers);
    let mark = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |mark: u64, byte| (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    mark.to_string()
}

impl Write for Record {
    fn write(&self, out: &mut String) {
        let Self { key, answers, saved_at, stage, receipts, sent, versions, is_returned } = self.clone();
        let mut written = Stored {
            key,
            answers,
            saved_at,
            stage: Some(Name::Draft),
            frozen: None,
            before: None,
            in_doubt: false,
            problem: None,
            tries: None,
            asked_at: None,
            not_before: None,
            receipts,
            sent,
            versions: versions.0,
            is_returned,
        };
        match stage {
            Stage::Draft(None) => {}
            Stage::Draft(Some(Earlier { frozen, in_doubt, refusal })) => {
                (written.frozen, written.in_doubt) = (Some(frozen), in_doubt);
                written.problem = refusal.map(|refusal| refusal.0);
            }
            Stage::Sent => written.stage = Some(Name::Sent),
            Stage::Outgoing(outgoing) => {
                let Outgoing { frozen, before, in_doubt, tries, phase, .. } = *outgoing;
                (written.frozen, written.before, written.in_doubt) = (Some(frozen), before, in_doubt);
                written.tries = Some(tries).filter(|tries| *tries > 0);
                let (name, problem) = match phase {
                    Phase::AskedToWait { since, until, refusal } => {
                        let second = |at: Instant| u32::try_from(at.0 / 1_000).ok();
                        (written.asked_at, written.not_before) = (second(since), second(until));
                        (Name::Queued, Some(refusal.0))
                    }
                    Phase::Queued | Phase::Waiting { .. } | Phase::SignIn(_) => (Name::Queued, None),
                    Phase::Sending => (Name::Sending, None),
                    Phase::Conflict(refusal) => (Name::Conflict, Some(refusal.0)),
                    Phase::Refused(refusal) => (Name::Refused, Some(refusal.0)),
                    Phase::Held { detail } => (Name::Held, Some(detail)),
                };
                (written.stage, written.problem) = (Some(name), problem);
            }
        }
        written.write(out);
    }
}

impl Read for Record {
    fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Self {
        let read = Stored::read(node, reader);
        let Stored { key, answers, saved_at, stage, frozen, before, in_doubt, problem, receipts, sent, .. } = read;
        let (tries, asked) = (read.tries.unwrap_or(0), read.asked_at.zip(read.not_before));
        let (versions, is_returned) = (Versions(read.versions), read.is_returned);
        let is_as_sent = || is_as_sent(sent.as_deref(), &answers);
        let stage = match (stage, frozen) {
            // Of the first version: an attempt whose end was not known, a receipt, or a draft.
            (None, Some(frozen)) => Stage::Draft(Some(Earlier { frozen, in_doubt: true, refusal: None })),
            (None, None) if !receipts.is_empty() && is_as_sent() => Stage::Sent,
            (Some(Name::Sent), _) => Stage::Sent,
            (Some(Name::Draft), Some(frozen)) => {
                Stage::Draft(Some(Earlier { frozen, in_doubt, refusal: problem.map(Refusal) }))
            }
            (Some(name), Some(frozen)) => {
                let problem = problem.unwrap_or_default();
                let phase = match name {
                    Name::Sending => Phase::Sending,
                    Name::Conflict => Phase::Conflict(Refusal(problem)),
                    Name::Refused => Phase::Refused(Refusal(problem)),
                    Name::Held => Phase::Held { detail: problem },
                    _ => match asked {
                        Some((since, until)) => {
                            let at = |second: u32| Instant(i64::from(second) * 1_000);
                            Phase::AskedToWait { since: at(since), until: at(until), refusal: Refusal(problem) }
                        }
                        None => Phase::Queued,
                    },
                };
                Stage::Outgoing(Box::new(Outgoing { frozen, before, tries, signed_out: 0, in_doubt, phase }))
            }
            (_, None) => Stage::Draft(None),
        };
        Self { key, answers, saved_at, stage, receipts, sent, versions, is_returned }
    }
}

impl Record {
    /// The record as the device stores it.
    pub fn to_text(&self) -> String {
        to_canonical(self)
    }

    /// Reads what [`Record::to_text`] wrote; `None` when it is something else.
    pub fn from_text(text: &str) -> Option<Self> {
        read_text(text, Limits::default(), Severity::Warning).value
    }
}
