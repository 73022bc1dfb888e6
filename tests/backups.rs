//! Backups: what goes to another device, what of it goes out from there, and what stands against what is there.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::delivery::{Answer, Backup, BackupError, Cause, Phase, Receipt, Record};
use baocao::json::hash;
use baocao::state::{Action, Offered};
use support::at;
use support::officer::*;

const RESULT: &str = "Đã tập huấn 3 lớp";

/// Their backup, as the file.
fn file(officer: &Officer) -> String {
    let records = officer.0.records.clone().expect("records");
    officer.0.backup(&records).expect("a backup").to_text()
}

/// An officer whose report has gone out, and may have arrived.
fn without_an_answer() -> Officer {
    let mut officer = office();
    officer.fills_all();
    officer.sends("k1", "2026-06-13T08:00");
    officer.is_answered(lost(), "2026-06-13T08:01");
    officer
}

fn offered(officer: &Officer) -> Vec<Offered> {
    let Some(Ok(backup)) = &officer.0.device.offer else { panic!("no backup: {:?}", officer.0.device.offer) };
    backup.records.iter().map(|record| officer.0.offered(record)).collect()
}

#[test]
fn a_backup_goes_to_another_device_and_overwrites_nothing_unasked() {
    let mut officer = office();
    officer.types(first_task(&officer), "result", RESULT);
    officer.is_kept();
    let file = file(&officer);
    let mut other = office();
    other.does(Action::Device);
    other.does(Action::Offer(Ok(format!("\u{feff}{file}"))));
    assert_eq!(offered(&other), [Offered::New]);
    other.does(Action::Take(0));
    assert_eq!(offered(&other), [Offered::Same]);
    other.opens("hang-thang", "2026-06");
    assert_eq!(result(&other), RESULT);
    // It goes on there; the file is imported once more.
    other.types(first_task(&other), "result", "Đã tập huấn 4 lớp");
    other.is_kept();
    other.does(Action::Device);
    other.does(Action::Offer(Ok(file)));
    assert_eq!(offered(&other), [Offered::Other]);
    other.opens("hang-thang", "2026-06");
    assert_eq!(result(&other), "Đã tập huấn 4 lớp", "not before the officer says so");
    other.does(Action::Device);
    other.does(Action::Take(0));
    other.opens("hang-thang", "2026-06");
    assert_eq!(result(&other), RESULT);
    other.does(Action::Restore(0));
    assert_eq!(result(&other), "Đã tập huấn 4 lớp");
}

#[test]
fn of_two_versions_the_one_that_is_not_taken_is_kept_too() {
    let mut officer = office();
    officer.types(first_task(&officer), "result", RESULT);
    officer.is_kept();
    let file = file(&officer);
    let mut other = office();
    other.types(first_task(&other), "result", "Đã tập huấn 4 lớp");
    other.is_kept();
    other.does(Action::Offer(Ok(file.clone())));
    assert_eq!(offered(&other), [Offered::Other]);
    other.does(Action::Decline(0));
    assert_eq!(offered(&other), [Offered::Declined]);
    other.opens("hang-thang", "2026-06");
    assert_eq!(result(&other), "Đã tập huấn 4 lớp", "that was not touched");
    // It is in the record, which goes to the device.
    let kept = Record::from_text(&record(&other).to_text()).expect("a record");
    let versions = kept.versions();
    assert_eq!(versions.iter().map(|version| version.cause).collect::<Vec<_>>(), [Cause::Declined]);
    assert_eq!(versions[0].until, record(&officer).saved_at, "when it was written");
    other.does(Action::Decline(0));
    assert_eq!(record(&other).versions().len(), 1, "once is enough");
    // Whoever changes their mind brings it back, or takes it from the file after all.
    other.does(Action::Restore(0));
    assert_eq!(result(&other), RESULT);
    let mut third = office();
    third.types(first_task(&third), "result", "Đã tập huấn 5 lớp");
    third.is_kept();
    third.does(Action::Offer(Ok(file)));
    third.does(Action::Decline(0));
    third.does(Action::Take(0));
    third.opens("hang-thang", "2026-06");
    assert_eq!(result(&third), RESULT);
    assert!(
        record(&third).versions().iter().any(|version| version.cause == Cause::Imported),
        "theirs is there as well"
    );
}

