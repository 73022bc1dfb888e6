use super::frame::Frame;
use super::{FixedZone, Period};
use crate::finding::{Code, Finding, Pointer};
use crate::plan::{On, Periods, Plan, Unit, UnitId};

/// Days before and after a named due day in which its period may end.
const DAYS_APART: i64 = 800;

/// What of a plan only its schedule can tell: due days that are given to periods which do not exist.
pub fn check(plan: &Plan) -> Vec<Finding> {
    let nobody = plan.member(Unit::new(UnitId::own("-"), String::new(), Vec::new()));
    let frame = Frame::new(plan, &nobody, &FixedZone::VIETNAM);
    let mut found = Vec::new();
    for (i, kind) in plan.reports.iter().enumerate() {
        let at = Pointer::root().key("reports").index(i);
        let rounds = kind.rounds.iter().enumerate().map(|(j, round)| (at.key("rounds").index(j), &round.due));
        for (at, rules) in rounds.chain([(at.clone(), &kind.due)]) {
            for (j, rule) in rules.iter().enumerate() {
                let (Some(On::Each(days)), Periods::Every(_)) = (&rule.on, &kind.periods) else { continue };
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
