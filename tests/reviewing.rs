//! What a history says and what the device keeps become one truth, without a browser.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)] // a test may panic

mod support;

use baocao::delivery::{Answer, Cause, Failure, PastReport, Problem, Record, Remark, ReportHistory, ReviewState};
use baocao::finding::Severity;
use baocao::json::{hash, to_canonical};
use baocao::report::{Draft, Part, Raw, RawEvidence, Report, settle};
use baocao::state::{Action, Bucket, View};
use std::rc::Rc;
use std::sync::Arc;
use support::{PlainText, at, officer::*};

/// A report for June as a history tells of it.
fn past(number: &str, revision: u32, state: ReviewState, remarks: &[(&str, &str)]) -> PastReport {
    let remark = |(pointer, detail): &(&str, &str)| Remark {
        pointer: Some((*pointer).to_owned()).filter(|pointer| !pointer.is_empty()),
        detail: (*detail).to_owned(),
    };
    PastReport {
        number: number.to_owned(),
        kind: baocao::plan::KindId::new("hang-thang").unwrap(),
        period: baocao::plan::PeriodId::new("2026-06").unwrap(),
        revision,
        state,
        remarks: remarks.iter().map(remark).collect(),
        received_at: "2026-06-12T09:00:00+07:00".to_owned(),
        reviewed_at: None,
        late: Some(false),
        hash: format!("hash of {number}"),
        url: Some(format!("/api/reports/{number}")),
    }
}

fn hears(officer: &mut Officer, reports: Vec<PastReport>) {
    let format = baocao::delivery::HistoryFormat::V1;
    officer.does(Action::Told(to_canonical(&ReportHistory { format, reports }).into()));
}

/// An officer on a machine that has sent nothing.
fn elsewhere() -> Officer {
    Officer::of("vp-ubnd-tinh-2025", "phong-hanh-chinh-quan-tri", "2026-06-13T08:00")
}

/// An officer who has sent June from here, as BC-1.
fn sent() -> Officer {
    let mut officer = office();
    officer.fills_all();
    officer.sends("k1", "2026-06-13T08:01");
    officer.is_answered(accepted(), "2026-06-13T08:02");
    officer
}

fn numbers(officer: &Officer) -> Vec<&str> {
    let record = record(officer);
    record.receipts.iter().map(|receipt| receipt.number.as_deref().unwrap_or_default()).collect()
}

fn record(officer: &Officer) -> &Record {
    let records = officer.0.records.as_ref().expect("records");
    records.iter().find(|record| record.key.period.as_str() == "2026-06").expect("something of June")
}

fn warnings(officer: &Officer) -> Vec<String> {
    officer.work().summary(Severity::Warning).iter().map(|item| item.finding.at.to_string()).collect()
}

/// What the report would be now, as another device would have sent it.
fn as_sent(officer: &Officer) -> (PastReport, Report) {
    let report = officer.report("2026-06-13T08:30");
    (past("BC-7", 1, ReviewState::Returned, &[]), report)
}

#[test]
fn what_another_machine_sent_is_sent_here_too() {
    let mut officer = elsewhere();
    assert_eq!(officer.row(), (Bucket::Due, false));
    hears(&mut officer, vec![past("BC-7", 1, ReviewState::Submitted, &[])]);
    assert_eq!(officer.row(), (Bucket::Sent, false));
    officer.opens("hang-thang", "2026-06");
    assert_eq!(officer.0.view, View::Receipt);
    assert_eq!(officer.0.receipt().and_then(|receipt| receipt.number.as_deref()), Some("BC-7"));
    let report = officer.report("2026-06-13T08:30");
    assert_eq!((report.revision, report.supersedes.as_deref()), (2, Some("BC-7")));
}

