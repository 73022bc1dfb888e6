//! Several processes before one folder of files.

use crate::client::{
    UNIT, age, begin, begin_with, hash, lies, named, piece, report, stands, token, try_piece, uploads,
};
use crate::support::{Answer, Receiver, folder};
use std::fs::File;
use std::iter::repeat_with;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

const OTHER_UNIT: &str = "xa-c";

fn start(data: &Path, own: PathBuf, further: &[&str]) -> Receiver {
    let mut command = Receiver::command(data);
    command.args(["--quiet", "--limit", "0"]).args(further);
    Receiver::spawn(command, own)
}

/// Two receivers before one database and one folder, each with a token of the unit.
fn two(further: &[&str]) -> [(Receiver, String); 2] {
    let data = folder();
    // What is dropped removes its folder: only the first has this one.
    [data.clone(), folder()].map(|own| {
        let receiver = start(&data, own, further);
        let token = token(&receiver, UNIT);
        (receiver, token)
    })
}

/// So many bytes that look like nothing else.
fn bytes(count: usize) -> Vec<u8> {
    (0..count).map(|at| b'a' + (at * 7_919 % 4_093 % 26) as u8).collect()
}

/// What somebody who uploads for a unit has locked.
fn lock_of(data: &Path, unit: &str) -> File {
    let place = data.join("files").join(format!("{}.lock", hash(unit.as_bytes())));
    File::options().write(true).open(place).unwrap()
}

#[test]
fn of_two_processes_that_bring_the_same_piece_one_appends_it() {
    const PIECE: usize = 100_000;
    let both = two(&[]);
    let all = bytes(60 * PIECE);
    let place = begin(&both[0].0, &both[0].1, &all).header("location").to_owned();
    for (at, part) in all.chunks(PIECE).enumerate() {
        let (from, to) = (at * PIECE, (at + 1) * PIECE);
        let is_last = to == all.len();
        // Whoever is told to come again does so.
        let sends = &|(receiver, token): &(Receiver, String)| {
            let sent = || piece(receiver, token, &place, (from, part, is_last));
            repeat_with(sent).find(|answer| answer.status != 503).unwrap()
        };
        let answers: [Answer; 2] = thread::scope(|scope| {
            let sent = both.each_ref().map(|one| scope.spawn(move || sends(one)));
            sent.map(|sent| sent.join().unwrap())
        });
        let mut told = answers.each_ref().map(stands);
        told.sort_unstable();
        let at = to.to_string();
        let expected = if is_last { [(204, &*at, "?1"); 2] } else { [(204, &*at, "?0"), (409, &*at, "?0")] };
        assert_eq!(told, expected);
    }
    let (receiver, token) = &both[1];
    assert!(receiver.get(&place, &[("Authorization", token)]).body.as_bytes() == all);
}

#[test]
fn what_a_process_had_written_when_it_died_another_one_goes_on_from() {
    const PIECE: usize = 200_000;
    let [(mut dies, its_token), (lives, token)] = two(&[]);
    let all = bytes(30 * PIECE);
    let place = begin(&dies, &its_token, &all).header("location").to_owned();
    let part = lies(&dies.data, UNIT, &format!("{}.{}.part", hash(&all), all.len()));
    let length = || std::fs::metadata(&part).unwrap().len() as usize;
    let url = dies.url.clone();
    thread::scope(|scope| {
        let (all, place, its_token) = (&all, &place, &its_token);
        scope.spawn(move || {
            let sent = |at: usize| try_piece(&url, its_token, place, (at * PIECE, &all[at * PIECE..][..PIECE], false));
            (0..30).take_while(|at| sent(*at).is_some()).count()
        });
        let end = Instant::now() + Duration::from_secs(20);
        while length() < 5 * PIECE {
            assert!(Instant::now() < end, "nothing comes");
        }
        dies.kill();
    });
    let arrived = length();
    let begun = begin(&lives, &token, &all);
    assert_eq!(stands(&begun), (201, &*arrived.to_string(), "?0"), "its lock died with it");
    for at in (arrived..all.len()).step_by(PIECE) {
        let to = all.len().min(at + PIECE);
        assert_eq!(piece(&lives, &token, &place, (at, &all[at..to], to == all.len())).status, 204);
    }
    assert!(lives.get(&place, &[("Authorization", &token)]).body.as_bytes() == all);
}

#[test]
fn who_does_not_get_the_lock_is_told_to_come_again() {
    let [(receiver, token), (other, its_token)] = two(&[]);
    let place = begin(&receiver, &token, b"0123456789").header("location").to_owned();
    let lock = lock_of(&receiver.data, UNIT);
    lock.lock().unwrap();
    for busy in [
        begin(&other, &its_token, b"0123456789"),
        piece(&receiver, &token, &place, (0, b"01234", false)),
        piece(&other, &its_token, &place, (0, b"0123456789", true)),
    ] {
        assert_eq!((busy.status, busy.problem().0.as_str(), busy.header("retry-after")), (503, "busy", "2"));
    }
    // Another unit is not held up.
    uploads(&other, &self::token(&other, OTHER_UNIT), b"khac");
    lock.unlock().unwrap();
    assert_eq!(stands(&piece(&other, &its_token, &place, (0, b"0123456789", true))), (204, "10", "?1"));
}

