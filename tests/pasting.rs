//! Pasting: what goes where, what does not fit, and that what was copied comes back.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::finding::Severity;
use baocao::json::{Limits, read_text};
use baocao::plan::{Decimal, Table};
use baocao::report::{RawTable, TableAnswer, Title, column_fields, read_csv, read_tsv, work_out, write_csv, write_tsv};
use baocao::state::{Paste, Target, Writing, paste};
use proptest::prelude::*;
use support::PlainText;

const LIST: &str = r#"{"columns": [
    {"id": "name", "title": "Tên tổ"},
    {"id": "place", "title": "Địa bàn", "kind": "choice", "options": [{"id": "t", "label": "Thôn"}, {"id": "p", "label": "Phường"}]},
    {"id": "all", "title": "Tổng số", "group": "Thành viên", "kind": "integer", "unit": "người", "total": true},
    {"id": "young", "title": "Thanh niên", "group": "Thành viên", "kind": "decimal"},
    {"id": "share", "title": "Tỷ lệ", "kind": "percent", "computed": {"ratio": {"part": "young", "whole": "all"}}}
]}"#;

const NAMED: &str = r#"{"columns": [{"id": "n", "title": "Số lượng", "kind": "integer"}, {"id": "note", "title": "Ghi chú"}],
    "rows": [{"id": "a", "title": "Tổng số", "sum": ["b", "c"]}, {"id": "b", "title": "Trong đó: nữ"},
             {"id": "c", "title": "Trong đó: nữ"}, {"id": "d", "title": "Khác"}]}"#;

fn table(text: &str) -> Table {
    read_text(text, Limits::default(), Severity::Error).value.expect("a table")
}

fn pasted(plan: &Table, text: &str, at: (usize, usize), writing: Option<Writing>) -> Paste {
    let titles = Title::all(&plan.columns);
    let rows: Vec<String> = plan.rows.iter().map(|row| row.title.clone()).collect();
    let fields = column_fields(plan);
    let target = Target {
        columns: fields.len(),
        field: &|_, column| fields.get(column),
        titles: &titles,
        rows: &rows,
        most_rows: plan.most_rows(),
        used_rows: 6,
        is_locked: &|row, column| plan.is_computed(row, column),
        follows: &|row, column| plan.is_computed(row, column),
        kept: &|_, _, text| text.to_owned(),
    };
    paste(&read_tsv(text), at, &target, writing, &PlainText)
}

/// What is pasted where: row, column, text, and a mark where it is wrong.
fn cells(paste: &Paste) -> Vec<String> {
    let cell = |one: &baocao::state::Pasted| {
        let wrong = one.wrong.as_ref().map_or("", |code| code.key());
        format!("{}.{} {} {wrong}", one.row, one.column, one.text).trim_end().to_owned()
    };
    paste.cells.iter().map(cell).collect()
}

#[test]
fn a_whole_table_with_fewer_rows_says_what_would_be_left() {
    let head = "Tên tổ\tĐịa bàn\tTổng số\n";
    let plan = table(LIST);
    let rest = |text: &str| pasted(&plan, &format!("{head}{text}"), (4, 0), None).rest;
    assert_eq!(rest("Tổ 1\tThôn\t12\n\nTổ 2\tXã\t3\n"), 2..6, "of six rows the last four");
    assert!(rest(&"Tổ 1\tThôn\t12\n".repeat(6)).is_empty());
    assert!(rest(&"Tổ 1\tThôn\t12\n".repeat(8)).is_empty(), "there are more than before");
    assert!(rest("").is_empty(), "nothing comes in");
    assert!(pasted(&plan, "Tổ 1\tThôn\t12\n", (0, 0), None).rest.is_empty(), "cells are no whole table");
}

