//! The plans that reports are held against, and the demo's login.

use super::Shared;
use super::duties::owing;
use super::json;
use super::problem::{Problem, Refusal, language};
use super::request::{is_json, is_known, read_body};
use super::tokens::{Grant, bearer};
use crate::check;
use crate::platform::{self, NamedZone};
use axum::Json;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, ETAG, HeaderMap};
use axum::response::{IntoResponse, Response};
use baocao::finding::{Code, Expected, Finding, Pointer, Severity};
use baocao::json::{Limits, Value, hash};
use baocao::locale::Lang;
use baocao::plan::{Date, GroupId, Plan, PlanId, TimeFrame, Unit};
use baocao::schedule::{self, Instant};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

/// One plan, as its file has it and as it was read.
#[derive(Debug)]
pub struct Loaded {
    text: String,
    etag: String,
    /// What was read.
    pub plan: Plan,
    /// Its time zone.
    pub zone: NamedZone,
}

/// The plans by id.
#[derive(Debug)]
pub struct Plans(BTreeMap<PlanId, Loaded>);

impl Plans {
    /// Reads every `.json` file of a folder. A file with mistakes is passed over, and they are printed: one
    /// plan must not keep the others from being reported on.
    ///
    /// # Errors
    /// When the folder cannot be read, has no plan, or has one twice; said for people.
    pub fn load(dir: &std::path::Path) -> Result<Self, String> {
        let say = |path: &std::path::Path, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let entries = std::fs::read_dir(dir).map_err(|error| say(dir, &error))?;
        let mut files: Vec<_> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
        files.sort();
        let mut plans = BTreeMap::new();
        for path in &files {
            let text = std::fs::read_to_string(path).map_err(|error| say(path, &error))?;
            let (plan, findings) = check::read(&text, Severity::Warning);
            let Some(plan) = plan else {
                // Nobody hears it when the standard error is closed; serving goes on.
                let _ = check::write_findings(path, &findings, Lang::Vi, &mut io::stderr());
                continue;
            };
            let zone = NamedZone::new(plan.time_zone.as_str()).map_err(|error| say(path, &error))?;
            let id = plan.id.clone();
            let etag = format!("\"{}\"", hash(&text));
            if plans.insert(id.clone(), Loaded { text, etag, plan, zone }).is_some() {
                return Err(say(path, &format!("plan \"{id}\" is in another file already")));
            }
        }
        if plans.is_empty() { Err(say(dir, &"no plan that can be used")) } else { Ok(Self(plans)) }
    }

    /// A plan by its id.
    pub fn get(&self, id: &str) -> Option<&Loaded> {
        self.0.get(id)
    }

    /// A plan that something refers to.
    ///
    /// # Errors
    /// [`Problem::UnknownPlan`] at the place of the reference.
    pub fn referred(&self, id: &PlanId, at: Pointer) -> Result<&Loaded, Problem> {
        let unknown = || Problem::UnknownPlan(Box::new(Finding::error(at, Code::Dangling { id: id.to_string() })));
        self.0.get(id).ok_or_else(unknown)
    }
}

/// What the portal's pages need of a plan to let a visitor choose.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    kind: Option<&'a str>,
    number: Option<&'a str>,
    /// Its day of issue, or what it says of it.
    issued: Option<String>,
    /// The plan's words on how long it runs.
    horizon: Option<&'a str>,
    issuer: Option<&'a str>,
    title: &'a str,
    /// A day on which there are reports to see, where today lies outside the plan's time.
    show_on: Option<String>,
    units: Vec<Named<'a>>,
    groups: Vec<Named<'a>>,
}

#[derive(Serialize)]
struct Named<'a> {
    id: &'a str,
    name: &'a str,
    groups: Vec<&'a str>,
    /// Whether the plan gives it a task or asks it for a report.
    reports: bool,
}

