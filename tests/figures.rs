//! Figures over time, as an officer meets them from period to period.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::delivery::{Answer, HistoryFormat, PastReport, Receipt, ReportHistory, ReviewState};
use baocao::finding::{Code, Finding};
use baocao::json::{hash, to_canonical};
use baocao::plan::{Decimal, IndicatorId, KindId, PeriodId, TaskId};
use baocao::report::{Figures, Part, Report};
use baocao::state::{Action, View};
use support::at;
use support::officer::Officer;

const PLAN: &str = "vi-du-so-lieu";

fn indicator(id: &str) -> Part {
    Part::Indicator(IndicatorId::new(id).expect("an id"))
}

fn task(id: &str) -> Part {
    Part::Entry(TaskId::new(id).expect("an id"))
}

/// An officer of a commune who opens a month in December, when all of the year may still be sent.
fn officer() -> Officer {
    Officer::of(PLAN, "doan-xa-b", "2026-12-20T08:00")
}

/// Fills in what is required and these figures of a month, and sends it.
fn sends(officer: &mut Officer, month: &str, figures: &[(&str, &str, &str)]) -> Report {
    officer.opens("thang", month);
    officer.does(Action::Correct);
    officer.fills_all();
    officer.types(Part::Whole, "late-reason", "Gửi bù các tháng trước");
    for (of, field, typed) in figures {
        officer.types(indicator(of), field, typed);
    }
    let now = "2026-12-20T08:01";
    let report = officer.report(now);
    officer.sends(&format!("key of {month} {}", report.revision), now);
    let receipt = Receipt {
        number: Some(format!("BC-{month}-{}", report.revision)),
        hash: hash(&to_canonical(&report)),
        sent_at: "2026-12-20T08:01:00+07:00".into(),
        ..Receipt::default()
    };
    officer.is_answered(Answer::Accepted(receipt), now);
    assert_eq!(officer.0.view, View::Receipt, "{month}: {:?}", officer.errors());
    report
}

fn figures(officer: &Officer, id: &str) -> Figures {
    let report = officer.report("2026-12-20T08:01");
    let of = report.indicators.into_iter().find(|one| one.indicator.as_str() == id);
    of.and_then(|one| one.figures).unwrap_or_else(|| panic!("no figures of {id}"))
}

