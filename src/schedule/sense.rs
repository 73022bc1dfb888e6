use super::frame::Frame;
use super::owed::all;
use super::{FixedZone, Period};
use crate::finding::{Code, Finding, Pointer};
use crate::plan::{Date, On, Periods, Plan, ReportKind, Unit, UnitId};
use std::sync::Arc;

/// Days before and after a named due day in which its period may end.
const DAYS_APART: i64 = 800;

/// What of a plan only its schedule can tell: due days that are given to periods which do not exist, or to none of
/// those that do, and kinds of report that never fall due.
pub fn check(plan: &Plan) -> Vec<Finding> {
    let nobody = plan.member(Unit::new(UnitId::own("-"), String::new(), Vec::new()));
    let frame = Frame::new(plan, &nobody, &FixedZone::VIETNAM);
    let mut found = Vec::new();
    for (i, kind) in plan.reports.iter().enumerate() {
        let at = Pointer::root().key("reports").index(i);
        if !ever_due(plan, kind) {
            found.push(Finding::error(at.clone(), Code::NeverDue));
        }
        let rounds = kind.rounds.iter().enumerate().map(|(j, round)| (at.key("rounds").index(j), &round.due));
        for (at, rules) in rounds.chain([(at.clone(), &kind.due)]) {
            for (j, rule) in rules.iter().enumerate() {
                let Some(On::Each(days)) = &rule.on else { continue };
                if let Periods::List(list) = &kind.periods {
                    for period in list.iter().filter(|period| !days.contains_key(&period.id)) {
                        let at = at.key("due").index(j).key("on").key("each");
                        found.push(Finding::warning(at, Code::MissingKey { key: period.id.to_string() }));
                    }
                    continue;
                }
                for (id, day) in days {
                    let (from, to) = (day.plus_days(-DAYS_APART), day.plus_days(DAYS_APART));
                    let mut near = Period::ending_between(&kind.periods, &frame, from, to).into_iter();
                    if !near.any(|period| period.id == *id) {
                        let at = at.key("due").index(j).key("on").key("each").key(id.as_str());
                        found.push(Finding::error(at, Code::Dangling { id: id.to_string() }));
                    }
                }
            }
        }
    }
    found
}

/// Days in which a kind has a report if it ever has one: every day of a year comes again in eight, 29 February too.
const DAYS_ASKED: i64 = 8 * 366;

/// Whether some report of a kind is ever somebody's to send. Kinds that nobody is asked for are not looked at.
fn ever_due(plan: &Plan, kind: &Arc<ReportKind>) -> bool {
    let named = kind.by.units.iter().filter_map(|id| plan.unit(id)).cloned();
    let of_class = kind.by.groups.iter().map(|group| Unit::new(UnitId::own("-"), String::new(), vec![group.clone()]));
    let mut asked = named.chain(of_class).peekable();
    if asked.peek().is_none() {
        return true;
    }
    let starts = [plan.begins(), kind.valid_from, plan.issued].into_iter().flatten().max();
    let first = match &kind.periods {
        Periods::Every(every) => every.from.max(starts).unwrap_or(Date::EPOCH.plus_days(30 * 366)),
        Periods::List(list) => list.iter().map(|period| period.to).min().unwrap_or(Date::EPOCH),
        _ => return true,
    };
    asked.any(|unit| {
        let member = plan.member(unit);
        let frame = Frame::new(plan, &member, &FixedZone::VIETNAM);
        !all(kind, first.plus_days(-DAYS_APART), first.plus_days(DAYS_ASKED), &frame).is_empty()
    })
}
