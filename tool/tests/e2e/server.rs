//! The real program, `serve`, on a free port with a folder of its own, and what its database holds.

use crate::place;
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A running receiver with its portal.
pub struct Server {
    program: Child,
    plans: PathBuf,
    data: PathBuf,
    port: u16,
}

/// A report as the database has it.
#[derive(Debug)]
pub struct Row {
    pub key: String,
    pub plan: String,
    pub unit: String,
    pub kind: String,
    pub period: String,
    pub hash: String,
    pub late: Option<bool>,
    /// The report as it came.
    pub body: Value,
}

impl Server {
    /// Starts it with the example plans.
    pub fn start() -> Self {
        Self::start_with(&place::root().join("examples/plans"))
    }

    /// Starts it with the plans of a folder.
    pub fn start_with(plans: &Path) -> Self {
        let data = place::temporary("data");
        let (program, port) = serve(plans, &data, 0);
        Self { program, plans: plans.to_owned(), data, port }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Stops its clock: connections are taken by the system, but nothing is answered.
    pub fn freeze(&self) {
        let pid = self.program.id().to_string();
        assert!(Command::new("kill").args(["-STOP", &pid]).status().unwrap().success());
    }

    /// Ends it as a power cut does.
    pub fn kill(&mut self) {
        self.program.kill().unwrap();
        self.program.wait().unwrap();
    }

    /// Starts it again at the same port with the same data.
    pub fn restart(&mut self) {
        (self.program, self.port) = serve(&self.plans, &self.data, self.port);
    }

    /// Starts it again with other plans.
    pub fn restart_with(&mut self, plans: &Path) {
        self.plans = plans.to_owned();
        self.restart();
    }

    /// Everything in the database.
    pub fn rows(&self) -> Vec<Row> {
        let db = rusqlite::Connection::open(self.data.join("baocao.sqlite3")).unwrap();
        let sql = "SELECT key, plan, unit, kind, period, hash, late, body FROM report ORDER BY id";
        let mut rows = db.prepare(sql).unwrap();
        let row = |row: &rusqlite::Row<'_>| {
            let text: String = row.get("body")?;
            Ok(Row {
                key: row.get("key")?,
                plan: row.get("plan")?,
                unit: row.get("unit")?,
                kind: row.get("kind")?,
                period: row.get("period")?,
                hash: row.get("hash")?,
                late: row.get("late")?,
                body: serde_json::from_str(&text).unwrap(),
            })
        };
        rows.query_map([], row).unwrap().map(Result::unwrap).collect()
    }

    /// The only row.
    pub fn row(&self) -> Row {
        let mut rows = self.rows();
        assert_eq!(rows.len(), 1, "{rows:#?}");
        rows.remove(0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
        let _ = std::fs::remove_dir_all(&self.data);
    }
}

fn serve(plans: &Path, data: &Path, port: u16) -> (Child, u16) {
    let mut command = Command::new(place::program());
    command.args(["serve", "--quiet", "--port", &port.to_string()]).arg("--data").arg(data);
    command.arg("--www").arg(place::root().join("www")).arg("--dist").arg(place::dist());
    command.arg("--plans").arg(plans);
    let mut program = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(program.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let port = line.trim().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
    (program, port.unwrap_or_else(|| panic!("the program does not say its address: {line:?}")))
}
