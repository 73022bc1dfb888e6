//! Tables as workbooks: what goes out comes back, and what it looks like there.

mod support;

use baocao::plan::Table;
use proptest::prelude::*;
use support::tables::{
    BIEU_01, BIEU_02, BY_COMMUNE, CLASSES, by_commune, cells, classes, example, says, table, workbook,
};
use support::zipped::unpacked;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

fn comes_back(plan: &Table, typed: &str) {
    let read = cells(&workbook(plan, typed)).expect("a workbook");
    assert_eq!(says(plan, &read), says(plan, typed), "{read}");
    // By this the form knows it for its own.
    assert!(read.starts_with("baocao-table/1\t"), "{read}");
}

/// The cells of the sheet: what stands in each, and its formula.
fn sheet(bytes: &[u8]) -> impl Fn(&str) -> (String, String) + use<> {
    let files = unpacked(bytes);
    let text = files["xl/worksheets/sheet1.xml"].clone();
    move |at: &str| {
        let read = roxmltree::Document::parse(&text).expect("well formed");
        let cell = read.descendants().find(|node| node.has_tag_name((MAIN, "c")) && node.attribute("r") == Some(at));
        let cell = cell.unwrap_or_else(|| panic!("no cell {at}"));
        let inside = |tag: &str| {
            let found = cell.descendants().find(|node| node.has_tag_name((MAIN, tag)));
            found.and_then(|node| node.text()).unwrap_or_default().to_owned()
        };
        let is_text = cell.attribute("t") == Some("inlineStr");
        (inside(if is_text { "t" } else { "v" }), inside("f"))
    }
}

/// The formula that says so where any of these cells is a text.
fn unless(cells: &[&str], formula: &str) -> String {
    let text = |cells: &&str| match cells.contains(':') {
        true => format!("SUMPRODUCT(ISTEXT({cells})*(TRIM({cells})<>\"\"))"),
        false => format!("ISTEXT({cells})*(TRIM({cells})<>\"\")"),
    };
    format!("IF({}>0,\"?\",{formula})", cells.iter().map(text).collect::<Vec<_>>().join("+"))
}

#[test]
fn every_part_is_well_formed_and_found() {
    for bytes in [workbook(&classes(), CLASSES), workbook(&by_commune(), ""), workbook(&classes(), "")] {
        let files = unpacked(&bytes);
        for (name, text) in &files {
            let read = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            let relations = read.descendants().filter(|node| node.tag_name().name() == "Relationship");
            for relation in relations {
                let folder = name.split_once("_rels/").expect("relations").0;
                let target = format!("{folder}{}", relation.attribute("Target").expect("a target"));
                assert!(files.contains_key(&target), "{name} names {target}");
            }
            let parts = read.descendants().filter_map(|node| node.attribute("PartName"));
            parts.for_each(|part| assert!(files.contains_key(&part[1..]), "{part}"));
        }
        let styles = roxmltree::Document::parse(&files["xl/styles.xml"]).expect("styles");
        let looks = styles.descendants().find(|node| node.has_tag_name((MAIN, "cellXfs"))).expect("looks");
        let known = looks.children().filter(|node| node.is_element()).count();
        assert_eq!(looks.attribute("count"), Some(&*known.to_string()));
        let sheet = roxmltree::Document::parse(&files["xl/worksheets/sheet1.xml"]).expect("a sheet");
        let used = sheet.descendants().filter(|node| node.has_tag_name((MAIN, "c")));
        used.for_each(|cell| assert!(cell.attribute("s").expect("a look").parse::<usize>().expect("a number") < known));
    }
}

#[test]
fn the_same_table_has_the_same_bytes() {
    assert!(workbook(&classes(), CLASSES) == workbook(&classes(), CLASSES));
}

#[test]
fn what_was_typed_comes_back() {
    comes_back(&classes(), CLASSES);
    comes_back(&by_commune(), BY_COMMUNE);
    assert!(says(&classes(), &cells(&workbook(&classes(), "")).expect("a workbook")).is_empty());
    assert_eq!(says(&by_commune(), &cells(&workbook(&by_commune(), "")).expect("one")), says(&by_commune(), ""));
}

