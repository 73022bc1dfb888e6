//! What the core asks of its surroundings, answered by crates: Unicode, web addresses, time zones, the clock.

use baocao::report::Text;
use baocao::schedule::{Instant, Zone};
use chrono::{DateTime, Offset, TimeZone};
use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Unicode and the web, from crates.
#[derive(Clone, Copy, Debug, Default)]
pub struct NativeText;

impl Text for NativeText {
    fn nfc(&self, text: &str) -> String {
        text.nfc().collect()
    }

    fn graphemes(&self, text: &str) -> usize {
        text.graphemes(true).count()
    }

    fn web_address(&self, text: &str) -> Option<String> {
        let url = url::Url::parse(text).ok()?;
        matches!(url.scheme(), "http" | "https").then(|| url.into())
    }
}

/// A zone of the IANA database, which is compiled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedZone(chrono_tz::Tz);

impl NamedZone {
    /// The zone of this name.
    ///
    /// # Errors
    /// [`UnknownZone`] when the database has none.
    pub fn new(name: &str) -> Result<Self, UnknownZone> {
        name.parse().map(Self).map_err(|_| UnknownZone(name.to_owned()))
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.0.name()
    }
}

impl Zone for NamedZone {
    fn offset_minutes(&self, at: Instant) -> i32 {
        // Moments beyond chrono's quarter of a million years have no zone; nothing asks for them.
        DateTime::from_timestamp_millis(at.0)
            .map_or(0, |utc| self.0.offset_from_utc_datetime(&utc.naive_utc()).fix().local_minus_utc() / 60)
    }
}

/// A time zone that the database does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownZone(pub String);

impl fmt::Display for UnknownZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown time zone \"{}\" (expected an IANA name such as Asia/Ho_Chi_Minh)", self.0)
    }
}

impl std::error::Error for UnknownZone {}

/// The moment the machine's clock shows.
pub fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use baocao::plan::Date;

    #[test]
    fn zones_follow_the_database() {
        let saigon = NamedZone::new("Asia/Ho_Chi_Minh").unwrap();
        let midnight = Instant::start_of(Date::new(2026, 6, 15).unwrap(), &saigon);
        assert_eq!(midnight.in_zone(&saigon).to_string(), "2026-06-15T00:00:00+07:00");

        // Daylight saving: the same clock, another offset.
        let berlin = NamedZone::new("Europe/Berlin").unwrap();
        let offsets = [(2026, 1, 1), (2026, 7, 1)]
            .map(|(y, m, d)| berlin.offset_minutes(Instant::start_of(Date::new(y, m, d).unwrap(), &berlin)));
        assert_eq!(offsets, [60, 120]);

        let unknown = NamedZone::new("Asia/Nam_Cuong").unwrap_err();
        assert!(unknown.to_string().contains("Asia/Nam_Cuong"));
    }

    #[test]
    fn text_is_counted_as_people_count() {
        assert_eq!(NativeText.nfc("ba\u{301}o ca\u{301}o"), "báo cáo");
        assert_eq!(NativeText.graphemes("ba\u{301}o ca\u{301}o 👩‍👩‍👧"), 9);
        assert_eq!(NativeText.web_address("HTTPS://Baocao.vn/a b").as_deref(), Some("https://baocao.vn/a%20b"));
        for refused in ["javascript:alert(1)", "data:text/html,x", "ftp://baocao.vn/", "/tai-lieu", "baocao.vn"] {
            assert_eq!(NativeText.web_address(refused), None, "{refused}");
        }
    }
}
