//! What was read, assumed and not read, in sentences.

use baocao::locale::{self, Lang};
use baocao::plan::wording::{Assumption, Clock, Cycle, Season, Span, SpanKind, WORDING_MAX, When, Why};
use baocao::plan::{DayCounts, MonthDay};

fn pick(lang: Lang, vi: &'static str, en: &'static str) -> &'static str {
    if lang == Lang::Vi { vi } else { en }
}

/// That the plan leaves the time frame blank.
pub(super) fn blank(lang: Lang) -> &'static str {
    pick(lang, "để trống: kế hoạch không nêu thời gian", "blank: the plan states no time")
}

/// What stands before an assumption.
pub(super) fn assumed(lang: Lang) -> &'static str {
    pick(lang, "giả định", "assumed")
}

/// What stands before words that say nothing of when.
pub(super) fn passed_over(lang: Lang) -> &'static str {
    pick(lang, "không nói về thời gian", "says nothing of when")
}

/// What some words say of when.
pub(super) fn when(lang: Lang, when: &When) -> String {
    match when {
        When::Span { of, span, clock } => {
            let clock = clock.map_or(String::new(), |clock| format!(", {clock}"));
            format!("{}: {}{clock}", kind(lang, *of), days(lang, *span))
        }
        When::Yearly { from, to, by: None, .. } if from == to => locale::named_days(lang, &[*from]),
        When::Yearly { from, to, by: None, .. } => {
            let (from, to) = (month_day(lang, *from), month_day(lang, *to));
            match lang {
                Lang::Vi => format!("từ {from} đến {to} hằng năm"),
                Lang::En => format!("every year from {from} to {to}"),
            }
        }
        When::Yearly { from, by: Some(counts), clock, .. } => {
            let (end, day) = (end(lang, *counts, *clock), month_day(lang, *from));
            format!("{} {end} {day}", pick(lang, "thời hạn hằng năm:", "deadline of every year:"))
        }
        When::Monthly { day, by: None, .. } => match lang {
            Lang::Vi => format!("ngày {day} hằng tháng"),
            Lang::En => format!("day {day} of every month"),
        },
        When::Monthly { day, by: Some(counts), clock } => {
            let end = end(lang, *counts, *clock);
            format!("{} {end} {day}", pick(lang, "thời hạn hằng tháng:", "deadline of every month:"))
        }
        When::Every { cycle } => self::cycle(lang, *cycle).to_owned(),
        When::Continuous => pick(lang, "thường xuyên", "all the time").to_owned(),
        When::Periodic => pick(lang, "định kỳ", "periodically").to_owned(),
        When::Season { season } => self::season(lang, *season).to_owned(),
        When::OnRequest => pick(lang, "khi có yêu cầu", "on request").to_owned(),
        When::OnEvent => pick(lang, "khi có việc phát sinh", "when something happens").to_owned(),
        When::Embedded { report } => {
            format!("{}: “{report}”", pick(lang, "trong một báo cáo khác", "in another report"))
        }
    }
}

fn kind(lang: Lang, kind: SpanKind) -> &'static str {
    let (vi, en) = match kind {
        SpanKind::Day => ("ngày", "day"),
        SpanKind::Point => ("thời điểm", "point in time"),
        SpanKind::Month => ("tháng", "month"),
        SpanKind::Quarter => ("quý", "quarter"),
        SpanKind::HalfYear => ("nửa năm", "half-year"),
        SpanKind::Months => ("các tháng", "months"),
        SpanKind::Year => ("năm", "year"),
        SpanKind::Range => ("khoảng thời gian", "range"),
        SpanKind::Horizon => ("mốc cuối", "horizon"),
        SpanKind::Deadline => ("thời hạn", "deadline"),
        SpanKind::Since => ("mốc đầu", "start"),
        SpanKind::Outlook => ("tầm nhìn", "outlook"),
    };
    pick(lang, vi, en)
}

/// The days of a span, both ends in.
pub(super) fn days(lang: Lang, span: Span) -> String {
    match (span.from, span.to) {
        (Some(from), Some(to)) if from == to => locale::date_long(lang, from),
        (Some(from), Some(to)) => locale::days(lang, from, to),
        (Some(from), None) => {
            let from = locale::date(lang, from);
            match lang {
                Lang::Vi => format!("từ {from}, không nêu ngày cuối"),
                Lang::En => format!("from {from}, without a last day"),
            }
        }
        (None, Some(to)) => {
            let to = locale::date(lang, to);
            match lang {
                Lang::Vi => format!("đến hết {to}, không nêu ngày đầu"),
                Lang::En => format!("until the end of {to}, without a first day"),
            }
        }
        (None, None) => String::new(),
    }
}

