//! What a cell of anybody's says, as an officer would type it here.

use super::double;
use super::number_format::Shows;
use baocao::plan::{Date, Decimal};
use baocao::report::{read_number, write_number};

/// Days from the day 0 of workbooks to 1 January 1970: that of Windows is 30 December 1899, that of old Macs 1904.
const TO_EPOCH: i64 = 25_569;
const MACS: i64 = 1_462;
/// Excel has a 29 February 1900, which never was: days before it are one later than those behind it say.
const NEVER_WAS: i64 = 60;

/// A number as its format shows it, in Vietnamese writing that can be read in one way only.
pub fn number(written: &str, shows: Shows, is_mac: bool) -> String {
    let day = |shows| moment(written, shows, is_mac);
    let said = match shows {
        Shows::Number(is_grouped) => double::read(written, 0).map(|number| said(number, is_grouped)),
        Shows::Percent => double::read(written, 2).map(|number| said(number, false) + "%"),
        Shows::Day | Shows::Moment | Shows::Time => day(shows),
    };
    // Beyond what can be told as a day it is a number, and beyond what can be told as that, letters.
    let plain = || double::read(written, 0).map(|number| self::said(number, false));
    said.or_else(plain).unwrap_or_else(|| written.to_owned())
}

/// With one more decimal where three of them could be thousands. Thousands are set apart where the sheet does so: what is
/// a key or a year has no dots.
fn said(number: Decimal, is_grouped: bool) -> String {
    let text = if is_grouped { write_number(number) } else { number.to_string().replace('.', ",") };
    if read_number(&text).is_ok() { text } else { text + "0" }
}

/// A day, the time of it, or both.
fn moment(written: &str, shows: Shows, is_mac: bool) -> Option<String> {
    const MINUTES: i64 = 1_440;
    // To the minute, so that no second is lost to what a double cannot tell.
    let minutes = double::times(written, MINUTES as u32)?;
    let (number, of_day) = (minutes.div_euclid(MINUTES), minutes.rem_euclid(MINUTES));
    // Hours are added up beyond a day; what has so many days is a moment of which the time is shown.
    if shows == Shows::Time && (0..1_000).contains(&number) {
        return Some(format!("{:02}:{:02}", minutes / 60, minutes % 60));
    }
    let number = match is_mac {
        true => number + MACS,
        false if number < NEVER_WAS => number + 1,
        false => number,
    };
    // Days of 1900 to 2199, which a day here can be.
    let from_epoch = Some(number).filter(|number| (2..110_000).contains(number))? - TO_EPOCH;
    let date = Date::EPOCH.plus_days(from_epoch);
    if date.days_since(Date::EPOCH) != from_epoch {
        return None;
    }
    let has_time = shows != Shows::Day && of_day != 0;
    Some(if has_time { format!("{} {:02}:{:02}", day(date), of_day / 60, of_day % 60) } else { day(date) })
}

