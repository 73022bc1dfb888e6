use std::fmt;

/// A calendar day of the proleptic Gregorian calendar, `YYYY-MM-DD`, years 1900 to 2199.
///
/// Kept as days since 1970-01-01. The few things that are asked of a day are a page of arithmetic; the date
/// libraries bring tables and zones that took 0.7 KB of the budget (chrono without features, measured); `tests/dates.rs` holds every day
/// against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// Days in a cycle of 400 years, and from 0000-03-01 to 1970-01-01.
const CYCLE: i32 = 146_097;
const TO_EPOCH: i32 = 719_468;

impl Date {
    /// 1970-01-01.
    pub const EPOCH: Self = Self(0);

    /// A day, if it exists.
    ///
    /// ```
    /// use baocao::plan::Date;
    /// assert!(Date::new(2024, 2, 29).is_some());
    /// assert!(Date::new(2025, 2, 29).is_none());
    /// ```
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1900..2200).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        // Years begin in March here, so that the leap day is the last of its year.
        let year_from_march = if month > 2 { year } else { year - 1 };
        let in_cycle = year_from_march.rem_euclid(400);
        let in_year = (153 * ((month as i32 + 9) % 12) + 2) / 5 + day as i32 - 1;
        let days = in_cycle * 365 + in_cycle / 4 - in_cycle / 100 + in_year;
        let date = Self(year_from_march.div_euclid(400) * CYCLE + days - TO_EPOCH);
        // Day 31 of a shorter month would be a day of the next.
        (date.civil() == (year, month, day)).then_some(date)
    }

    /// Year, month and day of the month.
    fn civil(self) -> (i32, u32, u32) {
        let days = self.0 + TO_EPOCH;
        let in_cycle = days.rem_euclid(CYCLE);
        let year = (in_cycle - in_cycle / 1_460 + in_cycle / 36_524 - in_cycle / 146_096) / 365;
        let in_year = in_cycle - (365 * year + year / 4 - year / 100);
        let month = (5 * in_year + 2) / 153;
        let day = in_year - (153 * month + 2) / 5 + 1;
        let is_next_year = month > 9;
        let month = if is_next_year { month - 9 } else { month + 3 };
        (year + days.div_euclid(CYCLE) * 400 + i32::from(is_next_year), month as u32, day as u32)
    }

    /// Reads `YYYY-MM-DD`, exactly so.
    pub fn parse(text: &str) -> Option<Self> {
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else { return None };
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0_u32, |n, d| d.is_ascii_digit().then(|| n * 10 + u32::from(d - b'0')))
        };
        Self::new(number(&[y1, y2, y3, y4])? as i32, number(&[m1, m2])?, number(&[d1, d2])?)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.civil().0
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.civil().1
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u32 {
        self.civil().2
    }

    /// The day of the week, Monday 1 to Sunday 7 (ISO 8601).
    pub fn weekday(self) -> u32 {
        // 1970-01-01 was a Thursday.
        (self.0 + 3).rem_euclid(7) as u32 + 1
    }

    /// The day `days` later (earlier when negative); the day itself where that would leave the range.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        let moved = i32::try_from(i64::from(self.0).saturating_add(days)).map(Self);
        moved.ok().filter(|moved| (Self::FIRST..=Self::LAST).contains(moved)).unwrap_or(self)
    }

    /// 1900-01-01 and 2199-12-31.
    const FIRST: Self = Self(-25_567);
    pub(super) const LAST: Self = Self(84_005);

    /// Days from `earlier` to this day.
    pub fn days_since(self, earlier: Self) -> i64 {
        i64::from(self.0 - earlier.0)
    }

    /// The last day of this day's month.
    #[must_use]
    pub fn last_of_month(self) -> Self {
        let (year, month, _) = self.civil();
        (28..=31).rev().find_map(|day| Self::new(year, month, day)).unwrap_or(self)
    }

    /// The day `day` of this day's month, or the month's last day if it is shorter (Civil Code art. 148).
    #[must_use]
    pub fn with_day_clamped(self, day: u32) -> Self {
        Self::new(self.year(), self.month(), day).unwrap_or_else(|| self.last_of_month())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}
