//! What is kept, by SQLite and by PostgreSQL alike: each behaviour before both, by real processes. Where there is no
//! PostgreSQL, SQLite alone.

#![cfg(unix)]
#![allow(clippy::unwrap_used)] // a test may panic

mod support;

use baocao::json::{hash, to_canonical};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use support::site::Site;
use support::{Answer, ON_TIME, PLAN, Receiver, UNIT, body, folder, report};

const HISTORY: &str = "/api/history?plan=vp-ubnd-tinh-2025&unit=phong-hanh-chinh-quan-tri";

fn office(receiver: &Receiver) -> String {
    receiver.token(json!({"plan": PLAN, "consolidator": true, "as_of": "2026-06-12"}))
}

fn review(receiver: &Receiver, token: &str, number: &str, review: &Value) -> Answer {
    receiver.post(&format!("/api/reports/{number}/reviews"), &[("Authorization", token)], &review.to_string())
}

/// The report with a revision and a text of its own.
fn revision(revision: u32) -> String {
    let mut report = report(ON_TIME);
    report.revision = revision;
    to_canonical(&report)
}

#[test]
fn a_report_is_taken_once_and_kept_as_sent() {
    for site in Site::each() {
        let receiver = site.start();
        let (token, sent) = (receiver.token_for(UNIT, ON_TIME), body());
        let first = receiver.send(&token, "k-1", &sent);
        assert_eq!(first.status, 201, "{site:?}: {}", first.body);
        let receipt = first.json();
        assert_eq!((&receipt["number"], &receipt["late"]), (&json!("BC-000001"), &json!(false)));
        let again = receiver.send(&token, "k-1", &sent);
        assert_eq!((again.status, again.json()), (200, receipt));
        let reused = receiver.send(&token, "k-1", &revision(2));
        assert_eq!(reused.problem().0, "idempotency-key-reused");
        // What is refused leaves nothing behind, and takes no number away.
        assert_eq!(receiver.send(&token, "k-2", &sent.replace("2026-06\"", "2026-13\"")).status, 422);
        assert_eq!(receiver.send(&token, "k-2", &revision(2)).json()["number"], "BC-000002");

        let auth = [("Authorization", token.as_str())];
        assert_eq!(receiver.get("/api/reports/BC-000001", &auth).body, sent);
        let list = receiver.get(&format!("/api/reports?plan={PLAN}"), &auth).json();
        let numbers: Vec<_> = list.as_array().unwrap().iter().map(|one| one["number"].clone()).collect();
        assert_eq!(numbers, ["BC-000001", "BC-000002"]);
        let all = receiver.get(&format!("/api/reports?plan={PLAN}"), &[("Authorization", &office(&receiver))]).json();
        assert_eq!(all, list, "of one unit or of all");
        assert_eq!(site.rows()[0], ("k-1".to_owned(), hash(&sent), sent));
        assert_eq!(receiver.get("/healthz", &[]).status, 200);
    }
}

#[test]
fn the_very_bytes_are_kept_with_their_signature() {
    for site in Site::each() {
        let receiver = site.start();
        let token = receiver.token_for(UNIT, ON_TIME);
        // As no form writes it: keys that this version does not know, blanks, escapes.
        let sent = body().replacen('{', "{ \"x-sealed\": \"\\u0000\",\n\t\"mood\":1e2, ", 1) + "\n";
        let signature = r#"{"format":"CAdES","value":"MIIB/+=="}"#;
        let send = |key: &str, signature: &str, sent: &str| {
            let headers =
                [("Authorization", token.as_str()), ("Idempotency-Key", key), ("Report-Signature", signature)];
            receiver.post("/api/reports", &headers, sent)
        };
        let first = send("k", signature, &sent);
        assert_eq!((first.status, &first.json()["hash"]), (201, &json!(hash(&sent))), "{site:?}: {}", first.body);
        assert_eq!(site.rows(), [("k".to_owned(), hash(&sent), sent.clone())], "{site:?}");
        // A retry changes nothing, whatever is beside it now.
        assert_eq!(receiver.send(&token, "k", &sent).json(), first.json());
        assert_eq!(send("k", "other", &sent).json(), first.json());
        let read = receiver.get("/api/reports/BC-000001", &[("Authorization", &office(&receiver))]);
        assert_eq!((read.body.as_str(), read.header("report-signature")), (sent.as_str(), signature), "{site:?}");
        let table = receiver.get("/api/reports/BC-000001.csv", &[("Authorization", &token)]);
        assert!(table.status == 200 && table.body.contains("Đã phổ biến"), "{site:?}: {}", table.body);
        // The same said in other bytes is something else.
        assert_eq!(send("k", signature, &body()).problem().0, "idempotency-key-reused");

        // What cannot be given back as it came is refused.
        for signature in ["", "chữ ký"] {
            let refused = send("k-2", signature, &revision(2));
            assert_eq!((refused.status, refused.problem().0.as_str()), (400, "signature-malformed"), "{site:?}");
        }
        assert_eq!(receiver.send(&token, "k-2", &revision(2)).status, 201);
        let unsigned = receiver.get("/api/reports/BC-000002", &[("Authorization", &token)]);
        assert_eq!((unsigned.body.as_str(), unsigned.header("report-signature")), (revision(2).as_str(), ""));
    }
}

