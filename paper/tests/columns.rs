//! How wide the columns of tables are.

mod support;

use baocao::report::Value;
use baocao_paper::Document;
use support::{Case, tables};

/// The report of a table with so many columns and rows.
fn of(columns: usize, rows: usize) -> Document {
    let table: Vec<String> = (1..=columns)
        .map(|n| format!(r#"{{"id":"c{n}","title":"Cột số {n}","kind":"integer","total":true}}"#))
        .collect();
    let plan = format!(
        r#"{{"format":"baocao-plan/1","id":"p","version":"1","title":"Kế hoạch","units":[{{"id":"u","name":"Xã Mẫu"}}],
        "reports":[{{"id":"k","title":"Báo cáo","by":{{"units":["u"]}},"periods":{{"every":{{"unit":"month"}}}},
          "outline":{{"entry":["result"],"sections":[{{"field":"b","label":"Biểu","kind":"table",
            "table":{{"columns":[{}]}}}}]}}}}]}}"#,
        table.join(",")
    );
    let reading = baocao::plan::read(&plan, baocao::finding::Severity::Error);
    let plan = reading.value.unwrap_or_else(|| panic!("{:?}", reading.findings));
    let keys: String = (1..=columns).map(|n| format!("\tc{n}")).collect();
    let line: String = (1..=columns).map(|n| format!("\t{}", n * 7)).collect();
    let typed = keys + &format!("\n{line}").repeat(rows);
    let answered = |field: &baocao::report::Field| {
        let baocao::report::FieldKind::Table(table) = &field.kind else { return None };
        Some(Value::Table(tables::answer(table.get()?, &typed).into()))
    };
    Case::of(plan, "u", "k", "2026-03", "2026-03-10T08:00:00+07:00", |_, _, field| answered(field))
        .document("5", "2026-03-10")
}

/// The margins of a cell in Word's file, in millimetres: those of its tables, or the usual ones.
fn margins(document: &Document) -> f64 {
    let files = support::zipped::unpacked(&baocao_paper::docx::write(document));
    if files["word/document.xml"].contains("<w:tblCellMar><w:left w:w=\"40\"") { 1.4 } else { 3.8 }
}

#[test]
fn the_numbers_of_rows_are_whole_however_many_columns_there_are() {
    for (columns, rows, digits) in [(8, 12, 2.0), (20, 12, 2.0), (30, 12, 2.0), (30, 120, 3.0), (60, 120, 3.0)] {
        let document = of(columns, rows);
        let table = &document.annexes[0].table;
        let all: f64 = table.columns.iter().map(|column| f64::from(column.share)).sum();
        let width = 257.0 * f64::from(table.columns[0].share) / all;
        let points = f64::from(table.size.unwrap_or(13));
        // Digits are half as wide as letters are high, and "TT" in bold is a third wider than two of them.
        let needed = f64::max(digits * 0.5, 1.34) * points * 0.353 + margins(&document);
        assert!(width >= needed, "{columns} columns: {width:.1} mm of {needed:.1} in {points} pt");
    }
}

#[test]
fn thirty_columns_keep_their_numbers_on_one_line() {
    let document = of(30, 12);
    let table = &document.annexes[0].table;
    let all: f64 = table.columns.iter().map(|column| f64::from(column.share)).sum();
    let total = table.total.as_ref().expect("sums");
    for (column, sum) in table.columns[1..].iter().zip(&total.cells) {
        let width = 257.0 * f64::from(column.share) / all;
        let needed = sum.chars().count() as f64 * 0.5 * 7.0 * 0.353 + margins(&document);
        assert!(width >= needed, "{sum}: {width:.1} mm of {needed:.1}");
    }
    if let Some(shots) = std::env::var_os("BAOCAO_SHOTS") {
        let file = std::path::Path::new(&shots).join("columns.docx");
        std::fs::write(file, baocao_paper::docx::write(&document)).expect("a file");
    }
}
