//! One report, filled in by several colleagues on several devices.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::delivery::{BackupError, Cause, PortionError};
use baocao::plan::{FieldId, TaskId};
use baocao::report::{EvidenceFile, Part, Raw, RawEvidence};
use baocao::state::{Action, Held, Joined, PortionStep};
use support::officer::{Officer, record};

fn task(id: &str) -> Part {
    Part::Entry(TaskId::new(id).expect("an id"))
}

fn field(key: &str) -> FieldId {
    FieldId::new(key).expect("an id")
}

/// An officer who fills in May.
fn may() -> Officer {
    let mut officer = Officer::of("vi-du-so-lieu", "doan-xa-b", "2026-06-02T08:00");
    officer.opens("thang", "2026-05");
    officer
}

fn panel_of(officer: &Officer, part: &Part) -> usize {
    let work = officer.work();
    let place = work.form.parts.iter().position(|form| form.part == *part).expect("a part");
    work.panels.iter().position(|panel| panel.parts.contains(&place)).expect("a panel")
}

/// The file of some tasks.
fn file(officer: &Officer, parts: &[Part]) -> String {
    let panels: Vec<usize> = parts.iter().map(|part| panel_of(officer, part)).collect();
    officer.0.portion(&panels, " Lò Văn Ứng ", "Báo cáo tháng · Tháng 5/2026".to_owned()).expect("a part").to_text()
}

fn opens(officer: &mut Officer, file: &str) {
    officer.does(PortionStep::offer(Ok(file.to_owned())));
}

fn refused(officer: &mut Officer, file: &str) -> PortionError {
    opens(officer, file);
    let offer = officer.work().beside().and_then(|beside| beside.offer.clone()).expect("an answer");
    offer.expect_err("it is no part of this report")
}

fn said(officer: &Officer, part: &Part, key: &str) -> String {
    officer.work().draft.get(part, &field(key)).map(|raw| raw.text().to_owned()).unwrap_or_default()
}

/// How the answers of the file stand to those here.
fn compared(officer: &Officer) -> Vec<(String, Held)> {
    let offer = officer.work().offer().expect("an offer");
    let all = officer.work().held_against(&offer.portion).into_iter();
    all.map(|one| (one.theirs.field.to_string(), one.held)).collect()
}

fn joined(officer: &Officer) -> Joined {
    officer.work().beside().and_then(|beside| beside.joined.clone()).expect("what came of it")
}

