//! How a report goes out, without a browser: in time or late, once, again, changed, corrected.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::delivery::{Answer, Failure, Phase, Problem, Record};
use baocao::report::{Part, Report};
use baocao::state::{Action, Bucket, Outcome, PanelState, View};
use std::rc::Rc;
use support::{at, officer::*};

#[test]
fn an_unchanged_resend_goes_out_under_the_same_key_and_a_changed_one_does_not() {
    let mut officer = office();
    officer.fills_all();
    officer.sends("k1", "2026-06-13T08:01");
    officer.sends("k2", "2026-06-13T08:01:01");
    let first = officer.attempt().expect("on the wire").frozen;
    assert_eq!(first.key, "k1", "a second click changes nothing");
    officer.is_answered(Answer::Failed(Failure::TimedOut), "2026-06-13T08:02");
    assert!(matches!(officer.outgoing().expect("it waits").phase, Phase::Waiting { .. }));
    officer.sends("k3", "2026-06-13T08:02");
    assert_eq!(officer.attempt().expect("on the wire").frozen, first, "same bytes, same key");
    officer.is_answered(refused(422), "2026-06-13T08:06");
    officer.types(first_task(&officer), "result", "Thêm một dòng");
    officer.sends("k4", "2026-06-13T08:07");
    let late = officer.attempt().expect("on the wire");
    assert_eq!(late.frozen.key, "k4");
    officer.is_answered(accepted(), "2026-06-13T08:08");
    assert_eq!(officer.0.view, View::Receipt);
    let of = officer.0.draft_key(&officer.work().duty).expect("a key");
    let again = Answer::Failed(Failure::TimedOut);
    let answered = Action::Answered(Rc::new(Outcome {
        of,
        attempt: late,
        answer: again,
        now: at("2026-06-13T08:09"),
        chance: 0.0,
    }));
    officer.does(answered);
    assert_eq!(officer.outgoing(), None, "a late answer changes nothing");
}

#[test]
fn what_waits_goes_out_again_by_itself_and_at_once_when_the_line_is_back() {
    let mut officer = office();
    officer.fills_all();
    officer.sends("k1", "2026-06-13T08:01");
    officer.is_answered(Answer::Failed(Failure::Unreachable), "2026-06-13T08:02");
    officer.does(Action::Tick(at("2026-06-13T08:02")));
    assert_eq!(officer.attempt(), None, "not yet");
    officer.does(Action::Tick(at("2026-06-13T08:03")));
    assert_eq!(officer.attempt().expect("on the wire").frozen.key, "k1");
    officer.is_answered(refused(503), "2026-06-13T08:03");
    officer.does(Action::Resume(at("2026-06-13T08:03")));
    assert_eq!(officer.attempt().expect("on the wire").nth, 3);
    // A login that has ended stops it until somebody has signed in.
    officer.is_answered(refused(401), "2026-06-13T08:04");
    officer.does(Action::Tick(at("2026-06-13T18:00")));
    assert_eq!(officer.attempt(), None);
    officer.does(Action::Resume(at("2026-06-13T18:00")));
    officer.is_answered(accepted(), "2026-06-13T18:00:01");
    assert_eq!((officer.0.view, officer.outgoing()), (View::Receipt, None));
}

#[test]
fn what_was_sent_in_time_and_did_not_arrive_goes_out_as_it_was_after_the_deadline() {
    let mut officer = office();
    officer.fills_all();
    officer.sends("k1", "2026-06-14T23:50");
    let first = officer.attempt().expect("on the wire").frozen;
    officer.is_answered(Answer::Failed(Failure::Unreachable), "2026-06-14T23:51");
    officer.does(Action::Tick(at("2026-06-15T08:00")));
    officer.is_answered(Answer::Failed(Failure::Unreachable), "2026-06-15T08:01");
    // By itself or by hand, and without a reason for being late.
    officer.sends("k2", "2026-06-15T08:02");
    assert_eq!(officer.attempt().expect("on the wire").frozen, first);
    officer.is_answered(accepted(), "2026-06-15T08:03");
    assert_eq!(officer.0.view, View::Receipt);
    assert_eq!(officer.outgoing(), None, "one report");
}