/// A day as Vietnamese offices write it.
pub fn day(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// The number of a day in workbooks, from 1 March 1900 on.
pub fn serial(date: Date) -> i64 {
    date.days_since(Date::EPOCH) + TO_EPOCH
}

/// A day or moment by ISO 8601, as strict workbooks have it.
pub fn iso(written: &str) -> String {
    let (date, time) = written.split_once('T').unwrap_or((written, ""));
    let Some(date) = Date::parse(date.trim()) else { return written.to_owned() };
    match time.get(..5) {
        Some(clock) if clock != "00:00" => format!("{} {clock}", day(date)),
        _ => day(date),
    }
}

/// The place that a reference names (`B3`), both counted from 0.
pub fn place(reference: &str) -> Option<(usize, usize)> {
    const MOST_ROWS: usize = 1 << 20;
    const MOST_COLUMNS: usize = 1 << 14;
    let digits = reference.find(|sign: char| sign.is_ascii_digit())?;
    let (letters, row) = reference.split_at(digits);
    let column = letters.bytes().try_fold(0_usize, |column, letter| {
        let nth = usize::from(letter.to_ascii_uppercase().checked_sub(b'A').filter(|nth| *nth < 26)?);
        Some(column * 26 + nth + 1).filter(|column| *column <= MOST_COLUMNS)
    })?;
    let row: usize = row.parse().ok().filter(|row| *row <= MOST_ROWS)?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// A text as workbooks keep it: signs that XML cannot hold stand there as `_x0007_`, and what looks like that is marked.
pub fn marked(text: &str) -> String {
    let cannot_be =
        |sign: char| matches!(sign, '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}') && !matches!(sign, '\n' | '\t');
    let looks_so = |text: &str| {
        let behind = digits(text).map(|_| &text[6..]);
        behind.is_some_and(|behind| behind.starts_with(|sign| sign == '_' || cannot_be(sign)))
    };
    let mut out = String::with_capacity(text.len());
    for (at, sign) in text.char_indices() {
        if cannot_be(sign) || sign == '_' && looks_so(&text[at..]) {
            out.push_str(&format!("_x{:04X}_", sign as u32));
        } else {
            out.push(sign);
        }
    }
    out
}

/// The text itself.
pub fn unmarked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (said, length) = match mark(rest).and_then(char::from_u32) {
            // A carriage return is how some programs break lines in cells: a line feed stands behind it.
            Some('\r') => (None, 7),
            Some(sign) => (Some(sign), 7),
            None => (Some('_'), 1),
        };
        out.extend(said);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// The sign that a text beginning with `_xHHHH_` stands for.
fn mark(text: &str) -> Option<u32> {
    let digits = digits(text)?;
    text[6..].starts_with('_').then(|| u32::from_str_radix(digits, 16).ok())?
}

/// The four digits that a text beginning with `_xHHHH` has there.
fn digits(text: &str) -> Option<&str> {
    let digits = text.strip_prefix("_x")?.get(..4)?;
    digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_they_are_shown() {
        let plain = |written| number(written, Shows::Number(false), false);
        assert_eq!((&*plain("2026"), &*plain("912345678"), &*plain("12.125")), ("2026", "912345678", "12,1250"));
        assert_eq!(number("1234567.5", Shows::Number(true), false), "1.234.567,5");
        assert_eq!(number("0.85", Shows::Percent, false), "85%");
        assert_eq!(plain("1e300"), "1e300");
    }

    #[test]
    fn days_have_their_numbers() {
        for (written, is_mac, says) in [
            ("1", false, "01/01/1900"),
            ("59", false, "28/02/1900"),
            ("61", false, "01/03/1900"),
            ("46188", false, "15/06/2026"),
            ("44726", true, "15/06/2026"),
            ("46188.35", false, "15/06/2026"),
            ("-3", false, "-3"),
            ("1e9", false, "1000000000"),
        ] {
            assert_eq!(number(written, Shows::Day, is_mac), says, "{written}");
        }
        assert_eq!(number("46188.354166666664", Shows::Moment, false), "15/06/2026 08:30");
        assert_eq!(number("0.75", Shows::Time, false), "18:00");
        assert_eq!(number("1.25", Shows::Time, false), "30:00");
        let date = Date::new(2026, 6, 15).expect("a day");
        assert_eq!((serial(date), &*iso("2026-06-15T00:00:00")), (46188, "15/06/2026"));
    }

    #[test]
    fn places_have_names() {
        assert_eq!((place("A1"), place("B3"), place("AA10")), (Some((0, 0)), Some((2, 1)), Some((9, 26))));
        for wrong in ["", "A", "1", "A0", "ZZZZ1", "A99999999", "A-1", "đ1"] {
            assert!(place(wrong).is_none_or(|(row, column)| row < 1 << 20 && column < 1 << 14), "{wrong}");
        }
        assert_eq!((place("A0"), place("1"), place("A")), (None, None, None));
    }

    #[test]
    fn what_looks_like_a_mark_stays() {
        for text in
            ["_x0041_", "a_xb", "_x", "đ_x005F_x0041_", "_x00đ_", "_x0041\u{7}_", "_\u{7}x0041_", "a\n\tb\u{ffff}"]
        {
            assert_eq!(unmarked(&marked(text)), text);
        }
        assert_eq!((&*unmarked("a_x000D_\nb_x0041_"), &*marked("_x0041_")), ("a\nbA", "_x005F_x0041_"));
    }
}
