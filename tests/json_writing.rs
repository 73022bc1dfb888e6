//! What the element writes is what the serde derives write, from which the schemas come.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use baocao::delivery::{
    DraftKey, Earlier, Failure, Frozen, Outgoing, Phase, Problem, ProblemError, Receipt, Record, Refusal, Stage,
};
use baocao::finding::Severity;
use baocao::json::{self, Limits, Write, to_canonical};
use baocao::plan::{self, Plan};
use baocao::report::{Edit, Part, Raw, RawEvidence, Report};
use baocao::schedule::Instant;
use serde::Serialize;
use serde_json::Value;

/// Writes a value both ways, and checks that both say the same and that ours is canonical.
fn written<T: Write + Serialize>(value: &T) -> String {
    let ours = to_canonical(value);
    assert_eq!(serde_json::from_str::<Value>(&ours).unwrap(), serde_json::to_value(value).unwrap());
    // For keys in ASCII, as ours are, the order of serde_json's maps is the canonical one.
    assert_eq!(serde_json::from_str::<Value>(&ours).unwrap().to_string(), ours);
    ours
}

fn plans() -> impl Iterator<Item = Plan> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/plans");
    let texts = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    texts.map(|text| plan::read(&text, Severity::Error).value.unwrap())
}

#[test]
fn plans_are_written_as_serde_writes_them_and_read_again_the_same() {
    for plan in plans() {
        let text = written(&plan);
        let again = plan::read(&text, Severity::Error).value.unwrap();
        assert_eq!(to_canonical(&again), text, "{} is not the same", plan.id);
    }
}

/// Every key that a report can have, and an entry without answers.
const REPORT: &str = r##"{"format":"baocao-report/1",
"plan":{"id":"p","version":"1","title":"Kế hoạch \"57\"","hash":"00"},"unit":{"id":"u","name":"Đơn vị"},
"kind":{"id":"k","title":"Báo cáo\ntháng"},"period":{"id":"2026-06","from":"2026-06-01","to":"2026-06-30"},
"due":{"wording":"trước ngày 15","last_day":"2026-06-14","until":"2026-06-15T00:00:00+07:00"},
"late":{"reason":"mưa bão"},"nil":true,"reporter":{"name":"A","phone":"0988086273","email":"a@b.vn"},
"entries":[{"task":"t","number":"1.","title":"T","roles":["lead","support"],"values":{"status":"done","pick":["a","b"],
  "yes":true,"evidence":[{"number":"1/KH","date":"2026-06-01"},{"url":"https://a.vn"}],"none":[]}},
  {"task":"t2","title":"T2","values":{}}],
"indicators":[{"indicator":"i","title":"I","values":{"value":"12.5"}}],"sections":{"overall":"Tốt\t\\"},
"addressees":["UBND"],"revision":2,"supersedes":"7","user":"x","client":"c","prepared_at":"2026-06-20T08:00:00+07:00"}"##;

#[test]
fn reports_are_written_as_serde_writes_them() {
    let reading = json::read_text::<Report>(REPORT, Limits::default(), Severity::Error);
    let report = reading.value.unwrap();
    let text = written(&report);
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), serde_json::from_str::<Value>(REPORT).unwrap());

    let bare = Report { late: None, nil: false, reporter: None, entries: Vec::new(), ..report };
    assert!(!written(&bare).contains("entries"));
}

