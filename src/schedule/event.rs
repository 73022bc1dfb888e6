use crate::plan::{Clock, Date};
use std::fmt;

/// When what a report tells of happened, as clocks in the plan's zone showed: the event, or the arrival of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventTime {
    /// The day.
    pub day: Date,
    /// The time of it, where hours are counted from it.
    pub at: Option<Clock>,
}

impl EventTime {
    /// Reads `2026-06-18` or `2026-06-18T08:30`.
    ///
    /// ```
    /// use baocao::schedule::EventTime;
    /// for text in ["2026-06-18", "2026-06-18T08:30"] {
    ///     assert_eq!(EventTime::parse(text).map(|time| time.to_string()).as_deref(), Some(text));
    /// }
    /// assert_eq!(EventTime::parse("2026-06-18T"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once('T') {
            None => Some(Self { day: Date::parse(text)?, at: None }),
            Some((day, at)) => Some(Self { day: Date::parse(day)?, at: Some(Clock::parse(at)?) }),
        }
    }
}

impl fmt::Display for EventTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.day.fmt(f)?;
        match self.at {
            Some(at) => write!(f, "T{at}"),
            None => Ok(()),
        }
    }
}

/// What must be known of an event, or of a request, before it can be said until when its report is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventAsked {
    /// Whether the minute matters, because hours are counted from it; else the day is enough.
    pub to_the_minute: bool,
    /// Whether it is the day a request arrived.
    pub is_request: bool,
}
