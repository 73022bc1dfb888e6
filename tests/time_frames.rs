//! The catalogue of time wordings, `tests/time_frames.txt`: what each is read as, and what cannot be read.
#![cfg(not(target_arch = "wasm32"))]

use baocao::locale::{self, Lang};
use baocao::plan::wording::{Assumption, Clock, Reading, WORDING_MAX, When, Why, read_time_frame};
use baocao::plan::{Date, DayCounts, TimeFrame};
use baocao::schedule::{PeriodName, YearName};
use proptest::prelude::*;
use serde_json::Value;
use std::fs;
use unicode_normalization::UnicodeNormalization;

/// The stable key of a plain value.
fn key(value: &impl serde::Serialize, member: &str) -> String {
    match serde_json::to_value(value).expect("plain data") {
        Value::String(name) => name,
        Value::Object(members) => members[member].as_str().expect("a name").to_owned(),
        other => panic!("{other}"),
    }
}

fn end(by: Option<DayCounts>) -> &'static str {
    match by {
        None => "",
        Some(DayCounts::Before) => "before ",
        Some(DayCounts::Through) => "through ",
    }
}

fn at(clock: Option<Clock>) -> String {
    clock.map_or(String::new(), |clock| format!(" {clock}"))
}

fn shown(when: &When) -> String {
    let day = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
    match when {
        When::Span { of, span, clock } => {
            let days =
                if span.from == span.to { day(span.from) } else { format!("{}..{}", day(span.from), day(span.to)) };
            let clock = clock.map_or(String::new(), |clock| format!(" {clock}"));
            format!("{} {days}{clock}", key(of, ""))
        }
        When::Yearly { from, to, by, clock } if from == to => format!("yearly {}{from}{}", end(*by), at(*clock)),
        When::Yearly { from, to, .. } => format!("yearly {from}..{to}"),
        When::Monthly { day, by, clock } => format!("monthly {}{day}{}", end(*by), at(*clock)),
        When::Every { cycle } => format!("every {}", key(cycle, "")),
        When::Season { season } => format!("campaign {}", key(season, "")),
        When::Embedded { report } => format!("embedded in {report}"),
        other => key(other, "kind"),
    }
}

/// A reading as the catalogue writes it: what, what was assumed, what was passed over.
fn columns(wording: &str, year: Option<i32>) -> [String; 3] {
    match read_time_frame(wording, year) {
        Ok(reading) => [
            reading.parts.iter().map(|part| shown(&part.when)).collect::<Vec<_>>().join(" + "),
            reading.assumptions.iter().map(|one| key(one, "code")).collect::<Vec<_>>().join(", "),
            reading.passed_over.join(" … "),
        ],
        Err(unread) => {
            let parts = unread.parts.iter().map(|part| format!("{} “{}”", key(&part.why, ""), part.words));
            [format!("UNREAD {}", parts.collect::<Vec<_>>().join(", ")), String::new(), String::new()]
        }
    }
}

/// The rows of the catalogue: line, wording, year, reading, assumptions, passed over.
fn catalogue() -> Vec<(usize, [String; 5])> {
    let text =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/time_frames.txt")).expect("the catalogue");
    let rows = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    rows.map(|(nth, line)| {
        let mut cells = line.split('|').map(|cell| cell.trim().to_owned());
        (nth + 1, std::array::from_fn(|_| cells.next().unwrap_or_default()))
    })
    .collect()
}

#[test]
fn every_wording_of_the_catalogue_is_read_as_it_says() {
    let rows = catalogue();
    let mut wrong = Vec::new();
    for (line, [wording, year, expected @ ..]) in &rows {
        let found = columns(wording, year.parse().ok());
        if found != *expected {
            wrong.push(format!("{line}: {wording} | {year} | {}", found.join(" | ")));
        }
    }
    assert!(rows.len() >= 60, "only {} rows", rows.len());
    assert!(wrong.is_empty(), "{} rows are read as:\n{}", wrong.len(), wrong.join("\n"));
}

