use super::frame::Frame;
use super::{Duty, Instant, Lapsed, Origin, Period, PeriodName, Zone};
use crate::plan::{
    After, Covers, Date, KindId, Late, Member, Nil, On, Opens, PeriodId, PeriodUnit, Periods, Plan, ReportKind,
    Special, Who,
};
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

/// Most days that more time is thought to be given.
const MORE_TIME: i64 = 800;

/// Most days between the end of a period and a day that is named for it alone.
pub(super) const DAYS_APART: i64 = 800;

/// Most days between the end of a period and the day its report is due: a generous bound.
fn reach(kind: &ReportKind, frame: &Frame<'_>) -> i64 {
    let number = |n: Option<u8>| i64::from(n.unwrap_or(0));
    let mut longest = 0;
    for rule in kind.due.iter().chain(kind.rounds.iter().flat_map(|round| &round.due)) {
        let After { years, months, weeks, days, working_days, .. } = rule.after;
        let months = 12 * number(years) + number(months);
        // Work every second day, and a long break.
        let days = i64::from(days.unwrap_or(0)) + 2 * i64::from(working_days.unwrap_or(0)) + 31;
        let named = match rule.on {
            Some(On::Each(_)) => DAYS_APART,
            Some(_) => 366,
            None => 0,
        };
        longest = longest.max(31 * months + 7 * number(weeks) + days + named);
    }
    // What is due by its first day is due so long before its last.
    if let Periods::Every(every) = &kind.periods {
        let count = i64::from(every.count.unwrap_or(1));
        longest += match every.unit {
            PeriodUnit::Week => 7 * count,
            PeriodUnit::Day => count,
            months => 31 * i64::from(months.months().unwrap_or(0)),
        };
    }
    let has_more_time = frame.arranged(kind).any(|arranged| arranged.is == Special::Extended);
    longest + if has_more_time { MORE_TIME } else { 0 }
}

/// The reports a unit owes around a moment: those of the last twelve months, the current one of each
/// kind and the one after it, earliest first; reports without a day come last.
///
/// A kind's periods begin with its own `from`, else the plan's horizon, else its day of issue; where the
/// plan says none of these, with the period that is current.
pub fn duties(plan: &Plan, member: &Member, now: Instant, zone: &dyn Zone) -> Vec<Duty> {
    let (frame, today) = (Frame::new(plan, member, zone), now.in_zone(zone).date);
    let mut found = Vec::new();
    let mut stated = false;
    for kind in kinds(&frame) {
        stated |= kind.covers != Covers::None;
        found.append(&mut around(kind, now, &frame));
    }
    stand_in(&frame, &mut found);
    if !stated && plan.tasks.iter().any(|task| plan.roles(member, task, Some(today)).next().is_some()) {
        found.push(unstated(&frame));
    }
    crate::finding::sort(&mut found, |duty: &Duty| (duty.day().is_none(), duty.day()));
    found
}

/// Every dated report of a unit that is due in these days, earliest first.
pub fn obligations(plan: &Plan, member: &Member, from: Date, to: Date, zone: &dyn Zone) -> Vec<Duty> {
    let mut found = reports(plan, member, from, to, zone);
    found.retain(|duty| duty.due.is_some());
    found
}

/// Every report of a unit whose day is in these days, earliest first: that on which it is due, else the last of its
/// period. What the plan places nowhere in time is not among them.
pub fn reports(plan: &Plan, member: &Member, from: Date, to: Date, zone: &dyn Zone) -> Vec<Duty> {
    let frame = Frame::new(plan, member, zone);
    let mut found = Vec::new();
    for kind in kinds(&frame) {
        let reach = reach(kind, &frame);
        let mut all = all(kind, from.plus_days(-reach), to.plus_days(reach), &frame);
        all.retain(|duty| duty.day().is_some_and(|day| from <= day && day <= to));
        crate::finding::sort(&mut all, |duty: &Duty| duty.day());
        found = merge(found, all);
    }
    stand_in(&frame, &mut found);
    found
}

