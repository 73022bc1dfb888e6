//! Tables step by step: what is read and checked again after each is what a fresh reading finds, and a step that is taken
//! back takes nothing else with it.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::check::{self, Context};
use baocao::finding::Severity;
use baocao::json::{Limits, read_text};
use baocao::plan::{FieldId, Table};
use baocao::report::{FieldKind, Part, Raw, RawTable, TableStep, settle};
use baocao::state::Work;
use proptest::prelude::*;
use support::officer::Officer;
use support::{PlainText, at};

const NOW: &str = "2026-03-10T08:00";

fn officer() -> Officer {
    let mut officer = Officer::of("vi-du-bieu-so-lieu", "huyen-doan-b", NOW);
    officer.opens("quy", "2026-Q1");
    officer
}

fn table(work: &Work, field: &str) -> Table {
    match &work.form.field(&Part::Sections, &FieldId::new(field).expect("an id")).expect("a question").kind {
        FieldKind::Table(table) => table.get().expect("a table").clone(),
        kind => panic!("{kind:?}"),
    }
}

fn typed(work: &Work, field: &str) -> String {
    let id = FieldId::new(field).expect("an id");
    work.draft.get(&Part::Sections, &id).map(Raw::text).unwrap_or_default().to_owned()
}

/// What a form finds that reads and checks everything for the first time, and the answers.
fn afresh(officer: &Officer) -> (Vec<String>, String) {
    let work = officer.work();
    let (answers, unreadable) = settle(&work.form, &work.draft, &PlainText);
    let plan = support::plan("vi-du-bieu-so-lieu");
    let cx = Context {
        plan: &plan,
        duty: &work.duty,
        form: &work.form,
        earlier: &work.earlier,
        now: at(NOW),
        text: &PlainText,
    };
    (told(check::all(cx, &answers, unreadable).iter()), format!("{answers:?}"))
}

fn told<'f>(findings: impl Iterator<Item = &'f baocao::finding::Finding>) -> Vec<String> {
    let mut told: Vec<String> = findings.map(|finding| format!("{} {:?}", finding.at, finding.code)).collect();
    told.sort();
    told
}

