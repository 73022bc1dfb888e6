use super::due::means;
use super::frame::Frame;
use super::owed::{all, rounds};
use super::{Duty, FixedZone, Period};
use crate::finding::{Code, Finding, Pointer};
use crate::plan::{Arrangement, Date, On, PeriodId, Periods, Plan, ReportKind, Special, Unit, UnitId};
use std::sync::Arc;

/// Days before and after a named due day in which its period may end.
const DAYS_APART: i64 = 800;

/// What of a plan only its schedule can tell: due days and arrangements for periods which do not exist, due days for
/// none of those that do, reports that cannot be sent before they are late, and kinds of report that never fall due.
pub fn check(plan: &Plan) -> Vec<Finding> {
    let nobody = plan.member(Unit::new(UnitId::own("-"), String::new(), Vec::new()));
    let frame = Frame::new(plan, &nobody, &FixedZone::VIETNAM);
    let mut found = Vec::new();
    for (i, kind) in plan.reports.iter().enumerate() {
        let at = Pointer::root().key("reports").index(i);
        let is_late_at_once = |duty: &Duty| match (duty.opens, &duty.due) {
            (Some(opens), Some(due)) => due.until <= opens,
            _ => false,
        };
        match some_reports(plan, kind) {
            Some(reports) if reports.is_empty() => found.push(Finding::error(at.clone(), Code::NeverDue)),
            Some(reports) if reports.iter().any(is_late_at_once) => {
                found.push(Finding::error(at.key("opens"), Code::OpensAfterDue));
            }
            _ => {}
        }
        let each_round = kind.rounds.iter().enumerate().map(|(j, round)| (at.key("rounds").index(j), &round.due));
        for (at, rules) in each_round.chain([(at.clone(), &kind.due)]) {
            for (j, rule) in rules.iter().enumerate() {
                if let Some(On::Each(days)) = &rule.on {
                    let at = at.key("due").index(j).key("on").key("each");
                    named_days(&kind.periods, days.iter(), &at, &frame, &mut found);
                }
            }
        }
    }
    arranged(&frame, &mut found);
    found
}

/// Each day that is named belongs to a period, and of a list each period to a day.
fn named_days<'d>(
    periods: &Periods,
    days: impl Iterator<Item = (&'d PeriodId, &'d Date)> + Clone,
    at: &Pointer,
    frame: &Frame<'_>,
    found: &mut Vec<Finding>,
) {
    if let Periods::List(list) = periods {
        for period in list.iter().filter(|period| !days.clone().any(|(id, _)| *id == period.id)) {
            found.push(Finding::warning(at.clone(), Code::MissingKey { key: period.id.to_string() }));
        }
        return;
    }
    for (id, day) in days {
        let (from, to) = (day.plus_days(-DAYS_APART), day.plus_days(DAYS_APART));
        if !Period::ending_between(periods, frame, from, to).iter().any(|period| period.id == *id) {
            found.push(Finding::error(at.key(id.as_str()), Code::Dangling { id: id.to_string() }));
        }
    }
}

/// The periods that arrangements name are there; those that requests make are new.
fn arranged(frame: &Frame<'_>, found: &mut Vec<Finding>) {
    let plan = frame.plan;
    let requests = || plan.arrangements.iter().enumerate().filter(|(_, one)| one.is == Special::Requested);
    for (i, one) in plan.arrangements.iter().enumerate().filter(|(_, one)| !one.periods.is_empty()) {
        let kinds = || plan.reports.iter().filter(|kind| one.reports.is_empty() || one.reports.contains(&kind.id));
        for (j, id) in one.periods.iter().enumerate() {
            let is_requested = |before: usize| {
                let same = |(n, request): &(usize, &Arrangement)| {
                    *n < before
                        && request.periods.contains(id)
                        && kinds().any(|kind| request.reports.contains(&kind.id))
                };
                requests().find(same)
            };
            let is_regular = || kinds().any(|kind| has_period(kind, id, frame));
            let code = match one.is {
                Special::Requested => {
                    let is_for_same = |(_, other): (usize, &Arrangement)| {
                        other.r#for == one.r#for || other.r#for.is_none() || one.r#for.is_none()
                    };
                    let is_taken = is_requested(i).is_some_and(is_for_same) || is_regular();
                    is_taken.then(|| Code::DuplicateId { id: id.to_string() })
                }
                _ if is_requested(usize::MAX).is_some() || is_regular() => None,
                _ => Some(Code::Dangling { id: id.to_string() }),
            };
            let at = || Pointer::root().key("arrangements").index(i).key("periods").index(j);
            found.extend(code.map(|code| Finding::error(at(), code)));
        }
    }
}

/// Whether a kind has this period, in one of its rounds or in all.
fn has_period(kind: &Arc<ReportKind>, id: &PeriodId, frame: &Frame<'_>) -> bool {
    let first = first_day(frame.plan, kind).unwrap_or(Date::EPOCH);
    let (from, to) = (first.plus_days(-DAYS_APART), first.plus_days(DAYS_KNOWN));
    let known = Period::ending_between(&kind.periods, frame, from, to);
    let known = known.into_iter().filter(|period| id.as_str().starts_with(period.id.as_str()));
    let is_it = |duty: &Duty| means(id, &duty.period.id, duty.round.as_ref());
    known.flat_map(|period| rounds(kind, period, frame)).any(|duty| is_it(&duty))
        || (matches!(kind.periods, Periods::OnRequest | Periods::OnEvent | Periods::Continuous)
            && Period::begun_as(id).is_some())
}

/// Days in which a kind has a report if it ever has one: every day of a year comes again in eight, 29 February too.
const DAYS_ASKED: i64 = 8 * 366;
/// Days from its first in which a kind has periods.
const DAYS_KNOWN: i64 = 60 * 366;

/// A day before which a kind has no report; none where it is without periods, or the plan does not say.
fn first_day(plan: &Plan, kind: &ReportKind) -> Option<Date> {
    let starts = [plan.begins(), kind.valid_from, plan.issued].into_iter().flatten().max();
    match &kind.periods {
        Periods::Every(every) => every.from.max(starts),
        Periods::List(list) => list.iter().map(|period| period.to).min(),
        _ => None,
    }
}

/// The reports of a kind that are somebody's to send in its first years; none where nobody is asked for one, or it has
/// no periods.
fn some_reports(plan: &Plan, kind: &Arc<ReportKind>) -> Option<Vec<Duty>> {
    let named = kind.by.units.iter().filter_map(|id| plan.unit(id)).cloned();
    let of_class = kind.by.groups.iter().map(|group| Unit::new(UnitId::own("-"), String::new(), vec![group.clone()]));
    let mut asked = named.chain(of_class).peekable();
    asked.peek()?;
    if !matches!(kind.periods, Periods::Every(_) | Periods::List(_)) {
        return None;
    }
    let first = first_day(plan, kind).unwrap_or(Date::EPOCH.plus_days(30 * 366));
    let mut found = Vec::new();
    for unit in asked {
        let member = plan.member(unit);
        let frame = Frame::new(plan, &member, &FixedZone::VIETNAM);
        found = all(kind, first.plus_days(-DAYS_APART), first.plus_days(DAYS_ASKED), &frame);
        if !found.is_empty() {
            break;
        }
    }
    Some(found)
}