/// Reports in order among others in order: sorting the reports of many kinds at once by insertion took most of the time.
fn merge(found: Vec<Duty>, more: Vec<Duty>) -> Vec<Duty> {
    let mut merged = Vec::with_capacity(found.len() + more.len());
    let mut more = more.into_iter().peekable();
    for duty in found {
        while let Some(earlier) = more.next_if(|next| next.day() < duty.day()) {
            merged.push(earlier);
        }
        merged.push(duty);
    }
    merged.extend(more);
    merged
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
    let frame = Frame::new(plan, member, zone);
    let Some(kind) = kinds(&frame).find(|known| known.id == *kind) else {
        let all = duties(plan, member, now, zone);
        let unstated = all.into_iter().find(|duty| duty.kind.id == *kind && duty.is_open())?;
        let begun = unstated.begun(Period::begun_as(period)?, plan, member, zone);
        return (begun.period.id == *period).then_some(begun);
    };
    let today = now.in_zone(zone).date;
    let known = requests(kind, &frame).into_iter().find(|duty| duty.period.id == *period);
    let duty = known.or_else(|| of_period(kind, period, today, &frame))?;
    is_valid(&duty, &frame).then_some(duty)
}

/// The report with this kind and period that somebody has begun; where the unit does not have it any more, with why.
pub fn begun(
    plan: &Plan,
    member: &Member,
    kind: &KindId,
    period: &PeriodId,
    now: Instant,
    zone: &dyn Zone,
) -> Option<Duty> {
    let known = duty(plan, member, kind, period, now, zone);
    if known.is_some() {
        return known;
    }
    let (frame, today) = (Frame::new(plan, member, zone), now.in_zone(zone).date);
    let kind = plan.reports.iter().find(|known| known.id == *kind)?;
    let known = of_period(kind, period, today, &frame);
    let is_known = known.is_some();
    let duty = known.unwrap_or_else(|| Duty::kept(kind, period));
    let day = duty.day().unwrap_or(today);
    let is_of_kind = kind.valid_from.is_none_or(|from| from <= day) && kind.valid_until.is_none_or(|last| day <= last);
    let why = match () {
        () if !member.unit.is_valid_on(day) => Lapsed::Unit,
        () if is_known && !is_of_kind => Lapsed::Kind,
        () => Lapsed::Asked,
    };
    Some(Duty { lapsed: Some(why), ..duty })
}

/// The report of a kind with this period, as its rules have it.
fn of_period(kind: &Arc<ReportKind>, period: &PeriodId, today: Date, frame: &Frame<'_>) -> Option<Duty> {
    let (from, to) = (today.plus_days(-YEARS_KNOWN * 366), today.plus_days(YEARS_KNOWN * 366));
    for known in Period::ending_between(&kind.periods, frame, from, to) {
        let is_open = matches!(known.name, PeriodName::Open);
        // Only what may be it is worked out.
        if !is_open && !period.as_str().starts_with(known.id.as_str()) {
            continue;
        }
        let known = if is_open { Period::begun_as(period)? } else { known };
        let found = rounds(kind, known, frame).into_iter().find(|duty| duty.period.id == *period);
        if found.is_some() {
            return found;
        }
    }
    None
}

/// Years around now in which a receiver knows periods.
const YEARS_KNOWN: i64 = 10;

/// The report kinds that are the unit's.
fn kinds<'a>(frame: &Frame<'a>) -> impl Iterator<Item = &'a Arc<ReportKind>> {
    let member = frame.member;
    frame.plan.reports.iter().filter(|kind| member.is_in(&kind.by) || member.succeeds(&kind.by))
}

/// Each round of one period; one where there are none.
fn rounds(kind: &Arc<ReportKind>, period: Period, frame: &Frame<'_>) -> Vec<Duty> {
    if kind.rounds.is_empty() {
        return vec![Duty::new(kind, None, period, frame)];
    }
    let in_round = |round| Duty::new(kind, Some(round), period.clone().in_round(Some(round)), frame);
    kind.rounds.iter().map(in_round).collect()
}

/// The reports of a kind that were asked for one by one.
fn requests(kind: &Arc<ReportKind>, frame: &Frame<'_>) -> Vec<Duty> {
    let mut found = Vec::new();
    for arrangement in frame.arranged(kind) {
        if arrangement.is == Special::Requested {
            found.extend(Duty::requested(kind, arrangement, frame));
        }
    }
    found
}

