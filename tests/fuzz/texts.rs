//! True texts to begin with.

use crate::support::at;
use crate::support::officer::{Officer, accepted, first_task, office};
use baocao::delivery::{Answer, Failure, MOST_OF_HISTORY, Owner, Problem, Record, ReportHistory, learned};
use baocao::finding::Severity;
use baocao::json::read_text;
use baocao::plan::{PlanId, UnitId};
use baocao::state::Action;
use serde_json::Value;

const AT: &str = "2026-06-13T08:00";

/// An officer whose report was answered so.
fn answered(answer: Answer) -> Officer {
    let mut officer = office();
    officer.fills_all();
    officer.sends("k1", AT);
    officer.is_answered(answer, AT);
    officer
}

fn refused(status: u16) -> Answer {
    Answer::Failed(Failure::Refused(Problem { status, detail: Some("Không nhận".into()), ..Problem::default() }))
}

/// Officers with a report in every stage.
fn officers() -> Vec<Officer> {
    let mut drafting = office();
    drafting.types(first_task(&drafting), "result", "Nghị quyết “số 57”\n\tđã\u{303} <b>\\");
    drafting.is_kept();
    drafting.does(Action::Clear);
    drafting.types(first_task(&drafting), "percent", "150%");
    drafting.is_kept();
    let mut sending = office();
    sending.fills_all();
    sending.sends("k1", AT);
    // Changed while nobody knows what became of it, and sent again.
    let mut changed = answered(Answer::Failed(Failure::TimedOut));
    changed.types(first_task(&changed), "result", "Đã tập huấn 3 lớp");
    changed.sends("k2", AT);
    let ends = [
        accepted(),
        Answer::Failed(Failure::Unreachable),
        Answer::Failed(Failure::Stopped { detail: "Chưa ký số".into() }),
        Answer::Signed("\"c2ln\"".into()),
        refused(401),
        refused(409),
        refused(422),
    ];
    ends.into_iter().map(answered).chain([drafting, sending, changed]).collect()
}

/// Records as the device keeps them.
pub fn records() -> Vec<String> {
    let of =
        |officer: &Officer| officer.0.records.iter().flat_map(|records| records.iter().map(Record::to_text)).collect();
    officers().iter().flat_map(|officer| -> Vec<String> { of(officer) }).collect()
}

/// The same, read.
pub fn known() -> Vec<Record> {
    records().iter().filter_map(|text| Record::from_text(text)).collect()
}

/// Whose they are.
pub fn owner(user: &str) -> Owner {
    let id = "the ids of the example plan are ids";
    Owner {
        plan: PlanId::new("vp-ubnd-tinh-2025").expect(id),
        unit: UnitId::new("phong-hanh-chinh-quan-tri").expect(id),
        user: user.to_owned(),
    }
}

/// Records that hold earlier answers, what the office said, or both.
pub fn with_versions() -> Vec<Value> {
    let mut all = known();
    for history in histories() {
        let history = read_text::<ReportHistory>(&history, MOST_OF_HISTORY, Severity::Error).value;
        let history = history.expect("a history");
        all.extend(known().iter().flat_map(|record| {
            learned(std::slice::from_ref(record), &owner("nva"), &history, "2026-06-13T08:00:00+07:00")
                .unwrap_or_default()
        }));
    }
    let values = all.iter().map(|record| serde_json::from_str::<Value>(&record.to_text()).expect("JSON"));
    values.filter(|record| record["versions"].is_string()).collect()
}

/// What they hold of it.
pub fn versions() -> Vec<String> {
    let mut texts: Vec<_> =
        with_versions().iter().filter_map(|one| one["versions"].as_str().map(str::to_owned)).collect();
    texts.sort();
    texts.dedup();
    texts
}

/// A record of a signed report on its way.
pub fn sent() -> Value {
    let mut records = records().into_iter().filter_map(|text| serde_json::from_str::<Value>(&text).ok());
    records.rfind(|record| record["frozen"]["signature"].is_string()).expect("one is signed")
}

/// What pages give as signatures, as JSON.
pub fn signatures() -> Vec<String> {
    [
        r#""c2ln""#,
        r#"{"format":"CAdES","value":"MIIB/+=="}"#,
        r#"{"signatures":[{"protected":"eyJhbGciOiJFUzI1NiJ9","signature":"DtEhU3ljbEg8L38V"}],"at":1781312400,"by":null}"#,
        r#""Chữ ký “số” \u1ef3 \\ \"""#,
    ]
    .map(str::to_owned)
    .into()
}

/// Backups as files.
pub fn backups() -> Vec<String> {
    let file = |officer: &Officer| Some(officer.0.backup(officer.0.records.as_ref()?)?.to_text());
    officers().iter().filter_map(file).collect()
}