#[test]
fn a_block_goes_where_the_hand_is() {
    let paste = pasted(&table(LIST), "Tổ 1\tThôn\t12\nTổ 2\tXã\t1x\n", (3, 0), None);
    assert_eq!(
        cells(&paste),
        ["3.0 Tổ 1", "3.1 Thôn", "3.2 12", "4.0 Tổ 2", "4.1 Xã not-an-option", "4.2 1x not-a-number"]
    );
    assert!(!paste.by_heading && paste.no_columns.is_empty() && paste.no_rows == 0);
    // What reaches over the edge, or into what is worked out, is told.
    let paste = pasted(&table(LIST), "5\t1\t20\tthừa\n", (1_999, 2), None);
    assert_eq!(cells(&paste), ["1999.2 5", "1999.3 1"]);
    assert_eq!((paste.locked, &*paste.no_columns), (1, &["4".to_owned()][..]));
    let paste = pasted(&table(LIST), "A\nB\n", (1_999, 0), None);
    assert_eq!((paste.no_rows, cells(&paste)), (1, vec!["1999.0 A".to_owned()]));
}

#[test]
fn rows_that_ask_differently_are_each_checked_by_their_own_question() {
    let rows = [
        r#"{"columns": [{"id": "v", "title": "Kết quả", "kind": "percent"}]}"#,
        r#"{"columns": [{"id": "v", "title": "Kết quả", "kind": "integer", "min": "10"}]}"#,
        r#"{"columns": [{"id": "v", "title": "Kết quả", "kind": "choice", "options": [{"id": "t", "label": "Tốt"}]}]}"#,
    ];
    let fields: Vec<_> = rows.iter().flat_map(|row| column_fields(&table(row))).collect();
    let target = |writing| {
        let target = Target {
            columns: 1,
            field: &|row, _| fields.get(row),
            titles: &[Title { title: "Kết quả".to_owned(), group: String::new() }],
            rows: &[],
            used_rows: 0,
            most_rows: rows.len(),
            is_locked: &|_, _| false,
            follows: &|_, _| false,
            kept: &|row, _, text| if row == 2 && text == "Tốt" { "t".to_owned() } else { text.to_owned() },
        };
        let paste = paste(&read_tsv("12.5\n9\nTốt\n"), (0, 0), &target, writing, &PlainText);
        (cells(&paste), paste.writing)
    };
    // The number is written the English way; nine is too few; the word is an option of its row alone.
    assert_eq!(
        target(None),
        (vec!["0.0 12,5".to_owned(), "1.0 9 below-min".into(), "2.0 Tốt".into()], Some(Writing::English))
    );
}

#[test]
fn headings_place_columns_in_whatever_order() {
    let text = "BÁO CÁO QUÝ I\n\n\
        TT\tThành viên\t\tTên tổ\tGhi chú\n\
        \tTổng số (người)\tthanh niên:\t\t\n\
        A\t1\t2\tB\t3\n\
        1\t12\t3,5\tTổ 1\tmới\n\
        2\t8\t\tTổ 2\t\n\
        \t\t\t\t\n\
        Tổng cộng\t20\t3,5\t\t\n";
    let paste = pasted(&table(LIST), text, (7, 2), None);
    assert!(paste.by_heading);
    assert_eq!(cells(&paste), ["0.2 12", "0.3 3,5", "0.0 Tổ 1", "1.2 8", "1.3", "1.0 Tổ 2"]);
    assert_eq!(paste.no_columns, ["Ghi chú"], "numbers of rows are no loss");
    assert_eq!((paste.no_rows, paste.locked), (0, 0));
    assert_eq!(paste.left_out, 2, "the numbers of the columns, and the sums");
}

