use crate::plan::Date;
use serde::{Deserialize, Serialize};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

/// A time zone: what it is ahead of UTC at a moment. The browser answers from `Intl`, servers from a
/// zone database.
pub trait Zone {
    /// Minutes ahead of UTC (420 for Việt Nam).
    fn offset_minutes(&self, at: Instant) -> i32;
}

/// A zone that never changes its offset; Việt Nam is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FixedZone(pub i32);

impl FixedZone {
    /// UTC+7, without daylight saving time.
    pub const VIETNAM: Self = Self(420);
}

impl Zone for FixedZone {
    fn offset_minutes(&self, _: Instant) -> i32 {
        self.0
    }
}

impl Instant {
    /// The moment a day begins in a zone.
    ///
    /// ```
    /// use baocao::{plan::Date, schedule::{FixedZone, Instant}};
    /// let midnight = Instant::start_of(Date::new(2026, 6, 20).unwrap(), &FixedZone::VIETNAM);
    /// assert_eq!(midnight.in_zone(&FixedZone::VIETNAM).to_string(), "2026-06-20T00:00:00+07:00");
    /// ```
    pub fn start_of(day: Date, zone: &dyn Zone) -> Self {
        Self::at(day, 0, zone)
    }

    /// The moment at which clocks in a zone show so many seconds since the midnight of a day. Where that time is left
    /// out because clocks go forward, the moment they do; where it comes twice, the first.
    pub fn at(day: Date, seconds: u32, zone: &dyn Zone) -> Self {
        let shown = day.days_since(Date::EPOCH) * DAY + i64::from(seconds) * 1000;
        let with = |offset: i32| Self(shown - i64::from(offset) * MINUTE);
        // A day before and a day after, clocks have changed at most once in between.
        let before = zone.offset_minutes(Self(shown - DAY));
        let mut late = with(before);
        if zone.offset_minutes(late) == before {
            return late;
        }
        let after = zone.offset_minutes(Self(shown + DAY));
        let mut early = with(after);
        if zone.offset_minutes(early) == after {
            return early;
        }
        while late.0 - early.0 > 1 {
            let middle = Self(i64::midpoint(early.0, late.0));
            if zone.offset_minutes(middle) == before { early = middle } else { late = middle }
        }
        late
    }

    /// What clocks show at this moment in a zone.
    pub fn in_zone(self, zone: &dyn Zone) -> Local {
        let offset = zone.offset_minutes(self);
        let shifted = self.0 + i64::from(offset) * MINUTE;
        let in_day = shifted.rem_euclid(DAY);
        let days = shifted.div_euclid(DAY);
        // Beyond the range of `Date` (years 1900–2199) the day stays at 1970-01-01.
        let date = Date::EPOCH.plus_days(days);
        Local { date, seconds: (in_day / 1000) as u32, offset }
    }

    /// Reads an RFC 3339 timestamp, or a date (its noon in the zone), as the attribute `as-of` has it.
    pub fn parse(text: &str, zone: &dyn Zone) -> Option<Self> {
        let date = Date::parse(text.get(..10)?)?;
        let rest = text.get(10..)?;
        if rest.is_empty() {
            return Some(Self::at(date, 12 * 3600, zone));
        }
        let time = rest.strip_prefix(['T', ' '])?;
        let at = time.find(['Z', '+', '-']).unwrap_or(time.len());
        let (clock, offset) = (time.get(..at)?, time.get(at..)?);
        let mut fields = clock.split(':');
        let hours = two_digits(fields.next()?, 24)?;
        let minutes = two_digits(fields.next()?, 60)?;
        let seconds = fields.next().map_or(Some(0), |s| two_digits(s.split('.').next()?, 60))?;
        let in_day = hours * 3600 + minutes * 60 + seconds;
        match offset {
            "" => Some(Self::at(date, in_day, zone)),
            "Z" => Some(Self::at(date, in_day, &FixedZone(0))),
            offset => {
                let (hours, minutes) = offset.get(1..)?.split_once(':')?;
                let ahead = (two_digits(hours, 24)? * 60 + two_digits(minutes, 60)?) as i32;
                let ahead = if offset.starts_with('-') { -ahead } else { ahead };
                Some(Self::at(date, in_day, &FixedZone(ahead)))
            }
        }
    }
}

fn two_digits(text: &str, below: u32) -> Option<u32> {
    (text.len() == 2).then(|| text.parse().ok()).flatten().filter(|n| *n < below)
}

/// What clocks show somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Local {
    /// The day.
    pub date: Date,
    /// Seconds since its midnight.
    pub seconds: u32,
    /// Minutes ahead of UTC.
    pub offset: i32,
}

impl Local {
    /// Hour and minute.
    pub fn clock(self) -> (u32, u32) {
        (self.seconds / 3600, self.seconds / 60 % 60)
    }
}

/// RFC 3339 with offset.
impl std::fmt::Display for Local {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (hour, minute) = self.clock();
        let sign = if self.offset < 0 { '-' } else { '+' };
        let ahead = self.offset.unsigned_abs();
        let Self { date, seconds, .. } = self;
        write!(f, "{date}T{hour:02}:{minute:02}:{:02}{sign}{:02}:{:02}", seconds % 60, ahead / 60, ahead % 60)
    }
}
