//! What is refused of the rules for periods and deadlines: each mistake with its place.
#![cfg(not(target_arch = "wasm32"))]

use baocao::finding::{Finding, Severity};
use baocao::locale::{Lang, finding};
use baocao::plan::{self, Date, Plan, UnitId};
use baocao::schedule::{self, FixedZone};

/// A plan with one report kind that says this, and more keys of the plan.
fn text(kind: &str, more: &str) -> String {
    format!(
        r#"{{"format":"baocao-plan/1","id":"p","version":"1","title":"K","units":[{{"id":"u","name":"U"}}],
        "reports":[{{"id":"r","title":"R","by":{{"units":["u"]}},{kind}}}]{more}}}"#
    )
}

/// What is wrong with it.
fn of_plan(kind: &str, more: &str) -> Vec<Finding> {
    of_text(&text(kind, more))
}

fn plan_of(kind: &str) -> Plan {
    plan::read(&text(kind, ""), Severity::Error).value.expect("a plan")
}

fn of_text(text: &str) -> Vec<Finding> {
    let reading = plan::read(text, Severity::Error);
    let mut findings = reading.findings;
    findings.extend(reading.value.iter().flat_map(schedule::check));
    findings
}

fn said(found: &[Finding]) -> Vec<String> {
    found.iter().map(|f| format!("{} {}", f.at.as_str().trim_start_matches("/reports/0/"), f.code.key())).collect()
}

#[track_caller]
fn refused(kind: &str, expected: &[&str]) {
    let found = of_plan(kind, "");
    assert_eq!(said(&found), expected, "{kind}");
    for one in &found {
        for lang in [Lang::Vi, Lang::En] {
            let text = finding(lang, one);
            assert!(text.len() > 10 && !text.contains(['{', '}']), "{text}");
        }
    }
}

const MONTHLY: &str = r#""periods":{"every":{"unit":"month"}}"#;

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

