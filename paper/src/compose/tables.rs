//! Answers that are tables ("biểu số liệu"): each stands behind the text, and the text says where.

use crate::answer;
use crate::columns::{self, NUMBER, ROW_TITLE, TOTAL, heading};
use crate::document::{Annex, Column, Table, Total};
use baocao::plan::{self, ColumnKind, Date};
use baocao::report::{Answers, Cells, Field, FieldKind, TableAnswer, Value};

/// How many rows a blank form has where the officer adds them.
const BLANK_ROWS: usize = 5;
/// More columns than these lie on their side.
const UPRIGHT: usize = 7;
/// How wide a page is, upright and on its side, and the margins of a cell, in millimetres; a letter, in parts of its size.
const WIDTH: f64 = 165.0;
const WIDE: f64 = 257.0;
const MARGINS: f64 = 4.0;
const SMALL_MARGINS: f64 = 1.4;
const LETTER: f64 = 0.17;
/// The sizes that tables are printed in, in points.
const SIZES: [u32; 5] = [13, 11, 10, 8, 7];
/// Where letters would have to be smaller than this, a table lies on its side.
const SMALLEST: u32 = 10;
/// The longest number that its column grows for.
const LONGEST: usize = 18;

/// The tables of the whole report, numbered through.
#[derive(Default)]
pub struct Tables(Vec<Annex>);

impl Tables {
    /// Adds the table that answers a question, or the blank one; what the text says in its place. `of`: the task that it
    /// is about.
    pub fn answer(&mut self, is_blank: bool, field: &Field, answers: &Answers, of: Option<&str>) -> Option<String> {
        let FieldKind::Table(asked) = &field.kind else { return None };
        let asked = asked.get()?;
        let table = match answers.get(&field.id) {
            _ if is_blank => blank(asked),
            Some(Value::Table(given)) => filled(asked, given),
            _ => return None,
        };
        let label = answer::label(field);
        let (title, about) = named(&label).map_or_else(
            || (format!("Biểu số {}", self.0.len() + 1), &*label),
            |(title, about)| (title.to_owned(), about),
        );
        let about = of.map_or_else(|| about.to_owned(), |of| format!("{about} ({of})"));
        let says = if is_blank { "Ghi vào" } else { "Chi tiết tại" };
        let said = format!("{says} {title} kèm theo.");
        let (is_wide, table) = laid_out(table);
        self.0.push(Annex { title, about, is_wide, table });
        Some(said)
    }

    /// All of them.
    pub fn annexes(self) -> Vec<Annex> {
        self.0
    }
}

/// The number that the plan gives a table, and what the table is about: "Biểu 01. Kết quả tập huấn".
fn named(label: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 24;
    let ends = [". ", ": ", " - ", " – "].iter().filter_map(|sign| label.split_once(sign));
    let (title, about) = ends.min_by_key(|(title, _)| title.len())?;
    let is_number = title.starts_with("Biểu ") && title.contains(|sign: char| sign.is_ascii_digit());
    (is_number && title.chars().count() <= LONGEST).then_some((title, about.trim()))
}

/// The table with nothing in it but what the plan says.
fn blank(asked: &plan::Table) -> Table {
    let mut table = framed(asked);
    let count = match asked.is_fixed() {
        true => asked.rows.len(),
        false => BLANK_ROWS.max(asked.min_rows.unwrap_or(0) as usize).min(asked.most_rows()),
    };
    table.rows = (0..count).map(|nth| row(asked, nth, asked.rows.get(nth), &Cells::new())).collect();
    let sums = asked.rows.iter().enumerate().filter(|(_, row)| !row.sum.is_empty());
    table.sums = sums.map(|(nth, _)| nth as u32).collect();
    finished(table, asked, &Cells::new())
}

/// The table as it was answered.
fn filled(asked: &plan::Table, answer: &TableAnswer) -> Table {
    let mut table = framed(asked);
    for (nth, answered) in answer.rows.iter().enumerate() {
        let named = answered.row.as_ref().and_then(|id| asked.rows.iter().find(|row| row.id == *id));
        table.rows.push(row(asked, nth, named, &answered.cells));
        table.sums.extend(named.is_some_and(|row| !row.sum.is_empty()).then_some(nth as u32));
    }
    finished(table, asked, &answer.total)
}

/// The columns.
fn framed(asked: &plan::Table) -> Table {
    let mut table = Table::new(&[]);
    if columns::has_numbers(asked) {
        table.columns.push(Column::new(NUMBER, 6, true));
    }
    if asked.is_fixed() {
        table.columns.push(Column::new(ROW_TITLE, columns::title_width(asked) as u32, false));
    }
    table.columns.extend(asked.columns.iter().map(|column| Column {
        group: column.group.clone(),
        is_number: column.kind.is_number(),
        ..Column::new(heading(column), columns::width(column) as u32, column.kind == ColumnKind::Date)
    }));
    table
}

fn row(asked: &plan::Table, nth: usize, named: Option<&plan::Row>, cells: &Cells) -> Vec<String> {
    let mut row = Vec::with_capacity(asked.columns.len() + 2);
    if columns::has_numbers(asked) {
        let nth = (nth + 1).to_string();
        row.push(if asked.is_fixed() { named.and_then(|row| row.number.clone()).unwrap_or_default() } else { nth });
    }
    if asked.is_fixed() {
        row.push(named.map(|row| row.title.clone()).unwrap_or_default());
    }
    row.extend(asked.columns.iter().map(|column| cell(column, cells)));
    row
}

