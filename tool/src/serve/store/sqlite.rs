use super::cell::{Cell, Row};
use super::{Access, Error, OpenError, Tables};
use rusqlite::types::{ToSql, ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior, params_from_iter};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The changes that lead to the present tables, oldest first; `user_version` counts those made.
const MIGRATIONS: [&str; 4] = [
    "
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
        body TEXT NOT NULL,                   -- the report, as it came
        UNIQUE (plan, unit, key)
    ) STRICT;
    ",
    "
    CREATE TABLE review (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        report INTEGER NOT NULL REFERENCES report (id),
        state TEXT NOT NULL,                  -- returned, approved, locked
        remarks TEXT NOT NULL,                -- JSON: pointer, detail
        reviewed_at TEXT NOT NULL             -- RFC 3339 in the plan's zone
    ) STRICT;
    CREATE INDEX review_report ON review (report);
    ",
    "
    ALTER TABLE report ADD COLUMN head TEXT NOT NULL DEFAULT ''; -- JSON: what lists show of body
    UPDATE report SET head = json_object(
        'kind_title', body -> '$.kind.title', 'supersedes', body -> '$.supersedes', 'prepared_at', body -> '$.prepared_at'
    );
    -- A process of an older version that still runs would keep reports without it.
    CREATE TRIGGER report_head BEFORE INSERT ON report WHEN NEW.head = ''
        BEGIN SELECT RAISE(ABORT, 'an older version of the program is still running'); END;
    CREATE TABLE named_file (                 -- the files that reports name
        unit TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        PRIMARY KEY (unit, sha256)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO named_file SELECT DISTINCT unit, part.value FROM report, json_tree(body) AS part
        WHERE part.key = 'sha256' AND part.type = 'text';
    ",
    "
    ALTER TABLE report ADD COLUMN signature TEXT DEFAULT ''; -- Report-Signature; NULL: none came
    UPDATE report SET signature = NULL;
    -- A process of an older version that still runs would keep reports without theirs.
    CREATE TRIGGER report_signature BEFORE INSERT ON report WHEN NEW.signature = ''
        BEGIN SELECT RAISE(ABORT, 'an older version of the program is still running'); END;
    ",
];

/// One file, and one connection to it.
#[derive(Debug)]
pub struct Sqlite(Mutex<Connection>);

impl Sqlite {
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let mut db = Connection::open(path)?;
        db.busy_timeout(Duration::from_secs(5))?;
        db.pragma_update(None, "journal_mode", "WAL")?;
        // A receipt is a promise: what it speaks of must be on the disk, not on its way there.
        db.pragma_update(None, "synchronous", "FULL")?;
        migrate(&mut db)?;
        Ok(Self(Mutex::new(db)))
    }

    /// A panic of another request leaves the connection whole, because it changes in transactions.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn transaction<T, E: From<Error>>(
        &self,
        access: Access<'_>,
        work: impl FnOnce(&mut dyn Tables) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.connection();
        let behavior = match access {
            Access::Read => TransactionBehavior::Deferred,
            // SQLite has one writer at a time.
            Access::Write { .. } | Access::Alone => TransactionBehavior::Immediate,
        };
        let mut tx = connection.transaction_with_behavior(behavior).map_err(Error::from)?;
        let done = work(&mut tx)?;
        tx.commit().map_err(Error::from)?;
        Ok(done)
    }

    /// Brings everything into the one file.
    pub fn checkpoint(&self) -> Result<(), Error> {
        Ok(self.connection().pragma_update(None, "wal_checkpoint", "TRUNCATE")?)
    }
}

fn migrate(db: &mut Connection) -> Result<(), OpenError> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let made: u32 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let made = made as usize;
    let missing = MIGRATIONS.get(made..).ok_or(OpenError::Newer { found: made, known: MIGRATIONS.len() })?;
    for change in missing {
        tx.execute_batch(change)?;
    }
    tx.pragma_update(None, "user_version", MIGRATIONS.len() as u32)?;
    tx.commit()?;
    Ok(())
}

impl Tables for Transaction<'_> {
    fn run(&mut self, sql: &str, given: &[Cell]) -> Result<Vec<Row>, Error> {
        let mut statement = self.prepare(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query(params_from_iter(given))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let cells: Result<Vec<Cell>, Error> = (0..columns).map(|at| cell(row.get_ref(at)?)).collect();
            found.push(cells?.into());
        }
        Ok(found)
    }
}

fn cell(value: ValueRef<'_>) -> Result<Cell, Error> {
    match value {
        ValueRef::Null => Ok(Cell::Null),
        ValueRef::Integer(number) => Ok(Cell::Int(number)),
        ValueRef::Text(_) => Ok(Cell::Text(value.as_str().map_err(rusqlite::Error::from)?.to_owned())),
        other => Err(Error::Failed(format!("the tables hold no {:?}", other.data_type()))),
    }
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Null => Ok(ToSqlOutput::Owned(Value::Null)),
            Self::Int(number) => number.to_sql(),
            Self::Bool(flag) => flag.to_sql(),
            Self::Text(text) => text.to_sql(),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Unavailable(error.to_string()),
            _ => Self::Failed(error.to_string()),
        }
    }
}

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
        assert!(matches!(migrate(&mut db), Err(OpenError::Newer { found: 99, .. })));
    }
}
