//! The pages and plans that are measured, each with a brotli copy beside it.

use super::plan::{Plan, UNIT};
use super::{plain, server};
use crate::{house, process};
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};

/// How many tasks there are in the reports that are opened.
pub const FEW: usize = 57;
/// How many in the long ones.
pub const MANY: usize = 1_000;
/// Units of a plan whose reports are opened.
const UNITS: usize = 40;
/// Units of the plan that is only read.
pub const MOST_UNITS: usize = 5_000;

/// A page that is opened.
#[derive(Clone, Copy, PartialEq)]
pub enum Page {
    /// The element with a plan of so many tasks.
    Ours(usize),
    /// A plain form.
    Plain(usize),
    /// A plain form with `content-visibility: auto`.
    Auto(usize),
}

impl Page {
    /// Its path on the server.
    pub fn path(self) -> String {
        match self {
            Self::Ours(tasks) => format!("/ours-{tasks}.html"),
            Self::Plain(tasks) => format!("/plain-{tasks}.html"),
            Self::Auto(tasks) => format!("/auto-{tasks}.html"),
        }
    }
}

/// The path of the plan with so many units and tasks.
pub fn plan_path(units: usize, tasks: usize) -> String {
    format!("/plan-{units}-{tasks}.json")
}

/// The path of the plan behind [`Page::Ours`].
pub fn opened_plan(tasks: usize) -> String {
    plan_path(UNITS, tasks)
}

/// Where a page of the same origin is that holds nothing.
pub const EMPTY: &str = "/empty.html";

/// Writes all of it into a folder.
pub fn write(folder: &Path) -> Result<PathBuf> {
    println!("writing the pages");
    fs::create_dir_all(folder)?;
    let mut files = vec![
        (EMPTY.to_owned(), "<!doctype html><title>-</title><link rel=\"icon\" href=\"data:,\">".to_owned()),
        (plan_path(MOST_UNITS, MANY), Plan::new(MOST_UNITS, MANY).json()),
    ];
    for tasks in [FEW, MANY] {
        let plan = Plan::new(UNITS, tasks);
        files.push((Page::Plain(tasks).path(), plain::form(&plan, false)));
        files.push((Page::Auto(tasks).path(), plain::form(&plan, true)));
        files.push((Page::Ours(tasks).path(), ours(tasks)));
        files.push((opened_plan(tasks), plan.json()));
    }
    let mut fresh = Vec::new();
    for (path, text) in files {
        let file = folder.join(path.trim_start_matches('/'));
        if !server::packed(&file).is_file() || fs::read(&file)? != text.as_bytes() {
            fs::write(&file, text)?;
            fresh.push(file);
        }
    }
    if !fresh.is_empty() {
        process::run(process::command("node").arg(house::xtask().join("compress.mjs")).args(fresh))?;
    }
    Ok(folder.to_owned())
}

/// The element on a page, as README.md shows it.
fn ours(tasks: usize) -> String {
    let plan = opened_plan(tasks);
    format!(
        "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Báo cáo kết quả</title>\
         <link rel=\"icon\" href=\"data:,\"><script type=\"module\" src=\"/dist/bao-cao.js\"></script></head>\
         <body><bao-cao plan=\"{plan}\" unit=\"{UNIT}\" endpoint=\"/api/reports\" lang=\"vi\">\
         <p>Đang mở biểu mẫu báo cáo…</p></bao-cao></body></html>"
    )
}
