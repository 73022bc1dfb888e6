//! Refusals as `application/problem+json` (RFC 9457).

use super::store;
use axum::Json;
use axum::http::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use baocao::finding::{Code, Finding, Pointer};
use baocao::locale::{self, Lang, file_size};
use serde::Serialize;
use std::io;

/// Why a request is refused.
#[derive(Debug)]
pub enum Problem {
    /// Not JSON, or not what the address takes.
    Malformed(Vec<Finding>),
    /// The body is larger than the limit.
    TooLarge,
    /// The body stopped coming, or came too slowly.
    TooSlow,
    /// The body is not said to be JSON.
    NotJson,
    /// No `Idempotency-Key`, or not one that can be kept.
    NoKey,
    /// A `Report-Signature` that cannot be kept.
    NoSignature,
    /// No token, or none that is known.
    NoToken,
    /// The token is not for this unit or plan.
    Foreign,
    /// No plan of this id; the finding says which.
    UnknownPlan(Box<Finding>),
    /// The report does not pass the checks.
    Invalid(Vec<Finding>),
    /// The key has come with another report.
    KeyReused,
    /// No revision is taken any more: what was sent is approved or locked.
    Locked,
    /// This revision, or a later one, is here already.
    OtherVersion,
    /// A locked report takes no further review.
    ReviewClosed,
    /// Too many requests; one more is answered after so many seconds.
    TooMany(u64),
    /// The headers do not say which file comes, or which piece of it.
    NoUpload,
    /// A file, or a piece of one, is larger than the limit.
    FileTooLarge,
    /// The piece is not the next one: so many bytes are here.
    OtherOffset(u64),
    /// The piece goes beyond what was announced.
    BeyondLength,
    /// What came is not what its hash says; it is to be uploaded anew.
    OtherDigest,
    /// The unit's files that no report names take so many bytes, and may take no more than so many.
    OverQuota {
        /// What they take.
        taken: u64,
        /// What they may take.
        quota: u64,
    },
    /// Others have the unit's files in hand for longer than a request waits.
    Busy,
    /// Nothing at this address.
    NotFound,
    /// The database cannot be reached just now; the cause goes to the log.
    Unavailable(String),
    /// The receiver's own failure; its cause goes to the log, not to the client.
    Internal(String),
}

impl From<store::Error> for Problem {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Unavailable(cause) => Self::Unavailable(cause),
            store::Error::Failed(cause) => Self::Internal(cause),
        }
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