#[test]
fn the_receipt_of_this_device_and_the_history_are_of_one_report() {
    let mut officer = sent();
    hears(&mut officer, vec![past("BC-1", 1, ReviewState::Returned, &[("", "Gửi kèm phụ lục.")])]);
    assert_eq!(numbers(&officer), ["BC-1"]);
    assert_eq!(officer.row(), (Bucket::Returned, false));
    assert!(!record(&officer).lacks_answers(), "the answers are those of this device");
    // Told the same again, nothing changes.
    let before = officer.0.records.clone().unwrap();
    hears(&mut officer, vec![past("BC-1", 1, ReviewState::Returned, &[("", "Gửi kèm phụ lục.")])]);
    assert!(Rc::ptr_eq(&before, officer.0.records.as_ref().unwrap()));
}

#[test]
fn a_returned_report_is_revised_with_its_remarks_at_their_questions() {
    let mut officer = sent();
    let place = "/entries/0/values/result";
    let remarks = [(place, "Nêu rõ số liệu."), ("", "Gửi kèm phụ lục.")];
    hears(&mut officer, vec![past("BC-1", 1, ReviewState::Returned, &remarks)]);
    assert_eq!(officer.row().0, Bucket::Returned);
    assert!(warnings(&officer).contains(&place.to_owned()));
    assert!(officer.work().is_sendable(), "a remark does not block");

    officer.does(Action::Correct);
    officer.types(first_task(&officer), "result", "Đã tập huấn 3 lớp, 120 lượt người.");
    assert!(!warnings(&officer).contains(&place.to_owned()), "the answer was changed");
    let open = |officer: &Officer| record(officer).reviewed().unwrap().open_remarks().cloned().collect::<Vec<_>>();
    assert_eq!(open(&officer).len(), 1, "it is known also after the page was closed");
    officer.does(Action::Heed(1, true));
    assert_eq!(open(&officer), []);
    officer.does(Action::Heed(0, false));
    assert!(warnings(&officer).contains(&place.to_owned()), "not after all");

    officer.sends("k2", "2026-06-13T09:00");
    let payload = officer.attempt().expect("on the wire").frozen.payload;
    assert!(payload.contains("\"revision\":2") && payload.contains("\"supersedes\":\"BC-1\""), "{payload}");
    let mut receipt = accepted();
    if let Answer::Accepted(receipt) = &mut receipt {
        (receipt.number, receipt.hash) = (Some("BC-2".to_owned()), "h2".to_owned());
    }
    officer.is_answered(receipt, "2026-06-13T09:01");
    assert_eq!(officer.row(), (Bucket::Sent, false));
    assert!(!warnings(&officer).contains(&place.to_owned()), "the remark was on the report before");
    // A history that was asked for before does not take it back.
    hears(&mut officer, vec![past("BC-1", 1, ReviewState::Returned, &remarks)]);
    assert_eq!((numbers(&officer), officer.row().0), (vec!["BC-1", "BC-2"], Bucket::Sent));
}

#[test]
fn the_device_keeps_what_the_office_said() {
    let mut officer = sent();
    hears(&mut officer, vec![past("BC-1", 1, ReviewState::Returned, &[("/sections/overall", "Viết rõ hơn.")])]);
    officer.does(Action::Heed(0, true));
    let kept = record(&officer).clone();
    assert_eq!(Record::from_text(&kept.to_text()), Some(kept));
}

#[test]
fn a_draft_of_this_device_goes_on_as_the_next_revision_of_what_another_sent() {
    let mut officer = office();
    officer.types(Part::Sections, "overall", "Bản nháp trên máy này");
    officer.is_kept();
    hears(
        &mut officer,
        vec![past("BC-7", 1, ReviewState::Submitted, &[]), past("BC-9", 2, ReviewState::Submitted, &[])],
    );
    assert_eq!(officer.row(), (Bucket::Sent, true), "a correction waits");
    assert_eq!(officer.0.view, View::Fill, "nobody is torn from what is being typed");
    let report = officer.report("2026-06-13T08:30");
    assert_eq!((report.revision, report.supersedes.as_deref()), (3, Some("BC-9")));
    let (_, other) = as_sent(&elsewhere_filled());
    officer.does(Action::Told(to_canonical(&other).into()));
    let overall = baocao::plan::FieldId::new("overall").unwrap();
    assert_eq!(officer.work().draft.get(&Part::Sections, &overall).map(Raw::text), Some("Bản nháp trên máy này"));
}

