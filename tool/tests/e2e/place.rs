//! Where the built things and the browser are; `cargo xtask test e2e` says it by environment variables.

use std::path::{Path, PathBuf};

/// The native program.
pub fn program() -> PathBuf {
    named("BAOCAO_BIN").unwrap_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_baocao")))
}

/// The folder with the built element.
pub fn dist() -> PathBuf {
    let found = named("BAOCAO_DIST").or_else(|| Some(root().join("dist")));
    need("the built element", found.filter(|dist| dist.join("bao-cao.js").is_file()))
}

/// The browser.
pub fn chromium() -> PathBuf {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    need("Chromium", named("BAOCAO_CHROMIUM").or_else(|| names.into_iter().find_map(on_path)))
}

/// The browser's driver.
pub fn chromedriver() -> PathBuf {
    need("chromedriver", named("BAOCAO_CHROMEDRIVER").or_else(|| on_path("chromedriver")))
}

/// Firefox.
pub fn firefox() -> PathBuf {
    let names = ["firefox", "firefox-esr"];
    need("Firefox", named("BAOCAO_FIREFOX").or_else(|| names.into_iter().find_map(on_path)))
}

/// Its driver.
pub fn geckodriver() -> PathBuf {
    need("geckodriver", named("BAOCAO_GECKODRIVER").or_else(|| on_path("geckodriver")))
}

/// The driver of WebKit for GTK, which brings the browser along.
pub fn webkitdriver() -> PathBuf {
    need("WebKitWebDriver", named("BAOCAO_WEBKITDRIVER").or_else(|| on_path("WebKitWebDriver")))
}

/// The program of Poppler's that reads what was printed.
pub fn pdftotext() -> PathBuf {
    need("pdftotext", named("BAOCAO_PDFTOTEXT").or_else(|| on_path("pdftotext")))
}

/// The script of axe-core, which looks for mistakes of accessibility. Where it is named, as by `cargo xtask test`, nothing goes
/// on without.
pub fn axe() -> Option<PathBuf> {
    let is_there = |path: &PathBuf| path.is_file();
    match named("BAOCAO_AXE") {
        Some(path) => Some(need("axe-core", Some(path).filter(is_there))),
        None => Some(root().join("xtask/node_modules/axe-core/axe.min.js")).filter(is_there),
    }
}

/// The script of Prototype, of which pages of old are made.
pub fn prototype() -> Option<PathBuf> {
    let found = named("BAOCAO_PROTOTYPE").or_else(|| Some("/usr/share/javascript/prototype/prototype.js".into()));
    found.filter(|path| path.is_file())
}

/// The folder that wants screenshots.
pub fn shots() -> Option<PathBuf> {
    named("BAOCAO_SHOTS")
}

/// The folder that wants the pictures of the README, from the project's folder.
pub fn pictures() -> Option<PathBuf> {
    named("BAOCAO_PICTURES").map(|folder| root().join(folder))
}

/// The folder of the whole project.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A new folder of its own under the system's temporary folder.
pub fn temporary(name: &str) -> PathBuf {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("baocao-e2e-{name}-{}-{n}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A new folder with one plan in it; it goes with this value.
pub struct PlanFolder(PathBuf);

impl PlanFolder {
    /// Writes a plan's text into a new folder.
    pub fn with(id: &str, text: &str) -> Self {
        let folder = temporary("plans");
        std::fs::write(folder.join(format!("{id}.json")), text).unwrap();
        Self(folder)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for PlanFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The text of an example plan.
pub fn plan(id: &str) -> String {
    std::fs::read_to_string(root().join(format!("examples/plans/{id}.json"))).unwrap()
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path).map(|folder| folder.join(&file)).find(|found: &PathBuf| Path::is_file(found))
}

fn need(what: &str, found: Option<PathBuf>) -> PathBuf {
    found.unwrap_or_else(|| panic!("{what} is missing: run `cargo xtask test e2e`"))
}
