//! The browsers that tests run in, and Chromium's WebDriver.

use super::apt;
use crate::process;
use anyhow::{Context, Result};
use std::path::PathBuf;

/// Chromium, or Chrome, which is as good.
pub fn chromium() -> Result<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let places = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
    ];
    provide(&names, &places, "chromium")
}

/// The WebDriver of the same version.
pub fn chromedriver() -> Result<PathBuf> {
    provide(&["chromedriver"], &[], "chromium-driver")
}

/// Firefox.
pub fn firefox() -> Result<PathBuf> {
    let places = ["/Applications/Firefox.app/Contents/MacOS/firefox", r"%ProgramFiles%\Mozilla Firefox\firefox.exe"];
    provide(&["firefox", "firefox-esr"], &places, "firefox-esr")
}

/// The WebDriver of WebKit for GTK, which brings the browser along.
pub fn webkit() -> Result<PathBuf> {
    provide(&["WebKitWebDriver"], &[], "webkit2gtk-driver")
}

/// An X server without a screen.
pub fn xvfb() -> Result<PathBuf> {
    provide(&["Xvfb"], &[], "xvfb")
}

fn provide(names: &[&str], places: &[&str], package: &str) -> Result<PathBuf> {
    let found = || {
        let named = names.iter().find_map(|name| process::on_path(name));
        named.or_else(|| places.iter().map(|place| expand(place)).find(|place| place.is_file()))
    };
    if let Some(found) = found() {
        return Ok(found);
    }
    apt::install(package)?;
    found().with_context(|| format!("package {package} brought no program"))
}

/// Windows keeps programs where `%VARIABLE%` says.
fn expand(place: &str) -> PathBuf {
    let known = place.strip_prefix('%').and_then(|rest| rest.split_once('%'));
    match known.and_then(|(variable, rest)| Some((std::env::var(variable).ok()?, rest))) {
        Some((folder, rest)) => PathBuf::from(folder + rest),
        None => PathBuf::from(place),
    }
}