#[test]
fn answers_of_an_older_revision_are_no_more_those_that_were_sent() {
    let mut officer = sent();
    hears(
        &mut officer,
        vec![past("BC-1", 1, ReviewState::Submitted, &[]), past("BC-9", 2, ReviewState::Submitted, &[])],
    );
    assert_eq!((numbers(&officer), officer.row()), (vec!["BC-1", "BC-9"], (Bucket::Sent, false)));
    assert!(record(&officer).lacks_answers() && officer.work().draft.is_blank());
    let causes: Vec<_> = record(&officer).versions().iter().map(|version| version.cause).collect();
    assert_eq!(causes, [Cause::SentElsewhere], "they can be brought back");
}

#[test]
fn what_is_on_its_way_is_left_alone() {
    let mut officer = office();
    officer.fills_all();
    officer.sends("k1", "2026-06-13T08:01");
    let before = record(&officer).clone();
    hears(&mut officer, vec![past("BC-7", 1, ReviewState::Locked, &[])]);
    assert_eq!(record(&officer), &before);
}

#[test]
fn what_may_have_arrived_is_settled_by_the_history() {
    let mut officer = office();
    officer.fills_all();
    officer.sends("k1", "2026-06-13T08:01");
    let payload = officer.attempt().expect("on the wire").frozen.payload;
    officer.is_answered(Answer::Failed(Failure::TimedOut), "2026-06-13T08:02");
    officer.types(Part::Sections, "overall", "Sửa trong lúc chờ");
    officer.is_kept();
    let mut arrived = past("BC-7", 1, ReviewState::Submitted, &[]);
    arrived.hash = hash(&payload);
    hears(&mut officer, vec![arrived]);
    assert_eq!((numbers(&officer), officer.row()), (vec!["BC-7"], (Bucket::Sent, true)));
    officer.sends("k2", "2026-06-13T08:05");
    let next = officer.attempt().expect("on the wire").frozen;
    assert_eq!(next.key, "k2", "the report before need not go out again");
    assert!(next.payload.contains("\"revision\":2"), "{}", next.payload);
}

#[test]
fn of_an_approved_or_locked_report_no_revision_goes_out() {
    for state in [ReviewState::Approved, ReviewState::Locked] {
        let mut officer = sent();
        hears(&mut officer, vec![past("BC-1", 1, state, &[])]);
        assert_eq!(officer.row(), (Bucket::Sent, false));
        officer.does(Action::Correct);
        officer.types(Part::Sections, "overall", "Sửa sau khi duyệt");
        officer.sends("k2", "2026-06-13T09:00");
        assert_eq!((officer.attempt(), officer.0.view), (None, View::Check));
        // Returned after all, it goes out.
        hears(&mut officer, vec![past("BC-1", 1, ReviewState::Returned, &[("", "Sửa lại.")])]);
        officer.sends("k2", "2026-06-13T09:01");
        assert_eq!(officer.attempt().expect("on the wire").frozen.key, "k2");
    }
}

/// An officer on another machine who has typed a report.
fn elsewhere_filled() -> Officer {
    let mut officer = office();
    officer.fills_all();
    let task = first_task(&officer);
    officer.types(task.clone(), "percent", "12,5");
    officer.types(task.clone(), "result", "Đã tập huấn 3 lớp.");
    let row = RawEvidence { number: "12/BC".into(), date: "12/06/2026".into(), ..RawEvidence::default() };
    officer.enters(task, "evidence", Raw::Evidence(vec![row]));
    officer
}

