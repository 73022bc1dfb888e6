//! `cargo xtask build`: from the crate to `dist/`.
//!
//! cargo → wasm-bindgen → wasm-opt gives the wasm module and its glue, kept under `target/element/`
//! until the compiled crate changes. The scripts of `www/` are cheap and made anew each time.
//! `dist/` gets only what differs, so compressing is not repeated either.

mod bindings;
mod glue;
mod oldest;
mod order;
mod paper;
mod publish;
mod reach;
mod rest;
mod scripts;
mod split;
mod versioned;

pub use publish::{Published, compress};
pub use scripts::{ENGLISH, files};
pub use versioned::{VERSION, sums};

use crate::setup::{self, Need};
use crate::{house, process};
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;

/// The element's own files, as a page loads them; what `www/` must hold is named in `scripts`.
pub const FIRST_VIEW: [&str; 3] = ["bao-cao.js", "baocao.js", WASM];

/// The module.
const WASM: &str = "baocao_bg.wasm";

/// What is loaded after the first view.
pub const REST: [&str; 2] = ["baocao_rest.js", REST_WASM];

/// The module of it.
const REST_WASM: &str = "baocao_rest.wasm";

/// What puts reports on paper: a module of its own, loaded when somebody first wants that.
pub const PAPER: &str = "baocao_paper.wasm";

/// Builds the element and leaves it in `dist/`; what lies there, in a fixed order.
pub fn build() -> Result<Vec<Published>> {
    setup::require(&[Need::WasmTarget, Need::Node])?;
    setup::npm_packages()?;
    let _alone = alone()?;
    println!("building the element");
    let bound = bindings::optimised(&compile("baocao")?, "baocao", &rest::GATES, &folder())?;
    let staged = scripts::stage(&bound, &paper::build()?)?;
    oldest::holds(&staged)?;
    for_the_demo()?;
    publish::publish(&staged)
}

/// What pages of the demo show the form in and is not ours: the style sheet of Bootstrap.
fn for_the_demo() -> Result<()> {
    let (from, to) = ("node_modules/bootstrap/dist/css/bootstrap.min.css", house::www().join("vendor"));
    fs::create_dir_all(&to)?;
    fs::copy(house::xtask().join(from), to.join("bootstrap.min.css")).context("copying Bootstrap's style sheet")?;
    Ok(())
}

/// Builds the native program `baocao`.
pub fn build_tool() -> Result<PathBuf> {
    println!("building the program `baocao`");
    process::run(&mut process::cargo("build --profile tool -p baocao-tool"))?;
    Ok(house::tool())
}

/// Builds the module that benches run in the browser, in the very way the element is built; the folder
/// that holds it with its glue, `bench.js`.
pub fn build_bench() -> Result<PathBuf> {
    let _alone = alone()?;
    println!("building the benches' module");
    bindings::optimised(&compile("baocao-bench")?, "bench", &[], &house::target().join("bench"))
}

/// Has another build of this folder wait until this value goes: both write the same files, and one would take what the
/// other has just compiled for its own.
fn alone() -> Result<fs::File> {
    fs::create_dir_all(house::target())?;
    let lock = fs::File::create(house::target().join("element.lock"))?;
    if lock.try_lock().is_err() {
        println!("waiting for another build of the element");
        lock.lock()?;
    }
    Ok(lock)
}

/// The module before wasm-opt, which still knows its functions' names.
pub fn named_module() -> PathBuf {
    folder().join("bindgen").join("baocao_bg.wasm")
}

/// What the steps to the element leave, outside `dist/`.
fn folder() -> PathBuf {
    house::target().join("element")
}

/// The linker leaves in the module what refers to what: `reach` reads it.
fn compile(package: &str) -> Result<PathBuf> {
    let mut cargo = process::cargo("build --release --lib --target wasm32-unknown-unknown -p");
    process::run(cargo.arg(package).arg("--config").arg(anonymous_paths("--emit-relocs")))?;
    let module = package.replace('-', "_") + ".wasm";
    Ok(house::target().join("wasm32-unknown-unknown/release").join(module))
}

/// Where cargo keeps what it has fetched.
pub fn cargo_home() -> Option<PathBuf> {
    let named = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    named.or_else(|| Some(std::env::home_dir()?.join(".cargo")))
}

/// Panic messages name source files. What is published must not tell where it was built, and must
/// come out the same wherever that is.
fn anonymous_paths(links: &str) -> String {
    let registry = cargo_home().map(|home| home.join("registry").join("src"));
    let from = registry.iter().map(PathBuf::as_path).chain([house::root()]);
    let flags = from.map(|path| format!("'--remap-path-prefix={}=.'", path.display()));
    let flags: Vec<_> = flags.chain([format!("'-Clink-arg={links}'")]).collect();
    format!("target.wasm32-unknown-unknown.rustflags=[{}]", flags.join(","))
}