/// Whether a table lies on its side, and the table with the largest letters in which no number is torn apart. What room
/// is left is for texts. Where even the smallest letters are too large, each column is first as wide as its numbers.
fn laid_out(mut table: Table) -> (bool, Table) {
    // Texts of several words go on in the next line.
    let least = |column: &Column| column.share.min(if column.is_number { u32::MAX } else { 16 });
    let width = |letters: u32, size: u32| f64::from(letters * size) * LETTER + margins(size);
    let needed = |size: u32| table.columns.iter().map(|column| width(least(column), size)).sum::<f64>();
    let is_wide = table.columns.len() > UPRIGHT || needed(SMALLEST) > WIDTH;
    let room = if is_wide { WIDE } else { WIDTH };
    let size = SIZES.into_iter().find(|size| needed(*size) <= room).unwrap_or(SIZES[SIZES.len() - 1]);
    let wide: Vec<f64> = table.columns.iter().map(|column| width(least(column), size)).collect();
    let left = room - needed(size);
    let shares: Vec<f64> = if left >= 0.0 {
        let more = |column: &Column| f64::from(column.share - least(column));
        let all_more = table.columns.iter().map(more).sum::<f64>().max(1.0);
        table.columns.iter().zip(&wide).map(|(column, wide)| wide + left * more(column) / all_more).collect()
    } else {
        let whole: Vec<f64> =
            untorn(&table).into_iter().zip(&wide).map(|(of, wide)| width(of, size).min(*wide)).collect();
        squeezed(&whole, &wide, room)
    };
    for (column, share) in table.columns.iter_mut().zip(shares) {
        // In tenths of a millimetre.
        column.share = (share * 10.0) as u32;
    }
    table.size = Some(size).filter(|size| *size != SIZES[0]);
    (is_wide, table)
}

/// The margins of a cell, in millimetres: smaller ones beside small letters.
fn margins(size: u32) -> f64 {
    if size < SMALLEST { SMALL_MARGINS } else { MARGINS }
}

/// How many letters of each column have to stay on one line: the longest number or day, or a short word.
fn untorn(table: &Table) -> Vec<u32> {
    const WORD: u32 = 6;
    let mut longest: Vec<u32> = vec![2; table.columns.len()];
    // The words before the sums may have the first column alone.
    if let Some((total, first)) = table.total.as_ref().filter(|total| total.span == 1).zip(longest.first_mut()) {
        let words = total.label.split_whitespace().map(|word| word.chars().count() as u32);
        *first = words.max().unwrap_or(0).max(*first);
    }
    let rows = table.rows.iter().map(|row| (0, row));
    for (first, cells) in rows.chain(table.total.iter().map(|total| (total.span as usize, &total.cells))) {
        for (longest, cell) in longest.iter_mut().skip(first).zip(cells) {
            *longest = (*longest).max(cell.chars().count().min(LONGEST) as u32);
        }
    }
    let of = |(column, longest): (&Column, u32)| match column.is_number || column.is_centred {
        // Bold letters are wider.
        true => longest + 1,
        false => longest.min(WORD),
    };
    table.columns.iter().zip(longest).map(of).collect()
}

/// Widths in too little room: what has to be `whole`, and of the rest as much as there is. Where there is not even room for
/// that, the first column, which tells rows apart, is whole.
fn squeezed(whole: &[f64], wide: &[f64], room: f64) -> Vec<f64> {
    let (all, wanted) = (whole.iter().sum::<f64>(), wide.iter().sum::<f64>());
    if all <= room {
        let part = (room - all) / (wanted - all).max(1.0);
        return whole.iter().zip(wide).map(|(whole, wide)| whole + (wide - whole) * part).collect();
    }
    let Some((first, others)) = whole.split_first() else { return Vec::new() };
    let part = (room - first) / (all - first).max(1.0);
    std::iter::once(*first).chain(others.iter().map(|one| one * part)).collect()
}

/// With the row of sums, and columns as wide as their numbers and days.
fn finished(mut table: Table, asked: &plan::Table, total: &Cells) -> Table {
    if columns::has_total(asked) {
        let span = columns::before_total(asked);
        let summed = &asked.columns[span - columns::leads(asked)..];
        let cells = summed.iter().map(|column| if column.total { cell(column, total) } else { String::new() });
        table.total = Some(Total { label: TOTAL.to_owned(), span: span as u32, cells: cells.collect() });
    }
    let rows = table.rows.iter().map(|row| (0, row));
    for (first, cells) in rows.chain(table.total.iter().map(|total| (total.span as usize, &total.cells))) {
        for (column, cell) in table.columns.iter_mut().skip(first).zip(cells) {
            let fits = column.is_number || column.is_centred;
            let length = cell.chars().count().min(LONGEST);
            column.share = column.share.max(if fits { length as u32 } else { 0 });
        }
    }
    table
}

/// What a cell says.
fn cell(column: &plan::Column, cells: &Cells) -> String {
    let Some(canonical) = cells.get(&column.id) else { return String::new() };
    match column.kind {
        // As it was typed, and as it cannot be read.
        _ if canonical.starts_with(' ') => canonical.trim().to_owned(),
        kind if kind.is_number() => answer::number(canonical, ""),
        ColumnKind::Date => Date::parse(canonical).map_or_else(|| canonical.clone(), answer::day),
        ColumnKind::Choice => {
            let option = column.options.iter().find(|option| option.id.as_str() == canonical);
            option.map_or_else(|| canonical.clone(), |option| option.label.clone())
        }
        _ => canonical.clone(),
    }
}
