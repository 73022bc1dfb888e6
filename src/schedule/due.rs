use super::{Calendar, DayOff, Frame, Instant, Period, PeriodName, Zone};
use crate::plan::{After, Anchor, Clock, Date, DayCounts, DueRule, Edge, Late, Member, On, Shift};

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
    /// How it came about, step by step.
    pub steps: Vec<Step>,
    /// Whether it rests on a day off that is not confirmed yet.
    pub is_expected: bool,
}

/// One step from the words to the due instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Counted from here.
    From(Anchor, Date),
    /// So many of a unit on: to this day.
    After(Unit, u16, Date),
    /// Onto this day.
    On(Date),
    /// "Before" a day: the last day on time is the one before it.
    Before(Date),
    /// By this time of the day.
    At(Clock),
    /// The last day is not worked; where it goes.
    Off(Date, DayOff, Option<Date>),
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

/// The first rule that names the unit, or names nobody in particular.
pub(super) fn rule<'k>(rules: &'k [DueRule], member: &Member) -> Option<&'k DueRule> {
    rules.iter().find(|rule| rule.r#for.as_ref().is_none_or(|who| member.is_in(who)))
}

impl Due {
    /// What a rule says of a period; `None` where it names no day.
    pub(super) fn of(rule: &DueRule, late: &Late, period: &Period, frame: Frame<'_>, zone: &dyn Zone) -> Option<Self> {
        let mut way = Way { calendar: frame.calendar, steps: Vec::new(), is_expected: false };
        let (last_day, until) = way.walk(rule, period, zone)?;
        let closes = match late.closes_after {
            Some(after) => Some(term(last_day, until, after, frame.calendar, zone)),
            None => late.refused.then_some(until),
        };
        let Way { steps, is_expected, .. } = way;
        Some(Self { wording: rule.wording.clone(), last_day, at: rule.at, until, closes, steps, is_expected })
    }
}

/// The way from a rule to its instant.
struct Way<'a> {
    calendar: &'a Calendar,
    steps: Vec<Step>,
    is_expected: bool,
}

impl Way<'_> {
    fn walk(&mut self, rule: &DueRule, period: &Period, zone: &dyn Zone) -> Option<(Date, Instant)> {
        let DueRule { after, on, .. } = rule;
        if on.is_none() && *after == After::default() && rule.at.is_none() && rule.from == Anchor::PeriodEnd {
            return None;
        }
        if let Some(On::Each(days)) = on {
            let day = *days.get(&period.id)?;
            self.steps.push(Step::On(day));
            return self.finish(rule, day, true, zone);
        }
        let begun = match period.name {
            PeriodName::Begun(at) => Some(at),
            _ => None,
        };
        let mut day = match rule.from {
            Anchor::PeriodEnd => period.span?.1,
            Anchor::PeriodStart => period.span?.0,
            Anchor::Event => begun?.date,
        };
        self.steps.push(Step::From(rule.from, day));
        if let (Some(hours), Some(begun)) = (after.hours, begun) {
            let until = Instant(Instant::start_of(day, zone).0 + i64::from(begun.seconds + u32::from(hours) * 3600) * 1000);
            let last_day = until.in_zone(zone).date;
            self.steps.push(Step::After(Unit::Hours, hours, last_day));
            return Some((last_day, until));
        }
        let months = after.years.map(|n| (Unit::Years, n, 12)).into_iter().chain(after.months.map(|n| (Unit::Months, n, 1)));
        for (unit, n, size) in months {
            day = plus_months(day, u32::from(n) * size);
            self.steps.push(Step::After(unit, n.into(), day));
        }
        if let Some(weeks) = after.weeks {
            day = day.plus_days(7 * i64::from(weeks));
            self.steps.push(Step::After(Unit::Weeks, weeks.into(), day));
        }
        if let Some(on) = on {
            day = pick(on, day, after.years.is_some())?;
            self.steps.push(Step::On(day));
        }
        day = self.count(day, *after);
        self.finish(rule, day, on.is_some(), zone)
    }

    /// Goes on by days, the first not counted.
    fn count(&mut self, mut day: Date, after: After) -> Date {
        if let Some(days) = after.days {
            day = day.plus_days(days.into());
            self.steps.push(Step::After(Unit::Days, days, day));
        }
        if let Some(days) = after.working_days {
            let from = day;
            day = self.calendar.plus_working_days(day, days);
            self.is_expected |= self.rests_on_expected(from, day);
            self.steps.push(Step::After(Unit::WorkingDays, days, day));
        }
        day
    }

    /// Reading, shift and time.
    fn finish(&mut self, rule: &DueRule, named: Date, is_named: bool, zone: &dyn Zone) -> Option<(Date, Instant)> {
        let usual = if is_named { DayCounts::Before } else { DayCounts::Through };
        let mut last_day = named;
        // "Before 10:00 of a day" is an instant of that day.
        if rule.reading.unwrap_or(usual) == DayCounts::Before && rule.at.is_none() {
            last_day = named.plus_days(-1);
            self.steps.push(Step::Before(named));
        }
        let is_term_of_days = !is_named && (rule.after.days.is_some() || rule.after.working_days.is_some());
        let shift = rule.shift.unwrap_or(if is_term_of_days { Shift::Next } else { Shift::None });
        if let Some(off) = self.calendar.day_off(last_day) {
            let to = match shift {
                Shift::None => None,
                Shift::Next => Some(self.calendar.next_working(last_day)),
                Shift::Previous => Some(self.calendar.previous_working(last_day)),
            };
            if let Some(to) = to {
                self.is_expected |= self.rests_on_expected(last_day.min(to), last_day.max(to));
            }
            self.steps.push(Step::Off(last_day, off, to));
            last_day = to.unwrap_or(last_day);
        }
        let until = match rule.at {
            None => Instant::start_of(last_day.plus_days(1), zone),
            Some(at) => {
                self.steps.push(Step::At(at));
                Instant::at(last_day, at.seconds(), zone)
            }
        };
        Some((last_day, until))
    }

    fn rests_on_expected(&self, from: Date, to: Date) -> bool {
        let mut day = from;
        for _ in 0..=to.days_since(from).max(0) {
            if self.calendar.is_expected(day) {
                return true;
            }
            day = day.plus_days(1);
        }
        false
    }
}

