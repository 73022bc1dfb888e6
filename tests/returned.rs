//! A report that the office returned: what was changed since, and which remarks were dealt with.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::delivery::{HistoryFormat, PastReport, Remark, ReportHistory, ReviewState};
use baocao::json::to_canonical;
use baocao::plan::{FieldId, KindId, PeriodId};
use baocao::report::{Part, Raw, RawEvidence};
use baocao::state::Action;
use std::sync::Arc;
use support::officer::*;

const PLACE: &str = "/entries/0/values/result";

fn field(key: &str) -> FieldId {
    FieldId::new(key).expect("an id")
}

fn returned(number: &str, revision: u32) -> PastReport {
    let remark =
        |pointer: Option<&str>, detail: &str| Remark { pointer: pointer.map(str::to_owned), detail: detail.to_owned() };
    PastReport {
        number: number.to_owned(),
        kind: KindId::new("hang-thang").expect("an id"),
        period: PeriodId::new("2026-06").expect("an id"),
        revision,
        state: ReviewState::Returned,
        remarks: vec![remark(Some(PLACE), "Nêu rõ số liệu."), remark(None, "Gửi kèm phụ lục.")],
        received_at: "2026-06-12T09:00:00+07:00".to_owned(),
        reviewed_at: None,
        late: Some(false),
        hash: format!("hash of {number}"),
        url: Some(format!("/api/reports/{number}")),
    }
}

fn hears(officer: &mut Officer, reports: Vec<PastReport>) {
    let history = ReportHistory { format: HistoryFormat::V1, reports };
    officer.does(Action::Told(to_canonical(&history).into()));
}

/// An officer who has sent June from here.
fn sent() -> Officer {
    let mut officer = office();
    officer.fills_all();
    officer.types(first_task(&officer), "result", "Đã mở 2 lớp");
    officer.types(first_task(&officer), "percent", "12,5");
    officer.sends("k1", "2026-06-13T08:01");
    officer.is_answered(accepted(), "2026-06-13T08:02");
    officer
}

/// What differs from what was returned: the question, what was, what is.
fn changes(officer: &Officer) -> Vec<(String, String, String)> {
    let text = |raw: Option<&Raw>| raw.map(|raw| raw.text().to_owned()).unwrap_or_default();
    let all = officer.work().changes().into_iter();
    all.map(|(_, id, change)| (id.to_string(), text(change.was), text(change.is))).collect()
}

fn change(id: &str, was: &str, is: &str) -> (String, String, String) {
    (id.to_owned(), was.to_owned(), is.to_owned())
}

#[test]
fn what_is_changed_stands_beside_what_was_sent() {
    let mut officer = sent();
    assert!(!officer.work().knows_returned() && officer.work().changes().is_empty());
    hears(&mut officer, vec![returned("BC-1", 1)]);
    officer.does(Action::Correct);
    assert!(officer.work().knows_returned());
    assert_eq!(changes(&officer), []);

    let task = first_task(&officer);
    officer.types(task.clone(), "result", "Đã mở 3 lớp");
    officer.types(task.clone(), "percent", "12,50");
    assert_eq!(changes(&officer), [change("result", "Đã mở 2 lớp", "Đã mở 3 lớp")], "the number is the same");
    officer.types(task.clone(), "percent", "");
    officer.types(Part::Sections, "difficulties", "Thiếu kinh phí");
    let expected = [
        change("percent", "12,5", ""),
        change("result", "Đã mở 2 lớp", "Đã mở 3 lớp"),
        change("difficulties", "", "Thiếu kinh phí"),
    ];
    assert_eq!(changes(&officer), expected);
    let one = officer.work().since_returned(&task, &field("result")).expect("a change");
    assert_eq!(one.was.map(Raw::text), Some("Đã mở 2 lớp"));
    // What cannot be read is not what was sent either.
    officer.types(task.clone(), "percent", "mười");
    assert!(changes(&officer).contains(&change("percent", "12,5", "mười")));

    // It outlives the page.
    officer.is_kept();
    let duty = Arc::clone(&officer.work().duty);
    officer.does(Action::Overview);
    officer.does(Action::Open(duty));
    assert!(changes(&officer).contains(&change("result", "Đã mở 2 lớp", "Đã mở 3 lớp")));
    let again = baocao::delivery::Record::from_text(&record(&officer).to_text()).expect("a record");
    assert_eq!(again, record(&officer));
    officer.types(task, "result", "Đã mở 2 lớp");
    assert!(!changes(&officer).iter().any(|(id, ..)| id == "result"));
}

