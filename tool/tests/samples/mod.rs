//! The sample receivers of `examples/receivers` that run here, each with a folder of its own.

mod mariadb;
mod program;

use mariadb::Mariadb;
use program::{Program, named, own_folder};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The token that is logged in as the unit of the tests.
pub const TOKEN: &str = "mot-chuoi-khong-doan-duoc";

/// One that takes reports at `url` until it is dropped.
pub struct Sample {
    program: Program,
    pub url: String,
    pub folder: PathBuf,
    kept: Kept,
}

/// Where it keeps reports.
enum Kept {
    /// A column `body` of this table, in the folder's `reports.sqlite3`.
    Sqlite(&'static str),
    Mariadb(Mariadb),
    /// A file for each report, in the folder's `reports`.
    Files,
}

/// Where the samples are.
pub fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/receivers").canonicalize().unwrap()
}

impl Sample {
    /// PHP with SQLite, logged in as this unit.
    pub fn php_with_sqlite(unit: &str) -> Self {
        let folder = own_folder();
        let database = database(&folder);
        let schema = fs::read_to_string(source().join("php/schema.sqlite.sql")).unwrap();
        rusqlite::Connection::open(&database).unwrap().execute_batch(&schema).unwrap();
        Self::php(unit, folder, &format!("sqlite:{}", database.display()), Kept::Sqlite("report"))
    }

    /// PHP with MariaDB.
    pub fn php_with_mariadb(unit: &str) -> Self {
        let mariadb = Mariadb::start(own_folder(), &source().join("php/schema.mysql.sql"));
        Self::php(unit, own_folder(), &mariadb.dsn(), Kept::Mariadb(mariadb))
    }

    /// PHP's own server, with workers, so that two requests really meet.
    fn php(unit: &str, folder: PathBuf, dsn: &str, kept: Kept) -> Self {
        fs::create_dir(folder.join("site")).unwrap();
        fs::copy(source().join("php/reports.php"), folder.join("site/reports.php")).unwrap();
        Self::start(unit, folder, kept, "/reports.php", |port, folder| {
            let mut php = Command::new(named("BAOCAO_PHP", "php"));
            php.args(["-S", &format!("127.0.0.1:{port}"), "-t"]).arg(folder.join("site"));
            php.env("PHP_CLI_SERVER_WORKERS", "4").env("BAOCAO_DSN", dsn).env("BAOCAO_USER", "root");
            php
        })
    }

    /// Node.js.
    pub fn node(unit: &str) -> Self {
        Self::start(unit, own_folder(), Kept::Files, "/", |port, folder| {
            let mut node = Command::new("node");
            node.arg(source().join("node/reports.mjs")).env("PORT", port.to_string());
            node.env("BAOCAO_REPORTS", folder.join("reports")).env("BAOCAO_FILES", folder.join("files"));
            node
        })
    }

    /// FastAPI.
    pub fn fastapi(unit: &str) -> Self {
        Self::start(unit, own_folder(), Kept::Sqlite("report"), "/api/reports", |port, folder| {
            python("fastapi", &["-m", "uvicorn", "reports:app", "--port", &port.to_string()], folder)
        })
    }

    /// Django.
    pub fn django(unit: &str) -> Self {
        let folder = own_folder();
        let migrate = ["try_it.py", "migrate", "--run-syncdb", "--verbosity=0"];
        assert!(python("django", &migrate, &folder).status().unwrap().success());
        Self::start(unit, folder, Kept::Sqlite("reports_report"), "/api/reports", |port, folder| {
            python("django", &["try_it.py", "runserver", "--noreload", &port.to_string()], folder)
        })
    }

    /// The reports that it has, as text.
    pub fn bodies(&self) -> Vec<String> {
        match &self.kept {
            Kept::Sqlite(table) => {
                let db = rusqlite::Connection::open(database(&self.folder)).unwrap();
                let mut rows = db.prepare(&format!("SELECT body FROM {table} ORDER BY id")).unwrap();
                rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
            }
            Kept::Mariadb(mariadb) => mariadb.query("SELECT body FROM report ORDER BY id"),
            Kept::Files => {
                let files = fs::read_dir(self.folder.join("reports")).unwrap();
                files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect()
            }
        }
    }

    /// What it said.
    pub fn log(&self) -> String {
        self.program.log()
    }

    /// Starts what `command` makes for a port and a folder; `path` is where it takes reports.
    fn start(unit: &str, folder: PathBuf, kept: Kept, path: &str, command: impl Fn(u16, &Path) -> Command) -> Self {
        let units = format!("{{\"{TOKEN}\":\"{unit}\"}}");
        let program = Program::start(&folder.join("log"), |port| {
            let mut command = command(port, &folder);
            command.env("BAOCAO_UNITS", &units);
            command
        });
        Self { url: format!("http://127.0.0.1:{}{path}", program.port), program, folder, kept }
    }
}

impl Drop for Sample {
    fn drop(&mut self) {
        self.program.end();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn database(folder: &Path) -> PathBuf {
    folder.join("reports.sqlite3")
}

/// Python in the folder of a sample.
fn python(sample: &str, args: &[&str], folder: &Path) -> Command {
    let mut python = Command::new(named("BAOCAO_PYTHON", "/usr/bin/python3"));
    python.args(args).current_dir(source().join(sample)).env("BAOCAO_DB", database(folder));
    // Nothing is to be left in the sources.
    python.env("PYTHONDONTWRITEBYTECODE", "1");
    python
}
