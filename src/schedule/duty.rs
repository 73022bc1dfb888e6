use super::due::{end, means, rule, term};
use super::frame::Frame;
use super::{Due, EventAsked, EventTime, Figures, Instant, Period, PeriodName, Zone};
use crate::plan::{
    Anchor, Arrangement, Clock, CorrectedFrom, Corrections, Date, DueRule, Member, Nil, Opens, PeriodId, PeriodUnit,
    Periods, Plan, ReportKind, Round, Special,
};
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
    /// What must be known of the event, where the deadline is counted from it.
    pub event_asked: Option<EventAsked>,
    /// When the event was, once it is known; of a day its beginning.
    pub event_at: Option<Instant>,
    /// The first moment it may be sent; none: any time.
    pub opens: Option<Instant>,
    /// What was arranged for it outside the rules.
    pub arranged: Option<Arrangement>,
    /// Why it is owed no more, of one that was begun; none: it is.
    pub lapsed: Option<Lapsed>,
    /// Of a report that was sent: the first moment at which it may not be corrected any more; none: it was not sent,
    /// or the plan sets no such time.
    pub correctable_until: Option<Instant>,
}

/// Where a duty comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The plan states it.
    Plan,
    /// The plan gives the unit tasks and says nothing of reports: the product offers an undated one.
    Unstated,
}

/// Why a report that was begun is owed no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lapsed {
    /// The unit is not there on its day.
    Unit,
    /// The plan asks for this kind of report only before or after its day.
    Kind,
    /// Nobody asks for it any more: the request was taken back, or the plan was changed.
    Asked,
}

