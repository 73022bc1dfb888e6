//! A unit's year: what is due, other periods of a report, and the calendar file.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::locale::{Lang, calendar_file};
use baocao::plan::Date;
use baocao::schedule::{FixedZone, obligations};
use baocao::state::{Action, Came, Origin, View};
use std::rc::Rc;
use std::sync::Arc;
use support::officer::{Officer, accepted};
use support::{at, member, plan};

fn office() -> Officer {
    Officer::of("vp-ubnd-tinh-2025", "phong-hanh-chinh-quan-tri", "2026-06-10T08:00")
}

#[test]
fn a_year_has_every_dated_report_in_order() {
    let mut officer = office();
    officer.does(Action::Year(None));
    assert_eq!(officer.0.view, View::Year(2026));
    let year = officer.0.year(2026);
    let ids: Vec<_> = year.iter().map(|duty| duty.period.id.as_str()).collect();
    let expected =
        "2026-01 2026-02 2026-03 2026-04 2026-05 2026-06 2026-H1 2026-07 2026-08 2026-09 2026-10 2026-11 2026-12 2026";
    assert_eq!(ids.join(" "), expected);
    assert!(officer.0.year(1800).is_empty() && officer.0.year(2400).is_empty());
    // Any of them can be opened, also one that the overview does not list.
    officer.does(Action::Open(Arc::clone(&year[12])));
    assert_eq!(officer.work().duty.period.id.as_str(), "2026-12");
}

#[test]
fn from_a_report_to_the_same_one_of_another_period() {
    let mut officer = office();
    officer.opens("hang-thang", "2026-06");
    let others = Arc::clone(&officer.work().other_periods[3]);
    assert!(officer.work().other_periods.iter().all(|duty| duty.kind.id.as_str() == "hang-thang"));
    assert_eq!(officer.work().other_periods.len(), 26, "400 days back and ahead");
    officer.does(Action::Open(Arc::clone(&others)));
    assert_eq!(officer.work().duty.period.id, others.period.id);
}

/// The lines of a calendar file as they were before they were folded.
fn unfolded(file: &str) -> Vec<String> {
    assert!(file.ends_with("\r\n") && !file.replace("\r\n", "").contains(['\r', '\n']));
    assert!(file.split("\r\n").all(|line| line.len() <= 75), "lines of 75 bytes at most");
    file.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

#[test]
fn the_calendar_file_holds_each_deadline_with_its_alarms() {
    let (plan, zone) = (plan("vp-ubnd-tinh-2025"), FixedZone::VIETNAM);
    let member = member(&plan, "phong-hanh-chinh-quan-tri");
    let day = |text| Date::parse(text).expect("a day");
    let duties = obligations(&plan, &member, day("2026-01-01"), day("2026-12-31"), &zone);
    let file = calendar_file(Lang::Vi, &plan, &member, &duties, at("2026-06-10T08:00"), &zone);
    let lines = unfolded(&file);
    let count = |wanted: &str| lines.iter().filter(|line| *line == wanted).count();
    assert_eq!((count("BEGIN:VEVENT"), count("END:VEVENT")), (14, 14));
    assert_eq!(count("BEGIN:VALARM"), 9 * 3, "nobody is reminded of what is over");
    for wanted in [
        "UID:vp-ubnd-tinh-2025/phong-hanh-chinh-quan-tri/hang-thang/2026-06@baocao",
        "DTSTAMP:20260610T010000Z",
        "SEQUENCE:29684220",
        "DTSTART;VALUE=DATE:20260614",
        "DTEND;VALUE=DATE:20260615",
        "SUMMARY:Báo cáo kết quả tuyên truyền · Tháng 6/2026",
    ] {
        assert!(lines.iter().any(|line| line == wanted), "{wanted} is not in:\n{file}");
    }
    let said = lines.iter().find(|line| line.contains("hết ngày 14/6/2026")).expect("the due line");
    assert!(
        said.contains("“hằng tháng gửi trước ngày 15”") && said.contains("Chủ nhật (24 giờ\\, giờ Việt Nam)\\n"),
        "{said}"
    );
}

#[test]
fn a_deadline_at_an_hour_ends_at_that_moment() {
    let text = r#"{"format":"baocao-plan/1","id":"p","version":"1","title":"Kế hoạch; a, b","issued":"2026-01-01",
        "units":[{"id":"u","name":"Đơn vị"}],"reports":[{"id":"w","title":"Báo cáo tuần","by":{"units":["u"]},
        "periods":{"every":{"unit":"week"}},
        "due":[{"wording":"trước 16 giờ thứ Sáu","on":{"weekday":5},"at":"16:00"}]}]}"#;
    let plan = baocao::plan::read(text, baocao::finding::Severity::Error).value.expect("a plan");
    let member = member(&plan, "u");
    let day = |text| Date::parse(text).expect("a day");
    let duties = obligations(&plan, &member, day("2026-06-08"), day("2026-06-14"), &FixedZone::VIETNAM);
    let file = calendar_file(Lang::En, &plan, &member, &duties, at("2026-06-10"), &FixedZone::VIETNAM);
    let lines = unfolded(&file);
    for wanted in ["DTSTART:20260612T083000Z", "DTEND:20260612T090000Z", "TRIGGER:-PT3H"] {
        assert!(lines.iter().any(|line| line == wanted), "{wanted} is not in:\n{file}");
    }
    assert!(file.replace("\r\n ", "").contains("Kế hoạch\\; a\\, b"));
}