#[test]
fn what_the_device_keeps_is_read_as_it_was_written() {
    let id = |text: &str| plan::FieldId::new(text).unwrap();
    let evidence = RawEvidence { number: "1".into(), ..RawEvidence::default() };
    let edits = [
        (Part::Entry(plan::TaskId::new("t").unwrap()), "result", Raw::Text("xong \u{1}".into())),
        (Part::Sections, "overall", Raw::Picks(vec!["a".into()])),
        (Part::Whole, "evidence", Raw::Evidence(vec![evidence])),
    ];
    let mut draft: baocao::report::Draft =
        edits.map(|(part, field, raw)| Edit { part, field: id(field), raw }).into_iter().collect();
    let key = DraftKey {
        plan: plan::PlanId::new("p").unwrap(),
        unit: plan::UnitId::new("u").unwrap(),
        kind: plan::KindId::new("k").unwrap(),
        period: plan::PeriodId::new("2026").unwrap(),
        user: String::new(),
    };
    let mut record = Record::new(key, &draft, "2026-06-20T08:00:00+07:00".into());
    let kept = |record: &Record| Record::from_text(&record.to_text()).unwrap();
    assert_eq!(kept(&record), record);
    assert_eq!(kept(&record).draft(), draft);
    // Answers that were made blank again are no others than that; so they were written at first.
    for (part, field, raw) in
        [(Part::Sections, "overall", Raw::Picks(Vec::new())), (Part::Whole, "evidence", Raw::Evidence(Vec::new()))]
    {
        draft.apply(Edit { part, field: id(field), raw });
    }
    Record::write(&mut record, &draft, "2026-06-20T08:01:00+07:00".into());
    assert_eq!(kept(&record), record);
    assert_eq!(kept(&record).draft(), draft);
    let at_first = record.to_text().replace(r#"{"picks":[]}"#, "{}").replace(r#"{"evidence":[]}"#, "{}");
    assert!(at_first.contains(r#""raw":{}"#), "{at_first}");
    assert!(Record::from_text(&at_first).unwrap().draft().answers().any(|(_, _, raw)| raw.text() == "xong \u{1}"));
    record.receipts.push(Receipt {
        number: None,
        received_at: Some("now".into()),
        late: Some(false),
        hash: "0".into(),
        sent_at: "then".into(),
    });
    let frozen = |key: &str| Frozen {
        signature: Some(format!("{key:?}")).filter(|_| key == "b"),
        ..Frozen::new(key.into(), "{}".into(), "11".into())
    };
    let problem = Problem { status: 422, detail: Some("sai".into()), ..Problem::default() };
    let refusal = Refusal::new(&problem);
    assert_eq!(refusal.problem(), problem);
    let asked = Phase::AskedToWait {
        since: Instant(1_790_000_000_000),
        until: Instant(1_790_000_060_000),
        refusal: refusal.clone(),
    };
    let refused = [Phase::Conflict(refusal.clone()), Phase::Refused(refusal.clone())];
    for phase in [Phase::Queued, Phase::Sending, asked].into_iter().chain(refused) {
        let (frozen, before) = (frozen("b"), Some(frozen("a")));
        let outgoing = Outgoing { frozen, before, tries: 3, signed_out: 0, in_doubt: true, phase };
        record.stage = Stage::Outgoing(Box::new(outgoing));
        assert_eq!(kept(&record), record);
    }
    let earlier = Earlier { frozen: frozen("a"), in_doubt: true, refusal: Some(refusal) };
    for stage in [Stage::Sent, Stage::Draft(Some(earlier))] {
        record.stage = stage;
        assert_eq!(kept(&record), record);
    }
}

#[test]
fn failures_are_written_as_serde_writes_them() {
    let errors = vec![ProblemError { pointer: "/entries/0".into(), detail: "sai".into() }];
    let problem = Problem { status: 422, kind: Some("about:blank".into()), errors, ..Problem::default() };
    let stopped = Failure::Stopped { detail: "không".into() };
    let silent = [Failure::NotSent, Failure::Unreachable];
    for failure in silent.into_iter().chain([Failure::TimedOut, Failure::SignedOut, stopped, Failure::Refused(problem)])
    {
        written(&failure);
    }
}

#[test]
fn members_stand_in_the_order_of_their_utf16_code_units() {
    // U+1F600 is written with surrogates, which come before U+FB33; UTF-8 would have it the other way round.
    let text = "{\"\u{fb33}\":1,\"\u{1f600}\":2,\"b\":[ ],\"a\":{\"\":null,\"/\":\"\\u00e9\\/\"}}";
    let root = json::parse(text, Limits::default()).unwrap();
    assert_eq!(to_canonical(&root), "{\"a\":{\"\":null,\"/\":\"é/\"},\"b\":[],\"\u{1f600}\":2,\"\u{fb33}\":1}");
}
