use super::{Instant, Period, Zone};
use crate::plan::{Date, DayCounts, DueDay, DueRule, Member, ReportKind};

/// Until when a report is on time: the computed instant beside the words it was computed from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The plan's words.
    pub wording: String,
    /// The day the words name.
    pub named: Date,
    /// How the words are read.
    pub reading: DayCounts,
    /// The last day that is on time.
    pub last_day: Date,
    /// The first moment that is late: 24:00 of the last day.
    pub until: Instant,
    /// The first moment that is refused; none: late reports are always taken.
    pub closes: Option<Instant>,
}

impl Due {
    /// What a kind's rules say of a period for a unit; `None` where no day is named.
    pub(super) fn of(kind: &ReportKind, member: &Member, period: &Period, zone: &dyn Zone) -> Option<Self> {
        let rule = rule(kind, member)?;
        let named = named_day(rule.day.as_ref()?, period)?;
        let last_day = match rule.reading {
            DayCounts::Before => named.plus_days(-1),
            DayCounts::Through => named,
        };
        let after = |days: i64| Instant::start_of(last_day.plus_days(days + 1), zone);
        Some(Self {
            wording: rule.wording.clone(),
            named,
            reading: rule.reading,
            last_day,
            until: after(0),
            closes: kind.late.closes_after_days.map(|days| after(days.into())),
        })
    }
}

/// The first rule that names the unit, or names nobody in particular.
pub(super) fn rule<'k>(kind: &'k ReportKind, member: &Member) -> Option<&'k DueRule> {
    kind.due.iter().find(|rule| rule.r#for.as_ref().is_none_or(|who| member.is_in(who)))
}

fn named_day(day: &DueDay, period: &Period) -> Option<Date> {
    match day {
        DueDay::Dates(dates) => dates.get(&period.id).copied(),
        DueDay::DayOfMonth(day) => {
            let (_, last) = period.span?;
            Some(last.with_day_clamped((*day).into()))
        }
        DueDay::Yearly(days) => {
            let (_, last) = period.span?;
            let years = [last.year() - 1, last.year(), last.year() + 1];
            let candidates = years.into_iter().flat_map(|year| days.iter().filter_map(move |day| day.in_year(year)));
            candidates.min_by_key(|candidate| candidate.days_since(last).abs())
        }
    }
}