fn month_day(lang: Lang, day: MonthDay) -> String {
    // A leap year: every day exists in it.
    let date = day.in_year(2024).map_or(String::new(), |date| locale::date(lang, date));
    date.trim_end_matches("2024").trim_end_matches(['/', ' ']).to_owned()
}

fn end(lang: Lang, counts: DayCounts, clock: Option<Clock>) -> String {
    let (before, through) = (pick(lang, "trước", "before"), pick(lang, "chậm nhất", "at the latest"));
    let word = if counts == DayCounts::Before { before } else { through };
    match (lang, clock) {
        (Lang::Vi, None) => format!("{word} ngày"),
        (Lang::Vi, Some(clock)) => format!("{word} {clock} ngày"),
        (Lang::En, None) if counts == DayCounts::Before => word.to_owned(),
        (Lang::En, None) => format!("{word} on"),
        (Lang::En, Some(clock)) => format!("{word} {clock} on"),
    }
}

fn cycle(lang: Lang, cycle: Cycle) -> &'static str {
    let (vi, en) = match cycle {
        Cycle::Day => ("hằng ngày", "every day"),
        Cycle::Week => ("hằng tuần", "every week"),
        Cycle::Month => ("hằng tháng", "every month"),
        Cycle::Quarter => ("hằng quý", "every quarter"),
        Cycle::HalfYear => ("6 tháng một lần", "every half-year"),
        Cycle::Year => ("hằng năm", "every year"),
    };
    pick(lang, vi, en)
}

fn season(lang: Lang, season: Season) -> &'static str {
    let (vi, en) = match season {
        Season::Summer => ("đợt tình nguyện hè", "summer volunteer campaign"),
        Season::Winter => ("đợt tình nguyện mùa Đông", "winter volunteer campaign"),
        Season::Spring => ("đợt Xuân tình nguyện", "spring volunteer campaign"),
    };
    pick(lang, vi, en)
}

