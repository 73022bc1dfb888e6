use super::{Calendar, Duty, Frame, Instant, Origin, Period, PeriodName, Standing, Zone};
use crate::plan::{Covers, Date, KindId, Late, Member, Nil, Opens, PeriodId, PeriodUnit, Periods, Plan, ReportKind, Who};
use std::sync::Arc;

/// Days back that missed reports are listed: a year; of weeks and days less, for there are many.
fn days_back(periods: &Periods) -> i64 {
    match periods {
        Periods::Every(every) if every.unit == PeriodUnit::Day => 31,
        Periods::Every(every) if every.unit == PeriodUnit::Week => 92,
        _ => 372,
    }
}

/// Days after its end that a period without a due day is still offered.
const DAYS_BACK_UNDATED: i64 = 92;

/// The reports a unit owes around a moment: those of the last twelve months, the current one of each
/// kind and the one after it, earliest first; reports without a day come last.
///
/// A kind's periods begin with its own `from`, else the plan's horizon, else its day of issue; where the
/// plan says none of these, with the period that is current.
pub fn duties(plan: &Plan, member: &Member, now: Instant, zone: &dyn Zone) -> Vec<Duty> {
    let calendar = Calendar::of(plan);
    let mut found = Vec::new();
    let mut stated = false;
    for kind in plan.reports.iter().filter(|kind| member.is_in(&kind.by)) {
        stated |= kind.covers != Covers::None;
        found.append(&mut around(plan, kind, member, now, frame(plan, &calendar), zone));
    }
    stand_in(plan, member, &mut found);
    if !stated && plan.tasks.iter().any(|task| !plan.roles(member, task).is_empty()) {
        found.push(unstated(plan, member, &calendar, zone));
    }
    crate::finding::sort(&mut found, |duty: &Duty| (duty.day().is_none(), duty.day()));
    found
}

/// Every dated report of a unit that is due in these days, earliest first: its year at a glance.
pub fn obligations(plan: &Plan, member: &Member, from: Date, to: Date, zone: &dyn Zone) -> Vec<Duty> {
    let calendar = Calendar::of(plan);
    let mut found = Vec::new();
    for kind in plan.reports.iter().filter(|kind| member.is_in(&kind.by)) {
        // A report may be due long after its period has ended, or before it has.
        let mut all = all(plan, kind, member, from.plus_days(-800), to.plus_days(800), frame(plan, &calendar), zone);
        all.retain(|duty| duty.due.is_some() && duty.day().is_some_and(|day| from <= day && day <= to));
        found.append(&mut all);
    }
    stand_in(plan, member, &mut found);
    crate::finding::sort(&mut found, |duty: &Duty| duty.day());
    found
}

/// The duty with this kind and period, if the unit has it: what a receiver holds a report against.
pub fn duty(
    plan: &Plan,
    member: &Member,
    kind: &KindId,
    period: &PeriodId,
    now: Instant,
    zone: &dyn Zone,
) -> Option<Duty> {
    let calendar = Calendar::of(plan);
    let Some(kind) = plan.report(kind).filter(|kind| member.is_in(&kind.by)) else {
        let all = duties(plan, member, now, zone);
        let unstated = all.into_iter().find(|duty| duty.kind.id == *kind && duty.is_open())?;
        return Some(unstated.begun(Period::begun_as(period)?));
    };
    let today = now.in_zone(zone).date;
    let (from, to) = (today.plus_days(-YEARS_KNOWN * 366), today.plus_days(YEARS_KNOWN * 366));
    let frame = frame(plan, &calendar);
    for known in Period::ending_between(&kind.periods, frame, from, to) {
        if known.name == PeriodName::Open {
            return Some(Duty::new(kind, None, member, Period::begun_as(period)?, frame, zone));
        }
        // Only what may be it is worked out.
        if period.as_str().starts_with(known.id.as_str()) {
            let rounds = rounds(kind, member, known, frame, zone);
            if let Some(duty) = rounds.into_iter().find(|duty| duty.period.id == *period) {
                return Some(duty);
            }
        }
    }
    None
}

/// Years around now in which a receiver knows periods.
const YEARS_KNOWN: i64 = 10;

fn frame<'a>(plan: &Plan, calendar: &'a Calendar) -> Frame<'a> {
    Frame { plan_from: begins(plan), calendar }
}

fn begins(plan: &Plan) -> Option<Date> {
    plan.horizon.as_ref().and_then(|horizon| horizon.from).or(plan.issued)
}

