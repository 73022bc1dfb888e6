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
}

impl<'a> Frame<'a> {
    pub fn new(plan: &'a Plan, member: &'a Member, zone: &'a dyn Zone) -> Self {
        Self { plan, member, calendar: Calendar::of(plan), zone }
    }

    /// What was arranged for the unit's reports of a kind.
    pub fn arranged(&self, kind: &ReportKind) -> impl Iterator<Item = &'a Arrangement> {
        let (member, kind) = (self.member, &kind.id);
        member
            .arrangements
            .iter()
            .filter(move |arranged| arranged.reports.is_empty() || arranged.reports.contains(kind))
    }

    /// The moment a day begins.
    pub fn start_of(&self, day: Date) -> Instant {
        Instant::start_of(day, self.zone)
    }
}
