use super::frame::Frame;
use super::{EventTime, Local};
use crate::plan::{Arrangement, Date, MonthDay, NamedPeriod, PeriodId, PeriodUnit, Periods, Recurrence, Round, Since};
use std::fmt;

/// The span of time that one report covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Stable, sortable, readable: `2026-06-18`, `2026-W25`, `2026-06`, `2026-06-H1`, `2026-Q2`, `2026-H1`, `2026`, `2025-2026`, a
    /// name of the plan, the day and minute at which a report outside all periods was begun (`2026-06-18-0830`), or
    /// `open` before that.
    pub id: PeriodId,
    /// What to call it.
    pub name: PeriodName,
    /// First and last day; none for reports without a span.
    pub span: Option<(Date, Date)>,
    /// What its figures count.
    pub figures: Figures,
    /// When the event was that the report is about, as far as it is known.
    pub event: Option<EventTime>,
}

/// What a period is called; the words are made in [`crate::locale`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeriodName {
    /// A day.
    Day(Date),
    /// The first and the last of several.
    Days(Date, Date),
    /// Year, first and last week (ISO 8601).
    Weeks(i32, u32, u32),
    /// Year and month.
    Month(i32, u32),
    /// Year, month and half.
    HalfMonth(i32, u32, u32),
    /// Year and quarter.
    Quarter(YearName, u32),
    /// Year and half.
    HalfYear(YearName, u32),
    /// So many months of a year, from its start.
    Months(YearName, u32),
    /// Year.
    Year(YearName),
    /// In the plan's words.
    Named(String),
    /// None: on request, on an event, at any time.
    Open,
    /// None, and this is the report that was begun at that minute.
    Begun(Local),
}

impl PeriodName {
    /// The day on which a period of the calendar of this name begins: January 2027 on 1 January, although its figures
    /// may count from 15 December. None where the name says no such day.
    pub(super) fn begins(&self) -> Option<Date> {
        let (year, month) = match *self {
            Self::Month(year, month) => (year, month),
            Self::Quarter(YearName { year, is_split: false }, n) => (year, 3 * n - 2),
            Self::HalfYear(YearName { year, is_split: false }, n) => (year, 6 * n - 5),
            Self::Months(YearName { year, is_split: false }, _) | Self::Year(YearName { year, is_split: false }) => {
                (year, 1)
            }
            _ => return None,
        };
        Date::new(year, month, 1)
    }
}

/// What a year is called: one that begins in January or December by one number, others by two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearName {
    /// The number, or the first of the two.
    pub year: i32,
    /// Whether it reaches into the next.
    pub is_split: bool,
}

impl fmt::Display for YearName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_split {
            true => write!(f, "{}-{}", self.year, self.year + 1),
            false => write!(f, "{}", self.year),
        }
    }
}

/// What the figures of a report count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figures {
    /// What happened in the period.
    Period,
    /// What happened since a day.
    Since(Date),
    /// How things stood at the end of the last day.
    AsOf,
}

impl Period {
    /// The period of reports that have none of their own.
    pub fn open() -> Self {
        Self { id: PeriodId::own("open"), name: PeriodName::Open, span: None, figures: Figures::Period, event: None }
    }

    /// The period of a report that has none of its own and was begun at this minute: such reports are told
    /// apart by it.
    pub fn begun(at: Local) -> Self {
        let at = Local { seconds: at.seconds / 60 * 60, offset: 0, ..at };
        let (hour, minute) = at.clock();
        let id = PeriodId::own(&format!("{}-{hour:02}{minute:02}", at.date));
        Self { id, name: PeriodName::Begun(at), span: None, figures: Figures::Period, event: None }
    }

    /// The period that [`Self::begun`] names so; what stands behind a dot is a round of it.
    ///
    /// ```
    /// use baocao::{plan::PeriodId, schedule::Period};
    /// let read = |id| Period::begun_as(&PeriodId::new(id)?);
    /// assert_eq!(read("2026-06-18-0830").map(|period| period.id.to_string()).as_deref(), Some("2026-06-18-0830"));
    /// assert_eq!(read("2026-06-18-2460"), None);
    /// assert_eq!(read("2026-06"), None);
    /// ```
    pub fn begun_as(id: &PeriodId) -> Option<Self> {
        let minute = id.as_str().split_once('.').map_or(id.as_str(), |(minute, _)| minute);
        let (day, clock) = minute.rsplit_once('-')?;
        let number = |digits: &str| {
            let is_plain = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
            digits.parse::<u32>().ok().filter(|_| is_plain)
        };
        let (hour, minute) = (number(clock.get(..2)?)?, number(clock.get(2..)?)?);
        let at = Local { date: Date::parse(day)?, seconds: hour * 3600 + minute * 60, offset: 0 };
        (hour < 24 && minute < 60).then(|| Self::begun(at))
    }

