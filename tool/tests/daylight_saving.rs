//! Days and hours of real zones, by the zone database: the moments that clocks show are found, also where they change.

use baocao::plan::Date;
use baocao::schedule::{Instant, Zone};
use baocao_tool::platform::NamedZone;

/// East and west of Greenwich, north and south; changes at night, at midnight, by half an hour, of a whole day; none.
const ZONES: [&str; 16] = [
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/St_Johns",
    "America/Asuncion",
    "America/Sao_Paulo",
    "America/Havana",
    "America/Santiago",
    "Asia/Beirut",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "Asia/Ho_Chi_Minh",
];

fn zones() -> impl Iterator<Item = NamedZone> {
    ZONES.into_iter().map(|name| NamedZone::new(name).unwrap_or_else(|error| panic!("{error}")))
}

fn days() -> impl Iterator<Item = Date> {
    let first = Date::new(1995, 1, 1).expect("a day");
    (0..45 * 365).map(move |n| first.plus_days(n))
}

#[test]
fn a_day_begins_when_the_one_before_is_over() {
    for zone in zones() {
        for day in days() {
            let begins = Instant::start_of(day, &zone);
            let (before, then) = (Instant(begins.0 - 1).in_zone(&zone), begins.in_zone(&zone));
            assert!(before.date < day && day <= then.date, "{} {day}: {before}, {then}", zone.name());
        }
    }
}

#[test]
fn every_quarter_of_an_hour_of_a_day_with_a_change_is_found_at_the_first_moment_that_shows_it() {
    let mut changes = 0;
    for zone in zones() {
        let offset = |day| zone.offset_minutes(Instant::start_of(day, &zone));
        for day in days().filter(|day| offset(*day) != offset(day.plus_days(1))) {
            changes += 1;
            for seconds in (0..86_400).step_by(900) {
                let found = Instant::at(day, seconds, &zone);
                let shown = found.in_zone(&zone);
                let before = Instant(found.0 - 1).in_zone(&zone);
                // Shown then, or left out: then clocks show a later time, and a moment before an earlier one.
                let wanted = (day, seconds);
                assert!((shown.date, shown.seconds) >= wanted, "{} {day} {seconds}: {shown}", zone.name());
                assert!((before.date, before.seconds) < wanted, "{} {day} {seconds}: {before}", zone.name());
                if (shown.date, shown.seconds) > wanted {
                    assert!(before.offset < shown.offset, "{} {day} {seconds}: {shown}", zone.name());
                }
                // An hour earlier nothing showed it.
                for minutes in [30, 60, 120] {
                    let earlier = Instant(found.0 - minutes * 60_000).in_zone(&zone);
                    assert_ne!((earlier.date, earlier.seconds), wanted, "{} {day} {seconds}", zone.name());
                }
            }
        }
    }
    assert!(changes > 600, "{changes}");
}
