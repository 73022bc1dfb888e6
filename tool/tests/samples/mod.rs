//! The sample receivers of `examples/receivers` that run here, each with a folder of its own.

mod mariadb;

use mariadb::Mariadb;
use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// The token that is logged in as the unit of the tests.
pub const TOKEN: &str = "mot-chuoi-khong-doan-duoc";

/// One that takes reports at `url` until it is dropped.
pub struct Sample {
    program: Child,
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
            let mut php = Command::new(program("BAOCAO_PHP", "php"));
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
        fs::read_to_string(self.folder.join("log")).unwrap()
    }

    /// Starts what `command` makes for a port and a folder; `path` is where it takes reports.
    fn start(unit: &str, folder: PathBuf, kept: Kept, path: &str, command: impl Fn(u16, &Path) -> Command) -> Self {
        // Between looking for a free port and taking it somebody else may take it.
        for _ in 0..5 {
            let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
            let mut command = command(port, &folder);
            command.env("BAOCAO_UNITS", format!("{{\"{TOKEN}\":\"{unit}\"}}"));
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log(&folder));
            // A group of its own, for PHP's workers do not end with PHP.
            #[cfg(unix)]
            std::os::unix::process::CommandExt::process_group(&mut command, 0);
            let started = command.spawn();
            let mut program = started.unwrap_or_else(|error| {
                panic!("{}: {error}: run `cargo xtask setup`", command.get_program().display())
            });
            if answers(&mut program, port) {
                return Self { program, url: format!("http://127.0.0.1:{port}{path}"), folder, kept };
            }
        }
        panic!("it does not start: {}", fs::read_to_string(folder.join("log")).unwrap_or_default());
    }
}

impl Drop for Sample {
    fn drop(&mut self) {
        let group = format!("-{}", self.program.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.program.kill();
        let _ = self.program.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A folder that nobody else has.
fn own_folder() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("baocao-sample-{}-{n}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn database(folder: &Path) -> PathBuf {
    folder.join("reports.sqlite3")
}

/// A program by its name, or where `cargo xtask test` has found it.
fn program(variable: &str, name: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| PathBuf::from(name), PathBuf::from)
}

/// Python in the folder of a sample.
fn python(sample: &str, args: &[&str], folder: &Path) -> Command {
    let mut python = Command::new(program("BAOCAO_PYTHON", "/usr/bin/python3"));
    python.args(args).current_dir(source().join(sample)).env("BAOCAO_DB", database(folder));
    // Nothing is to be left in the sources.
    python.env("PYTHONDONTWRITEBYTECODE", "1");
    python
}

fn log(folder: &Path) -> fs::File {
    fs::OpenOptions::new().create(true).append(true).open(folder.join("log")).unwrap()
}

/// Whether it takes connections before it ends.
fn answers(program: &mut Child, port: u16) -> bool {
    let began = Instant::now();
    while program.try_wait().unwrap().is_none() {
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return true;
        }
        assert!(began.elapsed() < Duration::from_secs(60), "it does not listen");
        thread::sleep(Duration::from_millis(20));
    }
    false
}