    /// The same for one of several reports about it.
    #[must_use]
    pub(super) fn in_round(mut self, round: Option<&Round>) -> Self {
        if let Some(round) = round {
            // Both are ids, and so is what they make together, unless it is too long: then the period stays.
            self.id = PeriodId::new(&format!("{}.{}", self.id, round.id)).unwrap_or(self.id);
        }
        self
    }

    /// A period with a name of its own.
    pub(super) fn named(named: &NamedPeriod) -> Self {
        Self {
            id: named.id.clone(),
            name: PeriodName::Named(named.wording.clone()),
            span: Some((named.from.unwrap_or(named.to), named.to)),
            figures: if named.from.is_some() { Figures::Period } else { Figures::AsOf },
            event: None,
        }
    }

    /// The period that a request is about.
    pub(super) fn requested(request: &Arrangement) -> Option<Self> {
        let last = request.to.or(request.until.filter(|_| request.from.is_some()));
        let span = request.from.or(last).zip(last);
        Some(Self {
            id: request.periods.first()?.clone(),
            name: PeriodName::Named(request.title.clone().unwrap_or_default()),
            span,
            figures: if request.from.is_some() { Figures::Period } else { Figures::AsOf },
            event: None,
        })
    }

    /// The periods of a rule whose last day lies in `from..=to`, in order; of a list all.
    pub(super) fn ending_between(periods: &Periods, frame: &Frame<'_>, from: Date, to: Date) -> Vec<Self> {
        match periods {
            Periods::Every(every) => {
                let mut found = Found { every, frame, from, to, periods: Vec::new() };
                match every.unit.months() {
                    Some(months) => found.months(months),
                    None => found.days(),
                }
                found.periods
            }
            Periods::List(list) => list.iter().map(Self::named).collect(),
            Periods::OnRequest | Periods::OnEvent | Periods::Continuous => vec![Self::open()],
        }
    }
}

/// The periods of a recurrence that are found so far.
struct Found<'a> {
    every: &'a Recurrence,
    frame: &'a Frame<'a>,
    from: Date,
    to: Date,
    periods: Vec<Period>,
}

