//! What is arranged outside the rules: by the plan, by the page; units that end; corrections in their time; the clock.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::finding::Severity;
use baocao::json::{Limits, read_text};
use baocao::locale::{Lang, correctable_until, terms, unit_validity};
use baocao::plan::{self, Arrangement, Plan, ReportKind, Special, Who};
use baocao::report::Part;
use baocao::schedule::{Duty, FixedZone, Lapsed, Standing, duties};
use baocao::state::{Action, Bucket, PlanState, Setup};
use support::officer::{Officer, accepted};
use support::{at, member};

const VN: FixedZone = FixedZone::VIETNAM;

/// A plan of two communes that report each month by the 10th, late for three days more; with more keys.
fn plan_with(more: &str) -> Plan {
    let text = format!(
        r#"{{"format":"baocao-plan/1","id":"p","version":"1","title":"Kế hoạch","issued":"2026-01-01",
        "units":[{{"id":"a","name":"Xã A"}},{{"id":"b","name":"Xã B"}},
            {{"id":"old","name":"Xã cũ","valid_until":"2026-06-30","successor":"a"}}],
        "tasks":[{{"id":"t","title":"Việc","assigned":[{{"role":"lead","units":["old"]}}]}}],
        "reports":[{{"id":"m","title":"Báo cáo tháng","by":{{"units":["a","b","old"]}},
            "periods":{{"every":{{"unit":"month"}}}},
            "due":[{{"wording":"chậm nhất ngày 10 tháng sau","after":{{"months":1}},"on":{{"day":10}},"reading":"through"}}],
            "late":{{"closes_after":{{"days":3}}}},
            "corrections":{{"within":{{"days":5}}}}}},
          {{"id":"dx","title":"Đột xuất","by":{{"units":["a","b"]}},"periods":"on-request"}}]
        {more}}}"#
    );
    let reading = plan::read(&text, Severity::Error);
    reading.value.unwrap_or_else(|| panic!("{:?}", reading.findings))
}

fn arrangements(text: &str) -> Vec<Arrangement> {
    let reading = read_text(text, Limits::default(), Severity::Error);
    reading.value.unwrap_or_else(|| panic!("{:?}", reading.findings))
}

fn owed(plan: &Plan, unit: &str, period: &str, now: &str) -> Option<Duty> {
    let found = duties(plan, &member(plan, unit), at(now), &VN);
    found.into_iter().find(|duty| duty.period.id.as_str() == period)
}

const EXTENDED: &str = r#"[{"for":{"units":["a"]},"is":"extended","reports":["m"],"periods":["2026-05"],"until":"2026-06-20",
    "at":"17:00","reason":"Ảnh hưởng của bão số 3"}]"#;

