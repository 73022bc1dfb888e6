//! The steps of the tests, in their order.

use super::screen::Screen;
use super::tally::Outcome;
use crate::process::{self, cargo};
use crate::setup::{self, Need, Toolbox};
use crate::{build, dist, house, size};
use anyhow::Result;
use std::process::{Command, ExitCode};

/// One thing that is checked.
pub struct Step {
    /// The part of the tests it belongs to.
    pub part: &'static str,
    /// What it says of itself.
    pub says: &'static str,
    /// Without these it fails, or is skipped if the missing one is optional.
    pub needs: &'static [Need],
    /// Without these it tests less.
    pub welcome: &'static [Need],
    /// Whether the next step need not wait for it: two browsers wait for their pages more than for the machine.
    pub is_beside_next: bool,
    act: fn(&Toolbox) -> Result<Outcome>,
}

const fn step(
    part: &'static str,
    says: &'static str,
    needs: &'static [Need],
    act: fn(&Toolbox) -> Result<Outcome>,
) -> Step {
    Step { part, says, needs, welcome: &[], is_beside_next: false, act }
}

/// The parts that can be asked for by name.
pub const PARTS: [&str; 7] = ["lint", "native", "browser", "e2e", "package", "size", BY_HAND];

/// The part that runs only where it is asked for: it takes an hour and more, and the machine for itself.
pub const BY_HAND: &str = "long";

use Need::*;

/// All there is to check.
pub const STEPS: [Step; 31] = [
    step("lint", "check the formatting", &[Linters], formatting),
    step("lint", "run clippy for the host", &[Linters], clippy_host),
    step("lint", "run clippy for wasm32", &[Linters, WasmTarget], clippy_wasm),
    step("lint", "run clippy for what puts reports on paper", &[Linters, WasmTarget], clippy_paper),
    step("lint", "build the documentation for the host", &[], docs_host),
    step("lint", "build the documentation for wasm32", &[WasmTarget], docs_wasm),
    step("native", "test the library natively", &[], library),
    step("native", "test the program natively", &[], program),
    step("browser", "compile the tests of the element", &[WasmTarget], element),
    step("browser", "test the element in Firefox", &[WasmTarget, WasmPack, Bindgen, Firefox, Geckodriver], firefox),
    step("browser", "test the element in Chromium", &[WasmTarget, WasmPack, Bindgen, Chromium, Chromedriver], chromium)
        .beside_the_next(),
    step("browser", "test the element in WebKit", &[WasmTarget, WasmPack, Bindgen, Webkit, Xvfb], webkit),
    step(
        "e2e",
        "test page, receiver and browser as one",
        &[WasmTarget, Node, Chromium, Chromedriver, Poppler],
        end_to_end,
    )
    .welcoming(&[Postgres, Prototype]),
    step(
        "e2e",
        "test page, receiver and browser as one in Firefox",
        &[WasmTarget, Node, Firefox, Geckodriver],
        in_firefox,
    )
    .welcoming(&[Prototype]),
    step("e2e", "test page, receiver and browser as one in WebKit", &[WasmTarget, Node, Webkit, Xvfb], in_webkit)
        .welcoming(&[Prototype]),
    step("e2e", "try the sample receiver in PHP", &[Php, Chromium, Chromedriver], php),
    step("e2e", "try the same with MariaDB", &[Php, Mariadb], mariadb),
    step("e2e", "try the sample receiver with FastAPI", &[Fastapi, Chromium, Chromedriver], fastapi),
    step("e2e", "try the sample receiver with Django", &[Django, Chromium, Chromedriver], django),
    step("package", "hold the package against what it promises", &[WasmTarget, Node], package),
    step("size", "check the size budget", &[WasmTarget, Node], budget),
    step(BY_HAND, "let every commune report, and cut the power", &[], load).welcoming(&[Postgres]),
    step(BY_HAND, "read changed texts, a minute for each reader", &[], changed_texts),
    step(BY_HAND, "build the element for portals", &[WasmTarget, Node], built_element),
    step(BY_HAND, "report over a line that stalls for a minute", &[Chromium, Chromedriver], stalled_line),
    step(BY_HAND, "type for two hours, and come and go 500 times", &[Chromium, Chromedriver], long_sessions),
    step(BY_HAND, "report in WordPress", &[Wordpress, Php, Mariadb, Chromium, Chromedriver], wordpress),
    step(BY_HAND, "report in DokuWiki", &[Dokuwiki, Php, Chromium, Chromedriver], dokuwiki),
    step(BY_HAND, "report in a site of Django", &[Django, Chromium, Chromedriver], django_site),
    step(BY_HAND, "open the report on paper in LibreOffice", &[Libreoffice], printed_pages),
    step(BY_HAND, "build the package in two places", &[WasmTarget, Node], twice),
];

