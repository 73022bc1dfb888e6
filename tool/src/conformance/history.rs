//! Asks what became of the unit's reports, as the form does.

use super::Options;
use super::check::{Check, Row, Verdict};
use super::client::{Answer, Client, Reply, seen};
use axum::http::header::{ACCEPT, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, Method};
use baocao::delivery::{MOST_OF_HISTORY, ReportHistory, ReviewState};
use baocao::finding::Severity;
use baocao::json::read_text;
use baocao::locale::Lang;
use url::Url;

/// Asks once, and once more whether anything has changed. The history is to have the report with this hash.
pub fn ask(options: &Options, client: &Client, history: &Url, hash: &str) -> Vec<Row> {
    let first = get(client, history, None);
    let told = first.as_ref().ok().filter(|answer| answer.status == 200).and_then(read);
    let has_it = told.as_ref().is_some_and(|told| told.reports.iter().any(|report| report.hash == hash));
    let mut rows =
        vec![row(Check::History, if has_it { Verdict::Yes } else { Verdict::No }, seen(&first, options.lang))];
    let Some(told) = told else { return rows };

    let tag = first.as_ref().ok().and_then(|answer| answer.headers.get(ETAG)).cloned();
    let (is_saved, said) = match tag {
        None => (false, "ETag?".to_owned()),
        Some(tag) => {
            let again = get(client, history, Some(tag));
            (again.as_ref().is_ok_and(|answer| answer.status == 304), seen(&again, options.lang))
        }
    };
    rows.push(row(Check::HistoryUnchanged, if is_saved { Verdict::Yes } else { Verdict::No }, said));

    let returned: Vec<_> = told.reports.iter().filter(|report| report.state == ReviewState::Returned).collect();
    let silent = returned.iter().find(|report| report.remarks.is_empty());
    let (verdict, said) = match (silent, returned.first()) {
        (Some(silent), _) => (Verdict::No, silent.number.clone()),
        (None, Some(first)) => (Verdict::Yes, first.number.clone()),
        (None, None) if options.lang == Lang::Vi => (Verdict::Unknown, "chưa có báo cáo nào bị trả lại".to_owned()),
        (None, None) => (Verdict::Unknown, "no report has been returned".to_owned()),
    };
    rows.push(row(Check::HistoryRemarks, verdict, said.chars().filter(|one| !one.is_control()).take(60).collect()));
    rows
}

fn get(client: &Client, history: &Url, unchanged: Option<HeaderValue>) -> Reply {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    client.log_in(&mut headers);
    if let Some(tag) = unchanged {
        headers.insert(IF_NONE_MATCH, tag);
    }
    client.send(Method::GET, history.as_str(), headers, b"")
}

/// The answer as the form reads it.
fn read(answer: &Answer) -> Option<ReportHistory> {
    let text = str::from_utf8(&answer.body).ok()?;
    read_text(text, MOST_OF_HISTORY, Severity::Warning).value
}

fn row(check: Check, verdict: Verdict, seen: String) -> Row {
    Row { check, verdict, seen }
}
