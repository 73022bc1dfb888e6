//! Numbers as Vietnamese officers write them: dot for thousands, comma for decimals (Accounting Law 2015).

use crate::finding::{Code, NumberReading};
use crate::plan::Decimal;

/// What a text says as a number.
pub type NumberText = Result<Decimal, Code>;

/// Reads a number as typed. What can be read in two ways is asked about, never guessed.
///
/// Spaces (also between thousands), a leading sign and a trailing `%` or `đ`/`đồng` are let pass.
///
/// ```
/// use baocao::report::read_number;
/// let read = |text| read_number(text).map(|n| n.to_string()).ok();
/// assert_eq!(read("1.234,5").as_deref(), Some("1234.5"));
/// assert_eq!(read("30%").as_deref(), Some("30"));
/// assert_eq!(read("1,234.5"), None); // English or Vietnamese?
/// assert_eq!(read("1.23"), None);
/// ```
///
/// # Errors
/// [`Code::NotANumber`], [`Code::TooManyDigits`] where it has more digits than are kept, or [`Code::AmbiguousNumber`] with the
/// readings to choose from.
pub fn read_number(typed: &str) -> NumberText {
    let text: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let text = ["%", "đồng", "đ"].iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(&text);
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let count = digits.bytes().filter(u8::is_ascii_digit).count();
    if count > Decimal::MOST_DIGITS && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')) {
        return Err(Code::TooManyDigits { max: Decimal::MOST_DIGITS as u32, found: count as u32 });
    }
    let decimal = |plain: &str| Decimal::parse(&format!("{sign}{plain}"));
    let ask = |readings: &[String]| {
        let readings: Vec<_> = readings.iter().filter_map(|r| decimal(r)).map(|d| d.to_string()).collect();
        if readings.is_empty() {
            return Err(Code::NotANumber);
        }
        Err(Code::AmbiguousNumber { readings: readings.into_iter().map(|value| NumberReading { value }).collect() })
    };
    let without = |sign: char| digits.replace(sign, "");
    match (digits.matches('.').count(), digits.matches(',').count()) {
        (0, 0) => decimal(digits).ok_or(Code::NotANumber),
        // One comma: decimals, unless it may be an English thousands sign.
        (0, 1) if is_grouped(digits, ',') => ask(&[digits.replace(',', "."), without(',')]),
        (0, 1) => decimal(&digits.replace(',', ".")).ok_or(Code::NotANumber),
        (0, _) if is_grouped(digits, ',') => ask(&[without(',')]),
        (_, 0) if is_grouped(digits, '.') => decimal(&without('.')).ok_or(Code::NotANumber),
        (1, 0) => ask(&[digits.to_owned(), without('.')]),
        // Both signs: the Vietnamese order is plain, the English one is asked about.
        (_, 1) => {
            let (whole, fraction) = digits.split_once(',').unwrap_or((digits, ""));
            if is_grouped(whole, '.') {
                decimal(&format!("{}.{fraction}", whole.replace('.', ""))).ok_or(Code::NotANumber)
            } else {
                english(digits).map_or(Err(Code::NotANumber), |plain| ask(&[plain]))
            }
        }
        (1, _) => english(digits).map_or(Err(Code::NotANumber), |plain| ask(&[plain])),
        _ => Err(Code::NotANumber),
    }
}

/// `1,234.5` without its commas, if it is well formed.
fn english(digits: &str) -> Option<String> {
    let (whole, fraction) = digits.split_once('.')?;
    (is_grouped(whole, ',') && fraction.split(',').nth(1).is_none())
        .then(|| format!("{}.{fraction}", whole.replace(',', "")))
}

/// Whether the sign groups thousands: one to three digits, no leading zero, then groups of three.
fn is_grouped(text: &str, sign: char) -> bool {
    let mut groups = text.split(sign);
    let first = groups.next().unwrap_or_default();
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let mut rest = groups.peekable();
    (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && all_digits(first)
        && rest.peek().is_some()
        && rest.all(|group| group.len() == 3 && all_digits(group))
}

/// A number with its unit behind it, none for no unit: "12 lớp", but "30%".
///
/// ```
/// use baocao::report::with_unit;
/// assert_eq!([with_unit("12", "lớp"), with_unit("30", "%"), with_unit("5", "")], ["12 lớp", "30%", "5"]);
/// ```
pub fn with_unit(number: &str, unit: &str) -> String {
    let space = if unit.is_empty() || unit == "%" { "" } else { " " };
    format!("{number}{space}{unit}")
}

/// Writes a number as Vietnamese text: `1.234,5`.
///
/// ```
/// use baocao::{plan::Decimal, report::write_number};
/// assert_eq!(write_number(Decimal::parse("-1234567.05").unwrap()), "-1.234.567,05");
/// ```
pub fn write_number(number: Decimal) -> String {
    let plain = number.to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", &*plain), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let mut out = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push(',');
        out.push_str(fraction);
    }
    out
}

/// The same, so that it can be read in one way only: with one more decimal where three of them could be thousands.
///
/// ```
/// use baocao::{plan::Decimal, report::write_unambiguous};
/// assert_eq!(write_unambiguous(Decimal::parse("12.125").unwrap()), "12,1250");
/// ```
pub fn write_unambiguous(number: Decimal) -> String {
    let text = write_number(number);
    if read_number(&text).is_ok() { text } else { text + "0" }
}

/// The same without a sign between thousands, for other programs: there `1.234` may be little more than one.
///
/// ```
/// use baocao::{plan::Decimal, report::write_ungrouped};
/// let written = |number| write_ungrouped(Decimal::parse(number).unwrap());
/// assert_eq!([written("-1234567.05"), written("12.125")], ["-1234567,05", "12,1250"]);
/// ```
pub fn write_ungrouped(number: Decimal) -> String {
    write_unambiguous(number).replace('.', "")
}
