use crate::plan::{CalendarBase, Date, Plan};

/// Which days are worked under a plan: its weekend, the shipped table it names, and its own days.
#[derive(Clone, Debug)]
pub struct Calendar<'p> {
    /// One bit for each weekday that is not worked, Monday at 1.
    weekend: u8,
    /// The first that names a day holds.
    days: Vec<Day<'p>>,
    /// The first and the last day the table covers; none: there is no table, and nothing beyond it.
    known: Option<(Date, Date)>,
}

/// What is said of a day or of the days of a range.
#[derive(Clone, Copy, Debug)]
struct Day<'p> {
    first: Date,
    last: Date,
    /// Also said of this day of all later years: see [`day_of_year`]; 0 where it is not.
    yearly: u32,
    is_worked: bool,
    is_expected: bool,
    name: &'p str,
}

/// Why nobody works on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOff<'p> {
    /// A weekly day off.
    Weekend,
    /// A day with a name.
    Named {
        /// The name, as the plan or the table has it, in Vietnamese.
        name: &'p str,
        /// Whether being off rests on it and it is not confirmed.
        expected: bool,
    },
}

/// Days in a row without work after which none is looked for any more.
const LONGEST_BREAK: u32 = 366;

impl<'p> Calendar<'p> {
    /// The calendar of a plan: Việt Nam's table with Saturday and Sunday off where the plan does not say otherwise.
    /// The weekend of state offices and the table are usage and law of Việt Nam (Labour Code arts. 111 and 112).
    pub fn of(plan: &'p Plan) -> Self {
        let (mut weekend, mut days, mut base) = (1 << 6 | 1 << 7, Vec::new(), CalendarBase::Vn);
        if let Some(rule) = &plan.calendar {
            base = rule.base;
            if let Some(weekdays) = &rule.weekend {
                weekend = 0;
                for day in weekdays {
                    weekend |= 1 << (day & 7);
                }
            }
            for day in &rule.days {
                days.push(Day {
                    first: day.date,
                    last: day.date,
                    yearly: 0,
                    is_worked: day.work,
                    is_expected: day.expected,
                    name: &day.name,
                });
            }
        }
        let mut known = None;
        if base == CalendarBase::Vn {
            // Dated lines come before the yearly ones: what is said of one year holds against what is said of all.
            let mut yearly = Vec::new();
            for line in TABLE.lines() {
                if let Some(day) = Day::of(line) {
                    if day.yearly > 0 { yearly.push(day) } else { days.push(day) }
                }
            }
            days.append(&mut yearly);
            known = Date::new(FIRST_YEAR, 1, 1).zip(Date::new(LAST_YEAR, 12, 31));
        }
        Self { weekend, days, known }
    }

    /// Whether a day is worked.
    pub fn is_working(&self, date: Date) -> bool {
        match self.said_of(date) {
            Some(day) => day.is_worked,
            None => !self.is_weekend(date),
        }
    }