/// Cells that are merged on the screen are blank but for their first.
#[test]
fn of_a_heading_of_two_levels_either_may_name_more() {
    let plan = table(LIST);
    let upper = "Tên tổ\tĐịa bàn\tThành viên\t\n\t\tTổng số\tThanh niên\nTổ 1\tThôn\t12\t10\n";
    let lower = "Tổ chức\t\tĐịa bàn\t\nTên tổ\t\tTổng số\tThanh niên\nTổ 1\t\t12\t10\n";
    let [upper, lower] = [upper, lower].map(|text| pasted(&plan, text, (3, 0), None));
    assert_eq!(cells(&upper), ["0.0 Tổ 1", "0.1 Thôn", "0.2 12", "0.3 10"]);
    assert_eq!(cells(&lower), ["0.0 Tổ 1", "0.2 12", "0.3 10"]);
    assert_eq!((upper.no_columns, lower.no_columns), (vec![], vec![]));
    // The line below is data, also where one of its cells says what a column is called.
    let paste = pasted(&plan, "Tên tổ\tĐịa bàn\tThành viên\nTổng số\tThôn\t12\n", (0, 0), None);
    assert_eq!(cells(&paste), [""; 0], "a total is left out");
    let paste = pasted(&plan, "Tên tổ\tĐịa bàn\tKhác\nTổ 1\tThôn\tThanh niên\n", (0, 0), None);
    assert_eq!(cells(&paste), ["0.0 Tổ 1", "0.1 Thôn"]);
}

/// Two columns of one title under one heading, two under another.
const SHARED: &str = r#"{"columns": [
    {"id": "xa", "title": "Xã"},
    {"id": "nam", "title": "Nam", "group": "Kỳ này", "kind": "integer"},
    {"id": "nu", "title": "Nữ", "group": "Kỳ này", "kind": "integer"},
    {"id": "nam-lk", "title": "Nam", "group": "Lũy kế", "kind": "integer"},
    {"id": "nu-lk", "title": "Nữ", "group": "Lũy kế", "kind": "integer"},
    {"id": "ghi-chu", "title": "Ghi chú"}
]}"#;

#[test]
fn columns_of_one_title_are_told_apart_by_the_heading_over_them() {
    let plan = table(SHARED);
    let cells = |text: &str| cells(&pasted(&plan, text, (0, 0), None));
    let all = "Xã\tKỳ này\t\tLũy kế\t\tGhi chú\n\tNam\tNữ\tNam\tNữ\t\nA\t5\t7\t30\t40\tx\n";
    assert_eq!(cells(all), ["0.0 A", "0.1 5", "0.2 7", "0.3 30", "0.4 40", "0.5 x"]);
    let swapped = "Xã\tLũy kế\t\tKỳ này\t\n\tNam\tNữ\tNam\tNữ\nA\t30\t40\t5\t7\n";
    assert_eq!(cells(swapped), ["0.0 A", "0.3 30", "0.4 40", "0.1 5", "0.2 7"]);
    let second = "Lũy kế\t\nNam\tNữ\n30\t40\n";
    assert_eq!(cells(second), ["0.3 30", "0.4 40"]);
    // Written over each column; the titles of columns without one in the line below.
    let each = "\tLŨY KẾ\tKỳ này:\nXã\tNữ\tNữ\nA\t40\t7\n";
    assert_eq!(cells(each), ["0.0 A", "0.4 40", "0.2 7"]);
    // In one line, as files have it, and as others write it.
    let line = "Xã\tLũy kế – Nam\tLũy kế: nữ\tKỳ này - Nữ (người)\nA\t30\t40\t7\n";
    assert_eq!(cells(line), ["0.0 A", "0.3 30", "0.4 40", "0.2 7"]);
    // Nothing over them: all in their order.
    let order = "Xã\tNam\tNữ\tNam\tNữ\nA\t5\t7\t30\t40\n";
    assert_eq!(cells(order), ["0.0 A", "0.1 5", "0.2 7", "0.3 30", "0.4 40"]);
    let titled = format!("BIỂU 3\t\t\t\t\n{order}");
    assert_eq!(cells(&titled), cells(order));
}