/// Every report of a kind whose period ends in these days and lies in the time of plan, kind and unit.
pub(super) fn all(kind: &Arc<ReportKind>, from: Date, to: Date, frame: &Frame<'_>) -> Vec<Duty> {
    let from = frame.plan.begins().map_or(from, |begins| begins.max(from));
    let end = frame.plan.horizon.as_ref().and_then(|horizon| horizon.to);
    let mut found = requests(kind, frame);
    for period in Period::ending_between(&kind.periods, frame, from, to) {
        // Of a plan for 2026 the first report of 2027 is none, although its figures begin in December.
        let first = period.name.begins().max(period.span.map(|(first, _)| first));
        if end.is_none_or(|end| first.is_none_or(|first| first <= end)) {
            found.append(&mut rounds(kind, period, frame));
        }
    }
    found.retain(|duty| is_valid(duty, frame));
    found
}

/// Whether a report is the unit's to send: it falls due, or was begun, in the time of plan, kind and unit.
fn is_valid(duty: &Duty, frame: &Frame<'_>) -> bool {
    let day = match duty.period.name {
        PeriodName::Begun(at) => Some(at.date),
        _ => duty.day(),
    };
    day.is_none_or(|day| is_in_time(&duty.kind, day, frame))
        && duty.arranged.as_ref().is_none_or(|arranged| arranged.is != Special::NotYetMember)
}

fn is_in_time(kind: &ReportKind, day: Date, frame: &Frame<'_>) -> bool {
    // Nobody was asked before the plan was there.
    frame.plan.issued.is_none_or(|issued| issued <= day)
        && kind.valid_from.is_none_or(|from| from <= day)
        && kind.valid_until.is_none_or(|until| day <= until)
        && frame.member.unit.is_valid_on(day)
        && frame.member.owes(&kind.by, day)
}

fn around(kind: &Arc<ReportKind>, now: Instant, frame: &Frame<'_>) -> Vec<Duty> {
    let today = now.in_zone(frame.zone).date;
    let earliest = today.plus_days(-days_back(&kind.periods));
    let mut coming = 0;
    let reach = reach(kind, frame);
    let mut kept = all(kind, earliest.plus_days(-reach), today.plus_days(reach.max(2 * 366)), frame);
    kept.retain(|duty| {
        // What has no day is the unit's while it is there.
        if duty.day().is_none() && !is_in_time(kind, today, frame) {
            return false;
        }
        // What the plan lists one by one, or was arranged for one, is never out of sight.
        let is_for_one = duty.arranged.as_ref().is_some_and(|arranged| !arranged.periods.is_empty());
        if matches!(kind.periods, Periods::List(_)) || is_for_one {
            return true;
        }
        if let (None, Some((first, last))) = (&duty.due, duty.period.span) {
            return first <= today && last >= today.plus_days(-DAYS_BACK_UNDATED);
        }
        if duty.is_late(now) {
            return duty.day().is_some_and(|day| day >= earliest);
        }
        coming += 1;
        coming <= 2 * kind.rounds.len().max(1)
    });
    // Where nothing says when the duty began, what was due before now cannot be known to have been owed.
    if frame.plan.begins().is_none() && matches!(&kind.periods, Periods::Every(every) if every.from.is_none()) {
        let last_missed = kept.iter().rposition(|duty| duty.is_late(now));
        kept.drain(..last_missed.unwrap_or(0));
    }
    kept
}

/// Leaves out the reports for which that of another kind stands in: both end on one day, and that kind says so. Whether
/// there is one is asked of the plan: in the days that are looked at it need not be due.
fn stand_in(frame: &Frame<'_>, found: &mut Vec<Duty>) {
    for kind in kinds(frame).filter(|kind| !kind.replaces.is_empty()) {
        found.retain(|duty| {
            let Some((_, last)) = duty.period.span.filter(|_| kind.replaces.contains(&duty.kind.id)) else {
                return true;
            };
            // Who is exempt from the one that stands in owes the other.
            let is_exempt = |other: &Duty| other.arranged.as_ref().is_some_and(|one| one.is == Special::Exempt);
            let ends_then = |other: &Duty| other.period.span.is_some_and(|(_, end)| end == last) && !is_exempt(other);
            !all(kind, last, last, frame).iter().any(ends_then)
        });
    }
}

/// The report the product offers where a plan gives tasks and asks for none.
fn unstated(frame: &Frame<'_>) -> Duty {
    let kind = Arc::new(ReportKind {
        id: KindId::own("unstated"),
        title: String::new(),
        wording: None,
        by: Who { units: vec![frame.member.unit.id.clone()], groups: Vec::new() },
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
        paper: crate::json::Deferred::default(),
        nil_parts: crate::json::Deferred::default(),
    });
    Duty { origin: Origin::Unstated, ..Duty::new(&kind, None, Period::open(), frame) }
}
