//! What became of earlier reports: how a backend tells the form.

use crate::json::{choice, object};
use crate::plan::{KindId, PeriodId};
use serde::{Deserialize, Serialize};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;
    use crate::json::{Limits, read_text, to_canonical};

    #[test]
    fn a_history_is_read_and_written_alike() {
        let text = "{\"format\":\"baocao-history/1\",\"reports\":[{\"hash\":\"00\",\"kind\":\"nam\",\"number\":\"BC-1\",\
            \"period\":\"2026\",\"received_at\":\"2026-06-10T12:00:00+07:00\",\"remarks\":[{\"detail\":\"Nêu rõ hơn.\",\
            \"pointer\":\"/sections/overall\"}],\"revision\":1,\"state\":\"returned\"}]}";
        let read = |text: &str| read_text::<ReportHistory>(text, Limits::default(), Severity::Warning).value;
        let history = read(text).expect("a history");
        assert_eq!(history.reports[0].state, ReviewState::Returned);
        assert_eq!(to_canonical(&history), text);
        // A newer backend may say more; a state that nobody knows is none.
        assert_eq!(read(&text.replace("\"hash\"", "\"mood\":1,\"hash\"")), Some(history));
        assert_eq!(read(&text.replace("returned", "burnt")), None);
    }
}
