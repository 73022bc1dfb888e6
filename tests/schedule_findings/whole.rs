//! What only the whole plan can tell of its rules: who is asked, since when, and what comes after.

use super::{MONTHLY, of_plan, of_text, of_units, plan_of, refused, said};
use baocao::finding::Severity;
use baocao::locale::{Lang, finding};
use baocao::plan::{self, Date, UnitId};
use baocao::schedule::{self, FixedZone};

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
        assert!(
            schedule::duties(&plan, &unit, month_before, &FixedZone::VIETNAM).iter().any(|duty| duty.due.is_some())
        );
    }
    for day in ["2029-03-15", "2024-10-15"] {
        refused(&kind(day), &["due/0/on/each/2026 dangling"]);
    }
}

#[test]
fn a_rule_for_nobody_who_is_asked() {
    let reports = |by: &str, who: &str| {
        let due =
            format!(r#""due":[{{"for":{who},"wording":"a","on":{{"day":5}}}},{{"wording":"b","on":{{"day":9}}}}]"#);
        format!(r#""reports":[{{"id":"r","title":"R","by":{by},{MONTHLY},{due}}}]"#)
    };
    let of = |by: &str, who: &str| of_units(&reports(by, who));
    let (u, v) = (r#"{"units":["u"]}"#, r#"{"units":["v"]}"#);
    assert_eq!(of(u, v), ["due/0 never-due"]);
    assert!(of(u, u).is_empty());
    // The page may say who is in a class.
    let g = r#"{"groups":["g"]}"#;
    assert!(of(g, v).is_empty() && of(u, g).is_empty());
    // What is asked of one that ended is asked of the one after it, and what is said of one is said of the other.
    let ended = |by: &str, who: &str| {
        let units = r#"{"id":"u","name":"U","valid_until":"2026-06-30","successor":"v"},{"id":"v","name":"V"}"#;
        let plan = r#""format":"baocao-plan/1","id":"p","version":"1","title":"K""#;
        said(&of_text(&format!("{{{plan},\"units\":[{units}],{}}}", reports(by, who))))
    };
    assert!(ended(u, v).is_empty() && ended(v, u).is_empty());
    // Of a round as well.
    let rounds = r#""rounds":[{"id":"a","title":"A","due":[{"for":{"units":["v"]},"wording":"w","on":{"day":5}}]}]"#;
    assert_eq!(
        of_units(&format!(r#""reports":[{{"id":"r","title":"R","by":{u},{MONTHLY},{rounds}}}]"#)),
        ["rounds/0/due/0 never-due"]
    );
}

#[test]
fn figures_since_a_day_that_is_yet_to_come() {
    let since = |cumulative: &str, horizon: &str| {
        let kind = format!(r#""periods":{{"every":{{"unit":"quarter","cumulative":{cumulative}}}}}"#);
        said(&of_plan(&kind, horizon))
    };
    let from = r#","horizon":{"wording":"từ 2026","from":"2026-01-01"}"#;
    assert_eq!(since(r#"{"date":"2026-04-01"}"#, from), ["periods/every/cumulative/date ends-before-start"]);
    assert!(since(r#"{"date":"2026-03-31"}"#, from).is_empty());
    assert!(since(r#"{"date":"2025-01-01"}"#, from).is_empty());
    assert!(since(r#"{"date":"2026-04-01"}"#, "").is_empty(), "nobody knows the first period");
    assert_eq!(since(r#""plan""#, ""), ["periods/every/cumulative needs"]);
    assert!(since(r#""plan""#, from).is_empty());
    assert!(since(r#""plan""#, r#","issued":"2026-01-10""#).is_empty());
}

#[test]
fn days_for_some_of_the_periods_in_a_row() {
    let each = |days: &str| format!(r#"{MONTHLY},"due":[{{"wording":"w","on":{{"each":{{{days}}}}}}}]"#);
    let (may, june) = (r#""2026-05":"2026-06-05""#, r#""2026-06":"2026-07-06""#);
    refused(&each(&format!(r#"{may},{june}"#)), &[]);
    let gap = each(&format!(r#"{may},"2026-08":"2026-09-07","2026-10":"2026-11-05""#));
    refused(&gap, &["due/0/on/each missing-key"]);
    let found = of_plan(&gap, "");
    assert!(!found[0].is_error() && finding(Lang::Vi, &found[0]).contains("2026-06"), "{found:?}");
    // Those that the rule leaves out are not missed.
    let only = r#""periods":{"every":{"unit":"month","only":[5,8]}}"#;
    refused(&gap.replace(MONTHLY, only).replace(r#","2026-10":"2026-11-05""#, ""), &[]);
}

/// July is due too late for the kind that ends on 19/7, and too early for the one that begins on 20/7.
#[test]
fn a_period_that_an_amendment_leaves_out() {
    let amended = |until: &str, from: &str, more: &str| {
        let kind = |id: &str, day: u8, bound: &str| {
            let due = format!(r#""due":[{{"wording":"w","on":{{"day":{day}}},"reading":"through"}}]"#);
            format!(r#"{{"id":"{id}","title":"R","by":{{"units":["u"]}},{bound},{MONTHLY},{due}}}"#)
        };
        let (old, new) = (format!(r#""valid_until":"{until}""#), format!(r#""valid_from":"{from}""#));
        of_units(&format!(r#""reports":[{},{}{more}]"#, kind("a", 25, &old), kind("b", 15, &new)))
    };
    assert_eq!(amended("2026-07-19", "2026-07-20", ""), ["valid_until missing-key"]);
    // June by the old rule, July by the new one; or July by the old one, August by the new one.
    assert!(amended("2026-06-30", "2026-07-01", "").is_empty());
    assert!(amended("2026-07-25", "2026-08-15", "").is_empty());
    // Where the one begins long after the other has ended, that is a pause.
    assert!(amended("2026-06-19", "2026-09-20", "").is_empty());
    let july = r#"{"id":"c","title":"R","by":{"units":["u"]},"valid_from":"2026-07-19","valid_until":"2026-07-31",
        "periods":{"every":{"unit":"month"}},"due":[{"wording":"w","on":{"day":30}}]}"#;
    assert!(amended("2026-07-19", "2026-07-20", &format!(",{july}")).is_empty(), "July has a rule of its own");
}

/// The ways that the documentation names ask for each month once.
#[test]
fn a_day_is_brought_forward() {
    let old_and_new = |old: [&str; 2], new: [&str; 2]| {
        let kind = |id: &str, day: u8, [bound, of_periods]: [&str; 2]| {
            let due = format!(r#""due":[{{"wording":"w","on":{{"day":{day}}},"reading":"through"}}]"#);
            let periods = format!(r#""periods":{{"every":{{"unit":"month"{of_periods}}}}}"#);
            format!(r#"{{"id":"{id}","title":"R","by":{{"units":["u"]}}{bound},{periods},{due}}}"#)
        };
        format!(
            r#"{{"format":"baocao-plan/1","id":"p","version":"1","title":"K","units":[{{"id":"u","name":"U"}}],
            "reports":[{},{}]}}"#,
            kind("a", 25, old),
            kind("b", 15, new)
        )
    };
    let by_due_day = old_and_new([r#","valid_until":"2026-06-25""#, ""], [r#","valid_from":"2026-07-15""#, ""]);
    let by_period = old_and_new(["", r#","until":"2026-06-30""#], ["", r#","from":"2026-07-01""#]);
    for text in [by_due_day, by_period] {
        assert!(of_text(&text).is_empty(), "{text}");
        let plan = plan::read(&text, Severity::Error).value.expect("a plan");
        let unit = plan.member(plan.unit(&UnitId::new("u").expect("an id")).expect("it is there").clone());
        let [from, to] = ["2026-05-01", "2026-08-31"].map(|day| Date::parse(day).expect("a day"));
        let found = schedule::obligations(&plan, &unit, from, to, &FixedZone::VIETNAM);
        let days: Vec<_> = found.iter().map(|duty| duty.day().expect("dated").to_string()).collect();
        assert_eq!(days, ["2026-05-25", "2026-06-25", "2026-07-15", "2026-08-15"], "{text}");
    }
}