#[test]
fn what_a_file_would_send_is_what_is_shown_and_else_a_draft() {
    let officer = without_an_answer();
    let file = file(&officer);
    // In the frozen report, in quotation marks of their own; nothing else is changed.
    for (said, instead) in [
        ("\\\"overall\\\":\\\"Đã triển khai đầy đủ", "\\\"overall\\\":\\\"Chưa triển khai"),
        ("\\\"id\\\":\\\"phong-hanh-chinh-quan-tri", "\\\"id\\\":\\\"phong-khac"),
        ("\\\"id\\\":\\\"2026-06\\\"", "\\\"id\\\":\\\"2026-05\\\""),
    ] {
        assert!(file.contains(said), "{said}: {file}");
        let mut other = office();
        other.does(Action::Offer(Ok(file.replace(said, instead))));
        assert_eq!(offered(&other), [Offered::New]);
        other.does(Action::Take(0));
        other.does(Action::Tick(at("2026-06-13T08:02")));
        other.opens("hang-thang", "2026-06");
        assert!(other.outgoing().is_none(), "{instead}: nothing goes out unasked");
        assert_eq!(other.work().draft, officer.work().draft, "what was typed is there");
    }
}

#[test]
fn what_waits_to_be_sent_goes_out_from_another_device_under_its_key() {
    let officer = without_an_answer();
    let mut other = office();
    other.does(Action::Offer(Ok(file(&officer))));
    other.does(Action::Take(0));
    other.does(Action::Tick(at("2026-06-13T08:02")));
    other.opens("hang-thang", "2026-06");
    assert_eq!(other.attempt().expect("on the wire").frozen, officer.outgoing().expect("it waits").frozen);
    // While it is on the wire nothing comes in its place.
    let mut third = office();
    third.types(first_task(&third), "result", RESULT);
    third.is_kept();
    other.does(Action::Offer(Ok(file(&third))));
    assert_eq!(offered(&other), [Offered::Busy]);
    other.does(Action::Take(0));
    assert!(other.attempt().is_some());
}

/// An officer whose report has gone out under this key and may have arrived.
fn in_doubt(key: &str, result: &str) -> Officer {
    let mut officer = office();
    officer.fills_all();
    officer.types(first_task(&officer), "result", result);
    officer.sends(key, "2026-06-13T08:00");
    officer.is_answered(lost(), "2026-06-13T08:01");
    officer
}

/// [`Receipt::hash`] of what is on its way.
fn sent_hash(officer: &Officer) -> String {
    hash(&officer.outgoing().expect("it waits").frozen.payload)
}

fn accepted_as(hash: String) -> Answer {
    let Answer::Accepted(receipt) = accepted() else { unreachable!() };
    Answer::Accepted(Receipt { hash, ..receipt })
}

#[test]
fn what_may_have_arrived_from_another_device_is_not_forgotten_when_it_is_taken() {
    let theirs = in_doubt("k1", RESULT);
    // What waits here was never on the wire: nobody was signed in.
    let mut officer = office();
    officer.fills_all();
    officer.sends("k2", "2026-06-13T08:00");
    officer.is_answered(refused(401), "2026-06-13T08:01");
    officer.does(Action::Offer(Ok(file(&theirs))));
    assert_eq!(offered(&officer), [Offered::Other]);
    officer.does(Action::Take(0));
    officer.does(Action::Tick(at("2026-06-13T08:02")));
    officer.opens("hang-thang", "2026-06");
    assert_eq!(result(&officer), RESULT);
    assert_eq!(officer.attempt().expect("on the wire").frozen.key, "k1", "it goes out again under its key");
}

