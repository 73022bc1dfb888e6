#![allow(clippy::unwrap_used, reason = "a test may panic")]

use super::*;
use baocao::plan::{DueRule, TimeFrame};

fn printed(options: &Options) -> (Outcome, String) {
    let mut out = Vec::new();
    let outcome = run(options, &mut out).unwrap();
    (outcome, String::from_utf8(out).unwrap())
}

fn wording(wording: &str) -> Options {
    Options { wordings: vec![wording.to_owned()], ..Options::default() }
}

fn example(plan: &str) -> Options {
    let plan = format!("{}/../examples/plans/{plan}.json", env!("CARGO_MANIFEST_DIR"));
    Options { plan: Some(plan.into()), ..Options::default() }
}

#[test]
fn a_range_with_its_assumption_and_what_a_plan_file_holds() {
    let (outcome, said) = printed(&wording("từ tháng 6 đến tháng 12/2022"));
    let expected = "“từ tháng 6 đến tháng 12/2022”\n  \
        khoảng thời gian: từ 1/6/2022 đến 31/12/2022\n  \
        giả định: “từ tháng 6 đến tháng 12/2022”: chỗ không nêu năm lấy năm 2022 nêu sau đó\n  \
        \"time\": {\"wording\":\"từ tháng 6 đến tháng 12/2022\",\"from\":\"2022-06-01\",\"to\":\"2022-12-31\"}\n";
    assert_eq!((outcome, &*said), (Outcome::Well, expected));
}

#[test]
fn both_readings_of_before_in_both_languages() {
    let mut options = wording("trước ngày 30/5/2022");
    let (_, said) = printed(&options);
    assert!(said.contains("đến hết 29/5/2022; nếu hiểu như “chậm nhất” thì đến hết 30/5/2022"), "{said}");
    options.lang = Lang::En;
    let (_, said) = printed(&options);
    assert!(said.contains("deadline: until the end of 29 May 2022"), "{said}");
    assert!(said.contains("taken as “at the latest”, until the end of 30 May 2022"), "{said}");
}

#[test]
fn what_cannot_be_read_is_named_and_fails() {
    let (outcome, said) = printed(&wording("tuần 2 tháng 3/2025"));
    assert_eq!(outcome, Outcome::Mistakes);
    assert!(said.contains("không đọc được “tuần 2 tháng 3/2025”: không có quy định"), "{said}");
    let (outcome, said) = printed(&wording("tháng 6"));
    assert_eq!(outcome, Outcome::Mistakes);
    assert!(said.contains("thêm --year"), "{said}");
    let (outcome, said) = printed(&Options { year: Some(2025), ..wording("tháng 6") });
    assert_eq!(outcome, Outcome::Well);
    assert!(said.contains("tháng: từ 1/6/2025 đến 30/6/2025"), "{said}");
}