/// A part of a report as a file for colleagues, and who fills in that report.
pub fn portions() -> (Officer, Vec<String>) {
    let mut office = office();
    office.fills_all();
    let panels: Vec<usize> = (0..office.work().panels.len()).collect();
    let portion = office.0.portion(&panels, "Lò Văn Ứng", "Báo cáo tháng".to_owned());
    let texts = portion.iter().map(baocao::delivery::Portion::to_text).collect();
    (office, texts)
}

/// Reports as they go out.
pub fn reports() -> Vec<String> {
    let mut office = office();
    office.fills_all();
    let other = baocao::json::to_canonical(&office.report(AT));
    let sent = officers();
    let sent = sent.iter().filter_map(|officer| Some(officer.outgoing()?.frozen.payload.clone()));
    sent.chain([other]).collect()
}

/// What became of the reports of [`records`], and of others.
pub fn histories() -> Vec<String> {
    let sent = reports();
    let past = |number: &str, revision: u32, state: &str, hash: &str, remarks: &str| {
        format!(
            r#"{{"number":"{number}","kind":"hang-thang","period":"2026-06","revision":{revision},"state":"{state}",
                "remarks":{remarks},"received_at":"2026-06-13T08:00:00+07:00","late":false,"hash":"{hash}",
                "url":"/api/reports/{number}"}}"#
        )
    };
    let remarks = r#"[{"pointer":"/sections/overall","detail":"Nêu rõ"},{"detail":"Thiếu phụ lục"}]"#;
    let first = past("BC-1", 1, "returned", &baocao::json::hash(&sent[0]), remarks);
    let second = past("BC-2", 2, "approved", "h2", "[]");
    let other = past("BC-9", 1, "locked", "h9", "[]").replace("2026-06\"", "2026-07\"");
    let history = |reports: &[&String]| {
        let reports = reports.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(",");
        format!(r#"{{"format":"baocao-history/1","reports":[{reports}]}}"#)
    };
    vec![history(&[]), history(&[&first]), history(&[&second]), history(&[&first, &second, &other])]
}

/// Reports that name files.
pub fn reports_with_files() -> Vec<String> {
    let file = r#"{"sha256":"4e1f","name":"a.pdf","size":7,"type":"application/pdf"}"#;
    let there = file.replace('}', r#","url":"/api/files/4e1f"}"#);
    let of = |files: &[&str]| {
        let rows: Vec<_> = files.iter().map(|file| format!(r#"{{"title":"x","file":{file}}}"#)).collect();
        format!(r#"{{"format":"baocao-report/1","entries":[{{"values":{{"evidence":[{}]}}}}]}}"#, rows.join(","))
    };
    vec![of(&[file]), of(&[&there, file]), of(&[&there])]
}

/// Bodies of answers.
pub fn answers() -> Vec<String> {
    [
        r#"{"format":"baocao-receipt/1","number":"BC-000001","received_at":"2026-06-13T08:00:00+07:00","late":false}"#,
        r#"{"type":"urn:x","title":"Sai","status":422,"errors":[{"pointer":"/sections/overall","detail":"Thiếu"}]}"#,
        r#"{"title":"Sai","invalid-params":[{"name":"sections.overall","reason":"Thiếu"}]}"#,
        r#"{"errors":[{"status":"422","source":{"pointer":"/data/entries/0"},"title":"Thiếu"}]}"#,
        r#"{"errors":{"$.entries[1].values.percent":["Sai"],"Reporter.Name":["Thiếu"],"":["Không nhận"]}}"#,
        r#"{"message":"Sai","errors":{"sections.overall":["Thiếu"],"entries.0.values.result":["Quá dài","Sai"]}}"#,
        r#"{"detail":[{"type":"missing","loc":["body","entries",0,"values"],"msg":"Field required","input":{}}]}"#,
        r#"{"statusCode":400,"message":["entries.0.values must be an object","reporter.name should not be empty"]}"#,
        r#"{"entries":[{},{"values":{"result":["Thiếu"]}}],"non_field_errors":["Không nhận"]}"#,
        r#"{"violations":[{"propertyPath":"entries[0].values","constraints":{"isNotEmpty":"Thiếu"}}]}"#,
        "<!DOCTYPE html><title>502</title>",
        "Máy chủ bận",
    ]
    .map(str::to_owned)
    .into()
}

/// Leases as the device keeps them.
pub fn leases() -> Vec<String> {
    let now = at(AT).0;
    ["a ", "a b", " ", "trang-một trang-hai x"].map(|words| format!("{} {words}", now + 3_000)).into()
}

/// Ways to where the report stands, each with what else the body says.
pub fn envelopes() -> Vec<String> {
    [
        "data {\"type\":\"reports\"}",
        "data.attributes.body {\"data\":{\"type\":\"reports\",\"attributes\":{\"unit\":\"a\"}}}",
        "/fields/report {\"fields\":{\"title\":\"Báo cáo\"},\"list\":[1,2.50,null]}",
        "/a~1b/c~0d {}",
        "payload 1",
        "a.signature {}",
    ]
    .map(str::to_owned)
    .into()
}
