//! The pages of `examples/embed`: the element in plain HTML, React, Vue and Angular, and in a page that a server has
//! rendered. Each is built as its framework's developers have it, and held to what they expect of an element: what is
//! bound arrives, events are heard, and neither a new rendering nor a language nor a new place costs what was typed.

use crate::browser::Browser;
use crate::engine::{Engine, in_every_engine};
use crate::form::Form;
use crate::place;
use crate::portal_page::put_element;
use crate::server::Server;
use crate::store::Store;
use serde_json::json;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

const REPORT: &str = "Khó khăn, vướng mắc hoặc phát sinh vấn đề";
const QUESTION: &str = "Khó khăn, vướng mắc";
const TYPED: &str = "Chưa có cán bộ chuyên trách";

/// The built pages. Built while developing they say on the console what they would keep to themselves at work.
static BUILT: LazyLock<PathBuf> = LazyLock::new(|| {
    run(&["vite/bin/vite.js", "build", "--mode", "development", "--minify", "false", "--logLevel", "warn"]);
    let server = "server-rendered/server.tsx";
    run(&["vite/bin/vite.js", "build", "--mode", "development", "--logLevel", "warn", "--ssr", server]);
    folder().join("built")
});

fn folder() -> PathBuf {
    place::root().join("examples/embed")
}

fn node() -> Command {
    let mut node = Command::new("node");
    node.current_dir(folder()).env("NODE_ENV", "development").env("BAOCAO_DIST", place::dist().canonicalize().unwrap());
    node
}

/// Runs a program of the packages; what it finds amiss is the message.
fn run(program: &[&str]) {
    let script = folder().join("node_modules").join(program[0]);
    assert!(script.is_file(), "{} is missing: run `npm ci` in examples/embed", script.display());
    let done = node().arg(script).args(&program[1..]).output().expect("Node.js is missing");
    let said = [done.stdout, done.stderr].map(|said| String::from_utf8_lossy(&said).into_owned());
    assert!(done.status.success(), "{program:?}:\n{}", said.concat());
}

/// The server that renders a page, and its address.
struct Renderer(Child, String);

impl Renderer {
    fn start() -> Self {
        let server = BUILT.join("server/server.js");
        let mut program = node().arg(server).env("PORT", "0").stdout(Stdio::piped()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(program.stdout.as_mut().unwrap()).read_line(&mut address).unwrap();
        Self(program, address.trim().to_owned())
    }

    fn page(&self) -> String {
        ureq::get(&self.1).call().unwrap().body_mut().read_to_string().unwrap()
    }
}

impl Drop for Renderer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Puts all files of a folder below a path.
fn put_folder(store: &mut Store, path: &str, folder: &Path) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = format!("{path}/{}", entry.file_name().to_str().unwrap());
        let kind = match path.rsplit('.').next() {
            Some("html") => "text/html",
            Some("js") => "text/javascript",
            Some("wasm") => "application/wasm",
            _ => "text/plain; charset=utf-8",
        };
        match entry.file_type().unwrap().is_dir() {
            true => put_folder(store, &path, &entry.path()),
            false => store.put(&path, kind, fs::read(entry.path()).unwrap()),
        }
    }
}

/// A page under the strictest policy, its receiver and a browser.
struct Page {
    browser: Browser,
    server: Server,
}

impl Page {
    async fn at(engine: Engine, path: &str, put: impl FnOnce(&mut Store)) -> Self {
        let server = Server::start();
        let mut store = Store::before(&server);
        put_element(&mut store, "/bao-cao");
        put(&mut store);
        let (site, browser) = (store.serve().await, Browser::start_in(engine).await);
        browser.go(&format!("{site}{path}")).await;
        Self { browser, server }
    }

    /// One that the bundler has built.
    async fn built(engine: Engine, framework: &str) -> Self {
        let put = |store: &mut Store| put_folder(store, "", &BUILT.join("pages"));
        Self::at(engine, &format!("/{framework}/index.html"), put).await
    }

