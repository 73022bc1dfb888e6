//! The reports that arrived, in one SQLite file.

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use std::fmt;
use std::path::Path;
use std::time::Duration;

/// The changes that lead to the present tables, oldest first; `user_version` counts those made.
const MIGRATIONS: [&str; 1] = ["
    CREATE TABLE report (
        id INTEGER PRIMARY KEY AUTOINCREMENT, -- a number is never given twice
        key TEXT NOT NULL,                    -- Idempotency-Key
        plan TEXT NOT NULL,
        unit TEXT NOT NULL,
        unit_known_as TEXT NOT NULL,          -- JSON: id, name, groups, as the token had them
        kind TEXT NOT NULL,
        period TEXT NOT NULL,
        revision INTEGER NOT NULL,
        hash TEXT NOT NULL,                   -- SHA-256 of body
        received_at TEXT NOT NULL,            -- RFC 3339 in the plan's zone
        late INTEGER,                         -- NULL: the plan names no day
        body TEXT NOT NULL,                   -- the report, canonical JSON
        UNIQUE (plan, unit, key)
    ) STRICT;
"];

/// The database.
#[derive(Debug)]
pub struct Store {
    db: Connection,
}

/// A report to keep.
#[derive(Clone, Debug)]
pub struct New {
    /// Idempotency-Key.
    pub key: String,
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
    /// Whether it is late; none where the plan names no day.
    pub late: Option<bool>,
    /// The report, canonical JSON.
    pub body: String,
}

/// A report that was kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Counts from 1.
    pub id: i64,
    /// What was kept.
    pub report: New,
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

impl Store {
    /// Opens the file, makes it when there is none, and brings its tables up to date.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let mut db = Connection::open(path)?;
        db.busy_timeout(Duration::from_secs(5))?;
        db.pragma_update(None, "journal_mode", "WAL")?;
        // A receipt is a promise: what it speaks of must be on the disk, not on its way there.
        db.pragma_update(None, "synchronous", "FULL")?;
        migrate(&mut db)?;
        Ok(Self { db })
    }

    /// What was kept under a key.
    ///
    /// # Errors
    /// When the database fails.
    pub fn under_key(&self, plan: &str, unit: &str, key: &str) -> rusqlite::Result<Option<Kept>> {
        under_key(&self.db, plan, unit, key)
    }

    /// Keeps a report unless its key was used before, in one transaction: of two racing requests with one
    /// key the second finds the row of the first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn keep(&mut self, report: New) -> rusqlite::Result<Keeping> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if let Some(kept) = under_key(&tx, &report.plan, &report.unit, &report.key)? {
            return Ok(if kept.report.hash == report.hash { Keeping::Again(kept) } else { Keeping::Other });
        }
        let New { key, plan, unit, unit_known_as, kind, period, revision, hash, received_at, late, body } = &report;
        tx.execute(
            "INSERT INTO report (key, plan, unit, unit_known_as, kind, period, revision, hash, received_at, late, body)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![key, plan, unit, unit_known_as, kind, period, revision, hash, received_at, late, body],
        )?;
        let id = tx.last_insert_rowid();
        tx.commit()?;
        Ok(Keeping::First(Kept { id, report }))
    }

    /// The first report of a unit for a kind and period, which later ones correct.
    ///
    /// # Errors
    /// When the database fails.
    pub fn first(&self, plan: &str, unit: &str, kind: &str, period: &str) -> rusqlite::Result<Option<Kept>> {
        let sql = "SELECT * FROM report WHERE plan = ? AND unit = ? AND kind = ? AND period = ? ORDER BY id LIMIT 1";
        self.db.query_row(sql, [plan, unit, kind, period], kept).optional()
    }

    /// One report.
    ///
    /// # Errors
    /// When the database fails.
    pub fn one(&self, id: i64) -> rusqlite::Result<Option<Kept>> {
        self.db.query_row("SELECT * FROM report WHERE id = ?", [id], kept).optional()
    }

    /// The reports on a plan, of one unit or of all, as they came.
    ///
    /// # Errors
    /// When the database fails.
    pub fn list(&self, plan: &str, unit: Option<&str>) -> rusqlite::Result<Vec<Kept>> {
        let sql = "SELECT * FROM report WHERE plan = ?1 AND (?2 IS NULL OR unit = ?2) ORDER BY id";
        self.db.prepare(sql)?.query_map(params![plan, unit], kept)?.collect()
    }

    /// The units that have reported on a plan, each as its last token had it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn units(&self, plan: &str) -> rusqlite::Result<Vec<String>> {
        // Of the rows of a group SQLite takes the bare column from the one with the greatest id.
        let sql = "SELECT unit_known_as, max(id) FROM report WHERE plan = ? GROUP BY unit ORDER BY unit";
        self.db.prepare(sql)?.query_map([plan], |row| row.get(0))?.collect()
    }

    /// Brings everything into the one file, so that a copy of it is a copy of all.
    ///
    /// # Errors
    /// When the database fails.
    pub fn checkpoint(&self) -> rusqlite::Result<()> {
        self.db.pragma_update(None, "wal_checkpoint", "TRUNCATE")
    }
}

fn under_key(db: &Connection, plan: &str, unit: &str, key: &str) -> rusqlite::Result<Option<Kept>> {
    let sql = "SELECT * FROM report WHERE plan = ? AND unit = ? AND key = ?";
    db.query_row(sql, [plan, unit, key], kept).optional()
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let report = New {
        key: row.get("key")?,
        plan: row.get("plan")?,
        unit: row.get("unit")?,
        unit_known_as: row.get("unit_known_as")?,
        kind: row.get("kind")?,
        period: row.get("period")?,
        revision: row.get("revision")?,
        hash: row.get("hash")?,
        received_at: row.get("received_at")?,
        late: row.get("late")?,
        body: row.get("body")?,
    };
    Ok(Kept { id: row.get("id")?, report })
}

fn migrate(db: &mut Connection) -> Result<(), OpenError> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let made: u32 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let missing = MIGRATIONS.get(made as usize..).ok_or(OpenError::Newer(made))?;
    for change in missing {
        tx.execute_batch(change)?;
    }
    tx.pragma_update(None, "user_version", MIGRATIONS.len() as u32)?;
    tx.commit()?;
    Ok(())
}

/// Why the database cannot be opened.
#[derive(Debug)]
pub enum OpenError {
    /// The database itself.
    Sqlite(rusqlite::Error),
    /// It was written by a newer version of this program.
    Newer(u32),
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(error) => error.fmt(f),
            Self::Newer(version) => {
                write!(f, "written by a newer version (tables {version}, this one knows {})", MIGRATIONS.len())
            }
        }
    }
}

impl std::error::Error for OpenError {}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_file_is_left_alone() {
        let mut db = Connection::open_in_memory().unwrap();
        migrate(&mut db).unwrap();
        migrate(&mut db).unwrap(); // nothing more to do
        db.pragma_update(None, "user_version", 99).unwrap();
        assert!(matches!(migrate(&mut db), Err(OpenError::Newer(99))));
    }
}