/// What the plans in `examples/plans` state was worked out by hand from the same words.
#[test]
fn the_example_plans_state_what_is_read() {
    let (mut read, mut differing) = (0, Vec::new());
    for plan in ["vp-ubnd-tinh-2025", "xa-nam-cuong-2026", "tw-doan-bo-tttt-2022", "tinh-doan-2025", "tw-doan-2025"] {
        let path = format!("{}/examples/plans/{plan}.json", env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(path).expect("a plan");
        let plan = baocao::plan::read(&text, baocao::finding::Severity::Error).value.expect("a valid plan");
        let times = plan.tasks.iter().filter_map(|task| task.time.as_ref().map(|time| (task.id.as_str(), time)));
        for (task, stated) in times.chain(plan.horizon.iter().map(|time| ("horizon", time))) {
            let reading = read_time_frame(&stated.wording, None).unwrap_or_else(|unread| panic!("{task}: {unread:?}"));
            read += 1;
            if reading.time_frame(&stated.wording) != *stated {
                differing.push(task.to_owned());
            }
        }
    }
    assert_eq!(read, 54);
    // Its days stand in the task's text, not in the wording "Thường xuyên."
    assert_eq!(differing, ["iii-1-3"]);
}

#[test]
fn what_a_plan_file_holds() {
    let time = |wording: &str| read_time_frame(wording, None).expect("it can be read").time_frame(wording);
    let expected = TimeFrame {
        wording: "Thường xuyên (18/5), (1/10) hằng năm, khi có yêu cầu, từ năm 2025".to_owned(),
        from: Date::new(2025, 1, 1),
        to: None,
        ongoing: true,
        on_request: true,
        days: ["05-18", "10-01"].iter().filter_map(|day| baocao::plan::MonthDay::parse(day)).collect(),
    };
    assert_eq!(time(&expected.wording), expected);
    // A day that is an end is no day on which something happens.
    assert_eq!(time("trước ngày 15 tháng 12 hằng năm").days, []);
    // The look beyond the plan.
    assert_eq!(time("Giai đoạn 2025 - 2030, tầm nhìn đến năm 2045").to, Date::new(2030, 12, 31));
    assert_eq!(read_time_frame(" \n", None), Ok(Reading::default()));
}

#[test]
fn both_readings_of_before_are_stated() {
    let reading = read_time_frame("trước ngày 30/5/2022", None).expect("it can be read");
    let named = Date::new(2022, 5, 30);
    let words = "trước ngày 30/5/2022".to_owned();
    assert_eq!(reading.assumptions, [Assumption::BeforeByTheLetter { words, named }]);
    assert_eq!(reading.spans().next().and_then(|span| span.to), Date::new(2022, 5, 29));
}

#[test]
fn a_text_of_any_length_has_an_answer() {
    let long = "tháng 6/2025, ".repeat(1000);
    let unread = read_time_frame(&long, None).expect_err("too long");
    assert_eq!(unread.parts[0].why, Why::TooLong);
    assert!(read_time_frame(&"1/".repeat(WORDING_MAX / 2), None).is_err());
    let _ = read_time_frame(&"tháng 1-".repeat(60), Some(2025));
}

/// Words of the grammar and others, so that random texts come deep into it.
const WORDS: &str = "từ đến trước sau chậm nhất hết trong ngày tháng quý năm đầu giữa cuối nửa giai đoạn hằng hàng mỗi \
    định kỳ báo cáo thường xuyên khi có yêu cầu nếu khó khăn lồng ghép và hoặc các tiếp theo trở đi tuần lần giờ h I II \
    III IV hai ba mười Thanh niên tầm nhìn đối với 0 1 2 3 6 9 12 15 30 31 99 2025 2026 1900 2199 4294967295 00 57-NQ/TW \
    / - – . , ; ( ) ' : & … hội nghị Đoàn đ ộ";

fn words() -> impl Strategy<Value = String> {
    let all: Vec<&'static str> = WORDS.split_whitespace().collect();
    let gap = prop::sample::select(vec![" ", " ", "", "  "]);
    prop::collection::vec((prop::sample::select(all), gap), 0..14)
        .prop_map(|words| words.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
}

fn spans(text: &str, year: Option<i32>) -> Option<Vec<(Option<Date>, Option<Date>)>> {
    read_time_frame(text, year).ok().map(|reading| reading.spans().map(|span| (span.from, span.to)).collect())
}

fn days() -> impl Strategy<Value = (Date, Date)> {
    let first = Date::new(1900, 1, 1).expect("a day");
    (0..109_000_i64, 0..500_i64).prop_map(move |(from, more)| {
        let from = first.plus_days(from);
        (from, from.plus_days(more))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_a_panic(text in "\\PC{0,60}", year in proptest::option::of(any::<i32>())) {
        let _ = read_time_frame(&text, year);
    }

    #[test]
    fn what_is_read_begins_before_it_ends(text in words(), year in proptest::option::of(1890..2210)) {
        match read_time_frame(&text, year) {
            Ok(reading) => {
                for span in reading.spans() {
                    prop_assert!(span.from.is_some() || span.to.is_some(), "{text}: {span:?}");
                    prop_assert!(span.from.zip(span.to).is_none_or(|(from, to)| from <= to), "{text}: {span:?}");
                }
                let words = reading.parts.iter().map(|part| &part.words).chain(&reading.passed_over);
                for words in words {
                    prop_assert!(!words.is_empty() && text.contains(&**words), "{text}: {words}");
                }
                prop_assert_eq!(reading.time_frame(&text).wording, text);
            }
            Err(unread) => {
                prop_assert!(!unread.parts.is_empty());
                for part in unread.parts {
                    prop_assert!(!part.words.is_empty() && text.contains(&part.words), "{text}: {part:?}");
                }
            }
        }
    }

    #[test]
    fn neither_case_nor_composition_nor_space_matters(text in words()) {
        // Capitals after a number and a stroke make the symbol of a document.
        let text = text.replace("57-NQ/TW", "").replace(['/', '-'], " ");
        let read = spans(&text, Some(2025));
        prop_assert_eq!(spans(&text.nfd().collect::<String>(), Some(2025)), read.clone());
        prop_assert_eq!(spans(&text.to_uppercase(), Some(2025)), read.clone());
        prop_assert_eq!(spans(&format!("  {}\u{a0}", text.replace(' ', "  ")), Some(2025)), read);
    }

    #[test]
    fn days_as_the_form_writes_them_are_read_back((from, to) in days()) {
        let read = spans(&locale::days(Lang::Vi, from, to), None);
        prop_assert_eq!(read, Some(vec![(Some(from), Some(to))]));
        let last = locale::date(Lang::Vi, to);
        prop_assert_eq!(spans(&format!("chậm nhất ngày {last}"), None), Some(vec![(None, Some(to))]));
        prop_assert_eq!(spans(&format!("trước ngày {last}"), None), Some(vec![(None, Some(to.plus_days(-1)))]));
        prop_assert_eq!(spans(&last, None), Some(vec![(Some(to), Some(to))]));
    }

    #[test]
    fn periods_as_the_form_writes_them_are_read_back(year in 1900..2200, month in 1..=12_u32) {
        let (quarter, half) = (month.div_ceil(3), month.div_ceil(6));
        let months = |first: u32, last: u32| {
            let last = Date::new(year, last, 1).map(Date::last_of_month);
            Some(vec![(Date::new(year, first, 1), last)])
        };
        let of = YearName { year, is_split: false };
        for (name, expected) in [
            (PeriodName::Month(year, month), months(month, month)),
            (PeriodName::Quarter(of, quarter), months(quarter * 3 - 2, quarter * 3)),
            (PeriodName::HalfYear(of, half), months(half * 6 - 5, half * 6)),
            (PeriodName::Year(of), months(1, 12)),
        ] {
            let said = locale::period(Lang::Vi, &name);
            prop_assert_eq!(spans(&said, None), expected, "{}", said);
        }
    }
}
