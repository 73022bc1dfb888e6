//! What becomes of cells that are pasted: where each goes, and what does not fit.

use super::heading::Heading;
use crate::check;
use crate::finding::Code;
use crate::plan::Decimal;
use crate::report::{Field, FieldKind, TableText, Text, Title, one_line, plain_title, write_unambiguous};
use std::collections::BTreeMap;
use std::ops::Range;

/// A sheet that is pasted into.
pub struct Target<'a> {
    /// How many columns it has.
    pub columns: usize,
    /// The question that a cell answers: of rows that differ each has its own.
    pub field: &'a dyn Fn(usize, usize) -> Option<&'a Field>,
    /// What stands above them.
    pub titles: &'a [Title],
    /// What stands before its rows, where these are named.
    pub rows: &'a [String],
    /// How many rows there may be.
    pub most_rows: usize,
    /// How many there are, where the officer adds them.
    pub used_rows: usize,
    /// Whether a cell cannot be written.
    pub is_locked: &'a dyn Fn(usize, usize) -> bool,
    /// Whether a cell follows from others: what would go there is no loss.
    pub follows: &'a dyn Fn(usize, usize) -> bool,
    /// What is kept of a text in a cell: of the words of an option its key.
    pub kept: &'a dyn Fn(usize, usize, &str) -> String,
}

/// How numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// `1.234,5`
    Vietnamese,
    /// `1,234.5`
    English,
}

/// A cell that is pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// Its row.
    pub row: usize,
    /// Its column.
    pub column: usize,
    /// What will stand there.
    pub text: String,
    /// What will be wrong with it.
    pub wrong: Option<Code>,
}

/// What pasting does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paste {
    /// What goes where, row by row.
    pub cells: Vec<Pasted>,
    /// How the numbers were read; none: there are none in it.
    pub writing: Option<Writing>,
    /// Whether a heading was found, by which columns were placed.
    pub by_heading: bool,
    /// Pasted columns without a place: what stands above them, or which they are.
    pub no_columns: Vec<String>,
    /// Pasted rows without a place.
    pub no_rows: usize,
    /// Pasted lines that only number the columns or add up others.
    pub left_out: usize,
    /// Cells that would go where nothing is written.
    pub locked: usize,
    /// Where a whole table is pasted that has fewer rows than there are: those that would be left.
    pub rest: Range<usize>,
}

