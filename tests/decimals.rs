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

/// What is reckoned with decimals.
type Reckon = fn(Decimal, Decimal) -> Option<Decimal>;

#[test]
fn what_is_reckoned_is_exact_or_not_given() {
    let read = |text: &str| Decimal::parse(text).unwrap();
    let most = "9".repeat(28);
    let least = format!("0.{:0>28}", 1);
    let cases: [(Reckon, &str, &str, Option<&str>); 9] = [
        (Decimal::plus, &most, "1", None),
        (Decimal::plus, &most, "-1", Some("9999999999999999999999999998")),
        (Decimal::plus, &most, &least, None),
        (Decimal::minus, &most, &most, Some("0")),
        (Decimal::minus, "-1", &most, None),
        (Decimal::times, &most, "-1", Some("-9999999999999999999999999999")),
        (Decimal::times, &most, "10", None),
        (Decimal::times, &least, "0.1", None),
        (Decimal::times, &least, "0", Some("0")),
    ];
    for (reckon, a, b, expected) in cases {
        assert_eq!(reckon(read(a), read(b)).map(|n| n.to_string()).as_deref(), expected, "{a}, {b}");
    }
    assert_eq!(Decimal::sum([]), None);
}

proptest! {
    /// Against fractions of whole numbers: a / 10^i and b / 10^j.
    #[test]
    fn sums_differences_and_products_are_those_of_fractions(
        a in -10_i128.pow(13)..10_i128.pow(13), b in -10_i128.pow(13)..10_i128.pow(13), i in 0_usize..7, j in 0_usize..7
    ) {
        let (one, other) = (decimal(a, i), decimal(b, j));
        let (x, y) = (a * 10_i128.pow(6 - i as u32), b * 10_i128.pow(6 - j as u32));
        prop_assert_eq!(one.plus(other), Some(decimal(x + y, 6)));
        prop_assert_eq!(one.minus(other), Some(decimal(x - y, 6)));
        prop_assert_eq!(one.times(other), Some(decimal(a * b, i + j)));
    }

    #[test]
    fn what_is_divided_is_rounded_half_away_from_zero(
        a in -10_i128.pow(13)..10_i128.pow(13), b in -10_i128.pow(6)..10_i128.pow(6), i in 0_usize..7, j in 0_usize..7,
        places in 2_u32..7, even: bool
    ) {
        // Sometimes by what leaves a half.
        let b = if even { 2 * 10_i128.pow(places) } else { b };
        let divided = decimal(a, i).over(decimal(b, j), places);
        let (above, below) = (a.abs() * 10_i128.pow(j as u32 + places), b.abs() * 10_i128.pow(i as u32));
        let whole = (2 * above + below).checked_div(2 * below);
        let sign = if (a < 0) == (b < 0) { 1 } else { -1 };
        prop_assert_eq!(divided, whole.map(|whole| decimal(sign * whole, places as usize)));
    }

    /// Also where it would be too large on the way: beside a tenth decimal two of these are.
    #[test]
    fn a_sum_does_not_ask_for_the_order(
        large in prop::collection::vec(9 * 10_i128.pow(27)..10_i128.pow(28), 0..3),
        small in prop::collection::vec((-999_i128..999, 0_usize..3), 0..4),
    ) {
        // Each and its opposite, so that all come to little.
        let pairs = large.iter().flat_map(|n| [(*n, 0), (-n, 0)]).chain((!large.is_empty()).then_some((1, 10)));
        let numbers: Vec<Decimal> = pairs.chain(small.iter().copied()).map(|(n, places)| decimal(n, places)).collect();
        let sum = Decimal::sum(numbers.iter().copied());
        let mut turned = numbers.clone();
        for _ in 0..numbers.len() {
            turned.rotate_left(1);
            prop_assert_eq!(Decimal::sum(turned.iter().copied()), sum);
            prop_assert_eq!(Decimal::sum(turned.iter().rev().copied()), sum);
        }
        turned.sort();
        prop_assert_eq!(Decimal::sum(turned), sum);
        if large.is_empty() {
            let expected: i128 = small.iter().map(|(n, places)| n * 10_i128.pow(2 - *places as u32)).sum();
            prop_assert_eq!(sum, (!small.is_empty()).then(|| decimal(expected, 2)));
        }
    }

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
        a in 0_i128..10_i128.pow(15), b in 1_i128..10_i128.pow(15), i in 0_usize..9, j in 0_usize..9, signs: [bool; 2]
    ) {
        let (part, whole) = (a * 10_i128.pow(j as u32 + 4), b * 10_i128.pow(i as u32));
        let expected = (2 * part + whole) / (2 * whole);
        let [a, b] = [(a, signs[0]), (b, signs[1])].map(|(n, is_negative)| if is_negative { -n } else { n });
        let sign = if signs[0] == signs[1] { 1 } else { -1 };
        prop_assert_eq!(decimal(a, i).percent_of(decimal(b, j), 2), Some(decimal(sign * expected, 2)));
    }

    #[test]
    fn whole_numbers_are_kept(n: i64) {
        prop_assert_eq!(Decimal::from(n).to_string(), n.to_string());
    }
}
