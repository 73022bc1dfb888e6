use super::fill::{count, fill, nth};
use super::{Lang, words};
use crate::plan::{Date, MonthDay};
use crate::schedule::{Figures, Instant, Local, Period, PeriodName};

/// A day, short: `15/6/2026` (leading zero for days below 10 only where the month is 1 or 2 is a rule of
/// printed documents, not of screens).
pub fn date(lang: Lang, day: Date) -> String {
    let w = words(lang);
    fill(w.date(), "day month year", &[&day.day(), &nth(w.months(), day.month()), &day.year()])
}

/// Days of every year.
///
/// ```
/// use baocao::{locale::{Lang, named_days}, plan::MonthDay};
/// let days: Vec<_> = ["05-18", "10-01"].iter().filter_map(|day| MonthDay::parse(day)).collect();
/// assert_eq!(named_days(Lang::Vi, &days), "ngày 18/5, 1/10 hằng năm");
/// assert_eq!(named_days(Lang::En, &days), "every year on 18 May, 1 October");
/// ```
pub fn named_days(lang: Lang, days: &[MonthDay]) -> String {
    let w = words(lang);
    let mut named = String::new();
    // Any year in which every day exists.
    for day in days.iter().filter_map(|day| day.in_year(2024)) {
        if !named.is_empty() {
            named.push_str(", ");
        }
        let day = fill(w.date(), "day month year", &[&day.day(), &nth(w.months(), day.month()), &""]);
        named.push_str(day.trim_end_matches(['/', ' ']));
    }
    fill(w.named_days(), "days", &[&named])
}

/// A day with its weekday.
pub fn date_long(lang: Lang, day: Date) -> String {
    fill(words(lang).date_long(), "day weekday", &[&date(lang, day), &weekday(lang, day)])
}

/// The day of the week.
pub fn weekday(lang: Lang, day: Date) -> &'static str {
    nth(words(lang).weekdays(), day.weekday())
}

/// Hour and minute: `17:05`.
pub fn clock(at: Local) -> String {
    let (hour, minute) = at.clock();
    format!("{hour}:{minute:02}")
}

/// Clock and day: `17:05 ngày 15/6/2026`.
pub fn local(lang: Lang, at: Local) -> String {
    fill(words(lang).moment(), "clock day", &[&clock(at), &date(lang, at.date)])
}

/// That the device's clock is wrong.
pub fn clock_off(lang: Lang, device: Local, server: Local) -> String {
    fill(words(lang).clock_off(), "device server", &[&local(lang, device), &local(lang, server)])
}

/// What a period is called.
pub fn period(lang: Lang, name: &PeriodName) -> String {
    let w = words(lang);
    match name {
        PeriodName::Day(day) => fill(w.period_day(), "day", &[&date_long(lang, *day)]),
        PeriodName::Days(first, last) => days(lang, *first, *last),
        PeriodName::Weeks(year, first, last) => {
            let template = if first == last { w.period_week() } else { w.period_weeks() };
            fill(template, "first week year", &[first, last, year])
        }
        PeriodName::Months(year, n) => fill(w.period_months(), "n year", &[n, year]),
        PeriodName::Month(year, month) => fill(w.period_month(), "month year", &[&nth(w.months(), *month), year]),
        PeriodName::HalfMonth(year, month, half) => {
            let template = if *half == 1 { w.period_half_month() } else { w.period_rest_of_month() };
            fill(template, "month year", &[&nth(w.months(), *month), year])
        }
        PeriodName::Quarter(year, n) => fill(w.period_quarter(), "quarter year", &[&nth(w.quarters(), *n), year]),
        PeriodName::HalfYear(year, 1) => fill(w.period_first_half(), "year", &[year]),
        PeriodName::HalfYear(year, _) => fill(w.period_second_half(), "year", &[year]),
        PeriodName::Year(year) => fill(w.period_year(), "year", &[year]),
        PeriodName::Named(wording) => wording.clone(),
        PeriodName::Open => w.period_open().to_owned(),
        PeriodName::Begun(at) => fill(w.period_begun(), "moment", &[&local(lang, *at)]),
    }
}

/// From when to when.
pub fn days(lang: Lang, from: Date, to: Date) -> String {
    fill(words(lang).span(), "from to", &[&date(lang, from), &date(lang, to)])
}

/// Which days a report's figures count; empty for one without a span.
pub fn span(lang: Lang, period: &Period) -> String {
    let w = words(lang);
    let Some((first, last)) = period.span else { return String::new() };
    let (template, from) = match period.figures {
        Figures::Period => (w.span(), first),
        Figures::Since(day) => (w.since(), day),
        Figures::AsOf => (w.as_of(), first),
    };
    let to = date(lang, last);
    fill(template, "from to day", &[&date(lang, from), &to, &to])
}

/// Whose time an offset is.
pub(super) fn zone_name(lang: Lang, offset: i32) -> String {
    if offset == 420 {
        return words(lang).viet_nam_time().to_owned();
    }
    let sign = if offset < 0 { '−' } else { '+' };
    let (hours, minutes) = (offset.unsigned_abs() / 60, offset.unsigned_abs() % 60);
    if minutes == 0 { format!("UTC{sign}{hours}") } else { format!("UTC{sign}{hours}:{minutes:02}") }
}

/// How long until an instant, or since: two units at most.
///
/// ```
/// use baocao::{locale::{Lang, left}, schedule::Instant};
/// let hour = 3_600_000;
/// assert_eq!(left(Lang::Vi, Instant(0), Instant(30 * hour)), "Còn 1 ngày 6 giờ");
/// assert_eq!(left(Lang::En, Instant(49 * hour), Instant(0)), "2 days 1 hour overdue");
/// assert_eq!(left(Lang::Vi, Instant(0), Instant(59_000)), "Còn chưa đầy 1 phút");
/// ```
pub fn left(lang: Lang, now: Instant, until: Instant) -> String {
    let w = words(lang);
    let minutes = (until.0 - now.0).abs() / 60_000;
    let units = [
        (minutes / 1440, w.day_one(), w.day_many()),
        (minutes / 60 % 24, w.hour_one(), w.hour_many()),
        (minutes % 60, w.minute_one(), w.minute_many()),
    ];
    // From the largest on, and the next one while it tells something.
    let (mut amount, mut told) = (String::new(), if minutes / 1440 >= 14 { 1 } else { 2 });
    for (n, one, many) in units {
        if n > 0 && told > 0 {
            if !amount.is_empty() {
                amount.push(' ');
            }
            amount.push_str(&count(u32::try_from(n).unwrap_or(u32::MAX), one, many));
        }
        // Also a zero takes the place of the second unit.
        if !amount.is_empty() {
            told -= 1;
        }
    }
    if amount.is_empty() {
        amount.push_str(w.under_a_minute());
    }
    fill(if now < until { w.left() } else { w.overdue_by() }, "amount", &[&amount])
}
