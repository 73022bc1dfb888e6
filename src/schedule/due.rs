use super::frame::Frame;
use super::{DayOff, Duty, Instant, Period, Zone};
use crate::plan::{
    After, Anchor, Arrangement, Clock, Date, DayCounts, DueRule, Edge, Late, Member, On, PeriodId, Plan, Round, Shift,
    Special, Who,
};

/// Until when a report is on time: the computed instant beside the words it was computed from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The plan's words.
    pub wording: String,
    /// The last day that is on time.
    pub last_day: Date,
    /// By what time of it; none: its end, 24:00.
    pub at: Option<Clock>,
    /// The first moment that is late.
    pub until: Instant,
    /// The first moment that is refused; none: late reports are always taken.
    pub closes: Option<Instant>,
    /// The last day as it was before it was moved: off a day that is not worked, or by an arrangement.
    pub moved_from: Option<Date>,
    /// Whether it rests on a day off that is not confirmed yet.
    pub is_expected: bool,
}

/// One step from the words to the due instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'p> {
    /// Counted from here.
    From(Anchor, Date),
    /// So many of a unit on: to this day.
    After(Unit, u16, Date),
    /// Of the days passed over, this many free days of the week were not counted.
    Weekends(u16),
    /// This day of the week is free otherwise and was counted: it is worked to make up for another.
    MadeUp(Date),
    /// This day off was not counted.
    Skipped(Date, &'p str),
    /// So many more days off were not counted, beyond those that are named.
    SkippedMore(u16),
    /// Onto this day.
    On(Date),
    /// The day named does not count any more: the last on time is the one before it, the second here. Whether the
    /// plan's words say "before".
    Before(Date, Date, bool),
    /// The last day is not worked; where it goes, none: it stays.
    Off(Date, DayOff<'p>, Option<Date>),
    /// By this time of the day.
    At(Clock),
    /// Another last day was arranged, for this reason.
    Arranged(Date, &'p str),
}

/// A unit in which terms are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Năm.
    Years,
    /// Tháng.
    Months,
    /// Tuần.
    Weeks,
    /// Ngày.
    Days,
    /// Ngày làm việc.
    WorkingDays,
    /// Giờ.
    Hours,
}

/// The first rule that names the unit, or names nobody in particular. Where the unit reports in place of one that
/// ended, what is said of that one is said of it.
pub(super) fn rule<'k>(rules: &'k [DueRule], by: &Who, member: &Member) -> Option<&'k DueRule> {
    let is_heir = !member.is_in(by);
    let names = |who: &Who| member.is_in(who) || is_heir && member.succeeds(who);
    rules.iter().find(|rule| rule.r#for.as_ref().is_none_or(names))
}

/// How a duty's due instant follows from the plan's words, step by step; empty where it has none.
pub fn explain<'p>(plan: &'p Plan, member: &'p Member, duty: &'p Duty, zone: &'p dyn Zone) -> Vec<Step<'p>> {
    let frame = Frame::new(plan, member, zone);
    let mut steps = Vec::new();
    let is_it = |asked: &&Arrangement| asked.is == Special::Requested && asked.periods.contains(&duty.period.id);
    // A request names its day itself, whatever the rules of its kind are.
    if let Some(request) = frame.arranged(&duty.kind).find(is_it) {
        steps.extend(request.until.map(Step::On));
        steps.extend(request.at.map(Step::At));
    } else if let Some(rule) = rule(duty.rules(), &duty.kind.by, member) {
        let mut reached = None;
        let mut tell = |step| {
            steps.push(step);
            if let (Step::After(Unit::WorkingDays, _, to), Some(from)) = (step, reached) {
                passed_over(&frame, from, to, &mut steps);
            }
            if let Step::From(_, day) | Step::After(.., day) | Step::On(day) = step {
                reached = Some(day);
            }
        };
        let round = duty.round.as_ref();
        Way { frame: &frame, round, tell: &mut tell, moved_from: None, is_expected: false }.walk(rule, &duty.period);
    }
    if let (Some(due), Some(arranged)) = (&duty.due, duty.other_day()) {
        steps.push(Step::Arranged(due.last_day, &arranged.reason));
    }
    steps
}

