//! Requests on their way, and a backend that keeps to the contract.

use crate::page::Page;
use baocao::delivery::{
    Answer, Attempt, Failure, Frozen, HistoryFormat, PastReport, Problem, Receipt, ReportHistory, ReviewState,
};
use baocao::json::{hash, to_canonical};
use baocao::plan::{KindId, PeriodId};
use baocao::state::Hand;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::rc::Rc;
use std::task::Poll;

/// What a backend does with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// What it should.
    Well,
    /// It fails before it has stored anything.
    FailsBefore,
    /// It stores, and then fails.
    FailsAfter,
    /// The login has ended.
    SignedOut,
}

/// One report that it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub frozen: Frozen,
    pub kind: KindId,
    pub period: PeriodId,
    pub revision: u32,
    pub text: u64,
}

/// A request whose answer has not come.
pub struct Request {
    /// The page and its task.
    pub from: (String, u64),
    frozen: Frozen,
    /// What the backend said, once it has it.
    pub answer: Option<Answer>,
    /// Where the page waits for it, if it still does.
    pub waits: Option<Rc<Cell<Option<Answer>>>>,
}

#[derive(Default)]
pub struct Line {
    pub requests: Vec<Request>,
    pub rows: Vec<Row>,
    /// What was on the wire under each key.
    pub posted: BTreeMap<String, Frozen>,
    /// Keys that were new on the wire, until somebody has looked at them.
    pub new_keys: Vec<String>,
    /// What must never happen, and did.
    pub wrong: Option<String>,
    /// Whether all was to be forgotten at some time: then nobody can know of the rows of before.
    pub is_forgotten: bool,
}

impl Line {
    /// Puts an attempt on the wire.
    pub fn posts(&mut self, page: &Page, attempt: &Attempt) -> impl Future<Output = Answer> + use<> {
        let frozen = &attempt.frozen;
        match self.posted.get(&frozen.key) {
            Some(known) if known != frozen => self.wrong = Some(format!("other bytes under {}", frozen.key)),
            Some(_) => {}
            None if page.state.borrow().hand != Hand::Ours => {
                self.wrong = Some(format!("{} has nothing in hand and sends {}", page.id, frozen.key));
            }
            None => self.new_keys.push(frozen.key.clone()),
        }
        self.posted.insert(frozen.key.clone(), frozen.clone());
        let waits = Rc::new(Cell::new(None));
        let from = (page.id.clone(), page.running.get());
        self.requests.push(Request { from, frozen: frozen.clone(), answer: None, waits: Some(Rc::clone(&waits)) });
        poll_fn(move |_| waits.take().map_or(Poll::Pending, Poll::Ready))
    }

    /// A request arrives at the backend: its key.
    pub fn arrives(&mut self, nth: usize, mood: Mood) -> String {
        let frozen = self.requests[nth].frozen.clone();
        let key = frozen.key.clone();
        let answer = match mood {
            Mood::SignedOut => refused(401),
            Mood::FailsBefore => refused(500),
            Mood::Well => self.stores(frozen),
            Mood::FailsAfter => {
                self.stores(frozen);
                refused(502)
            }
        };
        self.requests[nth].answer = Some(answer);
        key
    }

    fn stores(&mut self, frozen: Frozen) -> Answer {
        let accepts = |nth: usize, frozen: &Frozen| {
            let number = Some(format!("BC-{nth}"));
            Answer::Accepted(Receipt { number, hash: hash(&frozen.payload), ..Receipt::default() })
        };
        if let Some(nth) = self.rows.iter().position(|row| row.frozen.key == frozen.key) {
            return accepts(nth, &frozen);
        }
        let report = frozen.report().expect("a report");
        let text = text_in(&frozen.payload);
        let (kind, period, revision) = (report.kind.id, report.period.id, report.revision);
        let row = Row { kind, period, revision, text, frozen };
        let is_like =
            |known: &&Row| known.kind == row.kind && (known.revision == row.revision || known.text == row.text);
        if let Some(known) = self.rows.iter().find(is_like).filter(|_| !self.is_forgotten) {
            self.wrong = Some(format!("two reports for one intent: {known:?} and {row:?}"));
        }
        self.rows.push(row);
        accepts(self.rows.len() - 1, &self.rows[self.rows.len() - 1].frozen)
    }

    /// What it says became of its reports.
    pub fn history(&self, state: ReviewState) -> String {
        let past = |(nth, row): (usize, &Row)| PastReport {
            number: format!("BC-{nth}"),
            kind: row.kind.clone(),
            period: row.period.clone(),
            revision: row.revision,
            state,
            remarks: Vec::new(),
            received_at: format!("{nth}"),
            reviewed_at: None,
            late: None,
            hash: hash(&row.frozen.payload),
            url: None,
        };
        let reports = self.rows.iter().enumerate().map(past).collect();
        to_canonical(&ReportHistory { format: HistoryFormat::V1, reports })
    }
}

fn refused(status: u16) -> Answer {
    Answer::Failed(Failure::Refused(Problem { status, ..Problem::default() }))
}

/// The text of the one field, in a report.
fn text_in(payload: &str) -> u64 {
    let (_, rest) = payload.split_once(r#""overall":""#).expect("the field");
    rest.split('"').next().and_then(|text| text.parse().ok()).expect("a number")
}