#[test]
fn what_no_report_names_has_a_bound_over_all_processes() {
    let [(one, token), (other, its_token)] = two(&["--file-quota", "1"]);
    let [large, middle, small, more] = [600_000, 500_000, 400_000, 300_000].map(bytes);
    uploads(&one, &token, &large);
    let refused = begin(&other, &its_token, &middle);
    assert_eq!((refused.status, refused.problem().0.as_str()), (413, "over-quota"));
    let detail = refused.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("đã dùng 600 KB, tối đa 1 MB"), "{detail}");
    let english = begin_with(&other, &its_token, &middle, &[("Accept-Language", "en")]).json();
    let detail = english["detail"].as_str().unwrap();
    assert!(detail.contains("600 KB are used, 1 MB is the most"), "{detail}");
    // Each of two fits when it begins; only one still fits when it comes.
    let first = begin(&one, &token, &small).header("location").to_owned();
    let second = begin(&other, &its_token, &more).header("location").to_owned();
    assert_eq!(piece(&one, &token, &first, (0, &small, true)).status, 204);
    let refused = piece(&other, &its_token, &second, (0, &more, true));
    assert_eq!((refused.status, refused.problem().0.as_str()), (413, "over-quota"));
    // Another unit has a bound of its own.
    uploads(&other, &self::token(&other, OTHER_UNIT), &middle);
    // What a report names does not count.
    let taken = one.send(&token, "1", &report(named(&one, &large)).to_string());
    assert_eq!(taken.status, 201, "{}", taken.body);
    assert_eq!(stands(&piece(&other, &its_token, &second, (0, &more, true))), (204, "300000", "?1"));
    assert_eq!(begin(&one, &token, &middle).status, 413);
    assert_eq!(begin(&one, &token, &large).status, 200, "what is here takes no room");
}

#[test]
fn no_more_comes_than_was_announced() {
    let [(receiver, token), _] = two(&[]);
    let place = begin(&receiver, &token, b"0123").header("location").to_owned();
    let longer = piece(&receiver, &token, &place, (0, b"0123456789", true));
    assert_eq!((longer.status, longer.problem().0.as_str()), (400, "inconsistent-upload-length"));
    assert_eq!(stands(&piece(&receiver, &token, &place, (0, b"01", false))), (204, "2", "?0"));
    // A hash has one length: under another one it begins anew.
    let anew = begin_with(&receiver, &token, b"0123", &[("Upload-Length", "5")]);
    assert_eq!(stands(&anew), (201, "0", "?0"));
    assert_eq!(stands(&piece(&receiver, &token, &place, (0, b"0123", true))), (204, "4", "?1"));
}

#[test]
fn who_sweeps_leaves_a_unit_alone_that_uploads_and_takes_what_is_empty_with_it() {
    let [(receiver, token), _] = two(&[]);
    let data = receiver.data.clone();
    let other_token = self::token(&receiver, OTHER_UNIT);
    let place = begin(&receiver, &token, b"0123456789").header("location").to_owned();
    assert_eq!(stands(&piece(&receiver, &token, &place, (0, b"01234", false))).1, "5");
    uploads(&receiver, &other_token, b"given up");
    let part = lies(&data, UNIT, &format!("{}.10.part", hash(b"0123456789")));
    let given_up = lies(&data, OTHER_UNIT, &hash(b"given up"));
    age(&part, 31);
    age(&given_up, 31);

    let sweeps = || {
        let mut sweeping = start(&data, folder(), &[]);
        assert_eq!(sweeping.get("/healthz", &[]).status, 200);
        sweeping.terminate();
        // It ends what it has begun.
        assert!(sweeping.wait().success());
    };
    let lock = lock_of(&data, UNIT);
    lock.lock().unwrap();
    sweeps();
    assert!(part.exists() && !given_up.exists() && !given_up.parent().unwrap().exists());
    lock.unlock().unwrap();
    // The upload goes on as if nothing had been.
    assert_eq!(stands(&piece(&receiver, &token, &place, (5, b"56789", true))), (204, "10", "?1"));
    uploads(&receiver, &other_token, b"given up");

    let whole = lies(&data, UNIT, &hash(b"0123456789"));
    age(&whole, 31);
    sweeps();
    assert!(!whole.exists() && !whole.parent().unwrap().exists() && given_up.exists());
    // Whoever has its lock already still has the one that counts.
    lock.lock().unwrap();
    assert_eq!(begin(&receiver, &token, b"0123456789").status, 503);
    lock.unlock().unwrap();
    uploads(&receiver, &token, b"0123456789");
}
