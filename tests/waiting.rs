//! What holds a report up on its way, without a browser: a backend that asks for time, a login, a page that cannot ask for
//! what it needs; and what the officer can do about it.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::delivery::{Answer, Failure, Means, Phase, Problem, ProblemError, Record};
use baocao::finding::Finding;
use baocao::report::Part;
use baocao::state::{Action, View};
use support::{at, officer::*};

const MINUTE: &str = "2026-06-13T08:01";

/// A report that was sent, and the answer to it.
fn answered(answer: Answer) -> Officer {
    let mut officer = office();
    officer.fills_all();
    officer.sends("k1", "2026-06-13T08:00:30");
    officer.is_answered(answer, MINUTE);
    officer
}

/// The officer opens the page anew.
fn opens_anew(officer: &Officer) -> Officer {
    let text = record(officer).to_text();
    let mut again = Officer::of("vp-ubnd-tinh-2025", "phong-hanh-chinh-quan-tri", "2026-06-13T08:01");
    again.does(Action::Records(Ok(vec![Record::from_text(&text).expect("a record")])));
    again.opens("hang-thang", "2026-06");
    again
}

fn busy(status: u16, seconds: u32) -> Answer {
    let problem = Problem { status, retry_after: Some(seconds), ..Problem::default() };
    Answer::Failed(Failure::Refused(problem))
}

#[test]
fn a_backend_that_asks_for_time_gets_it_whatever_happens_meanwhile() {
    for status in [409, 429, 503] {
        asks_for_time(status);
    }
}

fn asks_for_time(status: u16) {
    let mut officer = answered(busy(status, 600));
    for _ in 0..2 {
        let failure = officer.outgoing().and_then(|outgoing| outgoing.phase.failure()).expect("it waits");
        assert_eq!(failure.means(), Means::Later, "{failure:?}");
        assert!(matches!(failure, Failure::Refused(problem) if problem.status == status));
        for happens in [Action::Resume, Action::SignedIn, Action::Tick] {
            officer.does(happens(at("2026-06-13T08:10:59")));
            assert_eq!(officer.attempt(), None, "the line, the officer or somebody else is back");
        }
        officer = opens_anew(&officer);
    }
    let mut by_hand = officer.clone();
    officer.does(Action::Tick(at("2026-06-13T08:11:10")));
    assert_eq!(officer.attempt().expect("on the wire").nth, 2);
    by_hand.sends("k2", "2026-06-13T08:02");
    assert_eq!(by_hand.attempt().expect("the officer says so").frozen.key, "k1");
}

#[test]
fn a_clock_that_is_put_right_holds_nothing_up() {
    for answer in [busy(429, 30), lost()] {
        let mut officer = answered(answer);
        officer.does(Action::Tick(at("2026-06-12T12:00")));
        assert!(officer.attempt().is_some(), "it was twenty hours ahead");
    }
}

#[test]
fn the_wait_grows_on_after_the_page_was_opened_anew() {
    let mut officer = answered(lost());
    let mut waits = Vec::new();
    for _ in 0..6 {
        officer = opens_anew(&officer);
        officer.does(Action::Tick(at("2026-06-13T08:05")));
        assert!(officer.attempt().is_some(), "opened anew it goes out at once");
        officer.is_answered(lost(), "2026-06-13T08:05");
        let until = officer.outgoing().and_then(|outgoing| outgoing.phase.until()).expect("it waits");
        waits.push(until.0 - at("2026-06-13T08:05").0);
    }
    assert_eq!(waits, [2_000, 4_000, 8_000, 16_000, 32_000, 64_000]);
}

#[test]
fn a_page_that_says_something_else_at_every_ended_login_makes_no_storm() {
    let mut officer = answered(refused(401));
    let mut attempts = 0;
    // It says so ten times a second, for an hour.
    for tenth in 0..36_000 {
        let mut now = at("2026-06-13T08:02");
        now.0 += tenth * 100;
        for happens in [Action::SignedIn, Action::Tick] {
            officer.does(happens(now));
        }
        if officer.attempt().is_some() {
            attempts += 1;
            officer.is_answered(refused(401), "2026-06-13T08:02");
            if tenth == 0 {
                continue;
            }
        }
    }
    assert!((2..40).contains(&attempts), "{attempts}");
}

#[test]
fn whoever_signs_in_after_a_bad_line_does_not_wait() {
    let mut officer = answered(lost());
    for _ in 0..5 {
        officer.does(Action::Resume(at(MINUTE)));
        officer.is_answered(lost(), MINUTE);
    }
    // Nor who comes back to the page now and then before.
    for _ in 0..8 {
        officer.does(Action::Resume(at(MINUTE)));
        officer.is_answered(refused(401), MINUTE);
    }
    officer.does(Action::SignedIn(at(MINUTE)));
    assert!(officer.attempt().is_some());
}

#[test]
fn what_never_left_the_page_is_in_no_doubt() {
    for (failure, first) in [(Failure::NotSent, "k2"), (Failure::Unreachable, "k1")] {
        let mut officer = answered(Answer::Failed(failure));
        officer.types(Part::Sections, "overall", "Đã sửa");
        officer.sends("k2", "2026-06-13T08:03");
        assert_eq!(officer.attempt().expect("on the wire").frozen.key, first);
    }
}

