//! What a draft says on paper: what cannot be read as it was typed, and no sums of the rest.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::finding::Severity;
use baocao::plan::IndicatorId;
use baocao::report::{Part, Raw, RawEvidence, Report, Value};
use support::at;
use support::officer::Officer;

const NOW: &str = "2026-03-10T08:00";
const HEAD_01: &str = "\tlop\tnam\tnu\ttong\tty-le-nu\tghi-chu\n";
const HEAD_02: &str = "\tten\tdia-ban\tngay\tthanh-vien\tdoan-vien\tkinh-phi\tbinh-quan\n";

fn on_paper(officer: &Officer) -> Report {
    officer.0.rest().and_then(|rest| officer.0.report_on_paper(rest, at(NOW))).expect("an open report")
}

/// The cells of a row in the order of the keys, and the sums.
fn cells(report: &Report, table: &str, nth: usize) -> (String, String) {
    let Some(Value::Table(answer)) = report.sections.get(table) else { panic!("no {table}") };
    let says = |cells: &baocao::report::Cells| {
        cells.iter().map(|(id, cell)| format!("{id}={cell}")).collect::<Vec<_>>().join(" ")
    };
    (says(&answer.rows[nth].cells), says(&answer.total))
}

fn of_tables() -> Officer {
    let mut officer = Officer::of("vi-du-bieu-so-lieu", "huyen-doan-b", NOW);
    officer.opens("quy", "2026-Q1");
    officer
}

#[test]
fn cells_stand_as_they_were_typed_and_what_follows_from_them_is_blank() {
    let mut officer = of_tables();
    let rows = "hoc-sinh\t2\tabc\t30\t\t\t\ncong-chuc\t1\t10\t20\t\t\t\nnguoi-dan\t3\t5\t5\t\t\t\n";
    officer.types(Part::Sections, "bieu-01", &format!("{HEAD_01}{rows}"));
    let rows = "\tTổ 1\tthon\t31/02/2026\tmười\t4\t(500)\t\n\tTổ 2\tnước ngoài\t1/2/2026\t12\t3\t1.000\t\n";
    officer.types(Part::Sections, "bieu-02", &format!("{HEAD_02}{rows}"));
    officer.types(Part::Sections, "tong-thanh-vien", "34 nữ");
    let report = on_paper(&officer);
    let of_01 = |nth| cells(&report, "bieu-01", nth).0;
    // The sums of sums, and what follows from them: of the columns in which all can be read there are some.
    assert_eq!([of_01(0), of_01(1)], ["lop=6 nu=55", "lop=3 nu=50"]);
    assert_eq!([of_01(2), of_01(3)], ["lop=2 nam= abc nu=30", "lop=1 nam=10 nu=20 tong=30 ty-le-nu=66.67"]);
    let (first, total) = cells(&report, "bieu-02", 0);
    assert_eq!(first, "dia-ban=thon doan-vien=4 kinh-phi= (500) ngay= 31/02/2026 ten=Tổ 1 thanh-vien= mười");
    assert_eq!(total, "doan-vien=7");
    let (second, _) = cells(&report, "bieu-02", 1);
    assert_eq!(
        second,
        "binh-quan=25 dia-ban= nước ngoài doan-vien=3 kinh-phi=1000 ngay=2026-02-01 ten=Tổ 2 thanh-vien=12"
    );
    assert_eq!(report.sections.get("tong-thanh-vien"), Some(&Value::Text(" 34 nữ".to_owned())));
    // What is sent has neither; what can be read is the same in both.
    assert_eq!(officer.report(NOW).sections.get("tong-thanh-vien"), None);
    officer.types(Part::Sections, "tong-thanh-vien", "34");
    officer.types(Part::Sections, "bieu-01", "");
    officer.types(Part::Sections, "bieu-02", "");
    assert_eq!(on_paper(&officer), officer.report(NOW));
}

/// A plan with computed questions and an indicator.
fn of_questions() -> Officer {
    let plan = r#"{"format":"baocao-plan/1","id":"p","version":"1","title":"Kế hoạch","units":[{"id":"u","name":"U"}],
        "tasks":[{"id":"t","title":"T","assigned":[{"role":"lead","units":["u"]}],"indicators":["n"]}],
        "indicators":[{"id":"n","title":"N","measure":"number","accumulates":"sum",
          "targets":[{"wording":"W","by":"2026","goal":{"at-least":"10"}}]}],
        "reports":[{"id":"k","title":"K","by":{"units":["u"]},"periods":{"every":{"unit":"month"}},
          "outline":{"entry":["evidence"],"sections":[
            {"field":"nam","label":"Nam","kind":"integer"},{"field":"nu","label":"Nữ","kind":"integer"},
            {"field":"tong","label":"Tổng","kind":"integer","computed":{"sum":["nam","nu"]}},
            {"field":"ty-le","label":"Tỷ lệ","kind":"percent","computed":{"ratio":{"part":"nam","whole":"tong"}}}]}}]}"#;
    let reading = baocao::plan::read(plan, Severity::Error);
    let mut officer = Officer::of_plan(reading.value.unwrap_or_else(|| panic!("{:?}", reading.findings)), "u", NOW);
    officer.opens("k", "2026-03");
    officer
}

#[test]
fn what_follows_from_a_question_that_cannot_be_read_is_blank() {
    let mut officer = of_questions();
    officer.types(Part::Sections, "nam", "12");
    officer.types(Part::Sections, "nu", "1.23");
    let says = |officer: &Officer| {
        let report = on_paper(officer);
        let said = report.sections.iter().map(|(id, value)| format!("{id}={}", value.text().unwrap_or_default()));
        said.collect::<Vec<_>>().join(" ")
    };
    // Canonical it would be a number, which nobody has typed.
    assert_eq!(says(&officer), "nam=12 nu= 1.23");
    officer.types(Part::Sections, "nu", "4");
    assert_eq!(says(&officer), "nam=12 nu=4 tong=16 ty-le=75");
}

#[test]
fn an_indicator_comes_to_nothing_while_its_result_cannot_be_read() {
    let part = Part::Indicator(IndicatorId::new("n").expect("an id"));
    let mut officer = of_questions();
    officer.types(part.clone(), "before", "5");
    officer.types(part.clone(), "value", "3");
    let cumulative = |officer: &Officer| {
        let figures = on_paper(officer).indicators[0].figures;
        figures.and_then(|figures| figures.cumulative).map(|number| number.to_string())
    };
    assert_eq!(cumulative(&officer).as_deref(), Some("8"));
    officer.types(part, "value", "ba");
    assert_eq!(cumulative(&officer), None);
    assert_eq!(on_paper(&officer).indicators[0].values.get("value"), Some(&Value::Text(" ba".to_owned())));
}

#[test]
fn evidence_keeps_what_was_typed() {
    let mut officer = of_questions();
    let row = RawEvidence {
        number: "12/KH".to_owned(),
        date: "31/02/2026".to_owned(),
        title: "Kế hoạch".to_owned(),
        ..RawEvidence::default()
    };
    let part = Part::Entry(baocao::plan::TaskId::new("t").expect("an id"));
    officer.enters(part, "evidence", Raw::Evidence(vec![row]));
    let report = on_paper(&officer);
    let Some(Value::Evidence(rows)) = report.entries[0].values.get("evidence") else { panic!("no evidence") };
    assert_eq!((rows[0].number.as_deref(), rows[0].title.as_deref()), (Some("12/KH (31/02/2026)"), Some("Kế hoạch")));
}
