//! A table that goes out as a file, or is copied, is the same when it comes in again: any table, by the code that writes it
//! and the code that takes it.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::json::Deferred;
use baocao::plan::{Decimal, Table};
use baocao::report::{
    RawTable, TableText, column_fields, read_cell, read_csv, read_tsv, write_csv, write_number, write_tsv,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::PlainText;
use support::sheet::{pasted, shown, table, taken};

/// Titles that are easily taken for each other.
const TITLES: &[&str] =
    &["Nam", "Nữ", "Tổng số", "Số (lớp)", "Số (người)", "Ghi chú:", "Kỳ này – Nam", "nam", "Hàng", "A"];
const GROUPS: &[&str] = &["", "", "Kỳ này", "Lũy kế", "Nam"];
const KINDS: &[&str] = &["line", "text", "integer", "decimal", "percent", "money", "date", "choice"];
const ROWS: &[&str] = &["Học sinh", "Trong đó: nữ", "Trong đó: nữ", "Tổng số", "Khác (nếu có)", "Khác (nếu còn)"];

/// What may be typed into cells, by their kind; of the last of each nobody knows what is meant.
fn cell(kind: &str, is_tame: bool) -> BoxedStrategy<String> {
    let of = |texts: &'static [&'static str]| prop::sample::select(texts).prop_map(str::to_owned).boxed();
    let number = |least: i64, most: i64, places: usize| {
        let typed = (least..most).prop_map(move |n| {
            let digits = format!("{:0>1$}", n.unsigned_abs(), places + 1);
            let (whole, fraction) = digits.split_at(digits.len() - places);
            let sign = if n < 0 { "-" } else { "" };
            let number = Decimal::parse(&format!("{sign}{whole}.{fraction}0")).expect("a number");
            baocao::report::write_unambiguous(number)
        });
        typed.boxed()
    };
    let typed = match kind {
        // What might as well be a title, or the name of a row, is one where nothing tells it from them.
        "line" if is_tame => "[b-z][b-z0-9=+'\" -]{0,8}".boxed(),
        "line" => {
            prop_oneof!["[b-z=+@'\"-][b-z0-9=+'\" -]{0,8}", of(&["Nam", "A", "1", "'=1+1", "''@", "-", "a  b"])].boxed()
        }
        "text" => "[b-z][b-z \n\t\",;'=]{0,9}".boxed(),
        "integer" => {
            prop_oneof![4 => number(-9_999_999, 9_999_999, 0), 1 => of(&["0", "1", "2", "+7", "12,50", "năm"])].boxed()
        }
        "decimal" => {
            prop_oneof![4 => number(-99_999_999, 99_999_999, 3), 1 => of(&["1.234", "12,1250", "12.5", "1.2.3"])]
                .boxed()
        }
        "percent" => prop_oneof![4 => number(0, 10_000, 2), 1 => of(&["50%", "100 %", "200"])].boxed(),
        "money" => prop_oneof![4 => number(0, 99_999_999, 0), 1 => of(&["1.500.000 đồng", "3đ"])].boxed(),
        "date" => of(&["9/2/2026", "2026-12-31", "01/01/2025", "31/2/2026"]),
        _ => of(&["t", "p", "huyện"]),
    };
    prop_oneof![1 => of(&["", " "]), 4 => typed].boxed()
}

/// A table with what was typed into it.
fn filled(is_tame: bool) -> impl Strategy<Value = (String, Vec<Vec<String>>)> {
    let pick = |texts: &'static [&'static str]| prop::sample::select(texts);
    let column = (pick(TITLES), pick(GROUPS), pick(KINDS));
    let columns = prop::collection::vec(column, 1..6);
    let rows = prop::option::of(prop::collection::vec(pick(ROWS), 1..5));
    (columns, rows, any::<[bool; 3]>(), 1..8usize).prop_flat_map(
        move |(columns, rows, [computes, sums, totals], many)| {
            let plan = plan(&columns, rows.as_deref(), computes, sums, totals);
            let many = rows.map_or(many, |rows| rows.len());
            let line: Vec<BoxedStrategy<String>> = columns.iter().map(|(_, _, kind)| cell(kind, is_tame)).collect();
            (Just(plan), prop::collection::vec(line, many))
        },
    )
}

