use std::cmp::Ordering;
use std::fmt;

const MOST: usize = Decimal::MOST_DIGITS;

/// An exact decimal, at most 28 significant digits. Travels as a JSON string, `"1234.5"`, so that no
/// backend passes it through a double; whole numbers may also be read from JSON numbers.
///
/// Kept as its digits: most that is done with one is comparing it and showing it. What is reckoned with it is exact, or is
/// not given. (`rust_decimal` does much more, in three times the room: 8 KB of code, measured.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    is_negative: bool,
    /// Digits before the point, without leading zeros.
    whole: u8,
    /// Those, then the ones behind it, then zeros.
    digits: [u8; MOST],
}

impl Decimal {
    /// Most significant digits.
    pub const MOST_DIGITS: usize = 28;
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

/// The number of a whole and its decimal places: 28 digits have room in it, and so has the sum of many.
type Scaled = (i128, u32);

impl Decimal {
    fn scaled(self) -> Scaled {
        let whole = self.written().iter().fold(0, |n, digit| n * 10 + i128::from(*digit));
        (if self.is_negative { -whole } else { whole }, self.places())
    }

    /// None where it has more digits than a decimal holds.
    fn of_scaled((whole, places): Scaled) -> Option<Self> {
        let mut text = whole.unsigned_abs().to_string();
        if text.len() <= places as usize {
            text.insert_str(0, &"0".repeat(places as usize + 1 - text.len()));
        }
        text.insert(text.len() - places as usize, '.');
        Self::parse(&format!("{}{}", if whole < 0 { "-" } else { "" }, text.trim_end_matches('.')))
    }

    /// The exact sum; `None` where it has too many digits.
    ///
    /// ```
    /// use baocao::plan::Decimal;
    /// let sum = |a, b| Some(Decimal::parse(a)?.plus(Decimal::parse(b)?)?.to_string());
    /// assert_eq!(sum("0.1", "0.2").as_deref(), Some("0.3"));
    /// assert_eq!(sum("-5", "4.5").as_deref(), Some("-0.5"));
    /// assert_eq!(sum("9999999999999999999999999999", "1"), None);
    /// ```
    pub fn plus(self, other: Self) -> Option<Self> {
        Self::sum([self, other])
    }

    /// The exact sum of several, in whatever order; `None` of none, or where it has too many digits.
    pub fn sum(numbers: impl IntoIterator<Item = Self>) -> Option<Self> {
        let numbers: Vec<Scaled> = numbers.into_iter().map(Self::scaled).collect();
        let places = numbers.iter().map(|(_, places)| *places).max()?;
        // What is above zero and what is below it apart: each only grows, so that the order does not matter.
        let (mut above, mut below) = (0_i128, 0_i128);
        for (number, own) in numbers {
            let number = number.checked_mul(10_i128.checked_pow(places - own)?)?;
            let side = if number < 0 { &mut below } else { &mut above };
            *side = side.checked_add(number)?;
        }
        Self::of_scaled((above.checked_add(below)?, places))
    }

    /// The exact difference; `None` where it has too many digits.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    /// The exact product; `None` where it has too many digits.
    ///
    /// ```
    /// use baocao::plan::Decimal;
    /// let product = |a, b| Some(Decimal::parse(a)?.times(Decimal::parse(b)?)?.to_string());
    /// assert_eq!(product("2.5", "-0.4").as_deref(), Some("-1"));
    /// assert_eq!(product("99999999999999999999", "99999999999999999999"), None);
    /// ```
    pub fn times(self, other: Self) -> Option<Self> {
        let ((a, a_places), (b, b_places)) = (self.scaled(), other.scaled());
        Self::of_scaled((a.checked_mul(b)?, a_places + b_places))
    }

    /// This over another, rounded half away from zero to so many places; `None` over zero, or with too many digits.
    ///
    /// ```
    /// use baocao::plan::Decimal;
    /// let over = |a, b| Some(Decimal::parse(a)?.over(Decimal::parse(b)?, 2)?.to_string());
    /// assert_eq!(over("2", "3").as_deref(), Some("0.67"));
    /// assert_eq!(over("2", "0"), None);
    /// ```
    pub fn over(self, divisor: Self, places: u32) -> Option<Self> {
        // A hundredth of what would be the percentage.
        let hundredfold = self.percent_of(divisor, places.checked_sub(2)?)?;
        hundredfold.times(Self::parse("0.01")?)
    }

    fn negated(self) -> Self {
        Self { is_negative: !self.is_negative && self != Self::ZERO, ..self }
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
