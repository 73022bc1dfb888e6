use super::Lang;
use crate::plan::{Date, DayCounts};
use crate::schedule::{Due, Instant, Local, PeriodName, Standing};

/// A day, short: `15/6/2026` (leading zero for days below 10 only where the month is 1 or 2 is a rule of
/// printed documents, not of screens).
pub fn date(lang: Lang, day: Date) -> String {
    let (y, m, d) = (day.year(), day.month(), day.day());
    match lang {
        Lang::Vi => format!("{d}/{m}/{y}"),
        Lang::En => format!("{d} {} {y}", MONTHS[m as usize - 1]),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day with its weekday.
pub fn date_long(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Vi => format!("{}, {}", date(lang, day), weekday(lang, day)),
        Lang::En => format!("{} {}", weekday(lang, day), date(lang, day)),
    }
}

/// The day of the week.
pub fn weekday(lang: Lang, day: Date) -> &'static str {
    const VI: [&str; 7] = ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"];
    const EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    lang.pick(VI, EN)[day.weekday() as usize - 1]
}

/// Hour and minute: `17:05`.
pub fn clock(at: Local) -> String {
    let (hour, minute) = at.clock();
    format!("{hour}:{minute:02}")
}

/// Clock and day: `17:05 ngày 15/6/2026`.
pub fn local(lang: Lang, at: Local) -> String {
    match lang {
        Lang::Vi => format!("{} ngày {}", clock(at), date(lang, at.date)),
        Lang::En => format!("{} on {}", clock(at), date(lang, at.date)),
    }
}

/// What a period is called.
pub fn period(lang: Lang, name: &PeriodName) -> String {
    const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];
    match (lang, name) {
        (Lang::Vi, PeriodName::Month(year, month)) => format!("Tháng {month}/{year}"),
        (Lang::En, PeriodName::Month(year, month)) => format!("{} {year}", MONTHS[*month as usize - 1]),
        (Lang::Vi, PeriodName::Quarter(year, n)) => format!("Quý {}/{year}", ROMAN[*n as usize - 1]),
        (Lang::En, PeriodName::Quarter(year, n)) => format!("Quarter {n} of {year}"),
        (Lang::Vi, PeriodName::HalfYear(year, 1)) => format!("6 tháng đầu năm {year}"),
        (Lang::Vi, PeriodName::HalfYear(year, _)) => format!("6 tháng cuối năm {year}"),
        (Lang::En, PeriodName::HalfYear(year, n)) => {
            format!("{} half of {year}", if *n == 1 { "First" } else { "Second" })
        }
        (Lang::Vi, PeriodName::Year(year)) => format!("Năm {year}"),
        (Lang::En, PeriodName::Year(year)) => format!("Year {year}"),
        (_, PeriodName::Named(wording)) => wording.clone(),
        (Lang::Vi, PeriodName::Open) => "Không theo kỳ".to_owned(),
        (Lang::En, PeriodName::Open) => "Any time".to_owned(),
    }
}

/// From when to when.
pub fn span(lang: Lang, from: Date, to: Date) -> String {
    let (from, to) = (date(lang, from), date(lang, to));
    lang.pick(format!("từ {from} đến {to}"), format!("{from} to {to}"))
}

/// Until when, in one line.
pub fn due(lang: Lang, due: &Due) -> String {
    let day = date_long(lang, due.last_day);
    lang.pick(format!("Hạn nộp: hết ngày {day}"), format!("Due by the end of {day}"))
}

/// How the due instant follows from the words, for "why this day?".
pub fn due_reason(lang: Lang, due: &Due, until: Local) -> String {
    let (named, last) = (date(lang, due.named), date(lang, due.last_day));
    let zone = zone_name(lang, until.offset);
    match (lang, due.reading) {
        (Lang::Vi, DayCounts::Before) => format!(
            "“Trước ngày {named}” được hiểu đúng theo câu chữ: nộp đến hết ngày {last} (24 giờ, {zone}) là đúng hạn."
        ),
        (Lang::Vi, DayCounts::Through) => format!("Nộp đến hết ngày {last} (24 giờ, {zone}) là đúng hạn."),
        (Lang::En, DayCounts::Before) => {
            format!("“Before {named}” is read literally: on time until the end of {last} (24:00, {zone}).")
        }
        (Lang::En, DayCounts::Through) => format!("On time until the end of {last} (24:00, {zone})."),
    }
}

fn zone_name(lang: Lang, offset: i32) -> String {
    if offset == 420 {
        return lang.pick("giờ Việt Nam, UTC+7", "Viet Nam time, UTC+7").to_owned();
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
    let minutes = (until.0 - now.0).abs() / 60_000;
    let (days, hours, mins) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let unit = |n: i64, vi: &str, en: &str| match lang {
        Lang::Vi => format!("{n} {vi}"),
        Lang::En => format!("{n} {en}{}", if n == 1 { "" } else { "s" }),
    };
    let two = |a: String, n: i64, b: String| if n > 0 { format!("{a} {b}") } else { a };
    let amount = if days >= 14 {
        unit(days, "ngày", "day")
    } else if days > 0 {
        two(unit(days, "ngày", "day"), hours, unit(hours, "giờ", "hour"))
    } else if hours > 0 {
        two(unit(hours, "giờ", "hour"), mins, unit(mins, "phút", "minute"))
    } else if mins > 0 {
        unit(mins, "phút", "minute")
    } else {
        lang.pick("chưa đầy 1 phút", "less than a minute").to_owned()
    };
    match (lang, now < until) {
        (Lang::Vi, true) => format!("Còn {amount}"),
        (Lang::Vi, false) => format!("Quá hạn {amount}"),
        (Lang::En, true) => format!("{amount} left"),
        (Lang::En, false) => format!("{amount} overdue"),
    }
}

/// How a report stands.
pub fn standing(lang: Lang, standing: Standing) -> &'static str {
    match standing {
        Standing::Overdue => lang.pick("Quá hạn", "Overdue"),
        Standing::Open => lang.pick("Đang mở", "Open"),
        Standing::Undated => lang.pick("Không định hạn", "No due date"),
        Standing::NotOpen => lang.pick("Chưa đến kỳ", "Not open yet"),
        Standing::Closed => lang.pick("Đã khóa nhận", "Closed"),
    }
}