fn text(number: Option<Decimal>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// Cumulative, of the target in percent, last period.
fn summary(officer: &Officer, id: &str) -> [String; 3] {
    let figures = figures(officer, id);
    [text(figures.cumulative), text(figures.of_goal), text(figures.past.last)]
}

fn codes(officer: &Officer, at: &str) -> Vec<(bool, &'static str)> {
    let found = officer.work().findings().filter(|finding| finding.at.to_string().ends_with(at));
    found.map(|finding| (finding.is_error(), finding.code.key())).collect()
}

#[test]
fn months_come_to_a_year_by_the_plans_rule() {
    let mut officer = officer();
    let of_month = |trained, content, files: (&'static str, &'static str), members, teams| {
        [
            ("luot-tap-huan", "value", trained),
            ("hai-long", "value", content),
            ("ho-so-truc-tuyen", "part", files.0),
            ("ho-so-truc-tuyen", "whole", files.1),
            ("so-doan-vien", "value", members),
            ("doi-hinh", "value", teams),
        ]
    };
    officer.opens("thang", "2026-01");
    officer.types(indicator("luot-tap-huan"), "value", "7");
    assert_eq!(summary(&officer, "luot-tap-huan")[0], "7", "the first month of the year is all there is");
    sends(&mut officer, "2026-01", &of_month("100", "8", ("30", "40"), "500", "4"));
    sends(&mut officer, "2026-02", &of_month("150,5", "9", ("1", "3"), "510", "7"));
    officer.opens("thang", "2026-03");
    for (of, field, typed) in of_month("249,5", "8,5", ("0", "0"), "520", "5") {
        officer.types(indicator(of), field, typed);
    }
    // A sum; of 1.200 41.67 %.
    assert_eq!(summary(&officer, "luot-tap-huan"), ["500", "41.67", "150.5"]);
    assert_eq!(summary(&officer, "hai-long"), ["8.5", "", "9"]);
    // 31 of 43, not the average of percentages; 0 of 0 adds nothing.
    assert_eq!(summary(&officer, "ho-so-truc-tuyen"), ["72.09", "84.81", "33.33"]);
    assert_eq!(text(figures(&officer, "ho-so-truc-tuyen").now), "");
    assert_eq!(summary(&officer, "so-doan-vien"), ["520", "86.67", "510"]);
    assert_eq!(summary(&officer, "doi-hinh"), ["7", "", "7"]);
}

#[test]
fn a_month_with_nothing_is_blank_and_not_zero() {
    let mut officer = officer();
    sends(&mut officer, "2026-01", &[]);
    sends(&mut officer, "2026-02", &[("luot-tap-huan", "value", "40"), ("hai-long", "value", "7")]);
    officer.opens("thang", "2026-03");
    assert_eq!(summary(&officer, "luot-tap-huan"), ["40", "3.33", "40"], "nothing new this month");
    assert_eq!(summary(&officer, "hai-long"), ["7", "", "7"], "the average of one month, not of three");
    assert_eq!(summary(&officer, "doi-hinh"), ["", "", ""]);
    officer.types(indicator("hai-long"), "value", "0");
    assert_eq!(summary(&officer, "hai-long"), ["3.5", "", "7"], "zero was said");
}

#[test]
fn what_nobody_has_is_entered_once_and_goes_on_from_there() {
    let mut officer = officer();
    officer.opens("thang", "2026-06");
    officer.types(indicator("luot-tap-huan"), "value", "60");
    assert_eq!(summary(&officer, "luot-tap-huan")[0], "", "five months are not known");
    let typed = [
        ("luot-tap-huan", "value", "60"),
        ("luot-tap-huan", "before", "400"),
        ("luot-tap-huan", "last-year", "30"),
        ("ho-so-truc-tuyen", "before", "80"),
        ("ho-so-truc-tuyen", "before-of", "100"),
        ("ho-so-truc-tuyen", "part", "10"),
        ("ho-so-truc-tuyen", "whole", "20"),
    ];
    let june = sends(&mut officer, "2026-06", &typed);
    let of = |report: &Report, id: &str| {
        let one = report.indicators.iter().find(|one| one.indicator.as_str() == id).and_then(|one| one.figures);
        text(one.expect("figures").cumulative)
    };
    assert_eq!((of(&june, "luot-tap-huan"), of(&june, "ho-so-truc-tuyen")), ("460".to_owned(), "75".to_owned()));
    officer.opens("thang", "2026-07");
    officer.types(indicator("luot-tap-huan"), "value", "40");
    assert_eq!(summary(&officer, "luot-tap-huan"), ["500", "41.67", "60"]);
    assert_eq!(summary(&officer, "ho-so-truc-tuyen")[0], "75");
    // A month between that was not reported breaks the chain again.
    officer.opens("thang", "2026-09");
    assert_eq!(summary(&officer, "luot-tap-huan")[0], "");
}

#[test]
fn of_what_only_the_last_result_counts_that_is_asked_alone() {
    let mut officer = officer();
    officer.opens("thang", "2026-06");
    let members = indicator("so-doan-vien");
    let asked =
        |officer: &Officer, field: &str| officer.work().form.part(&members).expect("a part").field(field).is_some();
    assert!(asked(&officer, "last") && !asked(&officer, "before"));
    officer.types(members.clone(), "last", "500");
    assert_eq!(summary(&officer, "so-doan-vien"), ["500", "83.33", "500"], "nothing new in June");
    officer.types(members.clone(), "value", "490");
    assert_eq!(summary(&officer, "so-doan-vien"), ["490", "81.67", "500"]);
    assert_eq!(codes(&officer, "/indicators/3/values/value"), [(false, "fell")]);
    sends(&mut officer, "2026-06", &[("so-doan-vien", "value", "510")]);
    officer.opens("thang", "2026-07");
    assert_eq!(summary(&officer, "so-doan-vien"), ["510", "85", "510"], "the months before June are of no account");
}

#[test]
fn what_all_earlier_months_come_to_is_no_less_than_the_last_of_them() {
    let mut officer = officer();
    officer.opens("thang", "2026-06");
    let trained = indicator("luot-tap-huan");
    for (field, typed) in [("value", "60"), ("before", "300"), ("last", "400")] {
        officer.types(trained.clone(), field, typed);
    }
    assert_eq!(codes(&officer, "/indicators/0/values/before"), [(false, "below-min")]);
    officer.types(trained.clone(), "before", "400");
    assert_eq!(codes(&officer, "/indicators/0/values/before"), []);
}

#[test]
fn a_correction_of_an_earlier_month_changes_the_later_ones() {
    let mut officer = officer();
    sends(&mut officer, "2026-01", &[("luot-tap-huan", "value", "100")]);
    officer.opens("thang", "2026-02");
    assert_eq!(summary(&officer, "luot-tap-huan")[0], "100");
    sends(&mut officer, "2026-01", &[("luot-tap-huan", "value", "120")]);
    officer.opens("thang", "2026-02");
    assert_eq!(summary(&officer, "luot-tap-huan")[0], "120");
}

#[test]
fn what_is_out_of_the_way_is_remarked_explained_or_refused_as_the_plan_says() {
    let mut officer = officer();
    let january = [
        ("luot-tap-huan", "value", "100"),
        ("so-doan-vien", "value", "500"),
        ("ho-so-truc-tuyen", "part", "5"),
        ("ho-so-truc-tuyen", "whole", "10"),
    ];
    sends(&mut officer, "2026-01", &january);
    officer.opens("thang", "2026-02");
    officer.fills_all();
    officer.types(indicator("so-doan-vien"), "value", "490");
    assert_eq!(codes(&officer, "/indicators/3/values/value"), [(false, "fell")]);
    assert_eq!(codes(&officer, "/indicators/3/values/note"), [(true, "required-when")], "it has to be explained");
    officer.types(indicator("so-doan-vien"), "note", "10 đoàn viên chuyển sinh hoạt");
    assert_eq!(codes(&officer, "/indicators/3/values/note"), []);

    officer.types(indicator("luot-tap-huan"), "value", "301");
    assert_eq!(codes(&officer, "/indicators/0/values/value")[0], (false, "jumped"));
    officer.types(indicator("luot-tap-huan"), "value", "300");
    assert_eq!(codes(&officer, "/indicators/0/values/value"), [], "three times is not above");
    officer.types(indicator("luot-tap-huan"), "value", "33");
    assert_eq!(codes(&officer, "/indicators/0/values/value")[0], (false, "jumped"), "downwards too");

    officer.types(indicator("ho-so-truc-tuyen"), "part", "12");
    officer.types(indicator("ho-so-truc-tuyen"), "whole", "10");
    // A percentage that nobody typed is said to be wrong where its part was.
    let both = [(true, "part-above-whole"), (true, "above-hundred")];
    assert_eq!(codes(&officer, "/indicators/2/values/part"), both);
    assert_eq!(codes(&officer, "/indicators/2/values/value"), []);
}

#[test]
fn a_target_of_the_year_is_held_against_the_last_month_of_it() {
    let mut officer = Officer::of(PLAN, "doan-xa-b", "2027-01-02T08:00");
    officer.opens("thang", "2026-11");
    officer.types(indicator("luot-tap-huan"), "before", "900");
    officer.types(indicator("luot-tap-huan"), "value", "100");
    assert_eq!(codes(&officer, "/indicators/0/values/value"), [], "there is a month left");
    officer.opens("thang", "2026-12");
    officer.types(indicator("luot-tap-huan"), "before", "1000");
    officer.types(indicator("luot-tap-huan"), "value", "100");
    assert_eq!(codes(&officer, "/indicators/0/values/value"), [(false, "target-missed")]);
    officer.types(indicator("luot-tap-huan"), "value", "200");
    assert_eq!(codes(&officer, "/indicators/0/values/value"), []);
}

#[test]
fn a_task_is_not_done_while_its_target_is_missed() {
    let mut officer = officer();
    officer.opens("thang", "2026-01");
    officer.fills_all();
    officer.types(task("tap-huan"), "status", "done");
    officer.types(task("tap-huan"), "result", "Đã tổ chức 4 lớp");
    officer.types(indicator("luot-tap-huan"), "value", "1199");
    assert_eq!(codes(&officer, "/indicators/0/values/value"), [(false, "done-unmet")]);
    assert_eq!(codes(&officer, "/indicators/0/values/note"), [(true, "required-when")]);
    let unmet = officer.work().findings().find_map(|finding| match &finding.code {
        Code::DoneUnmet { task, target, found } => Some((task.clone(), target.clone(), found.clone())),
        _ => None,
    });
    assert_eq!(unmet, Some(("1".to_owned(), "1200".to_owned(), "1199".to_owned())));
    officer.types(indicator("luot-tap-huan"), "value", "1200");
    assert_eq!(codes(&officer, "/indicators/0/values/value"), []);
    assert_eq!(codes(&officer, "/indicators/0/values/note"), []);
}

#[test]
fn one_month_is_not_held_against_the_target_of_the_year_while_others_are_not_known() {
    let mut officer = officer();
    sends(&mut officer, "2026-01", &[("luot-tap-huan", "value", "100")]);
    sends(&mut officer, "2026-02", &[("luot-tap-huan", "value", "300")]);
    // March was not reported.
    officer.opens("thang", "2026-04");
    officer.fills_all();
    officer.types(task("tap-huan"), "status", "done");
    officer.types(task("tap-huan"), "result", "Đã tổ chức 4 lớp");
    officer.types(indicator("luot-tap-huan"), "value", "300");
    assert_eq!(summary(&officer, "luot-tap-huan"), ["", "", "300"]);
    assert_eq!(codes(&officer, "/indicators/0/values/value"), []);
    assert_eq!(codes(&officer, "/indicators/0/values/note"), []);
    // January and February came to 400: three months come to no less.
    officer.types(indicator("luot-tap-huan"), "before", "350");
    assert_eq!(codes(&officer, "/indicators/0/values/before"), [(false, "below-min")]);
    officer.types(indicator("luot-tap-huan"), "before", "400");
    assert_eq!(codes(&officer, "/indicators/0/values/before"), []);
    assert_eq!(summary(&officer, "luot-tap-huan"), ["700", "58.33", "300"]);
    assert_eq!(codes(&officer, "/indicators/0/values/value"), [(false, "done-unmet")]);
}

#[test]
fn progress_does_not_go_back_and_days_lie_in_the_period() {
    let mut officer = officer();
    officer.opens("thang", "2026-01");
    officer.fills_all();
    officer.types(Part::Whole, "late-reason", "Gửi bù các tháng trước");
    officer.types(task("tap-huan"), "percent", "40");
    officer.types(task("tap-huan"), "ngay-thuc-hien", "1/2/2026");
    assert_eq!(codes(&officer, "/entries/0/values/ngay-thuc-hien"), [(true, "outside-period")]);
    officer.types(task("tap-huan"), "ngay-thuc-hien", "31/1/2026");
    assert_eq!(codes(&officer, "/entries/0/values/ngay-thuc-hien"), []);
    officer.is_kept();
    sends(&mut officer, "2026-01", &[]);
    officer.opens("thang", "2026-02");
    officer.types(task("tap-huan"), "percent", "35");
    assert_eq!(codes(&officer, "/entries/0/values/percent"), [(false, "fell")]);
    let report = officer.report("2026-12-20T08:01");
    let last: Vec<_> = report.entries[0].last.iter().flatten().map(|(key, n)| format!("{key} {n}")).collect();
    assert_eq!(last, ["percent 40"], "a receiver can hold it against the same");
    officer.types(task("tap-huan"), "percent", "40");
    assert_eq!(codes(&officer, "/entries/0/values/percent"), []);
}

/// A report that another device sent, as the history tells of it.
fn past(report: &Report) -> PastReport {
    PastReport {
        number: format!("BC-{}", report.period.id),
        kind: KindId::new("thang").expect("an id"),
        period: PeriodId::new(report.period.id.as_str()).expect("an id"),
        revision: 1,
        state: ReviewState::Submitted,
        remarks: Vec::new(),
        received_at: "2026-06-12T09:00:00+07:00".to_owned(),
        reviewed_at: None,
        late: Some(false),
        hash: hash(&to_canonical(report)),
        url: Some(format!("/api/reports/{}", report.period.id)),
    }
}

#[test]
fn another_device_learns_all_figures_from_the_history() {
    let mut first = officer();
    let reports = [
        sends(&mut first, "2026-01", &[("luot-tap-huan", "value", "100")]),
        sends(&mut first, "2026-02", &[("luot-tap-huan", "value", "200")]),
        sends(&mut first, "2026-03", &[("luot-tap-huan", "value", "150")]),
    ];
    let mut second = officer();
    let history = ReportHistory { format: HistoryFormat::V1, reports: reports.iter().map(past).collect() };
    second.does(Action::Told(to_canonical(&history).into()));
    second.opens("thang", "2026-04");
    let wanted: Vec<_> = second.0.wanted().into_iter().map(|(key, _)| key.period.to_string()).collect();
    assert_eq!(wanted, ["2026-01", "2026-02", "2026-03"], "all that its figures go back to");
    for report in reports.iter().rev() {
        second.does(Action::Told(to_canonical(report).into()));
    }
    assert_eq!(second.0.wanted(), []);
    second.types(indicator("luot-tap-huan"), "value", "50");
    assert_eq!(summary(&second, "luot-tap-huan"), ["500", "41.67", "150"]);
}

#[test]
fn a_receiver_holds_figures_against_what_they_are_made_of() {
    use baocao::check::{self, Context};
    let mut officer = officer();
    sends(&mut officer, "2026-01", &[("luot-tap-huan", "value", "100")]);
    officer.opens("thang", "2026-02");
    officer.fills_all();
    officer.types(Part::Whole, "late-reason", "Gửi bù các tháng trước");
    officer.types(indicator("luot-tap-huan"), "value", "150");
    let report = officer.report("2026-12-20T08:01");
    let plan = support::plan(PLAN);
    let work = officer.work();
    let found = |report: &Report| -> Vec<Finding> {
        let (earlier, text, now) = (report.earlier(), &support::PlainText, at("2026-12-20T08:01"));
        let cx = Context { plan: &plan, duty: &work.duty, form: &work.form, earlier: &earlier, now, text };
        check::report(cx, report).into_iter().filter(Finding::is_error).collect()
    };
    assert_eq!(found(&report), []);
    let mut other = report.clone();
    if let Some(figures) = &mut other.indicators[0].figures {
        figures.cumulative = Decimal::parse("999");
    }
    let wrong = found(&other);
    assert_eq!(wrong.len(), 1);
    assert_eq!(wrong[0].at.to_string(), "/indicators/0/figures/cumulative");
}

#[test]
fn half_of_what_was_before_says_nothing_and_is_asked_for() {
    let mut officer = officer();
    officer.opens("thang", "2026-06");
    officer.types(indicator("hai-long"), "value", "8");
    officer.types(indicator("hai-long"), "before", "35");
    assert_eq!(summary(&officer, "hai-long")[0], "");
    assert_eq!(codes(&officer, "/indicators/1/values/before-of"), [(true, "required-when")]);
    officer.types(indicator("hai-long"), "before-of", "5");
    assert_eq!(summary(&officer, "hai-long")[0], "7.17");
    officer.types(indicator("ho-so-truc-tuyen"), "before", "80");
    officer.types(indicator("ho-so-truc-tuyen"), "part", "5");
    officer.types(indicator("ho-so-truc-tuyen"), "whole", "10");
    assert_eq!(summary(&officer, "ho-so-truc-tuyen")[0], "");
}

#[test]
fn a_blank_month_does_not_hide_the_last_result() {
    let mut officer = officer();
    sends(&mut officer, "2026-01", &[("so-doan-vien", "value", "500")]);
    sends(&mut officer, "2026-02", &[]);
    officer.opens("thang", "2026-03");
    officer.types(indicator("so-doan-vien"), "value", "450");
    assert_eq!(codes(&officer, "/indicators/3/values/value"), [(false, "fell")]);
    officer.types(indicator("ho-so-truc-tuyen"), "part", "5");
    officer.types(indicator("ho-so-truc-tuyen"), "whole", "0");
    assert_eq!(codes(&officer, "/indicators/2/values/part"), [(true, "part-above-whole")], "also of nothing");
}