    /// Why a day is not worked; none: it is. A holiday on a weekend is told by its name.
    pub fn day_off(&self, date: Date) -> Option<DayOff<'p>> {
        match self.said_of(date) {
            Some(day) if day.is_worked => None,
            Some(day) => Some(DayOff::Named { name: day.name, expected: self.is_expected(date) }),
            None => self.is_weekend(date).then_some(DayOff::Weekend),
        }
    }

    /// The name of a day that is worked although it lies on a weekend ("làm bù").
    pub fn made_up(&self, date: Date) -> Option<&'p str> {
        self.said_of(date).filter(|day| day.is_worked && self.is_weekend(date)).map(|day| day.name)
    }

    /// Whether it is not certain that a day is worked, or that it is not: it rests on an entry that is not confirmed,
    /// or lies outside the years of the table, where moving holidays are missing. An unconfirmed entry that changes
    /// nothing, as a holiday on a weekend, leaves it certain.
    pub fn is_expected(&self, date: Date) -> bool {
        let is_known = self.known.is_none_or(|(first, last)| first <= date && date <= last);
        let is_working = self.is_working(date);
        // What would hold if the unconfirmed entries fell away, down to the first confirmed one.
        let today = day_of_year(date);
        for day in self.days.iter().filter(|day| day.names(date, today)) {
            if day.is_worked != is_working {
                return true;
            }
            if !day.is_expected {
                return day.yearly > 0 && !is_known;
            }
        }
        !is_known || is_working == self.is_weekend(date)
    }

    /// The last day that the table covers; beyond it there are only weekends and the holidays of a fixed date, and
    /// what rests on them counts as expected. None: the plan has no table, and nothing is missing.
    pub fn known_until(&self) -> Option<Date> {
        self.known.map(|(_, last)| last)
    }

    /// The day itself if it is worked, else the next that is (Civil Code art. 148 cl. 5). The day itself also where
    /// none follows within a year.
    #[must_use]
    pub fn next_working(&self, date: Date) -> Date {
        if self.is_working(date) { date } else { self.step(date, 1, 1) }
    }

    /// The day itself if it is worked, else the last before it that is; the day itself also where there is none
    /// within a year.
    #[must_use]
    pub fn previous_working(&self, date: Date) -> Date {
        if self.is_working(date) { date } else { self.step(date, 1, -1) }
    }

    /// The `n`th working day after a day, which is not counted itself (Civil Code art. 147). The day itself for 0, and
    /// where there are no so many.
    #[must_use]
    pub fn plus_working_days(&self, date: Date, n: u32) -> Date {
        self.step(date, n, 1)
    }

    fn step(&self, date: Date, n: u32, by: i64) -> Date {
        let (mut at, mut left, mut idle) = (date, n, 0);
        while left > 0 {
            let next = at.plus_days(by);
            // Days end with the range of dates.
            if next == at || idle == LONGEST_BREAK {
                return date;
            }
            at = next;
            idle += 1;
            if self.is_working(at) {
                left -= 1;
                idle = 0;
            }
        }
        at
    }

    pub(super) fn is_weekend(&self, date: Date) -> bool {
        self.weekend >> date.weekday() & 1 == 1
    }

    fn said_of(&self, date: Date) -> Option<&Day<'p>> {
        let today = day_of_year(date);
        self.days.iter().find(|day| day.names(date, today))
    }
}

impl Day<'_> {
    fn names(&self, date: Date, today: u32) -> bool {
        self.first <= date && (date <= self.last || self.yearly == today)
    }
}

/// Month and day as one number, the same in every year.
fn day_of_year(date: Date) -> u32 {
    date.month() * 100 + date.day()
}

impl Day<'static> {
    /// Reads a line of the table: `2026-02-16..2026-02-20 off Tết Nguyên đán`.
    fn of(line: &'static str) -> Option<Self> {
        let (days, rest) = line.split_once(' ')?;
        let (what, name) = rest.split_once(' ')?;
        let first = Date::parse(days.get(..10)?)?;
        let last = days.get(12..).and_then(Date::parse).unwrap_or(first);
        let is_expected = what.ends_with('?');
        let yearly = if what.starts_with('y') { day_of_year(first) } else { 0 };
        Some(Self { first, last, yearly, is_worked: what.starts_with('w'), is_expected, name })
    }
}

/// The years whose moving holidays the table knows.
const FIRST_YEAR: i32 = 2024;
const LAST_YEAR: i32 = 2031;

const FILE: &str = include_str!("vn.txt");
const TABLE: &str = match std::str::from_utf8(&said::<{ said::<0>(FILE).1 }>(FILE).0) {
    Ok(text) => text,
    Err(_) => panic!("what was cut at line feeds is a text"),
};

/// The lines of a file that are no remarks, and how long they are: the module need not carry the sources. The
/// compiler does this.
const fn said<const LENGTH: usize>(file: &str) -> ([u8; LENGTH], usize) {
    let file = file.as_bytes();
    let (mut lines, mut length, mut i) = ([0; LENGTH], 0, 0);
    while i < file.len() {
        let is_remark = file[i] == b'#' || file[i] == b'\n';
        loop {
            if !is_remark {
                if length < LENGTH {
                    lines[length] = file[i];
                }
                length += 1;
            }
            i += 1;
            if i == file.len() || file[i - 1] == b'\n' {
                break;
            }
        }
    }
    (lines, length)
}
