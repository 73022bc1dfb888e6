//! The sample receivers that run here keep all that the contract requires, and keep what they are sent.

use crate::mariadb::Mariadb;
use crate::run::run;
use crate::sample::{Sample, TOKEN, own_folder, program, samples};
use crate::support::{ON_TIME, UNIT, report};
use baocao::json::to_canonical;
use baocao::report::Report;
use baocao_tool::conformance::report::MARK;
use std::path::Path;
use std::process::Command;

/// Puts a sample through the contract, but for what it says itself it does not do.
fn keeps_the_contract(sample: &Sample, but: &[&str]) {
    let file = sample.folder.join("to-send.json");
    std::fs::write(&file, to_canonical(&report(ON_TIME))).unwrap();
    let login = format!("Authorization: Bearer {TOKEN}");
    let ran = run(&sample.url, &["--header", &login, "--report", file.to_str().unwrap(), "--json"]);
    // They serve their own origin, and say by their number alone where a report is.
    let but = [&["cors: unknown", "kept-as-sent: unknown"], but].concat();
    assert_eq!(ran.but("yes"), but, "{}{}", ran.out, sample.log());
    assert_eq!(ran.code, 0);
}

/// The report as sent, byte for byte, and the correction of the race.
fn kept_two(mut bodies: Vec<String>) {
    bodies.sort();
    let sent = to_canonical(&Report { client: MARK.to_owned(), ..report(ON_TIME) });
    assert!(bodies.contains(&sent), "{bodies:#?}");
    assert_eq!(bodies.len(), 2, "{bodies:#?}");
    assert!(bodies.iter().any(|body| body.contains("\"revision\":2,\"")), "{bodies:#?}");
}

fn bodies(database: &Path, table: &str) -> Vec<String> {
    let db = rusqlite::Connection::open(database).unwrap();
    let mut rows = db.prepare(&format!("SELECT body FROM {table} ORDER BY id")).unwrap();
    rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// PHP's own server, with workers, so that two requests really meet.
fn php(folder: std::path::PathBuf, dsn: &str) -> Sample {
    let script = samples().join("php/reports.php");
    std::fs::create_dir(folder.join("site")).unwrap();
    std::fs::copy(script, folder.join("site/reports.php")).unwrap();
    Sample::start(UNIT, folder, "/reports.php", |port, folder| {
        let mut php = Command::new(program("BAOCAO_PHP", "php"));
        php.args(["-S", &format!("127.0.0.1:{port}"), "-t"]).arg(folder.join("site"));
        php.env("PHP_CLI_SERVER_WORKERS", "4").env("BAOCAO_DSN", dsn).env("BAOCAO_USER", "root");
        php
    })
}

#[test]
fn php_with_sqlite() {
    let folder = own_folder();
    let database = folder.join("reports.sqlite3");
    let schema = std::fs::read_to_string(samples().join("php/schema.sqlite.sql")).unwrap();
    rusqlite::Connection::open(&database).unwrap().execute_batch(&schema).unwrap();
    let sample = php(folder, &format!("sqlite:{}", database.display()));
    keeps_the_contract(&sample, &[]);
    kept_two(bodies(&database, "report"));
}

#[test]
fn php_with_mariadb() {
    let mariadb = Mariadb::start(&samples().join("php/schema.mysql.sql"));
    let sample = php(own_folder(), &mariadb.dsn());
    keeps_the_contract(&sample, &[]);
    kept_two(mariadb.query("SELECT body FROM report ORDER BY id"));
}

#[test]
fn node() {
    let sample = Sample::start(UNIT, own_folder(), "/", |port, folder| {
        let mut node = Command::new(program("BAOCAO_NODE", "node"));
        node.arg(samples().join("node/reports.mjs")).env("PORT", port.to_string());
        node.env("BAOCAO_REPORTS", folder.join("reports"));
        node
    });
    keeps_the_contract(&sample, &[]);
    let files = std::fs::read_dir(sample.folder.join("reports")).unwrap();
    kept_two(files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect());
}

#[test]
fn fastapi() {
    let sample = Sample::start(UNIT, own_folder(), "/api/reports", |port, folder| {
        let mut python = Command::new(program("BAOCAO_PYTHON", "/usr/bin/python3"));
        python.args(["-m", "uvicorn", "reports:app", "--port", &port.to_string()]);
        python.current_dir(samples().join("fastapi")).env("BAOCAO_DB", folder.join("reports.sqlite3"));
        python
    });
    keeps_the_contract(&sample, &[]);
    kept_two(bodies(&sample.folder.join("reports.sqlite3"), "report"));
}

#[test]
fn django() {
    let django = |folder: &Path, args: &[&str]| {
        let mut python = Command::new(program("BAOCAO_PYTHON", "/usr/bin/python3"));
        python.arg("try_it.py").args(args).env("PYTHONDONTWRITEBYTECODE", "1");
        python.current_dir(samples().join("django")).env("BAOCAO_DB", folder.join("reports.sqlite3"));
        python
    };
    let folder = own_folder();
    assert!(django(&folder, &["migrate", "--run-syncdb", "--verbosity=0"]).status().unwrap().success());
    let sample = Sample::start(UNIT, folder, "/api/reports", |port, folder| {
        django(folder, &["runserver", "--noreload", &port.to_string()])
    });
    keeps_the_contract(&sample, &[]);
    kept_two(bodies(&sample.folder.join("reports.sqlite3"), "reports_report"));
}

#[test]
fn each_is_short_enough_to_be_copied() {
    let mut seen = 0;
    let folders = std::fs::read_dir(samples()).unwrap().map(|entry| entry.unwrap().path());
    for folder in folders.filter(|path| path.is_dir()).flat_map(|folder| [folder.join("reports"), folder]) {
        for file in std::fs::read_dir(&folder).into_iter().flatten().map(|entry| entry.unwrap().path()) {
            if file.is_file() {
                let lines = std::fs::read_to_string(&file).unwrap().lines().count();
                assert!(lines < 60, "{}: {lines} lines", file.display());
                seen += 1;
            }
        }
    }
    assert!(seen >= 10, "{seen}");
}
