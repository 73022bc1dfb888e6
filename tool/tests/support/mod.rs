//! A running receiver, and a report as the form makes it.

#![allow(dead_code)] // not every test needs all of it

#[cfg(unix)]
pub mod postgres;
#[cfg(unix)]
pub mod site;

use baocao::finding::Severity;
use baocao::json::to_canonical;
use baocao::plan::{self, KindId, PeriodId, Plan, UnitId};
use baocao::report::{Draft, Earlier, Edit, FieldKind, Filled, Form, Need, Raw, Report, settle};
use baocao::schedule::{self, FixedZone, Instant};
use baocao_tool::platform::NativeText;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant as Clock};

pub const PLAN: &str = "vp-ubnd-tinh-2025";
pub const UNIT: &str = "phong-hanh-chinh-quan-tri";
pub const ON_TIME: &str = "2026-06-10";
pub const TOO_LATE: &str = "2026-06-20";

/// A folder of its own for each test; the receiver makes it, and removes it with the test.
pub fn folder() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("baocao-receiver-{}-{n}", std::process::id()))
}

/// The text of an example plan.
pub fn plan_text() -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../examples/plans").join(format!("{PLAN}.json"));
    std::fs::read_to_string(path).unwrap()
}

/// A running receiver with a folder of its own.
pub struct Receiver {
    pub program: Child,
    pub url: String,
    pub data: PathBuf,
}

impl Receiver {
    pub fn start() -> Self {
        Self::start_in(folder())
    }

    pub fn start_in(data: PathBuf) -> Self {
        Self::start_with(data, &[])
    }

    /// Starts it with further arguments.
    pub fn start_with(data: PathBuf, further: &[&str]) -> Self {
        let mut command = Self::command(&data);
        command.arg("--quiet").args(further);
        Self::spawn(command, data)
    }

    /// The command that starts it.
    pub fn command(data: &Path) -> Command {
        // A test that needs other plans lays them beside the data.
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
        let own = data.join("plans");
        let plans = if own.exists() { own } else { root.join("examples/plans") };
        let built = std::env::var_os("BAOCAO_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_baocao").into());
        let mut command = Command::new(built);
        command.arg("serve").arg("--data").arg(data);
        command.arg("--www").arg(root.join("www")).arg("--dist").arg(data.join("dist"));
        command.arg("--plans").arg(plans).env_remove("BAOCAO_DATABASE");
        command
    }

    /// Starts it by this command, and waits until it says where it is.
    pub fn spawn(mut command: Command, data: PathBuf) -> Self {
        let mut program = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(program.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("Cổng thông tin mẫu: ").unwrap().trim_end_matches('/').to_owned();
        Self { program, url, data }
    }

    pub fn agent() -> ureq::Agent {
        ureq::Agent::config_builder().http_status_as_error(false).build().into()
    }

    pub fn post(&self, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = Self::agent().post(format!("{}{path}", self.url)).content_type("application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Answer::of(request.send(body).unwrap())
    }

    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Self::agent().get(format!("{}{path}", self.url));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Answer::of(request.call().unwrap())
    }

    /// A token for a visitor, as `Authorization` has it.
    pub fn token(&self, visitor: Value) -> String {
        let answer = self.post("/api/demo-token", &[], &visitor.to_string());
        assert_eq!(answer.status, 200, "{}", answer.body);
        format!("Bearer {}", answer.json()["token"].as_str().unwrap())
    }

    pub fn token_for(&self, unit: &str, as_of: &str) -> String {
        self.token(json!({"plan": PLAN, "unit": {"id": unit, "name": "Phòng"}, "as_of": as_of}))
    }

    pub fn send(&self, token: &str, key: &str, body: &str) -> Answer {
        self.post("/api/reports", &[("Authorization", token), ("Idempotency-Key", key)], body)
    }

    pub fn rows(&self) -> Vec<(String, String, String)> {
        let db = rusqlite::Connection::open(self.data.join("baocao.sqlite3")).unwrap();
        let mut rows = db.prepare("SELECT key, hash, body FROM report ORDER BY id").unwrap();
        rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap().map(Result::unwrap).collect()
    }

    /// Ends it as a power cut does.
    pub fn kill(&mut self) {
        self.program.kill().unwrap();
        self.program.wait().unwrap();
    }

    pub fn terminate(&self) {
        let pid = self.program.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    }

    pub fn wait(&mut self) -> ExitStatus {
        let start = Clock::now();
        loop {
            if let Some(status) = self.program.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "does not stop");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
        let _ = std::fs::remove_dir_all(&self.data);
    }
}

pub struct Answer {
    pub status: u16,
    headers: ureq::http::HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn of(mut response: ureq::http::Response<ureq::Body>) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, body: response.body_mut().read_to_string().unwrap() }
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// The problem's type without its prefix, and the places of its mistakes.
    pub fn problem(&self) -> (String, Vec<String>) {
        assert_eq!(self.header("content-type"), "application/problem+json");
        let json = self.json();
        assert_eq!(json["status"], self.status);
        let kind = json["type"].as_str().unwrap().strip_prefix("urn:baocao:problem:").unwrap().to_owned();
        let errors = json["errors"].as_array().cloned().unwrap_or_default();
        assert!(errors.iter().all(|error| !error["detail"].as_str().unwrap().is_empty() && error["code"].is_string()));
        (kind, errors.iter().map(|error| error["pointer"].as_str().unwrap().to_owned()).collect())
    }
}

fn plan() -> Plan {
    plan::read(&plan_text(), Severity::Error).value.unwrap()
}

/// The monthly report of June 2026 with every required question answered, made as the form makes it.
pub fn report(prepared: &str) -> Report {
    let (plan, zone) = (plan(), FixedZone::VIETNAM);
    let now = Instant::parse(prepared, &zone).unwrap();
    let member = plan.member(plan.unit(&UnitId::new(UNIT).unwrap()).unwrap().clone());
    let (kind, period) = (KindId::new("hang-thang").unwrap(), PeriodId::new("2026-06").unwrap());
    let duty = schedule::duty(&plan, &member, &kind, &period, now, &zone).unwrap();
    let form = Form::new(&plan, &member, &duty);
    let mut draft = Draft::default();
    for part in &form.parts {
        for field in part.fields.iter().filter(|field| field.need == Need::Required) {
            let raw = match field.kind {
                FieldKind::Status => "in-progress",
                FieldKind::Number(_) => "12,5",
                _ => "Đã phổ biến Nghị quyết đến toàn thể công chức; =1+1",
            };
            let (part, field) = (part.part.clone(), field.id.clone());
            draft.apply(Edit { part, field, raw: Raw::Text(raw.to_owned()) });
        }
    }
    let (answers, unreadable) = settle(&form, &draft, &NativeText);
    assert!(unreadable.is_empty());
    Report::new(&plan, &member, &duty, Filled { form: &form, answers, earlier: &Earlier::default() }, now, &zone)
}

/// The same as a later revision.
pub fn revised(revision: u32) -> String {
    body().replacen("\"revision\":1,", &format!("\"revision\":{revision},"), 1)
}

pub fn body() -> String {
    to_canonical(&report(ON_TIME))
}