fn plan(columns: &[(&str, &str, &str)], rows: Option<&[&str]>, computes: bool, sums: bool, totals: bool) -> String {
    let is_number = |kind: &str| ["integer", "decimal", "percent", "money"].contains(&kind);
    let mut all: Vec<Value> = Vec::new();
    for (nth, (title, group, kind)) in columns.iter().enumerate() {
        let mut column = json!({ "id": format!("c{nth}"), "title": title, "kind": kind });
        if !group.is_empty() {
            column["group"] = json!(group);
        }
        if *kind == "choice" {
            column["options"] = json!([{ "id": "t", "label": "Thôn, bản" }, { "id": "p", "label": "Phường" }]);
        }
        if is_number(kind) && totals {
            column["total"] = json!(true);
        }
        all.push(column);
    }
    let numbers: Vec<String> =
        (0..columns.len()).filter(|nth| is_number(columns[*nth].2)).map(|nth| format!("c{nth}")).collect();
    if let (true, [first, .., last]) = (computes, &*numbers) {
        // Between the others, under a title that they may have.
        let sum = json!({ "id": "sum", "title": "Nam", "group": "Lũy kế", "kind": "decimal", "computed": { "sum": numbers } });
        let share = json!({ "id": "share", "title": "Tỷ lệ", "kind": "decimal", "computed": { "ratio": { "part": first, "whole": last } } });
        all.insert(columns.len() / 2, sum);
        all.push(share);
    }
    let row = |(nth, title): (usize, &&str)| json!({ "id": format!("r{nth}"), "title": title });
    let mut rows: Vec<Value> = rows.into_iter().flatten().enumerate().map(row).collect();
    if sums && rows.len() > 2 {
        rows[0]["sum"] = json!(["r1", "r2"]);
    }
    json!({ "columns": all, "rows": rows }).to_string()
}

/// What was typed, in the columns that are asked.
fn typed(plan: &Deferred<Table>, rows: &[Vec<String>]) -> RawTable {
    let table = plan.get().expect("a table");
    let asked: Vec<usize> = (0..table.columns.len()).filter(|nth| table.columns[*nth].computed.is_none()).collect();
    let mut raw = RawTable::read(table, "");
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in asked.iter().zip(cells) {
            if !table.is_computed(row, *column) {
                raw.set(row, *column, cell);
            }
        }
    }
    raw
}

/// What is said in the cells that are asked, row by row, and whether it can be read.
fn says(plan: &Deferred<Table>, raw: &RawTable) -> Vec<Vec<Result<String, String>>> {
    let table = plan.get().expect("a table");
    let fields = column_fields(table);
    let cells = |place: usize| {
        let asked = (0..fields.len()).filter(move |column| !table.is_computed(place, *column));
        let read = |column: usize| {
            let cell = raw.get(place, column).trim().to_owned();
            if cell.is_empty() { Ok(cell) } else { read_cell(&fields[column], &cell, &PlainText).map_err(|_| cell) }
        };
        asked.map(read).collect()
    };
    raw.filled().map(|(place, _)| cells(place)).collect()
}

/// What comes in is what went out. What could not be read may be since: the officer is shown how numbers are read.
fn is_same(before: &[Vec<Result<String, String>>], after: &[Vec<Result<String, String>>]) -> bool {
    let is_cell = |(before, after): (&Result<String, String>, &Result<String, String>)| match before {
        Err(text) if text.contains(['.', ',']) => true,
        before => before == after,
    };
    let is_row =
        |(before, after): (&Vec<_>, &Vec<_>)| before.len() == after.len() && before.iter().zip(after).all(is_cell);
    before.len() == after.len() && before.iter().zip(after).all(is_row)
}