/// What was not counted on the way to a working day, and what was against expectation.
fn passed_over<'p>(frame: &Frame<'p>, from: Date, to: Date, steps: &mut Vec<Step<'p>>) {
    /// Tết with what is around it; of a term of a year nobody reads every holiday.
    const MOST_NAMED: usize = 8;
    let (mut weekends, mut more, mut day) = (0, 0, from);
    let at = steps.len();
    while day < to {
        day = day.plus_days(1);
        match frame.calendar.day_off(day) {
            Some(DayOff::Weekend) => weekends += 1,
            Some(DayOff::Named { name, .. }) if steps.len() < at + MOST_NAMED => steps.push(Step::Skipped(day, name)),
            Some(DayOff::Named { .. }) => more += 1,
            None if frame.calendar.is_weekend(day) => steps.push(Step::MadeUp(day)),
            None => {}
        }
    }
    if more > 0 {
        steps.push(Step::SkippedMore(more));
    }
    if weekends > 0 {
        steps.insert(at, Step::Weekends(weekends));
    }
}

impl Due {
    /// What a rule says of a period; `None` where it names no day.
    pub(super) fn of(
        rule: &DueRule,
        late: &Late,
        period: &Period,
        round: Option<&Round>,
        frame: &Frame<'_>,
    ) -> Option<Self> {
        let mut way = Way { frame, round, tell: &mut |_| {}, moved_from: None, is_expected: false };
        let (last_day, at, until) = way.walk(rule, period)?;
        let (moved_from, is_expected) = (way.moved_from, way.is_expected);
        let wording = rule.wording.clone();
        let mut due = Self { wording, last_day, at, until, closes: None, moved_from, is_expected };
        due.close(late, frame);
        Some(due)
    }

    /// On time until a later day; whether it is later.
    pub(super) fn extend(&mut self, day: Date, at: Option<Clock>, late: &Late, frame: &Frame<'_>) -> bool {
        let until = end(day, at, frame);
        if until <= self.until {
            return false;
        }
        self.moved_from = self.moved_from.or(Some(self.last_day));
        (self.last_day, self.at, self.until, self.is_expected) = (day, at, until, false);
        self.close(late, frame);
        true
    }

    pub(super) fn close(&mut self, late: &Late, frame: &Frame<'_>) {
        self.closes = match late.closes_after {
            Some(after) => Some(term(self.last_day, self.until, after, frame)),
            None => late.refused.then_some(self.until),
        };
    }
}

/// The first moment after a day, or after a time of it.
pub(super) fn end(day: Date, at: Option<Clock>, frame: &Frame<'_>) -> Instant {
    match at {
        None => frame.start_of(day.plus_days(1)),
        Some(at) => Instant::at(day, at.seconds(), frame.zone),
    }
}

/// Whether an id that the plan names means a period, or the period of which it is a round. Ids have dots of their
/// own, so that a dot alone makes no round.
pub(super) fn means(named: &PeriodId, period: &PeriodId, round: Option<&Round>) -> bool {
    let Some(rest) = period.as_str().strip_prefix(named.as_str()) else { return false };
    rest.is_empty() || round.is_some_and(|round| rest.strip_prefix('.') == Some(round.id.as_str()))
}

/// The way from a rule to its instant.
struct Way<'a, 'p> {
    frame: &'a Frame<'p>,
    round: Option<&'a Round>,
    /// Hears of every step.
    tell: &'a mut dyn FnMut(Step<'p>),
    moved_from: Option<Date>,
    is_expected: bool,
}