#[test]
fn more_time_moves_the_last_day_and_what_follows_from_it_for_those_it_is_given_to() {
    let plan = plan_with(&format!(r#","arrangements":{EXTENDED}"#));
    let duty = owed(&plan, "a", "2026-05", "2026-06-15").expect("May");
    assert_eq!(duty.standing(at("2026-06-20T16:59:59")), Standing::Open);
    assert_eq!(duty.standing(at("2026-06-20T17:00")), Standing::Overdue);
    assert_eq!(duty.standing(at("2026-06-24T00:00")), Standing::Closed, "three days after the new last day");
    assert_eq!(
        terms(Lang::Vi, &duty, at("2026-06-15"), &VN),
        [
            "Lý do: Ảnh hưởng của bão số 3",
            "Dời từ ngày 10/6/2026, thứ Tư.",
            "Nộp chậm còn nhận đến hết ngày 23/6/2026."
        ]
    );
    let other = owed(&plan, "b", "2026-05", "2026-06-12").expect("May");
    assert_eq!(other.standing(at("2026-06-12")), Standing::Overdue);
    let april = owed(&plan, "a", "2026-04", "2026-06-15").expect("April");
    assert_eq!(april.standing(at("2026-06-15")), Standing::Closed);
    assert_eq!(
        terms(Lang::Vi, &april, at("2026-06-15"), &VN),
        ["Đã khóa nhận vì hết thời gian nhận: hết ngày 13/5/2026."]
    );
}

#[test]
fn the_page_arranges_and_the_open_report_follows() {
    let mut officer = Officer::of_plan(plan_with(""), "a", "2026-06-12T08:00");
    officer.opens("m", "2026-05");
    officer.fills_all();
    assert!(officer.work().duty.is_late(at("2026-06-12T08:00")));
    let setup = Setup { arrangements: arrangements(EXTENDED), ..(*officer.0.setup).clone() };
    officer.does(Action::Setup(setup.into()));
    assert!(!officer.work().duty.is_late(at("2026-06-12T08:00")));
    officer.sends("k", "2026-06-12T08:05");
    let sent = officer.attempt().expect("on the wire").frozen.payload;
    assert!(sent.contains(r#""until":"2026-06-20T17:00:00+07:00""#) && !sent.contains(r#""late""#), "{sent}");
}

#[test]
fn what_is_not_owed_is_listed_apart_with_the_reason_and_cannot_be_sent() {
    for (is, said) in
        [("exempt", Special::Exempt), ("sent-outside", Special::SentOutside), ("approved", Special::Approved)]
    {
        let given = format!(r#"[{{"is":"{is}","periods":["2026-05"],"reason":"Theo Công văn số 12"}}]"#);
        let mut officer = Officer::of_plan(plan_with(&format!(r#","arrangements":{given}"#)), "a", "2026-06-05T08:00");
        let rows = officer.0.duty_rows();
        let row = rows.iter().find(|row| row.duty.period.id.as_str() == "2026-05").expect("May");
        assert_eq!((row.bucket, row.duty.standing(officer.0.now)), (Bucket::Settled, Standing::Settled(said)));
        assert_eq!(terms(Lang::En, &row.duty, officer.0.now, &VN), ["Reason: Theo Công văn số 12"]);
        officer.opens("m", "2026-05");
        officer.fills_all();
        assert_eq!(officer.errors(), [" closed"], "{is}");
    }
}

#[test]
fn an_exemption_ends_with_its_day_and_who_joins_late_owes_nothing_before() {
    let until = r#","arrangements":[{"for":{"units":["a"]},"is":"exempt","until":"2026-06-30","reason":"Mới thành lập"},
        {"for":{"units":["b"]},"is":"not-yet-member","until":"2026-06-30","reason":"Tham gia từ tháng 7"}]"#;
    let plan = plan_with(until);
    let standing = |period| owed(&plan, "a", period, "2026-07-01").expect("a report").standing(at("2026-07-01"));
    assert_eq!(standing("2026-05"), Standing::Settled(Special::Exempt));
    assert_eq!(standing("2026-06"), Standing::Open, "due on 10 July");
    assert_eq!(owed(&plan, "b", "2026-05", "2026-07-01"), None);
    assert!(owed(&plan, "b", "2026-06", "2026-07-01").is_some());
}

#[test]
fn a_request_names_its_report_its_days_and_its_deadline() {
    let plan = plan_with(
        r#","arrangements":[{"is":"requested","reports":["dx"],"periods":["bao-so-3"],"title":"Thiệt hại do bão số 3",
        "from":"2026-09-01","until":"2026-09-08","at":"10:00","reason":"Công điện 05/CĐ-UBND"}]"#,
    );
    let duty = owed(&plan, "a", "bao-so-3", "2026-09-05").expect("the request");
    let due = duty.due.as_ref().expect("a deadline");
    assert_eq!(due.until, at("2026-09-08T10:00"));
    assert_eq!(duty.period.span.map(|(from, to)| format!("{from}..{to}")), Some("2026-09-01..2026-09-08".to_owned()));
    assert_eq!(duty.standing(at("2026-09-08T10:00")), Standing::Overdue);
    let (kind, period) = (&duty.kind.id, &duty.period.id);
    let known = baocao::schedule::duty(&plan, &member(&plan, "a"), kind, period, at("2026-09-05"), &VN);
    assert_eq!(known, Some(duty.clone()), "a receiver knows it too");
}

#[test]
fn a_unit_that_ended_owes_what_was_due_in_its_time_and_its_tasks_go_over() {
    let plan = plan_with("");
    assert!(owed(&plan, "old", "2026-05", "2026-06-05").is_some());
    assert_eq!(owed(&plan, "old", "2026-06", "2026-07-05"), None, "due on 10 July, after its end");
    let heir = member(&plan, "a");
    // What only the old unit was asked for is the heir's once that has ended.
    let alone = plan_with(r#","arrangements":[]"#).reports[0].clone();
    let mut taken_over = plan.clone();
    taken_over.reports = vec![std::sync::Arc::new(ReportKind {
        by: Who { units: vec![plan.units[2].id.clone()], groups: Vec::new() },
        ..(*alone).clone()
    })];
    assert_eq!(owed(&taken_over, "a", "2026-05", "2026-06-05"), None, "due on 10 June, by the old unit");
    assert!(owed(&taken_over, "a", "2026-06", "2026-07-05").is_some());
    let day = |text| baocao::plan::Date::parse(text);
    assert_eq!(plan.roles(&heir, &plan.tasks[0], day("2026-06-30")).count(), 0, "still the old unit's");
    assert_eq!(plan.roles(&heir, &plan.tasks[0], day("2026-07-01")).count(), 1);
    let said = |day| unit_validity(Lang::Vi, &plan.units[2], Some("Xã A"), at(day).in_zone(&VN).date);
    assert_eq!(said("2026-06-30"), None);
    assert_eq!(
        said("2026-07-01").as_deref(),
        Some("Đơn vị này hoạt động đến hết ngày 30/6/2026. Nhiệm vụ chuyển cho Xã A.")
    );
}

#[test]
fn a_sent_report_is_corrected_in_its_time_and_not_after() {
    let mut officer = Officer::of_plan(plan_with(""), "a", "2026-06-09T08:00");
    officer.opens("m", "2026-05");
    officer.fills_all();
    officer.sends("k1", "2026-06-09T08:01");
    officer.is_answered(accepted(), "2026-06-09T08:02");
    officer.is_kept();
    // Three days after the deadline late reports are closed; corrections have five.
    officer.does(Action::Tick(at("2026-06-15T08:00")));
    officer.does(Action::Correct);
    let end = officer.work().duty.correctable_until.expect("a time for corrections");
    assert_eq!(end, at("2026-06-16T00:00"));
    let now = officer.0.now;
    assert_eq!(correctable_until(Lang::Vi, end, now, &VN), "Được gửi bản điều chỉnh đến hết ngày 15/6/2026.");
    officer.types(Part::Sections, "overall", "Đã bổ sung số liệu");
    assert_eq!(officer.errors(), [""; 0], "neither late nor closed");
    officer.does(Action::Tick(at("2026-06-16T00:01")));
    assert_eq!(officer.errors(), [" corrections-over"]);
}

#[test]
fn a_wrong_device_clock_is_set_right_and_recorded() {
    let mut officer = Officer::of_plan(plan_with(""), "a", "2026-06-12T08:00");
    officer.does(Action::Clock { server: at("2026-06-09T08:00"), device: at("2026-06-12T08:00") });
    officer.opens("m", "2026-05");
    officer.fills_all();
    officer.sends("k", "2026-06-12T08:05");
    let sent = officer.attempt().expect("on the wire").frozen.payload;
    assert!(sent.contains(r#""prepared_at":"2026-06-09T08:05:00+07:00""#), "{sent}");
    assert!(sent.contains(r#""device_clock":"2026-06-12T08:05:00+07:00""#), "{sent}");
    assert!(!sent.contains(r#""late""#), "on time by the server's clock");
}

#[test]
fn an_extension_never_takes_time_away_nor_puts_off_the_opening() {
    let late = r#","arrangements":[{"is":"extended","reports":["m"],"periods":["2026-05"],"until":"2026-06-05","reason":"A"},
        {"is":"extended","reports":["m"],"periods":["2026-05"],"until":"2026-06-20","reason":"B"},
        {"is":"extended","reports":["m"],"periods":["2026-05"],"until":"2026-06-15","reason":"C"}]"#;
    let mut plan = plan_with(late);
    let kind = std::sync::Arc::make_mut(&mut plan.reports[0]);
    kind.opens = baocao::plan::Opens::BeforeDue(7);
    let duty = owed(&plan, "a", "2026-05", "2026-06-04").expect("May");
    assert_eq!(duty.opens, Some(at("2026-06-03T00:00")), "seven days before the day of the rule");
    assert_eq!(duty.due.as_ref().map(|due| due.until), Some(at("2026-06-21T00:00")));
    assert_eq!(duty.arranged.map(|arranged| arranged.reason), Some("B".to_owned()), "the one that moved it");
}

#[test]
fn who_is_exempt_from_a_report_that_stands_in_owes_the_other() {
    let mut plan = plan_with("");
    plan.arrangements = arrangements(r#"[{"for":{"units":["a"]},"is":"exempt","reports":["q"],"reason":"vì"}]"#);
    let monthly = (*plan.reports[0]).clone();
    let every = baocao::plan::Periods::Every(baocao::plan::Recurrence {
        unit: baocao::plan::PeriodUnit::Quarter,
        ..match &monthly.periods {
            baocao::plan::Periods::Every(every) => every.clone(),
            _ => unreachable!("it is monthly"),
        }
    });
    let quarterly = ReportKind {
        id: baocao::plan::KindId::new("q").expect("an id"),
        replaces: vec![monthly.id.clone()],
        periods: every,
        ..monthly
    };
    plan.reports.push(std::sync::Arc::new(quarterly));
    assert!(owed(&plan, "a", "2026-06", "2026-07-05").is_some(), "exempt from the quarterly one");
    assert_eq!(owed(&plan, "b", "2026-06", "2026-07-05"), None, "the quarterly one stands in");
}

#[test]
fn a_receiver_takes_nothing_that_is_not_owed() {
    let plan = plan_with("");
    let known = |unit, kind: &str, period: &str, now| {
        let (kind, period) = (plan.reports.iter().find(|k| k.id.as_str() == kind), baocao::plan::PeriodId::new(period));
        let kind = &kind.expect("the kind").id;
        baocao::schedule::duty(&plan, &member(&plan, unit), kind, &period.expect("an id"), at(now), &VN).is_some()
    };
    assert!(known("old", "m", "2026-05", "2026-06-05"));
    assert!(!known("old", "m", "2026-06", "2026-07-05"), "due after the unit's end");
    assert!(!known("a", "m", "2025-11", "2026-06-05"), "due before the plan was issued");
    assert!(known("a", "dx", "2026-06-05-0830", "2026-06-05"));
}

#[test]
fn what_was_written_for_a_request_that_is_gone_stays_within_reach() {
    let request = r#"[{"is":"requested","reports":["dx"],"periods":["ra-soat"],"title":"Rà soát","until":"2026-06-20",
        "reason":"Yêu cầu"}]"#;
    let mut officer = Officer::of_plan(plan_with(""), "a", "2026-06-12T08:00");
    let arranged = Setup { arrangements: arrangements(request), ..(*officer.0.setup).clone() };
    officer.does(Action::Setup(arranged.into()));
    officer.opens("dx", "ra-soat");
    officer.types(Part::Sections, "overall", "Đã rà soát");
    officer.is_kept();
    let gone = Setup { arrangements: Vec::new(), ..(*officer.0.setup).clone() };
    officer.does(Action::Setup(gone.into()));
    officer.does(Action::Overview);
    let rows = officer.0.duty_rows();
    let row = rows.iter().find(|row| row.duty.period.id.as_str() == "ra-soat").expect("it is listed");
    assert!(row.has_draft);
    assert_eq!((row.bucket, row.duty.lapsed), (Bucket::Settled, Some(Lapsed::Asked)));
    let duty = std::sync::Arc::clone(&row.duty);
    officer.does(Action::Open(duty));
    let overall = baocao::plan::FieldId::new("overall").expect("an id");
    let kept = officer.work().draft.get(&Part::Sections, &overall);
    assert_eq!(kept.map(|raw| raw.text()), Some("Đã rà soát"));
    officer.fills_all();
    assert!(officer.errors().contains(&" closed".to_owned()), "{:?}", officer.errors());
}

#[test]
fn what_was_written_of_a_time_in_which_the_unit_is_not_there_says_so_and_is_not_sent() {
    let mut officer = Officer::of_plan(plan_with(""), "a", "2026-06-05T08:00");
    officer.opens("m", "2026-05");
    officer.types(Part::Sections, "overall", "Đã làm");
    officer.is_kept();
    let records: Vec<_> = officer.0.records.iter().flat_map(|kept| kept.iter().cloned()).collect();
    // The plan comes anew: the unit ended in May.
    let text = plan_with("").source.text().to_owned();
    let ended = text.replacen(r#""id":"a","#, r#""id":"a","valid_until":"2026-05-31","#, 1);
    let plan = baocao::plan::read(&ended, baocao::finding::Severity::Error).value.expect("a plan");
    officer.does(Action::Plan(PlanState::Ready(std::sync::Arc::new(plan))));
    officer.does(Action::Records(Ok(records.clone())));
    let rows = officer.0.duty_rows();
    let row = rows.iter().find(|row| row.duty.period.id.as_str() == "2026-05").expect("it is listed");
    assert_eq!((row.bucket, row.duty.lapsed), (Bucket::Settled, Some(Lapsed::Unit)));
    assert!(row.duty.due.is_some() && row.duty.period.span.is_some(), "of which time it was is known");
    let said = baocao::locale::terms(Lang::Vi, &row.duty, officer.0.now, &VN);
    assert_eq!(said, ["Đơn vị không hoạt động vào thời điểm này."]);
}