/// Each round of one period; one where there are none.
fn rounds(kind: &Arc<ReportKind>, member: &Member, period: Period, frame: Frame<'_>, zone: &dyn Zone) -> Vec<Duty> {
    if kind.rounds.is_empty() {
        return vec![Duty::new(kind, None, member, period, frame, zone)];
    }
    let round = |round| Duty::new(kind, Some(round), member, period.clone(), frame, zone);
    kind.rounds.iter().map(round).collect()
}

/// Every report of a kind whose period ends in these days and lies in the plan's and the kind's time.
fn all(
    plan: &Plan,
    kind: &Arc<ReportKind>,
    member: &Member,
    from: Date,
    to: Date,
    frame: Frame<'_>,
    zone: &dyn Zone,
) -> Vec<Duty> {
    let start = begins(plan);
    let end = plan.horizon.as_ref().and_then(|horizon| horizon.to);
    let mut found = Vec::new();
    for period in Period::ending_between(&kind.periods, frame, start.map_or(from, |start| start.max(from)), to) {
        if end.is_some_and(|end| period.span.is_some_and(|(first, _)| first > end)) {
            continue;
        }
        found.append(&mut rounds(kind, member, period, frame, zone));
    }
    found.retain(|duty| {
        let day = duty.day();
        kind.valid_from.is_none_or(|from| day.is_none_or(|day| day >= from))
            && kind.valid_until.is_none_or(|until| day.is_none_or(|day| day <= until))
    });
    found
}

fn around(
    plan: &Plan,
    kind: &Arc<ReportKind>,
    member: &Member,
    now: Instant,
    frame: Frame<'_>,
    zone: &dyn Zone,
) -> Vec<Duty> {
    let today = now.in_zone(zone).date;
    let earliest = today.plus_days(-days_back(&kind.periods));
    let mut coming = 0;
    let mut kept = all(plan, kind, member, earliest, today.plus_days(2 * 366), frame, zone);
    kept.retain(|duty| {
        // What the plan lists one by one is never out of sight.
        if matches!(kind.periods, Periods::List(_)) {
            return true;
        }
        if let (None, Some((first, last))) = (&duty.due, duty.period.span) {
            return first <= today && last >= today.plus_days(-DAYS_BACK_UNDATED);
        }
        if matches!(duty.standing(now), Standing::Overdue | Standing::Closed) {
            return duty.day().is_some_and(|day| day >= earliest);
        }
        coming += 1;
        coming <= 2 * kind.rounds.len().max(1)
    });
    // Where nothing says when the duty began, what was due before now cannot be known to have been owed.
    if begins(plan).is_none() && matches!(&kind.periods, Periods::Every(every) if every.from.is_none()) {
        let last_missed = kept.iter().rposition(|duty| duty.is_late(now));
        kept.drain(..last_missed.unwrap_or(0));
    }
    kept
}

/// Leaves out the reports for which that of another kind stands in: both end on one day, and that kind says so.
fn stand_in(plan: &Plan, member: &Member, found: &mut Vec<Duty>) {
    let ends = |duty: &Duty| duty.period.span.map(|(_, last)| last);
    for kind in plan.reports.iter().filter(|kind| !kind.replaces.is_empty() && member.is_in(&kind.by)) {
        let days: Vec<_> = found.iter().filter(|duty| duty.kind.id == kind.id).map(ends).collect();
        found.retain(|duty| !kind.replaces.contains(&duty.kind.id) || !days.contains(&ends(duty)));
    }
}

/// The report the product offers where a plan gives tasks and asks for none.
fn unstated(plan: &Plan, member: &Member, calendar: &Calendar, zone: &dyn Zone) -> Duty {
    let kind = Arc::new(ReportKind {
        id: KindId::new("unstated").unwrap_or_else(|| unreachable!("a valid id")),
        title: String::new(),
        wording: None,
        by: Who { units: vec![member.unit.id.clone()], groups: Vec::new() },
        to: Vec::new(),
        through: None,
        r#final: None,
        embedded_in: None,
        valid_from: None,
        valid_until: None,
        replaces: Vec::new(),
        periods: Periods::Continuous,
        rounds: Vec::new(),
        due: Vec::new(),
        opens: Opens::default(),
        late: Late::default(),
        corrections: None,
        nil: Nil::Allowed,
        covers: Covers::Own,
        outline: None,
    });
    let duty = Duty::new(&kind, None, member, Period::open(), frame(plan, calendar), zone);
    Duty { origin: Origin::Unstated, ..duty }
}
