//! Numbers as workbooks keep them: doubles, of which Excel shows 15 digits.

use baocao::plan::Decimal;

/// As many digits come back from a double as they went in.
const DIGITS: usize = 15;
/// Whole numbers up to this are exact.
const EXACT: u64 = 1 << 53;

/// Whether a double keeps all digits of a number.
pub fn keeps(number: Decimal) -> bool {
    let text: String = number.to_string().chars().filter(char::is_ascii_digit).collect();
    text.trim_matches('0').len() <= DIGITS
}

/// What a double written in a file says, to 15 digits, shifted by so many places; none where it is no number, or one with
/// more digits than a decimal holds.
///
/// Programs write `1.1000000000000001` where somebody typed 1.1, and 0.1 + 0.2 is `0.30000000000000004`.
pub fn read(written: &str, shift: i32) -> Option<Decimal> {
    let written = written.trim();
    let digits = written.strip_prefix('-').unwrap_or(written);
    let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if shift == 0 && is_whole && digits.parse::<u64>().is_ok_and(|whole| whole <= EXACT) {
        return Decimal::parse(written);
    }
    let number: f64 = written.parse().ok().filter(|number: &f64| number.is_finite())?;
    let scientific = format!("{:.*e}", DIGITS - 1, number.abs());
    let (mantissa, exponent) = scientific.split_once('e')?;
    let digits = mantissa.replace('.', "");
    let digits = digits.trim_end_matches('0');
    // Where the point stands among the digits.
    let point = exponent.parse::<i32>().ok()? + 1 + shift;
    if !(-28..=28).contains(&point) {
        return (number == 0.0).then_some(Decimal::ZERO);
    }
    let sign = if number < 0.0 { "-" } else { "" };
    let length = digits.len() as i32;
    let plain = if point <= 0 {
        format!("{sign}0.{}{digits}0", "0".repeat(-point as usize))
    } else if point >= length {
        format!("{sign}{digits}{}", "0".repeat((point - length) as usize))
    } else {
        let (whole, fraction) = digits.split_at(point as usize);
        format!("{sign}{whole}.{fraction}")
    };
    Decimal::parse(&plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_excel_writes_is_what_was_typed() {
        for (written, says) in [
            ("1.1000000000000001", "1.1"),
            ("0.30000000000000004", "0.3"),
            ("5", "5"),
            ("-0", "0"),
            ("1E-3", "0.001"),
            ("1.5E+3", "1500"),
            ("12345678901234", "12345678901234"),
            ("9007199254740992", "9007199254740992"),
            ("1.23456789012345E+20", "123456789012345000000"),
            ("-2.5", "-2.5"),
            ("0.00", "0"),
        ] {
            assert_eq!(read(written, 0).map(|number| number.to_string()).as_deref(), Some(says), "{written}");
        }
        assert_eq!(read("0.85499999999999998", 2).map(|number| number.to_string()).as_deref(), Some("85.5"));
        assert_eq!(read("1", 2).map(|number| number.to_string()).as_deref(), Some("100"));
        for written in ["", "abc", "1e300", "NaN", "inf", "-"] {
            assert_eq!(read(written, 0), None, "{written}");
        }
    }

    #[test]
    fn fifteen_digits_are_kept() {
        let keeps = |text: &str| super::keeps(Decimal::parse(text).expect("a number"));
        assert!(
            keeps("0") && keeps("123456789012345") && keeps("-0.00123456789012345") && keeps("1000000000000000000")
        );
        assert!(!keeps("1234567890123456") && !keeps("0.1234567890123456") && !keeps("1000000000000001"));
    }
}
