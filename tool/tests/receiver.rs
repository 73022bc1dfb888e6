//! The receiver as a client meets it: the real program, real HTTP, a real database file.

#![allow(clippy::unwrap_used)] // a test may panic

mod support;

use baocao::json::{hash, to_canonical};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;
use support::{Answer, ON_TIME, PLAN, Receiver, TOO_LATE, UNIT, body, folder, plan_text, report};

#[test]
fn a_report_is_taken_once_and_kept_as_sent() {
    let receiver = Receiver::start();
    let token = receiver.token_for(UNIT, ON_TIME);
    let sent = body();
    let first = receiver.send(&token, "\"k-1\"", &sent);
    assert_eq!(first.status, 201, "{}", first.body);
    let receipt = first.json();
    assert_eq!(first.header("location"), "/api/reports/BC-000001");
    assert_eq!(receipt["format"], "baocao-receipt/1");
    assert_eq!(receipt["number"], "BC-000001");
    assert_eq!(receipt["received_at"], "2026-06-10T12:00:00+07:00");
    assert_eq!(receipt["late"], false);
    assert_eq!(receipt["hash"], hash(&sent));
    assert_eq!(
        (&receipt["unit"], &receipt["period"], &receipt["revision"]),
        (&json!(UNIT), &json!("2026-06"), &json!(1))
    );

    // The same key again, bare this time: the same receipt.
    let again = receiver.send(&token, "k-1", &sent);
    assert_eq!((again.status, again.json()), (200, receipt.clone()));
    // The same key with something else.
    let other = sent.replace("Đã phổ biến", "Đã quán triệt");
    let reused = receiver.send(&token, "k-1", &other);
    assert_eq!((reused.status, reused.problem().0.as_str()), (422, "idempotency-key-reused"));

    let rows = receiver.rows();
    assert_eq!(rows, [("k-1".to_owned(), receipt["hash"].as_str().unwrap().to_owned(), sent.clone())]);

    // Reading it back: as sent, as a table, in the list.
    let auth = [("Authorization", token.as_str())];
    assert_eq!(receiver.get("/api/reports/BC-000001", &auth).body, sent);
    let csv = receiver.get("/api/reports/BC-000001.csv", &auth);
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert!(csv.body.starts_with("\u{feff}\"Phần\",\"Số\""), "{}", csv.body);
    assert!(csv.body.contains("\"Tình trạng\",\"Đang thực hiện\"\r\n"));
    assert_eq!(csv.body, receiver.get("/api/reports/BC-000001?format=csv", &auth).body);
    let list = receiver.get(&format!("/api/reports?plan={PLAN}&unit={UNIT}"), &auth).json();
    assert_eq!(list[0]["number"], "BC-000001");
    assert_eq!(list[0]["period_name"], "Tháng 6/2026");
    assert_eq!(list.as_array().unwrap().len(), 1);
}

#[test]
fn what_is_wrong_is_said_at_its_place() {
    let receiver = Receiver::start();
    let token = receiver.token_for(UNIT, ON_TIME);
    let mut wrong: Value = serde_json::from_str(&body()).unwrap();
    wrong["entries"][2]["values"].as_object_mut().unwrap().remove("status");
    wrong["entries"][3]["values"]["evidence"] = json!([{"url": "javascript:alert(1)"}]);
    wrong["reporter"]["name"] = Value::Null;
    let answer = receiver.send(&token, "k", &wrong.to_string());
    let (kind, places) = answer.problem();
    assert_eq!((answer.status, kind.as_str()), (422, "invalid-report"));
    assert_eq!(places, ["/entries/2/values/status", "/entries/3/values/evidence/0/url", "/reporter/name"]);
    let english = [("Authorization", token.as_str()), ("Idempotency-Key", "k"), ("Accept-Language", "en-GB,vi;q=0.5")];
    let said = receiver.post("/api/reports", &english, &wrong.to_string()).json();
    assert_eq!(said["title"], "The report needs mending");

    let mut other = wrong.clone();
    other["period"]["id"] = json!("2026-13");
    assert_eq!(receiver.send(&token, "k", &other.to_string()).problem().1, ["/period/id"]);
    other["kind"]["id"] = json!("hang-tuan");
    assert_eq!(receiver.send(&token, "k", &other.to_string()).problem().1, ["/kind/id"]);
    other["plan"]["id"] = json!("ke-hoach-khac");
    let (kind, places) = receiver.send(&token, "k", &other.to_string()).problem();
    assert_eq!((kind.as_str(), places), ("unknown-plan", vec!["/plan/id".to_owned()]));
    assert!(receiver.rows().is_empty());
}

