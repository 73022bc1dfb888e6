//! What is refused of arrangements.

use super::{MONTHLY, of_plan, of_units, said};
use baocao::locale::{Lang, finding};

#[test]
fn arrangements_of_periods_that_do_not_exist_or_exist_already() {
    let arranged = |kind: &str, list: &str| said(&of_plan(kind, &format!(r#","arrangements":[{list}]"#)));
    let extended = |periods: &str| {
        format!(r#"{{"is":"extended","reports":["r"],"periods":[{periods}],"until":"2026-09-20","reason":"bão"}}"#)
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

#[test]
fn more_time_that_is_none() {
    let due = r#""due":[{"for":{"units":["v"]},"wording":"a","on":{"day":5},"reading":"through"},
        {"wording":"b","on":{"day":20},"reading":"through","at":"17:00"}]"#;
    let kind = |rounds: &str| {
        format!(r#""reports":[{{"id":"r","title":"R","by":{{"units":["u","v"]}},{MONTHLY},{due}{rounds}}}]"#)
    };
    let extended = |who: &str, periods: &str, until: &str| {
        format!(r#""arrangements":[{{{who}"is":"extended","periods":[{periods}],"until":{until},"reason":"bão"}}]"#)
    };
    let of = |arranged: &str| of_units(&format!("{},{arranged}", kind("")));
    let (june, too_early) = (r#""2026-06""#, ["/arrangements/0/until below-min"]);
    assert_eq!(of(&extended("", june, r#""2026-06-05""#)), too_early);
    assert_eq!(of(&extended("", june, r#""2025-06-10""#)), too_early, "another year");
    assert!(of(&extended("", june, r#""2026-06-06""#)).is_empty(), "for one of them it is more");
    let for_u = r#""for":{"units":["u"]},"#;
    assert_eq!(of(&extended(for_u, june, r#""2026-06-10""#)), too_early);
    assert_eq!(of(&extended(for_u, june, r#""2026-06-20","at":"17:00""#)), too_early);
    assert!(of(&extended(for_u, june, r#""2026-06-20""#)).is_empty(), "to the end of the day");
    assert_eq!(of(&extended("", r#""2026-06","2026-07""#, r#""2026-06-30""#)), too_early, "not for July");
    // Of a round, of what has no day, and of what is requested.
    let rounds = r#","rounds":[{"id":"a","title":"A"},{"id":"b","title":"B","due":[{"wording":"khi xong"}]}]"#;
    let of_round = |id: &str| {
        let arranged = extended("", &format!(r#""2026-06.{id}""#), r#""2026-06-02""#);
        of_units(&format!("{},{arranged}", kind(rounds)))
    };
    assert_eq!(of_round("a"), too_early);
    assert!(of_round("b").is_empty());
    let request =
        r#"{"is":"requested","reports":["r"],"periods":["x"],"title":"T","until":"2026-09-10","reason":"đề nghị"}"#;
    let requested = |until: &str| {
        let more = format!(r#"{{"is":"extended","periods":["x"],"until":"{until}","reason":"bão"}}"#);
        of_plan(r#""periods":"on-request""#, &format!(r#","arrangements":[{more},{request}]"#))
    };
    assert!(requested("2026-09-11").is_empty());
    let found = requested("2026-09-10");
    assert_eq!(said(&found), too_early);
    assert!(!found[0].is_error() && finding(Lang::En, &found[0]).contains("2026-09-11"), "the first that is more");
}
