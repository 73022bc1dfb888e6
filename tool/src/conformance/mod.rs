//! `baocao conformance`: holds a backend against the contract of `docs/backend.md`, over HTTP.
//!
//! [`arguments`] reads the command line, [`check`] is the list of what is looked at, [`trial`] asks the backend and
//! judges, [`uploads`] brings files, [`history`] asks what became of reports, [`cors`] asks as a browser does,
//! [`report`] makes what is sent and [`key`] its keys, [`client`] sends it, [`receipt`] reads the answer, [`table`]
//! prints what came out. What is sent is real for the backend: every report carries [`report::MARK`] as its `client`.

pub mod arguments;
pub mod check;
pub mod client;
pub mod cors;
pub mod history;
pub mod key;
pub mod receipt;
pub mod report;
pub mod table;
pub mod trial;
pub mod uploads;

use crate::cli::Outcome;
use axum::http::{HeaderName, HeaderValue};
use baocao::locale::Lang;
use baocao::plan::UnitId;
use client::Client;
use report::Reports;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;
use trial::Trial;
use url::Url;

/// Which backend, and what it needs to be told.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where reports are posted.
    pub url: Url,
    /// What the page would add to each request, such as `Authorization`.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// What to send.
    pub source: Source,
    /// Where an accepted report can be read; `{number}` stands for its number.
    pub read: Option<String>,
    /// Where files are uploaded to.
    pub uploads: Option<Url>,
    /// Where the unit learns what became of its reports.
    pub history: Option<Url>,
    /// The origin of the page, if it is another than the backend's.
    pub origin: Option<HeaderValue>,
    /// How long an answer may take.
    pub timeout: Duration,
    /// For programs instead of people.
    pub json: bool,
    /// The language of the table.
    pub lang: Lang,
}

/// Where the report that is sent comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A report in a file, one that this backend takes.
    File(PathBuf),
    /// A small example, of this unit if one is named.
    Example(Option<UnitId>),
}

/// Asks the backend and prints what it supports.
///
/// # Errors
/// When the report cannot be had, the backend cannot be reached, or the output cannot be written.
pub fn run(options: &Options, out: &mut dyn Write) -> io::Result<Outcome> {
    let reports = Reports::of(&options.source, options.lang).map_err(io::Error::other)?;
    eprintln!("{}", notice(options));
    let client = Client::new(options);
    let rows = Trial::new(options, &client, reports).run().map_err(io::Error::other)?;
    if options.json {
        table::json(options, &rows, out)?;
    } else {
        table::text(options.lang, &rows, out)?;
    }
    Ok(if table::conforms(&rows) { Outcome::Well } else { Outcome::Mistakes })
}

/// Said before anything is sent.
fn notice(options: &Options) -> String {
    let (url, mark) = (&options.url, report::MARK);
    match options.lang {
        Lang::Vi => format!(
            "Gửi báo cáo thử tới {url}. Hệ thống nhận sẽ lưu như báo cáo thật; các báo cáo này có \"client\": \"{mark}\", xong việc thì xóa."
        ),
        Lang::En => format!(
            "Sending trial reports to {url}. The backend keeps them as real ones; they carry \"client\": \"{mark}\". Delete them afterwards."
        ),
    }
}