impl Step {
    const fn welcoming(mut self, welcome: &'static [Need]) -> Self {
        self.welcome = welcome;
        self
    }

    const fn beside_the_next(mut self) -> Self {
        self.is_beside_next = true;
        self
    }

    /// What it would test more with, and why that is not there.
    pub fn does_without(&self, toolbox: &Toolbox) -> Vec<String> {
        self.welcome.iter().filter_map(|&need| toolbox.path(need).err().map(|why| format!("{why:#}"))).collect()
    }

    /// Runs it if what it needs is there.
    pub fn run(&self, toolbox: &Toolbox) -> Result<Outcome> {
        for &need in self.needs {
            match toolbox.path(need) {
                Err(advice) if need.is_optional() => {
                    return Ok(Outcome::Skipped(advice.to_string()));
                }
                found => found?,
            };
        }
        (self.act)(toolbox)
    }
}

fn formatting(_: &Toolbox) -> Result<Outcome> {
    check(&mut cargo("fmt --all --check"))
}

fn clippy_host(_: &Toolbox) -> Result<Outcome> {
    check(&mut cargo("clippy --workspace --all-targets -- -D warnings"))
}

fn clippy_wasm(_: &Toolbox) -> Result<Outcome> {
    let clippy = "clippy -p baocao -p baocao-bench --target wasm32-unknown-unknown --all-targets -- -D warnings";
    check(&mut cargo(clippy))
}

/// By itself, as it is built: beside the element it would have that one's allocator.
fn clippy_paper(_: &Toolbox) -> Result<Outcome> {
    let folder = house::target().join("paper");
    let mut cargo = cargo("clippy -p baocao-paper --target wasm32-unknown-unknown --target-dir");
    check(cargo.arg(folder).args(["--", "-D", "warnings"]))
}

fn docs_host(_: &Toolbox) -> Result<Outcome> {
    // Not every program: `baocao` would be written over the library's pages.
    check(deny_in_docs(&mut cargo("doc --workspace --no-deps --lib --bin xtask")))
}

fn docs_wasm(_: &Toolbox) -> Result<Outcome> {
    check(deny_in_docs(&mut cargo("doc -p baocao --no-deps --target wasm32-unknown-unknown")))
}

fn library(_: &Toolbox) -> Result<Outcome> {
    count(&mut cargo("test --workspace --exclude baocao-tool --no-fail-fast"))
}

fn program(_: &Toolbox) -> Result<Outcome> {
    // Its integration tests need a browser: they are a part of their own.
    let mut cargo = cargo("test -p baocao-tool --no-fail-fast --bins");
    if house::root().join("tool/src/lib.rs").is_file() {
        cargo.arg("--lib");
    }
    count(&mut cargo)
}

fn element(_: &Toolbox) -> Result<Outcome> {
    check(&mut cargo("test -p baocao --no-run --target wasm32-unknown-unknown"))
}

fn chromium(toolbox: &Toolbox) -> Result<Outcome> {
    of_engine(&mut wasm_pack(toolbox, ["--chrome", "--chromedriver"], Chromedriver)?, "Chromium: ")
}

fn firefox(toolbox: &Toolbox) -> Result<Outcome> {
    of_engine(&mut wasm_pack(toolbox, ["--firefox", "--geckodriver"], Geckodriver)?, "Firefox: ")
}

/// WebKit for GTK stands for Safari; it has no mode without a screen.
fn webkit(toolbox: &Toolbox) -> Result<Outcome> {
    let screen = Screen::start(toolbox.path(Xvfb)?)?;
    let mut command = wasm_pack(toolbox, ["--safari", "--safaridriver"], Webkit)?;
    of_engine(command.env("DISPLAY", &screen.display), "WebKit: ")
}

fn of_engine(command: &mut Command, label: &str) -> Result<Outcome> {
    let (success, output) = process::tee(command, label)?;
    Ok(Outcome::of_tests(success, &output))
}

