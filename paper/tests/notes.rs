//! What explains an answer, on the paper and in its blank form.

mod support;

use baocao::finding::Severity;
use baocao::plan::{self, Plan};
use baocao::report::{Part, Value};
use baocao_paper::document::{Block, Document, Paragraph};
use support::Case;

/// The plan whose figures are shown, with a figure about the whole that may have to be explained.
fn explained() -> Plan {
    let path = format!("{}/../examples/plans/vi-du-so-lieu.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the plan");
    let question = r#""sections": [{ "field": "overall" }, { "field": "da-chi", "label": "Tỷ lệ đã chi",
        "kind": "decimal", "rules": [{ "rule": "at-most-hundred", "as": "explain" }] },"#;
    // The last list of that name is that of the outline.
    let place = text.rfind("\"sections\": [").expect("an outline");
    let rest =
        text[place + "\"sections\": [".len()..].trim_start().strip_prefix("\"overall\",").expect("the first question");
    let reading = plan::read(&format!("{}{question}{rest}", &text[..place]), Severity::Error);
    reading.value.unwrap_or_else(|| panic!("{:?}", reading.findings))
}

#[test]
fn what_explains_an_answer_stands_with_it() {
    let case = |answer: fn(&Part, &str) -> Option<Value>| {
        let answer = move |part: &Part, _: usize, field: &baocao::report::Field| answer(part, field.id.as_str());
        Case::of(explained(), "doan-xa-b", "thang", "2026-03", "2026-04-02T09:00:00+07:00", answer)
    };
    let said = case(|part, id| {
        let text = match (part, id) {
            (Part::Entry(task), "percent") if task.as_str() == "tap-huan" => "10",
            (Part::Entry(task), "percent.note") if task.as_str() == "tap-huan" => {
                "Tính lại theo số lớp được giao thêm."
            }
            (Part::Entry(_), "status") => "in-progress",
            (Part::Sections, "overall") => "Đã triển khai đầy đủ.",
            (Part::Sections, "da-chi") => "120",
            (Part::Sections, "da-chi.note") => "Chi thêm từ nguồn xã hội hóa.",
            _ => return None,
        };
        Some(Value::Text(text.to_owned()))
    });
    let items = |document: &Document| {
        let item = |block: &Block| match block {
            Block::Heading(heading) => Some(heading.text.clone()),
            Block::Item(Paragraph { label, text }) => {
                Some(format!("{}: {}", label.clone().unwrap_or_default(), text.clone().unwrap_or_default()))
            }
            Block::Paragraph(said) => said.text.clone(),
            _ => None,
        };
        document.body.iter().filter_map(item).collect::<Vec<_>>()
    };
    let body = items(&said.document("5", "2026-04-02"));
    let behind = |line: &str| {
        let place = body.iter().position(|one| one.ends_with(line)).unwrap_or_else(|| panic!("{line}: {body:#?}"));
        body[place + 1].as_str()
    };
    assert_eq!(behind("tiến độ 10%"), "Giải trình số liệu: Tính lại theo số lớp được giao thêm.");
    assert_eq!(behind("120"), "Giải trình số liệu: Chi thêm từ nguồn xã hội hóa.");
    let blank = items(&case(|_, _| None).form());
    let rooms = blank.iter().filter(|line| **line == "Giải trình số liệu (nếu có): ").count();
    assert_eq!(rooms, 4, "three tasks and a question: {blank:#?}");
}