/// What is done to a table.
#[derive(Clone, Debug)]
enum Does {
    Write(usize, usize, &'static str),
    Insert(usize),
    Remove(usize),
}

/// What is typed into cells.
const TEXTS: &[&str] =
    &["", "", "7", "1.200", "-3", "8,5", "năm", "xa", "Thôn, bản", "9/2/2026", "40/2/2026", "x\"y\n\tz"];

fn does() -> impl Strategy<Value = Does> {
    prop_oneof![
        8 => (0..12usize, 0..8usize, prop::sample::select(TEXTS)).prop_map(|(row, column, text)| Does::Write(row, column, text)),
        1 => (0..12usize).prop_map(Does::Insert),
        1 => (0..12usize).prop_map(Does::Remove),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A table that is changed step by step is known as well as one that is read at once.
    #[test]
    fn what_did_not_change_need_not_be_read_again(fixed in any::<bool>(), steps in prop::collection::vec(does(), 1..40)) {
        let mut officer = officer();
        let field = if fixed { "bieu-01" } else { "bieu-02" };
        let plan = table(officer.work(), field);
        for step in steps {
            let mut raw = RawTable::read(&plan, &typed(officer.work(), field));
            match step {
                Does::Write(row, column, text) => {
                    let row = if fixed { row % plan.rows.len() } else { row };
                    raw.set(row, column % plan.columns.len(), text);
                }
                Does::Insert(row) if !fixed => raw.insert(row),
                Does::Remove(row) if !fixed && row < raw.rows.len() => drop(raw.rows.remove(row)),
                _ => continue,
            }
            officer.types(Part::Sections, field, &raw.write());
            let (found, answers) = afresh(&officer);
            prop_assert_eq!(told(officer.work().findings()), found);
            prop_assert_eq!(format!("{:?}", officer.work().answers()), answers);
        }
    }

    /// Whatever was done can be taken back, step by step, and done again.
    #[test]
    fn steps_are_taken_back_in_turn(steps in prop::collection::vec(does(), 1..30)) {
        let plan = table(officer().work(), "bieu-02");
        let mut raw = RawTable::read(&plan, "");
        let mut done: Vec<(RawTable, TableStep, RawTable)> = Vec::new();
        for step in steps {
            let before = raw.clone();
            let step = match step {
                Does::Write(row, column, text) => {
                    TableStep { written: raw.put([(row, column % plan.columns.len(), text)]), ..TableStep::default() }
                }
                Does::Insert(row) => {
                    let row = row.min(raw.rows.len());
                    raw.insert(row);
                    TableStep { inserted: Some(row), ..TableStep::default() }
                }
                Does::Remove(row) if row < raw.rows.len() => raw.take_out(row..row + 1),
                Does::Remove(_) => continue,
            };
            done.push((before, step, raw.clone()));
        }
        let mut undone = Vec::new();
        for (before, step, after) in done.into_iter().rev() {
            undone.push((raw.take_back(step, |one, other| one == other), after));
            prop_assert_eq!(raw.write(), before.write());
        }
        // And done again, and taken back once more.
        let mut again = Vec::new();
        for (step, after) in undone.into_iter().rev() {
            let before = raw.clone();
            again.push((before, raw.do_again(step, |one, other| one == other)));
            prop_assert_eq!(raw.write(), after.write());
        }
        for (before, step) in again.into_iter().rev() {
            raw.take_back(step, |one, other| one == other);
            prop_assert_eq!(raw.write(), before.write());
        }
    }
}

#[test]
fn what_came_from_elsewhere_stays_when_a_step_is_taken_back() {
    let plan = table(officer().work(), "bieu-02");
    let mut raw = RawTable::read(&plan, "");
    raw.put([(0, 0, "Tổ A"), (1, 0, "Tổ B")]);
    let written = raw.put([(0, 3, "12"), (1, 3, "9"), (2, 0, "Tổ C")]);
    // A colleague's portion comes in between.
    raw.put([(0, 4, "3"), (1, 3, "10"), (3, 0, "Tổ D")]);
    raw.take_back(TableStep { written, ..TableStep::default() }, |one, other| one == other);
    assert_eq!(raw.get(0, 3), "", "what the step wrote is gone");
    assert_eq!(raw.get(0, 4), "3", "what came into another cell stays");
    assert_eq!(raw.get(1, 3), "10", "what was changed since stays");
    assert_eq!((&*raw.get(2, 0), &*raw.get(3, 0)), ("", "Tổ D"));
    let removed = raw.take_out(1..2);
    raw.put([(0, 0, "Tổ số 1")]);
    raw.take_back(removed, |one, other| one == other);
    assert_eq!((&*raw.get(0, 0), &*raw.get(1, 0), &*raw.get(3, 0)), ("Tổ số 1", "Tổ B", "Tổ D"));
    // A table with other rows is another one: into that none come back.
    let removed = raw.take_out(1..2);
    raw.put([(6, 0, "Tổ E")]);
    let rows = raw.write();
    raw.take_back(removed, |one, other| one == other);
    assert_eq!(raw.write(), rows);
}

#[test]
fn lines_that_another_program_wrote_are_read_as_well() {
    let plan = r#"{"columns": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}], "rows": [{"id": "x", "title": "X"}, {"id": "y", "title": "Y"}]}"#;
    let plan: Table = read_text(plan, Limits::default(), Severity::Error).value.expect("a table");
    let cells = |text: &str| {
        let raw = RawTable::read(&plan, text);
        raw.rows.iter().map(|row| row.cells().collect::<Vec<_>>().join("|")).collect::<Vec<_>>()
    };
    assert_eq!(cells("\ta\tb\nx\t1\t2\ny\t3\t4\n"), ["1|2", "3|4"]);
    assert_eq!(cells("\ta\tb\r\ny\t3\t4\r\nx\t1\t2"), ["1|2", "3|4"], "other ends of lines, other order");
    assert_eq!(cells("\tb\ta\nx\t2\t1\n"), ["1|2", "|"], "other order of columns");
    assert_eq!(cells("\ta\tb\nx\t1\ny\t3\t4\t5\n"), ["1|", "3|4"], "lines too short and too long");
    assert_eq!(cells("\ta\tb\tc\nx\t1\t2\t3\n\t\t7\t\n"), ["1|2|3", "||", "|7|"], "what the plan does not know");
    assert_eq!(cells("\ta\tb\nx\t\"1\n\"\"2\"\t5\" ống\n"), ["1\n\"2|5\" ống", "|"]);
}

/// How long a changed cell takes in the largest table; told, not asserted.
#[test]
#[ignore = "measures"]
fn a_cell_of_sixty_thousand() {
    let columns: Vec<String> =
        (0..30).map(|n| format!(r#"{{"id": "c{n}", "title": "Cột {n}", "kind": "integer", "total": true}}"#)).collect();
    let mut plan: serde_json::Value = serde_json::from_str(
        &std::fs::read_to_string(format!("{}/examples/plans/vi-du-bieu-so-lieu.json", env!("CARGO_MANIFEST_DIR")))
            .expect("the example"),
    )
    .expect("JSON");
    let sections = plan["reports"][0]["outline"]["sections"].as_array_mut().expect("sections");
    let large = format!(
        r#"{{"field": "lon", "label": "Biểu lớn", "kind": "table", "table": {{"columns": [{}]}}}}"#,
        columns.join(",")
    );
    sections.push(serde_json::from_str(&large).expect("JSON"));
    let plan = baocao::plan::read(&plan.to_string(), Severity::Error).value.expect("a plan");
    let mut officer = Officer::of_plan(plan, "huyen-doan-b", NOW);
    officer.opens("quy", "2026-Q1");
    let table = table(officer.work(), "lon");
    let mut raw = RawTable::read(&table, "");
    raw.put((0..2_000).flat_map(|row| (0..30).map(move |column| (row, column, (row * column).to_string()))));
    officer.types(Part::Sections, "lon", &raw.write());
    for row in 0..5 {
        let begun = std::time::Instant::now();
        let mut raw = RawTable::read(&table, &typed(officer.work(), "lon"));
        raw.set(row, 3, "7");
        let text = raw.write();
        let written = begun.elapsed();
        officer.types(Part::Sections, "lon", &text);
        println!("written after {written:?}, known after {:?}", begun.elapsed());
    }
}