impl Problem {
    /// Status, type (behind `urn:baocao:problem:`), title in Vietnamese and in English.
    fn kind(&self) -> (StatusCode, &'static str, &'static str, &'static str) {
        use StatusCode as S;
        match self {
            Self::Malformed(_) => {
                (S::BAD_REQUEST, "malformed", "Nội dung gửi đến không đúng định dạng", "The body is malformed")
            }
            Self::TooLarge => (S::PAYLOAD_TOO_LARGE, "too-large", "Báo cáo lớn quá 5 MB", "Larger than 5 MB"),
            Self::TooSlow => (
                S::REQUEST_TIMEOUT,
                "too-slow",
                "Đường truyền quá chậm nên chưa nhận đủ nội dung; hãy gửi lại",
                "The body did not come in time; please send it again",
            ),
            Self::NotJson => {
                (S::UNSUPPORTED_MEDIA_TYPE, "not-json", "Chỉ nhận application/json", "Only application/json is taken")
            }
            Self::NoKey => (
                S::BAD_REQUEST,
                "idempotency-key-missing",
                "Thiếu Idempotency-Key (1 đến 200 ký tự ASCII nhìn thấy được)",
                "Idempotency-Key is missing (1 to 200 visible ASCII characters)",
            ),
            Self::NoSignature => (
                S::BAD_REQUEST,
                "signature-malformed",
                "Report-Signature phải là một chuỗi ký tự ASCII nhìn thấy được",
                "Report-Signature must be one text of visible ASCII characters",
            ),
            Self::NoToken => (
                S::UNAUTHORIZED,
                "no-token",
                "Chưa đăng nhập hoặc phiên đăng nhập đã hết",
                "Not logged in, or the login has expired",
            ),
            Self::Foreign => (
                S::FORBIDDEN,
                "foreign-unit",
                "Không có quyền gửi hoặc xem báo cáo của đơn vị khác",
                "Reports of another unit may be neither sent nor read",
            ),
            Self::UnknownPlan(_) => (
                S::UNPROCESSABLE_ENTITY,
                "unknown-plan",
                "Nơi nhận không có kế hoạch này",
                "There is no such plan here",
            ),
            Self::Invalid(_) => {
                (S::UNPROCESSABLE_ENTITY, "invalid-report", "Báo cáo còn chỗ cần sửa", "The report needs mending")
            }
            Self::KeyReused => (
                S::UNPROCESSABLE_ENTITY,
                "idempotency-key-reused",
                "Khóa gửi này đã dùng cho một nội dung khác",
                "This Idempotency-Key came with another report before",
            ),
            Self::Locked => (
                S::FORBIDDEN,
                "locked",
                "Báo cáo kỳ này đã được duyệt hoặc đã khóa nên không nhận bản điều chỉnh",
                "The report of this period is approved or locked: no revision is taken",
            ),
            Self::OtherVersion => (
                S::CONFLICT,
                "other-version",
                "Nơi nhận đã có báo cáo này, gửi từ máy khác hoặc do người khác gửi",
                "This report is here already, sent from another device or by somebody else",
            ),
            Self::ReviewClosed => (
                S::CONFLICT,
                "review-closed",
                "Báo cáo kỳ này đã khóa nên không thay đổi trạng thái được nữa",
                "The report of this period is locked: its state does not change any more",
            ),
            Self::TooMany(_) => (
                S::TOO_MANY_REQUESTS,
                "too-many-requests",
                "Gửi quá nhiều yêu cầu, vui lòng thử lại sau ít phút",
                "Too many requests, please try again later",
            ),
            Self::NoUpload => (
                S::BAD_REQUEST,
                "upload-malformed",
                "Thiếu Upload-Length, Repr-Digest (sha-256) hoặc Upload-Offset",
                "Upload-Length, Repr-Digest (sha-256) or Upload-Offset is missing",
            ),
            Self::FileTooLarge => (
                S::PAYLOAD_TOO_LARGE,
                "file-too-large",
                "Tệp lớn quá 100 MB hoặc mỗi lần gửi lớn quá 8 MB",
                "The file has more than 100 MB, or its piece more than 8 MB",
            ),
            Self::OtherOffset(_) => (
                S::CONFLICT,
                "mismatching-upload-offset",
                "Phần tệp gửi đến không tiếp nối phần đã nhận",
                "The piece does not follow what is here",
            ),
            Self::OtherDigest => (
                S::CONFLICT,
                "digest-mismatch",
                "Tệp nhận được không khớp mã kiểm tra; hãy gửi lại từ đầu",
                "What came does not match its hash; send it from the beginning",
            ),
            Self::BeyondLength => (
                S::BAD_REQUEST,
                "inconsistent-upload-length",
                "Tệp gửi đến dài hơn số byte đã báo trước (Upload-Length)",
                "More comes than was announced (Upload-Length)",
            ),
            Self::OverQuota { .. } => (
                S::PAYLOAD_TOO_LARGE,
                "over-quota",
                "Đơn vị đã dùng hết dung lượng dành cho tệp chưa gửi kèm báo cáo",
                "The unit has used up the room for files that no report names",
            ),
            Self::Busy => (
                S::SERVICE_UNAVAILABLE,
                "busy",
                "Máy chủ đang xử lý một tệp khác của đơn vị, hãy thử lại sau ít giây",
                "Another file of the unit is being worked on, please try again in a few seconds",
            ),
            Self::NotFound => (S::NOT_FOUND, "not-found", "Không tìm thấy", "Not found"),
            Self::Unavailable(_) => (
                S::SERVICE_UNAVAILABLE,
                "unavailable",
                "Máy chủ tạm thời chưa nhận được báo cáo, hãy gửi lại sau ít phút",
                "Reports cannot be taken just now, please send it again in a few minutes",
            ),
            Self::Internal(_) => (
                S::INTERNAL_SERVER_ERROR,
                "internal",
                "Máy chủ gặp sự cố; báo cáo chưa được nhận, hãy gửi lại",
                "The receiver failed; the report was not taken, please send it again",
            ),
        }
    }

