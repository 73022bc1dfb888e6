//! What a draft has that cannot be read stands on paper as it was typed.

mod support;

use baocao::report::{Draft, Edit, Part, Raw, TableText, Value, put_as_typed, settle_part};
use baocao::{plan::FieldId, report::Form, schedule};
use baocao_paper::document::{Block, Document};
use support::tables::{Plain, example};

/// The document of what was typed to the questions about the whole.
fn document(typed: &[(&str, &str)]) -> Document {
    let mut case = example();
    let member = case.plan.member(case.unit.clone());
    let zone = schedule::FixedZone::VIETNAM;
    let now = schedule::Instant::parse("2026-03-10T08:00:00+07:00", &zone).expect("a moment");
    let (kind, period) = (&case.report.kind.id, &case.report.period.id);
    let duty = schedule::duty(&case.plan, &member, kind, period, now, &zone).expect("a duty");
    let form = Form::new(&case.plan, &member, &duty);
    let part = form.part(&Part::Sections).expect("questions");
    let edits = typed.iter().map(|(field, text)| Edit {
        part: Part::Sections,
        field: FieldId::new(field).expect("an id"),
        raw: Raw::Text((*text).to_owned()),
    });
    let draft: Draft = edits.collect();
    let (mut answers, _) = settle_part(part, &draft, &Plain);
    assert!(put_as_typed(part, &draft, &[], &mut answers));
    case.report.sections = answers;
    case.document("5", "2026-03-10")
}

#[test]
fn cells_and_answers_stand_as_they_were_typed() {
    let document = document(&[
        (
            "bieu-01",
            "\tlop\tnam\tnu\ttong\tty-le-nu\tghi-chu\nhoc-sinh\t2\tabc\t30\t\t\t\ncong-chuc\t1\t1.500\t20\t\t\t\n",
        ),
        (
            "bieu-02",
            "\tten\tdia-ban\tngay\tthanh-vien\tdoan-vien\tkinh-phi\tbinh-quan\n\
             \tTổ 1\tthon\t31/02/2026\tmười\t4\t(500)\t\n\tTổ 2\tnước ngoài\t1/2/2026\t12\t1.23\t1.000\t\n",
        ),
        ("tong-thanh-vien", "34 nữ"),
    ]);
    let table = |nth: usize| &document.annexes[nth].table;
    assert_eq!(table(0).rows[0], ["", "Tổng số", "3", "", "50", "", "", ""]);
    assert_eq!(table(0).rows[2], ["1.1", "Học sinh, sinh viên", "2", "abc", "30", "", "", ""]);
    assert_eq!(table(0).rows[3][2..7], ["1", "1.500", "20", "1.520", "1,32"]);
    assert_eq!(table(1).rows[0], ["1", "Tổ 1", "Thôn, bản", "31/02/2026", "mười", "4", "(500)", ""]);
    // Canonical 1.23 would be a number: written as the officer has it, not as one that nobody has typed.
    assert_eq!(table(1).rows[1], ["2", "Tổ 2", "nước ngoài", "01/02/2026", "12", "1.23", "1.000", ""]);
    assert_eq!(table(1).total.as_ref().map(|total| total.cells.join("|")).as_deref(), Some("|||"));
    let said = document.body.iter().filter_map(|block| match block {
        Block::Paragraph(said) => said.text.as_deref(),
        _ => None,
    });
    assert!(said.clone().any(|text| text == "34 nữ"), "{:?}", said.collect::<Vec<_>>());
}

#[test]
fn a_table_that_can_be_read_is_left_as_it_is() {
    let case = example();
    let outline = case.plan.reports[0].outline.as_ref().expect("an outline");
    let question = outline.sections.iter().find(|question| question.field.as_str() == "bieu-02").expect("a question");
    let Some(Value::Table(answer)) = case.report.sections.get("bieu-02") else { panic!("no answer") };
    let text = TableText::new(&question.table, support::tables::BIEU_02, Some(answer.clone())).expect("a table");
    assert_eq!(text.as_typed(), None);
}
