//! MariaDB in a folder of its own, reached by a socket only.

#![allow(dead_code)] // some tests need a part of it

use super::program::named;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A server with the database `baocao`; it goes with this value.
pub struct Mariadb {
    program: Child,
    folder: PathBuf,
}

impl Mariadb {
    /// Starts it in an empty folder with the tables of a file.
    pub fn start(folder: PathBuf, schema: &Path) -> Self {
        let server = named("BAOCAO_MARIADBD", "mariadbd");
        // Its programs refuse to run as root unless told to.
        // Each server that starts clears away what others have in a folder for temporary files.
        let (data, temporary) = (folder.join("data"), folder.join("tmp"));
        std::fs::create_dir_all(&temporary).unwrap();
        let folders = [format!("--datadir={}", data.display()), format!("--tmpdir={}", temporary.display())];
        let mut install = Command::new("mariadb-install-db");
        install.args(["--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db", "--user=root"]);
        let installed = install.args(&folders).stdout(Stdio::null()).status();
        assert!(installed.expect("run `cargo xtask setup`").success());
        let mut mariadbd = Command::new(server);
        mariadbd.args(["--no-defaults", "--skip-networking", "--user=root"]).args(&folders);
        mariadbd.arg(format!("--socket={}", folder.join("socket").display()));
        mariadbd.arg(format!("--pid-file={}", folder.join("pid").display()));
        let program = mariadbd.stderr(Stdio::null()).spawn().unwrap();
        let mut started = Self { program, folder };
        started.wait();
        started.client().args(["-e", "CREATE DATABASE baocao"]).status().unwrap();
        let schema = std::fs::File::open(schema).unwrap();
        assert!(started.client().arg("baocao").stdin(schema).status().unwrap().success());
        started
    }

    /// How PHP names it.
    pub fn dsn(&self) -> String {
        format!("mysql:unix_socket={};dbname=baocao;charset=utf8mb4", self.socket().display())
    }

    /// Where it listens.
    pub fn socket(&self) -> PathBuf {
        self.folder.join("socket")
    }

    /// The rows of a query of one column.
    pub fn query(&self, sql: &str) -> Vec<String> {
        let output = self.client().args(["--skip-column-names", "--raw", "baocao", "-e", sql]).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
    }

    fn client(&self) -> Command {
        let mut client = Command::new("mariadb");
        client.args(["--no-defaults", "--user=root", "--default-character-set=utf8mb4"]);
        client.arg(format!("--socket={}", self.folder.join("socket").display()));
        client
    }

    fn wait(&mut self) {
        let began = Instant::now();
        while !self.client().args(["-e", "SELECT 1"]).output().unwrap().status.success() {
            assert!(self.program.try_wait().unwrap().is_none(), "MariaDB ended");
            assert!(began.elapsed() < Duration::from_secs(60), "MariaDB does not answer");
            thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Mariadb {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
