//! An officer at a tab, the device under it, requests on the line, and a backend.

use crate::backend::{Backend, ELSEWHERE, Mood};
use crate::chance::Chance;
use crate::typed::{draft, files, key, version_by, version_in, version_of};
use crate::users::{Own, is_own};
use baocao::delivery::{Answer, Attempt, Effect, Failure, Frozen, Record, answers_hash, effects, next_to_send};
use baocao::report::Draft;
use baocao::schedule::Instant;
use std::collections::VecDeque;

/// What the shell has still to do, in its order.
#[derive(Clone, Debug)]
pub(crate) enum Task {
    Keep(Box<Record>),
    Post(Attempt),
}

/// A page that is open.
pub(crate) struct Tab {
    /// Answers to the requests of one page mean nothing to another.
    id: u64,
    pub(crate) record: Record,
    /// What stands in the fields.
    pub(crate) version: u64,
    pub(crate) tasks: VecDeque<Task>,
}

/// A request whose answer has not come.
pub(crate) struct Request {
    pub(crate) tab: u64,
    attempt: Attempt,
    /// What the backend said, once it has it.
    pub(crate) answer: Option<Answer>,
    /// Whether the page waits for it no longer.
    is_given_up: bool,
}

pub struct World {
    pub(crate) chance: Chance,
    pub(crate) number: u64,
    pub(crate) now: i64,
    pub(crate) tab: Option<Tab>,
    tabs: u64,
    /// Whose page it is: 0 or 1.
    pub(crate) user: u64,
    pub(crate) own: Own,
    /// What the other user has.
    pub(crate) others: Own,
    /// Whether the officer chose of two versions without having seen the other one.
    pub(crate) is_blind: bool,
    pub(crate) typed: u64,
    pub(crate) keys: u64,
    /// How often the page has signed; a third of them do.
    signatures: u64,
    pub(crate) line: Vec<Request>,
    pub(crate) backend: Backend,
}

impl World {
    pub const EVENTS: [&str; 22] = [
        "types",
        "saves",
        "sends",
        "time goes on",
        "the shell works",
        "arrives",
        "arrives while the backend is unwell",
        "the answer comes",
        "the answer is given up",
        "the answer is lost",
        "crash",
        "opens again",
        "another tab takes over",
        "the line is back",
        "takes back",
        "another machine sends",
        "a history is told",
        "what the other machine wrote comes",
        "the officer chooses of two versions",
        "another user comes",
        "the page says something else",
        "the clock jumps",
    ];

    pub fn new(number: u64) -> Self {
        let mut world = Self {
            chance: Chance::of(number),
            number,
            now: 1_700_000_000_000,
            tab: None,
            tabs: 0,
            user: 0,
            own: Own::default(),
            others: Own::default(),
            is_blind: false,
            typed: 0,
            keys: 0,
            signatures: 0,
            line: Vec::new(),
            backend: Backend::new(number.is_multiple_of(2)),
        };
        world.opens();
        world
    }

    /// Something happens; which of the events.
    pub fn step(&mut self) -> usize {
        /// What a shell, a line and a backend do all the time happens more often.
        const OFTEN: [usize; 12] = [0, 2, 3, 4, 4, 4, 5, 6, 6, 7, 7, 9];
        let nth = self.chance.next((Self::EVENTS.len() + OFTEN.len()) as u64) as usize;
        let event = OFTEN.get(nth.wrapping_sub(Self::EVENTS.len())).copied().unwrap_or(nth);
        match event {
            0 => self.types(),
            1 => self.saves(),
            2 => self.sends(),
            3 => self.time_goes_on(),
            4 => self.works(),
            5 => self.arrives(Mood::Well),
            6 => {
                let moods = [
                    Mood::FailsBefore,
                    Mood::FailsAfter,
                    Mood::ShowsAPage,
                    Mood::Busy,
                    Mood::StillAtIt,
                    Mood::SignedOut,
                    Mood::Forbidden,
                ];
                let mood = moods[self.chance.next(moods.len() as u64) as usize];
                self.arrives(mood);
            }
            7 => self.answer_comes(),
            8 => self.gives_up(),
            9 => self.answer_is_lost(),
            10 => self.tab = None,
            11 => self.opens(),
            12 => self.hands_over(),
            13 => self.changes(|record| record.resume()),
            14 => self.changes(|record| record.recall()),
            15 => self.backend.takes_from_elsewhere(),
            16 => self.is_told(),
            17 => self.their_answers_come(),
            18 => self.chooses(),
            19 => self.another_user_comes(),
            20 => {
                let now = Instant(self.now);
                self.changes(|record| record.sign_in(now));
            }
            _ => self.now += self.chance.next(2 * 86_400_000) as i64 - 86_400_000,
        }
        event
    }