#[test]
fn a_report_is_returned_revised_approved_and_locked() {
    for site in Site::each() {
        let receiver = site.start();
        let (unit, office) = (receiver.token_for(UNIT, ON_TIME), office(&receiver));
        let auth = [("Authorization", unit.as_str())];
        let states = || {
            let told = receiver.get(HISTORY, &auth).json();
            assert_eq!(told["format"], "baocao-history/1");
            let reports = told["reports"].as_array().unwrap().clone();
            reports.iter().map(|one| one["state"].as_str().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(receiver.send(&unit, "k1", &revision(1)).status, 201);
        assert_eq!(states(), "submitted");

        let remark = json!({"pointer": "/entries/0/values/result", "detail": "Nêu rõ số liệu, nguồn số liệu."});
        let returned = json!({"state": "returned", "remarks": [remark]});
        assert_eq!(review(&receiver, &unit, "BC-000001", &returned).problem().0, "foreign-unit");
        let answer = review(&receiver, &office, "BC-000001", &returned);
        assert_eq!((answer.status, &answer.json()["state"]), (201, &json!("returned")), "{}", answer.body);
        assert_eq!(states(), "returned");
        let told = receiver.get(HISTORY, &auth).json()["reports"][0].clone();
        assert_eq!((&told["remarks"], &told["reviewed_at"]), (&json!([remark]), &json!("2026-06-12T12:00:00+07:00")));
        assert_eq!((&told["url"], &told["revision"]), (&json!("/api/reports/BC-000001"), &json!(1)));
        assert_eq!(
            (&told["kind"], &told["period"], &told["late"]),
            (&json!("hang-thang"), &json!("2026-06"), &json!(false))
        );

        assert_eq!(receiver.send(&unit, "k2", &revision(2)).status, 201);
        assert_eq!(review(&receiver, &office, "BC-000002", &json!({"state": "approved"})).status, 201);
        assert_eq!(states(), "returned approved");
        let refused = receiver.send(&unit, "k3", &revision(3));
        assert_eq!((refused.status, refused.problem().0.as_str()), (403, "locked"));
        // What was taken stays taken, whatever became of it.
        assert_eq!(receiver.send(&unit, "k2", &revision(2)).status, 200);

        assert_eq!(review(&receiver, &office, "BC-000002", &returned).status, 201);
        assert_eq!(receiver.send(&unit, "k3", &revision(3)).status, 201, "returned later");
        assert_eq!(review(&receiver, &office, "BC-000003", &json!({"state": "locked"})).status, 201);
        assert_eq!(receiver.send(&unit, "k4", &revision(4)).problem().0, "locked");
        let late = review(&receiver, &office, "BC-000003", &returned);
        assert_eq!((late.status, late.problem().0.as_str()), (409, "review-closed"));
        assert_eq!(states(), "returned returned locked");

        // Nothing was overwritten, and the list says what the reports are.
        let path = "/api/reports/BC-000002/reviews";
        let reviews = receiver.get(path, &auth).json();
        assert_eq!((&reviews[0]["state"], &reviews[1]["state"]), (&json!("approved"), &json!("returned")));
        let list = receiver.get("/api/reports", &auth).json();
        assert_eq!([0, 1, 2].map(|at| list[at]["state"].clone()), ["returned", "returned", "locked"]);
        let stranger = receiver.token_for("trung-tam-tin-hoc-cong-bao", ON_TIME);
        for path in [path, HISTORY] {
            assert_eq!(receiver.get(path, &[("Authorization", &stranger)]).status, 403);
            assert_eq!(receiver.get(path, &[]).status, 401);
        }
    }
}

#[test]
fn a_history_that_has_not_changed_is_not_sent_again() {
    let receiver = Receiver::start();
    let token = receiver.token_for(UNIT, ON_TIME);
    let empty = receiver.get(HISTORY, &[("Authorization", &token)]);
    assert_eq!((empty.status, empty.header("cache-control")), (200, "private, no-cache"));
    let known = [("Authorization", token.as_str()), ("If-None-Match", empty.header("etag"))];
    let same = receiver.get(HISTORY, &known);
    assert_eq!((same.status, same.body.as_str(), same.header("etag")), (304, "", empty.header("etag")));
    receiver.send(&token, "k", &body());
    assert_eq!(receiver.get(HISTORY, &known).json()["reports"][0]["number"], "BC-000001");
}

#[test]
fn what_is_wrong_with_a_review_is_said_at_its_place() {
    let receiver = Receiver::start();
    let (unit, office) = (receiver.token_for(UNIT, ON_TIME), office(&receiver));
    assert_eq!(receiver.send(&unit, "k", &body()).status, 201);
    for (wrong, places) in [
        (json!({"state": "submitted"}), vec!["/state"]),
        (json!({"state": "burnt"}), vec!["/state"]),
        (json!({"state": "returned"}), vec!["/remarks"]),
        (
            json!({"state": "approved", "remarks": [{"detail": " "}, {"detail": "a", "pointer": "b"}]}),
            vec!["/remarks/0/detail", "/remarks/1/pointer"],
        ),
        (json!({"state": "approved", "remarks": vec![json!({"detail": "a"}); 101]}), vec!["/remarks"]),
        (json!({"state": "approved", "remarks": [{"detail": "a".repeat(5_001)}]}), vec!["/remarks/0/detail"]),
    ] {
        let answer = review(&receiver, &office, "BC-000001", &wrong);
        assert_eq!(answer.status, 400, "{wrong}");
        assert_eq!(answer.problem(), ("malformed".to_owned(), places.into_iter().map(str::to_owned).collect()));
    }
    for number in ["BC-000002", "7"] {
        assert_eq!(review(&receiver, &office, number, &json!({"state": "approved"})).status, 404);
    }
    let other = receiver.token(json!({"plan": "tinh-doan-2025", "consolidator": true}));
    assert_eq!(review(&receiver, &other, "BC-000001", &json!({"state": "approved"})).status, 403);
    assert_eq!(receiver.get("/api/reports/BC-000001/reviews", &[("Authorization", &unit)]).json(), json!([]));
}

#[test]
fn several_processes_before_one_database_take_a_key_once() {
    for site in Site::each() {
        // All start at once, so that each finds the tables missing.
        let processes: Vec<Receiver> = std::thread::scope(|scope| {
            let starting: Vec<_> = (0..3).map(|_| scope.spawn(|| site.start())).collect();
            starting.into_iter().map(|one| one.join().unwrap()).collect()
        });
        let tokens: Vec<String> = processes.iter().map(|one| one.token_for(UNIT, ON_TIME)).collect();
        let send = |nth: usize, key: &str, sent: &str| {
            let answer = processes[nth % 3].send(&tokens[nth % 3], key, sent);
            (answer.status, answer.json()["number"].as_str().unwrap_or_default().to_owned())
        };
        let race = |of: &(dyn Fn(usize) -> (String, String) + Sync)| -> Vec<(u16, String)> {
            std::thread::scope(|scope| {
                let running: Vec<_> = (0..30)
                    .map(|nth| {
                        scope.spawn(move || {
                            let (key, sent) = of(nth);
                            send(nth, &key, &sent)
                        })
                    })
                    .collect();
                running.into_iter().map(|one| one.join().unwrap()).collect()
            })
        };
        let one = race(&|_| ("one-intent".to_owned(), body()));
        assert_eq!(one.iter().filter(|(status, _)| *status == 201).count(), 1, "{site:?}: {one:?}");
        assert_eq!(one.iter().filter(|(status, _)| *status == 200).count(), 29, "{site:?}: {one:?}");
        assert_eq!(one.iter().map(|(_, number)| number).collect::<BTreeSet<_>>().len(), 1);
        // Of many revisions at once those are taken that come after all that are there.
        let many = race(&|nth| (format!("intent-{nth}"), revision(nth as u32 + 2)));
        assert!(many.iter().all(|(status, _)| matches!(status, 201 | 409)), "{site:?}: {many:?}");
        let taken: Vec<_> = many.iter().filter(|(status, _)| *status == 201).collect();
        assert_eq!(taken.iter().map(|(_, number)| number).collect::<BTreeSet<_>>().len(), taken.len());
        let kept = site.rows().into_iter().map(|(_, _, body)| serde_json::from_str::<Value>(&body).unwrap());
        let revisions: Vec<u64> = kept.map(|report| report["revision"].as_u64().unwrap()).collect();
        assert_eq!(revisions.len(), taken.len() + 1, "{site:?}");
        assert!(
            revisions.is_sorted_by(|one, next| one < next) && revisions.ends_with(&[31]),
            "{site:?}: {revisions:?}"
        );
    }
}

#[test]
fn tables_of_a_newer_version_are_left_alone() {
    for site in Site::each() {
        drop(site.start());
        site.run("UPDATE baocao_version SET made = 99", "PRAGMA user_version = 99");
        let data = folder();
        let refused = site.command(&data).output().unwrap();
        std::fs::remove_dir_all(data).unwrap();
        let said = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(2), "{site:?}: {said}");
        assert!(said.contains("newer version (tables 99, this one knows 4)"), "{said}");
    }
}

#[test]
fn what_an_older_version_kept_is_listed_as_before() {
    for site in Site::each() {
        let receiver = site.start();
        let token = receiver.token_for(UNIT, ON_TIME);
        assert_eq!(receiver.send(&token, "k", &body()).status, 201);
        let list = |receiver: &Receiver| {
            let auth = office(receiver);
            receiver.get(&format!("/api/reports?plan={PLAN}"), &[("Authorization", &auth)]).json()
        };
        let listed = list(&receiver);
        assert_eq!(
            (&listed[0]["prepared_at"], &listed[0]["supersedes"]),
            (&json!("2026-06-10T12:00:00+07:00"), &Value::Null)
        );
        drop(receiver);
        // The tables as they were before signatures were kept, and before lists had a column of their own.
        let unsigned = "ALTER TABLE report DROP COLUMN signature;";
        let unlisted = format!("DROP TABLE named_file; {unsigned} ALTER TABLE report DROP COLUMN head;");
        for (made, back, triggers, knew) in [
            (3, unsigned, "DROP TRIGGER report_signature;", ", head"),
            (2, &unlisted, "DROP TRIGGER report_signature; DROP TRIGGER report_head;", ""),
        ] {
            let sqlite = format!("{triggers} {back} PRAGMA user_version = {made}");
            site.run(&format!("{back} UPDATE baocao_version SET made = {made}"), &sqlite);
            // The older version sends a report before it is stopped, and tries again afterwards.
            assert!(site.old_insert(&format!("before-{made}"), knew), "{site:?}");
            let receiver = site.start();
            assert!(!site.old_insert(&format!("after-{made}"), knew), "{site:?}: what it does not know would be lost");
            let now = list(&receiver);
            assert_eq!(now.as_array().unwrap().len(), 5 - made, "{site:?}: {now}");
            assert_eq!(now[0], listed[0], "{site:?}");
            let read = receiver.get("/api/reports/BC-000001", &[("Authorization", &office(&receiver))]);
            assert_eq!((read.body.as_str(), read.header("report-signature")), (body().as_str(), ""));
        }
    }
}
