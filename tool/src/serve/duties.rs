//! Who owes what: every report that the plan asks of a unit and whose period has begun. What has arrived
//! is in [`super::reports`]; the page of the consolidating office lays the two side by side.

use super::Shared;
use super::problem::{Problem, Refusal, language};
use super::reports::{as_known, blocking};
use super::tokens::Holder;
use crate::platform;
use axum::Json;
use axum::extract::{Query, State};
use axum::http::header::HeaderMap;
use axum::response::{IntoResponse, Response};
use baocao::finding::{Pointer, Severity};
use baocao::json::{Limits, read_text};
use baocao::locale::{self, Lang};
use baocao::plan::{Group, GroupId, Member, Plan, PlanId, Unit, UnitId};
use baocao::schedule::{self, Duty, Origin, Period, PeriodName, Standing};
use serde::{Deserialize, Serialize};

/// What a report is called, and where it stands among the others.
#[derive(Debug, Serialize)]
pub struct Named {
    kind_title: String,
    period_name: String,
    /// The period; the same for all reports that belong to none.
    column: String,
    column_name: String,
    /// The last day that is on time; null where the plan names none.
    last_day: Option<String>,
    /// The last day of the period.
    period_to: Option<String>,
}

impl Named {
    /// The words for a duty.
    pub fn of(duty: &Duty, lang: Lang) -> Self {
        let open = Period::open();
        let column = if matches!(duty.period.name, PeriodName::Begun(_)) { &open } else { &duty.period };
        Self {
            kind_title: locale::kind_title(lang, duty),
            period_name: locale::period(lang, &duty.period.name),
            column: column.id.to_string(),
            column_name: locale::period(lang, &column.name),
            last_day: duty.due.as_ref().map(|due| due.last_day.to_string()),
            period_to: duty.period.span.map(|(_, last)| last.to_string()),
        }
    }

    /// The words of a report which the plan does not ask for any more.
    pub fn unasked(kind_title: String, period: String) -> Self {
        let [period_name, column, column_name] = [period.clone(), period.clone(), period];
        Self { kind_title, period_name, column, column_name, last_day: None, period_to: None }
    }
}

/// One report that is owed.
#[derive(Debug, Serialize)]
struct Owed {
    /// Who owes it; null where the plan names a class and not its units.
    unit: Option<UnitId>,
    /// The class of which every unit owes it.
    group: Option<GroupId>,
    /// The name of the unit, or of the class.
    name: String,
    kind: String,
    period: String,
    #[serde(flatten)]
    named: Named,
    /// `open`, `overdue`, `closed`, or `undated`.
    standing: &'static str,
}

/// Of which plan.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    plan: PlanId,
}

/// `GET /api/duties?plan=`: for the consolidating office.
pub async fn list(
    State(receiver): State<Shared>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let lang = language(&headers);
    let listed = async {
        let grant = receiver.tokens.of(&headers)?;
        if !matches!(grant.holder, Holder::Consolidator) || !grant.is_for(wanted.plan.as_str()) {
            return Err(Problem::Foreign);
        }
        let receiver = Shared::clone(&receiver);
        blocking(move || {
            let loaded = receiver.plans.referred(&wanted.plan, Pointer::root().key("plan"))?;
            let now = grant.as_of.unwrap_or_else(platform::now);
            let known = receiver.store.units(wanted.plan.as_str())?;
            let read = |text: &String| read_text::<Unit>(text, Limits::default(), Severity::Warning).value;
            let sent = known.iter().filter_map(read).collect();
            let owed = owing(&loaded.plan, sent).into_iter().flat_map(|(group, member)| {
                let duties = schedule::duties(&loaded.plan, &member, now, &loaded.zone).into_iter();
                duties.filter_map(move |duty| owed(&duty, duty.standing(now), &group, &member, lang))
            });
            Ok(Json(owed.collect::<Vec<_>>()).into_response())
        })
        .await
    };
    listed.await.map_err(|problem| problem.in_language(lang))
}

/// Those who may owe reports: the units that the plan names, those that have sent something, and for every
/// class that is asked whichever unit is of it.
pub fn owing(plan: &Plan, sent: Vec<Unit>) -> Vec<(Option<GroupId>, Member)> {
    let mut units = plan.units.clone();
    for unit in sent {
        let known = as_known(plan, &unit);
        match units.iter_mut().find(|one| one.id == unit.id) {
            Some(named) => named.groups = known.groups,
            None => units.push(known),
        }
    }
    let asked = |group: &&Group| plan.reports.iter().any(|kind| kind.by.groups.contains(&group.id));
    let of_group = |Group { id, name, .. }: &Group| {
        let unit = UnitId::new(&format!("*{id}"))?;
        let unit = Unit::new(unit, name.clone(), vec![id.clone()]);
        Some((Some(id.clone()), plan.member(unit)))
    };
    let groups = plan.groups.iter().filter(asked).filter_map(of_group);
    units.iter().map(|unit| (None, plan.member(unit.clone()))).chain(groups).collect()
}

fn owed(duty: &Duty, standing: Standing, group: &Option<GroupId>, member: &Member, lang: Lang) -> Option<Owed> {
    let standing = match (duty.origin, standing) {
        // Offered by the product, asked for by nobody; or not yet to be thought of.
        (Origin::Unstated, _) | (_, Standing::NotOpen | Standing::Settled(_) | Standing::Lapsed(_)) => return None,
        (_, Standing::Open) => "open",
        (_, Standing::Overdue) => "overdue",
        (_, Standing::Closed) => "closed",
        (_, Standing::Undated) => "undated",
    };
    Some(Owed {
        unit: group.is_none().then(|| member.unit.id.clone()),
        group: group.clone(),
        name: member.unit.name.clone(),
        kind: duty.kind.id.to_string(),
        period: duty.period.id.to_string(),
        named: Named::of(duty, lang),
        standing,
    })
}
