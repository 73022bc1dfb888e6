//! A PostgreSQL server of the tests' own in a temporary folder. Where there is no PostgreSQL, tests say so and go on
//! without.

use super::folder;
use postgres::{Client, NoTls};
use std::fs;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

/// A running server with a folder of its own.
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    server: Mutex<Child>,
}

impl Cluster {
    /// The one that tests share while any of them runs.
    pub fn shared() -> Option<Arc<Self>> {
        static SHARED: Mutex<Weak<Cluster>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(running) = shared.upgrade() {
            return Some(running);
        }
        let started = Arc::new(Self::start()?);
        *shared = Arc::downgrade(&started);
        Some(started)
    }

    /// One that a test may harm.
    pub fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            eprintln!("skipped: PostgreSQL is missing. Debian: `apt install postgresql`");
            return None;
        };
        let folder = folder();
        fs::create_dir_all(&folder).unwrap();
        if let Some((user, group)) = unprivileged() {
            chown(&folder, Some(user), Some(group)).unwrap();
        }
        let mut initdb = unprivileged_command(programs.join("initdb"));
        initdb.args(["--auth=trust", "--username=baocao", "--locale=C", "--encoding=UTF8", "--no-sync", "--pgdata"]);
        let made = initdb.arg(folder.join("data")).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let server = Mutex::new(serve(&programs, &folder));
        let cluster = Self { programs, folder, server };
        cluster.wait();
        Some(cluster)
    }

    /// The address of a new and empty database.
    pub fn database(&self) -> String {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("baocao_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        client(&self.address("postgres")).unwrap().batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
        self.address(&name)
    }

    fn address(&self, database: &str) -> String {
        format!("postgres:///{database}?host={}&user=baocao", self.folder.display())
    }

    fn wait(&self) {
        let start = Instant::now();
        while let Err(error) = client(&self.address("postgres")) {
            assert!(start.elapsed() < Duration::from_secs(60), "PostgreSQL does not start: {error}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// The processes that serve receivers.
    fn backends(&self) -> Vec<u32> {
        let sql = "SELECT pid FROM pg_stat_activity WHERE application_name = 'baocao'";
        let backends = client(&self.address("postgres")).unwrap().query(sql, &[]).unwrap();
        backends.iter().map(|row| row.get::<_, i32>(0).unsigned_abs()).collect()
    }

    /// Stops its clock, and that of the backends that serve receivers: nothing is refused, and nothing is answered.
    /// Gives what `signal` takes to let it go on.
    pub fn freeze(&self) -> Vec<u32> {
        let mut all = self.backends();
        all.push(self.server.lock().unwrap().id());
        assert!(signal("-STOP", &all));
        all
    }

    /// Ends it as a power cut does, with its backends: left alone, one may still answer for a moment.
    pub fn kill(&self) {
        let mut all = self.backends();
        let mut server = self.server.lock().unwrap();
        all.push(server.id());
        // A backend may have ended by itself meanwhile.
        signal("-KILL", &all);
        server.wait().unwrap();
    }

    /// Starts it again. It refuses as long as a process of the one before has not gone.
    pub fn restart(&self) {
        let start = Instant::now();
        loop {
            let mut server = self.server.lock().unwrap();
            *server = serve(&self.programs, &self.folder);
            loop {
                if client(&self.address("postgres")).is_ok() {
                    return;
                }
                assert!(start.elapsed() < Duration::from_secs(60), "PostgreSQL does not start again");
                if server.try_wait().unwrap().is_some() {
                    break;
                }
                std::thread::sleep(Duration::from_millis(50));
            }
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let server = self.server.get_mut().unwrap_or_else(PoisonError::into_inner);
        // SIGINT: it ends its backends and itself.
        signal("-INT", &[server.id()]);
        let _ = server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Sends a signal to processes; whether all of them were there.
pub fn signal(name: &str, to: &[u32]) -> bool {
    let to = to.iter().map(u32::to_string);
    Command::new("kill").arg(name).args(to).stderr(Stdio::null()).status().unwrap().success()
}

/// A connection for looking at what was kept.
pub fn client(address: &str) -> Result<Client, postgres::Error> {
    Client::connect(address, NoTls)
}

fn serve(programs: &std::path::Path, folder: &std::path::Path) -> Child {
    let mut postgres = unprivileged_command(programs.join("postgres"));
    postgres.arg("-D").arg(folder.join("data")).arg("-k").arg(folder).args(["-c", "listen_addresses="]);
    postgres.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// A program that runs as somebody else where the tests run as root: PostgreSQL refuses to be that.
fn unprivileged_command(program: PathBuf) -> Command {
    let mut command = Command::new(program);
    if let Some((user, group)) = unprivileged() {
        command.uid(user).gid(group);
    }
    // Where it is started must be a place that it may enter.
    command.current_dir("/");
    command
}

/// Who it runs as where the tests run as root.
fn unprivileged() -> Option<(u32, u32)> {
    let id = Command::new("id").arg("-u").output().ok()?;
    if String::from_utf8_lossy(&id.stdout).trim() != "0" {
        return None;
    }
    let known = fs::read_to_string("/etc/passwd").ok()?;
    let of = |name: &str| {
        let line = known.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut ids = line.split(':').skip(2).map(str::parse);
        Some((ids.next()?.ok()?, ids.next()?.ok()?))
    };
    of("postgres").or_else(|| of("nobody"))
}

/// Where `initdb` and `postgres` are: said by the environment, or at Debian's place, the newest.
fn programs() -> Option<PathBuf> {
    let said = std::env::var_os("BAOCAO_POSTGRES").map(PathBuf::from);
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut places: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    places.sort();
    said.into_iter().chain(places.into_iter().rev()).find(|place| place.join("initdb").is_file())
}