#[test]
fn what_another_machine_sent_is_revised_from_what_the_backend_has() {
    let other = elsewhere_filled();
    let (past, report) = as_sent(&other);
    let mut officer = elsewhere();
    hears(&mut officer, vec![past]);
    assert_eq!(officer.0.wanted(), [], "nothing is asked for that nobody looks at");
    officer.opens("hang-thang", "2026-06");
    let (_, wanted) = officer.0.wanted().pop().expect("the answers");
    assert_eq!(wanted.url.as_deref(), Some("/api/reports/BC-7"));
    officer.does(Action::Told(to_canonical(&report).into()));
    assert_eq!((officer.0.view, officer.row()), (View::Receipt, (Bucket::Returned, false)));
    assert_eq!(officer.0.wanted(), []);

    officer.does(Action::Correct);
    let (answers, findings) = settle(&officer.work().form, &officer.work().draft, &PlainText);
    assert_eq!(findings, [], "it is typed as it can be read");
    assert_eq!(answers, report.answers(&officer.work().form), "it says the same");
    officer.types(Part::Sections, "overall", "Bổ sung theo ý kiến");
    officer.sends("k1", "2026-06-13T09:00");
    let payload = officer.attempt().expect("on the wire").frozen.payload;
    assert!(payload.contains("\"revision\":2") && payload.contains("\"supersedes\":\"BC-7\""), "{payload}");
}

#[test]
fn figures_of_the_last_period_come_into_blank_answers_and_can_be_taken_back() {
    let mut officer = elsewhere_filled();
    officer.sends("k1", "2026-06-13T08:01");
    officer.is_answered(accepted(), "2026-06-13T08:02");
    officer.does(Action::Tick(at("2026-07-02T08:00")));
    let july = officer.0.duties.iter().find(|duty| duty.period.id.as_str() == "2026-07");
    let july = Arc::clone(july.expect("July"));
    officer.does(Action::Open(july));
    officer.types(Part::Sections, "overall", "Viết mới");
    officer.does(Action::CarryOver(None));
    let said = |officer: &Officer, part: &Part, field: &str| {
        let field = baocao::plan::FieldId::new(field).unwrap();
        officer.work().draft.get(part, &field).map(|raw| raw.text().to_owned()).unwrap_or_default()
    };
    let task = first_task(&officer);
    assert_eq!(said(&officer, &Part::Sections, "overall"), "Viết mới", "never over what was typed");
    assert_eq!(said(&officer, &task, "result"), "Đã tập huấn 3 lớp.");
    assert_eq!(said(&officer, &Part::Reporter, "name"), "Trần Thị B");
    let evidence = baocao::plan::FieldId::new("evidence").unwrap();
    assert_eq!(officer.work().draft.get(&task, &evidence), None, "it proves the results of June");
    assert!(!officer.work().can_carry_over(None), "nothing is left to be taken");
    let versions = officer.0.record(&officer.work().duty).expect("a record").versions();
    assert_eq!(versions.iter().map(|version| version.cause).collect::<Vec<_>>(), [Cause::CarriedOver]);
    officer.does(Action::Restore(0));
    assert_eq!(said(&officer, &task, "result"), "");
    assert_eq!(said(&officer, &Part::Sections, "overall"), "Viết mới");
}

/// An officer whose report meets another version, which another machine had sent as BC-7.
fn in_conflict() -> (Officer, Report) {
    let (past, theirs) = as_sent(&elsewhere_filled());
    let mut officer = office();
    officer.fills_all();
    officer.types(Part::Sections, "overall", "Bản trên máy này");
    officer.sends("k1", "2026-06-13T08:01");
    let problem = Problem { status: 409, ..Problem::default() };
    officer.is_answered(Answer::Failed(Failure::Refused(problem)), "2026-06-13T08:02");
    hears(&mut officer, vec![PastReport { state: ReviewState::Submitted, ..past }]);
    (officer, theirs)
}

