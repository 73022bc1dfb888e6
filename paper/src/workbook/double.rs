//! Numbers as workbooks keep them: doubles, of which Excel shows 15 digits. They are read as what they are in files, texts:
//! to make doubles of them and texts of these again takes 20 KB of code and tables.

use baocao::plan::Decimal;

/// As many digits come back from a double as they went in.
const DIGITS: usize = 15;
/// Whole numbers up to this are exact.
const EXACT: u64 = 1 << 53;
/// More places than these before or behind the point are none of an office's.
const FAR: i32 = 28;

/// Whether a double keeps all digits of a number.
pub fn keeps(number: Decimal) -> bool {
    let text: String = number.to_string().chars().filter(char::is_ascii_digit).collect();
    text.trim_matches('0').len() <= DIGITS
}

/// A number in its digits.
struct Double {
    is_negative: bool,
    /// Without zeros at either end; none: it is 0.
    digits: String,
    /// Where the point stands, from the first digit on.
    point: i32,
}

impl Double {
    /// What a file says, to 15 digits.
    fn parse(written: &str) -> Option<Self> {
        let written = written.trim();
        let unsigned = written.strip_prefix('-');
        let (mantissa, exponent) = match unsigned.unwrap_or(written).split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i16>().ok()?.into()),
            None => (unsigned.unwrap_or(written), 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let digits = all.trim_start_matches('0');
        let point = exponent + i32::try_from(whole.len()).ok()? - i32::try_from(all.len() - digits.len()).ok()?;
        let mut read = Self { is_negative: unsigned.is_some(), digits: digits.to_owned(), point };
        read.round();
        Some(read)
    }

    fn round(&mut self) {
        let is_up = self.digits.as_bytes().get(DIGITS).is_some_and(|digit| *digit >= b'5');
        self.digits.truncate(DIGITS);
        if is_up {
            // Fifteen digits are far below what this holds.
            let raised = self.digits.parse::<u64>().unwrap_or(0) + 1;
            self.digits = raised.to_string();
            self.point += i32::from(self.digits.len() > DIGITS);
        }
        self.digits.truncate(self.digits.trim_end_matches('0').len());
        if self.digits.is_empty() {
            (self.point, self.is_negative) = (0, false);
        }
    }
}

/// What a double written in a file says, to 15 digits, shifted by so many places; none where it is no number, or one with
/// more digits than a decimal holds.
///
/// Programs write `1.1000000000000001` where somebody typed 1.1, and 0.1 + 0.2 is `0.30000000000000004`.
pub fn read(written: &str, shift: i32) -> Option<Decimal> {
    let trimmed = written.trim();
    if shift == 0 && trimmed.parse::<i64>().is_ok_and(|whole| whole.unsigned_abs() <= EXACT) {
        return Decimal::parse(trimmed);
    }
    let Double { is_negative, digits, point } = Double::parse(written)?;
    let point = point + shift;
    if !(-FAR..=FAR).contains(&point) {
        return None;
    }
    let sign = if is_negative { "-" } else { "" };
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

/// So many times a double, rounded; none where it is no number, or too large.
pub fn times(written: &str, factor: u32) -> Option<i64> {
    let Double { is_negative, digits, point } = Double::parse(written)?;
    let behind = digits.len() as i32 - point;
    if point > 12 {
        return None;
    }
    let whole = digits.parse::<i128>().unwrap_or(0) * i128::from(factor);
    let times = match u32::try_from(behind) {
        // Smaller than anything that is counted.
        Ok(30..) => 0,
        Ok(behind) => (2 * whole + 10_i128.pow(behind)) / (2 * 10_i128.pow(behind)),
        Err(_) => whole * 10_i128.pow(behind.unsigned_abs()),
    };
    i64::try_from(if is_negative { -times } else { times }).ok()
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
            ("99999999999999.99", "100000000000000"),
            ("0012.50", "12.5"),
        ] {
            assert_eq!(read(written, 0).map(|number| number.to_string()).as_deref(), Some(says), "{written}");
        }
        assert_eq!(read("0.85499999999999998", 2).map(|number| number.to_string()).as_deref(), Some("85.5"));
        assert_eq!(read("1", 2).map(|number| number.to_string()).as_deref(), Some("100"));
        for written in ["", "abc", "1e300", "NaN", "inf", "-", "1e", "e5", "1e99999999", ".", "1.2.3", "đ"] {
            assert_eq!(read(written, 0), None, "{written}");
        }
    }

    #[test]
    fn multiples_are_rounded() {
        for (written, says) in [
            ("0.5", Some(720)),
            ("46188.354166666664", Some(66_511_230)),
            ("-1", Some(-1_440)),
            ("1e-40", Some(0)),
            ("2E1", Some(28_800)),
            ("1e15", None),
            ("", None),
        ] {
            assert_eq!(times(written, 1_440), says, "{written}");
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