#[test]
fn under_a_key_that_means_something_in_an_address_nothing_of_a_file_goes_out() {
    let officer = in_doubt("k1", RESULT);
    let file = file(&officer);
    let with_key = |key: &str| {
        let file = file.replace(r#""key":"k1""#, &format!(r#""key":"{key}""#));
        let mut other = office();
        other.does(Action::Offer(Ok(file)));
        let Some(Ok(backup)) = other.0.device.offer.clone() else { panic!("no backup") };
        backup.records[0].clone()
    };
    assert!(with_key("0b61-ZZ").outgoing().is_some());
    let long = "k".repeat(65);
    for key in ["", "../forget", "k1?x=1", "k1#", "k 1", "k%2e", &long] {
        let read = with_key(key);
        assert_eq!(read.outgoing(), None, "{key}");
        assert_eq!(read.draft(), *officer.work().draft, "what was typed is there");
        assert!(read.is_unsent());
    }
}

#[test]
fn what_is_in_doubt_here_and_there_waits_until_one_is_settled() {
    let mut officer = in_doubt("k2", "Đã tập huấn 4 lớp");
    let theirs = file(&in_doubt("k1", RESULT));
    officer.does(Action::Offer(Ok(theirs)));
    assert_eq!(offered(&officer), [Offered::Busy]);
    officer.does(Action::Take(0));
    assert_eq!(record(&officer).outgoing().expect("it waits").frozen.key, "k2");
    // It is settled here: then theirs may come.
    officer.does(Action::Tick(at("2026-06-13T09:00")));
    officer.is_answered(refused(422), "2026-06-13T09:01");
    assert_eq!(offered(&officer), [Offered::Other]);
    officer.does(Action::Take(0));
    assert_eq!(record(&officer).outgoing().expect("it goes out").frozen.key, "k1");
    // Nor does what another device has sent meanwhile, unless it was this.
    for (hash, is_in_doubt) in [("h".to_owned(), true), (sent_hash(&in_doubt("k2", "Đã tập huấn 4 lớp")), false)]
    {
        let mut officer = in_doubt("k2", "Đã tập huấn 4 lớp");
        let mut theirs = office();
        theirs.fills_all();
        theirs.sends("k1", "2026-06-13T08:00");
        theirs.is_answered(accepted_as(hash), "2026-06-13T08:01");
        officer.does(Action::Offer(Ok(file(&theirs))));
        officer.does(Action::Take(0));
        assert_eq!(record(&officer).receipts.len(), 1);
        assert_eq!(record(&officer).is_in_doubt(), is_in_doubt);
        officer.opens("hang-thang", "2026-06");
        officer.does(Action::Correct);
        officer.types(first_task(&officer), "result", RESULT);
        officer.sends("k3", "2026-06-13T08:05");
        let first = if is_in_doubt { "k2" } else { "k3" };
        assert_eq!(officer.attempt().expect("on the wire").frozen.key, first);
    }
    // A draft of another device takes nothing away that may have arrived from here.
    let mut officer = in_doubt("k2", "Đã tập huấn 4 lớp");
    let mut theirs = office();
    theirs.types(first_task(&theirs), "result", RESULT);
    theirs.is_kept();
    officer.does(Action::Offer(Ok(file(&theirs))));
    officer.does(Action::Take(0));
    assert!(record(&officer).is_in_doubt());
}

#[test]
fn what_went_out_before_of_a_file_is_what_is_shown_or_is_given_up() {
    // Taken back and changed; and changed and sent again, behind what may have arrived.
    let mut changed = in_doubt("k1", RESULT);
    changed.does(Action::Correct);
    changed.types(first_task(&changed), "result", "Đã tập huấn 4 lớp");
    changed.does(Action::Check);
    changed.does(Action::Clear);
    changed.does(Action::Restore(0));
    assert!(record(&changed).is_in_doubt() && record(&changed).outgoing().is_none());
    let mut again = changed.clone();
    again.sends("k2", "2026-06-13T08:05");
    assert!(again.outgoing().is_some_and(|outgoing| outgoing.before.is_some()));
    for officer in [changed, again] {
        let mut other = office();
        other.does(Action::Offer(Ok(file(&officer))));
        other.does(Action::Take(0));
        other.does(Action::Tick(at("2026-06-13T09:00")));
        other.opens("hang-thang", "2026-06");
        assert_eq!(other.outgoing(), None, "nothing goes out that is not shown");
        assert_eq!(result(&other), "Đã tập huấn 4 lớp");
        other.sends("k9", "2026-06-13T09:00");
        assert_eq!(other.attempt().expect("on the wire").frozen.key, "k9");
    }
}

#[test]
fn a_file_brings_neither_a_signature_nor_what_a_report_does_not_say() {
    let mut officer = office();
    officer.fills_all();
    officer.sends("k1", "2026-06-13T08:00");
    officer.is_answered(Answer::Signed("\"ab\"".to_owned()), "2026-06-13T08:00");
    officer.is_answered(lost(), "2026-06-13T08:01");
    let file = file(&officer);
    let taken = |file: String| {
        let mut other = office();
        other.does(Action::Offer(Ok(file)));
        other.does(Action::Take(0));
        other.opens("hang-thang", "2026-06");
        other
    };
    assert!(file.contains("signature"));
    let other = taken(file.clone());
    assert_eq!(other.outgoing().expect("it goes out").frozen.signature, None, "the signer is asked again");
    let (said, instead) = ("\\\"reporter\\\":", "\\\"remark\\\":\\\"x\\\",\\\"reporter\\\":");
    assert!(file.contains(said));
    let other = taken(file.replace(said, instead));
    assert_eq!(other.outgoing(), None, "it is a draft");
}

#[test]
fn an_older_file_does_not_take_a_receipt_away() {
    let mut officer = office();
    officer.fills_all();
    officer.is_kept();
    let before = file(&officer);
    officer.types(first_task(&officer), "result", RESULT);
    officer.sends("k1", "2026-06-13T08:00");
    officer.is_answered(accepted(), "2026-06-13T08:01");
    officer.does(Action::Offer(Ok(before)));
    officer.does(Action::Take(0));
    officer.opens("hang-thang", "2026-06");
    assert_eq!(record(&officer).receipts.len(), 1);
    assert!(record(&officer).is_unsent(), "it is a correction now");
    assert_eq!(record(&officer).next_revision(), 2);
}

#[test]
fn a_file_that_is_no_backup_says_why() {
    let mut officer = office();
    officer.types(first_task(&officer), "result", RESULT);
    officer.is_kept();
    let good = file(&officer);
    let owner = officer.0.owner().expect("an owner");
    let why = |text: &str| Backup::read(text, &owner).expect_err("no backup");
    for nothing in ["", "\u{feff}"] {
        assert_eq!(why(nothing), BackupError::Empty, "{nothing:?}");
    }
    let of_nothing = Backup::new(Vec::new(), "Kế hoạch".into(), "Phòng".into(), "2026-06-13T08:00:00+07:00".into());
    assert_eq!(why(&of_nothing.to_text()), BackupError::NoReports);
    for text in [" ", "null", "[]", "{}", "{", r#"{"format":"baocao-report/1"}"#, &good[..good.len() - 9], "\u{0}\u{1}"]
    {
        assert_eq!(why(text), BackupError::Foreign, "{text}");
    }
    assert_eq!(why(&good.replace("baocao-backup/1", "baocao-backup/2")), BackupError::TooNew);
    assert_eq!(why(&good.replace(r#""saved_at""#, r#""saved""#)), BackupError::Foreign);
    let other_plan = good.replace(r#""plan":"vp-ubnd-tinh-2025""#, r#""plan":"khac""#);
    assert!(
        matches!(why(&other_plan), BackupError::OtherPlan(title) if title.contains("Kế hoạch") || !title.is_empty())
    );
    let other_unit = good.replace(r#""unit":"phong-hanh-chinh-quan-tri""#, r#""unit":"phong-khac""#);
    assert_eq!(why(&other_unit), BackupError::OtherUnit("Phòng Hành chính - Quản trị".to_owned()));
    assert_eq!(why(&" ".repeat(20_000_001)), BackupError::TooLarge);
    officer.does(Action::Offer(Err(BackupError::TooLarge)));
    assert_eq!(officer.0.device.offer, Some(Err(BackupError::TooLarge)));
    // Whoever is logged in here has it now.
    let of_other = Backup::read(&good.replace(r#""user":"nva""#, r#""user":"ltb""#), &owner).expect("a backup");
    assert_eq!(of_other.records[0].key.user, "nva");
}

#[test]
fn what_a_page_keeps_waits_in_the_phase_it_had() {
    let officer = without_an_answer();
    let mut other = office();
    other.does(Action::Offer(Ok(file(&officer))));
    let Some(Ok(backup)) = &other.0.device.offer else { panic!("a backup") };
    assert_eq!(backup.records[0].outgoing().expect("on its way").phase, Phase::Queued);
}
