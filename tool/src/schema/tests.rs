#![allow(clippy::unwrap_used)]

use super::*;
use crate::platform::NativeText;
use baocao::finding::Severity;
use baocao::json::to_canonical;
use baocao::plan::Plan;
use baocao::report::{Draft, Earlier, Edit, Filled, Form, Raw, Report, settle};
use baocao::schedule::{self, FixedZone, Instant};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn examples() -> Vec<(String, String)> {
    let entries = std::fs::read_dir(root().join("examples/plans")).unwrap();
    let mut plans: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| (path.display().to_string(), std::fs::read_to_string(path).unwrap()))
        .collect();
    plans.sort();
    assert!(plans.len() >= 5, "{plans:?}");
    plans
}

fn mistakes(contract: Contract, document: &Value) -> Vec<String> {
    let validator = jsonschema::draft202012::new(&schema(contract)).unwrap();
    validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn the_files_in_docs_are_what_is_generated() {
    let docs = root().join("docs");
    let schemas = Contract::ALL.map(|one| (format!("schema/{}.schema.json", one.name()), text(one)));
    for (name, generated) in schemas
        .into_iter()
        .chain([("types/baocao.d.ts".to_owned(), typescript()), ("openapi.json".to_owned(), openapi::text())])
    {
        let path = docs.join(name);
        if std::env::var_os("BAOCAO_BLESS").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &generated).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(committed == generated, "{} is out of date: run this test with BAOCAO_BLESS=1", path.display());
    }
}

#[test]
fn schemas_are_schemas() {
    for contract in Contract::ALL {
        let schema = schema(contract);
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{schema:#}");
        assert_eq!(schema["$id"], format!("urn:baocao:schema:{}:1", contract.name()));
        assert!(schema["description"].is_string() && schema["title"].is_string());
        assert_eq!(Contract::named(contract.name()), Some(contract));
    }
}

#[test]
fn the_example_plans_are_valid() {
    for (name, text) in examples() {
        let found = mistakes(Contract::Plan, &serde_json::from_str(&text).unwrap());
        assert!(found.is_empty(), "{name}: {found:#?}");
    }
}

#[test]
fn a_typo_is_invalid_and_an_extension_is_not() {
    let (_, text) = examples().remove(0);
    let plan: Value = serde_json::from_str(&text).unwrap();
    for place in ["", "/tasks/0", "/units/0", "/reports/0"] {
        let mut typo = plan.clone();
        typo.pointer_mut(place).unwrap()["titel"] = json!("x");
        assert_eq!(mistakes(Contract::Plan, &typo).len(), 1, "{place}");
        let mut extended = plan.clone();
        extended.pointer_mut(place).unwrap()["x-note"] = json!({ "free": 1 });
        assert!(mistakes(Contract::Plan, &extended).is_empty(), "{place}");
    }
    let mut without = plan;
    without.as_object_mut().unwrap().remove("version");
    assert_eq!(mistakes(Contract::Plan, &without).len(), 1);
}

#[test]
fn a_calendar_is_a_name_or_an_object() {
    let named = json!({ "date": "2026-08-31", "name": "Nghỉ bù", "work": true, "expected": true });
    let plan = |calendar: Value| {
        let plan = json!({ "format": "baocao-plan/1", "id": "p", "version": "1", "title": "K", "calendar": calendar });
        mistakes(Contract::Plan, &plan)
    };
    for right in [json!("vn"), json!("none"), json!({}), json!({ "weekend": [], "days": [named] })] {
        assert_eq!(plan(right), [""; 0]);
    }
    for wrong in [json!("de"), json!({ "weekend": [8] }), json!({ "days": [{ "date": "2026-08-31" }] })] {
        assert_eq!(plan(wrong).len(), 1);
    }
}

/// Every report that every unit of the plan owes, answered with texts where a text fits.
fn reports(plan: &Plan, zone: &FixedZone) -> Vec<Report> {
    let now = Instant::parse("2026-06-10", zone).unwrap();
    let mut made = Vec::new();
    for unit in &plan.units {
        let member = plan.member(unit.clone());
        for duty in schedule::duties(plan, &member, now, zone) {
            let form = Form::new(plan, &member, &duty);
            let mut draft = Draft::default();
            for part in &form.parts {
                for field in part.fields.iter() {
                    let raw = Raw::Text("12,5".to_owned());
                    draft.apply(Edit { part: part.part.clone(), field: field.id.clone(), raw });
                }
            }
            let (answers, _) = settle(&form, &draft, &NativeText);
            made.push(Report::new(
                plan,
                &member,
                &duty,
                Filled { form: &form, answers, earlier: &Earlier::default() },
                now,
                zone,
            ));
        }
    }
    made
}

#[test]
fn reports_are_valid() {
    let mut all = 0;
    for (name, text) in examples() {
        let plan = baocao::plan::read(&text, Severity::Error).value.unwrap();
        for report in reports(&plan, &FixedZone::VIETNAM) {
            let document = serde_json::from_str(&to_canonical(&report)).unwrap();
            let found = mistakes(Contract::Report, &document);
            assert!(found.is_empty(), "{name}, {}: {found:#?}", report.unit.id);
            all += 1;
        }
    }
    assert!(all > 10, "{all}");
}

#[test]
fn receipts_and_problems_are_valid() {
    let receipt = json!({ "number": "BC-000001", "received_at": "2026-06-10T08:00:00+07:00", "late": false,
        "hash": "00", "sent_at": "2026-06-10T08:00:00+07:00" });
    assert!(mistakes(Contract::Receipt, &receipt).is_empty());
    assert_eq!(mistakes(Contract::Receipt, &json!({ "number": "BC-000001" })).len(), 2);

    let problem = json!({ "type": "urn:baocao:problem:invalid-report", "title": "Báo cáo còn chỗ cần sửa", "status": 422,
        "instance": "/api/reports", "errors": [{ "pointer": "/entries/0/values/status", "detail": "Cần trả lời.", "code": "required" }] });
    assert!(mistakes(Contract::Problem, &problem).is_empty());
    assert_eq!(mistakes(Contract::Problem, &json!({ "errors": [{ "pointer": 7 }] })).len(), 2);
}

#[test]
fn a_history_is_valid() {
    let past = json!({ "number": "BC-000001", "kind": "hang-thang", "period": "2026-06", "revision": 1, "state": "returned",
        "remarks": [{ "pointer": "/sections/overall", "detail": "Nêu rõ số liệu." }], "hash": "00",
        "received_at": "2026-06-10T08:00:00+07:00", "reviewed_at": "2026-06-11T08:00:00+07:00" });
    let history = |past: &Value| json!({ "format": "baocao-history/1", "reports": [past] });
    assert!(mistakes(Contract::History, &history(&past)).is_empty());
    let mut wrong = past;
    wrong["state"] = json!("burnt");
    assert_eq!(mistakes(Contract::History, &history(&wrong)).len(), 1);
}
