//! What is measured, one file for each kind of figure.

pub mod check;
pub mod core;
pub mod loaded;
pub mod obligations;
pub mod opening;
pub mod typing;
pub mod visit;

use super::browser::{Browser, Driver, LIMIT};
use super::form::{Form, Page};
use super::server::Server;
use super::site::{EMPTY, opened_plan};
use super::work::UNIT;
use anyhow::{Result, ensure};
use std::time::Duration;

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
    pub fn browser(&self) -> Result<Browser> {
        self.patient(LIMIT)
    }

    /// The same, which waits so long for one thing.
    fn patient(&self, limit: Duration) -> Result<Browser> {
        let browser = self.driver.browser(limit)?;
        self.go(&browser, EMPTY)?;
        Ok(browser)
    }

    /// Goes to a path of the server.
    pub fn go(&self, browser: &Browser, path: &str) -> Result<()> {
        browser.go(&self.server.url(path))
    }

    /// Has a page in whose first text one can type; after how many milliseconds that was so.
    fn open(&self, browser: &Browser, page: Page) -> Result<f64> {
        let is_filled = page.form == Form::Filled;
        if is_filled {
            browser.ask(&format!("bench.keep('{}', '{UNIT}')", opened_plan(page.tasks)))?;
        }
        self.go(browser, &page.path())?;
        let opened = browser.number("bench.interactive")?;
        browser.ask(&format!("bench.whole({})", page.tasks))?;
        let value = browser.ask("bench.field().value")?;
        let has_answer = value.as_str().is_some_and(|value| value.len() > 1);
        ensure!(has_answer == is_filled, "{} shows {value} in its first text", page.path());
        browser.ask("bench.focus()")?;
        Ok(opened)
    }
}