#[test]
fn what_cannot_be_read_is_refused() {
    let receiver = Receiver::start();
    let token = receiver.token_for(UNIT, ON_TIME);
    let not_json = receiver.send(&token, "k", "{\"format\": \"baocao-report/1\",");
    assert_eq!((not_json.status, not_json.problem().0.as_str()), (400, "malformed"));
    let no_report = receiver.send(&token, "k", &body().replace("\"revision\":1", "\"revision\":\"một\""));
    assert_eq!((no_report.status, no_report.problem().1), (400, vec!["/revision".to_owned()]));
    // A key that a newer form may send is passed over.
    let newer = receiver.send(&token, "newer", &body().replacen('{', "{\"mood\":1,", 1));
    assert_eq!(newer.status, 201, "{}", newer.body);

    // However many keys an object has, it is read in no time: nobody else waits for it.
    let keys: String = (0..300_000).map(|n| format!("\"k{n}\":1,")).collect();
    let wide = receiver.send(&token, "k", &body().replacen('{', &format!("{{{keys}"), 1));
    assert_eq!((wide.status, wide.problem()), (400, ("malformed".to_owned(), vec![String::new()])));
    let large = receiver.send(&token, "k", &" ".repeat(5_000_001));
    assert_eq!((large.status, large.problem().0.as_str()), (413, "too-large"));
    for key in ["", "k\u{e9}", &"k".repeat(201), "a b"] {
        let answer = receiver.send(&token, key, &body());
        assert_eq!((answer.status, answer.problem().0.as_str()), (400, "idempotency-key-missing"), "{key:?}");
    }
    let url = format!("{}/api/reports", receiver.url);
    let form = Receiver::agent().post(url).header("Authorization", &token).content_type("text/plain").send("{}");
    assert_eq!(Answer::of(form.unwrap()).status, 415);
}

#[test]
fn a_unit_sends_and_reads_only_its_own() {
    let receiver = Receiver::start();
    let own = receiver.token_for(UNIT, ON_TIME);
    assert_eq!(receiver.send(&own, "k", &body()).status, 201);
    let other = receiver.token_for("trung-tam-tin-hoc-cong-bao", ON_TIME);
    let all = receiver.token(json!({"plan": PLAN, "consolidator": true}));

    assert_eq!(receiver.post("/api/reports", &[("Idempotency-Key", "k")], &body()).status, 401);
    assert_eq!(receiver.send("Bearer 0123456789abcdef", "k", &body()).status, 401);
    assert_eq!(receiver.get("/api/reports/BC-000001", &[]).header("www-authenticate"), "Bearer");
    for token in [&other, &all] {
        let answer = receiver.send(token, "k2", &body());
        assert_eq!((answer.status, answer.problem().0.as_str()), (403, "foreign-unit"));
    }
    let list = format!("/api/reports?plan={PLAN}&unit={UNIT}");
    for (token, path, status) in [
        (&other, "/api/reports/BC-000001", 403),
        (&other, "/api/reports/BC-000001.csv", 403),
        (&other, list.as_str(), 403),
        (&other, "/api/reports?plan=tinh-doan-2025", 403),
        (&other, "/api/reports", 200),
        (&all, "/api/reports/BC-000001?format=rows", 200),
        (&all, list.as_str(), 200),
        (&all, "/api/reports?plan=tinh-doan-2025", 403),
        (&own, "/api/reports/BC-000002", 404),
        (&own, "/api/reports/1", 404),
    ] {
        assert_eq!(receiver.get(path, &[("Authorization", token)]).status, status, "{path}");
    }
    assert_eq!(receiver.get("/api/reports", &[("Authorization", &other)]).json(), json!([]));
}

