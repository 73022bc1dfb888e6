//! A headless Chromium behind its WebDriver; nearly everything goes through its developer tools.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::cell::Cell;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// What every page has before its own scripts: how to open a report, wait for frames, find errors.
const PAGE: &str = concat!(include_str!("page.js"), include_str!("forms.js"));

/// How long a page may take for one thing that is measured. What takes longer is recorded as such.
pub const LIMIT: Duration = Duration::from_secs(120);

/// A page took longer than its browser waits for one thing.
#[derive(Debug)]
pub struct TooLong;

impl std::fmt::Display for TooLong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("this took too long")
    }
}

impl std::error::Error for TooLong {}

const OPTIONS: [&str; 11] = [
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
    // What the page allocates is what is counted, also in a window that nobody sees.
    "--disable-renderer-backgrounding",
];

/// A running chromedriver.
pub struct Driver {
    process: Child,
    address: String,
    chromium: PathBuf,
}

impl Driver {
    /// Starts it on a free port.
    pub fn start(chromedriver: &Path, chromium: &Path) -> Result<Self> {
        let mut driver = Command::new(chromedriver);
        let mut process = driver.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let said = process.stdout.take().context("chromedriver has no output")?;
        let lines = BufReader::new(said).lines().map_while(Result::ok);
        let mut ports = lines.filter_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            Some(port.trim_end_matches('.').to_owned())
        });
        let port = ports.next().context("chromedriver does not say its port")?;
        Ok(Self { process, address: format!("http://127.0.0.1:{port}"), chromium: chromium.to_owned() })
    }

    /// A new browser with a profile of its own, which chromedriver makes and removes: nothing is cached.
    /// It waits so long for one thing.
    pub fn browser(&self, limit: Duration) -> Result<Browser> {
        let chrome = json!({"binary": self.chromium, "args": OPTIONS});
        let wanted = json!({"browserName": "chrome", "goog:chromeOptions": chrome, "timeouts": {"pageLoad": limit.as_millis() as u64}});
        let sessions = format!("{}/session", self.address);
        let session = post(&sessions, &json!({"capabilities": {"alwaysMatch": wanted}}), limit)?;
        let id = session["sessionId"].as_str().context("chromedriver names no session")?;
        let process = session["capabilities"]["goog:processID"].as_u64();
        let browser = Browser { session: format!("{sessions}/{id}"), process, limit, is_stuck: Cell::new(false) };
        let source = format!("{PAGE}\nbench.patience = {};", limit.as_millis());
        browser.tools("Page.addScriptToEvaluateOnNewDocument", &json!({"source": source}))?;
        // Fields take the focus only in a window that seems to have it.
        browser.tools("Emulation.setFocusEmulationEnabled", &json!({"enabled": true}))?;
        Ok(browser)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Every browser is closed by now; one that is not goes with its driver.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// One browser with one page.
pub struct Browser {
    session: String,
    process: Option<u64>,
    limit: Duration,
    /// Whether its page was given up while it worked.
    is_stuck: Cell<bool>,
}

impl Browser {
    /// Goes to an address; back when the page is loaded.
    pub fn go(&self, url: &str) -> Result<()> {
        self.post("url", &json!({"url": url})).map(|_| ())
    }

    /// Calls the developer tools.
    pub fn tools(&self, method: &str, parameters: &Value) -> Result<Value> {
        let call = json!({"cmd": method, "params": parameters});
        self.post("goog/cdp/execute", &call).with_context(|| method.to_owned())
    }

    /// One command of the protocol to this browser.
    fn post(&self, command: &str, body: &Value) -> Result<Value> {
        let answer = post(&format!("{}/{command}", self.session), body, self.limit);
        if answer.as_ref().is_err_and(|error| error.is::<TooLong>()) {
            self.is_stuck.set(true);
        }
        answer
    }

    /// The browser's name and version.
    pub fn version(&self) -> Result<String> {
        let version = self.tools("Browser.getVersion", &json!({}))?;
        let product = version["product"].as_str().context("the browser has no name")?;
        Ok(product.trim_start_matches("Headless").replace("Chrome/", "Chromium "))
    }

    /// What an expression gives in the page; a promise is waited for.
    pub fn ask(&self, expression: &str) -> Result<Value> {
        let call = json!({"expression": expression, "awaitPromise": true, "returnByValue": true});
        let answer = self.tools("Runtime.evaluate", &call)?;
        if let Some(error) = answer.get("exceptionDetails") {
            let text = error["exception"]["description"].as_str().unwrap_or_default();
            if text.starts_with("Error: waited too long") {
                return Err(TooLong.into());
            }
            bail!("{expression}: {}", error["exception"]["description"]);
        }
        Ok(answer["result"]["value"].clone())
    }

    /// The same, where it is a number.
    pub fn number(&self, expression: &str) -> Result<f64> {
        let value = self.ask(expression)?;
        value.as_f64().with_context(|| format!("{expression} is {value}"))
    }

    /// Presses and releases a key, wherever the focus is.
    pub fn press(&self, key: char) -> Result<()> {
        let code = u32::from(key.to_ascii_uppercase());
        for (kind, text) in [("keyDown", key.to_string()), ("keyUp", String::new())] {
            let event = json!({"type": kind, "text": text, "key": key.to_string(), "windowsVirtualKeyCode": code});
            self.tools("Input.dispatchKeyEvent", &event)?;
        }
        Ok(())
    }

    /// Presses and releases the key that leaves a field for the next.
    pub fn tab(&self) -> Result<()> {
        for kind in ["rawKeyDown", "keyUp"] {
            let event = json!({"type": kind, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9});
            self.tools("Input.dispatchKeyEvent", &event)?;
        }
        Ok(())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A page that still works hears nothing: its browser is ended from outside.
        if let (true, Some(process)) = (self.is_stuck.get(), self.process) {
            let (program, arg) = if cfg!(windows) { ("taskkill", "/F /T /PID") } else { ("kill", "-9") };
            let _ = Command::new(program).args(arg.split(' ')).arg(process.to_string()).status();
        }
        // A session that cannot be closed ends with the driver.
        let close = ureq::delete(&self.session).config().timeout_global(Some(LIMIT)).build();
        let _ = close.call();
    }
}

/// One command of the protocol and its value.
fn post(url: &str, body: &Value, limit: Duration) -> Result<Value> {
    let request = ureq::post(url).config().http_status_as_error(false).timeout_global(Some(limit)).build();
    let answer = match request.content_type("application/json").send(body.to_string()) {
        Err(ureq::Error::Timeout(_)) => return Err(TooLong.into()),
        answer => answer?,
    };
    let mut answer: Value = serde_json::from_str(&answer.into_body().read_to_string()?)?;
    let value = answer["value"].take();
    if let Some(error) = value.get("error") {
        if error == "timeout" {
            return Err(TooLong.into());
        }
        bail!("{error}: {}", value["message"]);
    }
    Ok(value)
}
