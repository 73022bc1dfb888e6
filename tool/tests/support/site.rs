//! A database that receivers stand before, of either kind.

use super::postgres::{Cluster, client};
use super::{Receiver, folder};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

/// A database of its own for each test.
pub enum Site {
    /// A file in this folder.
    Sqlite(PathBuf),
    /// A database at this address.
    Postgres(Arc<Cluster>, String),
}

impl std::fmt::Debug for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if matches!(self, Self::Sqlite(_)) { "SQLite" } else { "PostgreSQL" })
    }
}

impl Site {
    /// One of each kind that there is here.
    pub fn each() -> impl Iterator<Item = Self> {
        let sqlite = folder();
        std::fs::create_dir_all(&sqlite).unwrap();
        [Some(Self::Sqlite(sqlite)), Cluster::shared().map(Self::on)].into_iter().flatten()
    }

    /// A new database of this server.
    pub fn on(cluster: Arc<Cluster>) -> Self {
        let address = cluster.database();
        Self::Postgres(cluster, address)
    }

    pub fn address(&self) -> String {
        match self {
            Self::Sqlite(folder) => format!("sqlite:{}", folder.join("reports.sqlite3").display()),
            Self::Postgres(_, address) => address.clone(),
        }
    }

    /// The command that starts a receiver before it.
    pub fn command(&self, data: &Path) -> Command {
        let mut command = Receiver::command(data);
        command.arg("--quiet");
        match self {
            Self::Sqlite(_) => command.arg("--database").arg(self.address()),
            // An address with a password does not belong into the list of processes.
            Self::Postgres(..) => command.env("BAOCAO_DATABASE", self.address()),
        };
        command
    }

    /// A receiver before it.
    pub fn start(&self) -> Receiver {
        let data = folder();
        Receiver::spawn(self.command(&data), data)
    }

    /// Key, hash and body of each report.
    pub fn rows(&self) -> Vec<(String, String, String)> {
        let sql = "SELECT key, hash, body FROM report ORDER BY id";
        match self {
            Self::Sqlite(_) => {
                let db = self.sqlite();
                let mut rows = db.prepare(sql).unwrap();
                let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
                rows.query_map([], row).unwrap().map(Result::unwrap).collect()
            }
            Self::Postgres(_, address) => {
                let rows = client(address).unwrap().query(sql, &[]).unwrap();
                rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect()
            }
        }
    }

    /// Changes it behind the receiver's back.
    pub fn run(&self, postgres: &str, sqlite: &str) {
        match self {
            Self::Sqlite(_) => self.sqlite().execute_batch(sqlite).unwrap(),
            Self::Postgres(_, address) => client(address).unwrap().batch_execute(postgres).unwrap(),
        }
    }

    /// Keeps the first report once more, under another key, as a version of the program did that knew these columns
    /// beside those of the first; whether the database takes it.
    pub fn old_insert(&self, key: &str, further: &str) -> bool {
        let first = "plan, unit, unit_known_as, kind, period, revision, hash, received_at, late, body";
        let columns = format!("{first}{further}");
        let first = "FROM report ORDER BY id LIMIT 1";
        let sql = format!("INSERT INTO report (key, {columns}) SELECT '{key}', {columns} {first}");
        match self {
            Self::Sqlite(_) => self.sqlite().execute_batch(&sql).is_ok(),
            Self::Postgres(_, address) => client(address).unwrap().batch_execute(&sql).is_ok(),
        }
    }

    fn sqlite(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.address().strip_prefix("sqlite:").unwrap()).unwrap()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if let Self::Sqlite(folder) = self {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}