#[test]
fn another_site_is_given_no_leave_and_nobody_a_cookie() {
    let receiver = Receiver::start();
    let own = receiver.token_for(UNIT, ON_TIME);
    let elsewhere = ("Origin", "https://elsewhere.example");
    let sent = [("Authorization", own.as_str()), ("Idempotency-Key", "k"), elsewhere];
    let preflight = Receiver::agent()
        .options(format!("{}/api/reports", receiver.url))
        .header(elsewhere.0, elsewhere.1)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization,content-type,idempotency-key");
    let answers = [
        receiver.post("/api/reports", &sent, &body()),
        receiver.get("/api/reports", &sent),
        receiver.get("/", &[elsewhere]),
        Answer::of(preflight.call().unwrap()),
    ];
    // The report itself is taken: its token was given.
    assert_eq!(answers[0].status, 201);
    for answer in answers {
        for header in ["access-control-allow-origin", "access-control-allow-headers", "set-cookie"] {
            assert_eq!(answer.header(header), "", "{header}");
        }
    }
}

#[test]
fn lateness_is_the_receivers_verdict_and_no_reason_to_refuse() {
    let receiver = Receiver::start();
    let token = receiver.token_for(UNIT, TOO_LATE);
    // Shown as on time by the device, late by the receiver's clock.
    let claimed = receiver.send(&token, "k1", &body());
    assert_eq!((claimed.status, &claimed.json()["late"]), (201, &json!(true)), "{}", claimed.body);
    // Known to be late by the officer too, who then owes a reason.
    let mut late = report(TOO_LATE);
    late.revision = 2;
    let answer = receiver.send(&token, "k2", &to_canonical(&late));
    assert_eq!(answer.problem().1, ["/late/reason"]);
    late.late.as_mut().unwrap().reason = Some("Mất điện diện rộng".to_owned());
    assert_eq!(receiver.send(&token, "k2", &to_canonical(&late)).status, 201);
}

#[test]
fn a_closed_kind_takes_nothing_new_and_keeps_what_it_took() {
    let data = folder();
    std::fs::create_dir_all(data.join("plans")).unwrap();
    let open = "\"id\": \"hang-thang\",";
    let closing = plan_text().replace(open, &format!("{open} \"late\": {{\"closes_after\": {{\"days\": 3}}}},"));
    std::fs::write(data.join("plans/plan.json"), closing).unwrap();
    // A file with mistakes is passed over.
    std::fs::write(data.join("plans/wrong.json"), "{}").unwrap();
    let receiver = Receiver::start_in(data);
    let (early, closed) = (receiver.token_for(UNIT, ON_TIME), receiver.token_for(UNIT, TOO_LATE));
    let taken = receiver.send(&early, "k", &body());
    assert_eq!(taken.status, 201);
    let mut other = report(ON_TIME);
    other.revision = 2;
    let refused = receiver.send(&closed, "other", &to_canonical(&other));
    assert_eq!((refused.status, &refused.json()["errors"][0]["code"]), (422, &json!("closed")));
    // The answer was lost on the way, the retry comes after the closing: it is the same report.
    let retried = receiver.send(&closed, "k", &body());
    assert_eq!((retried.status, retried.json()), (200, taken.json()));
}