#[test]
fn the_way_back_leads_to_the_year_from_which_a_report_was_opened() {
    let mut officer = office();
    officer.opens("hang-thang", "2026-06");
    assert_eq!((officer.work().origin, officer.0.came), (Origin::Overview, Came::Report));
    officer.does(Action::Overview);
    officer.does(Action::Year(Some(2025)));
    let first = officer.0.year(2025).remove(0);
    officer.does(Action::Open(first));
    assert_eq!((officer.work().origin, officer.0.came), (Origin::Year(2025), Came::Report));
    // Neither another period nor a draft thrown away changes where it was opened from.
    let others = Rc::clone(&officer.work().other_periods);
    let june = others.iter().find(|duty| duty.period.id.as_str() == "2026-06").expect("June");
    officer.does(Action::Open(Arc::clone(june)));
    assert_eq!(
        (officer.work().origin, officer.0.came),
        (Origin::Year(2025), Came::Period),
        "the choice keeps the focus"
    );
    officer.does(Action::Clear);
    assert_eq!(officer.work().origin, Origin::Year(2025));
    // Nor that it was sent.
    officer.fills_all();
    officer.sends("k1", "2026-06-10T08:01");
    officer.is_answered(accepted(), "2026-06-10T08:02");
    assert_eq!((officer.0.view, officer.work().origin), (View::Receipt, Origin::Year(2025)), "{:?}", officer.errors());
    officer.does(Action::Year(Some(2025)));
    officer.does(Action::Overview);
    officer.opens("hang-thang", "2026-06");
    assert_eq!(officer.work().origin, Origin::Overview);
}

#[test]
fn a_plan_for_a_year_asks_for_no_report_of_the_next_one() {
    let text = r#"{"format":"baocao-plan/1","id":"p","version":"1","title":"Kế hoạch năm 2026",
        "horizon":{"wording":"năm 2026","from":"2026-01-01","to":"2026-12-31"},"units":[{"id":"u","name":"Đơn vị"}],
        "reports":[{"id":"m","title":"Tháng","by":{"units":["u"]},"periods":{"every":{"unit":"month","starts":"12-15"}},
        "due":[{"wording":"chậm nhất ngày 15","on":{"day":15},"reading":"through"}]},
        {"id":"y","title":"Năm","by":{"units":["u"]},"periods":{"every":{"unit":"year","starts":"12-15"}},
        "due":[{"wording":"chậm nhất ngày 15","on":{"day":15},"reading":"through"}]}]}"#;
    let plan = baocao::plan::read(text, baocao::finding::Severity::Error).value.expect("a plan");
    let day = |text| Date::parse(text).expect("a day");
    let found = obligations(&plan, &member(&plan, "u"), day("2026-01-01"), day("2027-12-31"), &FixedZone::VIETNAM);
    let last = |kind: &str| {
        let of_kind = found.iter().filter(|duty| duty.kind.id.as_str() == kind);
        of_kind.map(|duty| duty.period.id.to_string()).next_back().expect("a report")
    };
    // The figures of January and of 2027 count from 15 December 2026.
    assert_eq!((last("m"), last("y")), ("2026-12".to_owned(), "2026".to_owned()));
}
