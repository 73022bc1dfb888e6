//! Tables: what follows from their cells, what is wrong with them, how they are sent and come back.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::check::{self, Context};
use baocao::finding::Severity;
use baocao::json::{Limits, read_text, to_canonical};
use baocao::plan::{self, FieldId, Table};
use baocao::report::{
    Earlier, FieldKind, Form, Part, RawTable, Report, TableAnswer, TableText, Value, cell_pointer, column_fields,
    write_tsv,
};
use baocao::schedule::{FixedZone, duties};
use support::officer::Officer;
use support::{PlainText, at};

const NOW: &str = "2026-03-10T08:00";

fn officer() -> Officer {
    let mut officer = Officer::of("vi-du-bieu-so-lieu", "huyen-doan-b", NOW);
    officer.opens("quy", "2026-Q1");
    officer.fills_all();
    officer
}

/// The plan's table under a question.
fn table(officer: &Officer, field: &str) -> Table {
    let id = FieldId::new(field).expect("an id");
    match &officer.work().form.field(&Part::Sections, &id).expect("a question").kind {
        FieldKind::Table(table) => table.get().expect("a table").clone(),
        kind => panic!("{kind:?}"),
    }
}

/// Types cells: row, key of the column, text.
fn types(officer: &mut Officer, field: &str, cells: &[(usize, &str, &str)]) {
    let plan = table(officer, field);
    let id = FieldId::new(field).expect("an id");
    let before = officer.work().draft.get(&Part::Sections, &id).map(|raw| raw.text().to_owned()).unwrap_or_default();
    let mut raw = RawTable::read(&plan, &before);
    for (row, column, text) in cells {
        raw.set(*row, plan.column(column).expect("a column"), text);
    }
    officer.types(Part::Sections, field, &raw.write());
}

fn answer(report: &Report, field: &str) -> Option<TableAnswer> {
    match report.sections.get(field)? {
        Value::Table(table) => Some(TableAnswer::clone(table)),
        value => panic!("{value:?}"),
    }
}

fn cell(answer: &TableAnswer, row: usize, column: &str) -> String {
    answer.rows[row].cells.get(column).cloned().unwrap_or_default()
}

/// Both tables as an officer would have filled them in.
fn filled() -> Officer {
    let mut officer = officer();
    types(
        &mut officer,
        "bieu-01",
        &[(2, "lop", "3"), (2, "nam", "1.200"), (2, "nu", "800"), (3, "lop", "2"), (3, "nu", "50"), (4, "lop", "4")],
    );
    types(
        &mut officer,
        "bieu-02",
        &[
            (0, "ten", "Tổ số 1"),
            (0, "dia-ban", "thôn, bản"),
            (0, "ngay", "9/2/2026"),
            (0, "thanh-vien", "12"),
            (0, "doan-vien", "3"),
            (2, "ten", "Tổ \"Xanh\"\nsố 2"),
            (2, "dia-ban", "xã, phường"),
            (2, "thanh-vien", "8"),
            (2, "doan-vien", "5"),
            (2, "kinh-phi", "1.500.000"),
        ],
    );
    officer.types(Part::Sections, "tong-thanh-vien", "20");
    officer
}

