use std::cmp::Ordering;
use std::fmt;

/// Most significant digits.
const MOST: usize = 28;

/// An exact decimal, at most 28 significant digits. Travels as a JSON string, `"1234.5"`, so that no
/// backend passes it through a double; whole numbers may also be read from JSON numbers.
///
/// Kept as its digits: all that is done with one is comparing it, showing it, and taking a percentage.
/// (`rust_decimal` does much more, in three times the room: 8 KB of code, measured.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    is_negative: bool,
    /// Digits before the point, without leading zeros.
    whole: u8,
    /// Those, then the ones behind it, then zeros.
    digits: [u8; MOST],
}

impl Decimal {
    /// 0.
    pub const ZERO: Self = Self { is_negative: false, whole: 0, digits: [0; MOST] };

    /// Reads the canonical form: digits, optionally `-` before and a point with decimals after.
    ///
    /// ```
    /// use baocao::plan::Decimal;
    /// assert_eq!(Decimal::parse("0012.50").unwrap().to_string(), "12.5");
    /// assert!(Decimal::parse("1e3").is_none());
    /// assert!(Decimal::parse("1,5").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix('-');
        let (whole, fraction) = unsigned.unwrap_or(text).split_once('.').unwrap_or((unsigned.unwrap_or(text), "0"));
        if whole.is_empty() || fraction.is_empty() {
            return None;
        }
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        if whole.len() + fraction.len() > MOST {
            return None;
        }
        let mut read = Self { whole: whole.len() as u8, ..Self::ZERO };
        for (digit, sign) in read.digits.iter_mut().zip(whole.bytes().chain(fraction.bytes())) {
            *digit = sign.wrapping_sub(b'0');
            if *digit > 9 {
                return None;
            }
        }
        read.is_negative = unsigned.is_some() && read != Self::ZERO;
        Some(read)
    }

    /// Decimal places.
    pub fn places(self) -> u32 {
        let last = self.digits.iter().rposition(|digit| *digit != 0).map_or(0, |last| last + 1);
        last.saturating_sub(self.whole.into()) as u32
    }

    /// The digits that are written.
    fn written(&self) -> &[u8] {
        &self.digits[..usize::from(self.whole) + self.places() as usize]
    }

    /// Hundred times this over `whole`, rounded half up to so many places; `None` when `whole` is zero or the
    /// result has too many digits.
    ///
    /// ```
    /// use baocao::plan::Decimal;
    /// let percent = |part, whole| Some(Decimal::parse(part)?.percent_of(Decimal::parse(whole)?, 2)?.to_string());
    /// assert_eq!(percent("1", "3").as_deref(), Some("33.33"));
    /// assert_eq!(percent("2", "3").as_deref(), Some("66.67"));
    /// assert_eq!(percent("1", "0"), None);
    /// let whole = Decimal::parse("2").unwrap().percent_of(Decimal::parse("3").unwrap(), 0).unwrap();
    /// assert_eq!(whole.to_string(), "67");
    /// ```
    pub fn percent_of(self, whole: Self, places: u32) -> Option<Self> {
        let divisor = whole.written().iter().fold(0, |n, digit| n * 10 + u128::from(*digit));
        if divisor == 0 {
            return None;
        }
        // Long division, digit by digit, as far as one place more than is kept.
        let mut digits = self.written().to_vec();
        digits
            .resize((digits.len() + (whole.places() + places) as usize + 3).saturating_sub(self.places() as usize), 0);
        let mut rest = 0;
        for digit in &mut digits {
            rest = rest * 10 + u128::from(*digit);
            *digit = 0;
            while rest >= divisor {
                rest -= divisor;
                *digit += 1;
            }
        }
        let mut carry = digits.pop().is_some_and(|digit| digit >= 5);
        let mut text = String::new();
        for place in 0.. {
            let digit = digits.pop();
            // The decimals and a whole digit at least, and one more for the carry.
            if digit.is_none() && !carry && place > places {
                break;
            }
            let digit = digit.unwrap_or(0) + u8::from(carry);
            carry = digit == 10;
            if place == places && places > 0 {
                text.insert(0, '.');
            }
            text.insert(0, (b'0' + digit % 10) as char);
        }
        if self.is_negative != whole.is_negative {
            text.insert(0, '-');
        }
        Self::parse(&text)
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let size = (self.whole, self.digits).cmp(&(other.whole, other.digits));
        match (self.is_negative, other.is_negative) {
            (false, false) => size,
            (true, true) => size.reverse(),
            (mine, others) => others.cmp(&mine),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<i64> for Decimal {
    fn from(n: i64) -> Self {
        // Nineteen digits at most.
        Self::parse(&n.to_string()).unwrap_or(Self::ZERO)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::from(if self.is_negative { "-" } else { "" });
        if self.whole == 0 {
            text.push('0');
        }
        for (i, digit) in self.written().iter().enumerate() {
            if i == usize::from(self.whole) {
                text.push('.');
            }
            text.push((b'0' + digit) as char);
        }
        f.write_str(&text)
    }
}