/// The end of a term: so far after a day, at the end of the day reached; hours after the instant itself.
pub(super) fn term(day: Date, from: Instant, after: After, calendar: &Calendar, zone: &dyn Zone) -> Instant {
    if let Some(hours) = after.hours {
        return Instant(from.0 + i64::from(hours) * 3_600_000);
    }
    let months = u32::from(after.years.unwrap_or(0)) * 12 + u32::from(after.months.unwrap_or(0));
    let mut day = plus_months(day, months);
    day = day.plus_days(7 * i64::from(after.weeks.unwrap_or(0)) + i64::from(after.days.unwrap_or(0)));
    if let Some(days) = after.working_days {
        day = calendar.plus_working_days(day, days);
    }
    Instant::start_of(day.plus_days(1), zone)
}

/// The same day some months later, or the month's last day if it is shorter (Civil Code art. 148).
fn plus_months(day: Date, months: u32) -> Date {
    let month = day.month() - 1 + months;
    let first = Date::new(day.year() + (month / 12) as i32, month % 12 + 1, 1);
    first.map_or(day, |first| first.with_day_clamped(day.day()))
}

fn pick(on: &On, near: Date, is_in_its_year: bool) -> Option<Date> {
    let (year, month) = (near.year(), near.month());
    let quarter = (month - 1) / 3 * 3 + 1;
    Some(match on {
        On::Day(day) => near.with_day_clamped((*day).into()),
        On::Weekday(weekday) => near.plus_days(i64::from(*weekday) - i64::from(near.weekday())),
        On::Dates(days) if is_in_its_year => days.first()?.in_year(year)?,
        On::Dates(days) => {
            let mut nearest: Option<Date> = None;
            for candidate in [year - 1, year, year + 1].iter().flat_map(|year| days.iter().filter_map(|day| day.in_year(*year))) {
                let distance = |day: Date| day.days_since(near).abs();
                if nearest.is_none_or(|nearest| distance(candidate) < distance(nearest)) {
                    nearest = Some(candidate);
                }
            }
            nearest?
        }
        On::Each(_) => return None,
        On::Edge(edge) => match edge {
            Edge::StartOfMonth => Date::new(year, month, 1)?,
            Edge::MiddleOfMonth => Date::new(year, month, 15)?,
            Edge::EndOfMonth => near.last_of_month(),
            Edge::StartOfQuarter => Date::new(year, quarter, 1)?,
            Edge::EndOfQuarter => Date::new(year, quarter + 2, 1)?.last_of_month(),
            Edge::StartOfYear => Date::new(year, 1, 1)?,
            Edge::MiddleOfYear => Date::new(year, 6, 30)?,
            Edge::EndOfYear => Date::new(year, 12, 31)?,
        },
    })
}