#[test]
fn the_tables_of_the_example_come_back() {
    let case = example();
    let outline = case.plan.reports[0].outline.as_ref().expect("an outline");
    let tables: Vec<_> = outline.sections.iter().filter_map(|question| question.table.get()).collect();
    assert_eq!(tables.len(), 2);
    comes_back(tables[0], BIEU_01);
    comes_back(tables[1], BIEU_02);
    // The sum of sums is one of the rows that are sums.
    let at = sheet(&workbook(tables[0], BIEU_01));
    let is = |cell: &str, value: &str, formula: &str| assert_eq!(at(cell), (value.to_owned(), formula.to_owned()));
    is("D5", "18", &unless(&["D6", "D9"], "IF(COUNT(D6,D9)=0,\"\",SUM(D6,D9))"));
    is("F6", "173", &unless(&["F7:F8"], "IF(COUNT(F7:F8)=0,\"\",SUM(F7:F8))"));
}

#[test]
fn numbers_are_numbers_and_what_excel_would_change_is_text() {
    let at = sheet(&workbook(&classes(), CLASSES));
    // A key, a number, and the table's columns: its rows begin in the fourth row.
    assert_eq!((&*at("C4").0, &*at("D4").0, &*at("E4").0), ("Kỹ năng số cơ bản", "46188", "Trực tuyến"));
    assert_eq!((&*at("F4").0, &*at("G4").0, &*at("H4").0), ("120", "1.5", "85.5"));
    // What cannot be read stays as it was typed; options are said in words.
    assert_eq!((&*at("C5").0, &*at("D5").0, &*at("E5").0), ("=1+2", "31/6/2026", "Trực tiếp, tại hội trường"));
    assert_eq!((&*at("F5").0, &*at("F6").0, &*at("G6").0), ("1000000", "một", "12.345.678.901.234.567,5"));
    assert_eq!(at("C6").0, "0012 \"A\" _x005F_x0041_ <b>");
    // A number of so many digits would be summed up wrongly: the sum stands there as it is.
    assert_eq!(at("G7"), ("12.345.678.901.234.569,1".to_owned(), String::new()));
}

#[test]
fn what_follows_is_a_formula_that_comes_to_what_the_form_says() {
    let at = sheet(&workbook(&by_commune(), BY_COMMUNE));
    let is =
        |cell: &str, value: &str, formula: &str| assert_eq!(at(cell), (value.to_owned(), formula.to_owned()), "{cell}");
    // The sum of rows, the share and the difference beside it, and the sums of all.
    is("D5", "2000", &unless(&["D6:D7"], "IF(COUNT(D6:D7)=0,\"\",SUM(D6:D7))"));
    let share = "IF(OR(COUNT(E6)=0,COUNT(D6)=0),\"\",IF(SUM(D6)=0,\"\",ROUND(SUM(E6)*100/SUM(D6),2)))";
    is("F6", "25", &unless(&["E6", "D6"], share));
    is("H7", "599.5", &unless(&["D7", "E7"], "IF(OR(COUNT(D7)=0,COUNT(E7)=0),\"\",SUM(D7)-SUM(E7))"));
    is("E9", "500.5", &unless(&["E5:E8"], "IF(COUNT(E6:E8)=0,\"\",SUM(E6:E8))"));
    is("B9", "Tổng cộng", "");
    assert!(at("F9").1.contains("SUM(E9)*100/SUM(D9)"), "{:?}", at("F9"));
}

#[test]
fn a_sum_of_the_rest_is_no_sum() {
    // The third row's number can be read in no way: what follows from it, also further on, is not known.
    let at = sheet(&workbook(&by_commune(), BY_COMMUNE));
    for (cell, value) in
        [("D8", "1.234567890123"), ("H8", "?"), ("D9", "?"), ("F9", "?"), ("D5", "2000"), ("E9", "500.5")]
    {
        assert_eq!(at(cell).0, value, "{cell}");
    }
    let at = sheet(&workbook(&by_commune(), "\tmembers\ttrained\na\t1.200\tba trăm\nb\t800\t200\n"));
    for (cell, value) in
        [("E6", "ba trăm"), ("F6", "?"), ("E5", "?"), ("F5", "?"), ("E9", "?"), ("F9", "?"), ("F7", "25")]
    {
        assert_eq!(at(cell).0, value, "{cell}");
    }
    // Read back, what follows is worked out anew.
    comes_back(&by_commune(), "\tmembers\ttrained\na\t1.200\tba trăm\nb\t800\t200\n");
}