/// What the server has against two answers.
fn judged(officer: &Officer) -> Answer {
    let work = officer.work();
    let pointer = |field: &str| {
        let field = &work.form.parts[0].fields.iter().find(|other| other.id.as_str() == field).expect("a field").id;
        work.form.parts[0].field_pointer(field).to_string()
    };
    let error = |field: &str, detail: &str| ProblemError { pointer: pointer(field), detail: detail.to_owned() };
    let errors = vec![error("status", "Chưa được duyệt"), error("result", "Quá sơ sài")];
    Answer::Failed(Failure::Refused(Problem { status: 422, errors, ..Problem::default() }))
}

fn said(officer: &Officer) -> Vec<String> {
    let of = |finding: &Finding| finding.is_error().then(|| finding.at.to_string());
    officer.work().findings().filter_map(of).map(|at| at.rsplit('/').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn what_the_server_found_is_said_until_its_answer_changes_also_after_the_report_was_left() {
    let mut officer = office();
    officer.fills_all();
    officer.types(first_task(&officer), "result", "Đã làm");
    officer.sends("k1", MINUTE);
    officer.is_answered(judged(&officer), MINUTE);
    assert_eq!(said(&officer), ["status", "result"]);
    officer = opens_anew(&officer);
    assert_eq!(said(&officer), ["status", "result"]);
    officer.types(first_task(&officer), "result", "Đã tập huấn 4 lớp");
    assert_eq!(said(&officer), ["status"]);
    officer.is_kept();
    officer.does(Action::Overview);
    officer.opens("hang-thang", "2026-06");
    assert_eq!(said(&officer), ["status"], "of the other answer it still holds");
    officer = opens_anew(&officer);
    assert_eq!(said(&officer), ["status"]);
    officer.sends("k2", "2026-06-13T08:03");
    assert_eq!(officer.attempt(), None, "it stands in the way until then");
    officer.types(first_task(&officer), "status", "done");
    officer.sends("k2", "2026-06-13T08:03");
    assert_eq!(officer.attempt().expect("on the wire").frozen.key, "k2");
}

#[test]
fn what_was_mended_while_it_was_judged_is_not_found_wrong_again() {
    let mut officer = office();
    officer.fills_all();
    officer.types(first_task(&officer), "result", "Đã làm");
    officer.sends("k1", MINUTE);
    officer.does(Action::KeepEditing);
    officer.types(first_task(&officer), "result", "Đã tập huấn 4 lớp");
    officer.is_answered(judged(&officer), MINUTE);
    assert_eq!(said(&officer), ["status"]);
}

#[test]
fn whatever_holds_it_up_the_officer_can_have_it_back() {
    for answer in [lost(), busy(429, 60), refused(401), refused(403)] {
        let mut officer = answered(answer);
        officer.does(Action::Withdraw);
        assert_eq!((officer.outgoing(), officer.0.view), (None, View::Fill));
        for happens in [Action::Resume, Action::SignedIn, Action::Tick] {
            officer.does(happens(at("2026-06-14T08:00")));
        }
        assert_eq!(officer.attempt(), None, "what was withdrawn stays");
        assert!(record(&officer).is_unsent());
        officer.sends("k2", "2026-06-14T08:00");
        assert_eq!(officer.attempt().expect("on the wire").frozen.key, "k1", "unchanged it is the same report");
    }
}

#[test]
fn one_that_stands_behind_an_ended_login_says_so_and_sending_it_knocks_again() {
    let mut officer = answered(refused(401));
    officer.does(Action::Overview);
    officer.opens("hang-thang", "2026-05");
    officer.fills_all();
    officer.types(Part::Whole, "late-reason", "Chờ số liệu");
    assert!(officer.0.awaited_login().is_some());
    officer.sends("k2", "2026-06-13T08:05");
    let first = officer.0.records.clone().expect("records");
    let sending = first.iter().filter(|record| record.outgoing().is_some_and(|out| out.phase == Phase::Sending));
    assert_eq!(sending.count(), 1, "one of both");
}

#[test]
fn a_second_press_on_a_page_that_has_become_the_receipt_sends_nothing() {
    let mut officer = answered(accepted());
    assert_eq!(officer.0.view, View::Receipt);
    officer.does(Action::Send { key: "k2".to_owned(), now: at(MINUTE) });
    assert_eq!(officer.outgoing(), None);
    assert!(officer.0.is_as_accepted(officer.0.rest().expect("the rest")));
}

#[test]
fn a_failure_takes_the_focus_where_the_officer_has_sent_and_stays_while_it_goes_out_again_by_itself() {
    let mut officer = answered(lost());
    let told = |officer: &Officer| (officer.work().told.times, officer.work().told.failure.as_deref().cloned());
    assert_eq!(told(&officer), (1, Some(Failure::Unreachable)));
    officer.does(Action::Tick(at("2026-06-13T08:05")));
    assert!(officer.attempt().is_some());
    assert_eq!(told(&officer), (1, Some(Failure::Unreachable)), "it stays");
    officer.is_answered(refused(401), "2026-06-13T08:05");
    let (times, failure) = told(&officer);
    assert_eq!((times, failure.map(|failure| failure.means())), (1, Some(Means::SignIn)), "nobody is interrupted");
    officer.sends("k2", "2026-06-13T08:06");
    assert_eq!(told(&officer).1, None);
    officer.is_answered(refused(403), "2026-06-13T08:06");
    assert_eq!(told(&officer).0, 1, "since the page was opened");
}
