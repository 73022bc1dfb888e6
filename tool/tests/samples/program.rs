//! A program of others that listens at a port of its own until it is dropped.

#![allow(dead_code)] // some tests need a part of it

use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// One that runs.
pub struct Program {
    child: Option<Child>,
    /// Where it listens, on 127.0.0.1.
    pub port: u16,
    log: PathBuf,
}

impl Program {
    /// Starts what `command` makes for a port; what it says goes into the file `log`.
    pub fn start(log: &Path, command: impl Fn(u16) -> Command) -> Self {
        // Between looking for a free port and taking it somebody else may take it.
        for _ in 0..5 {
            let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
            let mut command = command(port);
            let errors = fs::OpenOptions::new().create(true).append(true).open(log).unwrap();
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(errors);
            // A group of its own, for PHP's workers do not end with PHP.
            #[cfg(unix)]
            std::os::unix::process::CommandExt::process_group(&mut command, 0);
            let started = command.spawn();
            let child = started.unwrap_or_else(|error| {
                panic!("{}: {error}: run `cargo xtask setup`", command.get_program().display())
            });
            let mut program = Self { child: Some(child), port, log: log.to_owned() };
            if program.answers() {
                return program;
            }
        }
        panic!("it does not start: {}", fs::read_to_string(log).unwrap_or_default());
    }

    /// What it said.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap()
    }

    /// Ends it with all that it has started.
    pub fn end(&mut self) {
        let Some(mut child) = self.child.take() else { return };
        let group = format!("-{}", child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = child.kill();
        let _ = child.wait();
    }

    /// Whether it takes connections before it ends.
    fn answers(&mut self) -> bool {
        let began = Instant::now();
        while self.child.as_mut().is_some_and(|child| child.try_wait().unwrap().is_none()) {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
                return true;
            }
            assert!(began.elapsed() < Duration::from_secs(60), "it does not listen");
            thread::sleep(Duration::from_millis(20));
        }
        false
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.end();
    }
}

/// A folder that nobody else has.
pub fn own_folder() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("baocao-sample-{}-{n}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A program by its name, or where `cargo xtask test` has found it.
pub fn named(variable: &str, name: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| PathBuf::from(name), PathBuf::from)
}
