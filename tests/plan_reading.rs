//! Reading plans: every mistake at once, at its place.
#![cfg(not(target_arch = "wasm32"))]

use baocao::finding::{Code, Severity};
use baocao::locale::Lang;
use baocao::plan;

/// `line:column pointer code` of each finding.
fn findings(text: &str) -> Vec<String> {
    let reading = plan::read(text, Severity::Error);
    assert_eq!(reading.value.is_none(), reading.findings.iter().any(|f| f.is_error()));
    reading
        .findings
        .iter()
        .map(|f| {
            let at = f.position.map_or(String::new(), |p| format!("{}:{} ", p.line, p.column));
            let code = serde_json::to_value(&f.code).expect("codes are plain data");
            format!("{at}{} {}", f.at, code["code"].as_str().expect("every code has a key"))
        })
        .collect()
}

const SMALLEST: &str = r#"{"format":"baocao-plan/1","id":"p","version":"1","title":"Kế hoạch"}"#;

#[test]
fn the_smallest_plan_is_a_plan() {
    assert!(findings(SMALLEST).is_empty());
    assert!(findings(&format!("\u{feff}{SMALLEST}\n")).is_empty());
}

#[test]
fn all_mistakes_are_reported_at_once_with_their_places() {
    let text = r#"{
  "format": "baocao-plan/2",
  "id": " p",
  "titel": "Kế hoạch",
  "x-note": "free",
  "issued": "2025-02-29",
  "units": [ { "id": "a", "name": "A", "groups": ["none"] }, { "id": "a", "name": 7 } ],
  "tasks": [ { "id": "t", "title": "T", "assigned": [ { "role": "leads" } ], "time": { "ongoing": 1 } } ],
  "reports": [ { "id": "r", "title": "R", "by": {}, "periods": { "every": { "unit": "fortnight" } } } ]
}"#;
    assert_eq!(
        findings(text),
        [
            "1:1  missing-key",
            "1:1  missing-key",
            "2:13 /format unexpected",
            "3:9 /id unexpected",
            "4:3 /titel unknown-key",
            "6:13 /issued unexpected",
            "7:51 /units/0/groups/0 dangling",
            "7:70 /units/1/id duplicate-id",
            "7:83 /units/1/name unexpected",
            "8:65 /tasks/0/assigned/0/role unexpected",
            "8:86 /tasks/0/time missing-key",
            "8:99 /tasks/0/time/ongoing unexpected",
            "9:49 /reports/0/by required",
            "9:85 /reports/0/periods/every/unit unexpected",
        ]
    );
}

#[test]
fn what_only_the_whole_can_tell_is_checked() {
    let text = r#"{"format":"baocao-plan/1","id":"p","version":"1","title":"K",
"groups":[{"id":"g","name":"G","groups":["h"]},{"id":"h","name":"H","groups":["g"]}],
"units":[{"id":"a","name":"A","groups":["none"]},{"id":"a","name":"B"}],
"tasks":[{"id":"t","title":"T","chapter":"c","assigned":[{"role":"lead","units":["nobody"]}]}],
"reports":[{"id":"r","title":"R","by":{"units":["a"]},"periods":"on-request",
  "due":[{"wording":"w","on":{"day":15}}],
  "outline":{"entry":["status",{"field":"mine"},{"field":"pick","label":"P","kind":"choice","x-a":1}]}}]}"#;
    assert_eq!(
        findings(text),
        [
            "2:11 /groups/0 cycle",
            "3:41 /units/0/groups/0 dangling",
            "3:56 /units/1/id duplicate-id",
            "4:42 /tasks/0/chapter dangling",
            "4:82 /tasks/0/assigned/0/units/0 dangling",
            "6:10 /reports/0/due/0 never-due",
            "7:32 /reports/0/outline/entry/1 needs",
            "7:32 /reports/0/outline/entry/1 needs",
            "7:49 /reports/0/outline/entry/2 needs",
        ]
    );
}

#[test]
fn a_typo_never_locks_officers_out() {
    let text = SMALLEST.replace("\"version\"", "\"titel\":1,\"version\"");
    let reading = plan::read(&text, Severity::Warning);
    assert!(reading.value.is_some());
    assert!(matches!(&reading.findings[0].code, Code::UnknownKey { near: Some(near), .. } if near == "title"));
}

#[test]
fn text_that_is_no_json_is_one_finding_at_its_place() {
    for (text, expected) in [
        ("", "1:1  syntax"),
        ("{\"a\":1,}", "1:8  syntax"),
        ("{\n  \"a\" 1}", "2:7  syntax"),
        ("\"\\ud800\"", "1:2  syntax"),
        ("[1] 2", "1:5  syntax"),
        ("01", "1:2  syntax"),
        ("\"\t\"", "1:2  syntax"),
        ("nul", "1:1  syntax"),
    ] {
        assert_eq!(findings(text), [expected], "{text:?}");
    }
    assert_eq!(findings(&"[".repeat(100_000)), ["1:65  too-deep"]);
    assert_eq!(findings(&format!("\"{}\"", "a".repeat(20_000_000))), [" too-large"]);
}

