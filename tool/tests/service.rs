//! The receiver as those meet it who run it: what it logs, how much it takes, whether it is well, how it stops, and
//! what it does while its database is away.

#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

mod support;

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Read;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};
use support::postgres::{Cluster, signal};
use support::site::Site;
use support::{ON_TIME, PLAN, Receiver, UNIT, body, folder, revised};

#[test]
fn each_request_and_each_report_is_one_line_without_secrets() {
    let data = folder();
    let mut command = Receiver::command(&data);
    command.stderr(Stdio::piped());
    let mut receiver = Receiver::spawn(command, data);
    let mut log = receiver.program.stderr.take().unwrap();
    let token = receiver.token_for(UNIT, ON_TIME);
    assert_eq!(receiver.send(&token, "secret-key", &body()).status, 201);
    assert_eq!(receiver.get(&format!("/api/reports?plan={PLAN}&token=x"), &[]).status, 401);
    assert_eq!(receiver.get("/healthz", &[]).status, 200);
    receiver.terminate();
    assert!(receiver.wait().success());
    let mut said = String::new();
    log.read_to_string(&mut said).unwrap();

    let lines: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |what: &str| lines.iter().filter(|line| line["message"] == what).cloned().collect::<Vec<_>>();
    let [kept] = &of("report kept")[..] else { panic!("{said}") };
    assert_eq!((&kept["number"], &kept["unit"], &kept["level"]), (&json!("BC-000001"), &json!(UNIT), &json!("INFO")));
    assert!(kept["timestamp"].as_str().unwrap().ends_with('Z'), "{kept}");
    let requests: Vec<String> = of("request")
        .iter()
        .map(|line| {
            format!("{} {} {}", line["method"].as_str().unwrap(), line["path"].as_str().unwrap(), line["status"])
        })
        .collect();
    let expected = ["POST /api/demo-token 200", "POST /api/reports 201", "GET /api/reports 401"];
    assert_eq!(requests, expected, "health that is well is not logged");
    assert!(of("request").iter().all(|line| line["ms"].is_u64()));
    for secret in [token.strip_prefix("Bearer ").unwrap(), "secret-key", "token=x", "Nghị quyết"] {
        assert!(!said.contains(secret), "{secret} in {said}");
    }
}

#[test]
fn who_sends_too_much_is_asked_to_wait_and_nobody_else() {
    let receiver = Receiver::start_with(folder(), &["--limit", "5"]);
    let (token, other) = (receiver.token_for(UNIT, ON_TIME), receiver.token_for(UNIT, ON_TIME));
    let list = |token: &str| receiver.get("/api/reports", &[("Authorization", token)]);
    assert_eq!([0; 5].map(|_| list(&token).status), [200; 5]);
    let refused = list(&token);
    assert_eq!((refused.status, refused.problem().0.as_str()), (429, "too-many-requests"));
    let wait: u64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    assert_eq!(list(&other).status, 200);
    // Tokens that are made up count for the address, and so do the two by which the tokens were had.
    let made_up: Vec<u16> = (0..5).map(|nth| list(&format!("Bearer {nth}{nth}{nth}")).status).collect();
    assert_eq!(made_up, [401, 401, 401, 429, 429]);
    // Pages and health are not counted.
    assert_eq!((receiver.get("/", &[]).status, receiver.get("/healthz", &[]).status), (200, 200));
}

