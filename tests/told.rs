//! What a backend says of a report is said at its questions, until their answers change.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::delivery::{Answer, Failure, Problem, ProblemError};
use baocao::finding::Severity;
use baocao::report::Part;
use baocao::state::{Action, View};
use support::officer::*;

fn refused(status: u16, errors: &[(&str, &str)]) -> Answer {
    let errors = errors.iter().map(|(at, words)| ProblemError { pointer: (*at).into(), detail: (*words).into() });
    Answer::Failed(Failure::Refused(Problem { status, errors: errors.collect(), ..Problem::default() }))
}

/// June's report was refused.
fn told(errors: &[(&str, &str)]) -> Officer {
    let mut officer = office();
    officer.fills_all();
    officer.sends("k1", "2026-06-13T08:01");
    officer.is_answered(refused(422, errors), "2026-06-13T08:02");
    officer
}

#[test]
fn a_mistake_blocks_sending_until_its_answer_changes() {
    let mut officer = told(&[("/sections/overall", "Thiếu số liệu"), ("/entries/0/values/status", "Không khớp")]);
    assert_eq!(officer.errors(), ["/entries/0/values/status said", "/sections/overall said"]);
    officer.sends("k2", "2026-06-13T08:03");
    assert_eq!(officer.attempt(), None, "nothing was changed");
    officer.follows("/sections/overall");
    assert_eq!((officer.0.view, officer.focus().1.as_str()), (View::Fill, "/sections/overall"));
    officer.types(Part::Sections, "overall", "Đã triển khai đầy đủ, đạt 100%");
    assert_eq!(officer.errors(), ["/entries/0/values/status said"]);
    officer.types(first_task(&officer), "status", "done");
    officer.types(first_task(&officer), "result", "Đã xong");
    assert_eq!(officer.errors(), [""; 0]);
    officer.sends("k2", "2026-06-13T08:04");
    let attempt = officer.attempt().expect("on the wire");
    assert_eq!(attempt.frozen.key, "k2", "other content under another key");
    assert!(attempt.frozen.payload.contains(r#""revision":1"#), "nothing was accepted yet");
}

#[test]
fn what_has_no_question_does_not_stand_in_the_way() {
    let mut officer = told(&[("", "Chưa ký số"), ("/khong/co", "Lạ"), ("khong phai con tro", "Lạ")]);
    assert_eq!(officer.errors(), [""; 0]);
    officer.sends("k2", "2026-06-13T08:03");
    assert_eq!(officer.attempt().expect("on the wire").frozen.key, "k1", "unchanged");
}

#[test]
fn it_is_told_again_when_the_report_is_opened_again() {
    let mut officer = told(&[("/reporter/name", "Không có trong danh bạ")]);
    officer.does(Action::Overview);
    let records = officer.0.records.iter().flat_map(|kept| kept.iter());
    let kept: Vec<_> =
        records.map(|record| baocao::delivery::Record::from_text(&record.to_text()).expect("a record")).collect();
    officer.does(Action::Records(Ok(kept)));
    officer.opens("hang-thang", "2026-06");
    assert_eq!(officer.0.view, View::Check);
    let said = officer.work().summary(Severity::Error);
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].finding.code.key(), "said");
    assert!(officer.work().parts.iter().enumerate().any(|(i, _)| officer.work().visible(i).count() == 1));
}