#[test]
fn too_many_units_are_refused_before_they_are_read() {
    let units = vec!["1"; plan::Plan::MAX_UNITS + 1].join(",");
    assert_eq!(findings(&format!("{{\"units\":[{units}]}}")), ["/units too-many"]);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC*") {
        plan::read(&text, Severity::Error);
    }

    #[test]
    fn no_damage_to_a_plan_makes_the_reader_panic(cut in 0_usize..70, junk in "[\\[\\]{}\":,0-9a-z\\\\]{0,6}") {
        let cut = SMALLEST.floor_char_boundary(cut);
        plan::read(&format!("{}{junk}{}", &SMALLEST[..cut], &SMALLEST[cut..]), Severity::Error);
    }
}

#[test]
fn of_very_many_mistakes_the_first_are_told_and_that_there_is_an_error() {
    let unknown: String = (0..20_000).map(|nth| format!("\"k{nth}\":1,\n")).collect();
    let plan = plan_with(&format!("{unknown}\"title\":7,"));
    let reading = plan::read(&plan, Severity::Warning);
    assert!(reading.value.is_none());
    assert_eq!(reading.findings.len(), 1_001);
    let last = reading.findings.last().expect("the error");
    assert!(last.is_error());
    assert_eq!(last.position.map(|at| at.line), Some(20_001));
}

fn plan_with(members: &str) -> String {
    format!(r#"{{{members}"format":"baocao-plan/1","id":"p","version":"1","units":[{{"id":"a","name":"A"}}]}}"#)
}

const SHORT: &str = r#"{"format":"baocao-plan/1","id":"p","version":"1","title":"Kế hoạch","abbreviations":"#;

/// What is wrong with these abbreviations, each with its place.
fn wrong_abbreviations(of: &str) -> Vec<String> {
    let reading = plan::read(&format!("{SHORT}{of}}}"), Severity::Error);
    assert_eq!(reading.value.is_none(), !reading.findings.is_empty());
    let said = |found: &baocao::finding::Finding| format!("{} {}", found.at, baocao::locale::finding(Lang::Vi, found));
    reading.findings.iter().map(said).collect()
}

#[test]
fn abbreviations_are_words_each_once_with_a_meaning() {
    assert_eq!(wrong_abbreviations(r#"{"UBND": "Ủy ban nhân dân", "KT-XH": "kinh tế - xã hội"}"#), [""; 0]);
    assert_eq!(wrong_abbreviations("{}"), [""; 0]);
    let wrong = wrong_abbreviations(r#"{"UBND": "a", "U": "b", "(TW)": "c", "UBND": "d", "XH": " ", "CĐS": 5}"#);
    let expected = [
        ("/abbreviations/UBND ", "UBND"),
        ("/abbreviations/U ", "2–30 ký tự"),
        ("/abbreviations/(TW) ", "2–30 ký tự"),
        ("/abbreviations/CĐS ", "5"),
    ];
    assert_eq!(wrong.len(), expected.len(), "{wrong:#?}");
    for (said, (at, word)) in wrong.iter().zip(expected) {
        assert!(said.starts_with(at) && said.contains(word), "{said}: {at} {word}");
    }
    let wrong = wrong_abbreviations(&format!(r#"{{"XH": " ", "CĐS": "{}"}}"#, "ố".repeat(301)));
    assert_eq!(wrong.len(), 2, "{wrong:#?}");
    assert!(wrong[1].contains("301") && wrong[1].contains("300"), "{wrong:#?}");
    let many: Vec<String> = (0..201).map(|n| format!(r#""V{n}": "x""#)).collect();
    assert_eq!(wrong_abbreviations(&format!("{{{}}}", many.join(","))).len(), 1);
    assert_eq!(wrong_abbreviations(r#"["UBND"]"#).len(), 1);
}

#[test]
fn abbreviations_are_found_as_words_in_the_order_of_their_mention() {
    let text = r#"{"TW": "Trung ương", "UBND": "Ủy ban nhân dân", "KT-XH": "kinh tế - xã hội", "XH": "xã hội", "ĐVTN": "đoàn viên, thanh niên"}"#;
    let plan = plan::read(&format!("{SHORT}{text}}}"), Severity::Error).value.expect("a plan");
    let known = plan.abbreviations.get().expect("abbreviations");
    let used = |texts: &[&str]| {
        known.used(texts.iter().copied()).iter().map(|(short, _)| (*short).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(used(&["(UBND xã), ĐVTN; UBND tỉnh", "57-NQ/TW"]), ["UBND", "ĐVTN", "TW"]);
    // Not within words, not of other letters; of two the longer.
    assert_eq!(used(&["UBNDT, ubnd, TWĐTN, aTW, ĐVTNXH"]), [""; 0]);
    assert_eq!(used(&["phát triển KT-XH"]), ["KT-XH"]);
    assert_eq!(used(&["VH-XH, KT-XH"]), ["XH", "KT-XH"]);
    assert_eq!(used(&["KT-XHH XH"]), ["XH"]);
    // It is what is written.
    let back = baocao::json::to_canonical(&plan);
    assert_eq!(
        plan::read(&back, Severity::Error).value.map(|plan| baocao::json::to_canonical(&plan)).as_deref(),
        Some(&*back)
    );
    assert!(back.contains(r#""ĐVTN":"đoàn viên, thanh niên""#), "{back}");
}
