//! What cells take, so that slips are told at once.

use super::cells::serial;
use super::formula::{cell, letters};
use super::sheet::Sheet;
use crate::ooxml::escaped;
use baocao::plan::{Column, ColumnKind, Date, Table};

/// The hidden sheet of what can be chosen.
pub const LISTS: &str = "Danh mục";

/// Most units of UTF-16 in the texts that Excel shows.
const LONGEST_TITLE: usize = 32;
const LONGEST_ERROR: usize = 225;
const LONGEST_HELP: usize = 255;

/// What can be chosen, a list for each column that has one; none where nothing can.
pub fn lists(table: &Table) -> Option<Vec<Vec<String>>> {
    let lists = choices(table).map(|column| column.options.iter().map(|option| option.label.clone()).collect());
    Some(lists.collect::<Vec<_>>()).filter(|lists| !lists.is_empty())
}

fn choices(table: &Table) -> impl Iterator<Item = &Column> {
    table.columns.iter().filter(|column| column.kind == ColumnKind::Choice && !column.options.is_empty())
}

/// The rules of all columns that are filled in.
pub fn all(table: &Table, sheet: &Sheet) -> String {
    let mut count = 0;
    let mut rules = String::new();
    for (place, column) in table.columns.iter().enumerate().filter(|(_, column)| column.computed.is_none()) {
        let list = choices(table).position(|one| one.id == column.id);
        let at = sheet.first + place;
        let range = format!("{}:{}", cell(at, sheet.data.0), cell(at, sheet.data.1));
        let Some(rule) = rule(column, list, &range) else { continue };
        rules.push_str(&rule);
        count += 1;
    }
    if count == 0 { String::new() } else { format!("<dataValidations count=\"{count}\">{rules}</dataValidations>") }
}

/// What a column takes, and the help that its cells show; none where it takes anything and has no help.
fn rule(column: &Column, list: Option<usize>, cells: &str) -> Option<String> {
    // As far as Excel counts exactly.
    const FAR: &str = "999999999999999";
    let bounds = || {
        let usual = if column.kind == ColumnKind::Percent {
            ["0".to_owned(), "100".to_owned()]
        } else {
            [format!("-{FAR}"), FAR.to_owned()]
        };
        let [least, most] = usual;
        let of = |bound: Option<baocao::plan::Decimal>, usual| bound.map_or(usual, |bound| bound.to_string());
        (of(column.min, least), of(column.max, most))
    };
    let (kind, formulas, error) = match (column.kind, list) {
        (ColumnKind::Choice, Some(nth)) => {
            let range = format!("'{LISTS}'!${0}$1:${0}${1}", letters(nth), column.options.len());
            ("list", vec![range], "Hãy chọn một mục trong danh sách.".to_owned())
        }
        (ColumnKind::Date, _) => {
            let days = [Date::new(1900, 3, 1), Date::new(2199, 12, 31)].into_iter().flatten();
            let days = days.map(|day| serial(day).to_string()).collect();
            ("date", days, "Ô này nhận một ngày, ví dụ 15/6/2026.".to_owned())
        }
        (kind, _) if kind.is_number() => {
            let (least, most) = bounds();
            let is_whole = matches!(kind, ColumnKind::Integer | ColumnKind::Money);
            let (excel, name) = if is_whole { ("whole", "số nguyên") } else { ("decimal", "số") };
            let is_bound = column.min.is_some() || column.max.is_some() || kind == ColumnKind::Percent;
            let between = match (column.min.is_some(), column.max.is_some()) {
                _ if !is_bound => String::new(),
                (true, false) if kind != ColumnKind::Percent => format!(" không nhỏ hơn {}", said(&least)),
                (false, true) if kind != ColumnKind::Percent => format!(" không lớn hơn {}", said(&most)),
                _ => format!(" từ {} đến {}", said(&least), said(&most)),
            };
            (excel, vec![least, most], format!("Ô này nhận {name}{between}."))
        }
        _ => ("", Vec::new(), String::new()),
    };
    let help = column.help.as_deref().map(str::trim).filter(|help| !help.is_empty());
    if kind.is_empty() && help.is_none() {
        return None;
    }
    let title = said_in(&column.title, LONGEST_TITLE);
    let mut xml = String::from("<dataValidation");
    if !kind.is_empty() {
        let error = said_in(&error, LONGEST_ERROR);
        xml.push_str(&format!(" type=\"{kind}\" showErrorMessage=\"1\" errorTitle=\"{title}\" error=\"{error}\""));
    }
    if let Some(help) = help {
        let help = said_in(help, LONGEST_HELP);
        xml.push_str(&format!(" showInputMessage=\"1\" promptTitle=\"{title}\" prompt=\"{help}\""));
    }
    xml.push_str(&format!(" allowBlank=\"1\" sqref=\"{cells}\">"));
    for (nth, formula) in formulas.iter().enumerate() {
        xml.push_str(&format!("<formula{0}>{1}</formula{0}>", nth + 1, escaped(formula)));
    }
    Some(xml + "</dataValidation>")
}

/// A canonical number as Vietnamese text.
fn said(number: &str) -> String {
    crate::answer::number(number, "")
}

/// A text in an attribute, in so many units of UTF-16 at most.
fn said_in(text: &str, most: usize) -> String {
    let text = text.trim();
    let mut units = 0;
    let fits = |sign: &char| {
        units += sign.len_utf16();
        units < most
    };
    let kept: String = text.chars().take_while(fits).collect();
    let cut = if kept.len() < text.len() { "…" } else { "" };
    // Of attributes XML keeps no line breaks but those by their numbers.
    format!("{}{cut}", kept.lines().map(escaped).collect::<Vec<_>>().join("&#10;"))
}