#[test]
fn what_another_heading_stands_over_has_no_place() {
    let plan = table(SHARED);
    let other = "Xã\tKỳ trước\t\tLũy kế\t\n\tNam\tNữ\tNam\tNữ\nA\t11\t12\t30\t40\n";
    let paste = pasted(&plan, other, (0, 0), None);
    assert_eq!(cells(&paste), ["0.0 A", "0.3 30", "0.4 40"]);
    assert_eq!(paste.no_columns, ["Kỳ trước – Nam", "Kỳ trước – Nữ"]);
    // Also where the sheet has none of the headings, and where the upper line names more.
    let none = "Xã\tKỳ trước\t\tGhi chú\n\tNam\tNữ\t\nA\t9\t8\tx\n";
    let paste = pasted(&plan, none, (0, 0), None);
    assert_eq!(cells(&paste), ["0.0 A", "0.5 x"]);
    let more = "Xã\tGhi chú\tKỳ trước\tLũy kế\n\t\tNam\tNam\nA\tx\t9\t30\n";
    let paste = pasted(&plan, more, (0, 0), None);
    assert_eq!(
        (cells(&paste), paste.no_columns),
        (vec!["0.0 A".to_owned(), "0.5 x".into(), "0.3 30".into()], vec!["Kỳ trước – Nam".to_owned()])
    );
}

/// Where nothing else tells, the hand does.
#[test]
fn some_of_the_columns_of_one_title_go_where_the_hand_is() {
    let plan = table(SHARED);
    let text = "Nam\tNữ\n30\t40\n";
    assert_eq!(cells(&pasted(&plan, text, (0, 3), None)), ["0.3 30", "0.4 40"]);
    assert_eq!(cells(&pasted(&plan, text, (0, 0), None)), ["0.1 30", "0.2 40"]);
    assert_eq!(cells(&pasted(&plan, text, (0, 5), None)), ["0.1 30", "0.2 40"], "none is behind it");
}

#[test]
fn rows_that_have_names_are_found_by_them() {
    let text =
        "Nội dung\tSố lượng\tGhi chú\nKhác\t7\tx\nTổng số\t99\t\ntrong đó: nữ\t1\t\nTrong đó: nữ\t2\t\nLạ\t5\t\n";
    let paste = pasted(&table(NAMED), text, (0, 0), None);
    assert_eq!(cells(&paste), ["3.0 7", "3.1 x", "0.1", "1.0 1", "1.1", "2.0 2", "2.1"]);
    assert_eq!((paste.no_rows, paste.locked), (1, 0));
    // Without a heading, by the names alone.
    let paste = pasted(&table(NAMED), "Khác\t7\nTrong đó: nữ\t1\n", (0, 0), None);
    assert_eq!(cells(&paste), ["3.0 7", "1.0 1"]);
    // Of rows with one name the hand says which, but of a whole table each comes where it was.
    let of_one = |at| cells(&pasted(&table(NAMED), "Nội dung\tSố lượng\nTrong đó: nữ\t5\n", at, None));
    assert_eq!([of_one((0, 0)), of_one((2, 0))], [["1.0 5"], ["2.0 5"]]);
    let whole = "Nội dung\tSố lượng\nTổng số\t\nTrong đó: nữ\t5\nTrong đó: nữ\t6\nKhác\t7\n";
    assert_eq!(cells(&pasted(&table(NAMED), whole, (2, 0), None)), ["1.0 5", "2.0 6", "3.0 7"]);
    // Two columns of numbers go on from the hand.
    let paste = pasted(&table(NAMED), "1\ta\n2\tb\n", (1, 0), None);
    assert_eq!(cells(&paste), ["1.0 1", "1.1 a", "2.0 2", "2.1 b"]);
}