/// `GET /api/plans`
pub async fn list(State(receiver): State<Shared>) -> Response {
    let listed = receiver.plans.0.values().map(|Loaded { plan, zone, .. }| {
        let assigned = plan.tasks.iter().flat_map(|task| &task.assigned).map(|to| (&to.units, &to.groups));
        let asked: Vec<_> = assigned.chain(plan.reports.iter().map(|kind| (&kind.by.units, &kind.by.groups))).collect();
        let is_asked = |unit: &Unit| {
            let member = plan.member(unit.clone());
            asked.iter().any(|(units, groups)| member.is_among(units, groups))
        };
        Listed {
            id: plan.id.as_str(),
            kind: plan.kind.as_deref(),
            number: plan.number.as_deref(),
            issued: plan.issued.map(|day| day.to_string()).or_else(|| plan.issued_wording.clone()),
            horizon: plan.horizon.as_ref().map(|horizon| horizon.wording.as_str()),
            show_on: day_to_show(plan, zone, platform::now()).map(|day| day.to_string()),
            issuer: plan.issuer.as_ref().and_then(|id| plan.unit(id)).map(|unit| unit.name.as_str()),
            title: &plan.title,
            units: plan
                .units
                .iter()
                .map(|one| Named {
                    id: one.id.as_str(),
                    name: &one.name,
                    groups: one.groups.iter().map(GroupId::as_str).collect(),
                    reports: is_asked(one),
                })
                .collect(),
            groups: plan
                .groups
                .iter()
                .map(|one| Named {
                    id: one.id.as_str(),
                    name: &one.name,
                    groups: one.groups.iter().map(GroupId::as_str).collect(),
                    reports: asked.iter().any(|(_, groups)| groups.contains(&one.id)),
                })
                .collect(),
        }
    });
    Json(listed.collect::<Vec<_>>()).into_response()
}

/// Where now lies outside the plan's time: its first day, or a week before the first of the days on which
/// its kinds of reports were due for the last time, so that each of them is still open.
fn day_to_show(plan: &Plan, zone: &NamedZone, now: Instant) -> Option<Date> {
    let TimeFrame { from, to, .. } = plan.horizon.as_ref()?;
    let today = now.in_zone(zone).date;
    if let Some(begins) = from.filter(|from| today < *from) {
        return Some(begins);
    }
    let end = to.filter(|to| *to < today)?;
    let mut last = BTreeMap::new();
    for (_, member) in owing(plan, Vec::new()) {
        for duty in schedule::duties(plan, &member, Instant::start_of(end, zone), zone) {
            let Some(day) = duty.due.map(|due| due.last_day).filter(|day| *day <= end) else { continue };
            let latest = last.entry(duty.kind.id.clone()).or_insert(day);
            *latest = day.max(*latest);
        }
    }
    let week_before = last.into_values().min().unwrap_or(end).plus_days(-7);
    Some(from.map_or(week_before, |from| from.max(week_before)))
}

/// `GET /plans/ID.json`: the file, letter for letter.
pub async fn file(
    State(receiver): State<Shared>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let loaded = file.strip_suffix(".json").and_then(|id| receiver.plans.get(id));
    let loaded = loaded.ok_or_else(|| Problem::NotFound.in_language(language(&headers)))?;
    let etag = [(ETAG, loaded.etag.clone())];
    if is_known(&headers, &loaded.etag) {
        return Ok((StatusCode::NOT_MODIFIED, etag).into_response());
    }
    Ok((etag, [(CONTENT_TYPE, "application/json")], loaded.text.clone()).into_response())
}

/// `POST /api/demo-token`: a token for whatever unit the visitor names. This stands for the login that a
/// real portal has; with `--no-demo` it is not there.
pub async fn demo_token(State(receiver): State<Shared>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let lang = language(&parts.headers);
    let issued = async {
        if !receiver.demo {
            return Err(Problem::NotFound);
        }
        is_json(&parts.headers)?;
        let text = read_body(body, receiver.patience).await?;
        receiver.tokens.issue(grant(&receiver, &text)?)
    };
    match issued.await {
        Ok(token) => Ok(Json(BTreeMap::from([("token", token)])).into_response()),
        Err(problem) => Err(problem.in_language(lang)),
    }
}

/// As whom, and as on which day, a visitor wants to look at a plan: `plan`, `unit` or `consolidator`, `as_of`.
fn grant(receiver: &Shared, text: &str) -> Result<Grant, Problem> {
    let root = Pointer::root();
    let node = json::parse(text, Limits::default()).map_err(Problem::Malformed)?;
    let (plan, holder) = bearer(&node).map_err(Problem::Malformed)?;
    let plan = plan.ok_or_else(|| {
        Problem::Malformed(vec![Finding::error(root.clone(), Code::MissingKey { key: "plan".to_owned() })])
    })?;
    let zone = &receiver.plans.referred(&plan, root.key("plan"))?.zone;
    let as_of = match node.member("as_of").map(|node| &node.value) {
        None | Some(Value::Null) => None,
        Some(Value::Text(day)) if Instant::parse(day, zone).is_some() => Instant::parse(day, zone),
        Some(_) => {
            let code = Code::Unexpected { found: String::new(), expected: Expected::Date };
            return Err(Problem::Malformed(vec![Finding::error(root.key("as_of"), code)]));
        }
    };
    Ok(Grant { plan: Some(plan), holder, as_of })
}
