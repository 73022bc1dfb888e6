//! What became of earlier reports: how a backend tells the form.

use crate::finding::{Finding, Severity};
use crate::json::{Limits, choice, object, parse, read_anyway};
use crate::plan::{KindId, PeriodId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Bounds of a history, and of a report that it points to.
pub const MOST_OF_HISTORY: Limits = Limits { bytes: 5_000_000, depth: 16 };

/// The earlier reports of one unit on one plan, the newest last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportHistory {
    /// Version of this format.
    pub format: HistoryFormat,
    /// As they arrived.
    pub reports: Vec<PastReport>,
}

/// Version of the history format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum HistoryFormat {
    /// The first.
    #[serde(rename = "baocao-history/1")]
    V1,
}

/// A report that arrived, and what the office made of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PastReport {
    /// The backend's number.
    pub number: String,
    /// Id of its kind.
    pub kind: KindId,
    /// Id of its period.
    pub period: PeriodId,
    /// From 1.
    pub revision: u32,
    /// What the last review made of it.
    pub state: ReviewState,
    /// What the last review said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// When it arrived, RFC 3339.
    pub received_at: String,
    /// When it was last reviewed, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_at: Option<String>,
    /// The backend's verdict; none where no day is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<bool>,
    /// SHA-256 over the report.
    pub hash: String,
    /// Where the report is, absolute or seen from the history's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Where a report is in its review.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ReviewState {
    /// It arrived, and nobody has reviewed it.
    #[default]
    Submitted,
    /// It is to be revised and sent again.
    Returned,
    /// It is as it should be; no revision is taken unless it is returned later.
    Approved,
    /// It is closed for good.
    Locked,
}

/// What an office says of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Remark {
    /// JSON Pointer into the report; none: of the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// The words.
    pub detail: String,
}

object!(ReportHistory: format, reports);
choice!(HistoryFormat: "baocao-history/1" => V1);
object!(PastReport: number, kind, period, revision, state, remarks, received_at, reviewed_at, late, hash, url);
choice!(ReviewState: "submitted" => Submitted, "returned" => Returned, "approved" => Approved, "locked" => Locked);
object!(Remark: pointer, detail);

impl ReportHistory {
    /// Reads a history. An entry that cannot be understood, of a newer backend say, is left out, so that it takes none of
    /// the others with it; what is wrong with it is said beside the history.
    ///
    /// # Errors
    /// What is wrong with the whole.
    pub fn read(text: &str) -> Result<(Self, Vec<Finding>), Vec<Finding>> {
        let root = parse(text, MOST_OF_HISTORY).map_err(|wrong| vec![*wrong])?;
        let (mut history, found) = read_anyway::<Self>(&root, text, Severity::Warning);
        let wrong: Vec<Finding> = found.into_iter().filter(Finding::is_error).collect();
        let entry = |wrong: &Finding| {
            let mut way = wrong.at.segments();
            let is_in_one = way.next().as_deref() == Some("reports");
            way.next().filter(|_| is_in_one)?.parse().ok()
        };
        let Some(left_out) = wrong.iter().map(entry).collect::<Option<BTreeSet<usize>>>() else { return Err(wrong) };
        let mut nth = 0..;
        history.reports.retain(|_| nth.next().is_none_or(|nth| !left_out.contains(&nth)));
        Ok((history, wrong))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::to_canonical;

    #[test]
    fn a_history_is_read_and_written_alike() {
        let text = "{\"format\":\"baocao-history/1\",\"reports\":[{\"hash\":\"00\",\"kind\":\"nam\",\"number\":\"BC-1\",\
            \"period\":\"2026\",\"received_at\":\"2026-06-10T12:00:00+07:00\",\"remarks\":[{\"detail\":\"Nêu rõ hơn.\",\
            \"pointer\":\"/sections/overall\"}],\"revision\":1,\"state\":\"returned\"}]}";
        let read = |text: &str| ReportHistory::read(text).ok().map(|(history, _)| history);
        let history = read(text).expect("a history");
        assert_eq!(history.reports[0].state, ReviewState::Returned);
        assert_eq!(to_canonical(&history), text);
        // A newer backend may say more.
        assert_eq!(read(&text.replace("\"hash\"", "\"mood\":1,\"hash\"")), Some(history));
        assert_eq!(read(&text.replace("history/1", "history/9")), None);
        assert_eq!(read("{\"format\":\"baocao-history/1\",\"reports\":{}}"), None);
    }

    #[test]
    fn an_entry_that_nobody_understands_takes_no_other_with_it() {
        let entry = |number: &str, state: &str| {
            format!(
                "{{\"hash\":\"00\",\"kind\":\"nam\",\"number\":{number},\"period\":\"2026\",\
                \"received_at\":\"2026-06-10T12:00:00+07:00\",\"revision\":1,\"state\":\"{state}\"}}"
            )
        };
        let entries = [entry("\"a\"", "submitted"), entry("\"b\"", "burnt"), entry("7", "locked"), "3".to_owned()];
        let all = [&entries[..], &[entry("\"c\"", "locked")]].concat().join(",");
        let (history, wrong) = ReportHistory::read(&format!("{{\"format\":\"baocao-history/1\",\"reports\":[{all}]}}"))
            .expect("a history");
        let numbers: Vec<_> = history.reports.iter().map(|report| report.number.as_str()).collect();
        assert_eq!(numbers, ["a", "c"]);
        let places: BTreeSet<_> = wrong.iter().filter_map(|wrong| wrong.at.segments().nth(1)).collect();
        assert_eq!(places.into_iter().collect::<Vec<_>>(), ["1", "2", "3"]);
    }
}
