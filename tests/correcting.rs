//! What was sent and what was changed since, as the overview and the form tell it.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::delivery::{Answer, Receipt, Record};
use baocao::locale::{Lang, terms};
use baocao::state::{Action, Bucket, View};
use std::sync::Arc;
use support::at;
use support::officer::{Officer, accepted, first_task, office};

/// June's report was sent and is on the device.
fn sent() -> Officer {
    let mut officer = office();
    officer.fills_all();
    officer.sends("k1", "2026-06-13T08:01");
    officer.is_answered(accepted(), "2026-06-13T08:02");
    officer.is_kept();
    officer
}

#[test]
fn a_sent_report_moves_to_sent_and_can_be_corrected_as_the_next_revision() {
    let mut officer = sent();
    officer.does(Action::Overview);
    assert_eq!(officer.row(), (Bucket::Sent, false));
    officer.opens("hang-thang", "2026-06");
    assert_eq!(officer.0.view, View::Receipt);
    officer.does(Action::Correct);
    let report = officer.report("2026-06-13T09:00");
    assert_eq!((report.revision, report.supersedes.as_deref()), (2, Some("BC-1")));
    officer.is_kept();
    assert_eq!(officer.row(), (Bucket::Sent, false), "nothing was changed yet");
}

#[test]
fn a_correction_that_was_not_sent_is_told_from_what_was() {
    let mut officer = sent();
    officer.does(Action::Correct);
    let part = first_task(&officer);
    officer.types(part.clone(), "result", "Đã họp hai buổi");
    officer.is_kept();
    assert_eq!(officer.row(), (Bucket::Sent, true));
    officer.opens("hang-thang", "2026-06");
    assert_eq!((officer.0.view, officer.outgoing()), (View::Fill, None));
    let duty = Arc::clone(&officer.0.work.as_ref().expect("an open report").duty);
    officer.does(Action::Receipt(duty));
    assert_eq!(officer.0.view, View::Receipt, "the proof of what was sent is there all the same");
    officer.does(Action::Correct);
    officer.sends("k2", "2026-06-13T09:01");
    officer.types(part, "result", "Gõ thêm khi đang gửi");
    officer.is_answered(accepted(), "2026-06-13T09:02");
    officer.is_kept();
    assert_eq!(officer.row(), (Bucket::Sent, true), "what was typed meanwhile is not in what was sent");
}

#[test]
fn a_record_from_before_corrections_were_told_counts_as_sent() {
    let mut officer = sent();
    let records: Vec<Record> = officer.0.records.iter().flat_map(|kept| kept.iter().cloned()).collect();
    let old = |record: &Record| {
        let text = record.to_text();
        assert_eq!(Record::from_text(&text).as_ref(), Some(record));
        let mut keys: serde_json::Map<_, _> = serde_json::from_str(&text).expect("an object");
        keys.retain(|key, _| !matches!(&**key, "sent" | "stage"));
        Record::from_text(&serde_json::Value::from(keys).to_string()).expect("a record")
    };
    let records = records.iter().map(old).collect();
    officer.does(Action::Records(Ok(records)));
    assert_eq!(officer.row(), (Bucket::Sent, false));
    officer.opens("hang-thang", "2026-06");
    assert_eq!(officer.0.view, View::Receipt);
}

#[test]
fn the_overview_tells_until_when_a_sent_report_may_be_corrected() {
    let mut officer = Officer::of("vi-du-che-do-bao-cao", "xa-b", "2026-05-15T08:00");
    let until = |officer: &Officer, period: &str| {
        let rows = officer.0.duty_rows();
        let is_it = |row: &&baocao::state::DutyRow| row.duty.period.id.as_str() == period;
        let row = rows.iter().find(is_it).expect("it is listed");
        (row.bucket, terms(Lang::Vi, &row.duty, officer.0.now, &*officer.0.zone).join(" "))
    };
    officer.opens("thang", "2026-05");
    officer.fills_all();
    officer.sends("k1", "2026-05-15T08:01");
    let Answer::Accepted(receipt) = accepted() else { panic!("a receipt") };
    let receipt = Receipt { sent_at: "2026-05-15T08:01:00+07:00".into(), ..receipt };
    officer.is_answered(Answer::Accepted(receipt), "2026-05-15T08:02");
    assert_eq!(officer.outgoing(), None, "{:?}", officer.errors());
    officer.is_kept();
    officer.does(Action::Overview);
    // Five days from 18 May, when it was due.
    let told = "Được gửi bản điều chỉnh đến hết ngày 23/5/2026.";
    assert_eq!(until(&officer, "2026-05"), (Bucket::Sent, told.to_owned()));
    let others = officer.0.duty_rows().into_iter().filter(|row| row.bucket != Bucket::Sent);
    assert!(
        others.count() > 3
            && officer.0.duty_rows().iter().filter(|row| row.duty.correctable_until.is_some()).count() == 1
    );
    officer.does(Action::Tick(at("2026-05-24T00:00")));
    let over = "Đã hết thời gian gửi bản điều chỉnh: hết ngày 23/5/2026.";
    assert_eq!(until(&officer, "2026-05"), (Bucket::Sent, over.to_owned()));
}
