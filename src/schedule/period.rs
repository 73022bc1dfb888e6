use super::{Calendar, Local};
use crate::plan::{Date, MonthDay, PeriodId, PeriodUnit, Periods, Recurrence, Since};

/// The span of time that one report covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Stable, sortable, readable: `2026-06-18`, `2026-W25`, `2026-06`, `2026-Q2`, `2026-H1`, `2026`, `2025-2026`, a
    /// name of the plan, the day and minute at which a report outside all periods was begun (`2026-06-18-0830`), or
    /// `open` before that.
    pub id: PeriodId,
    /// What to call it.
    pub name: PeriodName,
    /// First and last day; none for reports without a span.
    pub span: Option<(Date, Date)>,
    /// What its figures count.
    pub figures: Figures,
}

/// What a period is called; the words are made in [`crate::locale`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeriodName {
    /// A day.
    Day(Date),
    /// Year, first and last week (ISO 8601).
    Weeks(i32, u32, u32),
    /// Year and month.
    Month(i32, u32),
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

/// What a year is called: one that begins in January or December by one number, others by two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearName {
    /// The number, or the first of the two.
    pub year: i32,
    /// Whether it reaches into the next.
    pub is_split: bool,
}

impl std::fmt::Display for YearName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
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

/// What the periods of a plan hang on.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The first day of the plan, where it has one.
    pub plan_from: Option<Date>,
    /// Which days are worked.
    pub calendar: &'a Calendar,
}

impl Period {
    fn new(id: &str, name: PeriodName, first: Date, last: Date, figures: Figures) -> Option<Self> {
        PeriodId::new(id).map(|id| Self { id, name, span: Some((first, last)), figures })
    }

    /// The period of reports that have none of their own.
    pub fn open() -> Self {
        // "open" is a valid id: not empty, no space, no control character.
        let id = PeriodId::new("open").unwrap_or_else(|| unreachable!("a valid id"));
        Self { id, name: PeriodName::Open, span: None, figures: Figures::Period }
    }

    /// The period of a report that has none of its own and was begun at this minute: such reports are told
    /// apart by it.
    pub fn begun(at: Local) -> Self {
        let at = Local { seconds: at.seconds / 60 * 60, offset: 0, ..at };
        let (hour, minute) = at.clock();
        let id = PeriodId::new(&format!("{}-{hour:02}{minute:02}", at.date));
        let id = id.unwrap_or_else(|| unreachable!("a valid id"));
        Self { id, name: PeriodName::Begun(at), span: None, figures: Figures::Period }
    }

    /// The period that [`Self::begun`] names so.
    ///
    /// ```
    /// use baocao::{plan::PeriodId, schedule::Period};
    /// let read = |id| Period::begun_as(&PeriodId::new(id)?);
    /// assert_eq!(read("2026-06-18-0830").map(|period| period.id.to_string()).as_deref(), Some("2026-06-18-0830"));
    /// assert_eq!(read("2026-06-18-2460"), None);
    /// assert_eq!(read("2026-06"), None);
    /// ```
    pub fn begun_as(id: &PeriodId) -> Option<Self> {
        let (day, clock) = id.as_str().rsplit_once('-')?;
        let number = |digits: &str| {
            let is_plain = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
            digits.parse::<u32>().ok().filter(|_| is_plain)
        };
        let (hour, minute) = (number(clock.get(..2)?)?, number(clock.get(2..)?)?);
        let at = Local { date: Date::parse(day)?, seconds: hour * 3600 + minute * 60, offset: 0 };
        (hour < 24 && minute < 60).then(|| Self::begun(at))
    }

    /// The periods of a rule whose last day lies in `from..=to`, in order; of a list all.
    pub fn ending_between(periods: &Periods, frame: Frame<'_>, from: Date, to: Date) -> Vec<Self> {
        match periods {
            Periods::Every(every) => {
                let mut found = match every.unit {
                    PeriodUnit::Week => weeks(every, frame, from, to),
                    PeriodUnit::Day => days(every, frame, from, to),
                    _ => months(every, frame, from, to),
                };
                found.retain(|period| {
                    period.span.is_some_and(|(first, last)| {
                        from <= last
                            && last <= to
                            && every.from.is_none_or(|start| last >= start)
                            && every.until.is_none_or(|end| first <= end)
                    })
                });
                found
            }
            Periods::List(list) => list
                .iter()
                .map(|named| Self {
                    id: named.id.clone(),
                    name: PeriodName::Named(named.wording.clone()),
                    span: Some((named.from.unwrap_or(named.to), named.to)),
                    figures: if named.from.is_some() { Figures::Period } else { Figures::AsOf },
                })
                .collect(),
            Periods::OnRequest | Periods::OnEvent | Periods::Continuous => vec![Self::open()],
        }
    }
}

fn figures(every: &Recurrence, frame: Frame<'_>, year_begins: Date) -> Figures {
    match (every.as_of, every.cumulative) {
        (true, _) => Figures::AsOf,
        (_, Some(Since::Year)) => Figures::Since(year_begins),
        (_, Some(Since::Plan)) => frame.plan_from.map_or(Figures::Period, Figures::Since),
        (_, Some(Since::Date(day))) => Figures::Since(day),
        (_, None) => Figures::Period,
    }
}

