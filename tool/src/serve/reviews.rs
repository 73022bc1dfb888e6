//! What the consolidating office makes of a report: returned for revision, approved, locked. Reviews are added, never
//! changed; the last one says what the report is.

use super::Shared;
use super::json::read_text;
use super::problem::{Problem, Refusal, language};
use super::reports::blocking;
use super::request::{is_json, read_body};
use super::store::{self, Past, Review};
use super::tokens::Holder;
use crate::platform;
use axum::Json;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::{IntoResponse, Response};
use baocao::delivery::{Remark, ReviewState};
use baocao::finding::{Code, Expected, Finding, Pointer, Severity};
use baocao::json::{Limits, object};
use baocao::plan::PlanId;
use serde::Serialize;

/// Most remarks of one review.
const MOST_REMARKS: usize = 100;

/// Most characters of a remark.
const LONGEST_REMARK: usize = 5_000;

/// What the office sends.
struct Given {
    state: ReviewState,
    remarks: Vec<Remark>,
}

object!(Given: state, remarks);

/// A review as it is answered.
#[derive(Serialize)]
struct Shown {
    number: String,
    state: ReviewState,
    remarks: Vec<Remark>,
    reviewed_at: String,
}

impl Shown {
    fn of(number: &str, Review { state, remarks, reviewed_at }: Review) -> Self {
        Self { number: number.to_owned(), state, remarks, reviewed_at }
    }
}

/// `POST /api/reports/BC-000001/reviews`, by the consolidating office.
pub async fn post(
    State(receiver): State<Shared>,
    Path(number): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let lang = language(&parts.headers);
    let reviewed = async {
        let grant = receiver.tokens.of(&parts.headers)?;
        if !matches!(grant.holder, Holder::Consolidator) {
            return Err(Problem::Foreign);
        }
        is_json(&parts.headers)?;
        let given = read(&read_body(body, receiver.patience).await?)?;
        let receiver = Shared::clone(&receiver);
        blocking(move || {
            let id = store::numbered(&number).ok_or(Problem::NotFound)?;
            let kept = receiver.store.one(id)?.ok_or(Problem::NotFound)?;
            let plan = PlanId::new(&kept.report.plan).ok_or(Problem::NotFound)?;
            if !grant.is_for(plan.as_str()) {
                return Err(Problem::Foreign);
            }
            let zone = &receiver.plans.referred(&plan, Pointer::root())?.zone;
            let now = grant.as_of.unwrap_or_else(platform::now);
            let Given { state, remarks } = given;
            let review = Review { state, remarks, reviewed_at: now.in_zone(zone).to_string() };
            let open = |past: &Past| if past.is_locked() { Err(Problem::ReviewClosed) } else { Ok(()) };
            receiver.store.review(&kept, &review, open)?;
            let (number, unit) = (store::number(id), &kept.report.unit);
            tracing::info!(number, unit, ?state, remarks = review.remarks.len(), "report reviewed");
            Ok((StatusCode::CREATED, Json(Shown::of(&number, review))).into_response())
        })
        .await
    };
    reviewed.await.map_err(|problem| problem.in_language(lang))
}

/// `GET /api/reports/BC-000001/reviews`: all of them, one after the other.
pub async fn list(
    State(receiver): State<Shared>,
    Path(number): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let lang = language(&headers);
    let listed = async {
        let grant = receiver.tokens.of(&headers)?;
        let receiver = Shared::clone(&receiver);
        blocking(move || {
            let id = store::numbered(&number).ok_or(Problem::NotFound)?;
            let kept = receiver.store.one(id)?.ok_or(Problem::NotFound)?;
            if !grant.reads(&kept.report.plan, &kept.report.unit) {
                return Err(Problem::Foreign);
            }
            let reviews = receiver.store.reviews(id)?;
            Ok(Json(reviews.into_iter().map(|one| Shown::of(&number, one)).collect::<Vec<_>>()).into_response())
        })
        .await
    };
    listed.await.map_err(|problem| problem.in_language(lang))
}

/// A review that says something: a state that a review can give, and why a report comes back.
fn read(text: &str) -> Result<Given, Problem> {
    let reading = read_text::<Given>(text, Limits::default(), Severity::Error);
    let given = reading.value.ok_or(Problem::Malformed(reading.findings))?;
    let (state, remarks) = (Pointer::root().key("state"), Pointer::root().key("remarks"));
    let mut findings = Vec::new();
    if given.state == ReviewState::Submitted {
        let expected = Expected::OneOf(["returned", "approved", "locked"].map(str::to_owned).to_vec());
        findings.push(Finding::error(state, Code::Unexpected { found: "submitted".to_owned(), expected }));
    }
    if given.state == ReviewState::Returned && given.remarks.is_empty() {
        findings.push(Finding::error(remarks.clone(), Code::Required));
    }
    if given.remarks.len() > MOST_REMARKS {
        let code = Code::TooMany { found: given.remarks.len() as u64, max: MOST_REMARKS as u64 };
        findings.push(Finding::error(remarks.clone(), code));
    }
    for (nth, remark) in given.remarks.iter().enumerate().take(MOST_REMARKS) {
        let at = remarks.clone().index(nth);
        let found = remark.detail.chars().count();
        if remark.detail.trim().is_empty() {
            findings.push(Finding::error(at.clone().key("detail"), Code::Required));
        } else if found > LONGEST_REMARK {
            let (max, found) = (LONGEST_REMARK as u32, u32::try_from(found).unwrap_or(u32::MAX));
            findings.push(Finding::error(at.clone().key("detail"), Code::TooLong { max, found }));
        }
        if let Some(found) = remark.pointer.clone().filter(|pointer| Pointer::parse(pointer).is_none()) {
            let expected = Expected::Other("a JSON Pointer, such as /entries/0/values/result".to_owned());
            findings.push(Finding::error(at.key("pointer"), Code::Unexpected { found, expected }));
        }
    }
    if findings.is_empty() { Ok(given) } else { Err(Problem::Malformed(findings)) }
}