/// Places a block of cells: by its heading if there is one, else from a cell on. `writing` says how its numbers are
/// written; none: that is found out.
pub fn paste(
    block: &[Vec<String>],
    (row, column): (usize, usize),
    target: &Target<'_>,
    writing: Option<Writing>,
    text: &dyn Text,
) -> Paste {
    let width = block.iter().map(Vec::len).max().unwrap_or(0);
    let heading = Heading::find(block, target.titles, column);
    let mut paste = Paste { by_heading: heading.is_some(), ..Paste::default() };
    let body = &block[heading.as_ref().map_or(0, |heading| heading.body)..];
    let names = Names::of(target.rows);
    let naming = naming(body, &names, heading.as_ref().map(|heading| &*heading.columns));
    // Where each pasted column goes.
    let columns: Vec<Option<usize>> = match &heading {
        Some(heading) => heading.columns.clone(),
        None => {
            let mut next = column;
            let mut place = |from| {
                let to = (naming != Some(from) && next < target.columns).then_some(next);
                next += usize::from(naming != Some(from));
                to
            };
            (0..width).map(&mut place).collect()
        }
    };
    let body = match body.split_first() {
        // Where rows have names a number may be one.
        Some((first, rest))
            if heading.is_some() && counts(first) && !naming.is_some_and(|from| names.has(first, from)) =>
        {
            paste.left_out += 1;
            rest
        }
        _ => body,
    };
    for (from, to) in columns.iter().enumerate() {
        let is_used = body.iter().any(|line| line.get(from).is_some_and(|cell| !cell.trim().is_empty()));
        if to.is_none() && is_used && naming != Some(from) && !is_numbering(body, from) {
            let title = heading.as_ref().map(|heading| &heading.says[from]).filter(|title| !title.is_empty());
            paste.no_columns.push(title.cloned().unwrap_or_else(|| (from + 1).to_string()));
        }
    }
    // A whole table is pasted from its first row on: with a heading, or where all rows are named; under the heading nothing
    // is a blank row. Of some with the same name the hand says which.
    let is_whole = naming.map_or(heading.is_some(), |from| {
        body.iter().filter(|line| names.has(line, from)).count() >= target.rows.len()
    });
    let mut next = if is_whole { 0 } else { row };
    let mut placed = Vec::new();
    for line in body {
        let is_blank = line.iter().all(|cell| cell.trim().is_empty());
        if is_blank && (heading.is_some() || naming.is_some()) {
            continue;
        }
        let to = match naming {
            Some(from) => names.place(next, line.get(from).map_or("", String::as_str)),
            // What is worked out here anyway.
            None if heading.is_some() && target.rows.is_empty() && is_total(line) => {
                paste.left_out += 1;
                continue;
            }
            None => Some(next),
        };
        next = to.map_or(next, |to| to + 1);
        let Some(to) = to.filter(|to| *to < target.most_rows) else {
            paste.no_rows += usize::from(!is_blank);
            continue;
        };
        placed.push((to, line));
    }
    paste.writing = writing.or_else(|| found_writing(&placed, &columns, target));
    for (to, line) in placed {
        for (from, column) in columns.iter().enumerate() {
            let (Some(column), Some(cell)) = (*column, line.get(from)) else { continue };
            if Some(from) == naming {
                continue;
            }
            if (target.is_locked)(to, column) {
                let is_lost = heading.is_none() || !(target.follows)(to, column);
                paste.locked += usize::from(!cell.trim().is_empty() && is_lost);
                continue;
            }
            let Some(field) = (target.field)(to, column) else { continue };
            let is_number = matches!(field.kind, FieldKind::Number(_));
            let typed = match paste.writing {
                Some(writing) if is_number => rewritten(cell, writing).unwrap_or_else(|| cell.trim().to_owned()),
                // A line has no breaks.
                _ if matches!(field.kind, FieldKind::Line(..)) && cell.contains(char::is_control) => one_line(cell),
                _ => cell.trim().to_owned(),
            };
            let wrong = (!typed.is_empty())
                .then(|| check::cell(field, &(target.kept)(to, column, &typed), text).err())
                .flatten();
            paste.cells.push(Pasted { row: to, column, text: typed, wrong });
        }
    }
    if heading.is_some() && target.rows.is_empty() && !paste.cells.is_empty() {
        paste.rest = next..target.used_rows.max(next);
    }
    paste
}

/// Places a block of cells in a table, of which so many rows are there.
pub fn paste_table(
    block: &[Vec<String>],
    at: (usize, usize),
    (table, used_rows): (&TableText, usize),
    writing: Option<Writing>,
    text: &dyn Text,
) -> Paste {
    let plan = table.plan();
    let rows: Vec<String> = plan.rows.iter().map(|row| row.title.clone()).collect();
    let target = Target {
        columns: table.fields.len(),
        field: &|_, column| table.fields.get(column),
        titles: &table.titles,
        rows: &rows,
        most_rows: plan.most_rows(),
        used_rows: if plan.is_fixed() { 0 } else { used_rows },
        is_locked: &|row, column| plan.is_computed(row, column),
        follows: &|row, column| plan.is_computed(row, column),
        kept: &|_, _, text| text.to_owned(),
    };
    paste(block, at, &target, writing, text)
}

/// Whether a line only numbers the columns: "A", "B", "1", "(2)", "3=1+2".
fn counts(line: &[String]) -> bool {
    let cells: Vec<&str> = line.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    let is_number = |cell: &str| {
        let cell = cell.trim_start_matches('(').trim_end_matches(')');
        let cell = cell.split('=').next().unwrap_or_default().trim();
        let is_letter = cell.len() == 1 && cell.bytes().all(|b| b.is_ascii_uppercase());
        is_letter || cell.parse::<usize>().is_ok_and(|n| n <= line.len() + 1)
    };
    let numbers = cells.iter().filter_map(|cell| cell.trim_matches(['(', ')']).parse::<usize>().ok());
    let numbers: Vec<usize> = numbers.collect();
    // Fewer than the columns are data that look like it.
    cells.len() > 1
        && cells.len() + 1 >= line.len()
        && cells.iter().all(|cell| is_number(cell))
        && numbers.windows(2).all(|pair| pair[0] + 1 == pair[1])
}

