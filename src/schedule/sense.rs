use super::frame::Frame;
use super::owed::{DAYS_APART, all};
use super::{Duty, FixedZone, Period};
use crate::finding::{Code, Finding, Pointer};
use crate::plan::{Arrangement, Date, On, PeriodId, Periods, Plan, ReportKind, Special, Unit, UnitId};
use std::sync::Arc;

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
    let arrangements = &frame.plan.arrangements;
    let mut kinds: Vec<_> = frame.plan.reports.iter().map(|kind| Known { kind, ids: None }).collect();
    for (i, one) in arrangements.iter().enumerate() {
        let is_for = |kind: &ReportKind| one.reports.is_empty() || one.reports.contains(&kind.id);
        for (j, id) in one.periods.iter().enumerate() {
            let is_asked_by = |other: &&Arrangement| {
                other.is == Special::Requested
                    && other.periods.contains(id)
                    && frame.plan.reports.iter().any(|kind| is_for(kind) && other.reports.contains(&kind.id))
            };
            // Two units may be asked for something under one name.
            let is_same_for = |other: &Arrangement| match (&other.r#for, &one.r#for) {
                (Some(other), Some(one)) => other == one,
                _ => true,
            };
            let is_asked_before = || arrangements[..i].iter().filter(is_asked_by).any(is_same_for);
            let is_regular = kinds.iter_mut().any(|known| is_for(known.kind) && known.has(id, frame));
            let code = match one.is {
                Special::Requested if is_regular || is_asked_before() => Code::DuplicateId { id: id.to_string() },
                Special::Requested => continue,
                _ if is_regular || arrangements.iter().any(|other| is_asked_by(&other)) => continue,
                _ => Code::Dangling { id: id.to_string() },
            };
            let at = Pointer::root().key("arrangements").index(i).key("periods").index(j);
            found.push(Finding::error(at, code));
        }
    }
}

/// A kind of report with the periods it has.
struct Known<'k> {
    kind: &'k ReportKind,
    /// Their ids in order, once somebody asked.
    ids: Option<Vec<PeriodId>>,
}

impl Known<'_> {
    /// Whether the kind has this period, in one of its rounds or in all.
    fn has(&mut self, id: &PeriodId, frame: &Frame<'_>) -> bool {
        let kind = self.kind;
        if !matches!(kind.periods, Periods::Every(_) | Periods::List(_)) {
            return Period::begun_as(id).is_some();
        }
        let ids = self.ids.get_or_insert_with(|| {
            let first = first_day(frame.plan, kind).unwrap_or(Date::EPOCH);
            let (from, to) = (first.plus_days(-DAYS_APART), first.plus_days(DAYS_KNOWN));
            let periods = Period::ending_between(&kind.periods, frame, from, to);
            let mut ids: Vec<_> = periods.into_iter().map(|period| period.id).collect();
            ids.sort_unstable();
            ids
        });
        let has = |id: &str| ids.binary_search_by(|known| known.as_str().cmp(id)).is_ok();
        let of_round =
            |(id, round): &(&str, &str)| kind.rounds.iter().any(|known| known.id.as_str() == *round) && has(id);
        id.as_str().rsplit_once('.').is_some_and(|parts| of_round(&parts)) || has(id.as_str())
    }
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
