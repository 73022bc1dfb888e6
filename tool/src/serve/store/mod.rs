//! The reports that arrived and what the office made of them, in SQLite or PostgreSQL.
//!
//! What is kept and in which order is decided here, once for both, in transactions: of several processes behind one
//! database none sees half of what another does. `sqlite` and `postgres` run the statements.

mod cell;
mod error;
mod past;
mod place;
mod postgres;
mod sqlite;

pub use error::{Error, OpenError};
pub use past::Past;
pub use place::Place;

use self::cell::{Cell, Row};
use self::postgres::Postgres;
use self::sqlite::Sqlite;
use baocao::delivery::{PastReport, Remark, ReviewState};
use baocao::plan::{KindId, PeriodId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashSet};

/// The database.
#[derive(Debug)]
pub struct Store(Database);

#[derive(Debug)]
enum Database {
    Sqlite(Sqlite),
    Postgres(Box<Postgres>),
}

/// What a transaction may do, and beside whom.
#[derive(Clone, Copy, Debug)]
enum Access<'a> {
    /// It reads.
    Read,
    /// It writes, and nobody else writes for this unit of this plan meanwhile.
    Write { plan: &'a str, unit: &'a str },
    /// Nobody else writes meanwhile, for whichever unit.
    Alone,
}

/// A transaction under way. Statements name what they are given `$1`, `$2`, … in the order in which these first occur,
/// which both databases understand.
trait Tables {
    /// Runs a statement, and gives the rows that it answers with.
    fn run(&mut self, sql: &str, given: &[Cell]) -> Result<Vec<Row>, Error>;
}

/// A report that is to be kept.
#[derive(Clone, Debug)]
pub struct New {
    /// Idempotency-Key.
    pub key: String,
    /// What is read of it wherever reports are listed.
    pub entry: Entry,
    /// The hashes of the files that it names.
    pub files: BTreeSet<String>,
    /// The report itself.
    pub sent: Sent,
}

/// A report as it came, byte for byte: what a signature and a hash are over.
#[derive(Clone, Debug)]
pub struct Sent {
    /// JSON.
    pub body: String,
    /// `Report-Signature`, if there was one.
    pub signature: Option<String>,
}

/// A report without its answers.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Id of the plan.
    pub plan: String,
    /// Id of the unit.
    pub unit: String,
    /// The unit with its groups, as the token had it, in JSON.
    pub unit_known_as: String,
    /// Id of the report kind.
    pub kind: String,
    /// Id of the period.
    pub period: String,
    /// From 1.
    pub revision: u32,
    /// SHA-256 of the body.
    pub hash: String,
    /// RFC 3339 in the plan's zone.
    pub received_at: String,
    /// What the report says of itself.
    pub head: Head,
}

/// What a report says of itself and lists show; kept beside the report, so that none is read for them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Head {
    /// What the plan called the kind then.
    pub kind_title: String,
    /// The number of the report that this one corrects.
    pub supersedes: Option<String>,
    /// When the officer sent it.
    pub prepared_at: String,
}

/// A report that was kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Counts from 1.
    pub id: i64,
    /// What was kept.
    pub report: Entry,
    /// Whether it was late; none where the plan names no day.
    pub late: Option<bool>,
    /// What its last review made of it.
    pub state: ReviewState,
}

/// What came of keeping a report under its key.
#[derive(Debug)]
pub enum Keeping {
    /// It is new, and kept.
    First(Kept),
    /// The same was kept under this key before.
    Again(Kept),
    /// Something else was kept under this key before.
    Other,
}

/// What the office made of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// What the report is from now on.
    pub state: ReviewState,
    /// What was said.
    pub remarks: Vec<Remark>,
    /// RFC 3339 in the plan's zone.
    pub reviewed_at: String,
}

/// What is read of a report that was kept.
const KEPT: &str = "SELECT id, plan, unit, unit_known_as, kind, period, revision, hash, received_at, head, late,
    (SELECT state FROM review WHERE review.report = report.id ORDER BY review.id DESC LIMIT 1) FROM report";

