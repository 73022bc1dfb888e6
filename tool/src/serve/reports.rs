//! The path of a report: who sends it, can it be read, was it taken before, is it right, keep it.

use super::csv;
use super::duties::Named;
use super::files::Files;
use super::json::read_text;
use super::plans::Loaded;
use super::problem::{Problem, Refusal, language};
use super::request::{MAX_BYTES, SIGNATURE, is_json, key, read_body, signature};
use super::store::{self, Entry, Head, Keeping, Kept, New, Past, Sent};
use super::tokens::{Grant, Holder};
use super::{Receiver, Shared};
use crate::platform::{self, NativeText};
use axum::Json;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderMap, LOCATION};
use axum::response::{IntoResponse, Response};
use baocao::check::{self, Context};
use baocao::delivery::ReviewState;
use baocao::finding::{Code, Finding, Pointer, Severity};
use baocao::json::{Limits, hash, to_canonical};
use baocao::locale::Lang;
use baocao::plan::{KindId, Member, PeriodId, Plan, Unit};
use baocao::report::{Form, Report};
use baocao::schedule::{self, Duty, Instant};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Proof that a report arrived.
#[derive(Debug, Serialize)]
pub struct Receipt {
    format: &'static str,
    /// `BC-000001`; also its address.
    number: String,
    received_at: String,
    /// The receiver's verdict; null where the plan names no day.
    late: Option<bool>,
    hash: String,
    plan: String,
    unit: String,
    kind: String,
    period: String,
    revision: u32,
}

impl From<&Kept> for Receipt {
    fn from(Kept { id, report, late, .. }: &Kept) -> Self {
        let Entry { plan, unit, kind, period, revision, hash, received_at, .. } = report.clone();
        Self {
            format: "baocao-receipt/1",
            number: store::number(*id),
            received_at,
            late: *late,
            hash,
            plan,
            unit,
            kind,
            period,
            revision,
        }
    }
}

/// `POST /api/reports`
pub async fn post(State(receiver): State<Shared>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let lang = language(&parts.headers);
    let received = async {
        let grant = receiver.tokens.of(&parts.headers)?;
        is_json(&parts.headers)?;
        let key = key(&parts.headers)?;
        let signature = signature(&parts.headers)?;
        let sent = Sent { body: read_body(body, receiver.patience).await?, signature };
        let receiver = Shared::clone(&receiver);
        blocking(move || receiver.receive(&grant, key, sent)).await
    };
    let (status, receipt) = received.await.map_err(|problem| problem.in_language(lang))?;
    let location = format!("/api/reports/{}", receipt.number);
    Ok((status, [(LOCATION, location)], Json(receipt)).into_response())
}

impl Receiver {
    fn receive(&self, grant: &Grant, key: String, sent: Sent) -> Result<(StatusCode, Receipt), Problem> {
        // Keys that this version does not know are passed over: the form may be newer than the receiver.
        let limits = Limits { bytes: MAX_BYTES, ..Limits::default() };
        let reading = read_text::<Report>(&sent.body, limits, Severity::Warning);
        let report = reading.value.ok_or(Problem::Malformed(reading.findings))?;
        let loaded = self.plans.referred(&report.plan.id, Pointer::root().key("plan").key("id"))?;
        let unit = grant.sends_as(&report.plan.id, &report.unit.id).ok_or(Problem::Foreign)?;
        let unit = as_known(&loaded.plan, unit);

        let now = grant.as_of.unwrap_or_else(platform::now);
        let entry = Entry {
            plan: report.plan.id.to_string(),
            unit: report.unit.id.to_string(),
            unit_known_as: to_canonical(&unit),
            kind: report.kind.id.to_string(),
            period: report.period.id.to_string(),
            revision: report.revision,
            hash: hash(&sent.body),
            received_at: now.in_zone(&loaded.zone).to_string(),
            head: Head {
                kind_title: report.kind.title.clone(),
                supersedes: report.supersedes.clone(),
                prepared_at: report.prepared_at.clone(),
            },
        };
        let files = report.files().into_iter().map(|(_, file)| file.sha256.clone()).collect();
        let bytes = sent.body.len();
        let new = New { key, entry, files, sent };
        // What was taken stays taken: a retry after a lost answer is not judged again, and certainly not as late.
        match self.store.keep(new, |past| judge(loaded, unit, &report, now, past, &self.files))? {
            Keeping::First(kept) => {
                let receipt = Receipt::from(&kept);
                let Receipt { number, plan, unit, kind, period, revision, .. } = &receipt;
                tracing::info!(number, plan, unit, kind, period, revision, bytes, "report kept");
                Ok((StatusCode::CREATED, receipt))
            }
            Keeping::Again(kept) => Ok((StatusCode::OK, Receipt::from(&kept))),
            Keeping::Other => Err(Problem::KeyReused),
        }
    }
}

