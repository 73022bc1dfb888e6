//! What is refused of single rules: each mistake with its place.

use super::{MONTHLY, of_plan, refused};
use baocao::locale::{Lang, finding};

#[test]
fn impossible_days() {
    for (due, place) in [
        (r#"{"on":{"day":0}}"#, "due/0/on/day unexpected"),
        (r#"{"on":{"day":32}}"#, "due/0/on/day unexpected"),
        (r#"{"on":{"weekday":8}}"#, "due/0/on/weekday unexpected"),
        (r#"{"on":{"dates":["02-30"]}}"#, "due/0/on/dates/0 unexpected"),
        (r#"{"on":{"dates":["13-01"]}}"#, "due/0/on/dates/0 unexpected"),
        (r#"{"on":{"dates":[]}}"#, "due/0/on/dates required"),
        (r#"{"on":{"each":{}}}"#, "due/0/on/each required"),
        (r#"{"on":{"each":{"2026-06":"2026-06-31"}}}"#, "due/0/on/each/2026-06 unexpected"),
        (r#"{"on":{"day":5},"at":"25:00"}"#, "due/0/at unexpected"),
        (r#"{"on":{"day":5},"at":"9:00"}"#, "due/0/at unexpected"),
        (r#"{"on":{"edge":"end-of-week"}}"#, "due/0/on/edge unexpected"),
        (r#"{"on":{"day":5},"shift":"next-friday"}"#, "due/0/shift unexpected"),
    ] {
        let due = due.replacen('{', r#"{"wording":"w","#, 1);
        refused(&format!(r#"{MONTHLY},"due":[{due}]"#), &[place]);
    }
    refused(r#""periods":{"every":{"unit":"month","starts":"02-31"}}"#, &["periods/every/starts unexpected"]);
    refused(r#""periods":{"every":{"unit":"month","from":"2025-02-29"}}"#, &["periods/every/from unexpected"]);
}

#[test]
fn zero_and_negative_counts() {
    for key in ["years", "months", "weeks", "days", "working_days"] {
        let due = |n: i32| format!(r#"{MONTHLY},"due":[{{"wording":"w","after":{{"{key}":{n}}}}}]"#);
        let place = format!("due/0/after/{key} unexpected");
        refused(&due(0), &[&place]);
        refused(&due(-1), &[&place, "due/0/after/x"][..1]);
    }
    refused(r#""periods":{"every":{"unit":"week","count":0}}"#, &["periods/every/count unexpected"]);
    refused(
        r#""periods":{"every":{"unit":"quarter","only":[0,5]}}"#,
        &["periods/every/only/0 unexpected", "periods/every/only/1 unexpected"],
    );
    refused(&format!(r#"{MONTHLY},"late":{{"closes_after":{{"days":0}}}}"#), &["late/closes_after/days unexpected"]);
    refused(&format!(r#"{MONTHLY},"late":{{"closes_after":{{}}}}"#), &["late/closes_after required"]);
    refused(&format!(r#"{MONTHLY},"corrections":{{"within":{{"days":0}}}}"#), &["corrections/within/days unexpected"]);
}

#[test]
fn ranges_that_overlap_or_end_before_they_begin() {
    let list = |second: &str| {
        format!(r#""periods":{{"list":[{{"id":"a","wording":"A","from":"2026-01-01","to":"2026-03-31"}},{second}]}}"#)
    };
    refused(&list(r#"{"id":"b","wording":"B","from":"2026-03-31","to":"2026-06-30"}"#), &["periods/list/1 overlaps"]);
    refused(
        &list(r#"{"id":"b","wording":"B","from":"2026-04-01","to":"2026-03-31"}"#),
        &["periods/list/1/to ends-before-start"],
    );
    refused(
        &list(r#"{"id":"a","wording":"B","from":"2026-04-01","to":"2026-06-30"}"#),
        &["periods/list/1/id duplicate-id"],
    );
    refused(&list(r#"{"id":"b","wording":"B","from":"2026-01-01","to":"2026-03-31"}"#), &["periods/list/1 overlaps"]);
    refused(
        r#""periods":{"list":[{"id":"a","wording":"A","to":"2026-03-31"},{"id":"b","wording":"B","to":"2026-03-31"}]}"#,
        &["periods/list/1 overlaps"],
    );
    // Counting up from one day is no overlap, nor are days that touch, nor a day within a range.
    refused(&list(r#"{"id":"b","wording":"B","to":"2026-02-28"}"#), &[]);
    refused(&list(r#"{"id":"b","wording":"B","from":"2026-01-01","to":"2026-06-30"}"#), &[]);
    refused(&list(r#"{"id":"b","wording":"B","from":"2026-04-01","to":"2026-06-30"}"#), &[]);
    refused(r#""periods":{"list":[]}"#, &["periods/list required"]);
    refused(
        &format!(r#"{MONTHLY},"valid_from":"2026-02-01","valid_until":"2026-01-31""#),
        &["valid_until ends-before-start"],
    );
    refused(
        r#""periods":{"every":{"unit":"month","from":"2026-02-01","until":"2026-01-31"}}"#,
        &["periods/every/until ends-before-start"],
    );
}

#[test]
fn rules_that_never_fall_due() {
    refused(r#""periods":"on-request","due":[{"wording":"w","on":{"day":5}}]"#, &["due/0 never-due"]);
    refused(
        &format!(r#"{MONTHLY},"due":[{{"wording":"w","from":"event","after":{{"days":3}}}}]"#),
        &["due/0 never-due"],
    );
    refused(
        &format!(
            r#"{MONTHLY},"due":[{{"wording":"w","on":{{"each":{{"2026-13":"2026-12-15","2026-12":"2026-12-15"}}}}}}]"#
        ),
        &["due/0/on/each/2026-13 dangling"],
    );
    refused(
        r#""periods":{"every":{"unit":"quarter","only":[1]}},"due":[{"wording":"w","on":{"each":{"2026-Q2":"2026-07-05"}}}]"#,
        &["due/0/on/each/2026-Q2 dangling"],
    );
    for never in [
        r#""periods":{"every":{"unit":"day","only":[7],"working_days":true}}"#,
        r#""periods":{"every":{"unit":"month","from":"2026-01-01"}},"valid_until":"2020-12-31""#,
    ] {
        refused(&format!(r#"{never},"due":[{{"wording":"w","on":{{"day":5}}}}]"#), &["/reports/0 never-due"]);
    }
    refused(
        r#""periods":{"list":[{"id":"a","wording":"A","to":"2026-03-31"},{"id":"b","wording":"B","to":"2026-06-30"}]},
        "due":[{"wording":"w","on":{"each":{"a":"2026-04-05"}}}]"#,
        &["due/0/on/each missing-key"],
    );
    // The first rule that is for a unit holds, so nothing comes after one for everybody.
    refused(
        &format!(
            r#"{MONTHLY},"due":[{{"for":{{"units":["u"]}},"wording":"a","on":{{"day":5}}}},
            {{"wording":"b","on":{{"day":10}}}},{{"for":{{"units":["u"]}},"wording":"c","on":{{"day":15}}}}]"#
        ),
        &["due/2 never-due"],
    );
    // Words without a day are no mistake: the report is undated.
    refused(&format!(r#"{MONTHLY},"due":[{{"wording":"kịp thời"}}]"#), &[]);
}

#[test]
fn keys_that_mean_nothing_together() {
    for (every, key) in [
        (r#"{"unit":"month","count":2}"#, "count"),
        (r#"{"unit":"week","starts":"12-15"}"#, "starts"),
        (r#"{"unit":"month","full_year":true}"#, "full_year"),
        (r#"{"unit":"month","working_days":true}"#, "working_days"),
        (r#"{"unit":"week","only":[1]}"#, "only"),
    ] {
        refused(&format!(r#""periods":{{"every":{every}}}"#), &[&format!("periods/every/{key} useless")]);
    }
    refused(
        r#""periods":"on-event","due":[{"wording":"w","from":"event","after":{"hours":2,"days":1,"weeks":1}}]"#,
        &["due/0/after/days useless", "due/0/after/weeks useless"],
    );
    refused(
        &format!(r#"{MONTHLY},"late":{{"refused":true,"closes_after":{{"days":5}}}}"#),
        &["late/closes_after useless"],
    );
    let hours = r#""due":[{"wording":"w","after":{"hours":2}}]"#;
    refused(&format!("{MONTHLY},{hours}"), &["due/0/after/hours useless"]);
    refused(&format!(r#"{MONTHLY},"replaces":["r","x"]"#), &["/reports/0 cycle", "replaces/1 dangling"]);
}

#[test]
fn a_report_that_opens_when_it_is_late() {
    let due = r#""due":[{"wording":"w","on":{"day":20}}]"#;
    refused(&format!(r#"{MONTHLY},"opens":"period-end",{due}"#), &["opens opens-after-due"]);
    refused(&format!(r#"{MONTHLY},"opens":"period-start",{due}"#), &[]);
    // One of several rounds is enough.
    let rounds = r#""rounds":[{"id":"a","title":"A","due":[{"wording":"w","on":{"day":20}}]},
        {"id":"b","title":"B","due":[{"wording":"w","after":{"days":5}}]}]"#;
    refused(&format!(r#"{MONTHLY},"opens":"period-end",{rounds}"#), &["opens opens-after-due"]);
    // A week off moves the day before the week begins: it opens then. A rule that is early itself does not make sense.
    let weekly = r#""periods":{"every":{"unit":"week"}},"due":[{"wording":"w","shift":"previous-working-day","#;
    refused(&format!(r#"{weekly}"on":{{"weekday":4}}}}]"#), &[]);
    refused(&format!(r#"{weekly}"on":{{"weekday":1}}}}]"#), &["opens opens-after-due"]);
}

#[test]
fn counts_are_told_with_the_range_they_have() {
    let due = |after: &str| format!(r#"{MONTHLY},"due":[{{"wording":"w","after":{{{after}}}}}]"#);
    for (after, range) in
        [(r#""months":0"#, "1 đến 255"), (r#""days":0"#, "1 đến 1000"), (r#""days":1001"#, "1 đến 1000")]
    {
        let found = of_plan(&due(after), "");
        assert!(finding(Lang::Vi, &found[0]).contains(range), "{after}: {}", finding(Lang::Vi, &found[0]));
    }
}