/// What was assumed.
pub(super) fn assumption(lang: Lang, assumption: &Assumption) -> String {
    let vi = lang == Lang::Vi;
    let of = |words: &str, vi: &str, en: &str| format!("“{words}”: {}", if lang == Lang::Vi { vi } else { en });
    match assumption {
        Assumption::YearOfTheNext { words, year } if vi => {
            format!("“{words}”: chỗ không nêu năm lấy năm {year} nêu sau đó")
        }
        Assumption::YearOfTheNext { words, year } => format!("“{words}”: the missing year is {year}, named after it"),
        Assumption::YearOfThePrevious { words, year } if vi => {
            format!("“{words}”: chỗ không nêu năm lấy năm {year} nêu trước đó")
        }
        Assumption::YearOfThePrevious { words, year } => {
            format!("“{words}”: the missing year is {year}, named before it")
        }
        Assumption::YearBefore { words, year } if vi => {
            format!("“{words}”: cùng năm thì ngược chiều, nên bắt đầu từ năm trước, {year}")
        }
        Assumption::YearBefore { words, year } => {
            format!("“{words}”: it would run backwards within a year, so it begins in the year before, {year}")
        }
        Assumption::YearAfter { words, year } if vi => {
            format!("“{words}”: cùng năm thì ngược chiều, nên kết thúc ở năm sau, {year}")
        }
        Assumption::YearAfter { words, year } => {
            format!("“{words}”: it would run backwards within a year, so it ends in the year after, {year}")
        }
        Assumption::YearOfThePlan { words, year } if vi => format!("“{words}”: không nêu năm, lấy --year {year}"),
        Assumption::YearOfThePlan { words, year } => format!("“{words}”: names no year, --year {year} was taken"),
        Assumption::EveryYear { words } => of(
            words,
            "không nêu năm, hiểu là ngày ấy hằng năm; nếu chỉ một lần thì thêm --year",
            "names no year and is taken as that day of every year; if it is once, say --year",
        ),
        Assumption::BeforeByTheLetter { words, named: Some(named) } => {
            let (last, named) = (locale::date(lang, named.plus_days(-1)), locale::date(lang, *named));
            let letter = format!("theo nghĩa chữ thì đến hết {last}; nếu hiểu như “chậm nhất” thì đến hết {named}");
            let en =
                format!("by the letter until the end of {last}; taken as “at the latest”, until the end of {named}");
            of(words, &letter, &en)
        }
        Assumption::BeforeByTheLetter { words, named: None } => of(
            words,
            "theo nghĩa chữ thì không tính ngày ấy; nếu hiểu như “chậm nhất” thì tính cả ngày ấy",
            "by the letter the day itself is too late; taken as “at the latest”, it is in time",
        ),
        Assumption::AfterByTheLetter { words, .. } => {
            of(words, "theo nghĩa chữ thì từ ngày kế tiếp", "by the letter from the next day on")
        }
        Assumption::CivilCode { words } => of(
            words,
            "Điều 146 Bộ luật Dân sự 2015: đầu tháng là ngày 1, giữa tháng ngày 15, cuối tháng ngày cuối; đầu năm 1/1, giữa năm 30/6, cuối năm 31/12",
            "Civil Code 2015, art. 146: a month begins on day 1, its middle is day 15, its end the last day; of a year 1 January, 30 June, 31 December",
        ),
        Assumption::FirstMonths { words } => {
            of(words, "hiểu là các tháng đầu năm", "taken as the first months of a year")
        }
        Assumption::HowOftenIsOpen { words } => of(words, "không nêu bao lâu một lần", "does not say how often"),
        Assumption::DaysOfTheCampaign { words } => of(
            words,
            "ngày bắt đầu và kết thúc do nơi tổ chức ấn định từng năm",
            "its days are fixed by the organiser each year",
        ),
        Assumption::YouthMonth { words } => {
            of(words, "là tháng 3 hằng năm (Luật Thanh niên 2020)", "is March of every year (Youth Law 2020)")
        }
        Assumption::Roughly { words } => of(
            words,
            "chỉ là ước chừng; ghi như ngày chắc chắn",
            "is an estimate; the days are written as if they were certain",
        ),
        Assumption::HourIsNotHeld { words } => of(
            words,
            "tệp kế hoạch chỉ ghi ngày; giờ còn trong lời văn",
            "the plan file holds days only; the hour stays in the wording",
        ),
        Assumption::FirstToLast => pick(
            lang,
            "có nhiều mốc: ghi từ ngày đầu đến ngày cuối",
            "there are several spans: the time frame reaches from the first day to the last",
        )
        .to_owned(),
        Assumption::OutlookLeftOut { words } => {
            of(words, "là tầm nhìn, không thuộc thời gian thực hiện", "is an outlook, no part of the time frame")
        }
    }
}

/// Which words cannot be read, and why.
pub(super) fn unread(lang: Lang, words: &str, why: Why) -> String {
    let (vi, en) = match why {
        Why::NotATime => ("không nói về thời gian", "says nothing of a time"),
        Why::Unknown => ("không rõ là thời gian nào", "it is not clear which time this is"),
        Why::CouldChange => (
            "có thể làm đổi nghĩa phần nói về thời gian; bỏ đi hoặc viết cách khác",
            "could change what the time beside it means; leave it out or put it in other words",
        ),
        Why::Week => (
            "không có quy định tuần ấy gồm những ngày nào; nêu ngày đầu và ngày cuối",
            "no rule says which days that week has; name its first and last day",
        ),
        Why::Relative => (
            "là một độ dài, hoặc tính từ một sự việc hay kỳ báo cáo, nên không có ngày cố định",
            "is a length of time, or counts from an event or a reporting period: no fixed days",
        ),
        Why::SetElsewhere => ("ngày do văn bản khác ấn định", "its days are set elsewhere"),
        Why::NoYear => ("không nêu năm; thêm --year", "names no year; say --year"),
        Why::NoMonth => ("không nêu tháng", "names no month"),
        Why::NoSuchDay => ("không có ngày ấy", "there is no such day"),
        Why::EndsBeforeStart => ("kết thúc trước khi bắt đầu", "ends before it starts"),
        Why::TooLong => {
            return match lang {
                Lang::Vi => format!("không đọc được “{words}”: dài quá {WORDING_MAX} ký tự"),
                Lang::En => format!("cannot read “{words}”: longer than {WORDING_MAX} characters"),
            };
        }
    };
    format!("{} “{words}”: {}", pick(lang, "không đọc được", "cannot read"), pick(lang, vi, en))
}
