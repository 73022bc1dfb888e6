//! The reference receiver keeps all of the contract.

use crate::run::run;
use crate::support::{ON_TIME, Receiver, UNIT, body};
use serde_json::json;

#[test]
fn the_receiver_keeps_the_contract() {
    let receiver = Receiver::start();
    let report = receiver.data.join("report.json");
    std::fs::write(&report, body()).unwrap();
    let login = format!("Authorization: {}", receiver.token_for(UNIT, ON_TIME));
    let url = format!("{}/api/reports", receiver.url);
    let arguments = ["--header", &login, "--report", report.to_str().unwrap()];
    let ran = run(&url, &[&arguments[..], &["--json"]].concat());
    // It serves its own origin only.
    let untold: Vec<_> = ran.but("yes").into_iter().filter(|one| !one.starts_with("upload-")).collect();
    let histories = ["history: unknown", "history-unchanged: unknown", "history-remarks: unknown"];
    assert_eq!(untold, [&["cors: unknown"][..], &histories].concat(), "{}", ran.out);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("\"client\": \"baocao-conformance/"), "{}", ran.err);
    // The report and its correction, and nothing of what was refused or repeated.
    let kept = receiver.rows();
    assert_eq!(kept.len(), 2);
    assert!(kept.iter().all(|(_, _, body)| body.contains("\"client\":\"baocao-conformance/")));

    let table = run(&url, &arguments);
    assert_eq!(table.code, 0, "{}", table.err);
    assert!(table.out.contains("required  yes        takes a report (2xx)  "), "{}", table.out);
    assert!(table.out.ends_with("Required: 12 yes, 0 no, 1 not known. Optional: 7 of 16.\n"), "{}", table.out);
}

#[test]
fn a_login_that_is_not_known_takes_nothing() {
    let receiver = Receiver::start();
    let url = format!("{}/api/reports", receiver.url);
    let ran = run(&url, &["--header", "Authorization: Bearer khong-con-han", "--json"]);
    assert_eq!(ran.code, 1);
    let told = ran.but("unknown");
    assert!(told.contains(&"accepts: no".to_owned()) && told.contains(&"no-login: yes".to_owned()), "{told:?}");
    assert!(!told.iter().any(|one| one.starts_with("not-json")), "a refusal of everything proves nothing: {told:?}");
    assert!(receiver.rows().is_empty());
}

#[test]
fn what_cannot_be_asked_is_said() {
    let nobody = run("http://127.0.0.1:9/api/reports", &[]);
    assert_eq!((nobody.code, nobody.out.as_str()), (2, ""));
    assert!(nobody.err.contains("http://127.0.0.1:9/api/reports: cannot be reached: "), "{}", nobody.err);
    let no_file = run("http://127.0.0.1:9/", &["--report", "/nowhere/report.json"]);
    assert_eq!(no_file.code, 2);
    assert!(no_file.err.contains("/nowhere/report.json: "), "{}", no_file.err);
}

/// The example plan that takes files, and a report of an event on it.
const WITH_FILES: &str = "vi-du-che-do-bao-cao";

#[test]
fn the_receiver_takes_files_and_tells_what_became_of_reports() {
    let receiver = Receiver::start();
    let report = receiver.data.join("report.json");
    let told = json!({
        "format": "baocao-report/1",
        "plan": {"id": WITH_FILES, "version": "2026-01", "title": "T", "hash": "0"},
        "unit": {"id": "xa-b", "name": "Xã B"},
        "kind": {"id": "su-co", "title": "Báo cáo sự cố"},
        "period": {"id": "2026-06-16-0800", "event": "2026-06-16T07:00"},
        "reporter": {"name": "Cán bộ A", "position": "Chuyên viên"},
        "sections": {"overall": "Sự cố đã khắc phục xong"},
        "revision": 1,
        "client": "thử/1",
        "prepared_at": "2026-06-16T08:00:00+07:00"
    });
    std::fs::write(&report, told.to_string()).unwrap();
    let day = "2026-06-16";
    let unit = receiver.token(json!({"plan": WITH_FILES, "unit": {"id": "xa-b", "name": "Xã B"}, "as_of": day}));
    // The office has returned an earlier one.
    assert_eq!(receiver.send(&unit, "earlier", &told.to_string()).status, 201);
    let office = receiver.token(json!({"plan": WITH_FILES, "consolidator": true, "as_of": day}));
    let review = json!({"state": "returned", "remarks": [{"detail": "Nêu rõ thời gian."}]}).to_string();
    let reviewed = receiver.post("/api/reports/BC-000001/reviews", &[("Authorization", &office)], &review);
    assert_eq!(reviewed.status, 201, "{}", reviewed.body);

    let login = format!("Authorization: {unit}");
    let at = |path: &str| format!("{}/api/{path}", receiver.url);
    let (uploads, history) = (at("files"), at("history"));
    let arguments = ["--header", &login, "--report", report.to_str().unwrap(), "--uploads", &uploads];
    let arguments = [&arguments[..], &["--history", &history]].concat();
    let ran = run(&at("reports"), &[&arguments[..], &["--json"]].concat());
    assert_eq!(ran.but("yes"), ["cors: unknown"], "{}", ran.out);
    let table = run(&at("reports"), &arguments);
    assert!(table.out.ends_with("Required: 12 yes, 0 no, 1 not known. Optional: 16 of 16.\n"), "{}", table.out);

    // Where they are not, nothing else is said than that.
    let nowhere = run(
        &at("reports"),
        &[
            "--header",
            &login,
            "--report",
            report.to_str().unwrap(),
            "--json",
            "--uploads",
            &at("nothing"),
            "--history",
            &at("nothing"),
        ],
    );
    let told = nowhere.but("yes");
    for one in ["upload-start: no", "upload-resume: unknown", "history: no", "history-unchanged: unknown"] {
        assert!(told.contains(&one.to_owned()), "{one}: {told:?}");
    }
    assert_eq!(nowhere.code, 0, "both are optional");
}
