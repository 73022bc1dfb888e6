//! The reference receiver keeps all of the contract.

use crate::run::run;
use crate::support::{ON_TIME, Receiver, UNIT, body};

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
    assert_eq!(ran.but("yes"), ["cors: unknown"], "{}", ran.out);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("\"client\": \"baocao-conformance/"), "{}", ran.err);
    // The report and its correction, and nothing of what was refused or repeated.
    let kept = receiver.rows();
    assert_eq!(kept.len(), 2);
    assert!(kept.iter().all(|(_, _, body)| body.contains("\"client\":\"baocao-conformance/")));

    let table = run(&url, &arguments);
    assert_eq!(table.code, 0, "{}", table.err);
    assert!(table.out.contains("required  yes        takes a report (2xx)  "), "{}", table.out);
    assert!(table.out.ends_with("Required: 12 yes, 0 no, 1 not known. Optional: 7 of 7.\n"), "{}", table.out);
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