#[test]
fn arrangements_of_periods_that_do_not_exist_or_exist_already() {
    let arranged = |kind: &str, list: &str| said(&of_plan(kind, &format!(r#","arrangements":[{list}]"#)));
    let extended = |periods: &str| {
        format!(r#"{{"is":"extended","reports":["r"],"periods":[{periods}],"until":"2026-09-10","reason":"bão"}}"#)
    };
    let request = |id: &str, who: &str| {
        format!(
            r#"{{"is":"requested",{who}"reports":["r"],"periods":["{id}"],"title":"T","until":"2026-09-10","reason":"đề nghị"}}"#
        )
    };
    let due = format!(r#"{MONTHLY},"due":[{{"wording":"w","on":{{"day":5}}}}]"#);
    assert!(arranged(&due, &extended(r#""2026-08""#)).is_empty());
    let wrong = arranged(&due, &extended(r#""2026-08","2026-8","2026-Q3""#));
    assert_eq!(wrong, ["/arrangements/0/periods/1 dangling", "/arrangements/0/periods/2 dangling"]);
    // Of a round, or of all rounds.
    let rounds = format!(r#"{MONTHLY},"rounds":[{{"id":"so-bo","title":"Sơ bộ"}}]"#);
    assert!(arranged(&rounds, &extended(r#""2026-08.so-bo","2026-08""#)).is_empty());
    assert_eq!(arranged(&rounds, &extended(r#""2026-08.lan-2""#)), ["/arrangements/0/periods/0 dangling"]);
    // What was requested may be given more time; a request names what is not there yet, and once.
    let on_request = r#""periods":"on-request""#;
    let (a, b) = (r#""for":{"units":["u"]},"#, r#""for":{"units":["v"]},"#);
    assert!(arranged(on_request, &format!("{},{}", request("x", ""), extended(r#""x""#))).is_empty());
    assert_eq!(arranged(&due, &request("2026-08", "")), ["/arrangements/0/periods/0 duplicate-id"]);
    let twice = format!("{},{}", request("x", ""), request("x", a));
    assert_eq!(arranged(on_request, &twice), ["/arrangements/1/periods/0 duplicate-id"]);
    let each = format!("{},{}", request("x", a), request("x", &b.replace('v', "u2")));
    let units = r#","arrangements":["#;
    let found =
        of_plan(on_request, &format!("{units}{each}]")).iter().filter(|f| f.code.key() == "duplicate-id").count();
    assert_eq!(found, 0, "one name for what two units are asked for");
    // It ends after it begins, and says why.
    let backwards = request("x", "").replace(r#""until""#, r#""from":"2026-09-11","until""#).replace("đề nghị", " ");
    assert_eq!(
        arranged(on_request, &backwards),
        ["/arrangements/0/until ends-before-start", "/arrangements/0/reason required"]
    );
}

#[test]
fn arrangements_that_say_too_little_or_too_much() {
    let arranged = |what: &str| said(&of_plan(MONTHLY, &format!(r#","arrangements":[{{{what},"reason":"vì"}}]"#)));
    assert_eq!(arranged(r#""is":"extended""#), ["/arrangements/0 needs"; 2], "until when, and which period");
    assert_eq!(arranged(r#""is":"requested""#).len(), 4, "reports, periods, title, until");
    assert_eq!(arranged(r#""is":"exempt","at":"10:00""#), ["/arrangements/0/at useless"]);
    assert_eq!(arranged(r#""is":"exempt","reports":["x"]"#), ["/arrangements/0/reports/0 dangling"]);
    assert_eq!(arranged(r#""is":"pardoned""#), ["/arrangements/0/is unexpected"]);
    let no_reason = of_plan(MONTHLY, r#","arrangements":[{"is":"exempt"}]"#);
    assert_eq!(said(&no_reason), ["/arrangements/0 missing-key"]);
}

/// A plan with three units, of which the third is of a class, and more keys.
fn of_units(more: &str) -> Vec<String> {
    said(&of_text(&format!(
        r#"{{"format":"baocao-plan/1","id":"p","version":"1","title":"K","groups":[{{"id":"g","name":"G"}}],
        "units":[{{"id":"u","name":"U"}},{{"id":"v","name":"V"}},{{"id":"w","name":"W","groups":["g"]}}],{more}}}"#
    )))
}

#[test]
fn nobody_is_named() {
    refused(&format!(r#"{MONTHLY},"due":[{{"for":{{}},"wording":"w","on":{{"day":5}}}}]"#), &["due/0/for required"]);
    let by = |who: &str| of_units(&format!(r#""reports":[{{"id":"r","title":"R","by":{who},{MONTHLY}}}]"#));
    assert_eq!(by("{}"), ["by required"]);
    assert_eq!(by(r#"{"groups":[]}"#), ["by required"]);
    assert_eq!(by(r#"{"units":"u"}"#), ["by/units unexpected"], "what could not be read may name somebody");
    let exempt = |who: &str| of_plan(MONTHLY, &format!(r#","arrangements":[{{{who}"is":"exempt","reason":"vì"}}]"#));
    assert_eq!(said(&exempt(r#""for":{},"#)), ["/arrangements/0/for required"]);
    assert!(exempt("").is_empty(), "everybody");
}

#[test]
fn a_unit_that_hands_over_without_an_end() {
    let units = |until: &str| {
        of_text(&format!(
            r#"{{"format":"baocao-plan/1","id":"p","version":"1","title":"K",
            "units":[{{"id":"u","name":"U"{until},"successor":"v"}},{{"id":"v","name":"V"}}]}}"#
        ))
    };
    assert_eq!(said(&units("")), ["/units/0 needs"]);
    assert!(units(r#","valid_until":"2026-06-30""#).is_empty());
}

/// Whatever day `check` takes for a period, the report is listed on it.
#[test]
fn a_day_named_far_from_its_period() {
    let kind = |day: &str| {
        format!(
            r#""periods":{{"every":{{"unit":"year"}}}},"due":[{{"wording":"w","reading":"through","on":{{"each":{{"2026":"{day}"}}}}}}]"#
        )
    };
    for day in ["2029-03-05", "2024-10-25"] {
        let kind = kind(day);
        refused(&kind, &[]);
        let plan = plan_of(&kind);
        let unit = plan.member(plan.unit(&UnitId::new("u").expect("an id")).expect("it is there").clone());
        let day = Date::parse(day).expect("a day");
        let found = schedule::obligations(&plan, &unit, day, day, &FixedZone::VIETNAM);
        assert_eq!(found.len(), 1, "{day}");
        let month_before = schedule::Instant::start_of(day.plus_days(-30), &FixedZone::VIETNAM);
        assert!(schedule::duties(&plan, &unit, month_before, &FixedZone::VIETNAM).iter().any(|duty| duty.due.is_some()));
    }
    for day in ["2029-03-15", "2024-10-15"] {
        refused(&kind(day), &["due/0/on/each/2026 dangling"]);
    }
}