fn blank(plan: &Deferred<Table>) -> TableText {
    shown(plan, &RawTable::read(plan.get().expect("a table"), ""))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_table_in_a_file_comes_back((plan, rows) in filled(false)) {
        let plan = table(&plan);
        let raw = typed(&plan, &rows);
        let out = shown(&plan, &raw).exported("Hàng");
        let block = read_csv(&write_csv(&out));
        prop_assert_eq!(&block, &out);

        let into = blank(&plan);
        let paste = pasted(&into, &block, (3, 1), None);
        let back = taken(&into, &paste);
        let (mut before, after) = (says(&plan, &raw), says(&plan, &back));
        // A first row may look as if it numbered the columns; that it is left out is said.
        if paste.left_out > 0 {
            let is_numbering = |cell: &String| cell.is_empty() || cell.len() == 1 || cell.parse::<usize>().is_ok();
            prop_assert!(paste.left_out == 1 && out[1].iter().all(is_numbering), "{:?}", out);
            before.remove(0);
        }
        prop_assert!(paste.by_heading || before.is_empty());
        prop_assert_eq!((&*paste.no_columns, paste.no_rows, paste.locked), (&[][..], 0, 0), "{:?}", out);
        prop_assert!(is_same(&before, &after), "{:?}\n{:?}\n{:?}", out, before, after);
        if paste.left_out == 0 && before.iter().flatten().all(Result::is_ok) {
            let again = shown(&plan, &back).exported("Hàng");
            let trimmed = out.iter().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>());
            prop_assert_eq!(again, trimmed.collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_copied_table_comes_back((plan, rows) in filled(true)) {
        let plan = table(&plan);
        let raw = typed(&plan, &rows);
        let from = shown(&plan, &raw);
        let columns = from.fields.len();
        let line = |row| (0..columns).map(|column| from.copied(&raw, row, column)).collect::<Vec<_>>();
        let out: Vec<Vec<String>> = (0..rows.len()).map(line).collect();
        let block = read_tsv(&write_tsv(&out));
        prop_assert_eq!(&block, &out);

        let into = blank(&plan);
        let back = taken(&into, &pasted(&into, &block, (0, 0), None));
        prop_assert!(is_same(&says(&plan, &raw), &says(&plan, &back)), "{:?}\n{:?}", out, back);
    }
}

/// A number that could be English tells nothing of those that can be read.
#[test]
fn a_doubtful_number_changes_no_other() {
    let plan = table(r#"{"columns": [{"id": "a", "title": "Số", "kind": "decimal"}, {"id": "b", "title": "Tên"}]}"#);
    let mut raw = RawTable::read(plan.get().expect("a table"), "");
    raw.put([(0, 0, "12.5"), (1, 0, "1.234"), (1, 1, "=1+1"), (2, 0, "-5,1250")]);
    let from = shown(&plan, &raw);
    let out = from.exported("Hàng");
    assert_eq!(out, [["Số", "Tên"], ["12.5", ""], ["1234", "=1+1"], ["-5,1250", ""]]);
    let number = |raw: &RawTable, row| raw.get(row, 0).into_owned();
    for rows in [3, 4] {
        let into = blank(&plan);
        let back = taken(&into, &pasted(&into, &read_csv(&write_csv(&out[..rows])), (0, 0), None));
        assert_eq!(number(&back, 1), write_number(Decimal::from(1234)), "{:?}", &out[..rows]);
        assert_eq!(&*back.get(1, 1), "=1+1");
    }
    let line = |row| vec![from.copied(&raw, row, 0), from.copied(&raw, row, 1)];
    let into = blank(&plan);
    let back = taken(&into, &pasted(&into, &[line(0), line(1)], (0, 0), None));
    assert_eq!(number(&back, 1), "1.234");
}

/// What a program reads it by: of columns with one title the heading over them as well.
#[test]
fn headings_in_a_file_tell_columns_apart() {
    let plan = table(
        r#"{"columns": [{"id": "a", "title": "Nam", "group": "Kỳ này", "kind": "integer"},
            {"id": "b", "title": "Nam", "group": "Lũy kế", "kind": "integer"}, {"id": "c", "title": "Ghi chú", "group": "Lũy kế"}],
            "rows": [{"id": "x", "title": "Xã A"}]}"#,
    );
    let mut raw = RawTable::read(plan.get().expect("a table"), "");
    raw.put([(0, 0, "1.000"), (0, 1, "2")]);
    let out = shown(&plan, &raw).exported("Hàng");
    assert_eq!(out, [["Hàng", "Kỳ này – Nam", "Lũy kế – Nam", "Ghi chú"], ["Xã A", "1000", "2", ""]]);
    // Turned round, as somebody may have it in a workbook.
    let turned: Vec<Vec<String>> = out.iter().map(|row| row.iter().rev().cloned().collect()).collect();
    let into = blank(&plan);
    let back = taken(&into, &pasted(&into, &turned, (0, 0), None));
    assert_eq!([&*back.get(0, 0), &*back.get(0, 1)], ["1.000", "2"]);
}
