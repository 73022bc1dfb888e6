//! The sample receivers that run here keep all that the contract requires, and keep what they are sent.

use crate::run::run;
use crate::sample::{Sample, TOKEN, source};
use crate::support::{Answer, ON_TIME, Receiver, UNIT, report};
use baocao::json::to_canonical;
use baocao::report::Report;
use baocao_tool::conformance::report::MARK;
use serde_json::Value;

fn is_of_files_or_history(told: &str) -> bool {
    ["upload-", "history"].iter().any(|part| told.starts_with(part))
}

/// Puts a sample through the contract.
fn keeps_the_contract(sample: &Sample) {
    let file = sample.folder.join("to-send.json");
    std::fs::write(&file, to_canonical(&report(ON_TIME))).unwrap();
    let login = format!("Authorization: Bearer {TOKEN}");
    let ran = run(&sample.url, &["--header", &login, "--report", file.to_str().unwrap(), "--json"]);
    // They serve their own origin, and let nobody read.
    let untold: Vec<_> = ran.but("yes").into_iter().filter(|one| !is_of_files_or_history(one)).collect();
    assert_eq!(untold, ["cors: unknown", "kept-as-sent: unknown"], "{}{}", ran.out, sample.log());
    assert_eq!(ran.code, 0);

    // The report as sent, byte for byte, and the correction of the race.
    let bodies = sample.bodies();
    let sent = to_canonical(&Report { client: MARK.to_owned(), ..report(ON_TIME) });
    assert_eq!(bodies.len(), 2, "{bodies:#?}");
    assert!(bodies.contains(&sent), "{bodies:#?}");
    assert!(bodies.iter().any(|body| body.contains("\"revision\":2,\"")), "{bodies:#?}");
}

#[test]
fn php_with_sqlite() {
    keeps_the_contract(&Sample::php_with_sqlite(UNIT));
}

#[test]
fn php_with_mariadb() {
    keeps_the_contract(&Sample::php_with_mariadb(UNIT));
}

#[test]
fn node() {
    keeps_the_contract(&Sample::node(UNIT));
}

#[test]
fn node_takes_files() {
    let sample = Sample::node(UNIT);
    let file = sample.folder.join("to-send.json");
    std::fs::write(&file, to_canonical(&report(ON_TIME))).unwrap();
    let (login, uploads) = (format!("Authorization: Bearer {TOKEN}"), format!("{}files", sample.url));
    let arguments = ["--header", &login, "--report", file.to_str().unwrap(), "--uploads", &uploads, "--json"];
    let ran = run(&sample.url, &arguments);
    let untold: Vec<_> = ran.but("yes").into_iter().filter(|one| !one.starts_with("history")).collect();
    assert_eq!(untold, ["cors: unknown", "kept-as-sent: unknown"], "{}{}", ran.out, sample.log());

    // The report that names the file was taken: the same with a file that nobody uploaded is not.
    let bodies = sample.bodies();
    let named = bodies.iter().find(|body| body.contains("\"sha256\":")).unwrap();
    let (at, end) = (named.find("\"sha256\":\"").unwrap() + 10, "0".repeat(64));
    let other = format!("{}{end}{}", &named[..at], &named[at + 64..]);
    let login = format!("Bearer {TOKEN}");
    let agent = Receiver::agent();
    let request = agent.post(&sample.url).header("Authorization", &login).header("Idempotency-Key", "\"other\"");
    let answer = Answer::of(request.content_type("application/json").send(&other).unwrap());
    assert_eq!(answer.status, 422, "{}", answer.body);
    let place = answer.json()["errors"][0]["pointer"].as_str().unwrap().to_owned();
    assert!(
        place.ends_with("/file") && serde_json::from_str::<Value>(&other).unwrap().pointer(&place).is_some(),
        "{place}"
    );
    assert_eq!(sample.bodies().len(), bodies.len());
}

#[test]
fn fastapi() {
    keeps_the_contract(&Sample::fastapi(UNIT));
}

#[test]
fn django() {
    keeps_the_contract(&Sample::django(UNIT));
}

#[test]
fn each_is_short_enough_to_be_copied() {
    let mut seen = 0;
    let folders = std::fs::read_dir(source()).unwrap().map(|entry| entry.unwrap().path());
    for folder in folders.filter(|path| path.is_dir()).flat_map(|folder| [folder.join("reports"), folder]) {
        for file in std::fs::read_dir(&folder).into_iter().flatten().map(|entry| entry.unwrap().path()) {
            if file.is_file() {
                let lines = std::fs::read_to_string(&file).unwrap().lines().count();
                assert!(lines < 60, "{}: {lines} lines", file.display());
                seen += 1;
            }
        }
    }
    assert!(seen >= 10, "{seen}");
}
