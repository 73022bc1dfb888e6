use super::Date;
use crate::finding::{Code, Expected, Finding, Pointer};
use crate::json::{choice, object};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

object!(WorkCalendar or of_base: base, weekend, days);
object!(SpecialDay: date, name, work, expected);
choice!(optional CalendarBase: "vn" => Vn, "none" => None);

/// Which days are worked. A plain text, `"none"`, is a shipped table as it is; an object changes one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(remote = "Self")]
pub struct WorkCalendar {
    /// The table it begins with.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub base: CalendarBase,
    /// The days of the week on which nobody works, Monday 1 to Sunday 7; may be empty. Absent: Saturday and Sunday.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(inner(range(min = 1, max = 7))))]
    pub weekend: Option<Vec<u8>>,
    /// Days that are added to the table, or replace what it says of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<SpecialDay>,
}

/// A table of holidays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CalendarBase {
    /// Việt Nam's, 2024 to 2031.
    #[default]
    Vn,
    /// None: only the weekend.
    None,
}

/// A day that is not worked, or one of the weekend that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpecialDay {
    /// The day.
    pub date: Date,
    /// What it is called ("Nghỉ bù Quốc khánh").
    pub name: String,
    /// Whether it is worked: a make-up working day. Absent: a day off.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub work: bool,
    /// Whether it is not confirmed yet.
    #[serde(default, skip_serializing_if = "crate::json::Write::is_absent")]
    pub expected: bool,
}

impl WorkCalendar {
    /// Most special days in a plan.
    pub const MAX_DAYS: usize = 1_000;

    /// A table as it is, with the usual weekend.
    pub fn of_base(base: CalendarBase) -> Self {
        Self { base, weekend: None, days: Vec::new() }
    }

    /// What only the whole can tell: weekdays that are none, days said twice, names that say nothing.
    pub(super) fn check(&self, found: &mut Vec<Finding>) {
        let at = || Pointer::root().key("calendar");
        for (i, day) in self.weekend.iter().flatten().enumerate() {
            if !(1..=7).contains(day) {
                let code = Code::Unexpected { found: day.to_string(), expected: Expected::IntegerIn(1, 7) };
                found.push(Finding::error(at().key("weekend").index(i), code));
            }
        }
        let is_off = |day: u8| self.weekend.iter().flatten().any(|off| *off == day);
        if (1..=7).all(is_off) {
            found.push(Finding::error(at().key("weekend"), Code::TooMany { found: 7, max: 6 }));
        }
        let at = || at().key("days");
        // Every day is held against all before it.
        if self.days.len() > Self::MAX_DAYS {
            let code = Code::TooMany { found: self.days.len() as u64, max: Self::MAX_DAYS as u64 };
            found.push(Finding::error(at(), code));
            return;
        }
        for (i, day) in self.days.iter().enumerate() {
            if day.name.trim().is_empty() {
                found.push(Finding::error(at().index(i).key("name"), Code::Required));
            }
            // What could not be read stands at the epoch.
            if day.date != Date::EPOCH && self.days[..i].iter().any(|earlier| earlier.date == day.date) {
                let code = Code::DuplicateId { id: day.date.to_string() };
                found.push(Finding::error(at().index(i).key("date"), code));
            }
        }
    }
}

/// A table by its name, or one that is changed.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its schema is wanted")]
pub(super) enum BaseOrCalendar {
    /// A table as it is.
    Base(CalendarBase),
    /// A table that is changed.
    Calendar(WorkCalendar),
}

impl Serialize for WorkCalendar {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        WorkCalendar::serialize(self, to) // the derived inherent function
    }
}

impl<'de> Deserialize<'de> for WorkCalendar {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct NameOrObject;
        impl<'de> de::Visitor<'de> for NameOrObject {
            type Value = WorkCalendar;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("calendar")
            }
            fn visit_str<E: de::Error>(self, name: &str) -> Result<WorkCalendar, E> {
                CalendarBase::deserialize(de::value::StrDeserializer::new(name)).map(WorkCalendar::of_base)
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<WorkCalendar, A::Error> {
                WorkCalendar::deserialize(de::value::MapAccessDeserializer::new(map)) // the derived inherent function
            }
        }
        from.deserialize_any(NameOrObject)
    }
}