/// Holds a report against the plan and what arrived before; says whether it is late.
fn judge(
    loaded: &Loaded,
    unit: Unit,
    report: &Report,
    now: Instant,
    past: &Past,
    files: &Files,
) -> Result<Option<bool>, Problem> {
    let Loaded { plan, zone, .. } = loaded;
    let member = plan.member(unit);
    let (kind, period) = (&report.kind.id, &report.period.id);
    let duty = schedule::duty(plan, &member, kind, period, now, zone).ok_or_else(|| {
        let known = plan.report(kind).is_some_and(|kind| member.is_in(&kind.by));
        let place = if known { "period" } else { "kind" };
        Problem::Invalid(vec![Finding::error(Pointer::root().key(place).key("id"), Code::NotAsked)])
    })?;
    if past.is_closed() {
        return Err(Problem::Locked);
    }
    // Who sends it has not seen what is here: another device sent that meanwhile.
    if report.revision <= past.revision {
        return Err(Problem::OtherVersion);
    }
    let duty = duty.happened(report.event(), plan, &member, zone);
    let duty = match past.first_received_at.as_ref().and_then(|first| Instant::parse(first, zone)) {
        Some(first) => duty.corrected(first, plan, &member, zone),
        None => duty,
    };
    let form = Form::new(plan, &member, &duty);
    let earlier = report.earlier();
    let cx = Context { plan, duty: &duty, form: &form, earlier: &earlier, now, text: &NativeText };
    let mut findings = check::report(cx, report);
    // The officer was shown "on time"; the minutes on the way are not a reason to refuse. The receipt
    // says what the receiver's clock says.
    if report.late.is_none() {
        findings.retain(|finding| !matches!(finding.code, Code::Late | Code::LateNeedsReason));
    }
    findings.extend(files.lacking(report)?);
    if findings.iter().any(Finding::is_error) {
        return Err(Problem::Invalid(findings));
    }
    Ok(duty.due.is_some().then(|| duty.is_late(now)))
}

/// The unit as the token has it, with the classes that the plan knows besides.
pub fn as_known(plan: &Plan, unit: &Unit) -> Unit {
    let mut known = unit.clone();
    if let Some(named) = plan.unit(&unit.id) {
        known.groups.extend(named.groups.iter().cloned());
    }
    known.groups.sort();
    known.groups.dedup();
    known
}

/// Which reports are wanted.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    plan: Option<String>,
    unit: Option<String>,
}

/// A receipt with the words to show it by.
#[derive(Serialize)]
struct Listed {
    #[serde(flatten)]
    receipt: Receipt,
    unit_name: String,
    #[serde(flatten)]
    named: Named,
    /// The number of the report that this one corrects, as the report has it.
    supersedes: Option<String>,
    /// What its last review made of it.
    state: ReviewState,
    /// When the officer sent it, as the report says; with `received_at` it tells waiting from writing late.
    prepared_at: String,
}

/// `GET /api/reports?plan=&unit=`: a unit's own reports, or for the consolidating office those of all.
pub async fn list(
    State(receiver): State<Shared>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let lang = language(&headers);
    let listed = async {
        let grant = receiver.tokens.of(&headers)?;
        let plan = wanted.plan.or_else(|| grant.plan.as_ref().map(ToString::to_string)).unwrap_or_default();
        let unit = match (&grant.holder, wanted.unit) {
            (Holder::Unit(own), None) => Some(own.id.to_string()),
            (_, wanted) => wanted,
        };
        if !unit.as_ref().map_or(grant.is_for(&plan), |unit| grant.reads(&plan, unit)) {
            return Err(Problem::Foreign);
        }
        let receiver = Shared::clone(&receiver);
        blocking(move || {
            let kept = receiver.store.list(&plan, unit.as_deref())?;
            Ok(kept.iter().map(|kept| receiver.listed(kept, lang)).collect::<Vec<_>>())
        })
        .await
    };
    listed.await.map(|listed| Json(listed).into_response()).map_err(|problem| problem.in_language(lang))
}

