use super::due::rule;
use super::{Due, Instant, Period, PeriodName, Zone};
use crate::plan::{Covers, Date, KindId, Late, Member, Nil, PeriodId, Periods, Plan, ReportKind, Who};
use std::sync::Arc;

/// One report that a unit owes: a kind, a period, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// The report kind.
    pub kind: Arc<ReportKind>,
    /// Whether the plan states it.
    pub origin: Origin,
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
        matches!(self.period.name, PeriodName::Open)
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

    fn new(kind: &Arc<ReportKind>, origin: Origin, member: &Member, period: Period, zone: &dyn Zone) -> Self {
        let due = Due::of(kind, member, &period, zone);
        let opens = period.span.map(|(first, _)| Instant::start_of(first, zone));
        let wording = rule(kind, member).map(|rule| rule.wording.clone()).or_else(|| kind.wording.clone());
        Self { kind: Arc::clone(kind), origin, period, due, wording, opens }
    }

    /// The day by which reports are put in order.
    fn day(&self) -> Option<Date> {
        self.due.as_ref().map(|due| due.last_day).or(self.period.span.map(|(_, last)| last))
    }
}

/// Most months back that missed reports are listed.
const MONTHS_BACK: i64 = 12;

/// Days after its end that a period without a due day is still offered.
const DAYS_BACK_UNDATED: i64 = 92;

/// The reports a unit owes around a moment: those of the last twelve months, the current one of each
/// kind and the one after it, earliest first; reports without a day come last.
///
/// A kind's periods begin with its own `from`, else the plan's horizon, else its day of issue; where the
/// plan says none of these, with the period that is current.
pub fn duties(plan: &Plan, member: &Member, now: Instant, zone: &dyn Zone) -> Vec<Duty> {
    let today = now.in_zone(zone).date;
    let mut found = Vec::new();
    let mut stated = false;
    for kind in plan.reports.iter().filter(|kind| member.is_in(&kind.by)) {
        stated |= kind.covers != Covers::None;
        found.extend(of_kind(plan, kind, member, today, now, zone));
    }
    if !stated && plan.tasks.iter().any(|task| !plan.roles(member, task).is_empty()) {
        let kind = Arc::new(unstated(member));
        found.push(Duty::new(&kind, Origin::Unstated, member, Period::open(), zone));
    }
    crate::finding::sort(&mut found, |duty: &Duty| (duty.day().is_none(), duty.day()));
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
    let Some(kind) = plan.report(kind).filter(|kind| member.is_in(&kind.by)) else {
        let all = duties(plan, member, now, zone);
        let unstated = all.into_iter().find(|duty| duty.kind.id == *kind && duty.is_open())?;
        return Some(unstated.begun(Period::begun_as(period)?));
    };
    let today = now.in_zone(zone).date;
    let (from, to) = (today.plus_days(-YEARS_KNOWN * 366), today.plus_days(YEARS_KNOWN * 366));
    let mut known = Period::ending_between(&kind.periods, from, to).into_iter();
    let period = match known.find(|known| matches!(known.name, PeriodName::Open) || known.id == *period)? {
        Period { name: PeriodName::Open, .. } => Period::begun_as(period)?,
        period => period,
    };
    Some(Duty::new(kind, Origin::Plan, member, period, zone))
}

/// Years around now in which a receiver knows periods.
const YEARS_KNOWN: i64 = 10;

fn of_kind(
    plan: &Plan,
    kind: &Arc<ReportKind>,
    member: &Member,
    today: Date,
    now: Instant,
    zone: &dyn Zone,
) -> Vec<Duty> {
    let horizon = plan.horizon.as_ref();
    let start = horizon.and_then(|h| h.from).or(plan.issued);
    let end = horizon.and_then(|h| h.to);
    let earliest = today.plus_days(-MONTHS_BACK * 31);
    let from = start.map_or(earliest, |start| start.max(earliest));
    let periods = Period::ending_between(&kind.periods, from, today.plus_days(2 * 366));
    let mut coming = 0;
    let all = periods.into_iter().map(|period| Duty::new(kind, Origin::Plan, member, period, zone));
    let mut kept: Vec<Duty> = all
        .filter(|duty| end.is_none_or(|end| duty.period.span.is_none_or(|(first, _)| first <= end)))
        .filter(|duty| {
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
            coming <= 2
        })
        .collect();
    // Where nothing says when the duty began, what was due before now cannot be known to have been owed.
    if start.is_none() && matches!(&kind.periods, Periods::Every(every) if every.from.is_none()) {
        let last_missed = kept.iter().rposition(|duty| duty.is_late(now));
        kept.drain(..last_missed.unwrap_or(0));
    }
    kept
}

/// The report the product offers where a plan gives tasks and asks for none.
fn unstated(member: &Member) -> ReportKind {
    ReportKind {
        id: KindId::own("unstated"),
        title: String::new(),
        wording: None,
        by: Who { units: vec![member.unit.id.clone()], groups: Vec::new() },
        to: Vec::new(),
        through: None,
        r#final: None,
        embedded_in: None,
        periods: Periods::Continuous,
        due: Vec::new(),
        late: Late::default(),
        nil: Nil::Allowed,
        covers: Covers::Own,
        outline: None,
    }
}