impl Store {
    /// Opens the database, makes it where it is a file that is not there, and brings its tables up to date.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn open(place: &Place) -> Result<Self, OpenError> {
        Ok(Self(match place {
            Place::Sqlite(path) => Database::Sqlite(Sqlite::open(path)?),
            Place::Postgres(config) => Database::Postgres(Box::new(Postgres::open(config)?)),
        }))
    }

    fn transaction<T, E: From<Error>>(
        &self,
        access: Access<'_>,
        work: impl FnOnce(&mut dyn Tables) -> Result<T, E>,
    ) -> Result<T, E> {
        match &self.0 {
            Database::Sqlite(database) => database.transaction(access, work),
            Database::Postgres(database) => database.transaction(access, work),
        }
    }

    fn read<T>(&self, sql: &str, given: &[Cell], row: impl Fn(Row) -> Result<T, Error>) -> Result<Vec<T>, Error> {
        self.transaction(Access::Read, |tables| tables.run(sql, given)?.into_iter().map(row).collect())
    }

    /// Keeps a report unless its key was used before. What arrived before is given to `judge`, which says whether this
    /// one is late, or refuses it. All this is one transaction: of two racing requests with one key the second finds
    /// the row of the first, and of two without an earlier report only one is judged as the first.
    ///
    /// # Errors
    /// When the database fails; what `judge` refuses by.
    pub fn keep<E: From<Error>>(
        &self,
        report: New,
        judge: impl FnOnce(&Past) -> Result<Option<bool>, E>,
    ) -> Result<Keeping, E> {
        let New { key, entry, files, sent } = report;
        let access = Access::Write { plan: &entry.plan.clone(), unit: &entry.unit.clone() };
        self.transaction(access, |tables| {
            let Entry { plan, unit, unit_known_as, kind, period, revision, hash, received_at, head } = &entry;
            let sql = format!("{KEPT} WHERE plan = $1 AND unit = $2 AND key = $3");
            if let Some(row) = tables.run(&sql, &[plan.into(), unit.into(), (&key).into()])?.into_iter().next() {
                let kept = kept(row)?;
                return Ok(if kept.report.hash == *hash { Keeping::Again(kept) } else { Keeping::Other });
            }
            let late = judge(&Past::of(tables, plan, unit, kind, period)?)?;
            let sql = "INSERT INTO report
                (key, plan, unit, unit_known_as, kind, period, revision, hash, received_at, head, late, body, signature)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id";
            let texts = [&key, plan, unit, unit_known_as, kind, period].map(Cell::from);
            let rest = [Cell::Int((*revision).into()), hash.into(), received_at.into()];
            let signature = sent.signature.as_ref().map_or(Cell::Null, Cell::from);
            let last = [Cell::json(head), late.into(), (&sent.body).into(), signature];
            let id = only(tables.run(sql, &[&texts[..], &rest, &last].concat())?)?.int()?;
            for file in &files {
                let sql = "INSERT INTO named_file (unit, sha256) VALUES ($1, $2) ON CONFLICT DO NOTHING";
                tables.run(sql, &[unit.into(), file.into()])?;
            }
            Ok(Keeping::First(Kept { id, report: entry, late, state: ReviewState::Submitted }))
        })
    }

    /// One report.
    ///
    /// # Errors
    /// When the database fails.
    pub fn one(&self, id: i64) -> Result<Option<Kept>, Error> {
        Ok(self.read(&format!("{KEPT} WHERE id = $1"), &[Cell::Int(id)], kept)?.pop())
    }

    /// A report as it came.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sent(&self, id: i64) -> Result<Option<Sent>, Error> {
        let row = |mut row: Row| Ok(Sent { body: row.text()?, signature: row.optional_text()? });
        Ok(self.read("SELECT body, signature FROM report WHERE id = $1", &[Cell::Int(id)], row)?.pop())
    }

    /// Gives `work` every file that a report names, as its unit and its hash. Until it has ended no report is kept, in
    /// whichever process: what none names now, none will name meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub fn with_named_files<T>(&self, work: impl FnOnce(Vec<(String, String)>) -> T) -> Result<T, Error> {
        self.transaction(Access::Alone, |tables| {
            let rows = tables.run("SELECT unit, sha256 FROM named_file", &[])?.into_iter();
            let named: Result<_, Error> = rows.map(|mut row| Ok((row.text()?, row.text()?))).collect();
            Ok(work(named?))
        })
    }

    /// The files of a unit that a report names, by their hashes.
    ///
    /// # Errors
    /// When the database fails.
    pub fn named_files_of(&self, unit: &str) -> Result<HashSet<String>, Error> {
        let sql = "SELECT sha256 FROM named_file WHERE unit = $1";
        self.read(sql, &[unit.into()], |mut row| row.text()).map(HashSet::from_iter)
    }

    /// The reports on a plan, of one unit or of all, as they came.
    ///
    /// # Errors
    /// When the database fails.
    pub fn list(&self, plan: &str, unit: Option<&str>) -> Result<Vec<Kept>, Error> {
        let sql = format!("{KEPT} WHERE plan = $1 AND (CAST($2 AS TEXT) IS NULL OR unit = $2) ORDER BY id");
        self.read(&sql, &[plan.into(), unit.map_or(Cell::Null, Cell::from)], kept)
    }

    /// The units that have reported on a plan, each as its last token had it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn units(&self, plan: &str) -> Result<Vec<String>, Error> {
        let sql = "SELECT unit_known_as FROM report
            WHERE id IN (SELECT max(id) FROM report WHERE plan = $1 GROUP BY unit) ORDER BY unit";
        self.read(sql, &[plan.into()], |mut row| row.text())
    }

    /// The reports of a unit on a plan with what was made of them, the newest last.
    ///
    /// # Errors
    /// When the database fails.
    pub fn history(&self, plan: &str, unit: &str) -> Result<Vec<PastReport>, Error> {
        let sql = "SELECT report.id, kind, period, revision, received_at, late, hash, state, remarks, reviewed_at
            FROM report LEFT JOIN review ON review.id = (SELECT max(id) FROM review WHERE review.report = report.id)
            WHERE plan = $1 AND unit = $2 ORDER BY report.id";
        self.read(sql, &[plan.into(), unit.into()], |mut row| {
            let number = number(row.int()?);
            Ok(PastReport {
                url: Some(format!("/api/reports/{number}")),
                number,
                kind: row.parsed(KindId::new)?,
                period: row.parsed(PeriodId::new)?,
                revision: row.count()?,
                received_at: row.text()?,
                late: row.flag()?,
                hash: row.text()?,
                state: row.state()?,
                remarks: row.remarks()?,
                reviewed_at: row.optional_text()?,
            })
        })
    }

    /// Adds a review to a report, if `judge` has nothing against it; nothing is overwritten.
    ///
    /// # Errors
    /// When the database fails; what `judge` refuses by.
    pub fn review<E: From<Error>>(
        &self,
        of: &Kept,
        review: &Review,
        judge: impl FnOnce(&Past) -> Result<(), E>,
    ) -> Result<(), E> {
        let Entry { plan, unit, kind, period, .. } = &of.report;
        self.transaction(Access::Write { plan, unit }, |tables| {
            judge(&Past::of(tables, plan, unit, kind, period)?)?;
            let Review { state, remarks, reviewed_at } = review;
            let sql = "INSERT INTO review (report, state, remarks, reviewed_at) VALUES ($1, $2, $3, $4)";
            tables.run(sql, &[Cell::Int(of.id), (*state).into(), Cell::json(remarks), reviewed_at.into()])?;
            Ok(())
        })
    }

    /// The reviews of a report, one after the other.
    ///
    /// # Errors
    /// When the database fails.
    pub fn reviews(&self, id: i64) -> Result<Vec<Review>, Error> {
        let sql = "SELECT state, remarks, reviewed_at FROM review WHERE report = $1 ORDER BY id";
        self.read(sql, &[Cell::Int(id)], |mut row| {
            Ok(Review { state: row.state()?, remarks: row.remarks()?, reviewed_at: row.text()? })
        })
    }

    /// That the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub fn ping(&self) -> Result<(), Error> {
        self.read("SELECT 1", &[], |_| Ok(())).map(drop)
    }

    /// Leaves the database so that a copy of its file is a copy of all; nothing to do where it is no file.
    ///
    /// # Errors
    /// When the database fails.
    pub fn close(&self) -> Result<(), Error> {
        match &self.0 {
            Database::Sqlite(database) => database.checkpoint(),
            Database::Postgres(_) => Ok(()),
        }
    }
}

/// The number by which people call a report.
pub fn number(id: i64) -> String {
    format!("BC-{id:06}")
}

/// The report that a number calls.
pub fn numbered(number: &str) -> Option<i64> {
    number.strip_prefix("BC-").and_then(|id| id.parse().ok())
}

fn kept(mut row: Row) -> Result<Kept, Error> {
    Ok(Kept {
        id: row.int()?,
        report: Entry {
            plan: row.text()?,
            unit: row.text()?,
            unit_known_as: row.text()?,
            kind: row.text()?,
            period: row.text()?,
            revision: row.count()?,
            hash: row.text()?,
            received_at: row.text()?,
            head: row.json()?,
        },
        late: row.flag()?,
        state: row.state()?,
    })
}

fn only(mut rows: Vec<Row>) -> Result<Row, Error> {
    rows.pop().ok_or_else(|| Error::Failed("a row was expected, and none came".to_owned()))
}