    /// Whether the reports of this sequence name files.
    fn has_files(&self) -> bool {
        self.number % 4 < 2
    }

    pub(crate) fn opens(&mut self) {
        if self.tab.is_some() {
            return;
        }
        self.tabs += 1;
        let mut record = match &self.own.device {
            Some(text) => Record::from_text(text).expect("what was written can be read"),
            None => Record::new(key(self.user), &Draft::default(), String::new()),
        };
        let version = version_of(&record);
        record.recover();
        self.tab = Some(Tab { id: self.tabs, record, version, tasks: VecDeque::new() });
    }

    /// The page that had the report puts down all it knows and gives it up.
    fn hands_over(&mut self) {
        if self.tab.is_some() {
            self.puts_down();
            self.opens();
        }
    }

    /// The page keeps what was typed, does what it has to do, and goes away.
    pub(crate) fn puts_down(&mut self) {
        self.saves();
        while self.tab.as_ref().is_some_and(|tab| !tab.tasks.is_empty()) {
            self.works();
        }
        self.tab = None;
    }

    /// A change of the record, and what follows from it.
    pub(crate) fn changes(&mut self, change: impl FnOnce(&mut Record)) {
        let Some(tab) = &mut self.tab else { return };
        let before = [tab.record.clone()];
        change(&mut tab.record);
        let after = [tab.record.clone()];
        for Effect { keep, post } in effects(&before, &after) {
            tab.tasks.push_back(Task::Keep(Box::new(keep.clone())));
            tab.tasks.extend(post.map(Task::Post));
        }
    }

    pub(crate) fn types(&mut self) {
        self.typed += 1;
        let version = version_by(self.user, self.typed);
        if let Some(tab) = &mut self.tab {
            tab.version = version;
        }
        // What is on its way is taken back, unless it is on the wire.
        self.changes(|record| record.recall());
    }

    fn saves(&mut self) {
        if let Some(tab) = &mut self.tab {
            let mut record = tab.record.clone();
            record.write(&draft(tab.version), String::new());
            tab.record = record.clone();
            tab.tasks.push_back(Task::Keep(Box::new(record)));
        }
    }