    fn form(&self) -> Form<'_> {
        Form::of(&self.browser, 0)
    }

    /// Presses a button of the page, not of the form.
    async fn press(&self, text: &str) {
        let press = "const wanted = ({ textContent }) => textContent.trim() === arguments[0];
            const button = [...document.querySelectorAll('button')].find(wanted);
            button?.click();
            return Boolean(button);";
        self.browser.until(text, press, &[json!(text)]).await;
    }

    /// Waits until the page itself says what it has heard from the form.
    async fn says(&self, text: &str) {
        let says = "return document.querySelector('[role=status]').textContent.includes(arguments[0])";
        self.browser.until(text, says, &[json!(text)]).await;
    }

    /// Marks the element, to be known again.
    async fn mark(&self) {
        self.browser.run("document.querySelector('bao-cao').isTheSame = true", &[]).await;
    }

    async fn has_the_same_element(&self) {
        let same =
            "return document.querySelectorAll('bao-cao').length === 1 && document.querySelector('bao-cao').isTheSame";
        assert_eq!(self.browser.run(same, &[]).await, json!(true), "the element was made anew");
    }

    /// Everything that the page has to do with the form.
    async fn is_at_home(&self) {
        let form = self.form();
        form.open(REPORT).await;
        form.line(0).await;
        self.mark().await;
        // The page is rendered anew at every change, while the officer types on.
        form.fill(QUESTION, TYPED).await;
        self.says("Đã sửa").await;
        form.when("focused() === control(given[0])", &[json!(QUESTION)]).await;

        self.press("In English").await;
        form.shows("Check and send").await;
        form.when("all('textarea').some(({ value }) => value === given[0])", &[json!(TYPED)]).await;
        self.press("Bằng tiếng Việt").await;
        form.shows("Kiểm tra và gửi").await;
        assert_eq!(form.value(QUESTION).await, TYPED);
        self.has_the_same_element().await;

        // Out of the page and into it again.
        form.saved().await;
        self.press("Đóng báo cáo").await;
        self.browser.until("no form", "return !document.querySelector('bao-cao')", &[]).await;
        self.press("Mở báo cáo").await;
        form.open_begun(REPORT).await;
        form.line(0).await;
        assert_eq!(form.value(QUESTION).await, TYPED);

        self.sends(TYPED).await;
    }

    /// The open report is sent; the page hears of it, and there was nothing to complain of.
    async fn sends(&self, typed: &str) {
        let form = self.form();
        form.line(1).await;
        form.fill("Họ và tên người lập báo cáo", "Lò Văn Ứng").await;
        form.fill("Chức vụ", "Công chức").await;
        form.check().await;
        form.press("Gửi báo cáo").await;
        assert_eq!(form.receipt("Số biên nhận").await, "BC-000001");
        self.says("Cơ quan đã nhận: BC-000001.").await;
        let row = self.server.row();
        assert_eq!((&*row.unit, &row.body["sections"]["difficulties"]), ("phong-van-hoa-xa-hoi", &json!(typed)));
        assert_eq!(self.browser.complaints().await, [""; 0]);
    }
}

#[test]
fn the_pages_keep_to_the_types() {
    // Angular's own is checked where it is built.
    run(&["vue-tsc/bin/vue-tsc.js"]);
}

in_every_engine!(in_plain_html);

async fn in_plain_html(engine: Engine) {
    let put = |store: &mut Store| put_folder(store, "/plain", &folder().join("plain"));
    Page::at(engine, "/plain/index.html", put).await.is_at_home().await;
}

in_every_engine!(in_react);

async fn in_react(engine: Engine) {
    Page::built(engine, "react").await.is_at_home().await;
}

in_every_engine!(in_vue);

async fn in_vue(engine: Engine) {
    Page::built(engine, "vue").await.is_at_home().await;
}

in_every_engine!(in_angular);

async fn in_angular(engine: Engine) {
    Page::built(engine, "angular").await.is_at_home().await;
}

const CLIENT: &str = r#"<script type="module" src="/server-rendered/client.js"></script>"#;

/// A page that a server has rendered, with the script that takes it over or without.
async fn rendered(engine: Engine, with_client: bool) -> Page {
    let renderer = Renderer::start();
    let page = renderer.page();
    let (_, element) = page.split_once("<bao-cao ").expect("the element is in the page");
    assert!(element.contains(r#"endpoint="/api/reports""#) && element.contains("Đang mở biểu mẫu báo cáo…"), "{page}");
    assert!(page.contains(CLIENT), "{page}");
    let put = |store: &mut Store| {
        put_folder(store, "", &BUILT.join("pages"));
        store.put("/", "text/html; charset=utf-8", if with_client { page } else { page.replace(CLIENT, "") });
    };
    Page::at(engine, "/", put).await
}

in_every_engine!(in_a_page_that_a_server_has_rendered);

async fn in_a_page_that_a_server_has_rendered(engine: Engine) {
    rendered(engine, true).await.is_at_home().await;
}

in_every_engine!(a_page_that_is_taken_over_late_keeps_the_form_and_what_was_typed);

async fn a_page_that_is_taken_over_late_keeps_the_form_and_what_was_typed(engine: Engine) {
    let page = rendered(engine, false).await;
    let form = page.form();
    form.open(REPORT).await;
    form.line(0).await;
    form.fill(QUESTION, "Chưa có").await;
    page.mark().await;
    let take_over = "import('/server-rendered/client.js').then(() => arguments[0](true))";
    page.browser.run_async(take_over, &[]).await;
    // The field still has the focus.
    page.browser.press(" ai").await;
    page.says("Đã sửa").await;
    assert_eq!(form.value(QUESTION).await, "Chưa có ai");
    page.sends("Chưa có ai").await;
    page.has_the_same_element().await;
}
