//! A backend that keeps to the contract and does little more: it takes a key once, and answers as it likes.

use crate::typed::key;
use baocao::delivery::{
    Answer, DraftKey, Failure, Frozen, HistoryFormat, PastReport, Problem, Receipt, ReportHistory, ReviewState,
};
use baocao::json::hash;
use std::collections::HashMap;

/// What a backend does with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// What it should.
    Well,
    /// It fails before it has stored anything.
    FailsBefore,
    /// It stores, and then fails.
    FailsAfter,
    /// It stores, and then shows a page.
    ShowsAPage,
    /// Too many requests.
    Busy,
    /// The earlier request under the key is still being worked on.
    StillAtIt,
    /// The login has ended.
    SignedOut,
    /// The unit may not report (any more).
    Forbidden,
}

/// One report that it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub key: String,
    pub version: u64,
    pub revision: u64,
    pub supersedes: Option<String>,
    pub hash: String,
}

/// What it has.
#[derive(Debug, Default)]
pub struct Backend {
    pub rows: Vec<Row>,
    by_key: HashMap<String, (Frozen, usize)>,
    /// The files that were uploaded, where each is now; uploaded anew it is elsewhere.
    files: HashMap<String, String>,
    uploads: u64,
    /// Whether it takes the next revision only.
    pub is_strict: bool,
}

/// What other machines write begins here.
pub const ELSEWHERE: u64 = 1_000_000;

/// Of this content every backend says that it is wrong.
pub fn is_wrong(version: u64) -> bool {
    version < ELSEWHERE && version % 5 == 3
}

pub fn number(text: &str, key: &str) -> Option<u64> {
    let at = text.find(&format!("\"{key}\":"))? + key.len() + 3;
    let digits = text[at..].trim_start_matches('"');
    digits.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

fn refused(status: u16, retry_after: Option<u32>) -> Answer {
    Answer::Failed(Failure::Refused(Problem { status, retry_after, ..Problem::default() }))
}

impl Backend {
    pub fn new(is_strict: bool) -> Self {
        Self { is_strict, ..Self::default() }
    }

    pub fn takes(&mut self, frozen: &Frozen, mood: Mood) -> Answer {
        match mood {
            Mood::SignedOut => return refused(401, None),
            Mood::Forbidden => return refused(403, None),
            Mood::Busy => return refused(429, Some(3)),
            Mood::StillAtIt => return refused(409, Some(1)),
            Mood::FailsBefore => return refused(500, None),
            Mood::Well | Mood::FailsAfter | Mood::ShowsAPage => {}
        }
        let answer = if frozen.wants_files { self.stores_file(frozen) } else { self.stores(frozen) };
        match mood {
            Mood::FailsAfter => refused(502, None),
            Mood::ShowsAPage => Answer::Failed(Failure::SignedOut),
            _ => answer,
        }
    }

    /// Another machine reports for the same unit, kind and period; only a strict backend tells the two apart.
    pub fn takes_from_elsewhere(&mut self) {
        let n = self.rows.len() as u64;
        if self.is_strict {
            let supersedes = (n > 0).then(|| n.to_string());
            let (key, version) = (format!("elsewhere {n}"), ELSEWHERE + n);
            self.rows.push(Row { key, version, revision: n + 1, supersedes, hash: format!("elsewhere {n}") });
        }
    }

    /// What it says became of its reports.
    pub fn history(&self, state: ReviewState) -> ReportHistory {
        let DraftKey { kind, period, .. } = key(0);
        let past = |(i, row): (usize, &Row)| PastReport {
            number: format!("{}", i + 1),
            kind: kind.clone(),
            period: period.clone(),
            revision: u32::try_from(row.revision).expect("few"),
            state,
            remarks: Vec::new(),
            received_at: format!("{}", i + 1),
            reviewed_at: None,
            late: None,
            hash: row.hash.clone(),
            url: None,
        };
        ReportHistory { format: HistoryFormat::V1, reports: self.rows.iter().enumerate().map(past).collect() }
    }

    fn stores_file(&mut self, frozen: &Frozen) -> Answer {
        let (_, mut file) = frozen.missing_file().expect("a file that is missing");
        assert!(!self.by_key.contains_key(&frozen.key), "a report that was taken changes no more");
        self.uploads += 1;
        let url = format!("https://example.com/{}", self.uploads);
        self.files.insert(file.sha256.clone(), url.clone());
        file.url = Some(url);
        Answer::HasFile(file)
    }

    fn stores(&mut self, frozen: &Frozen) -> Answer {
        assert!(frozen.missing_file().is_none(), "a report went out before its files");
        let hash = hash(&frozen.payload);
        let receipt = |row: usize| {
            let number = Some(format!("{}", row + 1));
            Answer::Accepted(Receipt { number, hash: hash.clone(), ..Receipt::default() })
        };
        if let Some((known, row)) = self.by_key.get(&frozen.key) {
            assert_eq!(known.payload, frozen.payload, "other bytes under a key that was used");
            assert_eq!(known.signature, frozen.signature, "another signature under a key that was used");
            return receipt(*row);
        }
        let version = number(&frozen.payload, "version").expect("a version");
        if is_wrong(version) {
            return refused(422, None);
        }
        let revision = number(&frozen.payload, "revision").expect("a revision");
        if self.is_strict && revision != self.rows.len() as u64 + 1 {
            return refused(409, None);
        }
        let supersedes = number(&frozen.payload, "supersedes").map(|n| n.to_string());
        self.rows.push(Row { key: frozen.key.clone(), version, revision, supersedes, hash: hash.clone() });
        self.by_key.insert(frozen.key.clone(), (frozen.clone(), self.rows.len() - 1));
        receipt(self.rows.len() - 1)
    }
}
