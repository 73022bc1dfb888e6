//! When: periods, due instants, working days, and how a report stands to them.
//!
//! The period a report covers and the instant it is due come from separate rules of the plan; nothing
//! here assumes that one follows from the other. Days end at 24:00 in the plan's time zone (Civil Code
//! art. 148), whatever the zone of the device.

mod calendar;
mod due;
mod duty;
mod instant;
mod period;

pub use calendar::{Calendar, DayOff};
pub use due::Due;
pub use duty::{Duty, Origin, Standing, duties, duty};
pub use instant::{FixedZone, Instant, Local, Zone};
pub use period::{Period, PeriodName};