#[test]
fn what_another_machine_sent_is_asked_for_and_held_against() {
    let mut first = sent();
    let report = first.report("2026-06-13T08:00");
    let mut officer = office();
    officer.fills_all();
    officer.types(first_task(&officer), "result", "Bản của máy này");
    officer.is_kept();
    hears(&mut officer, vec![returned("BC-7", 1)]);
    assert!(!officer.work().knows_returned());
    assert_eq!(officer.0.wanted().len(), 1, "its answers are asked for");
    officer.does(Action::Told(to_canonical(&baocao::report::Report { revision: 1, ..report }).into()));
    assert_eq!(result(&officer), "Bản của máy này", "what was typed here stays");
    assert!(changes(&officer).contains(&change("result", "Đã mở 2 lớp", "Bản của máy này")), "{:?}", changes(&officer));
    assert_eq!(officer.0.wanted().len(), 0);
    hears(&mut first, vec![returned("BC-1", 1)]);
    assert_eq!(first.0.wanted().len(), 0, "what was sent from here is here");
}

#[test]
fn the_correction_says_which_remarks_were_dealt_with() {
    let mut officer = sent();
    hears(&mut officer, vec![returned("BC-1", 1)]);
    officer.does(Action::Correct);
    assert_eq!(officer.report("2026-06-13T08:30").remarks_done, []);
    officer.does(Action::Heed(1, true));
    officer.types(first_task(&officer), "result", "Đã mở 3 lớp, 120 lượt người");
    let report = officer.report("2026-06-13T08:30");
    let said: Vec<_> = report.remarks_done.iter().map(|one| (one.pointer.as_deref(), one.detail.as_str())).collect();
    assert_eq!(said, [(None, "Gửi kèm phụ lục."), (Some(PLACE), "Nêu rõ số liệu.")]);
    assert!(to_canonical(&report).contains(r#""remarks_done":[{"detail":"Gửi kèm phụ lục."}"#));
    officer.does(Action::Heed(1, false));
    assert_eq!(officer.report("2026-06-13T08:30").remarks_done.len(), 1);
    officer.sends("k2", "2026-06-13T08:31");
    let frozen = officer.outgoing().expect("on its way").next().payload.clone();
    assert!(frozen.contains("remarks_done"), "{frozen}");
    officer.is_answered(accepted(), "2026-06-13T08:32");
    assert_eq!(officer.report("2026-06-13T08:40").remarks_done, [], "of the next one nothing was said yet");
    assert!(!officer.work().knows_returned());
}

#[test]
fn a_file_is_the_same_wherever_it_lies() {
    let file = |url: &str| {
        let file = baocao::report::EvidenceFile {
            name: "anh.jpg".to_owned(),
            r#type: "image/jpeg".to_owned(),
            size: 3,
            sha256: "a".repeat(64),
            url: Some(url.to_owned()).filter(|url| !url.is_empty()),
            data: None,
        };
        Raw::Evidence(vec![RawEvidence::of_file(&file)])
    };
    let mut officer = sent();
    hears(&mut officer, vec![returned("BC-1", 1)]);
    officer.does(Action::Correct);
    let task = first_task(&officer);
    officer.enters(task.clone(), "evidence", file(""));
    assert_eq!(changes(&officer).iter().filter(|(id, ..)| id == "evidence").count(), 1);
    // As it would be if it had been sent with it.
    let with_file = officer.report("2026-06-13T08:30");
    let mut other = office();
    hears(&mut other, vec![returned("BC-7", 1)]);
    other.does(Action::Told(to_canonical(&baocao::report::Report { revision: 1, ..with_file }).into()));
    assert_eq!(changes(&other), []);
    other.enters(task, "evidence", file("https://x.test/anh.jpg"));
    assert_eq!(changes(&other), []);
}
