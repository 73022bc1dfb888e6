use super::Local;
use crate::plan::{Date, PeriodId, PeriodUnit, Periods, Recurrence};

/// The span of time that one report covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Stable, sortable, readable: `2026-06`, `2026-Q2`, `2026-H1`, `2026`, a name of the plan, the day and
    /// minute at which a report outside all periods was begun (`2026-06-18-0830`), or `open` before that.
    pub id: PeriodId,
    /// What to call it.
    pub name: PeriodName,
    /// First and last day; none for reports without a span.
    pub span: Option<(Date, Date)>,
}

/// What a period is called; the words are made in [`crate::locale`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeriodName {
    /// Year and month.
    Month(i32, u32),
    /// Year and quarter.
    Quarter(i32, u32),
    /// Year and half.
    HalfYear(i32, u32),
    /// Year.
    Year(i32),
    /// In the plan's words.
    Named(String),
    /// None: on request, on an event, at any time.
    Open,
    /// None, and this is the report that was begun at that minute.
    Begun(Local),
}

impl Period {
    /// The period of reports that have none of their own.
    pub fn open() -> Self {
        Self { id: PeriodId::own("open"), name: PeriodName::Open, span: None }
    }

    /// The period of a report that has none of its own and was begun at this minute: such reports are told
    /// apart by it.
    pub fn begun(at: Local) -> Self {
        let at = Local { seconds: at.seconds / 60 * 60, offset: 0, ..at };
        let (hour, minute) = at.clock();
        let id = PeriodId::own(&format!("{}-{hour:02}{minute:02}", at.date));
        Self { id, name: PeriodName::Begun(at), span: None }
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
        let seconds = hour * 3600 + minute * 60;
        let at = Local { date: Date::parse(day)?, seconds, offset: 0 };
        (hour < 24 && minute < 60).then(|| Self::begun(at))
    }

    /// The periods of a rule whose last day lies in `from..=to`, in order.
    pub(super) fn ending_between(periods: &Periods, from: Date, to: Date) -> Vec<Self> {
        match periods {
            Periods::Every(every) => recurring(every, from, to),
            Periods::List(list) => list
                .iter()
                .map(|named| Self {
                    id: named.id.clone(),
                    name: PeriodName::Named(named.wording.clone()),
                    span: Some((named.from, named.to)),
                })
                .collect(),
            Periods::OnRequest | Periods::OnEvent | Periods::Continuous => vec![Self::open()],
        }
    }
}

fn recurring(every: &Recurrence, from: Date, to: Date) -> Vec<Period> {
    let months = every.unit.months();
    let mut found = Vec::new();
    for year in from.year()..=to.year() + 1 {
        for nth in 1..=12 / months {
            if !every.only.is_empty() && !every.only.iter().any(|only| u32::from(*only) == nth) {
                continue;
            }
            let Some((first, last)) = span(year, nth, months, every.starts) else { continue };
            if last < from || last > to || every.from.is_some_and(|start| last < start) {
                continue;
            }
            let (name, id) = match every.unit {
                PeriodUnit::Month => (PeriodName::Month(year, nth), format!("{year}-{nth:02}")),
                PeriodUnit::Quarter => (PeriodName::Quarter(year, nth), format!("{year}-Q{nth}")),
                PeriodUnit::HalfYear => (PeriodName::HalfYear(year, nth), format!("{year}-H{nth}")),
                PeriodUnit::Year => (PeriodName::Year(year), year.to_string()),
            };
            found.extend(PeriodId::new(&id).map(|id| Period { id, name, span: Some((first, last)) }));
        }
    }
    found
}

/// First and last day of the `nth` period of a year. With a start day, a period ends the day before that
/// day of its last calendar month: June from the 15th is 15 May to 14 June.
fn span(year: i32, nth: u32, months: u32, starts: Option<u8>) -> Option<(Date, Date)> {
    let last_month = Date::new(year, nth * months, 1)?;
    let first_month = Date::new(year, (nth - 1) * months + 1, 1)?;
    match starts.filter(|day| *day > 1) {
        None => Some((first_month, last_month.last_of_month())),
        Some(day) => {
            let first = first_month.plus_days(-1).with_day_clamped(day.into());
            let last = last_month.with_day_clamped(day.into()).plus_days(-1);
            Some((first, last))
        }
    }
}