/// How a report stands to its instants at a moment. Being late and being locked are different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Past the due instant, still accepted.
    Overdue,
    /// Open and on time.
    Open,
    /// No due instant: any time.
    Undated,
    /// It may not be sent yet.
    NotOpen,
    /// Past the closing: no longer accepted.
    Closed,
    /// No report is owed: the unit is exempt, or sent it another way, or it was approved.
    Settled(Special),
    /// It was begun and is owed no more.
    Lapsed(Lapsed),
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

    /// A report that was begun, of a period that the plan does not have: what was written stays within reach.
    pub(super) fn kept(kind: &Arc<ReportKind>, period: &PeriodId) -> Self {
        let name = PeriodName::Named(period.to_string());
        let period = Period { id: period.clone(), name, span: None, figures: Figures::Period, event: None };
        Self {
            kind: Arc::clone(kind),
            origin: Origin::Plan,
            round: None,
            period,
            due: None,
            wording: None,
            event_asked: None,
            event_at: None,
            opens: None,
            arranged: None,
            lapsed: None,
            correctable_until: None,
        }
    }

    /// The first day of the year in which its period lies, as its periods are counted; none without a period.
    pub fn year_begins(&self) -> Option<Date> {
        let (first, last) = self.period.span?;
        let new_year = Date::new(last.year(), 1, 1)?;
        let Periods::Every(every) = &self.kind.periods else { return Some(new_year) };
        if every.unit == PeriodUnit::Week {
            // That of ISO 8601 begins with the week of 4 January; the week of the last day may be the next year's first.
            let begins = |year| {
                let fourth = Date::new(year, 1, 4)?;
                Some(fourth.plus_days(1 - i64::from(fourth.weekday())))
            };
            let candidates = [last.year() + 1, last.year(), last.year() - 1].map(begins);
            return candidates.into_iter().flatten().find(|begins| *begins <= first);
        }
        match every.starts.filter(|_| !every.full_year) {
            // It may have begun in the year before.
            Some(starts) => {
                let begins = |year| Date::new(year, starts.month(), 1).map(|day| day.with_day_clamped(starts.day()));
                [last.year(), last.year() - 1].map(begins).into_iter().flatten().find(|begins| *begins <= first)
            }
            None => Some(new_year),
        }
    }

    /// The day that says which year it is of: the last of its period, of a week its Thursday (ISO 8601); where it has no
    /// period the last that is on time.
    pub fn day_of_year(&self) -> Option<Date> {
        self.year_day_of(&self.period).or(self.due.as_ref().map(|due| due.last_day))
    }

    /// The same of another period of its kind, where that has its days.
    pub fn year_day_of(&self, period: &Period) -> Option<Date> {
        let is_week = matches!(&self.kind.periods, Periods::Every(every) if every.unit == PeriodUnit::Week);
        period.span.map(|(first, last)| if is_week { first.plus_days(3).max(last.plus_days(-3)) } else { last })
    }

    /// Whether its period is the last of its year, as its periods are counted.
    pub fn ends_its_year(&self) -> bool {
        let (Some(begins), Some((_, last))) = (self.year_begins(), self.period.span) else { return true };
        // Weeks end up to three days sooner or later.
        let next = Date::new(begins.year() + 1, begins.month(), 1).map(|day| day.with_day_clamped(begins.day()));
        let slack = matches!(&self.kind.periods, Periods::Every(every) if every.unit == PeriodUnit::Week);
        next.is_none_or(|next| last.plus_days(if slack { 4 } else { 1 }) >= next)
    }

    /// Such a report, begun.
    #[must_use]
    pub fn begun(&self, period: Period, plan: &Plan, member: &Member, zone: &dyn Zone) -> Self {
        let period = period.in_round(self.round.as_ref());
        let begun = Self::new(&self.kind, self.round.as_ref(), period, &Frame::new(plan, member, zone));
        Self { origin: self.origin, ..begun }
    }

    /// Such a report, once it is known when the event was; its deadline is counted from that.
    #[must_use]
    pub fn happened(&self, event: Option<EventTime>, plan: &Plan, member: &Member, zone: &dyn Zone) -> Self {
        let period = Period { event, ..self.period.clone() };
        let known = Self::new(&self.kind, self.round.as_ref(), period, &Frame::new(plan, member, zone));
        Self { origin: self.origin, ..known }
    }

    /// Whether it is to be sent: nothing was arranged that makes it needless.
    pub fn is_owed(&self) -> bool {
        self.arranged.as_ref().is_none_or(|arranged| matches!(arranged.is, Special::Extended | Special::Requested))
    }

    /// How it stands at a moment.
    pub fn standing(&self, now: Instant) -> Standing {
        if let Some(why) = self.lapsed {
            return Standing::Lapsed(why);
        }
        if let Some(arranged) = self.arranged.as_ref().filter(|_| !self.is_owed()) {
            return Standing::Settled(arranged.is);
        }
        if let Some(end) = self.correctable_until {
            return if now < end { Standing::Open } else { Standing::Closed };
        }
        let (until, closes) = match &self.due {
            Some(due) => (Some(due.until), due.closes),
            None => (None, None),
        };
        let is_past = |instant: Option<Instant>| instant.is_some_and(|instant| now >= instant);
        if is_past(closes) {
            Standing::Closed
        } else if is_past(until) {
            Standing::Overdue
        } else if self.opens.is_some_and(|opens| now < opens) {
            Standing::NotOpen
        } else if until.is_none() {
            Standing::Undated
        } else {
            Standing::Open
        }
    }

    /// Whether a report sent at a moment is late; without a due instant nothing is.
    pub fn is_late(&self, at: Instant) -> bool {
        self.correctable_until.is_none() && self.due.as_ref().is_some_and(|due| at >= due.until)
    }

    /// The duty of one whose report was sent at a moment and is corrected: where the plan gives time for that, a
    /// correction within it is on time, and refused after it.
    #[must_use]
    pub fn corrected(&self, sent: Instant, plan: &Plan, member: &Member, zone: &dyn Zone) -> Self {
        let Some(Corrections { within, of }) = self.kind.corrections else { return self.clone() };
        let from = match (of, &self.due) {
            (CorrectedFrom::Due, Some(due)) => due.until,
            _ => sent,
        };
        // A term from an instant at 24:00 begins with the day that ends there.
        let day = Instant(from.0 - 1).in_zone(zone).date;
        Self { correctable_until: Some(term(day, from, within, &Frame::new(plan, member, zone))), ..self.clone() }
    }

    /// Whether it is due before its period ends, so that its figures cannot all be actual yet.
    pub fn is_estimate(&self) -> bool {
        match (&self.due, self.period.span) {
            (Some(due), Some((_, last))) => due.last_day < last,
            _ => false,
        }
    }

    /// Whether it may say "nothing to report". A report that there is only when something happened, or was asked for,
    /// has something to tell.
    pub fn may_be_nil(&self) -> bool {
        match self.kind.nil {
            Nil::Required => true,
            Nil::Allowed => !matches!(self.kind.periods, Periods::OnRequest | Periods::OnEvent),
            Nil::Forbidden => false,
        }
    }

    /// The due rules that hold for it.
    pub(super) fn rules(&self) -> &[DueRule] {
        rules(&self.kind, self.round.as_ref())
    }

    /// The arrangement that gave it another last day.
    pub(super) fn other_day(&self) -> Option<&Arrangement> {
        self.arranged.as_ref().filter(|arranged| arranged.is == Special::Extended)
    }

    pub(super) fn new(kind: &Arc<ReportKind>, round: Option<&Round>, period: Period, frame: &Frame<'_>) -> Self {
        let rule = rule(rules(kind, round), &kind.by, frame.member);
        let words = round.and_then(|round| round.wording.as_ref()).or(kind.wording.as_ref());
        let wording = rule.map(|rule| &rule.wording).or(words).cloned();
        let event_asked = rule.filter(|rule| rule.from == Anchor::Event && period.span.is_none()).map(|rule| {
            let is_request = matches!(kind.periods, Periods::OnRequest);
            EventAsked { to_the_minute: rule.after.hours.is_some(), is_request }
        });
        let event_at =
            period.event.map(|EventTime { day, at }| Instant::at(day, at.map_or(0, Clock::seconds), frame.zone));
        let due = rule.and_then(|rule| Due::of(rule, &kind.late, &period, round, frame));
        let mut duty = Self {
            kind: Arc::clone(kind),
            origin: Origin::Plan,
            round: round.cloned(),
            period,
            due,
            wording,
            event_asked,
            event_at,
            opens: None,
            arranged: None,
            lapsed: None,
            correctable_until: None,
        };
        // More time does not put off from when on it may be sent.
        duty.opens = match (kind.opens, duty.period.span) {
            (Opens::PeriodStart, span) => span.map(|(first, _)| frame.start_of(first)),
            (Opens::PeriodEnd, span) => span.map(|(_, last)| frame.start_of(last.plus_days(1))),
            (Opens::BeforeDue(days), _) => {
                duty.due.as_ref().map(|due| frame.start_of(due.last_day.plus_days(-i64::from(days))))
            }
            (Opens::Always, _) => None,
        };
        if let (Some(opens), Some(due)) = (&mut duty.opens, &duty.due) {
            // What is due in time by its rule can be sent in time also where days off move its last day back.
            if due.moved_from.is_some_and(|day| due.last_day < day && end(day, due.at, frame) > *opens) {
                *opens = frame.start_of(due.last_day).min(*opens);
            }
        }
        duty.arrange(frame);
        duty
    }

    /// Takes over what was arranged for it.
    fn arrange(&mut self, frame: &Frame<'_>) {
        for arrangement in frame.arranged(&self.kind) {
            let (is, until) = (arrangement.is, arrangement.until);
            if is == Special::Requested || !holds(arrangement, &self.period.id, self.round.as_ref()) {
                continue;
            }
            let does = match (is, &mut self.due, until) {
                (Special::Extended, Some(due), Some(day)) => due.extend(day, arrangement.at, &self.kind.late, frame),
                (Special::Extended, ..) => false,
                (_, Some(due), Some(until)) => due.last_day <= until,
                _ => true,
            };
            if !does {
                continue;
            }
            // What settles it holds against what gives more time; of several extensions the one that moved it last.
            if self.is_owed() || is != Special::Extended {
                self.arranged = Some(arrangement.clone());
            }
        }
    }

    /// What a request asks for: it names the period and the last day itself.
    pub(super) fn requested(kind: &Arc<ReportKind>, request: &Arrangement, frame: &Frame<'_>) -> Option<Self> {
        let period = Period::requested(request)?;
        let mut duty = Self::new(kind, None, period, frame);
        if let Some(day) = request.until {
            let wording = request.reason.clone();
            let until = end(day, request.at, frame);
            let mut due = Due {
                wording,
                last_day: day,
                at: request.at,
                until,
                closes: None,
                moved_from: None,
                is_expected: false,
            };
            due.close(&kind.late, frame);
            duty.due = Some(due);
        }
        // What the plan says of the kind in general is not of this one.
        duty.wording = None;
        duty.opens = None;
        // Once more: what was arranged holds for the day that the request names.
        duty.arranged = None;
        duty.arrange(frame);
        duty.arranged.get_or_insert_with(|| request.clone());
        Some(duty)
    }

    /// The day by which reports are put in order: that on which it is due, the last of its period, or that on which it
    /// was begun.
    pub fn day(&self) -> Option<Date> {
        let begun = || match self.period.name {
            PeriodName::Begun(at) => Some(at.date),
            _ => None,
        };
        self.due.as_ref().map(|due| due.last_day).or(self.period.span.map(|(_, last)| last)).or_else(begun)
    }
}

/// The due rules of a round, else those of the kind.
pub(super) fn rules<'k>(kind: &'k ReportKind, round: Option<&'k Round>) -> &'k [DueRule] {
    round.map(|round| &round.due[..]).filter(|due| !due.is_empty()).unwrap_or(&kind.due)
}

/// Whether an arrangement is for this period, or for all.
fn holds(arrangement: &Arrangement, period: &PeriodId, round: Option<&Round>) -> bool {
    arrangement.periods.is_empty() || arrangement.periods.iter().any(|named| means(named, period, round))
}