impl Way<'_, '_> {
    fn walk(&mut self, rule: &DueRule, period: &Period) -> Option<(Date, Option<Clock>, Instant)> {
        let DueRule { after, on, .. } = rule;
        if on.is_none() && *after == After::default() && rule.at.is_none() && rule.from == Anchor::PeriodEnd {
            return None;
        }
        if let Some(On::Each(days)) = on {
            let day = *days.iter().find(|(id, _)| means(id, &period.id, self.round))?.1;
            (self.tell)(Step::On(day));
            return Some(self.finish(rule, day, Named::There));
        }
        let mut day = match rule.from {
            Anchor::PeriodEnd => period.span?.1,
            Anchor::PeriodStart => period.span?.0,
            Anchor::Event => period.event?.day,
        };
        (self.tell)(Step::From(rule.from, day));
        if let (Some(hours), Some(event)) = (after.hours, period.event) {
            let happened = Instant::at(day, event.at?.seconds(), self.frame.zone);
            let until = Instant(happened.0 + i64::from(hours) * 3_600_000);
            let shown = until.in_zone(self.frame.zone);
            let (hour, minute) = shown.clock();
            // Midnight is the end of the day before.
            let at = Clock::parse(&format!("{hour:02}:{minute:02}")).filter(|_| shown.seconds > 0);
            let last_day = if at.is_some() { shown.date } else { shown.date.plus_days(-1) };
            (self.tell)(Step::After(Unit::Hours, hours, last_day));
            if let Some(at) = at {
                (self.tell)(Step::At(at));
            }
            return Some((last_day, at, until));
        }
        for (unit, n, months) in [(Unit::Years, after.years, 12), (Unit::Months, after.months, 1)] {
            if let Some(n) = n {
                day = plus_months(day, u32::from(n) * months);
                // "Ngày 31/01 năm sau": the day that is named says it all.
                if !matches!(on, Some(On::Dates(_))) {
                    (self.tell)(Step::After(unit, n.into(), day));
                }
            }
        }
        if let Some(weeks) = after.weeks {
            day = day.plus_days(7 * i64::from(weeks));
            (self.tell)(Step::After(Unit::Weeks, weeks.into(), day));
        }
        if let Some(on) = on {
            day = pick(on, day, after.years.is_some())?;
            (self.tell)(Step::On(day));
        }
        if let Some(days) = after.days {
            day = day.plus_days(days.into());
            (self.tell)(Step::After(Unit::Days, days, day));
        }
        if let Some(days) = after.working_days {
            let from = day;
            day = self.frame.calendar.plus_working_days(day, days.into());
            self.rests_on(from, day);
            (self.tell)(Step::After(Unit::WorkingDays, days, day));
        }
        // What is counted from a named day is a term like any other.
        let is_term = after.days.is_some() || after.working_days.is_some();
        let named = match on {
            Some(on) if !is_term => {
                if is_there(on, day) {
                    Named::There
                } else {
                    Named::Missing
                }
            }
            _ => Named::Not,
        };
        Some(self.finish(rule, day, named))
    }

    /// Reading, shift and time.
    fn finish(&mut self, rule: &DueRule, day: Date, named: Named) -> (Date, Option<Clock>, Instant) {
        // The ends that the law gives names to are days that count (Civil Code art. 146).
        let is_edge = matches!(rule.on, Some(On::Edge(_)));
        let usual = if named != Named::Not && !is_edge { DayCounts::Before } else { DayCounts::Through };
        let mut last_day = day;
        // "Before 10:00 of a day" is an instant of that day. Every day of February is before the 30th.
        let is_before = rule.reading.unwrap_or(usual) == DayCounts::Before;
        if is_before && named != Named::Missing && rule.at.is_none() {
            last_day = day.plus_days(-1);
            (self.tell)(Step::Before(day, last_day, rule.says_before()));
        }
        // Civil Code art. 148 clause 5 makes no difference between days, weeks, months and years.
        let is_term = named == Named::Not && rule.after != After::default();
        let shift = rule.shift.unwrap_or(if is_term { Shift::Next } else { Shift::None });
        let calendar = &self.frame.calendar;
        if let Some(off) = calendar.day_off(last_day) {
            let to = match shift {
                Shift::None => None,
                Shift::Next => Some(calendar.next_working(last_day)),
                Shift::Previous => Some(calendar.previous_working(last_day)),
            };
            (self.tell)(Step::Off(last_day, off, to));
            if let Some(to) = to {
                self.rests_on(last_day.min(to), last_day.max(to));
                self.moved_from = Some(last_day);
                last_day = to;
            }
        } else if shift != Shift::None {
            self.rests_on(last_day, last_day);
        }
        if let Some(at) = rule.at {
            (self.tell)(Step::At(at));
        }
        (last_day, rule.at, end(last_day, rule.at, self.frame))
    }

