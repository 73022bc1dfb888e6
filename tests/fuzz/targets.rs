//! What is read, and what must hold of it.

use crate::run::fuzz;
use crate::support::at;
use crate::texts;
use baocao::delivery::{
    Answer, Backup, Envelope, Failure, Frozen, Lease, MOST_OF_HISTORY, Outgoing, Portion, Record, Refusal, Reply,
    ReportHistory, Wish, answers_hash, learned,
};
use baocao::finding::Severity;
use baocao::json::{Limits, Value, parse, read_text, to_canonical};
use baocao::report::Report;
use baocao::schedule::Instant;

/// What is made of a text is at most so many times as long: a control character of one byte is written in six.
const GROWS: usize = 6;
/// What is written though it was left out.
const ADDED: usize = 4_000;

pub fn is_bounded(read: &str, written: &str) {
    assert!(written.len() <= read.len() * GROWS + ADDED, "{} bytes became {}", read.len(), written.len());
}

#[test]
fn stored_records() {
    fuzz(&texts::records(), |text, _| {
        let Some(mut record) = Record::from_text(text) else { return false };
        let written = record.to_text();
        is_bounded(text, &written);
        assert_eq!(Record::from_text(&written).as_ref(), Some(&record));
        // What the interface asks of it.
        let draft = record.draft();
        assert!(record.versions().iter().all(|version| version.draft().edits().count() <= text.len()));
        let failure = record.outgoing().and_then(|outgoing| outgoing.phase.failure());
        let _ = (failure.map(|failure| failure.means()), record.outgoing().and_then(Outgoing::attempt));
        record.recover();
        record.queue(&answers_hash(&draft), || Frozen::new("k".into(), "{}".into(), answers_hash(&draft)));
        record.begin(Instant(i64::MAX));
        assert_eq!(Record::from_text(&record.to_text()).map(|again| again.draft()), Some(draft));
        true
    });
}

#[test]
fn backups() {
    let owner = texts::owner("b");
    fuzz(&texts::backups(), |text, _| {
        let Ok(backup) = Backup::read(text, &owner) else { return false };
        assert!(backup.records.iter().all(|record| record.key.owner() == owner), "they are this user's now");
        let written = backup.to_text();
        is_bounded(text, &written);
        assert_eq!(Backup::read(&written, &owner), Ok(backup));
        true
    });
}

#[test]
fn portions() {
    let (office, texts) = texts::portions();
    let key = office.0.draft_key(&office.work().duty).expect("a key");
    fuzz(&texts, |text, _| {
        let Ok(portion) = Portion::read(text, &key) else { return false };
        let written = portion.to_text();
        is_bounded(text, &written);
        assert_eq!(Portion::read(&written, &key).as_ref(), Ok(&portion));
        let compared = office.work().held_against(&portion);
        assert!(compared.len() <= portion.answers().count());
        true
    });
}

#[test]
fn answers_of_backends() {
    const STATUSES: [u16; 14] = [0, 101, 200, 201, 204, 302, 400, 401, 409, 412, 422, 429, 500, u16::MAX];
    let envelope = Envelope::at("data.attributes").expect("a way");
    fuzz(&texts::answers(), |text, chance| {
        let status = STATUSES[chance.next(STATUSES.len() as u64) as usize];
        let content_type =
            ["application/json", "text/html"].get(chance.next(3) as usize).map(|kind| (*kind).to_owned());
        let reply = Reply { status, content_type, body: text.to_owned(), ..Reply::default() };
        match envelope.open(reply.read("h".into(), "s".into())) {
            Answer::Accepted(receipt) => {
                assert!((200..300).contains(&status));
                is_bounded(text, &to_canonical(&receipt));
                receipt.number.is_some()
            }
            Answer::Failed(failure) => {
                let _ = (failure.means(), to_canonical(&failure));
                let Failure::Refused(problem) = failure else { return false };
                assert_eq!(problem.status, status);
                assert!(problem.errors.len() <= 200, "{} mistakes", problem.errors.len());
                let said =
                    problem.errors.iter().map(|error| &error.detail).chain(&problem.detail).chain(&problem.title);
                assert!(said.map(|words| words.chars().count()).all(|length| (1..=2_000).contains(&length)));
                assert!(problem.errors.iter().all(|error| error.at().is_some()), "{:?}", problem.errors);
                assert_eq!(Refusal::new(&problem).problem(), problem);
                !problem.errors.is_empty()
            }
            Answer::Signed(_) | Answer::HasFile(_) => panic!("nobody has signed or sent a file"),
        }
    });
}