/// The pasted column that names the rows, where the sheet's are named: the one that names the most, at least half.
fn naming(body: &[Vec<String>], names: &Names, placed: Option<&[Option<usize>]>) -> Option<usize> {
    if names.0.is_empty() {
        return None;
    }
    let width = body.iter().map(Vec::len).max().unwrap_or(0);
    let filled = body.iter().filter(|line| line.iter().any(|cell| !cell.trim().is_empty())).count();
    let hits = |from: usize| body.iter().filter(|line| names.has(line, from)).count();
    let is_open = |from: &usize| placed.is_none_or(|placed| placed.get(*from).is_none_or(Option::is_none));
    let best =
        (0..width).filter(is_open).map(|from| (hits(from), from)).max_by_key(|(hits, from)| (*hits, width - from));
    best.filter(|(hits, _)| *hits > 0 && *hits * 2 >= filled).map(|(_, from)| from)
}

/// The names of rows, each with its places.
struct Names(BTreeMap<String, Vec<usize>>);

impl Names {
    fn of(rows: &[String]) -> Self {
        let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, row) in rows.iter().enumerate() {
            names.entry(plain_title(row)).or_default().push(place);
        }
        names.remove("");
        Self(names)
    }

    /// Whether a line names a row.
    fn has(&self, line: &[String], from: usize) -> bool {
        line.get(from).is_some_and(|cell| self.place(0, cell).is_some())
    }

    /// The row that is meant: of several with the same name the next one from a place on.
    fn place(&self, from: usize, cell: &str) -> Option<usize> {
        let places = self.0.get(&plain_title(cell))?;
        places.iter().find(|place| **place >= from).or(places.first()).copied()
    }
}

/// Whether a column only numbers the rows.
fn is_numbering(body: &[Vec<String>], from: usize) -> bool {
    let lines = body.iter().filter(|line| !is_total(line));
    let cells = lines.filter_map(|line| line.get(from)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let mut last = 0;
    for cell in cells {
        match cell.trim_end_matches('.').parse::<usize>() {
            Ok(n) if n == last + 1 => last = n,
            _ => return false,
        }
    }
    last > 0
}

/// Whether a line is the sum of those above it: its first words say so.
fn is_total(line: &[String]) -> bool {
    let first = line.iter().map(|cell| plain_title(cell)).find(|cell| !cell.is_empty()).unwrap_or_default();
    matches!(&*first, "tổng" | "tổng số" | "tổng cộng" | "cộng" | "total")
}

/// How the numbers are written, from those that can be written in one way only; Vietnamese where nothing tells, or the
/// numbers contradict each other.
fn found_writing(body: &[(usize, &Vec<String>)], columns: &[Option<usize>], target: &Target<'_>) -> Option<Writing> {
    let (mut any, mut english, mut vietnamese) = (false, false, false);
    for (row, line) in body {
        for (cell, to) in line.iter().zip(columns) {
            let field = to.and_then(|to| (target.field)(*row, to));
            let is_number = field.is_some_and(|field| matches!(field.kind, FieldKind::Number(_)));
            if !is_number || cell.trim().is_empty() {
                continue;
            }
            any = true;
            if cell.contains(['.', ',']) {
                let is_vietnamese = rewritten(cell, Writing::Vietnamese).is_some();
                let is_english = rewritten(cell, Writing::English).is_some();
                vietnamese |= is_vietnamese && !is_english;
                english |= is_english && !is_vietnamese;
            }
        }
    }
    any.then_some(if english && !vietnamese { Writing::English } else { Writing::Vietnamese })
}

/// A number that is written in this way, as the form has it: it can then be read in one way only.
fn rewritten(cell: &str, writing: Writing) -> Option<String> {
    let compact: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = ["%", "đồng", "đ", "₫"].iter().find_map(|unit| compact.strip_suffix(unit)).unwrap_or(&compact);
    let (group, point) = match writing {
        Writing::Vietnamese => ('.', ','),
        Writing::English => (',', '.'),
    };
    let (whole, fraction) =
        digits.split_once(point).map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let (sign, whole) = match whole.strip_prefix(['-', '−']) {
        Some(whole) => ("-", whole),
        None => ("", whole.strip_prefix('+').unwrap_or(whole)),
    };
    let mut groups = whole.split(group);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let is_grouped = rest.is_empty() || (1..=3).contains(&first.len()) && !first.starts_with('0');
    if !is_grouped || rest.iter().any(|part| part.len() != 3) {
        return None;
    }
    let plain = format!("{sign}{}{}", whole.replace(group, ""), fraction.map(|f| format!(".{f}")).unwrap_or_default());
    Decimal::parse(&plain).map(write_unambiguous)
}
