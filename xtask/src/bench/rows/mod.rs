//! What is measured, one file for each kind of figure.

pub mod core;
pub mod memory;
pub mod obligations;
pub mod opening;
pub mod size;
pub mod typing;

use super::browser::{Browser, Driver};
use super::plan::UNIT;
use super::server::Server;
use super::site::{EMPTY, Page, opened_plan};
use anyhow::{Result, ensure};

/// What the measurements need.
pub struct Lab<'a> {
    /// Starts browsers.
    pub driver: &'a Driver,
    /// Has the pages.
    pub server: &'a Server,
    /// How often to measure.
    pub rounds: usize,
}

impl Lab<'_> {
    /// A new browser on an empty page of the server.
    fn browser(&self) -> Result<Browser> {
        let browser = self.driver.browser()?;
        self.go(&browser, EMPTY)?;
        Ok(browser)
    }

    /// Goes to a path of the server.
    fn go(&self, browser: &Browser, path: &str) -> Result<()> {
        browser.go(&self.server.url(path))
    }

    /// A new browser with a page in whose first text one can type. With `filled` the element finds a draft that
    /// answers every question.
    fn opened(&self, page: Page, filled: bool) -> Result<Browser> {
        let browser = self.browser()?;
        if let Page::Ours(tasks) = page
            && filled
        {
            browser.ask(&format!("bench.keep('{}', '{UNIT}')", opened_plan(tasks)))?;
        }
        self.go(&browser, &page.path())?;
        browser.ask("bench.interactive")?;
        let value = browser.ask("bench.field().value")?;
        let is_filled = value.as_str().is_some_and(|value| value.len() > 1);
        ensure!(is_filled == filled, "{} shows {value} in its first text", page.path());
        browser.ask("bench.focus()")?;
        Ok(browser)
    }
}
