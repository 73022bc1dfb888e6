use crate::delivery::Clock;
use crate::schedule::Instant;

/// The device's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct DeviceClock;

impl Clock for DeviceClock {
    fn now(&self) -> Instant {
        Instant(js_sys::Date::now() as i64)
    }
}
