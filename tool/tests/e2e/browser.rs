//! A real browser, driven through its driver: headless Chromium, or another engine. What goes through the developer tools is
//! Chromium's alone.

use crate::engine::Engine;
use crate::place;
use fantoccini::actions::{InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::{CmdError, ErrorStatus};
use fantoccini::wd::{WebDriverCompatibleCommand, WindowHandle};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::{Duration, Instant};
use ureq::http::Method;

/// How long anything may take to show on the page.
const PATIENCE: Duration = Duration::from_secs(20);

/// What WebKit's driver says when it cannot read what a script returned.
const UNREAD: &str = "Could not parse script result";

/// Runs in every page before its own scripts: what the content security policy refused.
const WATCH: &str = "window.refused = [];
    addEventListener('securitypolicyviolation', (event) => refused.push(`${event.violatedDirective} ${event.blockedURI}`));";

/// Runs in every page of the other engines as soon as it is loaded: the same, and what a script complains about.
const WATCH_LATE: &str = "if (window.complaints) return;
    window.complaints = [];
    for (const level of ['warn', 'error']) {
        const real = console[level];
        console[level] = (...all) => { complaints.push(`${level}: ${all.map(String).join(' ')}`); real(...all); };
    }
    addEventListener('error', (event) => complaints.push(`error: ${event.message}`));
    addEventListener('unhandledrejection', (event) => complaints.push(`rejected: ${event.reason}`));
    if (window.refused) return;
    window.refused = [];
    addEventListener('securitypolicyviolation', (event) => refused.push(`${event.violatedDirective} ${event.blockedURI}`));";

/// What every form of the page shows, for messages.
const SHOWN: &str = "return [...document.querySelectorAll('bao-cao')]
    .map((form) => form.shadowRoot?.firstChild?.innerText.replace(/\\s*\\n\\s*/g, ' | ').slice(0, 2000)).join('\\n---\\n')";

/// What it got last over the line, and when.
const ASKED: &str = "return performance.getEntriesByType('resource').slice(-8)
    .map((one) => `${one.name} ${one.responseStatus ?? ''} from ${one.startTime | 0} to ${one.responseEnd | 0} ms`).join('\\n')";

/// One browser with one page, and a profile of its own.
pub struct Browser {
    /// Its engine.
    pub engine: Engine,
    client: Client,
    driver: Child,
    session: String,
    profile: PathBuf,
}

impl Browser {
    /// Starts Chromium.
    pub async fn start() -> Self {
        Self::start_in(Engine::Chromium).await
    }

    /// Starts one with this engine.
    pub async fn start_in(engine: Engine) -> Self {
        Self::start_with(engine, place::temporary("profile")).await
    }

    async fn start_with(engine: Engine, profile: PathBuf) -> Self {
        for _ in 0..3 {
            let (mut driver, port) = engine.driver(&profile);
            let address = format!("http://127.0.0.1:{port}");
            let mut wanted = ClientBuilder::new(HttpConnector::new());
            let wanted = wanted.capabilities(engine.capabilities(&profile));
            // WebKit's driver waits for ever for a browser that ended before it was connected.
            let Ok(client) = tokio::time::timeout(3 * PATIENCE, wanted.connect(&address)).await else {
                let started = ["-KILL", "-P", &driver.id().to_string()];
                let _ = Command::new("pkill").args(started).status();
                let _ = driver.kill();
                let _ = driver.wait();
                continue;
            };
            let client = client.unwrap_or_else(|error| panic!("{engine:?} does not start: {error}"));
            let id = client.session_id().await.unwrap().unwrap();
            let browser = Self { engine, client, driver, session: format!("{address}/session/{id}"), profile };
            browser.opened().await;
            return browser;
        }
        panic!("{engine:?} does not start")
    }

    /// Prepares a new tab.
    async fn opened(&self) {
        if self.engine == Engine::Chromium {
            self.before_page(WATCH).await;
        } else {
            self.client.set_window_size(1280, 900).await.unwrap();
        }
    }

    /// Looks on at a page that was just loaded.
    async fn loaded(&self) {
        if self.engine != Engine::Chromium {
            self.run(WATCH_LATE, &[]).await;
        }
    }

    /// Ends it as a power cut does, and starts it again with the same profile.
    pub async fn crash(&mut self) {
        let capabilities = self.client.capabilities().unwrap();
        let pid = capabilities["goog:processID"].to_string();
        assert!(Command::new("kill").args(["-KILL", &pid]).status().unwrap().success());
        let profile = std::mem::take(&mut self.profile);
        *self = Self::start_with(self.engine, profile).await;
    }

    /// Runs a script in every page of this tab before the page's own.
    pub async fn before_page(&self, script: &str) -> Value {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": script})).await
    }

    /// Opens another tab, and looks at it from now on; the one before.
    pub async fn open_tab(&self) -> WindowHandle {
        let tab = self.client.new_window(true).await.unwrap();
        let before = self.look_at(tab.handle).await;
        self.opened().await;
        before
    }

    /// Looks at a tab from now on; the one before.
    pub async fn look_at(&self, tab: WindowHandle) -> WindowHandle {
        let before = self.client.window().await.unwrap();
        self.client.switch_to_window(tab).await.unwrap();
        before
    }

    /// Closes the tab that is looked at, and looks at another one.
    pub async fn close_for(&self, tab: WindowHandle) {
        self.client.close_window().await.unwrap();
        self.client.switch_to_window(tab).await.unwrap();
    }

    /// Looks at the tab that the page has opened; the page's own.
    pub async fn look_at_what_it_opened(&self) -> WindowHandle {
        let ours = self.client.window().await.unwrap();
        let opened = self.client.windows().await.unwrap().into_iter().find(|tab| *tab != ours);
        self.look_at(opened.expect("another tab")).await
    }

    /// Whether the line of this tab is down: the browser knows it, and tells the page.
    pub async fn offline(&self, is_down: bool) {
        self.devtools("Network.enable", json!({})).await;
        let line = json!({"offline": is_down, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
        self.devtools("Network.emulateNetworkConditions", line).await;
    }

    /// Goes to an address.
    pub async fn go(&self, url: &str) {
        self.client.goto(url).await.unwrap();
        self.loaded().await;
    }

    /// Looks at what the first frame of the page holds from now on.
    pub async fn enter_frame(&self) {
        self.client.enter_frame(0).await.unwrap();
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.client.refresh().await.unwrap();
        self.loaded().await;
    }

    /// Goes back to the page before, which the browser may have put aside as it was.
    pub async fn back(&self) {
        self.client.back().await.unwrap();
        self.loaded().await;
    }

    /// Runs the body of a function in the page.
    pub async fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.try_run(script, arguments).await.unwrap_or_else(|error| failed(&error, script, arguments))
    }

    async fn try_run(&self, script: &str, arguments: &[Value]) -> Result<Value, CmdError> {
        self.client.execute(script, arguments.to_vec()).await
    }

    /// Runs the body of a function that calls its last argument when it has a result.
    pub async fn run_async(&self, script: &str, arguments: &[Value]) -> Value {
        let done = self.client.execute_async(script, arguments.to_vec()).await;
        done.unwrap_or_else(|error| panic!("{error}\nat {}", last_line(script)))
    }

    /// Runs a script again and again until it gives something; `what` is for the message when it never does.
    pub async fn until(&self, what: &str, script: &str, arguments: &[Value]) -> Value {
        let start = Instant::now();
        loop {
            let value = match self.try_run(script, arguments).await {
                // WebKit's driver says so now and then of a script whose next answer it reads: no answer yet.
                Err(error) if self.engine == Engine::Webkit && error.to_string().ends_with(UNREAD) => Value::Null,
                done => done.unwrap_or_else(|error| failed(&error, script, arguments)),
            };
            if !matches!(value, Value::Null | Value::Bool(false)) && value != 0 {
                return value;
            }
            if start.elapsed() > PATIENCE {
                let (shows, asked) = (self.run(SHOWN, &[]).await, self.run(ASKED, &[]).await);
                let [shows, asked] = [shows, asked].map(|text| text.as_str().unwrap_or_default().to_owned());
                panic!("waited too long: {what}\nthe page shows:\n{shows}\nand got last:\n{asked}");
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// An element that a script returned.
    pub fn element(&self, found: &Value) -> Option<Element> {
        let id = found.as_object()?.values().next()?.as_str()?;
        Some(Element::from_element_id(self.client.clone(), ElementRef::from(id.to_owned())))
    }

    /// Clicks on an element.
    pub async fn click(&self, element: &Element) -> Result<(), CmdError> {
        match element.click().await {
            // The driver takes the host of a shadow tree for something that covers the text fields in it. What does cover
            // them gets the click.
            Err(CmdError::Standard(error))
                if self.engine == Engine::Webkit && error.error != ErrorStatus::StaleElementReference =>
            {
                let to = PointerAction::MoveToElement { element: element.clone(), duration: None, x: 0.0, y: 0.0 };
                let press = PointerAction::Down { button: MOUSE_BUTTON_LEFT };
                let actions = MouseActions::new("mouse".to_owned()).then(to).then(press);
                self.client.perform_actions(actions.then(PointerAction::Up { button: MOUSE_BUTTON_LEFT })).await
            }
            done => done,
        }
    }

    /// Clicks at a place of the window.
    pub async fn click_at(&self, (x, y): (f64, f64)) {
        for (kind, button, count) in
            [("mouseMoved", "none", 0), ("mousePressed", "left", 1), ("mouseReleased", "left", 1)]
        {
            let event = json!({"type": kind, "x": x, "y": y, "button": button, "clickCount": count});
            self.devtools("Input.dispatchMouseEvent", event).await;
        }
    }

    /// Fills the field that has the focus. A long text comes at once, as from an input method, but for its end, which is typed:
    /// with each key the page is drawn.
    pub async fn fill(&self, field: &Element, text: &str) {
        let (begin, end) = text.split_at(text.char_indices().rev().nth(3).map_or(0, |(at, _)| at));
        if self.engine == Engine::Chromium {
            if !begin.is_empty() {
                self.devtools("Input.insertText", json!({"text": begin})).await;
            }
            return self.press(end).await;
        }
        if !begin.is_empty() {
            self.paste(begin).await;
        }
        self.write(field, end).await;
    }

    /// Types a text into an element.
    pub async fn write(&self, element: &Element, text: &str) {
        // The driver passes over the ends of lines.
        let text = if self.engine == Engine::Webkit { text.replace('\n', "\u{e007}") } else { text.to_owned() };
        if !text.is_empty() {
            element.send_keys(&text).await.unwrap();
        }
    }

    /// Presses keys one after another, wherever the focus is.
    pub async fn press(&self, keys: &str) {
        let actions = keys.chars().fold(KeyActions::new("keyboard".to_owned()), |actions, key| {
            actions.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key })
        });
        self.client.perform_actions(actions).await.unwrap();
    }

    /// Presses a key while another is held down, wherever the focus is.
    pub async fn chord(&self, held: char, key: char) {
        let actions = KeyActions::new("keyboard".to_owned()).then(KeyAction::Down { value: held });
        let actions = actions.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        self.client.perform_actions(actions.then(KeyAction::Up { value: held })).await.unwrap();
    }

    /// Puts a text in at once, wherever the focus is, as pasting does.
    pub async fn paste(&self, text: &str) {
        self.run("document.execCommand('insertText', false, arguments[0])", &[json!(text)]).await;
    }

    /// Calls the browser's developer tools.
    pub async fn devtools(&self, method: &'static str, parameters: Value) -> Value {
        let called =
            self.client.issue_cmd(Post("goog/cdp/execute", json!({"cmd": method, "params": parameters}))).await;
        called.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// What the browser complained about since the last call: its console, and what the policy refused.
    pub async fn complaints(&self) -> Vec<String> {
        let mut all = if self.engine == Engine::Chromium { self.log().await } else { self.taken("complaints").await };
        all.extend(self.taken("refused").await.iter().map(|one| format!("refused: {one}")));
        all
    }

    /// What its console says since the last call.
    async fn log(&self) -> Vec<String> {
        let log = self.client.issue_cmd(Post("se/log", json!({"type": "browser"}))).await.unwrap();
        let entries = log.as_array().cloned().unwrap_or_default();
        let bad = entries.iter().filter(|entry| entry["level"] == "SEVERE" || entry["level"] == "WARNING");
        bad.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// What the page has noted under a name since the last call.
    async fn taken(&self, name: &str) -> Vec<String> {
        // As one text: pages that change how lists are written change what the driver makes of one.
        let noted =
            self.run(&format!("return window.{name}?.splice(0).map((one) => `${{one}}\\0`).join('')"), &[]).await;
        noted.as_str().unwrap_or_default().split_terminator('\0').map(str::to_owned).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The session first: it ends Chromium, which a driver that is killed leaves behind.
        let _ = ureq::delete(&self.session).config().timeout_global(Some(PATIENCE)).build().call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        // Empty where it was handed on.
        if self.profile.is_dir() {
            let _ = std::fs::remove_dir_all(&self.profile);
        }
    }
}

/// Says which script failed.
fn failed(error: &CmdError, script: &str, arguments: &[Value]) -> ! {
    panic!("{error}\nat {}\nwith {arguments:?}", last_line(script))
}

fn last_line(script: &str) -> &str {
    script.trim_end().lines().last().unwrap_or_default()
}

/// A command of the driver that goes beyond the standard.
#[derive(Debug)]
struct Post(&'static str, Value);

impl WebDriverCompatibleCommand for Post {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.0))
    }

    fn method_and_body(&self, _: &url::Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.1.to_string()))
    }
}
