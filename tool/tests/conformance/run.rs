//! The program, run against an address.

use serde_json::Value;
use std::process::Command;

/// What it printed and how it ended.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs it with further arguments.
pub fn run(url: &str, further: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_baocao"));
    let output = command.args(["conformance", url, "--lang", "en"]).args(further).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

impl Run {
    /// What each check with another verdict than this one came to: `name: verdict`.
    pub fn but(&self, wanted: &str) -> Vec<String> {
        let told: Value = serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{}{}", self.out, self.err));
        let checks = told["checks"].as_array().unwrap().iter();
        let said = checks.map(|one| (one["check"].as_str().unwrap(), one["verdict"].as_str().unwrap()));
        said.filter(|(_, verdict)| *verdict != wanted).map(|(name, verdict)| format!("{name}: {verdict}")).collect()
    }
}