#[test]
fn leases() {
    const WISHES: [Wish; 4] = [Wish::Have, Wish::Take, Wish::Seize, Wish::Give];
    let now = at("2026-06-13T08:00");
    fuzz(&texts::leases(), |text, chance| {
        let lease = Lease::from_text(text);
        let makes_sense = lease.is_some();
        let wish = WISHES[chance.next(4) as usize];
        let now = [now, Instant(i64::MIN), Instant(i64::MAX)][chance.next(3) as usize];
        let (_, wished) = Lease::wish(lease.as_ref(), "c", wish, now);
        for lease in lease.into_iter().chain(wished) {
            let written = lease.to_text();
            is_bounded(text, &written);
            assert_eq!(Lease::from_text(&written), Some(lease));
        }
        makes_sense
    });
}

#[test]
fn envelopes() {
    const REPORT: &str = r#"{"format":"baocao-report/1"}"#;
    let limits = Limits { bytes: 100_000, depth: 16 };
    fuzz(&texts::envelopes(), |text, chance| {
        let (way, with) = text.split_once(' ').unwrap_or((text, ""));
        let (Some(mut envelope), with) = (Envelope::at(way), parse(with, limits).ok()) else { return false };
        envelope.as_text = chance.next(2) == 0;
        let mut report = Frozen::new("k".into(), REPORT.into(), String::new());
        report.signature = (chance.next(2) == 0).then(|| "\"c2ln\"".into());
        let Some(body) = envelope.seal(&report, with.as_ref()) else { return false };
        is_bounded(text, &body);
        let root = parse(&body, Limits::default()).unwrap_or_else(|finding| panic!("{finding:?}: {body}"));
        assert_eq!(body.matches("baocao-report/1").count(), 1 + text.matches("baocao-report/1").count());
        assert!(matches!(root.value, Value::Object(_)));
        true
    });
}

#[test]
fn reports_at_the_receiver() {
    let limits = Limits { bytes: 5_000_000, ..Limits::default() };
    fuzz(&texts::reports(), |text, _| {
        let frozen = Frozen::new("k".into(), text.to_owned(), String::new());
        is_bounded(text, &frozen.revised(2, Some("BC-1")).payload);
        let Some(report) = read_text::<Report>(text, limits, Severity::Warning).value else { return false };
        let written = to_canonical(&report);
        is_bounded(text, &written);
        assert_eq!(read_text::<Report>(&written, limits, Severity::Error).value, Some(report));
        true
    });
}

#[test]
fn histories() {
    const AT: &str = "2026-06-13T08:00:00+07:00";
    let known = texts::known();
    fuzz(&texts::histories(), |text, chance| {
        let history = read_text::<ReportHistory>(text, MOST_OF_HISTORY, Severity::Warning).value;
        let Some(history) = history else { return false };
        let written = to_canonical(&history);
        is_bounded(text, &written);
        let again = read_text::<ReportHistory>(&written, MOST_OF_HISTORY, Severity::Error).value;
        assert_eq!(again.as_ref(), Some(&history));
        let before = vec![known[chance.next(known.len() as u64) as usize].clone()];
        let owner = texts::owner("nva");
        let Some(mut after) = learned(&before, &owner, &history, AT) else { return false };
        // What was typed is there, as it stands or to be brought back.
        let typed = |record: &Record| {
            let versions = record.versions();
            std::iter::once(record.draft()).chain(versions.iter().map(|version| version.draft())).collect::<Vec<_>>()
        };
        assert!(typed(&after[0]).contains(&before[0].draft()));
        assert!(after.iter().all(|record| record.key.owner() == owner));
        // Told twice is told once.
        assert_eq!(learned(&after, &owner, &history, AT), None);
        for record in &mut after {
            let read = Record::from_text(&record.to_text()).expect("a record");
            assert_eq!((read.reviewed(), read.receipts), (record.reviewed(), record.receipts.clone()));
            record.settle(Some("k9".to_owned()), AT.to_owned());
            record.settle(None, AT.to_owned());
        }
        assert!(typed(&after[0]).contains(&before[0].draft()));
        true
    });
}

#[test]
fn files_in_reports() {
    fuzz(&texts::reports_with_files(), |text, _| {
        let frozen = Frozen::new("k".into(), text.to_owned(), String::new()).with_its_files();
        assert_eq!(frozen.wants_files, frozen.missing_file().is_some());
        let Some((at, file)) = frozen.missing_file() else { return false };
        assert!(at.as_str().len() <= text.len() * 2 && file.sha256.len() <= text.len());
        true
    });
}
