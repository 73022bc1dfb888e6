//! Tables for programs: RFC 4180.

use super::number::read_number;
use super::tsv::read_cells;
use crate::plan::Decimal;

/// Reads rows: between commas, semicolons or tabs, whichever the first row has most of. A mark of the byte order is let
/// pass.
///
/// ```
/// use baocao::report::{read_csv, write_csv};
/// let rows = read_csv("\u{feff}Tên;Số\r\n\"Tổ; 1\";\"1,5\"\r\n");
/// assert_eq!(rows, [["Tên", "Số"], ["Tổ; 1", "1,5"]]);
/// assert_eq!(read_csv(&write_csv(&rows)), rows);
/// ```
pub fn read_csv(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let (mut counts, mut is_quoted) = ([('\t', 0), (';', 0), (',', 0)], false);
    for c in text.chars() {
        is_quoted ^= c == '"';
        // What stands in quotation marks is no sign between cells.
        match (is_quoted, counts.iter_mut().find(|(sign, _)| *sign == c)) {
            (false, Some((_, count))) => *count += 1,
            (false, None) if matches!(c, '\n' | '\r') => break,
            _ => {}
        }
    }
    // Of as many the comma, which comes last.
    let sign = counts.into_iter().max_by_key(|(_, count)| *count).map_or(',', |(sign, _)| sign);
    let mut rows = read_cells(text, sign);
    for cell in rows.iter_mut().flatten() {
        // As it is written below.
        if let Some(text) = cell.strip_prefix('\'').filter(|text| is_guarded(text)) {
            *cell = text.to_owned();
        }
    }
    rows
}

/// Writes rows between commas, each cell in quotation marks, with the mark by which Excel knows that it is UTF-8. What a
/// spreadsheet would calculate begins with an apostrophe.
pub fn write_csv<R: AsRef<[C]>, C: AsRef<str>>(rows: &[R]) -> String {
    let mut text = String::from("\u{feff}");
    for row in rows {
        for (i, cell) in row.as_ref().iter().enumerate() {
            let cell = cell.as_ref();
            text.push_str(if i > 0 { ",\"" } else { "\"" });
            if is_guarded(cell) {
                text.push('\'');
            }
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        }
        text.push_str("\r\n");
    }
    text
}

/// Whether an apostrophe is put before a text: it is a formula, or would be read as one that has an apostrophe.
fn is_guarded(text: &str) -> bool {
    is_formula(text.trim_start_matches('\''))
}

/// Whether a spreadsheet would calculate the text instead of showing it. Negative numbers are no formulas.
fn is_formula(text: &str) -> bool {
    let begins = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    begins && Decimal::parse(text).is_none() && !(text.starts_with('-') && read_number(text).is_ok())
}

#[cfg(test)]
mod tests {
    use super::write_csv;

    #[test]
    fn a_cell_is_a_text_whatever_is_in_it() {
        let csv = write_csv(&[["=1+1", "-5", "-5,5", "@SUM(A1)", "a \"b\", c", "dòng 1\ndòng 2"]]);
        let expected = "\u{feff}\"'=1+1\",\"-5\",\"-5,5\",\"'@SUM(A1)\",\"a \"\"b\"\", c\",\"dòng 1\ndòng 2\"\r\n";
        assert_eq!(csv, expected);
    }
}