    pub(crate) fn sends(&mut self) {
        let Some(tab) = &self.tab else { return };
        let version = tab.version;
        if version == 0 {
            return;
        }
        self.keys += 1;
        let key = format!("k{}", self.keys);
        let has_files = self.has_files();
        self.changes(|record| {
            let typed = draft(version);
            record.write(&typed, String::new());
            if !record.has_gone_out(&answers_hash(&typed)) {
                record.recall();
            }
            let supersedes = record.receipts.last().and_then(|receipt| receipt.number.clone());
            let supersedes = supersedes.map(|number| format!(r#","supersedes":"{number}""#)).unwrap_or_default();
            let revision = record.next_revision();
            let answers = answers_hash(&typed);
            let payload =
                format!(r#"{{"revision":{revision}{supersedes},"version":{version}{}}}"#, files(has_files, version));
            record.queue(&answers, || Frozen::new(key, payload, answers.clone()).with_its_files());
        });
    }

    pub(crate) fn time_goes_on(&mut self) {
        self.now += self.chance.next(400_000) as i64;
        let now = Instant(self.now);
        self.changes(|record| {
            if next_to_send(std::slice::from_ref(record), now).is_some() {
                record.begin(now);
            }
        });
    }

    /// The shell does the next thing that it has to do.
    pub(crate) fn works(&mut self) {
        let Some(tab) = &mut self.tab else { return };
        match tab.tasks.pop_front() {
            Some(Task::Keep(record)) => {
                is_own(self.user, &record);
                // What came from elsewhere or was cleared away is not what was typed.
                let version = version_of(&record);
                if version < ELSEWHERE {
                    self.own.kept = self.own.kept.max(version);
                }
                self.own.device = Some(record.to_text());
            }
            Some(Task::Post(attempt))
                if self.number.is_multiple_of(3)
                    && !attempt.frozen.wants_files
                    && attempt.frozen.signature.is_none() =>
            {
                let id = tab.id;
                // No two signatures are alike.
                self.signatures += 1;
                let stopped = Answer::Failed(Failure::Stopped { detail: String::new() });
                let signed = Answer::Signed(format!("\"s{}\"", self.signatures));
                let answer = if self.chance.next(8) == 0 { stopped } else { signed };
                self.hears(id, &attempt, answer);
            }
            // What the page is asked for beforehand found no line.
            Some(Task::Post(attempt)) if self.chance.next(10) == 0 => {
                let id = tab.id;
                self.hears(id, &attempt, Answer::Failed(Failure::NotSent));
            }
            Some(Task::Post(attempt)) => {
                self.line.push(Request { tab: tab.id, attempt, answer: None, is_given_up: false });
            }
            None => {}
        }
    }

    fn pick(&mut self, which: impl Fn(&Request) -> bool) -> Option<usize> {
        let found: Vec<usize> = (0..self.line.len()).filter(|&i| which(&self.line[i])).collect();
        let nth = self.chance.next(found.len().max(1) as u64) as usize;
        found.get(nth).copied()
    }

    pub(crate) fn arrives(&mut self, mood: Mood) {
        let Some(i) = self.pick(|request| request.answer.is_none()) else { return };
        let answer = self.backend.takes(&self.line[i].attempt.frozen, mood);
        self.line[i].answer = Some(answer);
    }

    pub(crate) fn answer_comes(&mut self) {
        let Some(i) = self.pick(|request| request.answer.is_some()) else { return };
        let Request { tab, attempt, answer, .. } = self.line.remove(i);
        if let Some(answer) = answer {
            self.hears(tab, &attempt, answer);
        }
    }

    /// The page waits no longer; the request may still arrive, and its answer too.
    fn gives_up(&mut self) {
        let Some(i) = self.pick(|request| !request.is_given_up) else { return };
        self.line[i].is_given_up = true;
        let (tab, attempt) = (self.line[i].tab, self.line[i].attempt.clone());
        self.hears(tab, &attempt, Answer::Failed(Failure::TimedOut));
    }

    fn answer_is_lost(&mut self) {
        let Some(i) = self.pick(|request| request.answer.is_some() && !request.is_given_up) else { return };
        let Request { tab, attempt, .. } = self.line.remove(i);
        self.hears(tab, &attempt, Answer::Failed(Failure::Unreachable));
    }

    fn hears(&mut self, id: u64, attempt: &Attempt, answer: Answer) {
        if self.tab.as_ref().is_none_or(|tab| tab.id != id) {
            return;
        }
        let (now, chance) = (Instant(self.now), self.chance.next(1_000) as f64 / 1_000.0);
        self.changes(|record| record.answered(attempt, answer, now, chance));
    }

    /// What must hold at any time.
    #[track_caller]
    pub fn holds(&self) {
        let number = self.number;
        if let Some(text) = &self.own.device {
            let record = Record::from_text(text).expect("what was written can be read");
            let versions = record.versions();
            let mut all = versions.iter().map(|version| version_in(&version.draft())).chain([version_of(&record)]);
            let kept = self.own.kept;
            let is_there = kept == 0 || all.any(|version| version == kept);
            assert!(
                is_there || self.backend.rows.iter().any(|row| row.version == kept),
                "{number}: what was kept is gone: {kept} of {record:#?}"
            );
        }
        for (i, row) in self.backend.rows.iter().enumerate() {
            let others = &self.backend.rows[..i];
            assert!(others.iter().all(|other| other.key != row.key), "{number}: one key twice");
            let rows = &self.backend.rows;
            assert_eq!(row.revision, i as u64 + 1, "{number}: two reports for one intent: {rows:#?}");
            let before = (i > 0).then(|| i.to_string());
            // Who met another version and has not read a history does not know its number.
            assert!(row.supersedes == before || row.supersedes.is_none() && self.is_blind, "{number}: {rows:#?}");
        }
    }
}