#[test]
fn a_database_that_comes_back_needs_no_restart_of_the_receiver() {
    let Some(cluster) = Cluster::start().map(Arc::new) else { return };
    let site = Site::on(Arc::clone(&cluster));
    let receiver = site.start();
    let token = receiver.token_for(UNIT, ON_TIME);
    assert_eq!(receiver.send(&token, "before", &body()).status, 201);
    assert_eq!(receiver.get("/healthz", &[]).status, 200);

    cluster.kill();
    let away = receiver.send(&token, "meanwhile", &revised(2));
    assert_eq!((away.status, away.problem().0.as_str()), (503, "unavailable"));
    assert_eq!(away.header("retry-after"), "5");
    let unwell = receiver.get("/healthz", &[]);
    assert_eq!((unwell.status, unwell.problem().0.as_str()), (503, "unavailable"));
    assert_eq!(receiver.get("/", &[]).status, 200, "pages need no database");

    cluster.restart();
    assert_eq!(receiver.get("/healthz", &[]).status, 200);
    assert_eq!(receiver.send(&token, "meanwhile", &revised(2)).status, 201);
    assert_eq!(receiver.send(&token, "before", &body()).status, 200);
    assert_eq!(site.rows().len(), 2);
}

#[test]
fn a_database_that_hangs_is_not_waited_for_beyond_the_patience_of_the_form() {
    let Some(cluster) = Cluster::start().map(Arc::new) else { return };
    let site = Site::on(Arc::clone(&cluster));
    let receiver = site.start();
    let token = receiver.token_for(UNIT, ON_TIME);
    assert_eq!(receiver.send(&token, "before", &body()).status, 201);

    let stopped = cluster.freeze();
    let start = Instant::now();
    let hangs = receiver.send(&token, "meanwhile", &revised(2));
    let took = start.elapsed();
    assert!(signal("-CONT", &stopped));
    assert_eq!((hangs.status, hangs.problem().0.as_str()), (503, "unavailable"));
    assert!(took < Duration::from_secs(30), "{took:?}");
    // It was taken after all or was not: the same key leads to one report.
    assert!([200, 201].contains(&receiver.send(&token, "meanwhile", &revised(2)).status));
    assert_eq!(site.rows().len(), 2);
}

#[test]
fn a_signal_in_the_midst_of_reports_loses_none_that_was_accepted() {
    for site in Site::each() {
        let mut receiver = site.start();
        let (token, stopped, next) = (receiver.token_for(UNIT, ON_TIME), AtomicBool::new(false), AtomicU32::new(1));
        let url = format!("{}/api/reports", receiver.url);
        // Each sends one report after the other until nobody answers.
        let send = |sender: usize| -> Vec<String> {
            let mut accepted = Vec::new();
            for nth in 0.. {
                let key = format!("{sender}-{nth}");
                let request = Receiver::agent().post(&url).content_type("application/json");
                let request = request.header("Authorization", &token).header("Idempotency-Key", &key);
                match request.send(&revised(next.fetch_add(1, Ordering::SeqCst))) {
                    Ok(answer) if answer.status() == 201 => accepted.push(key),
                    // Another sender's later revision was there first.
                    Ok(answer) if answer.status() == 409 => {}
                    Ok(answer) => panic!("{}", answer.status()),
                    Err(_) => break,
                }
            }
            assert!(stopped.load(Ordering::SeqCst), "nobody answers, though nobody was told to stop");
            accepted
        };
        let accepted: Vec<String> = std::thread::scope(|scope| {
            let senders: Vec<_> = (0..8).map(|sender| scope.spawn(move || send(sender))).collect();
            let start = Instant::now();
            while site.rows().len() < 20 {
                assert!(start.elapsed() < Duration::from_secs(30), "no reports arrive");
            }
            stopped.store(true, Ordering::SeqCst);
            receiver.terminate();
            senders.into_iter().flat_map(|sender| sender.join().unwrap()).collect()
        });
        assert!(receiver.wait().success(), "{site:?}");
        let kept: BTreeSet<String> = site.rows().into_iter().map(|(key, ..)| key).collect();
        let lost: Vec<_> = accepted.iter().filter(|key| !kept.contains(*key)).collect();
        assert!(accepted.len() >= 12 && lost.is_empty(), "{site:?}: {} accepted, lost {lost:?}", accepted.len());
        // Whoever was in flight got an answer: what is kept was said to be kept.
        assert_eq!(kept.len(), accepted.len(), "{site:?}");
    }
}
