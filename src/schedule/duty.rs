use super::due::{rule, term};
use super::{Calendar, Due, Frame, Instant, Period, PeriodName, Zone};
use crate::plan::{CorrectedFrom, Corrections, Date, Member, Opens, PeriodId, ReportKind, Round};
use std::sync::Arc;

/// One report that a unit owes: a kind, a period, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// The report kind.
    pub kind: Arc<ReportKind>,
    /// Whether the plan states it.
    pub origin: Origin,
    /// Which of several reports about one period, where there are several.
    pub round: Option<Round>,
    /// What the report covers.
    pub period: Period,
    /// Until when it is on time; none where the plan names no day.
    pub due: Option<Due>,
    /// The plan's words on when, also where they name no day.
    pub wording: Option<String>,
    /// The first moment it may be sent; none: any time.
    pub opens: Option<Instant>,
}

/// Where a duty comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The plan states it.
    Plan,
    /// The plan gives the unit tasks and says nothing of reports: the product offers an undated one.
    Unstated,
}

/// How a report stands to its instants at a moment. Being late and being locked are different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Past the due instant, still accepted.
    Overdue,
    /// Open and on time.
    Open,
    /// No due instant: any time.
    Undated,
    /// The period has not begun.
    NotOpen,
    /// Past the closing: no longer accepted.
    Closed,
}

impl Duty {
    /// Whether the plan places it nowhere in time: there may be any number of such reports.
    pub fn is_open(&self) -> bool {
        self.period.name == PeriodName::Open
    }

    /// Whether it is the same report: the rest follows from the plan.
    pub fn is_same(&self, other: &Self) -> bool {
        self.kind.id == other.kind.id && self.period.id == other.period.id
    }

    /// Such a report, begun.
    #[must_use]
    pub fn begun(&self, period: Period) -> Self {
        Self { period, ..self.clone() }
    }

    /// How it stands at a moment.
    pub fn standing(&self, now: Instant) -> Standing {
        let Some(due) = &self.due else {
            return match self.opens {
                Some(opens) if now < opens => Standing::NotOpen,
                _ => Standing::Undated,
            };
        };
        if due.closes.is_some_and(|closes| now >= closes) {
            Standing::Closed
        } else if now >= due.until {
            Standing::Overdue
        } else if self.opens.is_some_and(|opens| now < opens) {
            Standing::NotOpen
        } else {
            Standing::Open
        }
    }

    /// Whether a report sent at a moment is late; without a due instant nothing is.
    pub fn is_late(&self, at: Instant) -> bool {
        self.due.as_ref().is_some_and(|due| at >= due.until)
    }

    /// Until when a report that was sent then may still be corrected; none: always.
    pub fn correctable_until(&self, sent: Instant, calendar: &Calendar, zone: &dyn Zone) -> Option<Instant> {
        let Corrections { within, of } = self.kind.corrections?;
        let from = match (of, &self.due) {
            (CorrectedFrom::Due, Some(due)) => due.until,
            _ => sent,
        };
        // A term from an instant at 24:00 begins with the day that ends there.
        let day = Instant(from.0 - 1).in_zone(zone).date;
        Some(term(day, from, within, calendar, zone))
    }

    /// Whether it is due before its period ends, so that its figures cannot all be actual yet.
    pub fn is_estimate(&self) -> bool {
        match (&self.due, self.period.span) {
            (Some(due), Some((_, last))) => due.last_day < last,
            _ => false,
        }
    }

    pub(super) fn new(
        kind: &Arc<ReportKind>,
        round: Option<&Round>,
        member: &Member,
        mut period: Period,
        frame: Frame<'_>,
        zone: &dyn Zone,
    ) -> Self {
        let rules = round.map(|round| &round.due[..]).filter(|due| !due.is_empty()).unwrap_or(&kind.due);
        let rule = rule(rules, member);
        let due = rule.and_then(|rule| Due::of(rule, &kind.late, &period, frame, zone));
        let opens = match kind.opens {
            Opens::PeriodStart => period.span.map(|(first, _)| Instant::start_of(first, zone)),
            Opens::PeriodEnd => period.span.map(|(_, last)| Instant::start_of(last.plus_days(1), zone)),
            Opens::BeforeDue(days) => {
                due.as_ref().map(|due| Instant::start_of(due.last_day.plus_days(-i64::from(days)), zone))
            }
            Opens::Always => None,
        };
        let words = round.and_then(|round| round.wording.as_ref()).or(kind.wording.as_ref());
        let wording = rule.map(|rule| &rule.wording).or(words).cloned();
        if let Some(round) = round {
            // Both are ids, and so is what they make together, unless it is too long: then the period stays.
            period.id = PeriodId::new(&format!("{}.{}", period.id, round.id)).unwrap_or(period.id);
        }
        Self { kind: Arc::clone(kind), origin: Origin::Plan, round: round.cloned(), period, due, wording, opens }
    }

    /// The day by which reports are put in order.
    pub(super) fn day(&self) -> Option<Date> {
        self.due.as_ref().map(|due| due.last_day).or(self.period.span.map(|(_, last)| last))
    }
}
