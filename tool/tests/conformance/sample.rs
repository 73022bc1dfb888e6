//! A sample receiver, running, with a folder of its own.

use crate::support::folder;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The token that is logged in as the unit of the tests.
pub const TOKEN: &str = "mot-chuoi-khong-doan-duoc";

/// One that takes reports at `url` until it is dropped.
pub struct Sample {
    program: Child,
    pub url: String,
    pub folder: PathBuf,
}

/// A folder that nobody else has.
pub fn own_folder() -> PathBuf {
    let folder = folder();
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Where the samples are.
pub fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/receivers").canonicalize().unwrap()
}

/// A program by its name, or where `cargo xtask test` has found it.
pub fn program(variable: &str, name: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| PathBuf::from(name), PathBuf::from)
}

impl Sample {
    /// Starts what `command` makes for a port and a folder; `path` is where it takes reports.
    pub fn start(unit: &str, folder: PathBuf, path: &str, command: impl Fn(u16, &Path) -> Command) -> Self {
        // Between looking for a free port and taking it somebody else may take it.
        for _ in 0..5 {
            let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
            let mut command = command(port, &folder);
            command.env("BAOCAO_UNITS", format!("{{\"{TOKEN}\":\"{unit}\"}}"));
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log(&folder)).env("PYTHONDONTWRITEBYTECODE", "1");
            // A group of its own, for PHP's workers do not end with PHP.
            #[cfg(unix)]
            std::os::unix::process::CommandExt::process_group(&mut command, 0);
            let started = command.spawn();
            let mut program = started.unwrap_or_else(|error| {
                panic!("{}: {error}: run `cargo xtask setup`", command.get_program().display())
            });
            if answers(&mut program, port) {
                return Self { program, url: format!("http://127.0.0.1:{port}{path}"), folder };
            }
        }
        panic!("it does not start: {}", std::fs::read_to_string(folder.join("log")).unwrap_or_default());
    }

    /// What it said.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.join("log")).unwrap()
    }
}

impl Drop for Sample {
    fn drop(&mut self) {
        let group = format!("-{}", self.program.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.program.kill();
        let _ = self.program.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn log(folder: &Path) -> std::fs::File {
    std::fs::OpenOptions::new().create(true).append(true).open(folder.join("log")).unwrap()
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