#[test]
fn numbers_below_a_heading_are_data_unless_they_count_all_columns() {
    let text = "Tên tổ\tĐịa bàn\tTổng số\tThanh niên\n\t\t1\t2\n";
    assert_eq!(cells(&pasted(&table(LIST), text, (0, 0), None)), ["0.0", "0.1", "0.2 1", "0.3 2"]);
    let text = "Tên tổ\tĐịa bàn\tTổng số\tThanh niên\nA\tB\t1\t2=1+1\nTổ 1\t\t5\t\n";
    assert_eq!(cells(&pasted(&table(LIST), text, (0, 0), None)), ["0.0 Tổ 1", "0.1", "0.2 5", "0.3"]);
}

#[test]
fn numbers_are_read_as_the_whole_block_is_written() {
    let block = |numbers: &str| numbers.split(' ').map(|n| format!("Tổ\tThôn\t1\t{n}\n")).collect::<String>();
    let read = |numbers: &str, writing| {
        let paste = pasted(&table(LIST), &block(numbers), (0, 0), writing);
        let found: Vec<String> =
            paste.cells.iter().filter(|cell| cell.column == 3).map(|cell| cell.text.clone()).collect();
        (found.join(" "), paste.writing)
    };
    // One cell that can be read in one way only tells of the others.
    assert_eq!(read("1,234 12.5", None), ("1.234 12,5".to_owned(), Some(Writing::English)));
    assert_eq!(read("1,234,567.25 3,000", None), ("1.234.567,25 3.000".to_owned(), Some(Writing::English)));
    assert_eq!(read("1.234 12,5", None), ("1.234 12,5".to_owned(), Some(Writing::Vietnamese)));
    // Where nothing tells, the Vietnamese way; the officer may say otherwise.
    assert_eq!(read("1.234", None), ("1.234".to_owned(), Some(Writing::Vietnamese)));
    assert_eq!(read("1,234", None), ("1,2340".to_owned(), Some(Writing::Vietnamese)));
    assert_eq!(read("1,234", Some(Writing::English)), ("1.234".to_owned(), Some(Writing::English)));
    assert_eq!(read("1.234", Some(Writing::English)), ("1,2340".to_owned(), Some(Writing::English)));
    // What fits neither way stays as it came, and is asked about.
    let paste = pasted(&table(LIST), &block("12.5 12,5"), (0, 0), None);
    let asked = paste.cells.iter().filter(|cell| cell.wrong.is_some()).map(|cell| cell.text.clone());
    assert_eq!(asked.collect::<Vec<_>>(), ["12.5"]);
    assert_eq!(read("-3,5 50% 1.000đ", None).0, "-3,5 50 1.000");
}

/// A text as it may stand in a cell.
fn text() -> impl Strategy<Value = String> {
    "[a-zA-ZđĐạ0-9 \t\n\",;.'=]{0,12}"
}

fn block() -> impl Strategy<Value = Vec<Vec<String>>> {
    (1..6usize).prop_flat_map(|width| prop::collection::vec(prop::collection::vec(text(), width), 0..8))
}

