//! When: periods, due instants, and how a report stands to them.
//!
//! The period a report covers and the instant it is due come from separate rules of the plan; nothing
//! here assumes that one follows from the other. Days end at 24:00 in the plan's time zone (Civil Code
//! art. 148), whatever the zone of the device.

mod calendar;
mod due;
mod duty;
mod event;
mod frame;
mod instant;
mod owed;
mod period;
mod sense;

pub use calendar::{Calendar, DayOff};
pub use due::{Due, Step, Unit, explain};
pub use duty::{Duty, Lapsed, Origin, Standing};
pub use event::{EventAsked, EventTime};
pub use instant::{FixedZone, Instant, Local, Zone};
pub use owed::{begun, duties, duty, obligations, reports};
pub use period::{Figures, Period, PeriodName, YearName};
pub use sense::check;
