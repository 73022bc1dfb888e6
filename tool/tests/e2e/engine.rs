//! The engines that flows run in: the driver of each, and what is asked of it.
//!
//! A flow that needs none of Chromium's developer tools is written once, takes the engine, and is named to
//! [`in_every_engine`]; the others run in Chromium alone.

use crate::front::Front;
use crate::place;
use fantoccini::wd::Capabilities;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// What draws the page and runs its scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chrome's and Edge's.
    Chromium,
    /// Gecko.
    Firefox,
    /// Safari's, as WebKit for GTK; it needs a screen (`DISPLAY`).
    Webkit,
}

/// Makes a flow a test in each engine: `flow::in_chromium`, `flow::in_firefox`, `flow::in_webkit`.
macro_rules! in_every_engine {
    ($flow:ident) => {
        mod $flow {
            use crate::engine::{Engine, within_limit};

            #[tokio::test]
            async fn in_chromium() {
                within_limit(super::$flow(Engine::Chromium)).await;
            }

            #[tokio::test]
            #[ignore = "a second engine, in `cargo xtask test e2e`"]
            async fn in_firefox() {
                within_limit(super::$flow(Engine::Firefox)).await;
            }

            #[tokio::test]
            #[ignore = "a third engine, in `cargo xtask test e2e`"]
            async fn in_webkit() {
                within_limit(super::$flow(Engine::Webkit)).await;
            }
        }
    };
}
#[allow(unused_imports)] // tests of portals have Chromium alone
pub(crate) use in_every_engine;

/// Longer than this no flow takes.
const LIMIT: Duration = Duration::from_secs(5 * 60);

/// Runs a flow; one that has not ended by then fails, and with it its driver and its browser go.
#[allow(dead_code)] // tests of portals have Chromium alone
pub async fn within_limit(flow: impl Future<Output = ()>) {
    tokio::time::timeout(LIMIT, flow).await.expect("a driver that answers");
}

impl Engine {
    /// Starts a driver; the port at which it listens. It gives up where that port is free on one of IPv4 and IPv6 only.
    pub fn driver(self, profile: &Path) -> (Child, u16) {
        for _ in 0..5 {
            let started = match self {
                Self::Chromium => listening(Command::new(place::chromedriver()).arg("--port=0")),
                Self::Firefox => {
                    let mut driver = Command::new(place::geckodriver());
                    listening(driver.args(["--port", "0", "--profile-root"]).arg(profile))
                }
                Self::Webkit => listening_at(&mut Command::new(place::webkitdriver()), free_port()),
            };
            if let Some(started) = started {
                return started;
            }
        }
        panic!("the driver of {self:?} does not start")
    }

    /// What is asked of the browser.
    pub fn capabilities(self, profile: &Path) -> Capabilities {
        let mut wanted = match self {
            Self::Chromium => chromium(profile),
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "binary": place::firefox(),
                    "args": ["-headless"],
                    // What is saved goes with the profile.
                    "prefs": {
                        "network.dns.localDomains": NAME,
                        "browser.download.folderList": 2,
                        "browser.download.dir": profile,
                    },
                },
            }),
            Self::Webkit => json!({
                "browserName": "MiniBrowser",
                // It can be told names by a proxy only.
                "proxy": {"proxyType": "manual", "httpProxy": Front::of_names().host(), "noProxy": ["127.0.0.1"]},
            }),
        };
        wanted["timeouts"] = json!({"script": 60_000});
        wanted.as_object().unwrap().clone()
    }
}

/// A name of the house, as portals on plain http have: no secure context, other than `localhost`.
const NAME: &str = "cong.test";

fn chromium(profile: &Path) -> Value {
    let mut arguments: Vec<String> = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--window-size=1280,900",
        // What unfolds below the address bar is a page too, and takes as long to start as all the rest.
        "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
    ]
    .map(str::to_owned)
    .into();
    arguments.push(format!("--host-resolver-rules=MAP {NAME} 127.0.0.1"));
    arguments.push(format!("--user-data-dir={}", profile.display()));
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": {"binary": place::chromium(), "args": arguments},
        "goog:loggingPrefs": {"browser": "ALL"},
    })
}

/// A driver that chooses its port and says it as the last thing of a line.
fn listening(command: &mut Command) -> Option<(Child, u16)> {
    let mut driver = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines().map_while(Result::ok);
    let port = lines.find_map(|line| {
        let says = line.contains("started successfully on port ") || line.contains("Listening on ");
        let port = line.trim_end_matches('.').rsplit([' ', ':']).next()?;
        port.parse().ok().filter(|_| says)
    });
    let Some(port) = port else {
        drop(driver.wait());
        return None;
    };
    // Whoever writes on must not meet a closed pipe.
    thread::spawn(move || lines.for_each(drop));
    Some((driver, port))
}

/// A driver that is told its port and says nothing.
fn listening_at(command: &mut Command, port: u16) -> Option<(Child, u16)> {
    let command = command.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null());
    let mut driver = command.spawn().unwrap();
    for _ in 0..400 {
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return Some((driver, port));
        }
        if driver.try_wait().unwrap().is_some() {
            return None;
        }
        thread::sleep(Duration::from_millis(25));
    }
    let _ = driver.kill();
    drop(driver.wait());
    None
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}
