//! Days without a year, ends of horizons, and how these and dates and decimals are read and written.

use super::{Date, Decimal};
use crate::finding::Expected;
use crate::json::{Node, Read, Reader, Value, Write};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// A day of every year, `MM-DD`; 29 February counts as the 28th in common years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MonthDay {
    month: u8,
    day: u8,
}

impl MonthDay {
    /// 1 January.
    pub const NEW_YEAR: Self = Self { month: 1, day: 1 };

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.month.into()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u32 {
        self.day.into()
    }

    /// Reads `MM-DD`.
    pub fn parse(text: &str) -> Option<Self> {
        let date = (text.len() == 5).then(|| Date::parse(&format!("2024-{text}"))).flatten()?;
        Some(Self { month: date.month() as u8, day: date.day() as u8 })
    }

    /// This day in a year.
    pub fn in_year(self, year: i32) -> Option<Date> {
        Date::new(year, self.month.into(), 1).map(|first| first.with_day_clamped(self.day.into()))
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

/// A time of day, `HH:MM`, 00:00 to 24:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock(u16);

impl Clock {
    /// Reads `HH:MM`.
    pub fn parse(text: &str) -> Option<Self> {
        let [h1, h2, b':', m1, m2] = *text.as_bytes() else { return None };
        let number = |a: u8, b: u8| {
            (a.is_ascii_digit() && b.is_ascii_digit()).then(|| u16::from(a - b'0') * 10 + u16::from(b - b'0'))
        };
        let (hour, minute) = (number(h1, h2)?, number(m1, m2)?);
        (minute < 60 && hour * 60 + minute <= 24 * 60).then_some(Self(hour * 60 + minute))
    }

    /// Seconds since midnight.
    pub fn seconds(self) -> u32 {
        u32::from(self.0) * 60
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// The end of a horizon: a year (its last day) or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearOrDate {
    /// Until the end of a year.
    Year(i32),
    /// Until a day.
    Date(Date),
}

impl YearOrDate {
    /// Reads `2026` or `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() == 4 {
            let year = text.parse().ok()?;
            return Date::new(year, 1, 1).map(|_| Self::Year(year));
        }
        Date::parse(text).map(Self::Date)
    }

    /// The last day it covers.
    pub fn last_day(self) -> Date {
        match self {
            // A `Year` is only made in range, where 31 December exists; the fallback is never taken.
            Self::Year(year) => Date::new(year, 12, 31).unwrap_or(Date::LAST),
            Self::Date(date) => date,
        }
    }
}

impl fmt::Display for YearOrDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Date(date) => date.fmt(f),
        }
    }
}

macro_rules! as_text {
    ($($type:ident = $blank:expr, $wanted:ident $expected:literal $pattern:literal;)*) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.to_string())
            }
        }

        impl Read for $type {
            fn read<'n>(node: &'n Node, reader: &mut Reader<'n>) -> Self {
                let text = match &node.value {
                    Value::Text(text) => &**text,
                    Value::Number(number) if Expected::$wanted == Expected::Decimal && !number.bytes().any(|b| b == b'.') => number,
                    _ => "",
                };
                Self::parse(text).unwrap_or_else(|| {
                    reader.bad(node, Expected::$wanted);
                    $blank
                })
            }
        }

        impl Write for $type {
            fn write(&self, out: &mut String) {
                self.to_string().write(out);
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                struct Text;
                impl de::Visitor<'_> for Text {
                    type Value = $type;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expected)
                    }
                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$type, E> {
                        $type::parse(text).ok_or_else(|| E::custom($expected))
                    }
                    fn visit_i64<E: de::Error>(self, n: i64) -> Result<$type, E> {
                        self.visit_str(&n.to_string())
                    }
                    fn visit_u64<E: de::Error>(self, n: u64) -> Result<$type, E> {
                        self.visit_str(&n.to_string())
                    }
                }
                from.deserialize_any(Text)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": $pattern })
            }
        }
    )*};
}

as_text! {
    Date = Date::EPOCH, Date "date" r"^(19|20|21)\d\d-\d\d-\d\d$";
    MonthDay = MonthDay::NEW_YEAR, MonthDay "month-day" r"^\d\d-\d\d$";
    Clock = Clock(0), Clock "clock" r"^([01]\d|2[0-4]):[0-5]\d$";
    YearOrDate = YearOrDate::Date(Date::EPOCH), YearOrDate "year-or-date" r"^(19|20|21)\d\d(-\d\d-\d\d)?$";
    Decimal = Decimal::ZERO, Decimal "decimal" r"^-?\d+(\.\d+)?$";
}
