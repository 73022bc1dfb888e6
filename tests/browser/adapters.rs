//! What the browser knows for the pure rooms.

use super::support::*;
use baocao::browser::{PlatformText, random_key, zone};
use baocao::report::Text;
use baocao::schedule::Instant;
use std::collections::BTreeSet;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn letters_are_composed() -> Done {
    for (typed, composed) in
        [("Vie\u{323}\u{302}t", "Việt"), ("Vie\u{302}\u{323}t", "Việt"), ("ascii", "ascii"), ("", "")]
    {
        same(PlatformText.nfc(typed), composed)?;
    }
    Ok(())
}

#[wasm_bindgen_test]
fn characters_are_what_people_see() -> Done {
    for (text, count) in [
        ("", 0),
        ("abc", 3),
        ("ệ", 1),
        ("e\u{323}\u{302}", 1),
        ("Tiếng Việt", 10),
        ("👩\u{200d}👩\u{200d}👧", 1),
        ("🇻🇳", 1),
        ("👍🏽!", 2),
    ] {
        same((text, PlatformText.graphemes(text)), (text, count))?;
    }
    Ok(())
}

#[wasm_bindgen_test]
fn only_web_addresses_are_web_addresses() -> Done {
    for (typed, address) in [
        ("https://a.vn/x?y=1#z", "https://a.vn/x?y=1#z"),
        ("  HTTP://A.vn ", "http://a.vn/"),
        ("https://báo.vn/đường dẫn", "https://xn--bo-mia.vn/%C4%91%C6%B0%E1%BB%9Dng%20d%E1%BA%ABn"),
        ("http://10.0.0.1:8080/", "http://10.0.0.1:8080/"),
    ] {
        same(PlatformText.web_address(typed).as_deref(), Some(address))?;
    }
    for refused in [
        "",
        "a.vn",
        "/a",
        "//a.vn",
        "https://",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<b>",
        "ftp://a.vn",
        "mailto:a@b.vn",
        "file:///etc",
        "blob:https://a.vn/x",
    ] {
        same((refused, PlatformText.web_address(refused)), (refused, None))?;
    }
    Ok(())
}

#[wasm_bindgen_test]
fn two_links_are_not_one_address() -> Done {
    for refused in ["https://a b.vn", "https://a.vn và https://b.vn", "https://a.vn; https://b.vn"] {
        same((refused, PlatformText.web_address(refused)), (refused, None))?;
    }
    Ok(())
}

fn at(text: &str) -> Instant {
    Instant(js_sys::Date::parse(text) as i64)
}

#[wasm_bindgen_test]
fn offsets_follow_the_clocks_of_a_zone() -> Done {
    for (name, moment, minutes) in [
        // Clocks go forward on 8 March 2026 and back on 1 November 2026, at 2:00 local time.
        ("America/New_York", "2026-03-08T06:59:59Z", -300),
        ("America/New_York", "2026-03-08T07:00:00Z", -240),
        ("America/New_York", "2026-11-01T05:59:59Z", -240),
        ("America/New_York", "2026-11-01T06:00:00Z", -300),
        ("Asia/Ho_Chi_Minh", "2026-06-18T00:00:00Z", 420),
        ("Asia/Bangkok", "2026-06-18T00:00:00Z", 420),
        ("Asia/Kathmandu", "2026-06-18T00:00:00Z", 345),
        ("America/St_Johns", "2026-01-18T00:00:00Z", -210),
        ("Europe/London", "2026-01-18T00:00:00Z", 0),
        ("UTC", "2026-06-18T00:00:00Z", 0),
    ] {
        let zone = zone(name).ok_or_else(|| fail(name))?;
        same((name, moment, zone.offset_minutes(at(moment))), (name, moment, minutes))?;
    }
    Ok(())
}

#[wasm_bindgen_test]
fn a_zone_that_is_none_is_none() -> Done {
    for name in ["Nowhere/Never", "", "Asia"] {
        check(zone(name).is_none(), name)?;
    }
    Ok(())
}

#[wasm_bindgen_test]
fn keys_are_uuids_and_never_the_same() -> Done {
    let keys: BTreeSet<String> = (0..1_000).map(|_| random_key()).collect();
    same(keys.len(), 1_000)?;
    for key in keys {
        let groups: Vec<usize> = key.split('-').map(str::len).collect();
        same(groups, vec![8, 4, 4, 4, 12])?;
        check(key.chars().all(|c| c == '-' || c.is_ascii_digit() || ('a'..='f').contains(&c)), &key)?;
        check(key[14..].starts_with('4') && key[19..].starts_with(['8', '9', 'a', 'b']), &key)?;
    }
    Ok(())
}