proptest! {
    #[test]
    fn what_is_copied_is_what_is_read(rows in block()) {
        prop_assert_eq!(read_tsv(&write_tsv(&rows)), rows);
    }

    #[test]
    fn what_is_saved_is_what_is_read(rows in block()) {
        prop_assert_eq!(read_csv(&write_csv(&rows)), rows);
    }

    #[test]
    fn nothing_that_is_pasted_makes_it_fall(text in "\\PC{0,80}|[\t\n\"a1,.]{0,60}", row in 0..2_100usize, column in 0..9usize) {
        for plan in [table(LIST), table(NAMED)] {
            let paste = pasted(&plan, &text, (row, column), None);
            for cell in &paste.cells {
                prop_assert!(cell.row < plan.most_rows() && cell.column < plan.columns.len());
                prop_assert!(!plan.is_computed(cell.row, cell.column));
            }
        }
    }

    #[test]
    fn a_draft_is_kept_letter_for_letter(rows in prop::collection::vec(prop::collection::vec(text(), 5), 0..8)) {
        let plan = table(LIST);
        let mut raw = RawTable::read(&plan, "");
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                raw.set(row, column, cell);
            }
        }
        let back = RawTable::read(&plan, &raw.write());
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let kept = back.get(row, column);
                prop_assert!(kept == *cell || cell.trim().is_empty() && kept.trim().is_empty(), "{:?} {:?}", cell, kept);
            }
        }
    }

    /// What was copied with its headings, the columns in any order, comes back where it was.
    #[test]
    fn a_table_that_went_out_comes_back(
        numbers in prop::collection::vec((1..1_000_000u32, 0..1_000_000u32), 1..20),
        order in Just(vec![0usize, 1, 2, 3]).prop_shuffle(),
        english in any::<bool>(),
    ) {
        let plan = table(LIST);
        let written = |thousandths: u32| {
            let (whole, rest) = (thousandths / 1000, thousandths % 1000);
            let sign = if english { '.' } else { ',' };
            // Four decimals can be read in one way only.
            format!("{whole}{sign}{rest:03}1")
        };
        let line = |n: usize, (all, young): (u32, u32)| {
            [format!("Tổ {n}"), if n.is_multiple_of(2) { "Thôn" } else { "Phường" }.to_owned(), all.to_string(), written(young)]
        };
        let mut rows: Vec<Vec<String>> = vec![order.iter().map(|&nth| plan.columns[nth].title.clone()).collect()];
        for (n, pair) in numbers.iter().enumerate() {
            let cells = line(n, *pair);
            rows.push(order.iter().map(|&nth| cells[nth].clone()).collect());
        }
        let paste = pasted(&plan, &write_tsv(&rows), (5, 1), None);
        prop_assert!(paste.by_heading && paste.no_rows == 0 && paste.no_columns.is_empty());
        prop_assert_eq!(paste.cells.len(), numbers.len() * 4);
        for cell in &paste.cells {
            prop_assert_eq!(cell.wrong.as_ref(), None, "{}", cell.text);
            let (_, young) = numbers[cell.row];
            let expected = if cell.column == 3 {
                format!("{}.{:03}1", young / 1000, young % 1000)
            } else {
                line(cell.row, numbers[cell.row])[cell.column].clone()
            };
            let found = match cell.column {
                2 | 3 => baocao::report::read_number(&cell.text).map(|n| n.to_string()).unwrap_or_default(),
                _ => cell.text.clone(),
            };
            let expected = if cell.column >= 2 { Decimal::parse(&expected).map(|n| n.to_string()).unwrap_or_default() } else { expected };
            prop_assert_eq!(found, expected);
        }
    }

    /// Totals are those of whole numbers, in whatever order the rows stand.
    #[test]
    fn totals_are_exact(numbers in prop::collection::vec(-1_000_000_000_000i64..1_000_000_000_000, 1..60), by in 1..7usize) {
        let plan = table(r#"{"columns": [{"id": "n", "title": "N", "kind": "decimal", "total": true}]}"#);
        let decimal = |thousandths: i64| {
            let sign = if thousandths < 0 { "-" } else { "" };
            format!("{sign}{}.{:03}", thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000)
        };
        let total = |numbers: &[i64]| {
            let mut answer = TableAnswer::default();
            for number in numbers {
                let cells = [(plan.columns[0].id.clone(), Decimal::parse(&decimal(*number)).expect("a number").to_string())];
                answer.rows.push(baocao::report::AnswerRow { row: None, cells: cells.into_iter().collect() }.into());
            }
            work_out(&plan, &mut answer);
            answer.total.get("n").cloned()
        };
        let mut turned = numbers.clone();
        turned.rotate_left(by % numbers.len());
        let expected = Decimal::parse(&decimal(numbers.iter().sum())).map(|sum| sum.to_string());
        prop_assert_eq!(&total(&numbers), &expected);
        prop_assert_eq!(total(&turned), expected);
    }
}
