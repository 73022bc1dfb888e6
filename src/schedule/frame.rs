use super::{Calendar, Instant, Zone};
use crate::plan::{Arrangement, Date, Member, Plan, ReportKind};

/// What the reports of a unit hang on.
pub(super) struct Frame<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The unit.
    pub member: &'a Member,
    /// Which days are worked.
    pub calendar: Calendar<'a>,
    /// Whose days.
    pub zone: &'a dyn Zone,
    /// What was arranged for the unit.
    arranged: Vec<&'a Arrangement>,
}

impl<'a> Frame<'a> {
    pub fn new(plan: &'a Plan, member: &'a Member, zone: &'a dyn Zone) -> Self {
        let mut arranged = Vec::new();
        for arrangement in &plan.arrangements {
            if arrangement.r#for.as_ref().is_none_or(|who| member.is_in(who)) {
                arranged.push(arrangement);
            }
        }
        Self { plan, member, calendar: Calendar::of(plan), zone, arranged }
    }

    /// What was arranged for the unit's report of a kind.
    pub fn arranged(&self, kind: &ReportKind) -> impl Iterator<Item = &'a Arrangement> {
        let arranged = self.arranged.iter().copied();
        arranged.filter(|arrangement| arrangement.reports.is_empty() || arrangement.reports.contains(&kind.id))
    }

    /// The moment a day begins.
    pub fn start_of(&self, day: Date) -> Instant {
        Instant::start_of(day, self.zone)
    }
}