#[test]
fn sums_and_shares_follow_in_columns_rows_and_totals() {
    let officer = filled();
    assert_eq!(officer.errors(), [""; 0]);
    let report = officer.report(NOW);
    let first = answer(&report, "bieu-01").expect("a table");
    let rows: Vec<&str> = first.rows.iter().map(|row| row.row.as_ref().expect("a named row").as_str()).collect();
    assert_eq!(rows, ["tong-so", "doan-vien", "hoc-sinh", "cong-chuc", "nguoi-dan"]);
    assert_eq!((cell(&first, 2, "tong"), cell(&first, 2, "ty-le-nu")), ("2000".to_owned(), "40".to_owned()));
    // A sum of sums; a share of the sums, not a sum of shares.
    assert_eq!((cell(&first, 1, "lop"), cell(&first, 0, "lop")), ("5".to_owned(), "9".to_owned()));
    assert_eq!((cell(&first, 0, "tong"), cell(&first, 0, "ty-le-nu")), ("2050".to_owned(), "41.46".to_owned()));
    assert_eq!(cell(&first, 4, "tong"), "", "nothing is not zero");
    assert!(first.total.is_empty(), "no column asks for one");

    let second = answer(&report, "bieu-02").expect("a table");
    assert_eq!(second.rows.len(), 2, "blank rows are no rows");
    assert!(second.rows.iter().all(|row| row.row.is_none()));
    assert_eq!((cell(&second, 0, "dia-ban"), cell(&second, 1, "dia-ban")), ("thon".to_owned(), "xa".to_owned()));
    assert_eq!(cell(&second, 0, "ngay"), "2026-02-09");
    assert_eq!(cell(&second, 1, "ten"), "Tổ \"Xanh\"\nsố 2");
    let total = |column: &str| second.total.get(column).cloned().unwrap_or_default();
    assert_eq!(
        (total("thanh-vien"), total("doan-vien"), total("kinh-phi")),
        ("20".into(), "8".into(), "1500000".into())
    );
    assert_eq!(total("binh-quan"), "40", "8 of 20, not the average of 25 and 62.5");
}

#[test]
fn what_is_wrong_is_said_at_its_cell() {
    let mut officer = filled();
    types(&mut officer, "bieu-01", &[(3, "nu", "năm mươi"), (4, "nam", "-2"), (4, "lop", "")]);
    types(&mut officer, "bieu-02", &[(0, "ngay", "40/2/2026"), (2, "dia-ban", "huyện"), (2, "thanh-vien", "8,5")]);
    let found = officer.errors();
    let wrong = |place: &str, code: &str| assert!(found.contains(&format!("{place} {code}")), "{place}: {found:#?}");
    wrong("/sections/bieu-01/rows/3/cells/nu", "not-a-number");
    wrong("/sections/bieu-01/rows/4/cells/nam", "below-min");
    wrong("/sections/bieu-01/rows/4/cells/lop", "required");
    // The blank row between them is no row of the report.
    wrong("/sections/bieu-02/rows/0/cells/ngay", "not-a-date");
    wrong("/sections/bieu-02/rows/1/cells/dia-ban", "not-an-option");
    wrong("/sections/bieu-02/rows/1/cells/thanh-vien", "too-precise");
    // What was typed stays as it was.
    let id = FieldId::new("bieu-01").expect("an id");
    assert!(officer.work().draft.get(&Part::Sections, &id).is_some_and(|raw| raw.text().contains("năm mươi")));
}

/// What an officer reads in a table; behind its rows what stands below the columns.
fn read(officer: &Officer, field: &str) -> Vec<Vec<String>> {
    let id = FieldId::new(field).expect("an id");
    let work = officer.work();
    let FieldKind::Table(plan) = &work.form.field(&Part::Sections, &id).expect("a question").kind else { panic!() };
    let answered = match work.part(&Part::Sections).expect("the part").answers.get(&id) {
        Some(Value::Table(table)) => Some(table.clone()),
        _ => None,
    };
    let typed = work.draft.get(&Part::Sections, &id).map_or("", |raw| raw.text());
    let text = TableText::new(plan, typed, answered).expect("a table");
    let columns = 0..text.plan().columns.len();
    let row = |row| columns.clone().map(|column| text.text(row, column)).collect();
    text.places().into_iter().map(row).chain(text.totals()).collect()
}