#[test]
fn a_text_may_differ_under_one_version_but_not_the_version() {
    let receiver = Receiver::start();
    let token = receiver.token_for(UNIT, ON_TIME);
    let mut other: Value = serde_json::from_str(&body()).unwrap();
    other["plan"]["version"] = json!("2");
    let refused = receiver.send(&token, "k", &other.to_string());
    assert_eq!(refused.problem(), ("invalid-report".to_owned(), vec!["/plan/version".to_owned()]));
    assert_eq!((refused.status, &refused.json()["errors"][0]["code"]), (422, &json!("plan-changed")));

    other["plan"]["version"] = json!("1");
    other["plan"]["hash"] = json!("0".repeat(64));
    assert_eq!(receiver.send(&token, "k", &other.to_string()).status, 201);
}

#[test]
fn who_owes_what_on_a_day() {
    let receiver = Receiver::start();
    let path = format!("/api/duties?plan={PLAN}");
    let owed = |as_of: &str| {
        let token = receiver.token(json!({"plan": PLAN, "consolidator": true, "as_of": as_of}));
        let rows = receiver.get(&path, &[("Authorization", &token)]).json();
        let row = |row: &Value| ["unit", "kind", "period", "standing"].map(|key| row[key].as_str().unwrap().to_owned());
        rows.as_array().unwrap().iter().map(|one| row(one).join(" ")).collect::<Vec<_>>()
    };
    let before = owed(ON_TIME);
    // Each unit that the plan asks, and no other, though others have tasks.
    assert!(before.iter().all(|row| row.starts_with("phong-hanh-chinh-quan-tri ")), "{before:#?}");
    for row in ["hang-thang 2026-05 overdue", "hang-thang 2026-06 open", "sau-thang 2026-H1 open", "nam 2026 open"] {
        assert!(before.contains(&format!("{UNIT} {row}")), "{row}: {before:#?}");
    }
    // July has not begun.
    assert!(!before.iter().any(|row| row.contains("2026-07")), "{before:#?}");
    let after = owed(TOO_LATE);
    assert!(after.contains(&format!("{UNIT} hang-thang 2026-06 overdue")), "{after:#?}");

    let unit = receiver.token_for(UNIT, ON_TIME);
    assert_eq!(receiver.get(&path, &[("Authorization", &unit)]).status, 403);
    assert_eq!(receiver.get(&path, &[]).status, 401);
    let all = receiver.token(json!({"plan": PLAN, "consolidator": true}));
    assert_eq!(receiver.get("/api/duties?plan=tinh-doan-2025", &[("Authorization", &all)]).status, 403);
}

#[test]
fn a_class_owes_what_each_of_its_units_owes() {
    let receiver = Receiver::start();
    let token = receiver.token(json!({"plan": "tw-doan-bo-tttt-2022", "consolidator": true, "as_of": "2023-10-12"}));
    let rows = receiver.get("/api/duties?plan=tw-doan-bo-tttt-2022", &[("Authorization", &token)]).json();
    let of = |key: &str, id: &str, period: &str| {
        let mut rows = rows.as_array().unwrap().iter();
        rows.find(|row| row[key] == id && row["period"] == period).unwrap_or_else(|| panic!("{id} {period}: {rows:#?}"))
    };
    let class = of("group", "van-phong-ban-don-vi", "2023");
    assert_eq!((&class["unit"], &class["standing"]), (&Value::Null, &json!("overdue")));
    assert_eq!(class["name"], "Văn phòng, các ban, đơn vị Trung ương Đoàn");
    assert_eq!(of("group", "tinh-thanh-doan-doan-truc-thuoc", "2023")["last_day"], "2023-10-14");
    let unit = of("unit", "trung-tam-khcn-tai-nang-tre", "2022-2023");
    assert_eq!((&unit["group"], &unit["standing"]), (&Value::Null, &json!("open")));
}

#[test]
fn a_correction_says_what_it_corrects() {
    let receiver = Receiver::start();
    let token = receiver.token_for(UNIT, ON_TIME);
    assert_eq!(receiver.send(&token, "k1", &body()).status, 201);
    let mut second = report(ON_TIME);
    second.revision = 2;
    second.supersedes = Some("BC-000001".to_owned());
    assert_eq!(receiver.send(&token, "k2", &to_canonical(&second)).status, 201);
    let list = receiver.get("/api/reports", &[("Authorization", &token)]).json();
    let said = [0, 1].map(|at| (list[at]["revision"].clone(), list[at]["supersedes"].clone()));
    assert_eq!(said, [(json!(1), Value::Null), (json!(2), json!("BC-000001"))]);
    assert_eq!((&list[0]["last_day"], &list[0]["period_to"]), (&json!("2026-06-14"), &json!("2026-06-30")));
}