fn wasm_pack(toolbox: &Toolbox, engine: [&str; 2], driver: Need) -> Result<Command> {
    let wasm_pack = toolbox.path(WasmPack)?;
    let mut command = process::command(wasm_pack);
    command.args(["test", "--headless", "--mode", "no-install"]);
    command.args(engine).arg(toolbox.path(driver)?);
    // It takes the test runner from the PATH.
    command.env("PATH", process::path_with([wasm_pack, toolbox.path(Bindgen)?])?);
    // The runner would prefer a driver named here to the one that wasm-pack names.
    command.env_remove("GECKODRIVER").env_remove("CHROMEDRIVER").env_remove("SAFARIDRIVER");
    // Its own limits, 20 and 5 seconds, are for machines that do nothing else.
    command.env("WASM_BINDGEN_TEST_TIMEOUT", "900").env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60");
    Ok(command)
}

fn end_to_end(toolbox: &Toolbox) -> Result<Outcome> {
    let tests = house::root().join("tool/tests").read_dir();
    let any = tests.into_iter().flatten().flatten().any(|entry| {
        let path = entry.path();
        path.extension().is_some_and(|extension| extension == "rs") || path.join("main.rs").is_file()
    });
    if !any {
        return Ok(Outcome::Skipped("tool/tests holds no test".to_owned()));
    }
    setup::frameworks()?;
    build::build()?;
    let mut cargo = cargo("test -p baocao-tool --no-fail-fast --test");
    cargo.args(["*", "--", "--skip", "samples::php"]);
    // The samples that need something of their own are steps of their own.
    cargo.args(["--skip", "samples::fastapi", "--skip", "samples::django"]);
    with_postgres(&mut cargo, toolbox);
    if let Ok(prototype) = toolbox.path(Prototype) {
        cargo.env("BAOCAO_PROTOTYPE", prototype);
    }
    cargo.env("BAOCAO_PDFTOTEXT", toolbox.path(Poppler)?);
    count(with_browser(&mut cargo, toolbox)?)
}

/// The flows that need none of Chromium's developer tools, with the element that a step before has built.
fn in_firefox(toolbox: &Toolbox) -> Result<Outcome> {
    let mut cargo = flows("in_firefox")?;
    cargo.env("BAOCAO_FIREFOX", toolbox.path(Firefox)?).env("BAOCAO_GECKODRIVER", toolbox.path(Geckodriver)?);
    of_engine(&mut cargo, "Firefox: ")
}

/// One after another: where two windows share a screen without a window manager, only one has the focus.
fn in_webkit(toolbox: &Toolbox) -> Result<Outcome> {
    let screen = Screen::start(toolbox.path(Xvfb)?)?;
    let mut cargo = flows("in_webkit")?;
    cargo.args(["--test-threads", "1"]).env("DISPLAY", &screen.display);
    of_engine(cargo.env("BAOCAO_WEBKITDRIVER", toolbox.path(Webkit)?), "WebKit: ")
}

fn flows(engine: &str) -> Result<Command> {
    let mut cargo = cargo(&format!("test -p baocao-tool --no-fail-fast --test e2e -- --ignored {engine}"));
    cargo.env("BAOCAO_BIN", build::build_tool()?).env("BAOCAO_DIST", house::dist());
    Ok(cargo)
}

fn php(toolbox: &Toolbox) -> Result<Outcome> {
    let mut cargo = sample("php");
    cargo.args(["--skip", "samples::php_with_mariadb"]).env("BAOCAO_PHP", toolbox.path(Php)?);
    count(with_browser(&mut cargo, toolbox)?)
}

fn mariadb(toolbox: &Toolbox) -> Result<Outcome> {
    let mut cargo = cargo("test -p baocao-tool --test conformance -- samples::php_with_mariadb");
    count(cargo.env("BAOCAO_PHP", toolbox.path(Php)?).env("BAOCAO_MARIADBD", toolbox.path(Mariadb)?))
}

fn fastapi(toolbox: &Toolbox) -> Result<Outcome> {
    count(with_browser(sample("fastapi").env("BAOCAO_PYTHON", toolbox.path(Fastapi)?), toolbox)?)
}

fn django(toolbox: &Toolbox) -> Result<Outcome> {
    count(with_browser(sample("django").env("BAOCAO_PYTHON", toolbox.path(Django)?), toolbox)?)
}

/// Against the contract, and with the element.
fn sample(name: &str) -> Command {
    let mut cargo = cargo("test -p baocao-tool --no-fail-fast --test conformance --test e2e --");
    cargo.arg(format!("samples::{name}"));
    cargo
}

