//! What of a plan only its schedule can tell.

mod amended;
mod arranged;

use crate::finding::{Code, Finding, Pointer};
use crate::plan::{Date, On, PeriodId, Periods, Plan, ReportKind, Since, Unit, UnitId, Who};
use crate::schedule::frame::Frame;
use crate::schedule::owed::{DAYS_APART, all};
use crate::schedule::{Duty, Figures, FixedZone, Period};
use std::sync::Arc;

/// What of a plan only its schedule can tell: due days and arrangements for periods which do not exist, due days for
/// none of those that do, rules for nobody who is asked, figures since a day that is yet to come, reports that cannot
/// be sent before they are late, kinds of report that never fall due, and periods that an amendment leaves out.
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
        let reports = some_reports(plan, kind);
        match &reports {
            Some(reports) if reports.is_empty() => found.push(Finding::error(at.clone(), Code::NeverDue)),
            Some(reports) if reports.iter().any(is_late_at_once) => {
                found.push(Finding::error(at.key("opens"), Code::OpensAfterDue));
            }
            _ => {}
        }
        counted_up(plan, kind, &reports.unwrap_or_default(), &at.key("periods").key("every"), &mut found);
        let each_round = kind.rounds.iter().enumerate().map(|(j, round)| (at.key("rounds").index(j), &round.due));
        for (at, rules) in each_round.chain([(at.clone(), &kind.due)]) {
            for (j, rule) in rules.iter().enumerate() {
                if rule.r#for.as_ref().is_some_and(|who| is_for_nobody(plan, &kind.by, who)) {
                    found.push(Finding::error(at.key("due").index(j), Code::NeverDue));
                }
                if let Some(On::Each(days)) = &rule.on {
                    let at = at.key("due").index(j).key("on").key("each");
                    named_days(&kind.periods, days.iter(), &at, &frame, &mut found);
                }
            }
        }
    }
    arranged::check(&frame, &mut found);
    amended::check(plan, &mut found);
    found
}

/// Whether certainly none of those who are asked is among some. Which units are in a class the page may say too.
fn is_for_nobody(plan: &Plan, by: &Who, who: &Who) -> bool {
    let is_by_id = by.groups.is_empty() && who.groups.is_empty();
    // What is said of a unit is said of the one that comes after it.
    let with_heirs = |units: &[UnitId]| {
        let mut all = units.to_vec();
        loop {
            let known = all.len();
            for unit in &plan.units {
                let heir = unit.successor.iter().filter(|_| all.contains(&unit.id)).find(|heir| !all.contains(heir));
                all.extend(heir.cloned());
            }
            if all.len() == known {
                return all;
            }
        }
    };
    let is_named_by = |id: &UnitId| by.units.contains(id);
    is_by_id && !who.units.iter().any(is_named_by) && {
        let asked = with_heirs(&by.units);
        !with_heirs(&who.units).iter().any(|id| asked.contains(id))
    }
}

/// Figures that add up begin by the end of the first period at the latest, and with the plan where it says when it
/// begins.
fn counted_up(plan: &Plan, kind: &ReportKind, reports: &[Duty], at: &Pointer, found: &mut Vec<Finding>) {
    let Periods::Every(every) = &kind.periods else { return };
    let at = at.key("cumulative");
    if every.cumulative == Some(Since::Plan) && plan.begins().is_none() {
        let (key, because) = ("horizon".to_owned(), "cumulative".to_owned());
        found.push(Finding::error(at.clone(), Code::Needs { key, because }));
    }
    let is_before = |duty: &Duty| match (duty.period.figures, duty.period.span) {
        (Figures::Since(day), Some((_, last))) => last < day,
        _ => false,
    };
    // Where the plan does not say when it begins, nobody knows of the first period.
    if first_day(plan, kind).is_some() && reports.iter().any(is_before) {
        found.push(Finding::error(at.key("date"), Code::EndsBeforeStart));
    }
}

/// Each day that is named belongs to a period, and to a day each period: of a list all, of a recurrence those from the
/// first to the last that is named.
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
    for (id, day) in days.clone() {
        let (from, to) = (day.plus_days(-DAYS_APART), day.plus_days(DAYS_APART));
        if !Period::ending_between(periods, frame, from, to).iter().any(|period| period.id == *id) {
            found.push(Finding::error(at.key(id.as_str()), Code::Dangling { id: id.to_string() }));
        }
    }
    let is_named = |period: &Period| days.clone().any(|(id, _)| *id == period.id);
    let all_days = || days.clone().map(|(_, day)| *day);
    let Some((earliest, latest)) = all_days().min().zip(all_days().max()) else { return };
    let (from, to) = (earliest.plus_days(-DAYS_APART), latest.plus_days(DAYS_APART));
    let all = Period::ending_between(periods, frame, from, to);
    let between = all.iter().rposition(is_named).map(|last| all[..last].iter().skip_while(|period| !is_named(period)));
    if let Some(period) = between.into_iter().flatten().find(|period| !is_named(period)) {
        found.push(Finding::warning(at.clone(), Code::MissingKey { key: period.id.to_string() }));
    }
}

/// Days in which a kind has a report if it ever has one: every day of a year comes again in eight, 29 February too.
const DAYS_ASKED: i64 = 8 * 366;

/// A day before which a kind has no report; none where it is without periods, or the plan does not say.
fn first_day(plan: &Plan, kind: &ReportKind) -> Option<Date> {
    let starts = [plan.begins(), kind.valid_from, plan.issued].into_iter().flatten().max();
    match &kind.periods {
        Periods::Every(every) => every.from.max(starts),
        Periods::List(list) => list.iter().map(|period| period.to).min(),
        _ => None,
    }
}

/// The units that a kind names, and one of each class.
fn asked<'p>(plan: &'p Plan, kind: &'p ReportKind) -> impl Iterator<Item = Unit> + 'p {
    let named = kind.by.units.iter().filter_map(|id| plan.unit(id)).cloned();
    named.chain(kind.by.groups.iter().map(|group| Unit::new(UnitId::own("-"), String::new(), vec![group.clone()])))
}

/// The reports of a kind that are somebody's to send in its first years; none where nobody is asked for one, or it has
/// no periods.
fn some_reports(plan: &Plan, kind: &Arc<ReportKind>) -> Option<Vec<Duty>> {
    let mut asked = asked(plan, kind).peekable();
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
