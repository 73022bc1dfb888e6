//! Tables as plans ask for them, and what officers type into them.

use super::Case;
use baocao::finding::Severity;
use baocao::json::{Limits, read_text, to_canonical};
use baocao::plan::{self, Plan, Table};
use baocao::report::{
    AnswerRow, Cells, FieldKind, RawTable, TableAnswer, Text, Value, column_fields, read_cell, work_out,
};
use baocao_paper::serve;

/// What the platform does for texts; that of these tests is in its normal form already.
pub struct Plain;

impl Text for Plain {
    fn nfc(&self, text: &str) -> String {
        text.to_owned()
    }

    fn graphemes(&self, text: &str) -> usize {
        text.chars().count()
    }

    fn web_address(&self, text: &str) -> Option<String> {
        Some(text.to_owned())
    }
}

pub fn table(json: &str) -> Table {
    let reading = read_text(json, Limits::default(), Severity::Error);
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    reading.value.expect("a table")
}

/// Rows that the plan names, with sums of rows, headings of two levels, and a share.
pub fn by_commune() -> Table {
    table(
        r#"{
          "columns": [
            { "id": "members", "title": "Tổng số", "group": "Đoàn viên", "kind": "integer", "unit": "người", "total": true, "min": "0" },
            { "id": "trained", "title": "Được tập huấn", "group": "Đoàn viên", "kind": "integer", "unit": "người", "total": true },
            { "id": "share", "title": "Tỷ lệ (%)", "group": "Đoàn viên", "kind": "percent", "total": true,
              "computed": { "ratio": { "part": "trained", "whole": "members" } } },
            { "id": "cost", "title": "Kinh phí", "kind": "money", "total": true, "help": "Số đã quyết toán." },
            { "id": "rest", "title": "Chưa tập huấn", "kind": "integer", "computed": { "difference": { "from": "members", "less": "trained" } } },
            { "id": "note", "title": "Ghi chú", "kind": "text" }
          ],
          "rows": [
            { "id": "all", "number": "I", "title": "Khối xã", "sum": ["a", "b"] },
            { "id": "a", "number": "1", "title": "Xã Nam Cường" },
            { "id": "b", "number": "2", "title": "Xã Đại Hải" },
            { "id": "c", "number": "II", "title": "Khối trường học" }
          ]
        }"#,
    )
}

/// What was typed into it.
pub const BY_COMMUNE: &str = "\tmembers\ttrained\tshare\tcost\trest\tnote\n\
    all\t\t\t\t\t\t\n\
    a\t1.200\t300\t\t12.500.000\t\t\"Đợt 1\nĐợt 2\"\n\
    b\t800\t200,5\t\t0\t\t\n\
    c\t1.234567890123\t\t\t\t\tchưa rõ\n";

/// Rows that the officer adds.
pub fn classes() -> Table {
    table(
        r#"{
          "columns": [
            { "id": "name", "title": "Tên lớp", "required": true },
            { "id": "day", "title": "Ngày mở", "kind": "date" },
            { "id": "form", "title": "Hình thức", "kind": "choice",
              "options": [{ "id": "live", "label": "Trực tiếp, tại hội trường" }, { "id": "line", "label": "Trực tuyến" }] },
            { "id": "people", "title": "Số người dự", "kind": "integer", "total": true, "min": "1", "max": "5000" },
            { "id": "hours", "title": "Thời lượng", "unit": "giờ", "kind": "decimal", "total": true },
            { "id": "rate", "title": "Đạt yêu cầu", "kind": "percent" }
          ],
          "min_rows": 2
        }"#,
    )
}

/// What was typed into it.
pub const CLASSES: &str = "\tname\tday\tform\tpeople\thours\trate\n\
    \tKỹ năng số cơ bản\t15/6/2026\tTrực tuyến\t120\t1,5\t85,5\n\
    \t=1+2\t31/6/2026\tlive\t1.000.000\t0,1\t100%\n\
    \t\"0012 \"\"A\"\" _x0041_ <b>\"\t\tkhác\tmột\t12345678901234567,5\t\n";

/// The workbook of a table, by the request that a page makes.
pub fn workbook(table: &Table, typed: &str) -> Vec<u8> {
    let title = to_canonical(&"Biểu số 1. Kết quả tập huấn <A & B>");
    let request = format!(
        r#"{{"workbook":{{"title":{title},"table":{},"typed":{}}}}}"#,
        to_canonical(table),
        to_canonical(&typed)
    );
    serve(request.as_bytes()).expect("a workbook")
}

/// What a workbook says.
pub fn cells(bytes: &[u8]) -> Result<String, String> {
    baocao_paper::workbook::read(bytes).map_err(|refusal| refusal.to_string())
}

/// What is typed in a table: each cell in canonical form, or as it stands where it cannot be read.
pub fn says(plan: &Table, typed: &str) -> Vec<(String, Vec<String>)> {
    let (fields, raw) = (column_fields(plan), RawTable::read(plan, typed));
    let rows = raw.filled().map(|(place, row)| {
        let cells = fields.iter().zip(row.cells()).enumerate().map(|(nth, (field, typed))| {
            let typed = typed.trim();
            let is_asked = !typed.is_empty() && !plan.is_computed(place, nth);
            if is_asked { read_cell(field, typed, &Plain).unwrap_or_else(|_| typed.to_owned()) } else { String::new() }
        });
        (row.id.clone(), cells.collect())
    });
    rows.collect()
}

