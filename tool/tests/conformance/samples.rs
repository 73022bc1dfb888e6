//! The sample receivers that run here keep all that the contract requires, and keep what they are sent.

use crate::run::run;
use crate::sample::{Sample, TOKEN, source};
use crate::support::{ON_TIME, UNIT, report};
use baocao::json::to_canonical;
use baocao::report::Report;
use baocao_tool::conformance::report::MARK;

/// Puts a sample through the contract.
fn keeps_the_contract(sample: &Sample) {
    let file = sample.folder.join("to-send.json");
    std::fs::write(&file, to_canonical(&report(ON_TIME))).unwrap();
    let login = format!("Authorization: Bearer {TOKEN}");
    let ran = run(&sample.url, &["--header", &login, "--report", file.to_str().unwrap(), "--json"]);
    // They serve their own origin, and let nobody read.
    assert_eq!(ran.but("yes"), ["cors: unknown", "kept-as-sent: unknown"], "{}{}", ran.out, sample.log());
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
