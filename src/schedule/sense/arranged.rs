//! What a plan arranges for single units is for reports that are there, and gives more time.

use super::{DAYS_APART, first_day};
use crate::finding::{Code, Finding, Pointer};
use crate::plan::{Arrangement, Date, PeriodId, Periods, ReportKind, Round, Special};
use crate::schedule::due::{Due, end, rule};
use crate::schedule::duty::rules;
use crate::schedule::frame::Frame;
use crate::schedule::{Instant, Period};

/// The periods that arrangements name are there; those that requests make are new.
pub(super) fn check(frame: &Frame<'_>, found: &mut Vec<Finding>) {
    let arrangements = &frame.plan.arrangements;
    let mut kinds: Vec<_> = frame.plan.reports.iter().map(|kind| Known { kind, periods: None }).collect();
    for (i, one) in arrangements.iter().enumerate() {
        let mut needed = None;
        let last_day = |request: &Arrangement| Some((request.until?, end(request.until?, request.at, frame)));
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
                Special::Extended if is_regular || arrangements.iter().any(|other| is_asked_by(&other)) => {
                    let mut days: Vec<_> = arrangements.iter().filter(is_asked_by).filter_map(last_day).collect();
                    for known in kinds.iter_mut().filter(|known| is_for(known.kind)) {
                        known.due_days(id, one, frame, &mut days);
                    }
                    needed = needed.max(too_early(one, &days, frame));
                    continue;
                }
                _ if is_regular || arrangements.iter().any(|other| is_asked_by(&other)) => continue,
                _ => Code::Dangling { id: id.to_string() },
            };
            let at = Pointer::root().key("arrangements").index(i).key("periods").index(j);
            found.push(Finding::error(at, code));
        }
        if let Some(day) = needed {
            let at = Pointer::root().key("arrangements").index(i).key("until");
            found.push(Finding::warning(at, Code::BelowMin { min: day.to_string() }));
        }
    }
}

/// The first day until which more time would be more for somebody, where it is for nobody now. Known are the days on
/// which the report is due without it.
fn too_early(one: &Arrangement, days: &[(Date, Instant)], frame: &Frame<'_>) -> Option<Date> {
    let until = end(one.until?, one.at, frame);
    let &(day, earliest) = days.iter().min_by_key(|(_, due)| *due)?;
    let is_later = |day: &Date| end(*day, one.at, frame) > earliest;
    (until <= earliest).then(|| [day, day.plus_days(1)].into_iter().find(is_later)).flatten()
}

/// A kind of report with the periods it has.
struct Known<'k> {
    kind: &'k ReportKind,
    /// They in the order of their ids, once somebody asked.
    periods: Option<Vec<Period>>,
}

impl<'k> Known<'k> {
    /// Whether the kind has this period, in one of its rounds or in all.
    fn has(&mut self, id: &PeriodId, frame: &Frame<'_>) -> bool {
        match self.kind.periods {
            Periods::Every(_) | Periods::List(_) => !self.named(id, frame).is_empty(),
            _ => Period::begun_as(id).is_some(),
        }
    }

    /// The reports that an id names: one of a round, or those of all.
    fn named(&mut self, id: &PeriodId, frame: &Frame<'_>) -> Vec<(Period, Option<&'k Round>)> {
        let kind = self.kind;
        let periods = self.periods.get_or_insert_with(|| {
            let first = first_day(frame.plan, kind).unwrap_or(Date::EPOCH);
            let (from, to) = (first.plus_days(-DAYS_APART), first.plus_days(DAYS_KNOWN));
            let mut periods = Period::ending_between(&kind.periods, frame, from, to);
            periods.sort_unstable_by(|a, b| a.id.cmp(&b.id));
            periods
        });
        let find = |id: &str| {
            let at = periods.binary_search_by(|known| known.id.as_str().cmp(id)).ok()?;
            Some(periods[at].clone())
        };
        let in_round = |round: &'k Round, period: Period| (period.in_round(Some(round)), Some(round));
        let of_round = |(id, name): (&str, &str)| {
            let round = kind.rounds.iter().find(|round| round.id.as_str() == name)?;
            Some(vec![in_round(round, find(id)?)])
        };
        let of_all = |period: Period| match kind.rounds.is_empty() {
            true => vec![(period, None)],
            false => kind.rounds.iter().map(|round| in_round(round, period.clone())).collect(),
        };
        let one = id.as_str().rsplit_once('.').and_then(of_round);
        one.or_else(|| find(id.as_str()).map(of_all)).unwrap_or_default()
    }

    /// The days on which the reports that an id names are due by the rules for those to whom an arrangement is.
    fn due_days(&mut self, id: &PeriodId, one: &Arrangement, frame: &Frame<'_>, days: &mut Vec<(Date, Instant)>) {
        let (plan, kind) = (frame.plan, self.kind);
        if !matches!(kind.periods, Periods::Every(_) | Periods::List(_)) {
            return;
        }
        for (period, round) in self.named(id, frame) {
            let rules = rules(kind, round);
            let mut held = Vec::new();
            match &one.r#for {
                // Each of a few may have a rule of its own.
                Some(who) if who.groups.is_empty() => {
                    for unit in who.units.iter().filter_map(|id| plan.unit(id)) {
                        let member = plan.member(unit.clone());
                        if member.is_in(&kind.by) || member.succeeds(&kind.by) {
                            held.extend(rule(rules, &kind.by, &member));
                        }
                    }
                }
                _ => held.extend(rules),
            }
            for rule in held {
                let due = Due::of(rule, &kind.late, &period, round, frame);
                days.extend(due.map(|due| (due.last_day, due.until)));
            }
        }
    }
}

/// Days from its first in which a kind has periods.
const DAYS_KNOWN: i64 = 60 * 366;