#[test]
fn thirty_at_once_with_one_key_are_one_report() {
    let receiver = Receiver::start();
    let (token, sent) = (receiver.token_for(UNIT, ON_TIME), body());
    let answers: Vec<(u16, Value)> = std::thread::scope(|scope| {
        let send = || {
            let answer = receiver.send(&token, "one-intent", &sent);
            (answer.status, answer.json())
        };
        let running: Vec<_> = (0..30).map(|_| scope.spawn(send)).collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(answers.iter().filter(|(status, _)| *status == 201).count(), 1);
    assert_eq!(answers.iter().filter(|(status, _)| *status == 200).count(), 29);
    assert_eq!(answers.iter().map(|(_, receipt)| receipt.to_string()).collect::<BTreeSet<_>>().len(), 1);
    assert_eq!(receiver.rows().len(), 1);
}

#[test]
#[cfg(unix)]
fn a_signal_lets_it_finish_and_a_restart_finds_everything() {
    let mut receiver = Receiver::start();
    let (token, sent) = (receiver.token_for(UNIT, ON_TIME), body());
    // A report that is half on its way when the signal comes.
    let mut line = TcpStream::connect(receiver.url.strip_prefix("http://").unwrap()).unwrap();
    let (half, rest) = sent.as_bytes().split_at(sent.len() / 2);
    write!(
        line,
        "POST /api/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: {token}\r\n\
         Idempotency-Key: k\r\nContent-Length: {}\r\n\r\n",
        sent.len()
    )
    .unwrap();
    line.write_all(half).unwrap();
    std::thread::sleep(Duration::from_millis(200));
    receiver.terminate();
    std::thread::sleep(Duration::from_millis(200));
    line.write_all(rest).unwrap();
    let mut answer = String::new();
    line.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    assert!(receiver.wait().success());
    assert!(!receiver.data.join("baocao.sqlite3-wal").exists(), "everything is in the one file");

    // `Drop` of the first must not take the folder from the second.
    let data = std::mem::take(&mut receiver.data);
    let restarted = Receiver::start_in(data);
    assert_eq!(restarted.rows().len(), 1);
    let token = restarted.token_for(UNIT, ON_TIME);
    assert_eq!(restarted.send(&token, "k", &sent).status, 200, "the key is still known");
}

#[test]
fn without_the_demo_only_the_files_tokens_are_known() {
    let data = folder();
    std::fs::create_dir_all(&data).unwrap();
    let file = data.join("tokens.json");
    let tokens = json!({"0123456789abcdef": {"unit": {"id": UNIT, "name": "Phòng Hành chính"}},
        "fedcba9876543210": {"consolidator": true, "plan": PLAN}});
    std::fs::write(&file, tokens.to_string()).unwrap();
    let receiver = Receiver::start_with(data, &["--no-demo", "--tokens", file.to_str().unwrap()]);
    let visitor = json!({"plan": PLAN, "consolidator": true});
    assert_eq!(receiver.post("/api/demo-token", &[], &visitor.to_string()).status, 404);
    // Known, and judged by the real clock.
    let answer = receiver.send("Bearer 0123456789abcdef", "k", &body());
    assert!(matches!(answer.status, 201 | 422), "{}", answer.body);
    let list = format!("/api/reports?plan={PLAN}");
    assert_eq!(receiver.get(&list, &[("Authorization", "bearer fedcba9876543210")]).status, 200);
    assert_eq!(receiver.get(&list, &[("Authorization", "Bearer fedcba9876543211")]).status, 401);
}