/// The answer that is read from what was typed.
pub fn answer(plan: &Table, typed: &str) -> TableAnswer {
    let fields = column_fields(plan);
    let mut answer = TableAnswer::default();
    for (id, row) in says(plan, typed) {
        let read = fields.iter().zip(&row).filter(|(_, cell)| !cell.is_empty());
        let read = read.filter(|(field, cell)| read_cell(field, cell, &Plain).is_ok() || cell.parse::<f64>().is_ok());
        let cells: Cells = read.map(|(field, cell)| (field.id.clone(), cell.clone())).collect();
        let row = plan.rows.iter().find(|row| row.id.as_str() == id).map(|row| row.id.clone());
        answer.rows.push(AnswerRow { row, cells }.into());
    }
    work_out(plan, &mut answer);
    answer
}

/// A table of many narrow columns, without headings over them.
pub fn wide() -> Table {
    let columns: Vec<String> =
        (1..=12).map(|n| format!(r#"{{"id":"m{n}","title":"Tháng {n}","kind":"integer","total":true}}"#)).collect();
    table(&format!(
        r#"{{"columns":[{}],"rows":[{{"id":"a","title":"Lượt người tham gia"}},{{"id":"b","title":"Tin, bài"}}]}}"#,
        columns.join(",")
    ))
}

/// What was typed into it.
pub const WIDE: &str = "\tm1\tm2\tm3\tm12\na\t1\t20\t300\t1.200.000\nb\t5\t6\t7\t8\n";

/// A plan that asks for tables: of the whole, and of each task.
pub fn plan_with_tables() -> Plan {
    let text = format!(
        r#"{{
          "format": "baocao-plan/1", "id": "bieu", "version": "1", "title": "Tập huấn kỹ năng số",
          "units": [{{ "id": "xa", "name": "Xã Mẫu" }}],
          "tasks": [{{ "id": "t1", "title": "Mở lớp tập huấn", "assigned": [{{ "role": "perform", "units": ["xa"] }}] }}],
          "reports": [{{
            "id": "quy", "title": "Báo cáo quý", "by": {{ "units": ["xa"] }},
            "periods": {{ "every": {{ "unit": "quarter" }} }},
            "due": [{{ "wording": "trước ngày 05 tháng đầu quý sau", "after": {{ "days": 5 }} }}],
            "outline": {{
              "entry": ["result", {{ "field": "classes", "label": "Các lớp đã mở", "kind": "table", "table": {} }}],
              "sections": [
                {{ "field": "by-commune", "label": "Kết quả theo xã", "kind": "table", "table": {} }},
                {{ "field": "by-month", "label": "Kết quả theo tháng", "kind": "table", "table": {} }}
              ]
            }}
          }}]
        }}"#,
        to_canonical(&classes()),
        to_canonical(&by_commune()),
        to_canonical(&wide()),
    );
    let reading = plan::read(&text, Severity::Error);
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    reading.value.expect("a plan")
}

/// The report of its unit, with all tables filled in.
pub fn case_with_tables() -> Case {
    Case::of(plan_with_tables(), "xa", "quy", "2026-Q1", "2026-04-02T08:00:00+07:00", |_, _, field| {
        let classes = CLASSES.replace("12345678901234567,5", "12,5");
        let typed = match field.id.as_str() {
            "classes" => &classes,
            "by-commune" => BY_COMMUNE,
            "by-month" => WIDE,
            "result" => return Some(Value::Text("Đã mở 03 lớp.".to_owned())),
            _ => return None,
        };
        let FieldKind::Table(table) = &field.kind else { return None };
        Some(Value::Table(answer(table.get()?, typed).into()))
    })
}

/// The example of a plan with tables, filled in.
pub fn example() -> Case {
    example_with(BIEU_02)
}

/// The same with these rows in the table to which rows are added.
pub fn example_with(teams: &str) -> Case {
    let plan = super::plan("vi-du-bieu-so-lieu");
    Case::of(plan, "huyen-doan-b", "quy", "2026-Q1", "2026-03-10T08:00:00+07:00", |_, _, field| {
        let typed = match field.id.as_str() {
            "bieu-01" => BIEU_01,
            "bieu-02" => teams,
            "overall" => return Some(Value::Text("Các huyện đoàn đã triển khai đúng tiến độ.".to_owned())),
            _ => return None,
        };
        let FieldKind::Table(table) = &field.kind else { return None };
        Some(Value::Table(answer(table.get()?, typed).into()))
    })
}

pub const BIEU_01: &str = "\tlop\tnam\tnu\nhoc-sinh\t4\t120\t135\ncong-chuc\t2\t40\t38\nnguoi-dan\t12\t1.250\t1.410\n";
pub const BIEU_02: &str = "\tten\tdia-ban\tngay\tthanh-vien\tdoan-vien\tkinh-phi\n\
    \tTổ công nghệ số thôn Nà Khuổi\tthon\t9/2/2026\t12\t5\t3.000.000\n\
    \tTổ công nghệ số tổ dân phố số 3\tto-dan-pho\t15/2/2026\t9\t9\t2.500.000\n";