#[test]
fn what_is_changed_while_it_waits_does_not_go_out_as_it_was() {
    let mut officer = office();
    officer.fills_all();
    officer.sends("k1", "2026-06-13T08:01");
    officer.is_answered(refused(403), "2026-06-13T08:02");
    officer.types(Part::Sections, "overall", "Đã sửa");
    officer.does(Action::Resume(at("2026-06-13T09:00")));
    officer.does(Action::Tick(at("2026-06-13T09:01")));
    assert_eq!((officer.attempt(), officer.outgoing()), (None, None), "it is being written again");
    officer.types(Part::Sections, "overall", "Đã triển khai đầy đủ");
    officer.sends("k2", "2026-06-13T09:02");
    assert_eq!(officer.attempt().expect("on the wire").frozen.key, "k1", "as it was after all");
}

#[test]
fn of_two_versions_the_officer_chooses() {
    for replaces in [true, false] {
        let mut officer = office();
        officer.fills_all();
        officer.sends("k1", "2026-06-13T08:01");
        officer.is_answered(refused(409), "2026-06-13T08:02");
        assert!(matches!(officer.outgoing().expect("it waits").phase, Phase::Conflict(_)));
        officer.does(Action::Settle(replaces.then(|| "k2".to_owned())));
        officer.does(Action::Tick(at("2026-06-13T08:03")));
        let attempt = officer.attempt();
        assert_eq!(attempt.is_some(), replaces);
        if let Some(attempt) = attempt {
            assert_eq!(attempt.frozen.key, "k2");
            assert!(attempt.frozen.payload.contains(r#""revision":2"#), "{}", attempt.frozen.payload);
        }
        let (_, has_draft) = officer.row();
        assert!(has_draft, "what was typed is there in any case");
    }
}

fn refused(status: u16) -> Answer {
    Answer::Failed(Failure::Refused(Problem { status, ..Problem::default() }))
}

#[test]
fn a_late_report_needs_a_reason_and_may_still_be_sent() {
    let mut officer = Officer::of("vp-ubnd-tinh-2025", "phong-hanh-chinh-quan-tri", "2026-06-20T08:00");
    officer.opens("hang-thang", "2026-06");
    officer.fills_all();
    assert_eq!(officer.errors(), ["/late/reason late-needs-reason"]);
    assert_eq!(officer.work().panel_states().last(), Some(&PanelState::Started), "the reason is missing");
    officer.types(Part::Whole, "late-reason", "Chờ số liệu của Trung tâm Tin học và Công báo");
    assert!(officer.errors().is_empty());
    officer.sends("k1", "2026-06-20T08:01");
    let sent = officer.attempt().expect("on the wire").frozen;
    let report: Report = serde_json::from_str(&sent.payload).expect("a report");
    assert_eq!(
        report.late.and_then(|late| late.reason).as_deref(),
        Some("Chờ số liệu của Trung tâm Tin học và Công báo")
    );
    assert_eq!(report.due.map(|due| due.until).as_deref(), Some("2026-06-15T00:00:00+07:00"));
}

#[test]
fn a_sent_report_moves_to_sent_and_can_be_corrected_as_the_next_revision() {
    let mut officer = office();
    officer.fills_all();
    officer.sends("k1", "2026-06-13T08:01");
    officer.is_answered(accepted(), "2026-06-13T08:02");
    // Before the device has written it down.
    officer.does(Action::Overview);
    assert!(
        officer.0.duty_rows().iter().any(|row| row.bucket == Bucket::Sent && row.duty.period.id.as_str() == "2026-06")
    );
    officer.opens("hang-thang", "2026-06");
    assert_eq!(officer.0.view, View::Receipt);
    officer.does(Action::Correct);
    let report = officer.report("2026-06-13T09:00");
    assert_eq!((report.revision, report.supersedes.as_deref()), (2, Some("BC-1")));
}

#[test]
fn what_was_changed_after_a_lost_answer_waits_until_the_earlier_attempt_is_settled() {
    for earlier_arrived in [true, false] {
        let mut officer = office();
        officer.fills_all();
        officer.sends("k1", "2026-06-13T08:01");
        let first = officer.attempt().expect("on the wire").frozen;
        officer.is_answered(Answer::Failed(Failure::TimedOut), "2026-06-13T08:02");
        officer.types(Part::Sections, "overall", "Đã triển khai đầy đủ, đúng tiến độ");
        officer.sends("k2", "2026-06-13T08:03");
        assert_eq!(officer.attempt().expect("on the wire").frozen, first, "first what nobody knows of");
        let answer = if earlier_arrived { accepted() } else { refused(422) };
        officer.is_answered(answer, "2026-06-13T08:04");
        let second = officer.attempt().expect("the change goes out").frozen;
        assert_eq!(second.key, "k2");
        let report: Report = serde_json::from_str(&second.payload).expect("a report");
        let expected = if earlier_arrived { (2, Some("BC-1".to_owned())) } else { (1, None) };
        assert_eq!((report.revision, report.supersedes), expected);
        officer.is_answered(accepted(), "2026-06-13T08:05");
        assert_eq!(officer.0.view, View::Receipt);
    }
}

#[test]
fn the_servers_clock_beats_the_devices() {
    let mut officer = Officer::of("vp-ubnd-tinh-2025", "phong-hanh-chinh-quan-tri", "2019-01-05T08:00");
    officer.does(Action::Clock { server: at("2026-06-16T08:00"), device: at("2019-01-05T08:00") });
    officer.does(Action::Tick(at("2019-01-05T08:30")));
    assert_eq!(officer.0.now, at("2026-06-16T08:30"));
    officer.opens("hang-thang", "2026-06");
    officer.fills_all();
    officer.sends("k1", "2019-01-05T08:31");
    assert!(officer.errors().contains(&"/late/reason late-needs-reason".to_owned()), "{:#?}", officer.errors());
    // A minute is the way of the answer, not a wrong clock.
    let mut officer = office();
    officer.does(Action::Clock { server: at("2026-06-13T08:01"), device: at("2026-06-13T08:00") });
    assert_eq!(officer.0.clock_ahead, 0);
}

#[test]
fn reports_without_a_period_are_as_many_as_there_are_reasons() {
    let mut officer = Officer::of("xa-nam-cuong-2026", "phong-kinh-te", "2026-06-13T08:00");
    let begun = |officer: &Officer| {
        let rows = officer.0.duty_rows().into_iter().filter(|row| row.duty.kind.id.as_str() == "kho-khan-vuong-mac");
        rows.map(|row| (row.bucket, row.duty.period.id.to_string())).collect::<Vec<_>>()
    };
    assert_eq!(begun(&officer), [(Bucket::AnyTime, "open".to_owned())]);
    officer.opens("kho-khan-vuong-mac", "open");
    let work = officer.0.work.clone().expect("an open report");
    assert_eq!(work.duty.period.id.as_str(), "2026-06-13-0800");
    let key = officer.0.draft_key(&work.duty).expect("a key");
    let mut record = Record::new(key, &work.draft, "2026-06-13T08:02:00+07:00".into());
    let Answer::Accepted(receipt) = accepted() else { unreachable!() };
    record.receipts.push(receipt);
    officer.does(Action::Records(Ok(vec![record])));
    officer.does(Action::Overview);
    let expected = [(Bucket::AnyTime, "open".to_owned()), (Bucket::Sent, "2026-06-13-0800".to_owned())];
    assert_eq!(begun(&officer), expected);
    // In the same minute the next one gets the next.
    officer.opens("kho-khan-vuong-mac", "open");
    assert_eq!(officer.0.work.as_ref().expect("an open report").duty.period.id.as_str(), "2026-06-13-0801");
}
