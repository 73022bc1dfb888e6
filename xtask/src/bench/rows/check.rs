//! Whether a form does the work it is measured at: shows every task, and finds every error.

use super::Lab;
use crate::bench::browser::TooLong;
use crate::bench::form::Page;
use crate::bench::site::work_path;
use crate::bench::work::{asked, required};
use anyhow::{Result, ensure};
use std::time::Duration;

/// How long a form may take for one thing here, where nothing is measured.
const PATIENCE: Duration = Duration::from_secs(600);
/// Of the four wrong answers that are given, those to questions that need none: the fourth is wrong instead of missing.
const MORE: usize = 3;
/// What is answered well must be answered.
const LESS: usize = 1;

/// Looks at all of it. An error unless all is as it should be; whether there was time to see that.
pub fn check(lab: &Lab<'_>, page: Page) -> Result<bool> {
    match look(lab, page) {
        Err(error) if error.is::<TooLong>() => Ok(false),
        looked => looked.map(|()| true),
    }
}

fn look(lab: &Lab<'_>, page: Page) -> Result<()> {
    let browser = lab.patient(PATIENCE)?;
    lab.go(&browser, &page.path())?;
    browser.ask("bench.interactive")?;
    browser.ask(&format!("bench.whole({})", page.tasks))?;
    let shown = browser.ask(&format!("bench.shown('{}')", work_path(page.tasks)))?;
    let fields = asked(page.tasks);
    ensure!(shown["missing"] == 0 && shown["fields"] == fields, "{} should show {fields}: {shown}", page.path());
    browser.ask("bench.wrong()")?;
    browser.ask("bench.send()")?;
    let (found, expected) = (browser.number("bench.found()")?, required(page.tasks) + MORE - LESS);
    ensure!(found == expected as f64, "{} should find {expected} errors, not {found}", page.path());
    Ok(())
}