fn overall(draft: &Draft) -> String {
    let overall = baocao::plan::FieldId::new("overall").unwrap();
    draft.get(&Part::Sections, &overall).map(|raw| raw.text().to_owned()).unwrap_or_default()
}

#[test]
fn of_two_versions_both_are_shown_and_the_other_one_can_be_kept() {
    let (mut officer, theirs) = in_conflict();
    let (_, wanted) = officer.0.wanted().pop().expect("the other version is asked for");
    assert_eq!(wanted.url.as_deref(), Some("/api/reports/BC-7"));
    officer.does(Action::Told(to_canonical(&theirs).into()));
    assert_eq!(officer.0.wanted(), []);
    assert_eq!((officer.0.view, overall(&officer.work().draft)), (View::Check, "Bản trên máy này".to_owned()));
    let shown = record(&officer).their_answers().expect("the other version");
    assert_eq!(shown, elsewhere_filled().work().draft.as_ref().clone());
    let kept = Record::from_text(&record(&officer).to_text()).expect("a record");
    assert_eq!(kept.their_answers().as_ref(), Some(&shown), "also after the page was closed");

    officer.does(Action::Settle(None));
    assert_eq!((numbers(&officer), officer.row()), (vec!["BC-7"], (Bucket::Sent, false)));
    assert_eq!((officer.0.view, &*officer.work().draft), (View::Receipt, &shown));
    let nth = record(&officer).versions().iter().position(|version| version.cause == Cause::SentElsewhere);
    officer.does(Action::Restore(nth.expect("what was typed here")));
    assert_eq!(overall(&officer.work().draft), "Bản trên máy này");
    let report = officer.report("2026-06-13T08:30");
    assert_eq!((report.revision, report.supersedes.as_deref()), (2, Some("BC-7")));
}

#[test]
fn of_two_versions_this_one_goes_out_as_a_revision_of_the_other() {
    let (mut officer, theirs) = in_conflict();
    officer.does(Action::Told(to_canonical(&theirs).into()));
    officer.does(Action::Settle(Some("k2".to_owned())));
    officer.does(Action::Tick(at("2026-06-13T08:03")));
    let frozen = officer.attempt().expect("on the wire").frozen;
    let sent: Report = serde_json::from_str(&frozen.payload).expect("a report");
    assert_eq!((&*frozen.key, sent.revision, sent.supersedes.as_deref()), ("k2", 2, Some("BC-7")));
    assert_eq!(sent.sections.values().filter(|value| format!("{value:?}").contains("Bản trên máy này")).count(), 1);
    assert_eq!(record(&officer).versions().last().map(|version| version.cause), Some(Cause::Theirs));
}

#[test]
fn a_conflict_with_oneself_is_an_arrival() {
    let mut officer = office();
    officer.fills_all();
    officer.sends("k1", "2026-06-13T08:01");
    let payload = officer.attempt().expect("on the wire").frozen.payload;
    let problem = Problem { status: 409, ..Problem::default() };
    officer.is_answered(Answer::Failed(Failure::Refused(problem)), "2026-06-13T08:02");
    hears(&mut officer, vec![PastReport { hash: hash(&payload), ..past("BC-3", 1, ReviewState::Submitted, &[]) }]);
    assert_eq!((numbers(&officer), officer.row()), (vec!["BC-3"], (Bucket::Sent, false)));
    assert_eq!(officer.0.view, View::Receipt);
}

#[test]
fn what_was_typed_a_moment_ago_outlives_what_is_told() {
    let mut officer = sent();
    officer.does(Action::Correct);
    officer.types(Part::Sections, "overall", "Vừa gõ xong");
    hears(
        &mut officer,
        vec![past("BC-1", 1, ReviewState::Submitted, &[]), past("BC-9", 2, ReviewState::Submitted, &[])],
    );
    assert_eq!(overall(&officer.work().draft), "Vừa gõ xong");
    assert_eq!(overall(&record(&officer).draft()), "Vừa gõ xong");
}
