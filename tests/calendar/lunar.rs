//! The lunar calendar of Việt Nam, computed: months begin on the day of the new moon, the month of the winter
//! solstice is the eleventh, and of thirteen months between two solstices the first without a major solar term is
//! the leap month. Positions of sun and moon after Jean Meeus, *Astronomical Algorithms* (1991) and *Astronomical
//! Formulae for Calculators* (1982), good to a few minutes.

use baocao::plan::Date;

/// Hours ahead of UTC at the meridian on which the calendar rests.
pub const VIET_NAM: f64 = 7.0;
pub const CHINA: f64 = 8.0;

/// The Julian day number of 1970-01-01.
const EPOCH: i64 = 2_440_588;
/// Mean days from new moon to new moon, and the moment of the first one since 1900.
const MONTH: f64 = 29.530_588_68;
const FIRST: f64 = 2_415_020.759_33;

/// The day of the sun's calendar on which a day of the lunar one falls, outside leap months.
pub fn day_of(year: i32, month: usize, day: i64, zone: f64) -> Date {
    let eleventh = eleventh_month(year - 1, zone);
    let months = eleventh_month(year, zone) - eleventh;
    let begins = |nth: i64| new_moon_day(eleventh + nth, zone);
    // Counted from the eleventh month of the year before: the first month is the second after it.
    let mut nth = month as i64 + 1;
    if months == 13 {
        let has_no_term = |nth: &i64| term(begins(*nth), zone) == term(begins(nth + 1), zone);
        let leap = (1..=13).find(has_no_term).expect("thirteen months, twelve terms");
        nth += i64::from(leap <= nth);
    }
    Date::EPOCH.plus_days(begins(nth) + day - 1 - EPOCH)
}

/// The number of the new moon that begins the eleventh month of a year: the last one not behind the solstice.
fn eleventh_month(year: i32, zone: f64) -> i64 {
    let end = Date::new(year, 12, 31).expect("a day").days_since(Date::EPOCH) + EPOCH;
    let near = ((end as f64 - FIRST) / MONTH) as i64 + 1;
    let is_before = |number: &i64| {
        let begins = new_moon_day(*number, zone);
        // The sun has not passed 270° by the end of the day before, or passes it on the day itself.
        begins <= end && term(begins, zone) < 9
    };
    (near - 3..=near).rev().find(is_before).expect("a month begins before every solstice")
}

/// Which twelfth of its way the sun is in when a day begins; the ninth one begins at the winter solstice.
fn term(day: i64, zone: f64) -> i64 {
    let centuries = (day as f64 - 0.5 - zone / 24.0 - 2_451_545.0) / 36_525.0;
    let anomaly = (357.529_10 + 35_999.050_30 * centuries - 0.000_155_9 * centuries.powi(2)).to_radians();
    let mean = 280.466_45 + 36_000.769_83 * centuries + 0.000_303_2 * centuries.powi(2);
    let centre = (1.914_600 - 0.004_817 * centuries) * anomaly.sin()
        + (0.019_993 - 0.000_101 * centuries) * (2.0 * anomaly).sin()
        + 0.000_290 * (3.0 * anomaly).sin();
    // Aberration and nutation.
    let node = (125.04 - 1_934.136 * centuries).to_radians();
    let apparent = mean + centre - 0.005_69 - 0.004_78 * node.sin();
    (apparent.rem_euclid(360.0) / 30.0) as i64
}

/// The Julian day number of the day on which a new moon falls, counted from the first of 1900.
fn new_moon_day(number: i64, zone: f64) -> i64 {
    (new_moon(number) + 0.5 + zone / 24.0).floor() as i64
}

/// The moment of a new moon, in days of universal time.
fn new_moon(number: i64) -> f64 {
    let k = number as f64;
    let t = k / 1_236.85;
    let sun = (359.2242 + 29.105_356_08 * k - 0.000_033_3 * t * t).to_radians();
    let moon = (306.0253 + 385.816_918_06 * k + 0.010_730_6 * t * t).to_radians();
    let node = (21.2964 + 390.670_506_46 * k - 0.001_652_8 * t * t).to_radians();
    let mean = FIRST
        + MONTH * k
        + 0.000_117_8 * t * t
        + 0.000_33 * (166.56 + 132.87 * t - 0.009_173 * t * t).to_radians().sin();
    let terms = [
        (0.1734 - 0.000_393 * t, sun),
        (0.0021, 2.0 * sun),
        (-0.4068, moon),
        (0.0161, 2.0 * moon),
        (-0.0004, 3.0 * moon),
        (0.0104, 2.0 * node),
        (-0.0051, sun + moon),
        (-0.0074, sun - moon),
        (0.0004, 2.0 * node + sun),
        (-0.0004, 2.0 * node - sun),
        (-0.0006, 2.0 * node + moon),
        (0.0010, 2.0 * node - moon),
        (0.0005, sun + 2.0 * moon),
    ];
    let periodic: f64 = terms.iter().map(|(size, angle)| size * angle.sin()).sum();
    // What ephemeris time is ahead of universal time, about 70 seconds in these years.
    mean + periodic - 70.0 / 86_400.0
}
