//! Answers as typed → canonical values.
#![cfg(not(target_arch = "wasm32"))]

use baocao::finding::Code;
use baocao::plan::Decimal;
use baocao::report::{is_email, is_phone, read_date, read_number, write_number};
use proptest::prelude::*;

/// The value, `ask:` with the readings, or `no`.
fn read(typed: &str) -> String {
    match read_number(typed) {
        Ok(number) => number.to_string(),
        Err(Code::AmbiguousNumber { readings }) => {
            format!("ask:{}", readings.iter().map(|r| r.value.as_str()).collect::<Vec<_>>().join("|"))
        }
        Err(Code::TooManyDigits { max, found }) => format!("{max} digits of {found}"),
        Err(_) => "no".to_owned(),
    }
}

#[test]
fn numbers_are_read_as_vietnamese_officers_write_them() {
    for (typed, expected) in [
        ("0", "0"),
        ("1234", "1234"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1,5", "1.5"),
        ("0,125", "0.125"),
        ("30%", "30"),
        (" 30 % ", "30"),
        ("2 500 000 đồng", "2500000"),
        ("2 500,5", "2500.5"),
        ("- 3 000", "-3000"),
        ("-3,5", "-3.5"),
        ("−3,5", "-3.5"),
        ("007", "7"),
        ("1.23", "ask:1.23|123"),
        ("1,234", "ask:1.234|1234"),
        ("1,234.5", "ask:1234.5"),
        ("1,234,567", "ask:1234567"),
        ("0.5", "ask:0.5|5"),
        ("1.234.5", "no"),
        ("1,2,3", "no"),
        ("khoảng 300", "no"),
        ("1e3", "no"),
        ("½", "no"),
        ("١٢", "no"),
        ("-", "no"),
        (",", "no"),
        ("", "no"),
        ("99999999999999999999999999999999", "28 digits of 32"),
        ("99.999.999.999.999.999.999.999.999.999,5", "28 digits of 30"),
    ] {
        assert_eq!(read(typed), expected, "{typed:?}");
    }
}

#[test]
fn dates_phones_and_addresses() {
    for typed in ["15/6/2026", "15/06/2026", "15-6-2026", "15.6.2026", "2026-06-15", " 15 / 6 / 2026 "] {
        assert_eq!(read_date(typed).map(|d| d.to_string()).as_deref(), Some("2026-06-15"), "{typed}");
    }
    for typed in ["29/2/2025", "6/15/2026", "15/6", "15/6/26", "0/1/2026", "15/6/2026/1", "hôm nay"] {
        assert_eq!(read_date(typed), None, "{typed}");
    }
    for typed in [
        "0988.086.273",
        "(024) 3577 2353",
        "+84988086273",
        "+84 (0) 988 086 273",
        "024 3577 2353 ext 12",
        "+1 212 555 0100",
    ] {
        assert!(is_phone(typed), "{typed}");
    }
    for typed in ["", "0988", "0188086273", "02435772", "+84", "gọi bảo vệ", "0988086273 hoặc 0988086274"] {
        assert!(!is_phone(typed), "{typed}");
    }
    assert!(is_email("vanphong.ubnd@namcuong.gov.vn"));
    for typed in ["a@b", "a@@b.vn", "a b@c.vn", "@c.vn", "a@-c.vn", "a@c..vn"] {
        assert!(!is_email(typed), "{typed}");
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(mantissa in -999_999_999_999_i64..999_999_999_999, places in 0_u32..3) {
        let digits = format!("{}{}", mantissa.unsigned_abs(), "");
        let padded = format!("{digits:0>width$}", width = places as usize + 1);
        let (whole, fraction) = padded.split_at(padded.len() - places as usize);
        let sign = if mantissa < 0 { "-" } else { "" };
        let plain = if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") };
        let number = Decimal::parse(&plain).expect("a decimal");
        prop_assert_eq!(read_number(&write_number(number)), Ok(number));
    }

    #[test]
    fn no_typing_makes_a_reader_panic(typed in "\\PC*") {
        let _ = (read_number(&typed), read_date(&typed), is_phone(&typed), is_email(&typed));
    }
}