impl Receiver {
    /// What the plan asks for today where a report was sent.
    fn asked(&self, kept: &Entry, unit: Unit) -> Option<(&Plan, Member, Duty)> {
        let loaded = self.plans.get(&kept.plan)?;
        let member = loaded.plan.member(unit);
        let (kind, period) = (KindId::new(&kept.kind)?, PeriodId::new(&kept.period)?);
        let duty = schedule::duty(&loaded.plan, &member, &kind, &period, platform::now(), &loaded.zone)?;
        Some((&loaded.plan, member, duty))
    }

    /// The report as it was sent, with what the plan makes of it today.
    fn read(&self, kept: &Entry, body: &str) -> Option<csv::Sent> {
        let report = read_text::<Report>(body, Limits::default(), Severity::Warning).value?;
        let unit = known(kept)?;
        let asked = self.asked(kept, unit.clone()).map(|(plan, member, duty)| {
            let form = Form::new(plan, &member, &duty);
            csv::Asked { duty, form }
        });
        Some(csv::Sent { report, unit, asked })
    }

    fn listed(&self, kept: &Kept, lang: Lang) -> Listed {
        let (unit, Head { kind_title, supersedes, prepared_at }) = (known(&kept.report), kept.report.head.clone());
        let duty = unit.clone().and_then(|unit| self.asked(&kept.report, unit)).map(|(_, _, duty)| duty);
        let unasked = || Named::unasked(kind_title, kept.report.period.clone());
        Listed {
            receipt: Receipt::from(kept),
            // The name that the portal knows, not the one that the report says.
            unit_name: unit.map_or_else(|| kept.report.unit.clone(), |unit| unit.name),
            named: duty.map_or_else(unasked, |duty| Named::of(&duty, lang)),
            supersedes,
            state: kept.state,
            prepared_at,
        }
    }
}

/// The unit as the token had it.
fn known(kept: &Entry) -> Option<Unit> {
    read_text(&kept.unit_known_as, Limits::default(), Severity::Warning).value
}

/// In which form a report is wanted.
#[derive(Debug, Deserialize)]
pub struct Shape {
    format: Option<String>,
}

/// `GET /api/reports/BC-000001`: the report as it was sent, with its signature; `?format=csv` or `.csv`: one row per answer, for
/// spreadsheets; `?format=rows`: the same rows as JSON, for pages.
pub async fn one(
    State(receiver): State<Shared>,
    Path(name): Path<String>,
    Query(shape): Query<Shape>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let lang = language(&headers);
    let found = async {
        let grant = receiver.tokens.of(&headers)?;
        let (number, format) = match name.strip_suffix(".csv") {
            Some(number) => (number.to_owned(), Some("csv".to_owned())),
            None => (name, shape.format),
        };
        let id = store::numbered(&number).ok_or(Problem::NotFound)?;
        let receiver = Shared::clone(&receiver);
        blocking(move || {
            let kept = receiver.store.one(id)?.ok_or(Problem::NotFound)?;
            if !grant.reads(&kept.report.plan, &kept.report.unit) {
                return Err(Problem::Foreign);
            }
            let Sent { body, signature } = receiver.store.sent(id)?.ok_or(Problem::NotFound)?;
            let cannot = || Problem::Internal(format!("{number} cannot be read"));
            let sent = || receiver.read(&kept.report, &body).ok_or_else(cannot);
            Ok(match format.as_deref() {
                Some("csv") => {
                    let name = format!("attachment; filename=\"{number}.csv\"");
                    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)];
                    (headers, csv::file(&csv::rows(&sent()?, lang, csv::Numbers::Exact), lang)).into_response()
                }
                Some("rows") => Json(csv::rows(&sent()?, lang, csv::Numbers::Written)).into_response(),
                _ => {
                    let signature = signature.map(|signature| [(SIGNATURE, signature)]);
                    ([(CONTENT_TYPE, "application/json")], signature, body).into_response()
                }
            })
        })
        .await
    };
    found.await.map_err(|problem| problem.in_language(lang))
}

/// How long a request waits for the database; the form waits 30 seconds for its answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Runs what reads the disk beside the requests. What takes too long may still be done: whoever asks again learns that.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    match tokio::time::timeout(PATIENCE, tokio::task::spawn_blocking(work)).await {
        Ok(done) => done.unwrap_or_else(|error| Err(Problem::Internal(error.to_string()))),
        Err(_) => Err(Problem::Unavailable(format!("no answer from the database in {} s", PATIENCE.as_secs()))),
    }
}
