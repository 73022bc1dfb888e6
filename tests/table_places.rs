//! Cells of tables are named where one is told of them elsewhere, and what was typed wrong into one is told of when it is opened
//! again.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use baocao::delivery::Record;
use baocao::finding::Pointer;
use baocao::locale::{Lang, Places};
use baocao::plan::FieldId;
use baocao::report::{Edit, FieldKind, Part, Raw, RawTable};
use baocao::state::{Action, Extra, PanelState};
use support::first_line_down;
use support::officer::Officer;

fn officer() -> Officer {
    let mut officer = Officer::of("vi-du-bieu-so-lieu", "huyen-doan-b", "2026-03-10T08:00");
    officer.opens("quy", "2026-Q1");
    officer
}

/// Types cells: row, key of the column, text.
fn types(officer: &mut Officer, field: &str, cells: &[(usize, &str, &str)]) {
    let id = FieldId::new(field).expect("an id");
    let FieldKind::Table(plan) = &officer.work().form.field(&Part::Sections, &id).expect("a question").kind else {
        panic!("no table")
    };
    let plan = plan.get().expect("a table").clone();
    let mut raw = RawTable::read(&plan, "");
    for (row, column, text) in cells {
        raw.set(*row, plan.column(column).expect("a column"), text);
    }
    officer.types(Part::Sections, field, &raw.write());
}

/// What a place is called.
fn name(officer: &Officer, lang: Lang, field: &str, below: &str) -> Option<String> {
    let (work, id) = (officer.work(), FieldId::new(field).expect("an id"));
    let at = Pointer::parse(&format!("/sections/{field}{below}")).expect("a place");
    Places::new(lang, &work.form, &work.draft).cell((&Part::Sections, &id), &at)
}

#[test]
fn each_of_many_mistakes_in_a_table_is_called_otherwise() {
    let mut officer = officer();
    // The second row of the sheet is blank: the report has the third as its second.
    types(&mut officer, "bieu-02", &[(0, "ten", "Tổ 1"), (2, "thanh-vien", "8")]);
    let said = |below: &str| name(&officer, Lang::Vi, "bieu-02", below).expect("a cell");
    assert_eq!(said("/rows/0/cells/dia-ban"), "hàng 1, Địa bàn");
    assert_eq!(said("/rows/1/cells/ten"), "hàng 3, Tên tổ");
    assert_eq!(said("/rows/2"), "hàng 4", "what is missing is behind what is there");
    assert_eq!(said("/total/thanh-vien").split(", ").next(), Some("cộng"));
    assert_eq!(name(&officer, Lang::En, "bieu-02", "/rows/0/cells/ten").expect("a cell"), "row 1, Tên tổ");
    assert_eq!(name(&officer, Lang::Vi, "bieu-02", ""), None, "the table itself");

    types(&mut officer, "bieu-01", &[(2, "nam", "abc")]);
    let named = name(&officer, Lang::Vi, "bieu-01", "/rows/2/cells/nam").expect("a cell");
    assert_eq!(named, "1.1 Học sinh, sinh viên, Nam", "a row that the plan names by its number and title");

    // All that stands in the way of sending: no two lines are the same.
    let work = officer.work();
    let plan = officer.0.plan().expect("a plan");
    let mut places = Places::new(Lang::Vi, &work.form, &work.draft);
    let items = work.summary(baocao::finding::Severity::Error);
    let lines = items.iter().filter_map(|item| Some((places.name(&plan, item.field?, &item.finding.at), item.finding)));
    let mut lines: Vec<String> =
        lines.map(|(place, found)| format!("{place}: {}", baocao::locale::finding(Lang::Vi, found))).collect();
    let count = lines.len();
    lines.sort();
    lines.dedup();
    assert_eq!(lines.len(), count);
    assert!(lines.iter().any(|line| line.contains(" · hàng 3, Tên tổ: ")), "{lines:#?}");
}

/// The report as it is opened again from the device.
fn opened_again(officer: &mut Officer) {
    officer.is_kept();
    officer.does(Action::Overview);
    let records = officer.0.records.iter().flat_map(|kept| kept.iter());
    let kept: Vec<_> = records.map(|record| Record::from_text(&record.to_text()).expect("a record")).collect();
    officer.does(Action::Records(Ok(kept)));
    officer.opens("quy", "2026-Q1");
}

/// The places that are told of.
fn told(officer: &Officer) -> Vec<String> {
    let work = officer.work();
    let parts = (0..work.parts.len()).flat_map(|part| work.visible(part));
    parts.map(|placed| format!("{} {}", placed.finding.at, placed.finding.code.key())).collect()
}

#[test]
fn what_was_typed_wrong_is_told_of_when_the_report_is_opened_again_and_what_is_missing_is_not() {
    let mut officer = officer();
    types(&mut officer, "bieu-02", &[(0, "ten", "Tổ 1"), (0, "thanh-vien", "abc"), (1, "doan-vien", "(500)")]);
    officer.types(Part::Reporter, "email", "a@");
    assert!(told(&officer).iter().any(|told| told.ends_with(" required")), "all of it was left");
    let all = officer.errors();
    opened_again(&mut officer);
    let wrong = [
        "/sections/bieu-02/rows/0/cells/thanh-vien not-a-number",
        "/sections/bieu-02/rows/1/cells/doan-vien not-a-number",
        "/reporter/email not-an-email",
    ];
    assert_eq!(told(&officer), wrong);
    assert_eq!(officer.errors(), all);
    assert!(all.len() > 3, "something is missing, too: {all:#?}");
    let errors = officer.work().panel_states().iter().filter(|state| matches!(state, PanelState::Errors(_))).count();
    assert_eq!(errors, 2, "the list says so, too");

    // Mended is mended.
    officer.types(Part::Reporter, "email", "a@b.vn");
    assert_eq!(told(&officer), wrong[..2]);
}

#[test]
fn what_is_being_typed_while_the_rest_comes_is_not_told_of_before_it_is_left() {
    let mut officer = first_line_down("vi-du-bieu-so-lieu", "huyen-doan-b", "2026-03-10T08:00");
    officer.opens("quy", "2026-Q1");
    let email = FieldId::new("email").expect("an id");
    let raw = Raw::Text("a@".to_owned());
    officer.does(Action::Edit(Edit { part: Part::Reporter, field: email.clone(), raw }));
    officer.does(Action::Rest(Extra::Here));
    assert!(officer.errors().contains(&"/reporter/email not-an-email".to_owned()));
    assert_eq!(told(&officer), [""; 0]);
    officer.does(Action::Leave(Part::Reporter, email));
    assert_eq!(told(&officer), ["/reporter/email not-an-email"]);
}