impl Found<'_> {
    /// Takes a period if it lies where periods are looked for.
    fn take(&mut self, id: &str, name: PeriodName, (first, last): (Date, Date), year_begins: Date) {
        let Recurrence { from, until, cumulative, as_of, .. } = self.every;
        if last < self.from
            || last > self.to
            || from.is_some_and(|start| last < start)
            || until.is_some_and(|end| first > end)
        {
            return;
        }
        let figures = match cumulative {
            _ if *as_of => Figures::AsOf,
            Some(Since::Year) => Figures::Since(year_begins),
            Some(Since::Plan) => self.frame.plan.begins().map_or(Figures::Period, Figures::Since),
            Some(Since::Date(day)) => Figures::Since(*day),
            None => Figures::Period,
        };
        self.periods.push(Period { id: PeriodId::own(id), name, span: Some((first, last)), figures, event: None });
    }

    fn is_wanted(&self, n: u32) -> bool {
        self.every.only.is_empty() || self.every.only.iter().any(|only| u32::from(*only) == n)
    }

    /// The first day after so many months of a year. A year that begins in December is called by the year that
    /// follows: Decree 09/2019/NĐ-CP counts 2026 from 15 December 2025. Of a full year only the day counts, on which
    /// its months are cut.
    fn boundary(&self, year: i32, months: u32) -> Option<Date> {
        let starts = self.every.starts.unwrap_or(MonthDay::NEW_YEAR);
        let begins = match self.every.full_year {
            true if months.is_multiple_of(12) => return Date::new(year + months as i32 / 12, 1, 1),
            true if starts.day() > 1 => 12,
            true => 1,
            false => starts.month(),
        };
        let year = if begins == 12 { year - 1 } else { year };
        let month = begins - 1 + months;
        Date::new(year + month as i32 / 12, month % 12 + 1, 1).map(|first| first.with_day_clamped(starts.day()))
    }

    fn months(&mut self, length: u32) {
        let starts = self.every.starts.unwrap_or(MonthDay::NEW_YEAR);
        let is_split = starts != MonthDay::NEW_YEAR && starts.month() != 12 && !self.every.full_year;
        for year in self.from.year() - 1..=self.to.year() + 1 {
            let name = YearName { year, is_split };
            for nth in 1..=12 / length {
                let bounds = (self.boundary(year, 0), self.boundary(year, (nth - 1) * length));
                let ((Some(begins), Some(first)), Some(next)) = (bounds, self.boundary(year, nth * length)) else {
                    continue;
                };
                if !self.is_wanted(nth) {
                    continue;
                }
                let last = next.plus_days(-1);
                if self.every.unit == PeriodUnit::HalfMonth {
                    // Half a month is fifteen days (Civil Code art. 146).
                    let (year, month, middle) = (last.year(), last.month(), first.plus_days(15));
                    for (half, span) in [(1, (first, middle.plus_days(-1))), (2, (middle, last))] {
                        let called = PeriodName::HalfMonth(year, month, half);
                        self.take(&format!("{year}-{month:02}-H{half}"), called, span, begins);
                    }
                    continue;
                }
                let so_far = nth * length;
                let (own, id) = match self.every.unit {
                    PeriodUnit::Quarter => (PeriodName::Quarter(name, nth), format!("{name}-Q{nth}")),
                    PeriodUnit::HalfYear => (PeriodName::HalfYear(name, nth), format!("{name}-H{nth}")),
                    PeriodUnit::NineMonths => (PeriodName::Months(name, 9), format!("{name}-9M")),
                    PeriodUnit::Year => (PeriodName::Year(name), name.to_string()),
                    _ => {
                        let (year, month) = (last.year(), last.month());
                        (PeriodName::Month(year, month), format!("{year}-{month:02}"))
                    }
                };
                let called = match self.every.cumulative {
                    Some(Since::Year) if so_far < 12 => PeriodName::Months(name, so_far),
                    Some(Since::Year) => PeriodName::Year(name),
                    _ => own,
                };
                self.take(&id, called, (first, last), begins);
            }
        }
    }

    fn days(&mut self) {
        let is_weeks = self.every.unit == PeriodUnit::Week;
        let length = i64::from(self.every.count.unwrap_or(1).max(1)) * if is_weeks { 7 } else { 1 };
        // A Monday; where a rule names no first day, weeks are counted from it.
        let anchor = self.every.from.unwrap_or(Date::EPOCH.plus_days(4));
        let mut first = anchor.plus_days(self.from.days_since(anchor).div_euclid(length) * length);
        while first <= self.to {
            let last = first.plus_days(length - 1);
            // Days end with the range of dates.
            if last.days_since(first) < length - 1 {
                break;
            }
            let year = |year| Date::new(year, 1, 1).unwrap_or(first);
            if is_weeks {
                // Weeks that begin on another day are called by the one that most of them lies in.
                let ((_, begin), (of, end)) = (week(first.plus_days(3)), week(last.plus_days(-3)));
                // A year of weeks begins on the Monday of its first, the one with 4 January (ISO 8601).
                let fourth = year(of).plus_days(3);
                let begins = fourth.plus_days(1 - i64::from(fourth.weekday()));
                self.take(&format!("{of}-W{end:02}"), PeriodName::Weeks(of, begin, end), (first, last), begins);
            } else if self.is_wanted(last.weekday())
                && (!self.every.working_days || self.frame.calendar.is_working(last))
            {
                let name = if first == last { PeriodName::Day(last) } else { PeriodName::Days(first, last) };
                self.take(&last.to_string(), name, (first, last), year(last.year()));
            }
            let next = last.plus_days(1);
            if next <= first {
                break;
            }
            first = next;
        }
    }
}

/// Year and number of the ISO week of a day: that of its Thursday.
fn week(day: Date) -> (i32, u32) {
    let thursday = day.plus_days(4 - i64::from(day.weekday()));
    let year = thursday.year();
    let new_year = Date::new(year, 1, 1).unwrap_or(thursday);
    (year, (thursday.days_since(new_year) / 7) as u32 + 1)
}