#[test]
fn no_sum_of_the_rest_is_shown_beside_a_cell_that_cannot_be_read() {
    let mut officer = filled();
    types(&mut officer, "bieu-01", &[(3, "nam", "mười"), (4, "nam", "30"), (4, "nu", "10")]);
    let rows = read(&officer, "bieu-01");
    assert_eq!(rows[3][..5], ["2", "mười", "50", "", ""]);
    // The sum of the rows that it is one of, and of that sum; of other rows and columns all is known.
    assert_eq!(rows[0][..5], ["9", "", "860", "", ""]);
    assert_eq!(rows[1][..5], ["5", "", "850", "", ""]);
    assert_eq!(rows[2][..5], ["3", "1.200", "800", "2.000", "40"]);
    assert_eq!(rows[4][..5], ["4", "30", "10", "40", "25"]);

    types(&mut officer, "bieu-01", &[(3, "nam", ""), (4, "nam", "ba mươi")]);
    let rows = read(&officer, "bieu-01");
    assert_eq!(rows[0][..5], ["9", "", "860", "", ""]);
    assert_eq!(rows[1][..5], ["5", "1.200", "850", "2.050", "41,46"], "a sum of what can be read");

    types(&mut officer, "bieu-02", &[(2, "thanh-vien", "tám")]);
    let rows = read(&officer, "bieu-02");
    assert_eq!(rows[0][3..], ["12", "3", "", "25"]);
    assert_eq!(rows[2][3..], ["", "8", "1.500.000", ""], "below the columns");
}

#[test]
fn a_stated_total_is_held_against_the_rows() {
    let mut officer = filled();
    officer.types(Part::Sections, "tong-thanh-vien", "21");
    assert_eq!(officer.errors(), ["/sections/tong-thanh-vien not-allowed"]);
    officer.types(Part::Sections, "tong-thanh-vien", "");
    assert_eq!(officer.errors(), ["/sections/tong-thanh-vien required-when"]);
    officer.types(Part::Sections, "bieu-02", "");
    assert_eq!(officer.errors(), [""; 0], "without the table nobody asks for its total");
    officer.types(Part::Sections, "bieu-01", "");
    assert_eq!(officer.errors(), ["/sections/bieu-01 required"]);
}

/// What a receiver says of a report.
fn judged(officer: &Officer, report: &Report) -> Vec<String> {
    let plan = support::plan("vi-du-bieu-so-lieu");
    let member = support::member(&plan, "huyen-doan-b");
    let duty = duties(&plan, &member, at(NOW), &FixedZone::VIETNAM)
        .into_iter()
        .find(|duty| duty.period.id == officer.work().duty.period.id)
        .expect("the duty");
    let form = Form::new(&plan, &member, &duty);
    let earlier = Earlier::default();
    let cx = Context { plan: &plan, duty: &duty, form: &form, earlier: &earlier, now: at(NOW), text: &PlainText };
    let found = check::report(cx, report).into_iter().filter(baocao::finding::Finding::is_error);
    found.map(|finding| format!("{} {}", finding.at, finding.code.key())).collect()
}