    /// What is not certain of one of these days makes the due day uncertain.
    fn rests_on(&mut self, from: Date, to: Date) {
        let mut day = from;
        while day <= to && !self.is_expected {
            self.is_expected = self.frame.calendar.is_expected(day);
            let next = day.plus_days(1);
            // Days end with the range of dates.
            if next == day {
                break;
            }
            day = next;
        }
    }
}

/// How a due day was reached.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    /// By counting.
    Not,
    /// It was named.
    There,
    /// Its month is too short for the one that was named: it is the last before that.
    Missing,
}

/// Whether a day is the one that was named, not the last of a month that is too short for it.
fn is_there(on: &On, day: Date) -> bool {
    match on {
        On::Day(named) => u32::from(*named) == day.day(),
        On::Dates(days) => days.iter().any(|named| (named.month(), named.day()) == (day.month(), day.day())),
        _ => true,
    }
}

/// The end of a term: so far after a day, at the end of the day reached; hours after the instant itself.
pub(super) fn term(day: Date, from: Instant, after: After, frame: &Frame<'_>) -> Instant {
    if let Some(hours) = after.hours {
        return Instant(from.0 + i64::from(hours) * 3_600_000);
    }
    let months = u32::from(after.years.unwrap_or(0)) * 12 + u32::from(after.months.unwrap_or(0));
    let mut day = plus_months(day, months);
    day = day.plus_days(7 * i64::from(after.weeks.unwrap_or(0)) + i64::from(after.days.unwrap_or(0)));
    if let Some(days) = after.working_days {
        day = frame.calendar.plus_working_days(day, days.into());
    }
    end(day, None, frame)
}

/// The same day some months later, or the month's last day if it is shorter (Civil Code art. 148).
fn plus_months(day: Date, months: u32) -> Date {
    let month = day.month() - 1 + months;
    let first = Date::new(day.year() + (month / 12) as i32, month % 12 + 1, 1);
    first.map_or(day, |first| first.with_day_clamped(day.day()))
}

fn pick(on: &On, near: Date, is_in_its_year: bool) -> Option<Date> {
    let (year, month) = (near.year(), near.month());
    let first_of = |month| Date::new(year, month, 1);
    let quarter = (month - 1) / 3 * 3 + 1;
    match on {
        On::Day(day) => Some(near.with_day_clamped((*day).into())),
        On::Weekday(weekday) => Some(near.plus_days(i64::from(*weekday) - i64::from(near.weekday()))),
        On::Dates(days) if is_in_its_year => days.first()?.in_year(year),
        On::Dates(days) => {
            // By months and days, not by days alone: a leap year must not decide which is nearer.
            let place = |day: Date| day.year() * 372 + (day.month() * 31 + day.day()) as i32;
            let distance = |day: Date| (place(day) - place(near)).abs();
            let mut nearest: Option<Date> = None;
            for year in year - 1..=year + 1 {
                for candidate in days.iter().filter_map(|day| day.in_year(year)) {
                    if nearest.is_none_or(|nearest| distance(candidate) <= distance(nearest)) {
                        nearest = Some(candidate);
                    }
                }
            }
            nearest
        }
        On::Each(_) => None,
        On::Edge(edge) => match edge {
            Edge::StartOfMonth => first_of(month),
            Edge::MiddleOfMonth => Some(near.with_day_clamped(15)),
            Edge::EndOfMonth => Some(near.last_of_month()),
            Edge::StartOfQuarter => first_of(quarter),
            Edge::EndOfQuarter => first_of(quarter + 2).map(Date::last_of_month),
            Edge::StartOfYear => first_of(1),
            Edge::MiddleOfYear => first_of(6).map(Date::last_of_month),
            Edge::EndOfYear => first_of(12).map(Date::last_of_month),
        },
    }
}