/// The first day after so many months of a year. A year that begins in December is called by the year that
/// follows: Decree 09/2019/NĐ-CP counts 2026 from 15 December 2025.
fn boundary(every: &Recurrence, year: i32, months: u32) -> Option<Date> {
    let starts = every.starts.unwrap_or(MonthDay::NEW_YEAR);
    if every.full_year && months.is_multiple_of(12) {
        return Date::new(year + months as i32 / 12, 1, 1);
    }
    let year = if starts.month() == 12 { year - 1 } else { year };
    let month = starts.month() - 1 + months;
    Date::new(year + month as i32 / 12, month % 12 + 1, 1).map(|first| first.with_day_clamped(starts.day()))
}

fn months(every: &Recurrence, frame: Frame<'_>, from: Date, to: Date) -> Vec<Period> {
    let length = every.unit.months().unwrap_or(1);
    let starts = every.starts.unwrap_or(MonthDay::NEW_YEAR);
    let is_split = starts != MonthDay::NEW_YEAR && starts.month() != 12;
    let mut found = Vec::new();
    for year in from.year() - 1..=to.year() + 1 {
        let name = YearName { year, is_split };
        for nth in 1..=12 / length {
            if !every.only.is_empty() && !every.only.iter().any(|only| u32::from(*only) == nth) {
                continue;
            }
            let (begins, first, next) =
                (boundary(every, year, 0), boundary(every, year, (nth - 1) * length), boundary(every, year, nth * length));
            let (Some(begins), Some(first), Some(next)) = (begins, first, next) else { continue };
            let last = next.plus_days(-1);
            let figures = figures(every, frame, begins);
            let so_far = nth * length;
            let (own, id) = match every.unit {
                PeriodUnit::Quarter => (PeriodName::Quarter(name, nth), format!("{name}-Q{nth}")),
                PeriodUnit::HalfYear => (PeriodName::HalfYear(name, nth), format!("{name}-H{nth}")),
                PeriodUnit::NineMonths => (PeriodName::Months(name, 9), format!("{name}-9M")),
                PeriodUnit::Year => (PeriodName::Year(name), name.to_string()),
                _ => {
                    let (year, month) = (last.year(), last.month());
                    (PeriodName::Month(year, month), format!("{year}-{month:02}"))
                }
            };
            let called = match every.cumulative {
                Some(Since::Year) if so_far < 12 => PeriodName::Months(name, so_far),
                Some(Since::Year) => PeriodName::Year(name),
                _ => own,
            };
            found.extend(Period::new(&id, called, first, last, figures));
        }
    }
    found
}

/// A Monday; where a rule names no first day its weeks are counted from here.
const MONDAY: i64 = 4;

fn weeks(every: &Recurrence, frame: Frame<'_>, from: Date, to: Date) -> Vec<Period> {
    let anchor = every.from.unwrap_or(Date::EPOCH.plus_days(MONDAY));
    let length = 7 * i64::from(every.count.unwrap_or(1).max(1));
    let mut found = Vec::new();
    let mut first = anchor.plus_days(from.days_since(anchor).div_euclid(length) * length);
    while first <= to {
        let last = first.plus_days(length - 1);
        // Weeks that begin on another day are called by the one that most of them lies in.
        let ((_, begin), (year, end)) = (week(first.plus_days(3)), week(last.plus_days(-3)));
        let figures = figures(every, frame, Date::new(year, 1, 1).unwrap_or(first));
        found.extend(Period::new(&format!("{year}-W{end:02}"), PeriodName::Weeks(year, begin, end), first, last, figures));
        if last <= first {
            break;
        }
        first = last.plus_days(1);
    }
    found
}

/// Year and number of the ISO week of a day: that of its Thursday.
fn week(day: Date) -> (i32, u32) {
    let thursday = day.plus_days(4 - i64::from(day.weekday()));
    let year = thursday.year();
    let new_year = Date::new(year, 1, 1).unwrap_or(thursday);
    (year, (thursday.days_since(new_year) / 7) as u32 + 1)
}

fn days(every: &Recurrence, frame: Frame<'_>, from: Date, to: Date) -> Vec<Period> {
    let anchor = every.from.unwrap_or(Date::EPOCH);
    let length = i64::from(every.count.unwrap_or(1).max(1));
    let mut found = Vec::new();
    let mut first = anchor.plus_days(from.days_since(anchor).div_euclid(length) * length);
    while first <= to {
        let last = first.plus_days(length - 1);
        let is_on = every.only.is_empty() || every.only.iter().any(|weekday| u32::from(*weekday) == last.weekday());
        if is_on && !(every.working_days && !frame.calendar.is_working(last)) {
            let figures = figures(every, frame, Date::new(last.year(), 1, 1).unwrap_or(first));
            found.extend(Period::new(&last.to_string(), PeriodName::Day(last), first, last, figures));
        }
        let next = last.plus_days(1);
        if next <= first {
            break;
        }
        first = next;
    }
    found
}
