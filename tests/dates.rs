//! Every day of the calendar against an independent one.
#![cfg(not(target_arch = "wasm32"))]

use baocao::plan::Date;
use chrono::{Datelike, NaiveDate};

#[test]
fn every_day_is_the_day_that_chrono_knows() {
    let first = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a day");
    let mut mine = Date::new(1900, 1, 1).expect("a day");
    for theirs in first.iter_days().take_while(|day| day.year() < 2200) {
        assert_eq!((mine.year(), mine.month(), mine.day()), (theirs.year(), theirs.month(), theirs.day()));
        assert_eq!(Date::new(theirs.year(), theirs.month(), theirs.day()), Some(mine));
        assert_eq!(Date::parse(&theirs.to_string()), Some(mine));
        assert_eq!(mine.to_string(), theirs.to_string());
        assert_eq!(mine.weekday(), theirs.weekday().number_from_monday(), "{theirs}");
        assert_eq!(mine.days_since(Date::EPOCH), i64::from(theirs.to_epoch_days()), "{theirs}");
        mine = mine.plus_days(1);
    }
    // The range ends there.
    assert_eq!(mine.to_string(), "2199-12-31");
}

#[test]
fn days_that_do_not_exist_are_none() {
    for (year, month, day) in [
        (2025, 2, 29),
        (2100, 2, 29),
        (2026, 4, 31),
        (2026, 0, 1),
        (2026, 13, 1),
        (2026, 1, 0),
        (2026, 1, 32),
        (1899, 12, 31),
        (2200, 1, 1),
    ] {
        assert_eq!(Date::new(year, month, day), None, "{year}-{month}-{day}");
    }
}