/// The program, the element that a step before has built, and the browser.
fn with_browser<'c>(cargo: &'c mut Command, toolbox: &Toolbox) -> Result<&'c mut Command> {
    cargo.env("BAOCAO_BIN", build::build_tool()?).env("BAOCAO_DIST", house::dist());
    cargo.env("BAOCAO_CHROMIUM", toolbox.path(Chromium)?);
    cargo.env("BAOCAO_AXE", house::xtask().join("node_modules/axe-core/axe.min.js"));
    Ok(cargo.env("BAOCAO_CHROMEDRIVER", toolbox.path(Chromedriver)?))
}

fn built_element(_: &Toolbox) -> Result<Outcome> {
    build::build().map(|_| Outcome::PASSED)
}

fn stalled_line(toolbox: &Toolbox) -> Result<Outcome> {
    let mut cargo = cargo("test -p baocao-tool --test e2e -- --ignored faults::wire");
    count(with_browser(&mut cargo, toolbox)?)
}

/// One after another: each measures what its browser holds.
fn long_sessions(toolbox: &Toolbox) -> Result<Outcome> {
    let mut cargo = cargo("test -p baocao-tool --test e2e -- --ignored --nocapture --test-threads 1 long_sessions");
    count(with_browser(&mut cargo, toolbox)?)
}

fn wordpress(toolbox: &Toolbox) -> Result<Outcome> {
    let mut cargo = portal("wordpress");
    cargo.env("BAOCAO_WORDPRESS", toolbox.path(Wordpress)?).env("BAOCAO_MARIADBD", toolbox.path(Mariadb)?);
    count(with_browser(cargo.env("BAOCAO_PHP", toolbox.path(Php)?), toolbox)?)
}

fn dokuwiki(toolbox: &Toolbox) -> Result<Outcome> {
    let mut cargo = portal("dokuwiki");
    cargo.env("BAOCAO_DOKUWIKI", toolbox.path(Dokuwiki)?).env("BAOCAO_PHP", toolbox.path(Php)?);
    count(with_browser(&mut cargo, toolbox)?)
}

fn django_site(toolbox: &Toolbox) -> Result<Outcome> {
    count(with_browser(portal("django").env("BAOCAO_PYTHON", toolbox.path(Django)?), toolbox)?)
}

fn portal(name: &str) -> Command {
    cargo(&format!("test -p baocao-tool --test portals -- --ignored {name}"))
}

fn load(toolbox: &Toolbox) -> Result<Outcome> {
    let tool = build::build_tool()?;
    let mut cargo = cargo("test -p baocao-tool --test load -- --ignored --nocapture --test-threads 1");
    cargo.env("BAOCAO_BIN", tool);
    with_postgres(&mut cargo, toolbox);
    count(&mut cargo)
}

/// Where there is none, the tests say so and go on without.
fn with_postgres(cargo: &mut Command, toolbox: &Toolbox) {
    if let Ok(programs) = toolbox.path(Postgres) {
        cargo.env("BAOCAO_POSTGRES", programs);
    }
}

fn budget(_: &Toolbox) -> Result<Outcome> {
    let kept = size::report()? == ExitCode::SUCCESS;
    Ok(if kept { Outcome::PASSED } else { Outcome::FAILED })
}

/// One after another: of several that start for the first time on a machine LibreOffice lets one crash.
fn printed_pages(toolbox: &Toolbox) -> Result<Outcome> {
    let mut cargo =
        cargo("test -p baocao-paper --no-fail-fast --test pages --test office -- --ignored --test-threads 1");
    count(cargo.env("BAOCAO_SOFFICE", toolbox.path(Libreoffice)?))
}

fn package(_: &Toolbox) -> Result<Outcome> {
    dist::check::check().map(|(success, output)| Outcome::of_node(success, &output))
}

fn twice(_: &Toolbox) -> Result<Outcome> {
    dist::twice::twice().map(|()| Outcome::PASSED)
}

fn changed_texts(_: &Toolbox) -> Result<Outcome> {
    let mut cargo = cargo("test --workspace --no-fail-fast --test fuzz -- --nocapture --test-threads 2");
    count(cargo.env("BAOCAO_FUZZ_SECONDS", "60"))
}

fn deny_in_docs(cargo: &mut Command) -> &mut Command {
    cargo.env("RUSTDOCFLAGS", "-D warnings")
}

/// For a command that only succeeds or fails.
fn check(command: &mut Command) -> Result<Outcome> {
    process::run(command).map(|()| Outcome::PASSED)
}

/// For a command that runs tests.
fn count(command: &mut Command) -> Result<Outcome> {
    of_engine(command, "")
}