#[test]
fn the_sheet_can_be_filled_in_and_printed() {
    let files = unpacked(&workbook(&by_commune(), ""));
    let sheet = &files["xl/worksheets/sheet1.xml"];
    for part in [
        "<mergeCell ref=\"D3:F3\"/>",
        "<mergeCell ref=\"G3:G4\"/>",
        "<mergeCell ref=\"B2:I2\"/>",
        "state=\"frozen\"",
        "<sheetProtection sheet=\"1\"",
        "orientation=\"landscape\"",
        "error=\"Ô này nhận số nguyên không nhỏ hơn 0.\"",
        "prompt=\"Số đã quyết toán.\"",
        ">Tổng số (người)<",
        ">Tỷ lệ (%)<",
        ">Kinh phí (đồng)<",
    ] {
        assert!(sheet.contains(part), "{part}\n{sheet}");
    }
    assert!(files["xl/workbook.xml"].contains("'Biểu số liệu'!$3:$4</definedName>"));
    let files = unpacked(&workbook(&classes(), ""));
    let sheet = &files["xl/worksheets/sheet1.xml"];
    assert!(sheet.contains("<formula1>'Danh mục'!$A$1:$A$2</formula1>"), "{sheet}");
    assert!(sheet.contains("sqref=\"E4:E23\"") && sheet.contains("orientation=\"portrait\""));
    assert!(files["xl/worksheets/sheet2.xml"].contains(">Trực tiếp, tại hội trường<"));
}

#[test]
fn what_is_too_long_for_a_cell_is_cut_there() {
    let long = "ô".repeat(40_000);
    let bytes = workbook(&classes(), &format!("\tname\n\t{long}\n"));
    assert_eq!(sheet(&bytes)("C4").0.chars().count(), 32_767);
}

#[test]
fn two_thousand_rows_of_thirty_columns_come_back() {
    let columns: Vec<String> =
        (0..30).map(|n| format!(r#"{{"id":"c{n}","title":"Cột {n}","kind":"decimal","total":true}}"#)).collect();
    let plan = table(&format!(r#"{{"columns":[{}]}}"#, columns.join(",")));
    let mut typed: String = (0..30).map(|n| format!("\tc{n}")).collect();
    for row in 0..2_000 {
        typed.push('\n');
        typed.extend((0..30).map(|column| format!("\t{row},{column}5")));
    }
    comes_back(&plan, &typed);
}

/// A column of each kind, a table for each set of them.
fn any_table() -> impl Strategy<Value = (Table, String)> {
    let kinds = prop::sample::select(vec!["line", "text", "integer", "decimal", "percent", "money", "date", "choice"]);
    let column = (kinds, any::<bool>(), prop::option::of(prop::sample::select(vec!["A", "B"])));
    let cell = prop_oneof![
        Just(String::new()),
        (-1_000_000_000_i64..1_000_000_000, 0_u32..100).prop_map(|(whole, part)| format!("{whole},{part}")),
        (0_i64..10_000).prop_map(|n| n.to_string()),
        "[0-9]{1,24}(,[0-9]{1,8})?",
        (1_u32..32, 1_u32..13, 1900_u32..2200).prop_map(|(day, month, year)| format!("{day}/{month}/{year}")),
        prop::sample::select(vec!["một", "Hai, \"ba\"", "hai", "_x0041_", "=SUM(A1)", "'x", "\"\"\n\t"])
            .prop_map(str::to_owned),
        "[^\r\u{fffe}\u{ffff}]{0,12}",
    ];
    (prop::collection::vec(column, 1..6), 0_usize..4, prop::collection::vec(prop::collection::vec(cell, 6), 0..5))
        .prop_map(|(columns, fixed, rows)| {
            let columns = columns.into_iter().enumerate().map(|(nth, (kind, total, group))| {
                let total = total && matches!(kind, "integer" | "decimal" | "percent" | "money");
                let options = r#","options":[{"id":"mot","label":"một"},{"id":"hai","label":"Hai, \"ba\""}]"#;
                let options = if kind == "choice" { options } else { "" };
                let group = group.map(|group| format!(r#","group":"{group}""#)).unwrap_or_default();
                format!(r#"{{"id":"c{nth}","title":"Cột {nth}","kind":"{kind}","total":{total}{options}{group}}}"#)
            });
            let columns = columns.collect::<Vec<_>>().join(",");
            let named: Vec<String> =
                (0..fixed).map(|nth| format!(r#"{{"id":"r{nth}","title":"Dòng {nth}"}}"#)).collect();
            let plan = table(&format!(r#"{{"columns":[{columns}],"rows":[{}]}}"#, named.join(",")));
            let mut raw = baocao::report::RawTable::read(&plan, "");
            for (place, row) in rows.iter().enumerate().filter(|(place, _)| fixed == 0 || *place < fixed) {
                row.iter().enumerate().for_each(|(nth, cell)| raw.set(place, nth, cell));
            }
            (plan, raw.write())
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_table_comes_back((plan, typed) in any_table()) {
        let read = cells(&workbook(&plan, &typed)).expect("a workbook");
        prop_assert_eq!(says(&plan, &read), says(&plan, &typed), "{}", read);
    }
}
