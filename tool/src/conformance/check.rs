//! What is looked at, in the order of the table.

use baocao::locale::Lang;

/// Whether the form works without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// A backend without it loses, doubles or mixes up reports, or cannot be used.
    Required,
    /// The officer or the page is better served with it.
    Optional,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is so.
    Yes,
    /// It is not.
    No,
    /// The answers do not tell.
    Unknown,
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What was looked at.
    pub check: Check,
    /// What was found.
    pub verdict: Verdict,
    /// What it was found by, for people.
    pub seen: String,
}

macro_rules! checks {
    ($($(#[$doc:meta])* $name:ident: $level:ident, $id:literal, $vi:literal, $en:literal;)*) => {
        /// One thing that the contract asks or offers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Check { $($(#[$doc])* $name,)* }

        impl Check {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Whether the form works without it.
            pub fn level(self) -> Level {
                match self { $(Self::$name => Level::$level,)* }
            }

            /// A stable name, for programs.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// What it is, for people.
            pub fn says(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Self::$name, Lang::Vi) => $vi, (Self::$name, Lang::En) => $en,)* }
            }
        }
    };
}

checks! {
    /// Any 2xx.
    Accepts: Required, "accepts", "nhận báo cáo (2xx)", "takes a report (2xx)";
    /// One key is one report.
    SameAgain: Required, "same-again", "gửi lại cùng khóa, cùng nội dung: 2xx, cùng số", "same key and body again: 2xx, same number";
    /// One key is not two reports.
    OtherBody: Required, "other-body", "cùng khóa, khác nội dung: từ chối (422, 409)", "same key, another body: refused (422, 409)";
    /// Uniqueness holds where two requests come at once.
    Race: Required, "race", "hai yêu cầu cùng lúc, cùng khóa: một số", "two requests at once with one key: one number";
    /// Who may report for whom.
    ForeignUnit: Required, "foreign-unit", "báo cáo của đơn vị khác: 403", "a report of another unit: 403";
    /// Who it is.
    NoLogin: Required, "no-login", "chưa đăng nhập: 401 hoặc 403", "not logged in: 401 or 403";
    /// Text that is not JSON.
    NotJson: Required, "not-json", "không phải JSON: 4xx", "not JSON: 4xx";
    /// JSON that is no report.
    NoReport: Required, "no-report", "JSON không phải báo cáo: 4xx", "JSON that is no report: 4xx";
    /// A bound that is told.
    Large: Required, "large", "trên 5 MB: 413, hoặc nhận", "over 5 MB: 413, or taken";
    /// No page where an answer belongs.
    NoPage: Required, "no-page", "không trả trang HTML kèm mã 2xx", "no HTML page under 2xx";
    /// No redirect.
    NoRedirect: Required, "no-redirect", "không chuyển hướng", "no redirect";
    /// Answers before the form gives up.
    InTime: Required, "in-time", "trả lời trong thời hạn", "answers in time";
    /// The page may ask from where it is.
    Cors: Required, "cors", "trang ở gốc khác gửi được (CORS)", "a page of another origin may send (CORS)";
    /// The key as a bare text.
    BareKey: Optional, "bare-key", "khóa gửi không có dấu ngoặc kép là cùng một khóa", "the key without quotes is the same key";
    /// Only what is said to be JSON.
    ContentType: Optional, "content-type", "Content-Type khác JSON: 415", "another Content-Type: 415";
    /// RFC 9457.
    Problem: Optional, "problem", "từ chối bằng application/problem+json", "refuses with application/problem+json";
    /// Where a mistake is.
    Pointers: Optional, "pointers", "nêu vị trí chỗ sai trong báo cáo", "names the place of a mistake";
    /// What the officer is shown.
    Receipt: Optional, "receipt", "biên nhận: number, received_at, late đúng kiểu", "receipt: number, received_at, late of the right types";
    /// What time it is there.
    Date: Optional, "date", "có tiêu đề Date", "a Date header";
    /// Byte for byte.
    KeptAsSent: Optional, "kept-as-sent", "lưu nguyên văn báo cáo", "keeps the body as it came";
    /// A file can be announced.
    UploadStart: Optional, "upload-start", "tệp: báo trước rồi được nơi gửi (Location)", "files: begins an upload, and says where (Location)";
    /// What arrived before the line broke need not come again.
    UploadResume: Optional, "upload-resume", "tệp: gửi tiếp từ chỗ bị ngắt", "files: goes on where an upload broke off";
    /// No piece twice, and none left out.
    UploadOffset: Optional, "upload-offset", "tệp: phần sai vị trí: 409, nêu vị trí đúng", "files: a piece at a wrong offset: 409, the right one";
    /// What arrived is what was sent.
    UploadDigest: Optional, "upload-digest", "tệp: sai mã băm: từ chối", "files: one that is not what its hash says: refused";
    /// A bound that is told.
    UploadLarge: Optional, "upload-large", "tệp: 1 TB: từ chối (413)", "files: one of 1 TB: refused (413)";
    /// The report and its files come together.
    UploadNamed: Optional, "upload-named", "tệp: nhận báo cáo nêu tệp đã tải lên (url)", "files: takes a report that names one by its url";
    /// What became of reports.
    History: Optional, "history", "lịch sử: đúng dạng, có báo cáo vừa gửi", "history: is one, and has the report";
    /// An answer that costs nothing.
    HistoryUnchanged: Optional, "history-unchanged", "lịch sử: ETag, không đổi thì 304", "history: an ETag, and 304 where nothing changed";
    /// Why a report is to be revised.
    HistoryRemarks: Optional, "history-remarks", "lịch sử: báo cáo bị trả lại có ý kiến", "history: a returned report has remarks";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_docs_show_every_line() {
        let docs = [
            (Lang::En, include_str!("../../../docs/backend.md")),
            (Lang::Vi, include_str!("../../../docs/backend.vi.md")),
        ];
        for (lang, page) in docs {
            for check in Check::ALL {
                let line = format!("  {}  ", check.says(lang));
                assert!(page.contains(&line), "docs/backend: the table has no line{line}");
            }
        }
    }

    #[test]
    fn no_two_have_one_name() {
        let mut names: Vec<_> = Check::ALL.iter().map(|check| check.id()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Check::ALL.len());
    }
}
