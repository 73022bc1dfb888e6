//! 1,000 tasks, 12 report kinds, 5,000 units, always the same.

use baocao::finding::Severity;
use baocao::plan::{self, Date, Plan};
use std::fmt::Write;

/// Units of the plan.
pub const UNITS: usize = 5_000;
/// Its tasks.
pub const TASKS: usize = 1_000;

/// The years that are looked at.
pub const YEARS: (&str, &str) = ("2024-01-01", "2028-12-31");

/// A day by its text.
pub fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("{text} is no day"))
}

/// Periods, due rule, and how many reports fall due in these years.
pub const KINDS: [(&str, &str, usize); 12] = [
    // 2024 and 2028 have a leap day.
    (r#""unit":"day""#, r#""at":"17:00""#, 1827),
    // From the Friday before New Year 2024 to the one before New Year 2029.
    (r#""unit":"day""#, r#""after":{"working_days":1}"#, 1827),
    // Mondays to Fridays; 2024 begins with a Monday, 2028 ends with a Sunday.
    (r#""unit":"day","only":[1,2,3,4,5]"#, r#""at":"24:00""#, 1305),
    (r#""unit":"week""#, r#""on":{"weekday":5},"reading":"through""#, 261),
    (r#""unit":"week""#, r#""after":{"working_days":2}"#, 261),
    (r#""unit":"week","count":2,"from":"2023-01-02""#, r#""after":{"days":3}"#, 131),
    (r#""unit":"month""#, r#""on":{"day":15}"#, 60),
    (r#""unit":"month","starts":"12-15""#, r#""after":{"working_days":5}"#, 60),
    (r#""unit":"month","cumulative":"year""#, r#""after":{"days":5},"shift":"previous-working-day""#, 60),
    (r#""unit":"quarter""#, r#""after":{"working_days":10}"#, 20),
    (r#""unit":"half-year""#, r#""on":{"dates":["06-20","12-20"]}"#, 10),
    (r#""unit":"year""#, r#""after":{"months":1},"on":{"edge":"end-of-month"},"reading":"through""#, 5),
];

/// The plan.
pub fn large() -> Plan {
    let mut text =
        r#"{"format":"baocao-plan/1","id":"p","version":"1","title":"K","issued":"2020-01-01","groups":["#.to_owned();
    let mut list = |open: &str, n: usize, one: &dyn Fn(usize) -> String| {
        text.push_str(open);
        for i in 0..n {
            let comma = if i > 0 { "," } else { "" };
            write!(text, "{comma}{}", one(i)).expect("a text grows");
        }
    };
    list("", 20, &|i| format!(r#"{{"id":"nhom-{i}","name":"Nhóm {i}"}}"#));
    list(r#"],"units":["#, UNITS, &|i| {
        format!(r#"{{"id":"don-vi-{i}","name":"Đơn vị {i}","groups":["nhom-{}"]}}"#, i % 20)
    });
    list(r#"],"tasks":["#, TASKS, &|i| {
        format!(r#"{{"id":"nv-{i}","title":"Việc {i}","assigned":[{{"role":"lead","groups":["nhom-{}"]}}]}}"#, i % 20)
    });
    list(r#"],"reports":["#, KINDS.len(), &|i| {
        let (every, due, _) = KINDS[i];
        format!(
            r#"{{"id":"k{i:02}","title":"Báo cáo {i}","by":{{"groups":["nhom-7","nhom-8"]}},
            "periods":{{"every":{{{every}}}}},"due":[{{"wording":"w",{due}}}]}}"#
        )
    });
    // A unit in seven has more time once.
    list(r#"],"arrangements":["#, 700, &|i| {
        let id = format!("{}-{:02}", 2024 + i % 5, 1 + i % 12);
        format!(
            r#"{{"for":{{"units":["don-vi-{}"]}},"is":"extended","reports":["k06"],"periods":["{id}"],"until":"2028-12-31",
            "reason":"Bão"}}"#,
            7 * i
        )
    });
    text.push_str("]}");
    let reading = plan::read(&text, Severity::Error);
    reading.value.unwrap_or_else(|| panic!("{:?}", reading.findings.first()))
}
