//! Exact decimals, held against whole numbers of 128 bits.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use baocao::plan::Decimal;
use proptest::prelude::*;

/// A decimal as its text: a whole number with a point before its last `places` digits.
fn text(n: i128, places: usize) -> String {
    let digits = format!("{:0>1$}", n.unsigned_abs(), places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let sign = if n < 0 { "-" } else { "" };
    if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

fn decimal(n: i128, places: usize) -> Decimal {
    Decimal::parse(&text(n, places)).unwrap()
}

#[test]
fn only_the_canonical_form_is_read() {
    for wrong in
        ["", "-", ".", "1.", ".5", "+1", "--1", "1.2.3", "1e3", "1,5", " 1", "1 ", "-.5", "１", "1_0", "/", ":"]
    {
        assert_eq!(Decimal::parse(wrong), None, "{wrong:?}");
    }
    for (read, shown) in
        [("-0", "0"), ("-0.00", "0"), ("007", "7"), ("0.050", "0.05"), ("-1.50", "-1.5"), ("100", "100")]
    {
        assert_eq!(Decimal::parse(read).unwrap().to_string(), shown);
    }
}

#[test]
fn more_than_28_significant_digits_are_refused() {
    let most = "9".repeat(28);
    assert_eq!(Decimal::parse(&most).unwrap().to_string(), most);
    assert_eq!(Decimal::parse(&format!("000{most}.000")).unwrap().to_string(), most);
    assert_eq!(Decimal::parse(&format!("{most}9")), None);
    assert_eq!(Decimal::parse(&format!("{most}.5")), None);
    // Hundred times as much has too many digits: no percentage, no panic.
    assert_eq!(Decimal::parse(&most).unwrap().percent_of(Decimal::from(1), 2), None);
    let least = Decimal::parse(&format!("0.{:0>28}", 1)).unwrap();
    assert_eq!(least.percent_of(least, 2), Some(Decimal::from(100)));
    assert_eq!(least.percent_of(Decimal::parse(&most).unwrap(), 2), Some(Decimal::ZERO));
    assert_eq!(Decimal::parse(&most).unwrap().percent_of(least, 2), None);
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(n in -10_i128.pow(28) + 1..10_i128.pow(28), places in 0_usize..=27) {
        let read = decimal(n, places);
        prop_assert_eq!(Decimal::parse(&read.to_string()), Some(read));
        let shown = read.to_string();
        let trimmed = text(n, places);
        let trimmed = if places > 0 { trimmed.trim_end_matches('0').trim_end_matches('.') } else { &trimmed };
        prop_assert_eq!(&shown, if n == 0 { "0" } else { trimmed });
        prop_assert_eq!(read.places() as usize, shown.split_once('.').map_or(0, |(_, fraction)| fraction.len()));
    }

    #[test]
    fn order_is_that_of_the_numbers(a in -9999_i128..9999, b in -9999_i128..9999, i in 0_usize..5, j in 0_usize..5) {
        let same_places = |n: i128, places: usize| n * 10_i128.pow(5 - places as u32);
        prop_assert_eq!(decimal(a, i).cmp(&decimal(b, j)), same_places(a, i).cmp(&same_places(b, j)));
        prop_assert_eq!(decimal(a, i) == decimal(b, j), same_places(a, i) == same_places(b, j));
    }

    #[test]
    fn percentages_are_rounded_half_up(
        a in 0_i128..10_i128.pow(15), b in 1_i128..10_i128.pow(15), i in 0_usize..9, j in 0_usize..9, negative: bool
    ) {
        let (part, whole) = (a * 10_i128.pow(j as u32 + 4), b * 10_i128.pow(i as u32));
        let expected = (2 * part + whole) / (2 * whole);
        let (sign, a) = if negative { (-1, -a) } else { (1, a) };
        prop_assert_eq!(decimal(a, i).percent_of(decimal(b, j), 2), Some(decimal(sign * expected, 2)));
    }

    #[test]
    fn whole_numbers_are_kept(n: i64) {
        prop_assert_eq!(Decimal::from(n).to_string(), n.to_string());
    }
}