#[test]
fn what_is_only_there_is_taken_and_of_two_answers_the_officer_chooses() {
    let mut theirs = may();
    theirs.types(task("tap-huan"), "status", "done");
    theirs.types(task("tap-huan"), "result", "Đã mở 2 lớp");
    theirs.types(task("tap-huan"), "nam", "1.250");
    theirs.types(task("doan-vien"), "result", "Không chuyển");
    let text = file(&theirs, &[task("tap-huan")]);
    assert!(text.contains(r#""format":"baocao-portion/1""#) && !text.contains("Không chuyển"), "{text}");

    let mut mine = may();
    mine.types(task("tap-huan"), "status", "in-progress");
    mine.types(task("tap-huan"), "nam", "1250");
    mine.types(task("doan-vien"), "result", "Của tôi");
    opens(&mut mine, &text);
    let offer = mine.work().offer().expect("an offer");
    assert_eq!(offer.portion.made_by.as_deref(), Some("Lò Văn Ứng"));
    assert!(offer.portion.made_at.starts_with("2026-06-02T08:00"));
    let expected = [("status", Held::Other), ("result", Held::New), ("nam", Held::Same)];
    assert_eq!(compared(&mine), expected.map(|(id, held)| (id.to_owned(), held)));

    let mut keeps = mine.clone();
    keeps.does(PortionStep::join());
    assert_eq!(said(&keeps, &task("tap-huan"), "status"), "in-progress", "nothing goes over it unasked");
    assert_eq!(said(&keeps, &task("tap-huan"), "result"), "Đã mở 2 lớp");
    assert_eq!(said(&keeps, &task("tap-huan"), "nam"), "1250");
    assert_eq!(said(&keeps, &task("doan-vien"), "result"), "Của tôi");
    assert_eq!(joined(&keeps), Joined { taken: 1, missing: Vec::new() });

    let status = mine.work().held_against(&mine.work().offer().expect("an offer").portion);
    let nth = status.iter().find(|one| one.held == Held::Other).expect("the status").nth;
    mine.does(PortionStep::prefer(Some(nth), true));
    mine.does(PortionStep::prefer(None, false));
    assert!(mine.work().offer().expect("an offer").theirs.is_empty());
    mine.does(PortionStep::prefer(None, true));
    mine.does(PortionStep::join());
    assert_eq!(said(&mine, &task("tap-huan"), "status"), "done");
    assert_eq!(joined(&mine).taken, 2);
    assert!(mine.work().offer().is_none());

    // All of it can be had back.
    let versions = record(&mine).versions();
    assert_eq!(versions.last().map(|version| version.cause), Some(Cause::Joined));
    mine.does(Action::Restore(versions.len() - 1));
    assert_eq!(said(&mine, &task("tap-huan"), "status"), "in-progress");
    assert_eq!(said(&mine, &task("tap-huan"), "result"), "");
}

#[test]
fn the_same_file_twice_has_nothing_new() {
    let mut theirs = may();
    theirs.types(task("tap-huan"), "result", "Đã mở 2 lớp");
    let text = file(&theirs, &[task("tap-huan")]);
    let mut mine = may();
    opens(&mut mine, &text);
    mine.does(PortionStep::join());
    let versions = record(&mine).versions().len();
    opens(&mut mine, &text);
    assert_eq!(compared(&mine), [("result".to_owned(), Held::Same)]);
    mine.does(PortionStep::join());
    assert_eq!((joined(&mine).taken, record(&mine).versions().len()), (0, versions), "nothing was replaced");
    mine.does(PortionStep::close());
    assert!(mine.work().beside().is_some_and(|beside| beside.offer.is_none() && beside.joined.is_none()));
}

#[test]
fn that_there_is_nothing_to_report_does_not_go_over_what_was_typed() {
    let mut theirs = may();
    theirs.types(task("tap-huan"), "nil", "yes");
    theirs.types(task("tap-huan"), "nil_reason", "Không có lớp nào");
    let text = file(&theirs, &[task("tap-huan")]);
    let mut mine = may();
    mine.types(task("tap-huan"), "result", "Đã mở 2 lớp");
    opens(&mut mine, &text);
    assert_eq!(compared(&mine)[0], ("nil".to_owned(), Held::Other));
    // And the other way: theirs has something where I have said that there is nothing.
    let back = file(&mine, &[task("tap-huan")]);
    opens(&mut theirs, &back);
    assert_eq!(compared(&theirs), [("nil".to_owned(), Held::Other), ("result".to_owned(), Held::New)]);
    theirs.does(PortionStep::prefer(None, true));
    theirs.does(PortionStep::join());
    assert_eq!(said(&theirs, &task("tap-huan"), "nil"), "");
    assert_eq!(said(&theirs, &task("tap-huan"), "result"), "Đã mở 2 lớp");
}

#[test]
fn a_file_of_something_else_is_refused_with_its_reason() {
    let mut theirs = may();
    theirs.types(task("tap-huan"), "result", "Đã mở 2 lớp");
    let text = file(&theirs, &[task("tap-huan")]);
    let mut june = Officer::of("vi-du-so-lieu", "doan-xa-b", "2026-06-02T08:00");
    june.opens("thang", "2026-06");
    assert_eq!(refused(&mut june, &text), PortionError::OtherReport("Báo cáo tháng · Tháng 5/2026".to_owned()));
    let mut mine = may();
    let other = |key: &str, from: &str, to: &str| {
        let (from, to) = (format!("\"{key}\":\"{from}\""), format!("\"{key}\":\"{to}\""));
        assert!(text.contains(&from), "{text}");
        text.replace(&from, &to)
    };
    let unit = refused(&mut mine, &other("unit", "doan-xa-b", "doan-xa-c"));
    assert!(matches!(&unit, PortionError::OtherUnit(name) if name.contains("xã B")), "{unit:?}");
    let plan = refused(&mut mine, &other("plan", "vi-du-so-lieu", "ke-hoach-khac"));
    assert!(matches!(&plan, PortionError::OtherPlan(title) if !title.is_empty()), "{plan:?}");
    let newer = refused(&mut mine, &other("format", "baocao-portion/1", "baocao-portion/2"));
    assert_eq!(newer, PortionError::TooNew("baocao-portion/2".to_owned()));
    theirs.is_kept();
    let backup = theirs.0.backup(&[record(&theirs)]).expect("a backup").to_text();
    assert_eq!(refused(&mut mine, &backup), PortionError::IsBackup);
    assert_eq!(refused(&mut mine, "{}"), PortionError::Foreign);
    assert_eq!(refused(&mut mine, "không phải JSON"), PortionError::Foreign);
    assert_eq!(refused(&mut mine, "\u{feff}"), PortionError::File(BackupError::Empty));
    let large = " ".repeat(baocao::delivery::MOST_BYTES + 1);
    assert_eq!(refused(&mut mine, &large), PortionError::File(BackupError::TooLarge));
    // And the other way round.
    mine.does(Action::Device);
    mine.does(Action::Offer(Ok(text)));
    assert_eq!(mine.0.device.offer, Some(Err(BackupError::Foreign)));
}

#[test]
fn who_reports_is_never_a_colleagues_part() {
    let mut theirs = may();
    theirs.types(task("tap-huan"), "result", "Đã mở 2 lớp");
    theirs.types(Part::Reporter, "name", "Người khác");
    let panels: Vec<usize> = (0..theirs.work().panels.len()).collect();
    let text = theirs.0.portion(&panels, "", String::new()).expect("a part").to_text();
    assert!(!text.contains("Người khác") && !text.contains("made_by"), "{text}");
    // Nor by a file that was changed by hand: not who, not the marks, and no answer twice.
    let answer = r#"{"field":"result","part":{"entry":"tap-huan"},"raw":{"text":"Đã mở 2 lớp"}}"#;
    assert!(text.contains(answer), "{text}");
    let more = [
        answer,
        &answer.replace("2 lớp", "9 lớp"),
        r#"{"field":"name","part":"reporter","raw":{"text":"Người khác"}}"#,
        r#"{"field":"nil","part":"whole","raw":{"text":"yes"}}"#,
    ];
    let mut mine = may();
    opens(&mut mine, &text.replace(answer, &more.join(",")));
    mine.does(PortionStep::prefer(None, true));
    mine.does(PortionStep::join());
    assert_eq!(said(&mine, &task("tap-huan"), "result"), "Đã mở 2 lớp");
    assert_eq!((said(&mine, &Part::Reporter, "name"), said(&mine, &Part::Whole, "nil")), Default::default());
}

#[test]
fn files_that_only_the_other_device_has_are_named() {
    let file_of = |name: &str, hash: char, url: Option<&str>| {
        RawEvidence::of_file(&EvidenceFile {
            name: name.to_owned(),
            r#type: "application/pdf".to_owned(),
            size: 3,
            sha256: hash.to_string().repeat(64),
            url: url.map(str::to_owned),
            data: None,
        })
    };
    let office = || {
        let mut officer = Officer::of("vi-du-che-do-bao-cao", "xa-b", "2026-05-15T08:00");
        let duty = officer.0.duties.first().cloned().expect("a duty");
        officer.does(Action::Open(duty));
        officer
    };
    let mut theirs = office();
    let form = theirs.work().form.clone();
    let part = form.parts.iter().find(|part| part.field("evidence").is_some()).expect("evidence").part.clone();
    let rows = vec![
        file_of("chi-o-may-kia.pdf", 'a', None),
        file_of("da-gui.pdf", 'b', Some("https://x.test/b")),
        file_of("cung-co.pdf", 'c', None),
    ];
    theirs.enters(part.clone(), "evidence", Raw::Evidence(rows));
    let text = file(&theirs, std::slice::from_ref(&part));
    let mut mine = office();
    mine.enters(part.clone(), "evidence", Raw::Evidence(vec![file_of("cung-co.pdf", 'c', None)]));
    opens(&mut mine, &text);
    mine.does(PortionStep::prefer(None, true));
    mine.does(PortionStep::join());
    assert_eq!(joined(&mine), Joined { taken: 1, missing: vec!["chi-o-may-kia.pdf".to_owned()] });
}

#[test]
fn what_nobody_has_confirmed_there_waits_to_be_confirmed_here() {
    let mut theirs = Officer::of("vi-du-so-lieu", "doan-xa-b", "2026-06-02T08:00");
    theirs.opens("thang", "2026-05");
    theirs.fills_all();
    theirs.types(task("tap-huan"), "result", "Đã mở 2 lớp");
    theirs.sends("k1", "2026-06-02T08:01");
    theirs.is_answered(support::officer::accepted(), "2026-06-02T08:02");
    theirs.opens("thang", "2026-06");
    theirs.does(Action::CarryOver(None));
    theirs.types(task("tap-huan"), "status", "done");
    let text = file(&theirs, &[task("tap-huan")]);
    let mut mine = Officer::of("vi-du-so-lieu", "doan-xa-b", "2026-06-02T08:00");
    mine.opens("thang", "2026-06");
    opens(&mut mine, &text);
    mine.does(PortionStep::join());
    let carried = mine.work().findings().filter(|finding| finding.code.key() == "carried");
    assert_eq!(carried.map(|finding| finding.at.to_string()).collect::<Vec<_>>(), ["/entries/0/values/result"]);
}
