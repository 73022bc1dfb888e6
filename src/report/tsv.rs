//! Cells as text, as spreadsheets put them on the clipboard: a tab between cells, a line a row; a cell with a tab, a line
//! break or a quotation mark in it stands in quotation marks, and those in it are doubled.

use std::borrow::Cow;

/// Reads rows. Nothing is refused: what is no closed quotation is taken letter by letter. Lines may end in any of the three
/// ways; the last needs no end.
///
/// ```
/// use baocao::report::{read_tsv, write_tsv};
/// let rows = read_tsv("Tên\tSố\r\n\"hai\ndòng\"\t\"\"\"A\"\"\"\r\n5\" ống\t2\r\n");
/// assert_eq!(rows, [vec!["Tên", "Số"], vec!["hai\ndòng", "\"A\""], vec!["5\" ống", "2"]]);
/// assert_eq!(read_tsv(&write_tsv(&rows)), rows);
/// ```
pub fn read_tsv(text: &str) -> Vec<Vec<String>> {
    read_cells(text, '\t')
}

/// The same with another sign between the cells.
pub(super) fn read_cells(text: &str, sign: char) -> Vec<Vec<String>> {
    let (mut rows, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let row = read_row(&mut rest, sign);
        rows.push(row.into_iter().map(Cow::into_owned).collect());
    }
    rows
}

/// Takes the row that a text begins with off it.
pub(super) fn read_row<'t>(text: &mut &'t str, sign: char) -> Vec<Cow<'t, str>> {
    let (mut row, mut rest) = (Vec::new(), *text);
    loop {
        let (cell, after) = read_cell(rest, sign);
        row.push(cell);
        match after.strip_prefix(sign) {
            Some(next) => rest = next,
            None => {
                *text = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r'])).unwrap_or(after);
                return row;
            }
        }
    }
}

/// The cell that a text begins with, and what stands behind it.
pub(super) fn read_cell(text: &str, sign: char) -> (Cow<'_, str>, &str) {
    if let Some((cell, after)) = quoted(text, sign) {
        return (cell.into(), after);
    }
    let end = text.find([sign, '\n', '\r']).unwrap_or(text.len());
    (text[..end].into(), &text[end..])
}

/// The cell in quotation marks that a text begins with, and what stands behind it.
fn quoted(text: &str, sign: char) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let end = rest.find('"')?;
        cell.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            Some(next) => {
                cell.push('"');
                rest = next;
            }
            None if rest.is_empty() || rest.starts_with([sign, '\n', '\r']) => break,
            None => return None,
        }
    }
    let cell = if cell.contains('\r') { cell.replace("\r\n", "\n").replace('\r', "\n") } else { cell };
    Some((cell, rest))
}

/// Writes rows, so that [`read_tsv`] and spreadsheets read the same.
pub fn write_tsv<R: AsRef<[C]>, C: AsRef<str>>(rows: &[R]) -> String {
    let mut text = String::new();
    for row in rows {
        let row = row.as_ref();
        match row {
            // A line with nothing on it would be no row.
            [cell] if cell.as_ref().is_empty() => text.push_str("\"\""),
            cells => write_row(&mut text, cells),
        }
        text.push('\n');
    }
    text
}

/// Writes the cells of a row, without the end of the line.
pub(super) fn write_row<C: AsRef<str>>(text: &mut String, cells: &[C]) {
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            text.push('\t');
        }
        let cell = cell.as_ref();
        if cell.contains(['\t', '\n', '\r', '"']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(cell);
        }
    }
}