#[test]
fn the_due_rules_are_such_as_a_plan_file_holds() {
    let words = "chậm nhất ngày 25 hằng tháng; trước ngày 20 tháng 6 và trước ngày 20 tháng 12 hằng năm";
    let (_, said) = printed(&Options { json: true, ..wording(words) });
    let said: Value = serde_json::from_str(&said).unwrap();
    let days: Vec<_> = said["due"].as_array().unwrap().iter().map(|rule| rule["on"].to_string()).collect();
    assert_eq!(days, [r#"{"day":25}"#, r#"{"dates":["06-20","12-20"]}"#]);
    let rules: Vec<DueRule> = serde_json::from_value(said["due"].clone()).unwrap();
    assert_eq!((rules[0].reading, rules[1].reading), (Some(DayCounts::Through), None));
    assert_eq!(rules[1].wording, words);
}

#[test]
fn one_line_of_json_for_each_wording() {
    let wordings =
        ["Thường xuyên trong năm 2025 và các năm tiếp theo", "", "theo quy định", "17 giờ 00 ngày 30/01/2026"];
    let options = Options { wordings: wordings.map(str::to_owned).into(), json: true, ..Options::default() };
    let (outcome, said) = printed(&options);
    assert_eq!(outcome, Outcome::Mistakes);
    let lines: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 4);
    let time: TimeFrame = serde_json::from_value(lines[0]["time"].clone()).unwrap();
    assert!(time.ongoing && time.from.is_some() && time.to.is_none());
    assert_eq!(lines[0]["parts"][0], json!({ "words": "Thường xuyên", "kind": "continuous" }));
    assert_eq!(lines[1], json!({ "wording": "", "read": true, "blank": true }));
    let unread = json!([{ "words": "theo quy định", "why": "not-a-time" }]);
    assert_eq!(lines[2], json!({ "wording": "theo quy định", "read": false, "unread": unread }));
    assert_eq!(lines[3]["parts"][0]["clock"], "17:00");
    assert_eq!(lines[3]["assumptions"][0]["code"], "hour-is-not-held");
}

#[test]
fn a_plan_is_compared_with_its_words() {
    let (outcome, said) = printed(&example("xa-nam-cuong-2026"));
    assert_eq!(outcome, Outcome::Well);
    assert!(
        said.starts_with("horizon  “đến năm 2030”   → mốc cuối: đến hết 31/12/2030, không nêu ngày đầu\n"),
        "{said}"
    );
    assert!(
        said.contains("iii-1-3  “Thường xuyên.”  → thường xuyên\n         ≠ days: kế hoạch ghi [\"05-18\","),
        "{said}"
    );
    assert!(said.contains("13 lời văn: 13 đọc được, 0 không đọc được; 1 chỗ kế hoạch ghi khác;"), "{said}");

    let (_, said) = printed(&Options { json: true, ..example("xa-nam-cuong-2026") });
    let differing: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let differing = differing.iter().filter(|row| row["differs"] != json!([])).map(|row| row["of"].as_str().unwrap());
    assert_eq!(differing.collect::<Vec<_>>(), ["iii-1-3"]);
}

#[test]
fn a_plan_that_is_none() {
    let missing = Options { plan: Some("/nowhere/plan.json".into()), ..Options::default() };
    assert!(run(&missing, &mut Vec::new()).unwrap_err().to_string().contains("/nowhere/plan.json"));
    let broken =
        Options { plan: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml").into()), ..Options::default() };
    assert_eq!(printed(&broken).0, Outcome::Mistakes);
}

/// Every kind of part, assumption and refusal has words in both languages.
#[test]
fn everything_of_the_catalogue_can_be_said() {
    let catalogue = include_str!("../../../tests/time_frames.txt");
    let rows = catalogue.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (mut read, mut all) = (0, 0);
    for row in rows {
        let mut cells = row.split('|').map(str::trim);
        let (wording, year) = (cells.next().unwrap(), cells.next().unwrap_or_default());
        for lang in [Lang::Vi, Lang::En] {
            let options = Options { year: year.parse().ok(), lang, ..self::wording(wording) };
            let (outcome, said) = printed(&options);
            assert!(said.lines().count() >= 2 && !said.contains("()"), "{said}");
            read += usize::from(outcome == Outcome::Well);
            all += 1;
        }
    }
    assert!(all > 500 && read > 400, "{read} of {all}");
}

#[test]
fn a_due_rule_has_the_hour_that_the_words_name() {
    for (words, says, rule) in [
        (
            "Trước 17 giờ ngày 08 hằng tháng",
            "thời hạn hằng tháng: trước 17:00 ngày 8",
            r#""on":{"day":8},"at":"17:00""#,
        ),
        (
            "chậm nhất 10h00 ngày 25 tháng 11 hằng năm",
            "thời hạn hằng năm: chậm nhất 10:00 ngày 25/11",
            r#""on":{"dates":["11-25"]},"reading":"through","at":"10:00""#,
        ),
    ] {
        let (_, said) = printed(&wording(words));
        assert!(said.contains(says), "{said}");
        let given = said.lines().find_map(|line| line.trim().strip_prefix("\"due\": ")).expect("a due rule");
        let given: DueRule = serde_json::from_str(given).expect("a due rule");
        let wanted = format!("{{\"wording\":\"{words}\",{rule}}}");
        assert_eq!(given, serde_json::from_str(&wanted).expect("a due rule"));
    }
}