    fn findings(&self) -> Vec<Finding> {
        match self {
            Self::Malformed(findings) | Self::Invalid(findings) => {
                findings.iter().filter(|finding| finding.is_error()).cloned().collect()
            }
            Self::UnknownPlan(finding) => vec![(**finding).clone()],
            _ => Vec::new(),
        }
    }

    /// What is said beside the title.
    fn detail(&self, lang: Lang, title: &str, errors: usize) -> Option<String> {
        match (self, errors, lang) {
            (Self::OverQuota { taken, quota }, _, lang) => {
                let (taken, quota) = (file_size(lang, *taken), file_size(lang, *quota));
                Some(match lang {
                    Lang::Vi => format!(
                        "{title}: đã dùng {taken}, tối đa {quota}. Hãy gửi các báo cáo đã có tệp đính kèm, hoặc chọn \
                         tệp nhỏ hơn."
                    ),
                    Lang::En => format!(
                        "{title}: {taken} are used, {quota} is the most. Send the reports that have files, or choose \
                         a smaller one."
                    ),
                })
            }
            (_, 0, _) => None,
            (_, n, Lang::Vi) => Some(format!("{title}: {n} chỗ.")),
            (_, n, Lang::En) => Some(format!("{title}: {n} place{}.", if n == 1 { "" } else { "s" })),
        }
    }

    /// Seconds after which another try may succeed.
    fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooMany(seconds) => Some(*seconds),
            Self::Busy => Some(BUSY),
            Self::Unavailable(_) => Some(UNAVAILABLE),
            _ => None,
        }
    }

    /// The problem in a language.
    pub fn in_language(self, lang: Lang) -> Refusal {
        Refusal { problem: self, lang }
    }
}

/// Seconds in which a database that was started anew is mostly there again.
const UNAVAILABLE: u64 = 5;

/// Seconds in which whoever has a unit's files in hand is mostly done with them.
const BUSY: u64 = 2;

/// The language in which a client wants to be told what is wrong.
pub fn language(headers: &HeaderMap) -> Lang {
    let wanted = headers.get("accept-language").and_then(|value| value.to_str().ok()).unwrap_or_default();
    Lang::of_tag(wanted.split([',', ';']).next().unwrap_or_default().trim())
}

/// A problem with the language to say it in.
#[derive(Debug)]
pub struct Refusal {
    problem: Problem,
    lang: Lang,
}

/// RFC 9457, with the place of each mistake as a JSON Pointer into the report.
#[derive(Serialize)]
struct Details<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<Mistake>,
}

/// One mistake: the place, the words, and the stable code with its parameters.
#[derive(Serialize)]
struct Mistake {
    pointer: Pointer,
    detail: String,
    #[serde(flatten)]
    code: Code,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Self { problem, lang } = self;
        if let Problem::Internal(cause) | Problem::Unavailable(cause) = &problem {
            tracing::error!(cause, "the receiver failed");
        }
        let (status, kind, vi, en) = problem.kind();
        let title = if lang == Lang::Vi { vi } else { en };
        let errors: Vec<Mistake> = problem
            .findings()
            .into_iter()
            .map(|finding| Mistake { detail: locale::finding(lang, &finding), pointer: finding.at, code: finding.code })
            .collect();
        let detail = problem.detail(lang, title, errors.len());
        let r#type = format!("urn:baocao:problem:{kind}");
        let details = Details { r#type, title, status: status.as_u16(), detail, errors };
        let mut response = (status, Json(details)).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = problem.retry_after() {
            headers.insert(RETRY_AFTER, seconds.into());
        }
        response
    }
}