#[test]
fn a_report_travels_and_a_receiver_does_the_sums_again() {
    let officer = filled();
    let report = officer.report(NOW);
    let sent = to_canonical(&report);
    let read: Report = read_text(&sent, Limits::default(), Severity::Error).value.expect("a report");
    assert_eq!(read, report);
    let by_serde: Report = serde_json::from_str(&sent).expect("a report");
    assert_eq!(by_serde, report, "a server without our reader reads the same");
    assert_eq!(
        serde_json::to_value(&report).expect("JSON"),
        serde_json::from_str::<serde_json::Value>(&sent).expect("JSON")
    );
    assert_eq!(judged(&officer, &report), [""; 0]);

    let changed = |from: &str, to: &str| {
        assert!(sent.contains(from), "{from} in {sent}");
        let report =
            read_text(&sent.replacen(from, to, 1), Limits::default(), Severity::Error).value.expect("a report");
        judged(&officer, &report)
    };
    assert_eq!(
        changed(r#""ty-le-nu":"41.46""#, r#""ty-le-nu":"50""#),
        ["/sections/bieu-01/rows/0/cells/ty-le-nu mismatch"]
    );
    assert_eq!(changed(r#""binh-quan":"40","#, ""), ["/sections/bieu-02/total/binh-quan mismatch"]);
    assert_eq!(
        changed(r#""kinh-phi":"1500000","thanh-vien":"20""#, r#""kinh-phi":"1500001","thanh-vien":"20""#),
        ["/sections/bieu-02/total/kinh-phi mismatch"]
    );
    assert_eq!(
        changed(r#""ngay":"2026-02-09""#, r#""ngay":"9/2/2026""#),
        ["/sections/bieu-02/rows/0/cells/ngay not-a-date"]
    );
    assert_eq!(changed(r#""row":"cong-chuc""#, r#""row":"nguoi-dan""#)[0], "/sections/bieu-01/rows/3/row mismatch");
    assert_eq!(
        changed(r#""ngay":"2026-02-09""#, r#""ngay":"2026-02-09","xyz":"1""#),
        ["/sections/bieu-02/rows/0/cells/xyz not-asked"]
    );
    assert_eq!(
        changed(r#""dia-ban":"thon""#, r#""dia-ban":"Thôn, bản""#),
        ["/sections/bieu-02/rows/0/cells/dia-ban not-an-option"]
    );
}

#[test]
fn a_sent_report_comes_back_as_it_would_have_been_typed() {
    let officer = filled();
    let report = officer.report(NOW);
    let mut next = Officer::of("vi-du-bieu-so-lieu", "huyen-doan-b", NOW);
    next.opens("quy", "2026-Q1");
    for edit in report.draft(&officer.work().form).edits() {
        next.enters(edit.part, edit.field.as_str(), edit.raw);
    }
    assert_eq!(next.report(NOW), report);
    let id = FieldId::new("bieu-02").expect("an id");
    let typed = next.work().draft.get(&Part::Sections, &id).map(|raw| raw.text().to_owned()).expect("a table");
    let raw = RawTable::read(&table(&officer, "bieu-02"), &typed);
    assert_eq!((&*raw.get(0, 2), &*raw.get(1, 5)), ("09/02/2026", "1.500.000"));
}

#[test]
fn a_plan_that_changed_takes_nothing_away() {
    let officer = filled();
    let plan = table(&officer, "bieu-02");
    let id = FieldId::new("bieu-02").expect("an id");
    let typed = officer.work().draft.get(&Part::Sections, &id).expect("a table").text().to_owned();
    // The columns in another order, one gone.
    let mut other = plan.clone();
    other.columns.reverse();
    other.columns.retain(|column| column.id.as_str() != "ngay");
    let mut raw = RawTable::read(&other, &typed);
    assert_eq!(raw.get(0, other.column("ten").expect("a column")), "Tổ số 1");
    raw.set(0, other.column("ten").expect("a column"), "Tổ số 01");
    let back = RawTable::read(&plan, &raw.write());
    assert_eq!((&*back.get(0, 0), &*back.get(0, 2)), ("Tổ số 01", "9/2/2026"));
    // Rows that get names keep what has none.
    let named = RawTable::read(&table(&officer, "bieu-01"), &typed);
    assert_eq!(named.rows.len(), 5 + 3);
    assert_eq!(named.filled().count(), 5, "what has no place is kept, and not sent");
}

#[test]
fn a_table_is_bounded() {
    let mut officer = officer();
    let plan = table(&officer, "bieu-02");
    let mut raw = RawTable::default();
    for row in 0..501 {
        if row == 0 {
            raw = RawTable::read(&plan, "");
        }
        for (column, text) in [(0, "Tổ"), (1, "xa"), (3, "1")] {
            raw.set(row, column, text);
        }
    }
    officer.types(Part::Sections, "bieu-02", &raw.write());
    officer.types(Part::Sections, "tong-thanh-vien", "501");
    let errors = officer.errors();
    assert!(errors.contains(&"/sections/bieu-02/rows too-many".to_owned()), "{errors:?}");
    // Of a thousand mistakes the first are told.
    for row in 0..501 {
        raw.set(row, 3, "không");
    }
    officer.types(Part::Sections, "bieu-02", &raw.write());
    let told = officer.errors().iter().filter(|error| error.contains("not-a-number")).count();
    assert_eq!(told, 200, "who has mended these is told of the rest");
}

#[test]
fn the_largest_table_is_read_and_checked() {
    let columns: Vec<String> =
        (0..30).map(|n| format!(r#"{{"id":"c{n}","title":"Cột {n}","kind":"integer","total":true}}"#)).collect();
    let text = format!(r#"{{"columns":[{}]}}"#, columns.join(","));
    let plan: Table = read_text(&text, Limits::default(), Severity::Error).value.expect("a table");
    let head: Vec<String> = std::iter::once(String::new()).chain((0..30).map(|n| format!("c{n}"))).collect();
    let mut rows = vec![head];
    for row in 0..2_000 {
        rows.push(std::iter::once(String::new()).chain((0..30).map(|n| (row * n).to_string())).collect());
    }
    let raw = RawTable::read(&plan, &write_tsv(&rows));
    assert_eq!(raw.get(1_999, 29), "57971");
    assert_eq!(column_fields(&plan).len(), 30);
    assert_eq!(raw.filled().count(), 2_000);
    let at = baocao::finding::Pointer::root().key("t");
    assert_eq!(cell_pointer(&at, 3, &plan.columns[2].id).as_str(), "/t/rows/3/cells/c2");
}

#[test]
fn what_makes_no_sense_in_a_plan_is_found() {
    let base =
        std::fs::read_to_string(format!("{}/examples/plans/vi-du-bieu-so-lieu.json", env!("CARGO_MANIFEST_DIR")))
            .expect("the example");
    let found = |from: &str, to: &str| {
        assert!(base.contains(from), "{from}");
        let reading = plan::read(&base.replacen(from, to, 1), Severity::Error);
        let told = reading.findings.iter().map(|finding| {
            let at = finding.at.to_string();
            let at = at.split_once("/sections/").map_or(at.as_str(), |(_, at)| at).to_owned();
            format!("{at} {}", finding.code.key())
        });
        told.collect::<Vec<_>>()
    };
    let cases = [
        (r#""sum": ["doan-vien", "nguoi-dan"]"#, r#""sum": ["doan-vien", "ai"]"#, "1/table/rows/0/sum/1 dangling"),
        (r#""sum": ["hoc-sinh", "cong-chuc"]"#, r#""sum": ["tong-so"]"#, "1/table/rows/0 cycle"),
        (
            r#""computed": { "sum": ["nam", "nu"] }"#,
            r#""computed": { "sum": ["nam", "x"] }"#,
            "1/table/columns/3/computed dangling",
        ),
        (
            r#""computed": { "sum": ["nam", "nu"] }"#,
            r#""computed": { "sum": ["nam", "ghi-chu"] }"#,
            "1/table/columns/3/computed unexpected",
        ),
        (
            r#""computed": { "sum": ["nam", "nu"] }"#,
            r#""computed": { "sum": ["tong", "nu"] }"#,
            "1/table/columns/3 cycle",
        ),
        (r#""kind": "text", "max_length": 500"#, r#""kind": "text", "total": true"#, "1/table/columns/5/total useless"),
        (r#""id": "nu", "title": "Nữ""#, r#""id": "nam", "title": "Nữ""#, "1/table/columns/2/id duplicate-id"),
        (r#""max_rows": 500"#, r#""max_rows": 3000"#, "2/table/max_rows too-many"),
        (r#""max_rows": 500"#, r#""min_rows": 9, "max_rows": 5"#, "2/table/max_rows ends-before-start"),
        (
            r#""column": "thanh-vien""#,
            r#""column": "ten""#,
            "3/when/allowed/0/when/equals/than/total/column unexpected",
        ),
        (
            r#""table": "bieu-02", "column""#,
            r#""table": "bieu-09", "column""#,
            "3/when/allowed/0/when/equals/than/total/table dangling",
        ),
        (r#""kind": "money""#, r#""kind": "files""#, "2/table/columns/5/kind unexpected"),
    ];
    for (from, to, expected) in cases {
        let all = found(from, to);
        assert!(all.iter().any(|one| one == expected), "{expected}: {all:#?}");
    }
}
